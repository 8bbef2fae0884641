// SPDX-License-Identifier: Apache-2.0
// A picture as a self-contained HTML page: zoom by wheel and buttons, drag, hover, filter, and the
// same content as a table below. One file, no network (its own content policy forbids it).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "viz/picture.h"

namespace hoego::viz {

std::string html_page(const Picture& picture);

// The bytes of a picture for a file, by its ending: .svg .png .pdf .dot .html; nullopt for another
// ending. Errors as in render() and pages_pdf().
std::optional<std::string> picture_file(const Picture& picture, std::string_view path);
bool is_picture_file(std::string_view path);

}  // namespace hoego::viz

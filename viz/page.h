// SPDX-License-Identifier: Apache-2.0
// A picture as a self-contained HTML page: zoom by wheel and buttons, drag, hover, filter, and the
// same content as a table below. One file, no network (its own content policy forbids it).
#pragma once

#include <string>

#include "viz/picture.h"

namespace hoego::viz {

std::string html_page(const Picture& picture);

}  // namespace hoego::viz

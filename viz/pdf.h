// SPDX-License-Identifier: Apache-2.0
// Pictures as the pages of one PDF, with title, language and working links.
//
//   std::vector<Picture> pages = ...;    // of one size each, for example A4 landscape
//   write_file("career.pdf", pages_pdf(pages));
//
// Same pictures, same bytes. Throws Error (kEnvironment) as render() does, and where the PDF that
// Graphviz wrote is of a form that this does not know.
#pragma once

#include <string>
#include <vector>

#include "viz/picture.h"

namespace hoego::viz {

std::string pages_pdf(const std::vector<Picture>& pages);

}  // namespace hoego::viz

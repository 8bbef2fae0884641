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
#include <utility>
#include <vector>

#include "viz/picture.h"

namespace hoego::viz {

std::string pages_pdf(const std::vector<Picture>& pages);

// The pictures of what is laid out on sheets.
template <typename Sheet>  // Timeline, Comparison
std::vector<Picture> pages_of(std::vector<Sheet> sheets) {
  std::vector<Picture> pages;
  for (Sheet& sheet : sheets) pages.push_back(std::move(sheet.picture));
  return pages;
}

}  // namespace hoego::viz

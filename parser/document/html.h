// SPDX-License-Identifier: Apache-2.0
// HTML into blocks: whole pages, and the HTML that stands inside Markdown.
#pragma once

#include <string_view>

#include "parser/document/block.h"

namespace hoego::parser {

struct HtmlContext {
  int list_depth = 0;
  bool quoted = false;
};

// Reads `range` of the file by one pass over its tags: no tree, so no depth and no size that hurts.
void read_html(std::string_view working, Span range, HtmlContext context, BlockWriter& writer);

// A whole page: its <title> and <meta> go to `front`, its article (or else its body) to `writer`.
// By gumbo's tree, or by one pass over the tags where the page is too long or too deep for it.
void read_html_page(std::string_view working, Span range, FrontMatter& front, BlockWriter& writer);

}  // namespace hoego::parser

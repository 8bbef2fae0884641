// SPDX-License-Identifier: Apache-2.0
// Plain text, as copied from a blog page: every line ends something.
#pragma once

#include <string_view>

#include "parser/document/block.h"

namespace hoego::parser {

// Whether a .txt file is Markdown after all (headings, links, bold).
bool looks_like_markdown(std::string_view text);

void read_plain(std::string_view working, Span body, BlockWriter& writer);

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// Markdown (CommonMark, tables, strike-through) into blocks, by md4c.
#pragma once

#include <string_view>

#include "parser/document/block.h"

namespace hoego::parser {

// `working` is the whole file (same offsets); only `body` of it is read. With `lines_end` every
// newline is a hard break (a plain text with Markdown signs in it).
void read_markdown(std::string_view working, Span body, bool lines_end, BlockWriter& writer);

}  // namespace hoego::parser

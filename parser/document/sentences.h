// SPDX-License-Identifier: Apache-2.0
// Cuts a block of Korean (or English) prose into sentences.
#pragma once

#include <string_view>
#include <vector>

#include "parser/document/block.h"

namespace hoego::parser {

// Sentence ranges in block.text, in order, without the blanks between them. No sentence is longer
// than kMaxSentence: what never ends is cut at a blank, so that every later stage stays linear.
inline constexpr size_t kMaxSentence = 1600;
std::vector<Span> split_sentences(const Block& block);

// The sentences of a block with runs and marks of their own.
void append_sentences(const Block& block, int32_t heading, std::vector<Sentence>& out);

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// PostFacts as text and back, without loss: how the store keeps what was read, so that a second
// ingest need not read unchanged posts. For people and other programs there is to_json().
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parser/career/facts.h"

namespace hoego::parser {

// Bumped whenever reading the same post could give other facts, or the form changes: stored facts
// of another version are read again from the post.
inline constexpr int kFactsVersion = 3;

std::string encode_facts(const PostFacts& facts);
// nullopt where the text is of another version or damaged.
std::optional<PostFacts> decode_facts(std::string_view text);

}  // namespace hoego::parser

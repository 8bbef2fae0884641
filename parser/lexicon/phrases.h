// SPDX-License-Identifier: Apache-2.0
// A list of phrases that many texts are asked for.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>

#include "parser/lexicon/word_index.h"

namespace hoego::parser {

// Tells in one pass, however many the phrases are, whether a text has any of them, as written.
//
//   static const Phrases kJoins = {"참여", "지원"};
//   kJoins.stand_in("9기에 지원했다")  ->  true
class Phrases {
 public:
  Phrases(std::initializer_list<std::string_view> phrases)
      : Phrases(std::span(phrases.begin(), phrases.size())) {}
  explicit Phrases(std::span<const std::string_view> phrases) {
    for (const std::string_view phrase : phrases) index_.add(phrase, phrase);
    index_.finish();
  }

  bool stand_in(std::string_view text) const {
    bool found = false;
    const auto as_written = [&](size_t at, size_t size, std::span<const std::string_view> phrases) {
      found |= std::find(phrases.begin(), phrases.end(), text.substr(at, size)) != phrases.end();
    };
    index_.find_everywhere(text, as_written);
    return found;
  }

 private:
  WordIndex<std::string_view> index_;
};

}  // namespace hoego::parser

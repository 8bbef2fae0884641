// SPDX-License-Identifier: Apache-2.0
// Words of a sentence and what their form tells: stems and particles, names against common nouns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/career/reading.h"

namespace hoego::parser {

struct Stem {
  Span span;
  std::string_view particle;  // empty: none
};

std::vector<Word> words_of(std::string_view text);
const std::vector<Word>& words_of(const Reading& reading);  // of all of its text, split once
int count_words(std::string_view text);
// The word without the longest particle at its end.
Stem stem_of(std::string_view text, Span word);

std::vector<std::string> split_variants(const std::string& text);  // "a|b"
// Whether `wanted` holds for one of the variants of "a|b"; nothing is copied.
template <typename Wanted>
bool any_variant(std::string_view variants, const Wanted& wanted) {
  while (true) {
    const size_t at = variants.find('|');
    if (wanted(variants.substr(0, at))) return true;
    if (at == std::string_view::npos) return false;
    variants.remove_prefix(at + 1);
  }
}
bool has_variant(std::string_view variants, std::string_view one);
std::string without_blanks(std::string text);
bool is_digit(char c);
bool is_word_byte(char c);  // Latin letter, digit, or part of a letter beyond ASCII

bool is_common_noun(const Lexicon& lexicon, std::string_view word);
// The words of one kind of the table `links`.
const std::vector<std::string_view>& links_of_kind(const Lexicon& lexicon, std::string_view kind);
// Whether one of them stands anywhere in the sentence. All links of a sentence are found in one
// pass, so that most rules that look for some of them need not look at all.
bool has_link(const Reading& reading, std::string_view kind);
// Whether the sentence begins with one of them: "그 전에는" with one of `before_opener`.
bool opens_with_link(const Reading& reading, std::string_view kind);
// Whether the cue's own words begin with a link of the kind: "나왔다" with one of `coming_out`.
bool begins_with_link(const Reading& reading, const Cue& cue, std::string_view kind);
// Endings of adjectives, which no name of a company has: "평범한".
bool is_adjective(const Lexicon& lexicon, std::string_view word);
const LexiconRow* name_suffix(const Lexicon& lexicon, std::string_view word);
// Where a naming particle ("라는", "이라는") that ends before `offset` begins; npos: none.
size_t naming_before(const Lexicon& lexicon, std::string_view text, size_t offset);
// The name that ends at `end`: a marked range (bold, link), quotes, or one word.
Span name_before(const Reading& reading, uint32_t end);
// The whole mark or the neighbouring capitalised Latin words that `name` is a part of.
Span widen_name(const Reading& reading, Span name);
bool is_marked(const Reading& reading, Span name);  // bold or a link
// What no common noun looks like: marked, capitalised, or with the end of a name.
bool looks_foreign(const Reading& reading, Span name);
// `distance`: words between it and the event.
bool looks_like_name(const Reading& reading, Span name, int distance);

bool is_thin_gap(std::string_view gap);  // nothing but blanks, colons, brackets
bool is_modifying_gap(const Lexicon& lexicon, std::string_view gap);
bool is_industry_link(const Lexicon& lexicon, std::string_view gap);

}  // namespace hoego::parser

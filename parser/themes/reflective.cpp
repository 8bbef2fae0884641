// SPDX-License-Identifier: Apache-2.0
// Whether a post reflects on its author's own career: the title and tags speak first, the share of
// sentences about jobs, schools and years second.
#include <algorithm>
#include <string>

#include "parser/themes/readers.h"

namespace hoego::parser {
namespace {

constexpr size_t kRim = 8;             // a translation says so in its first or last sentences
constexpr size_t kOneSentenceIn = 25;  // at least so often a reflection speaks of jobs and years
constexpr int kSure = 3;               // the weight of a sign that decides alone

// Where a post says what kind of post it is.
std::string headline(const Document& document) {
  std::string text = document.title + "\n";
  size_t slash = document.path.rfind('/');
  text += document.path.substr(slash == std::string::npos ? 0 : slash + 1) + "\n";
  for (std::string_view key :
       {"categories", "category", "tags", "keywords", "series", "description"}) {
    if (const auto* values = document.front.all_of(key))
      for (const std::string& value : *values) text += value + "\n";
  }
  return text;
}

}  // namespace

ReflectionReader::ReflectionReader(const Document& document, const Lexicon& lexicon)
    : table_(lexicon, "reflective"),
      total_(document.sentences.size()),
      title_(signs_in(lexicon.find_all(headline(document)), "title")) {}

ReflectionReader::Signs ReflectionReader::signs_in(Matches matches, std::string_view place) const {
  Signs signs;
  for (const LexiconMatch& match : matches) {
    if (!table_.holds(match.row) || match.row->get("place") != place) continue;
    std::string_view number = match.row->get("weight");
    int weight = number.empty() ? 1 : number.front() - '0';
    bool reflects = match.row->get("sign") == "reflects";
    (reflects ? signs.reflects : signs.other) += weight;
    int& strongest = reflects ? signs.strongest_reflects : signs.strongest_other;
    strongest = std::max(strongest, weight);
  }
  return signs;
}

void ReflectionReader::see(size_t index, const Sentence& sentence, Matches matches) {
  if (sentence.quoted || sentence.block == BlockKind::kCode) return;
  ++sentences_;
  Signs signs = signs_in(matches, "text");
  bool rim = index < kRim || index + kRim >= total_;
  translated_ |= rim && signs.strongest_other == kSure;
  reflects_ += signs.reflects > 0 ? 1 : 0;
  other_ += signs.other > 0 ? 1 : 0;
}

// Often enough about jobs and years, and not drowned in advice.
bool ReflectionReader::text_reflects() const {
  return reflects_ >= 2 && reflects_ * kOneSentenceIn >= sentences_ && other_ <= 2 * reflects_;
}

bool ReflectionReader::reflective() const {
  if (translated_) return false;
  if (title_.strongest_reflects == kSure && title_.other <= title_.reflects) return true;
  if (title_.strongest_other == kSure) return false;
  if (title_.other > 2 * title_.reflects && title_.other > 2) return false;
  if (text_reflects()) return true;
  return title_.strongest_reflects >= 2 && 2 * title_.other <= title_.reflects &&
         3 * other_ <= sentences_;
}

}  // namespace hoego::parser

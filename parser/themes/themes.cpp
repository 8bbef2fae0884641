// SPDX-License-Identifier: Apache-2.0
// The doors of this folder, and the themes: counted sentence by sentence; what stands in the title
// or heads a section counts more.
#include "parser/themes/themes.h"

#include <algorithm>
#include <string>

#include "parser/themes/readers.h"

namespace hoego::parser {
namespace {

constexpr double kStrong = 1.0;
constexpr double kWeak = 0.35;
constexpr double kQuoted = 0.4;   // somebody else's words
constexpr double kTitle = 3.0;    // a theme that the title names is a main point
constexpr double kHeading = 2.0;  // so is one that heads a section
constexpr double kTag = 1.0;
constexpr double kCore = 2.0;     // at least two sentences
constexpr double kMention = 0.9;  // at least one sentence that names it
constexpr size_t kMaxCore = 8;

double weight_of(const Sentence& s) {
  if (s.block == BlockKind::kCode) return 0;
  if (s.block == BlockKind::kHeading) return kHeading;
  return s.quoted ? kQuoted : 1.0;
}

}  // namespace

ThemeReader::ThemeReader(const Document& document, const Lexicon& lexicon)
    : table_(lexicon, "themes") {
  for (const LexiconRow& row : table_.all()) {
    std::string_view theme = row.get("theme");
    size_t i = 0;
    while (i < tallies_.size() && tallies_[i].theme != theme) ++i;
    if (i == tallies_.size()) tallies_.push_back({theme});
    rows_.push_back({i, row.get("strength") == "strong"});
  }
  count_text(document.title, kTitle, lexicon);
  for (std::string_view key : {"tags", "keywords", "categories", "description", "subtitle"}) {
    const std::vector<std::string>* values = document.front.all_of(key);
    if (values == nullptr) continue;
    std::string all;
    for (const std::string& value : *values) all += value + "\n";
    count_text(all, kTag, lexicon);
  }
}

// A weak word inside a longer one says nothing ("게임" in "게임을 하며 쉬었다").
const std::vector<ThemeReader::Hit>& ThemeReader::hits_in(Matches matches) {
  hits_.clear();
  uint32_t covered = 0;
  for (const LexiconMatch& match : matches) {
    if (!table_.holds(match.row)) continue;
    const Row& row = rows_[table_.index(match.row)];
    if (!row.strong && match.span.end <= covered) continue;
    if (row.strong) covered = std::max(covered, match.span.end);
    double weight = row.strong ? kStrong : kWeak;
    auto known = std::find_if(hits_.begin(), hits_.end(),
                              [&](const Hit& hit) { return hit.theme == row.theme; });
    if (known == hits_.end()) {
      hits_.push_back({row.theme, weight, match.span.begin});
    } else if (weight > known->weight) {
      *known = {row.theme, weight, match.span.begin};
    }
  }
  return hits_;
}

void ThemeReader::count_text(std::string_view text, double weight, const Lexicon& lexicon) {
  if (text.empty()) return;
  for (const Hit& hit : hits_in(lexicon.find_all(text)))
    tallies_[hit.theme].score += weight * hit.weight;
}

void ThemeReader::see(const Sentence& sentence, Matches matches) {
  double weight = weight_of(sentence);
  if (weight == 0) return;
  for (const Hit& hit : hits_in(matches)) {
    Tally& tally = tallies_[hit.theme];
    tally.score += weight * hit.weight;
    if (hit.weight < kStrong) continue;
    if (tally.count++ == 0) tally.offset = sentence.source_span({hit.at, hit.at}).begin;
  }
}

std::vector<ThemeMention> ThemeReader::themes() const {
  std::vector<Tally> ranked = tallies_;
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const Tally& a, const Tally& b) { return a.score > b.score; });
  std::vector<ThemeMention> themes;
  for (const Tally& tally : ranked) {
    if (tally.score < kMention) break;
    bool core = themes.size() < kMaxCore && tally.score >= kCore;
    themes.push_back({std::string(tally.theme), core, std::max(1, tally.count), tally.offset});
  }
  return themes;
}

PostTopics read_topics(const SearchedDocument& searched) {
  const Document& document = searched.document();
  const Lexicon& lexicon = searched.lexicon();
  ThemeReader themes(document, lexicon);
  AspirationReader aspirations(document, lexicon);
  ReflectionReader reflection(document, lexicon);
  for (size_t i = 0; i < document.sentences.size(); ++i) {
    const Sentence& sentence = document.sentences[i];
    Matches matches = searched.words_of(i);
    themes.see(sentence, matches);
    aspirations.see(sentence, matches);
    reflection.see(i, sentence, matches);
  }
  return {themes.themes(), aspirations.aspirations(), reflection.reflective()};
}

std::vector<ThemeMention> read_themes(const Document& document, const Lexicon& lexicon) {
  return read_topics({document, lexicon}).themes;
}

std::vector<Aspiration> read_aspirations(const Document& document, const Lexicon& lexicon) {
  return read_topics({document, lexicon}).aspires_to;
}

bool is_reflective(const Document& document, const Lexicon& lexicon) {
  return read_topics({document, lexicon}).reflective;
}

}  // namespace hoego::parser

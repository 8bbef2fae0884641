// SPDX-License-Identifier: Apache-2.0
// Themes are counted sentence by sentence; what stands in the title or heads a section counts more.
#include "parser/themes/themes.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

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

struct Tally {
  double score = 0;
  int count = 0;
  uint32_t offset = 0;
  bool seen = false;
};

using Tallies = std::map<std::string_view, Tally>;

struct Hit {
  double weight = 0;
  uint32_t at = 0;
};

// The themes of one text, each with its strongest word. A weak word inside a longer one of another
// theme says nothing ("게임" in "게임을 하며 쉬었다").
std::map<std::string_view, Hit> themes_in(std::string_view text, const Lexicon& lexicon) {
  std::map<std::string_view, Hit> hits;
  uint32_t covered = 0;
  for (const LexiconMatch& match : lexicon.find_all(text)) {
    if (match.row->table != "themes") continue;
    bool strong = match.row->get("strength") == "strong";
    if (!strong && match.span.end <= covered) continue;
    if (strong) covered = std::max(covered, match.span.end);
    auto [it, added] = hits.try_emplace(match.row->get("theme"), Hit{0, match.span.begin});
    it->second.weight = std::max(it->second.weight, strong ? kStrong : kWeak);
  }
  return hits;
}

double weight_of(const Sentence& s) {
  if (s.block == BlockKind::kCode) return 0;
  if (s.block == BlockKind::kHeading) return kHeading;
  return s.quoted ? kQuoted : 1.0;
}

void count_text(std::string_view text, double weight, const Lexicon& lexicon, Tallies& tallies) {
  for (const auto& [theme, hit] : themes_in(text, lexicon))
    tallies[theme].score += weight * hit.weight;
}

void count_front(const Document& document, const Lexicon& lexicon, Tallies& tallies) {
  count_text(document.title, kTitle, lexicon, tallies);
  for (std::string_view key : {"tags", "keywords", "categories", "description", "subtitle"}) {
    const std::vector<std::string>* values = document.front.all_of(key);
    if (values == nullptr) continue;
    std::string all;
    for (const std::string& value : *values) all += value + "\n";
    count_text(all, kTag, lexicon, tallies);
  }
}

void count_sentences(const Document& document, const Lexicon& lexicon, Tallies& tallies) {
  for (const Sentence& s : document.sentences) {
    double weight = weight_of(s);
    if (weight == 0) continue;
    for (const auto& [theme, hit] : themes_in(s.text, lexicon)) {
      Tally& tally = tallies[theme];
      tally.score += weight * hit.weight;
      if (hit.weight < kStrong) continue;
      ++tally.count;
      if (!tally.seen) tally.offset = s.source_span({hit.at, hit.at}).begin;
      tally.seen = true;
    }
  }
}

}  // namespace

std::vector<ThemeMention> read_themes(const Document& document, const Lexicon& lexicon) {
  Tallies tallies;
  count_front(document, lexicon, tallies);
  count_sentences(document, lexicon, tallies);
  std::vector<std::pair<std::string_view, Tally>> ranked(tallies.begin(), tallies.end());
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.second.score > b.second.score; });
  std::vector<ThemeMention> themes;
  for (const auto& [theme, tally] : ranked) {
    if (tally.score < kMention) continue;
    bool core = themes.size() < kMaxCore && tally.score >= kCore;
    themes.push_back({std::string(theme), core, std::max(1, tally.count), tally.offset});
  }
  return themes;
}

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// Whether a post reflects on its author's own career: the title and tags speak first, the share of
// sentences about jobs, schools and years second.
#include <algorithm>
#include <string>
#include <string_view>

#include "parser/themes/themes.h"

namespace hoego::parser {
namespace {

constexpr size_t kRim = 8;  // a translation says so in its first or last sentences

struct Signs {
  int reflects = 0;
  int other = 0;
  int strongest_reflects = 0;
  int strongest_other = 0;
};

Signs signs_in(std::string_view text, std::string_view place, const Lexicon& lexicon) {
  Signs signs;
  for (const LexiconMatch& match : lexicon.find_all(text)) {
    if (match.row->table != "reflective" || match.row->get("place") != place) continue;
    int weight = match.row->get("weight").front() - '0';
    bool reflects = match.row->get("sign") == "reflects";
    (reflects ? signs.reflects : signs.other) += weight;
    int& strongest = reflects ? signs.strongest_reflects : signs.strongest_other;
    strongest = std::max(strongest, weight);
  }
  return signs;
}

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

struct Counts {
  size_t sentences = 0;
  size_t reflects = 0;
  size_t other = 0;
  bool translated = false;
};

Counts count_sentences(const Document& document, const Lexicon& lexicon) {
  Counts counts;
  size_t n = document.sentences.size();
  for (size_t i = 0; i < n; ++i) {
    const Sentence& s = document.sentences[i];
    if (s.quoted || s.block == BlockKind::kCode) continue;
    ++counts.sentences;
    Signs signs = signs_in(s.text, "text", lexicon);
    bool rim = i < kRim || i + kRim >= n;
    counts.translated |= rim && signs.strongest_other == 3;
    counts.reflects += signs.reflects > 0 ? 1 : 0;
    counts.other += signs.other > 0 ? 1 : 0;
  }
  return counts;
}

// A sentence about jobs, schools or years in every twenty-five, and not drowned in advice.
bool text_reflects(const Counts& counts) {
  return counts.reflects >= 2 && counts.reflects * 25 >= counts.sentences &&
         counts.other <= 2 * counts.reflects;
}

}  // namespace

bool is_reflective(const Document& document, const Lexicon& lexicon) {
  Signs title = signs_in(headline(document), "title", lexicon);
  Counts counts = count_sentences(document, lexicon);
  if (counts.translated) return false;
  if (title.strongest_reflects == 3 && title.other <= title.reflects) return true;
  if (title.strongest_other == 3) return false;
  if (title.other > 2 * title.reflects && title.other > 2) return false;
  if (text_reflects(counts)) return true;
  return title.strongest_reflects >= 2 && title.other == 0 && counts.other <= counts.sentences / 3;
}

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// What a post is about, what its author wants to become, and whether it reflects on a career at
// all. Closed lists; words come from the lexicon (tables "themes", "roles", "aspirations",
// "aspiration_fields", "reflective").
//
//   PostTopics t = read_topics({document, Lexicon::builtin()});
//   t.themes[0].theme   ->  "job-change", the one the post says most of
//   t.aspires_to        ->  data-engineer, with the sentence that says so
#pragma once

#include <vector>

#include "parser/career/facts.h"
#include "parser/document/searched.h"
#include "parser/lexicon/lexicon.h"

namespace hoego::parser {

struct PostTopics {
  std::vector<ThemeMention> themes;  // most said first; at most eight of them core
  std::vector<Aspiration> aspires_to;
  bool reflective = true;
};

// All three at once: what to call by whoever wants more than one.
PostTopics read_topics(const SearchedDocument& searched);

std::vector<ThemeMention> read_themes(const Document& document, const Lexicon& lexicon);
std::vector<Aspiration> read_aspirations(const Document& document, const Lexicon& lexicon);
// False for tutorials, book reviews, travel notes, translations, stories about others.
bool is_reflective(const Document& document, const Lexicon& lexicon);

}  // namespace hoego::parser

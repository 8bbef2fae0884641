// SPDX-License-Identifier: Apache-2.0
// What a post is about, what its author wants to become, and whether it reflects on a career at
// all. Closed lists; words come from the lexicon (tables "themes", "roles", "aspirations").
#pragma once

#include <vector>

#include "parser/career/facts.h"
#include "parser/document/document.h"
#include "parser/lexicon/lexicon.h"

namespace hoego::parser {

std::vector<ThemeMention> read_themes(const Document& document, const Lexicon& lexicon);
std::vector<Aspiration> read_aspirations(const Document& document, const Lexicon& lexicon);
// False for tutorials, book reviews, travel notes, translations, stories about others.
bool is_reflective(const Document& document, const Lexicon& lexicon);

}  // namespace hoego::parser

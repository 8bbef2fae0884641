// SPDX-License-Identifier: Apache-2.0
// Stage 3: the organisations that a sentence speaks of, named ("네이버", "모멘티라는 스타트업") and
// unnamed ("이커머스 기업", "전 직장"), and which of them an event is about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/career/reading.h"

namespace hoego::parser {

struct OrgMention {
  Span span;         // up to where the particle stands
  std::string text;  // as written, without particles
  std::vector<std::string> alt;
  std::string key;       // what makes two mentions one: canonical name, industry, words
  std::string type;      // "company", "school", "lab", "program", "community", "military"
  std::string industry;  // may be empty
  std::string ref;       // of unnamed ones: "current", "previous", "any" ...; see places.tsv
  std::string cohort;    // "8기"
  bool named = false;
  bool known = false;    // a name of the lexicon
  bool product = false;  // also the name of a thing: counts only beside an event
};

// A name that some sentence of the post gives away; elsewhere it is known then.
struct FoundName {
  std::string text;
  std::string type;
};
std::vector<FoundName> collect_names(const ReadPost& post);

// In order of place; overlapping ones are resolved (a name wins over the place word inside it).
std::vector<OrgMention> find_orgs(const Reading& reading, const std::vector<FoundName>& names);
// The organisation that an event is bound to by a particle or by standing beside it; a name that no
// table knows is recognised by its place and form. nullopt: none.
std::optional<OrgMention> org_of_event(const Reading& reading, const Cue& event,
                                       const std::vector<OrgMention>& orgs);

// "8기" at or right after `offset`; empty if there is none.
std::string cohort_at(std::string_view text, uint32_t offset, uint32_t* end = nullptr);

}  // namespace hoego::parser

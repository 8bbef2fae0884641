// SPDX-License-Identifier: Apache-2.0
// Stage 3: the organisations that a sentence speaks of, named ("네이버", "모멘티라는 스타트업") and
// unnamed ("이커머스 기업", "전 직장"), and which of them an event is about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/career/org_mention.h"
#include "parser/career/reading.h"

namespace hoego::parser {

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

// "Java를 Kotlin으로 옮겼다": what is moved is a thing, and not the author.
bool moves_thing(const Reading& reading, const Cue& event);
// "누리에서 다온으로 옮겼다": the place that a move to `destination` leaves; nullopt: none is told.
std::optional<OrgMention> origin_of_move(const Reading& reading, const OrgMention& destination,
                                         const std::vector<OrgMention>& orgs);

// "8기" at or right after `offset`; empty if there is none.
std::string cohort_at(std::string_view text, uint32_t offset, uint32_t* end = nullptr);

}  // namespace hoego::parser

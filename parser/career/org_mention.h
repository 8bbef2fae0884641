// SPDX-License-Identifier: Apache-2.0
// An organisation as a sentence speaks of it.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

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

inline bool overlaps_any(const std::vector<OrgMention>& orgs, Span span) {
  return std::any_of(orgs.begin(), orgs.end(),
                     [&](const OrgMention& org) { return org.span.overlaps(span); });
}

// "K은행": a letter in place of the name.
inline bool hides_name(std::string_view name) {
  return name.size() > 1 && name[0] >= 'A' && name[0] <= 'Z' && (name[1] & 0x80) != 0;
}

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// A graph without the people in it: what others may see of careers (docs/export.md says against
// whom this helps, and against whom not).
//
// Nothing is taken over but what stands on a short list: kinds, exits, dates, months, confidence,
// roles, themes, years, industries and the names of named organisations. So names, titles, quotes,
// offsets, sources, cohorts, properties and labels of the user's own do not get in. Persons, posts,
// steps and organisations get pseudonyms: "person-0f3a...", HMAC-SHA256 of their id, the same for
// the same key. Persons who wrote no post (they are talked about, not talking) are left out with
// their steps. The order of nodes is that of their pseudonyms, not of names.
//
//   AnonymizeOptions options;
//   options.key = key;
//   Anonymized out = anonymized(graph, nullptr, options);
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "graph/graph.h"
#include "viz/subgraph.h"

namespace hoego::viz {

struct AnonymizeOptions {
  enum class Dates { kAsKnown, kMonth, kYear };

  std::string key;  // bytes; whoever has it can try out ids
  // No date is more precise; with years, durations in months are left out too.
  Dates dates = Dates::kAsKnown;
  // An organisation at which fewer people of the graph were gets a pseudonym for its name.
  size_t min_people = 1;
  // Whether the closed list ("role", "theme") has the id; what it does not have is left out.
  std::function<bool(std::string_view list, std::string_view id)> is_listed;
};

struct Anonymized {
  Graph graph;
  size_t people_left_out = 0;  // who wrote no post
  size_t nodes_left_out = 0;   // of other labels, or not in the closed lists
};

// Of the part only, where there is one. Who is an author, and how many were where, is asked of the
// whole graph.
Anonymized anonymized(const Graph& graph, const Subgraph* part, const AnonymizeOptions& options);

}  // namespace hoego::viz

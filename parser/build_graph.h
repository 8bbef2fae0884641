// SPDX-License-Identifier: Apache-2.0
// Facts of many posts -> the career graph: posts of one author merged into one line of steps. The
// only file of parser/ that knows graph/.
//
//   GraphBuilder builder(graph);
//   builder.build(all_facts);     // the graph then holds exactly what the facts say
//
// The same facts in the same order give the same graph, whatever was in it before: nodes that the
// builder does not own (made by a user's CREATE) are left alone.
#pragma once

#include <string>
#include <vector>

#include "graph/graph.h"
#include "parser/career/facts.h"

namespace hoego::parser {

// Why two posts' steps were taken for one engagement (for `hoego why`).
struct MergeReason {
  std::string step_id;
  std::string post_source;
  std::string reason;
};

struct BuildReport {
  size_t people = 0;
  size_t posts = 0;
  size_t steps = 0;
  size_t merged = 0;
  std::vector<MergeReason> merges;
};

// Facts must have an author each (the caller fills it in by its policy).
BuildReport build_graph(const std::vector<PostFacts>& facts, Graph& graph);

}  // namespace hoego::parser

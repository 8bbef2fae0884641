// SPDX-License-Identifier: Apache-2.0
// What the rewrites share: rewrite.cpp (the table, and those of neighbouring steps) and
// rewrite_degrees.cpp (numbers instead of rows),
// rewrite_groups.cpp (grouping), rewrite_join.cpp (parts of a pattern), rewrite_unique.cpp
// (relationships that must differ). Internal to rewrite().
#pragma once

#include <string>
#include <vector>

#include "query/rewrite.h"

namespace hoego::query {

// Calls f for every pipeline of the plan, inner ones first.
template <typename F>
void for_each_pipeline(Pipeline& pipeline, F&& f) {
  for (Step& step : pipeline) {
    for (Pipeline& inner : step.pipelines) for_each_pipeline(inner, f);
  }
  f(pipeline);
}

template <typename F>
void for_each_pipeline(Plan& plan, F&& f) {
  for (Pipeline& pipeline : plan.subplans) for_each_pipeline(pipeline, f);
  for_each_pipeline(plan.root, f);
}

// The pipelines that begin with one row.
template <typename F>
void for_each_root(Plan& plan, F&& f) {
  f(plan.root);
  for (Step& step : plan.root) {
    if (step.kind != StepKind::kUnion) continue;
    for (Pipeline& part : step.pipelines) f(part);
  }
}

bool reads_slot(const Plan& plan, BoundId id, Slot slot);

// `slot.key = value` in either order, where the value does not need the slot.
bool is_lookup(const Plan& plan, BoundId id, Slot slot, std::string& key, BoundId& value);

// The names of a plain A|B (`by` kOr) or A&B (kAnd); `plain` becomes false for anything else.
void names_of(const LabelExpr& labels, std::vector<std::string>& out, bool& plain,
              LabelExpr::Kind by);

// Whether every node at one end (`at_to`: where the arrow, as drawn from `from`, leads) of the
// relationships has the label, as of now.
bool implies(const Graph& graph, const std::optional<LabelExpr>& types, Arrow arrow, bool at_to,
             const std::string& label);

// New expressions.
BoundId add(Plan& plan, BoundExpr e);
BoundId add_constant(Plan& plan, int64_t number);

// Whether all nodes with the label have the property, as of now.
bool always_has(const Graph& graph, const std::string& label, const std::string& key);

// rewrite_unique.cpp
void differ_one_way(Plan& plan, const Graph& graph);
void count_hops(Plan& plan, const Graph& graph);
void differ_by_nodes(Plan& plan, const Graph& graph);
// rewrite_join.cpp
void join_by_hash(Plan& plan, const Graph& graph);
void join_from_far_end(Plan& plan, const Graph& graph);
// rewrite_groups.cpp
void count_nodes(Plan& plan, const Graph& graph);
void group_by_node(Plan& plan, const Graph& graph);
void group_in_order(Plan& plan, const Graph& graph);
void group_unique(Plan& plan, const Graph& graph);
// rewrite_degrees.cpp
void count_degrees(Plan& plan, const Graph& graph);
void filter_early(Plan& plan, const Graph& graph);
void count_by_degree(Plan& plan, const Graph& graph);

}  // namespace hoego::query

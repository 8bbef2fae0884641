// SPDX-License-Identifier: Apache-2.0
// The planner's parts: plan.cpp (clauses to steps), plan_pattern.cpp (patterns to scans and
// expansions), plan_live.cpp (who reads what). Internal to make_plan().
#pragma once

#include <set>
#include <string>
#include <vector>

#include "query/plan.h"

namespace hoego::query {

class Planner {
 public:
  Planner(Plan& plan, const Graph& graph) : plan_(plan), graph_(graph) {}
  void run();

  // plan_pattern.cpp
  Pipeline plan_pattern(const BoundMatch& match, const BoundProjection* next = nullptr);

 private:
  // plan.cpp
  Pipeline plan_query(const BoundQuery& query);
  void plan_part(const BoundPart& part, Pipeline& out);
  void plan_clause(const BoundClause& clause, Pipeline& out);
  void plan_projection(const BoundProjection& projection, Pipeline& out);
  void plan_merge(const BoundMerge& merge, Pipeline& out);
  void plan_foreach(const BoundForeach& foreach, Pipeline& out);
  void insert_barriers(Pipeline& pipeline, bool& reads, bool& writes);

  BoundId add(BoundExpr expr);
  BoundId slot_expr(Slot slot);
  Slot new_slot(std::string name, Type type);

  Plan& plan_;
  const Graph& graph_;
};

// Whether all nodes with the label have the property, each another value, as of now.
bool is_unique(const Graph& graph, const std::string& label, const std::string& key);

bool step_writes(const Step& step);
bool step_reads_graph(const Plan& plan, const Step& step);

}  // namespace hoego::query

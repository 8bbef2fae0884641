// SPDX-License-Identifier: Apache-2.0
// Clauses to steps: one function a clause, then the barriers that keep reads from seeing half of
// the writes of a clause.
#include "query/plan.h"

#include <algorithm>

#include "base/overloaded.h"
#include "query/plan_internal.h"

namespace hoego::query {

namespace {

Step make(StepKind kind) {
  Step step;
  step.kind = kind;
  return step;
}

Step with_value(StepKind kind, BoundId value) {
  Step step = make(kind);
  step.value = value;
  return step;
}

}  // namespace

Plan make_plan(Bound bound, const Graph& graph) {
  Plan plan;
  plan.bound = std::move(bound);
  Planner(plan, graph).run();
  return plan;
}

void Planner::run() {
  // Inner subqueries have smaller numbers than those around them.
  const size_t count = plan_.bound.subqueries.size();
  plan_.subplans.resize(count);
  plan_.subplan_reads.resize(count);
  for (size_t i = 0; i < count; ++i) {
    plan_.subplan_rows.push_back(new_slot(" row", {Type::Kind::kInteger}));
    const BoundQuery query = plan_.bound.subqueries[i].query;
    plan_.subplans[i] = plan_query(query);
    bool reads = false;
    bool writes = false;
    if (plan_.bound.subqueries[i].use != BoundSubquery::Use::kCall) {
      insert_barriers(plan_.subplans[i], reads, writes);
    }
    std::vector<Slot> used;
    std::vector<Slot> defined;
    for (const Step& step : plan_.subplans[i]) {
      append_reads(plan_, step, used);
      append_defines(plan_, step, defined);
    }
    used.insert(used.end(), query.outputs.begin(), query.outputs.end());
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    for (Slot slot : used) {
      if (std::find(defined.begin(), defined.end(), slot) == defined.end()) {
        plan_.subplan_reads[i].push_back(slot);
      }
    }
  }
  const BoundQuery query = std::move(plan_.bound.query);
  plan_.root = plan_query(query);
  bool reads = false;
  bool writes = false;
  insert_barriers(plan_.root, reads, writes);
  plan_.columns = query.columns;
  plan_.outputs = query.outputs;
  plan_.returns = query.returns;
  plan_.writes = query.writes;
}

Pipeline Planner::plan_query(const BoundQuery& query) {
  Pipeline out;
  if (query.parts.size() == 1) {
    plan_part(query.parts[0], out);
    return out;
  }
  Step step = make(StepKind::kUnion);
  step.distinct = !query.all;
  step.slots = query.outputs;
  step.row = new_slot(" row", {Type::Kind::kInteger});
  for (const BoundPart& part : query.parts) {
    Pipeline pipeline;
    plan_part(part, pipeline);
    Step project = make(StepKind::kProject);
    for (size_t i = 0; i < query.outputs.size(); ++i) {
      project.items.push_back({query.outputs[i], slot_expr(part.outputs[i])});
    }
    pipeline.push_back(std::move(project));
    step.pipelines.push_back(std::move(pipeline));
  }
  out.push_back(std::move(step));
  if (!query.all) {
    Step distinct = make(StepKind::kDistinct);
    distinct.slots = query.outputs;
    out.push_back(std::move(distinct));
  }
  return out;
}

void Planner::plan_part(const BoundPart& part, Pipeline& out) {
  for (size_t i = 0; i < part.clauses.size(); ++i) {
    const auto* match = std::get_if<BoundMatch>(&part.clauses[i].content);
    const auto* next = i + 1 < part.clauses.size()
                           ? std::get_if<BoundProjection>(&part.clauses[i + 1].content)
                           : nullptr;
    if (match && !match->optional && out.empty()) {
      out = plan_pattern(*match, next);
    } else {
      plan_clause(part.clauses[i], out);
    }
  }
}

void Planner::plan_clause(const BoundClause& clause, Pipeline& out) {
  std::visit(Overloaded{
                 [&](const BoundMatch& c) {
                   Pipeline pattern = plan_pattern(c);
                   if (!c.optional) {
                     std::move(pattern.begin(), pattern.end(), std::back_inserter(out));
                     return;
                   }
                   Step step = make(StepKind::kOptional);
                   step.slots = c.introduced;
                   step.row = new_slot(" row", {Type::Kind::kInteger});
                   step.batched = is_row_wise(pattern);
                   step.pipelines.push_back(std::move(pattern));
                   out.push_back(std::move(step));
                 },
                 [&](const BoundUnwind& c) {
                   Step step = with_value(StepKind::kUnwind, c.list);
                   step.slot = c.slot;
                   out.push_back(std::move(step));
                 },
                 [&](const BoundProjection& c) { plan_projection(c, out); },
                 [&](const BoundCreate& c) {
                   if (!out.empty() && out.back().kind == StepKind::kCreate) {
                     auto& paths = out.back().paths;
                     paths.insert(paths.end(), c.paths.begin(), c.paths.end());
                     return;
                   }
                   Step step = make(StepKind::kCreate);
                   step.paths = c.paths;
                   out.push_back(std::move(step));
                 },
                 [&](const BoundSet& c) {
                   Step step = make(StepKind::kSet);
                   step.set = c.items;
                   out.push_back(std::move(step));
                 },
                 [&](const BoundMerge& c) { plan_merge(c, out); },
                 [&](const BoundDelete& c) {
                   Step step = make(StepKind::kDelete);
                   step.values = c.values;
                   step.detach = c.detach;
                   out.push_back(std::move(step));
                 },
                 [&](const BoundCall& c) {
                   Step step = make(StepKind::kCall);
                   step.call = c;
                   out.push_back(std::move(step));
                   if (c.where != kNoBound) out.push_back(with_value(StepKind::kFilter, c.where));
                 },
                 [&](const BoundSubqueryCall& c) {
                   Step step = make(StepKind::kSubquery);
                   const BoundQuery& query = plan_.bound.subqueries[c.subquery].query;
                   step.slots = query.outputs;
                   step.unit = !query.returns;
                   step.row = plan_.subplan_rows[c.subquery];
                   step.pipelines.push_back(plan_.subplans[c.subquery]);
                   step.batched = is_row_wise(step.pipelines[0]);
                   out.push_back(std::move(step));
                 },
                 [&](const BoundForeach& c) { plan_foreach(c, out); },
             },
             clause.content);
}

void Planner::plan_projection(const BoundProjection& p, Pipeline& out) {
  if (p.aggregating) {
    Step step = make(StepKind::kAggregate);
    step.items = p.items;
    step.aggregates = p.aggregates;
    out.push_back(std::move(step));
    if (!p.results.empty()) {
      Step results = make(StepKind::kProject);
      results.items = p.results;
      out.push_back(std::move(results));
    }
  } else if (!p.items.empty()) {
    Step step = make(StepKind::kProject);
    step.items = p.items;
    out.push_back(std::move(step));
  }
  if (p.distinct) {
    Step step = make(StepKind::kDistinct);
    step.slots = p.outputs;
    out.push_back(std::move(step));
  }
  if (!p.order_by.empty()) {
    Step step = make(StepKind::kSort);
    step.sort = p.order_by;
    out.push_back(std::move(step));
  }
  if (p.skip != kNoBound) out.push_back(with_value(StepKind::kSkip, p.skip));
  if (p.limit != kNoBound) out.push_back(with_value(StepKind::kLimit, p.limit));
  if (p.where != kNoBound) out.push_back(with_value(StepKind::kFilter, p.where));
}

// MERGE is a MATCH of its path for each row; what is introduced there is created where not found.
void Planner::plan_merge(const BoundMerge& merge, Pipeline& out) {
  Step step = make(StepKind::kMerge);
  step.paths = {merge.path};
  step.set_create = merge.on_create;
  step.set_match = merge.on_match;
  BoundMatch match;
  match.paths = {merge.path};
  for (const BoundNode& node : merge.path.nodes) {
    if (!node.bound) match.introduced.push_back(node.slot);
  }
  for (const BoundRel& rel : merge.path.rels) match.introduced.push_back(rel.slot);
  if (merge.path.path != kNoSlot) match.introduced.push_back(merge.path.path);
  step.slots = match.introduced;
  step.pipelines.push_back(plan_pattern(match));
  out.push_back(std::move(step));
}

void Planner::plan_foreach(const BoundForeach& foreach, Pipeline& out) {
  Step step = with_value(StepKind::kForeach, foreach.list);
  step.slot = foreach.slot;
  Pipeline body;
  for (const BoundClause& clause : foreach.body) plan_clause(clause, body);
  bool reads = false;
  bool writes = false;
  insert_barriers(body, reads, writes);
  step.pipelines.push_back(std::move(body));
  out.push_back(std::move(step));
}

bool step_writes(const Step& step) {
  switch (step.kind) {
    case StepKind::kCreate:
    case StepKind::kMerge:
    case StepKind::kSet:
    case StepKind::kDelete:
    case StepKind::kForeach:
      return true;
    case StepKind::kCall:
      return step.call->procedure->writes;
    default:
      break;
  }
  return std::any_of(step.pipelines.begin(), step.pipelines.end(), [](const Pipeline& p) {
    return std::any_of(p.begin(), p.end(), step_writes);
  });
}

namespace {

bool expr_reads_graph(const Plan& plan, BoundId id) {
  std::vector<BoundId> todo{id};
  while (!todo.empty()) {
    if (todo.back() == kNoBound) {
      todo.pop_back();
      continue;
    }
    const BoundExpr& e = plan.bound.exprs[todo.back()];
    todo.pop_back();
    switch (e.kind) {
      case BoundKind::kProperty:
      case BoundKind::kIndex:
      case BoundKind::kHasLabels:
      case BoundKind::kCall:
      case BoundKind::kMapProjection:
      case BoundKind::kSubquery:
      case BoundKind::kDegree:
        return true;
      default:
        for_each_child(e, [&](BoundId child) { todo.push_back(child); });
    }
  }
  return false;
}

}  // namespace

bool step_reads_graph(const Plan& plan, const Step& step) {
  switch (step.kind) {
    case StepKind::kNodeScan:
    case StepKind::kNodeSeek:
    case StepKind::kEdgeScan:
    case StepKind::kExpand:
    case StepKind::kExpandVar:
    case StepKind::kBindRel:
    case StepKind::kBindRelList:
    case StepKind::kShortest:
    case StepKind::kMerge:
    case StepKind::kCall:
    case StepKind::kSubquery:
    case StepKind::kUnion:
    case StepKind::kOptional:
    case StepKind::kForeach:
    case StepKind::kCountStore:
      return true;
    case StepKind::kCreate:
      return false;
    default:
      break;
  }
  const auto any = [&](const auto& items, auto&& value) {
    return std::any_of(items.begin(), items.end(),
                       [&](const auto& item) { return expr_reads_graph(plan, value(item)); });
  };
  if (step.value != kNoBound && expr_reads_graph(plan, step.value)) return true;
  if (any(step.values, [](BoundId id) { return id; })) return true;
  if (any(step.items, [](const BoundItem& i) { return i.value; })) return true;
  if (any(step.sort, [](const BoundSort& s) { return s.value; })) return true;
  for (const BoundAggregate& a : step.aggregates) {
    if (any(a.args, [](BoundId id) { return id; })) return true;
  }
  return any(step.set,
             [](const BoundSetItem& s) { return s.value == kNoBound ? s.target : s.value; });
}

// Clause by clause: a write waits until all reads before it are done, and a read until all writes
// before it are. Writes after writes, and rows that were not read from the graph, flow on.
void Planner::insert_barriers(Pipeline& pipeline, bool& reads, bool& writes) {
  Pipeline out;
  const bool any_write = std::any_of(pipeline.begin(), pipeline.end(), step_writes);
  for (Step& step : pipeline) {
    const bool w = step_writes(step);
    const bool r = step_reads_graph(plan_, step);
    if ((w && reads) || (r && writes)) {
      out.push_back(make(StepKind::kEager));
      reads = false;
      writes = false;
    }
    if (step.kind == StepKind::kSubquery || step.kind == StepKind::kUnion) {
      for (Pipeline& inner : step.pipelines) {
        bool inner_reads = false;
        bool inner_writes = false;
        insert_barriers(inner, inner_reads, inner_writes);
      }
    }
    reads |= r;
    writes |= w;
    if (step.kind == StepKind::kLimit) {
      step.may_stop = !any_write;
    }
    out.push_back(std::move(step));
  }
  pipeline = std::move(out);
}

BoundId Planner::add(BoundExpr expr) {
  plan_.bound.exprs.push_back(std::move(expr));
  return static_cast<BoundId>(plan_.bound.exprs.size() - 1);
}

BoundId Planner::slot_expr(Slot slot) {
  BoundExpr e{BoundKind::kSlot};
  e.slot = slot;
  e.type = plan_.bound.slot_types[slot];
  return add(std::move(e));
}

Slot Planner::new_slot(std::string name, Type type) {
  plan_.bound.slot_names.push_back(std::move(name));
  plan_.bound.slot_types.push_back(type);
  return static_cast<Slot>(plan_.bound.slot_names.size() - 1);
}

}  // namespace hoego::query

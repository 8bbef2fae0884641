// SPDX-License-Identifier: Apache-2.0
// Grouping with less to remember: by nodes in the order of a scan, by what no two rows share, and
// counts of different nodes by their ids.
#include <algorithm>

#include "query/plan_internal.h"
#include "query/rewrite_internal.h"

namespace hoego::query {

BoundId add(Plan& plan, BoundExpr e) {
  plan.bound.exprs.push_back(std::move(e));
  return static_cast<BoundId>(plan.bound.exprs.size() - 1);
}

BoundId add_constant(Plan& plan, int64_t number) {
  BoundExpr e{BoundKind::kConstant, {}, {Type::Kind::kInteger}};
  e.constant = Value::integer(number);
  return add(plan, std::move(e));
}

bool always_has(const Graph& graph, const std::string& label, const std::string& key) {
  const auto l = graph.find_label(label);
  const auto k = graph.find_key(key);
  return l && k && graph.every_node_has(*l, *k);
}

bool is_unique(const Graph& graph, const std::string& label, const std::string& key) {
  return always_has(graph, label, key) &&
         graph.unique_node_values(*graph.find_label(label), *graph.find_key(key));
}

namespace {

// Whether a grouping key is the scanned node, or a property that tells all of these apart.
bool has_unique_key(const Plan& plan, const Graph& graph, const Step& scan, const Step& aggregate) {
  return std::any_of(aggregate.items.begin(), aggregate.items.end(), [&](const BoundItem& item) {
    const BoundExpr& e = plan.bound.exprs[item.value];
    if (e.kind == BoundKind::kSlot) return e.slot == scan.slot;
    if (e.kind != BoundKind::kProperty || scan.label.empty()) return false;
    const BoundExpr& base = plan.bound.exprs[e.args[0]];
    return base.kind == BoundKind::kSlot && base.slot == scan.slot &&
           is_unique(graph, scan.label, e.name);
  });
}

// What an aggregate makes of a group of one row; kNoBound: no plain expression.
BoundId of_one_row(Plan& plan, const BoundAggregate& a) {
  if (!a.aggregate) return add_constant(plan, 1);
  const BoundExpr& e = plan.bound.exprs[a.args[0]];
  const std::string_view name = a.aggregate->name;
  const bool same =
      name == "min" || name == "max" || (name == "sum" && e.kind == BoundKind::kDegree);
  return same ? a.args[0] : kNoBound;
}

// Whether the nodes in a slot have a property that tells them apart: a scan or a relationship type
// says which label all of them have.
bool tells_apart(const Graph& graph, const Pipeline& pipeline, Slot slot, const std::string& key) {
  for (const Step& step : pipeline) {
    const bool scan = step.kind == StepKind::kNodeScan || step.kind == StepKind::kNodeSeek;
    if (scan && step.slot == slot) return is_unique(graph, step.label, key);
    const bool expand = step.kind == StepKind::kExpand || step.kind == StepKind::kEdgeScan;
    const bool from = step.kind == StepKind::kEdgeScan && step.from == slot;
    if (!expand || (step.to != slot && !from)) continue;
    for (size_t l = 0; l < graph.label_count(); ++l) {
      const std::string& label = graph.label_name(static_cast<LabelId>(l));
      if (implies(graph, step.labels, step.arrow, !from, label)) {
        return is_unique(graph, label, key);
      }
    }
    return false;
  }
  return false;
}

}  // namespace

// count(DISTINCT n.key)   becomes   count(DISTINCT n), where the key tells all these nodes apart.
void count_nodes(Plan& plan, const Graph& graph) {
  if (plan.writes) return;
  for_each_pipeline(plan, [&](Pipeline& pipeline) {
    for (Step& step : pipeline) {
      for (BoundAggregate& a : step.aggregates) {
        if (!a.aggregate || a.aggregate->name != "count" || !a.distinct) continue;
        const BoundExpr& e = plan.bound.exprs[a.args[0]];
        if (e.kind != BoundKind::kProperty) continue;
        const BoundExpr& base = plan.bound.exprs[e.args[0]];
        if (base.kind != BoundKind::kSlot || base.type.kind != Type::Kind::kNode) continue;
        if (tells_apart(graph, pipeline, base.slot, e.name)) a.args = {e.args[0]};
      }
    }
  });
}

// Aggregate n.key, n.other, m.key ...   groups by the node n, where a key tells all these nodes
// apart: their properties are read once a group, when all rows are there.
void group_by_node(Plan& plan, const Graph& graph) {
  if (plan.writes) return;
  for_each_pipeline(plan, [&](Pipeline& pipeline) {
    for (Step& step : pipeline) {
      if (step.kind != StepKind::kAggregate) continue;
      for (const BoundItem& item : step.items) {
        const BoundExpr& e = plan.bound.exprs[item.value];
        if (e.kind != BoundKind::kProperty) continue;
        const BoundExpr& base = plan.bound.exprs[e.args[0]];
        if (base.kind != BoundKind::kSlot || base.type.kind != Type::Kind::kNode) continue;
        const auto end = step.slots.end();
        if (std::find(step.slots.begin(), end, base.slot) != end) continue;
        if (tells_apart(graph, pipeline, base.slot, e.name)) step.slots.push_back(base.slot);
      }
    }
  });
}

// A root that scans nodes for what follows: after steps that handle each row on its own, it groups
// by what no two of these nodes share. The rows of a group come together, and few groups are open
// at a time.
void group_in_order(Plan& plan, const Graph& graph) {
  if (plan.writes) return;
  for_each_root(plan, [&](Pipeline& pipeline) {
    if (pipeline.empty() || pipeline[0].kind != StepKind::kNodeScan) return;
    const Step& scan = pipeline[0];
    if (!scan.together) return;
    size_t i = 1;
    while (i < pipeline.size() && is_row_wise(std::span(&pipeline[i], 1))) ++i;
    if (i == pipeline.size() || pipeline[i].kind != StepKind::kAggregate) return;
    if (has_unique_key(plan, graph, scan, pipeline[i])) pipeline[i].slot = scan.slot;
  });
}

// NodeScan n:L | Aggregate n.key, sum(degree)   becomes   NodeScan n:L | Project n.key, degree,
// where no two nodes with the label have the same key.
void group_unique(Plan& plan, const Graph& graph) {
  if (plan.writes) return;
  for_each_root(plan, [&](Pipeline& pipeline) {
    if (pipeline.empty() || pipeline[0].kind != StepKind::kNodeScan) return;
    size_t i = 1;
    while (i < pipeline.size() && pipeline[i].kind == StepKind::kFilter) ++i;
    if (i == pipeline.size() || pipeline[i].kind != StepKind::kAggregate) return;
    if (!has_unique_key(plan, graph, pipeline[0], pipeline[i])) return;
    Step project;
    project.kind = StepKind::kProject;
    project.items = pipeline[i].items;
    for (const BoundAggregate& a : pipeline[i].aggregates) {
      const BoundId value = of_one_row(plan, a);
      if (value == kNoBound) return;
      project.items.push_back({a.slot, value});
    }
    pipeline[i] = std::move(project);
  });
}

}  // namespace hoego::query

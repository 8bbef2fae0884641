// SPDX-License-Identifier: Apache-2.0
// Numbers instead of rows: where a query only counts what a node is connected to, its degree is
// read and no row made a relationship.
#include <algorithm>

#include "query/plan_internal.h"
#include "query/rewrite_internal.h"

namespace hoego::query {

namespace {

// The number of relationships that an expansion would follow.
BoundExpr degree_of(Plan& plan, const Step& expand) {
  BoundExpr node{BoundKind::kSlot, {}, plan.bound.slot_types[expand.from]};
  node.slot = expand.from;
  BoundExpr out{BoundKind::kDegree, {}, {Type::Kind::kInteger}};
  out.args = {add(plan, std::move(node))};
  out.labels = expand.labels;
  out.arrow = expand.arrow;
  return out;
}

BoundExpr positive(Plan& plan, BoundId degree) {
  BoundExpr out{BoundKind::kCompare, {}, {Type::Kind::kBoolean}};
  out.args = {degree, add_constant(plan, 0)};
  out.ops = {Op::kGreater};
  return out;
}

bool is_free_expand(const Step& step) {
  return step.kind == StepKind::kExpand && !step.into && step.unique_with.empty();
}

bool reads_end(const Plan& plan, BoundId id, const Step& expand) {
  return reads_slot(plan, id, expand.to) || reads_slot(plan, id, expand.rel);
}

// Whether all nodes at the far end of an expansion have the property, as of now.
bool ends_have(const Graph& graph, const Step& expand, const std::string& key) {
  const auto id = graph.find_key(key);
  if (!id) return false;
  for (size_t l = 0; l < graph.label_count(); ++l) {
    const auto label = static_cast<LabelId>(l);
    if (implies(graph, expand.labels, expand.arrow, true, graph.label_name(label)) &&
        graph.every_node_has(label, *id)) {
      return true;
    }
  }
  return false;
}

// count(*), count(end), count(relationship), count(end.key) where all ends have it.
bool counts_rows(const Plan& plan, const Graph& graph, const BoundAggregate& a, const Step& expand,
                 bool optional) {
  if (!a.aggregate) return !optional;  // an optional match gives a row for none, too
  if (a.aggregate->name != "count" || a.distinct) return false;
  const BoundExpr& e = plan.bound.exprs[a.args[0]];
  const auto is_end = [&](const BoundExpr& x) {
    return x.kind == BoundKind::kSlot && (x.slot == expand.to || x.slot == expand.rel);
  };
  if (is_end(e)) return true;
  if (e.kind != BoundKind::kProperty) return false;
  const BoundExpr& base = plan.bound.exprs[e.args[0]];
  return is_end(base) && base.slot == expand.to && ends_have(graph, expand, e.name);
}

// Whether an aggregate says the same however often each row comes.
bool ignores_repetition(const Plan& plan, const BoundAggregate& a, const Step& expand) {
  if (!a.aggregate) return false;
  if (!a.distinct && a.aggregate->name != "min" && a.aggregate->name != "max") return false;
  return std::none_of(a.args.begin(), a.args.end(),
                      [&](BoundId arg) { return reads_end(plan, arg, expand); });
}

// Makes an aggregation over the rows of an expansion one over degrees; false: it cannot be.
bool sum_degrees(Plan& plan, const Graph& graph, const Step& expand, Step& aggregate,
                 bool optional) {
  if (aggregate.kind != StepKind::kAggregate) return false;
  for (const BoundItem& item : aggregate.items) {
    if (reads_end(plan, item.value, expand)) return false;
  }
  for (const BoundAggregate& a : aggregate.aggregates) {
    if (!counts_rows(plan, graph, a, expand, optional) && !ignores_repetition(plan, a, expand))
      return false;
  }
  for (BoundAggregate& a : aggregate.aggregates) {
    if (!counts_rows(plan, graph, a, expand, optional)) continue;
    a.aggregate = find_aggregate("sum");
    a.args = {add(plan, degree_of(plan, expand))};
  }
  return true;
}

// Maybe more than one relationship at some node: else a row stays a row, and nothing is gained.
bool multiplies(const Graph& graph, const Step& expand) {
  if (!expand.labels || expand.labels->kind != LabelExpr::Kind::kName) return true;
  const auto type = graph.find_type(expand.labels->name.text);
  if (!type) return false;
  if (expand.arrow == Arrow::kBoth) return true;
  const auto direction = expand.arrow == Arrow::kRight ? Direction::kOut : Direction::kIn;
  const TypeAdjacency& list = graph.adjacency(*type, direction);
  return list.max_degree() > 1 || !list.plain();
}

// Whether only the existence of the expansion's rows matters: DISTINCT follows, of other columns.
bool only_exists(const Plan& plan, const Pipeline& pipeline, size_t i) {
  for (size_t k = i + 1; k < pipeline.size(); ++k) {
    const Step& step = pipeline[k];
    if (step.kind == StepKind::kDistinct) {
      return std::none_of(step.slots.begin(), step.slots.end(), [&](Slot slot) {
        return slot == pipeline[i].to || slot == pipeline[i].rel;
      });
    }
    if (step.kind != StepKind::kProject) return false;
    for (const BoundItem& item : step.items) {
      if (reads_end(plan, item.value, pipeline[i])) return false;
    }
  }
  return false;
}

// Expand | Aggregate count(*)   becomes   Filter degree > 0 | Aggregate sum(degree).
void count_expanded(Plan& plan, const Graph& graph, Pipeline& pipeline) {
  for (size_t i = 0; i + 1 < pipeline.size(); ++i) {
    const Step expand = pipeline[i];
    if (!is_free_expand(expand) || !multiplies(graph, expand)) continue;
    // The number of all relationships of a type stands in the graph.
    if (i == 1 && pipeline[0].kind == StepKind::kNodeScan && pipeline[2].items.empty()) continue;
    if (!sum_degrees(plan, graph, expand, pipeline[i + 1], false) &&
        !only_exists(plan, pipeline, i)) {
      continue;
    }
    Step filter;
    filter.value = add(plan, positive(plan, add(plan, degree_of(plan, expand))));
    pipeline[i] = std::move(filter);
  }
}

// Optional { Expand } | Aggregate count(end)   becomes   Aggregate sum(degree).
void count_optional(Plan& plan, const Graph& graph, Pipeline& pipeline) {
  for (size_t i = 0; i + 1 < pipeline.size();) {
    const Step& optional = pipeline[i];
    const bool single = optional.kind == StepKind::kOptional && optional.pipelines[0].size() == 1 &&
                        is_free_expand(optional.pipelines[0][0]);
    if (!single || !sum_degrees(plan, graph, optional.pipelines[0][0], pipeline[i + 1], true)) {
      ++i;
      continue;
    }
    pipeline.erase(pipeline.begin() + static_cast<ptrdiff_t>(i));
  }
}

// EXISTS and COUNT of one relationship.
void count_subqueries(Plan& plan) {
  for (BoundId id = 0; id < plan.bound.exprs.size(); ++id) {
    if (plan.bound.exprs[id].kind != BoundKind::kSubquery) continue;
    const uint32_t subquery = plan.bound.exprs[id].subquery;
    const auto use = plan.bound.subqueries[subquery].use;
    const bool exists = use == BoundSubquery::Use::kExists;
    Pipeline& pipeline = plan.subplans[subquery];
    if (!exists && use != BoundSubquery::Use::kCount) continue;
    if (pipeline.size() != 1 || !is_free_expand(pipeline[0])) continue;
    BoundExpr e = degree_of(plan, pipeline[0]);
    if (exists) e = positive(plan, add(plan, std::move(e)));
    e.span = plan.bound.exprs[id].span;
    plan.bound.exprs[id] = std::move(e);
    pipeline.clear();
  }
}

// Cannot fail, costs little, and says the same whenever it is asked.
bool is_plain(const Plan& plan, BoundId id) {
  const BoundExpr& e = plan.bound.exprs[id];
  switch (e.kind) {
    case BoundKind::kSlot:
    case BoundKind::kConstant:
    case BoundKind::kParameter:
      return true;
    case BoundKind::kProperty:
    case BoundKind::kDegree: {
      const BoundExpr& base = plan.bound.exprs[e.args[0]];
      return base.kind == BoundKind::kSlot &&
             (base.type.kind == Type::Kind::kNode || base.type.kind == Type::Kind::kRelationship);
    }
    default:
      return false;
  }
}

// The expression with the items' values in place of their slots; kNoBound where it has rows of its
// own.
BoundId replace_slots(Plan& plan, BoundId id, const std::vector<BoundItem>& items) {
  BoundExpr e = plan.bound.exprs[id];
  switch (e.kind) {
    case BoundKind::kSubquery:
    case BoundKind::kListComprehension:
    case BoundKind::kQuantifier:
    case BoundKind::kReduce:
      return kNoBound;
    case BoundKind::kSlot:
      for (const BoundItem& item : items) {
        if (item.slot == e.slot) return item.value;
      }
      return id;
    default:
      break;
  }
  for (BoundId& arg : e.args) {
    if (arg == kNoBound) continue;
    arg = replace_slots(plan, arg, items);
    if (arg == kNoBound) return kNoBound;
  }
  return add(plan, std::move(e));
}

// The degree that a condition compares with nothing or something: sets `some` to which.
BoundId tested_degree(const Plan& plan, BoundId id, bool& some) {
  const BoundExpr& e = plan.bound.exprs[id];
  if (e.kind == BoundKind::kNot) {
    const BoundId degree = tested_degree(plan, e.args[0], some);
    some = !some;
    return degree;
  }
  if (e.kind != BoundKind::kCompare || e.ops.size() != 1) return kNoBound;
  const BoundExpr& number = plan.bound.exprs[e.args[1]];
  if (plan.bound.exprs[e.args[0]].kind != BoundKind::kDegree) return kNoBound;
  if (number.kind != BoundKind::kConstant || !number.constant.is(ValueType::kInteger))
    return kNoBound;
  const int64_t n = number.constant.as_integer();
  const Op op = e.ops[0];
  const bool none = (op == Op::kEqual && n == 0) || (op == Op::kLess && n == 1) ||
                    (op == Op::kLessEqual && n == 0);
  some = (op == Op::kNotEqual && n == 0) || (op == Op::kGreater && n == 0) ||
         (op == Op::kGreaterEqual && n == 1);
  return none || some ? e.args[0] : kNoBound;
}

}  // namespace

void count_degrees(Plan& plan, const Graph& graph) {
  if (plan.writes) return;
  for_each_pipeline(plan, [&](Pipeline& pipeline) {
    count_expanded(plan, graph, pipeline);
    count_optional(plan, graph, pipeline);
  });
  count_subqueries(plan);
}

// Project | Filter   becomes   Filter | Project, and columns that nothing reads fall away.
void filter_early(Plan& plan, const Graph&) {
  for_each_pipeline(plan, [&](Pipeline& pipeline) {
    for (size_t i = 0; i + 1 < pipeline.size(); ++i) {
      Step& project = pipeline[i];
      if (project.kind != StepKind::kProject) continue;
      const auto plain = [&](const BoundItem& item) { return is_plain(plan, item.value); };
      if (!std::all_of(project.items.begin(), project.items.end(), plain)) continue;
      if (pipeline[i + 1].kind == StepKind::kFilter) {
        const BoundId early = replace_slots(plan, pipeline[i + 1].value, project.items);
        if (early == kNoBound) continue;
        pipeline[i + 1].value = early;
        std::swap(pipeline[i], pipeline[i + 1]);
      } else if (pipeline[i + 1].kind == StepKind::kAggregate) {
        std::vector<Slot> reads;
        append_reads(plan, pipeline[i + 1], reads);
        std::erase_if(project.items, [&](const BoundItem& item) {
          return std::find(reads.begin(), reads.end(), item.slot) == reads.end();
        });
      }
    }
    std::erase_if(pipeline, [](const Step& step) {
      return step.kind == StepKind::kProject && step.items.empty();
    });
  });
}

// NodeScan n:L | Filter degree(n) = 0 | Aggregate count(*)   becomes   CountStore, where all nodes
// at that end of the type have the label.
void count_by_degree(Plan& plan, const Graph& graph) {
  if (plan.writes) return;
  for_each_root(plan, [&](Pipeline& pipeline) {
    if (pipeline.size() < 3 || pipeline[0].kind != StepKind::kNodeScan ||
        pipeline[1].kind != StepKind::kFilter || pipeline[2].kind != StepKind::kAggregate) {
      return;
    }
    const Step& scan = pipeline[0];
    const Step& aggregate = pipeline[2];
    if (scan.label.empty() || !aggregate.items.empty() || aggregate.aggregates.size() != 1) return;
    const BoundAggregate& a = aggregate.aggregates[0];
    const auto counts_nodes = [&] {
      if (!a.aggregate) return true;
      if (a.aggregate->name != "count") return false;
      const BoundExpr& e = plan.bound.exprs[a.args[0]];
      if (e.kind == BoundKind::kSlot) return e.slot == scan.slot;
      if (e.kind != BoundKind::kProperty || a.distinct) return false;
      const BoundExpr& base = plan.bound.exprs[e.args[0]];
      return base.kind == BoundKind::kSlot && base.slot == scan.slot &&
             always_has(graph, scan.label, e.name);
    };
    Step count;
    count.kind = StepKind::kCountStore;
    count.value = tested_degree(plan, pipeline[1].value, count.into);
    if (count.value == kNoBound || !counts_nodes()) return;
    const BoundExpr& degree = plan.bound.exprs[count.value];
    const BoundExpr& base = plan.bound.exprs[degree.args[0]];
    if (base.kind != BoundKind::kSlot || base.slot != scan.slot || degree.arrow == Arrow::kBoth)
      return;
    if (!degree.labels || degree.labels->kind != LabelExpr::Kind::kName) return;
    if (!implies(graph, degree.labels, degree.arrow, false, scan.label)) return;
    count.slot = a.slot;
    count.from = scan.slot;
    count.label = scan.label;
    pipeline[0] = std::move(count);
    pipeline.erase(pipeline.begin() + 1, pipeline.begin() + 3);
  });
}

}  // namespace hoego::query

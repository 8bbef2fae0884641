// SPDX-License-Identifier: Apache-2.0
// The relationships of one MATCH must differ. Where no node has two of a type in a direction, they
// differ as their nodes do, and along one walk they differ where their type forms no circle:
// nobody has to look at the relationships then, nor to list those of a path.
#include <algorithm>

#include "query/rewrite_internal.h"

namespace hoego::query {

namespace {

// The node that tells the relationship of a step from all others of its type, as of now; kNoSlot:
// neither end does.
Slot telling_node(const Graph& graph, const Step& step) {
  const bool single = step.kind == StepKind::kExpand || step.kind == StepKind::kEdgeScan;
  if (!single || step.arrow == Arrow::kBoth || !step.labels) return kNoSlot;
  if (step.labels->kind != LabelExpr::Kind::kName) return kNoSlot;
  const auto type = graph.find_type(step.labels->name.text);
  if (!type) return kNoSlot;
  const auto one_each = [&](Direction direction) {
    const TypeAdjacency& list = graph.adjacency(*type, direction);
    return list.plain() && list.max_degree() <= 1;
  };
  const bool right = step.arrow == Arrow::kRight;
  if (one_each(Direction::kOut)) return right ? step.from : step.to;
  if (one_each(Direction::kIn)) return right ? step.to : step.from;
  return kNoSlot;
}

// The only type of a step whose relationships point one way, if it forms no circle.
std::optional<TypeId> one_way_type(const Graph& graph, const Step& step) {
  const bool hops = step.kind == StepKind::kExpand || step.kind == StepKind::kEdgeScan ||
                    step.kind == StepKind::kExpandVar;
  if (!hops || step.arrow == Arrow::kBoth || !step.labels) return std::nullopt;
  if (step.labels->kind != LabelExpr::Kind::kName) return std::nullopt;
  const auto type = graph.find_type(step.labels->name.text);
  return type && graph.leads_one_way(*type) ? type : std::nullopt;
}

Slot source_of(const Step& step) {
  return step.arrow == Arrow::kRight ? step.from : step.to;
}
Slot target_of(const Step& step) {
  return step.arrow == Arrow::kRight ? step.to : step.from;
}

// Whether relationships of the type that the first `count` steps follow lead from one node to the
// other, or both are the same.
bool leads_to(const Graph& graph, const Pipeline& pipeline, size_t count, TypeId type, Slot from,
              Slot to) {
  std::vector<Slot> reached{from};
  for (size_t k = 0; k < reached.size(); ++k) {
    if (reached[k] == to) return true;
    for (size_t i = 0; i < count; ++i) {
      const Step& step = pipeline[i];
      if (source_of(step) != reached[k] || one_way_type(graph, step) != type) continue;
      const Slot next = target_of(step);
      if (std::find(reached.begin(), reached.end(), next) == reached.end()) reached.push_back(next);
    }
  }
  return false;
}

bool same_type(const Step& a, const Step& b) {
  return a.labels->name.text == b.labels->name.text;
}

BoundId differ(Plan& plan, Slot a, Slot b) {
  BoundExpr e{BoundKind::kCompare, {}, {Type::Kind::kBoolean}};
  for (Slot slot : {a, b}) {
    BoundExpr node{BoundKind::kSlot, {}, plan.bound.slot_types[slot]};
    node.slot = slot;
    e.args.push_back(add(plan, std::move(node)));
  }
  e.ops = {Op::kNotEqual};
  return add(plan, std::move(e));
}

}  // namespace

// (a)-[:T]->(b)-[:T]->(c): the second relationship comes after the first, where T forms no circle.
void differ_one_way(Plan& plan, const Graph& graph) {
  if (plan.writes) return;
  for_each_pipeline(plan, [&](Pipeline& pipeline) {
    for (size_t i = 0; i < pipeline.size(); ++i) {
      if (pipeline[i].unique_with.empty()) continue;
      const auto type = one_way_type(graph, pipeline[i]);
      if (!type) continue;
      std::erase_if(pipeline[i].unique_with, [&](Slot rel) {
        const auto end = pipeline.begin() + static_cast<ptrdiff_t>(i);
        const auto other =
            std::find_if(pipeline.begin(), end, [&](const Step& s) { return s.rel == rel; });
        if (other == end || one_way_type(graph, *other) != type) return false;
        return leads_to(graph, pipeline, i, *type, target_of(*other), source_of(pipeline[i])) ||
               leads_to(graph, pipeline, i, *type, target_of(pipeline[i]), source_of(*other));
      });
    }
  });
}

// Where a list of relationships is only asked for its size, hops are counted instead.
void count_hops(Plan& plan, const Graph&) {
  if (plan.writes) return;
  std::vector<Step*> walks;
  for_each_root(plan, [&](Pipeline& pipeline) {
    for (Step& step : pipeline) {
      if (step.kind == StepKind::kExpandVar) walks.push_back(&step);
    }
  });
  for (Step* walk : walks) {
    const Slot list = walk->rel;
    const auto lists = [&](BoundId id) {
      const BoundExpr& e = plan.bound.exprs[id];
      return e.kind == BoundKind::kSlot && e.slot == list;
    };
    std::vector<std::pair<BoundId, BoundExpr>> sizes;
    for (BoundId id = 0; id < plan.bound.exprs.size(); ++id) {
      const BoundExpr& e = plan.bound.exprs[id];
      if (e.kind == BoundKind::kCall && e.function->name == "size" && lists(e.args[0]))
        sizes.emplace_back(id, e);
    }
    if (sizes.empty()) continue;
    const auto hops = static_cast<Slot>(plan.bound.slot_names.size());
    for (const auto& [id, e] : sizes) {
      BoundExpr number{BoundKind::kSlot, e.span, {Type::Kind::kInteger}};
      number.slot = hops;
      plan.bound.exprs[id] = std::move(number);
    }
    bool read = std::find(plan.outputs.begin(), plan.outputs.end(), list) != plan.outputs.end();
    for_each_pipeline(plan, [&](Pipeline& pipeline) {
      for (const Step& step : pipeline) {
        std::vector<Slot> reads;
        append_reads(plan, step, reads);
        read = read || std::find(reads.begin(), reads.end(), list) != reads.end();
      }
    });
    if (read) {
      for (auto& [id, e] : sizes) plan.bound.exprs[id] = std::move(e);
      continue;
    }
    plan.bound.slot_names.push_back("size(" + plan.bound.slot_names[list] + ")");
    plan.bound.slot_types.push_back({Type::Kind::kInteger});
    walk->hops = hops;
  }
}

void differ_by_nodes(Plan& plan, const Graph& graph) {
  if (plan.writes) return;
  for_each_pipeline(plan, [&](Pipeline& pipeline) {
    std::vector<std::pair<Slot, Slot>> tested;
    for (size_t i = 0; i < pipeline.size(); ++i) {
      const Slot mine = telling_node(graph, pipeline[i]);
      if (mine == kNoSlot) continue;
      std::vector<BoundId> tests;
      std::erase_if(pipeline[i].unique_with, [&](Slot rel) {
        const auto end = pipeline.begin() + static_cast<ptrdiff_t>(i);
        const auto other = std::find_if(pipeline.begin(), end, [&](const Step& s) {
          return s.rel == rel && telling_node(graph, s) != kNoSlot;
        });
        if (other == end || !same_type(*other, pipeline[i])) return false;
        const Slot its = telling_node(graph, *other);
        if (its == mine) return false;
        const std::pair<Slot, Slot> pair = std::minmax(mine, its);
        if (std::find(tested.begin(), tested.end(), pair) != tested.end()) return true;
        tested.push_back(pair);
        tests.push_back(differ(plan, mine, its));
        return true;
      });
      // A node that is known already is looked at first.
      const size_t at =
          mine == pipeline[i].from && pipeline[i].kind == StepKind::kExpand ? i : i + 1;
      for (BoundId test : tests) {
        Step filter;
        filter.value = test;
        pipeline.insert(pipeline.begin() + static_cast<ptrdiff_t>(at), std::move(filter));
      }
      i += tests.size();
    }
  });
}

}  // namespace hoego::query

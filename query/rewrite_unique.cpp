// SPDX-License-Identifier: Apache-2.0
// The relationships of one MATCH must differ. Where no node has two of a type in a direction, they
// differ as their nodes do, and nobody has to look at the relationships.
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

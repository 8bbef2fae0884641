// SPDX-License-Identifier: Apache-2.0
// Who reads and fills which slots: lets every step carry only the columns that are still needed.
#include <algorithm>

#include "query/plan.h"
#include "query/plan_internal.h"

namespace hoego::query {

namespace {

void sort_unique(std::vector<Slot>& slots) {
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  if (!slots.empty() && slots.back() == kNoSlot) slots.pop_back();
}

std::vector<Slot> without(const std::vector<Slot>& slots, std::vector<Slot> gone) {
  sort_unique(gone);
  std::vector<Slot> out;
  std::set_difference(slots.begin(), slots.end(), gone.begin(), gone.end(),
                      std::back_inserter(out));
  return out;
}

std::vector<Slot> joined(std::vector<Slot> a, const std::vector<Slot>& b) {
  a.insert(a.end(), b.begin(), b.end());
  sort_unique(a);
  return a;
}

void append_path_reads(const Plan& plan, const BoundPath& path, std::vector<Slot>& out) {
  const auto map = [&](const BoundProperties& properties, BoundId whole) {
    for (const auto& [key, value] : properties) append_reads(plan, value, out);
    append_reads(plan, whole, out);
  };
  for (const BoundNode& node : path.nodes) {
    if (node.bound) out.push_back(node.slot);
    map(node.properties, node.property_map);
  }
  for (const BoundRel& rel : path.rels) map(rel.properties, rel.property_map);
}

void append_set_reads(const Plan& plan, const std::vector<BoundSetItem>& items,
                      std::vector<Slot>& out) {
  for (const BoundSetItem& item : items) {
    append_reads(plan, item.target, out);
    append_reads(plan, item.value, out);
  }
}

// Slots that must be there before `pipeline`, so that `needed` is there after it.
std::vector<Slot> mark_live(Plan& plan, Pipeline& pipeline, std::vector<Slot> needed);

std::vector<Slot> mark_step(Plan& plan, Step& step, std::vector<Slot> needed) {
  step.live = needed;
  std::vector<Slot> reads;
  append_reads(plan, step, reads);
  sort_unique(reads);
  std::vector<Slot> defines;
  append_defines(plan, step, defines);
  std::vector<Slot> before;
  switch (step.kind) {
    case StepKind::kAggregate:
      before = reads;
      break;
    default:
      before = joined(without(needed, defines), reads);
  }
  for (Pipeline& inner : step.pipelines) {
    // Rows of the outside are found again by their number, so that only results flow inside.
    std::vector<Slot> inside;
    for (Slot slot : step.slots) {
      const bool wanted = std::binary_search(needed.begin(), needed.end(), slot);
      if (wanted || step.kind == StepKind::kMerge) inside.push_back(slot);
    }
    inside.push_back(step.row);
    if (step.kind == StepKind::kHashJoin) inside.push_back(step.to);
    sort_unique(inside);
    std::vector<Slot> outer = mark_live(plan, inner, inside);
    // CALL { WITH x ... RETURN x AS y }: y lies in the slot of x, which comes from outside.
    const bool hands_on = step.kind == StepKind::kSubquery;
    const std::vector<Slot> own = {step.row, step.slot};
    before = joined(before, without(outer, hands_on ? own : joined(defines, own)));
    // What stands for a missing row is made of the slots themselves.
    if (step.kind == StepKind::kOptional) before = without(before, step.slots);
  }
  return before;
}

std::vector<Slot> mark_live(Plan& plan, Pipeline& pipeline, std::vector<Slot> needed) {
  sort_unique(needed);
  for (size_t i = pipeline.size(); i-- > 0;) needed = mark_step(plan, pipeline[i], needed);
  return needed;
}

}  // namespace

void append_reads(const Plan& plan, BoundId id, std::vector<Slot>& out) {
  if (id == kNoBound) return;
  std::vector<BoundId> todo{id};
  std::vector<Slot> inner;  // variables of comprehensions
  while (!todo.empty()) {
    const BoundExpr& e = plan.bound.exprs[todo.back()];
    todo.pop_back();
    if (e.kind == BoundKind::kSlot) {
      out.push_back(e.slot);
    } else {
      if (e.slot != kNoSlot) inner.push_back(e.slot);
      if (e.slot2 != kNoSlot) inner.push_back(e.slot2);
    }
    if (e.kind == BoundKind::kSubquery) {
      const auto& reads = plan.subplan_reads[e.subquery];
      out.insert(out.end(), reads.begin(), reads.end());
    }
    for_each_child(e, [&](BoundId child) { todo.push_back(child); });
  }
  if (inner.empty()) return;
  std::erase_if(out,
                [&](Slot s) { return std::find(inner.begin(), inner.end(), s) != inner.end(); });
}

void append_reads(const Plan& plan, const Step& step, std::vector<Slot>& out) {
  append_reads(plan, step.value, out);
  if (step.each != kNoSlot) std::erase(out, step.each);
  for (BoundId id : step.values) append_reads(plan, id, out);
  for (const auto& [key, value] : step.properties) append_reads(plan, value, out);
  for (const BoundItem& item : step.items) append_reads(plan, item.value, out);
  for (const BoundSort& item : step.sort) append_reads(plan, item.value, out);
  for (const BoundAggregate& a : step.aggregates) {
    for (BoundId arg : a.args) append_reads(plan, arg, out);
  }
  out.insert(out.end(), step.unique_with.begin(), step.unique_with.end());
  append_set_reads(plan, step.set, out);
  append_set_reads(plan, step.set_create, out);
  append_set_reads(plan, step.set_match, out);
  for (const BoundPath& path : step.paths) append_path_reads(plan, path, out);
  if (step.call) {
    for (BoundId arg : step.call->args) append_reads(plan, arg, out);
  }
  switch (step.kind) {
    case StepKind::kExpand:
    case StepKind::kExpandVar:
      out.push_back(step.from);
      if (step.into) out.push_back(step.to);
      break;
    case StepKind::kBindRel:
    case StepKind::kBindRelList:
      out.push_back(step.rel);
      if (step.slots[0] == kNoSlot) out.push_back(step.from);
      if (step.slots[1] == kNoSlot) out.push_back(step.to);
      break;
    case StepKind::kShortest:
      out.insert(out.end(), {step.from, step.to});
      break;
    case StepKind::kPath:
    case StepKind::kDistinct:
      out.insert(out.end(), step.slots.begin(), step.slots.end());
      break;
    default:
      break;
  }
  std::vector<Slot> inner_reads;
  std::vector<Slot> inner_defines;
  for (const Pipeline& inner : step.pipelines) {
    for (const Step& s : inner) {
      append_reads(plan, s, inner_reads);
      append_defines(plan, s, inner_defines);
    }
  }
  inner_defines.push_back(step.row);
  if (step.kind == StepKind::kForeach) inner_defines.push_back(step.slot);
  for (Slot slot : inner_reads) {
    if (std::find(inner_defines.begin(), inner_defines.end(), slot) == inner_defines.end()) {
      out.push_back(slot);
    }
  }
}

void append_defines(const Plan& plan, const Step& step, std::vector<Slot>& out) {
  for (const BoundItem& item : step.items) {
    // A variable that is grouped by keeps its slot.
    const BoundExpr& value = plan.bound.exprs[item.value];
    if (value.kind != BoundKind::kSlot || value.slot != item.slot) out.push_back(item.slot);
  }
  for (const BoundAggregate& a : step.aggregates) out.push_back(a.slot);
  switch (step.kind) {
    case StepKind::kNodeScan:
    case StepKind::kNodeSeek:
    case StepKind::kUnwind:
    case StepKind::kPath:
    case StepKind::kCountStore:
      out.push_back(step.slot);
      break;
    case StepKind::kEdgeScan:
      out.insert(out.end(), {step.from, step.rel, step.to});
      break;
    case StepKind::kExpand:
    case StepKind::kExpandVar:
      if (!step.into) out.push_back(step.to);
      out.insert(out.end(), {step.rel, step.hops});
      break;
    case StepKind::kBindRel:
    case StepKind::kBindRelList:
    case StepKind::kOptional:
    case StepKind::kSubquery:
    case StepKind::kUnion:
    case StepKind::kHashJoin:
    case StepKind::kMerge:
      out.insert(out.end(), step.slots.begin(), step.slots.end());
      break;
    case StepKind::kShortest:
      out.insert(out.end(), {step.slot, step.rel});
      break;
    case StepKind::kCreate:
      for (const BoundPath& path : step.paths) {
        for (const BoundNode& node : path.nodes) {
          if (!node.bound) out.push_back(node.slot);
        }
        for (const BoundRel& rel : path.rels) out.push_back(rel.slot);
        out.push_back(path.path);
      }
      break;
    case StepKind::kCall:
      for (const auto& [field, slot] : step.call->yields) out.push_back(slot);
      break;
    default:
      break;
  }
}

void find_live_slots(Plan& plan) {
  for (size_t i = 0; i < plan.subplans.size(); ++i) {
    std::vector<Slot> needed = plan.bound.subqueries[i].query.outputs;
    needed.push_back(plan.subplan_rows[i]);
    mark_live(plan, plan.subplans[i], std::move(needed));
  }
  mark_live(plan, plan.root, plan.outputs);
}

bool is_row_wise(std::span<const Step> steps) {
  return std::all_of(steps.begin(), steps.end(), [](const Step& step) {
    switch (step.kind) {
      case StepKind::kNodeScan:
      case StepKind::kNodeSeek:
      case StepKind::kEdgeScan:
      case StepKind::kExpand:
      case StepKind::kExpandVar:
      case StepKind::kBindRel:
      case StepKind::kBindRelList:
      case StepKind::kShortest:
      case StepKind::kPath:
      case StepKind::kFilter:
      case StepKind::kProject:
      case StepKind::kUnwind:
      case StepKind::kOptional:
        return true;
      default:
        return false;
    }
  });
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Parts of a pattern that share no node: where an equality binds them together, the second part is
// matched once and found by hash, not matched again for each row of the first.
#include <algorithm>

#include "query/rewrite_internal.h"

namespace hoego::query {

namespace {

using Slots = std::vector<Slot>;

bool any_of(const Slots& slots, const Slots& in) {
  return std::any_of(slots.begin(), slots.end(),
                     [&](Slot s) { return std::find(in.begin(), in.end(), s) != in.end(); });
}
bool all_of(const Slots& slots, const Slots& in) {
  return std::all_of(slots.begin(), slots.end(),
                     [&](Slot s) { return std::find(in.begin(), in.end(), s) != in.end(); });
}

Slots reads_of(const Plan& plan, BoundId id) {
  Slots out;
  append_reads(plan, id, out);
  return out;
}

// Comparing elements, their properties and constants never fails: it can be done later as well.
bool compares_safely(const Plan& plan, BoundId id) {
  const BoundExpr& e = plan.bound.exprs[id];
  const auto is_safe = [&](BoundId arg) {
    const BoundExpr& a = plan.bound.exprs[arg];
    if (a.kind != BoundKind::kProperty) {
      return a.kind == BoundKind::kSlot || a.kind == BoundKind::kConstant ||
             a.kind == BoundKind::kParameter;
    }
    const BoundExpr& base = plan.bound.exprs[a.args[0]];
    return base.kind == BoundKind::kSlot &&
           (base.type.kind == Type::Kind::kNode || base.type.kind == Type::Kind::kRelationship);
  };
  return e.kind == BoundKind::kCompare && std::all_of(e.args.begin(), e.args.end(), is_safe);
}

struct Join {
  size_t end = 0;             // the steps from the scan up to here are matched once
  std::vector<size_t> later;  // filters among them that read slots of before
  Slots slots;                // that they fill
  BoundId outer = kNoBound;   // equal keys
  BoundId inner = kNoBound;
};

// `outer = inner` in either order: one side reads slots of the part only, the other none of it.
bool find_keys(const Plan& plan, BoundId test, Join& join) {
  const BoundExpr& e = plan.bound.exprs[test];
  if (e.kind != BoundKind::kCompare || e.ops != std::vector<Op>{Op::kEqual}) return false;
  for (size_t side : {0, 1}) {
    const Slots outer = reads_of(plan, e.args[side]);
    const Slots inner = reads_of(plan, e.args[1 - side]);
    if (outer.empty() || inner.empty()) continue;
    if (any_of(outer, join.slots) || !all_of(inner, join.slots)) continue;
    join.outer = e.args[side];
    join.inner = e.args[1 - side];
    return true;
  }
  return false;
}

// The part that the scan at `begin` starts, up to the equality that binds it to what is before.
bool find_join(const Plan& plan, const Pipeline& pipeline, size_t begin, const Slots& before,
               Join& join) {
  bool plain_before = true;
  for (size_t i = begin; i < pipeline.size(); ++i) {
    const Step& step = pipeline[i];
    if (i > begin && step.kind == StepKind::kNodeScan) return false;
    if (!is_row_wise(std::span(&step, 1))) return false;
    Slots reads;
    append_reads(plan, step, reads);
    if (!any_of(reads, before)) {
      append_defines(plan, step, join.slots);
      continue;
    }
    if (step.kind != StepKind::kFilter) return false;
    if (plain_before && find_keys(plan, step.value, join)) {
      join.end = i;
      return true;
    }
    plain_before = plain_before && compares_safely(plan, step.value);
    join.later.push_back(i);
  }
  return false;
}

// Whether more than one row comes out of the steps, as far as anybody knows.
bool gives_many(std::span<const Step> steps) {
  constexpr double kMany = 2;
  double rows = 0;
  for (const Step& step : steps) {
    if (step.kind == StepKind::kUnwind) return true;
    if (step.estimate >= 0) rows = step.estimate;
  }
  return rows >= kMany;
}

void put_join(Plan& plan, Pipeline& pipeline, size_t begin, Join join) {
  Step step;
  step.kind = StepKind::kHashJoin;
  step.value = join.outer;
  std::sort(join.slots.begin(), join.slots.end());
  join.slots.erase(std::unique(join.slots.begin(), join.slots.end()), join.slots.end());
  std::erase(join.slots, kNoSlot);
  step.slots = join.slots;
  step.to = static_cast<Slot>(plan.bound.slot_names.size());
  plan.bound.slot_names.push_back(" key");
  plan.bound.slot_types.push_back(plan.bound.exprs[join.inner].type);
  Pipeline part, later;
  for (size_t i = begin; i < join.end; ++i) {
    const bool is_later = std::find(join.later.begin(), join.later.end(), i) != join.later.end();
    (is_later ? later : part).push_back(std::move(pipeline[i]));
  }
  Step key;
  key.kind = StepKind::kProject;
  key.items.push_back({step.to, join.inner});
  part.push_back(std::move(key));
  step.pipelines.push_back(std::move(part));
  const auto from = pipeline.begin() + static_cast<ptrdiff_t>(begin);
  pipeline.erase(from, pipeline.begin() + static_cast<ptrdiff_t>(join.end));
  later.insert(later.begin(), std::move(step));
  pipeline.insert(pipeline.begin() + static_cast<ptrdiff_t>(begin),
                  std::make_move_iterator(later.begin()), std::make_move_iterator(later.end()));
}

}  // namespace

// ... | NodeScan b:B | Filter f(a) = g(b)   becomes   ... | HashJoin f(a) = g(b) of (NodeScan b:B)
// | Filter f(a) = g(b): the test stays, as a hash only says what may be equal.
void join_by_hash(Plan& plan, const Graph&) {
  if (plan.writes) return;
  for_each_root(plan, [&](Pipeline& pipeline) {
    Slots before;
    for (size_t i = 0; i < pipeline.size(); ++i) {
      Join join;
      if (i > 0 && pipeline[i].kind == StepKind::kNodeScan &&
          gives_many(std::span(pipeline.data(), i)) && find_join(plan, pipeline, i, before, join)) {
        put_join(plan, pipeline, i, std::move(join));
      }
      append_defines(plan, pipeline[i], before);
    }
  });
}

}  // namespace hoego::query

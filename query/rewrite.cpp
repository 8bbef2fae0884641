// SPDX-License-Identifier: Apache-2.0
// The table of rewrites, and those that look at neighbouring steps only.
#include "query/rewrite.h"

#include <algorithm>

#include "query/plan_internal.h"

namespace hoego::query {

namespace {

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

bool reads_slot(const Plan& plan, BoundId id, Slot slot) {
  std::vector<Slot> reads;
  append_reads(plan, id, reads);
  return std::find(reads.begin(), reads.end(), slot) != reads.end();
}

// `slot.key = value` in either order, where the value does not need the slot.
bool is_lookup(const Plan& plan, BoundId id, Slot slot, std::string& key, BoundId& value) {
  const BoundExpr& e = plan.bound.exprs[id];
  if (e.kind != BoundKind::kCompare || e.ops.size() != 1 || e.ops[0] != Op::kEqual) return false;
  for (int side = 0; side < 2; ++side) {
    const BoundExpr& p = plan.bound.exprs[e.args[static_cast<size_t>(side)]];
    if (p.kind != BoundKind::kProperty) continue;
    const BoundExpr& base = plan.bound.exprs[p.args[0]];
    const BoundId other = e.args[static_cast<size_t>(1 - side)];
    if (base.kind != BoundKind::kSlot || base.slot != slot || reads_slot(plan, other, slot))
      continue;
    key = p.name;
    value = other;
    return true;
  }
  return false;
}

// NodeScan n:L | Filter n.key = value   becomes   NodeSeek n:L {key: value}.
void use_indexes(Plan& plan, const Graph&) {
  for_each_pipeline(plan, [&](Pipeline& pipeline) {
    for (size_t i = 0; i < pipeline.size(); ++i) {
      if (pipeline[i].kind != StepKind::kNodeScan) continue;
      for (size_t k = i + 1; k < pipeline.size() && pipeline[k].kind == StepKind::kFilter; ++k) {
        std::string key;
        BoundId value = kNoBound;
        if (!is_lookup(plan, pipeline[k].value, pipeline[i].slot, key, value)) continue;
        pipeline[i].kind = StepKind::kNodeSeek;
        pipeline[i].key = key;
        pipeline[i].value = value;
        pipeline[i].estimate = 1;
        pipeline.erase(pipeline.begin() + static_cast<ptrdiff_t>(k));
        break;
      }
    }
  });
}

// Sort | Limit n   becomes   Sort first n | Limit n: most rows are dropped as they come.
void limit_sorts(Plan& plan, const Graph&) {
  for_each_pipeline(plan, [&](Pipeline& pipeline) {
    for (size_t i = 0; i + 1 < pipeline.size(); ++i) {
      if (pipeline[i].kind == StepKind::kSort && pipeline[i + 1].kind == StepKind::kLimit) {
        pipeline[i].value = pipeline[i + 1].value;
      }
    }
  });
}

}  // namespace

const std::vector<Rewrite>& rewrites() {
  static const std::vector<Rewrite> kAll = {
      {"use_indexes", "find nodes by a property's value instead of looking at all", use_indexes},
      {"limit_sorts", "keep only as many sorted rows as LIMIT asks for", limit_sorts},
  };
  return kAll;
}

void rewrite(Plan& plan, const Graph& graph, const Options& options) {
  if (!options.rewrites) return;
  for (const Rewrite& r : rewrites()) {
    const auto& off = options.disabled_rewrites;
    if (std::find(off.begin(), off.end(), r.name) == off.end()) r.apply(plan, graph);
  }
}

}  // namespace hoego::query

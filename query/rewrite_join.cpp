// SPDX-License-Identifier: Apache-2.0
// Parts of a pattern that share no node: where an equality binds them together, the second part is
// matched once and found by hash, not matched again for each row of the first. And a part that
// widens on the way from a known node to one that is looked up is matched from there.
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

namespace {

// Hops from a known node to one that is looked up by a property.
struct FarEnd {
  std::vector<size_t> hops;
  size_t lookup = 0;  // the filter
  std::string label;  // that the far node certainly has
  std::string key;
  BoundId value = kNoBound;
  double saved = 0;  // rows
};

// The type that a step follows one way to a node that is not known yet.
std::optional<TypeId> plain_hop(const Graph& graph, const Step& step) {
  const bool plain = step.kind == StepKind::kExpand && !step.into && step.unique_with.empty() &&
                     step.arrow != Arrow::kBoth && step.labels &&
                     step.labels->kind == LabelExpr::Kind::kName;
  return plain ? graph.find_type(step.labels->name.text) : std::nullopt;
}

// A label that all nodes have to which the hop leads.
std::string label_at_end(const Graph& graph, const Step& hop, TypeId type) {
  const auto& ends = graph.ends_of(type);
  if (ends.empty()) return {};
  const auto& labels = hop.arrow == Arrow::kRight ? ends[0].target : ends[0].source;
  for (LabelId label : labels) {
    const std::string& name = graph.label_name(label);
    if (implies(graph, hop.labels, hop.arrow, true, name)) return name;
  }
  return {};
}

// Rows that one becomes on its way back along a hop.
double fan_back(const Graph& graph, const Step& hop, TypeId type) {
  const bool right = hop.arrow == Arrow::kRight;
  const auto& list = graph.adjacency(type, right ? Direction::kIn : Direction::kOut);
  return static_cast<double>(graph.relationship_count(type)) /
         static_cast<double>(std::max<size_t>(list.node_count(), 1));
}

// Nodes with the label that have one value of the property.
double rows_looked_up(const Graph& graph, const FarEnd& far) {
  const auto key = graph.find_key(far.key);
  const auto nodes = static_cast<double>(graph.node_count(*graph.find_label(far.label)));
  if (!key) return 1;
  const auto values = static_cast<double>(graph.distinct_node_values(*key));
  return std::max(1.0, nodes / std::max(1.0, values));
}

// The hops that begin at a step and end at a lookup by what needs no row; two or more, as one hop
// is tested where it ends.
bool follow_to_lookup(const Plan& plan, const Graph& graph, const Pipeline& pipeline, size_t begin,
                      FarEnd& far) {
  Slot at = pipeline[begin].from;
  for (size_t i = begin; i < pipeline.size(); ++i) {
    const Step& step = pipeline[i];
    if (step.kind == StepKind::kFilter) {
      if (far.hops.size() < 2 || !is_lookup(plan, step.value, at, far.key, far.value)) continue;
      if (!reads_of(plan, far.value).empty()) continue;
      const Step& last = pipeline[far.hops.back()];
      far.lookup = i;
      far.label = label_at_end(graph, last, *plain_hop(graph, last));
      return !far.label.empty();
    }
    if (step.from != at || !plain_hop(graph, step)) return false;
    far.hops.push_back(i);
    at = step.to;
  }
  return false;
}

// How many rows less there are when the hops are followed from their far end.
double rows_saved(const Graph& graph, const Pipeline& pipeline, const FarEnd& far) {
  double forth = 0;
  for (size_t hop : far.hops) forth += pipeline[hop].estimate;
  double rows = rows_looked_up(graph, far);
  double back = rows;
  for (size_t k = far.hops.size(); k-- > 0;) {
    const Step& hop = pipeline[far.hops[k]];
    rows *= fan_back(graph, hop, *plain_hop(graph, hop));
    back += rows;
  }
  // A row that is kept and found by hash costs more than one that is walked to.
  constexpr double kHashed = 4;
  return forth - kHashed * back;
}

Slot new_slot(Plan& plan, std::string name, Type type) {
  plan.bound.slot_names.push_back(std::move(name));
  plan.bound.slot_types.push_back(std::move(type));
  return static_cast<Slot>(plan.bound.slot_names.size() - 1);
}

void put_far_end(Plan& plan, const Graph& graph, Pipeline& pipeline, const FarEnd& far) {
  const size_t begin = far.hops.front();
  const Slot meeting = pipeline[begin].from;
  Step join;
  join.kind = StepKind::kHashJoin;
  join.to = new_slot(plan, plan.bound.slot_names[meeting], plan.bound.slot_types[meeting]);
  BoundExpr outer{BoundKind::kSlot, {}, plan.bound.slot_types[meeting]};
  outer.slot = meeting;
  join.value = add(plan, std::move(outer));
  Pipeline part, filters;
  for (size_t i = begin; i < far.lookup; ++i) {
    if (pipeline[i].kind == StepKind::kFilter) filters.push_back(std::move(pipeline[i]));
  }
  // Conditions that need nothing else come as soon as what they read is there.
  const auto put_filters = [&] {
    std::erase_if(filters, [&](Step& filter) {
      if (!compares_safely(plan, filter.value)) return false;
      if (!all_of(reads_of(plan, filter.value), join.slots)) return false;
      part.push_back(std::move(filter));
      return true;
    });
  };
  Step seek;
  seek.kind = StepKind::kNodeSeek;
  seek.slot = pipeline[far.hops.back()].to;
  seek.label = far.label;
  seek.key = far.key;
  seek.value = far.value;
  seek.estimate = rows_looked_up(graph, far);
  double rows = seek.estimate;
  join.slots.push_back(seek.slot);
  part.push_back(std::move(seek));
  put_filters();
  for (size_t k = far.hops.size(); k-- > 0;) {
    Step hop = std::move(pipeline[far.hops[k]]);
    rows *= fan_back(graph, hop, *plain_hop(graph, hop));
    hop.estimate = rows;
    std::swap(hop.from, hop.to);
    hop.arrow = hop.arrow == Arrow::kRight ? Arrow::kLeft : Arrow::kRight;
    join.slots.push_back(hop.rel);
    if (k == 0) {
      hop.to = join.to;
    } else {
      join.slots.push_back(hop.to);
    }
    part.push_back(std::move(hop));
    put_filters();
  }
  std::erase(join.slots, kNoSlot);
  std::sort(join.slots.begin(), join.slots.end());
  join.pipelines.push_back(std::move(part));
  filters.insert(filters.begin(), std::move(join));
  const auto at = pipeline.begin() + static_cast<ptrdiff_t>(begin);
  pipeline.erase(at, pipeline.begin() + static_cast<ptrdiff_t>(far.lookup) + 1);
  pipeline.insert(pipeline.begin() + static_cast<ptrdiff_t>(begin),
                  std::make_move_iterator(filters.begin()), std::make_move_iterator(filters.end()));
}

}  // namespace

// ... | Expand (c)<-(t) | Expand (t)-(q) | Filter q.key = value   becomes   ... | HashJoin c of
// (NodeSeek q {key: value} | Expand (q)-(t) | Expand (t)-(c)), where that meets fewer rows.
void join_from_far_end(Plan& plan, const Graph& graph) {
  if (plan.writes || !graph.ends_exact()) return;
  constexpr double kWorthIt = 1 << 14;  // rows
  for_each_root(plan, [&](Pipeline& pipeline) {
    FarEnd best;
    for (size_t i = 1; i < pipeline.size(); ++i) {
      FarEnd far;
      if (!plain_hop(graph, pipeline[i]) || !follow_to_lookup(plan, graph, pipeline, i, far))
        continue;
      far.saved = rows_saved(graph, pipeline, far);
      if (far.saved > std::max(best.saved, kWorthIt)) best = std::move(far);
    }
    if (!best.hops.empty()) put_far_end(plan, graph, pipeline, best);
  });
}

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

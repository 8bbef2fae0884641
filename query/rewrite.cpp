// SPDX-License-Identifier: Apache-2.0
// The table of rewrites, and those that look at neighbouring steps only.
#include "query/rewrite.h"

#include <algorithm>

#include "query/plan_internal.h"
#include "query/rewrite_internal.h"

namespace hoego::query {

bool reads_slot(const Plan& plan, BoundId id, Slot slot) {
  std::vector<Slot> reads;
  append_reads(plan, id, reads);
  return std::find(reads.begin(), reads.end(), slot) != reads.end();
}

void names_of(const LabelExpr& labels, std::vector<std::string>& out, bool& plain,
              LabelExpr::Kind by) {
  if (labels.kind == LabelExpr::Kind::kName) {
    out.push_back(labels.name.text);
  } else if (labels.kind == by) {
    for (const LabelExpr& child : labels.children) names_of(child, out, plain, by);
  } else {
    plain = false;
  }
}

bool implies(const Graph& graph, const std::optional<LabelExpr>& types_of, Arrow arrow, bool at_to,
             const std::string& label) {
  if (!types_of) return false;
  std::vector<std::string> types;
  bool plain = true;
  names_of(*types_of, types, plain, LabelExpr::Kind::kOr);
  const auto wanted = graph.find_label(label);
  if (!plain || !wanted) return false;
  const bool sources = arrow == Arrow::kBoth || (arrow == Arrow::kLeft) == at_to;
  const bool targets = arrow == Arrow::kBoth || (arrow == Arrow::kRight) == at_to;
  for (const std::string& name : types) {
    const auto type = graph.find_type(name);
    if (!type) continue;
    const auto& ends = graph.ends_of(*type);
    if (!graph.ends_exact()) return false;
    for (const Graph::Ends& e : ends) {
      const auto has = [&](const std::vector<LabelId>& labels) {
        return std::find(labels.begin(), labels.end(), *wanted) != labels.end();
      };
      if ((sources && !has(e.source)) || (targets && !has(e.target))) return false;
    }
  }
  return true;
}

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

namespace {

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

// Drops label tests of nodes that a relationship type leads to, where all its ends have the label.
void drop_implied_labels(Plan& plan, const Graph& graph) {
  if (plan.writes) return;
  for_each_pipeline(plan, [&](Pipeline& pipeline) {
    for (size_t i = 0; i < pipeline.size(); ++i) {
      const Step& expand = pipeline[i];
      const bool hops = expand.kind == StepKind::kExpandVar && expand.min_hops >= 1;
      if (expand.kind != StepKind::kExpand && !hops) continue;
      std::erase_if(pipeline, [&](const Step& s) {
        if (&s < &expand || s.kind != StepKind::kFilter) return false;
        const BoundExpr& test = plan.bound.exprs[s.value];
        if (test.kind != BoundKind::kHasLabels) return false;
        const BoundExpr& base = plan.bound.exprs[test.args[0]];
        if (base.kind != BoundKind::kSlot || base.slot != expand.to) return false;
        std::vector<std::string> names;
        bool plain = true;
        names_of(*test.labels, names, plain, LabelExpr::Kind::kAnd);
        return plain && std::all_of(names.begin(), names.end(), [&](const std::string& name) {
                 return implies(graph, expand.labels, expand.arrow, true, name);
               });
      });
    }
  });
}

// Reads from the side where each node has at most one such relationship, else from the sources:
// what is read next then lies in order of memory.
void order_scan(Step& scan, const Graph& graph) {
  const auto type = graph.find_type(scan.labels->name.text);
  if (!type) return;
  const bool out = scan.arrow == Arrow::kRight;
  const bool out_dense = graph.adjacency(*type, Direction::kOut).dense_nodes() != nullptr;
  const bool in_dense = graph.adjacency(*type, Direction::kIn).dense_nodes() != nullptr;
  if (out == (out_dense || !in_dense)) return;
  std::swap(scan.from, scan.to);
  scan.arrow = out ? Arrow::kLeft : Arrow::kRight;
}

// NodeScan a:A | Expand (a)-[r:T]->(b)   becomes   EdgeScan (a)-[r:T]->(b), where all ends of T
// have the label: the relationships lie in a row.
void scan_relationships(Plan& plan, const Graph& graph) {
  if (plan.writes) return;
  for_each_pipeline(plan, [&](Pipeline& pipeline) {
    for (size_t i = 0; i + 1 < pipeline.size(); ++i) {
      Step& scan = pipeline[i];
      Step& expand = pipeline[i + 1];
      if (scan.kind != StepKind::kNodeScan || expand.kind != StepKind::kExpand) continue;
      const auto in_order = [&](const Step& s) {
        return s.kind == StepKind::kAggregate && s.slot == scan.slot;
      };
      if (std::any_of(pipeline.begin(), pipeline.end(), in_order)) continue;
      if (expand.from != scan.slot || expand.into || !expand.unique_with.empty()) continue;
      if (expand.arrow == Arrow::kBoth || !expand.labels) continue;
      if (expand.labels->kind != LabelExpr::Kind::kName) continue;
      if (!scan.label.empty() && !implies(graph, expand.labels, expand.arrow, false, scan.label))
        continue;
      expand.kind = StepKind::kEdgeScan;
      order_scan(expand, graph);
      pipeline.erase(pipeline.begin() + static_cast<ptrdiff_t>(i));
    }
  });
}

// Project | Sort | [Skip] | Limit   becomes   Project (sort keys) | Sort | [Skip] | Limit |
// Project: only rows that stay are worked out.
void project_late(Plan& plan, const Graph&) {
  for_each_pipeline(plan, [&](Pipeline& pipeline) {
    for (size_t i = 0; i + 2 < pipeline.size(); ++i) {
      if (pipeline[i].kind != StepKind::kProject || pipeline[i + 1].kind != StepKind::kSort)
        continue;
      size_t limit = i + 2;
      if (pipeline[limit].kind == StepKind::kSkip) ++limit;
      if (limit >= pipeline.size() || pipeline[limit].kind != StepKind::kLimit) continue;
      const auto is_cheap = [&](const BoundItem& item) {
        return plan.bound.exprs[item.value].kind == BoundKind::kProperty;
      };
      // Keys are read from where they come from.
      for (BoundSort& key : pipeline[i + 1].sort) {
        const BoundExpr& e = plan.bound.exprs[key.value];
        for (const BoundItem& item : pipeline[i].items) {
          if (e.kind == BoundKind::kSlot && e.slot == item.slot && is_cheap(item)) {
            key.value = item.value;
            break;
          }
        }
      }
      std::vector<Slot> needed;
      append_reads(plan, pipeline[i + 1], needed);
      Step late;
      late.kind = StepKind::kProject;
      std::vector<BoundItem> early;
      for (const BoundItem& item : pipeline[i].items) {
        const bool key = std::find(needed.begin(), needed.end(), item.slot) != needed.end();
        (key || !is_cheap(item) ? early : late.items).push_back(item);
      }
      if (late.items.empty()) continue;
      pipeline[i].items = early;
      pipeline.insert(pipeline.begin() + static_cast<ptrdiff_t>(limit) + 1, std::move(late));
      if (early.empty()) pipeline.erase(pipeline.begin() + static_cast<ptrdiff_t>(i));
    }
  });
}

// NodeScan n:L | Aggregate count(*)   becomes   CountStore n:L; the same of relationships. Only
// where a pipeline begins, and so has one row before it.
void count_from_store(Pipeline& pipeline, const Plan& plan) {
  if (pipeline.size() < 2 || pipeline[1].kind != StepKind::kAggregate) return;
  const Step& scan = pipeline[0];
  const Step& aggregate = pipeline[1];
  const bool nodes = scan.kind == StepKind::kNodeScan;
  const bool edges = scan.kind == StepKind::kEdgeScan;
  if ((!nodes && !edges) || !aggregate.items.empty() || aggregate.aggregates.size() != 1) return;
  const BoundAggregate& a = aggregate.aggregates[0];
  if (a.aggregate && (a.aggregate->name != "count" || a.distinct)) return;
  for (BoundId arg : a.args) {
    const BoundExpr& e = plan.bound.exprs[arg];
    const bool scanned =
        e.slot == scan.slot ||
        (edges && (e.slot == scan.rel || e.slot == scan.from || e.slot == scan.to));
    if (e.kind != BoundKind::kSlot || !scanned) return;
  }
  Step count;
  count.kind = StepKind::kCountStore;
  count.slot = a.slot;
  count.label = scan.label;
  if (edges) count.labels = scan.labels;
  pipeline.erase(pipeline.begin());
  pipeline[0] = std::move(count);
}

void count_from_store(Plan& plan, const Graph&) {
  for_each_root(plan, [&](Pipeline& pipeline) { count_from_store(pipeline, plan); });
}

// Filter a | Filter b   becomes   Filter a AND b: rows are copied once.
void merge_filters(Plan& plan, const Graph&) {
  for_each_pipeline(plan, [&](Pipeline& pipeline) {
    for (size_t i = 0; i + 1 < pipeline.size();) {
      if (pipeline[i].kind != StepKind::kFilter || pipeline[i + 1].kind != StepKind::kFilter) {
        ++i;
        continue;
      }
      BoundExpr both{
          BoundKind::kAnd, plan.bound.exprs[pipeline[i].value].span, {Type::Kind::kBoolean}};
      for (BoundId value : {pipeline[i].value, pipeline[i + 1].value}) {
        const BoundExpr& e = plan.bound.exprs[value];
        if (e.kind == BoundKind::kAnd) {
          both.args.insert(both.args.end(), e.args.begin(), e.args.end());
        } else {
          both.args.push_back(value);
        }
      }
      plan.bound.exprs.push_back(std::move(both));
      pipeline[i].value = static_cast<BoundId>(plan.bound.exprs.size() - 1);
      pipeline.erase(pipeline.begin() + static_cast<ptrdiff_t>(i) + 1);
    }
  });
}

}  // namespace

const std::vector<Rewrite>& rewrites() {
  static const std::vector<Rewrite> kAll = {
      {"drop_implied_labels", "no label test where the relationship type says it",
       drop_implied_labels},
      {"use_indexes", "find nodes by a property's value instead of looking at all", use_indexes},
      {"differ_one_way", "relationships along one walk differ where their type has no circles",
       differ_one_way},
      {"count_hops", "count the relationships of a path instead of listing them", count_hops},
      {"differ_by_nodes", "tell relationships apart by a node that has one only", differ_by_nodes},
      {"join_by_hash", "match parts of a pattern that an equality binds together by hash",
       join_by_hash},
      {"join_from_far_end", "match a part of a pattern from the end where it is narrow, by hash",
       join_from_far_end},
      {"limit_sorts", "keep only as many sorted rows as LIMIT asks for", limit_sorts},
      {"project_late", "work out columns after ORDER BY ... LIMIT has chosen the rows",
       project_late},
      {"count_degrees", "add up numbers of relationships instead of counting rows", count_degrees},
      {"group_unique", "no grouping by what no two rows share", group_unique},
      {"count_nodes", "count different nodes by id where a property tells them apart", count_nodes},
      {"group_by_node", "group by a node whose properties tell it apart", group_by_node},
      {"group_in_order", "groups are done with when their node is", group_in_order},
      {"filter_early", "test what WITH hands on before working out the rest", filter_early},
      {"count_by_degree", "nodes with or without a relationship, which the graph knows",
       count_by_degree},
      {"scan_relationships", "read all relationships of a type in a row", scan_relationships},
      {"count_from_store", "counts that the graph knows without looking", count_from_store},
      {"merge_filters", "test conditions that follow one another together", merge_filters},
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

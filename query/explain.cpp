// SPDX-License-Identifier: Apache-2.0
// Plans as text: one step a line, what runs inside a step indented under it.
#include <cstdio>

#include "query/execute_runtime.h"
#include "query/parse.h"
#include "query/semantics.h"

namespace hoego::query {

namespace {

using K = StepKind;

std::string_view step_name(K kind) {
  switch (kind) {
    case K::kNodeScan:
      return "NodeScan";
    case K::kNodeSeek:
      return "NodeSeek";
    case K::kEdgeScan:
      return "EdgeScan";
    case K::kExpand:
      return "Expand";
    case K::kExpandVar:
      return "ExpandVariable";
    case K::kBindRel:
      return "KnownRelationship";
    case K::kBindRelList:
      return "KnownRelationships";
    case K::kShortest:
      return "ShortestPath";
    case K::kPath:
      return "Path";
    case K::kFilter:
      return "Filter";
    case K::kProject:
      return "Project";
    case K::kUnwind:
      return "Unwind";
    case K::kAggregate:
      return "Aggregate";
    case K::kDistinct:
      return "Distinct";
    case K::kSort:
      return "Sort";
    case K::kSkip:
      return "Skip";
    case K::kLimit:
      return "Limit";
    case K::kHashJoin:
      return "HashJoin";
    case K::kOptional:
      return "Optional";
    case K::kSubquery:
      return "Subquery";
    case K::kUnion:
      return "Union";
    case K::kCreate:
      return "Create";
    case K::kMerge:
      return "Merge";
    case K::kSet:
      return "Set";
    case K::kDelete:
      return "Delete";
    case K::kForeach:
      return "Foreach";
    case K::kCall:
      return "Call";
    case K::kEager:
      return "Eager";
    case K::kCountStore:
      return "CountStore";
  }
  return "?";
}

// Variables by name, made-up ones by number.
std::string slot_text(const Plan& plan, Slot slot) {
  if (slot == kNoSlot) return "";
  const std::string& name = plan.bound.slot_names[slot];
  return name.starts_with(' ') ? name.substr(1) + std::to_string(slot) : name;
}

std::string labels_text(const LabelExpr& labels) {
  using L = LabelExpr::Kind;
  const auto join = [&](char with) {
    std::string out;
    for (const LabelExpr& child : labels.children) {
      if (!out.empty()) out += with;
      out += labels_text(child);
    }
    return out;
  };
  switch (labels.kind) {
    case L::kName:
      return labels.name.text;
    case L::kParameter:
      return "$" + labels.name.text;
    case L::kAnd:
      return join('&');
    case L::kOr:
      return join('|');
    case L::kNot:
      return "!" + labels_text(labels.children[0]);
    case L::kAny:
      return "%";
  }
  return "";
}

std::string joined(const Plan& plan, const std::vector<BoundId>& args, std::string_view with) {
  std::string out;
  for (size_t i = 0; i < args.size(); ++i) {
    if (i > 0) out += with;
    out += args[i] == kNoBound ? "" : explain_expr(plan, args[i]);
  }
  return out;
}

std::string chain_text(const Plan& plan, const BoundExpr& e) {
  std::string out;
  for (size_t i = 0; i < e.args.size(); ++i) {
    if (i > 0) out += " " + std::string(text_of(e.ops[i - 1])) + " ";
    out += explain_expr(plan, e.args[i]);
    if (out.size() > 400) return out + " ...";
  }
  return out;
}

std::string slots_text(const Plan& plan, const std::vector<Slot>& slots) {
  std::string out;
  for (Slot slot : slots) {
    if (slot == kNoSlot) continue;
    if (!out.empty()) out += ", ";
    out += slot_text(plan, slot);
  }
  return out;
}

std::string arrow_text(const Plan& plan, const Step& s) {
  std::string rel = "[" + slot_text(plan, s.rel);
  if (s.labels) rel += ":" + labels_text(*s.labels);
  if (s.kind == K::kExpandVar || s.kind == K::kShortest) {
    rel += "*" + std::to_string(s.min_hops) + "..";
    if (s.max_hops >= 0) rel += std::to_string(s.max_hops);
  }
  rel += "]";
  return "(" + slot_text(plan, s.from) + ")" + (s.arrow == Arrow::kLeft ? "<-" : "-") + rel +
         (s.arrow == Arrow::kRight ? "->" : "-") + "(" + slot_text(plan, s.to) + ")" +
         (s.into ? " into" : "");
}

// What the rows inside of a join are found by.
std::string key_text(const Plan& plan, const Step& join) {
  for (const Step& step : join.pipelines[0]) {
    for (const BoundItem& item : step.items) {
      if (item.slot == join.to) return explain_expr(plan, item.value);
    }
  }
  return slot_text(plan, join.to);
}

std::string details(const Plan& plan, const Step& s) {
  std::string out;
  const auto add = [&](const std::string& text) {
    if (!out.empty()) out += ", ";
    out += text;
  };
  switch (s.kind) {
    case K::kNodeScan:
      return slot_text(plan, s.slot) + (s.label.empty() ? "" : ":" + s.label);
    case K::kNodeSeek:
      return slot_text(plan, s.slot) + (s.label.empty() ? "" : ":" + s.label) + " {" + s.key +
             ": " + explain_expr(plan, s.value) + "}";
    case K::kEdgeScan:
    case K::kExpand:
    case K::kExpandVar:
    case K::kBindRel:
    case K::kBindRelList:
    case K::kShortest:
      return arrow_text(plan, s);
    case K::kPath:
      return slot_text(plan, s.slot) + " = " + slots_text(plan, s.slots);
    case K::kUnwind:
    case K::kForeach:
      return slot_text(plan, s.slot) + " IN " + explain_expr(plan, s.value);
    case K::kAggregate:
    case K::kProject:
      for (const BoundItem& item : s.items) {
        add(slot_text(plan, item.slot) + " = " + explain_expr(plan, item.value));
      }
      for (const BoundAggregate& a : s.aggregates) {
        add(slot_text(plan, a.slot) + " = " +
            (a.aggregate ? std::string(a.aggregate->name) + "(" + (a.distinct ? "DISTINCT " : "") +
                               joined(plan, a.args, ", ") + ")"
                         : "count(*)"));
      }
      for (Slot node : s.slots) add("a group a node of " + slot_text(plan, node));
      return out + (s.slot == kNoSlot ? "" : ", node by node of " + slot_text(plan, s.slot));
    case K::kSort:
      for (const BoundSort& item : s.sort) {
        add(explain_expr(plan, item.value) + (item.descending ? " DESC" : ""));
      }
      if (s.value != kNoBound) out += " first " + explain_expr(plan, s.value);
      return out;
    case K::kHashJoin:
      return explain_expr(plan, s.value) + " = " + key_text(plan, s);
    case K::kDistinct:
    case K::kOptional:
    case K::kSubquery:
    case K::kUnion:
    case K::kMerge:
      return slots_text(plan, s.slots);
    case K::kCall:
      return s.call->procedure->name + "(" + joined(plan, s.call->args, ", ") + ")";
    case K::kDelete:
      return (s.detach ? "detach " : "") + joined(plan, s.values, ", ");
    case K::kCountStore:
      if (s.value != kNoBound) {
        return slot_text(plan, s.slot) + " = count (" + slot_text(plan, s.from) + ":" + s.label +
               ") where " + explain_expr(plan, s.value) + (s.into ? " > 0" : " = 0");
      }
      return slot_text(plan, s.slot) + " = count " +
             (s.labels          ? "-[:" + labels_text(*s.labels) + "]->"
              : s.label.empty() ? "()"
                                : "(:" + s.label + ")");
    default:
      return s.value == kNoBound ? "" : explain_expr(plan, s.value);
  }
}

std::string figures(const Step& step, const std::map<const Step*, Counter>* counters) {
  std::string out;
  char text[64];
  if (step.estimate >= 0) {
    std::snprintf(text, sizeof text, "  ~%.0f rows", step.estimate);
    out += text;
  }
  if (!counters) return out;
  const auto found = counters->find(&step);
  const Counter counter = found == counters->end() ? Counter{} : found->second;
  std::snprintf(text, sizeof text, "  %llu rows, %.3f ms",
                static_cast<unsigned long long>(counter.rows),
                static_cast<double>(counter.nanos) / 1e6);
  out += text;
  if (counter.bytes > 0) {
    const double kilobytes = static_cast<double>(counter.bytes) / 1e3;
    std::snprintf(text, sizeof text, kilobytes < 1000 ? ", %.1f kB" : ", %.1f MB",
                  kilobytes < 1000 ? kilobytes : kilobytes / 1e3);
    out += text;
  }
  return out;
}

void append_pipeline(const Plan& plan, const Pipeline& pipeline, int depth,
                     const std::map<const Step*, Counter>* counters, std::string& out) {
  for (const Step& step : pipeline) {
    out.append(static_cast<size_t>(depth) * 2, ' ');
    out += explain_step(plan, step) + figures(step, counters) + "\n";
    for (size_t i = 0; i < step.pipelines.size(); ++i) {
      if (i > 0) out.append(static_cast<size_t>(depth) * 2 + 2, ' ').append("and\n");
      append_pipeline(plan, step.pipelines[i], depth + 1, counters, out);
    }
  }
}

std::string whole(const Plan& plan, const std::map<const Step*, Counter>* counters) {
  std::string out;
  append_pipeline(plan, plan.root, 0, counters, out);
  for (size_t i = 0; i < plan.subplans.size(); ++i) {
    if (plan.bound.subqueries[i].use == BoundSubquery::Use::kCall) continue;
    if (plan.subplans[i].empty()) continue;  // a rewrite has put something else in its place
    out += "subquery " + std::to_string(i) + "\n";
    append_pipeline(plan, plan.subplans[i], 1, counters, out);
  }
  return out;
}

}  // namespace

std::string explain(const Plan& plan) {
  return whole(plan, nullptr);
}

std::string profile_text(const Plan& plan, const std::map<const Step*, Counter>& counters) {
  return whole(plan, &counters);
}

std::string explain_step(const Plan& plan, const Step& step) {
  const std::string more = details(plan, step);
  return std::string(step_name(step.kind)) + (more.empty() ? "" : " " + more);
}

std::string explain_expr(const Plan& plan, BoundId id) {
  const BoundExpr& e = plan.bound.exprs[id];
  const auto arg = [&](size_t i) { return explain_expr(plan, e.args[i]); };
  switch (e.kind) {
    case BoundKind::kConstant: {
      static const Graph kNothing;
      std::string text = to_text(kNothing, e.constant);
      if (text.size() > 60) text = text.substr(0, 57) + "...";
      return text;
    }
    case BoundKind::kParameter:
      return "$" + e.name;
    case BoundKind::kSlot:
      return slot_text(plan, e.slot);
    case BoundKind::kList:
      return "[" + joined(plan, e.args, ", ") + "]";
    case BoundKind::kMap:
      return "{" + joined(plan, e.args, ", ") + "}";
    case BoundKind::kProperty:
      return arg(0) + "." + e.name;
    case BoundKind::kIndex:
      return arg(0) + "[" + arg(1) + "]";
    case BoundKind::kSlice:
      return arg(0) + "[..]";
    case BoundKind::kHasLabels:
      return arg(0) + ":" + labels_text(*e.labels);
    case BoundKind::kNot:
      return "NOT (" + arg(0) + ")";
    case BoundKind::kNegate:
      return "-" + arg(0);
    case BoundKind::kPlus:
      return "+" + arg(0);
    case BoundKind::kChain:
    case BoundKind::kCompare:
      return chain_text(plan, e);
    case BoundKind::kAnd:
      return "(" + joined(plan, e.args, " AND ") + ")";
    case BoundKind::kOr:
      return "(" + joined(plan, e.args, " OR ") + ")";
    case BoundKind::kXor:
      return "(" + joined(plan, e.args, " XOR ") + ")";
    case BoundKind::kIsNull:
      return arg(0) + " IS NULL";
    case BoundKind::kIsNotNull:
      return arg(0) + " IS NOT NULL";
    case BoundKind::kCall:
      return std::string(e.function->name) + "(" + joined(plan, e.args, ", ") + ")";
    case BoundKind::kCase:
      return "CASE";
    case BoundKind::kListComprehension:
      return "[" + slot_text(plan, e.slot) + " IN " + arg(0) + " ...]";
    case BoundKind::kQuantifier:
      return e.name + "(" + slot_text(plan, e.slot) + " IN " + arg(0) + " ...)";
    case BoundKind::kReduce:
      return "reduce(" + slot_text(plan, e.slot) + " IN " + arg(1) + " ...)";
    case BoundKind::kMapProjection:
      return arg(0) + " {...}";
    case BoundKind::kDegree:
      return "degree(" + arg(0) + (e.arrow == Arrow::kLeft ? " <-" : " -") + "[" +
             (e.labels ? ":" + labels_text(*e.labels) : "") + "]" +
             (e.arrow == Arrow::kRight ? "->)" : "-)");
    case BoundKind::kSubquery:
      return "subquery " + std::to_string(e.subquery);
  }
  return "?";
}

}  // namespace hoego::query

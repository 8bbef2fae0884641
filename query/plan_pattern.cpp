// SPDX-License-Identifier: Apache-2.0
// A pattern to steps: where to start, in which order to expand, and each condition as soon as what
// it needs is there.
#include <algorithm>
#include <cmath>
#include <set>

#include "query/plan_internal.h"

namespace hoego::query {

namespace {

// A relationship pattern between two nodes of the pattern.
struct Edge {
  const BoundRel* rel = nullptr;
  Slot left = kNoSlot;
  Slot right = kNoSlot;
  bool done = false;
};

struct Condition {
  BoundId value = kNoBound;
  std::vector<Slot> reads;
  bool risky = false;  // could fail: must not be tried before the ones written before it
  bool done = false;
};

struct NodeInfo {
  Slot slot = kNoSlot;
  std::vector<std::string> labels;  // that it certainly has
  bool filtered = false;            // compared with a value
  double share = 1;                 // of these that other conditions leave, at a guess
};

void split_and(const Plan& plan, BoundId id, std::vector<BoundId>& out) {
  const BoundExpr& e = plan.bound.exprs[id];
  if (e.kind != BoundKind::kAnd) {
    out.push_back(id);
    return;
  }
  const std::vector<BoundId> args = e.args;
  for (BoundId arg : args) split_and(plan, arg, out);
}

bool is_risky(const Plan& plan, BoundId id) {
  std::vector<BoundId> todo{id};
  while (!todo.empty()) {
    const BoundExpr& e = plan.bound.exprs[todo.back()];
    todo.pop_back();
    switch (e.kind) {
      case BoundKind::kConstant:
      case BoundKind::kParameter:
      case BoundKind::kSlot:
      case BoundKind::kHasLabels:
      case BoundKind::kNot:
      case BoundKind::kAnd:
      case BoundKind::kOr:
      case BoundKind::kXor:
      case BoundKind::kCompare:
      case BoundKind::kIsNull:
      case BoundKind::kIsNotNull:
      case BoundKind::kSubquery:
        break;
      case BoundKind::kProperty: {
        const Type::Kind base = plan.bound.exprs[e.args[0]].type.kind;
        if (base != Type::Kind::kNode && base != Type::Kind::kRelationship) return true;
        break;
      }
      case BoundKind::kChain:
        for (Op op : e.ops) {
          if (op != Op::kIn && op != Op::kContains && op != Op::kStartsWith &&
              op != Op::kEndsWith) {
            return true;
          }
        }
        break;
      case BoundKind::kCall:
        if (e.function->name != "size" && e.function->name != "coalesce" &&
            e.function->name != "id" && e.function->name != "type") {
          return true;
        }
        break;
      default:
        return true;
    }
    for_each_child(e, [&](BoundId child) { todo.push_back(child); });
  }
  return false;
}

// What part of all rows such a condition usually leaves.
double usual_share(const BoundExpr& e) {
  const auto is_range = [](Op op) {
    return op == Op::kLess || op == Op::kLessEqual || op == Op::kGreater || op == Op::kGreaterEqual;
  };
  const auto picks_text = [](Op op) {
    return op == Op::kIn || op == Op::kContains || op == Op::kStartsWith || op == Op::kEndsWith ||
           op == Op::kRegex;
  };
  double share = 1;
  if (e.kind == BoundKind::kCompare) {
    for (Op op : e.ops) share *= is_range(op) ? 0.3 : 1;
  }
  if (e.kind == BoundKind::kChain && e.ops.size() == 1 && picks_text(e.ops[0])) share = 0.1;
  return share;
}

void certain_labels(const LabelExpr& labels, std::vector<std::string>& out) {
  if (labels.kind == LabelExpr::Kind::kName) out.push_back(labels.name.text);
  if (labels.kind != LabelExpr::Kind::kAnd) return;
  for (const LabelExpr& child : labels.children) certain_labels(child, out);
}

// The names of a plain A|B|C; nullopt for anything else.
std::optional<std::vector<std::string>> plain_types(const std::optional<LabelExpr>& types) {
  if (!types) return std::nullopt;
  std::vector<std::string> out;
  if (types->kind == LabelExpr::Kind::kName) return std::vector{types->name.text};
  if (types->kind != LabelExpr::Kind::kOr) return std::nullopt;
  for (const LabelExpr& child : types->children) {
    const auto inner = plain_types(child);
    if (!inner) return std::nullopt;
    out.insert(out.end(), inner->begin(), inner->end());
  }
  return out;
}

bool may_share(const std::optional<LabelExpr>& a, const std::optional<LabelExpr>& b) {
  const auto x = plain_types(a);
  const auto y = plain_types(b);
  if (!x || !y) return true;
  return std::any_of(x->begin(), x->end(), [&](const std::string& t) {
    return std::find(y->begin(), y->end(), t) != y->end();
  });
}

Arrow turned(Arrow arrow) {
  return arrow == Arrow::kRight ? Arrow::kLeft : arrow == Arrow::kLeft ? Arrow::kRight : arrow;
}

// Plans one MATCH: state while steps are put out.
class PatternPlanner {
 public:
  PatternPlanner(Plan& plan, const Graph& graph, const BoundMatch& match,
                 const BoundProjection* next)
      : plan_(plan), graph_(graph), match_(match), next_(next) {}

  Pipeline run() {
    collect();
    put_conditions();
    put_bound_relationships();
    while (put_next()) put_conditions();
    put_shortest();
    put_paths();
    put_conditions(true);
    return std::move(out_);
  }

 private:
  BoundId add(BoundExpr e) {
    plan_.bound.exprs.push_back(std::move(e));
    return static_cast<BoundId>(plan_.bound.exprs.size() - 1);
  }
  BoundId slot_expr(Slot slot) {
    BoundExpr e{BoundKind::kSlot};
    e.slot = slot;
    e.type = plan_.bound.slot_types[slot];
    return add(std::move(e));
  }

  void collect() {
    introduced_.insert(match_.introduced.begin(), match_.introduced.end());
    std::vector<BoundId> where;
    if (match_.where != kNoBound) split_and(plan_, match_.where, where);
    for (const BoundPath& path : match_.paths) {
      for (const BoundNode& node : path.nodes) collect_node(node);
      if (path.rels.empty()) require_node(path.nodes[0]);
      for (size_t i = 0; i < path.rels.size(); ++i) {
        collect_rel(path, path.rels[i], path.nodes[i].slot, path.nodes[i + 1].slot);
      }
    }
    for (BoundId id : where) {
      note_equality(id);
      note_share(id);
      add_condition(id);
    }
  }

  void collect_node(const BoundNode& node) {
    NodeInfo& info = node_info(node.slot);
    if (node.labels) {
      certain_labels(*node.labels, info.labels);
      BoundExpr e{BoundKind::kHasLabels, node.span, {Type::Kind::kBoolean}};
      e.args.push_back(slot_expr(node.slot));
      e.labels = node.labels;
      add_condition(add(std::move(e)));
    }
    for (const auto& [key, value] : node.properties) {
      add_property_condition(node.slot, key, value, node.span);
    }
    if (!node.properties.empty()) node_info(node.slot).filtered = true;
    if (node.where == kNoBound) return;
    note_share(node.where);
    add_condition(node.where);
  }

  // A node from before may be null, and null lies nowhere in the graph. Where a relationship goes
  // out from it, expanding finds that.
  void require_node(const BoundNode& node) {
    if (introduced_.contains(node.slot)) return;
    BoundExpr e{BoundKind::kIsNotNull, node.span, {Type::Kind::kBoolean}};
    e.args.push_back(slot_expr(node.slot));
    add_condition(add(std::move(e)));
  }

  void collect_rel(const BoundPath& path, const BoundRel& rel, Slot left, Slot right) {
    if (path.kind != PathPattern::Kind::kPlain) return;
    edges_.push_back({&rel, left, right});
    if (rel.variable_length) return;
    for (const auto& [key, value] : rel.properties) {
      add_property_condition(rel.slot, key, value, rel.span);
    }
    if (rel.where != kNoBound) add_condition(rel.where);
  }

  void add_property_condition(Slot slot, const std::string& key, BoundId value, Span span) {
    BoundExpr property{BoundKind::kProperty, span};
    property.name = key;
    property.args.push_back(slot_expr(slot));
    BoundExpr e{BoundKind::kCompare, span, {Type::Kind::kBoolean}};
    e.args = {add(std::move(property)), value};
    e.ops = {Op::kEqual};
    add_condition(add(std::move(e)));
  }

  void add_condition(BoundId id) {
    Condition c;
    c.value = id;
    append_reads(plan_, id, c.reads);
    c.risky = is_risky(plan_, id);
    conditions_.push_back(std::move(c));
  }

  // WHERE n.key = value narrows n as much as {key: value} does.
  void note_equality(BoundId id) {
    const BoundExpr& e = plan_.bound.exprs[id];
    if (e.kind != BoundKind::kCompare || e.ops != std::vector<Op>{Op::kEqual}) return;
    for (BoundId side : e.args) {
      const BoundExpr& p = plan_.bound.exprs[side];
      if (p.kind != BoundKind::kProperty) continue;
      const BoundExpr& base = plan_.bound.exprs[p.args[0]];
      if (base.kind == BoundKind::kSlot && base.type.kind == Type::Kind::kNode) {
        node_info(base.slot).filtered = true;
      }
    }
  }

  // A condition on one node alone leaves fewer of these.
  void note_share(BoundId id) {
    std::vector<Slot> reads;
    append_reads(plan_, id, reads);
    if (reads.empty() || std::count(reads.begin(), reads.end(), reads[0]) != std::ssize(reads))
      return;
    for (NodeInfo& info : nodes_) {
      if (info.slot == reads[0]) info.share *= usual_share(plan_.bound.exprs[id]);
    }
  }

  NodeInfo& node_info(Slot slot) {
    for (NodeInfo& info : nodes_) {
      if (info.slot == slot) return info;
    }
    nodes_.push_back({slot, {}, false, 1});
    return nodes_.back();
  }

  bool known(Slot slot) const { return !introduced_.contains(slot) || known_.contains(slot); }

  void put_conditions(bool all = false) {
    bool risky_ok = true;
    for (Condition& c : conditions_) {
      if (c.done) continue;
      const bool ready =
          all || std::all_of(c.reads.begin(), c.reads.end(), [&](Slot s) { return known(s); });
      if (ready && (risky_ok || !c.risky)) {
        if (!swallow_label(c)) {
          Step step;
          step.kind = StepKind::kFilter;
          step.value = c.value;
          out_.push_back(std::move(step));
        }
        c.done = true;
      } else {
        risky_ok = false;
      }
    }
  }

  // A scan by label has tested it.
  bool swallow_label(const Condition& c) {
    if (out_.empty()) return false;
    const BoundExpr& e = plan_.bound.exprs[c.value];
    if (e.kind != BoundKind::kHasLabels || e.labels->kind != LabelExpr::Kind::kName) return false;
    const BoundExpr& base = plan_.bound.exprs[e.args[0]];
    if (base.kind != BoundKind::kSlot) return false;
    for (size_t i = out_.size(); i-- > 0;) {
      const Step& step = out_[i];
      if (step.kind != StepKind::kNodeScan && step.kind != StepKind::kNodeSeek) continue;
      if (step.slot == base.slot) return step.label == e.labels->name.text;
    }
    return false;
  }

  // Relationships that have a value already fix their ends.
  void put_bound_relationships() {
    for (Edge& edge : edges_) {
      if (!known(edge.rel->slot)) continue;
      put_bound(edge);
      put_conditions();
    }
  }

  void put_bound(Edge& edge) {
    Step step;
    step.kind = edge.rel->variable_length ? StepKind::kBindRelList : StepKind::kBindRel;
    step.rel = edge.rel->slot;
    step.from = edge.left;
    step.to = edge.right;
    step.arrow = edge.rel->arrow;
    step.labels = edge.rel->types;
    step.min_hops = edge.rel->min_hops;
    step.max_hops = edge.rel->max_hops;
    step.slots = {known(edge.left) ? kNoSlot : edge.left, known(edge.right) ? kNoSlot : edge.right};
    // A list says where it starts only with its first relationship.
    finish_edge(edge, std::move(step));
  }

  bool put_next() {
    Edge* best = nullptr;
    double best_cost = 0;
    for (Edge& edge : edges_) {
      if (edge.done || (!known(edge.left) && !known(edge.right))) continue;
      const double cost = edge_cost(edge, known_);
      if (!best || cost < best_cost) {
        best = &edge;
        best_cost = cost;
      }
    }
    if (best) {
      put_edge(*best);
      return true;
    }
    return put_start();
  }

  void put_edge(Edge& edge) {
    const bool forward = known(edge.left) && (!known(edge.right) || edge.left != edge.right);
    const bool from_left = known(edge.left) && (forward || edge.left == edge.right);
    Step step;
    step.kind = edge.rel->variable_length ? StepKind::kExpandVar : StepKind::kExpand;
    step.from = from_left ? edge.left : edge.right;
    step.to = from_left ? edge.right : edge.left;
    step.arrow = from_left ? edge.rel->arrow : turned(edge.rel->arrow);
    step.reversed = !from_left;
    step.rel = edge.rel->slot;
    step.into = known(step.to);
    step.labels = edge.rel->types;
    if (edge.rel->variable_length) {
      step.min_hops = edge.rel->min_hops;
      step.max_hops = edge.rel->max_hops;
      step.properties = edge.rel->properties;
      step.value = edge.rel->where;
      step.each = edge.rel->each;
    }
    rows_ *= edge_cost(edge, known_);
    step.estimate = rows_;
    finish_edge(edge, std::move(step));
  }

  void finish_edge(Edge& edge, Step step) {
    for (const Edge& other : edges_) {
      if (other.done && other.rel->slot != edge.rel->slot &&
          may_share(other.rel->types, edge.rel->types)) {
        step.unique_with.push_back(other.rel->slot);
      }
    }
    edge.done = true;
    known_.insert({edge.left, edge.right, edge.rel->slot});
    out_.push_back(std::move(step));
  }

  // Starts a part of the pattern that nothing known touches, where the whole of it costs least.
  bool put_start() {
    const NodeInfo* best = nullptr;
    double best_cost = 0;
    size_t tried = 0;
    const bool many_groups = out_.empty() && groups_expected() > kManyGroups;
    for (const NodeInfo& info : nodes_) {
      if (known(info.slot)) continue;
      if (++tried > 12 && best) break;
      double cost = component_cost(info);
      if (many_groups && keeps_groups_together(info)) cost *= kTogether;
      if (!best || cost < best_cost) {
        best = &info;
        best_cost = cost;
      }
    }
    if (!best) return false;
    Step step;
    step.kind = StepKind::kNodeScan;
    step.slot = best->slot;
    step.label = rarest_label(*best);
    step.estimate = scan_rows(*best);
    step.together = many_groups && keeps_groups_together(*best);
    rows_ *= std::max(1.0, step.estimate * part_left(*best));
    known_.insert(best->slot);
    out_.push_back(std::move(step));
    return true;
  }

  // Groups beyond these leave the caches of a processor.
  static constexpr double kManyGroups = 1 << 20;
  // With fewer nodes to group by, all groups may as well stay open.
  static constexpr double kFewNodes = 1024;
  // What a pattern may cost more when it starts where all rows of a group come together.
  static constexpr double kTogether = 0.6;

  // The node whose property a grouping key is; null: none of this pattern.
  const NodeInfo* grouped_node(const BoundItem& item) const {
    const BoundExpr* e = &plan_.bound.exprs[item.value];
    if (e->kind == BoundKind::kProperty) e = &plan_.bound.exprs[e->args[0]];
    return e->kind == BoundKind::kSlot ? info_of(e->slot) : nullptr;
  }

  // As many as there are combinations of the nodes that the keys belong to.
  double groups_expected() const {
    if (!next_ || next_->aggregates.empty()) return 0;
    std::set<const NodeInfo*> seen;
    double groups = 1;
    for (const BoundItem& item : next_->items) {
      const NodeInfo* info = grouped_node(item);
      if (info && seen.insert(info).second) groups *= scan_rows(*info);
    }
    return groups;
  }

  bool keeps_groups_together(const NodeInfo& info) const {
    const std::string label = rarest_label(info);
    if (scan_rows(info) < kFewNodes) return false;
    return std::any_of(next_->items.begin(), next_->items.end(), [&](const BoundItem& item) {
      if (grouped_node(item) != &info) return false;
      const BoundExpr& e = plan_.bound.exprs[item.value];
      return e.kind == BoundKind::kSlot || is_unique(graph_, label, e.name);
    });
  }

  std::string rarest_label(const NodeInfo& info) const {
    std::string best;
    double count = 0;
    for (const std::string& label : info.labels) {
      const double n = label_rows(label);
      if (best.empty() || n < count) {
        best = label;
        count = n;
      }
    }
    return best;
  }

  double label_rows(const std::string& label) const {
    const auto id = graph_.find_label(label);
    return id ? static_cast<double>(graph_.node_count(*id)) : 0.0;
  }

  double scan_rows(const NodeInfo& info) const {
    const std::string label = rarest_label(info);
    return label.empty() ? static_cast<double>(graph_.node_count()) : label_rows(label);
  }

  // Rows that one row becomes along the edge.
  double edge_cost(const Edge& edge, const std::set<Slot>& known_now) const {
    const auto is_known = [&](Slot s) { return !introduced_.contains(s) || known_now.contains(s); };
    const bool left = is_known(edge.left);
    const bool right = is_known(edge.right);
    const NodeInfo* from = info_of(left ? edge.left : edge.right);
    const NodeInfo* to = info_of(left ? edge.right : edge.left);
    double edges = relationships(edge.rel->types);
    if (edge.rel->arrow == Arrow::kBoth) edges *= 2;
    double fan = edges / std::max(1.0, from ? scan_rows(*from) : double(graph_.node_count()));
    if (edge.rel->variable_length) {
      const double hops = edge.rel->max_hops < 0 ? 8 : static_cast<double>(edge.rel->max_hops);
      fan = std::pow(std::max(fan, 1.0), std::min(hops, 8.0)) * 2;
    }
    if (left && right) return std::min(0.01, fan * 0.001);
    if (to) fan *= to->filtered ? 0.05 : to->share;
    return fan;
  }

  // Of the nodes that a scan meets.
  static double part_left(const NodeInfo& info) { return info.filtered ? 0.001 : info.share; }

  double relationships(const std::optional<LabelExpr>& types) const {
    const auto names = plain_types(types);
    if (!names) return static_cast<double>(graph_.relationship_count());
    double sum = 0;
    for (const std::string& name : *names) {
      if (const auto id = graph_.find_type(name)) sum += double(graph_.relationship_count(*id));
    }
    return sum;
  }

  const NodeInfo* info_of(Slot slot) const {
    for (const NodeInfo& info : nodes_) {
      if (info.slot == slot) return &info;
    }
    return nullptr;
  }

  // The rows handled when the part around `start` is expanded from it, greedily.
  double component_cost(const NodeInfo& start) const {
    double rows = std::max(1.0, scan_rows(start));
    double cost = rows * (start.filtered ? 0.1 : 1.0);  // a filter on a scan is cheap
    rows = std::max(1.0, rows * part_left(start));
    std::set<Slot> seen = known_;
    seen.insert(start.slot);
    std::vector<bool> used(edges_.size(), false);
    const auto is_known = [&](Slot s) { return !introduced_.contains(s) || seen.contains(s); };
    for (size_t round = 0; round < edges_.size() && round < 16; ++round) {
      size_t best = edges_.size();
      double best_fan = 0;
      for (size_t i = 0; i < edges_.size(); ++i) {
        const Edge& edge = edges_[i];
        if (used[i] || edge.done || (!is_known(edge.left) && !is_known(edge.right))) continue;
        const double fan = edge_cost(edge, seen);
        if (best == edges_.size() || fan < best_fan) {
          best = i;
          best_fan = fan;
        }
      }
      if (best == edges_.size()) break;
      used[best] = true;
      cost += rows * std::max(best_fan, 0.1);
      rows *= best_fan;
      seen.insert({edges_[best].left, edges_[best].right});
    }
    return cost;
  }

  void put_shortest() {
    for (const BoundPath& path : match_.paths) {
      if (path.kind == PathPattern::Kind::kPlain) continue;
      const BoundRel& rel = path.rels[0];
      Step step;
      step.kind = StepKind::kShortest;
      step.all_paths = path.kind == PathPattern::Kind::kAllShortest;
      step.from = path.nodes[0].slot;
      step.to = path.nodes[1].slot;
      step.rel = rel.slot;
      step.slot = path.path;
      step.each = rel.each;
      step.value = rel.where;
      step.properties = rel.properties;
      step.labels = rel.types;
      step.arrow = rel.arrow;
      step.min_hops = rel.variable_length ? rel.min_hops : 1;
      step.max_hops = rel.variable_length ? rel.max_hops : 1;
      step.distinct = !rel.variable_length;  // rel is one relationship, not a list
      out_.push_back(std::move(step));
      known_.insert(rel.slot);
      if (path.path != kNoSlot) known_.insert(path.path);
      put_conditions();
    }
  }

  void put_paths() {
    for (const BoundPath& path : match_.paths) {
      if (path.path == kNoSlot || path.kind != PathPattern::Kind::kPlain) continue;
      Step step;
      step.kind = StepKind::kPath;
      step.slot = path.path;
      for (size_t i = 0; i < path.nodes.size(); ++i) {
        step.slots.push_back(path.nodes[i].slot);
        if (i < path.rels.size()) step.slots.push_back(path.rels[i].slot);
      }
      out_.push_back(std::move(step));
      known_.insert(path.path);
    }
  }

  Plan& plan_;
  const Graph& graph_;
  const BoundMatch& match_;
  const BoundProjection* next_;  // what is done with the rows
  Pipeline out_;
  std::set<Slot> introduced_;
  std::set<Slot> known_;
  std::vector<Edge> edges_;
  std::vector<NodeInfo> nodes_;
  std::vector<Condition> conditions_;
  double rows_ = 1;  // expected so far, for each row at the start
};

}  // namespace

Pipeline Planner::plan_pattern(const BoundMatch& match, const BoundProjection* next) {
  return PatternPlanner(plan_, graph_, match, next).run();
}

}  // namespace hoego::query

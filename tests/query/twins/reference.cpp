// SPDX-License-Identifier: Apache-2.0
#include "tests/query/twins/reference.h"

#include <algorithm>
#include <functional>
#include <map>

#include "query/aggregate.h"
#include "query/error.h"
#include "query/functions.h"
#include "query/parse.h"
#include "query/semantics.h"

namespace hoego::query {
namespace {

using Row = std::map<std::string, Value, std::less<>>;
using Rows = std::vector<Row>;
// Texts of expressions whose value is known already: what a projection projected.
using Known = std::map<std::string, Value, std::less<>>;

constexpr size_t kMostRows = 2'000;

Ternary truth(const Value& v) {
  if (v.is_null()) return std::nullopt;
  if (v.is(ValueType::kBoolean)) return v.as_boolean();
  throw runtime_error("TypeError", "InvalidArgumentType", "no boolean");
}

bool same_row(const std::vector<Value>& a, const std::vector<Value>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), equivalent);
}

// What a pattern was matched with: for each path its nodes, and its relationships by element.
struct Match {
  struct PathMatch {
    std::vector<NodeId> nodes;             // of the node patterns
    std::vector<std::vector<RelId>> rels;  // of the relationship patterns
    Path path;                             // all of it
  };
  std::vector<PathMatch> paths;
  std::vector<RelId> used;
  Row row;
};

class Reference {
 public:
  Reference(const Statement& statement, const Graph& graph, size_t work)
      : statement_(statement), graph_(graph), work_(work), context_{graph, 0, 0, &random_} {}

  Table run() {
    Table table;
    const Rows rows = query(statement_.query, {Row{}}, table.columns);
    for (const Row& row : rows) {
      std::vector<Value> cells;
      for (const std::string& column : table.columns) cells.push_back(row.at(column));
      table.rows.push_back(std::move(cells));
    }
    return table;
  }

 private:
  // Clauses.

  Rows query(const Query& q, const Rows& input, std::vector<std::string>& columns) {
    Rows out = single(q.parts[0], input, columns);
    for (size_t i = 1; i < q.parts.size(); ++i) {
      Rows more = single(q.parts[i], input, columns);
      out.insert(out.end(), more.begin(), more.end());
      if (!q.all[i - 1]) out = distinct(out, columns);
      check_size(out);
    }
    return out;
  }

  Rows single(const SingleQuery& q, Rows rows, std::vector<std::string>& columns) {
    for (const Clause& c : q.clauses) {
      if (auto* m = std::get_if<MatchClause>(&c.content)) {
        rows = match(*m, rows);
      } else if (auto* u = std::get_if<UnwindClause>(&c.content)) {
        rows = unwind(*u, rows);
      } else if (auto* w = std::get_if<WithClause>(&c.content)) {
        rows = project(w->projection, w->where, rows, columns);
      } else if (auto* r = std::get_if<ReturnClause>(&c.content)) {
        rows = project(r->projection, kNoExpr, rows, columns);
      } else if (auto* s = std::get_if<CallSubquery>(&c.content)) {
        rows = call(*s, rows);
      } else {
        throw std::logic_error("a clause that the reference does not know");
      }
      check_size(rows);
    }
    return rows;
  }

  Rows match(const MatchClause& m, const Rows& rows) {
    Rows out;
    for (const Row& row : rows) {
      const size_t before = out.size();
      for_each_match(m.pattern, row, [&](const Row& found) {
        if (m.where != kNoExpr && truth(value(m.where, found)) != true) return;
        out.push_back(found);
        check_size(out);
      });
      if (m.optional && out.size() == before) out.push_back(with_nulls(m.pattern, row));
    }
    return out;
  }

  static Row with_nulls(const Pattern& pattern, Row row) {
    const auto add = [&](const std::optional<Name>& name) {
      if (name) row.emplace(name->text, Value::null());
    };
    for (const PathPattern& path : pattern) {
      add(path.variable);
      for (const NodePattern& n : path.nodes) add(n.variable);
      for (const RelPattern& r : path.rels) add(r.variable);
    }
    return row;
  }

  Rows unwind(const UnwindClause& u, const Rows& rows) {
    Rows out;
    for (const Row& row : rows) {
      const Value list = value(u.list, row);
      if (list.is_null()) continue;
      List items = list.is(ValueType::kList) ? list.as_list() : List{list};
      for (const Value& item : items) {
        out.push_back(row);
        out.back()[u.variable.text] = item;
        check_size(out);
      }
    }
    return out;
  }

  Rows call(const CallSubquery& c, const Rows& rows) {
    Rows out;
    for (const Row& row : rows) {
      Row input = c.imports ? Row{} : row;
      if (c.imports) {
        for (const Name& n : *c.imports) input[n.text] = row.at(n.text);
      }
      std::vector<std::string> columns;
      for (const Row& inner : query(*c.query, {input}, columns)) {
        out.push_back(row);
        for (const std::string& column : columns) out.back()[column] = inner.at(column);
      }
      check_size(out);
    }
    return out;
  }

  // A row of a projection: what it came from, what it shows, what is known by its text.
  struct Projected {
    Row before;
    Row after;
    Known known;
    std::vector<Value> sort_keys;
  };

  Rows project(const Projection& p, ExprId where, const Rows& rows,
               std::vector<std::string>& columns) {
    columns.clear();
    if (p.star && !rows.empty()) {
      for (const auto& entry : rows[0]) columns.push_back(entry.first);
    }
    for (const ProjectionItem& item : p.items) columns.push_back(column_name(item));
    const bool aggregating = std::any_of(p.items.begin(), p.items.end(), [&](const auto& item) {
      return has_aggregate(item.value);
    });
    std::vector<Projected> out = aggregating ? grouped(p, rows) : plain(p, rows);
    if (p.distinct) keep_distinct(out, columns);
    const bool open = !aggregating && !p.distinct;
    order_rows(p, open, out);
    cut(p, out);
    Rows result;
    for (Projected& row : out) {
      if (where != kNoExpr && truth(after_value(where, open, row)) != true) continue;
      result.push_back(std::move(row.after));
    }
    return result;
  }

  std::string column_name(const ProjectionItem& item) const {
    if (item.alias) return item.alias->text;
    const Expr& e = statement_.expr(item.value);
    std::string name = e.kind == ExprKind::kVariable ? e.name.text : item.text;
    while (name.ends_with(' ')) name.pop_back();
    return name;
  }

  std::vector<Projected> plain(const Projection& p, const Rows& rows) {
    std::vector<Projected> out;
    for (const Row& row : rows) {
      Projected projected{row, p.star ? row : Row{}, {}, {}};
      for (const ProjectionItem& item : p.items) {
        const Value v = value(item.value, row);
        projected.after[column_name(item)] = v;
        projected.known[unparse(statement_, item.value)] = v;
      }
      out.push_back(std::move(projected));
    }
    return out;
  }

  std::vector<Projected> grouped(const Projection& p, const Rows& rows) {
    struct Group {
      std::vector<Value> key;
      Rows rows;
    };
    std::vector<Group> groups;
    bool keyless = !p.star;
    for (const ProjectionItem& item : p.items) keyless = keyless && has_aggregate(item.value);
    for (const Row& row : rows) {
      std::vector<Value> key;
      if (p.star) {
        for (const auto& entry : row) key.push_back(entry.second);
      }
      for (const ProjectionItem& item : p.items) {
        if (!has_aggregate(item.value)) key.push_back(value(item.value, row));
      }
      auto found = std::find_if(groups.begin(), groups.end(), [&](const Group& g) {
        spend(1);
        return same_row(g.key, key);
      });
      if (found == groups.end()) found = groups.insert(groups.end(), Group{key, {}});
      found->rows.push_back(row);
    }
    if (keyless && groups.empty()) groups.push_back({});
    std::vector<Projected> out;
    for (const Group& g : groups) {
      const Row first = g.rows.empty() ? Row{} : g.rows[0];
      Projected projected{first, p.star ? first : Row{}, {}, {}};
      group_ = &g.rows;
      for (const ProjectionItem& item : p.items) {
        const Value v = value(item.value, first);
        projected.after[column_name(item)] = v;
        projected.known[unparse(statement_, item.value)] = v;
      }
      // ORDER BY may aggregate too.
      for (const SortItem& sort : p.order_by) {
        if (has_aggregate(sort.value)) {
          Row all = first;
          for (const auto& [name, v] : projected.after) all[name] = v;
          projected.known[unparse(statement_, sort.value)] = value(sort.value, all);
        }
      }
      group_ = nullptr;
      out.push_back(std::move(projected));
    }
    return out;
  }

  void keep_distinct(std::vector<Projected>& rows, const std::vector<std::string>& columns) {
    std::vector<Projected> out;
    for (Projected& row : rows) {
      const bool seen = std::any_of(out.begin(), out.end(), [&](const Projected& other) {
        spend(1);
        return std::all_of(columns.begin(), columns.end(), [&](const std::string& c) {
          return equivalent(row.after.at(c), other.after.at(c));
        });
      });
      if (!seen) out.push_back(std::move(row));
    }
    rows = std::move(out);
  }

  Rows distinct(const Rows& rows, const std::vector<std::string>& columns) {
    std::vector<Projected> all;
    for (const Row& row : rows) all.push_back({{}, row, {}, {}});
    keep_distinct(all, columns);
    Rows out;
    for (const Projected& row : all) out.push_back(row.after);
    return out;
  }

  // After a projection: old names are still visible where it neither groups nor makes distinct.
  Value after_value(ExprId id, bool open, const Projected& row) {
    Row scope = open ? row.before : Row{};
    for (const auto& [name, v] : row.after) scope[name] = v;
    const Known* outer = known_;
    if (!open) known_ = &row.known;
    Value v = value(id, scope);
    known_ = outer;
    return v;
  }

  void order_rows(const Projection& p, bool open, std::vector<Projected>& rows) {
    for (Projected& row : rows) {
      for (const SortItem& sort : p.order_by) {
        row.sort_keys.push_back(after_value(sort.value, open, row));
      }
    }
    std::stable_sort(rows.begin(), rows.end(), [&](const Projected& a, const Projected& b) {
      for (size_t i = 0; i < p.order_by.size(); ++i) {
        const int c = order(a.sort_keys[i], b.sort_keys[i]);
        if (c != 0) return p.order_by[i].descending ? c > 0 : c < 0;
      }
      return false;
    });
  }

  void cut(const Projection& p, std::vector<Projected>& rows) {
    const auto count = [&](ExprId id) {
      const Value v = value(id, {});
      if (!v.is(ValueType::kInteger) || v.as_integer() < 0) {
        throw runtime_error("SyntaxError", "NegativeIntegerArgument", "no row count");
      }
      return std::min(rows.size(), static_cast<size_t>(v.as_integer()));
    };
    if (p.skip != kNoExpr) {
      rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count(p.skip)));
    }
    if (p.limit != kNoExpr) rows.resize(count(p.limit));
  }

  // Patterns.

  // Calls `found` with the row of every match. Shapes, labels and types first; properties and
  // inner WHEREs when everything has its name.
  void for_each_match(const Pattern& pattern, const Row& row,
                      const std::function<void(const Row&)>& found) {
    Match match;
    match.row = row;
    match.paths.resize(pattern.size());
    match_paths(pattern, 0, match, [&](const Match& m) {
      if (conditions_hold(pattern, m)) found(m.row);
    });
  }

  using Continue = std::function<void(const Match&)>;

  void match_paths(const Pattern& pattern, size_t i, const Match& match, const Continue& next) {
    if (i == pattern.size()) return next(match);
    if (pattern[i].kind == PathPattern::Kind::kPlain) {
      return match_path(pattern, i, match,
                        [&](const Match& m) { match_paths(pattern, i + 1, m, next); });
    }
    for (const Match& m : shortest(pattern, i, match)) match_paths(pattern, i + 1, m, next);
  }

  void match_path(const Pattern& pattern, size_t i, const Match& match, const Continue& next) {
    for (NodeId n = 0; n < graph_.node_limit(); ++n) {
      Match m = match;
      m.paths[i].path.nodes = {n};
      if (graph_.node_alive(n) && take_node(pattern[i].nodes[0], n, i, m)) {
        match_rels(pattern[i], i, 0, m, next);
      }
    }
  }

  void match_rels(const PathPattern& path, size_t i, size_t k, const Match& match,
                  const Continue& next) {
    if (k == path.rels.size()) {
      Match m = match;
      if (!path.variable || take(*path.variable, Value::path(m.paths[i].path), m)) next(m);
      return;
    }
    const RelPattern& rel = path.rels[k];
    const auto arrive = [&](const Match& reached) {
      Match m = reached;
      const std::vector<RelId>& walked = m.paths[i].rels.back();
      if (rel.variable) {
        List list;
        for (RelId r : walked) list.push_back(Value::relationship(r));
        const Value v = rel.variable_length ? Value::list(list) : list[0];
        if (!take(*rel.variable, v, m)) return;
      }
      if (take_node(path.nodes[k + 1], m.paths[i].path.nodes.back(), i, m)) {
        match_rels(path, i, k + 1, m, next);
      }
    };
    const int64_t least = rel.variable_length ? rel.min_hops.value_or(1) : 1;
    const int64_t most = rel.variable_length ? rel.max_hops.value_or(1'000'000) : 1;
    Match m = match;
    m.paths[i].rels.emplace_back();
    walk(rel, i, least, most, m, arrive);
  }

  void walk(const RelPattern& rel, size_t i, int64_t least, int64_t most, const Match& match,
            const Continue& arrive) {
    spend(1);
    const auto hops = static_cast<int64_t>(match.paths[i].rels.back().size());
    if (hops >= least && hops <= most) arrive(match);
    if (hops >= most) return;
    const NodeId at = match.paths[i].path.nodes.back();
    for (RelId r = 0; r < graph_.relationship_limit(); ++r) {
      if (!graph_.relationship_alive(r)) continue;
      if (std::find(match.used.begin(), match.used.end(), r) != match.used.end()) continue;
      if (rel.types && !type_fits(*rel.types, r)) continue;
      const NodeId source = graph_.source(r);
      const NodeId target = graph_.target(r);
      const bool out = source == at && rel.arrow != Arrow::kLeft;
      const bool in = target == at && rel.arrow != Arrow::kRight;
      if (!out && !in) continue;
      Match m = match;
      m.used.push_back(r);
      m.paths[i].rels.back().push_back(r);
      m.paths[i].path.rels.push_back(r);
      m.paths[i].path.nodes.push_back(out ? target : source);
      walk(rel, i, least, most, m, arrive);
    }
  }

  // Of all ways between two nodes those with the fewest relationships.
  std::vector<Match> shortest(const Pattern& pattern, size_t i, const Match& match) {
    std::map<std::pair<NodeId, NodeId>, std::vector<Match>> ways;
    match_path(pattern, i, match, [&](const Match& m) {
      if (!path_conditions_hold(pattern[i], i, m)) return;
      const Path& path = m.paths[i].path;
      auto& best = ways[{path.nodes.front(), path.nodes.back()}];
      if (!best.empty() && best[0].paths[i].path.rels.size() > path.rels.size()) best.clear();
      if (best.empty() || best[0].paths[i].path.rels.size() == path.rels.size()) best.push_back(m);
    });
    std::vector<Match> out;
    for (auto& [ends, best] : ways) {
      if (pattern[i].kind == PathPattern::Kind::kShortest) best.resize(1);
      out.insert(out.end(), best.begin(), best.end());
    }
    return out;
  }

  // Gives the variable its value, or compares with the one that it has.
  bool take(const Name& name, const Value& v, Match& m) const {
    const auto [it, fresh] = m.row.emplace(name.text, v);
    if (fresh) return true;
    return it->second.type() == v.type() && equivalent(it->second, v);
  }

  bool take_node(const NodePattern& pattern, NodeId n, size_t i, Match& m) {
    spend(1);
    if (pattern.labels && !label_fits(*pattern.labels, n)) return false;
    m.paths[i].nodes.push_back(n);
    return !pattern.variable || take(*pattern.variable, Value::node(n), m);
  }

  bool conditions_hold(const Pattern& pattern, const Match& m) {
    for (size_t i = 0; i < pattern.size(); ++i) {
      if (!path_conditions_hold(pattern[i], i, m)) return false;
    }
    return true;
  }

  bool path_conditions_hold(const PathPattern& path, size_t i, const Match& m) {
    for (size_t k = 0; k < path.nodes.size(); ++k) {
      const NodePattern& n = path.nodes[k];
      if (!properties_fit(n.properties, Value::node(m.paths[i].nodes[k]), m.row)) return false;
      if (n.where != kNoExpr && truth(value(n.where, m.row)) != true) return false;
    }
    for (size_t k = 0; k < path.rels.size(); ++k) {
      const RelPattern& r = path.rels[k];
      for (RelId id : m.paths[i].rels[k]) {
        if (!properties_fit(r.properties, Value::relationship(id), m.row)) return false;
      }
      if (r.where != kNoExpr && truth(value(r.where, m.row)) != true) return false;
    }
    return true;
  }

  bool properties_fit(ExprId id, const Value& element, const Row& row) {
    if (id == kNoExpr) return true;
    const Value wanted = value(id, row);
    for (const auto& [key, v] : wanted.as_map()) {
      if (equals(property(graph_, element, key), v) != true) return false;
    }
    return true;
  }

  template <typename Has>
  static bool fits(const LabelExpr& e, const Has& has) {
    const auto child = [&](const LabelExpr& c) { return fits(c, has); };
    switch (e.kind) {
      case LabelExpr::Kind::kName:
        return has(e.name.text);
      case LabelExpr::Kind::kAnd:
        return std::all_of(e.children.begin(), e.children.end(), child);
      case LabelExpr::Kind::kOr:
        return std::any_of(e.children.begin(), e.children.end(), child);
      case LabelExpr::Kind::kNot:
        return !child(e.children[0]);
      case LabelExpr::Kind::kAny:
        return has("");
      default:
        throw std::logic_error("a label that the reference does not know");
    }
  }
  bool label_fits(const LabelExpr& e, NodeId n) const {
    return fits(e, [&](const std::string& name) {
      if (name.empty()) return !graph_.labels_of(n).empty();
      const auto id = graph_.find_label(name);
      return id && graph_.has_label(n, *id);
    });
  }
  bool type_fits(const LabelExpr& e, RelId r) const {
    return fits(e, [&](const std::string& name) {
      return name.empty() || graph_.type_name(graph_.type_of(r)) == name;
    });
  }

  // Expressions.

  Value value(ExprId id, const Row& row) {
    spend(1);
    if (id == kNoExpr) return {};
    const Expr& e = statement_.expr(id);
    if (known_ && !known_->empty()) {
      const auto it = known_->find(unparse(statement_, id));
      if (it != known_->end()) return it->second;
    }
    switch (e.kind) {
      case ExprKind::kLiteral:
        return e.literal;
      case ExprKind::kVariable:
        return row.at(e.name.text);
      case ExprKind::kList:
        return Value::list(values(e.args, row));
      case ExprKind::kMap:
        return map(e, row);
      case ExprKind::kProperty:
        return property(graph_, value(e.args[0], row), e.name.text);
      case ExprKind::kIndex:
        return index(graph_, value(e.args[0], row), value(e.args[1], row));
      case ExprKind::kSlice:
        return slice(value(e.args[0], row), value(e.args[1], row), value(e.args[2], row),
                     e.args[1] != kNoExpr, e.args[2] != kNoExpr);
      case ExprKind::kHasLabels:
        return has_labels(e, row);
      case ExprKind::kUnary:
        return unary(e, row);
      case ExprKind::kBinary:
        return binary(e, row);
      case ExprKind::kComparison:
        return comparison(e, row);
      case ExprKind::kIsNull:
        return Value::boolean(value(e.args[0], row).is_null());
      case ExprKind::kIsNotNull:
        return Value::boolean(!value(e.args[0], row).is_null());
      case ExprKind::kCall:
        return call(e, row);
      case ExprKind::kCountStar:
        return Value::integer(static_cast<int64_t>(group_->size()));
      case ExprKind::kCase:
        return case_of(e, row);
      case ExprKind::kListComprehension:
        return list_comprehension(e, row);
      case ExprKind::kPatternComprehension:
        return pattern_comprehension(e, row);
      case ExprKind::kQuantifier:
        return quantifier(e, row);
      case ExprKind::kReduce:
        return reduce(e, row);
      case ExprKind::kMapProjection:
        return map_projection(e, row);
      case ExprKind::kPattern:
      case ExprKind::kExists:
        return Value::boolean(subquery_rows(e, row, nullptr) > 0);
      case ExprKind::kCount:
        return Value::integer(subquery_rows(e, row, nullptr));
      case ExprKind::kCollect: {
        List list;
        subquery_rows(e, row, &list);
        return Value::list(std::move(list));
      }
      default:
        throw std::logic_error("an expression that the reference does not know");
    }
  }

  List values(const std::vector<ExprId>& ids, const Row& row) {
    List out;
    for (ExprId id : ids) out.push_back(value(id, row));
    return out;
  }

  Value map(const Expr& e, const Row& row) {
    Map entries;
    for (size_t i = 0; i < e.args.size(); ++i) {
      entries.emplace_back(e.names[i].text, value(e.args[i], row));
    }
    return Value::map(std::move(entries));
  }

  Value map_projection(const Expr& e, const Row& row) {
    const Value base = value(e.args[0], row);
    if (base.is_null()) return {};
    Map entries;
    for (const MapProjectionItem& item : e.projections) {
      switch (item.kind) {
        case MapProjectionItem::Kind::kProperty:
          entries.emplace_back(item.name.text, property(graph_, base, item.name.text));
          break;
        case MapProjectionItem::Kind::kEntry:
          entries.emplace_back(item.name.text, value(item.value, row));
          break;
        case MapProjectionItem::Kind::kVariable:
          entries.emplace_back(item.name.text, row.at(item.name.text));
          break;
        case MapProjectionItem::Kind::kAll:
          for (size_t k = 0; k < graph_.key_count(); ++k) {
            const std::string& key = graph_.key_name(static_cast<KeyId>(k));
            const Value v = property(graph_, base, key);
            if (!v.is_null()) entries.emplace_back(key, v);
          }
          break;
      }
    }
    return Value::map(std::move(entries));
  }

  Value has_labels(const Expr& e, const Row& row) {
    const Value v = value(e.args[0], row);
    if (v.is_null()) return {};
    if (v.is(ValueType::kRelationship)) {
      return Value::boolean(type_fits(*e.labels, v.as_relationship()));
    }
    return Value::boolean(label_fits(*e.labels, v.as_node()));
  }

  Value unary(const Expr& e, const Row& row) {
    const Value v = value(e.args[0], row);
    if (e.op == Op::kNegate) return negate(v);
    if (e.op == Op::kPlus) return v;
    const Ternary t = truth(v);
    return to_value(t ? Ternary(!*t) : t);
  }

  Value binary(const Expr& e, const Row& row) {
    const Value a = value(e.args[0], row);
    if (e.op != Op::kAnd && e.op != Op::kOr && e.op != Op::kXor) {
      return apply(e.op, a, value(e.args[1], row));
    }
    const bool decisive = e.op == Op::kOr;
    const Ternary left = truth(a);
    if (e.op != Op::kXor && left == decisive) return Value::boolean(decisive);
    const Ternary right = truth(value(e.args[1], row));
    if (e.op == Op::kXor) return to_value(left && right ? Ternary(*left != *right) : Ternary());
    if (right == decisive) return Value::boolean(decisive);
    return left && right ? Value::boolean(!decisive) : Value::null();
  }

  Value comparison(const Expr& e, const Row& row) {
    const List v = values(e.args, row);
    bool unknown = false;
    for (size_t i = 0; i < e.ops.size(); ++i) {
      const Ternary t = compare_with(e.ops[i], v[i], v[i + 1]);
      if (t == false) return Value::boolean(false);
      unknown = unknown || !t;
    }
    return unknown ? Value::null() : Value::boolean(true);
  }

  Value call(const Expr& e, const Row& row) {
    if (const Aggregate* a = find_aggregate(e.name.text)) return aggregate(*a, e);
    const Function* f = find_function(e.name.text);
    if (!f) throw std::logic_error("a function that the reference does not know");
    const List args = values(e.args, row);
    const bool any_null =
        std::any_of(args.begin(), args.end(), [](auto& v) { return v.is_null(); });
    if (f->null_in_null_out && any_null) return {};
    return f->call(context_, args);
  }

  Value aggregate(const Aggregate& a, const Expr& e) {
    const Rows* group = group_;
    if (!group) throw std::logic_error("an aggregate without a group");
    group_ = nullptr;
    const auto aggregator = a.start(e.distinct);
    for (const Row& row : *group) {
      const List args = values(e.args, row);
      aggregator->add(args[0], args.size() > 1 ? args[1] : Value::null());
    }
    group_ = group;
    return aggregator->result();
  }

  Value case_of(const Expr& e, const Row& row) {
    for (size_t i = 1; i + 1 < e.args.size(); i += 2) {
      const Value when = value(e.args[i], row);
      const bool hit =
          e.args[0] == kNoExpr ? truth(when) == true : equals(value(e.args[0], row), when) == true;
      if (hit) return value(e.args[i + 1], row);
    }
    return value(e.args.back(), row);
  }

  Value list_comprehension(const Expr& e, Row row) {
    const Value list = value(e.args[0], row);
    if (list.is_null()) return {};
    List out;
    for (const Value& item : list.as_list()) {
      row[e.variable.text] = item;
      if (e.args[1] != kNoExpr && truth(value(e.args[1], row)) != true) continue;
      out.push_back(e.args[2] == kNoExpr ? item : value(e.args[2], row));
    }
    return Value::list(std::move(out));
  }

  Value pattern_comprehension(const Expr& e, const Row& row) {
    List out;
    for_each_match(e.pattern, row, [&](const Row& found) {
      if (e.args[1] != kNoExpr && truth(value(e.args[1], found)) != true) return;
      out.push_back(value(e.args[2], found));
    });
    return Value::list(std::move(out));
  }

  Value quantifier(const Expr& e, Row row) {
    const Value list = value(e.args[0], row);
    if (list.is_null()) return {};
    int yes = 0;
    int unknown = 0;
    const auto total = static_cast<int>(list.as_list().size());
    for (const Value& item : list.as_list()) {
      row[e.variable.text] = item;
      const Ternary t = truth(value(e.args[1], row));
      yes += t == true;
      unknown += !t;
    }
    const int no = total - yes - unknown;
    const auto answer = [](bool certain_true, bool certain_false) {
      return certain_true    ? Value::boolean(true)
             : certain_false ? Value::boolean(false)
                             : Value::null();
    };
    if (e.name.text == "all") return answer(yes == total, no > 0);
    if (e.name.text == "any") return answer(yes > 0, no == total);
    if (e.name.text == "none") return answer(no == total, yes > 0);
    return answer(yes == 1 && unknown == 0, yes > 1 || (yes == 0 && unknown == 0));
  }

  Value reduce(const Expr& e, Row row) {
    const Value list = value(e.args[1], row);
    Value result = value(e.args[0], row);
    if (list.is_null()) return {};
    for (const Value& item : list.as_list()) {
      row[e.accumulator.text] = result;
      row[e.variable.text] = item;
      result = value(e.args[2], row);
    }
    return result;
  }

  // How many rows an inner query or pattern has; with `cells` also the values of its only column.
  int64_t subquery_rows(const Expr& e, const Row& row, List* cells) {
    const Rows* group = group_;
    const Known* known = known_;
    group_ = nullptr;
    known_ = nullptr;
    int64_t count = 0;
    if (e.subquery) {
      std::vector<std::string> columns;
      const Rows rows = query(*e.subquery, {row}, columns);
      count = static_cast<int64_t>(rows.size());
      for (size_t i = 0; cells && i < rows.size(); ++i) cells->push_back(rows[i].at(columns[0]));
    } else {
      for_each_match(e.pattern, row, [&](const Row& found) {
        count += e.args.empty() || e.args[0] == kNoExpr || truth(value(e.args[0], found)) == true;
      });
    }
    group_ = group;
    known_ = known;
    return count;
  }

  bool has_aggregate(ExprId id) const {
    if (id == kNoExpr) return false;
    const Expr& e = statement_.expr(id);
    if (e.kind == ExprKind::kCountStar) return true;
    if (e.kind == ExprKind::kCall && find_aggregate(e.name.text)) return true;
    if (std::any_of(e.args.begin(), e.args.end(), [&](ExprId a) { return has_aggregate(a); })) {
      return true;
    }
    return std::any_of(e.projections.begin(), e.projections.end(),
                       [&](const MapProjectionItem& item) { return has_aggregate(item.value); });
  }

  void spend(size_t amount) {
    if (work_ < amount) throw TooMuchWork("too many steps");
    work_ -= amount;
  }
  static void check_size(const Rows& rows) {
    if (rows.size() > kMostRows) throw TooMuchWork("too many rows");
  }

  const Statement& statement_;
  const Graph& graph_;
  size_t work_;
  uint64_t random_ = 1;
  FunctionContext context_;
  const Rows* group_ = nullptr;  // of the aggregates of the projection at work
  const Known* known_ = nullptr;
};

}  // namespace

Table reference(const Statement& statement, const Graph& graph, size_t work) {
  return Reference(statement, graph, work).run();
}

}  // namespace hoego::query

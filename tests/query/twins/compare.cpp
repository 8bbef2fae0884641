// SPDX-License-Identifier: Apache-2.0
#include "tests/query/twins/compare.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "query/parse.h"
#include "query/query.h"
#include "query/rewrite.h"
#include "query/semantics.h"
#include "tests/query/tree_text.h"
#include "tests/query/twins/reference.h"

namespace hoego::query {
namespace {

using Cells = std::vector<Value>;

// The order of a collected list is the engine's own: such lists are compared as bags.
Value as_bag(const Value& v) {
  if (!v.is(ValueType::kList)) return v;
  List items;
  for (const Value& item : v.as_list()) items.push_back(as_bag(item));
  std::sort(items.begin(), items.end(),
            [](const Value& a, const Value& b) { return order(a, b) < 0; });
  return Value::list(std::move(items));
}

// Equivalent, but for the last digits of sums that were added up in another order.
bool near(const Value& a, const Value& b) {
  if (equivalent(a, b)) return true;
  if (!a.is_number() || !b.is_number()) return false;
  const double x = a.as_number();
  const double y = b.as_number();
  return std::abs(x - y) <= 1e-9 * std::max({1.0, std::abs(x), std::abs(y)});
}

bool row_less(const Cells& a, const Cells& b) {
  for (size_t i = 0; i < a.size(); ++i) {
    const int c = order(a[i], b[i]);
    if (c != 0) return c < 0;
  }
  return false;
}

struct Outcome {
  Table table;
  std::optional<std::string> error;
};

Outcome outcome_of(const std::function<Table()>& run) {
  try {
    return {run(), std::nullopt};
  } catch (const QueryError& e) {
    if (e.phase() == Phase::kCompile) throw;
    return {{}, e.type()};
  }
}

// Whether every column of the result is sorted by: then the order of rows is fixed.
bool totally_ordered(const Statement& statement, size_t columns) {
  if (statement.query.parts.size() != 1) return false;
  const auto* last = std::get_if<ReturnClause>(&statement.query.parts[0].clauses.back().content);
  if (last == nullptr || last->projection.star) return false;
  const auto& keys = last->projection.order_by;
  return keys.size() == columns && std::all_of(keys.begin(), keys.end(), [&](const SortItem& key) {
           return statement.expr(key.value).kind == ExprKind::kVariable;
         });
}

bool collects(const Statement& statement) {
  return std::any_of(statement.exprs.begin(), statement.exprs.end(), [](const Expr& e) {
    return e.kind == ExprKind::kCollect || e.kind == ExprKind::kPatternComprehension ||
           (e.kind == ExprKind::kCall && e.name.text == "collect");
  });
}

std::string text_of(const Graph& graph, const Outcome& outcome) {
  if (outcome.error) return "  " + *outcome.error + "\n";
  std::string out;
  for (const Cells& row : outcome.table.rows) {
    out += "  ";
    for (const Value& v : row) out += to_text(graph, v) + " | ";
    out += "\n";
  }
  return out;
}

bool same(Outcome a, Outcome b, bool ordered, bool bags) {
  if (a.error || b.error) return a.error.has_value() == b.error.has_value();
  if (a.table.rows.size() != b.table.rows.size()) return false;
  if (!a.table.rows.empty() && a.table.columns != b.table.columns) return false;
  for (Table* table : {&a.table, &b.table}) {
    for (Cells& row : table->rows) {
      for (Value& v : row) v = bags ? as_bag(v) : v;
    }
    if (!ordered) std::sort(table->rows.begin(), table->rows.end(), row_less);
  }
  for (size_t i = 0; i < a.table.rows.size(); ++i) {
    const Cells& x = a.table.rows[i];
    if (!std::equal(x.begin(), x.end(), b.table.rows[i].begin(), b.table.rows[i].end(), near)) {
      return false;
    }
  }
  return true;
}

Verdict compare_checked(const std::string& query, Graph& graph) {
  const Statement statement = parse(query);
  const std::string canonical = unparse(statement);
  if (tree_text(parse(canonical)) != tree_text(statement)) {
    return {Verdict::Kind::kDifferent, "unparse: " + canonical + "\n", 0};
  }
  Options plain;
  plain.rewrites = false;
  const Outcome fast = outcome_of([&] { return Session(graph).run(query); });
  const Outcome slow = outcome_of([&] { return Session(graph, plain).run(query); });
  Options threads;
  threads.threads = 3;
  threads.parallel_after = {};
  const Outcome many = outcome_of([&] { return Session(graph, threads).run(query); });
  const Outcome wanted = outcome_of([&] { return reference(statement, graph); });
  const bool ordered = totally_ordered(statement, fast.table.columns.size());
  const bool bags = collects(statement);
  for (const Rewrite& rewrite : rewrites()) {
    Options without;
    without.disabled_rewrites = {rewrite.name};
    const Outcome one = outcome_of([&] { return Session(graph, without).run(query); });
    if (same(wanted, one, ordered, bags)) continue;
    return {Verdict::Kind::kDifferent,
            "reference:\n" + text_of(graph, wanted) + "without " + rewrite.name + ":\n" +
                text_of(graph, one),
            0};
  }
  const bool fast_same = same(wanted, fast, ordered, bags);
  const bool slow_same = same(wanted, slow, ordered, bags);
  if (fast_same && slow_same && same(wanted, many, ordered, bags)) {
    return {Verdict::Kind::kSame, {}, wanted.table.rows.size()};
  }
  return {Verdict::Kind::kDifferent,
          "reference:\n" + text_of(graph, wanted) +
              (!fast_same   ? "with rewrites:\n" + text_of(graph, fast)
               : !slow_same ? "without rewrites:\n" + text_of(graph, slow)
                            : "with three threads:\n" + text_of(graph, many)),
          0};
}

// Minimising: every way to leave out one part of a tree.

class Smaller {
 public:
  explicit Smaller(const Statement& statement) : original_(statement) {}

  std::vector<Statement> all() {
    for (size_t i = 0; i < original_.query.parts.size(); ++i) part(i);
    for (ExprId id = 0; id < original_.exprs.size(); ++id) expression(id);
    return std::move(out_);
  }

 private:
  template <typename F>
  void add(F&& change) {
    Statement copy = original_;
    change(copy);
    out_.push_back(std::move(copy));
  }

  void part(size_t i) {
    if (original_.query.parts.size() > 1) {
      add([&](Statement& s) {
        s.query.parts.erase(s.query.parts.begin() + static_cast<std::ptrdiff_t>(i));
        s.query.all.pop_back();
      });
    }
    for (size_t k = 0; k < original_.query.parts[i].clauses.size(); ++k) clause(i, k);
  }

  void clause(size_t i, size_t k) {
    const auto clauses = [i](Statement& s) -> std::vector<Clause>& {
      return s.query.parts[i].clauses;
    };
    add([&](Statement& s) {
      clauses(s).erase(clauses(s).begin() + static_cast<std::ptrdiff_t>(k));
    });
    const auto& content = original_.query.parts[i].clauses[k].content;
    if (auto* m = std::get_if<MatchClause>(&content)) {
      const auto target = [&](Statement& s) -> MatchClause& {
        return std::get<MatchClause>(clauses(s)[k].content);
      };
      if (m->where != kNoExpr) add([&](Statement& s) { target(s).where = kNoExpr; });
      if (m->optional) add([&](Statement& s) { target(s).optional = false; });
      pattern(m->pattern, [&](Statement& s) -> Pattern& { return target(s).pattern; });
    } else if (auto* w = std::get_if<WithClause>(&content)) {
      const auto target = [&](Statement& s) -> WithClause& {
        return std::get<WithClause>(clauses(s)[k].content);
      };
      if (w->where != kNoExpr) add([&](Statement& s) { target(s).where = kNoExpr; });
      projection(w->projection, [&](Statement& s) -> Projection& { return target(s).projection; });
    } else if (auto* r = std::get_if<ReturnClause>(&content)) {
      projection(r->projection, [&](Statement& s) -> Projection& {
        return std::get<ReturnClause>(clauses(s)[k].content).projection;
      });
    }
  }

  template <typename Target>
  void projection(const Projection& p, const Target& target) {
    const bool cuts = p.skip != kNoExpr || p.limit != kNoExpr;
    if (cuts) {
      add([&](Statement& s) { target(s).skip = target(s).limit = kNoExpr; });
      if (p.skip != kNoExpr) add([&](Statement& s) { target(s).skip = kNoExpr; });
    }
    if (!p.order_by.empty() && !cuts) add([&](Statement& s) { target(s).order_by.clear(); });
    if (p.distinct) add([&](Statement& s) { target(s).distinct = false; });
    if (cuts) return;  // with an item less the order is no longer total
    for (size_t i = 0; p.items.size() > 1 && i < p.items.size(); ++i) {
      add([&](Statement& s) {
        auto& items = target(s).items;
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
      });
    }
  }

  template <typename Target>
  void pattern(const Pattern& p, const Target& target) {
    for (size_t i = 0; i < p.size(); ++i) {
      if (p.size() > 1) {
        add([&](Statement& s) {
          target(s).erase(target(s).begin() + static_cast<std::ptrdiff_t>(i));
        });
      }
      if (!p[i].rels.empty() && p[i].kind == PathPattern::Kind::kPlain) {
        add([&](Statement& s) {
          target(s)[i].rels.pop_back();
          target(s)[i].nodes.pop_back();
        });
        add([&](Statement& s) {
          target(s)[i].rels.erase(target(s)[i].rels.begin());
          target(s)[i].nodes.erase(target(s)[i].nodes.begin());
        });
      }
      if (p[i].variable) add([&](Statement& s) { target(s)[i].variable.reset(); });
      for (size_t k = 0; k < p[i].nodes.size(); ++k) {
        element(p[i].nodes[k], [&](Statement& s) -> NodePattern& { return target(s)[i].nodes[k]; });
        if (p[i].nodes[k].labels) add([&](Statement& s) { target(s)[i].nodes[k].labels.reset(); });
      }
      for (size_t k = 0; k < p[i].rels.size(); ++k) {
        const auto rel = [&](Statement& s) -> RelPattern& { return target(s)[i].rels[k]; };
        element(p[i].rels[k], rel);
        if (p[i].rels[k].types) add([&](Statement& s) { rel(s).types.reset(); });
        if (p[i].rels[k].variable_length) {
          add([&](Statement& s) {
            rel(s).variable_length = false;
            rel(s).min_hops.reset();
            rel(s).max_hops.reset();
          });
        }
      }
    }
  }

  template <typename Element, typename Target>
  void element(const Element& e, const Target& target) {
    if (e.variable) add([&](Statement& s) { target(s).variable.reset(); });
    if (e.properties != kNoExpr) add([&](Statement& s) { target(s).properties = kNoExpr; });
  }

  void expression(ExprId id) {
    const Expr& e = original_.expr(id);
    if (e.kind == ExprKind::kLiteral || e.kind == ExprKind::kVariable) return;
    for (ExprId arg : e.args) {
      if (arg != kNoExpr) add([&](Statement& s) { s.exprs[id] = Expr(s.exprs[arg]); });
    }
    if (e.kind == ExprKind::kMap) return;  // of a pattern, most often
    for (const Value& v : {Value::integer(1), Value::boolean(true), Value::null()}) {
      add([&](Statement& s) {
        s.exprs[id] = Expr{};
        s.exprs[id].literal = v;
      });
    }
  }

  const Statement& original_;
  std::vector<Statement> out_;
};

}  // namespace

Verdict compare(const std::string& query, Graph& graph) {
  try {
    return compare_checked(query, graph);
  } catch (const QueryError& e) {
    return {Verdict::Kind::kRefused, e.type() + ": " + e.what(), 0};
  } catch (const TooMuchWork& e) {
    return {Verdict::Kind::kSkipped, e.what(), 0};
  }
}

std::string minimise(const std::string& query, Graph& graph) {
  std::string best = query;
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (const Statement& candidate : Smaller(parse(best)).all()) {
      std::string text;
      try {
        text = unparse(candidate);
        if (text.size() >= best.size()) continue;
        if (compare(text, graph).kind != Verdict::Kind::kDifferent) continue;
      } catch (const std::exception&) {
        continue;  // left out what another part needs
      }
      best = text;
      smaller = true;
      break;
    }
  }
  return best;
}

}  // namespace hoego::query

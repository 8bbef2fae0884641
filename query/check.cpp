// SPDX-License-Identifier: Apache-2.0
// The checks of composition. Recursion is bounded by the depth of the grammar (kMaxDepth, and
// kMaxHeight of an expression).
#include "query/check.h"

#include <cctype>
#include <string>

#include "base/messages.h"
#include "base/overloaded.h"
#include "query/error.h"

namespace hoego::query {

namespace {

enum class Place { kStatement, kSubquery, kCall };

// How a pattern is used.
enum class Use { kMatch, kCreate, kMerge };

bool is_updating(const Clause& clause) {
  return std::visit(
      Overloaded{[](const CreateClause&) { return true; }, [](const MergeClause&) { return true; },
                 [](const SetClause&) { return true; }, [](const RemoveClause&) { return true; },
                 [](const DeleteClause&) { return true; },
                 [](const ForeachClause&) { return true; }, [](const auto&) { return false; }},
      clause.content);
}

bool is_reading(const Clause& clause) {
  return std::holds_alternative<MatchClause>(clause.content) ||
         std::holds_alternative<UnwindClause>(clause.content) ||
         std::holds_alternative<CallClause>(clause.content);
}

Span span_of(const Clause& clause) {
  return std::visit([](const auto& c) { return c.span; }, clause.content);
}

const char* name_of(const Clause& clause) {
  constexpr const char* kNames[] = {"MATCH", "UNWIND", "WITH",   "RETURN", "CREATE", "MERGE",
                                    "SET",   "REMOVE", "DELETE", "CALL",   "CALL",   "FOREACH"};
  return kNames[clause.content.index()];
}

Span first_word(const Clause& clause) {
  Span span = span_of(clause);
  return {span.begin, span.begin + static_cast<uint32_t>(std::string_view(name_of(clause)).size())};
}

class Checker {
 public:
  explicit Checker(const Statement& statement) : statement_(statement) {}

  void query(const Query& q, Place place) {
    unions(q);
    for (const SingleQuery& part : q.parts) single(part, place, q.parts.size() == 1);
  }

 private:
  [[noreturn]] static void composition(Span span, const std::string& message, std::string hint) {
    throw syntax_error("InvalidClauseComposition", message, span, std::move(hint));
  }

  void unions(const Query& q) const {
    for (size_t i = 1; i < q.all.size(); ++i) {
      if (q.all[i] == q.all[0]) continue;
      composition(q.parts[i + 1].span, say("UNION and UNION ALL cannot be mixed in one query"),
                  say("use one of the two throughout"));
    }
  }

  void single(const SingleQuery& part, Place place, bool alone) {
    order(part);
    ending(part, place);
    bool standalone = alone && place == Place::kStatement && part.clauses.size() == 1;
    for (const Clause& clause : part.clauses) {
      if (place == Place::kSubquery) no_update(clause);
      std::visit([&](const auto& c) { content(c, standalone); }, clause.content);
    }
  }

  void order(const SingleQuery& part) const {
    bool updated = false;
    for (size_t i = 0; i < part.clauses.size(); ++i) {
      const Clause& clause = part.clauses[i];
      if (std::holds_alternative<ReturnClause>(clause.content) && i + 1 < part.clauses.size()) {
        composition(first_word(part.clauses[i + 1]),
                    say("RETURN ends a query; {} cannot follow it", name_of(part.clauses[i + 1])),
                    say("use WITH to go on with the rows, or `;` between two statements"));
      }
      if (updated && is_reading(clause)) {
        composition(
            first_word(clause),
            say("{} cannot follow {} directly", name_of(clause), name_of(part.clauses[i - 1])),
            say("put WITH * between what writes and what reads"));
      }
      updated =
          is_updating(clause) || (updated && !std::holds_alternative<WithClause>(clause.content));
    }
  }

  void ending(const SingleQuery& part, Place place) const {
    const Clause& last = part.clauses.back();
    bool complete =
        is_updating(last) || std::holds_alternative<ReturnClause>(last.content) ||
        std::holds_alternative<CallSubquery>(last.content) ||
        std::holds_alternative<CallClause>(last.content) ||
        (place == Place::kSubquery && std::holds_alternative<MatchClause>(last.content));
    if (complete) return;
    composition(first_word(last), say("a query cannot end with {}", name_of(last)),
                say("add RETURN to say what to show"));
  }

  static void no_update(const Clause& clause) {
    if (!is_updating(clause)) return;
    composition(first_word(clause),
                say("{} cannot stand in a subquery that is a value", name_of(clause)),
                say("EXISTS, COUNT and COLLECT only read"));
  }

  // Clauses.
  void content(const MatchClause& c, bool) {
    pattern(c.pattern, Use::kMatch);
    predicate(c.where);
  }
  void content(const UnwindClause& c, bool) { value(c.list); }
  void content(const WithClause& c, bool) {
    projection(c.projection);
    predicate(c.where);
  }
  void content(const ReturnClause& c, bool) { projection(c.projection); }
  void content(const CreateClause& c, bool) { pattern(c.pattern, Use::kCreate); }
  void content(const MergeClause& c, bool) {
    path(c.pattern, Use::kMerge);
    set_items(c.on_create);
    set_items(c.on_match);
  }
  void content(const SetClause& c, bool) { set_items(c.items); }
  void content(const RemoveClause& c, bool) {
    for (const RemoveItem& item : c.items) {
      if (!item.property)
        variable_of(item.target, say("REMOVE takes labels from a variable or a property of one"));
      for (const LabelExpr& label : item.labels) only_names(label);
      value(item.target);
    }
  }
  void content(const DeleteClause& c, bool) {
    for (ExprId id : c.values) value(id);
  }
  void content(const CallClause& c, bool standalone) {
    if (c.yield_all && !standalone) {
      throw syntax_error("UnexpectedSyntax", say("YIELD * is only for a CALL that stands alone"),
                         c.span, say("name the columns: YIELD a, b"));
    }
    if (c.implicit_arguments && !standalone) {
      throw syntax_error("InvalidArgumentPassingMode",
                         say("`{}` needs its arguments in parentheses here", c.procedure.text),
                         c.procedure.span,
                         say("only a CALL that stands alone takes them from $parameters"));
    }
    for (ExprId id : c.args) value(id);
    predicate(c.where);
  }
  void content(const CallSubquery& c, bool) { query(*c.query, Place::kCall); }
  void content(const ForeachClause& c, bool) {
    value(c.list);
    for (const Clause& clause : c.body) {
      if (!is_updating(clause)) {
        composition(first_word(clause), say("{} cannot stand in FOREACH", name_of(clause)),
                    say("FOREACH only writes; use UNWIND to read for each element"));
      }
      std::visit([&](const auto& inner) { content(inner, false); }, clause.content);
    }
  }

  void projection(const Projection& p) {
    for (const ProjectionItem& item : p.items) value(item.value);
    for (const SortItem& item : p.order_by) value(item.value);
    value(p.skip);
    value(p.limit);
  }
  void set_items(const std::vector<SetItem>& items) {
    for (const SetItem& item : items) {
      bool property = item.kind == SetItem::Kind::kProperty;
      if (!property) variable_of(item.target, say("SET changes a variable or a property of one"));
      for (const LabelExpr& label : item.labels) only_names(label);
      value(item.target);
      value(item.value);
    }
  }

  void variable_of(ExprId id, const std::string& message) const {
    const Expr& expr = statement_.expr(id);
    if (expr.kind == ExprKind::kVariable) return;
    throw syntax_error("UnexpectedSyntax", message, expr.span,
                       say("name the node or relationship in MATCH or WITH first"));
  }

  // Patterns.
  void pattern(const Pattern& p, Use use) {
    for (const PathPattern& one : p) path(one, use);
  }
  void path(const PathPattern& p, Use use) {
    if (use != Use::kMatch && p.kind != PathPattern::Kind::kPlain) {
      throw syntax_error("UnexpectedSyntax", say("a shortest path can be found, not created"),
                         p.span);
    }
    for (const NodePattern& node : p.nodes) {
      properties(node.properties, use);
      predicate_in_pattern(node.where, use);
      if (use != Use::kMatch && node.labels) only_names(*node.labels);
    }
    for (const RelPattern& rel : p.rels) {
      properties(rel.properties, use);
      predicate_in_pattern(rel.where, use);
      if (use != Use::kMatch) created(rel, use);
    }
  }
  void properties(ExprId id, Use use) {
    if (id == kNoExpr) return;
    const Expr& expr = statement_.expr(id);
    if (expr.kind == ExprKind::kParameter && use != Use::kCreate) {
      throw syntax_error("InvalidParameterUse",
                         say("a parameter cannot stand for all properties in {}",
                             (use == Use::kMatch ? "MATCH" : "MERGE")),
                         expr.span, say("name the properties: {id: ${}.id}", expr.name.text));
    }
    value(id);
  }
  void predicate_in_pattern(ExprId id, Use use) {
    if (id != kNoExpr && use != Use::kMatch) {
      throw syntax_error("UnexpectedSyntax",
                         say("WHERE has no meaning in a pattern that is created"),
                         statement_.expr(id).span);
    }
    predicate(id);
  }
  // A name, or a parameter that stands for all of its names.
  static bool is_certain(const LabelExpr& label) {
    return label.kind == LabelExpr::Kind::kName ||
           (label.kind == LabelExpr::Kind::kParameter && !label.any);
  }
  static void only_names(const LabelExpr& labels) {
    using Kind = LabelExpr::Kind;
    if (is_certain(labels)) return;
    if (labels.kind != Kind::kAnd) {
      throw syntax_error("UnexpectedSyntax",
                         say("a node is created with labels, not with a choice"), labels.span,
                         say("write (:A:B) or (:A&B)"));
    }
    for (const LabelExpr& child : labels.children) only_names(child);
  }
  static void created(const RelPattern& rel, Use use) {
    bool create = use == Use::kCreate;
    if (rel.variable_length) {
      throw syntax_error("CreatingVarLength",
                         create ? say("a path of variable length cannot be created")
                                : say("a path of variable length cannot be merged"),
                         rel.span, say("write each relationship of the path"));
    }
    bool single = rel.types && is_certain(*rel.types);
    bool may_be_bound = rel.variable && !rel.types;  // the binder knows better
    if (!single && !may_be_bound) {
      throw syntax_error("NoSingleRelationshipType",
                         create ? say("a relationship is created with exactly one type")
                                : say("a relationship is merged with exactly one type"),
                         rel.span, say("write -[:TYPE]->"));
    }
    if (create && rel.arrow == Arrow::kBoth) {
      throw syntax_error("RequiresDirectedRelationship",
                         say("a relationship is created in one direction"), rel.span,
                         say("write -[:TYPE]-> or <-[:TYPE]-"));
    }
  }

  // Expressions: `predicate` where truth is asked for, so that a pattern may stand there; `value`
  // elsewhere.
  void predicate(ExprId id) { expression(id, true); }
  void value(ExprId id) { expression(id, false); }

  void expression(ExprId id, bool truth) {
    if (id == kNoExpr) return;
    const Expr& expr = statement_.expr(id);
    switch (expr.kind) {
      case ExprKind::kPattern:
        return pattern_value(expr, truth);
      case ExprKind::kUnary:
      case ExprKind::kBinary:
        return arguments(expr, expr.op == Op::kNot || expr.op == Op::kAnd || expr.op == Op::kOr ||
                                   expr.op == Op::kXor);
      case ExprKind::kCall:
        return arguments(expr, takes_pattern(expr.name.text));
      case ExprKind::kCase:
        return conditional(expr);
      case ExprKind::kListComprehension:
      case ExprKind::kQuantifier:
        value(expr.args[0]);
        predicate(expr.args[1]);
        return expr.args.size() > 2 ? value(expr.args[2]) : void();
      case ExprKind::kPatternComprehension:
        pattern(expr.pattern, Use::kMatch);
        predicate(expr.args[1]);
        return value(expr.args[2]);
      case ExprKind::kMapProjection:
        for (const MapProjectionItem& item : expr.projections) value(item.value);
        return arguments(expr, false);
      case ExprKind::kExists:
      case ExprKind::kCount:
      case ExprKind::kCollect:
        return subquery(expr);
      default:
        return arguments(expr, false);
    }
  }
  void arguments(const Expr& expr, bool truth) {
    for (ExprId id : expr.args) expression(id, truth);
  }
  void pattern_value(const Expr& expr, bool truth) {
    if (!truth && expr.pattern[0].kind == PathPattern::Kind::kPlain) {
      throw syntax_error(
          "UnexpectedSyntax", say("a pattern is a condition, not a value"), expr.span,
          say("use EXISTS {...} or COUNT {...}, or collect paths with [p = (a)-->(b) | p]"));
    }
    pattern(expr.pattern, Use::kMatch);
  }
  void conditional(const Expr& expr) {
    size_t whens_end = expr.args.size() - 1;
    bool subject = expr.args[0] != kNoExpr;
    value(expr.args[0]);
    for (size_t i = 1; i < whens_end; i += 2) {
      expression(expr.args[i], !subject);
      value(expr.args[i + 1]);
    }
    value(expr.args[whens_end]);
  }
  void subquery(const Expr& expr) {
    pattern(expr.pattern, Use::kMatch);
    for (ExprId id : expr.args) predicate(id);
    if (expr.kind == ExprKind::kCollect) collected(expr);
    if (expr.subquery) query(*expr.subquery, Place::kSubquery);
  }
  static void collected(const Expr& expr) {
    bool returns = expr.subquery != nullptr;
    if (returns) {
      for (const SingleQuery& part : expr.subquery->parts) {
        returns &= std::holds_alternative<ReturnClause>(part.clauses.back().content);
      }
    }
    if (returns) return;
    composition(expr.span, say("COLLECT needs a query that returns one column"),
                say("write COLLECT { MATCH (n) RETURN n.name }"));
  }
  static bool takes_pattern(std::string_view name) {
    auto is = [&](std::string_view lower) {
      return name.size() == lower.size() &&
             std::equal(name.begin(), name.end(), lower.begin(), [](char a, char b) {
               return std::tolower(static_cast<unsigned char>(a)) == b;
             });
    };
    return is("exists");
  }

  const Statement& statement_;
};

}  // namespace

void check(const Statement& statement) {
  Checker(statement).query(statement.query, Place::kStatement);
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Binding of expressions that bind names of their own: comprehensions, quantifiers, reduce, map
// projections, patterns and subqueries.
#include "base/messages.h"
#include "query/binder.h"

namespace hoego::query {

namespace {

using K = Type::Kind;

}  // namespace

// List comprehensions and quantifiers.
BoundId Binder::bind_comprehension(const Expr& e) {
  const bool quantifier = e.kind == ExprKind::kQuantifier;
  BoundExpr out{quantifier ? BoundKind::kQuantifier : BoundKind::kListComprehension,
                e.span,
                {quantifier ? K::kBoolean : K::kList}};
  if (quantifier) out.name = lower(e.name.text);
  const BoundId list = bind_expr(e.args[0]);
  require(list, K::kList,
          quantifier ? std::string_view(e.name.text) : wording("a list comprehension"));
  Type element;
  if (type_of(list).kind == K::kList) element.kind = type_of(list).element;
  out.slot = new_slot(e.variable.text, element);
  locals_.emplace_back(e.variable.text, Variable{out.slot, element});
  out.args.push_back(list);
  out.args.push_back(e.args.size() > 1 && e.args[1] != kNoExpr ? bind_predicate(e.args[1])
                                                               : kNoBound);
  if (!quantifier) {
    out.args.push_back(e.args.size() > 2 && e.args[2] != kNoExpr ? bind_expr(e.args[2]) : kNoBound);
    out.type.element = out.args[2] == kNoBound ? element.kind : type_of(out.args[2]).kind;
  }
  locals_.pop_back();
  return add(std::move(out));
}

BoundId Binder::bind_reduce(const Expr& e) {
  BoundExpr out{BoundKind::kReduce, e.span};
  if (e.accumulator.text == e.variable.text) {
    throw syntax_error("VariableAlreadyBound",
                       say("variable `{}` is already defined", e.variable.text), e.variable.span,
                       say("choose another name for the elements"));
  }
  const BoundId start = bind_expr(e.args[0]);
  const BoundId list = bind_expr(e.args[1]);
  require(list, K::kList, "reduce");
  Type element;
  if (type_of(list).kind == K::kList) element.kind = type_of(list).element;
  out.slot = new_slot(e.variable.text, element);
  out.slot2 = new_slot(e.accumulator.text, {});
  locals_.emplace_back(e.accumulator.text, Variable{out.slot2, {}});
  locals_.emplace_back(e.variable.text, Variable{out.slot, element});
  const BoundId step = bind_expr(e.args[2]);
  locals_.resize(locals_.size() - 2);
  out.args = {start, list, step};
  return add(std::move(out));
}

BoundId Binder::bind_map_projection(const Expr& e) {
  BoundExpr out{BoundKind::kMapProjection, e.span, {K::kMap}};
  const BoundId base = bind_expr(e.args[0]);
  out.args.push_back(base);
  for (const MapProjectionItem& item : e.projections) {
    switch (item.kind) {
      case MapProjectionItem::Kind::kAll:
        out.names.emplace_back("*");
        out.args.push_back(kNoBound);
        break;
      case MapProjectionItem::Kind::kProperty: {
        BoundExpr property{BoundKind::kProperty, item.name.span};
        property.name = item.name.text;
        property.args.push_back(base);
        out.names.push_back(item.name.text);
        out.args.push_back(add(std::move(property)));
        break;
      }
      case MapProjectionItem::Kind::kEntry:
        out.names.push_back(item.name.text);
        out.args.push_back(bind_expr(item.value));
        break;
      case MapProjectionItem::Kind::kVariable: {
        Expr variable;
        variable.kind = ExprKind::kVariable;
        variable.name = item.name;
        variable.span = item.name.span;
        out.names.push_back(item.name.text);
        out.args.push_back(bind_variable(variable));
        break;
      }
    }
  }
  return add(std::move(out));
}

// A pattern as a condition, or a shortest path as a value. It names nothing new.
BoundId Binder::bind_pattern_expr(const Expr& e, bool predicate) {
  const PathPattern& path = e.pattern.front();
  const bool plain = path.kind == PathPattern::Kind::kPlain;
  if (plain && !predicate) {
    throw syntax_error(
        "UnexpectedSyntax", say("a pattern cannot be a value here"), e.span,
        say("use exists { ... }, count { ... } or a pattern comprehension [ ... | ... ]"));
  }
  const auto check = [&](const std::optional<Name>& name) {
    if (!name || find(name->text)) return;
    for (const auto& [local, variable] : locals_) {
      if (local == name->text) return;
    }
    undefined(*name);
  };
  for (const NodePattern& node : path.nodes) check(node.variable);
  for (const RelPattern& rel : path.rels) check(rel.variable);
  const Scope outer = scope_;
  for (const auto& [name, variable] : locals_) scope_[name] = variable;
  AggregateMode* mode = mode_;
  mode_ = nullptr;
  BoundQuery query;
  BoundPart part;
  BoundMatch match = bind_pattern(e.pattern, kNoExpr);
  if (!plain) {
    if (match.paths[0].path == kNoSlot) match.paths[0].path = new_slot(" path", {K::kPath});
    part.outputs = {match.paths[0].path};
  }
  part.clauses.push_back({std::move(match)});
  query.outputs = part.outputs;
  query.parts.push_back(std::move(part));
  mode_ = mode;
  using Use = BoundSubquery::Use;
  const Use use = plain                                       ? Use::kExists
                  : path.kind == PathPattern::Kind::kShortest ? Use::kFirst
                                                              : Use::kCollect;
  const Type type = plain                ? Type{K::kBoolean}
                    : use == Use::kFirst ? Type{K::kPath}
                                         : Type{K::kList, K::kPath};
  return finish_subquery(use, std::move(query), outer, e.span, type);
}

BoundId Binder::bind_subquery_expr(const Expr& e) {
  using Use = BoundSubquery::Use;
  const Scope outer = scope_;
  for (const auto& [name, variable] : locals_) scope_[name] = variable;
  AggregateMode* mode = mode_;
  std::vector<std::pair<ExprId, Variable>> replacements;
  std::swap(replacements, replacements_);
  mode_ = nullptr;
  BoundQuery query;
  Use use = e.kind == ExprKind::kExists  ? Use::kExists
            : e.kind == ExprKind::kCount ? Use::kCount
                                         : Use::kCollect;
  if (e.subquery) {
    query = bind_query(*e.subquery, false);
    if (query.writes) {
      throw syntax_error("InvalidClauseComposition",
                         say("a subquery in an expression cannot write"), e.span,
                         say("write in a clause of its own"));
    }
    if (use == Use::kCollect && query.outputs.size() != 1) {
      throw syntax_error("InvalidClauseComposition", say("COLLECT takes a subquery of one column"),
                         e.span);
    }
  } else {
    BoundPart part;
    const bool has_where = !e.args.empty() && e.kind != ExprKind::kPatternComprehension;
    const bool comprehension = e.kind == ExprKind::kPatternComprehension;
    const ExprId where = comprehension ? e.args[1] : has_where ? e.args[0] : kNoExpr;
    part.clauses.push_back({bind_pattern(e.pattern, where)});
    if (comprehension) {
      BoundProjection p;
      const BoundId value = bind_expr(e.args[2]);
      p.items.push_back({new_slot(" value", type_of(value)), value});
      p.outputs = {p.items[0].slot};
      part.outputs = p.outputs;
      query.outputs = p.outputs;
      part.clauses.push_back({std::move(p)});
    }
    query.parts.push_back(std::move(part));
  }
  mode_ = mode;
  std::swap(replacements, replacements_);
  const Type type = use == Use::kExists  ? Type{K::kBoolean}
                    : use == Use::kCount ? Type{K::kInteger}
                                         : Type{K::kList};
  return finish_subquery(use, std::move(query), outer, e.span, type);
}

BoundId Binder::finish_subquery(BoundSubquery::Use use, BoundQuery query, const Scope& outer,
                                Span span, Type type) {
  scope_ = outer;
  if (mode_) {
    // Beside an aggregate a subquery would read rows that are grouped away.
    throw syntax_error("AmbiguousAggregationExpression",
                       say("a subquery cannot stand beside an aggregate"), span,
                       say("compute it in a WITH before"));
  }
  BoundSubquery sub;
  sub.use = use;
  sub.query = std::move(query);
  out_.subqueries.push_back(std::move(sub));
  BoundExpr out{BoundKind::kSubquery, span, type};
  out.subquery = static_cast<uint32_t>(out_.subqueries.size() - 1);
  return add(std::move(out));
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// The combinators of expressions: chains of AND and OR, comparisons, prefixes, suffixes. Internal
// to grammar_expression.cpp.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "query/grammar_tokens.h"

namespace hoego::query::grammar {

constexpr size_t kGroup = 64;

// A long chain of AND, OR or XOR in groups, so that the tree stays low; a short one from the left.
inline ExprId join_all(State& state, Op op, std::vector<ExprId> parts) {
  while (parts.size() > 1) {
    std::vector<ExprId> groups;
    for (size_t i = 0; i < parts.size(); ++i) {
      if (i % kGroup == 0) {
        groups.push_back(parts[i]);
      } else {
        groups.back() = join(state, op, groups.back(), parts[i]);
      }
    }
    parts = std::move(groups);
  }
  return parts.front();
}

template <typename Operand>
struct Logic : x3::parser<Logic<Operand>> {
  using attribute_type = ExprId;
  static constexpr bool has_attribute = true;
  constexpr Logic(const Operand& o, Keyword k, Op p) : operand(o), keyword(k), op(p) {}

  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RContext& rcontext,
             Attribute& attribute) const {
    ExprId one = kNoExpr;
    if (!operand.parse(first, last, context, rcontext, one)) return false;
    std::vector<ExprId> parts;
    for (Cursor at = first; keyword.parse(at, last, context, rcontext, x3::unused); first = at) {
      ExprId next = kNoExpr;
      if (!operand.parse(at, last, context, rcontext, next)) break;
      if (parts.empty()) parts.push_back(one);
      parts.push_back(next);
    }
    x3::traits::move_to(parts.empty() ? one : join_all(state_of(context), op, std::move(parts)),
                        attribute);
    return true;
  }

  Operand operand;
  Keyword keyword;
  Op op;
};
template <typename Operand>
constexpr auto logic(const Operand& operand, Keyword keyword, Op op) {
  return Logic<Operand>{operand, keyword, op};
}

// a < b < c: one node.
template <typename Operand>
struct Comparison : x3::unary_parser<Operand, Comparison<Operand>> {
  using Base = x3::unary_parser<Operand, Comparison<Operand>>;
  using attribute_type = ExprId;
  static constexpr bool has_attribute = true;
  using Base::Base;

  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RContext& rcontext,
             Attribute& attribute) const {
    State& state = state_of(context);
    ExprId one = kNoExpr;
    if (!this->subject.parse(first, last, context, rcontext, one)) return false;
    std::vector<ExprId> args;
    std::vector<Op> ops;
    Op op = Op::kNone;
    for (Cursor at = first; comparison_op.parse(at, last, context, rcontext, op); first = at) {
      ExprId next = kNoExpr;
      if (!this->subject.parse(at, last, context, rcontext, next)) break;
      if (args.empty()) args.push_back(one);
      args.push_back(next);
      ops.push_back(op);
    }
    x3::traits::move_to(ops.empty() ? one : add(state, std::move(args), std::move(ops)), attribute);
    return true;
  }

 private:
  static ExprId add(State& state, std::vector<ExprId> args, std::vector<Op> ops) {
    Expr expr;
    expr.kind = ExprKind::kComparison;
    expr.span = {state.expr(args.front()).span.begin, state.expr(args.back()).span.end};
    expr.args = std::move(args);
    expr.ops = std::move(ops);
    return state.add(std::move(expr));
  }
};
template <typename Operand>
constexpr auto comparisons(const Operand& operand) {
  return Comparison<Operand>{operand};
}

// NOT NOT a, - + a.
template <typename Ops, typename Operand>
struct Prefixed : x3::parser<Prefixed<Ops, Operand>> {
  using attribute_type = ExprId;
  static constexpr bool has_attribute = true;
  constexpr Prefixed(const Ops& p, const Operand& o) : ops(p), operand(o) {}

  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RContext& rcontext,
             Attribute& attribute) const {
    State& state = state_of(context);
    std::vector<std::pair<Op, uint32_t>> prefix;
    Cursor at = first;
    Op op = Op::kNone;
    for (skip_blanks(at, last); ops.parse(at, last, context, rcontext, op);) {
      prefix.emplace_back(op, state.offset(at) - (op == Op::kNot ? 3 : 1));
    }
    ExprId value = kNoExpr;
    if (!operand.parse(at, last, context, rcontext, value)) return false;
    for (; !prefix.empty(); prefix.pop_back()) value = add(state, prefix.back(), value);
    first = at;
    x3::traits::move_to(value, attribute);
    return true;
  }

  Ops ops;
  Operand operand;

 private:
  static ExprId add(State& state, std::pair<Op, uint32_t> prefix, ExprId value) {
    Expr expr;
    expr.kind = ExprKind::kUnary;
    expr.op = prefix.first;
    expr.args = {value};
    expr.span = {prefix.second, state.expr(value).span.end};
    return state.add(std::move(expr));
  }
};
template <typename Ops, typename Operand>
constexpr auto prefixed(const Ops& ops, const Operand& operand) {
  return Prefixed<Ops, Operand>{ops, operand};
}

// p, where the next character may begin it.
template <typename Subject>
struct When : x3::unary_parser<Subject, When<Subject>> {
  using Base = x3::unary_parser<Subject, When<Subject>>;
  using attribute_type = ExprId;
  static constexpr bool has_attribute = true;
  constexpr When(const Subject& s, bool (*m)(char)) : Base(s), may_start(m) {}

  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RContext& rcontext,
             Attribute& attribute) const {
    Cursor at = first;
    skip_blanks(at, last);
    if (at == last || !may_start(*at)) return false;
    ExprId value = kNoExpr;
    if (!this->subject.parse(at, last, context, rcontext, value)) return false;
    first = at;
    x3::traits::move_to(value, attribute);
    return true;
  }

  bool (*may_start)(char);
};
template <typename Subject>
constexpr auto when(bool (*may_start)(char), const Subject& subject) {
  return When<Subject>{subject, may_start};
}

// a.b[c] IS NULL: each suffix makes an Expr, of which what stands left becomes the first argument.
// `may_start` spares the Expr where the next character begins no suffix.
template <typename Operand, typename Suffix>
struct Suffixed : x3::parser<Suffixed<Operand, Suffix>> {
  using attribute_type = ExprId;
  static constexpr bool has_attribute = true;
  constexpr Suffixed(const Operand& o, const Suffix& s, bool (*m)(char))
      : operand(o), suffix(s), may_start(m) {}

  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RContext& rcontext,
             Attribute& attribute) const {
    State& state = state_of(context);
    ExprId left = kNoExpr;
    Cursor begin = first;
    skip_blanks(begin, last);
    if (!operand.parse(first, last, context, rcontext, left)) return false;
    for (;;) {
      Cursor next = first;
      skip_blanks(next, last);
      if (next == last || !may_start(*next)) break;
      Expr expr;
      if (!suffix.parse(first, last, context, rcontext, expr)) break;
      expr.args.insert(expr.args.begin(), left);
      expr.span = state.span(begin, first);
      left = state.add(std::move(expr));
    }
    x3::traits::move_to(left, attribute);
    return true;
  }

  Operand operand;
  Suffix suffix;
  bool (*may_start)(char);
};
template <typename Operand, typename Suffix>
constexpr auto suffixed(const Operand& operand, const Suffix& suffix, bool (*may_start)(char)) {
  return Suffixed<Operand, Suffix>{operand, suffix, may_start};
}

inline bool starts_postfix(char c) {
  return c == '.' || c == '[' || c == ':';
}
inline bool starts_predicate(char c) {
  return c == '=' || std::string_view("IiSsEeCc").find(c) != std::string_view::npos;
}

}  // namespace hoego::query::grammar

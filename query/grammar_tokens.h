// SPDX-License-Identifier: Apache-2.0
// Words of one token in expressions, scanned by hand: operators, literals, and looks ahead that
// tell constructs apart before anything is built. Internal to grammar_expression.cpp.
#pragma once

#include <string_view>
#include <utility>

#include "query/grammar.h"

namespace hoego::query::grammar {

inline bool peek(Cursor at, Cursor last, char c) {
  skip_blanks(at, last);
  return at != last && *at == c;
}

inline bool take(Cursor& first, Cursor last, std::string_view text) {
  return Token::scan(first, last, text);
}

inline bool scan_comparison(Cursor& first, Cursor last, State&, Op& op) {
  if (first == last) return false;
  constexpr std::pair<std::string_view, Op> kOps[] = {
      {"<>", Op::kNotEqual}, {"<=", Op::kLessEqual}, {">=", Op::kGreaterEqual},
      {"<", Op::kLess},      {">", Op::kGreater},    {"=", Op::kEqual}};
  if (last - first > 1 && first[0] == '=' && first[1] == '~') return false;
  for (const auto& [text, value] : kOps) {
    if (take(first, last, text)) return op = value, true;
  }
  return false;
}

inline bool scan_additive(Cursor& first, Cursor last, State&, Op& op) {
  if (take(first, last, "+")) return op = Op::kAdd, true;
  if (take(first, last, "-")) return op = Op::kSubtract, true;
  return false;
}

inline bool scan_multiplicative(Cursor& first, Cursor last, State&, Op& op) {
  if (take(first, last, "*")) return op = Op::kMultiply, true;
  if (take(first, last, "/")) return op = Op::kDivide, true;
  if (take(first, last, "%")) return op = Op::kModulo, true;
  return false;
}

inline bool scan_power(Cursor& first, Cursor last, State&, Op& op) {
  return take(first, last, "^") ? (op = Op::kPower, true) : false;
}

inline bool scan_not(Cursor& first, Cursor last, State&, Op& op) {
  return scan_keyword(first, last, "NOT") ? (op = Op::kNot, true) : false;
}

inline bool starts_number(Cursor at, Cursor last) {
  skip_blanks(at, last);
  auto digit = [&](Cursor c) { return c < last && *c >= '0' && *c <= '9'; };
  return at != last && (digit(at) || (*at == '.' && digit(at + 1)));
}

// A minus before a number belongs to the number: -9223372036854775808 is an integer.
inline bool scan_sign(Cursor& first, Cursor last, State&, Op& op) {
  if (take(first, last, "+")) return op = Op::kPlus, true;
  if (first == last || *first != '-' || starts_number(first + 1, last)) return false;
  ++first;
  return op = Op::kNegate, true;
}

inline bool scan_literal_value(Cursor& first, Cursor last, State& state, Value& out) {
  if (first == last) return false;
  if (*first == '\'' || *first == '"') {
    std::string text;
    if (!scan_string(first, last, state, text)) return false;
    out = Value::string(text);
    return true;
  }
  Cursor at = first;
  bool negative = *at == '-';
  if (negative) skip_blanks(++at, last);
  if (scan_number(at, last, state, negative, out)) return first = at, true;
  if (negative) return false;
  if (scan_keyword(first, last, "NULL")) return out = Value::null(), true;
  if (scan_keyword(first, last, "TRUE")) return out = Value::boolean(true), true;
  if (scan_keyword(first, last, "FALSE")) return out = Value::boolean(false), true;
  return false;
}

inline bool scan_literal(Cursor& first, Cursor last, State& state, ExprId& out) {
  Cursor begin = first;
  Value value;
  if (!scan_literal_value(first, last, state, value)) return false;
  Expr expr;
  expr.kind = ExprKind::kLiteral;
  expr.literal = std::move(value);
  expr.span = state.span(begin, first);
  out = state.add(std::move(expr));
  return true;
}

inline bool scan_variable_expr(Cursor& first, Cursor last, State& state, ExprId& out) {
  Expr expr;
  if (!scan_variable(first, last, state, expr.name)) return false;
  expr.kind = ExprKind::kVariable;
  expr.span = expr.name.span;
  out = state.add(std::move(expr));
  return true;
}

inline bool scan_quantifier(Cursor& first, Cursor last, State& state, Name& out) {
  constexpr std::pair<const char*, const char*> kNames[] = {
      {"ALL", "all"}, {"ANY", "any"}, {"NONE", "none"}, {"SINGLE", "single"}};
  Cursor at = first;
  for (const auto& [word, lower] : kNames) {
    if (!scan_keyword(at, last, word)) continue;
    if (!peek(at, last, '(')) return false;
    out = {lower, state.span(first, at)};
    first = at;
    return true;
  }
  return false;
}

// count(*), whole.
inline bool scan_count_star(Cursor& first, Cursor last, State&, bool&) {
  Cursor at = first;
  if (!scan_keyword(at, last, "COUNT")) return false;
  for (std::string_view part : {"(", "*", ")"}) {
    skip_blanks(at, last);
    if (!take(at, last, part)) return false;
  }
  first = at;
  return true;
}

inline bool scan_before(Cursor& first, Cursor last, std::string_view word, char next) {
  Cursor at = first;
  if (!scan_keyword(at, last, word) || !peek(at, last, next)) return false;
  first = at;
  return true;
}
inline bool scan_exists(Cursor& first, Cursor last, State&, bool&) {
  return scan_before(first, last, "EXISTS", '{');
}
inline bool scan_count(Cursor& first, Cursor last, State&, bool&) {
  return scan_before(first, last, "COUNT", '{');
}
inline bool scan_collect(Cursor& first, Cursor last, State&, bool&) {
  return scan_before(first, last, "COLLECT", '{');
}
inline bool scan_reduce(Cursor& first, Cursor last, State&, bool&) {
  return scan_before(first, last, "REDUCE", '(');
}

// `variable {`, without moving beyond the variable.
inline bool peek_projection(Cursor& first, Cursor last, State& state, bool&) {
  Cursor at = first;
  if (!skip_name(at, last) || !peek(at, last, '{')) return false;
  at = first;
  Name ignored;
  if (!scan_variable(at, last, state, ignored)) return false;
  constexpr std::string_view kSubqueries[] = {"EXISTS", "COUNT", "COLLECT"};
  return std::none_of(std::begin(kSubqueries), std::end(kSubqueries),
                      [&](std::string_view word) { return same_word(ignored.text, word); });
}

// `a.b (`: most names are not, and are told apart without making a string.
inline bool peek_call(Cursor& first, Cursor last, State& state, bool&) {
  Cursor at = first;
  do {
    skip_blanks(at, last);
    if (!skip_name(at, last)) return false;
    skip_blanks(at, last);
  } while (take(at, last, "."));
  if (at == last || *at != '(') return false;
  at = first;
  Name ignored;
  return scan_call_name(at, last, state, ignored);
}

// `[ variable IN`, the bracket taken.
inline bool scan_comprehension(Cursor& first, Cursor last, State& state, bool&) {
  Cursor at = first;
  Name ignored;
  if (!take(at, last, "[")) return false;
  Cursor inside = at;
  skip_blanks(at, last);
  if (!scan_variable(at, last, state, ignored)) return false;
  skip_blanks(at, last);
  if (!scan_keyword(at, last, "IN")) return false;
  first = inside;
  return true;
}

// `[ (` or `[ p = (`, the bracket taken.
inline bool scan_pattern_comprehension(Cursor& first, Cursor last, State& state, bool&) {
  Cursor at = first;
  Name ignored;
  if (!take(at, last, "[")) return false;
  Cursor inside = at;
  skip_blanks(at, last);
  if (scan_variable(at, last, state, ignored)) {
    skip_blanks(at, last);
    if (!take(at, last, "=")) return false;
  }
  if (!peek(at, last, '(')) return false;
  first = inside;
  return true;
}

inline bool peek_shortest(Cursor& first, Cursor last, State&, bool&) {
  Cursor at = first;
  return scan_before(at, last, "SHORTESTPATH", '(') ||
         scan_before(at, last, "ALLSHORTESTPATHS", '(');
}

inline bool labels_of_expression(Cursor& first, Cursor last, State& state, LabelExpr& out) {
  return state.bar_ends() ? parse_simple_labels(first, last, state, out)
                          : parse_labels(first, last, state, out);
}

inline constexpr Scanner<Op, scan_comparison> comparison_op{kOperator};
inline constexpr Scanner<Op, scan_additive> additive_op{kOperator};
inline constexpr Scanner<Op, scan_multiplicative> multiplicative_op{kOperator};
inline constexpr Scanner<Op, scan_power> power_op{kOperator};
inline constexpr Scanner<Op, scan_not> not_op{""};
inline constexpr Scanner<Op, scan_sign> sign_op{""};
inline constexpr Scanner<ExprId, scan_literal> literal{""};
inline constexpr Scanner<ExprId, scan_variable_expr> variable_expr{wording("an expression")};
inline constexpr Scanner<Name, scan_quantifier> quantifier_name{""};
inline constexpr Scanner<Name, scan_call_name> call_name{""};
inline constexpr Scanner<LabelExpr, labels_of_expression> expression_labels{""};
template <bool (*Function)(Cursor&, Cursor, State&, bool&)>
inline constexpr Scanner<bool, Function> lead{""};

}  // namespace hoego::query::grammar

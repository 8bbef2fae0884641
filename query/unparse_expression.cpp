// SPDX-License-Identifier: Apache-2.0
// Expressions as text: every operator that could be misread gets its parentheses.
#include <algorithm>

#include "query/unparser.h"

namespace hoego::query {

namespace {

Level level_of(Op op) {
  switch (op) {
    case Op::kOr:
      return kOrLevel;
    case Op::kXor:
      return kXorLevel;
    case Op::kAnd:
      return kAndLevel;
    case Op::kAdd:
    case Op::kSubtract:
      return kSumLevel;
    case Op::kMultiply:
    case Op::kDivide:
    case Op::kModulo:
      return kProductLevel;
    case Op::kPower:
      return kPowerLevel;
    default:
      return kPredicateLevel;
  }
}

Level level_of(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::kBinary:
      return level_of(expr.op);
    case ExprKind::kComparison:
      return kComparisonLevel;
    case ExprKind::kIsNull:
    case ExprKind::kIsNotNull:
      return kPredicateLevel;
    case ExprKind::kUnary:
      return expr.op == Op::kNot ? kNotLevel : kUnaryLevel;
    case ExprKind::kProperty:
    case ExprKind::kIndex:
    case ExprKind::kSlice:
    case ExprKind::kHasLabels:
      return kPostfixLevel;
    default:
      return kAtomLevel;
  }
}

bool is_logic(Op op) {
  return op == Op::kOr || op == Op::kXor || op == Op::kAnd;
}

}  // namespace

void Unparser::expression(ExprId id, Level least) {
  const Expr& expr = statement_.expr(id);
  bool parenthesised = level_of(expr) < least;
  if (parenthesised) out_ += '(';
  content(expr);
  if (parenthesised) out_ += ')';
}

void Unparser::content(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::kLiteral:
      return literal(expr.literal);
    case ExprKind::kParameter:
      return parameter(expr.name);
    case ExprKind::kVariable:
      return name(expr.name);
    case ExprKind::kList:
      return bracketed('[', expr.args, ']');
    case ExprKind::kMap:
      return map(expr);
    case ExprKind::kProperty:
      return property(expr);
    case ExprKind::kIndex:
      return index(expr);
    case ExprKind::kSlice:
      return slice(expr);
    case ExprKind::kHasLabels:
      return has_labels(expr);
    case ExprKind::kUnary:
      return unary(expr);
    case ExprKind::kBinary:
      return binary(expr);
    case ExprKind::kComparison:
      return comparison(expr);
    case ExprKind::kIsNull:
      return null_test(expr, " IS NULL");
    case ExprKind::kIsNotNull:
      return null_test(expr, " IS NOT NULL");
    case ExprKind::kCall:
      return call(expr);
    case ExprKind::kCountStar:
      out_ += "count(*)";
      return;
    case ExprKind::kCase:
      return conditional(expr);
    case ExprKind::kListComprehension:
      return comprehension(expr);
    case ExprKind::kPatternComprehension:
      return pattern_comprehension(expr);
    case ExprKind::kQuantifier:
      return quantifier(expr);
    case ExprKind::kReduce:
      return reduce(expr);
    case ExprKind::kMapProjection:
      return map_projection(expr);
    case ExprKind::kPattern:
      return path(expr.pattern.front());
    case ExprKind::kExists:
      return subquery("EXISTS", expr);
    case ExprKind::kCount:
      return subquery("COUNT", expr);
    case ExprKind::kCollect:
      return subquery("COLLECT", expr);
  }
}

void Unparser::parameter(const Name& n) {
  out_ += '$';
  bool digits = !n.text.empty() && std::all_of(n.text.begin(), n.text.end(),
                                               [](char c) { return c >= '0' && c <= '9'; });
  if (digits) {
    out_ += n.text;
  } else {
    name(n);
  }
}

void Unparser::bracketed(char open, const std::vector<ExprId>& ids, char close) {
  out_ += open;
  expressions(ids);
  out_ += close;
}

void Unparser::map(const Expr& expr) {
  out_ += '{';
  for (size_t i = 0; i < expr.names.size(); ++i) {
    if (i > 0) out_ += ", ";
    key(expr.names[i]);
    out_ += ": ";
    expression(expr.args[i]);
  }
  out_ += '}';
}

void Unparser::base(ExprId id) {
  const Expr& expr = statement_.expr(id);
  const bool number = expr.kind == ExprKind::kLiteral &&
                      (expr.literal.is(ValueType::kInteger) || expr.literal.is(ValueType::kFloat));
  const bool parenthesised = number || expr.kind == ExprKind::kHasLabels;
  if (parenthesised) out_ += '(';
  expression(id, kPostfixLevel);
  if (parenthesised) out_ += ')';
}

void Unparser::property(const Expr& expr) {
  base(expr.args[0]);
  out_ += '.';
  key(expr.name);
}

void Unparser::index(const Expr& expr) {
  base(expr.args[0]);
  out_ += '[';
  expression(expr.args[1]);
  out_ += ']';
}

void Unparser::slice(const Expr& expr) {
  base(expr.args[0]);
  out_ += '[';
  optional("", expr.args[1]);
  out_ += "..";
  optional("", expr.args[2]);
  out_ += ']';
}

void Unparser::has_labels(const Expr& expr) {
  base(expr.args[0]);
  out_ += ':';
  // In parentheses, so that a bar is that of the labels everywhere.
  bool simple = expr.labels->kind == LabelExpr::Kind::kName ||
                expr.labels->kind == LabelExpr::Kind::kParameter;
  if (!simple) out_ += '(';
  labels(*expr.labels);
  if (!simple) out_ += ')';
}

void Unparser::unary(const Expr& expr) {
  out_ += text_of(expr.op);
  if (expr.op == Op::kNot) out_ += ' ';
  const Expr& operand = statement_.expr(expr.args[0]);
  bool number = expr.op != Op::kNot && operand.kind == ExprKind::kLiteral;
  if (number) out_ += '(';
  expression(expr.args[0], expr.op == Op::kNot ? kNotLevel : kUnaryLevel);
  if (number) out_ += ')';
}

void Unparser::binary(const Expr& expr) {
  Level level = level_of(expr.op);
  const Expr& left = statement_.expr(expr.args[0]);
  const Expr& right = statement_.expr(expr.args[1]);
  // Long chains of AND and OR are trees of groups (see grammar_expression.cpp).
  bool same = [&](const Expr& e) { return e.kind == ExprKind::kBinary && e.op == expr.op; }(right);
  bool group = is_logic(expr.op) && same && left.kind == ExprKind::kBinary && left.op == expr.op;
  expression(expr.args[0], group ? kAtomLevel : level);
  out_ += ' ';
  out_ += text_of(expr.op);
  out_ += ' ';
  expression(expr.args[1], level == kPredicateLevel ? kSumLevel : static_cast<Level>(level + 1));
}

void Unparser::comparison(const Expr& expr) {
  for (size_t i = 0; i < expr.args.size(); ++i) {
    if (i > 0) {
      out_ += ' ';
      out_ += text_of(expr.ops[i - 1]);
      out_ += ' ';
    }
    expression(expr.args[i], kPredicateLevel);
  }
}

void Unparser::null_test(const Expr& expr, const char* suffix) {
  expression(expr.args[0], kPredicateLevel);
  out_ += suffix;
}

void Unparser::call(const Expr& expr) {
  dotted(expr.name);
  out_ += '(';
  if (expr.distinct) out_ += "DISTINCT ";
  expressions(expr.args);
  out_ += ')';
}

void Unparser::conditional(const Expr& expr) {
  size_t whens_end = expr.args.size() - 1;
  out_ += "CASE";
  optional(" ", expr.args[0]);
  for (size_t i = 1; i < whens_end; i += 2) {
    optional(" WHEN ", expr.args[i]);
    optional(" THEN ", expr.args[i + 1]);
  }
  optional(" ELSE ", expr.args[whens_end]);
  out_ += " END";
}

void Unparser::comprehension(const Expr& expr) {
  out_ += '[';
  name(expr.variable);
  optional(" IN ", expr.args[0]);
  optional(" WHERE ", expr.args[1]);
  optional(" | ", expr.args[2]);
  out_ += ']';
}

void Unparser::pattern_comprehension(const Expr& expr) {
  out_ += '[';
  path(expr.pattern.front());
  optional(" WHERE ", expr.args[1]);
  optional(" | ", expr.args[2]);
  out_ += ']';
}

void Unparser::quantifier(const Expr& expr) {
  out_ += expr.name.text + "(";
  name(expr.variable);
  optional(" IN ", expr.args[0]);
  optional(" WHERE ", expr.args[1]);
  out_ += ')';
}

void Unparser::reduce(const Expr& expr) {
  out_ += "reduce(";
  name(expr.accumulator);
  optional(" = ", expr.args[0]);
  out_ += ", ";
  name(expr.variable);
  optional(" IN ", expr.args[1]);
  optional(" | ", expr.args[2]);
  out_ += ')';
}

void Unparser::map_projection(const Expr& expr) {
  expression(expr.args[0]);
  out_ += " {";
  list(expr.projections, [&](const MapProjectionItem& item) {
    using Kind = MapProjectionItem::Kind;
    if (item.kind == Kind::kAll) out_ += ".*";
    if (item.kind == Kind::kProperty) out_ += '.';
    if (item.kind != Kind::kAll) key(item.name);
    if (item.kind == Kind::kEntry) optional(": ", item.value);
  });
  out_ += '}';
}

void Unparser::subquery(const char* word, const Expr& expr) {
  out_ += word;
  out_ += " {";
  if (expr.subquery) {
    query(*expr.subquery);
  } else {
    pattern(expr.pattern);
    for (ExprId id : expr.args) optional(" WHERE ", id);
  }
  out_ += '}';
}

}  // namespace hoego::query

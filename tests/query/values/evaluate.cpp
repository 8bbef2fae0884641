// SPDX-License-Identifier: Apache-2.0
#include "tests/query/values/evaluate.h"

#include <algorithm>

#include "query/error.h"
#include "query/functions.h"
#include "query/parse.h"
#include "query/semantics.h"

namespace hoego::query {
namespace {

class Evaluator {
 public:
  Evaluator(const Statement& statement, const Graph& graph)
      : statement_(statement), context_{graph, 1'600'000'000, 123'456'789, &random_} {}

  Value value(ExprId id) {
    if (id == kNoExpr) return {};
    const Expr& e = statement_.expr(id);
    switch (e.kind) {
      case ExprKind::kLiteral:
        return e.literal;
      case ExprKind::kList:
        return Value::list(values(e.args));
      case ExprKind::kMap:
        return map(e);
      case ExprKind::kProperty:
        return property(context_.graph, value(e.args[0]), e.name.text);
      case ExprKind::kIndex:
        return index(context_.graph, value(e.args[0]), value(e.args[1]));
      case ExprKind::kSlice:
        return slice(value(e.args[0]), value(e.args[1]), value(e.args[2]), e.args[1] != kNoExpr,
                     e.args[2] != kNoExpr);
      case ExprKind::kUnary:
        return unary(e);
      case ExprKind::kBinary:
        return binary(e);
      case ExprKind::kComparison:
        return comparison(e);
      case ExprKind::kIsNull:
        return Value::boolean(value(e.args[0]).is_null());
      case ExprKind::kIsNotNull:
        return Value::boolean(!value(e.args[0]).is_null());
      case ExprKind::kCall:
        return call(e);
      default:
        throw runtime_error("TestError", "Unsupported", "not evaluated by this test");
    }
  }

 private:
  std::vector<Value> values(const std::vector<ExprId>& ids) {
    std::vector<Value> out;
    for (ExprId id : ids) out.push_back(value(id));
    return out;
  }

  Value map(const Expr& e) {
    Map entries;
    for (size_t i = 0; i < e.args.size(); ++i) {
      entries.emplace_back(e.names[i].text, value(e.args[i]));
    }
    return Value::map(std::move(entries));
  }

  Value unary(const Expr& e) {
    Value v = value(e.args[0]);
    if (e.op == Op::kNegate) return negate(v);
    if (e.op == Op::kPlus) return v;
    Ternary t = truth(v);
    return to_value(t ? Ternary(!*t) : t);
  }

  static Ternary truth(const Value& v) {
    if (v.is_null()) return std::nullopt;
    if (v.is(ValueType::kBoolean)) return v.as_boolean();
    throw runtime_error("TypeError", "InvalidArgumentType", "no boolean");
  }

  Value binary(const Expr& e) {
    Value a = value(e.args[0]);
    Value b = value(e.args[1]);
    if (e.op == Op::kXor) {
      Ternary same = truth(a) && truth(b) ? Ternary(*truth(a) != *truth(b)) : Ternary();
      return to_value(same);
    }
    if (e.op != Op::kAnd && e.op != Op::kOr) return apply(e.op, a, b);
    bool decisive = e.op == Op::kOr;
    if (truth(a) == decisive || truth(b) == decisive) return Value::boolean(decisive);
    return a.is_null() || b.is_null() ? Value::null() : Value::boolean(!decisive);
  }

  Value comparison(const Expr& e) {
    bool unknown = false;
    for (size_t i = 0; i < e.ops.size(); ++i) {
      Ternary t = compare_with(e.ops[i], value(e.args[i]), value(e.args[i + 1]));
      if (t == false) return Value::boolean(false);
      unknown = unknown || !t;
    }
    return unknown ? Value::null() : Value::boolean(true);
  }

  Value call(const Expr& e) {
    const Function* f = find_function(e.name.text);
    if (!f) throw runtime_error("TestError", "UnknownFunction", e.name.text);
    std::vector<Value> args = values(e.args);
    bool any_null = std::any_of(args.begin(), args.end(), [](auto& v) { return v.is_null(); });
    if (f->null_in_null_out && any_null) return {};
    return f->call(context_, args);
  }

  const Statement& statement_;
  uint64_t random_ = 1;
  FunctionContext context_;
};

}  // namespace

Value evaluate(std::string_view expression, const Graph& graph) {
  Statement statement = parse("RETURN " + std::string(expression) + " AS x");
  const auto& clause = statement.query.parts[0].clauses[0].content;
  ExprId root = std::get<ReturnClause>(clause).projection.items[0].value;
  return Evaluator(statement, graph).value(root);
}

Value evaluate(std::string_view expression) {
  return evaluate(expression, Graph());
}

std::string outcome(std::string_view expression) {
  Graph graph;
  try {
    return to_text(graph, evaluate(expression, graph));
  } catch (const QueryError& e) {
    return e.type() + ": " + e.detail();
  }
}

}  // namespace hoego::query

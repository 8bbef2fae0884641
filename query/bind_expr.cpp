// SPDX-License-Identifier: Apache-2.0
// Binding of expressions: names to slots and functions, static types and their errors, chains of
// operators made flat so that no later stage recurses along them.
#include <algorithm>
#include <cctype>

#include "base/messages.h"
#include "query/binder.h"
#include "query/semantics.h"

namespace hoego::query {

namespace {

using K = Type::Kind;
constexpr int kMaxBindDepth = 1000;

struct Depth {
  Depth(int& depth, Span span) : depth_(depth) {
    if (++depth_ > kMaxBindDepth) {
      --depth_;
      throw syntax_error("UnexpectedSyntax", say("the expression is nested too deeply"), span,
                         say("split it with WITH"));
    }
  }
  ~Depth() { --depth_; }
  int& depth_;
};

bool is_logic(Op op) {
  return op == Op::kAnd || op == Op::kOr || op == Op::kXor;
}

BoundKind logic_kind(Op op) {
  return op == Op::kAnd ? BoundKind::kAnd : op == Op::kOr ? BoundKind::kOr : BoundKind::kXor;
}

Type type_of_value(const Value& v) {
  switch (v.type()) {
    case ValueType::kNull:
      return {K::kNull};
    case ValueType::kBoolean:
      return {K::kBoolean};
    case ValueType::kInteger:
      return {K::kInteger};
    case ValueType::kFloat:
      return {K::kFloat};
    case ValueType::kString:
      return {K::kString};
    case ValueType::kMap:
      return {K::kMap};
    default:
      return {};
  }
}

// The type that all elements share.
K common(K a, K b) {
  if (a == b || b == K::kNull) return a;
  if (a == K::kNull) return b;
  const bool numbers = (a == K::kInteger || a == K::kFloat || a == K::kNumber) &&
                       (b == K::kInteger || b == K::kFloat || b == K::kNumber);
  return numbers ? K::kNumber : K::kAny;
}

Type type_of_operation(Op op, const Type& a, const Type& b) {
  const auto number = [](K k) { return k == K::kInteger || k == K::kFloat || k == K::kNumber; };
  switch (op) {
    case Op::kIn:
    case Op::kStartsWith:
    case Op::kEndsWith:
    case Op::kContains:
    case Op::kRegex:
      return {K::kBoolean};
    case Op::kAdd:
      if (a.kind == K::kList || b.kind == K::kList) return {K::kList};
      if (a.kind == K::kString && b.kind == K::kString) return {K::kString};
      [[fallthrough]];
    case Op::kSubtract:
    case Op::kMultiply:
    case Op::kDivide:
    case Op::kModulo:
      if (a.kind == K::kInteger && b.kind == K::kInteger) return {K::kInteger};
      if (number(a.kind) && number(b.kind)) return {K::kNumber};
      return {};
    case Op::kPower:
      return number(a.kind) && number(b.kind) ? Type{K::kFloat} : Type{};
    default:
      return {};
  }
}

// Kinds that can never stand beside the operator.
bool never_operand(Op op, K kind) {
  switch (op) {
    case Op::kSubtract:
    case Op::kMultiply:
    case Op::kDivide:
    case Op::kModulo:
    case Op::kPower:
      return kind == K::kString || kind == K::kBoolean || kind == K::kList || kind == K::kMap ||
             kind == K::kNode || kind == K::kRelationship || kind == K::kPath;
    default:
      return false;
  }
}

}  // namespace

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

BoundId Binder::bind_expr(ExprId id) {
  return bind_node(id, false);
}

// Where a boolean decides (WHERE): a pattern may stand as a condition.
BoundId Binder::bind_predicate(ExprId id) {
  const BoundId out = bind_node(id, true);
  require(out, K::kBoolean, wording("a condition"));
  return out;
}

BoundId Binder::bind_node(ExprId id, bool predicate) {
  const Expr& e = source(id);
  const Depth guard(depth_, e.span);
  for (const auto& [expr, variable] : replacements_) {
    if (same(expr, id)) return slot_expr(variable.slot, variable.type, e.span);
  }
  if (mode_) {
    for (const auto& [expr, variable] : mode_->keys) {
      if (expr != kNoExpr && same(expr, id)) return slot_expr(variable.slot, variable.type, e.span);
    }
    for (const auto& [expr, variable] : mode_->complex_keys) {
      if (e.kind == ExprKind::kLiteral || !same(expr, id)) continue;
      throw syntax_error("AmbiguousAggregationExpression",
                         say("beside an aggregate only variables and properties that are grouped "
                             "by can stand, not longer expressions"),
                         e.span, say("compute it in a WITH before"));
    }
  }
  switch (e.kind) {
    case ExprKind::kLiteral: {
      BoundExpr out{BoundKind::kConstant, e.span, type_of_value(e.literal)};
      out.constant = e.literal;
      return add(std::move(out));
    }
    case ExprKind::kParameter: {
      parameter(e.name.text, e.span);
      BoundExpr out{BoundKind::kParameter, e.span};
      out.name = e.name.text;
      return add(std::move(out));
    }
    case ExprKind::kVariable:
      return bind_variable(e);
    case ExprKind::kList:
    case ExprKind::kMap:
      return bind_list_or_map(e);
    case ExprKind::kProperty:
      return bind_property(id, e);
    case ExprKind::kIndex: {
      BoundId out = bind_args(e, BoundKind::kIndex, {});
      const Type base = type_of(out_.exprs[out].args[0]);
      if (base.kind == K::kList) out_.exprs[out].type.kind = base.element;
      return out;
    }
    case ExprKind::kSlice: {
      const BoundId out = bind_args(e, BoundKind::kSlice, {K::kList});
      require(out_.exprs[out].args[0], K::kList, wording("a slice"));
      out_.exprs[out].type = type_of(out_.exprs[out].args[0]);
      return out;
    }
    case ExprKind::kHasLabels: {
      BoundExpr out{BoundKind::kHasLabels, e.span, {K::kBoolean}};
      out.args.push_back(bind_expr(e.args[0]));
      const Type& type = type_of(out.args[0]);
      if (!type.may_be(K::kNode) && !type.may_be(K::kRelationship)) {
        throw syntax_error(
            "InvalidArgumentType",
            say("a label test takes a node or relationship, not {}", kind_name(type.kind)), e.span);
      }
      out.labels = bind_labels(*e.labels);
      if (type.kind == K::kNode) warn_label(*out.labels, false);
      if (type.kind == K::kRelationship) warn_label(*out.labels, true);
      return add(std::move(out));
    }
    case ExprKind::kUnary: {
      if (e.op == Op::kNot) {
        BoundExpr out{BoundKind::kNot, e.span, {K::kBoolean}};
        out.args.push_back(bind_node(e.args[0], predicate));
        require(out.args[0], K::kBoolean, "NOT");
        return add(std::move(out));
      }
      const BoundId arg = bind_expr(e.args[0]);
      BoundExpr out{e.op == Op::kNegate ? BoundKind::kNegate : BoundKind::kPlus, e.span,
                    type_of(arg)};
      if (never_operand(Op::kSubtract, type_of(arg).kind))
        require(arg, K::kNumber, wording("a sign"));
      const Value& c = out_.exprs[arg].constant;
      if (out_.exprs[arg].kind == BoundKind::kConstant && e.op == Op::kNegate &&
          ((c.is(ValueType::kInteger) && c.as_integer() != INT64_MIN) || c.is(ValueType::kFloat))) {
        out.kind = BoundKind::kConstant;
        out.constant = c.is(ValueType::kInteger)
                           ? Value::integer(-c.as_integer())
                           : Value::floating(0.0 - c.as_float());  // -0.0 is 0.0
        return add(std::move(out));
      }
      out.args.push_back(arg);
      return add(std::move(out));
    }
    case ExprKind::kBinary:
      return bind_chain(id, predicate);
    case ExprKind::kComparison:
      return bind_comparison(e);
    case ExprKind::kIsNull:
      return bind_args(e, BoundKind::kIsNull, {K::kBoolean});
    case ExprKind::kIsNotNull:
      return bind_args(e, BoundKind::kIsNotNull, {K::kBoolean});
    case ExprKind::kCall:
      return bind_call_expr(id, e);
    case ExprKind::kCountStar:
      return bind_aggregate(id, e);
    case ExprKind::kCase: {
      BoundExpr out{BoundKind::kCase, e.span};
      const bool searched = e.args[0] == kNoExpr;
      for (size_t i = 0; i < e.args.size(); ++i) {
        const bool when = searched && i % 2 == 1 && i + 1 < e.args.size();
        out.args.push_back(e.args[i] == kNoExpr ? kNoBound : bind_node(e.args[i], when));
      }
      return add(std::move(out));
    }
    case ExprKind::kListComprehension:
    case ExprKind::kQuantifier:
      return bind_comprehension(e);
    case ExprKind::kReduce:
      return bind_reduce(e);
    case ExprKind::kMapProjection:
      return bind_map_projection(e);
    case ExprKind::kPattern:
      return bind_pattern_expr(e, predicate);
    case ExprKind::kPatternComprehension:
    case ExprKind::kExists:
    case ExprKind::kCount:
    case ExprKind::kCollect:
      return bind_subquery_expr(e);
  }
  throw syntax_error("UnexpectedSyntax", say("this expression is not supported"), e.span);
}

// a OR b OR c, 1 + 2 - 3 ...: the left spine of binary operators, bound from its foot without
// recursion.
BoundId Binder::bind_chain(ExprId id, bool predicate) {
  std::vector<ExprId> spine;
  ExprId cursor = id;
  while (source(cursor).kind == ExprKind::kBinary) {
    if (cursor != id && (mode_ || !replacements_.empty())) {
      const auto stands_for = [&](const auto& pairs) {
        return std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) {
          return pair.first != kNoExpr && same(pair.first, cursor);
        });
      };
      if (stands_for(replacements_)) break;
      if (mode_ && (stands_for(mode_->keys) || stands_for(mode_->complex_keys))) break;
    }
    spine.push_back(cursor);
    cursor = source(cursor).args[0];
  }
  const bool foot_logic = is_logic(source(spine.back()).op);
  BoundId left = bind_node(cursor, predicate && foot_logic);
  bool open = false;  // `left` was made here and can take more operands
  for (auto it = spine.rbegin(); it != spine.rend(); ++it) {
    const Expr& e = source(*it);
    const bool logic = is_logic(e.op);
    const BoundId right = bind_node(e.args[1], predicate && logic);
    const BoundKind kind = logic ? logic_kind(e.op) : BoundKind::kChain;
    if (logic) {
      require(left, K::kBoolean,
              kind == BoundKind::kAnd  ? "AND"
              : kind == BoundKind::kOr ? "OR"
                                       : "XOR");
      require(right, K::kBoolean,
              kind == BoundKind::kAnd  ? "AND"
              : kind == BoundKind::kOr ? "OR"
                                       : "XOR");
    } else {
      if (e.op == Op::kIn) require(right, K::kList, "IN");
      for (BoundId operand : {left, right}) {
        if (never_operand(e.op, type_of(operand).kind)) {
          throw syntax_error("InvalidArgumentType",
                             say("arithmetic cannot take {}", kind_name(type_of(operand).kind)),
                             out_.exprs[operand].span);
        }
      }
    }
    const Type type =
        logic ? Type{K::kBoolean} : type_of_operation(e.op, type_of(left), type_of(right));
    if (open && out_.exprs[left].kind == kind) {
      BoundExpr& chain = out_.exprs[left];
      chain.args.push_back(right);
      if (!logic) chain.ops.push_back(e.op);
      chain.span = e.span;
      chain.type = type;
      continue;
    }
    BoundExpr out{kind, e.span, type};
    out.args = {left, right};
    if (!logic) out.ops = {e.op};
    left = add(std::move(out));
    open = true;
  }
  return left;
}

BoundId Binder::bind_comparison(const Expr& e) {
  BoundExpr out{BoundKind::kCompare, e.span, {K::kBoolean}};
  out.ops = e.ops;
  for (ExprId arg : e.args) out.args.push_back(bind_expr(arg));
  return add(std::move(out));
}

BoundId Binder::bind_variable(const Expr& e) {
  for (size_t i = locals_.size(); i-- > 0;) {
    if (locals_[i].first == e.name.text) {
      return slot_expr(locals_[i].second.slot, locals_[i].second.type, e.span);
    }
  }
  const Variable* v = find(e.name.text);
  if (!v) undefined(e.name);
  if (mode_) {
    const bool key = std::any_of(mode_->keys.begin(), mode_->keys.end(),
                                 [&](const auto& k) { return k.second.slot == v->slot; });
    if (!key && mode_->ordering) undefined(e.name);
    if (!key) {
      throw syntax_error("AmbiguousAggregationExpression",
                         say("`{}` stands beside an aggregate but is not grouped by", e.name.text),
                         e.span, say("return it as a column of its own, or aggregate it too"));
    }
  }
  return slot_expr(v->slot, v->type, e.span);
}

BoundId Binder::bind_property(ExprId id, const Expr& e) {
  (void)id;
  BoundExpr out{BoundKind::kProperty, e.span};
  out.name = e.name.text;
  const BoundId base = bind_expr(e.args[0]);
  const Type& type = type_of(base);
  switch (type.kind) {
    case K::kBoolean:
    case K::kInteger:
    case K::kFloat:
    case K::kNumber:
    case K::kString:
    case K::kList:
    case K::kPath:
      throw QueryError("TypeError", Phase::kCompile, "InvalidArgumentType",
                       say("{} has no property `{}`", kind_name(type.kind), e.name.text), e.span,
                       say("properties belong to nodes, relationships, maps and temporal values"));
    case K::kNode:
    case K::kRelationship:
      warn_key(e.name);
      break;
    default:
      break;
  }
  out.args.push_back(base);
  return add(std::move(out));
}

// Lists and maps of constants become constants.
BoundId Binder::bind_list_or_map(const Expr& e) {
  const bool list = e.kind == ExprKind::kList;
  BoundExpr out{list ? BoundKind::kList : BoundKind::kMap, e.span, {list ? K::kList : K::kMap}};
  bool constant = true;
  K element = K::kNull;
  for (size_t i = 0; i < e.args.size(); ++i) {
    const BoundId arg = bind_expr(e.args[i]);
    out.args.push_back(arg);
    if (!list) out.names.push_back(e.names[i].text);
    constant = constant && out_.exprs[arg].kind == BoundKind::kConstant;
    element = i == 0 ? type_of(arg).kind : common(element, type_of(arg).kind);
    // A map among other things is what makes a list impossible to store.
    if (list && type_of(arg).kind == K::kMap) out.type.element = K::kMap;
  }
  if (list && out.type.element != K::kMap) out.type.element = e.args.empty() ? K::kAny : element;
  if (list && out.type.element == K::kMap && element != K::kMap) out.type.element = K::kAny;
  if (!constant) return add(std::move(out));
  List values;
  Map entries;
  for (size_t i = 0; i < out.args.size(); ++i) {
    if (list) {
      values.push_back(out_.exprs[out.args[i]].constant);
    } else {
      entries.emplace_back(out.names[i], out_.exprs[out.args[i]].constant);
    }
  }
  out.kind = BoundKind::kConstant;
  out.constant = list ? Value::list(std::move(values)) : Value::map(std::move(entries));
  out.args.clear();
  out.names.clear();
  return add(std::move(out));
}

BoundId Binder::bind_args(const Expr& e, BoundKind kind, Type type) {
  BoundExpr out{kind, e.span, type};
  for (ExprId arg : e.args) out.args.push_back(arg == kNoExpr ? kNoBound : bind_expr(arg));
  return add(std::move(out));
}

BoundId Binder::add(BoundExpr expr) {
  out_.exprs.push_back(std::move(expr));
  return static_cast<BoundId>(out_.exprs.size() - 1);
}

BoundId Binder::slot_expr(Slot slot, Type type, Span span) {
  BoundExpr out{BoundKind::kSlot, span, type};
  out.slot = slot;
  return add(std::move(out));
}

void Binder::require(BoundId id, Type::Kind kind, std::string_view what) const {
  const Type& type = type_of(id);
  if (type.may_be(kind)) return;
  throw syntax_error(
      "InvalidArgumentType",
      say("{} takes {}, not {}", translated(what), kind_name(kind), kind_name(type.kind)),
      out_.exprs[id].span);
}

bool Binder::any_inside(ExprId id, const std::function<bool(const Expr&)>& holds) const {
  std::vector<ExprId> todo{id};
  while (!todo.empty()) {
    const Expr& e = source(todo.back());
    todo.pop_back();
    if (holds(e)) return true;
    for (ExprId arg : e.args) {
      if (arg != kNoExpr) todo.push_back(arg);
    }
    for (const MapProjectionItem& item : e.projections) {
      if (item.value != kNoExpr) todo.push_back(item.value);
    }
  }
  return false;
}

bool Binder::contains_aggregate(ExprId id) const {
  return any_inside(id, [](const Expr& e) {
    return e.kind == ExprKind::kCountStar ||
           (e.kind == ExprKind::kCall && find_aggregate(e.name.text));
  });
}

// Whether two expressions are written alike, spaces apart.
bool Binder::same(ExprId a, ExprId b) const {
  std::vector<std::pair<ExprId, ExprId>> todo{{a, b}};
  while (!todo.empty()) {
    const auto [ia, ib] = todo.back();
    todo.pop_back();
    if (ia == ib) continue;
    if (ia == kNoExpr || ib == kNoExpr) return false;
    const Expr& x = source(ia);
    const Expr& y = source(ib);
    if (x.kind != y.kind || x.op != y.op || x.distinct != y.distinct ||
        x.args.size() != y.args.size() || x.ops != y.ops || x.names.size() != y.names.size() ||
        x.variable.text != y.variable.text || x.accumulator.text != y.accumulator.text) {
      return false;
    }
    const bool call = x.kind == ExprKind::kCall;
    if (call ? lower(x.name.text) != lower(y.name.text) : x.name.text != y.name.text) return false;
    if (x.kind == ExprKind::kLiteral &&
        (x.literal.type() != y.literal.type() || !equivalent(x.literal, y.literal))) {
      return false;
    }
    if (x.subquery || y.subquery || !x.pattern.empty() || !y.pattern.empty() || x.labels ||
        y.labels || !x.projections.empty() || !y.projections.empty()) {
      return false;
    }
    for (size_t i = 0; i < x.names.size(); ++i) {
      if (x.names[i].text != y.names[i].text) return false;
    }
    for (size_t i = 0; i < x.args.size(); ++i) todo.emplace_back(x.args[i], y.args[i]);
  }
  return true;
}

}  // namespace hoego::query

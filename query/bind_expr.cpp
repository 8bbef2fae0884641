// SPDX-License-Identifier: Apache-2.0
// Binding of expressions: names to slots and functions, static types and their errors, chains of
// operators made flat so that no later stage recurses along them.
#include <algorithm>
#include <cctype>

#include "base/messages.h"
#include "base/suggest.h"
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

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
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

Type type_of_letter(char letter) {
  switch (letter) {
    case 'N':
      return {K::kNode};
    case 'R':
      return {K::kRelationship};
    case 'P':
      return {K::kPath};
    case 'L':
      return {K::kList};
    case 'S':
      return {K::kString};
    case 'I':
      return {K::kInteger};
    case 'F':
      return {K::kNumber};
    case 'B':
      return {K::kBoolean};
    case 'M':
      return {K::kMap};
    default:
      return {};
  }
}

bool letter_takes(char letter, const Type& type) {
  switch (letter) {
    case 'E':
      return type.may_be(K::kNode) || type.may_be(K::kRelationship);
    case 'K':
      return type.may_be(K::kNode) || type.may_be(K::kRelationship) || type.may_be(K::kMap);
    case 'I':
      return type.may_be(K::kInteger);
    default:
      return type.may_be(type_of_letter(letter).kind);
  }
}

std::string_view letter_words(char letter) {
  if (letter == 'E') return translated(wording("a node or relationship"));
  if (letter == 'K') return translated(wording("a node, relationship or map"));
  return kind_name(type_of_letter(letter).kind);
}

char letter_of(std::string_view letters, size_t i) {
  if (letters.empty()) return '*';
  return letters[std::min(i, letters.size() - 1)];
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

const std::string& aggregate_suggestion(const std::string& name, std::string& storage) {
  std::vector<std::string> names;
  for (const Function& f : functions()) names.emplace_back(f.name);
  for (const Aggregate& a : aggregates()) names.emplace_back(a.name);
  storage = suggest(name, names);
  return storage;
}

}  // namespace

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

BoundId Binder::bind_call_expr(ExprId id, const Expr& e) {
  if (find_aggregate(e.name.text)) return bind_aggregate(id, e);
  const std::string name = lower(e.name.text);
  if (name == "exists" && e.args.size() == 1 && source(e.args[0]).kind == ExprKind::kPattern) {
    return bind_node(e.args[0], true);
  }
  const Function* f = find_function(e.name.text);
  if (!f) {
    std::string near;
    aggregate_suggestion(e.name.text, near);
    throw syntax_error("UnknownFunction", say("there is no function `{}`", e.name.text),
                       e.name.span, near.empty() ? std::string() : say("did you mean `{}`?", near));
  }
  const int count = static_cast<int>(e.args.size());
  if (count < f->min_args || (f->max_args >= 0 && count > f->max_args)) {
    throw syntax_error("InvalidNumberOfArguments",
                       count == 1 ? say("{}() does not take 1 argument", f->name)
                                  : say("{}() does not take {} arguments", f->name, count),
                       e.span, say("it is {}", f->signature));
  }
  BoundExpr out{BoundKind::kCall, e.span, type_of_letter(f->result_type)};
  out.function = f;
  for (size_t i = 0; i < e.args.size(); ++i) {
    const BoundId arg = bind_expr(e.args[i]);
    const char letter = letter_of(f->arg_types, i);
    if (!letter_takes(letter, type_of(arg))) {
      throw syntax_error(
          "InvalidArgumentType",
          say("{}() takes {}, not {}", f->name, letter_words(letter), kind_name(type_of(arg).kind)),
          out_.exprs[arg].span, say("it is {}", f->signature));
    }
    out.args.push_back(arg);
  }
  if (name == "size" && !type_of(out.args[0]).may_be(K::kList) &&
      !type_of(out.args[0]).may_be(K::kString)) {
    throw syntax_error(
        "InvalidArgumentType",
        say("size() takes a list or a string, not {}", kind_name(type_of(out.args[0]).kind)),
        e.span, say("length(path) counts the relationships of a path"));
  }
  if (name == "nodes") out.type.element = K::kNode;
  if (name == "relationships") out.type.element = K::kRelationship;
  if (name == "labels" || name == "keys") out.type.element = K::kString;
  if (name == "range") out.type.element = K::kInteger;
  return add(std::move(out));
}

BoundId Binder::bind_aggregate(ExprId id, const Expr& e) {
  if (!mode_ || locals_.size() > mode_->locals) {
    throw syntax_error("InvalidAggregation", say("an aggregate cannot stand here"), e.span,
                       say("aggregate in WITH or RETURN"));
  }
  AggregateMode* mode = mode_;
  BoundAggregate out;
  out.span = e.span;
  Type type{K::kInteger};
  if (e.kind == ExprKind::kCall) {
    out.aggregate = find_aggregate(e.name.text);
    out.distinct = e.distinct;
    type = type_of_letter(out.aggregate->result_type);
    if (static_cast<int>(e.args.size()) != out.aggregate->args) {
      throw syntax_error("InvalidNumberOfArguments",
                         say("{}() does not take {} arguments", out.aggregate->name, e.args.size()),
                         e.span, say("it is {}", out.aggregate->signature));
    }
    const Scope scope = scope_;
    if (mode->inner) scope_ = *mode->inner;
    mode_ = nullptr;
    for (size_t i = 0; i < e.args.size(); ++i) {
      if (contains_aggregate(e.args[i])) {
        throw syntax_error("NestedAggregation", say("an aggregate cannot stand inside another"),
                           e.span, say("aggregate in two steps with WITH"));
      }
      const BoundId arg = bind_expr(e.args[i]);
      const char letter = letter_of(out.aggregate->arg_types, i);
      if (!letter_takes(letter, type_of(arg))) {
        throw syntax_error("InvalidArgumentType",
                           say("{}() takes {}, not {}", out.aggregate->name, letter_words(letter),
                               kind_name(type_of(arg).kind)),
                           out_.exprs[arg].span);
      }
      std::vector<BoundId> todo{arg};
      while (!todo.empty()) {
        const BoundExpr& part = out_.exprs[todo.back()];
        todo.pop_back();
        if (part.kind == BoundKind::kCall && !part.function->deterministic) {
          throw syntax_error("NonConstantExpression",
                             say("a function that differs from call to call cannot be aggregated"),
                             part.span, say("compute it in a WITH before"));
        }
        for_each_child(part, [&](BoundId child) { todo.push_back(child); });
      }
      out.args.push_back(arg);
    }
    if (lower(e.name.text) == "collect") type.element = type_of(out.args[0]).kind;
    if (lower(e.name.text) == "min" || lower(e.name.text) == "max") type = type_of(out.args[0]);
    scope_ = scope;
    mode_ = mode;
  }
  out.slot = new_slot(" aggregate", type);
  mode->keys.emplace_back(id, Variable{out.slot, type});  // the same again is the same slot
  mode->projection->aggregates.push_back(out);
  return slot_expr(out.slot, type, e.span);
}

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

bool Binder::contains_aggregate(ExprId id) const {
  std::vector<ExprId> todo{id};
  while (!todo.empty()) {
    const Expr& e = source(todo.back());
    todo.pop_back();
    if (e.kind == ExprKind::kCountStar) return true;
    if (e.kind == ExprKind::kCall && find_aggregate(e.name.text)) return true;
    for (ExprId arg : e.args) {
      if (arg != kNoExpr) todo.push_back(arg);
    }
    for (const MapProjectionItem& item : e.projections) {
      if (item.value != kNoExpr) todo.push_back(item.value);
    }
  }
  return false;
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

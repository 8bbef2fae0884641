// SPDX-License-Identifier: Apache-2.0
// Binding of calls: functions, with what they take and give, and aggregates.
#include "base/messages.h"
#include "base/suggest.h"
#include "query/binder.h"

namespace hoego::query {

namespace {

using K = Type::Kind;

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

const std::string& aggregate_suggestion(const std::string& name, std::string& storage) {
  std::vector<std::string> names;
  for (const Function& f : functions()) names.emplace_back(f.name);
  for (const Aggregate& a : aggregates()) names.emplace_back(a.name);
  storage = suggest(name, names);
  return storage;
}

}  // namespace

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

}  // namespace hoego::query

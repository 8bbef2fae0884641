// SPDX-License-Identifier: Apache-2.0
// The operators of semantics.h: arithmetic, text and list operators, and access to parts of
// values. Null in, null out; what has no meaning is a TypeError.
#include <unicode/uregex.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <cmath>

#include "base/messages.h"
#include "query/error.h"
#include "query/semantics.h"
#include "query/temporal.h"

namespace hoego::query {
namespace {

QueryError type_error(std::string detail, const std::string& message) {
  return runtime_error("TypeError", std::move(detail), message);
}

[[noreturn]] void fail_types(Op op, const Value& a, const Value& b) {
  throw type_error("InvalidArgumentType",
                   say("`{}` does not take {} and {}", text_of(op), a_type(a), a_type(b)));
}

[[noreturn]] void fail_overflow() {
  throw runtime_error(
      "ArithmeticError", "IntegerOverflow", say("the result does not fit into a 64-bit integer"),
      say("write one of the numbers with a decimal point to calculate with floats"));
}

Value checked(bool overflow, int64_t result) {
  if (overflow) fail_overflow();
  return Value::integer(result);
}

void check_divisor(int64_t b) {
  if (b == 0) throw runtime_error("ArithmeticError", "DivisionByZero", say("division by zero"));
}

Value integer_arithmetic(Op op, int64_t a, int64_t b);

Value divide_integers(int64_t a, int64_t b) {
  check_divisor(b);
  if (b == -1) return integer_arithmetic(Op::kSubtract, 0, a);
  return Value::integer(a / b);
}

Value integer_arithmetic(Op op, int64_t a, int64_t b) {
  int64_t result = 0;
  switch (op) {
    case Op::kAdd: {
      bool overflow = __builtin_add_overflow(a, b, &result);
      return checked(overflow, result);
    }
    case Op::kSubtract: {
      bool overflow = __builtin_sub_overflow(a, b, &result);
      return checked(overflow, result);
    }
    case Op::kMultiply: {
      bool overflow = __builtin_mul_overflow(a, b, &result);
      return checked(overflow, result);
    }
    case Op::kDivide:
      return divide_integers(a, b);
    case Op::kModulo:
      check_divisor(b);
      return Value::integer(b == -1 ? 0 : a % b);
    default:
      return Value::floating(std::pow(static_cast<double>(a), static_cast<double>(b)));
  }
}

Value float_arithmetic(Op op, double a, double b) {
  switch (op) {
    case Op::kAdd:
      return Value::floating(a + b);
    case Op::kSubtract:
      return Value::floating(a - b);
    case Op::kMultiply:
      return Value::floating(a * b);
    case Op::kDivide:
      return Value::floating(a / b);
    case Op::kModulo:
      return Value::floating(std::fmod(a, b));
    default:
      return Value::floating(std::pow(a, b));
  }
}

Value append(const List& list, const Value& v) {
  List out;
  out.reserve(list.size() + 1);
  out = list;
  out.push_back(v);
  return Value::list(std::move(out));
}

Value prepend(const Value& v, const List& list) {
  List out;
  out.reserve(list.size() + 1);
  out.push_back(v);
  out.insert(out.end(), list.begin(), list.end());
  return Value::list(std::move(out));
}

Value concatenate(const List& a, const List& b) {
  List out;
  out.reserve(a.size() + b.size());
  out.insert(out.end(), a.begin(), a.end());
  out.insert(out.end(), b.begin(), b.end());
  return Value::list(std::move(out));
}

Value add_lists(const Value& a, const Value& b) {
  if (!a.is(ValueType::kList)) return prepend(a, b.as_list());
  if (!b.is(ValueType::kList)) return append(a.as_list(), b);
  return concatenate(a.as_list(), b.as_list());
}

// A text takes whatever toString() takes beside it.
std::optional<Value> add_texts(const Value& a, const Value& b) {
  if (!a.is(ValueType::kString) && !b.is(ValueType::kString)) return std::nullopt;
  std::optional<std::string> left = to_plain_string(a);
  std::optional<std::string> right = to_plain_string(b);
  if (!left || !right) return std::nullopt;
  return Value::string(*left + *right);
}

Value add_others(const Value& a, const Value& b) {
  if (a.is(ValueType::kList) || b.is(ValueType::kList)) return add_lists(a, b);
  if (auto text = add_texts(a, b)) return *text;
  if (auto sum = temporal_add(a, b)) return *sum;
  fail_types(Op::kAdd, a, b);
}

Value scale_others(Op op, const Value& a, const Value& b) {
  std::optional<Value> result;
  if (a.is(ValueType::kDuration) && b.is_number()) {
    double factor = b.as_number();
    if (op == Op::kMultiply) result = temporal_scale(a.as_duration(), factor);
    if (op == Op::kDivide) result = temporal_divide(a.as_duration(), factor);
  } else if (op == Op::kMultiply && a.is_number() && b.is(ValueType::kDuration)) {
    result = temporal_scale(b.as_duration(), a.as_number());
  }
  if (!result) fail_types(op, a, b);
  return *result;
}

Value arithmetic(Op op, const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) {
    if (a.is(ValueType::kInteger) && b.is(ValueType::kInteger)) {
      return integer_arithmetic(op, a.as_integer(), b.as_integer());
    }
    return float_arithmetic(op, a.as_number(), b.as_number());
  }
  if (op == Op::kAdd) return add_others(a, b);
  if (op == Op::kSubtract) {
    if (auto difference = temporal_subtract(a, b)) return *difference;
    fail_types(op, a, b);
  }
  return scale_others(op, a, b);
}

Value is_in(const Value& item, const Value& list) {
  if (list.is_null()) return {};
  if (!list.is(ValueType::kList)) fail_types(Op::kIn, item, list);
  bool unknown = false;
  for (const Value& v : list.as_list()) {
    Ternary same = equals(item, v);
    if (same == true) return Value::boolean(true);
    if (!same) unknown = true;
  }
  return unknown ? Value::null() : Value::boolean(false);
}

Value compare_texts(Op op, const Value& a, const Value& b) {
  if (!a.is(ValueType::kString) || !b.is(ValueType::kString)) return {};
  std::string_view text = a.as_string();
  std::string_view part = b.as_string();
  switch (op) {
    case Op::kStartsWith:
      return Value::boolean(text.starts_with(part));
    case Op::kEndsWith:
      return Value::boolean(text.ends_with(part));
    default:
      return Value::boolean(text.find(part) != std::string_view::npos);
  }
}

std::u16string to_utf16(std::string_view text) {
  std::u16string out(text.size(), u'\0');
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;
  u_strFromUTF8WithSub(out.data(), static_cast<int32_t>(out.size()), &length, text.data(),
                       static_cast<int32_t>(text.size()), 0xFFFD, nullptr, &status);
  out.resize(static_cast<size_t>(length));
  return out;
}

// The compiled pattern of the last call: a query matches one pattern against many texts.
class RegexCache {
 public:
  ~RegexCache() { uregex_close(regex_); }

  bool matches(std::string_view text, std::string_view pattern) {
    if (!regex_ || pattern != pattern_) compile(pattern);
    std::u16string wide = to_utf16(text);
    UErrorCode status = U_ZERO_ERROR;
    uregex_setText(regex_, wide.data(), static_cast<int32_t>(wide.size()), &status);
    bool found = uregex_matches(regex_, 0, &status);
    if (U_FAILURE(status)) {
      throw runtime_error("ArgumentError", "InvalidArgumentValue",
                          say("matching this regular expression takes too long"));
    }
    return found;
  }

 private:
  static constexpr int32_t kTimeLimit = 2'000;  // in ICU's unit, about a millisecond each

  void compile(std::string_view pattern) {
    uregex_close(regex_);
    // ICU takes no empty pattern; this one matches the same: the empty text.
    std::u16string wide = to_utf16(pattern.empty() ? "(?:)" : pattern);
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    regex_ = uregex_open(wide.data(), static_cast<int32_t>(wide.size()), 0, &where, &status);
    pattern_ = pattern;
    if (U_FAILURE(status)) {
      regex_ = nullptr;
      throw runtime_error("ArgumentError", "InvalidArgumentValue",
                          say("invalid regular expression: '{}'", pattern_));
    }
    uregex_setTimeLimit(regex_, kTimeLimit, &status);
  }

  URegularExpression* regex_ = nullptr;
  std::string pattern_;
};

Value match_regex(const Value& a, const Value& b) {
  if (!a.is(ValueType::kString) || !b.is(ValueType::kString)) return {};
  thread_local RegexCache cache;
  return Value::boolean(cache.matches(a.as_string(), b.as_string()));
}

[[noreturn]] void fail_deleted(const char* message) {
  throw runtime_error("EntityNotFound", "DeletedEntityAccess", std::string(translated(message)));
}

Value node_property(const Graph& graph, NodeId id, std::string_view key) {
  if (!graph.node_alive(id)) fail_deleted(wording("this node has been deleted in this statement"));
  auto key_id = graph.find_key(key);
  return key_id ? graph.node_property(id, *key_id) : Value::null();
}

Value relationship_property(const Graph& graph, RelId id, std::string_view key) {
  if (!graph.relationship_alive(id))
    fail_deleted(wording("this relationship has been deleted in this statement"));
  auto key_id = graph.find_key(key);
  return key_id ? graph.relationship_property(id, *key_id) : Value::null();
}

Value temporal_property(const Value& base, std::string_view key) {
  if (auto component = temporal_component(base, key)) return *component;
  throw runtime_error("ArgumentError", "InvalidArgumentValue",
                      say("{} has no component `{}`", a_type(base), key));
}

Value list_element(const List& list, const Value& at) {
  if (!at.is(ValueType::kInteger)) {
    throw type_error("ListElementAccessByNonInteger",
                     say("a list is indexed by an integer, not by {}", a_type(at)));
  }
  auto size = static_cast<int64_t>(list.size());
  int64_t i = at.as_integer();
  if (i < 0) i += size;
  return i >= 0 && i < size ? list[static_cast<size_t>(i)] : Value::null();
}

bool has_properties(const Value& v) {
  return v.is(ValueType::kMap) || v.is(ValueType::kNode) || v.is(ValueType::kRelationship);
}

// A bound of a slice as an index in 0 .. size.
int64_t slice_bound(const Value& bound, int64_t size) {
  if (!bound.is(ValueType::kInteger)) {
    throw type_error("ListElementAccessByNonInteger",
                     say("a slice is bounded by integers, not by {}", a_type(bound)));
  }
  int64_t i = bound.as_integer();
  if (i < 0) i += size;
  return std::min(std::max<int64_t>(i, 0), size);
}

}  // namespace

Value apply(Op op, const Value& a, const Value& b) {
  if (op == Op::kIn) return is_in(a, b);
  if (a.is_null() || b.is_null()) return {};
  switch (op) {
    case Op::kStartsWith:
    case Op::kEndsWith:
    case Op::kContains:
      return compare_texts(op, a, b);
    case Op::kRegex:
      return match_regex(a, b);
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kGreater:
    case Op::kGreaterEqual:
      return to_value(compare_with(op, a, b));
    default:
      return arithmetic(op, a, b);
  }
}

Value negate(const Value& v) {
  switch (v.type()) {
    case ValueType::kNull:
      return {};
    case ValueType::kInteger:
      return integer_arithmetic(Op::kSubtract, 0, v.as_integer());
    case ValueType::kFloat:
      return Value::floating(-v.as_float());
    case ValueType::kDuration:
      return *temporal_scale(v.as_duration(), -1.0);
    default:
      throw type_error("InvalidArgumentType", say("`-` does not take {}", a_type(v)));
  }
}

Value property(const Graph& graph, const Value& base, std::string_view key) {
  switch (base.type()) {
    case ValueType::kNull:
      return {};
    case ValueType::kMap: {
      const Value* entry = base.find(key);
      return entry ? *entry : Value::null();
    }
    case ValueType::kNode:
      return node_property(graph, base.as_node(), key);
    case ValueType::kRelationship:
      return relationship_property(graph, base.as_relationship(), key);
    case ValueType::kDate:
    case ValueType::kLocalTime:
    case ValueType::kTime:
    case ValueType::kLocalDateTime:
    case ValueType::kDateTime:
    case ValueType::kDuration:
    case ValueType::kEdtf:
      return temporal_property(base, key);
    default:
      throw type_error("InvalidArgumentType", say("{} has no property `{}`", a_type(base), key));
  }
}

Value index(const Graph& graph, const Value& base, const Value& at) {
  if (base.is_null() || at.is_null()) return {};
  if (base.is(ValueType::kList)) return list_element(base.as_list(), at);
  if (has_properties(base)) {
    if (at.is(ValueType::kString)) return property(graph, base, at.as_string());
    throw type_error("MapElementAccessByNonString",
                     say("{} is indexed by a string, not by {}", a_type(base), a_type(at)));
  }
  throw type_error("InvalidArgumentType", say("{} cannot be indexed", a_type(base)));
}

Value slice(const Value& list, const Value& from, const Value& to, bool has_from, bool has_to) {
  if (list.is_null() || (has_from && from.is_null()) || (has_to && to.is_null())) return {};
  if (!list.is(ValueType::kList)) {
    throw type_error("InvalidArgumentType", say("{} cannot be sliced", a_type(list)));
  }
  const List& items = list.as_list();
  auto size = static_cast<int64_t>(items.size());
  int64_t first = has_from ? slice_bound(from, size) : 0;
  int64_t last = has_to ? slice_bound(to, size) : size;
  if (first >= last) return Value::list({});
  return Value::list(List(items.begin() + first, items.begin() + last));
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Functions of lists, and those that choose among values.
#include <algorithm>
#include <limits>

#include "base/messages.h"
#include "base/unicode.h"
#include "query/function_tables.h"
#include "query/semantics.h"

namespace hoego::query {
namespace {

using Context = FunctionContext;

// Lists beyond this are refused before memory is: range(0, 9223372036854775807).
constexpr uint64_t kMaxRange = 50'000'000;

Value count_of(size_t n) {
  return Value::integer(static_cast<int64_t>(n));
}

Value size(const Context&, Args args) {
  const Value& v = args[0];
  if (v.is(ValueType::kString)) return count_of(count_code_points(v.as_string()));
  if (v.is(ValueType::kList)) return count_of(v.as_list().size());
  fail_value("size", v, wording("a list or a string"));
}

Value head(const Context&, Args args) {
  const List& list = list_arg("head", args[0]);
  return list.empty() ? Value::null() : list.front();
}

Value last(const Context&, Args args) {
  const List& list = list_arg("last", args[0]);
  return list.empty() ? Value::null() : list.back();
}

Value tail(const Context&, Args args) {
  const List& list = list_arg("tail", args[0]);
  if (list.empty()) return args[0];
  return Value::list(List(list.begin() + 1, list.end()));
}

int64_t range_arg(const Value& v) {
  if (v.is(ValueType::kInteger)) return v.as_integer();
  throw runtime_error("ArgumentError", "InvalidArgumentType",
                      say("range() takes integers, not {}", a_type(v)));
}

uint64_t distance(int64_t from, int64_t to) {
  return static_cast<uint64_t>(to) - static_cast<uint64_t>(from);
}

// The number of steps from `from` to `to`; the list has one element more.
uint64_t steps(int64_t from, int64_t to, int64_t step) {
  if (step > 0) return distance(from, to) / static_cast<uint64_t>(step);
  return distance(to, from) / (0 - static_cast<uint64_t>(step));
}

Value range(const Context&, Args args) {
  int64_t from = range_arg(args[0]);
  int64_t to = range_arg(args[1]);
  int64_t step = args.size() > 2 ? range_arg(args[2]) : 1;
  if (step == 0) fail_range(say("the step of range() must not be 0"));
  List out;
  if (step > 0 ? from > to : from < to) return Value::list(std::move(out));
  uint64_t last_index = steps(from, to, step);
  if (last_index >= kMaxRange) fail_range(say("range() of more than 50,000,000 numbers"));
  out.reserve(last_index + 1);
  for (uint64_t i = 0; i <= last_index; ++i) {
    out.push_back(Value::integer(from));
    if (i < last_index) from += step;
  }
  return Value::list(std::move(out));
}

std::string reversed_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  size_t end = text.size();
  while (end > 0) {
    size_t begin = end - 1;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    out += text.substr(begin, end - begin);
    end = begin;
  }
  return out;
}

Value reverse(const Context&, Args args) {
  if (args[0].is(ValueType::kString)) return Value::string(reversed_text(args[0].as_string()));
  if (!args[0].is(ValueType::kList)) fail_value("reverse", args[0], wording("a list or a string"));
  const List& list = args[0].as_list();
  return Value::list(List(list.rbegin(), list.rend()));
}

Value coalesce(const Context&, Args args) {
  for (const Value& v : args) {
    if (!v.is_null()) return v;
  }
  return {};
}

Value null_if(const Context&, Args args) {
  return equals(args[0], args[1]) == true ? Value::null() : args[0];
}

Value is_empty(const Context&, Args args) {
  const Value& v = args[0];
  if (v.is(ValueType::kString)) return Value::boolean(v.as_string().empty());
  if (v.is(ValueType::kList)) return Value::boolean(v.as_list().empty());
  if (v.is(ValueType::kMap)) return Value::boolean(v.as_map().empty());
  fail_value("isEmpty", v, wording("a list, a map or a string"));
}

constexpr Function kTable[] = {
    {"coalesce", "coalesce(value :: ANY, ...) :: ANY", "The first value that is not null.",
     "coalesce(null, 1, 2) = 1", 1, -1, "*", '*', false, true, coalesce},
    {"head", "head(list :: LIST) :: ANY", "The first element of a list; null of an empty one.",
     "head([1, 2, 3]) = 1", 1, 1, "L", '*', true, true, head},
    {"isEmpty", "isEmpty(x :: LIST | MAP | STRING) :: BOOLEAN",
     "Whether a list, map or text has nothing in it.", "isEmpty([]) = true", 1, 1, "*", 'B', true,
     true, is_empty},
    {"last", "last(list :: LIST) :: ANY", "The last element of a list; null of an empty one.",
     "last([1, 2, 3]) = 3", 1, 1, "L", '*', true, true, last},
    {"nullIf", "nullIf(value :: ANY, other :: ANY) :: ANY",
     "Null where the two values are equal, else the first one.", "nullIf(1, 1) IS NULL", 2, 2, "*",
     '*', false, true, null_if},
    {"range", "range(from :: INTEGER, to :: INTEGER, [step :: INTEGER]) :: LIST<INTEGER>",
     "The integers from the first to the second bound, both included.",
     "range(0, 6, 3) = [0, 3, 6]", 2, 3, "*", 'L', true, true, range},
    {"reverse", "reverse(x :: LIST | STRING) :: LIST | STRING",
     "A list or text in the opposite order.", "reverse('하루') = '루하'", 1, 1, "C", '*', true,
     true, reverse},
    {"size", "size(x :: LIST | STRING) :: INTEGER",
     "The number of elements of a list, or of characters of a text.", "size('이직') = 2", 1, 1, "C",
     'I', true, true, size},
    {"tail", "tail(list :: LIST) :: LIST", "A list without its first element.",
     "tail([1, 2, 3]) = [2, 3]", 1, 1, "L", 'L', true, true, tail},
};

}  // namespace

std::span<const Function> list_functions() {
  return kTable;
}

}  // namespace hoego::query

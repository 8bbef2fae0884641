// SPDX-License-Identifier: Apache-2.0
// Conversions between types. toX() answers null for a text that is none and refuses types that
// can never be converted; toXOrNull() answers null for those too; toXList() maps a list.
#include <charconv>
#include <cmath>

#include "base/messages.h"
#include "query/function_tables.h"
#include "query/semantics.h"

namespace hoego::query {
namespace {

using Context = FunctionContext;

// A conversion: nullopt where the type can not be converted at all.
using Conversion = std::optional<Value> (*)(const Value&);

std::string_view trimmed(std::string_view text) {
  size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

bool equals_folded(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
    if (c != lower[i]) return false;
  }
  return true;
}

// from_chars takes no "+"; names such as "inf" are no numbers here, except as float_text writes.
std::optional<double> parse_float(std::string_view text) {
  text = trimmed(text);
  if (text == "NaN") return std::nan("");
  if (text.starts_with('+')) text.remove_prefix(1);
  if (text == "Infinity") return HUGE_VAL;
  if (text == "-Infinity") return -HUGE_VAL;
  std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.empty() || (digits[0] != '.' && (digits[0] < '0' || digits[0] > '9'))) {
    return std::nullopt;
  }
  double d = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), d);
  if (end != text.data() + text.size() || error == std::errc::invalid_argument) {
    return std::nullopt;
  }
  if (error == std::errc::result_out_of_range) d = text.find("e-") == text.npos ? HUGE_VAL : 0.0;
  return d;
}

Value float_to_integer(double d) {
  if (std::isnan(d)) return Value::integer(0);
  if (d >= 0x1p63 || d < -0x1p63) {
    fail_range(say("toInteger(): {} does not fit into a 64-bit integer", float_text(d)));
  }
  return Value::integer(static_cast<int64_t>(d));
}

std::optional<int64_t> parse_integer(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  int64_t i = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), i);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return i;
}

// "3.7" is read as a float and cut to 3.
Value text_to_integer(std::string_view text) {
  if (auto i = parse_integer(text)) return Value::integer(*i);
  auto d = parse_float(text);
  if (!d || !(*d < 0x1p63 && *d >= -0x1p63)) return {};
  return Value::integer(static_cast<int64_t>(*d));
}

std::optional<Value> to_integer(const Value& v) {
  switch (v.type()) {
    case ValueType::kInteger:
      return v;
    case ValueType::kFloat:
      return float_to_integer(v.as_float());
    case ValueType::kString:
      return text_to_integer(v.as_string());
    default:
      return std::nullopt;
  }
}

std::optional<Value> to_float(const Value& v) {
  if (v.is_number()) return Value::floating(v.as_number());
  if (!v.is(ValueType::kString)) return std::nullopt;
  auto d = parse_float(v.as_string());
  return d ? Value::floating(*d) : Value::null();
}

std::optional<Value> to_boolean(const Value& v) {
  if (v.is(ValueType::kBoolean)) return v;
  if (v.is(ValueType::kInteger)) return Value::boolean(v.as_integer() != 0);
  if (!v.is(ValueType::kString)) return std::nullopt;
  std::string_view text = trimmed(v.as_string());
  if (equals_folded(text, "true")) return Value::boolean(true);
  if (equals_folded(text, "false")) return Value::boolean(false);
  return Value::null();
}

std::optional<Value> to_string(const Value& v) {
  if (v.is(ValueType::kString)) return v;
  auto text = to_plain_string(v);
  if (!text) return std::nullopt;
  return Value::string(*text);
}

Value convert(Conversion conversion, std::string_view name, std::string_view wanted,
              const Value& v) {
  auto result = conversion(v);
  if (!result) fail_value(name, v, wanted);
  return *result;
}

Value convert_or_null(Conversion conversion, const Value& v) {
  return conversion(v).value_or(Value::null());
}

Value convert_list(Conversion conversion, std::string_view name, const Value& v) {
  List out;
  for (const Value& item : list_arg(name, v)) {
    out.push_back(item.is_null() ? Value::null() : convert_or_null(conversion, item));
  }
  return Value::list(std::move(out));
}

constexpr const char* kNumberOrText = wording("a number or a string");
constexpr const char* kBooleanOrText = wording("a boolean, an integer or a string");
constexpr const char* kPlainValue = wording("a number, boolean, string or temporal value");

std::string_view value_type_name(const Value& v) {
  switch (v.type()) {
    case ValueType::kNull:
      return "NULL";
    case ValueType::kBoolean:
      return "BOOLEAN";
    case ValueType::kInteger:
      return "INTEGER";
    case ValueType::kFloat:
      return "FLOAT";
    case ValueType::kString:
      return "STRING";
    case ValueType::kList:
      return "LIST<ANY>";
    case ValueType::kMap:
      return "MAP";
    case ValueType::kNode:
      return "NODE";
    case ValueType::kRelationship:
      return "RELATIONSHIP";
    case ValueType::kPath:
      return "PATH";
    case ValueType::kDate:
      return "DATE";
    case ValueType::kLocalTime:
      return "LOCAL TIME";
    case ValueType::kTime:
      return "ZONED TIME";
    case ValueType::kLocalDateTime:
      return "LOCAL DATETIME";
    case ValueType::kDateTime:
      return "ZONED DATETIME";
    case ValueType::kDuration:
      return "DURATION";
    case ValueType::kEdtf:
      return "EDTF";
  }
  return "ANY";
}

Value value_type(const Context&, Args args) {
  return Value::string(std::string(value_type_name(args[0])) +
                       (args[0].is_null() ? "" : " NOT NULL"));
}

constexpr Function kTable[] = {
    {"toBoolean", "toBoolean(x :: BOOLEAN | INTEGER | STRING) :: BOOLEAN",
     "Makes a boolean of 'true', 'false' or an integer; null of any other text.",
     "toBoolean('true') = true", 1, 1, "*", 'B', true, true,
     [](const Context&, Args a) { return convert(to_boolean, "toBoolean", kBooleanOrText, a[0]); }},
    {"toBooleanList", "toBooleanList(list :: LIST) :: LIST<BOOLEAN>",
     "toBooleanOrNull() of every element.", "toBooleanList(['true', 'x']) IS NOT NULL", 1, 1, "L",
     'L', true, true,
     [](const Context&, Args a) { return convert_list(to_boolean, "toBooleanList", a[0]); }},
    {"toBooleanOrNull", "toBooleanOrNull(x :: ANY) :: BOOLEAN",
     "toBoolean(), and null for what can never be a boolean.", "toBooleanOrNull(1.5) IS NULL", 1, 1,
     "*", 'B', true, true,
     [](const Context&, Args a) { return convert_or_null(to_boolean, a[0]); }},
    {"toFloat", "toFloat(x :: NUMBER | STRING) :: FLOAT",
     "Makes a float of a number or its text; null of any other text.", "toFloat('2.5') = 2.5", 1, 1,
     "*", 'F', true, true,
     [](const Context&, Args a) { return convert(to_float, "toFloat", kNumberOrText, a[0]); }},
    {"toFloatList", "toFloatList(list :: LIST) :: LIST<FLOAT>", "toFloatOrNull() of every element.",
     "toFloatList(['1', 2]) = [1.0, 2.0]", 1, 1, "L", 'L', true, true,
     [](const Context&, Args a) { return convert_list(to_float, "toFloatList", a[0]); }},
    {"toFloatOrNull", "toFloatOrNull(x :: ANY) :: FLOAT",
     "toFloat(), and null for what can never be a float.", "toFloatOrNull([]) IS NULL", 1, 1, "*",
     'F', true, true, [](const Context&, Args a) { return convert_or_null(to_float, a[0]); }},
    {"toInteger", "toInteger(x :: NUMBER | STRING) :: INTEGER",
     "Makes an integer of a number (cutting its fraction) or its text; null of any other text.",
     "toInteger('42') = 42", 1, 1, "*", 'I', true, true,
     [](const Context&, Args a) { return convert(to_integer, "toInteger", kNumberOrText, a[0]); }},
    {"toIntegerList", "toIntegerList(list :: LIST) :: LIST<INTEGER>",
     "toIntegerOrNull() of every element.", "toIntegerList(['1', 2.9]) = [1, 2]", 1, 1, "L", 'L',
     true, true,
     [](const Context&, Args a) { return convert_list(to_integer, "toIntegerList", a[0]); }},
    {"toIntegerOrNull", "toIntegerOrNull(x :: ANY) :: INTEGER",
     "toInteger(), and null for what can never be an integer.", "toIntegerOrNull([]) IS NULL", 1, 1,
     "*", 'I', true, true,
     [](const Context&, Args a) { return convert_or_null(to_integer, a[0]); }},
    {"toString", "toString(x :: NUMBER | BOOLEAN | STRING | TEMPORAL) :: STRING",
     "The text of a value.", "toString(1.5) = '1.5'", 1, 1, "*", 'S', true, true,
     [](const Context&, Args a) { return convert(to_string, "toString", kPlainValue, a[0]); }},
    {"toStringList", "toStringList(list :: LIST) :: LIST<STRING>",
     "toStringOrNull() of every element.", "toStringList([1, true]) = ['1', 'true']", 1, 1, "L",
     'L', true, true,
     [](const Context&, Args a) { return convert_list(to_string, "toStringList", a[0]); }},
    {"toStringOrNull", "toStringOrNull(x :: ANY) :: STRING",
     "toString(), and null for what has no text.", "toStringOrNull([]) IS NULL", 1, 1, "*", 'S',
     true, true, [](const Context&, Args a) { return convert_or_null(to_string, a[0]); }},
    {"valueType", "valueType(x :: ANY) :: STRING", "The name of the type of a value.",
     "valueType(1) = 'INTEGER NOT NULL'", 1, 1, "*", 'S', false, true, value_type},
};

}  // namespace

std::span<const Function> conversion_functions() {
  return kTable;
}

}  // namespace hoego::query

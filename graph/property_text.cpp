// SPDX-License-Identifier: Apache-2.0
// JSON written and scanned by hand: import and export of tens of millions of lines wait for it.
#include "graph/property_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <memory>

#include "base/json.h"
#include "base/messages.h"
#include "base/unicode.h"

namespace hoego {

namespace {

constexpr int kMaxDepth = 100;
constexpr int64_t kNanosOfSecond = 1'000'000'000;
constexpr int64_t kSecondsOfDay = 86'400;

void append_integer(std::string& out, int64_t value) {
  std::array<char, 24> buffer;
  auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  out.append(buffer.data(), end);
}

void append_double(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += std::isnan(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    return;
  }
  std::array<char, 32> buffer;
  auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  std::string_view text(buffer.data(), static_cast<size_t>(end - buffer.data()));
  out += text;
  if (text.find_first_of(".e") == std::string_view::npos) out += ".0";
}

// The proleptic Gregorian calendar on 64 bits (Howard Hinnant's days_from_civil and back).
struct Civil {
  int64_t year;
  int month;
  int day;
};

int64_t days_from_civil(Civil c) {
  int64_t y = c.month <= 2 ? c.year - 1 : c.year;
  int64_t era = (y >= 0 ? y : y - 399) / 400;
  int64_t year_of_era = y - era * 400;
  int64_t day_of_year = (153 * (c.month + (c.month > 2 ? -3 : 9)) + 2) / 5 + c.day - 1;
  int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

Civil civil_from_days(int64_t days) {
  int64_t z = days + 719'468;
  int64_t era = (z >= 0 ? z : z - 146'096) / 146'097;
  int64_t doe = z - era * 146'097;
  int64_t yoe = (doe - doe / 1460 + doe / 36'524 - doe / 146'096) / 365;
  int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  int64_t mp = (5 * doy + 2) / 153;
  int month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  int64_t year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  return {year, month, static_cast<int>(doy - (153 * mp + 2) / 5 + 1)};
}

void append_padded(std::string& out, int64_t value, int width) {
  std::string digits = std::to_string(value);
  out.append(
      digits.size() < static_cast<size_t>(width) ? static_cast<size_t>(width) - digits.size() : 0,
      '0');
  out += digits;
}

void append_date(std::string& out, int64_t days) {
  Civil c = civil_from_days(days);
  if (c.year < 0) out += '-';
  if (c.year > 9999) out += '+';
  append_padded(out, std::abs(c.year), 4);
  out += '-';
  append_padded(out, c.month, 2);
  out += '-';
  append_padded(out, c.day, 2);
}

void append_fraction(std::string& out, int64_t nanos) {
  if (nanos == 0) return;
  std::string digits;
  append_padded(digits, nanos, 9);
  while (digits.back() == '0') digits.pop_back();
  out += '.';
  out += digits;
}

void append_clock(std::string& out, int64_t nanos_of_day) {
  int64_t seconds = nanos_of_day / kNanosOfSecond;
  append_padded(out, seconds / 3600, 2);
  out += ':';
  append_padded(out, seconds / 60 % 60, 2);
  out += ':';
  append_padded(out, seconds % 60, 2);
  append_fraction(out, nanos_of_day % kNanosOfSecond);
}

void append_offset(std::string& out, int32_t offset) {
  if (offset == 0) {
    out += 'Z';
    return;
  }
  out += offset < 0 ? '-' : '+';
  int32_t seconds = std::abs(offset);
  append_padded(out, seconds / 3600, 2);
  out += ':';
  append_padded(out, seconds / 60 % 60, 2);
  if (seconds % 60 != 0) {
    out += ':';
    append_padded(out, seconds % 60, 2);
  }
}

void append_date_time(std::string& out, int64_t seconds, int32_t nanos) {
  int64_t days = seconds / kSecondsOfDay - (seconds % kSecondsOfDay < 0 ? 1 : 0);
  append_date(out, days);
  out += 'T';
  append_clock(out, (seconds - days * kSecondsOfDay) * kNanosOfSecond + nanos);
}

// Months, days and seconds apart, each with its own sign: "P14M3DT-1.5S".
void append_duration(std::string& out, const Duration& d) {
  out += 'P';
  append_integer(out, d.months);
  out += 'M';
  append_integer(out, d.days);
  out += "DT";
  bool negative = d.seconds < 0;
  int64_t seconds = negative && d.nanos != 0 ? d.seconds + 1 : d.seconds;
  if (negative && seconds == 0) out += '-';
  append_integer(out, seconds);
  append_fraction(out, negative && d.nanos != 0 ? kNanosOfSecond - d.nanos : d.nanos);
  out += 'S';
}

// A cursor for the forms above.
class IsoReader {
 public:
  explicit IsoReader(std::string_view text) : text_(text) {}

  bool ok() const { return ok_ && at_ == text_.size(); }
  bool accept(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) { ok_ = accept(c) && ok_; }
  int64_t integer() {
    bool plus = accept('+');
    int64_t value = 0;
    auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
    if (error != std::errc() || (plus && value < 0)) ok_ = false;
    at_ = static_cast<size_t>(end - text_.data());
    return value;
  }
  int64_t two(int64_t limit) {
    int64_t value = integer();
    if (value < 0 || value > limit) ok_ = false;
    return ok_ ? value : 0;
  }
  int64_t date() {
    int64_t year = integer();
    expect('-');
    auto month = static_cast<int>(two(12));
    expect('-');
    auto day = static_cast<int>(two(31));
    if (year < -999'999'999 || year > 999'999'999 || month < 1 || day < 1) ok_ = false;
    return ok_ ? days_from_civil({year, month, day}) : 0;
  }
  int64_t fraction() {
    if (!accept('.')) return 0;
    int64_t nanos = 0;
    int digits = 0;
    for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_, ++digits)
      if (digits < 9) nanos = nanos * 10 + (text_[at_] - '0');
    for (; digits < 9; ++digits) nanos *= 10;
    return nanos;
  }
  int64_t clock() {
    int64_t seconds = two(23) * 3600;
    expect(':');
    seconds += two(59) * 60;
    expect(':');
    seconds += two(59);
    return seconds * kNanosOfSecond + fraction();
  }
  int32_t offset() {
    if (accept('Z')) return 0;
    int64_t sign = accept('-') ? -1 : 1;
    if (sign > 0) expect('+');
    int64_t seconds = two(18) * 3600;
    expect(':');
    seconds += two(59) * 60;
    if (accept(':')) seconds += two(59);
    return static_cast<int32_t>(sign * seconds);
  }
  Duration duration() {
    Duration d;
    expect('P');
    d.months = integer();
    expect('M');
    d.days = integer();
    expect('D');
    expect('T');
    bool negative = at_ < text_.size() && text_[at_] == '-';
    d.seconds = integer();
    d.nanos = static_cast<int32_t>(fraction());
    expect('S');
    if (negative && d.nanos != 0) {
      d.seconds -= 1;
      d.nanos = static_cast<int32_t>(kNanosOfSecond - d.nanos);
    }
    return d;
  }
  std::string zone() {
    if (!accept('[')) return {};
    size_t end = text_.find(']', at_);
    if (end == std::string_view::npos) return ok_ = false, std::string();
    std::string name(text_.substr(at_, end - at_));
    at_ = end + 1;
    return name;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
  bool ok_ = true;
};

std::optional<double> parse_special_float(std::string_view text) {
  if (text == "NaN") return std::nan("");
  if (text == "Infinity") return HUGE_VAL;
  if (text == "-Infinity") return -HUGE_VAL;
  return std::nullopt;
}

Value read_temporal(std::string_view type, IsoReader& in) {
  if (type == "date") return Value::date({in.date()});
  if (type == "localtime") return Value::local_time({in.clock()});
  if (type == "time") {
    int64_t nanos = in.clock();
    return Value::time({nanos, in.offset()});
  }
  if (type == "duration") return Value::duration(in.duration());
  int64_t seconds = in.date() * kSecondsOfDay;
  in.expect('T');
  int64_t clock = in.clock();
  seconds += clock / kNanosOfSecond;
  auto nanos = static_cast<int32_t>(clock % kNanosOfSecond);
  if (type == "localdatetime") return Value::local_date_time({seconds, nanos});
  int32_t offset = in.offset();
  return Value::date_time({seconds - offset, nanos, offset, in.zone()});
}

std::string_view scalar_type(const Value& value) {
  switch (value.type()) {
    case ValueType::kDate:
      return "date";
    case ValueType::kLocalTime:
      return "localtime";
    case ValueType::kTime:
      return "time";
    case ValueType::kLocalDateTime:
      return "localdatetime";
    case ValueType::kDateTime:
      return "datetime";
    case ValueType::kDuration:
      return "duration";
    case ValueType::kEdtf:
      return "edtf";
    case ValueType::kFloat:
      return std::isfinite(value.as_float()) ? "" : "float";
    default:
      return "";
  }
}

// "[date]" for a list whose items all have that type; else an array of each one's type.
bool append_list_type(std::string& out, const List& items) {
  if (items.empty()) return false;
  std::string_view first = scalar_type(items.front());
  bool same = !first.empty();
  for (const Value& item : items) same = same && scalar_type(item) == first;
  if (same) {
    out += "\"[";
    out += first;
    out += "]\"";
    return true;
  }
  std::string types = "[";
  bool any = false;
  for (const Value& item : items) {
    if (types.size() > 1) types += ',';
    if (append_json_type(types, item))
      any = true;
    else
      types += "null";
  }
  if (any) out += types + "]";
  return any;
}

bool append_map_type(std::string& out, const Map& entries) {
  std::string types = "{";
  for (const auto& [key, item] : entries) {
    std::string type;
    if (!append_json_type(type, item)) continue;
    if (types.size() > 1) types += ',';
    append_json_string(types, key);
    types += ':' + type;
  }
  if (types.size() > 1) out += types + "}";
  return types.size() > 1;
}

}  // namespace

void append_json_value(std::string& out, const Value& value) {
  switch (value.type()) {
    case ValueType::kBoolean:
      out += value.as_boolean() ? "true" : "false";
      return;
    case ValueType::kInteger:
      return append_integer(out, value.as_integer());
    case ValueType::kFloat:
      return append_double(out, value.as_float());
    case ValueType::kString:
      return append_json_string(out, value.as_string());
    case ValueType::kList: {
      char before = '[';
      for (const Value& item : value.as_list()) {
        out += before;
        before = ',';
        append_json_value(out, item);
      }
      out += before == '[' ? "[]" : "]";
      return;
    }
    case ValueType::kMap: {
      char before = '{';
      for (const auto& [key, item] : value.as_map()) {
        out += before;
        before = ',';
        append_json_string(out, key);
        out += ':';
        append_json_value(out, item);
      }
      out += before == '{' ? "{}" : "}";
      return;
    }
    case ValueType::kNull:
    case ValueType::kNode:
    case ValueType::kRelationship:
    case ValueType::kPath:
      out += "null";
      return;
    default:
      return append_json_string(out, temporal_text(value));
  }
}

bool append_json_type(std::string& out, const Value& value) {
  if (value.is(ValueType::kList)) return append_list_type(out, value.as_list());
  if (value.is(ValueType::kMap)) return append_map_type(out, value.as_map());
  std::string_view type = scalar_type(value);
  if (!type.empty()) append_json_string(out, type);
  return !type.empty();
}

std::string temporal_text(const Value& value) {
  std::string out;
  switch (value.type()) {
    case ValueType::kDate:
      append_date(out, value.as_date().days);
      break;
    case ValueType::kLocalTime:
      append_clock(out, value.as_local_time().nanos);
      break;
    case ValueType::kTime:
      append_clock(out, value.as_time().nanos);
      append_offset(out, value.as_time().offset);
      break;
    case ValueType::kLocalDateTime: {
      const LocalDateTime& t = value.as_local_date_time();
      append_date_time(out, t.seconds, t.nanos);
      break;
    }
    case ValueType::kDateTime: {
      const DateTime& t = value.as_date_time();
      append_date_time(out, t.seconds + t.offset, t.nanos);
      append_offset(out, t.offset);
      if (!t.zone.empty()) out += '[' + t.zone + ']';
      break;
    }
    case ValueType::kDuration:
      append_duration(out, value.as_duration());
      break;
    case ValueType::kEdtf:
      out = value.as_edtf().text();
      break;
    default:
      break;
  }
  return out;
}

std::optional<Value> parse_temporal(std::string_view type, std::string_view text) {
  if (type == "edtf") {
    auto e = parse_edtf(text);
    return e ? std::optional(Value::edtf(*e)) : std::nullopt;
  }
  if (type == "float") {
    auto d = parse_special_float(text);
    return d ? std::optional(Value::floating(*d)) : std::nullopt;
  }
  constexpr std::array<std::string_view, 6> kTypes = {"date",          "localtime", "time",
                                                      "localdatetime", "datetime",  "duration"};
  if (std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end()) return std::nullopt;
  IsoReader reader(text);
  Value value = read_temporal(type, reader);
  return reader.ok() ? std::optional(value) : std::nullopt;
}

void JsonScanner::fail(const std::string& what) const {
  throw JsonError(what, at_);
}

char JsonScanner::peek() {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r' || text_[at_] == '\n'))
    ++at_;
  return at_ < text_.size() ? text_[at_] : '\0';
}

bool JsonScanner::accept(char c) {
  if (peek() != c || at_ >= text_.size()) return false;
  ++at_;
  return true;
}

void JsonScanner::expect(char c) {
  if (!accept(c)) fail(say("expected '{}'", c));
}

void JsonScanner::enter(char open) {
  expect(open);
  if (++depth_ > kMaxDepth) fail(say("nested deeper than 100"));
}

void JsonScanner::word(std::string_view expected) {
  if (text_.substr(at_, expected.size()) != expected) fail(say("expected a JSON value"));
  at_ += expected.size();
}

std::string_view JsonScanner::string() {
  if (peek() != '"') fail(say("expected '\"'"));
  size_t start = ++at_;
  bool ascii = true;
  for (; at_ < text_.size(); ++at_) {
    auto c = static_cast<unsigned char>(text_[at_]);
    if (c == '"') {
      std::string_view view = text_.substr(start, at_ - start);
      if (!ascii && first_invalid_utf8(view) != kNoOffset) fail(say("text that is no UTF-8"));
      ++at_;
      return view;
    }
    if (c == '\\') return string_with_escapes(start);
    if (c < 0x20) fail(say("control character in a string"));
    ascii = ascii && c < 0x80;
  }
  fail(say("string without an end"));
}

std::string_view JsonScanner::string_with_escapes(size_t start) {
  auto decoded = std::make_unique<std::string>(text_.substr(start, at_ - start));
  while (at_ < text_.size() && text_[at_] != '"') {
    if (static_cast<unsigned char>(text_[at_]) < 0x20) fail(say("control character in a string"));
    if (text_[at_] == '\\')
      append_escape(*decoded);
    else
      *decoded += text_[at_++];
  }
  if (at_ >= text_.size()) fail(say("string without an end"));
  if (first_invalid_utf8(*decoded) != kNoOffset) fail(say("text that is no UTF-8"));
  ++at_;
  decoded_.push_back(std::move(decoded));
  return *decoded_.back();
}

void JsonScanner::append_escape(std::string& out) {
  ++at_;
  char c = at_ < text_.size() ? text_[at_++] : '\0';
  switch (c) {
    case '"':
    case '\\':
    case '/':
      out += c;
      return;
    case 'b':
      out += '\b';
      return;
    case 'f':
      out += '\f';
      return;
    case 'n':
      out += '\n';
      return;
    case 'r':
      out += '\r';
      return;
    case 't':
      out += '\t';
      return;
    case 'u':
      break;
    default:
      fail(say("unknown escape in a string"));
  }
  uint32_t unit = hex4();
  if (unit >= 0xDC00 && unit < 0xE000) fail(say("half of a surrogate pair"));
  if (unit >= 0xD800 && unit < 0xDC00) {
    if (text_.substr(at_, 2) != "\\u") fail(say("half of a surrogate pair"));
    at_ += 2;
    uint32_t low = hex4();
    if (low < 0xDC00 || low >= 0xE000) fail(say("half of a surrogate pair"));
    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  }
  append_utf8(out, unit);
}

uint32_t JsonScanner::hex4() {
  std::string_view digits = text_.substr(at_, 4);
  uint32_t unit = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
  if (digits.size() != 4 || error != std::errc() || end != digits.data() + 4)
    fail(say("expected four hexadecimal digits"));
  at_ += 4;
  return unit;
}

bool JsonScanner::number(int64_t& integer, double& floating) {
  peek();
  const char* begin = text_.data() + at_;
  const char* end = text_.data() + text_.size();
  const char* digits = begin + (begin != end && *begin == '-' ? 1 : 0);
  if (end - digits > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9')
    fail(say("a number that begins with 0"));
  auto [stop, error] = std::from_chars(begin, end, integer);
  bool is_integer = error == std::errc();
  if (is_integer && (stop == end || (*stop != '.' && *stop != 'e' && *stop != 'E'))) {
    at_ += static_cast<size_t>(stop - begin);
    return true;
  }
  auto [float_stop, float_error] = std::from_chars(begin, end, floating);
  if (float_error != std::errc() || begin == end ||
      (*begin != '-' && (*begin < '0' || *begin > '9')))
    fail(say("expected a JSON value"));
  at_ += static_cast<size_t>(float_stop - begin);
  return false;
}

Value JsonScanner::value() {
  switch (peek()) {
    case '"':
      return Value::string(string());
    case 't':
      return word("true"), Value::boolean(true);
    case 'f':
      return word("false"), Value::boolean(false);
    case 'n':
      return word("null"), Value();
    case '[': {
      List items;
      array([&] { items.push_back(value()); });
      return Value::list(std::move(items));
    }
    case '{': {
      Map entries;
      object([&](std::string_view key) {
        std::string name(key);
        entries.emplace_back(std::move(name), value());
      });
      return Value::map(std::move(entries));
    }
    default:
      break;
  }
  int64_t integer = 0;
  double floating = 0;
  return number(integer, floating) ? Value::integer(integer) : Value::floating(floating);
}

void JsonScanner::skip() {
  switch (peek()) {
    case '"':
      string();
      return;
    case '[':
      array([&] { skip(); });
      return;
    case '{':
      object([&](std::string_view) { skip(); });
      return;
    default:
      value();
      return;
  }
}

namespace {

Value scalar_with_type(const Value& value, std::string_view type) {
  auto typed =
      value.is(ValueType::kString) ? parse_temporal(type, value.as_string()) : std::nullopt;
  if (!typed) throw JsonError(say("a value that is no {}", type), 0);
  return *typed;
}

}  // namespace

Value with_types(const Value& value, const Value& types) {
  if (types.is_null()) return value;
  if (types.is(ValueType::kString) && !types.as_string().starts_with('['))
    return scalar_with_type(value, types.as_string());
  if (types.is(ValueType::kMap) && value.is(ValueType::kMap)) {
    Map entries = value.as_map();
    for (auto& [key, item] : entries)
      if (const Value* type = types.find(key)) item = with_types(item, *type);
    return Value::map(std::move(entries));
  }
  if (!value.is(ValueType::kList)) throw JsonError(say("a type that does not fit its value"), 0);
  List items = value.as_list();
  for (size_t i = 0; i < items.size(); ++i) {
    if (types.is(ValueType::kString)) {
      std::string_view type = types.as_string();
      items[i] = scalar_with_type(items[i], type.substr(1, type.size() - 2));
    } else if (types.is(ValueType::kList) && i < types.as_list().size()) {
      items[i] = with_types(items[i], types.as_list()[i]);
    }
  }
  return Value::list(std::move(items));
}

}  // namespace hoego

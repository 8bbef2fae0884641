// SPDX-License-Identifier: Apache-2.0
// date(), time(), localtime(), datetime(), localdatetime(), duration() and their kin.
#include "base/messages.h"
#include "base/unicode.h"
#include "query/function_tables.h"
#include "query/semantics.h"
#include "query/temporal.h"

namespace hoego::query {
namespace {

using Context = FunctionContext;

// The spellings of a type, for the hint of an error.
std::string spellings(ValueType type) {
  switch (type) {
    case ValueType::kDate:
      return say("dates: 2021-12-03, 20211203, 2021-12, 2021, 2021-W48-5, 2021-Q4-64, 2021-337");
    case ValueType::kLocalTime:
      return say("times: 10:15:30.5, 101530, 10:15, 10");
    case ValueType::kTime:
      return say("times: 10:15:30.5+09:00, 10:15Z, 10:15, 10+09");
    case ValueType::kLocalDateTime:
      return say("a date, T and a time: 2021-12-03T10:15:30.5");
    case ValueType::kDateTime:
      return say(
          "a date, T, a time and a zone: 2021-12-03T10:15+09:00, 2021-12-03T10:15[Asia/Seoul]");
    default:
      return say("durations: P1Y2M3W4DT5H6M7.8S, any part may be left out");
  }
}

[[noreturn]] void fail_text(ValueType type, std::string_view text) {
  throw runtime_error("ArgumentError", "InvalidArgumentValue",
                      say("'{}' can not be read as {}", text, a_type(type)), spellings(type));
}

// "date", "localdatetime" ...
std::string function_name(ValueType type) {
  std::string name(type_name(type));
  for (char& c : name) c = ascii_lower(c);
  return name;
}

template <typename T>
Value read(ValueType type, std::string_view text, std::optional<T> (*parse)(std::string_view),
           Value (*wrap)(T)) {
  std::optional<T> parsed = parse(text);
  if (!parsed) fail_text(type, text);
  return wrap(*parsed);
}

Value from_text(ValueType type, std::string_view text) {
  switch (type) {
    case ValueType::kDate:
      return read(type, text, parse_date, Value::date);
    case ValueType::kLocalTime:
      return read(type, text, parse_local_time, Value::local_time);
    case ValueType::kTime:
      return read(type, text, parse_time, Value::time);
    case ValueType::kLocalDateTime:
      return read(type, text, parse_local_date_time, Value::local_date_time);
    case ValueType::kDateTime:
      return read(type, text, parse_date_time, Value::date_time);
    default:
      return read(type, text, parse_duration, Value::duration);
  }
}

Value now(ValueType type, const Context& context, const Zone& zone) {
  DateTime instant = at_instant(context.now_seconds, context.now_nanos, zone);
  return *temporal_convert(type, Value::date_time(std::move(instant)));
}

Zone zone_arg(const Value& v) {
  auto zone = v.is(ValueType::kString) ? parse_zone(v.as_string()) : std::nullopt;
  if (zone) return *zone;
  throw runtime_error("ArgumentError", "InvalidArgumentValue", no_such_zone(v));
}

bool is_zone_only(const Value& v) {
  return v.is(ValueType::kMap) && v.as_map().size() == 1 && v.find("timezone");
}

// Without an argument: now. Else from a text, a map of components or another temporal value.
template <ValueType kType>
Value instant(const Context& context, Args args) {
  if (args.empty()) return now(kType, context, {});
  const Value& v = args[0];
  if (v.is(ValueType::kString)) return from_text(kType, v.as_string());
  if (is_zone_only(v)) return now(kType, context, zone_arg(*v.find("timezone")));
  if (v.is(ValueType::kMap)) return temporal_from_map(kType, v, context.now_seconds);
  auto converted = temporal_convert(kType, v);
  if (!converted)
    fail_value(function_name(kType), v, wording("a string, a map or a temporal value"));
  return *converted;
}

// The clock of the statement: it stands still while a statement runs.
template <ValueType kType>
Value clock(const Context& context, Args args) {
  if (args.empty()) return now(kType, context, {});
  const Value& v = args[0];
  return now(kType, context, zone_arg(is_zone_only(v) ? *v.find("timezone") : v));
}

template <ValueType kType>
Value truncate(const Context& context, Args args) {
  std::string_view unit = string_arg("truncate", args[0]);
  Value instant_value = args.size() > 1 ? args[1] : now(kType, context, {});
  Value fields = args.size() > 2 ? args[2] : Value::map({});
  if (!fields.is(ValueType::kMap)) fail_value("truncate", fields, wording("a map"));
  return temporal_truncate(kType, unit, instant_value, fields, context.now_seconds);
}

Value from_epoch(const Context&, Args args) {
  int64_t nanos = args.size() > 1 ? integer_arg("datetime.fromepoch", args[1]) : 0;
  if (nanos < 0 || nanos >= kNanosPerSecond) fail_range(say("nanoseconds must be 0 to 999999999"));
  int64_t seconds = integer_arg("datetime.fromepoch", args[0]);
  Map fields = {{"epochSeconds", Value::integer(seconds)}, {"nanosecond", Value::integer(nanos)}};
  return temporal_from_map(ValueType::kDateTime, Value::map(std::move(fields)), 0);
}

Value from_epoch_millis(const Context&, Args args) {
  int64_t millis = integer_arg("datetime.fromepochmillis", args[0]);
  Map fields = {{"epochMillis", Value::integer(millis)}};
  return temporal_from_map(ValueType::kDateTime, Value::map(std::move(fields)), 0);
}

// --- Durations

struct DurationUnit {
  std::string_view name;
  enum Field { kMonths, kDays, kSeconds, kNanos } field;
  int64_t factor;
};
constexpr DurationUnit kDurationUnits[] = {
    {"years", DurationUnit::kMonths, 12},
    {"quarters", DurationUnit::kMonths, 3},
    {"months", DurationUnit::kMonths, 1},
    {"weeks", DurationUnit::kDays, 7},
    {"days", DurationUnit::kDays, 1},
    {"hours", DurationUnit::kSeconds, 3'600},
    {"minutes", DurationUnit::kSeconds, 60},
    {"seconds", DurationUnit::kSeconds, 1},
    {"milliseconds", DurationUnit::kNanos, 1'000'000},
    {"microseconds", DurationUnit::kNanos, 1'000},
    {"nanoseconds", DurationUnit::kNanos, 1},
};

const DurationUnit& duration_unit(std::string_view name) {
  for (const DurationUnit& unit : kDurationUnits) {
    if (unit.name == name) return unit;
  }
  throw runtime_error("ArgumentError", "InvalidArgumentValue",
                      say("a Duration has no component `{}`", name));
}

// A whole number of one unit, exactly.
Duration whole_component(const DurationUnit& unit, int64_t amount) {
  Duration d;
  switch (unit.field) {
    case DurationUnit::kMonths:
      d.months = amount;
      break;
    case DurationUnit::kDays:
      d.days = amount;
      break;
    case DurationUnit::kSeconds:
      d.seconds = amount;
      break;
    case DurationUnit::kNanos: {
      int64_t per_second = kNanosPerSecond / unit.factor;
      d.seconds = amount / per_second - (amount % per_second < 0 ? 1 : 0);
      d.nanos = static_cast<int32_t>((amount - d.seconds * per_second) * unit.factor);
      return d;
    }
  }
  return temporal_scale(d, static_cast<double>(unit.factor))->as_duration();
}

Value sum_of_wholes(const Map& map) {
  Value sum = Value::duration({});
  for (const auto& [key, v] : map) {
    if (v.is_null()) continue;
    Duration d = whole_component(duration_unit(key), v.as_integer());
    sum = *temporal_add(sum, Value::duration(d));
  }
  return sum;
}

// Fractions of a unit are summed with its wholes before they spill.
Value sum_with_fractions(const Map& map) {
  double sums[4] = {};
  for (const auto& [key, v] : map) {
    if (v.is_null()) continue;
    const DurationUnit& unit = duration_unit(key);
    sums[unit.field] += v.as_number() * static_cast<double>(unit.factor);
  }
  return Value::duration(make_duration(sums[0], sums[1], sums[2], sums[3]));
}

Value duration_of_map(const Value& map) {
  bool whole = true;
  for (const auto& [key, v] : map.as_map()) {
    duration_unit(key);
    if (!v.is_null() && !v.is_number()) fail_value("duration", v, wording("numbers as components"));
    whole = whole && !v.is(ValueType::kFloat);
  }
  return whole ? sum_of_wholes(map.as_map()) : sum_with_fractions(map.as_map());
}

Value duration(const Context&, Args args) {
  const Value& v = args[0];
  if (v.is(ValueType::kString)) return from_text(ValueType::kDuration, v.as_string());
  if (v.is(ValueType::kMap)) return duration_of_map(v);
  if (v.is(ValueType::kDuration)) return v;
  fail_value("duration", v, wording("a string or a map"));
}

bool is_instant(const Value& v) {
  Parts parts = parts_of(v);
  return parts.days || parts.nanos;
}

template <BetweenUnit kUnit>
Value between(const Context&, Args args) {
  for (const Value& v : args) {
    if (!is_instant(v)) fail_value("duration.between", v, wording("temporal instants"));
  }
  return Value::duration(duration_between(args[0], args[1], kUnit));
}

Value timestamp(const Context& context, Args) {
  return Value::integer(context.now_seconds * 1'000 + context.now_nanos / 1'000'000);
}

constexpr ValueType kD = ValueType::kDate;
constexpr ValueType kT = ValueType::kTime;
constexpr ValueType kLT = ValueType::kLocalTime;
constexpr ValueType kDT = ValueType::kDateTime;
constexpr ValueType kLDT = ValueType::kLocalDateTime;

constexpr std::string_view kNow =
    "The current value, of the clock that stands still for a statement, in a time zone.";
constexpr std::string_view kTruncated =
    "The beginning of the unit in which a value lies; then the components of the map are set.";

constexpr Function kTable[] = {
    {"date", "date([x :: STRING | MAP | TEMPORAL]) :: DATE",
     "A date out of its ISO text, a map of components or another temporal value; today.",
     "date('2021-12-03').year = 2021", 0, 1, "*", 'T', true, true, instant<kD>},
    {"date.realtime", "date.realtime([timezone :: STRING]) :: DATE", kNow,
     "date.realtime() = date.realtime()", 0, 1, "*", 'T', true, true, clock<kD>},
    {"date.statement", "date.statement([timezone :: STRING]) :: DATE", kNow,
     "date.statement() = date()", 0, 1, "*", 'T', true, true, clock<kD>},
    {"date.transaction", "date.transaction([timezone :: STRING]) :: DATE", kNow,
     "date.transaction() = date()", 0, 1, "*", 'T', true, true, clock<kD>},
    {"date.truncate", "date.truncate(unit :: STRING, [x :: TEMPORAL, [components :: MAP]]) :: DATE",
     kTruncated, "date.truncate('month', date('2021-12-03')) = date('2021-12-01')", 1, 3, "S*M",
     'T', true, true, truncate<kD>},
    {"datetime", "datetime([x :: STRING | MAP | TEMPORAL]) :: ZONED DATETIME",
     "A date and time in a time zone out of its ISO text, a map of components or another temporal "
     "value; now.",
     "toString(datetime('2021-12-03T10:00+09:00')) = '2021-12-03T10:00+09:00'", 0, 1, "*", 'T',
     true, true, instant<kDT>},
    {"datetime.fromepoch",
     "datetime.fromepoch(seconds :: INTEGER, [nanoseconds :: INTEGER]) :: ZONED DATETIME",
     "The point in time so many seconds after 1970-01-01T00:00Z.",
     "toString(datetime.fromepoch(0, 0)) = '1970-01-01T00:00Z'", 1, 2, "I", 'T', true, true,
     from_epoch},
    {"datetime.fromepochmillis",
     "datetime.fromepochmillis(milliseconds :: INTEGER) :: ZONED DATETIME",
     "The point in time so many milliseconds after 1970-01-01T00:00Z.",
     "datetime.fromepochmillis(1500).millisecond = 500", 1, 1, "F", 'T', true, true,
     from_epoch_millis},
    {"datetime.realtime", "datetime.realtime([timezone :: STRING]) :: ZONED DATETIME", kNow,
     "datetime.realtime() = datetime.realtime()", 0, 1, "*", 'T', true, true, clock<kDT>},
    {"datetime.statement", "datetime.statement([timezone :: STRING]) :: ZONED DATETIME", kNow,
     "datetime.statement('Asia/Seoul').offset = '+09:00'", 0, 1, "*", 'T', true, true, clock<kDT>},
    {"datetime.transaction", "datetime.transaction([timezone :: STRING]) :: ZONED DATETIME", kNow,
     "datetime.transaction() = datetime()", 0, 1, "*", 'T', true, true, clock<kDT>},
    {"datetime.truncate",
     "datetime.truncate(unit :: STRING, [x :: TEMPORAL, [components :: MAP]]) :: ZONED DATETIME",
     kTruncated, "datetime.truncate('day', date('2021-12-03')) = datetime('2021-12-03')", 1, 3,
     "S*M", 'T', true, true, truncate<kDT>},
    {"duration", "duration(x :: STRING | MAP) :: DURATION",
     "A duration out of its ISO text or a map of components.",
     "toString(duration({months: 14, hours: 1.5})) = 'P1Y2MT1H30M'", 1, 1, "*", 'T', true, true,
     duration},
    {"duration.between", "duration.between(from :: TEMPORAL, to :: TEMPORAL) :: DURATION",
     "The months, days and seconds from one instant to another.",
     "toString(duration.between(date('2020-01-31'), date('2021-03-01'))) = 'P1Y1M1D'", 2, 2, "*",
     'T', true, true, between<BetweenUnit::kAll>},
    {"duration.inDays", "duration.inDays(from :: TEMPORAL, to :: TEMPORAL) :: DURATION",
     "The whole days from one instant to another.",
     "duration.inDays(date('2020-01-31'), date('2020-03-01')).days = 30", 2, 2, "*", 'T', true,
     true, between<BetweenUnit::kDays>},
    {"duration.inMonths", "duration.inMonths(from :: TEMPORAL, to :: TEMPORAL) :: DURATION",
     "The whole months from one instant to another.",
     "duration.inMonths(date('2020-01-31'), date('2021-03-01')).months = 13", 2, 2, "*", 'T', true,
     true, between<BetweenUnit::kMonths>},
    {"duration.inSeconds", "duration.inSeconds(from :: TEMPORAL, to :: TEMPORAL) :: DURATION",
     "The seconds from one instant to another.",
     "duration.inSeconds(date('2020-01-01'), date('2020-01-02')).seconds = 86400", 2, 2, "*", 'T',
     true, true, between<BetweenUnit::kSeconds>},
    {"localdatetime", "localdatetime([x :: STRING | MAP | TEMPORAL]) :: LOCAL DATETIME",
     "A date and time without a time zone out of its ISO text, a map of components or another "
     "temporal value; now.",
     "localdatetime('2021-12-03T10:15').minute = 15", 0, 1, "*", 'T', true, true, instant<kLDT>},
    {"localdatetime.realtime", "localdatetime.realtime([timezone :: STRING]) :: LOCAL DATETIME",
     kNow, "localdatetime.realtime() = localdatetime.realtime()", 0, 1, "*", 'T', true, true,
     clock<kLDT>},
    {"localdatetime.statement", "localdatetime.statement([timezone :: STRING]) :: LOCAL DATETIME",
     kNow, "localdatetime.statement() = localdatetime()", 0, 1, "*", 'T', true, true, clock<kLDT>},
    {"localdatetime.transaction",
     "localdatetime.transaction([timezone :: STRING]) :: LOCAL DATETIME", kNow,
     "localdatetime.transaction() = localdatetime()", 0, 1, "*", 'T', true, true, clock<kLDT>},
    {"localdatetime.truncate",
     "localdatetime.truncate(unit :: STRING, [x :: TEMPORAL, [components :: MAP]]) :: LOCAL "
     "DATETIME",
     kTruncated, "localdatetime.truncate('hour', localdatetime('2021-12-03T10:15')).minute = 0", 1,
     3, "S*M", 'T', true, true, truncate<kLDT>},
    {"localtime", "localtime([x :: STRING | MAP | TEMPORAL]) :: LOCAL TIME",
     "A time of day without a time zone out of its ISO text, a map of components or another "
     "temporal value; now.",
     "localtime({hour: 10, minute: 15}) = localtime('10:15')", 0, 1, "*", 'T', true, true,
     instant<kLT>},
    {"localtime.realtime", "localtime.realtime([timezone :: STRING]) :: LOCAL TIME", kNow,
     "localtime.realtime() = localtime.realtime()", 0, 1, "*", 'T', true, true, clock<kLT>},
    {"localtime.statement", "localtime.statement([timezone :: STRING]) :: LOCAL TIME", kNow,
     "localtime.statement() = localtime()", 0, 1, "*", 'T', true, true, clock<kLT>},
    {"localtime.transaction", "localtime.transaction([timezone :: STRING]) :: LOCAL TIME", kNow,
     "localtime.transaction() = localtime()", 0, 1, "*", 'T', true, true, clock<kLT>},
    {"localtime.truncate",
     "localtime.truncate(unit :: STRING, [x :: TEMPORAL, [components :: MAP]]) :: LOCAL TIME",
     kTruncated, "localtime.truncate('hour', localtime('10:15')) = localtime('10:00')", 1, 3, "S*M",
     'T', true, true, truncate<kLT>},
    {"time", "time([x :: STRING | MAP | TEMPORAL]) :: ZONED TIME",
     "A time of day with an offset from UTC out of its ISO text, a map of components or another "
     "temporal value; now.",
     "time('10:15+09:00').offset = '+09:00'", 0, 1, "*", 'T', true, true, instant<kT>},
    {"time.realtime", "time.realtime([timezone :: STRING]) :: ZONED TIME", kNow,
     "time.realtime() = time.realtime()", 0, 1, "*", 'T', true, true, clock<kT>},
    {"time.statement", "time.statement([timezone :: STRING]) :: ZONED TIME", kNow,
     "time.statement() = time()", 0, 1, "*", 'T', true, true, clock<kT>},
    {"time.transaction", "time.transaction([timezone :: STRING]) :: ZONED TIME", kNow,
     "time.transaction() = time()", 0, 1, "*", 'T', true, true, clock<kT>},
    {"time.truncate",
     "time.truncate(unit :: STRING, [x :: TEMPORAL, [components :: MAP]]) :: ZONED TIME",
     kTruncated, "time.truncate('hour', time('10:15+09:00')) = time('10:00+09:00')", 1, 3, "S*M",
     'T', true, true, truncate<kT>},
    {"timestamp", "timestamp() :: INTEGER", "The milliseconds since 1970-01-01T00:00Z.",
     "timestamp() = datetime().epochMillis", 0, 0, "", 'I', true, true, timestamp},
};

}  // namespace

std::span<const Function> temporal_functions() {
  return kTable;
}

}  // namespace hoego::query

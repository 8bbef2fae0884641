// SPDX-License-Identifier: Apache-2.0
// Temporal values out of maps of components and other temporal values, and their truncation.
#include <algorithm>
#include <array>

#include "base/messages.h"
#include "base/suggest.h"
#include "query/error.h"
#include "query/semantics.h"
#include "query/temporal.h"

namespace hoego::query {
namespace {

constexpr int64_t kMaxYear = 999'999'999;

int64_t floor_divide(int64_t a, int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

[[noreturn]] void fail(const std::string& message, std::string hint = {}) {
  throw runtime_error("ArgumentError", "InvalidArgumentValue", message, std::move(hint));
}

bool has_date(ValueType type) {
  return type == ValueType::kDate || type == ValueType::kLocalDateTime ||
         type == ValueType::kDateTime;
}
bool has_time(ValueType type) {
  return type != ValueType::kDate;
}
bool has_zone(ValueType type) {
  return type == ValueType::kTime || type == ValueType::kDateTime;
}

// --- The map of components

const Value* present(const Value& map, std::string_view key) {
  const Value* v = map.find(key);
  return v && !v->is_null() ? v : nullptr;
}

bool has_any(const Value& map, std::initializer_list<std::string_view> keys) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](std::string_view key) { return present(map, key) != nullptr; });
}

std::optional<int64_t> integer_of(const Value& map, std::string_view key) {
  const Value* v = present(map, key);
  if (!v) return std::nullopt;
  if (v->is(ValueType::kInteger)) return v->as_integer();
  throw runtime_error("TypeError", "InvalidArgumentType",
                      say("the component `{}` must be an integer, not {}", key, a_type(*v)));
}

std::optional<int64_t> integer_in(const Value& map, std::string_view key, int64_t low,
                                  int64_t high) {
  auto value = integer_of(map, key);
  if (value && (*value < low || *value > high)) {
    fail(say("the component `{}` must lie between {} and {}, not at {}", key, low, high, *value));
  }
  return value;
}

constexpr std::string_view kDateKeys[] = {"year",      "month",   "day",          "week",
                                          "dayOfWeek", "quarter", "dayOfQuarter", "ordinalDay",
                                          "date",      "datetime"};
constexpr std::string_view kTimeKeys[] = {"hour",        "minute",     "second", "millisecond",
                                          "microsecond", "nanosecond", "time",   "datetime"};

template <size_t N>
bool is_among(std::string_view key, const std::string_view (&keys)[N]) {
  return std::find(std::begin(keys), std::end(keys), key) != std::end(keys);
}

bool allowed(ValueType type, std::string_view key) {
  if (has_date(type) && is_among(key, kDateKeys)) return true;
  if (has_time(type) && is_among(key, kTimeKeys)) return true;
  bool epoch = key == "epochSeconds" || key == "epochMillis";
  return key == "timezone" || (epoch && type == ValueType::kDateTime);
}

std::string did_you_mean(ValueType type, std::string_view key) {
  std::vector<std::string> known;
  for (std::string_view k : kDateKeys) known.emplace_back(k);
  for (std::string_view k : kTimeKeys) known.emplace_back(k);
  known.emplace_back("timezone");
  std::erase_if(known, [&](const std::string& k) { return !allowed(type, k); });
  std::string near = suggest(key, known);
  return near.empty() ? near : say("did you mean `{}`?", near);
}

void check_keys(ValueType type, const Value& map) {
  for (const auto& [key, value] : map.as_map()) {
    if (!allowed(type, key)) {
      fail(say("{} has no component `{}`", a_type(type), key), did_you_mean(type, key));
    }
  }
}

void require_larger(const Value& map, std::string_view part, std::string_view larger) {
  if (present(map, part) && !present(map, larger)) {
    fail(say("the component `{}` needs `{}`", part, larger));
  }
}

std::optional<Zone> zone_of(const Value& map) {
  const Value* v = present(map, "timezone");
  if (!v) return std::nullopt;
  auto zone = v->is(ValueType::kString) ? parse_zone(v->as_string()) : std::nullopt;
  if (!zone) fail(no_such_zone(*v));
  return zone;
}

// --- The date

int64_t with_month(int64_t year, int64_t month, int day) {
  year += floor_divide(month - 1, 12);
  month -= floor_divide(month - 1, 12) * 12;
  int m = static_cast<int>(month);
  return days_from_civil(year, m, std::min(day, days_in_month(year, m)));
}

int64_t with_year(int64_t days, int64_t year, bool of_weeks) {
  if (of_weeks) {
    WeekDate w = week_date(days);
    return days_from_week_date(year, std::min(w.week, weeks_in_year(year)), w.day_of_week);
  }
  Civil c = civil_from_days(days);
  return with_month(year, c.month, c.day);
}

int64_t with_quarter(int64_t days, int64_t quarter) {
  Civil c = civil_from_days(days);
  int64_t old = (c.month + 2) / 3;
  return with_month(c.year, c.month + (quarter - old) * 3, c.day);
}

int64_t with_day_of_quarter(int64_t days, int64_t day) {
  Civil c = civil_from_days(days);
  int first_month = (c.month + 2) / 3 * 3 - 2;
  int64_t first = days_from_civil(c.year, first_month, 1);
  if (day > with_month(c.year, first_month + 3, 1) - first) {
    fail(say("this quarter has no day {}", day));
  }
  return first + day - 1;
}

int64_t with_week(int64_t days, int64_t week) {
  WeekDate w = week_date(days);
  if (week > weeks_in_year(w.year)) {
    fail(say("the year {} has no week {}", w.year, week));
  }
  return days + (week - w.week) * 7;
}

int64_t with_ordinal_day(int64_t days, int64_t day) {
  Civil c = civil_from_days(days);
  if (day == 366 && days_in_month(c.year, 2) == 28) {
    fail(say("the year {} has no day 366", c.year));
  }
  return days_from_civil(c.year, 1, 1) + day - 1;
}

int64_t with_day(int64_t days, int64_t day) {
  Civil c = civil_from_days(days);
  if (day > days_in_month(c.year, c.month)) {
    fail(say("the month {}-{} has no day {}", c.year, c.month, day));
  }
  return days + day - c.day;
}

// From the largest component to the smallest: what is not given stays as it is.
int64_t set_date_components(int64_t days, const Value& map) {
  if (auto quarter = integer_in(map, "quarter", 1, 4)) days = with_quarter(days, *quarter);
  if (auto month = integer_in(map, "month", 1, 12)) {
    Civil c = civil_from_days(days);
    days = with_month(c.year, *month, c.day);
  }
  if (auto week = integer_in(map, "week", 1, 53)) days = with_week(days, *week);
  if (auto day = integer_in(map, "ordinalDay", 1, 366)) days = with_ordinal_day(days, *day);
  if (auto day = integer_in(map, "dayOfQuarter", 1, 92)) days = with_day_of_quarter(days, *day);
  if (auto day = integer_in(map, "dayOfWeek", 1, 7)) days += *day - week_date(days).day_of_week;
  if (auto day = integer_in(map, "day", 1, 31)) days = with_day(days, *day);
  return days;
}

bool has_week_components(const Value& map) {
  return has_any(map, {"week", "dayOfWeek"});
}

void check_one_calendar(const Value& map) {
  int calendars = has_any(map, {"month", "day"}) + has_week_components(map) +
                  has_any(map, {"quarter", "dayOfQuarter"}) + has_any(map, {"ordinalDay"});
  if (calendars > 1) {
    fail(say("the components belong to different calendars"),
         say("a date has a month and day, or a week, or a quarter, or an ordinal day"));
  }
}

int64_t date_from(const Value& map, std::optional<int64_t> base) {
  check_one_calendar(map);
  auto year = integer_in(map, "year", -kMaxYear, kMaxYear);
  if (base) {
    int64_t days = year ? with_year(*base, *year, present(map, "week") != nullptr) : *base;
    return checked_date(set_date_components(days, map)).days;
  }
  if (!year) fail(say("the component `year` is missing"));
  require_larger(map, "day", "month");
  require_larger(map, "dayOfWeek", "week");
  require_larger(map, "dayOfQuarter", "quarter");
  int64_t first =
      has_week_components(map) ? days_from_week_date(*year, 1, 1) : days_from_civil(*year, 1, 1);
  return checked_date(set_date_components(first, map)).days;
}

// --- The time of day

// The limits depend on which larger parts of a second are given.
std::optional<int64_t> fraction_from(const Value& map) {
  bool millis = present(map, "millisecond");
  bool micros = present(map, "microsecond");
  if (!millis && !micros && !present(map, "nanosecond")) return std::nullopt;
  int64_t ms = integer_in(map, "millisecond", 0, 999).value_or(0);
  int64_t us = integer_in(map, "microsecond", 0, millis ? 999 : 999'999).value_or(0);
  int64_t most = micros ? 999 : (millis ? 999'999 : 999'999'999);
  int64_t ns = integer_in(map, "nanosecond", 0, most).value_or(0);
  return ms * 1'000'000 + us * 1'000 + ns;
}

int64_t time_from(const Value& map, std::optional<int64_t> base) {
  if (!base) {
    require_larger(map, "minute", "hour");
    require_larger(map, "second", "minute");
    for (auto part : {"millisecond", "microsecond", "nanosecond"}) {
      require_larger(map, part, "second");
    }
  }
  int64_t nanos = base.value_or(0);
  int64_t seconds = nanos / kNanosPerSecond;
  int64_t hour = integer_in(map, "hour", 0, 23).value_or(seconds / 3600);
  int64_t minute = integer_in(map, "minute", 0, 59).value_or(seconds / 60 % 60);
  int64_t second = integer_in(map, "second", 0, 59).value_or(seconds % 60);
  int64_t fraction = fraction_from(map).value_or(nanos % kNanosPerSecond);
  return (hour * 3600 + minute * 60 + second) * kNanosPerSecond + fraction;
}

// --- Putting together

int32_t offset_in(const Zone& zone, int64_t now_seconds) {
  return at_instant(now_seconds, 0, zone).offset;
}

LocalDateTime join(int64_t days, int64_t nanos) {
  return {days * kSecondsPerDay + nanos / kNanosPerSecond,
          static_cast<int32_t>(nanos % kNanosPerSecond)};
}

// The same point in time, as another zone's clock shows it.
Value move_to_zone(const Value& v, const Zone& zone, int64_t now_seconds) {
  if (v.is(ValueType::kDateTime)) {
    const DateTime& d = v.as_date_time();
    return Value::date_time(at_instant(d.seconds, d.nanos, zone));
  }
  const Time& t = v.as_time();
  int32_t offset = offset_in(zone, now_seconds);
  int64_t nanos = t.nanos + (static_cast<int64_t>(offset) - t.offset) * kNanosPerSecond;
  nanos -= floor_divide(nanos, kNanosPerDay) * kNanosPerDay;
  return Value::time({nanos, offset});
}

// `keep_offset`: the offset of the zone is that of a known instant, and to be kept if it can be.
Value make(ValueType type, int64_t days, int64_t nanos, const Zone& zone, bool keep_offset,
           int64_t now_seconds) {
  switch (type) {
    case ValueType::kDate:
      return Value::date({days});
    case ValueType::kLocalTime:
      return Value::local_time({nanos});
    case ValueType::kTime:
      return Value::time({nanos, keep_offset ? zone.offset : offset_in(zone, now_seconds)});
    case ValueType::kLocalDateTime:
      return Value::local_date_time(join(days, nanos));
    default: {
      LocalDateTime wall = join(days, nanos);
      if (keep_offset) {
        DateTime d = at_instant(wall.seconds - zone.offset, wall.nanos, zone);
        if (d.offset == zone.offset) return Value::date_time(std::move(d));
      }
      return Value::date_time(at_local(wall, zone));
    }
  }
}

// What the keys `date`, `time` and `datetime` give to start from.
Parts base_of(const Value& map) {
  Parts base;
  auto take = [&](std::string_view key, bool date, bool time) {
    const Value* v = present(map, key);
    if (!v) return;
    Parts parts = parts_of(*v);
    if ((date && !parts.days) || (time && !parts.nanos && key == "time")) {
      fail(say("`{}` can not be taken from {}", key, a_type(*v)));
    }
    if (date) base.days = parts.days;
    if (time) base.nanos = parts.nanos.value_or(0);
    if (time) base.zone = parts.zone;
  };
  take("datetime", true, true);
  take("date", true, false);
  take("time", false, true);
  return base;
}

Value assemble(ValueType type, const Value& map, const Parts& base, int64_t now_seconds) {
  int64_t days = has_date(type) ? date_from(map, base.days) : 0;
  if (!has_date(type) && !base.nanos && !present(map, "hour")) {
    fail(say("the component `hour` is missing"));
  }
  int64_t nanos = has_time(type) ? time_from(map, base.nanos) : 0;
  std::optional<Zone> zone = zone_of(map);
  if (!has_zone(type) || !base.zone) {
    return make(type, days, nanos, zone.value_or(Zone{}), false, now_seconds);
  }
  Value v = make(type, days, nanos, *base.zone, true, now_seconds);
  return zone ? move_to_zone(v, *zone, now_seconds) : v;
}

Value date_time_of_epoch(const Value& map) {
  int64_t seconds = 0;
  int64_t nanos = fraction_from(map).value_or(0);
  if (auto s = integer_of(map, "epochSeconds")) {
    seconds = *s;
  } else {
    int64_t millis = *integer_of(map, "epochMillis");
    seconds = floor_divide(millis, 1'000);
    nanos = (millis % 1'000 + 1'000) % 1'000 * 1'000'000 + nanos % 1'000'000;
  }
  checked_date(floor_divide(seconds, kSecondsPerDay));
  return Value::date_time(
      at_instant(seconds, static_cast<int32_t>(nanos), zone_of(map).value_or(Zone{})));
}

// --- Truncation

struct DateUnit {
  std::string_view name;
  int64_t (*first_day)(int64_t days);
};

template <int kYears>
int64_t first_of_years(int64_t days) {
  return days_from_civil(floor_divide(civil_from_days(days).year, kYears) * kYears, 1, 1);
}

int64_t first_of_months(int64_t days, int months) {
  Civil c = civil_from_days(days);
  return days_from_civil(c.year, (c.month - 1) / months * months + 1, 1);
}

constexpr DateUnit kDateUnits[] = {
    {"millennium", first_of_years<1'000>},
    {"century", first_of_years<100>},
    {"decade", first_of_years<10>},
    {"year", first_of_years<1>},
    {"weekYear", [](int64_t days) { return days_from_week_date(week_date(days).year, 1, 1); }},
    {"quarter", [](int64_t days) { return first_of_months(days, 3); }},
    {"month", [](int64_t days) { return first_of_months(days, 1); }},
    {"week", [](int64_t days) { return days - week_date(days).day_of_week + 1; }},
    {"day", [](int64_t days) { return days; }},
};

struct TimeUnit {
  std::string_view name;
  int64_t nanos;
};
constexpr TimeUnit kTimeUnits[] = {
    {"day", kNanosPerDay},
    {"hour", 3'600 * kNanosPerSecond},
    {"minute", 60 * kNanosPerSecond},
    {"second", kNanosPerSecond},
    {"millisecond", 1'000'000},
    {"microsecond", 1'000},
};

[[noreturn]] void fail_unit(ValueType type, std::string_view unit) {
  fail(say("{} can not be truncated to '{}'", a_type(type), unit),
       say("units are millennium, century, decade, year, weekYear, quarter, month, week, day, "
           "hour, minute, second, millisecond and microsecond, as far as the type has them"));
}

// The beginning of the unit, in place.
void truncate(ValueType type, std::string_view unit, Parts& parts) {
  for (const DateUnit& u : kDateUnits) {
    if (u.name != unit || !has_date(type)) continue;
    parts.days = u.first_day(*parts.days);
    parts.nanos = 0;
    return;
  }
  for (const TimeUnit& u : kTimeUnits) {
    if (u.name != unit || !has_time(type)) continue;
    parts.nanos = *parts.nanos / u.nanos * u.nanos;
    return;
  }
  fail_unit(type, unit);
}

// A smaller part of a second is set beside the larger one that truncation left, not in its place.
Value keep_larger_fraction(const Value& map, std::string_view unit, int64_t nanos) {
  Map entries = map.as_map();
  if (unit == "millisecond" && has_any(map, {"microsecond", "nanosecond"}) &&
      !present(map, "millisecond")) {
    entries.emplace_back("millisecond", Value::integer(nanos / 1'000'000 % 1'000));
  } else if (unit == "microsecond" && present(map, "nanosecond") && !present(map, "microsecond")) {
    entries.emplace_back("microsecond", Value::integer(nanos / 1'000 % 1'000'000));
  }
  return Value::map(std::move(entries));
}

void check_parts(ValueType type, const Value& instant, const Parts& parts) {
  bool lacks_date = has_date(type) && !parts.days;
  bool lacks_time = !has_date(type) && !parts.nanos;
  if (!lacks_date && !lacks_time) return;
  fail(say("{} can not be made of {}", a_type(type), a_type(instant)));
}

}  // namespace

Value temporal_from_map(ValueType type, const Value& map, int64_t now_seconds) {
  check_keys(type, map);
  if (has_any(map, {"epochSeconds", "epochMillis"})) return date_time_of_epoch(map);
  return assemble(type, map, base_of(map), now_seconds);
}

Value temporal_truncate(ValueType type, std::string_view unit, const Value& instant,
                        const Value& map, int64_t now_seconds) {
  Parts parts = parts_of(instant);
  check_parts(type, instant, parts);
  check_keys(type, map);
  if (!parts.nanos) parts.nanos = 0;
  truncate(type, unit, parts);
  Value fields = keep_larger_fraction(map, unit, *parts.nanos);
  int64_t days = has_date(type) ? date_from(fields, parts.days) : 0;
  int64_t nanos = has_time(type) ? time_from(fields, parts.nanos) : 0;
  std::optional<Zone> zone = zone_of(fields);
  if (zone || !parts.zone) {
    return make(type, days, nanos, zone.value_or(Zone{}), false, now_seconds);
  }
  bool keep = type == ValueType::kTime || parts.zone->name.empty();
  return make(type, days, nanos, *parts.zone, keep, now_seconds);
}

std::optional<Value> temporal_convert(ValueType type, const Value& instant) {
  if (instant.type() == type) return instant;
  Parts parts = parts_of(instant);
  if ((has_date(type) && !parts.days) || (!has_date(type) && !parts.nanos)) return std::nullopt;
  return make(type, parts.days.value_or(0), parts.nanos.value_or(0), parts.zone.value_or(Zone{}),
              true, 0);
}

}  // namespace hoego::query

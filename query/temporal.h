// SPDX-License-Identifier: Apache-2.0
// Dates, times and durations of openCypher (CIP2015-08-06): reading, writing, components,
// construction from maps, truncation, arithmetic, durations between, time zones (ICU's tz data).
// Years reach -999,999,999 .. 999,999,999. The functions of the language built on this stand in
// functions_temporal.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "graph/value.h"

namespace hoego::query {

// ISO 8601 text, as the TCK writes it: "1984-10-11T12:31:14.645876123+01:00[Europe/Stockholm]".
std::string to_text(Date d);
std::string to_text(LocalTime t);
std::string to_text(const Time& t);
std::string to_text(const LocalDateTime& t);
std::string to_text(const DateTime& t);
std::string to_text(const Duration& d);

// ISO 8601 in all the forms of openCypher (calendar, week, ordinal, quarter dates, basic and
// extended); nullopt where the text is none.
std::optional<Date> parse_date(std::string_view text);
std::optional<LocalTime> parse_local_time(std::string_view text);
std::optional<Time> parse_time(std::string_view text);
std::optional<LocalDateTime> parse_local_date_time(std::string_view text);
std::optional<DateTime> parse_date_time(std::string_view text);
std::optional<Duration> parse_duration(std::string_view text);

// A time zone: an offset, or a name of the tz database ("Europe/Stockholm"), whose offset depends
// on the instant.
struct Zone {
  int32_t offset = 0;  // seconds east of UTC; without meaning where there is a name
  std::string name;
};
// "Z", "+01:00", "-0830", "+02:05:59" or a name; nullopt where there is no such zone.
std::optional<Zone> parse_zone(std::string_view text);
std::string no_such_zone(const Value& v);  // the message
std::string offset_text(int32_t offset);   // "Z", "+01:00"

// What stands on the calendar and the clock, and the zone; of each, what the type has.
struct Parts {
  std::optional<int64_t> days;   // since 1970-01-01, local
  std::optional<int64_t> nanos;  // of the day, local
  std::optional<Zone> zone;
};
Parts parts_of(const Value& v);  // nothing for a value that is no instant
LocalDateTime wall_clock(const DateTime& d);
DateTime at_local(LocalDateTime wall, const Zone& zone);  // in a gap later, in an overlap first
DateTime at_instant(int64_t seconds, int32_t nanos, const Zone& zone);

// Throw QueryError where the year leaves -999,999,999 .. 999,999,999.
Date checked_date(int64_t days);
// Fractions spill into the next smaller unit; a month has 2,629,746 seconds then.
Duration make_duration(double months, double days, double seconds, double nanos);

// value.year, value.week ...; nullopt for a name that the type does not have.
std::optional<Value> temporal_component(const Value& v, std::string_view name);

// + and - where at least one side is temporal; nullopt where the pair of types has no meaning.
std::optional<Value> temporal_add(const Value& a, const Value& b);
std::optional<Value> temporal_subtract(const Value& a, const Value& b);
std::optional<Value> temporal_scale(const Duration& d, double factor);
Value temporal_divide(const Duration& d, double divisor);

// From one instant to another. What one of them lacks (a date, a zone) is taken from the other;
// a missing time is midnight.
enum class BetweenUnit : uint8_t { kAll, kMonths, kDays, kSeconds };
Duration duration_between(const Value& from, const Value& to, BetweenUnit unit);

// An instant of the type of `like` out of a map of components: {year: 1984, week: 10}, or
// {date: other, day: 3}. `now` gives what a zone of a Time needs.
Value temporal_from_map(ValueType type, const Value& map, int64_t now_seconds);
// The beginning of the unit ("week", "decade" ...) in which the instant lies, then the components
// of the map set.
Value temporal_truncate(ValueType type, std::string_view unit, const Value& instant,
                        const Value& map, int64_t now_seconds);
// Another type with the same date, time and zone, as far as both have them; nullopt where that
// is nothing.
std::optional<Value> temporal_convert(ValueType type, const Value& instant);

// Civil calendar of the proleptic Gregorian calendar, any year.
int64_t days_from_civil(int64_t year, int month, int day);
struct Civil {
  int64_t year;
  int month;
  int day;
};
Civil civil_from_days(int64_t days);

int days_in_month(int64_t year, int month);

// Calendar fields of a day.
struct WeekDate {
  int64_t year;  // of the week
  int week;
  int day_of_week;  // Monday is 1
};
WeekDate week_date(int64_t days);
int64_t days_from_week_date(int64_t year, int week, int day_of_week);
int weeks_in_year(int64_t week_year);

inline constexpr int64_t kNanosPerSecond = 1'000'000'000;
inline constexpr int64_t kSecondsPerDay = 86'400;
inline constexpr int64_t kNanosPerDay = kSecondsPerDay * kNanosPerSecond;

}  // namespace hoego::query

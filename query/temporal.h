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

// value.year, value.week ...; nullopt for a name that the type does not have.
std::optional<Value> temporal_component(const Value& v, std::string_view name);

// + - * / where at least one side is temporal; nullopt where the pair of types has no meaning.
std::optional<Value> temporal_add(const Value& a, const Value& b);
std::optional<Value> temporal_subtract(const Value& a, const Value& b);
std::optional<Value> temporal_scale(const Duration& d, double factor);

// Civil calendar of the proleptic Gregorian calendar, any year.
int64_t days_from_civil(int64_t year, int month, int day);
struct Civil {
  int64_t year;
  int month;
  int day;
};
Civil civil_from_days(int64_t days);

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
#include "query/temporal.h"

namespace hoego::query {
std::string to_text(Date) {
  return "";
}
std::string to_text(LocalTime) {
  return "";
}
std::string to_text(const Time&) {
  return "";
}
std::string to_text(const LocalDateTime&) {
  return "";
}
std::string to_text(const DateTime&) {
  return "";
}
std::string to_text(const Duration&) {
  return "";
}
std::optional<Date> parse_date(std::string_view) {
  return std::nullopt;
}
std::optional<LocalTime> parse_local_time(std::string_view) {
  return std::nullopt;
}
std::optional<Time> parse_time(std::string_view) {
  return std::nullopt;
}
std::optional<LocalDateTime> parse_local_date_time(std::string_view) {
  return std::nullopt;
}
std::optional<DateTime> parse_date_time(std::string_view) {
  return std::nullopt;
}
std::optional<Duration> parse_duration(std::string_view) {
  return std::nullopt;
}
std::optional<Value> temporal_component(const Value&, std::string_view) {
  return std::nullopt;
}
std::optional<Value> temporal_add(const Value&, const Value&) {
  return std::nullopt;
}
std::optional<Value> temporal_subtract(const Value&, const Value&) {
  return std::nullopt;
}
std::optional<Value> temporal_scale(const Duration& d, double) {
  return Value::duration(d);
}
}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Time zones: offsets written out, and names of the tz database by way of ICU.
#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>

#include "base/messages.h"
#include "query/error.h"
#include "query/semantics.h"
#include "query/temporal.h"

namespace hoego::query {
namespace {

constexpr int kMaxOffset = 18 * 3600;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Two digits at the front of the text, taken off it.
std::optional<int> take_two(std::string_view& text) {
  if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
  int value = (text[0] - '0') * 10 + (text[1] - '0');
  text.remove_prefix(2);
  return value;
}

// +HH, +HHMM, +HH:MM, +HHMMSS, +HH:MM:SS
std::optional<int32_t> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  int sign = text[0] == '-' ? -1 : 1;
  text.remove_prefix(1);
  auto hours = take_two(text);
  if (!hours) return std::nullopt;
  int total = *hours * 3600;
  bool colons = text.starts_with(':');
  for (int unit = 60; unit >= 1 && !text.empty(); unit /= 60) {
    if (colons) {
      if (!text.starts_with(':')) return std::nullopt;
      text.remove_prefix(1);
    }
    auto value = take_two(text);
    if (!value || *value > 59) return std::nullopt;
    total += *value * unit;
  }
  if (!text.empty() || total > kMaxOffset) return std::nullopt;
  return sign * total;
}

// The zone of a name, or nullptr. ICU also knows made-up names such as "GMT+5"; so does Java.
const icu::BasicTimeZone* find_zone(const std::string& name) {
  thread_local std::map<std::string, std::unique_ptr<icu::TimeZone>> zones;
  auto at = zones.find(name);
  if (at == zones.end()) {
    std::unique_ptr<icu::TimeZone> zone(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
    if (zone && *zone == icu::TimeZone::getUnknown()) zone = nullptr;
    at = zones.emplace(name, std::move(zone)).first;
  }
  return dynamic_cast<const icu::BasicTimeZone*>(at->second.get());
}

// ICU counts years with 32 bits and milliseconds as doubles. The calendar repeats every 400 years,
// and no zone changes its rules after 2037 or before 1800.
int64_t usual_seconds(int64_t seconds) {
  constexpr int64_t k400Years = 146'097 * kSecondsPerDay;
  constexpr int64_t kLatest = 400 * 31'556'952LL;  // about 2370
  constexpr int64_t kEarliest = -200 * 31'556'952LL;
  if (seconds > kLatest) return (seconds - kLatest) % k400Years + kLatest;
  return seconds < kEarliest ? kEarliest : seconds;
}

int32_t total_offset(const icu::BasicTimeZone& zone, int64_t seconds, bool local) {
  int32_t raw = 0;
  int32_t dst = 0;
  UErrorCode status = U_ZERO_ERROR;
  UDate millis = static_cast<double>(usual_seconds(seconds)) * 1000.0;
  if (local) {
    zone.getOffsetFromLocal(millis, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, dst, status);
  } else {
    zone.getOffset(millis, false, raw, dst, status);
  }
  return (raw + dst) / 1000;
}

int32_t offset_of(const Zone& zone, int64_t seconds, bool local) {
  if (zone.name.empty()) return zone.offset;
  const icu::BasicTimeZone* found = find_zone(zone.name);
  return found ? total_offset(*found, seconds, local) : 0;
}

}  // namespace

std::optional<Zone> parse_zone(std::string_view text) {
  if (auto offset = parse_offset(text)) return Zone{*offset, {}};
  if (text.empty() || text.size() > 64) return std::nullopt;
  std::string name(text);
  if (!find_zone(name)) return std::nullopt;
  return Zone{0, std::move(name)};
}

std::string offset_text(int32_t offset) {
  if (offset == 0) return "Z";
  int size = std::abs(offset);
  char buffer[32];
  char sign = offset < 0 ? '-' : '+';
  if (size % 60 == 0) {
    std::snprintf(buffer, sizeof buffer, "%c%02d:%02d", sign, size / 3600, size / 60 % 60);
  } else {
    std::snprintf(buffer, sizeof buffer, "%c%02d:%02d:%02d", sign, size / 3600, size / 60 % 60,
                  size % 60);
  }
  return buffer;
}

std::string no_such_zone(const Value& v) {
  auto text = to_plain_string(v);
  return text ? say("there is no time zone {}", *text) : say("there is no time zone of that type");
}

LocalDateTime wall_clock(const DateTime& d) {
  return {d.seconds + d.offset, d.nanos};
}

DateTime at_local(LocalDateTime wall, const Zone& zone) {
  int32_t before = offset_of(zone, wall.seconds, true);
  return at_instant(wall.seconds - before, wall.nanos, zone);
}

DateTime at_instant(int64_t seconds, int32_t nanos, const Zone& zone) {
  return {seconds, nanos, offset_of(zone, seconds, false), zone.name};
}

}  // namespace hoego::query

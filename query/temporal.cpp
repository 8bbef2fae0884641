// SPDX-License-Identifier: Apache-2.0
// The calendar, the parts and components of temporal values, their arithmetic, and the durations
// between them.
#include "query/temporal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/messages.h"
#include "query/error.h"

namespace hoego::query {
namespace {

__extension__ using Int128 = __int128;

constexpr int64_t kMaxYear = 999'999'999;
constexpr int64_t kSecondsPerMonth = 2'629'746;

int64_t floor_divide(int64_t a, int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}
int64_t floor_modulo(int64_t a, int64_t b) {
  return a - floor_divide(a, b) * b;
}

[[noreturn]] void fail_overflow(const char* message) {
  throw runtime_error("ArithmeticError", "NumberOutOfRange", std::string(translated(message)));
}

int64_t checked_add(int64_t a, int64_t b) {
  int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum))
    fail_overflow(wording("the result leaves the range of the type"));
  return sum;
}

int64_t narrow(Int128 value) {
  if (value > std::numeric_limits<int64_t>::max() || value < std::numeric_limits<int64_t>::min()) {
    fail_overflow(wording("the duration leaves the range of the type"));
  }
  return static_cast<int64_t>(value);
}

int64_t first_day() {
  return days_from_civil(-kMaxYear, 1, 1);
}
int64_t last_day() {
  return days_from_civil(kMaxYear, 12, 31);
}

// --- Durations

Duration of_nanos(Int128 months, Int128 days, Int128 nanos) {
  Int128 seconds = nanos / kNanosPerSecond;
  auto rest = static_cast<int64_t>(nanos % kNanosPerSecond);
  if (rest < 0) {
    rest += kNanosPerSecond;
    --seconds;
  }
  return {narrow(months), narrow(days), narrow(seconds), static_cast<int32_t>(rest)};
}

Int128 clock_nanos(const Duration& d) {
  return static_cast<Int128>(d.seconds) * kNanosPerSecond + d.nanos;
}

// A number of units cut into whole ones and the rest in nanoseconds. What a double can not tell
// from a whole nanosecond is one: 1.7 s is 700,000,000 ns beyond 1 s, not 699,999,999.
struct Cut {
  Int128 whole;
  Int128 nanos;
};

Cut cut(long double number, long double unit_nanos) {
  if (!std::isfinite(number) || std::fabs(number) > 1e19L)
    fail_overflow(wording("the duration leaves the range of the type"));
  long double whole = std::trunc(number);
  long double nanos = (number - whole) * unit_nanos;
  long double nearest = std::round(nanos);
  long double tolerance = std::max(1e-6L, std::fabs(number) * unit_nanos * 0x1p-52L);
  if (std::fabs(nanos - nearest) > std::min(tolerance, 0.4L)) nearest = std::trunc(nanos);
  return {static_cast<Int128>(whole), static_cast<Int128>(nearest)};
}

Duration spill(long double months, long double days, long double seconds, long double nanos) {
  Cut m = cut(months, kSecondsPerMonth * 1e9L);
  Cut d = cut(days, kNanosPerDay);
  Cut s = cut(seconds, kNanosPerSecond);
  Cut n = cut(nanos, 1);
  Int128 day_nanos = d.whole * kNanosPerDay + d.nanos + m.nanos;
  return of_nanos(m.whole, day_nanos / kNanosPerDay,
                  day_nanos % kNanosPerDay + s.whole * kNanosPerSecond + s.nanos + n.whole);
}

Duration add_durations(const Duration& a, const Duration& b) {
  return of_nanos(static_cast<Int128>(a.months) + b.months, static_cast<Int128>(a.days) + b.days,
                  clock_nanos(a) + clock_nanos(b));
}

Duration negated(const Duration& d) {
  return of_nanos(-static_cast<Int128>(d.months), -static_cast<Int128>(d.days), -clock_nanos(d));
}

// --- Instants and durations

// The same day of a later month, or its last day.
int64_t plus_months(int64_t days, int64_t months) {
  Civil c = civil_from_days(days);
  int64_t month = checked_add(c.year * 12 + c.month - 1, months);
  int64_t year = floor_divide(month, 12);
  if (year > kMaxYear || year < -kMaxYear)
    fail_overflow(wording("the date leaves the range of the type"));
  int m = static_cast<int>(floor_modulo(month, 12)) + 1;
  return days_from_civil(year, m, std::min(c.day, days_in_month(year, m)));
}

int64_t plus_days(int64_t days, int64_t more) {
  return checked_date(checked_add(days, more)).days;
}

LocalDateTime join(int64_t days, int64_t nanos) {
  return {days * kSecondsPerDay + nanos / kNanosPerSecond,
          static_cast<int32_t>(nanos % kNanosPerSecond)};
}

void check_range(int64_t seconds) {
  checked_date(floor_divide(seconds, kSecondsPerDay));
}

LocalDateTime plus_clock(LocalDateTime t, const Duration& d) {
  int64_t nanos = static_cast<int64_t>(t.nanos) + d.nanos;
  t.seconds = checked_add(checked_add(t.seconds, d.seconds), nanos / kNanosPerSecond);
  t.nanos = static_cast<int32_t>(nanos % kNanosPerSecond);
  check_range(t.seconds);
  return t;
}

LocalDateTime plus_calendar(const LocalDateTime& t, const Duration& d) {
  int64_t days = floor_divide(t.seconds, kSecondsPerDay);
  int64_t clock = t.seconds - days * kSecondsPerDay;
  return {plus_days(plus_months(days, d.months), d.days) * kSecondsPerDay + clock, t.nanos};
}

// Months and days move the clock on the wall, the rest moves the instant.
DateTime plus(const DateTime& t, const Duration& d) {
  Zone zone{t.offset, t.zone};
  DateTime moved = t;
  if (d.months != 0 || d.days != 0) {
    LocalDateTime wall = plus_calendar(wall_clock(t), d);
    moved = at_instant(wall.seconds - t.offset, wall.nanos, zone);
    if (moved.offset != t.offset) moved = at_local(wall, zone);
  }
  LocalDateTime instant = plus_clock({moved.seconds, moved.nanos}, d);
  return at_instant(instant.seconds, instant.nanos, zone);
}

int64_t plus_in_day(int64_t nanos, const Duration& d) {
  Int128 sum = static_cast<Int128>(nanos) + clock_nanos(d);
  auto rest = static_cast<int64_t>(sum % kNanosPerDay);
  return rest < 0 ? rest + kNanosPerDay : rest;
}

// Whole days of the clock part count for a date; what is less is dropped.
Date plus(Date date, const Duration& d) {
  Int128 clock_days = clock_nanos(d) / kNanosPerDay;
  return {plus_days(plus_months(date.days, d.months),
                    checked_add(d.days, static_cast<int64_t>(clock_days)))};
}

std::optional<Value> plus(const Value& instant, const Duration& d) {
  switch (instant.type()) {
    case ValueType::kDate:
      return Value::date(plus(instant.as_date(), d));
    case ValueType::kLocalTime:
      return Value::local_time({plus_in_day(instant.as_local_time().nanos, d)});
    case ValueType::kTime: {
      const Time& t = instant.as_time();
      return Value::time({plus_in_day(t.nanos, d), t.offset});
    }
    case ValueType::kLocalDateTime:
      return Value::local_date_time(plus_clock(plus_calendar(instant.as_local_date_time(), d), d));
    case ValueType::kDateTime:
      return Value::date_time(plus(instant.as_date_time(), d));
    case ValueType::kDuration:
      return Value::duration(add_durations(instant.as_duration(), d));
    default:
      return std::nullopt;
  }
}

// --- Components

using Component = std::optional<int64_t>;

Component date_component(int64_t days, std::string_view name) {
  Civil c = civil_from_days(days);
  int quarter = (c.month + 2) / 3;
  if (name == "year") return c.year;
  if (name == "month") return c.month;
  if (name == "day") return c.day;
  if (name == "quarter") return quarter;
  if (name == "week") return week_date(days).week;
  if (name == "weekYear") return week_date(days).year;
  if (name == "dayOfWeek" || name == "weekDay") return week_date(days).day_of_week;
  if (name == "ordinalDay") return days - days_from_civil(c.year, 1, 1) + 1;
  if (name == "dayOfQuarter" || name == "quarterDay") {
    return days - days_from_civil(c.year, quarter * 3 - 2, 1) + 1;
  }
  return std::nullopt;
}

Component time_component(int64_t nanos, std::string_view name) {
  int64_t seconds = nanos / kNanosPerSecond;
  if (name == "hour") return seconds / 3600;
  if (name == "minute") return seconds / 60 % 60;
  if (name == "second") return seconds % 60;
  if (name == "millisecond") return nanos / 1'000'000 % 1'000;
  if (name == "microsecond") return nanos / 1'000 % 1'000'000;
  if (name == "nanosecond") return nanos % kNanosPerSecond;
  return std::nullopt;
}

std::optional<Value> zone_component(int32_t offset, const std::string& zone,
                                    std::string_view name) {
  if (name == "timezone") return Value::string(zone.empty() ? offset_text(offset) : zone);
  if (name == "offset") return Value::string(offset_text(offset));
  if (name == "offsetMinutes") return Value::integer(offset / 60);
  if (name == "offsetSeconds") return Value::integer(offset);
  return std::nullopt;
}

std::optional<Value> epoch_component(const DateTime& d, std::string_view name) {
  if (name == "epochSeconds") return Value::integer(d.seconds);
  if (name != "epochMillis") return std::nullopt;
  return Value::integer(narrow(static_cast<Int128>(d.seconds) * 1'000 + d.nanos / 1'000'000));
}

std::optional<Value> instant_component(const Value& v, std::string_view name) {
  Parts parts = parts_of(v);
  Component number;
  if (parts.days) number = date_component(*parts.days, name);
  if (!number && parts.nanos) number = time_component(*parts.nanos, name);
  if (number) return Value::integer(*number);
  if (v.is(ValueType::kTime)) return zone_component(v.as_time().offset, "", name);
  if (!v.is(ValueType::kDateTime)) return std::nullopt;
  const DateTime& d = v.as_date_time();
  auto value = zone_component(d.offset, d.zone, name);
  return value ? value : epoch_component(d, name);
}

// Each component: which field, how many of its units make one, and in what it is counted anew.
enum class Field { kMonths, kDays, kSeconds, kNanos };
struct DurationComponent {
  std::string_view name;
  Field field;
  int64_t unit;
  int64_t modulus;  // 0: none
};
constexpr int64_t kSecond = kNanosPerSecond;
constexpr DurationComponent kDurationComponents[] = {
    {"years", Field::kMonths, 12, 0},
    {"quarters", Field::kMonths, 3, 0},
    {"months", Field::kMonths, 1, 0},
    {"quartersOfYear", Field::kMonths, 3, 4},
    {"monthsOfYear", Field::kMonths, 1, 12},
    {"monthsOfQuarter", Field::kMonths, 1, 3},
    {"weeks", Field::kDays, 7, 0},
    {"days", Field::kDays, 1, 0},
    {"daysOfWeek", Field::kDays, 1, 7},
    {"hours", Field::kSeconds, 3'600, 0},
    {"minutes", Field::kSeconds, 60, 0},
    {"seconds", Field::kSeconds, 1, 0},
    {"minutesOfHour", Field::kSeconds, 60, 60},
    {"secondsOfMinute", Field::kSeconds, 1, 60},
    {"milliseconds", Field::kNanos, 1'000'000, 0},
    {"microseconds", Field::kNanos, 1'000, 0},
    {"nanoseconds", Field::kNanos, 1, 0},
    {"millisecondsOfSecond", Field::kNanos, 1'000'000, 1'000},
    {"microsecondsOfSecond", Field::kNanos, 1'000, 1'000'000},
    {"nanosecondsOfSecond", Field::kNanos, 1, kSecond},
};

// A duration holds whole seconds and a part of a second that is not negative: -0.5 s are the second
// -1 and 500 milliseconds of it. Its components are told of the same two, so that they add up.
Int128 amount_of(const Duration& d, const DurationComponent& c) {
  switch (c.field) {
    case Field::kMonths:
      return d.months / c.unit;
    case Field::kDays:
      return d.days / c.unit;
    case Field::kSeconds:
      return d.seconds / c.unit;
    case Field::kNanos:
      return Int128{c.modulus ? 0 : d.seconds} * (kSecond / c.unit) + d.nanos / c.unit;
  }
  return 0;
}

std::optional<Value> duration_component(const Duration& d, std::string_view name) {
  for (const DurationComponent& c : kDurationComponents) {
    if (c.name != name) continue;
    const Int128 amount = amount_of(d, c);
    return Value::integer(narrow(c.modulus == 0 ? amount : amount % c.modulus));
  }
  return std::nullopt;
}

Value day_value(const Day& d) {
  return Value::date({days_from_civil(d.year, d.month, d.day)});
}

std::string_view precision_name(const Edtf& e) {
  switch (e.precision) {
    case Precision::kYear:
      return "year";
    case Precision::kHalf:
      return "half";
    case Precision::kSeason:
      return "season";
    case Precision::kQuarter:
      return "quarter";
    case Precision::kMonth:
      return "month";
    case Precision::kDay:
      return "day";
  }
  return "";
}

std::optional<Value> edtf_component(const Edtf& e, std::string_view name) {
  if (name == "text") return Value::string(e.text());
  if (name == "open") return Value::boolean(e.open);
  if (name == "approximate") return Value::boolean(!e.open && e.approximate);
  if (name == "uncertain") return Value::boolean(!e.open && e.uncertain);
  constexpr std::string_view kOthers[] = {"year", "month", "day", "first", "last", "precision"};
  if (std::find(std::begin(kOthers), std::end(kOthers), name) == std::end(kOthers)) {
    return std::nullopt;
  }
  if (e.open) return Value::null();
  if (name == "first") return day_value(e.bounds().first);
  if (name == "last") return day_value(e.bounds().last);
  if (name == "precision") return Value::string(precision_name(e));
  if (name == "year") return Value::integer(e.year);
  bool has_day = e.precision == Precision::kDay;
  if (name == "day") return has_day ? Value::integer(e.day) : Value::null();
  return has_day || e.precision == Precision::kMonth ? Value::integer(e.part) : Value::null();
}

// --- Between

// An instant with everything filled in. Two of them share a zone, or have none.
struct Filled {
  LocalDateTime wall;
  std::optional<Zone> zone;
  int64_t seconds = 0;  // of the instant: UTC, or the wall clock where there is no zone
};

void set_wall(Filled& f, LocalDateTime wall) {
  f.wall = wall;
  f.seconds = f.zone ? at_local(wall, *f.zone).seconds : wall.seconds;
}

Filled fill(const Value& v, const Parts& own, const Parts& other) {
  Filled f;
  f.zone = own.zone ? own.zone : other.zone;
  int64_t days = own.days ? *own.days : other.days.value_or(0);
  set_wall(f, join(days, own.nanos.value_or(0)));
  if (v.is(ValueType::kDateTime)) f.seconds = v.as_date_time().seconds;
  return f;
}

// The wall clock of `f` as one would read it in the zone of `reference`.
void move_to_zone_of(Filled& f, const Filled& reference) {
  if (!f.zone || !reference.zone) return;
  f.zone = reference.zone;
  DateTime moved = at_instant(f.seconds, f.wall.nanos, *f.zone);
  f.wall = wall_clock(moved);
}

Int128 difference_nanos(const LocalDateTime& from, const LocalDateTime& to) {
  return (static_cast<Int128>(to.seconds) - from.seconds) * kNanosPerSecond + to.nanos - from.nanos;
}

int64_t day_of(const LocalDateTime& t) {
  return floor_divide(t.seconds, kSecondsPerDay);
}

// Whole days from one wall clock to another, cut towards zero.
int64_t whole_days(const LocalDateTime& from, const LocalDateTime& to) {
  return static_cast<int64_t>(difference_nanos(from, to) / kNanosPerDay);
}

// Whole months, cut towards zero; a month ends at the same time of the same day of the month.
int64_t whole_months(const LocalDateTime& from, const LocalDateTime& to) {
  int64_t end = day_of(to);
  int64_t begin = day_of(from);
  Int128 clock_gap = difference_nanos({from.seconds - begin * kSecondsPerDay, from.nanos},
                                      {to.seconds - end * kSecondsPerDay, to.nanos});
  if (end > begin && clock_gap < 0) --end;
  if (end < begin && clock_gap > 0) ++end;
  Civil a = civil_from_days(begin);
  Civil b = civil_from_days(end);
  int64_t packed_a = (a.year * 12 + a.month - 1) * 32 + a.day;
  int64_t packed_b = (b.year * 12 + b.month - 1) * 32 + b.day;
  return (packed_b - packed_a) / 32;
}

Duration between_filled(Filled from, Filled to, BetweenUnit unit, bool dated) {
  move_to_zone_of(to, from);
  int64_t months = 0;
  int64_t days = 0;
  if (dated && (unit == BetweenUnit::kAll || unit == BetweenUnit::kMonths)) {
    months = whole_months(from.wall, to.wall);
    if (months != 0) set_wall(from, plus_calendar(from.wall, {months, 0, 0, 0}));
  }
  if (dated && (unit == BetweenUnit::kAll || unit == BetweenUnit::kDays)) {
    days = whole_days(from.wall, to.wall);
    if (days != 0) set_wall(from, plus_calendar(from.wall, {0, days, 0, 0}));
  }
  if (unit == BetweenUnit::kMonths || unit == BetweenUnit::kDays) return {months, days, 0, 0};
  Int128 nanos = difference_nanos({from.seconds, from.wall.nanos}, {to.seconds, to.wall.nanos});
  return of_nanos(months, days, nanos);
}

}  // namespace

// --- The calendar (after Howard Hinnant's "chrono-compatible low-level date algorithms")

int64_t days_from_civil(int64_t year, int month, int day) {
  int64_t y = year - (month <= 2 ? 1 : 0);
  int64_t era = floor_divide(y, 400);
  int64_t year_of_era = y - era * 400;
  int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

Civil civil_from_days(int64_t days) {
  days += 719'468;
  int64_t era = floor_divide(days, 146'097);
  int64_t day_of_era = days - era * 146'097;
  int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t m = (5 * day_of_year + 2) / 153;
  int day = static_cast<int>(day_of_year - (153 * m + 2) / 5 + 1);
  int month = static_cast<int>(m < 10 ? m + 3 : m - 9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

int days_in_month(int64_t year, int month) {
  constexpr std::array kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<size_t>(month - 1)];
}

int64_t days_from_week_date(int64_t year, int week, int day_of_week) {
  int64_t fourth = days_from_civil(year, 1, 4);  // always in week 1
  int64_t monday = fourth - floor_modulo(fourth + 3, 7);
  return monday + (week - 1) * 7 + day_of_week - 1;
}

int weeks_in_year(int64_t week_year) {
  return static_cast<int>(
      (days_from_week_date(week_year + 1, 1, 1) - days_from_week_date(week_year, 1, 1)) / 7);
}

WeekDate week_date(int64_t days) {
  int day_of_week = static_cast<int>(floor_modulo(days + 3, 7)) + 1;
  int64_t year = civil_from_days(days - day_of_week + 4).year;  // of the Thursday
  return {year, static_cast<int>((days - days_from_week_date(year, 1, 1)) / 7) + 1, day_of_week};
}

Date checked_date(int64_t days) {
  static const int64_t kFirst = first_day();
  static const int64_t kLast = last_day();
  if (days < kFirst || days > kLast)
    fail_overflow(wording("the date leaves the range of the type"));
  return {days};
}

Parts parts_of(const Value& v) {
  switch (v.type()) {
    case ValueType::kDate:
      return {v.as_date().days, {}, {}};
    case ValueType::kLocalTime:
      return {{}, v.as_local_time().nanos, {}};
    case ValueType::kTime:
      return {{}, v.as_time().nanos, Zone{v.as_time().offset, {}}};
    case ValueType::kLocalDateTime:
    case ValueType::kDateTime: {
      bool zoned = v.is(ValueType::kDateTime);
      LocalDateTime t = zoned ? wall_clock(v.as_date_time()) : v.as_local_date_time();
      int64_t days = day_of(t);
      Parts parts{days, (t.seconds - days * kSecondsPerDay) * kNanosPerSecond + t.nanos, {}};
      if (zoned) parts.zone = Zone{v.as_date_time().offset, v.as_date_time().zone};
      return parts;
    }
    default:
      return {};
  }
}

Duration make_duration(double months, double days, double seconds, double nanos) {
  return spill(months, days, seconds, nanos);
}

std::optional<Value> temporal_component(const Value& v, std::string_view name) {
  if (v.is(ValueType::kDuration)) return duration_component(v.as_duration(), name);
  if (v.is(ValueType::kEdtf)) return edtf_component(v.as_edtf(), name);
  return instant_component(v, name);
}

std::optional<Value> temporal_add(const Value& a, const Value& b) {
  if (b.is(ValueType::kDuration)) return plus(a, b.as_duration());
  if (a.is(ValueType::kDuration)) return plus(b, a.as_duration());
  return std::nullopt;
}

std::optional<Value> temporal_subtract(const Value& a, const Value& b) {
  if (!b.is(ValueType::kDuration)) return std::nullopt;
  return plus(a, negated(b.as_duration()));
}

std::optional<Value> temporal_scale(const Duration& d, double factor) {
  if (factor == std::trunc(factor) && std::fabs(factor) < 0x1p31) {
    auto f = static_cast<Int128>(factor);
    return Value::duration(of_nanos(d.months * f, d.days * f, clock_nanos(d) * f));
  }
  return Value::duration(spill(
      static_cast<long double>(d.months) * factor, static_cast<long double>(d.days) * factor,
      static_cast<long double>(d.seconds) * factor, static_cast<long double>(d.nanos) * factor));
}

Value temporal_divide(const Duration& d, double divisor) {
  if (divisor == 0)
    throw runtime_error("ArithmeticError", "DivisionByZero", say("division by zero"));
  return Value::duration(spill(
      static_cast<long double>(d.months) / divisor, static_cast<long double>(d.days) / divisor,
      static_cast<long double>(d.seconds) / divisor, static_cast<long double>(d.nanos) / divisor));
}

Duration duration_between(const Value& from, const Value& to, BetweenUnit unit) {
  Parts a = parts_of(from);
  Parts b = parts_of(to);
  bool dated = a.days && b.days;
  return between_filled(fill(from, a, b), fill(to, b, a), unit, dated);
}

}  // namespace hoego::query

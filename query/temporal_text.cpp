// SPDX-License-Identifier: Apache-2.0
// ISO 8601 text of temporal values, both ways.
#include <charconv>
#include <cstdio>
#include <cstdlib>

#include "query/temporal.h"

namespace hoego::query {
namespace {

constexpr int64_t kMaxYear = 999'999'999;

// --- Writing

void append_format(std::string& out, const char* format, int64_t number) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, format, static_cast<long long>(number));
  out += buffer;
}

void append_year(std::string& out, int64_t year) {
  if (year > 9999) out += '+';
  if (year < 0) out += '-';
  append_format(out, "%04lld", std::llabs(year));
}

void append_date(std::string& out, int64_t days) {
  Civil c = civil_from_days(days);
  append_year(out, c.year);
  append_format(out, "-%02lld", c.month);
  append_format(out, "-%02lld", c.day);
}

// Thousandths, millionths or billionths: as many groups of three digits as are needed.
void append_fraction(std::string& out, int64_t nanos) {
  if (nanos == 0) return;
  if (nanos % 1'000'000 == 0) return append_format(out, ".%03lld", nanos / 1'000'000);
  if (nanos % 1'000 == 0) return append_format(out, ".%06lld", nanos / 1'000);
  append_format(out, ".%09lld", nanos);
}

void append_time(std::string& out, int64_t nanos_of_day) {
  int64_t seconds = nanos_of_day / kNanosPerSecond;
  int64_t nanos = nanos_of_day % kNanosPerSecond;
  append_format(out, "%02lld", seconds / 3600);
  append_format(out, ":%02lld", seconds / 60 % 60);
  if (seconds % 60 != 0 || nanos != 0) append_format(out, ":%02lld", seconds % 60);
  append_fraction(out, nanos);
}

int64_t floor_divide(int64_t a, int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

void append_number(std::string& out, int64_t number, char unit) {
  if (number == 0) return;
  out += std::to_string(number);
  out += unit;
}

// Up to nine decimals without trailing zeros.
void append_decimals(std::string& out, int64_t nanos) {
  append_format(out, ".%09lld", nanos);
  while (out.back() == '0') out.pop_back();
}

void append_clock(std::string& out, int64_t seconds, int64_t nanos) {
  bool negative = seconds < 0;
  if (negative && nanos != 0) {
    ++seconds;
    nanos = kNanosPerSecond - nanos;
  }
  out += 'T';
  append_number(out, seconds / 3600, 'H');
  append_number(out, seconds / 60 % 60, 'M');
  int64_t rest = seconds % 60;
  if (rest == 0 && nanos == 0) return;
  if (negative) out += '-';
  out += std::to_string(std::llabs(rest));
  if (nanos != 0) append_decimals(out, nanos);
  out += 'S';
}

// --- Reading

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool done() const { return at_ == text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  bool digit() const { return peek() >= '0' && peek() <= '9'; }
  // How many digits stand here.
  size_t digits() const {
    size_t n = 0;
    while (at_ + n < text_.size() && text_[at_ + n] >= '0' && text_[at_ + n] <= '9') ++n;
    return n;
  }
  // A number of exactly `n` digits, n <= 18.
  std::optional<int64_t> number(size_t n) {
    if (n == 0 || n > 18 || digits() < n) return std::nullopt;
    int64_t value = 0;
    for (size_t i = 0; i < n; ++i) value = value * 10 + (text_[at_++] - '0');
    return value;
  }
  std::string_view rest() const { return text_.substr(at_); }
  void skip(size_t n) { at_ += n; }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

std::optional<int64_t> days_of_month_date(int64_t year, int64_t month, int64_t day) {
  if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, static_cast<int>(month))) {
    return std::nullopt;
  }
  return days_from_civil(year, static_cast<int>(month), static_cast<int>(day));
}

std::optional<int64_t> days_of_ordinal_date(int64_t year, int64_t day) {
  int64_t first = days_from_civil(year, 1, 1);
  if (day < 1 || first + day > days_from_civil(year + 1, 1, 1)) return std::nullopt;
  return first + day - 1;
}

std::optional<int64_t> read_week_date(Reader& in, int64_t year, bool dashes) {
  auto week = in.number(2);
  if (!week || *week < 1 || *week > weeks_in_year(year)) return std::nullopt;
  int64_t day = 1;
  if (dashes ? in.take('-') : in.digit()) {
    auto number = in.number(1);
    if (!number || *number < 1 || *number > 7) return std::nullopt;
    day = *number;
  }
  return days_from_week_date(year, static_cast<int>(*week), static_cast<int>(day));
}

std::optional<int64_t> read_quarter_date(Reader& in, int64_t year, bool dashes) {
  auto quarter = in.number(1);
  if (!quarter || *quarter < 1 || *quarter > 4) return std::nullopt;
  int64_t first = days_from_civil(year, static_cast<int>(*quarter) * 3 - 2, 1);
  int64_t next = *quarter == 4 ? days_from_civil(year + 1, 1, 1)
                               : days_from_civil(year, static_cast<int>(*quarter) * 3 + 1, 1);
  int64_t day = 1;
  if (dashes ? in.take('-') : in.digit()) {
    auto number = in.number(2);
    if (!number || *number < 1 || first + *number > next) return std::nullopt;
    day = *number;
  }
  return first + day - 1;
}

// The date behind a year, by the number of digits: -MM, -MM-DD, -DDD, MM, MMDD, DDD.
std::optional<int64_t> read_digits_date(Reader& in, int64_t year, bool dashes) {
  size_t n = in.digits();
  if (n == 3) return days_of_ordinal_date(year, *in.number(3));
  if (n != 2 && (dashes || n != 4)) return std::nullopt;
  int64_t month = *in.number(2);
  int64_t day = 1;
  if (dashes ? in.take('-') : in.digit()) {
    auto number = in.number(2);
    if (!number) return std::nullopt;
    day = *number;
  }
  return days_of_month_date(year, month, day);
}

// A year has four digits, or a sign and up to nine; then dashes must follow.
std::optional<int64_t> read_year(Reader& in, bool& is_signed) {
  bool negative = in.take('-');
  is_signed = negative || in.take('+');
  size_t n = is_signed ? in.digits() : 4;
  if (n > 9) return std::nullopt;
  auto year = in.number(n);
  if (year && negative) *year = -*year;
  return year;
}

std::optional<int64_t> read_date(Reader& in) {
  bool is_signed = false;
  auto year = read_year(in, is_signed);
  if (!year || *year > kMaxYear || *year < -kMaxYear) return std::nullopt;
  bool dashes = in.take('-');
  if (!dashes && (is_signed ? true : !in.digit() && in.peek() != 'W' && in.peek() != 'Q')) {
    return days_from_civil(*year, 1, 1);
  }
  if (in.take('W')) return read_week_date(in, *year, dashes);
  if (in.take('Q')) return read_quarter_date(in, *year, dashes);
  return read_digits_date(in, *year, dashes);
}

// Decimals behind a dot or comma, as nanoseconds; beyond the ninth they are no more read.
std::optional<int64_t> read_fraction(Reader& in) {
  size_t n = in.digits();
  if (n == 0 || n > 9) return std::nullopt;
  int64_t value = *in.number(n);
  for (size_t i = n; i < 9; ++i) value *= 10;
  return value;
}

// HH, HHMM, HH:MM, HHMMSS, HH:MM:SS and decimals.
std::optional<int64_t> read_time(Reader& in) {
  auto hours = in.number(2);
  if (!hours || *hours > 23) return std::nullopt;
  int64_t seconds = *hours * 3600;
  bool colons = in.peek() == ':';
  int64_t unit = 60;
  for (; unit >= 1 && (colons ? in.take(':') : in.digit()); unit /= 60) {
    auto value = in.number(2);
    if (!value || *value > 59) return std::nullopt;
    seconds += *value * unit;
  }
  int64_t nanos = 0;
  if (unit == 0 && (in.take('.') || in.take(','))) {
    auto fraction = read_fraction(in);
    if (!fraction) return std::nullopt;
    nanos = *fraction;
  }
  return seconds * kNanosPerSecond + nanos;
}

struct WrittenZone {
  std::optional<Zone> offset;
  std::optional<Zone> name;
};

// "", "Z", "+01:00", "[Europe/Stockholm]", "+01:00[Europe/Stockholm]".
std::optional<WrittenZone> read_zone(std::string_view text) {
  WrittenZone zone;
  size_t bracket = text.find('[');
  std::string_view offset = text.substr(0, bracket);
  if (!offset.empty()) {
    zone.offset = parse_zone(offset);
    if (!zone.offset || !zone.offset->name.empty()) return std::nullopt;
  }
  if (bracket == text.npos) return zone;
  if (text.back() != ']') return std::nullopt;
  zone.name = parse_zone(text.substr(bracket + 1, text.size() - bracket - 2));
  if (!zone.name) return std::nullopt;
  return zone;
}

struct WrittenDateTime {
  int64_t days;
  int64_t nanos;
  std::string_view zone;
};

// A date alone means its midnight.
std::optional<WrittenDateTime> read_date_time(std::string_view text) {
  Reader in(text);
  auto days = read_date(in);
  if (!days) return std::nullopt;
  if (in.done()) return WrittenDateTime{*days, 0, {}};
  if (!in.take('T')) return std::nullopt;
  auto nanos = read_time(in);
  if (!nanos) return std::nullopt;
  return WrittenDateTime{*days, *nanos, in.rest()};
}

LocalDateTime join(int64_t days, int64_t nanos) {
  return {days * kSecondsPerDay + nanos / kNanosPerSecond,
          static_cast<int32_t>(nanos % kNanosPerSecond)};
}

// The offset, where it is one that the zone has at that time of the clock (it may have two).
std::optional<DateTime> in_written_zone(LocalDateTime wall, const WrittenZone& zone) {
  if (!zone.name) return at_local(wall, zone.offset.value_or(Zone{}));
  if (!zone.offset || !zone.name->name.size()) return at_local(wall, *zone.name);
  DateTime d = at_instant(wall.seconds - zone.offset->offset, wall.nanos, *zone.name);
  if (d.offset != zone.offset->offset) return std::nullopt;
  return d;
}

// --- Durations

struct Amount {
  double number;
  char unit;
  // The same without rounding, as far as nine decimals go.
  int64_t whole;
  int64_t nanos;
};

// The number that the text, known to be one, stands for.
template <typename T>
T number_of(const std::string& text) {
  T value{};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// "12", "-1.5", "+0,75" and a letter.
std::optional<Amount> read_amount(Reader& in) {
  bool negative = in.take('-');
  if (!negative) in.take('+');
  std::string_view begin = in.rest();
  size_t n = in.digits();
  auto whole = in.number(n);
  if (!whole) return std::nullopt;
  size_t decimals = 0;
  if (in.take('.') || in.take(',')) {
    decimals = in.digits();
    if (decimals == 0) return std::nullopt;
    in.skip(decimals);
    ++decimals;
  }
  std::string number(begin.substr(0, n + decimals));
  if (decimals > 0) number[n] = '.';
  std::string nanos = (number + (decimals ? "" : ".") + "000000000").substr(n + 1, 9);
  double sign = negative ? -1 : 1;
  Amount amount{sign * number_of<double>(number), in.peek(), *whole, number_of<int64_t>(nanos)};
  if (negative) {
    amount.whole = -amount.whole;
    amount.nanos = -amount.nanos;
  }
  in.skip(in.done() ? 0 : 1);
  return amount;
}

struct DurationParts {
  double months = 0;
  double days = 0;
  double seconds = 0;
  int64_t whole_seconds = 0;
  int64_t nanos = 0;
};

// Whole numbers stay exact: a double has 53 bits. False where 64 bits are not enough.
bool add_clock_amount(DurationParts& parts, const Amount& amount) {
  int64_t unit = amount.unit == 'H' ? 3600 : (amount.unit == 'M' ? 60 : 1);
  if (unit > 1 && amount.nanos != 0) {
    parts.seconds += amount.number * static_cast<double>(unit);
    return true;
  }
  int64_t seconds = 0;
  if (__builtin_mul_overflow(amount.whole, unit, &seconds)) return false;
  parts.nanos += amount.nanos;
  return !__builtin_add_overflow(parts.whole_seconds, seconds, &parts.whole_seconds);
}

// Adds the amount if its unit comes after the last one in `units`, which is cut behind it.
bool add_amount(DurationParts& parts, std::string_view& units, const Amount& amount, bool clock) {
  size_t at = units.find(amount.unit);
  if (amount.unit == '\0' || at == units.npos) return false;
  units.remove_prefix(at + 1);
  if (!clock) {
    switch (amount.unit) {
      case 'Y':
        parts.months += amount.number * 12;
        break;
      case 'M':
        parts.months += amount.number;
        break;
      case 'W':
        parts.days += amount.number * 7;
        break;
      default:
        parts.days += amount.number;
    }
    return true;
  }
  return add_clock_amount(parts, amount);
}

bool read_amounts(Reader& in, DurationParts& parts, bool clock) {
  std::string_view units = clock ? "HMS" : "YMWD";
  while (!in.done() && in.peek() != 'T') {
    auto amount = read_amount(in);
    if (!amount || !add_amount(parts, units, *amount, clock)) return false;
  }
  return true;
}

std::optional<Duration> finish(const DurationParts& parts) {
  Duration d = make_duration(parts.months, parts.days, parts.seconds, 0);
  int64_t nanos = d.nanos + parts.nanos;
  int64_t carry = floor_divide(nanos, kNanosPerSecond);
  d.nanos = static_cast<int32_t>(nanos - carry * kNanosPerSecond);
  if (__builtin_add_overflow(d.seconds, carry, &d.seconds) ||
      __builtin_add_overflow(d.seconds, parts.whole_seconds, &d.seconds)) {
    return std::nullopt;
  }
  return d;
}

// P2012-02-02T14:37:21.545: years, months, days and a time as if they were a date.
std::optional<Duration> parse_dated_duration(std::string_view text) {
  Reader in(text);
  bool basic = in.digits() == 8;
  auto year = in.number(4);
  if (!year || (!basic && !in.take('-'))) return std::nullopt;
  auto month = in.number(2);
  if (!month || *month > 12 || (!basic && !in.take('-'))) return std::nullopt;
  auto day = in.number(2);
  if (!day || *day > 31) return std::nullopt;
  Duration d{*year * 12 + *month, *day, 0, 0};
  if (in.done()) return d;
  if (!in.take('T')) return std::nullopt;
  auto nanos = read_time(in);
  if (!nanos || !in.done()) return std::nullopt;
  d.seconds = *nanos / kNanosPerSecond;
  d.nanos = static_cast<int32_t>(*nanos % kNanosPerSecond);
  return d;
}

std::optional<Duration> parse_unit_duration(std::string_view text) {
  Reader in(text);
  DurationParts parts;
  if (!read_amounts(in, parts, false)) return std::nullopt;
  if (in.take('T') && (in.done() || !read_amounts(in, parts, true))) return std::nullopt;
  if (!in.done()) return std::nullopt;
  return finish(parts);
}

Duration negated(const Duration& d) {
  if (d.nanos == 0) return {-d.months, -d.days, -d.seconds, 0};
  return {-d.months, -d.days, -d.seconds - 1, static_cast<int32_t>(kNanosPerSecond - d.nanos)};
}

}  // namespace

std::string to_text(Date d) {
  std::string out;
  append_date(out, d.days);
  return out;
}

std::string to_text(LocalTime t) {
  std::string out;
  append_time(out, t.nanos);
  return out;
}

std::string to_text(const Time& t) {
  return to_text(LocalTime{t.nanos}) + offset_text(t.offset);
}

std::string to_text(const LocalDateTime& t) {
  std::string out;
  int64_t days = floor_divide(t.seconds, kSecondsPerDay);
  append_date(out, days);
  out += 'T';
  append_time(out, (t.seconds - days * kSecondsPerDay) * kNanosPerSecond + t.nanos);
  return out;
}

std::string to_text(const DateTime& t) {
  std::string out = to_text(wall_clock(t)) + offset_text(t.offset);
  return t.zone.empty() ? out : out + "[" + t.zone + "]";
}

std::string to_text(const Duration& d) {
  if (d == Duration{}) return "PT0S";
  std::string out = "P";
  append_number(out, d.months / 12, 'Y');
  append_number(out, d.months % 12, 'M');
  append_number(out, d.days, 'D');
  if (d.seconds != 0 || d.nanos != 0) append_clock(out, d.seconds, d.nanos);
  return out;
}

std::optional<Date> parse_date(std::string_view text) {
  Reader in(text);
  auto days = read_date(in);
  if (!days || !in.done()) return std::nullopt;
  return Date{*days};
}

std::optional<LocalTime> parse_local_time(std::string_view text) {
  Reader in(text);
  auto nanos = read_time(in);
  if (!nanos || !in.done()) return std::nullopt;
  return LocalTime{*nanos};
}

std::optional<Time> parse_time(std::string_view text) {
  Reader in(text);
  auto nanos = read_time(in);
  if (!nanos) return std::nullopt;
  auto zone = read_zone(in.rest());
  if (!zone || zone->name) return std::nullopt;
  return Time{*nanos, zone->offset.value_or(Zone{}).offset};
}

std::optional<LocalDateTime> parse_local_date_time(std::string_view text) {
  auto written = read_date_time(text);
  if (!written || !written->zone.empty()) return std::nullopt;
  return join(written->days, written->nanos);
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  auto written = read_date_time(text);
  if (!written) return std::nullopt;
  auto zone = read_zone(written->zone);
  if (!zone) return std::nullopt;
  return in_written_zone(join(written->days, written->nanos), *zone);
}

std::optional<Duration> parse_duration(std::string_view text) {
  bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (!text.starts_with('P') || text.size() < 2) return std::nullopt;
  text.remove_prefix(1);
  auto d = parse_unit_duration(text);
  if (!d) d = parse_dated_duration(text);
  return d && negative ? std::optional(negated(*d)) : d;
}

}  // namespace hoego::query

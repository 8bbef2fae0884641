// SPDX-License-Identifier: Apache-2.0
#include "base/edtf.h"

#include <charconv>
#include <cstdio>

namespace hoego {
namespace {

std::optional<int32_t> digits(std::string_view text, size_t exactly) {
  if (text.size() != exactly) return std::nullopt;
  int32_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text[0] == '-')
    return std::nullopt;
  return value;
}

std::optional<Precision> precision_of(int32_t part) {
  if (part >= 1 && part <= 12) return Precision::kMonth;
  if (part >= 21 && part <= 24) return Precision::kSeason;
  if (part >= 33 && part <= 36) return Precision::kQuarter;
  if (part == 40 || part == 41) return Precision::kHalf;
  return std::nullopt;
}

struct MonthRange {
  int32_t first;
  int32_t last;  // may lie in the next year (winter)
};

MonthRange months_of(const Edtf& e) {
  switch (e.precision) {
    case Precision::kYear:
      return {1, 12};
    case Precision::kHalf:
      return e.part == 40 ? MonthRange{1, 6} : MonthRange{7, 12};
    case Precision::kSeason:
      return {3 * (e.part - 21) + 3, 3 * (e.part - 21) + 5};
    case Precision::kQuarter:
      return {3 * (e.part - 33) + 1, 3 * (e.part - 33) + 3};
    case Precision::kMonth:
    case Precision::kDay:
      return {e.part, e.part};
  }
  return {1, 12};
}

}  // namespace

int days_in_month(int32_t year, int32_t month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

bool is_valid(const Day& d) {
  return d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= days_in_month(d.year, d.month);
}

std::string to_iso(const Day& d) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", d.year, d.month, d.day);
  return buffer;
}

std::optional<Day> parse_iso_day(std::string_view text) {
  auto e = parse_edtf(text);
  if (!e || e->open || e->precision != Precision::kDay || e->approximate || e->uncertain)
    return std::nullopt;
  return Day{e->year, e->part, e->day};
}

Edtf::Bounds Edtf::bounds() const {
  if (precision == Precision::kDay) return {{year, part, day}, {year, part, day}};
  MonthRange m = months_of(*this);
  Day first{year, m.first, 1};
  Day last{year, m.last, 1};
  if (last.month > 12) {
    last.month -= 12;
    ++last.year;
  }
  last.day = days_in_month(last.year, last.month);
  return {first, last};
}

double Edtf::middle_month() const {
  MonthRange m = months_of(*this);
  return year * 12 + (m.first + m.last) / 2.0 - 1;
}

std::string Edtf::text() const {
  if (open) return "..";
  char buffer[40];
  if (precision == Precision::kYear)
    std::snprintf(buffer, sizeof buffer, "%04d", year);
  else if (precision == Precision::kDay)
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, part, day);
  else
    std::snprintf(buffer, sizeof buffer, "%04d-%02d", year, part);
  std::string out = buffer;
  if (approximate && uncertain) return out + "%";
  if (approximate) return out + "~";
  if (uncertain) return out + "?";
  return out;
}

Edtf Edtf::of_year(int32_t year, bool approximate) {
  Edtf e;
  e.year = year;
  e.approximate = approximate;
  return e;
}

Edtf Edtf::of_month(int32_t year, int32_t month, bool approximate) {
  return of_part(year, month, approximate);
}

Edtf Edtf::of_day(int32_t year, int32_t month, int32_t day, bool approximate) {
  Edtf e = of_month(year, month, approximate);
  e.day = day;
  e.precision = Precision::kDay;
  return e;
}

Edtf Edtf::of_part(int32_t year, int32_t code, bool approximate) {
  Edtf e = of_year(year, approximate);
  e.part = code;
  e.precision = precision_of(code).value_or(Precision::kYear);
  return e;
}

Edtf Edtf::of_open() {
  Edtf e;
  e.open = true;
  return e;
}

Edtf Edtf::plus_months(int32_t months) const {
  if (open) return *this;
  if (months % 12 == 0 && precision != Precision::kDay) {
    Edtf e = *this;
    e.year += months / 12;
    return e;
  }
  int32_t month = precision == Precision::kDay || precision == Precision::kMonth
                      ? part
                      : (months_of(*this).first + months_of(*this).last) / 2;
  int32_t number = month_number(year, month) + months;
  int32_t new_year = number >= 0 ? number / 12 : -((-number + 11) / 12);
  Edtf e = of_month(new_year, number - new_year * 12 + 1, approximate);
  e.uncertain = uncertain;
  return e;
}

Edtf Edtf::approx() const {
  Edtf e = *this;
  e.approximate = true;
  return e;
}

std::optional<Edtf> parse_edtf(std::string_view text) {
  if (text == "..") return Edtf::of_open();
  bool approximate = false;
  bool uncertain = false;
  if (!text.empty()) {
    char mark = text.back();
    approximate = mark == '~' || mark == '%';
    uncertain = mark == '?' || mark == '%';
    if (approximate || uncertain) text.remove_suffix(1);
  }
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  auto year = digits(text.substr(0, 4), 4);
  if (!year) return std::nullopt;
  Edtf e = Edtf::of_year(*year, approximate);
  e.uncertain = uncertain;
  if (text.size() == 4) return e;
  auto part = digits(text.substr(5, 2), 2);
  if (text[4] != '-' || !part) return std::nullopt;
  auto precision = precision_of(*part);
  if (!precision) return std::nullopt;
  e.part = *part;
  e.precision = *precision;
  if (text.size() == 7) return e;
  auto day = digits(text.substr(8, 2), 2);
  if (text[7] != '-' || !day || e.precision != Precision::kMonth) return std::nullopt;
  if (!is_valid({*year, *part, *day})) return std::nullopt;
  e.day = *day;
  e.precision = Precision::kDay;
  return e;
}

}  // namespace hoego

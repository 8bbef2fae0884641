// SPDX-License-Identifier: Apache-2.0
// A date as well as it is known: the part of EDTF (ISO 8601-2:2019) that careers need.
//
//   "2021"  "2021-12"  "2021-12-03"         year, month, day
//   "2021-21".."2021-24"                    spring, summer, autumn, winter
//   "2021-33".."2021-36"  "2021-40" "2021-41"   quarters, halves
//   a trailing "~"                          worked out or rough; "?" uncertain; "%" both
//   ".."                                    open: still going on
// Unknown is the absence of an Edtf (std::optional, JSON null), never a value of it.
//
//   parse_edtf("2021-12~")->bounds()  ->  {2021-12-01, 2021-12-31}
//   parse_edtf("12/2021")             ->  nullopt
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hoego {

// A day of the proleptic Gregorian calendar.
struct Day {
  int32_t year = 1970;
  int32_t month = 1;  // 1..12
  int32_t day = 1;    // 1..31

  friend auto operator<=>(const Day&, const Day&) = default;
};

int days_in_month(int32_t year, int32_t month);
bool is_valid(const Day& day);
std::string to_iso(const Day& day);  // "2021-12-03"
std::optional<Day> parse_iso_day(std::string_view text);
// Months since year 0: January of year y is 12 * y.
inline int32_t month_number(int32_t year, int32_t month) {
  return year * 12 + month - 1;
}

enum class Precision : uint8_t { kYear, kHalf, kSeason, kQuarter, kMonth, kDay };

struct Edtf {
  int32_t year = 0;
  int32_t part = 0;  // month 1..12, season 21..24, quarter 33..36, half 40..41; 0 at year precision
  int32_t day = 0;   // 0 below day precision
  Precision precision = Precision::kYear;
  bool approximate = false;  // ~
  bool uncertain = false;    // ?
  bool open = false;         // "..": every other field is then without meaning

  struct Bounds {
    Day first;
    Day last;
  };
  // The first and last day that the value may mean. Winter is December to February of the next
  // year. Must not be called on an open value.
  Bounds bounds() const;
  // The middle of the bounds in months since year 0, as a double (for sorting and distances).
  double middle_month() const;
  std::string text() const;

  static Edtf of_year(int32_t year, bool approximate = false);
  static Edtf of_month(int32_t year, int32_t month, bool approximate = false);
  static Edtf of_day(int32_t year, int32_t month, int32_t day, bool approximate = false);
  // A season, quarter or half by its EDTF code (21..24, 33..36, 40..41).
  static Edtf of_part(int32_t year, int32_t code, bool approximate = false);
  static Edtf of_open();
  // `months` later (or earlier): keeps month precision, makes a day a month, keeps a year a year
  // when `months` is a multiple of 12.
  Edtf plus_months(int32_t months) const;
  Edtf approx() const;  // the same with "~"

  friend bool operator==(const Edtf&, const Edtf&) = default;
};

std::optional<Edtf> parse_edtf(std::string_view text);

}  // namespace hoego

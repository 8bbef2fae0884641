// SPDX-License-Identifier: Apache-2.0
// Time on paper: what a step covers for certain and what perhaps, in months, and the scale that
// turns months into points.
//
// Months count from the year 0, with fractions: 2021-01-01 is 24252.0, the end of that day a
// thirty-first of a month later.
#pragma once

#include <optional>
#include <string>

#include "viz/career.h"
#include "viz/picture.h"
#include "viz/style.h"

namespace hoego::viz {

double month_begin(const Day& day);
double month_end(const Day& day);

// begin <= certain_begin <= certain_end <= end. Nothing is certain where the two in the middle are
// equal: then the whole is drawn as perhaps.
struct TimeSpan {
  double begin = 0;
  double certain_begin = 0;
  double certain_end = 0;
  double end = 0;
  bool start_unknown = false;  // torn on the left: `begin` is a guess
  bool end_unknown = false;    // torn on the right
  bool open = false;           // an arrow: goes on beyond what the posts know
  bool planned = false;
  bool point = false;           // an event of one day
  bool about = false;           // at least one of its ends is not known to the month
  bool continued_left = false;  // cut by clip()
  bool continued_right = false;

  double length() const { return end - begin; }
  void shift(double months);
  // Cuts what lies outside of [first, last]; an end that was cut is neither torn nor open.
  void clip(double first, double last);
};

// nullopt where neither end is known. `reference` is when the data was written (months): open
// spans end there.
std::optional<TimeSpan> span_of(const CareerStep& step, double reference);

// The latest date that the career speaks of as known: of its posts, else of its steps.
double reference_month(const Career& career);

// How long it took, as said or as drawn; empty where unknown.
std::string duration_of(const CareerStep& step, const TimeSpan& span, Language language);
// "2021.03 – 2022 무렵", "2021.03 – 진행 중" for people; from the EDTF.
std::string dates_text(const CareerStep& step, Language language);
std::string date_text(const Edtf& date, Language language);

struct Axis {
  double first = 0;  // months
  double last = 0;
  double left = 0;  // points
  double per_month = 1;

  double x(double month) const { return left + (month - first) * per_month; }
  double right() const { return x(last); }
};
// `first` and `last` widened to quarters, and a width that suits the number of months.
Axis make_axis(double first, double last, double left, double min_width, double max_width);

// Grid and year numbers between `top` (of the numbers) and `bottom`.
void draw_axis(Picture& picture, const Axis& axis, double top, double bottom, const Palette& colors,
               bool relative_years, Language language);
inline constexpr double kAxisHeight = 22;

}  // namespace hoego::viz

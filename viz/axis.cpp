// SPDX-License-Identifier: Apache-2.0
// EDTF -> spans of months -> points.
#include "viz/axis.h"

#include <algorithm>
#include <cmath>

namespace hoego::viz {
namespace {

constexpr double kTornMonths = 5;     // drawn length of what has no end
constexpr double kAboutMonths = 1.5;  // what "about 2021-12" may be off to either side
constexpr double kPointMonths = 0.07;

struct Edge {
  double first;  // the earliest and the latest that it may be
  double last;
  bool about;
};

Edge edge_of(const Edtf& date) {
  Edtf::Bounds bounds = date.bounds();
  bool rough = date.approximate || date.uncertain;
  double slack = rough && date.precision >= Precision::kMonth ? kAboutMonths : 0;
  bool coarse = date.precision < Precision::kMonth;
  return {month_begin(bounds.first) - slack, month_end(bounds.last) + slack, rough || coarse};
}

bool to_the_month(const Edtf& date) {
  return date.precision >= Precision::kMonth && !date.approximate && !date.uncertain;
}

// A start known to the month is drawn from the beginning of that month, and certain from there.
void apply_start(const Edtf& date, TimeSpan& span) {
  Edge edge = edge_of(date);
  span.begin = edge.first;
  span.certain_begin = to_the_month(date) ? edge.first : edge.last;
  span.about |= edge.about;
}

void apply_end(const Edtf& date, TimeSpan& span) {
  Edge edge = edge_of(date);
  span.end = edge.last;
  span.certain_end = to_the_month(date) ? edge.last : edge.first;
  span.about |= edge.about;
}

void guess_end(const CareerStep& step, TimeSpan& span) {
  bool told = step.months && *step.months > 0 && *step.months < 1200;
  span.end_unknown = !told;
  span.about = true;
  span.certain_end = span.certain_begin;
  span.end = span.certain_begin + (told ? static_cast<double>(*step.months) : kTornMonths);
}

void guess_start(const CareerStep& step, TimeSpan& span) {
  bool told = step.months && *step.months > 0 && *step.months < 1200;
  span.start_unknown = !told;
  span.about = true;
  span.begin = span.certain_end - (told ? static_cast<double>(*step.months) : kTornMonths);
  span.certain_begin = span.certain_end;
}

// Where the two uncertain parts meet or cross, nothing is certain.
void make_orderly(TimeSpan& span) {
  span.end = std::max(span.end, span.begin);
  if (span.certain_begin > span.certain_end) {
    double middle = (span.begin + span.end) / 2;
    span.certain_begin = span.certain_end = middle;
  }
  span.certain_begin = std::clamp(span.certain_begin, span.begin, span.end);
  span.certain_end = std::clamp(span.certain_end, span.certain_begin, span.end);
}

bool is_day(const std::optional<Edtf>& date) {
  return date && date->precision == Precision::kDay && !date->approximate;
}

std::string two(int n) {
  return (n < 10 ? "0" : "") + std::to_string(n);
}

std::string part_text(const Edtf& date, Language language) {
  constexpr std::string_view kKorean[] = {"봄", "여름", "가을", "겨울"};
  constexpr std::string_view kEnglish[] = {"spring", "summer", "autumn", "winter"};
  int code = date.part;
  if (code >= 21 && code <= 24)
    return " " + std::string(say(language, kKorean[code - 21], kEnglish[code - 21]));
  if (code >= 33 && code <= 36)
    return language == Language::kKorean ? " " + std::to_string(code - 32) + "분기"
                                         : " Q" + std::to_string(code - 32);
  if (code == 40) return std::string(say(language, " 상반기", " H1"));
  if (code == 41) return std::string(say(language, " 하반기", " H2"));
  return {};
}

constexpr double kYearWidth = 36;  // that a number of a year takes

int year_step(double year_width) {
  for (int step : {1, 2, 5, 10, 20, 50})
    if (year_width * step >= 40) return step;
  return 100;
}

void draw_grid(Picture& picture, const Axis& axis, double top, double bottom,
               const Palette& colors) {
  bool quarters = axis.per_month * 3 >= 14;
  auto first = static_cast<int>(std::ceil(axis.first / 3));
  for (int quarter = first; quarter * 3 <= axis.last; ++quarter) {
    bool january = quarter % 4 == 0;
    if (!january && !quarters) continue;
    double x = axis.x(quarter * 3.0);
    picture.line(
        {{x, january ? top + 4 : top + kAxisHeight}, {x, bottom}},
        {std::string(january ? colors.grid : colors.grid_low), january ? 0.8 : 0.5, false});
  }
}

// Months as ticks below the years, those that begin a quarter with their number.
void draw_months(Picture& picture, const Axis& axis, double top, const Palette& colors) {
  constexpr double kTick = 3.5;
  if (axis.per_month < 5) return;
  bool numbers = axis.per_month * 3 >= 32;
  for (auto month = static_cast<int>(std::ceil(axis.first)); month < axis.last; ++month) {
    int of_year = ((month % 12) + 12) % 12;
    if (of_year == 0) continue;
    double x = axis.x(month);
    picture.line({{x, top + kAxisHeight - kTick}, {x, top + kAxisHeight}},
                 {std::string(colors.grid), 0.6, false});
    bool beside_year = x < axis.left + 34;
    if (numbers && of_year % 3 == 0 && !beside_year)
      picture.text({x + 2.5, top + 14}, std::to_string(of_year + 1),
                   {.size = 7.5, .color = std::string(colors.ink_faint)});
  }
}

// The year 0 is the first one: "1년차"; before it "1년 전".
std::string relative_year(int year, Language language) {
  bool korean = language == Language::kKorean;
  if (year < 0) return std::to_string(-year) + (korean ? "년 전" : " y before");
  return korean ? std::to_string(year + 1) + "년차" : "year " + std::to_string(year + 1);
}

void draw_years(Picture& picture, const Axis& axis, double top, const Palette& colors,
                bool relative, Language language) {
  int step = year_step(axis.per_month * 12);
  int first = static_cast<int>(std::floor(axis.first / 12));
  int last = static_cast<int>(std::floor((axis.last - 0.01) / 12));
  for (int year = first; year <= last; ++year) {
    double from = std::max(axis.first, year * 12.0);
    double room = axis.x(std::min(axis.last, year * 12.0 + 12)) - axis.x(from);
    if (((year % step) + step) % step != 0 && !(step == 1)) continue;
    std::string label = std::to_string(year);
    if (relative) label = relative_year(year, language);
    if (step == 1 && room < text_width(label, 10) + 8) continue;
    picture.text({axis.x(from) + 4, top + 14}, label,
                 {.size = 10, .bold = true, .color = std::string(colors.ink_low)});
  }
}

}  // namespace

double month_begin(const Day& day) {
  return month_number(day.year, day.month) +
         (day.day - 1) / static_cast<double>(days_in_month(day.year, day.month));
}

double month_end(const Day& day) {
  return month_number(day.year, day.month) +
         day.day / static_cast<double>(days_in_month(day.year, day.month));
}

void TimeSpan::shift(double months) {
  begin += months;
  certain_begin += months;
  certain_end += months;
  end += months;
}

void TimeSpan::clip(double first, double last) {
  if (begin < first) {
    begin = first;
    start_unknown = false;
    continued_left = true;
  }
  if (end > last) {
    end = last;
    open = end_unknown = false;
    continued_right = true;
  }
  certain_begin = std::clamp(certain_begin, begin, end);
  certain_end = std::clamp(certain_end, certain_begin, end);
}

std::optional<TimeSpan> span_of(const CareerStep& step, double reference) {
  if (!step.start && !step.end && !step.ongoing) return std::nullopt;
  TimeSpan span;
  span.planned = step.planned;
  span.open = step.ongoing;
  if (step.start) apply_start(*step.start, span);
  if (step.ongoing) {
    double now = step.start ? std::max(reference, span.begin + 1) : reference;
    span.end = span.certain_end = now;
  } else if (step.end) {
    apply_end(*step.end, span);
  } else {
    guess_end(step, span);
  }
  if (!step.start) guess_start(step, span);
  // What lies beyond the day the data was written is nobody's knowledge.
  if (span.end > reference && span.certain_end > reference)
    span.certain_end = std::max(reference, span.certain_begin);
  make_orderly(span);
  span.point = is_day(step.start) && is_day(step.end) && span.length() <= kPointMonths;
  return span;
}

double reference_month(const Career& career) {
  double latest = -1;
  for (const CareerPost& post : career.posts)
    if (post.published) latest = std::max(latest, month_end(post.published->bounds().last));
  if (latest >= 0) return latest;
  for (const CareerStep& step : career.steps) {
    if (step.planned) continue;
    if (step.start) latest = std::max(latest, month_begin(step.start->bounds().first) + 1);
    if (step.end) latest = std::max(latest, month_end(step.end->bounds().last));
  }
  return latest >= 0 ? latest : 2020 * 12.0;
}

std::string duration_of(const CareerStep& step, const TimeSpan& span, Language language) {
  if (span.point) return {};
  if (span.end_unknown || span.start_unknown) return {};
  bool told = step.months && *step.months > 0 && *step.months < 1200;
  double slack = span.certain_begin - span.begin + span.end - span.certain_end;
  auto text = [&](int months) {
    bool coarse = slack > 5 && months >= 12;
    return duration_text(coarse ? (months + 3) / 6 * 6 : months, span.about, language);
  };
  if (told) return text(static_cast<int>(*step.months));
  double begin = (span.begin + span.certain_begin) / 2;
  double end = (span.end + span.certain_end) / 2;
  int months = static_cast<int>(std::lround(end - begin));
  return months > 0 ? text(months) : std::string();
}

std::string date_text(const Edtf& date, Language language) {
  if (date.open) return std::string(say(language, "진행 중", "ongoing"));
  std::string out = std::to_string(date.year);
  if (date.precision == Precision::kMonth || date.precision == Precision::kDay)
    out += "." + two(date.part);
  if (date.precision == Precision::kDay) out += "." + two(date.day);
  out += part_text(date, language);
  if (date.approximate) out += say(language, " 무렵", " (about)");
  if (date.uncertain) out += "?";
  return out;
}

std::string dates_text(const CareerStep& step, Language language) {
  std::string unknown(say(language, "모름", "unknown"));
  std::string start = step.start ? date_text(*step.start, language) : unknown;
  std::string end = step.ongoing ? std::string(say(language, "진행 중", "ongoing"))
                    : step.end   ? date_text(*step.end, language)
                                 : unknown;
  if (!step.start && !step.end && !step.ongoing)
    return std::string(say(language, "시기 모름", "dates unknown"));
  return start == end ? start : start + " – " + end;
}

Axis make_axis(double first, double last, double left, double min_width, double max_width) {
  Axis axis;
  axis.first = std::floor((first - 0.5) / 3) * 3;
  axis.last = std::ceil((last + 0.5) / 3) * 3;
  axis.left = left;
  auto scale = [&] {
    double months = std::max(axis.last - axis.first, 3.0);
    axis.per_month = std::clamp(months * 11, min_width, max_width) / months;
  };
  scale();
  // A year that has only just begun gets room for its number.
  double begun = axis.last - std::floor(axis.last / 12) * 12;
  if (begun == 3 && 3 * axis.per_month < kYearWidth && 6 * axis.per_month >= kYearWidth) {
    axis.last += 3;
    scale();
  }
  return axis;
}

void draw_axis(Picture& picture, const Axis& axis, double top, double bottom, const Palette& colors,
               bool relative_years, Language language) {
  draw_grid(picture, axis, top, bottom, colors);
  if (!relative_years) draw_months(picture, axis, top, colors);
  draw_years(picture, axis, top, colors, relative_years, language);
}

}  // namespace hoego::viz

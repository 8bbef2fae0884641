// SPDX-License-Identifier: Apache-2.0
// A date is completed in three steps: its year (said, relative, running, or the most likely one
// for its month), its part of the year, and how roughly it is known.
#include "parser/time/resolve.h"

#include <algorithm>
#include <chrono>

namespace hoego::parser {
namespace {

struct Year {
  int value = 0;
  std::string anchor;
  bool said = false;
  bool rough = false;
};

std::string anchor_of(std::string_view what, int year) {
  return std::string(what) + " " + std::to_string(year);
}

std::string published_anchor(const Edtf& published) {
  return "published " + published.text();
}

// The month in which the text was written, or 0 if only its year is known.
int month_of(const Edtf& e) {
  switch (e.precision) {
    case Precision::kMonth:
    case Precision::kDay:
      return e.part;
    case Precision::kYear:
      return 0;
    default:
      return e.bounds().last.month;
  }
}

// The year that "this year" means. A look back on 2022 that is published in the first weeks of
// 2023 still calls 2022 this year, except where it speaks of its plans.
std::optional<Year> writing_year(const TimeContext& c, bool of_plans = false) {
  if (!c.published) {
    if (!c.title_year) return std::nullopt;
    return Year{*c.title_year, anchor_of("title year", *c.title_year)};
  }
  int year = c.published->year;
  bool new_year = c.published->precision != Precision::kYear && month_of(*c.published) == 1;
  if (new_year && !of_plans && c.title_year == year - 1)
    return Year{year - 1, anchor_of("title year", year - 1)};
  return Year{year, published_anchor(*c.published)};
}

// The year that is in force where none is said: of this text, of the heading, of the title, of
// the text before, of publication.
std::optional<Year> default_year(const Surroundings& around) {
  const TimeContext& c = around.context;
  if (around.year_known_here && c.running_year)
    return Year{*c.running_year, anchor_of("running year", *c.running_year)};
  if (c.heading) return Year{c.heading->year, "heading " + c.heading->text()};
  if (c.paragraph_year)
    return Year{*c.paragraph_year, anchor_of("year of the paragraph", *c.paragraph_year)};
  if (c.title_year) return Year{*c.title_year, anchor_of("title year", *c.title_year)};
  if (c.running_year) return Year{*c.running_year, anchor_of("running year", *c.running_year)};
  if (c.published) return Year{c.published->year, published_anchor(*c.published)};
  return std::nullopt;
}

// Does the story go over New Year: "11월에 합격하여 1월부터", a heading "12월" and "1월부터" below.
int new_year_crossing(int month, const Surroundings& around) {
  const TimeContext& c = around.context;
  if (around.month_said_here && c.running_month)
    return *c.running_month >= 10 && month <= 3 ? 1 : 0;
  if (around.year_said_here || !c.heading || c.heading->precision == Precision::kYear) return 0;
  int heading = month_of(*c.heading);
  if (heading >= 11 && month <= 2) return 1;
  return heading <= 2 && month >= 11 ? -1 : 0;
}

// Nothing is told of months that have not come yet: such a month is the one before, unless the
// words say otherwise. The next month is likely itself: of the other one says "last year's".
int back_from_future(int year, int month, const Surroundings& around) {
  const auto& published = around.context.published;
  bool settled = around.year_said_here || around.month_said_here || around.context.heading;
  if (!published || settled || published->precision == Precision::kYear) return year;
  int now = month_of(*published);
  if (around.tense == Tense::kFuture) {
    bool coming = published->year == year && month + 4 <= now;
    bool titled = published->year == year + 1 && month >= now;
    return coming || titled ? year + 1 : year;
  }
  if (published->year != year) return year;
  // "3월에 ... 4월부터 ... 7월부터 일하게 되었다": the story has come to this year already.
  const TimeContext& c = around.context;
  bool told = c.running_year == year && c.running_month && *c.running_month <= now;
  int likely = c.title_year == year ? 6 : around.tense == Tense::kPast && !told ? 0 : 1;
  return month - now > likely ? year - 1 : year;
}

// "작년 10월에 그만두었다. 1월부터 ...": a later sentence goes on, as far as that has come yet.
bool goes_over_new_year(int month, const Year& year, const Surroundings& around) {
  const TimeContext& c = around.context;
  if (around.year_known_here || c.heading || c.title_year || !c.running_month || !c.published)
    return false;
  if (c.running_year != year.value || month >= *c.running_month) return false;
  if (c.published->precision == Precision::kYear) return false;
  return month_number(year.value + 1, month) <=
         month_number(c.published->year, month_of(*c.published));
}

std::optional<Year> year_for_month(int month, const Surroundings& around) {
  auto year = default_year(around);
  if (!year) return year;
  if (goes_over_new_year(month, *year, around)) ++year->value;
  int crossing = new_year_crossing(month, around);
  if (crossing > 0 && around.context.published) {
    const Edtf& published = *around.context.published;
    int limit = month_number(published.year,
                             published.precision == Precision::kYear ? 12 : month_of(published));
    if (month_number(year->value + 1, month) > limit + 3) crossing = 0;
  }
  year->value += crossing;
  if (crossing == 0) year->value = back_from_future(year->value, month, around);
  return year;
}

// "지난 12월", "다음 봄": the nearest one that has ended before (begins after) the time of writing.
std::optional<Year> year_of_last(const Slots& s, const Surroundings& around, int month) {
  const auto& published = around.context.published;
  if (!published || published->precision == Precision::kYear) return year_for_month(month, around);
  int now = month_number(published->year, month_of(*published));
  Year year{published->year, published_anchor(*published), true, false};
  int which = s.get(Slot::kLast);
  int candidate = month_number(published->year, month);
  if (which < 0 && candidate >= now) --year.value;
  if (which > 0 && candidate <= now) ++year.value;
  if (which == 0 && candidate > now + 6) --year.value;
  return year;
}

int first_month_of(int part) {
  return Edtf::of_part(2000, part).bounds().first.month;
}
int last_month_of(int part) {
  return part == 24 ? 14 : Edtf::of_part(2000, part).bounds().last.month;
}

int edge_month(int edge) {
  return edge == 1 ? 1 : edge == 2 ? 6 : 12;
}

// "8월 31일이 마지막 출근일이었다": a day without its year is a recent one, whatever year was told
// of before, if it lies close to the time of writing.
std::optional<Year> year_of_recent_day(const Slots& s, const Surroundings& around) {
  constexpr int kBack = 4;  // months
  constexpr int kAhead = 2;
  const TimeContext& c = around.context;
  if (!s.has(Slot::kDay) || !s.has(Slot::kMonth) || c.heading || c.title_year) return std::nullopt;
  if (!c.published || c.published->precision != Precision::kDay) return std::nullopt;
  const int now = month_number(c.published->year, month_of(*c.published));
  for (int year : {c.published->year, c.published->year - 1, c.published->year + 1}) {
    const int away = month_number(year, s.get(Slot::kMonth)) - now;
    const bool passed = away <= 0 && away >= -kBack;
    const bool future = around.tense == Tense::kFuture;
    const bool coming =
        (future && away >= 0 && away <= kAhead) || (around.tense != Tense::kPast && away == 1);
    // "입사는 2019년 9월 2일. 1월 10일부터는 다온으로 출근한다"
    const bool ahead =
        around.tense != Tense::kPast && away == 0 && s.get(Slot::kDay) > c.published->day;
    if (c.running_day ? (future && coming) || ahead : passed || coming)
      return Year{year, published_anchor(*c.published)};
  }
  return std::nullopt;
}

std::optional<Year> find_year(const Slots& s, const Surroundings& around) {
  const TimeContext& c = around.context;
  if (s.has(Slot::kYear)) return Year{s.get(Slot::kYear), "", true};
  if (s.has(Slot::kYearShift)) {
    int shift = s.get(Slot::kYearShift);
    auto year = writing_year(c, shift == 0 && around.tense == Tense::kFuture);
    if (!year) return year;
    return Year{year->value + shift, year->anchor, true};
  }
  if (s.has(Slot::kRunShift)) {
    if (c.running_year)
      return Year{*c.running_year + s.get(Slot::kRunShift),
                  anchor_of("running year", *c.running_year), true};
    auto year = default_year(around);
    if (year) year->value += s.get(Slot::kRunShift);
    return year;
  }
  if (s.has(Slot::kAgo)) {
    auto year = writing_year(around.context);
    if (!year) return year;
    return Year{year->value - s.get(Slot::kYears), year->anchor, true, true};
  }
  int month = s.get(Slot::kMonth);
  if (month == 0 && s.has(Slot::kPart)) {
    int part = s.get(Slot::kPart);
    month = s.get(Slot::kLast) < 0 ? last_month_of(part) : first_month_of(part);
    if (month > 12) {  // a winter ends in the year after its own
      auto year = year_of_last(s, around, month - 12);
      if (year) --year->value;
      return year;
    }
  }
  if (month == 0 && s.has(Slot::kEdge)) month = edge_month(s.get(Slot::kEdge));
  if (s.has(Slot::kLast)) return year_of_last(s, around, month);
  if (auto year = year_of_recent_day(s, around)) return year;
  return month > 0 ? year_for_month(month, around) : default_year(around);
}

std::optional<Edtf> date_in(int year, const Slots& s, bool rough) {
  if (s.has(Slot::kDay)) {
    if (!is_valid({year, s.get(Slot::kMonth), s.get(Slot::kDay)})) return std::nullopt;
    return Edtf::of_day(year, s.get(Slot::kMonth), s.get(Slot::kDay), rough);
  }
  if (s.get(Slot::kMonth) > 12) return std::nullopt;
  if (s.has(Slot::kMonth)) return Edtf::of_month(year, s.get(Slot::kMonth), rough);
  if (s.has(Slot::kPart)) return Edtf::of_part(year, s.get(Slot::kPart), rough);
  if (s.get(Slot::kEdge) == 4) return Edtf::of_part(year, 41, true);
  if (s.has(Slot::kEdge)) return Edtf::of_month(year, edge_month(s.get(Slot::kEdge)), true);
  return Edtf::of_year(year, rough);
}

// "2019년 2월에 졸업하고 다음 달 입사했다": the month after the one that the sentence told before.
bool goes_on_from_told(const Slots& s, const Surroundings& around) {
  const TimeContext& c = around.context;
  return s.get(Slot::kMonthShift) == 1 && !s.has(Slot::kYearShift) && around.month_said_here &&
         c.running_year && c.running_month;
}

// "지난달", "그 다음 달".
std::optional<Edtf> shifted_month(const Slots& s, const Surroundings& around, std::string& anchor) {
  const TimeContext& c = around.context;
  if (s.has(Slot::kRunShift) || goes_on_from_told(s, around)) {
    if (!c.running_year || !c.running_month) return std::nullopt;
    anchor = "running month " + Edtf::of_month(*c.running_year, *c.running_month).text();
    return Edtf::of_month(*c.running_year, *c.running_month).plus_months(s.get(Slot::kMonthShift));
  }
  if (!c.published || c.published->precision == Precision::kYear) return std::nullopt;
  anchor = published_anchor(*c.published);
  bool rough = c.published->approximate || s.get(Slot::kRough) != 0;
  int shift = s.get(Slot::kMonthShift) + 12 * s.get(Slot::kYearShift);
  return Edtf::of_month(c.published->year, month_of(*c.published), rough).plus_months(shift);
}

// A day stands in the month that the text or its heading is about.
bool complete_day(Slots& s, const Surroundings& around) {
  const TimeContext& c = around.context;
  if (around.month_said_here && c.running_month) {
    s.set(Slot::kMonth, *c.running_month);
    if (c.running_year) s.set(Slot::kYear, *c.running_year);
    return true;
  }
  if (!c.heading || c.heading->precision < Precision::kMonth) return false;
  s.set(Slot::kMonth, c.heading->part);
  s.set(Slot::kYear, c.heading->year);
  return true;
}

std::optional<TimeExpr> point(Slots s, const Surroundings& around) {
  TimeExpr out;
  if (s.has(Slot::kMonthShift)) {
    out.start = shifted_month(s, around, out.anchor);
    if (out.start && s.has(Slot::kDay)) {  // "이번 달 15일"
      const Edtf month = *out.start;
      if (!is_valid({month.year, month.part, s.get(Slot::kDay)})) return std::nullopt;
      out.start = Edtf::of_day(month.year, month.part, s.get(Slot::kDay), month.approximate);
    }
    out.end = out.start;
    out.has_year = out.start.has_value();
    return out;
  }
  bool inherited_day = s.has(Slot::kDay) && !s.has(Slot::kMonth);
  if (inherited_day && !complete_day(s, around)) return std::nullopt;
  auto year = find_year(s, around);
  if (!year) return out;
  out.start = date_in(year->value, s, year->rough || s.get(Slot::kRough) != 0);
  if (!out.start) return std::nullopt;
  out.end = out.start;
  out.anchor = year->anchor;
  out.has_year = year->said && !inherited_day;
  return out;
}

// The second date takes what it does not say from the first, and lies after it.
std::optional<Edtf> range_end(const Slots& s, const Edtf& start) {
  Slots t = s;
  if (s.has(Slot::kMonth2)) t.set(Slot::kMonth, s.get(Slot::kMonth2));
  if (s.has(Slot::kDay2)) t.set(Slot::kDay, s.get(Slot::kDay2));
  if (s.has(Slot::kPart2)) t.set(Slot::kPart, s.get(Slot::kPart2));
  int year = s.get(Slot::kYear2, start.year);
  auto end = date_in(year, t, false);
  if (!end || s.has(Slot::kYear2)) return end;
  return comes_before(*end, start) ? date_in(year + 1, t, false) : end;
}

std::optional<TimeExpr> range(const Slots& s, const Surroundings& around) {
  auto out = point(s, around);
  if (!out || !out->start) return out;
  out->kind = TimeKind::kRange;
  bool closed =
      s.has(Slot::kYear2) || s.has(Slot::kMonth2) || s.has(Slot::kDay2) || s.has(Slot::kPart2);
  out->end = closed ? range_end(s, *out->start) : Edtf::of_open();
  if (!out->end || comes_before(*out->end, *out->start)) return std::nullopt;
  tell_the_past(*out, around);
  return out;
}

TimeExpr length(const Slots& s) {
  TimeExpr out;
  out.kind = TimeKind::kLength;
  out.months = 12 * s.get(Slot::kYears) + s.get(Slot::kMonths);
  out.days = 7 * s.get(Slot::kWeeks) + s.get(Slot::kDays);
  out.rough = s.get(Slot::kRough) != 0;
  return out;
}

// Back from the time of writing: a whole number of years is known to the year only.
void count_back(TimeExpr& out, int months, int days, const Surroundings& around) {
  const TimeContext& c = around.context;
  if (!c.published) {
    auto year = writing_year(around.context);
    if (!year || months % 12 != 0 || days != 0) return;
    out.start = out.end = Edtf::of_year(year->value - months / 12, true);
    out.anchor = year->anchor;
    return;
  }
  const Edtf& published = *c.published;
  out.anchor = published_anchor(published);
  if (months % 12 == 0 && days == 0)
    out.start = Edtf::of_year(published.year - months / 12, true);
  else if (published.precision == Precision::kYear)
    out.start = Edtf::of_year(published.year - months / 12, true);
  else
    out.start = plus_length(published, -months, -days).approx();
  out.end = out.start;
}

std::optional<TimeExpr> ago(const Slots& s, const Surroundings& around) {
  TimeExpr out = length(s);
  count_back(out, out.months, out.days, around);
  out.kind = TimeKind::kPoint;
  out.months = out.days = 0;
  out.has_year = out.start.has_value();
  return out;
}

// "다음 주 월요일": weeks begin on Monday.
std::optional<TimeExpr> weekday(const Slots& s, const Surroundings& around) {
  const auto& published = around.context.published;
  if (!published || published->precision != Precision::kDay || published->approximate) {
    Slots week = s;
    week.clear(Slot::kDays);
    return ago(week, around);
  }
  using namespace std::chrono;
  const sys_days written = year{published->year} / month(static_cast<unsigned>(published->part)) /
                           day(static_cast<unsigned>(published->day));
  const sys_days monday = written - (std::chrono::weekday(written) - Monday);
  const year_month_day told{monday - weeks(s.get(Slot::kWeeks)) + days(s.get(Slot::kDays) - 1)};
  TimeExpr out;
  out.start = Edtf::of_day(static_cast<int>(told.year()),
                           static_cast<int>(static_cast<unsigned>(told.month())),
                           static_cast<int>(static_cast<unsigned>(told.day())));
  out.end = out.start;
  out.anchor = published_anchor(*published);
  out.has_year = true;
  return out;
}

// Who says "it has been a year" (or two) counts months; of longer times the year is meant.
std::optional<TimeExpr> elapsed(const Slots& s, const Surroundings& around) {
  TimeExpr out = length(s);
  const auto& published = around.context.published;
  count_back(out, out.months, out.days, around);
  if (out.months <= 24 && published && published->precision != Precision::kYear)
    out.start = plus_length(*published, -out.months, -out.days).approx();
  out.kind = TimeKind::kElapsed;
  out.end.reset();
  return out;
}

// The year that "3년차" is counted at: of writing, or the coming one in "내년이면 3년차".
std::optional<Year> ordinal_year(const Surroundings& around) {
  auto year = writing_year(around.context);
  const auto& running = around.context.running_year;
  if (year && around.year_said_here && running == year->value + 1)
    return Year{*running, anchor_of("running year", *running)};
  if (around.context.published)
    return Year{around.context.published->year, published_anchor(*around.context.published)};
  return year;
}

std::optional<TimeExpr> ordinal(const Slots& s, const Surroundings& around) {
  TimeExpr out = length(s);
  out.kind = TimeKind::kOrdinal;
  auto year = ordinal_year(around);
  if (s.has(Slot::kIgnored) || !year) return out;
  const auto& published = around.context.published;
  out.anchor = year->anchor;
  if (s.has(Slot::kYears))
    out.start = Edtf::of_year(year->value - s.get(Slot::kYears) + 1, true);
  else if (published && published->precision != Precision::kYear)
    out.start = plus_length(*published, 1 - out.months, 0).approx();
  return out;
}

// "3년을 2달 앞두고": two months short of three years.
TimeExpr short_of(const Slots& s) {
  TimeExpr out = length(s);
  out.months = 12 * s.get(Slot::kYears) - s.get(Slot::kMonths);
  return out;
}

std::optional<TimeExpr> later(const Slots& s, const Surroundings& around) {
  TimeExpr out = length(s);
  const TimeContext& c = around.context;
  out.bound = TimeBound::kAfter;
  if (!around.year_known_here || !c.running_year) return out;
  Edtf from = around.month_said_here && c.running_month
                  ? Edtf::of_month(*c.running_year, *c.running_month)
                  : Edtf::of_year(*c.running_year);
  if (from.precision == Precision::kYear && out.months % 12 != 0) return out;
  out.kind = TimeKind::kPoint;
  out.bound = TimeBound::kNone;
  out.anchor = "running " + from.text();
  out.start = out.end = plus_length(from, out.months, out.days).approx();
  out.months = out.days = 0;
  return out;
}

std::optional<TimeExpr> now(const Slots&, const Surroundings& around) {
  TimeExpr out;
  out.start = out.end = Edtf::of_open();
  if (around.context.published) out.anchor = published_anchor(*around.context.published);
  return out;
}

int weeks_to_months(int days) {
  return (2 * days + 30) / 61;
}

// Four digits are what EDTF has.
bool is_writable(const std::optional<Edtf>& date) {
  return !date || date->open || (date->year >= 0 && date->year <= 9999);
}

std::optional<TimeExpr> resolve_any(std::string_view verb, const Slots& slots,
                                    const Surroundings& around) {
  if (verb == "point") return point(slots, around);
  if (verb == "range") return range(slots, around);
  if (verb == "length") return length(slots);
  if (verb == "short") return short_of(slots);
  if (verb == "elapsed") return elapsed(slots, around);
  if (verb == "ordinal") return ordinal(slots, around);
  if (verb == "ago") return ago(slots, around);
  if (verb == "weekday") return weekday(slots, around);
  if (verb == "later") return later(slots, around);
  if (verb == "now") return now(slots, around);
  return std::nullopt;
}

}  // namespace

bool comes_before(const Edtf& a, const Edtf& b) {
  return !a.open && !b.open && a.middle_month() < b.middle_month();
}

Edtf years_later(Edtf date, int years) {
  if (date.year + years < 0 || date.year + years > 9999) return date;
  date.year += years;
  if (date.precision == Precision::kDay)
    date.day = std::min(date.day, days_in_month(date.year, date.part));
  return date;
}

void tell_the_past(TimeExpr& range, const Surroundings& around) {
  const auto& published = around.context.published;
  bool guessed = range.anchor.starts_with("published") && !range.has_year;
  if (!guessed || !range.start || around.tense == Tense::kFuture) return;
  if (range.start->middle_month() <= published->middle_month()) return;
  range.start = years_later(*range.start, -1);
  if (range.end && !range.end->open) range.end = years_later(*range.end, -1);
}

Edtf plus_length(const Edtf& date, int months, int days) {
  if (date.precision == Precision::kDay && days != 0) {
    int day = date.day + days;
    int shift = 0;
    Edtf at = Edtf::of_month(date.year, date.part).plus_months(months);
    for (; day < 1; --shift) {
      Edtf before = at.plus_months(shift - 1);
      day += days_in_month(before.year, before.part);
    }
    for (;; ++shift) {
      Edtf in = at.plus_months(shift);
      int size = days_in_month(in.year, in.part);
      if (day <= size) break;
      day -= size;
    }
    return at.plus_months(shift).approx();
  }
  int sign = days < 0 ? -1 : 1;
  Edtf base = date.precision == Precision::kDay ? Edtf::of_month(date.year, date.part) : date;
  return base.plus_months(months + sign * weeks_to_months(sign * days)).approx();
}

TimeExpr with_length(TimeExpr start, const TimeExpr& length) {
  start.kind = TimeKind::kRange;
  start.months = length.months;
  start.days = length.days;
  start.rough = start.rough || length.rough;
  start.end.reset();
  if (start.start && (start.start->precision != Precision::kYear || length.months % 12 == 0))
    start.end = plus_length(*start.start, length.months, length.days);
  start.bound = TimeBound::kNone;
  return start;
}

std::optional<TimeExpr> resolve(std::string_view verb, const Slots& slots,
                                const Surroundings& around) {
  auto out = resolve_any(verb, slots, around);
  if (!out || (is_writable(out->start) && is_writable(out->end))) return out;
  out->start.reset();
  out->end.reset();
  return out;
}

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// Time expressions of Korean (and English) prose -> EDTF, with the derivation.
//
//   TimeContext c; c.published = parse_edtf("2023-02-12");
//   read_times("작년 말부터 8개월간", c)
//     ->  [작년 말부터 8개월간: range 2022-12~ to 2023-08~, 8 months, anchor "published
//     2023-02-12"]
//   read_times("작년 말부터 일했다", c)
//     ->  [작년 말부터: point 2022-12~, bound from]
//
// Rules are rows (parser/time/rules.cpp): name, example, pattern, meaning. The engine knows no
// Korean. Linear in the length of the text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/edtf.h"
#include "base/span.h"

namespace hoego::parser {

// What relative and partial expressions are resolved against. The caller sets what it knows before
// the first sentence and at each heading; read_times carries the running year and month along.
struct TimeContext {
  std::optional<Edtf> published;
  std::optional<int> title_year;      // "2022년 회고"
  std::optional<Edtf> heading;        // "## 2022", "### 3월": the period that the section is about
  std::optional<int> paragraph_year;  // said outright in this paragraph, before this sentence
  std::optional<int> running_year;    // of the last expression with a year
  std::optional<int> running_month;   // of the last expression with a month
  bool running_day = false;           // that expression named a day
};

enum class TimeKind : uint8_t {
  kPoint,    // start == end: "2021년 12월", "작년 말", "3년 전"
  kRange,    // "2021.03 ~ 2022.01", "1월~3월", "작년 말부터 8개월간" read as one
  kLength,   // "8개월", "1년 6개월", "만 3년", "반년"
  kElapsed,  // going on for so long at the time of writing: "8개월째"; start is set
  kOrdinal,  // "3년차": in the ordinal-th year at the time of writing; start is set
};

enum class TimeBound : uint8_t {
  kNone,
  kFrom,    // 부터, 이후 with a verb of beginning, since, from
  kUntil,   // 까지, until
  kAfter,   // 이후, 후, after: not before
  kBefore,  // 이전, 전, before: not after
};

struct TimeExpr {
  Span span;  // in the text, particles that carry the bound included
  TimeKind kind = TimeKind::kPoint;
  TimeBound bound = TimeBound::kNone;
  std::optional<Edtf> start;
  std::optional<Edtf> end;  // of ranges; of points equal to start; open ("..") for "~ 현재"
  int months = 0;           // of lengths, elapsed and ordinals (12 * ordinal); 0 otherwise
  int days = 0;             // of lengths under a month
  bool rough = false;       // 약, 쯤, 정도, 경
  bool has_year = false;    // a year was said here (not inherited)
  std::string rule;         // name of the rule row
  std::string anchor;       // what it was resolved against: "title year 2022", "running year 2021"
};

// In order of place, not overlapping.
std::vector<TimeExpr> read_times(std::string_view text, TimeContext& context);

// The context after passing a heading: its period, if its text gives one; else nothing changes.
// Levels are the caller's: to leave a section, go back to the context of the one around it.
void enter_heading(std::string_view heading_text, TimeContext& context);

// "P1Y6M"; empty for 0.
std::string iso_duration(int months, int days);

// One line for people: "작년 말: point 2022-12~  [rule year-edge; published 2023-02-12]". Without
// the text that was read the span is given in bytes.
std::string describe(const TimeExpr& expr, std::string_view text = {});

// The rows, for tests and docs: every rule fires on its own example.
struct TimeRuleInfo {
  std::string_view name;
  std::string_view example;
  std::string_view pattern;
  std::string_view meaning;
};
const std::vector<TimeRuleInfo>& time_rules();

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
#include "parser/said.h"

#include <algorithm>
#include <set>
#include <vector>

#include "parser/time/time.h"

namespace hoego::parser {
namespace {

// The same time, however surely it is known.
bool same_time(const std::optional<Edtf>& a, const std::optional<Edtf>& b) {
  return a && b && !a->open && !b->open && a->year == b->year && a->part == b->part &&
         a->day == b->day;
}

bool tells(const TimeExpr& expr, const CareerStep& step) {
  if (step.duration && iso_duration(expr.months, expr.days) == *step.duration) return true;
  return same_time(expr.start, step.start) || same_time(expr.end, step.end);
}

// A month without a year is of the year in which the step began, or of that in which it ended.
std::vector<std::optional<int>> years_of(const CareerStep& step) {
  std::vector<std::optional<int>> years = {std::nullopt};
  for (const std::optional<Edtf>& date : {step.start, step.end})
    if (date && !date->open && date->year != years.back()) years.emplace_back(date->year);
  return years;
}

}  // namespace

std::string dates_as_said(const CareerStep& step, const PostFacts& post) {
  std::string out;
  std::set<std::string_view> quotes;
  for (const Evidence& evidence : step.evidence) {
    if (!quotes.insert(evidence.quote).second) continue;
    std::set<uint32_t> telling;  // where they begin
    std::vector<Span> spans;
    for (std::optional<int> year : years_of(step)) {
      TimeContext context;
      context.published = post.published;
      context.paragraph_year = context.running_year = year;
      for (const TimeExpr& expr : read_times(evidence.quote, context))
        if (tells(expr, step) && telling.insert(expr.span.begin).second) spans.push_back(expr.span);
    }
    std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.begin < b.begin; });
    for (Span span : spans) {
      std::string_view words = span.in(evidence.quote);
      if (out.find(words) == std::string::npos) out.append(out.empty() ? "" : ", ").append(words);
    }
  }
  return out;
}

}  // namespace hoego::parser

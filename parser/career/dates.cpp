// SPDX-License-Identifier: Apache-2.0
#include "parser/career/dates.h"

#include <algorithm>
#include <array>

namespace hoego::parser {
namespace {

constexpr uint32_t kFollowing = 36;  // bytes: "입사한 것은 2015년 9월이다"

bool is_point(const TimeExpr& time) {
  return (time.kind == TimeKind::kPoint || time.kind == TimeKind::kRange) &&
         (time.start || time.end);
}
bool is_length(const TimeExpr& time) {
  return time.kind == TimeKind::kLength;
}
bool is_since(const TimeExpr& time) {
  return time.kind == TimeKind::kElapsed || time.kind == TimeKind::kOrdinal;
}

// Events that are told with a date of their own.
bool takes_date(const Cue& cue) {
  if (cue.kind != CueKind::kEvent) return false;
  if (cue.row->get("form") == "modifier") return false;
  constexpr std::array<std::string_view, 17> kDated = {
      "join",   "move",      "leave",    "laid_off", "closing", "contract_end",
      "work",   "intern",    "transfer", "found",    "enrol",   "graduate",
      "enlist", "discharge", "search",   "rest",     "complete"};
  return std::find(kDated.begin(), kDated.end(), cue.row->get("event")) != kDated.end();
}

bool event_between(const Reading& reading, uint32_t begin, uint32_t end) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    return takes_date(cue) && cue.span.begin >= begin && cue.span.end <= end;
  });
}

template <typename Wanted>
const TimeExpr* nearest(const Reading& reading, Span event, Wanted wanted) {
  const TimeExpr* best = nullptr;
  for (const TimeExpr& time : reading.times) {
    if (!wanted(time)) continue;
    if (time.span.end <= event.begin) {
      if (!event_between(reading, time.span.end, event.begin)) best = &time;
    } else if (!best && time.span.begin >= event.end) {
      const bool near = time.span.begin - event.end <= kFollowing;
      if (near && !event_between(reading, event.end, time.span.begin)) return &time;
    }
  }
  return best;
}

}  // namespace

When when_of(const Reading& reading, const Cue& event) {
  When when;
  when.point = nearest(reading, event.span, is_point);
  when.length = nearest(reading, event.span, is_length);
  when.since = nearest(reading, event.span, is_since);
  return when;
}

When when_in(const Reading& reading) {
  When when;
  for (const TimeExpr& time : reading.times) {
    if (is_point(time) &&
        (!when.point || (time.kind == TimeKind::kRange && when.point->kind != TimeKind::kRange))) {
      when.point = &time;
    }
    if (is_length(time) && !when.length) when.length = &time;
    if (is_since(time) && !when.since) when.since = &time;
  }
  return when;
}

std::optional<Edtf> section_date(const Reading& reading) {
  if (!reading.section || reading.section->open) return std::nullopt;
  return reading.section;
}

Edtf shifted(const Edtf& date, int months) {
  return date.plus_months(months).approx();
}

bool is_before(const Edtf& a, const Edtf& b) {
  if (a.open) return false;
  if (b.open) return true;
  return a.bounds().last < b.bounds().first;
}

bool is_finer(const Edtf& a, const Edtf& b) {
  if (a.precision != b.precision) return a.precision > b.precision;
  return b.approximate && !a.approximate;
}

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// Which time expressions of a sentence belong to an event, and the arithmetic of starts, ends and
// lengths.
#pragma once

#include <optional>

#include "parser/career/reading.h"

namespace hoego::parser {

struct When {
  const TimeExpr* point = nullptr;   // a point or a range
  const TimeExpr* length = nullptr;  // "8개월"
  const TimeExpr* since = nullptr;   // "8개월째", "3년차"
};

// The expressions nearest to the event that no other dated event lies between.
When when_of(const Reading& reading, const Cue& event);
// The expressions of the whole sentence, for lines without verbs.
When when_in(const Reading& reading);
// A date that the section's heading gives, if it is fine enough to date an event in it.
std::optional<Edtf> section_date(const Reading& reading);

// "상반기에는", "그해 여름은": a part of a year as a whole, in which something was done.
bool is_within_part(const TimeExpr& time);
// "아카데미에 참가했다. 7월부터 10월까지다.": a range alone in the next sentence; null: none.
const TimeExpr* range_told_next(const Reading& reading);

// "과정을 들었고 4월에 지금 회사에 입사했다": whether it dates a job told after the event.
bool belongs_to_later_job(const Reading& reading, const TimeExpr* time, const Cue& event);
// Whether the expression belongs to some event of its sentence.
bool has_owner(const Reading& reading, const TimeExpr* time);

// "2018년 부터".
bool is_from(const Reading& reading, const TimeExpr& time);

// `date` moved by months; rough unless both are whole years.
Edtf shifted(const Edtf& date, int months);
// a lies before b for sure.
bool is_before(const Edtf& a, const Edtf& b);
bool is_finer(const Edtf& a, const Edtf& b);

}  // namespace hoego::parser

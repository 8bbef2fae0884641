// SPDX-License-Identifier: Apache-2.0
// Slots of a match + context -> dates. Knows calendars, no language.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parser/time/pattern.h"
#include "parser/time/rules.h"
#include "parser/time/time.h"

namespace hoego::parser {

// What an expression is resolved against, while one text is read.
struct Surroundings {
  TimeContext& context;
  bool year_said_here = false;   // a year stands in this very text
  bool year_known_here = false;  // context.running_year comes from this text, said or worked out
  bool month_said_here = false;  // and so does running_month
  Tense tense = Tense::kNone;    // of the words after the expression
};

// `verb` is the first word of the rule's meaning. nullopt: no date can be made and none is meant
// (a day without a month, the 31st of February).
std::optional<TimeExpr> resolve(std::string_view verb, const Slots& slots,
                                const Surroundings& around);

bool comes_before(const Edtf& a, const Edtf& b);
// The same part of another year.
Edtf years_later(Edtf date, int years);
// A range whose year was guessed from the time of writing alone has begun by then.
void tell_the_past(TimeExpr& range, const Surroundings& around);
// The same date later by a length; weeks and days count where the date knows its day.
Edtf plus_length(const Edtf& date, int months, int days);
// The first and last date of a range that `start` opens and a length closes.
TimeExpr with_length(TimeExpr start, const TimeExpr& length);

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// What is known of Korean and English time expressions, as data: words with values, macros, and
// rows. To add a way of stating time, add a row to rules.cpp (and its example is a test already).
//
// The first word of a meaning says what is made of a match:
//   point     a date from the slots, completed from the context
//   range     two dates from the slots (M..M2 and so on)
//   length    years, months, weeks, days
//   short     years less months: "3년을 2달 앞두고"
//   elapsed   a length that ends at the time of writing
//   ordinal   "in the n-th year (month) at the time of writing"
//   ago       a length back from the time of writing
//   later     a length on from the running date; a length where there is none
//   now       the time of writing; counts only as the end of a range
//   not       looks like a time and is none: takes its text out of the running
//   suffix    what may follow an expression: a bound or roughness
//   join      what stands between two expressions that make one
#pragma once

#include <string_view>
#include <vector>

#include "parser/time/pattern.h"
#include "parser/time/time.h"

namespace hoego::parser {

const Vocabulary& time_vocabulary();
const std::vector<TimeRuleInfo>& core_rules();
const std::vector<TimeRuleInfo>& suffix_rules();
const std::vector<TimeRuleInfo>& join_rules();
// May an expression end here: no letter of another word follows (particles do not count).
bool may_end_at(std::string_view text, size_t at);
enum class Tense : uint8_t { kNone, kPast, kFuture };
// The tense of what follows an expression (a few words): "3월에 입사할 예정", "3월에 입사했다".
Tense tense_of(std::string_view following);

}  // namespace hoego::parser

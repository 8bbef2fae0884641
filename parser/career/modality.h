// SPDX-License-Identifier: Apache-2.0
// Stage 2: whether an event word says that something happened, and to whom.
#pragma once

#include "parser/career/reading.h"

namespace hoego::parser {

enum class Modality : uint8_t {
  kActual,
  kPlan,       // settled for the future
  kDecided,    // decided on, not done by what is said here
  kBefore,     // "입사 전": a time before it, the event itself is not at issue
  kWish,       // wanted, weighed, feared
  kCondition,  // if
  kNegated,
  kOffer,  // offered, applied for
  kTalk,   // a topic
};

Modality modality_of(const Reading& reading, const Cue& event);
// Somebody else is the subject where the words of `cue` stand.
bool has_other_subject(const Reading& reading, const Cue& cue);
// Told of somebody else: a subject before it in its clause, or an honorific ending.
bool is_of_others(const Reading& reading, const Cue& event);
// Going on: "근무하고 있다", "재직 중".
bool is_ongoing(const Reading& reading, const Cue& event);
// "지금까지", "현재도" somewhere in the sentence.
bool says_still(const Reading& reading);
// "개발자였다", "대학원생이었다".
bool has_past_copula(const Reading& reading, uint32_t offset);
// "입사해서는", "합류했던": told back from where the text stands.
bool is_flashback(const Reading& reading, const Cue& event);
// The clause around `offset`: between commas, stops and connective endings.
Span clause_around(const Reading& reading, uint32_t offset);

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
#include "parser/career/dates.h"

#include <algorithm>
#include <array>

#include "parser/career/modality.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

constexpr uint32_t kFollowing = 40;  // bytes: "입사한 것은 2015년 9월이다"
constexpr uint32_t kLatinFollowing = 140;
constexpr uint32_t kCounted = 24;  // bytes: " 지도 어느덧 "
constexpr size_t kComma = 20;      // bytes that a comma counts for

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
// Verbs that need a place ("떠나", "다니") are left out: most of them speak of something else.
bool takes_date(const Cue& cue) {
  const bool latin = (cue.row->fields[0][0] & 0x80) == 0;  // "left Daon in May"
  if (cue.kind == CueKind::kEvent && cue.row->get("needs") == "place" &&
      cue.row->get("event") == "leave" && !latin) {
    return false;
  }
  if (cue.kind != CueKind::kEvent) return false;
  if (cue.row->get("form") == "modifier") return false;
  constexpr std::array<std::string_view, 22> kDated = {
      "join",     "move",    "leave",  "laid_off", "closing", "contract_end", "work",   "intern",
      "transfer", "found",   "enrol",  "graduate", "enlist",  "discharge",    "search", "rest",
      "complete", "convert", "finish", "lab",      "promote", "freelance"};
  return std::find(kDated.begin(), kDated.end(), cue.row->get("event")) != kDated.end();
}

const std::vector<size_t>& dated_cues(const Reading& reading) {
  auto& known = reading.answers.dated;
  if (!known) {
    known.emplace();
    for (size_t i = 0; i < reading.cues.size(); ++i) {
      if (takes_date(reading.cues[i])) known->push_back(i);
    }
  }
  return *known;
}

// "석사를 마치고(2014~2016)": the brackets belong to the words before them.
const Cue* bracketed_by(const Reading& reading, const TimeExpr& time) {
  constexpr uint32_t kEnding = 16;  // bytes: "을 하면서 "
  const uint32_t open = time.span.begin;
  if (open == 0 || reading.text()[open - 1] != '(') return nullptr;
  const Cue* nearest = nullptr;
  for (const Cue& cue : reading.cues) {
    const bool right =
        cue.kind == CueKind::kEvent && cue.span.end < open && open - 1 - cue.span.end <= kEnding;
    if (right) nearest = &cue;
  }
  return nearest;
}

// "5년간 다닌 은행을 그만두고", "2018년부터 다니던 다온을 떠나": the time is that of the words
// after it.
const Cue* described_by(const Reading& reading, const TimeExpr& time) {
  constexpr uint32_t kNear = 8;  // bytes of " 넘게 "
  if (!is_length(time) && time.bound != TimeBound::kFrom) return nullptr;
  for (const Cue& cue : reading.cues) {
    const bool next = cue.kind == CueKind::kEvent && cue.row->get("form") == "modifier" &&
                      cue.span.begin >= time.span.end && cue.span.begin - time.span.end <= kNear;
    if (next) return &cue;
  }
  return nullptr;
}

// The event that a time belongs to: in Korean the one after it, unless the one before is much
// nearer ("입사한 것은 2015년 9월이다"). A comma between counts as distance.
const Cue* find_owner(const Reading& reading, const TimeExpr& time) {
  const std::string_view text = reading.text();
  const auto gap = [&](uint32_t begin, uint32_t end) {
    const std::string_view between = text.substr(begin, end - begin);
    return static_cast<uint32_t>(
        between.size() +
        kComma * static_cast<size_t>(std::count(between.begin(), between.end(), ',')));
  };
  const Cue* before = nullptr;
  const Cue* after = nullptr;
  for (const size_t at : dated_cues(reading)) {
    const Cue& cue = reading.cues[at];
    if (cue.span.end <= time.span.begin) before = &cue;
    if (!after && cue.span.begin >= time.span.end) after = &cue;
    if (cue.span.overlaps(time.span)) return &cue;
  }
  if (const Cue* told = bracketed_by(reading, time)) return told;
  if (const Cue* told = described_by(reading, time)) return told;
  // "2024년 8월, 전 회사에서 퇴사한 뒤 ... 취업했다": set apart, it dates what the sentence ends
  // with.
  const bool apart = text.substr(time.span.end).starts_with(",");
  if (after && apart && reading.tells(after->span.end, "afterwards")) {
    for (const size_t at : dated_cues(reading)) {
      if (reading.cues[at].span.begin > after->span.end) return &reading.cues[at];
    }
  }
  if (!before) return after;
  // "사직서를 내고 7월부터 ... 일한다"
  if (after && time.bound == TimeBound::kFrom) return after;
  // "수료 후 3개월 만에 취업했다"
  if (after && is_length(time) && reading.tells(time.span.end, "within")) return after;
  // "졸업 전인 2019년 7월부터 12월까지는 ... 인턴을 했다"
  if (after && modality_of(reading, *before) == Modality::kBefore) return after;
  // "4년 일하다가 두 달 전에 이직했다": a clause that has ended keeps no date of the next one.
  // "회사를 그만두고 6월에 입사했다": the ending may be part of the word of the event or follow it.
  const size_t blank = std::min(text.find(' ', before->span.begin), text.size());
  const std::string_view verb = text.substr(before->span.begin, blank - before->span.begin);
  const std::string_view word = before->span.size() > verb.size() ? before->span.in(text) : verb;
  const auto& connectives = links_of_kind(*reading.lexicon, "connective");
  const bool ended = clause_around(reading, before->span.begin).end <= time.span.begin ||
                     std::any_of(connectives.begin(), connectives.end(),
                                 [&](std::string_view end) { return word.ends_with(end); }) ||
                     reading.tells(before->span.end, "afterwards");
  if (after && ended) return after;
  const uint32_t back = gap(before->span.end, time.span.begin);
  const bool latin = (text[before->span.begin] & 0x80) == 0;  // in English dates come last
  if (after && latin && back <= kFollowing &&
      clause_around(reading, before->span.end).contains(time.span.begin))
    return before;
  // "2015년에 들어가서 2018년까지 있었다": of a verb that takes no dates by itself
  if (!after && ended && time.bound == TimeBound::kUntil) return nullptr;
  if (!after) return back <= (latin ? kLatinFollowing : kFollowing) ? before : nullptr;
  return back <= kFollowing && 2 * back < gap(time.span.end, after->span.begin) ? before : after;
}

// The same, for a time of the reading.
const Cue* owner_of(const Reading& reading, const TimeExpr& time) {
  auto& known = reading.answers.owners;
  if (!known) {
    known.emplace();
    for (const TimeExpr& each : reading.times) {
      const Cue* owner = find_owner(reading, each);
      known->push_back(owner ? std::optional<size_t>(owner - reading.cues.data()) : std::nullopt);
    }
  }
  const std::optional<size_t> at = (*known)[static_cast<size_t>(&time - reading.times.data())];
  return at ? &reading.cues[*at] : nullptr;
}

template <typename Wanted>
const TimeExpr* nearest(const Reading& reading, const Cue& event, Wanted wanted) {
  const TimeExpr* best = nullptr;
  const bool dated = takes_date(event);
  for (const TimeExpr& time : reading.times) {
    if (!wanted(time)) continue;
    const Cue* owner = owner_of(reading, time);
    const bool owned = owner && owner->span == event.span;
    // Events that own no dates look at what stands before them.
    const bool near = !dated && time.span.end <= event.span.begin &&
                      (!owner || owner->span.begin >= event.span.begin);
    // "다온에 다닌 지 3년이 되었다"
    const bool counted = !dated && is_since(time) && time.span.begin > event.span.end &&
                         time.span.begin - event.span.end <= kCounted &&
                         reading.text().substr(event.span.end).starts_with(" 지");
    if (!owned && !near && !counted) continue;
    if (!best || time.span.end <= event.span.begin) best = &time;
  }
  return best;
}

// A sentence that gives nothing but a date: "2월." before, "두 달이 흘렀다." after.
const Reading* date_only(const Reading* reading) {
  constexpr size_t kShort = 45;  // bytes
  if (!reading || reading->times.size() != 1 || reading->text().size() > kShort) return nullptr;
  return dated_cues(*reading).empty() ? reading : nullptr;
}

// Whether a sentence has a verb of its own, by its end.
bool reading_ends_itself(const Reading& reading) {
  const auto& ends = links_of_kind(*reading.lexicon, "sentence_end");
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) {
    return reading.text().find(end) != std::string_view::npos;
  });
}

// "2020년 2월 졸업과 동시에 취업했다": the date of the event before holds for this one too.
const TimeExpr* shared_point(const Reading& reading, const Cue& event) {
  const Cue* before = nullptr;
  for (const size_t at : dated_cues(reading)) {
    const Cue& cue = reading.cues[at];
    if (cue.span.end <= event.span.begin) before = &cue;
  }
  if (!before) return nullptr;
  if (!reading.tells(before->span.end, "together")) return nullptr;
  return nearest(reading, *before, is_point);
}

}  // namespace

When when_of(const Reading& reading, const Cue& event) {
  When when;
  when.point = nearest(reading, event, is_point);
  when.length = nearest(reading, event, is_length);
  when.since = nearest(reading, event, is_since);
  if (when.point || when.since || !takes_date(event)) return when;
  if ((when.point = shared_point(reading, event))) return when;
  const auto& dated = dated_cues(reading);
  const bool is_first = reading.cues[dated.front()].span == event.span;
  const bool is_last = reading.cues[dated.back()].span == event.span;
  const bool undated = is_first || reading.times.empty();
  if (const Reading* before = undated ? date_only(reading.previous) : nullptr) {
    if (is_point(before->times.front())) when.point = &before->times.front();
  } else if (const Reading* after = is_last ? date_only(reading.next) : nullptr) {
    const TimeExpr& time = after->times.front();
    if (is_since(time)) when.since = &time;
    const bool added = is_point(time) &&
                       time.has_year &&  // "2013년 1월 신입 공채로.", "2017년 여름부터."
                       (time.kind == TimeKind::kRange || time.bound == TimeBound::kFrom ||
                        after->tells(time.span.end, "copula") || !reading_ends_itself(*after));
    if (added && reading.times.empty()) when.point = &time;
  }
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

bool is_from(const Reading& reading, const TimeExpr& time) {
  if (time.bound == TimeBound::kFrom) return true;
  return reading.tells(time.span.end, "from");
}

bool belongs_to_later_job(const Reading& reading, const TimeExpr* time, const Cue& event) {
  const Cue* owner = time ? owner_of(reading, *time) : nullptr;
  const bool latin = (reading.text()[event.span.begin] & 0x80) == 0;  // dates come last there
  return owner && !latin && owner->span.begin > event.span.end &&
         owner->row->get("about") == "work";
}

bool has_owner(const Reading& reading, const TimeExpr* time) {
  return time && owner_of(reading, *time);
}

bool is_within_part(const TimeExpr& time) {
  return time.kind == TimeKind::kPoint && time.bound == TimeBound::kNone && time.start &&
         time.start->precision != Precision::kYear && time.start->precision < Precision::kMonth &&
         !time.start->approximate;
}

const TimeExpr* range_told_next(const Reading& reading) {
  constexpr size_t kShort = 50;  // bytes
  const Reading* next = reading.next;
  if (!next || next->text().size() > kShort || !next->cues.empty()) return nullptr;
  const TimeExpr* range = nullptr;
  for (const TimeExpr& time : next->times) {  // "3월부터 8월까지 6개월."
    if (time.kind == TimeKind::kLength) continue;
    if (range || time.kind != TimeKind::kRange || !time.start || !time.end) return nullptr;
    range = &time;
  }
  return range;
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

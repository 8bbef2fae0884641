// SPDX-License-Identifier: Apache-2.0
// Periods of looking for work, of rest and of absence.
#include <algorithm>

#include "parser/career/modality.h"
#include "parser/career/readers.h"

namespace hoego::parser {
namespace {

Engagement& period(const std::string& kind, const Reading& reading, Line& line) {
  int at = line.find(kind, kind);
  if (at < 0) {
    at = line.add(kind, nullptr, reading);
    line.at(static_cast<size_t>(at)).key = kind;
  }
  return line.at(static_cast<size_t>(at));
}

// "3월에 수료하고 취업 준비를 시작했다": when what the sentence told before it came to an end.
std::optional<Edtf> date_told_before(const Reading& reading, const Cue& cue) {
  std::optional<Edtf> date;
  if (cue.row->get("event") != "search") return date;  // a rest is bounded by what lies around it
  for (const Cue& each : reading.cues) {
    if (each.kind != CueKind::kEvent || each.span.end > cue.span.begin) continue;
    const std::string_view event = each.row->get("event");
    const bool ends = event == "leave" || event == "laid_off" || event == "complete" ||
                      event == "finish" || event == "graduate" || event == "contract_end";
    const When when = ends ? when_of(reading, each) : When{};
    if (when.point && when.point->end && !when.point->end->open) date = when.point->end;
  }
  return date;
}

void date_period(const Reading& reading, const Cue& cue, Engagement& e) {
  When when = when_of(reading, cue);
  // "올해는 육아휴직을 썼다. 3월부터 8월까지 6개월."
  const bool coarse = !when.point || when.point->start != when.point->end ||
                      (when.point->start && when.point->start->precision == Precision::kYear);
  const TimeExpr* range = coarse && !when.since ? range_told_next(reading) : nullptr;
  if (range) when.point = range;
  if (when.point) {
    if (when.point->start && when.point->bound != TimeBound::kUntil) {
      set_start(e, *when.point->start, DateSource::kStated);
    }
    const bool whole = cue.row->get("event") == "rest" && is_within_part(*when.point) &&
                       !is_ongoing(reading, cue);  // "그해 여름은 쉬었다"
    if (when.point->end &&
        (whole || when.point->kind == TimeKind::kRange || when.point->bound == TimeBound::kUntil)) {
      set_end(e, *when.point->end, DateSource::kStated);
    }
  } else if (const auto before = date_told_before(reading, cue); before && !when.since) {
    set_start(e, *before, DateSource::kBounded);
  } else if (const auto section = section_date(reading); section && !when.length) {
    set_start(e, *section, DateSource::kSection);
    if (reading.section_end) set_end(e, *reading.section_end, DateSource::kSection);
  }
  if (when.since && when.since->start) set_start(e, *when.since->start, DateSource::kComputed);
  if (when.length) set_length(e, *when.length);
}

bool is_dated(const Reading& reading, const Cue& cue) {
  if (reading.front) return false;  // the title's year is the post's
  const When when = when_of(reading, cue);
  return when.point || when.length || when.since;
}

// A break from school for a job is no gap.
bool works_too(const Reading& reading) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("about") == "work";
  });
}

// "백수이자 취준생".
bool searches_too(const Reading& reading) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("event") == "search";
  });
}

// "취준생이다" holds its copula itself.
bool ends_with_copula(std::string_view word) {
  return word.ends_with("이다") || word.ends_with("입니다") || word.ends_with("백수다");
}

// Some job was told to have ended, and none to have begun since.
bool has_left(Line& line) {
  const auto& all = line.all();
  return std::any_of(all.begin(), all.end(),
                     [](const Engagement& e) { return is_work(e) && e.left; }) &&
         std::none_of(all.begin(), all.end(), [](const Engagement& e) {
           return is_work(e) && (e.current || e.planned || (e.joined && !e.left));
         });
}

// "손가락을 다쳐서 두 달 쉬었다": told of what one does beside a job that goes on.
bool works_now(Line& line) {
  if (line.focus < 0) return false;
  const Engagement& e = line.at(static_cast<size_t>(line.focus));
  return e.step.kind == "work" && (e.joined_at || e.current) && !e.left && !e.planned && !e.decided;
}

bool tells_leaving(const Reading& reading) {
  const auto leaves = [](const Reading& each) {
    return std::any_of(each.cues.begin(), each.cues.end(), [](const Cue& cue) {
      if (cue.kind != CueKind::kEvent) return false;
      const std::string_view event = cue.row->get("event");
      return event == "leave" || event == "laid_off" || event == "move";
    });
  };
  return leaves(reading) || (reading.previous && leaves(*reading.previous));
}

}  // namespace

void read_idle(const Reading& reading, const Orgs& orgs, Line& line) {
  (void)orgs;
  if (is_foreign(reading)) return;
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kEvent || cue.row->get("about") != "idle") continue;
    const std::string_view event = cue.row->get("event");
    const Modality modality = modality_of(reading, cue);
    if (modality != Modality::kActual || is_of_others(reading, cue)) continue;
    const bool ongoing = is_ongoing(reading, cue);
    if (event == "leave_of_absence" && works_too(reading)) continue;
    if (event == "rest" && searches_too(reading)) continue;
    const bool after = tells_leaving(reading);  // "회사를 그만두고 워킹홀리데이를 떠났다"
    if (event == "rest" && !is_dated(reading, cue) && !(has_left(line) && (ongoing || after)))
      continue;
    if (event == "rest" && works_now(line) && !tells_leaving(reading)) continue;
    Engagement& e = period(event == "search" ? "jobsearch" : "gap", reading, line);
    ++e.events;
    e.mentions += reading.heading ? 2 : 1;
    const bool is = event == "search" && (reading.tells(cue.span.end, "present") ||
                                          ends_with_copula(cue.span.in(reading.text())));
    if (ongoing || is) e.current = true;
    date_period(reading, cue, e);
    add_evidence(e, line, reading, cue.span, "", "idle." + std::string(event));
  }
}

}  // namespace hoego::parser

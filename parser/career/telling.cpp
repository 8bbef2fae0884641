// SPDX-License-Identifier: Apache-2.0
#include "parser/career/telling.h"

#include <algorithm>
#include <array>

#include "parser/career/employer.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

bool is_freelance(const Engagement& e) {
  return e.step.kind == "freelance";
}

void tell_own(const Telling& told, Line& line, std::string_view kind) {
  const bool placed = kind == "founding" && told.org && !is_reference(*told.org);
  int at = line.find(kind, placed ? told.org->key : std::string());
  if (at < 0) at = last_where(line, kind == "founding" ? is_founding : is_freelance);
  if (at < 0) at = line.add(std::string(kind), placed ? told.org : nullptr, told.reading);
  Engagement& e = line.at(static_cast<size_t>(at));
  if (placed && !e.step.org) {
    e.step.org = told.org->text;
    e.step.named = told.org->named;
    e.step.org_type = "company";
    e.key = told.org->key;
  }
  if (kind == "founding") {
    line.focus = at;
    if (!e.step.role) e.step.role = "founder";
  }
  date_start(told, e);
  // "올해는 외주를 몇 건 했다": within the year.
  const TimeExpr* point = told.when.point;
  const bool within = kind == "freelance" && point && point->start && !point->start->open &&
                      point->start->precision == Precision::kYear &&
                      point->kind == TimeKind::kPoint && !is_from(told.reading, *point) &&
                      !is_ongoing(told.reading, told.event);
  if (within && (!e.step.start || e.step.start->year == point->start->year))
    set_end(e, *point->start, DateSource::kStated);
  if (kind == "freelance" && told.when.length) set_length(e, *told.when.length);
  const auto role = kind == "freelance" ? role_held(told.reading, told.event.span) : std::nullopt;
  if (role && role->framed &&
      clause_around(told.reading, told.event.span.begin).contains(role->span.begin))
    set_role(e, *role);
  if (kind == "freelance" && says_still(told.reading)) e.current = true;  // "지금까지 프리랜서로"
  finish_telling(told, e, line, "kind");
}

// Some job is spoken of, and not only named.
bool works_there(Line& line) {
  if (line.focus < 0) return false;
  const Engagement& e = line.at(static_cast<size_t>(line.focus));
  return e.events > 0 || e.current || e.ref == "current";
}

// "테크 리드로 입사했다" is no promotion; "입사했다가 팀장이 되었다" is one.
bool joins_too(const Reading& reading, const Cue& promotion) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    if (cue.kind != CueKind::kEvent || cue.span.begin < promotion.span.begin) return false;
    const std::string_view event = cue.row->get("event");
    return event == "join" || event == "move" || event == "intern";
  });
}

}  // namespace

// The employer of an event without one.
int implied(const Telling& told, Line& line) {
  const bool works = told.name() == "work" && is_ongoing(told.reading, told.event);
  if (const int offered = works ? offered_work(line) : -1; offered >= 0) {
    Engagement& e = line.at(static_cast<size_t>(offered));  // "X에 합격했다. 지금도 일하고 있다"
    e.joined = true;
    e.offer = e.planned = false;
    if (e.passed) set_start(e, *e.passed, DateSource::kGuessed);
    return offered;
  }
  const bool leaves = told.name() == "leave";
  const auto ahead = [&](int at) {
    const Engagement& e = line.at(static_cast<size_t>(at));
    return e.planned || e.offer;
  };
  if (line.focus >= 0 && !(leaves && ahead(line.focus))) return line.focus;
  // "X에 합격했다. 10월 31일에 퇴사하고": not the place that lies ahead.
  const int current = !leaves ? current_work(line) : last_where(line, [](const Engagement& e) {
    return is_work(e) && e.step.kind != "freelance" && !e.planned && !e.offer && !e.left;
  });
  return current >= 0 ? current : line.add("work", nullptr, told.reading);
}

bool is_founding(const Engagement& e) {
  return e.step.kind == "founding";
}

void date_start(const Telling& told, Engagement& e) {
  const bool since = told.when.since && told.when.since->start;
  if (since) {
    set_start(e, *told.when.since->start, DateSource::kComputed);
    if (told.when.since->kind == TimeKind::kElapsed) set_length(e, *told.when.since);
  }
  // "지난주로 입사한 지 1년이 되었다": the date of the count, not of the beginning.
  constexpr double kSame = 2;       // months
  constexpr uint32_t kBeside = 30;  // bytes of "한 지 벌써 "
  const bool beside = since && told.when.since->span.begin >= told.event.span.end &&
                      told.when.since->span.begin - told.event.span.end <= kBeside;
  const bool of_count =
      beside && told.when.since->kind == TimeKind::kElapsed && told.when.point &&
      told.when.point->start && !told.when.point->start->open &&
      told.when.point->start->middle_month() - told.when.since->start->middle_month() > kSame;
  if (of_count) return;
  const bool only_year = since && told.when.point && told.when.point->start &&
                         told.when.point->start->precision == Precision::kYear &&
                         told.when.point->start->year >= told.when.since->start->year;
  if (only_year) return;  // "올해로 입사 3년 차"
  if (told.when.point && told.when.point->bound != TimeBound::kUntil) {
    if (told.when.point->start) set_start(e, *told.when.point->start, DateSource::kStated);
    e.year_told = e.year_told || told.when.point->has_year;
    if (told.when.point->kind == TimeKind::kRange && told.when.point->end &&
        told.name() != "join") {
      set_end(e, *told.when.point->end, DateSource::kStated);
    }
  } else if (const auto section = section_date(told.reading); section && !since) {
    set_start(e, *section, DateSource::kSection);
    if (told.reading.section_end && told.name() != "join" && told.name() != "move") {
      set_end(e, *told.reading.section_end, DateSource::kSection);
    }
  }
}

void date_end(const Telling& told, Engagement& e) {
  const bool counts = told.when.since && told.when.since->start;
  const auto& times = told.reading.times;  // the count may be that of the next sentence
  const bool here =
      counts && told.when.since >= times.data() && told.when.since < times.data() + times.size();
  const bool dated = counts && told.when.point && told.when.point->has_year &&
                     told.when.point->span.end <= told.event.span.begin;
  if (dated && told.when.point->end) {  // "2019년 퇴사 이후 4년째"
    set_end(e, *told.when.point->end, DateSource::kStated);
  } else if (here && told.when.since->span.end <= told.event.span.begin) {
    set_length(e, *told.when.since);  // "들어간 지 2년이 되던 날 그만뒀다"
    if (told.when.point && told.when.point->end)
      set_end(e, *told.when.point->end, DateSource::kStated);
  } else if (counts) {  // "퇴사한 지 2개월"
    set_end(e, *told.when.since->start, DateSource::kComputed);
  } else if (told.when.point) {
    if (told.when.point->end) set_end(e, *told.when.point->end, DateSource::kStated);
    if (told.when.point->kind == TimeKind::kRange && told.when.point->start) {
      set_start(e, *told.when.point->start, DateSource::kStated);
    }
  } else if (const auto section = section_date(told.reading)) {
    set_end(e, told.reading.section_end.value_or(*section), DateSource::kSection);
  }
  // "퇴사하고 석 달 동안 공부했다" tells of what came after.
  const TimeExpr* length = told.when.length;
  if (length && length->span.end <= told.event.span.begin) set_length(e, *length);
}

// "3년간 몸담은 다온을 떠나 누리에서 매니저로 일하고 있다": of what came after the leaving.
bool is_of_next(const Telling& told, const RoleMention& role) {
  return std::any_of(told.reading.cues.begin(), told.reading.cues.end(), [&](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("event") == "leave" &&
           cue.span.begin > told.event.span.end && cue.span.end < role.span.begin;
  });
}

bool is_former_role(const Telling& told, const Cue& cue) {
  return cue.kind == CueKind::kRole && cue.span.end <= told.event.span.begin &&
         told.reading.tells(cue.span.end, "scene") && can_be_held(told.reading, cue);
}

void note_role(const Telling& told, Engagement& e, Line& line) {
  if (const auto role = role_held(told.reading, told.event.span)) {
    // "호텔에서 일하다가 개발자로 전향했다": of what came next.
    const bool next = role->span.begin >= told.event.span.end && ends_there(told) &&
                      clause_around(told.reading, told.event.span.begin).end <= role->span.begin;
    if (next || is_of_next(told, *role)) return;
    set_role(e, *role);
    add_evidence(e, line, told.reading, role->span, "role", "role.frame");
  }
}

void finish_telling(const Telling& told, Engagement& e, Line& line, std::string_view field) {
  if (line.service_start && is_work(e) && !e.step.start) {  // "2021년 7월에 편입했다", told before
    set_start(e, *line.service_start, DateSource::kStated);
    line.service_start.reset();
  }
  ++e.events;
  add_evidence(e, line, told.reading, told.event.span, field, told.rule());
}

void tell(const Telling& told, Line& line) {
  const std::string_view name = told.name();
  if (name == "join" || name == "become") return tell_join(told, line);
  if (name == "move") return tell_move(told, line);
  const bool works = name == "work" || name == "busy" || name == "serve" || name == "task" ||
                     name == "been" || name == "be_now";
  if (works && told.modality == Modality::kPlan && told.org) return tell_join(told, line);
  if (name == "leave" && told.modality == Modality::kDecided) decide_leave(told, line);
  const bool closes = name == "closing" && told.modality == Modality::kDecided;
  if (closes && last_where(line, is_founding) >= 0) {  // "폐업을 결정했다"
    return tell_leave({told.reading, told.event, told.org, Modality::kActual, told.when, told.orgs},
                      line);
  }
  if (told.modality != Modality::kActual) return;
  if (name == "hand_over") return tell_hand_over(told, line);
  if (name == "rescind") return tell_rescind(line);
  if (name == "pass") return tell_pass(told, line);
  if (name == "apply_work") {
    line.applied = *told.org;
    line.applied_at = told.reading.index;
    return;
  }
  if (name == "leave" || name == "laid_off" || name == "closing" || name == "contract_end") {
    return tell_leave(told, line);
  }
  if (works) return tell_work(told, line);
  if (name == "intern") return tell_intern(told, line);
  if (name == "stay") return tell_stay(told, line);
  if (name == "spend") return tell_spend(told, line);
  if (name == "pass_through") return tell_pass_through(told, line);
  if (name == "transfer" || name == "promote" || name == "convert") {
    if (name == "promote" && joins_too(told.reading, told.event)) return;
    if (told.reading.front && !told.org) return;  // the text tells where and when
    if (!told.org && !works_there(line)) {        // "조별 과제에서 팀장이 됐다"
      if (name == "convert") {
        tell_join(told, line);
        if (line.focus >= 0) line.at(static_cast<size_t>(line.focus)).converted = true;
      }
      if (name != "transfer" || told.reading.heading) return;
      line.focus = line.add("work", nullptr, told.reading);  // "3월에 검색팀으로 옮겼다"
    }
    return tell_transfer(told, line);
  }
  if (name == "found") return tell_own(told, line, "founding");
  if (name == "freelance") return tell_own(told, line, "freelance");
}

}  // namespace hoego::parser

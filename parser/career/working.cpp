// SPDX-License-Identifier: Apache-2.0
// Being at a job: working, spending time, interning.
#include <algorithm>
#include <array>

#include "parser/career/employer.h"
#include "parser/career/telling.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

// The place spoken of has ended, so that what goes on now is another one.
bool is_closed(Line& line) {
  if (line.focus < 0) return false;
  const Engagement& e = line.at(static_cast<size_t>(line.focus));
  return e.left || (e.step.end && !e.step.end->open);
}

// "대행사에서 2년. ... 작년 11월부터는 분석가로 일하고 있다": the time spent there is over.
bool ends_stint(Line& line) {
  if (line.focus < 0) return false;
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  if (e.step.rule != "work.stint" || e.months == 0 || e.current) return false;
  e.left = true;
  return true;
}

// Teaching is read with the groups.
bool teaches(const Reading& reading) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    if (cue.kind != CueKind::kEvent) return false;
    return cue.row->get("event") == "mentor" || cue.row->get("event") == "teach";
  });
}

// The place where the author works now that the last one was left, joined by the move last told.
int add_next(const Telling& told, Line& line) {
  const int at = line.add("work", told.org, told.reading);
  Engagement& made = line.at(static_cast<size_t>(at));
  if (!line.moves.empty()) {
    made.joined = made.moved_in = true;
    set_start(made, line.moves.back(), DateSource::kStated);
  }
  return at;
}

// "창업을 하기 전에 나는 다온에서 일했다": it ended when the own company began.
void end_before_founding(const Telling& told, Engagement& e, Line& line) {
  constexpr size_t kNear = 20;  // bytes of " 하기 전에"
  const int own = last_where(line, is_founding);
  if (own < 0 || is_founding(e) || e.current || e.step.end) return;
  const auto& start = line.at(static_cast<size_t>(own)).step.start;
  const std::string_view text = told.reading.text();
  const bool before =
      std::any_of(told.reading.cues.begin(), told.reading.cues.end(), [&](const Cue& cue) {
        return cue.kind == CueKind::kEvent && cue.row->get("event") == "found" &&
               cue.span.end < told.event.span.begin &&
               text.substr(cue.span.end, kNear).find("하기 전") != std::string_view::npos;
      });
  if (!before || !start) return;
  set_end(e, start->approx(), DateSource::kBounded);
  e.left = true;
  if (!e.step.exit) e.step.exit = "resigned";
}

// "입사한 지 4년이 흘렀다. 작년부터는 플랫폼을 맡고 있다": a task at a place joined long before.
bool begins_later(const Telling& told, const Engagement& e) {
  constexpr double kSame = 4;  // months
  const auto& start = told.when.point->start;
  return !told.org && e.joined && e.step.start && start && !start->open &&
         start->middle_month() - e.step.start->middle_month() > kSame;
}

// "그 전에는", "원래는": what the sentence tells came before.
bool opens_before(const Reading& reading) {
  return opens_with_link(reading, "before_opener");
}

// "이전에는 시스템 엔지니어로 4년 일했다": a job before, no place named.
bool tell_work_before(const Telling& told, const RoleMention& role, Line& line) {
  const bool known = std::any_of(line.all().begin(), line.all().end(), [&](const Engagement& e) {
    return e.step.kind == "work" && e.step.role == role.id;
  });
  if (!opens_before(told.reading) || known || is_ongoing(told.reading, told.event)) return false;
  const int focus = line.focus;
  Engagement& e = line.at(static_cast<size_t>(line.add("work", nullptr, told.reading)));
  e.ref = "previous";
  e.left = true;
  set_role(e, role);
  if (told.when.length) set_length(e, *told.when.length);
  finish_telling(told, e, line, "role");
  line.focus = focus;
  return true;
}

// The length of time that follows the event's word: "다온에서의 2년".
const TimeExpr* length_after(const Telling& told) {
  constexpr uint32_t kNear = 2;  // bytes
  for (const TimeExpr& time : told.reading.times) {
    const bool length = time.kind == TimeKind::kLength || time.kind == TimeKind::kElapsed ||
                        time.kind == TimeKind::kOrdinal;
    if (length && time.span.begin >= told.event.span.end &&
        time.span.begin <= told.event.span.end + kNear) {
      return &time;
    }
  }
  return nullptr;
}

}  // namespace

// "3년을 일하다가 이직했다": what was done there came to an end with what the sentence tells next.
bool ends_there(const Telling& told) {
  const std::string_view word = told.event.span.in(told.reading.text());
  const auto& rows = told.reading.lexicon->table("endings");
  const bool broken = told.reading.tells(told.event.span.end, "ended") ||
                      std::any_of(rows.begin(), rows.end(), [&](const LexiconRow& row) {
                        return row.get("tells") == "ended" && word.ends_with(row.fields[0]);
                      });
  constexpr std::array<std::string_view, 8> kNext = {"join", "move",   "leave",     "enrol",
                                                     "rest", "search", "freelance", "found"};
  return broken &&
         std::any_of(told.reading.cues.begin(), told.reading.cues.end(), [&](const Cue& cue) {
           return cue.kind == CueKind::kEvent && cue.span.begin >= told.event.span.end &&
                  std::find(kNext.begin(), kNext.end(), cue.row->get("event")) != kNext.end();
         });
}

// "그 뒤로도 여러 회사를 거쳤다": the place spoken of was not the last one.
void tell_pass_through(const Telling& told, Line& line) {
  const auto& plural = links_of_kind(*told.reading.lexicon, "plural");
  const bool several =
      std::any_of(told.reading.cues.begin(), told.reading.cues.end(), [&](const Cue& cue) {
        const std::string_view head = told.reading.text().substr(0, cue.span.begin);
        return cue.kind == CueKind::kPlace && cue.row->get("type") == "company" &&
               std::any_of(plural.begin(), plural.end(),
                           [&](std::string_view word) { return head.ends_with(word); });
      });
  if (!several && told.org && told.org->type == "company" && !is_reference(*told.org)) {
    Engagement& e = line.at(static_cast<size_t>(employer(*told.org, told.reading, line)));
    if (e.planned || e.current) return;
    e.left = true;  // "다온을 거쳐 누리에 합류했다"
    return finish_telling(told, e, line, "");
  }
  if (!several || line.focus < 0) return;
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  if (e.left || e.planned || e.events == 0) return;
  e.left = true;
  e.current = false;
  e.step.exit = "moved";
  add_evidence(e, line, told.reading, told.event.span, "exit", told.rule());
}

void tell_work(const Telling& told, Line& line) {
  auto role = role_held(told.reading, told.event.span);
  if (role && (role->id == "mentor" || role->id == "instructor") && teaches(told.reading)) {
    const Span clause = clause_around(told.reading, told.event.span.begin);
    if (!told.org || clause.contains(role->span.begin)) return;
    role.reset();
  }
  if (!told.org && role && role->framed && role->title && tell_work_before(told, *role, line))
    return;
  const bool sure = told.org || (role && role->framed) || told.when.since;
  if (!sure && line.focus < 0) return;
  // "이직했다. 지금은 솔루션을 개발하는 회사에 다니고 있다": another one than the one left.
  const bool bare = told.org && is_reference(*told.org) && told.org->ref == "any";
  const bool fresh = (!told.org || bare) && is_ongoing(told.reading, told.event) &&
                     (is_closed(line) || ends_stint(line));
  if (fresh) line.focus = add_next(told, line);
  const int at = told.org && !fresh ? employer(*told.org, told.reading, line) : implied(told, line);
  Engagement& e = line.at(static_cast<size_t>(at));
  if (told.when.since && told.when.since->start && !e.left) {
    e.career = e.career || (!told.org && !e.step.org);
    date_start(told, e);
    e.current = true;
  } else if (told.when.point && (is_from(told.reading, *told.when.point) ||
                                 told.when.point->kind == TimeKind::kRange)) {
    if (!begins_later(told, e)) date_start(told, e);
  } else if (told.when.point && told.when.point->bound == TimeBound::kUntil &&
             told.when.point->end) {
    set_end(e, *told.when.point->end, DateSource::kStated);
    if (!is_ongoing(told.reading, told.event) && !e.current) e.left = true;
  }
  if (told.when.point && is_within_part(*told.when.point) && e.events == 0 && told.org &&
      !told.when.length && !is_ongoing(told.reading, told.event) &&
      !e.current) {  // "상반기에는 다온에서 일했다"
    set_start(e, *told.when.point->start, DateSource::kStated);
    set_end(e, *told.when.point->end, DateSource::kStated);
  }
  if (told.when.length) set_length(e, *told.when.length);
  const bool before = opens_before(told.reading) && e.events == 0 && !e.current && !fresh;
  if (before && !is_ongoing(told.reading, told.event) && !e.planned) {
    e.left = true;  // "전에는 이커머스 회사에서 3년 일했다"
    if (e.ref.empty()) e.ref = "previous";
  }
  // "신용평가회사를 만 4년 다녔다": a place described, and how long one was there
  const bool described = told.org && !told.org->named && told.org->ref.empty() &&
                         told.event.row->get("form") == "verb" && told.when.length &&
                         told.when.length->months >= 12 && e.events == 0;
  if (described && !e.current && !is_ongoing(told.reading, told.event)) e.left = true;
  // "첫 회사는 1년 2개월 다녔다"
  const bool counted = told.org && is_reference(*told.org) && e.ref != "current" &&
                       e.ref != "any" && e.ref != "new" && told.when.length;
  if (counted && !e.current && !is_ongoing(told.reading, told.event)) e.left = true;
  if (e.events == 0 && told.reading.section && told.reading.section_end && told.org) {
    set_start(e, *told.reading.section, DateSource::kSection);
    set_end(e, *told.reading.section_end, DateSource::kSection);
  }
  // "제조업 회사에서 데이터 분석을 한다"
  const bool habit =
      told.name() == "task" && told.event.span.in(told.reading.text()).ends_with("다");
  const bool going_on = habit || is_ongoing(told.reading, told.event) || says_still(told.reading);
  if (going_on && !e.left) e.current = true;
  const bool over = ends_there(told);
  if (over) {
    e.left = true;
    e.current = false;
  }
  end_before_founding(told, e, line);
  if (role) note_role(told, e, line);
  finish_telling(told, e, line, "");
}

// "증권사에서 4년 반을 보냈다".
void tell_spend(const Telling& told, Line& line) {
  if (!told.when.length) return;
  if (!told.org) {  // "34개월을 채웠다": at the place spoken of
    const size_t near = told.when.length->span.end + 8;
    if (line.focus < 0 || told.event.span.begin > near) return;
    Engagement& e = line.at(static_cast<size_t>(line.focus));
    if (e.events == 0 || e.planned) return;
    return set_length(e, *told.when.length);
  }
  Engagement& e = line.at(static_cast<size_t>(employer(*told.org, told.reading, line)));
  set_length(e, *told.when.length);
  finish_telling(told, e, line, "");
}

// "다온에서의 2년", "다온에서의 시간": the name of a place that one was at.
void tell_stay(const Telling& told, Line& line) {
  const TimeExpr* length = length_after(told);
  if (!told.org || (told.event.row->get("needs") == "time" && !length)) return;
  Engagement& e = line.at(static_cast<size_t>(employer(*told.org, told.reading, line)));
  if (length && length->kind == TimeKind::kLength) set_length(e, *length);
  finish_telling(told, e, line, "");
}

void tell_intern(const Telling& told, Line& line) {
  int at = told.org ? employer(*told.org, told.reading, line) : -1;
  if (at < 0 && line.focus >= 0 && has_past_copula(told.reading, told.event.span.end)) {
    constexpr size_t kNear = 2;  // sentences: what the place just told of was
    const Engagement& e = line.at(static_cast<size_t>(line.focus));
    const bool here = e.step.kind == "work" && !e.current && !e.planned &&
                      told.reading.index - e.first <= kNear && told.reading.index > e.first;
    if (here) at = line.focus;
  }
  if (at < 0 && line.gone_to && line.gone_at + 1 == told.reading.index) {
    at = employer(*line.gone_to, told.reading, line);  // "게임 회사에 갔다. 서버팀 인턴이었고"
  }
  if (at < 0) {
    at = last_where(line, [](const Engagement& e) { return e.step.kind == "internship"; });
    if (at < 0 && line.focus >= 0 && line.at(static_cast<size_t>(line.focus)).events == 0) {
      at = line.focus;
    }
    if (at < 0) at = line.add("internship", nullptr, told.reading);
  }
  Engagement& e = line.at(static_cast<size_t>(at));
  e.step.kind = "internship";
  if (is_ongoing(told.reading, told.event)) e.current = true;
  line.focus = at;
  date_start(told, e);
  if (told.when.length) set_length(e, *told.when.length);
  note_role(told, e, line);
  finish_telling(told, e, line, "kind");
}

}  // namespace hoego::parser

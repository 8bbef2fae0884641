// SPDX-License-Identifier: Apache-2.0
#include "parser/career/telling.h"

#include <algorithm>
#include <array>

#include "parser/career/employer.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

constexpr size_t kMostSteps = 90;  // transfers included

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

// "교사에서 개발자로 전직했다. 3월에 퇴사하고": what is left is the former work, not the one that
// the sentence before began with.
int former_work(const Telling& told, Line& line) {
  constexpr size_t kNear = 4;  // sentences
  const int former = last_where(line, [](const Engagement& e) {
    return is_work(e) && e.ref == "previous" && e.step.rule == "work.former" && !e.step.end;
  });
  if (former < 0) return -1;
  const size_t first = line.at(static_cast<size_t>(former)).first;
  return told.reading.index >= first && told.reading.index - first <= kNear ? former : -1;
}

// What closes without a name is the author's own company, if there is one.
int closed_place(const Telling& told, Line& line) {
  if (const int former = former_work(told, line); former >= 0) return former;
  const int own = told.name() != "closing" ? -1 : last_where(line, [](const Engagement& e) {
    return e.step.kind == "founding" && !e.left;
  });
  return own >= 0 ? own : implied(told, line);
}

// "다온 인턴 생활이 끝났다".
bool names_intern(const Telling& told) {
  const std::string_view word = told.event.span.in(told.reading.text());
  const auto& rows = told.reading.lexicon->table("links");
  return std::any_of(rows.begin(), rows.end(), [&](const LexiconRow& row) {
    return row.get("kind") == "intern_word" && word.find(row.fields[0]) != std::string_view::npos;
  });
}

bool is_founding(const Engagement& e) {
  return e.step.kind == "founding";
}

// "앱을 세 개 만들었다. 모두 망했다": of a company only where one is spoken of.
bool closes_company(const Telling& told, Line& line) {
  // "어린이집이 문을 닫은 주에는": a place that nobody said the author works at.
  if (told.org)
    return told.org->named || is_reference(*told.org) ||
           (line.focus >= 0 && !line.at(static_cast<size_t>(line.focus)).step.named) ||
           line.find_any({"work", "internship", "founding"}, told.org->key) >= 0;
  const bool place =
      std::any_of(told.reading.cues.begin(), told.reading.cues.end(), [](const Cue& cue) {
        return cue.kind == CueKind::kPlace && cue.row->get("type") == "company" &&
               cue.row->get("ref") != "life";
      });
  return place || told.reading.front || last_where(line, is_founding) >= 0;
}

// "12월 31일에 퇴사했다. 4년 2개월 만이다."
const TimeExpr* length_told_next(const Reading& reading) {
  constexpr size_t kShort = 50;  // bytes
  const Reading* next = reading.next;
  if (!next || next->text().size() > kShort || next->times.size() != 1) return nullptr;
  const TimeExpr& time = next->times.front();
  const bool told =
      time.kind == TimeKind::kLength && next->cues.empty() && next->tells(time.span.end, "within");
  return told ? &time : nullptr;
}

void tell_leave(const Telling& told, Line& line) {
  if (told.name() == "closing" && !closes_company(told, line)) return;
  const bool gone = !told.org && last_where(line, [](const Engagement& e) {
                                   return is_founding(e) && e.left && e.step.exit == "laid_off";
                                 }) >= 0;
  if (told.name() == "closing" && gone) return;  // "폐업 신고하던 날이 생각난다"
  int at = told.org ? employer(*told.org, told.reading, line) : closed_place(told, line);
  // A heading "퇴사" in a post whose author works somewhere tells of the place before.
  const bool heading = told.reading.heading && !told.reading.front && !told.org;
  const Engagement& now = line.at(static_cast<size_t>(at));
  if (heading && (now.current || now.ref == "new") && !line.post().farewell) {
    int before = -1;
    for (size_t i = 0; i < line.all().size(); ++i) {
      const Engagement& e = line.at(i);
      if (is_work(e) && static_cast<int>(i) != at && !e.planned && !e.current && e.events > 0)
        before = static_cast<int>(i);
    }
    at = before >= 0 ? before : line.add("work", nullptr, told.reading);
    if (before < 0) line.at(static_cast<size_t>(at)).ref = "previous";
  }
  Engagement& e = line.at(static_cast<size_t>(at));
  if (e.planned || e.offer) return;
  const std::string_view name = told.name();
  const bool fresh = e.events == 0 && !e.step.org && e.mentions == 0;
  const bool intern = name == "contract_end" && names_intern(told);
  if ((fresh && name == "contract_end") || (intern && e.step.kind == "work" && e.events == 0)) {
    e.step.kind = "internship";
  }
  if (name == "leave" && !e.step.exit) e.step.exit = "resigned";
  if (name == "laid_off" || name == "closing") e.step.exit = "laid_off";
  // "다온을 정리하고": who closes it without owning it has left.
  const bool gives_up = name == "closing" && told.org && !is_founding(e) &&
                        told.reading.tells(told.org->span.end, "object");
  if (gives_up) e.step.exit = "resigned";
  if (name == "contract_end") e.step.exit = "contract_end";
  if (e.step.kind == "internship" && name == "leave") e.step.exit = "contract_end";
  e.left = true;
  if (!e.left_at && !told.reading.front && !told.reading.heading) {
    e.left_at = told.reading.index;
  }
  e.current = false;
  date_end(told, e);
  if (const TimeExpr* length = length_told_next(told.reading)) set_length(e, *length);
  finish_telling(told, e, line, "end");
  line.focus = at;
}

// "결국 퇴사를 결정했다": what followed says whether and when it came to pass.
void decide_leave(const Telling& told, Line& line) {
  if (told.org || line.focus < 0) return;
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  e.decided = e.joined && !e.planned && !e.offer;
}

// "입사 전에 채용이 취소됐다": what was passed or settled never began.
void tell_rescind(Line& line) {
  const int at =
      last_where(line, [](const Engagement& e) { return is_work(e) && (e.planned || e.offer); });
  if (at >= 0) line.at(static_cast<size_t>(at)).rescinded = true;
}

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
  if (!several || line.focus < 0) return;
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  if (e.left || e.planned || e.events == 0) return;
  e.left = true;
  e.current = false;
  e.step.exit = "moved";
  add_evidence(e, line, told.reading, told.event.span, "exit", told.rule());
}

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
  const auto& openers = links_of_kind(*reading.lexicon, "before_opener");
  return std::any_of(openers.begin(), openers.end(),
                     [&](std::string_view word) { return reading.text().starts_with(word); });
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

// "핀테크 회사로 옮겼다. 직무가 바뀌면서": the move just told brought it about.
bool comes_with_move(const Telling& told, const Engagement& known) {
  constexpr size_t kNear = 6;  // sentences
  return !told.org && !told.when.point && known.moved_in && known.joined_at &&
         told.reading.index - *known.joined_at <= kNear;
}

// The company that the team of the event's words belongs to, if it is not the one worked at so far.
const OrgMention* company_of_team(const Telling& told, Line& line) {
  constexpr uint32_t kNear = 30;  // bytes: the team's name
  for (const OrgMention& org : *told.orgs) {
    const bool before =
        org.named && org.type == "company" && org.span.end < told.event.span.begin &&
        told.event.span.begin - org.span.end <= kNear && told.reading.text()[org.span.end] == ' ';
    if (!before) continue;
    const int known = line.find_any({"work", "internship"}, org.key);
    return known < 0 || line.at(static_cast<size_t>(known)).events == 0 ? &org : nullptr;
  }
  return nullptr;
}

// "백엔드 개발자에서 데이터 엔지니어로 직무를 바꿨다": what one was before.
void take_former_role(const Telling& told, Engagement& e) {
  for (const Cue& cue : told.reading.cues) {
    if (is_former_role(told, cue)) return set_role(e, held_title(told.reading, cue));
  }
}

// A change inside one organisation ends one step and begins the next at the same place.
void tell_transfer(const Telling& told, Line& line) {
  // "작년 봄에 다온 보안팀으로 옮겼다": into a team of another company.
  if (const OrgMention* other = told.name() == "transfer" ? company_of_team(told, line) : nullptr) {
    return tell_move({told.reading, told.event, other, told.modality, told.when, told.orgs}, line);
  }
  const int from = told.org ? employer(*told.org, told.reading, line) : implied(told, line);
  const Engagement& known = line.at(static_cast<size_t>(from));
  const bool intern = known.step.kind == "internship";
  const bool over = known.left && known.left_at && told.name() != "convert";
  // A farewell tells of the leaving first: "퇴사했다. ... 2021년 7월에 팀장이 되었다".
  const bool looks_back = over && line.post().farewell && told.when.point &&
                          told.when.point->start && !told.when.point->start->open &&
                          !(known.step.end && !known.step.end->open &&
                            !is_before(*told.when.point->start, *known.step.end));
  if ((over && !looks_back) || known.planned) return;
  if (told.name() == "convert" && !intern) {  // told before the internship: "드디어 정규직이 됐다"
    Engagement& e = line.at(static_cast<size_t>(from));
    if (e.step.named || e.step.start || e.step.kind != "work") return;
    e.converted = true;
    date_start(told, e);
    return finish_telling(told, e, line, "start");
  }
  if (comes_with_move(told, known)) return;
  if (known.step.kind == "founding") {  // "공동 창업했다. 나는 CTO를 맡았다"
    return note_role(told, line.at(static_cast<size_t>(from)), line);
  }
  // "2021년부터 다온에서 데이터팀 리드를 맡고 있다": the place is told of for the first time.
  if (told.org && told.org->named && told.name() == "promote" && known.events == 0) {
    date_start(told, line.at(static_cast<size_t>(from)));
    return tell_work(told, line);
  }
  const bool changed = known.step.rule == "work.transfer" || known.step.rule == "work.promote";
  constexpr double kSame = 3;  // months
  const std::string_view tail = told.reading.text().substr(told.event.span.end);
  const bool again =
      !tail.starts_with(" 뒤") && told.when.point && told.when.point->start && known.step.start &&
      !told.when.point->start->open &&
      told.when.point->start->middle_month() - known.step.start->middle_month() > kSame;
  if (changed && !again) {
    date_start(told, line.at(static_cast<size_t>(from)));  // told again
    return;
  }
  Engagement next = known;
  Engagement& old = line.at(static_cast<size_t>(from));
  old.left = true;
  old.current = false;
  // "1월부터 6월까지 인턴을 했고 7월에 정규직이 됐다": what was said of its end holds.
  const bool ended = told.name() == "convert" && old.step.end && !old.step.end->open;
  if (!ended) {
    old.step.end.reset();
    old.end_source = DateSource::kNone;
  }
  old.step.exit = "transferred";
  if (!ended) date_end(told, old);
  if (!old.step.role) take_former_role(told, old);
  finish_telling(told, old, line, "exit");
  next.step.start.reset();
  next.start_source = DateSource::kNone;
  if (!looks_back) {
    next.left = false;
    next.left_at.reset();
    next.step.end.reset();
    next.end_source = DateSource::kNone;
    next.step.exit.reset();
  }
  next.step.role.reset();
  next.step.role_text.reset();
  next.role_framed = false;
  next.months = next.days = 0;
  next.step.evidence.clear();
  next.step.kind = "work";
  next.joined = true;
  next.first = told.reading.index;
  next.order = static_cast<double>(line.all().size());
  date_start(told, next);
  if (told.when.since && !looks_back) next.current = true;  // "팀을 옮긴 지 6개월"
  note_role(told, next, line);
  next.step.rule.clear();
  finish_telling(told, next, line, "start");
  if (line.all().size() >= kMostSteps) return;
  line.all().push_back(std::move(next));
  line.focus = static_cast<int>(line.all().size()) - 1;
}

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
  if (within) set_end(e, *point->start, DateSource::kStated);
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

// "테크 리드로 입사했다" is no promotion.
bool joins_too(const Reading& reading) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    if (cue.kind != CueKind::kEvent) return false;
    const std::string_view event = cue.row->get("event");
    return event == "join" || event == "move" || event == "intern";
  });
}

}  // namespace

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
                         told.when.point->start->precision == Precision::kYear;
  if (only_year) return;  // "올해로 입사 3년 차"
  if (told.when.point && told.when.point->bound != TimeBound::kUntil) {
    if (told.when.point->start) set_start(e, *told.when.point->start, DateSource::kStated);
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

// "결국 퇴사하지는 않았다".
void take_back_leave(Line& line) {
  if (line.focus < 0) return;
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  if (!e.left || e.step.end) return;
  e.left = false;
  e.left_at.reset();
  e.step.exit.reset();
  e.current = true;
  e.ref.clear();
}

void tell(const Telling& told, Line& line) {
  const std::string_view name = told.name();
  if (name == "join" || name == "become") return tell_join(told, line);
  if (name == "move") return tell_move(told, line);
  const bool works =
      name == "work" || name == "busy" || name == "serve" || name == "task" || name == "been";
  if (works && told.modality == Modality::kPlan && told.org) return tell_join(told, line);
  if (name == "leave" && told.modality == Modality::kDecided) decide_leave(told, line);
  const bool closes = name == "closing" && told.modality == Modality::kDecided;
  if (closes && last_where(line, is_founding) >= 0) {  // "폐업을 결정했다"
    return tell_leave({told.reading, told.event, told.org, Modality::kActual, told.when, told.orgs},
                      line);
  }
  if (told.modality != Modality::kActual) return;
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
    if (name == "promote" && joins_too(told.reading)) return;
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

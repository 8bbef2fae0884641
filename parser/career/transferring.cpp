// SPDX-License-Identifier: Apache-2.0
// Changes inside one organisation: of team, of role, from an internship to a job.
#include <algorithm>
#include <array>

#include "parser/career/employer.h"
#include "parser/career/telling.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

constexpr size_t kMostSteps = 90;  // transfers included

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

// "작년 4월에 매니저가 되었다", told twice: the step that it began.
int told_before(const Telling& told, const Engagement& known, Line& line) {
  const TimeExpr* time = told.when.point;
  if (!time || !time->start || time->start->open) return -1;
  for (size_t i = 0; i < line.all().size(); ++i) {
    const Engagement& e = line.at(i);
    const bool change = e.step.rule == "work.transfer" || e.step.rule == "work.promote" ||
                        (!e.step.evidence.empty() && e.step.evidence.back().field == "start" &&
                         e.step.evidence.back().rule == told.rule());
    if (change && &e != &known && e.key == known.key && e.step.start == time->start)
      return static_cast<int>(i);
  }
  return -1;
}

}  // namespace

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
  if (const int again = told_before(told, known, line); again >= 0) {
    line.focus = again;
    return;
  }
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
  const bool rises = has_link(told.reading, "rising");  // "승진했다": from another post
  if (told.org && told.org->named && told.name() == "promote" && known.events == 0 && !rises) {
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

}  // namespace hoego::parser

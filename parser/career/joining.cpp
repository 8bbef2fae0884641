// SPDX-License-Identifier: Apache-2.0
// Joining, moving to another place, passing: where a next job comes from.
#include <algorithm>
#include <cmath>

#include "parser/career/employer.h"
#include "parser/career/telling.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

// The place spoken of began at quite another time.
bool conflicts(const Telling& told, Line& line) {
  constexpr double kSame = 4;  // months
  const Engagement& e = line.at(static_cast<size_t>(line.focus));
  const auto& known = e.step.start;
  const TimeExpr* time = told.when.since ? told.when.since : told.when.point;
  if (!known || !time || !time->start || time->start->open) return false;
  // "17년차 ... 지금 회사에는 2019년 9월에 합류했다": years that were counted give way.
  if (e.start_source <= DateSource::kComputed && time->has_year && e.ref == "current") return false;
  const bool year =
      known->precision == Precision::kYear || time->start->precision == Precision::kYear;
  return std::abs(known->middle_month() - time->start->middle_month()) > (year ? 12 : kSame);
}

// A place that was told to have ended, and only then when it began.
bool looks_back(const Telling& told, Line& line) {
  const Engagement& e = line.at(static_cast<size_t>(line.focus));
  const auto& published = line.post().published;
  if (!e.left || e.joined || e.step.start || !told.when.point || !told.when.point->start) {
    return false;
  }
  const Edtf& start = *told.when.point->start;
  if (start.open) return false;
  if (e.step.end && !e.step.end->open) return is_before(start, *e.step.end);
  return published && published->middle_month() - start.middle_month() > 3;
}

// The first step at an organisation that the author changed departments in, if its start is open.
int before_transfer(Line& line) {
  if (line.focus < 0) return -1;
  const Engagement& now = line.at(static_cast<size_t>(line.focus));
  for (size_t i = 0; i < line.all().size(); ++i) {
    const Engagement& e = line.at(i);
    if (is_work(e) && e.step.exit == "transferred" && e.key == now.key &&
        static_cast<int>(i) != line.focus && e.start_source < DateSource::kComputed) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

// "다시 헬스케어 스타트업에 취업했다": of one description, but joined at quite another time, after
// other places.
int described_place(const Telling& told, Line& line) {
  const int before = line.focus;
  const int at = employer(*told.org, told.reading, line);
  const Engagement& known = line.at(static_cast<size_t>(at));
  const bool another = !told.org->named && !is_reference(*told.org) && known.joined &&
                       before != at && before >= 0 && conflicts(told, line);
  if (!another) return at;
  line.focus = line.add("work", told.org, told.reading);
  return line.focus;
}

// "다온에서 연락이 왔다. ... 2월 14일에 첫 출근!": the place last heard from.
int answered_place(const Telling& told, Line& line) {
  constexpr size_t kNear = 5;  // sentences
  if (!line.applied || !line.applied->named || told.reading.index < line.applied_at) return -1;
  if (told.reading.index - line.applied_at > kNear || told.modality == Modality::kBefore) return -1;
  const OrgMention org = *line.applied;
  line.applied.reset();
  return employer(org, told.reading, line);
}

// Where a join without a name leads: the place spoken of, unless it has been left.
int joined_place(const Telling& told, Line& line) {
  const bool bare = told.org && is_reference(*told.org) && told.org->ref == "any";
  if (told.org && !bare) return described_place(told, line);
  const int offered = offered_work(line);
  if (offered >= 0) return offered;
  if (const int answered = answered_place(told, line); answered >= 0) return answered;
  if (const int origin = before_transfer(line); origin >= 0) return origin;
  if (line.focus >= 0 && !has_left(line, line.focus) && !conflicts(told, line)) return line.focus;
  if (line.focus >= 0 && looks_back(told, line)) return line.focus;
  // A farewell tells of the leaving first: "마지막 출근을 했다. ... 입사하고 두 달 만에".
  const bool farewell = line.post().farewell && line.focus >= 0 && !told.when.point &&
                        told.modality == Modality::kActual && !told.when.since;
  if (farewell && line.at(static_cast<size_t>(line.focus)).left) return line.focus;
  // "회사를 그만뒀다. 서버 개발자로 시작해서": how it had begun.
  const bool began = told.event.row->get("needs") == "scene" && !told.when.point;
  if (line.focus >= 0 && began && !told.when.since) return line.focus;
  const int fresh = new_work(line);
  if (fresh >= 0 && fresh != line.focus && !has_left(line, fresh)) return fresh;
  const int made = line.add("work", bare ? told.org : nullptr, told.reading);
  line.at(static_cast<size_t>(made)).ref = "new";
  return made;
}

// Joining an organisation dates the first step there, whatever came of it later.
int first_step_at(Line& line, int at) {
  const Engagement& now = line.at(static_cast<size_t>(at));
  if (now.step.rule != "work.transfer" && now.step.rule != "work.promote") return at;
  for (size_t i = 0; i < line.all().size(); ++i) {
    const Engagement& e = line.at(i);
    if (is_work(e) && e.step.exit == "transferred" && e.key == now.key) return static_cast<int>(i);
  }
  return at;
}

// "누리에서 다온으로 옮겼다": the place that the sentence says was left.
void leave_origin(const Telling& told, Line& line) {
  const auto origin =
      told.orgs ? origin_of_move(told.reading, *told.org, *told.orgs) : std::nullopt;
  if (!origin) return;
  const int before =
      last_where(line, [](const Engagement& e) {  // "첫 이직을 했다. A에서 B로 옮겼다"
        return is_work(e) && e.left && !e.step.org && e.step.exit == "moved";
      });
  const bool unnamed = before >= 0 && line.find_any({"work", "internship"}, origin->key) < 0;
  const int at = unnamed ? before : employer(*origin, told.reading, line);
  Engagement& e = line.at(static_cast<size_t>(at));
  if (e.planned || e.offer) return;
  if (unnamed) {
    e.step.org = origin->text;
    e.step.named = origin->named;
    e.key = origin->key;
  }
  if (!e.step.exit || e.step.exit == "resigned") e.step.exit = "moved";
  e.left = true;
  e.current = false;
  if (told.when.point || told.when.since) date_end(told, e);
  finish_telling(told, e, line, "exit");
}

// The last place before `except` that is still open has been left for another.
void leave_for_other(Line& line, int except, const Telling& told) {
  for (size_t i = line.all().size(); i-- > 0;) {
    Engagement& e = line.at(i);
    if (!is_work(e) || static_cast<int>(i) == except || e.planned || e.offer) continue;
    if (!e.left || !e.step.exit || e.step.exit == "resigned") e.step.exit = "moved";
    if (e.step.kind == "internship" && e.left) return;
    e.left = true;
    e.current = false;
    add_evidence(e, line, told.reading, told.event.span, "exit", told.rule());
    return;
  }
}

// "다른 회사로 이직했다".
void tell_move_to_other(const Telling& told, Line& line) {
  int at = new_work(line);
  if (at < 0 || has_left(line, at)) {
    at = line.add("work", told.org, told.reading);
    line.at(static_cast<size_t>(at)).ref = "new";
  }
  leave_for_other(line, at, told);
  Engagement& e = line.at(static_cast<size_t>(at));
  e.joined = e.moved_in = true;
  e.planned = e.offer = false;
  if (!e.joined_at) e.joined_at = told.reading.index;
  date_start(told, e);
  note_role(told, e, line);
  finish_telling(told, e, line, "start");
  line.focus = at;
}

// "이직에 성공했다": there is a next place.
bool moves_for_sure(const Telling& told) {
  const auto& words = links_of_kind(*told.reading.lexicon, "achieved");
  const std::string_view word = told.event.span.in(told.reading.text());
  const std::string_view tail = told.reading.text().substr(told.event.span.end);
  return std::any_of(words.begin(), words.end(), [&](std::string_view each) {
    return word.find(each) != std::string_view::npos || tail.starts_with(each);
  });
}

void begin_next(const Telling& told, Line& line) {
  const int at = line.add("work", nullptr, told.reading);
  Engagement& next = line.at(static_cast<size_t>(at));
  next.ref = "new";
  next.joined = next.moved_in = true;
  next.joined_at = told.reading.index;
  if (told.when.point) date_start(told, next);
  note_role(told, next, line);
  finish_telling(told, next, line, "start");
  line.focus = at;
}

bool is_destination(const Reading& reading, const OrgMention& org) {
  return reading.tells(org.span.end, "destination");
}

// "합격했지만 가지 않았다": the same sentence says that it was not taken.
bool is_declined(const Telling& told) {
  const std::string_view rest = std::string_view(told.reading.text()).substr(told.event.span.end);
  return !told.reading.lexicon->find_in("declines", rest).empty();
}

// "교사에서 개발자로 전직했다": what one was before.
void tell_former_role(const Telling& told, Line& line) {
  const Reading& reading = told.reading;
  for (const Cue& cue : reading.cues) {
    if (!is_former_role(told, cue)) continue;
    const int at = line.add("work", nullptr, reading);
    Engagement& e = line.at(static_cast<size_t>(at));
    set_role(e, held_title(reading, cue));
    e.left = true;
    e.ref = "previous";
    ++e.events;
    add_evidence(e, line, reading, cue.span, "role", "work.former");
    return;
  }
}

// "2022년 10월에 수료하고 두 달 만에 들어갔다": so long after what the sentence told before.
void date_by_event_before(const Telling& told, Engagement& e) {
  const TimeExpr* length = told.when.length;
  if (!length || length->months == 0 || told.when.point || e.step.start) return;
  if (!told.reading.tells(length->span.end, "within")) return;
  for (const Cue& cue : told.reading.cues) {
    if (cue.kind != CueKind::kEvent || cue.span.end > length->span.begin) continue;
    const When when = when_of(told.reading, cue);
    const bool dated = when.point && when.point->end && !when.point->end->open &&
                       when.point->end->precision >= Precision::kMonth;
    if (dated) set_start(e, shifted(*when.point->end, length->months), DateSource::kComputed);
  }
}

// "서류 합격", "1차 면접에 합격": not the last word.
bool is_partial(const Telling& told) {
  const std::string_view head = told.reading.text().substr(0, told.event.span.begin);
  const auto& words = links_of_kind(*told.reading.lexicon, "partial_pass");
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return head.ends_with(word); });
}

// "외국계 회사에 합격했지만 결국 지인의 회사로 옮겼다": another place was taken.
bool takes_another(const Telling& told) {
  const Span clause = clause_around(told.reading, told.event.span.begin);
  return std::any_of(told.reading.cues.begin(), told.reading.cues.end(), [&](const Cue& cue) {
    if (cue.kind != CueKind::kEvent || cue.span.begin < clause.end) return false;
    const std::string_view event = cue.row->get("event");
    if (event != "join" && event != "move") return false;
    return std::any_of(told.reading.cues.begin(), told.reading.cues.end(), [&](const Cue& place) {
      const bool is = place.kind == CueKind::kOrg ||
                      (place.kind == CueKind::kPlace && place.row->get("type") == "company");
      return is && place.span.begin >= told.event.span.end && place.span.end <= cue.span.begin;
    });
  });
}

}  // namespace

void tell_join(const Telling& told, Line& line) {
  // A place that one still works at is not joined again at another time: something else is.
  if (!told.org && line.focus >= 0 && line.at(static_cast<size_t>(line.focus)).joined &&
      !has_left(line, line.focus) && conflicts(told, line) && before_transfer(line) < 0) {
    return;
  }
  const bool nameless = !told.org || (is_reference(*told.org) && told.org->ref == "any");
  if (nameless && line.focus >= 0 && !told.when.point && !told.when.since &&
      is_flashback(told.reading, told.event)) {
    return;
  }
  // "정리해고됐다. 입사한 지 9개월 만이었다": how long it had been
  const TimeExpr* length = told.when.length;
  const bool length_only =
      !told.org && length && !told.when.point && !told.when.since &&
      length->span.begin > told.event.span.end &&
      told.reading.text()
              .substr(told.event.span.end, length->span.begin - told.event.span.end)
              .find("지 ") != std::string_view::npos;
  if (length_only && line.focus >= 0 && line.at(static_cast<size_t>(line.focus)).left) {
    return set_length(line.at(static_cast<size_t>(line.focus)), *length);
  }
  if (!told.org && told.event.row->get("needs") != "place") tell_former_role(told, line);
  const int before = line.focus;
  line.focus = joined_place(told, line);
  Engagement& e = line.at(static_cast<size_t>(first_step_at(line, line.focus)));
  const bool plan = told.modality == Modality::kPlan || told.modality == Modality::kDecided;
  if (plan && (e.joined || e.current)) return;
  e.planned = plan;
  e.offer = false;
  e.joined = e.joined || !plan;
  if (!plan && !e.joined_at) e.joined_at = told.reading.index;
  if (told.when.since && told.when.since->kind == TimeKind::kElapsed && !e.left) e.current = true;
  // "개발자가 된 지 2년" counts the years of the career.
  if (!told.org && told.when.since && !e.step.org) e.career = true;
  date_start(told, e);
  date_by_event_before(told, e);
  note_role(told, e, line);
  finish_telling(told, e, line, "start");
  // How it began there, told after a change inside: what follows is about the time since.
  if (nameless && before >= 0 && e.step.exit == "transferred" && before != line.focus &&
      line.at(static_cast<size_t>(before)).key == e.key) {
    line.focus = before;
  }
}

void tell_move(const Telling& told, Line& line) {
  const bool towards = told.org && is_destination(told.reading, *told.org);
  const bool away =
      told.org && (told.org->ref == "previous" || (told.org->ref == "current" && !towards));
  const bool bare = told.org && told.org->ref == "any" && is_reference(*told.org);
  if (told.org && !away && !bare) {
    const int known = line.focus;
    const bool same = known >= 0 && !told.org->named && !is_reference(*told.org) &&
                      line.at(static_cast<size_t>(known)).key == told.org->key &&
                      line.at(static_cast<size_t>(known)).step.org != told.org->text;
    if (same) {  // "SI 업체에서 SM 회사로 옮겼다": of one industry, but not one place
      line.at(static_cast<size_t>(known)).key += " left";
    }
    if (towards && told.modality == Modality::kActual) leave_origin(told, line);
    tell_join(told, line);
    line.at(static_cast<size_t>(line.focus)).moved_in = true;
    leave_for_other(line, line.focus, told);
    return;
  }
  if (told.modality != Modality::kActual) return;
  if (bare && told.org->span.end <= told.event.span.begin) return tell_move_to_other(told, line);
  // "이직한 지 1년이 됐다": into the place at hand, or one not named yet
  const bool since = !told.org && told.when.since && told.when.since->start;
  if (since && (line.focus < 0 || has_left(line, line.focus)))
    return tell_move_to_other(told, line);
  if (since) {
    Engagement& now = line.at(static_cast<size_t>(line.focus));
    if (now.step.start || now.planned) return;
    now.joined = now.moved_in = true;
    date_start(told, now);
    return finish_telling(told, now, line, "start");
  }
  if (told.when.point && told.when.point->start) {
    line.moves.push_back(*told.when.point->start);
    line.moved_at = told.reading.index;
  }
  const int from = away ? employer(*told.org, told.reading, line) : line.focus;
  const auto role = from < 0 ? role_held(told.reading, told.event.span) : std::nullopt;
  // "DevOps 엔지니어로 이직했다", the first that is told of work
  if (role && role->framed && role->title && role->span.end <= told.event.span.begin)
    return tell_move_to_other(told, line);
  if (from < 0) return;
  Engagement& e = line.at(static_cast<size_t>(from));
  if (!away && (e.moved_in || e.current || e.planned || e.offer)) return;
  if (!away && e.joined && !e.left && !told.when.point) {  // the move that led here
    e.moved_in = true;
    return;
  }
  if (!e.left || !e.step.exit || e.step.exit == "resigned") e.step.exit = "moved";
  e.left = true;
  if (told.when.point) date_end(told, e);
  finish_telling(told, e, line, "exit");
  if (!away && moves_for_sure(told)) begin_next(told, line);
}

void tell_pass(const Telling& told, Line& line) {
  if (is_declined(told) || is_partial(told) || takes_another(told)) return;
  const OrgMention* org = told.org ? told.org : line.applied ? &*line.applied : nullptr;
  if (!org || org->type != "company" || is_reference(*org)) return;
  const size_t before = line.all().size();
  const int focus = line.focus;
  const int at = employer(*org, told.reading, line);
  Engagement& e = line.at(static_cast<size_t>(at));
  line.focus = focus;
  if (line.all().size() == before && !e.offer) return;
  e.offer = e.planned = true;
  if (told.when.point && told.when.point->start) e.passed = told.when.point->start;
  note_role(told, e, line);
  finish_telling(told, e, line, "");
}

}  // namespace hoego::parser

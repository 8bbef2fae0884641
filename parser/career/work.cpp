// SPDX-License-Identifier: Apache-2.0
// Jobs and internships: which employer a sentence speaks of, and what happened there.
#include <algorithm>
#include <array>
#include <cmath>

#include "parser/career/modality.h"
#include "parser/career/readers.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

constexpr size_t kMostSteps = 90;  // transfers included

// --- which employer ---------------------------------------------------------------------------

bool is_open(const Engagement& e) {
  return is_work(e) && !e.left && !e.planned;
}

int last_where(Line& line, bool (*wanted)(const Engagement&)) {
  for (size_t i = line.all().size(); i-- > 0;) {
    if (wanted(line.at(i))) return static_cast<int>(i);
  }
  return -1;
}

int work_with_ref(Line& line, std::string_view ref) {
  for (size_t i = line.all().size(); i-- > 0;) {
    if (is_work(line.at(i)) && line.at(i).ref == ref) return static_cast<int>(i);
  }
  return -1;
}

int offered_work(Line& line) {
  return last_where(line, [](const Engagement& e) { return is_work(e) && e.offer && !e.joined; });
}

int current_work(Line& line) {
  const int known = last_where(line, [](const Engagement& e) { return is_work(e) && e.current; });
  if (known >= 0) return known;
  const int offered = offered_work(line);
  if (offered >= 0) return offered;
  return last_where(line, [](const Engagement& e) {
    return is_open(e) && e.ref != "previous" && e.ref != "before_previous" &&
           e.step.kind == "work" && (e.joined || e.ref == "any" || e.ref == "new");
  });
}

int previous_work(Line& line) {
  const int known = work_with_ref(line, "previous");
  if (known >= 0) return known;
  const int left = last_where(line, [](const Engagement& e) { return is_work(e) && e.left; });
  if (left >= 0) return left;
  return last_where(
      line, [](const Engagement& e) { return is_work(e) && e.step.end && !e.step.end->open; });
}

int new_work(Line& line) {
  const int known = work_with_ref(line, "new");
  if (known >= 0) return known;
  const int offered = offered_work(line);
  if (offered >= 0) return offered;
  bool seen_left = false;
  int found = -1;
  for (size_t i = 0; i < line.all().size(); ++i) {
    const Engagement& e = line.at(i);
    if (!is_work(e)) continue;
    if (e.left) {
      seen_left = true;
    } else if (seen_left && (e.joined || e.planned)) {
      found = static_cast<int>(i);
    }
  }
  return found;
}

int by_reference(const OrgMention& org, const Reading& reading, Line& line) {
  int at = -1;
  if (org.ref == "current") {
    at = current_work(line);
  } else if (org.ref == "previous") {
    at = previous_work(line);
  } else if (org.ref == "new") {
    at = new_work(line);
  } else if (org.ref == "any") {
    at = line.focus >= 0 ? line.focus : current_work(line);
  } else {
    at = work_with_ref(line, org.ref);
  }
  if (at < 0) {
    at = line.add("work", &org, reading);
    if (org.ref == "new" && !line.moves.empty()) {  // "3월에 이직했다. ... 새 회사는"
      Engagement& made = line.at(static_cast<size_t>(at));
      made.joined = made.moved_in = true;
      ++made.events;
      set_start(made, line.moves.back(), DateSource::kStated);
    }
  }
  Engagement& e = line.at(static_cast<size_t>(at));
  if (!e.step.org && e.step.kind == "work") {
    e.step.org = org.text;
    e.step.org_type = "company";
  }
  if (org.ref == "current" && !e.left) {
    e.current = true;
    e.planned = false;
  }
  return at;
}

// A described employer ("이커머스 기업") is the one already described so.
int by_description(const OrgMention& org, const Reading& reading, Line& line) {
  int known = line.find_any({"work", "internship"}, org.key);
  if (known < 0 && org.named) known = of_same_group(org, line);
  return known >= 0 ? known : line.add("work", &org, reading);
}

bool is_reference(const OrgMention& org) {
  return !org.named && !org.ref.empty() && org.industry.empty();
}

int employer(const OrgMention& org, const Reading& reading, Line& line) {
  line.focus =
      is_reference(org) ? by_reference(org, reading, line) : by_description(org, reading, line);
  return line.focus;
}

// --- what happened ----------------------------------------------------------------------------

struct Telling {  // one event of one sentence
  const Reading& reading;
  const Cue& event;
  const OrgMention* org;
  Modality modality;
  When when;
  std::string_view name() const { return event.row->get("event"); }
  std::string rule() const { return "work." + std::string(name()); }
};

void date_start(const Telling& told, Engagement& e) {
  const bool since = told.when.since && told.when.since->start;
  if (since) {
    set_start(e, *told.when.since->start, DateSource::kComputed);
    if (told.when.since->kind == TimeKind::kElapsed) set_length(e, *told.when.since);
  }
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
  if (told.when.since && told.when.since->start) {  // "퇴사한 지 2개월"
    set_end(e, *told.when.since->start, DateSource::kComputed);
  } else if (told.when.point) {
    if (told.when.point->end) set_end(e, *told.when.point->end, DateSource::kStated);
    if (told.when.point->kind == TimeKind::kRange && told.when.point->start) {
      set_start(e, *told.when.point->start, DateSource::kStated);
    }
  } else if (const auto section = section_date(told.reading)) {
    set_end(e, *section, DateSource::kSection);
  }
  // "퇴사하고 석 달 동안 공부했다" tells of what came after.
  const TimeExpr* length = told.when.length;
  if (length && length->span.end <= told.event.span.begin) set_length(e, *length);
}

void note_role(const Telling& told, Engagement& e, Line& line) {
  if (const auto role = role_held(told.reading, told.event.span)) {
    set_role(e, *role);
    add_evidence(e, line, told.reading, role->span, "role", "role.frame");
  }
}

void finish_telling(const Telling& told, Engagement& e, Line& line, std::string_view field) {
  ++e.events;
  add_evidence(e, line, told.reading, told.event.span, field, told.rule());
}

// The employer of an event without one.
int implied(const Telling& told, Line& line) {
  if (line.focus >= 0) return line.focus;
  const int current = current_work(line);
  return current >= 0 ? current : line.add("work", nullptr, told.reading);
}

bool has_left(Line& line, int at) {
  return at >= 0 && line.at(static_cast<size_t>(at)).left;
}

// The place spoken of began at quite another time.
bool conflicts(const Telling& told, Line& line) {
  constexpr double kSame = 4;  // months
  const auto& known = line.at(static_cast<size_t>(line.focus)).step.start;
  const TimeExpr* time = told.when.since ? told.when.since : told.when.point;
  if (!known || !time || !time->start || time->start->open) return false;
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

// Where a join without a name leads: the place spoken of, unless it has been left.
int joined_place(const Telling& told, Line& line) {
  const bool bare = told.org && is_reference(*told.org) && told.org->ref == "any";
  if (told.org && !bare) return employer(*told.org, told.reading, line);
  const int offered = offered_work(line);
  if (offered >= 0) return offered;
  if (const int origin = before_transfer(line); origin >= 0) return origin;
  if (line.focus >= 0 && !has_left(line, line.focus) && !conflicts(told, line)) return line.focus;
  if (line.focus >= 0 && looks_back(told, line)) return line.focus;
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

void tell_join(const Telling& told, Line& line) {
  // A place that one still works at is not joined again at another time: something else is.
  if (!told.org && line.focus >= 0 && line.at(static_cast<size_t>(line.focus)).joined &&
      !has_left(line, line.focus) && conflicts(told, line)) {
    return;
  }
  const bool nameless = !told.org || (is_reference(*told.org) && told.org->ref == "any");
  if (nameless && line.focus >= 0 && !told.when.point && !told.when.since &&
      is_flashback(told.reading, told.event)) {
    return;
  }
  line.focus = joined_place(told, line);
  Engagement& e = line.at(static_cast<size_t>(first_step_at(line, line.focus)));
  const bool plan = told.modality == Modality::kPlan || told.modality == Modality::kDecided;
  if (plan && (e.joined || e.current)) return;
  e.planned = plan;
  e.offer = false;
  e.joined = e.joined || !plan;
  if (!plan && !e.joined_at) e.joined_at = told.reading.index;
  if (told.when.since && told.when.since->kind == TimeKind::kElapsed && !e.left) e.current = true;
  date_start(told, e);
  note_role(told, e, line);
  finish_telling(told, e, line, "start");
}

// The last place before `except` that is still open has been left for another.
void leave_for_other(Line& line, int except, const Telling& told) {
  for (size_t i = line.all().size(); i-- > 0;) {
    Engagement& e = line.at(i);
    if (!is_work(e) || static_cast<int>(i) == except || e.planned || e.offer) continue;
    if (!e.left || e.step.exit == "resigned") e.step.exit = "moved";
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

bool is_destination(const Reading& reading, const OrgMention& org) {
  return reading.tells(org.span.end, "destination");
}

void tell_move(const Telling& told, Line& line) {
  const bool towards = told.org && is_destination(told.reading, *told.org);
  const bool away =
      told.org && (told.org->ref == "previous" || (told.org->ref == "current" && !towards));
  const bool bare = told.org && told.org->ref == "any" && is_reference(*told.org);
  if (told.org && !away && !bare) {
    tell_join(told, line);
    line.at(static_cast<size_t>(line.focus)).moved_in = true;
    leave_for_other(line, line.focus, told);
    return;
  }
  if (told.modality != Modality::kActual) return;
  if (bare && told.org->span.end <= told.event.span.begin) return tell_move_to_other(told, line);
  if (told.when.point && told.when.point->start) line.moves.push_back(*told.when.point->start);
  const int from = away ? employer(*told.org, told.reading, line) : line.focus;
  if (from < 0) return;
  Engagement& e = line.at(static_cast<size_t>(from));
  if (!away && (e.moved_in || e.current || e.planned || e.offer)) return;
  if (!away && e.joined && !e.left && !told.when.point) {  // the move that led here
    e.moved_in = true;
    return;
  }
  if (!e.left || e.step.exit == "resigned") e.step.exit = "moved";
  e.left = true;
  if (told.when.point) date_end(told, e);
  finish_telling(told, e, line, "exit");
}

// "합격했지만 가지 않았다": the same sentence says that it was not taken.
bool is_declined(const Telling& told) {
  const std::string_view rest = std::string_view(told.reading.text()).substr(told.event.span.end);
  return !told.reading.lexicon->find_in("declines", rest).empty();
}

void tell_pass(const Telling& told, Line& line) {
  if (is_declined(told)) return;
  const OrgMention* org = told.org ? told.org : line.applied ? &*line.applied : nullptr;
  if (!org || org->type != "company" || is_reference(*org)) return;
  const size_t before = line.all().size();
  const int focus = line.focus;
  const int at = employer(*org, told.reading, line);
  Engagement& e = line.at(static_cast<size_t>(at));
  line.focus = focus;
  if (line.all().size() == before && !e.offer) return;
  e.offer = e.planned = true;
  note_role(told, e, line);
  finish_telling(told, e, line, "");
}

// What closes without a name is the author's own company, if there is one.
int closed_place(const Telling& told, Line& line) {
  const int own = told.name() != "closing" ? -1 : last_where(line, [](const Engagement& e) {
    return e.step.kind == "founding" && !e.left;
  });
  return own >= 0 ? own : implied(told, line);
}

void tell_leave(const Telling& told, Line& line) {
  int at = told.org ? employer(*told.org, told.reading, line) : closed_place(told, line);
  // A heading "퇴사" in a post whose author works somewhere tells of the place before.
  const bool heading = told.reading.heading && !told.reading.front && !told.org;
  if (heading && line.at(static_cast<size_t>(at)).current && !line.post().farewell) {
    at = line.add("work", nullptr, told.reading);
    line.at(static_cast<size_t>(at)).ref = "previous";
  }
  Engagement& e = line.at(static_cast<size_t>(at));
  if (e.planned || e.offer) return;
  const std::string_view name = told.name();
  const bool fresh = e.events == 0 && !e.step.org && e.mentions == 0;
  if (fresh && name == "contract_end") e.step.kind = "internship";
  if (name == "leave" && !e.step.exit) e.step.exit = "resigned";
  if (name == "laid_off" || name == "closing") e.step.exit = "laid_off";
  if (name == "contract_end") e.step.exit = "contract_end";
  if (e.step.kind == "internship" && name == "leave") e.step.exit = "contract_end";
  e.left = true;
  if (!e.left_at && !told.reading.front && !told.reading.heading) {
    e.left_at = told.reading.index;
  }
  e.current = false;
  date_end(told, e);
  finish_telling(told, e, line, "end");
  line.focus = at;
}

// The place spoken of has ended, so that what goes on now is another one.
bool is_closed(Line& line) {
  if (line.focus < 0) return false;
  const Engagement& e = line.at(static_cast<size_t>(line.focus));
  return e.left || (e.step.end && !e.step.end->open);
}

// Teaching is read with the groups.
bool teaches(const Reading& reading) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    if (cue.kind != CueKind::kEvent) return false;
    return cue.row->get("event") == "mentor" || cue.row->get("event") == "teach";
  });
}

void tell_work(const Telling& told, Line& line) {
  auto role = role_held(told.reading, told.event.span);
  if (role && (role->id == "mentor" || role->id == "instructor") && teaches(told.reading)) {
    const Span clause = clause_around(told.reading, told.event.span.begin);
    if (!told.org || clause.contains(role->span.begin)) return;
    role.reset();
  }
  const bool sure = told.org || (role && role->framed) || told.when.since;
  if (!sure && line.focus < 0) return;
  const bool fresh = !told.org && is_ongoing(told.reading, told.event) && is_closed(line);
  if (fresh) line.focus = line.add("work", nullptr, told.reading);
  const int at = told.org ? employer(*told.org, told.reading, line) : implied(told, line);
  Engagement& e = line.at(static_cast<size_t>(at));
  if (told.when.since && told.when.since->start && !e.left) {
    date_start(told, e);
    e.current = true;
  } else if (told.when.point && (is_from(told.reading, *told.when.point) ||
                                 told.when.point->kind == TimeKind::kRange)) {
    date_start(told, e);
  } else if (told.when.point && told.when.point->bound == TimeBound::kUntil &&
             told.when.point->end) {
    set_end(e, *told.when.point->end, DateSource::kStated);
  }
  if (told.when.length) set_length(e, *told.when.length);
  const bool going_on = is_ongoing(told.reading, told.event) || says_still(told.reading);
  if (going_on && !e.left) e.current = true;
  if (role) note_role(told, e, line);
  finish_telling(told, e, line, "");
}

void tell_intern(const Telling& told, Line& line) {
  int at = told.org ? employer(*told.org, told.reading, line) : -1;
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

// A change inside one organisation ends one step and begins the next at the same place.
void tell_transfer(const Telling& told, Line& line) {
  const int from = told.org ? employer(*told.org, told.reading, line) : implied(told, line);
  const Engagement& known = line.at(static_cast<size_t>(from));
  const bool intern = known.step.kind == "internship";
  if ((known.left && known.left_at) || known.planned || (told.name() == "convert" && !intern))
    return;
  if (comes_with_move(told, known)) return;
  if (known.step.rule == "work.transfer" || known.step.rule == "work.promote") {
    date_start(told, line.at(static_cast<size_t>(from)));  // told again
    return;
  }
  Engagement next = known;
  Engagement& old = line.at(static_cast<size_t>(from));
  old.left = true;
  old.current = false;
  old.step.end.reset();
  old.end_source = DateSource::kNone;
  old.step.exit = "transferred";
  date_end(told, old);
  finish_telling(told, old, line, "exit");
  next.step.start.reset();
  next.start_source = DateSource::kNone;
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
  note_role(told, next, line);
  next.step.rule.clear();
  finish_telling(told, next, line, "start");
  if (line.all().size() >= kMostSteps) return;
  line.all().push_back(std::move(next));
  line.focus = static_cast<int>(line.all().size()) - 1;
}

bool is_founding(const Engagement& e) {
  return e.step.kind == "founding";
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
  finish_telling(told, e, line, "kind");
}

// "테크 리드로 입사했다" is no promotion.
bool joins_too(const Reading& reading) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    if (cue.kind != CueKind::kEvent) return false;
    const std::string_view event = cue.row->get("event");
    return event == "join" || event == "move" || event == "intern";
  });
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
}

bool happened(Modality modality) {
  return modality == Modality::kActual || modality == Modality::kPlan ||
         modality == Modality::kDecided;
}

void tell(const Telling& told, Line& line) {
  const std::string_view name = told.name();
  if (name == "join") return tell_join(told, line);
  if (name == "move") return tell_move(told, line);
  const bool works = name == "work" || name == "serve";
  if (works && told.modality == Modality::kPlan && told.org) return tell_join(told, line);
  if (told.modality != Modality::kActual) return;
  if (name == "pass") return tell_pass(told, line);
  if (name == "apply_work") {
    line.applied = *told.org;
    return;
  }
  if (name == "leave" || name == "laid_off" || name == "closing" || name == "contract_end") {
    return tell_leave(told, line);
  }
  if (works) return tell_work(told, line);
  if (name == "intern") return tell_intern(told, line);
  if (name == "transfer" || name == "promote" || name == "convert") {
    if (name == "promote" && joins_too(told.reading)) return;
    if (told.reading.front && !told.org) return;  // the text tells where and when
    return tell_transfer(told, line);
  }
  if (name == "found") return tell_own(told, line, "founding");
  if (name == "freelance") return tell_own(told, line, "freelance");
}

// --- sentences without an event -----------------------------------------------------------------

// "새로운 회사에서는": what follows is about it.
bool is_topic(const Reading& reading, const OrgMention& org) {
  return reading.tells(org.span.end, "topic");
}

// "나르고는 물류 스타트업이다", "현재 회사는 이커머스 기업입니다": a description of the place
// spoken of.
bool describes_focus(const Reading& reading, const OrgMention& org, const Line& line) {
  if (org.named || org.industry.empty() || line.focus < 0) return false;
  return reading.tells(org.span.end, "copula");
}

// "X라는 팀이었는데": the name of the unnamed place that was just spoken of.
bool names_focus(const Reading& reading, const OrgMention& org, Line& line) {
  constexpr size_t kNear = 3;  // sentences
  if (line.focus < 0) return false;
  const Engagement& e = line.at(static_cast<size_t>(line.focus));
  return reading.tells(org.span.end, "copula") && !e.step.named && e.ref != "previous" &&
         reading.index - e.first <= kNear;
}

void describe(const OrgMention& org, Line& line) {
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  if (e.step.industry) return;
  e.step.industry = org.industry;
  if (!e.step.named) {
    e.step.org = org.text;
    e.key = org.key;
  }
}

// "우리 회사", "전 직장": the place is told of, whatever is said.
void read_references(const Reading& reading, const Orgs& orgs, Line& line) {
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kPlace || cue.row->get("ref") != "life") continue;
    if (line.work_life++ == 0) line.work_life_at = reading.index;
  }
  for (const OrgMention& org : orgs) {
    if (org.type != "company") continue;
    if (describes_focus(reading, org, line)) {
      describe(org, line);
      continue;
    }
    if (org.named) {
      const int known = line.find_any({"work", "internship"}, org.key);
      if (known >= 0) {
        line.focus = known;
      } else if (names_focus(reading, org, line)) {
        Engagement& e = line.at(static_cast<size_t>(line.focus));
        e.step.org = org.text;
        e.step.named = true;
        e.key = org.key;
        add_evidence(e, line, reading, org.span, "org", "work.naming");
      }
      continue;
    }
    if (org.ref == "alternative_service") line.alternative_service = true;
    if (!is_reference(org) || org.ref == "alternative_service") continue;
    const int focus = line.focus;
    const int at = employer(org, reading, line);
    // A word on the next or the last place does not change what the text is about.
    const bool aside = org.ref == "new" || org.ref == "previous";
    if (focus >= 0 && aside && !is_topic(reading, org)) line.focus = focus;
    Engagement& e = line.at(static_cast<size_t>(at));
    ++e.mentions;
    if (org.ref != "any") {
      e.mentions += 2;
      add_evidence(e, line, reading, org.span, "org", "work.reference");
    }
  }
}

// "분석 업무를 주로 하고 있다": only where nothing better is known of a place one works at.
void set_work_role(const Reading& reading, const RoleMention& role, Line& line) {
  if (line.focus < 0) return;
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  if (e.step.role || e.planned || e.left || e.events == 0) return;
  set_role(e, role);
  add_evidence(e, line, reading, role.span, "role", "role.work");
}

bool has_past_copula(const Reading& reading, uint32_t offset) {
  const std::string_view tail = reading.text().substr(offset);
  return tail.starts_with("였") || tail.starts_with("이었");
}

// "9월에 옮겼다. ... 직함은 프론트엔드 개발자였다": of the place that was spoken of a moment ago.
bool take_role_of_focus(const Reading& reading, const RoleMention& role, const Orgs& orgs,
                        Line& line) {
  constexpr size_t kNear = 3;  // sentences
  const LexiconRow* frame = reading.row_at("role_frames", role.span.end);
  if (line.focus < 0 || reading.front || !orgs.empty() || !frame || !role.title ||
      (frame->get("told") != "title" && !frame->fields[0].starts_with("로 ")))
    return false;
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  const size_t told = e.left_at.value_or(e.joined_at.value_or(e.first));
  const bool near = reading.index >= told && reading.index - told <= kNear;
  const bool open = !e.step.role || *e.step.role == "software-engineer";
  const bool past = has_past_copula(reading, role.span.end);
  const bool present = !past && reading.tells(role.span.end, "copula");
  if ((past && !e.left) || (present && e.left)) return false;
  if (!near || !open || e.planned || e.offer || e.events == 0 || e.step.kind == "founding")
    return false;
  set_role(e, role);
  add_evidence(e, line, reading, role.span, "role", "role.said");
  return true;
}

// "저는 백엔드 개발자입니다", where no event of the sentence takes the role.
void read_own_role(const Reading& reading, const Orgs& orgs, Line& line) {
  const auto role = role_held(reading, {0, 0});
  if (!role || !role->framed) return;
  if (!role->title) return set_work_role(reading, *role, line);
  if (role->id == "cto" || role->id == "team-lead" || role->id == "student" ||
      role->id == "graduate-student" || role->id == "mentor" || role->id == "instructor" ||
      role->id == "founder") {
    return;
  }
  if (take_role_of_focus(reading, *role, orgs, line)) return;
  const bool better = !line.own_role ||
                      (line.own_role->id == "software-engineer" && role->id != "software-engineer");
  if (better) line.own_role = role;
}

// "석사 1년차", "대학교 3년차".
bool counts_school_years(const Reading& reading, const TimeExpr& time) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    const bool school = cue.kind == CueKind::kPlace && cue.row->get("type") == "school";
    return school && cue.span.end <= time.span.begin && time.span.begin - cue.span.end <= 2;
  });
}

// "게임 회사에서 분석을 하고 있는 2년차": the place of the same sentence, if it is told as one.
int place_of_self(const Reading& reading, const Orgs& orgs, Line& line) {
  for (const OrgMention& org : orgs) {
    const bool told = org.type == "company" && (org.named || !org.industry.empty());
    const LexiconRow* at = told ? reading.row_at("self_places", org.span.end) : nullptr;
    if (at) return employer(org, reading, line);
  }
  return -1;
}

// "3년차 백엔드 개발자입니다".
void read_self(const Reading& reading, const Orgs& orgs, Line& line) {
  for (const TimeExpr& time : reading.times) {
    const bool career = time.kind == TimeKind::kLength && time.months >= 12 && reading.front &&
                        line.post().published && !line.post().farewell;
    if (time.kind != TimeKind::kOrdinal && time.kind != TimeKind::kElapsed && !career) continue;
    if (counts_school_years(reading, time)) continue;
    const auto role = role_held(reading, time.span);
    if (career && (!role || !role->framed)) continue;
    if (!role || !role->title || role->id == "student" || role->id == "graduate-student") continue;
    int at = place_of_self(reading, orgs, line);
    if (at < 0) at = current_work(line);
    if (at < 0) at = line.add("work", nullptr, reading);
    Engagement& e = line.at(static_cast<size_t>(at));
    e.current = true;
    e.mentions += 2;
    set_role(e, *role);
    // "N년차" counts the years of the career: a weak date for the job at hand.
    if (time.start) set_start(e, *time.start, DateSource::kGuessed);
    if (career && !e.step.start) {
      const Edtf& published = *line.post().published;
      set_start(e, Edtf::of_year(published.year - time.months / 12, true), DateSource::kGuessed);
    }
    add_evidence(e, line, reading, time.span, "start", "work.years");
    return;
  }
}

// "전 직장은 여행 플랫폼이었고 3년을 기획자로 일했다": what follows is about the place named first.
void turn_to_topic(const Reading& reading, const Orgs& orgs, Line& line) {
  if (orgs.empty() || reading.front) return;
  const OrgMention& org = orgs.front();
  const bool told = org.type == "company" && is_reference(org) && org.ref == "previous";
  const std::string_view tail = reading.text().substr(org.span.end);
  const bool subject = tail.starts_with("은 ") || tail.starts_with("는 ");
  if (told && subject && org.span.begin == 0) employer(org, reading, line);
}

// "합류해서 혼자 시작했다가 3년 뒤 X를 떠났다": the name that the last event of the sentence gives.
std::optional<OrgMention> named_later(const Reading& reading, const Cue& event, const Orgs& orgs) {
  const std::string_view name = event.row->get("event");
  if (name != "join" && name != "work" && name != "promote") return std::nullopt;
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kEvent || cue.span.begin <= event.span.end) continue;
    if (cue.row->get("event") != "leave") continue;
    auto org = org_of_event(reading, cue, orgs);
    if (org && org->named && org->type == "company") return org;
  }
  return std::nullopt;
}

// "2018년 2월에 들어왔으니": the date of the job spoken of a moment ago, if it has none yet.
bool enters_focus(const Reading& reading, const Cue& cue, Line& line) {
  constexpr size_t kNear = 3;  // sentences
  if (line.focus < 0) return false;
  const Engagement& e = line.at(static_cast<size_t>(line.focus));
  const When when = when_of(reading, cue);
  const size_t told = e.joined_at.value_or(e.first);
  return when.point && when.point->has_year && e.start_source < DateSource::kStated &&
         e.step.kind == "work" && !e.planned && reading.index >= told &&
         reading.index - told <= kNear;
}

// "카카오에서 전문연구요원으로 복무".
bool serves_at_company(const Orgs& orgs) {
  const auto is = [](std::string_view ref) {
    return [ref](const OrgMention& org) { return org.type == "company" && org.ref == ref; };
  };
  return std::any_of(orgs.begin(), orgs.end(), is("alternative_service")) &&
         std::any_of(orgs.begin(), orgs.end(), is(""));
}

// "삼성전자에서의 인턴은": bound to a company by 에서 it was one, whatever follows.
bool interned(const Reading& reading, const Cue& cue, Modality modality, const Orgs& orgs) {
  if (cue.row->get("event") != "intern" || modality != Modality::kTalk) return false;
  const auto org = org_of_event(reading, cue, orgs);
  return org && org->named && reading.text().substr(org->span.end).starts_with("에서");
}

// "석사 생활을 그만두었다": no job is left where only a school is spoken of.
bool leaves_school(const Orgs& orgs) {
  const auto is = [](std::string_view type) {
    return [type](const OrgMention& org) { return org.type == type; };
  };
  return std::none_of(orgs.begin(), orgs.end(), is("company")) &&
         (std::any_of(orgs.begin(), orgs.end(), is("school")) ||
          std::any_of(orgs.begin(), orgs.end(), is("lab")));
}

}  // namespace

void read_work(const Reading& reading, const Orgs& orgs, Line& line) {
  if (is_foreign(reading)) return;
  const bool record = is_record(reading, line.post());
  turn_to_topic(reading, orgs, line);
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kEvent) continue;
    const std::string_view about = cue.row->get("about");
    const bool serves = cue.row->get("event") == "serve" && serves_at_company(orgs);
    if (about != "work" && about != "any" && !serves) continue;
    const Modality modality = modality_of(reading, cue);
    if (is_of_others(reading, cue)) continue;
    if (modality == Modality::kNegated && cue.row->get("event") == "leave") take_back_leave(line);
    if (!happened(modality) && !interned(reading, cue, modality, orgs)) continue;
    if (cue.row->get("event") == "leave" && leaves_school(orgs)) continue;
    const bool inside = std::any_of(orgs.begin(), orgs.end(), [&](const OrgMention& each) {
      return each.span.begin <= cue.span.begin && cue.span.end <= each.span.end;
    });
    if (inside) continue;
    auto org = org_of_event(reading, cue, orgs);
    if (!org) org = named_later(reading, cue, orgs);
    const std::string_view event = cue.row->get("event");
    const bool placed = about == "any" && event != "pass";
    const bool entry = event == "join" && about == "any" && modality == Modality::kActual &&
                       enters_focus(reading, cue, line);
    if (!org && !entry && (placed || cue.row->get("needs") == "place")) continue;
    if (org && org->type != "company") continue;
    if (record && cue.row->get("event") == "work") continue;
    const bool intern = cue.row->get("event") == "intern";
    const Telling told{reading, cue, org ? &*org : nullptr, intern ? Modality::kActual : modality,
                       when_of(reading, cue)};
    tell(told, line);
  }
  read_references(reading, orgs, line);
  read_self(reading, orgs, line);
  read_own_role(reading, orgs, line);
}

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// Programmes and communities with their cohorts, and teaching in them.
#include <algorithm>
#include <array>

#include "parser/career/modality.h"
#include "parser/career/readers.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

bool is_group(const OrgMention& org) {
  return org.type == "program" || org.type == "community";
}

std::string_view kind_of(const OrgMention& org) {
  return org.type == "program" ? "bootcamp" : "community";
}

// --- which group ------------------------------------------------------------------------------

Engagement& group(const OrgMention& org, std::string_view kind, const Reading& reading,
                  Line& line) {
  int at = line.find(kind, org.key, org.cohort);
  if (at < 0) at = line.add(std::string(kind), &org, reading);
  Engagement& e = line.at(static_cast<size_t>(at));
  if (!org.cohort.empty() && !e.step.cohort) e.step.cohort = org.cohort;
  if (kind == "community") line.community = at;
  return e;
}

// --- what happened ----------------------------------------------------------------------------

struct Signs {  // what the events of a sentence say of a group
  bool took_part = false;
  bool began = false;
  bool finished = false;
  bool gave_up = false;
  bool ongoing = false;
  bool taught = false;
  bool instructor = false;
  bool organized = false;
  bool wished = false;
  bool applied = false;
  const Cue* event = nullptr;
  std::vector<const Cue*> events;
};

// "1학기가 끝났다": a part of the programme.
bool finishes_part(const Reading& reading, const Cue& cue) {
  const std::string_view head = reading.text().substr(0, cue.span.begin);
  const auto& parts = links_of_kind(*reading.lexicon, "part_of_program");
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return head.ends_with(part); });
}

void add_sign(const Reading& reading, const Cue& cue, Signs& signs) {
  const std::string_view event = cue.row->get("event");
  if (event == "begin")
    signs.began = true;
  else if (event == "complete" || event == "finish" || event == "leave")
    signs.finished = signs.finished || !finishes_part(reading, cue);
  else if (event == "give_up")
    signs.gave_up = true;
  else if (event == "mentor" || event == "teach" || event == "teach_others") {
    signs.taught = true;
    signs.instructor = event != "mentor";
  } else if (event == "apply")
    signs.applied = true;
  else if (event == "organize")
    signs.organized = true;
  if (is_ongoing(reading, cue) || says_still(reading)) signs.ongoing = true;
  signs.took_part = true;
  if (!signs.event) signs.event = &cue;
  signs.events.push_back(&cue);
}

// "42서울을 하고 있다".
bool goes_on_after(const Reading& reading, const OrgMention& org) {
  const Span clause = clause_around(reading, org.span.end);
  const std::string_view tail =
      reading.text().substr(org.span.end, std::max(clause.end, org.span.end) - org.span.end);
  if (count_words(tail) > 3) return false;
  const auto words = reading.lexicon->find_in("endings", tail);
  return std::any_of(words.begin(), words.end(), [&](const LexiconMatch& match) {
    return match.row->get("tells") == "ongoing" &&
           !tail.substr(match.span.end).starts_with("었");  // "하고 있었다"
  });
}

Signs signs_of(const Reading& reading, const OrgMention& org) {
  constexpr uint32_t kParticle = 4;  // bytes of a particle and a blank
  Signs signs;
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kEvent) continue;
    if (org.span.begin <= cue.span.begin && cue.span.end <= org.span.end) continue;
    const std::string_view about = cue.row->get("about");
    const std::string_view event = cue.row->get("event");
    const bool fits = about == "program" || event == "join" || about == "any";
    const bool apart = event == "stay" && cue.span.begin != org.span.end;
    // "우테코를 떠난 지 한 달": a programme that is over.
    const bool left = event == "leave" && org.type == "program" && org.named &&
                      cue.span.begin > org.span.end && cue.span.begin - org.span.end <= kParticle;
    if ((!fits && !left) || apart) continue;
    const Modality modality = modality_of(reading, cue);
    if (modality != Modality::kActual || is_of_others(reading, cue)) {
      signs.wished = signs.wished || modality == Modality::kWish;
      continue;
    }
    add_sign(reading, cue, signs);
  }
  const bool told = reading.row_at("taking_part", org.span.end) != nullptr &&
                    !has_other_subject(reading, {CueKind::kOrg, org.span, nullptr});
  signs.took_part = signs.took_part || (told && org.named);
  if (told && !signs.event) signs.ongoing = goes_on_after(reading, org);
  return signs;
}

bool ends_group(const Cue& cue) {
  const std::string_view event = cue.row->get("event");
  return event == "complete" || event == "finish";
}

// "5월에 들어가 8월에 수료했다": each event has a date of its own.
bool date_both(const Reading& reading, const Signs& signs, Engagement& e) {
  const TimeExpr* first = nullptr;
  const TimeExpr* last = nullptr;
  for (const Cue* cue : signs.events) {
    const When when = when_of(reading, *cue);
    if (!when.point || !when.point->start || when.point->kind != TimeKind::kPoint) continue;
    if (ends_group(*cue))
      last = when.point;
    else if (!first)
      first = when.point;
  }
  if (!first || !last || first == last || !is_before(*first->start, *last->start)) return false;
  set_start(e, *first->start, DateSource::kStated);
  set_end(e, *last->start, DateSource::kStated);
  e.left = true;
  e.current = false;
  e.step.exit = "completed";
  return true;
}

void date_group(const Reading& reading, const Signs& signs, Engagement& e) {
  if (date_both(reading, signs, e)) return;
  constexpr size_t kFew = 2;  // times of a sentence that can hardly speak of anything else
  const Cue* told = signs.event;
  for (const Cue* cue : signs.events) {  // "부트캠프에 들어갔고, 8월에 수료했다"
    if (signs.finished && !signs.began && ends_group(*cue)) told = cue;
  }
  When when = told ? when_of(reading, *told) : when_in(reading);
  if (!when.point && reading.times.size() <= kFew) {
    const bool own = when.length;  // "5년간 다닌 은행을 그만두고 부트캠프에 들어갔다" gives none
    when = when_in(reading);
    if (!own && signs.event && has_owner(reading, when.length)) when.length = nullptr;
    if (told && belongs_to_later_job(reading, when.point, *told)) when.point = nullptr;
  }
  if (!when.point && !when.length) when.point = range_told_next(reading);
  if (when.point) {
    const bool end_only = signs.finished && !signs.began;
    if (when.point->kind == TimeKind::kRange || !end_only) {
      if (when.point->start) set_start(e, *when.point->start, DateSource::kStated);
    }
    if (when.point->end && (when.point->kind == TimeKind::kRange || end_only)) {
      set_end(e, *when.point->end, DateSource::kStated);
    }
  } else if (const auto section = section_date(reading); section && signs.event) {
    if (signs.finished)
      set_end(e, *section, DateSource::kSection);
    else
      set_start(e, *section, DateSource::kSection);
  }
  if (when.length) set_length(e, *when.length);
  const bool over = told && told->row->get("event") == "leave";  // "떠난 지 한 달"
  if (over && when.since && when.since->start) {
    set_end(e, *when.since->start, DateSource::kComputed);
  } else if (when.since && when.since->start && !e.step.cohort) {  // "활동한 지 1년이 됐다"
    set_start(e, *when.since->start, DateSource::kComputed);
    if (!signs.finished && !signs.gave_up) e.current = true;
  }
}

// "넥스터즈 21기 (2022.07 ~ 2022.08)": taking part is told by the range alone.
void date_by_line(const Reading& reading, const Signs& signs, Engagement& e) {
  const When when = when_in(reading);
  if (!when.point || when.point->kind != TimeKind::kRange) return;
  ++e.events;
  date_group(reading, signs, e);
}

// "10월부터 12월까지는 디프만을 했다": the time that stands right before the name is its own.
bool date_by_time_before(const Reading& reading, const Signs& signs, const OrgMention& org,
                         Engagement& e) {
  constexpr uint32_t kNear = 8;  // bytes of a particle and a blank
  if (signs.finished && !signs.began) return false;
  for (const TimeExpr& time : reading.times) {
    if (time.span.end > org.span.begin || org.span.begin - time.span.end > kNear) continue;
    const bool range = time.kind == TimeKind::kRange;
    if ((!range && time.kind != TimeKind::kPoint) || !time.start) continue;
    if (time.bound == TimeBound::kUntil) continue;
    set_start(e, *time.start, DateSource::kStated);
    if (range && time.end) set_end(e, *time.end, DateSource::kStated);
    if (const When when = when_of(reading, *signs.event); when.length) set_length(e, *when.length);
    return true;
  }
  return false;
}

// "2022년에 항해99를 하면서": no event but the name; a range, or the date right before it.
void date_by_name(const Reading& reading, const OrgMention& org, Engagement& e) {
  constexpr uint32_t kNear = 8;  // bytes of a particle and a blank
  for (const TimeExpr& time : reading.times) {
    const bool range = time.kind == TimeKind::kRange && reading.times.size() == 1;
    const bool before = time.kind == TimeKind::kPoint && time.span.end <= org.span.begin &&
                        org.span.begin - time.span.end <= kNear;
    if ((range || before) && time.start) set_start(e, *time.start, DateSource::kStated);
    if (range && time.end) set_end(e, *time.end, DateSource::kStated);
  }
}

// "넥스터즈에서 백엔드를 맡았다", "프로그라피 때도 백엔드 개발자로".
void take_role(const Reading& reading, const OrgMention& org, Engagement& e) {
  constexpr uint32_t kNear = 40;  // bytes
  if (e.step.kind != "community" || e.step.role) return;
  const auto role = role_held(reading, org.span);
  if (!role || !role->framed) return;
  // "6기에 참여하게 된 데이터 엔지니어입니다": what the author is, not what he does there
  if (reading.tells(role->span.end, "copula")) return;
  const bool near = role->span.begin >= org.span.end && role->span.begin - org.span.end <= kNear;
  if (near || clause_around(reading, org.span.end).contains(role->span.begin)) set_role(e, *role);
}

// "4월부터 YAPP에서 활동했다. 백엔드 개발자로 참여해": the role in the community just spoken of.
void read_role_in_group(const Reading& reading, const Orgs& orgs, Line& line) {
  constexpr size_t kNear = 2;  // sentences
  if (line.group < 0 || !orgs.empty() || reading.index - line.group_at > kNear) return;
  Engagement& e = line.at(static_cast<size_t>(line.group));
  if (e.step.kind != "community" || e.step.role) return;
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kEvent || cue.row->get("event") != "attend") continue;
    if (modality_of(reading, cue) != Modality::kActual || is_of_others(reading, cue)) continue;
    const auto role = role_held(reading, cue.span);
    if (!role || !role->framed || role->span.end > cue.span.begin) continue;
    set_role(e, *role);
    add_evidence(e, line, reading, role->span, "role", "group.role");
    return;
  }
}

// "4월부터 9월까지는 코드스쿼드에서": a range right before the name.
bool has_range_before(const Reading& reading, const OrgMention& org) {
  const std::string_view tail = reading.text().substr(org.span.end);  // "4월까지는 싸피를 준비했다"
  const auto& ahead = links_of_kind(*reading.lexicon, "before_program");
  if (std::any_of(ahead.begin(), ahead.end(),
                  [&](std::string_view word) { return tail.starts_with(word); }))
    return false;
  constexpr uint32_t kNear = 8;  // bytes of a particle and a blank
  return std::any_of(reading.times.begin(), reading.times.end(), [&](const TimeExpr& time) {
    const bool after = time.kind == TimeKind::kRange && time.start && org.span.begin == 0 &&
                       time.span.begin > org.span.end && time.span.begin - org.span.end <= kNear;
    if (after) return true;  // "GDSC - 23년 9월부터 24년 7월까지 코어 멤버"
    return time.kind == TimeKind::kRange && time.start && time.span.end <= org.span.begin &&
           org.span.begin - time.span.end <= kNear;
  });
}

void apply(const Reading& reading, const Signs& signs, const OrgMention& org, Engagement& e) {
  ++e.mentions;
  if (reading.front || reading.heading) e.mentions += 2;
  e.applied_for = e.applied_for || signs.applied;
  take_role(reading, org, e);
  if (!signs.took_part) {
    if (!org.cohort.empty() || has_range_before(reading, org)) date_by_line(reading, signs, e);
    return;
  }
  ++e.events;
  if (signs.gave_up && !e.step.exit) {  // also where it "ended" for the author
    e.left = true;
    e.step.exit = "dropped";
  }
  if (signs.finished && reading.front) e.closing = true;
  if (signs.finished && !signs.gave_up &&
      (!signs.began || signs.event->row->get("event") == "begin")) {
    e.left = true;
    e.step.exit = "completed";
  }
  if (signs.began || signs.ongoing) e.current = true;
  const bool calendar = e.step.cohort && reading.lexicon->cohort(org.key, *e.step.cohort);
  if (!signs.event) {
    date_by_name(reading, org, e);
  } else if (!calendar || e.step.kind != "community") {
    if (!date_by_time_before(reading, signs, org, e)) date_group(reading, signs, e);
  }
}

// Teaching makes the engagement a mentoring one.
std::string_view kind_with(const OrgMention& org, const Signs& signs) {
  return signs.taught && org.type == "program" ? std::string_view("mentoring") : kind_of(org);
}

std::string mentor_role(const Reading& reading, const Signs& signs) {
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kRole) continue;
    const std::string_view role = cue.row->get("role");
    if (role == "mentor" || role == "instructor") return std::string(role);
  }
  return signs.instructor ? "instructor" : "mentor";
}

// "8기에 지원했다가 떨어졌다".
bool was_rejected(const Reading& reading, const OrgMention& org) {
  constexpr size_t kNear = 60;  // bytes
  const std::string_view tail = reading.text().substr(org.span.end, kNear);
  return !reading.lexicon->find_in("rejections", tail).empty();
}

// "글또 6기를 하신 분이 추천해 주셨다": said of somebody else with respect.
bool is_of_member(const Reading& reading, const OrgMention& org) {
  constexpr size_t kNear = 60;  // bytes
  const std::string_view tail = reading.text().substr(org.span.end, kNear);
  const auto& rows = reading.lexicon->table("endings");
  return std::any_of(rows.begin(), rows.end(), [&](const LexiconRow& row) {
    return row.get("tells") == "respect" && tail.find(row.fields[0]) != std::string_view::npos;
  });
}

// "글또 6기에 이어 7기에도": further cohorts of the group named before.
void read_further_cohorts(const Reading& reading, const Orgs& orgs, Line& line) {
  if (line.community < 0) return;
  const std::string_view text = reading.text();
  for (uint32_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at]) || (at > 0 && is_word_byte(text[at - 1]))) continue;
    uint32_t end = at;
    const std::string cohort = cohort_at(text, at, &end);
    if (cohort.empty()) continue;
    const bool taken = std::any_of(orgs.begin(), orgs.end(), [&](const OrgMention& org) {
      return org.span.begin <= at && at < org.span.end;
    });
    const Engagement& known = line.at(static_cast<size_t>(line.community));
    if (taken || !known.step.cohort) continue;
    OrgMention org;
    org.span = {at, end};
    org.text = *known.step.org;
    org.alt = known.step.org_alt;
    org.key = known.key;
    org.type = "community";
    org.named = known.step.named;
    org.cohort = cohort;
    const Signs signs = signs_of(reading, org);
    at = end;
    if (is_of_member(reading, org)) continue;
    if ((signs.wished && !signs.took_part) || was_rejected(reading, org)) continue;
    // "동료가 7기에서 활동하는 것을 보고"
    if (!signs.took_part && has_other_subject(reading, {CueKind::kOrg, org.span, nullptr}))
      continue;
    Engagement& e = group(org, "community", reading, line);
    apply(reading, signs, org, e);
    add_evidence(e, line, reading, org.span, "org", "group.further_cohort");
  }
}

// "코드스테이츠에 합류했다. 44기였다": the cohort of the programme spoken of.
void read_cohort_of_group(const Reading& reading, const Orgs& orgs, Line& line) {
  constexpr size_t kNear = 3;  // sentences
  if (line.group < 0 || reading.index - line.group_at > kNear) return;
  Engagement& e = line.at(static_cast<size_t>(line.group));
  if (e.step.cohort || !e.step.named || e.events == 0) return;
  const std::string_view text = reading.text();
  for (uint32_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at]) || (at > 0 && is_word_byte(text[at - 1]))) continue;
    const std::string cohort = cohort_at(text, at);
    const bool taken = std::any_of(orgs.begin(), orgs.end(), [&](const OrgMention& org) {
      return org.span.begin <= at && at < org.span.end;
    });
    if (cohort.empty() || taken) continue;
    e.step.cohort = cohort;
    return add_evidence(e, line, reading, {at, at + 1}, "cohort", "group.cohort");
  }
}

// "GDG 컨퍼런스에 참여했다", "Let'Swift에 다녀왔다": a visit, no membership.
bool is_visit(const Reading& reading, const OrgMention& org, const Signs& signs) {
  if (org.type != "community" || signs.organized) return false;
  const bool visited = std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("event") == "visit";
  });
  if (org.product || visited) return true;
  const bool belongs = signs.began || signs.finished || signs.ongoing;
  return !belongs && !reading.lexicon->find_in("occasions", reading.text()).empty();
}

bool counts(const Reading& reading, const OrgMention& org, const Signs& signs) {
  if (!org.cohort.empty()) return !signs.wished || signs.took_part || reading.front;
  if (is_visit(reading, org, signs)) return false;
  if (org.named)
    return signs.took_part || reading.front || org.type == "community" ||
           (has_range_before(reading, org) && !signs.wished);
  return signs.took_part && !signs.wished;
}

// "다온에 강사로 입사했다": a job.
bool is_job(const Reading& reading, const Cue& teaching) {
  constexpr uint32_t kNear = 12;  // bytes
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    if (cue.kind != CueKind::kEvent || cue.span.begin < teaching.span.end) return false;
    const std::string_view event = cue.row->get("event");
    return (event == "join" || event == "move") && cue.span.begin - teaching.span.end <= kNear;
  });
}

// "코딩 튜터로 일했다": teaching without the name of a programme.
void read_teaching(const Reading& reading, const Orgs& orgs, Line& line) {
  if (std::any_of(orgs.begin(), orgs.end(), is_group)) return;
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kEvent) continue;
    const std::string_view event = cue.row->get("event");
    if ((event != "mentor" && event != "teach") || is_job(reading, cue)) continue;
    if (modality_of(reading, cue) != Modality::kActual || is_of_others(reading, cue)) continue;
    const auto org = std::find_if(orgs.begin(), orgs.end(), [](const OrgMention& each) {
      return each.named && (each.type == "company" || each.type == "school");
    });
    const std::string key = org == orgs.end() ? "teaching" : org->key;
    int at = line.find("mentoring", key);
    if (at < 0) {
      at = line.add("mentoring", org == orgs.end() ? nullptr : &*org, reading);
      line.at(static_cast<size_t>(at)).key = key;
    }
    Engagement& e = line.at(static_cast<size_t>(at));
    e.step.role = event == "mentor" ? "mentor" : "instructor";
    ++e.events;
    if (is_ongoing(reading, cue)) e.current = true;
    const When when = when_of(reading, cue);
    if (when.point && when.point->start) set_start(e, *when.point->start, DateSource::kStated);
    if (when.point && when.point->kind == TimeKind::kRange && when.point->end) {
      set_end(e, *when.point->end, DateSource::kStated);
    }
    add_evidence(e, line, reading, cue.span, "", "group.teaching");
  }
}

// "7월까지 다섯 달을 보냈다", right after the programme was named.
void read_until(const Reading& reading, const Line& line, Engagement& e) {
  if (reading.index - line.group_at > 2 || e.step.kind != "bootcamp" || e.step.end) return;
  const auto& published = line.post().published;
  for (const TimeExpr& time : reading.times) {
    const bool range = time.kind == TimeKind::kRange && reading.index == line.group_at + 1;
    const bool until = time.kind == TimeKind::kPoint && time.bound == TimeBound::kUntil;
    if ((!range && !until) || !time.end || time.end->open) continue;
    if (published && is_before(*published, *time.end)) continue;
    if (range && time.start) set_start(e, *time.start, DateSource::kStated);
    set_end(e, *time.end, DateSource::kStated);
    return;
  }
}

// "5월에 멘토링을 시작했다. 현재도 진행 중이다": it goes on.
void read_still(const Reading& reading, const Orgs& orgs, Line& line) {
  constexpr size_t kNear = 2;  // sentences
  if (line.group < 0 || !orgs.empty() || reading.front || !says_still(reading)) return;
  Engagement& e = line.at(static_cast<size_t>(line.group));
  if (reading.index == line.group_at || reading.index - line.group_at > kNear) return;
  const bool works = std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("about") == "work";
  });
  if (works || e.left || e.step.end || e.events == 0) return;
  e.current = true;
  add_evidence(e, line, reading, {0, static_cast<uint32_t>(reading.text().size())}, "end",
               "group.still");
}

// "11월에 수료했다": said of the programme or community spoken of, where no other place is named.
void read_completion(const Reading& reading, const Orgs& orgs, Line& line) {
  constexpr size_t kNear = 6;  // sentences
  if (line.group < 0 || !orgs.empty() || reading.front) return;
  Engagement& e = line.at(static_cast<size_t>(line.group));
  if (reading.index - line.group_at > kNear || (e.step.exit && e.step.end)) return;
  read_until(reading, line, e);
  Signs signs;
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kEvent) continue;
    const std::string_view event = cue.row->get("event");
    if (event != "complete" && event != "finish" && event != "begin") continue;
    if (modality_of(reading, cue) != Modality::kActual || is_of_others(reading, cue)) continue;
    add_sign(reading, cue, signs);
  }
  // "작년 2월에 시작해서 11월에 끝났다" right after its name.
  if (signs.events.size() > 1 && reading.index - line.group_at <= 2 &&
      date_both(reading, signs, e)) {
    return add_evidence(e, line, reading, signs.event->span, "end", "group.completion");
  }
  for (const Cue* cue : signs.events) {
    const When when = when_of(reading, *cue);
    // "12월에 마무리했다"
    const bool dated =
        cue->row->get("event") == "finish" && when.point && when.point->kind == TimeKind::kPoint &&
        when.point->span.end <= cue->span.begin && cue->span.begin - when.point->span.end <= 4 &&
        (reading.index - line.group_at <= 2 || e.step.kind == "bootcamp");
    if (cue->row->get("event") != "complete" && !dated) continue;
    e.left = true;
    e.current = false;
    e.step.exit = "completed";
    if (when.point && when.point->end) set_end(e, *when.point->end, DateSource::kStated);
    for (const TimeExpr& time : reading.times) {  // "6개월 과정이었고 8월에 끝났다"
      if (time.kind == TimeKind::kLength) set_length(e, time);
    }
    ++e.events;
    add_evidence(e, line, reading, cue->span, "exit", "group.completion");
    return;
  }
}

}  // namespace

void read_groups(const Reading& reading, const Orgs& orgs, Line& line) {
  if (is_foreign(reading)) return;
  for (const OrgMention& org : orgs) {
    if (!is_group(org) || (reading.chrome && org.cohort.empty())) continue;
    const Signs signs = signs_of(reading, org);
    if (reading.heading && org.named && org.type == "program") {  // what follows is about it
      const int known = line.find("bootcamp", org.key, org.cohort);
      if (known >= 0) {
        line.group = known;
        line.group_at = reading.index;
      }
    }
    if (!counts(reading, org, signs) || was_rejected(reading, org)) continue;
    if (is_of_member(reading, org)) continue;
    Engagement& e = group(org, kind_with(org, signs), reading, line);
    if (signs.taught) e.step.role = mentor_role(reading, signs);
    apply(reading, signs, org, e);
    add_evidence(e, line, reading, org.span, "org", "group.named");
    line.group = static_cast<int>(&e - line.all().data());
    line.group_at = reading.index;
  }
  read_completion(reading, orgs, line);
  read_still(reading, orgs, line);
  read_cohort_of_group(reading, orgs, line);
  read_further_cohorts(reading, orgs, line);
  read_teaching(reading, orgs, line);
  read_role_in_group(reading, orgs, line);
}

}  // namespace hoego::parser

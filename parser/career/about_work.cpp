// SPDX-License-Identifier: Apache-2.0
// What sentences on work say without an event: of a place, of the author, of his role.
#include <algorithm>

#include "parser/career/employer.h"
#include "parser/career/modality.h"
#include "parser/career/org_names.h"
#include "parser/career/readers.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

// "새로운 회사에서는": what follows is about it.
bool is_topic(const Reading& reading, const OrgMention& org) {
  return reading.tells(org.span.end, "topic");
}

// "다니던 회사는 SI 회사로 ...": what follows the topic of the sentence.
bool describes_topic(const Reading& reading, const OrgMention& org) {
  if (!reading.tells(org.span.end, "describing")) return false;
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kPlace && cue.kind != CueKind::kOrg) continue;
    const bool topic = cue.span.end < org.span.begin && org.span.begin - cue.span.end <= 8 &&
                       reading.tells(cue.span.end, "topic");
    if (topic) return true;
  }
  return false;
}

// "나르고는 물류 스타트업이다", "현재 회사는 이커머스 기업입니다": a description of the place
// spoken of.
bool describes_focus(const Reading& reading, const OrgMention& org, const Line& line) {
  if (org.named || org.industry.empty() || line.focus < 0) return false;
  if (!org.ref.empty() && !is_reference(org)) return false;  // "전 직장은 게임 회사였고"
  return reading.tells(org.span.end, "copula") || describes_topic(reading, org);
}

// "5월에 이직했다. 다온이라는 스타트업이다": the place that the move just told of leads to, where
// no work is known yet.
void begin_after_move(const Reading& reading, Line& line) {
  constexpr size_t kNear = 2;  // sentences
  const bool moved = line.focus < 0 && !line.moves.empty() && reading.index > line.moved_at &&
                     reading.index - line.moved_at <= kNear;
  if (!moved) return;
  line.focus = line.add("work", nullptr, reading);
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  e.ref = "new";
  e.joined = e.moved_in = true;
  ++e.events;
  set_start(e, line.moves.back(), DateSource::kStated);
}

// "X라는 팀이었는데": the name of the unnamed place that was just spoken of.
bool names_focus(const Reading& reading, const OrgMention& org, Line& line) {
  constexpr size_t kNear = 3;  // sentences
  if (org.named && reading.tells(org.span.end, "copula")) begin_after_move(reading, line);
  if (line.focus < 0) return false;
  const Engagement& e = line.at(static_cast<size_t>(line.focus));
  // "## 2018 ~ 2021, SI" and below it "다온이라는 회사를 아시나요?"
  const bool headed = e.step.rule == "record" && line.post().readings[e.first].heading;
  if (headed && !e.step.named && reading.index > e.first && reading.index - e.first <= 2 &&
      naming_before(*reading.lexicon, reading.text(), org.span.end) != std::string_view::npos)
    return true;
  // "인턴으로 시작해 정규직이 되었다. 다온에서의 첫 해였다"
  const bool stays = !e.step.org && e.events > 0 && org.named &&
                     reading.text().substr(org.span.end).starts_with("에서의 ");
  return (stays || reading.tells(org.span.end, "copula")) && !e.step.named && e.ref != "previous" &&
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

// "첫 직장은 다온이었다", "다온의 백엔드 개발자입니다": the name is that of one of the author's
// places.
void take_as(const OrgMention& org, const Reading& reading, Line& line) {
  Engagement& e = line.at(static_cast<size_t>(employer(org, reading, line)));
  if (e.ref.empty()) e.ref = org.ref;
  if (org.ref == "current" && !e.left) {
    e.current = true;
    e.planned = false;
  }
  ++e.events;
  add_evidence(e, line, reading, org.span, "org", "work.told_as");
}

// "분석 업무를 주로 하고 있다": only where nothing better is known of a place one works at.
void set_work_role(const Reading& reading, const RoleMention& role, Line& line) {
  if (line.focus < 0) return;
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  if (e.step.role || e.planned || e.left || e.events == 0) return;
  set_role(e, role);
  add_evidence(e, line, reading, role.span, "role", "role.work");
}

// "9월에 옮겼다. ... 직함은 프론트엔드 개발자였다": of the place that was spoken of a moment ago.
bool take_role_of_focus(const Reading& reading, const RoleMention& role, const Orgs& orgs,
                        Line& line) {
  constexpr size_t kNear = 3;  // sentences
  const LexiconRow* frame = reading.row_at("role_frames", role.span.end);
  const std::string_view head = reading.text().substr(0, role.span.begin);
  const auto& topics = links_of_kind(*reading.lexicon, "role_topic");  // "직무는 엔지니어였다"
  const bool post = std::any_of(topics.begin(), topics.end(),
                                [&](std::string_view topic) { return head.ends_with(topic); });
  const bool held = frame && (frame->get("told") == "title" || frame->fields[0].starts_with("로 "));
  if (line.focus < 0 || reading.front || !orgs.empty() || !role.title || (!held && !post))
    return false;
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  const size_t told = e.left_at.value_or(e.joined_at.value_or(e.first));
  const bool near = reading.index >= told && reading.index - told <= kNear;
  const bool open = !e.step.role || *e.step.role == "software-engineer";
  const bool past = has_past_copula(reading, role.span.end);
  const bool present = !past && reading.tells(role.span.end, "copula");
  if ((past && e.current && !post) || (present && e.left)) return false;
  if (!near || !open || e.planned || e.offer || e.events == 0 || e.step.kind == "founding")
    return false;
  set_role(e, role);
  add_evidence(e, line, reading, role.span, "role", "role.said");
  return true;
}

// "석사 1년차", "대학교 3년차".
bool counts_school_years(const Reading& reading, const TimeExpr& time) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    const bool school = cue.kind == CueKind::kPlace && cue.row->get("type") == "school";
    return school && cue.span.end <= time.span.begin && time.span.begin - cue.span.end <= 2;
  });
}

// "게임 회사에서 분석을 하고 있는 2년차": the place of the same sentence, if it is told as one.
int place_of_self(const Reading& reading, const TimeExpr& time, const Orgs& orgs, Line& line) {
  for (const OrgMention& org : orgs) {
    const bool told = org.type == "company" && (org.named || !org.industry.empty());
    const LexiconRow* at = told ? reading.row_at("self_places", org.span.end) : nullptr;
    const bool bare = told && org.span.end + 1 == time.span.begin;  // "다온 3년차 개발자"
    if (at || bare) return employer(org, reading, line);
  }
  return -1;
}

// "회사" over a column of names.
bool is_head_of_table(const Reading& reading) {
  return reading.sentence->block == BlockKind::kTableCell && reading.cues.size() == 1 &&
         reading.cues.front().span.size() == reading.text().size();
}

// "P사".
bool is_lettered(const OrgMention& org) {
  constexpr size_t kLettered = 4;  // bytes
  return !org.named && org.ref.empty() && org.text.size() == kLettered && org.text[0] >= 'A' &&
         org.text[0] <= 'Z';
}

// "우리 회사", "전 직장": the place is told of, whatever is said.
void read_references(const Reading& reading, const Orgs& orgs, Line& line) {
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kPlace || cue.row->get("ref") != "life") continue;
    if (line.work_life++ == 0) line.work_life_at = reading.index;
  }
  if (is_head_of_table(reading)) return;
  for (const OrgMention& org : orgs) {
    if (org.type != "company") continue;
    if (describes_focus(reading, org, line)) {
      describe(org, line);
      continue;
    }
    const bool told = !org.ref.empty() && !is_reference(org);
    if (told && org.ref != "alternative_service") {
      take_as(org, reading, line);
      continue;
    }
    if (org.named || is_lettered(org)) {
      const int known = line.find_any({"work", "internship"}, org.key);
      if (known >= 0) {
        line.focus = known;
      } else if (names_focus(reading, org, line)) {
        Engagement& e = line.at(static_cast<size_t>(line.focus));
        e.step.org = org.text;
        e.step.named = org.named;
        e.key = org.key;
        add_evidence(e, line, reading, org.span, "org", "work.naming");
      }
      continue;
    }
    if (org.ref == "alternative_service") line.alternative_service = true;
    if (!is_reference(org) || org.ref == "alternative_service") continue;
    const std::string_view tail = reading.text().substr(org.span.end);  // "다음 직장을 정하지 않고"
    const auto& open = links_of_kind(*reading.lexicon, "not_yet");
    const bool unknown = org.ref == "new" && std::any_of(open.begin(), open.end(), [&](auto word) {
                           return tail.starts_with(word);
                         });
    if (unknown) continue;
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

// "전 회사에서는 웹 개발자였다": of the place that the sentence is set in.
bool take_role_of_place(const Reading& reading, const RoleMention& role, const Orgs& orgs,
                        Line& line) {
  constexpr uint32_t kNear = 120;  // bytes
  const LexiconRow* frame = reading.row_at("role_frames", role.span.end);
  if (!frame || frame->get("told") != "title") return false;
  const OrgMention* place = nullptr;
  for (const OrgMention& org : orgs) {
    const bool scene = org.type == "company" && org.span.end <= role.span.begin &&
                       role.span.begin - org.span.end <= kNear &&
                       clause_around(reading, role.span.begin).begin <= org.span.end &&
                       reading.row_at("self_places", org.span.end);
    if (scene) place = &org;
  }
  if (!place) return false;
  const int focus = line.focus;
  const int at = place->named ? line.find_any({"work", "internship"}, place->key)
                              : employer(*place, reading, line);
  line.focus = focus;
  if (at < 0) return false;
  Engagement& e = line.at(static_cast<size_t>(at));
  if (e.planned || e.step.kind == "founding") return false;
  set_role(e, role);
  add_evidence(e, line, reading, role.span, "role", "role.of_place");
  return true;
}

// "그다음은 다온.", "그리고 미로랩스.": a sentence that is the next name in a row of places.
void read_next_in_row(const Reading& reading, const Orgs& orgs, Line& line) {
  constexpr size_t kShort = 60;  // bytes
  const std::string_view text = reading.text();
  if (orgs.size() != 1 || text.size() > kShort || reading.front || reading.heading) return;
  const OrgMention& org = orgs.front();
  if (!org.named || org.type != "company" || line.focus < 0) return;
  const auto& openers = links_of_kind(*reading.lexicon, "next_place");
  const std::string_view head = text.substr(0, org.span.begin);
  const bool opens = std::any_of(openers.begin(), openers.end(),
                                 [&](std::string_view opener) { return head == opener; });
  const bool last = is_thin_gap(text.substr(org.span.end)) || reading.tells(org.span.end, "copula");
  if (!opens || !last || line.find_any({"work", "internship"}, org.key) >= 0) return;
  Engagement& e = line.at(static_cast<size_t>(employer(org, reading, line)));
  e.joined = true;
  ++e.events;
  add_evidence(e, line, reading, org.span, "org", "work.next_in_row");
}

// "그전에는 광고대행사 AE였다": a place before the one spoken of.
void read_before(const Reading& reading, const Orgs& orgs, Line& line) {
  if (orgs.empty() || !has_link(reading, "before_opener")) return;
  const std::string_view text = reading.text();
  if (reading.front || !opens_with_link(reading, "before_opener")) return;
  const auto& ends = links_of_kind(*reading.lexicon, "past_end");
  const bool past = std::any_of(ends.begin(), ends.end(), [&](std::string_view end) {
    return text.find(end) != std::string_view::npos;
  });
  if (!past) return;
  for (const OrgMention& org : orgs) {
    if (org.type != "company" || is_reference(org)) continue;
    if (has_other_subject(reading, {CueKind::kOrg, org.span, nullptr})) return;
    const int focus = line.focus;
    const int at = employer(org, reading, line);
    line.focus = focus;
    Engagement& e = line.at(static_cast<size_t>(at));
    if (e.current || e.planned || at == focus) return;
    e.left = true;
    if (e.ref.empty()) e.ref = "previous";
    ++e.events;
    const Reading* next = reading.next;  // "그 전에는 카드사에 있었다. 4년."
    if (next && next->times.size() == 1 && next->times.front().kind == TimeKind::kLength &&
        next->text().size() <= next->times.front().span.size() + 2)
      set_length(e, next->times.front());
    return add_evidence(e, line, reading, org.span, "org", "work.before");
  }
}

// "회사 이름은 다온이다", "옮긴 곳은 다온이라는 스타트업이다": one word after the words that open
// on it.
Span bare_name_at_end(const Reading& reading) {
  const std::string_view text = reading.text();
  for (std::string_view opener : links_of_kind(*reading.lexicon, "name_opener")) {
    if (!text.starts_with(opener)) continue;
    const auto from = static_cast<uint32_t>(opener.size());
    const size_t stop = std::min(text.find_first_of(" .!", from), text.size());
    const Stem stem = stem_of(text, {from, static_cast<uint32_t>(stop)});
    const bool naming = stem.particle == "라는" || stem.particle == "이라는";
    const bool last = text.find(' ', from) == std::string_view::npos;
    const bool named = naming || (last && reading.tells(stem.span.end, "copula"));
    if (named && !covered(reading, stem.span) && looks_like_name(reading, stem.span, 0))
      return stem.span;
  }
  return {};
}

// "회사는 광고 솔루션을 만드는 **다온**.", "이름은 '다온'이었다": the name of the place spoken of,
// at the end of the sentence.
void read_name_at_end(const Reading& reading, Line& line) {
  constexpr size_t kLongest = 40;  // bytes
  if (reading.front || reading.heading) return;
  const std::string_view text = reading.text();
  const bool introduced = line.focus < 0 && opens_with_link(reading, "company_opener");
  if (!opens_with_link(reading, "name_opener")) return;
  Span name = bare_name_at_end(reading);
  if (!introduced && !name.empty()) begin_after_move(reading, line);
  if (line.focus < 0 && !introduced) return;
  for (const Mark& mark : reading.sentence->marks) {
    if (mark.kind == Mark::Kind::kBold || mark.kind == Mark::Kind::kLink) name = mark.span;
  }
  if (name.empty() && text.find('\'') != std::string_view::npos) {
    const size_t close = text.rfind('\'');
    const size_t open = close == std::string_view::npos || close == 0 ? std::string_view::npos
                                                                      : text.rfind('\'', close - 1);
    if (open == std::string_view::npos) return;
    name = {static_cast<uint32_t>(open + 1), static_cast<uint32_t>(close)};
  }
  if (name.empty() || name.size() > kLongest) return;
  std::string_view rest = text.substr(name.end);
  while (!rest.empty() && (rest.front() == '\'' || rest.front() == '*')) rest.remove_prefix(1);
  const uint32_t end = static_cast<uint32_t>(text.size() - rest.size());
  if (!is_thin_gap(rest) && !reading.tells(end, "copula")) return;
  if (introduced) {  // "나는 데이터 분석가다. 회사는 '다온'."
    line.focus = line.add("work", nullptr, reading);
    line.at(static_cast<size_t>(line.focus)).current = true;
    ++line.at(static_cast<size_t>(line.focus)).events;
  }
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  if (e.step.named || (!is_work(e) && e.step.kind != "founding")) return;
  e.step.org = std::string(name.in(text));
  e.step.org_type = "company";
  e.step.named = !hides_name(name.in(text));
  e.key = *e.step.org;
  add_evidence(e, line, reading, name, "org", "work.name_at_end");
}

// "2017년 11월, 가전을 만드는 대기업.": a date and a place, nothing else.
void read_dated_place(const Reading& reading, const Orgs& orgs, Line& line) {
  constexpr size_t kShort = 90;  // bytes
  const std::string_view text = reading.text();
  if (orgs.size() != 1 || reading.times.size() != 1 || text.size() > kShort) return;
  if (reading.front || reading.heading || reading.sentence->block != BlockKind::kParagraph) return;
  const OrgMention& org = orgs.front();
  const TimeExpr& time = reading.times.front();
  const bool point = time.kind == TimeKind::kPoint && time.start && !time.start->open;
  const bool form = point && time.span.begin == 0 && text.substr(time.span.end).starts_with(",") &&
                    is_thin_gap(text.substr(org.span.end));
  if (!form || org.type != "company" || org.ref == "any") return;
  Engagement& e = line.at(static_cast<size_t>(employer(org, reading, line)));
  set_start(e, *time.start, DateSource::kStated);
  e.joined = true;
  ++e.events;
  add_evidence(e, line, reading, time.span, "start", "work.dated_place");
}

// "① 2013.03 ~ 2016.05, 게임 회사 B" and below it "신입 서버 프로그래머.": nothing but the role.
bool take_role_of_heading(const Reading& reading, Line& line) {
  constexpr size_t kRank = 8;  // bytes: "신입 "
  if (line.focus < 0 || reading.index == 0 || reading.heading) return false;
  const Reading& above = line.post().readings[reading.index - 1];
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  if (!above.heading || e.first != above.index || e.step.role) return false;
  for (const Cue& cue : reading.cues) {
    const bool whole = cue.kind == CueKind::kRole && cue.row->get("strength") == "title" &&
                       cue.span.begin <= kRank && is_thin_gap(reading.text().substr(cue.span.end));
    if (!whole) continue;
    set_role(e, held_title(reading, cue));
    add_evidence(e, line, reading, cue.span, "role", "role.alone");
    return true;
  }
  return false;
}

// "같은 백엔드 팀에서 일했던 분들", "우리 데이터 분석팀": the author's team, whoever is told of.
void take_role_of_team(const Reading& reading, Line& line) {
  if (line.focus < 0 || reading.front || !has_link(reading, "own_team")) return;
  const std::string_view text = reading.text();
  const auto& openers = links_of_kind(*reading.lexicon, "own_team");
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kRole || cue.row->get("strength") != "field") continue;
    const std::string_view tail = text.substr(cue.span.end);
    const bool team =
        cue.span.in(text).ends_with("팀") || tail.starts_with("팀") || tail.starts_with(" 팀");
    const bool own = std::any_of(openers.begin(), openers.end(), [&](std::string_view opener) {
      return text.substr(0, cue.span.begin).ends_with(opener);
    });
    Engagement& e = line.at(static_cast<size_t>(line.focus));
    if (!team || !own || !is_work(e) || e.planned || e.step.role) continue;
    set_role(e, held_title(reading, cue));
    add_evidence(e, line, reading, cue.span, "role", "role.of_team");
  }
}

// "두 곳 모두에서 안드로이드 개발자로 일했다".
bool take_role_of_all(const Reading& reading, const RoleMention& role, Line& line) {
  if (!has_link(reading, "all_places")) return false;
  for (Engagement& e : line.all()) {
    if (e.step.kind != "work" || e.planned || e.step.role) continue;
    set_role(e, role);
    add_evidence(e, line, reading, role.span, "role", "role.of_all");
  }
  return true;
}

// "은행을 그만뒀다. 지금은 데이터 분석가다": work that nothing else tells of.
bool begin_role_now(const Reading& reading, const RoleMention& role, const Orgs& orgs, Line& line) {
  const LexiconRow* frame = reading.row_at("role_frames", role.span.end);
  const bool now = opens_with_link(reading, "now_opener") && !reading.front && orgs.empty() &&
                   frame && frame->get("told") == "title" &&
                   !has_past_copula(reading, role.span.end);
  if (!now || line.focus < 0 || !has_left(line, line.focus) || current_work(line) >= 0)
    return false;
  Engagement& e = line.at(static_cast<size_t>(line.add("work", nullptr, reading)));
  e.current = true;
  ++e.events;
  set_role(e, role);
  add_evidence(e, line, reading, role.span, "role", "role.now");
  line.focus = static_cast<int>(line.all().size()) - 1;
  return true;
}

// "저는 백엔드 개발자입니다", where no event of the sentence takes the role.
void read_own_role(const Reading& reading, const Orgs& orgs, Line& line) {
  if (take_role_of_heading(reading, line)) return;
  take_role_of_team(reading, line);
  const auto role = role_held(reading, {0, 0});
  if (!role || !role->framed) return;
  if (!role->title) return set_work_role(reading, *role, line);
  if (role->id == "cto" || role->id == "team-lead" || role->id == "engineering-manager" ||
      is_of_student(role->id) || role->id == "mentor" || role->id == "instructor" ||
      role->id == "founder") {
    return;
  }
  if (take_role_of_all(reading, *role, line)) return;
  if (take_role_of_place(reading, *role, orgs, line) && has_past_copula(reading, role->span.end)) {
    return;
  }
  const auto& before = links_of_kind(*reading.lexicon, "formerly");  // "나는 원래 간호사였다"
  const bool formerly = has_past_copula(reading, role->span.end) &&
                        std::any_of(before.begin(), before.end(), [&](std::string_view word) {
                          return reading.text().find(word) < role->span.begin;
                        });
  if (begin_role_now(reading, *role, orgs, line)) return;
  if (!formerly && take_role_of_focus(reading, *role, orgs, line)) return;
  const bool self = std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    return cue.kind == CueKind::kPerson && cue.row->get("who") == "self";
  });
  if ((self || formerly) && has_past_copula(reading, role->span.end)) {
    const bool better = !line.past_role || line.past_role->id == "software-engineer";
    if (better && !reading.front) line.past_role = role;
    if (!line.post().farewell) return;
  }
  // An intern may come to do anything.
  if (role->text.find("인턴") != std::string::npos ||
      role->text.find("intern") != std::string::npos)
    return;
  const bool better = !line.own_role ||
                      (line.own_role->id == "software-engineer" && role->id != "software-engineer");
  if (better) line.own_role = role;
}

// "원래 마케터였는데 3월부터 데이터 분석가로 일하고 있다": what one was before the work that the
// same sentence tells.
void read_former_role(const Reading& reading, Line& line) {
  if (reading.front || !has_link(reading, "formerly")) return;
  const auto role = role_held(reading, {0, 0});
  const bool works = std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    if (cue.kind != CueKind::kEvent || cue.row->get("about") != "work") return false;
    return role && cue.span.begin > role->span.end && !is_of_others(reading, cue) &&
           modality_of(reading, cue) == Modality::kActual;
  });
  if (!works) return;
  for (const Cue& cue : reading.cues) {
    const bool was = cue.kind == CueKind::kRole && cue.row->get("strength") == "title" &&
                     has_past_copula(reading, cue.span.end) &&
                     !is_of_student(cue.row->get("role")) && can_be_held(reading, cue);
    if (!was || has_other_subject(reading, {CueKind::kEvent, cue.span, nullptr})) continue;
    const bool known = last_where(line, [](const Engagement& e) {
                         return is_work(e) && e.left && e.ref == "previous";
                       }) >= 0;
    if (known) return;
    Engagement& e = line.at(static_cast<size_t>(line.add("work", nullptr, reading)));
    set_role(e, held_title(reading, cue));
    e.role_framed = true;
    e.left = true;
    e.ref = "previous";
    ++e.events;
    return add_evidence(e, line, reading, cue.span, "role", "work.former");
  }
}

// "2년차 데이터 엔지니어의 이직 후기".
bool moves_after(const Reading& reading, const RoleMention& role) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("event") == "move" &&
           cue.span.begin >= role.span.end;
  });
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
    const bool beside = role && role->span.end + 1 == time.span.begin;  // "프론트엔드 3년차"
    if (!role || (!role->title && !beside)) continue;
    if (is_of_student(role->id)) continue;
    int at = place_of_self(reading, time, orgs, line);
    if (at < 0) at = current_work(line);
    if (at < 0) at = line.add("work", nullptr, reading);
    Engagement& e = line.at(static_cast<size_t>(at));
    const bool leaves = reading.front && moves_after(reading, *role);
    e.current = e.current || !leaves;
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

// "회사", "대학": what stands for a place that is never named.
void note_place_words(const Reading& reading, Line& line) {
  for (const Cue& cue : reading.cues) {
    const bool study = cue.kind == CueKind::kEvent && cue.row->get("about") == "school";
    if (study && line.school_word.empty()) {  // "대학생", "학교를 다니며"
      for (const std::string_view stem : links_of_kind(*reading.lexicon, "school_stem")) {
        const bool is = cue.span.in(reading.text()).starts_with(stem);
        if (is && line.school_word.empty()) line.school_word = stem;
      }
    }
    if (cue.kind != CueKind::kPlace) continue;
    const std::string_view ref = cue.row->get("ref");
    const bool school = cue.row->get("type") == "school" && (ref == "any" || ref == "university");
    const bool company = cue.row->get("type") == "company" && ref == "any";
    if (school && line.school_word.empty()) line.school_word = cue.span.in(reading.text());
    if (company && line.company_word.empty()) line.company_word = cue.span.in(reading.text());
  }
}

// What the post speaks of most is what its author does, if nothing else says it.
void count_crafts(const Reading& reading, Line& line) {
  constexpr size_t kMost = 200;
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kRole || line.crafts.size() == kMost) continue;
    const std::string_view role = cue.row->get("role");
    if (!is_craft(*reading.lexicon, role) || !can_be_held(reading, cue)) continue;
    RoleMention mention;
    mention.id = role;
    mention.text = cue.span.in(reading.text());
    mention.span = cue.span;
    line.crafts.push_back(std::move(mention));
  }
}

}  // namespace

void read_about_work(const Reading& reading, const Orgs& orgs, Line& line) {
  read_next_in_row(reading, orgs, line);
  read_before(reading, orgs, line);
  read_dated_place(reading, orgs, line);
  read_name_at_end(reading, line);
  read_references(reading, orgs, line);
  read_self(reading, orgs, line);
  read_former_role(reading, line);
  read_own_role(reading, orgs, line);
  count_crafts(reading, line);
  note_place_words(reading, line);
}

}  // namespace hoego::parser

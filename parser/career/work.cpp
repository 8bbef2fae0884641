// SPDX-License-Identifier: Apache-2.0
// Jobs and internships: what the events of a sentence tell, and what it says without one.
#include <algorithm>
#include <array>

#include "parser/career/employer.h"
#include "parser/career/modality.h"
#include "parser/career/readers.h"
#include "parser/career/telling.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

bool happened(Modality modality) {
  return modality == Modality::kActual || modality == Modality::kPlan ||
         modality == Modality::kDecided;
}

// "전 직장은 여행 플랫폼이었고 3년을 기획자로 일했다": what follows is about the place named first.
void turn_to_topic(const Reading& reading, const Orgs& orgs, Line& line) {
  if (orgs.empty() || reading.front) return;
  constexpr std::array<std::string_view, 5> kCounted = {"first", "second", "third", "fourth",
                                                        "before_previous"};
  for (const OrgMention& org : orgs) {  // "첫 회사는 통신사 자회사였고 2015년에 들어가서"
    const bool counted = org.type == "company" && !is_reference(org) &&
                         std::find(kCounted.begin(), kCounted.end(), org.ref) != kCounted.end();
    if (!counted || !reading.tells(org.span.end, "copula")) continue;
    Engagement& e = line.at(static_cast<size_t>(employer(org, reading, line)));
    if (e.ref.empty()) e.ref = org.ref;
    return;
  }
  const OrgMention& org = orgs.front();
  const bool told = org.type == "company" && org.ref == "previous";
  const std::string_view tail = reading.text().substr(org.span.end);
  const bool subject = tail.starts_with("은 ") || tail.starts_with("는 ");
  if (told && subject && org.span.begin == 0) employer(org, reading, line);
}

// "합류해서 혼자 시작했다가 3년 뒤 X를 떠났다": the name that the last event of the sentence gives.
std::optional<OrgMention> named_later(const Reading& reading, const Cue& event, const Orgs& orgs) {
  const std::string_view name = event.row->get("event");
  if (name == "intern") {  // "인턴으로 다온에 입사해서"
    for (const Cue& cue : reading.cues) {
      const bool joins = cue.kind == CueKind::kEvent && cue.row->get("event") == "join" &&
                         cue.span.begin > event.span.end;
      auto org = joins ? org_of_event(reading, cue, orgs) : std::nullopt;
      if (org && org->type == "company" && !is_reference(*org)) return org;
    }
    return std::nullopt;
  }
  constexpr std::array<std::string_view, 4> kBefore = {"join", "work", "promote", "contract_end"};
  if (std::find(kBefore.begin(), kBefore.end(), name) == kBefore.end()) return std::nullopt;
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
  const auto role = role_held(reading, cue.span);  // "데이터 엔지니어로 들어가서"
  const bool as = role && role->framed && role->title && role->span.end < cue.span.begin &&
                  cue.span.begin - role->span.end <= 8;
  if (as && !e.step.role && !e.left && reading.index >= told && reading.index - told <= kNear)
    return true;
  return when.point && when.point->has_year && e.start_source < DateSource::kStated &&
         e.step.kind == "work" && !e.planned && reading.index >= told &&
         reading.index - told <= kNear;
}

// "뷰티 커머스였고, 2021년 3월에 왔다": the sentence is about the place that it begins with.
bool begins_with_place(const Reading& reading, const Cue& joining, const Orgs& orgs) {
  const When when = when_of(reading, joining);
  return when.point && when.point->has_year && !orgs.empty() && orgs.front().type == "company" &&
         orgs.front().span.begin == 0 && reading.tells(orgs.front().span.end, "copula");
}

// "2021년 11월에 들어와서 iOS 개발자로 일한 곳이다": the same sentence tells of the work.
bool works_there_then(const Reading& reading, const Cue& joining) {
  const When when = when_of(reading, joining);
  if (!when.point || !when.point->has_year) return false;
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    if (cue.kind != CueKind::kEvent || cue.span.begin < joining.span.end) return false;
    if (cue.row->get("event") != "work" || cue.row->get("about") != "work") return false;
    const auto role = role_held(reading, cue.span);
    return role && role->framed && role->span.begin > joining.span.end;
  });
}

// "7월에 퇴사하고 8월에 다온에 입사했다", where 다온 has been spoken of: another place was left.
void leave_other_than_next(const Reading& reading, const Cue& leaving, const Orgs& orgs,
                           Line& line) {
  if (line.focus < 0) return;
  for (const Cue& cue : reading.cues) {
    const bool next = cue.kind == CueKind::kEvent && cue.span.begin > leaving.span.end &&
                      (cue.row->get("event") == "join" || cue.row->get("event") == "move");
    const auto org = next ? org_of_event(reading, cue, orgs) : std::nullopt;
    if (!org || !org->named || org->type != "company") continue;
    const int focus = line.focus;
    const int at = line.find_any({"work", "internship"}, org->key) == focus
                       ? focus
                       : of_same_sound(*org, line);
    if (at != focus) return;
    const When when = when_of(reading, leaving);
    const auto ended_then = [&](const Engagement& e) {  // "7월 - 누리 퇴사", a heading before
      const bool dated = e.left && e.step.end && !e.step.end->open && when.point && when.point->end;
      return dated && when.point->end->middle_month() == e.step.end->middle_month();
    };
    for (size_t i = line.all().size(); i-- > 0;) {
      if (static_cast<int>(i) == focus || !ended_then(line.at(i))) continue;
      line.focus = static_cast<int>(i);
      return;
    }
    for (const bool told_before : {false, true}) {
      for (size_t i = line.all().size(); i-- > 0;) {
        const Engagement& e = line.at(i);
        if (static_cast<int>(i) == focus || !is_work(e) || e.planned) continue;
        if (e.left != told_before) continue;
        line.focus = static_cast<int>(i);
        return;
      }
    }
    line.focus = line.add("work", nullptr, reading);
    line.at(static_cast<size_t>(line.focus)).ref = "previous";
    return;
  }
}

// "중학교에서 수학 교사로 일했다": a school is where its teachers work.
std::optional<OrgMention> school_of_staff(const Reading& reading, const Cue& event,
                                          const Orgs& orgs) {
  const std::string_view name = event.row->get("event");
  if (name != "work" && name != "join") return std::nullopt;
  const auto role = role_held(reading, event.span);
  if (!role || !role->framed) return std::nullopt;
  const auto& ends = links_of_kind(*reading.lexicon, "school_staff");
  const bool staff = std::any_of(ends.begin(), ends.end(),
                                 [&](std::string_view end) { return role->text.ends_with(end); });
  if (!staff) return std::nullopt;
  for (const OrgMention& org : orgs) {
    if (org.type != "school" || org.span.end > event.span.begin) continue;
    OrgMention workplace = org;
    workplace.type = "company";
    workplace.ref.clear();
    return workplace;
  }
  return std::nullopt;
}

// "프리랜서로 일하고 있다": no employer is meant.
bool works_freelance(const Reading& reading, const Cue& working, Line& line) {
  constexpr uint32_t kNear = 30;  // bytes
  for (const Cue& cue : reading.cues) {
    const bool own = cue.kind == CueKind::kEvent && cue.row->get("event") == "freelance" &&
                     cue.span.end <= working.span.begin &&
                     working.span.begin - cue.span.end <= kNear;
    if (!own) continue;
    const int at = last_where(line, [](const Engagement& e) { return e.step.kind == "freelance"; });
    if (at >= 0) line.at(static_cast<size_t>(at)).joined = true;
    if (at >= 0 && is_ongoing(reading, working)) line.at(static_cast<size_t>(at)).current = true;
    return true;
  }
  return false;
}

// "컨퍼런스 운영진으로 합류": no job.
bool joins_organizers(const Reading& reading, const Cue& joining) {
  constexpr uint32_t kNear = 12;  // bytes of a particle and a blank
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("event") == "organize" &&
           cue.span.end <= joining.span.begin && joining.span.begin - cue.span.end <= kNear;
  });
}

// "디프만 12기에 합류했다": no job.
bool joins_group(const Reading& reading, const Cue& joining, const Orgs& orgs) {
  constexpr uint32_t kNear = 8;  // bytes of a particle and a blank
  return std::any_of(orgs.begin(), orgs.end(), [&](const OrgMention& org) {
    const bool group = org.type == "community" || org.type == "program";
    return group && org.span.end <= joining.span.begin &&
           joining.span.begin - org.span.end <= kNear &&
           reading.text().substr(org.span.end).starts_with("에 ");
  });
}

// "코드나루 프론트엔드 과정에 합류했다": no job.
bool joins_course(const Reading& reading, const Cue& joining, const Orgs& orgs) {
  constexpr uint32_t kNear = 50;  // bytes: the name of the course
  const bool dated = std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("about") == "program" &&
           cue.span.end < joining.span.begin;  // "부트캠프 수료 후 3개월 만에 취업했다"
  });
  return !dated && std::any_of(orgs.begin(), orgs.end(), [&](const OrgMention& org) {
    return org.type == "program" && org.span.end < joining.span.begin &&
           joining.span.begin - org.span.end <= kNear;
  });
}

// The date right before a word: "그해 8월에 나왔다".
const TimeExpr* date_before(const Reading& reading, const Cue& cue) {
  constexpr uint32_t kNear = 4;  // bytes of a particle and a blank
  for (const TimeExpr& time : reading.times) {
    const bool near = time.span.end <= cue.span.begin && cue.span.begin - time.span.end <= kNear;
    if (near && time.start && !time.start->open) return &time;
  }
  return nullptr;
}

// The place spoken of a few sentences ago, not left yet: "2007년 다온에 입사했다. ... 2010년에
// 나왔다".
bool is_at_hand(const Reading& reading, Line& line) {
  constexpr size_t kNear = 4;  // sentences
  const Engagement& e = line.at(static_cast<size_t>(line.focus));
  const size_t told = std::max(e.first, e.joined_at.value_or(0));
  return e.step.kind == "work" && !e.left && !e.planned && !e.offer && e.events > 0 &&
         reading.index >= told && reading.index - told <= kNear;
}

// Whether `text` ends with a word of one kind of the table `links`.
bool links_end(const Reading& reading, std::string_view kind, std::string_view text) {
  const auto& words = links_of_kind(*reading.lexicon, kind);
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.ends_with(word); });
}

// "작년 11월에 들어온 신입입니다": the sentence ends with what its author is.
bool describes_author(const Reading& reading, const Cue& cue) {
  const std::string_view tail = reading.text().substr(cue.span.end);
  return cue.row->get("form") == "modifier" && tail.starts_with(' ') &&
         tail.find(' ', 1) == std::string_view::npos;
}

// "차이를 누가 물으면 한숨부터 나온다": the place of a leaving stands right before it, a date or a
// word aside.
bool comes_out_of_elsewhere(const Reading& reading, const Cue& cue, const OrgMention& org) {
  constexpr uint32_t kNear = 40;  // bytes
  if (reading.front || is_reference(org) || org.span.end > cue.span.begin) return false;
  return cue.span.begin - org.span.end > kNear && begins_with_link(reading, cue, "coming_out");
}

// "다온에서 이메일이 왔다", "제안이 들어왔다": something came, not the author. A pass is another
// matter: "합격 문자가 왔다".
bool something_comes(const Reading& reading, const Cue& cue) {
  constexpr size_t kSubject = 4;  // bytes of a particle and a blank
  const std::string_view head = reading.text().substr(0, cue.span.begin);
  if (!head.ends_with("이 ") && !head.ends_with("가 ")) return false;
  return std::none_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& each) {
    const bool counts = each.kind == CueKind::kPerson || each.kind == CueKind::kEvent;
    return counts && each.span.end + kSubject == cue.span.begin;
  });
}

// "1년 만에 나왔다".
const TimeExpr* length_before(const Reading& reading, const Cue& cue) {
  constexpr uint32_t kNear = 8;  // bytes of " 만에 "
  for (const TimeExpr& time : reading.times) {
    const bool near = time.kind == TimeKind::kLength && time.months > 0 &&
                      time.span.end <= cue.span.begin && cue.span.begin - time.span.end <= kNear &&
                      reading.tells(time.span.end, "within");
    if (near) return &time;
  }
  return nullptr;
}

// "공채로 들어가 3년을 다녔는데 문화가 맞지 않아 나왔다": of the place of the same sentence.
bool leaves_after_work(const Reading& reading, const Cue& cue) {
  const std::string_view head = reading.text().substr(0, cue.span.begin);
  if (head.ends_with("이 ") || head.ends_with("가 ")) return false;  // "이야기가 나왔다"
  if (!begins_with_link(reading, cue, "coming_out")) return false;
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& each) {
    return each.kind == CueKind::kEvent && each.span.end < cue.span.begin &&
           (each.row->get("event") == "work" || each.row->get("event") == "spend") &&
           modality_of(reading, each) == Modality::kActual;
  });
}

// "그때 나왔다. 2017년 8월.": a date alone in the next sentence.
const TimeExpr* date_after(const Reading& reading) {
  constexpr size_t kShort = 30;  // bytes
  if (!reading.next || reading.next->text().size() > kShort || reading.next->times.size() != 1)
    return nullptr;
  const TimeExpr& time = reading.next->times.front();
  return time.kind == TimeKind::kPoint && time.has_year && time.start ? &time : nullptr;
}

// "2018년 6월까지 다니고": how long at the place at hand.
bool tells_until(const Reading& reading, const Cue& cue) {
  const TimeExpr* time = date_before(reading, cue);
  return time && time->bound == TimeBound::kUntil;
}

// "카카오에서 전문연구요원으로 복무".
bool serves_at_company(const Orgs& orgs) {
  return std::any_of(orgs.begin(), orgs.end(), [](const OrgMention& org) {
    return org.type == "company" && org.ref == "alternative_service";
  });
}

// "삼성전자에서의 인턴은": bound to a company by 에서 it was one, whatever follows.
bool interned(const Reading& reading, const Cue& cue, Modality modality, const Orgs& orgs) {
  if (cue.row->get("event") != "intern" || modality != Modality::kTalk) return false;
  if (has_past_copula(reading, cue.span.end)) return true;  // "백엔드 개발 인턴이었다"
  const auto org = org_of_event(reading, cue, orgs);
  return org && org->named && reading.text().substr(org->span.end).starts_with("에서");
}

// "프리랜서 디자이너로 2년을 살다가": what one is by it, whatever follows.
bool is_freelance_as(const Reading& reading, const Cue& cue, Modality modality) {
  if (cue.row->get("event") != "freelance" || modality != Modality::kTalk) return false;
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& role) {
    return role.kind == CueKind::kRole && role.span.begin == cue.span.end + 1 &&
           reading.text().substr(role.span.end).starts_with("로 ");
  });
}

// "테크 리드로 승진했다": two words of one change.
bool is_promoted_already(const Reading& reading, const Cue& cue) {
  constexpr uint32_t kNear = 4;  // bytes
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& before) {
    return before.kind == CueKind::kEvent && before.row->get("event") == "promote" &&
           before.span.end <= cue.span.begin && cue.span.begin - before.span.end <= kNear;
  });
}

// "다른 하나는 게임 회사에서 기획을 한다": one of others is the topic.
bool is_about_one_of(const Reading& reading, const Cue& cue) {
  const auto& ones = links_of_kind(*reading.lexicon, "one_of_others");
  const std::string_view head = reading.text().substr(0, cue.span.begin);
  return std::any_of(ones.begin(), ones.end(), [&](std::string_view word) {
    return head.find(word) != std::string_view::npos;
  });
}

// "엔지니어로 3년 반을 있었다", "2018년까지 있었다": a length or an end right before it.
bool spent_time(const Reading& reading, const Cue& cue) {
  constexpr uint32_t kNear = 14;  // bytes: " 가까이 "
  const std::string_view head = reading.text().substr(0, cue.span.begin);
  if (head.ends_with("수 ")) return false;  // "참여할 수 있었다"
  return std::any_of(reading.times.begin(), reading.times.end(), [&](const TimeExpr& time) {
    // "2017년부터 2021년까지는 배달 스타트업에 있었다", "3월부터 대학병원에 있었다"
    const bool range =
        time.kind == TimeKind::kRange || (time.kind == TimeKind::kPoint && is_from(reading, time));
    if (range && head.ends_with("에 ") && time.span.end < cue.span.begin) return true;
    const bool told = (time.kind == TimeKind::kLength && time.months >= 3) ||
                      (time.kind == TimeKind::kPoint && time.bound == TimeBound::kUntil);
    return told && time.span.end <= cue.span.begin && cue.span.begin - time.span.end <= kNear;
  });
}

// "7월 3일부로 데이터 분석가가 되었다": the beginning of a job, where none is at hand.
bool becomes_role(const Reading& reading, const Cue& cue, Line& line) {
  constexpr uint32_t kNear = 4;  // bytes of a particle and a blank
  const bool works = line.focus >= 0 && !line.at(static_cast<size_t>(line.focus)).left;
  const bool role = std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& each) {
    const std::string_view id = each.kind == CueKind::kRole ? each.row->get("role") : "";
    return each.kind == CueKind::kRole && each.row->get("strength") == "title" &&
           !is_of_student(id) && id != "team-lead" && id != "cto" && id != "mentor" &&
           each.span.end < cue.span.begin && cue.span.begin - each.span.end <= kNear;
  });
  const When when = role && !works ? when_of(reading, cue) : When{};
  return when.point && when.point->start && !when.point->start->open;
}

// "결제 서버 개발을 한다": what is done stands right before the verb.
bool has_object(const Reading& reading, const Cue& cue) {
  const std::string_view head = reading.text().substr(0, cue.span.begin);
  return head.ends_with("을 ") || head.ends_with("를 ");
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
  const int focus = line.focus;
  turn_to_topic(reading, orgs, line);
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kEvent) continue;
    const std::string_view about = cue.row->get("about");
    const bool serves = cue.row->get("event") == "serve" && serves_at_company(orgs);
    if (about != "work" && about != "any" && !serves) continue;
    const Modality modality = modality_of(reading, cue);
    // "회사가 오퍼를 철회했다": the company is the one to do it.
    if (is_of_others(reading, cue) && cue.row->get("event") != "rescind") continue;
    if (modality == Modality::kNegated && cue.row->get("event") == "leave") take_back_leave(line);
    if (cue.row->get("event") == "task" &&
        (!has_object(reading, cue) || is_about_one_of(reading, cue)))
      continue;
    if (cue.row->get("event") == "been" && !spent_time(reading, cue)) continue;
    if (cue.row->get("event") == "promote" && is_promoted_already(reading, cue)) continue;
    if (cue.row->get("event") == "be_now" && !has_link(reading, "now_opener")) continue;
    if (cue.row->get("event") == "become" && !becomes_role(reading, cue, line)) continue;
    const bool freelance = is_freelance_as(reading, cue, modality);
    if (!happened(modality) && !freelance && !interned(reading, cue, modality, orgs)) continue;
    if (cue.row->get("event") == "leave" && leaves_school(orgs)) continue;
    const bool inside = std::any_of(orgs.begin(), orgs.end(), [&](const OrgMention& each) {
      return each.span.begin <= cue.span.begin && cue.span.end <= each.span.end;
    });
    if (inside) continue;
    auto org = org_of_event(reading, cue, orgs);
    if (!org) org = named_later(reading, cue, orgs);
    if (!org) org = school_of_staff(reading, cue, orgs);
    const std::string_view event = cue.row->get("event");
    if (event == "leave" && org && org->ref == "new")
      org.reset();  // "다음 직장을 정하지 않고 나왔다"
    const bool placed = about == "any" && event != "pass" && event != "become";
    const bool entry = event == "join" && modality == Modality::kActual && !org &&
                       (about == "any" || describes_author(reading, cue)) &&
                       (enters_focus(reading, cue, line) || works_there_then(reading, cue) ||
                        begins_with_place(reading, cue, orgs));
    // "게임 회사에서 4년을 일했고, 그해 8월에 나왔다": the place that the same sentence told of.
    const TimeExpr* left = event == "leave" && !org ? date_before(reading, cue) : nullptr;
    if (event == "leave" && !org && !left) left = length_before(reading, cue);
    if (event == "leave" && !org && !left) left = date_after(reading);
    const bool worked =
        event == "leave" && !org && !left && line.focus >= 0 && leaves_after_work(reading, cue);
    const bool until = event == "work" && about == "any" && !org && line.focus >= 0 &&
                       (tells_until(reading, cue) || spent_time(reading, cue)) &&
                       is_at_hand(reading, line);
    const bool exit = left && line.focus >= 0 && (line.focus != focus || is_at_hand(reading, line));
    const bool own = event == "closing" && last_where(line, [](const Engagement& e) {
                                             return e.step.kind == "founding" && !e.left;
                                           }) >= 0;
    if (!org && !entry && !exit && !worked && !until && !own &&
        (placed || cue.row->get("needs") == "place"))
      continue;
    if (org && org->type != "company") continue;
    if (event == "join" && about == "any" && something_comes(reading, cue)) continue;
    if (event == "leave" && org && comes_out_of_elsewhere(reading, cue, *org)) continue;
    // "슬랙에 들어가 보니": a product, unless something else speaks of a job.
    const bool entered = event == "join" && about == "any" && org && org->product;
    const bool member = begins_with_link(reading, cue, "member");  // "쿠팡의 일원이 되었다"
    if (entered && !member && reading.times.empty() && !role_held(reading, cue.span)) continue;
    // "온프레미스에서 AWS로 옮기고"
    const bool carried = event == "move" && cue.row->get("needs") == "place" && org && org->product;
    const bool thing = carried && (reading.times.empty() || moves_thing(reading, cue));
    if (thing && !role_held(reading, cue.span)) continue;
    // "병원에 갔다" is a visit; "결국 다온에 갔다" is none.
    // "병원을 다녀야 했다": a patient, unless a role says otherwise.
    const bool loose = event == "work" && about == "any" && org && !org->named && org->ref.empty();
    if (loose && modality == Modality::kActual && !role_held(reading, cue.span) &&
        links_end(reading, "patient_place", org->text))
      continue;
    const bool went = begins_with_link(reading, cue, "going");
    const bool chosen = went && has_link(reading, "offer");  // "두 곳에 붙었는데 결국 다온에 갔다"
    if (went && org && !(org->named && (chosen || is_marked(reading, org->span)))) {
      if (!is_reference(*org)) {  // where the next sentence may tell what one was
        line.gone_to = *org;
        line.gone_at = reading.index;
      }
      continue;
    }
    if (event == "join" && !org &&
        (joins_organizers(reading, cue) || joins_group(reading, cue, orgs) ||
         joins_course(reading, cue, orgs)))
      continue;
    if (event == "work" && works_freelance(reading, cue, line)) continue;
    if (serves && (!org || org->ref == "alternative_service")) continue;
    if (record && cue.row->get("event") == "work") continue;
    const bool intern = cue.row->get("event") == "intern";
    if (event == "leave" && !org) leave_other_than_next(reading, cue, orgs, line);
    const Telling told{reading,
                       cue,
                       org ? &*org : nullptr,
                       intern || freelance ? Modality::kActual : modality,
                       exit && left->kind != TimeKind::kLength ? When{left, nullptr, nullptr}
                       : exit                                  ? When{nullptr, left, nullptr}
                                                               : when_of(reading, cue),
                       &orgs};
    tell(told, line);
  }
  read_stints(reading, orgs, line);
  read_about_work(reading, orgs, line);
}

}  // namespace hoego::parser

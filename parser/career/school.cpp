// SPDX-License-Identifier: Apache-2.0
// Schools, degrees and laboratories.
#include <algorithm>

#include "parser/career/modality.h"
#include "parser/career/readers.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

std::string level_of(const OrgMention& org, const LexiconRow* place) {
  if (place) return std::string(place->get("ref"));
  for (std::string_view high : {"고등학교", "고"}) {
    if (org.text.ends_with(high)) return "high";
  }
  return org.named ? "university" : "any";
}

bool is_high(std::string_view level) {
  return level == "high" || level == "middle";
}

// Schools of one level are one engagement: "학교", "대학", "컴퓨터공학과" and the university's
// name.
std::string key_of(std::string_view level) {
  if (is_high(level)) return "school:high";
  return level == "graduate" ? "school:graduate" : "school:university";
}

Engagement& school(const OrgMention* org, std::string_view level, const Reading& reading,
                   Line& line) {
  const std::string key = key_of(level);
  int at = line.find("education", key);
  if (at < 0) {
    at = line.add("education", level == "major" ? nullptr : org, reading);
    line.at(static_cast<size_t>(at)).key = key;
  }
  Engagement& e = line.at(static_cast<size_t>(at));
  if (org && level != "major" && (!e.step.org || (org->named && !e.step.named))) {
    e.step.org = level == "graduate" && !org->named ? "대학원" : org->text;
    e.step.org_alt = org->alt;
    e.step.named = org->named;
  }
  e.step.org_type = "school";
  e.ref.clear();
  e.step.role = level == "graduate" ? "graduate-student" : "student";
  return e;
}

struct Place {
  const OrgMention* org = nullptr;
  std::string level = "any";
};

// The school of the sentence, or of its part `within`; a named one wins.
Place place_of(const Reading& reading, const Orgs& orgs, Span within) {
  Place place;
  for (const OrgMention& org : orgs) {
    if (org.type != "school" || !within.contains(org.span.begin)) continue;
    if (place.org && place.org->named) continue;
    place.org = &org;
    place.level = org.named ? level_of(org, nullptr) : org.ref;
  }
  // "카이스트 AI대학원 석사과정": the degree counts, the name is the school's.
  for (const Cue& cue : reading.cues) {
    const bool degree = cue.kind == CueKind::kPlace && cue.row->get("ref") == "graduate" &&
                        within.contains(cue.span.begin);
    if (degree && place.org && place.org->named) place.level = "graduate";
  }
  return place;
}

// "A대를 졸업하고 B대 대학원에 들어갔다": each event has the school before it.
Place place_before(const Reading& reading, const Orgs& orgs, const Cue& event,
                   const Place& of_sentence) {
  uint32_t from = 0;
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kEvent || cue.span.end > event.span.begin) continue;
    const std::string_view name = cue.row->get("event");
    if (name == "graduate" || name == "enrol" || name == "drop") from = cue.span.end;
  }
  Place place = place_of(reading, orgs, {from, event.span.begin});
  for (const OrgMention& org : orgs) {  // "A대를 가고 싶었지만 B대에 입학했다": the nearest
    const bool nearer = org.type == "school" && org.named && org.span.begin >= from &&
                        org.span.end <= event.span.begin && place.org && place.level != "graduate";
    if (!nearer) continue;
    place.org = &org;
    place.level = level_of(org, nullptr);
  }
  const bool other = place.org && place.org->named && of_sentence.org != place.org;
  const bool first = from == 0 && place.org;
  return other || first ? place : of_sentence;
}

// "학부 4학년이고 내년에는 석사로": the school right before the word.
Place place_beside(const Reading& reading, const Orgs& orgs, const Cue& cue,
                   const Place& of_sentence) {
  constexpr uint32_t kNear = 4;  // bytes: " 4"
  for (const OrgMention& org : orgs) {
    const bool beside = org.type == "school" && org.ref == "university" && !org.named &&
                        org.span.end < cue.span.begin && cue.span.begin - org.span.end <= kNear &&
                        reading.text()[org.span.end] == ' ';
    if (beside) return place_of(reading, orgs, {org.span.begin, cue.span.begin});
  }
  return of_sentence;
}

// "이제 4학년 2학기이다", "복학 후".
bool tells_student(const Reading& reading, const Cue& cue) {
  const LexiconRow* row = reading.row_at("student_words", cue.span.begin);
  return row != nullptr;
}

// "석사를 마쳤다. ... 9월에 박사과정을 시작한다": what is entered after one was done is another.
void set_aside_done(Line& line, std::string_view level, const When& when, Modality modality) {
  Engagement& done = line.at(static_cast<size_t>(line.find("education", key_of(level))));
  const auto& end = done.step.end;
  const bool later =
      end && !end->open && when.point && when.point->start && is_before(*end, *when.point->start);
  if (done.left && (later || modality == Modality::kPlan)) done.key += ":done";
}

void tell(const Reading& reading, const Cue& cue, const Place& place, Modality modality,
          Line& line) {
  const std::string_view event = cue.row->get("event");
  const When when = when_of(reading, cue);
  const bool known = line.find("education", key_of(place.level)) >= 0;
  if (!place.org && !known && event == "graduate" &&
      (!when.point || modality != Modality::kActual)) {
    return;
  }
  const bool enters = event == "enrol" || event == "begin" || event == "join";
  if (enters && known) set_aside_done(line, place.level, when, modality);
  Engagement& e = school(place.org, place.level, reading, line);
  ++e.events;
  if (place.org && place.level == "major" && line.major.empty() &&
      !is_common_noun(*reading.lexicon, place.org->text))
    line.major = place.org->text;
  if (event == "graduate" || event == "finish" || event == "complete") {
    const auto& published = line.post().published;
    const bool ahead = published && when.point && when.point->end && !when.point->end->open &&
                       is_before(*published, *when.point->end);
    if (modality == Modality::kPlan || modality == Modality::kBefore || ahead) {
      e.current = true;
    } else if (modality == Modality::kActual) {
      e.step.exit = "graduated";
      e.left = true;
      if (when.point && when.point->kind == TimeKind::kRange && when.point->start)
        set_start(e, *when.point->start, DateSource::kStated);
      if (when.point && when.point->end)
        set_end(e, *when.point->end, DateSource::kStated);
      else if (const auto section = section_date(reading))
        set_end(e, *section, DateSource::kSection);
      if (reading.front) e.closing = true;
    }
  } else if (event == "enrol" || event == "join" || event == "begin") {
    if (modality == Modality::kActual) e.joined = true;
    if (when.point && when.point->start) set_start(e, *when.point->start, DateSource::kStated);
  } else if (event == "drop" || event == "leave") {
    e.step.exit = "dropped";
    e.left = true;
    if (when.point && when.point->end) set_end(e, *when.point->end, DateSource::kStated);
  } else if (modality == Modality::kPlan) {
    e.current = true;  // "복학할 예정"
  } else if (is_ongoing(reading, cue) || tells_student(reading, cue)) {
    e.studying = true;
  }
  if (when.length && event == "study") set_length(e, *when.length);
  const bool attends = event == "study" || event == "work";  // "대학원에 다니고 있다"
  if (attends && cue.row->get("needs") == "place" && is_ongoing(reading, cue)) {
    e.current = true;  // "9월부터 대학원에서 공부하고 있다"
    if (when.point && when.point->start) set_start(e, *when.point->start, DateSource::kStated);
  }
  if (event == "study" && when.point && when.point->kind == TimeKind::kRange) {
    if (when.point->start) set_start(e, *when.point->start, DateSource::kStated);
    if (when.point->end) set_end(e, *when.point->end, DateSource::kStated);
  }
  add_evidence(e, line, reading, cue.span, event == "graduate" ? "exit" : "",
               "school." + std::string(event));
}

// "연구실 인턴은 아니었지만".
bool denies_lab(const Reading& reading) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    const std::string_view event =
        cue.kind == CueKind::kEvent ? cue.row->get("event") : std::string_view();
    const bool lab = event == "lab" || event == "lab_life" || event == "intern";
    return lab && modality_of(reading, cue) == Modality::kNegated;
  });
}

void read_lab(const Reading& reading, const Orgs& orgs, Line& line) {
  if (denies_lab(reading)) return;
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kEvent) continue;
    const std::string_view event = cue.row->get("event");
    const OrgMention* lab = nullptr;
    for (const OrgMention& org : orgs) {
      if (org.type == "lab") lab = &org;
    }
    if (event != "lab" && event != "lab_life" &&
        !(lab && (event == "intern" || event == "work" || event == "join" || event == "study"))) {
      continue;
    }
    if (modality_of(reading, cue) != Modality::kActual || is_of_others(reading, cue)) continue;
    if (event != "lab" && line.find("education", "school:graduate") >= 0) continue;
    int at = line.find("research", "lab");
    if (at < 0) {
      at = line.add("research", lab, reading);
      line.at(static_cast<size_t>(at)).key = "lab";
    }
    Engagement& e = line.at(static_cast<size_t>(at));
    e.step.role = "researcher";
    const When when = when_of(reading, cue);
    if (when.point && when.point->start) set_start(e, *when.point->start, DateSource::kStated);
    if (when.point && when.point->kind == TimeKind::kRange && when.point->end)
      set_end(e, *when.point->end, DateSource::kStated);
    if (when.length) set_length(e, *when.length);
    if (is_ongoing(reading, cue) && !e.left) e.current = true;
    ++e.events;
    add_evidence(e, line, reading, cue.span, "", "school.lab");
  }
}

// A degree counts only where the event is about it ("대학원 준비를 하며 졸업했다" is not).
bool bound_to(const Reading& reading, const Cue& cue, const Orgs& orgs, const OrgMention& place) {
  const auto org = org_of_event(reading, cue, orgs);
  return org && (org->span.begin == place.span.begin || org->ref == "major");
}

// "대학교에서 파이썬 강사를 했다": one who teaches there is no student of it.
bool teaches(const Reading& reading) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("event") == "teach";
  });
}

// "작년 9월에 시작한 석사 과정", "석사 과정은 2018년 3월에 시작해서": no programme begins there.
bool begins_degree(const Reading& reading, const Cue& cue, const Place& place) {
  constexpr uint32_t kNear = 40;  // bytes of a particle and a date
  if (cue.row->get("event") != "begin" || !place.org || place.level != "graduate") return false;
  const Span degree = place.org->span;
  const bool after = degree.begin == cue.span.end + 1;
  const bool before = degree.end < cue.span.begin && cue.span.begin - degree.end <= kNear &&
                      !reading.tells(degree.end, "scene");
  return after || before;
}

// "전문연구요원으로 복무 중이다. 2021년 3월에 편입했고": into the service, not into a school.
bool what_begins_service(const Reading& reading, const Cue& cue, const Place& place, Line& line) {
  if (place.org || !line.alternative_service) return false;
  if (cue.row->get("event") != "enrol" || cue.span.in(reading.text()) != "편입") return false;
  if (line.focus < 0) {
    const When when = when_of(reading, cue);
    if (when.point) line.service_start = when.point->start;
    return true;
  }
  Engagement& e = line.at(static_cast<size_t>(line.focus));
  const When when = when_of(reading, cue);
  if (when.point && when.point->start && !e.step.start) {
    set_start(e, *when.point->start, DateSource::kStated);
    add_evidence(e, line, reading, cue.span, "start", "service.enter");
  }
  return true;
}

// "2019년 3월에 석사과정에 들어가".
bool enters_school(const Reading& reading, const Cue& cue, const Orgs& orgs) {
  const auto org = org_of_event(reading, cue, orgs);
  return org && org->type == "school";
}

// Terms and years without a school's name are those of the graduate school, where no other is
// known.
bool is_only_graduate(const Line& line) {
  return line.find("education", key_of("graduate")) >= 0 &&
         line.find("education", key_of("university")) < 0;
}

// "정보보호대학원 야간 과정을 다니고 있다": a course of the school before it.
bool takes_course(const Reading& reading, const Cue& cue, const Place& place) {
  constexpr uint32_t kNear = 40;  // bytes
  if (!place.org || place.org->span.end >= cue.span.begin) return false;
  if (cue.span.begin - place.org->span.end > kNear) return false;
  const std::string_view gap =
      reading.text().substr(place.org->span.end, cue.span.begin - place.org->span.end);
  const auto& courses = links_of_kind(*reading.lexicon, "course");
  return gap.starts_with(' ') && std::any_of(courses.begin(), courses.end(), [&](auto word) {
           return gap.find(word) != std::string_view::npos;
         });
}

// "SSAFY 8기 ... 2학기에는": terms of the programme spoken of, where no school is known.
bool is_term_of_group(const Reading& reading, Line& line) {
  constexpr size_t kNear = 4;  // sentences
  if (line.group < 0 || line.find("education", key_of("university")) >= 0) return false;
  return line.at(static_cast<size_t>(line.group)).step.kind == "bootcamp" &&
         reading.index - line.group_at <= kNear;
}

}  // namespace

// "인하대 14학번": the year one entered.
void read_class_of(const Reading& reading, const Place& place, Line& line) {
  constexpr std::string_view kClass = "\xED\x95\x99\xEB\xB2\x88";  // 학번
  const std::string_view text = reading.text();
  const size_t at = text.find(kClass);
  if (at == std::string_view::npos || at < 2 || !is_digit(text[at - 1]) || !is_digit(text[at - 2]))
    return;
  size_t from = at;
  while (from > 0 && is_digit(text[from - 1])) --from;
  if (at - from != 2 && at - from != 4) return;
  int year = std::stoi(std::string(text.substr(from, at - from)));
  if (year < 100) year += year < 70 ? 2000 : 1900;
  const Span span{static_cast<uint32_t>(from), static_cast<uint32_t>(at)};
  const std::string_view tail = text.substr(at + kClass.size());  // "07학번 선배님"
  const bool other = std::any_of(reading.cues.begin(), reading.cues.end(), [&](const Cue& cue) {
    return cue.kind == CueKind::kPerson && cue.row->get("who") != "self" &&
           cue.span.begin == at + kClass.size() + 1 && tail.starts_with(" ");
  });
  if (other) return;
  if (!place.org && line.find("education", key_of("university")) < 0) return;
  if (has_other_subject(reading, {CueKind::kEvent, span, nullptr})) return;
  Engagement& e = school(place.org, place.org ? place.level : "university", reading, line);
  ++e.events;
  set_start(e, Edtf::of_year(year), DateSource::kStated);
  add_evidence(e, line, reading, span, "start", "school.class_of");
}

// "학부는 충남대 전자공학과다. 2016년에 들어가서": the school spoken of a moment ago.
void read_entry(const Reading& reading, const Orgs& orgs, Line& line) {
  const bool elsewhere = std::any_of(orgs.begin(), orgs.end(), [](const OrgMention& org) {
    return org.type == "company" || org.type == "school";
  });
  if (!line.school || line.school_at + 1 != reading.index || elsewhere) return;
  for (const Cue& cue : reading.cues) {
    const bool enters = cue.kind == CueKind::kEvent && cue.row->get("event") == "join" &&
                        cue.row->get("about") == "any";
    if (!enters || modality_of(reading, cue) == Modality::kNegated) continue;
    const When when = when_of(reading, cue);
    if (!when.point || !when.point->start || is_of_others(reading, cue)) continue;
    Engagement& e = school(&*line.school, line.school_level, reading, line);
    ++e.events;
    e.joined = true;
    set_start(e, *when.point->start, DateSource::kStated);
    add_evidence(e, line, reading, cue.span, "start", "school.entry");
    for (const Cue& later : reading.cues) {  // "... 들어가서 2019년 2월에 나왔고"
      const bool leaves = later.kind == CueKind::kEvent && later.row->get("event") == "leave" &&
                          later.span.begin > cue.span.end;
      if (!leaves) continue;
      for (const TimeExpr& time : reading.times) {
        const bool own = time.kind == TimeKind::kPoint && time.end &&
                         time.span.begin > cue.span.end && time.span.end <= later.span.begin;
        if (!own) continue;
        set_end(e, *time.end, DateSource::kStated);
        e.left = true;
        e.step.exit = "graduated";
      }
    }
    return;
  }
}

void add_alumnus(const OrgMention& org, const Reading& reading, Span quote, Line& line) {
  Engagement& e = school(&org, org.named ? level_of(org, nullptr) : org.ref, reading, line);
  if (org.ref == "major" && line.major.empty()) line.major = org.text;
  ++e.events;
  e.left = true;
  e.step.exit = "graduated";
  add_evidence(e, line, reading, quote, "exit", "school.alumni");
}

// "한국디지털미디어고를 나왔고": a school that one comes out of is done.
void read_alumni(const Reading& reading, const Orgs& orgs, Line& line) {
  for (const OrgMention& org : orgs) {  // "간호학과를 나와 병원에 들어갔다"
    const std::string_view tail = reading.text().substr(org.span.end);
    const bool out = tail.starts_with("를 나와 ") || tail.starts_with("을 나와 ");
    if (org.type != "school" || !out) continue;
    if (has_other_subject(reading, {CueKind::kOrg, org.span, nullptr})) continue;
    add_alumnus(org, reading, org.span, line);
  }
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kEvent || cue.row->get("event") != "leave") continue;
    if (!begins_with_link(reading, cue, "coming_out")) continue;
    const OrgMention* org = nullptr;
    for (const OrgMention& each : orgs) {
      if (each.type == "school" && reading.tells(each.span.end, "object") &&
          each.span.end < cue.span.begin)
        org = &each;
    }
    if (!org || is_of_others(reading, cue)) continue;
    if (modality_of(reading, cue) != Modality::kActual &&
        modality_of(reading, cue) != Modality::kTalk)
      continue;
    add_alumnus(*org, reading, cue.span, line);
  }
}

// "박사 과정 3년차다", "석사 과정 2년 동안": how far one is in it, or how long it took.
void read_degree_years(const Reading& reading, const Place& place, Line& line) {
  constexpr uint32_t kNear = 8;  // bytes of a particle and a blank
  if (!place.org || place.level != "graduate" || reading.front) return;
  for (const TimeExpr& time : reading.times) {
    const bool beside =
        time.span.begin >= place.org->span.end && time.span.begin - place.org->span.end <= kNear;
    const std::string_view tail = reading.text().substr(time.span.end);
    const bool now = time.kind == TimeKind::kOrdinal && time.start &&
                     (reading.tells(time.span.end, "copula") || tail.starts_with("다"));
    const bool lasted =
        time.kind == TimeKind::kLength && time.months >= 6 &&
        (tail.starts_with(" 동안") || time.span.in(reading.text()).ends_with("동안"));
    if (!beside || (!now && !lasted)) continue;
    if (has_other_subject(reading, {CueKind::kEvent, place.org->span, nullptr})) continue;
    Engagement& e = school(place.org, place.level, reading, line);
    ++e.events;
    if (now) e.current = true;
    if (now) set_start(e, *time.start, DateSource::kComputed);
    if (lasted) set_length(e, time);
    add_evidence(e, line, reading, time.span, "start", "school.years");
  }
}

void read_school(const Reading& reading, const Orgs& orgs, Line& line) {
  if (is_foreign(reading) || teaches(reading)) return;
  const Place place = place_of(reading, orgs, {0, static_cast<uint32_t>(reading.text().size())});
  for (const Cue& cue : reading.cues) {
    const bool finished =
        cue.kind == CueKind::kEvent && place.level == "graduate" &&
        (cue.row->get("event") == "finish" || cue.row->get("event") == "complete");
    const bool left = cue.kind == CueKind::kEvent && place.org && place.level == "graduate" &&
                      cue.row->get("event") == "leave";
    const bool entered = cue.kind == CueKind::kEvent && cue.row->get("about") == "any" &&
                         cue.row->get("event") == "join" &&
                         (enters_school(reading, cue, orgs) || takes_course(reading, cue, place));
    const bool stayed = cue.kind == CueKind::kEvent && cue.row->get("event") == "stay" &&
                        place.org && place.org->named && place.org->span.end == cue.span.begin;
    const bool attends = cue.kind == CueKind::kEvent && cue.row->get("about") == "any" &&
                         cue.row->get("event") == "work" &&
                         (enters_school(reading, cue, orgs) || takes_course(reading, cue, place));
    const bool began = cue.kind == CueKind::kEvent && begins_degree(reading, cue, place);
    if (cue.kind != CueKind::kEvent || (cue.row->get("about") != "school" && !entered &&
                                        !finished && !left && !stayed && !began && !attends))
      continue;
    if (cue.row->get("needs") == "place" && cue.row->get("about") == "school" &&
        !(place.org && bound_to(reading, cue, orgs, *place.org))) {
      continue;
    }
    if (cue.row->get("event").starts_with("lab")) continue;
    if (reading.heading && !reading.front && !place.org && cue.row->get("event") == "study")
      continue;  // "# 1학기 (2023.01 ~ 05)"
    const Modality modality = modality_of(reading, cue);
    const bool told = modality == Modality::kActual || modality == Modality::kPlan ||
                      modality == Modality::kBefore || modality == Modality::kTalk;
    if (!told || is_of_others(reading, cue)) continue;
    const std::string_view head = reading.text().substr(0, cue.span.begin);
    const bool term_only = finished && head.find("학기") != std::string_view::npos;
    if (term_only && head.find("과정") == std::string_view::npos)
      continue;  // "4학기를 올해 마쳤고"
    if (what_begins_service(reading, cue, place, line)) continue;
    const bool loose = place.level == "graduate" && place.org->text == "대학원";
    if (loose && !bound_to(reading, cue, orgs, *place.org)) continue;
    Place told_of = cue.row->get("event") == "study" ? place_beside(reading, orgs, cue, place)
                                                     : place_before(reading, orgs, cue, place);
    // "카이스트 박사 과정은 길었다. 2017년 3월에 입학해": the school spoken of a moment ago.
    constexpr size_t kSchoolNear = 2;  // sentences
    const std::string_view what = cue.row->get("event");
    if (!place.org && line.school && reading.index - line.school_at <= kSchoolNear &&
        (what == "enrol" || what == "graduate" || what == "drop")) {
      told_of.org = &*line.school;
      told_of.level = line.school_level;
    }
    // "## SSAFY" and below it "1월 4일 입학식": of the programme.
    if (what == "enrol" && !place.org && line.group >= 0 && reading.index - line.group_at <= 2 &&
        reading.index > line.group_at) {
      Engagement& group = line.at(static_cast<size_t>(line.group));
      const When when = when_of(reading, cue);
      if (group.step.kind == "bootcamp" && when.point && when.point->start)
        set_start(group, *when.point->start, DateSource::kStated);
      if (group.step.kind == "bootcamp") continue;
    }
    if (!place.org && cue.row->get("event") == "study" && is_only_graduate(line))
      told_of.level = "graduate";
    const bool term = !place.org && reading.row_at("term_words", cue.span.begin);
    if (term && is_term_of_group(reading, line)) continue;
    tell(reading, cue, told_of, modality, line);
  }
  read_entry(reading, orgs, line);
  read_class_of(reading, place, line);
  read_degree_years(reading, place, line);
  read_alumni(reading, orgs, line);
  if (place.org && (place.org->named || place.level == "graduate") && place.level != "major") {
    line.school = *place.org;
    line.school_level = place.level;
    line.school_at = reading.index;
  }
  if (place.org && is_high(place.level) && !place.org->named) {
    school(place.org, place.level, reading, line).mentions += 1;
  }
  read_lab(reading, orgs, line);
}

}  // namespace hoego::parser

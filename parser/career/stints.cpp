// SPDX-License-Identifier: Apache-2.0
// Jobs told without a verb of working: a place with the time spent there, with what one was there,
// or several of them before one verb.
#include <algorithm>

#include "parser/career/employer.h"
#include "parser/career/modality.h"
#include "parser/career/readers.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

bool has_work_event(const Reading& reading) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    return cue.kind == CueKind::kEvent && cue.row->get("event") == "work";
  });
}

// "2014년부터 2017년까지 다온에서 웹 개발자로, 2017년부터는 ...에서 ...로 일했다": the verb comes
// last.
void read_listed(const Reading& reading, const Orgs& orgs, Line& line) {
  constexpr uint32_t kNear = 8;  // bytes of a particle and a blank
  if (!has_work_event(reading)) return;
  for (const OrgMention& org : orgs) {
    if (org.type != "company" || !reading.tells(org.span.end, "scene")) continue;
    for (const Cue& cue : reading.cues) {
      const bool role = cue.kind == CueKind::kRole && cue.span.begin > org.span.end &&
                        cue.span.begin - org.span.end <= kNear && can_be_held(reading, cue) &&
                        reading.tells(cue.span.end, "listed");
      if (!role) continue;
      Engagement& e = line.at(static_cast<size_t>(employer(org, reading, line)));
      set_role(e, held_title(reading, cue));
      for (const TimeExpr& time : reading.times) {
        const bool before = time.kind == TimeKind::kRange && time.span.end <= org.span.begin &&
                            org.span.begin - time.span.end <= kNear;
        if (before && time.start) set_start(e, *time.start, DateSource::kStated);
        if (before && time.end) set_end(e, *time.end, DateSource::kStated);
      }
      ++e.events;
      add_evidence(e, line, reading, org.span, "", "work.listed");
    }
  }
}

// "다온에서 UI 디자이너로 3년": a framed role that fills what lies between.
std::optional<RoleMention> role_between(const Reading& reading, uint32_t from, uint32_t to) {
  constexpr uint32_t kNear = 4;  // bytes
  if (to <= from) return std::nullopt;
  auto role = role_held(reading, {from, from});
  const bool fills = role && role->framed && role->span.begin + 1 >= from &&
                     role->span.begin <= from + kNear && role->span.end < to;
  return fills ? role : std::nullopt;
}

// "지금: 중고거래 플랫폼에서 데이터 엔지니어.", "그 전: 통신사 자회사에서 분석가 3년": a place and
// what one is there, no verb.
void read_post_held(const Reading& reading, const Orgs& orgs, Line& line) {
  constexpr uint32_t kNear = 7;  // bytes of 에서 and a blank
  const std::string_view text = reading.text();
  if (reading.front || reading.heading) return;
  for (const OrgMention& org : orgs) {
    // "핀테크 기업의 보안 엔지니어다"
    const bool of = text.substr(org.span.end).starts_with("의 ");
    if (org.type != "company" || is_reference(org) || !(of || reading.tells(org.span.end, "scene")))
      continue;
    for (const Cue& cue : reading.cues) {
      const bool next = cue.kind == CueKind::kRole && cue.row->get("strength") == "title" &&
                        cue.span.begin > org.span.end && cue.span.begin - org.span.end <= kNear;
      if (!next) continue;
      std::string_view tail = text.substr(cue.span.end);
      const TimeExpr* length = nullptr;
      for (const TimeExpr& time : reading.times) {
        if (time.kind == TimeKind::kLength && time.span.begin == cue.span.end + 1) length = &time;
      }
      if (length) tail = text.substr(length->span.end);
      const bool present = opens_with_link(reading, "now_opener");
      // "결제 회사의 백엔드 개발자다", "본업은 결제 회사의 백엔드 개발자."
      const bool stated = reading.tells(cue.span.end, "copula") || (present && is_thin_gap(tail));
      const bool is = of && stated && !has_past_copula(reading, cue.span.end);
      const bool ends = of ? is : tail.empty() || tail.front() == '.' || tail.front() == ',';
      if (!ends || has_other_subject(reading, {CueKind::kOrg, org.span, nullptr})) continue;
      const bool past = length || opens_with_link(reading, "before_opener");
      Engagement& e = line.at(static_cast<size_t>(employer(org, reading, line)));
      set_role(e, held_title(reading, cue));
      if (length) set_length(e, *length);
      if (past) e.left = true;
      if (!past && (present || is)) e.current = true;
      ++e.events;
      add_evidence(e, line, reading, org.span, "", "work.post_held");
    }
  }
}

// "동네 카페에서 2년, 첫 회사에서 또 3년 반": places with the time spent there, no verb.
void read_spans(const Reading& reading, const Orgs& orgs, Line& line) {
  constexpr uint32_t kNear = 8;  // bytes: " 또 "
  const std::string_view text = reading.text();
  for (const OrgMention& org : orgs) {
    const bool vague = is_reference(org) &&
                       (org.ref == "any" || org.ref == "new" || org.ref == "alternative_service");
    if (org.type != "company" || vague || !reading.tells(org.span.end, "scene")) continue;
    const uint32_t from = org.span.end + 7;  // "에서 "
    for (const TimeExpr& time : reading.times) {
      const bool after = time.span.begin + 1 >= from;
      const auto role = after ? role_between(reading, from, time.span.begin) : std::nullopt;
      const uint32_t begin = role ? role->span.end + 4 : from;
      const bool length = time.kind == TimeKind::kLength && time.months >= 3 && after &&
                          time.span.begin + 1 >= begin && time.span.begin <= begin + kNear;
      const bool range = time.kind == TimeKind::kRange && time.start && time.end && after &&
                         !time.end->open && org.span.end < time.span.begin &&
                         clause_around(reading, org.span.end).contains(time.span.begin);
      if (!length && !range) continue;
      const std::string_view tail = text.substr(time.span.end);
      const bool alone = range || tail.empty() || tail.front() == ',' || tail.front() == '.';
      if (!alone || has_other_subject(reading, {CueKind::kOrg, org.span, nullptr})) continue;
      Engagement& e = line.at(static_cast<size_t>(employer(org, reading, line)));
      if (length) set_length(e, time);
      const bool more = org.span.begin < orgs.back().span.begin;  // "..., 지금은 다온에서"
      const bool counted = is_reference(org) && org.ref != "current" && !reading.front;
      if (length && (counted || more)) e.left = true;
      if (range) {
        set_start(e, *time.start, DateSource::kStated);
        set_end(e, *time.end, DateSource::kStated);
      }
      if (role) set_role(e, *role);
      ++e.events;
      add_evidence(e, line, reading, org.span, "", "work.stint");
    }
  }
}

}  // namespace

void read_stints(const Reading& reading, const Orgs& orgs, Line& line) {
  read_listed(reading, orgs, line);
  read_post_held(reading, orgs, line);
  read_spans(reading, orgs, line);
}

}  // namespace hoego::parser

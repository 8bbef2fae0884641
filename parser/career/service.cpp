// SPDX-License-Identifier: Apache-2.0
// Military service.
#include <algorithm>

#include "parser/career/modality.h"
#include "parser/career/readers.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

Engagement& service(const OrgMention* org, const Reading& reading, Line& line) {
  int at = line.find("military", "military");
  if (at < 0) {
    at = line.add("military", org, reading);
    Engagement& e = line.at(static_cast<size_t>(at));
    e.key = "military";
    e.ref.clear();
    e.step.org_type = "government";
  }
  line.service_at = reading.index;
  return line.at(static_cast<size_t>(at));
}

// "2015년 12월부터 2년간 공군에서 복무했다".
void date_service(const Reading& reading, const Cue& cue, const Line& line, Engagement& e) {
  When when = when_of(reading, cue);
  if (!when.point && reading.times.size() == 1) when = when_in(reading);
  if (when.length) set_length(e, *when.length);
  if (!when.point || !when.point->start) return;
  const bool range = when.point->kind == TimeKind::kRange;
  if (range || is_from(reading, *when.point)) set_start(e, *when.point->start, DateSource::kStated);
  if (!range || !when.point->end || when.point->end->open) return;
  set_end(e, *when.point->end, DateSource::kStated);
  const auto& published = line.post().published;
  e.left = !published || !is_before(*published, *when.point->end);
  if (e.left) e.step.exit = "completed";
}

// "군대 다녀와서 (2017.05 ~ 2019.02)".
void date_by_brackets(const Reading& reading, const OrgMention& place, Engagement& e) {
  constexpr uint32_t kNear = 70;  // bytes
  for (const TimeExpr& time : reading.times) {
    const bool near = time.kind == TimeKind::kRange && time.start && time.end && !time.end->open &&
                      time.span.begin > place.span.end &&
                      time.span.begin - place.span.end <= kNear &&
                      reading.text()[time.span.begin - 1] == '(';
    if (!near) continue;
    set_start(e, *time.start, DateSource::kStated);
    set_end(e, *time.end, DateSource::kStated);
    e.left = true;
    e.step.exit = "completed";
    return;
  }
}

// "사회복무요원으로 근무하고 있다".
bool works_as(const Reading& reading, const Cue& cue, const OrgMention* place) {
  if (!place || cue.kind != CueKind::kEvent || cue.row->get("event") != "work") return false;
  const std::string_view text = reading.text();
  return cue.span.begin > place->span.end &&
         text.substr(place->span.end, cue.span.begin - place->span.end) == "으로 ";
}

// "군대도 가야 해서": not served yet.
bool lies_ahead(const Reading& reading, const OrgMention& place) {
  constexpr size_t kNear = 30;  // bytes
  const std::string_view tail = reading.text().substr(place.span.end, kNear);
  const auto& words = links_of_kind(*reading.lexicon, "service_ahead");
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return tail.find(word) != std::string_view::npos;
  });
}

// "정보보호병으로 복무했다. 2015년 4월부터 2017년 3월까지 진해에 있었다": the range right after it.
void date_by_next(const Reading& reading, const Orgs& orgs, Line& line) {
  const int at = line.find("military", "military");
  if (at < 0 || line.service_at + 1 != reading.index || !orgs.empty()) return;
  Engagement& e = line.at(static_cast<size_t>(at));
  if (e.step.start || e.step.end || reading.times.size() != 1) return;
  const TimeExpr& time = reading.times.front();
  const bool range = time.kind == TimeKind::kRange && time.start && time.end && !time.end->open;
  const auto& published = line.post().published;
  if (!range || (published && is_before(*published, *time.end))) return;
  set_start(e, *time.start, DateSource::kStated);
  set_end(e, *time.end, DateSource::kStated);
  e.left = true;
  e.step.exit = "completed";
  add_evidence(e, line, reading, time.span, "start", "service.range");
}

}  // namespace

void read_service(const Reading& reading, const Orgs& orgs, Line& line) {
  if (is_foreign(reading)) return;
  date_by_next(reading, orgs, line);
  const OrgMention* place = nullptr;
  bool alternative = false;
  for (const OrgMention& org : orgs) {
    if (org.type == "military" && !place) place = &org;  // "공군 전산병"
    alternative = alternative || org.ref == "alternative_service";
  }
  if (alternative) return;
  for (const Cue& cue : reading.cues) {
    const bool works = works_as(reading, cue, place);
    if (cue.kind != CueKind::kEvent || (cue.row->get("about") != "military" && !works)) continue;
    const std::string_view event = works ? std::string_view("serve") : cue.row->get("event");
    if (event == "serve" && !place) continue;
    const Modality modality = modality_of(reading, cue);
    if (modality != Modality::kActual || is_of_others(reading, cue)) continue;
    Engagement& e = service(place, reading, line);
    ++e.events;
    const When when = when_of(reading, cue);
    if (event == "discharge") {
      e.step.exit = "completed";
      e.left = true;
      if (when.point && when.point->end) set_end(e, *when.point->end, DateSource::kStated);
    } else if (event == "enlist") {
      if (when.point && when.point->start) set_start(e, *when.point->start, DateSource::kStated);
      if (when.point && when.point->kind == TimeKind::kRange) date_service(reading, cue, line, e);
    } else if (event == "serve") {
      date_service(reading, cue, line, e);
      if (is_ongoing(reading, cue) && !e.left) e.current = true;
    }
    add_evidence(e, line, reading, cue.span, "", "service." + std::string(event));
  }
  if (!place || lies_ahead(reading, *place)) return;
  if (reading.tells(place->span.end, "compared")) return;  // "군대와 대학원을 섞어놓은"
  if (has_other_subject(reading, {CueKind::kOrg, place->span, nullptr})) return;
  Engagement& e = service(place, reading, line);
  date_by_brackets(reading, *place, e);
  // "군대는 2020년 8월부터 22년 2월까지.": the only time of the sentence.
  const bool topic =
      place->span.begin <= 8 && (reading.text().substr(place->span.end).starts_with("는 ") ||
                                 reading.text().substr(place->span.end).starts_with("은 "));
  if (topic && reading.times.size() == 1 && orgs.size() == 1) {
    const TimeExpr& time = reading.times.front();
    if (time.kind == TimeKind::kRange && time.start && time.end && !time.end->open) {
      set_start(e, *time.start, DateSource::kStated);
      set_end(e, *time.end, DateSource::kStated);
      e.left = true;
      e.step.exit = "completed";
    }
  }
  if (reading.tells(place->span.end, "went_to")) {  // "2012년 6월에 공군에 갔다"
    const When when = when_in(reading);
    if (when.point && when.point->start && reading.times.size() == 1)
      set_start(e, *when.point->start, DateSource::kStated);
  }
  if (!e.step.org) e.step.org = place->text;
  ++e.mentions;
  add_evidence(e, line, reading, place->span, "org", "service.place");
}

}  // namespace hoego::parser

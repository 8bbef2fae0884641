// SPDX-License-Identifier: Apache-2.0
// Lines without a verb, as in a curriculum vitae: "2021.03 ~ 2022.01 | 네이버 | 백엔드 개발자" as a
// list item, a heading or a row of a table.
#include <algorithm>

#include "parser/career/org_names.h"
#include "parser/career/readers.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

bool is_line(const Reading& reading) {
  const BlockKind block = reading.sentence->block;
  if (block == BlockKind::kListItem || block == BlockKind::kHeading ||
      block == BlockKind::kTableCell)
    return true;
  // "**이커머스 스타트업 (2017.01 ~ 2019.04)**": a heading in all but markup.
  constexpr size_t kShort = 90;  // bytes
  const auto& marks = reading.sentence->marks;
  return reading.text().size() <= kShort &&
         std::any_of(marks.begin(), marks.end(), [&](const Mark& m) {
           return m.kind != Mark::Kind::kLink && m.span.size() + 8 >= reading.text().size();
         });
}

bool is_range(const When& when) {
  return when.point && when.point->kind == TimeKind::kRange;
}

// The cells of the row that `reading` is a cell of, itself included.
std::vector<const Reading*> row_of(const Reading& reading, const ReadPost& post) {
  constexpr size_t kCells = 5;
  std::vector<const Reading*> row;
  const size_t first = reading.index > kCells ? reading.index - kCells : 0;
  const size_t last = std::min(post.readings.size(), reading.index + kCells + 1);
  const uint32_t here = reading.sentence->source_span().begin;
  for (size_t i = first; i < last; ++i) {
    const Reading& cell = post.readings[i];
    if (cell.front || cell.chrome || cell.sentence->block != BlockKind::kTableCell) continue;
    const uint32_t there = cell.sentence->source_span().begin;
    const Span between{std::min(here, there), std::max(here, there)};
    const bool same = post.document->source(between).find('\n') == std::string_view::npos;
    if (same) row.push_back(&cell);
  }
  return row;
}

std::vector<const Reading*> parts_of(const Reading& reading, const ReadPost& post) {
  if (reading.sentence->block == BlockKind::kTableCell) return row_of(reading, post);
  return {&reading};
}

When range_of(const std::vector<const Reading*>& parts) {
  for (const Reading* part : parts) {
    const When when = when_in(*part);
    if (is_range(when)) return when;
  }
  return {};
}

std::optional<RoleMention> role_of(const std::vector<const Reading*>& parts) {
  for (const Reading* part : parts) {
    if (auto role = role_held(*part, {0, static_cast<uint32_t>(part->text().size())})) return role;
  }
  return std::nullopt;
}

bool speaks_of_work(const Reading& reading) {
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& cue) {
    const bool event = cue.kind == CueKind::kEvent && cue.row->get("about") == "work";
    const bool title = cue.kind == CueKind::kRole && cue.row->get("strength") == "title";
    return event || title ||
           (cue.kind == CueKind::kPlace && cue.row->get("type") == "company" &&
            cue.row->get("ref") == "any");
  });
}

bool has_degree(const std::vector<const Reading*>& parts) {
  return std::any_of(parts.begin(), parts.end(), [](const Reading* part) {
    return std::any_of(part->cues.begin(), part->cues.end(), [](const Cue& cue) {
      return cue.kind == CueKind::kPlace && cue.row->get("ref") == "graduate";
    });
  });
}

std::string_view kind_of(const OrgMention& org, const Reading& reading) {
  if (org.type == "company" || org.type == "lab") {
    if (has_event(reading, "intern")) return "internship";
    return org.type == "lab" ? "research" : "work";
  }
  if (org.type == "school") return "education";
  if (org.type == "program") return "bootcamp";
  return org.type == "military" ? "military" : "community";
}

// Below "외주", "프로젝트": what was made, not where one worked.
bool is_list_of_tasks(const Reading& reading, const ReadPost& post) {
  if (reading.sentence->heading < 0 || reading.heading) return false;
  const std::string& heading =
      post.document->headings[static_cast<size_t>(reading.sentence->heading)].text;
  const auto& words = links_of_kind(*reading.lexicon, "tasks");
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return heading.find(word) != std::string::npos;
  });
}

// The first words of the line that are nothing else, where it speaks of work.
std::optional<OrgMention> unknown_place(const Reading& reading) {
  if (!speaks_of_work(reading)) return std::nullopt;
  for (const Word& word : words_of(reading.text())) {
    const Span name = widen_name(reading, stem_of(reading.text(), word.span).span);
    const bool taken = std::any_of(reading.cues.begin(), reading.cues.end(),
                                   [&](const Cue& cue) { return cue.span.overlaps(name); });
    const bool time = std::any_of(reading.times.begin(), reading.times.end(),
                                  [&](const TimeExpr& t) { return t.span.overlaps(name); });
    if (taken || time || !looks_like_name(reading, name, 0)) continue;
    if (reading.heading && !looks_foreign(reading, name)) continue;  // "7월~8월 : 회사 구경"
    OrgMention org;
    org.span = name;
    org.text = org.key = std::string(name.in(reading.text()));
    org.type = "company";
    org.named = true;
    return org;
  }
  return std::nullopt;
}

// Whether the table that `cell` stands in has a column of employers: "| 기간 | 회사 | 한 일 |".
bool heads_places(const Reading& cell, const ReadPost& post) {
  constexpr size_t kMost = 80;  // cells
  const auto& words = links_of_kind(*cell.lexicon, "head_of_places");
  for (size_t i = cell.index; i-- > 0 && cell.index - i <= kMost;) {
    const Reading& before = post.readings[i];
    if (before.sentence->block != BlockKind::kTableCell) return false;
    const bool head = std::any_of(words.begin(), words.end(),
                                  [&](std::string_view word) { return before.text() == word; });
    if (head) return true;
  }
  return false;
}

// "| 2010.07 ~ 2013.12 | 블루사이드 | 클라이언트 프로그래머 |": the cell that is nothing else, in a
// row that speaks of work.
std::optional<OrgMention> place_of_cell(const Reading& reading, const ReadPost& post) {
  constexpr size_t kShort = 36;  // bytes
  if (!reading.times.empty() || reading.text().size() > kShort) return std::nullopt;
  const bool cue = std::any_of(reading.cues.begin(), reading.cues.end(), [](const Cue& each) {
    return each.kind == CueKind::kRole || each.kind == CueKind::kEvent;
  });
  if (cue) return std::nullopt;
  if (!heads_places(reading, post)) return std::nullopt;
  const auto row = row_of(reading, post);
  const bool work = std::any_of(row.begin(), row.end(), [&](const Reading* part) {
    return part != &reading && speaks_of_work(*part);
  });
  const Span name = widen_name(reading, {0, static_cast<uint32_t>(reading.text().size())});
  if (!work || name.empty() || !looks_like_name(reading, name, 0)) return std::nullopt;
  return unknown_name(reading, name, "company");
}

std::optional<OrgMention> place_of(const Reading& reading, const Orgs& orgs, const ReadPost& post) {
  const OrgMention* best = nullptr;
  for (const OrgMention& org : orgs) {
    if (org.ref == "any" || org.ref == "major" || org.ref == "alternative_service") continue;
    if (!best || (org.named && !best->named)) best = &org;
  }
  if (best) return *best;
  if (reading.sentence->block == BlockKind::kTableCell) return place_of_cell(reading, post);
  return unknown_place(reading);
}

// Two lines of one list with dates of their own are two steps: "위메프 | 인턴", "위메프 | 개발자".
bool is_other_line(const Engagement& known, std::string_view kind, const When& when) {
  return known.step.kind != kind && known.start_source == DateSource::kStated && known.step.start &&
         when.point->start && *known.step.start != *when.point->start;
}

// "대형 게임사 N | 2013.01 ~ 2017.06", "스튜디오 K | 2017.07 ~": of one description, apart in time.
bool is_other_place(const Engagement& known, const OrgMention& org, const When& when) {
  return !org.named && !known.step.named && known.step.org != org.text && known.step.start &&
         known.start_source == DateSource::kStated && when.point->start &&
         *known.step.start != *when.point->start;
}

Engagement& engagement(const OrgMention& org, std::string_view kind, const Reading& reading,
                       const When& when, Line& line) {
  std::string key = org.key;
  if (kind == "military") key = "military";
  int at = line.find(kind, key, org.cohort);
  if (at < 0 && (kind == "work" || kind == "internship")) {
    at = line.find_any({"work", "internship"}, key);
    if (at >= 0 && is_other_line(line.at(static_cast<size_t>(at)), kind, when)) at = -1;
    if (at >= 0 && is_other_place(line.at(static_cast<size_t>(at)), org, when)) {
      at = -1;
      key += " " + org.text;
    }
    if (at < 0 && org.named) at = of_same_group(org, line);
  }
  if (at < 0) {
    at = line.add(std::string(kind), &org, reading);
    line.at(static_cast<size_t>(at)).key = key;
  }
  if (kind == "work" || kind == "internship") line.focus = at;
  return line.at(static_cast<size_t>(at));
}

}  // namespace

bool is_record(const Reading& reading, const ReadPost& post) {
  return is_line(reading) && is_range(range_of(parts_of(reading, post)));
}

// What the reader of schools will look for.
void name_school(const Reading& reading, Line& line, Engagement& e) {
  const bool graduate = has_degree({&reading});
  const std::string_view key = graduate ? "school:graduate" : "school:university";
  e.step.role = graduate ? "graduate-student" : "student";
  if (line.find("education", key) < 0) e.key = key;
}

// "다온(2019.06 ~ 2022.11)과 미로(2022.12 ~ 현재)에서": names with their ranges, in prose.
void read_ranges(const Reading& reading, const Orgs& orgs, Line& line) {
  constexpr uint32_t kNear = 2;  // bytes
  for (const OrgMention& org : orgs) {
    if (!org.named || org.type == "military") continue;
    for (const TimeExpr& time : reading.times) {
      const bool beside = time.kind == TimeKind::kRange && time.start &&
                          time.span.begin > org.span.begin &&
                          time.span.begin <= org.span.end + kNear;
      const bool bracketed = beside && reading.text()[time.span.begin - 1] == '(';
      if (!bracketed) continue;
      const When when{&time, nullptr, nullptr};
      const std::string_view kind = kind_of(org, reading);
      Engagement& e = engagement(org, kind, reading, when, line);
      set_start(e, *time.start, DateSource::kStated);
      if (time.end) set_end(e, *time.end, DateSource::kStated);
      if (kind == "education") name_school(reading, line, e);
      ++e.events;
      e.joined = true;
      e.planned = e.offer = false;
      add_evidence(e, line, reading, org.span, "", "record.range");
    }
  }
}

void read_record(const Reading& reading, const Orgs& orgs, Line& line) {
  if (!is_line(reading)) return read_ranges(reading, orgs, line);
  const auto parts = parts_of(reading, line.post());
  const When when = range_of(parts);
  if (!is_range(when)) return;
  const auto org = place_of(reading, orgs, line.post());
  const bool vague = org && !org->named && org->type == "company" &&
                     reading.sentence->block == BlockKind::kTableCell;
  if (vague && !heads_places(reading, line.post()) &&
      std::none_of(parts.begin(), parts.end(),
                   [](const Reading* part) { return speaks_of_work(*part); }))
    return;
  if (!org || (!org->known && is_list_of_tasks(reading, line.post()))) return;
  const bool founded = std::any_of(parts.begin(), parts.end(),
                                   [](const Reading* part) { return has_event(*part, "found"); });
  const bool own = founded && org->type == "company";
  const std::string_view kind = own ? std::string_view("founding") : kind_of(*org, reading);
  Engagement& e = engagement(*org, kind, reading, when, line);
  if (when.point->start) set_start(e, *when.point->start, DateSource::kStated);
  if (when.point->end) set_end(e, *when.point->end, DateSource::kStated);
  if (kind == "education" && !e.step.role) {
    const bool graduate = has_degree(parts);
    e.step.role = graduate ? "graduate-student" : "student";
    if (line.find("education", graduate ? "school:graduate" : "school:university") < 0)
      e.key = graduate ? "school:graduate" : "school:university";
  }
  if (kind == "work" || kind == "internship") {
    if (const auto role = role_of(parts)) set_role(e, *role);
  }
  ++e.events;
  e.joined = true;
  e.planned = e.offer = false;
  add_evidence(e, line, reading, org->span, "", "record");
}

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// Roles by their frames (tables `role_frames`, `role_openers`): what stands after a role word says
// whether the author holds it ("개발자로 일했다") or somebody else does ("개발자분들과").
#include "parser/career/roles.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "parser/career/modality.h"
#include "parser/career/words.h"

namespace hoego::parser {
namespace {

RoleMention as_role(const Reading& reading, const Cue& cue, bool title, bool framed) {
  return {std::string(cue.row->get("role")), std::string(cue.span.in(reading.text())), cue.span,
          title, framed};
}

constexpr uint32_t kNear = 60;  // bytes from an event at which an unframed title counts

bool opens_other(const Reading& reading, const Cue& role) {
  const std::string_view head = reading.text().substr(0, role.span.begin);
  const auto& rows = reading.lexicon->table("role_openers");
  return std::any_of(rows.begin(), rows.end(),
                     [&](const LexiconRow& row) { return head.ends_with(row.fields[0]); });
}

// Roles that are spoken of as other people's more often than as one's own.
bool needs_frame(std::string_view role) {
  constexpr std::array<std::string_view, 8> kOthers = {
      "cto",    "founder",    "team-lead",       "engineering-manager",
      "mentor", "instructor", "product-manager", "product-owner"};
  return std::find(kOthers.begin(), kOthers.end(), role) != kOthers.end();
}

uint32_t distance(Span a, Span b) {
  if (a.overlaps(b)) return 0;
  return a.end <= b.begin ? b.begin - a.end : a.begin - b.end;
}

// "개발팀장(다들 CTO라고 불렀지만)을 하다가": brackets after the role are passed over.
uint32_t after_brackets(const Reading& reading, uint32_t offset) {
  const std::string_view text = reading.text();
  if (offset >= text.size() || text[offset] != '(') return offset;
  const size_t close = text.find(')', offset);
  return close == std::string_view::npos ? offset : static_cast<uint32_t>(close + 1);
}

// "백엔드 개발자 아무개입니다": one word after the role that ends as introductions do.
bool introduces(const Reading& reading, uint32_t offset) {
  if (offset >= reading.text().size() || reading.text()[offset] != ' ') return false;
  const auto words = words_of(reading.text().substr(offset));
  if (words.empty()) return false;
  const std::string_view word = words.front().span.in(reading.text().substr(offset));
  const auto& rows = reading.lexicon->table("role_frames");
  return std::any_of(rows.begin(), rows.end(), [&](const LexiconRow& row) {
    return row.get("told") == "introduces" && word.ends_with(row.fields[0]);
  });
}

// "직무는 백엔드 개발자."
bool is_predicate(const Reading& reading, const Cue& role) {
  const std::string_view head = reading.text().substr(0, role.span.begin);
  if (!is_thin_gap(reading.text().substr(role.span.end)) && !reading.tells(role.span.end, "copula"))
    return false;
  const auto& topics = links_of_kind(*reading.lexicon, "role_topic");
  return std::any_of(topics.begin(), topics.end(),
                     [&](std::string_view topic) { return head.ends_with(topic); });
}

// "선배가 대표로 있는 회사에", "사촌형이 개발자였는데", "동료가 앱을 개발하고 있다": the one who
// has the role is somebody else.
bool is_of_other(const Reading& reading, const Cue& role, std::string_view told) {
  const LexiconRow* frame = reading.row_at("role_frames", role.span.end);
  const bool task = role.row->get("strength") == "field";
  const bool as = told == "held" && frame && (task || frame->fields[0].ends_with("로 "));
  const bool is = told == "title" && frame && !reading.front && !reading.heading;
  return (as || is) && has_other_subject(reading, role);
}

// "README.md로 관리했다": the end of the name of a file.
bool ends_file_name(const Reading& reading, const Cue& role) {
  const std::string_view head = reading.text().substr(0, role.span.begin);
  if (head.size() < 2 || !head.ends_with('.')) return false;
  const auto before = static_cast<unsigned char>(head[head.size() - 2]);
  return before < 0x80 && std::isalnum(before) != 0;  // "끝났다.개발자로" is two sentences
}

std::optional<RoleMention> mention_of(const Reading& reading, const Cue& cue) {
  const bool title = cue.row->get("strength") == "title";
  const LexiconRow* frame = reading.row_at("role_frames", after_brackets(reading, cue.span.end));
  std::string_view told = frame ? frame->get("told") : std::string_view();
  if (title && told.empty() && introduces(reading, cue.span.end)) told = "title";
  const bool open = told.empty() || (told == "title" && !title);
  if (open && is_predicate(reading, cue)) told = title ? "title" : "held";
  if (title && told == "other" && reading.front && frame->fields[0] == "의 ") told = "title";
  if (told == "other" || opens_other(reading, cue)) return std::nullopt;
  if (told == "title" && !title) return std::nullopt;
  if (is_of_other(reading, cue, told) || ends_file_name(reading, cue)) return std::nullopt;
  // "주말에는 게임을 개발하고 있다"
  if (told == "held" && !title && has_link(reading, "pastime")) return std::nullopt;
  return as_role(reading, cue, title, !told.empty());
}

}  // namespace

RoleMention held_title(const Reading& reading, const Cue& role) {
  return as_role(reading, role, true, true);
}

bool is_of_student(std::string_view role) {
  return role == "student" || role == "graduate-student";
}

bool introduces_author(const Reading& reading, const Cue& role) {
  if (role.row->get("strength") != "title") return false;
  const LexiconRow* frame = reading.row_at("role_frames", role.span.end);
  const bool is = frame && frame->get("told") == "title" && reading.tells(role.span.end, "copula");
  return is || (!frame && introduces(reading, role.span.end));
}

bool is_craft(const Lexicon& lexicon, std::string_view role) {
  const auto& crafts = lexicon.table("crafts");
  return std::any_of(crafts.begin(), crafts.end(),
                     [&](const LexiconRow& row) { return row.fields[0] == role; });
}

bool can_be_held(const Reading& reading, const Cue& role) {
  const LexiconRow* frame = reading.row_at("role_frames", role.span.end);
  return !(frame && frame->get("told") == "other") && !opens_other(reading, role);
}

std::optional<RoleMention> role_held(const Reading& reading, Span near) {
  std::optional<RoleMention> best;
  uint32_t best_distance = 0;
  for (const Cue& cue : reading.cues) {
    if (cue.kind != CueKind::kRole) continue;
    auto role = mention_of(reading, cue);
    if (!role) continue;
    const uint32_t away = distance(cue.span, near);
    if (!role->framed && (!role->title || away > kNear || needs_frame(role->id))) continue;
    const bool nearer = !best || (role->framed && !best->framed) ||
                        (role->framed == best->framed && away < best_distance);
    if (!nearer) continue;
    best = std::move(role);
    best_distance = away;
  }
  return best;
}

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// What the author wants to become: a word for a role with a word of wishing close to it. A wish to
// be a better one of what one is ("더 나은 개발자가 되고 싶다") names no new role.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/unicode.h"
#include "parser/themes/themes.h"

namespace hoego::parser {
namespace {

constexpr uint32_t kReach = 45;  // bytes between role and wish: some fifteen syllables

struct RoleWord {
  Span span;
  std::string_view role;
  bool title;
};

struct Reading {
  std::vector<const LexiconRow*> rows;
  std::vector<Span> cues;
  std::vector<RoleWord> roles;
  bool dropped = false;
  bool childhood = false;
};

Reading read_sentence(std::string_view text, const Lexicon& lexicon) {
  Reading reading;
  for (const LexiconMatch& match : lexicon.find_all(text)) {
    const LexiconRow& row = *match.row;
    if (row.table == "roles" || row.table == "aspiration_fields") {
      bool inside = !reading.roles.empty() && match.span.end <= reading.roles.back().span.end;
      if (!inside)
        reading.roles.push_back({match.span, row.get("role"), row.get("strength") == "title"});
    } else if (row.table == "aspirations") {
      std::string_view cue = row.get("cue");
      reading.dropped |= cue == "drop";
      reading.childhood |= cue == "childhood";
      if (cue != "after" && cue != "before") continue;
      reading.rows.push_back(&row);
      reading.cues.push_back(match.span);
    }
  }
  return reading;
}

// The row of the wish that the role answers; null: none.
const LexiconRow* wish_for(const RoleWord& role, const Reading& reading) {
  for (size_t i = 0; i < reading.rows.size(); ++i) {
    const LexiconRow& row = *reading.rows[i];
    Span cue = reading.cues[i];
    if (row.get("need") == "title" && !role.title) continue;
    bool after = row.get("cue") == "after";
    uint32_t from = after ? role.span.end : cue.end;
    uint32_t to = after ? cue.begin : role.span.begin;
    if (from <= to && to - from <= kReach) return &row;
  }
  return nullptr;
}

// The word before `end`, without the blank.
std::string_view word_before(std::string_view text, size_t end) {
  while (end > 0 && text[end - 1] == ' ') --end;
  size_t begin = end;
  while (begin > 0 && text[begin - 1] != ' ') --begin;
  return text.substr(begin, end - begin);
}

// Whether a word ends in the final consonant of Korean attributive forms (좋은, 잘하는, 될).
bool is_attributive(std::string_view word) {
  constexpr std::array<std::string_view, 5> kTopics = {"나는", "저는", "필자는", "결국은",
                                                       "이제는"};
  if (word.size() < 3 || std::find(kTopics.begin(), kTopics.end(), word) != kTopics.end())
    return false;
  char32_t last = code_point_at(word, word.size() - 3);
  if (last < 0xAC00 || last > 0xD7A3) return false;
  char32_t final = (last - 0xAC00) % 28;
  return final == 4 || final == 8 || word.ends_with("의");
}

// "더 나은 개발자", "시니어 개발자": a quality and no role.
bool is_quality(std::string_view text, const RoleWord& role) {
  std::string_view word = role.span.in(text);
  if (word.starts_with("시니어") || word.starts_with("주니어") || word.starts_with("신입"))
    return true;
  constexpr std::array<std::string_view, 10> kGeneric = {
      "개발자",     "엔지니어",  "프로그래머", "developer", "engineer",
      "programmer", "Developer", "Engineer",   "리더",      "멘토"};
  std::string_view before = word_before(text, role.span.begin);
  bool generic = std::find(kGeneric.begin(), kGeneric.end(), word) != kGeneric.end();
  if (generic)
    return is_attributive(before) || before == "시니어" || before == "주니어" ||
           before == "better" || before == "good" || before == "great" || before == "senior";
  constexpr std::array<std::string_view, 9> kQualities = {
      "좋은", "나은", "훌륭한", "뛰어난", "멋진", "유능한", "괜찮은", "better", "good"};
  return std::find(kQualities.begin(), kQualities.end(), before) != kQualities.end();
}

// Roles that a wish with these words never means.
bool is_no_aim(std::string_view role) {
  return role == "student" || role == "mentor" || role == "other";
}

void add(std::string_view role, const Document& document, const Sentence& s, const LexiconRow& row,
         std::vector<Aspiration>& aspirations) {
  auto known = [&](const Aspiration& a) { return a.role == role; };
  if (std::any_of(aspirations.begin(), aspirations.end(), known)) return;
  Span span = s.source_span();
  Evidence evidence{std::string(document.source(span)), span.begin, "aspires_to",
                    "aspirations:" + std::to_string(row.line)};
  aspirations.push_back({std::string(role), std::move(evidence)});
}

}  // namespace

std::vector<Aspiration> read_aspirations(const Document& document, const Lexicon& lexicon) {
  std::vector<Aspiration> aspirations;
  int64_t childhood = -1;  // the paragraph that tells of it
  for (const Sentence& s : document.sentences) {
    if (s.quoted || s.block == BlockKind::kCode) continue;
    Reading reading = read_sentence(s.text, lexicon);
    if (reading.childhood) childhood = s.paragraph;
    if (reading.dropped || childhood == s.paragraph) continue;
    for (const RoleWord& role : reading.roles) {
      const LexiconRow* row = wish_for(role, reading);
      if (row == nullptr || is_no_aim(role.role) || is_quality(s.text, role)) continue;
      add(role.role, document, s, *row, aspirations);
    }
  }
  return aspirations;
}

}  // namespace hoego::parser

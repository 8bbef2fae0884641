// SPDX-License-Identifier: Apache-2.0
// What the author wants to become: a word for a role with a word of wishing close to it. A wish to
// be a better one of what one is ("더 나은 개발자가 되고 싶다") names no new role.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/unicode.h"
#include "parser/themes/readers.h"

namespace hoego::parser {
namespace {

constexpr uint32_t kReach = 45;  // bytes between role and wish: some fifteen syllables

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
bool is_quality(std::string_view text, Span role) {
  constexpr std::array<std::string_view, 3> kRanks = {"시니어", "주니어", "신입"};
  constexpr std::array<std::string_view, 8> kGeneric = {"개발자",    "엔지니어", "프로그래머",
                                                        "developer", "engineer", "programmer",
                                                        "Developer", "Engineer"};
  constexpr std::array<std::string_view, 12> kQualities = {"좋은", "나은",   "훌륭한", "뛰어난",
                                                           "멋진", "유능한", "괜찮은", "better",
                                                           "good", "great",  "senior", "시니어"};
  std::string_view word = role.in(text);
  for (std::string_view rank : kRanks)
    if (word.starts_with(rank)) return true;
  std::string_view before = word_before(text, role.begin);
  if (std::find(kQualities.begin(), kQualities.end(), before) != kQualities.end()) return true;
  bool generic = std::find(kGeneric.begin(), kGeneric.end(), word) != kGeneric.end();
  return generic && is_attributive(before);
}

// "프론트엔드로 직무를 전환했다", "기획자로 커리어를 시작해": it has come true already.
bool has_come_true(std::string_view text, Span wish) {
  constexpr size_t kNear = 24;  // bytes: the verb
  constexpr std::array<std::string_view, 3> kWays = {"전환", "커리어를", "전향"};
  constexpr std::array<std::string_view, 8> kDone = {"했",    "됐",    "었",    "시작해",
                                                     "한 지", "한 후", "한 뒤", "하고 나서"};
  constexpr std::array<std::string_view, 8> kOpen = {"싶",   "목표", "결심", "마음",
                                                     "준비", "꿈",   "고민", "기로"};
  const std::string_view tail = text.substr(wish.end, kNear);
  const auto holds = [&](std::string_view word) {
    return tail.find(word) != std::string_view::npos;
  };
  const bool way = std::any_of(kWays.begin(), kWays.end(), [&](std::string_view word) {
    return wish.in(text).find(word) != std::string_view::npos;
  });
  return way && std::any_of(kDone.begin(), kDone.end(), holds) &&
         std::none_of(kOpen.begin(), kOpen.end(), holds);
}

// Roles that a wish with these words never means.
bool is_no_aim(std::string_view role) {
  return role == "student" || role == "mentor" || role == "other";
}

}  // namespace

AspirationReader::AspirationReader(const Document& document, const Lexicon& lexicon)
    : document_(document),
      cues_(lexicon, "aspirations"),
      roles_(lexicon, "roles"),
      fields_(lexicon, "aspiration_fields") {}

// The roles and wishes of the sentence at hand.
void AspirationReader::read(Matches matches) {
  found_roles_.clear();
  wishes_.clear();
  dropped_ = false;
  childhood_ = false;
  for (const LexiconMatch& match : matches) {
    const LexiconRow& row = *match.row;
    if (roles_.holds(&row) || fields_.holds(&row)) {
      bool inside = !found_roles_.empty() && match.span.end <= found_roles_.back().span.end;
      bool title = roles_.holds(&row) && row.get("strength") == "title";
      if (!inside) found_roles_.push_back({match.span, row.get("role"), title});
    } else if (cues_.holds(&row)) {
      std::string_view cue = row.get("cue");
      dropped_ |= cue == "drop";
      childhood_ |= cue == "childhood";
      if (cue == "after" || cue == "before") wishes_.push_back({match.span, &row});
    }
  }
}

// The row of the wish that the role answers; null: none.
const LexiconRow* AspirationReader::wish_for(const RoleWord& role, std::string_view text) const {
  for (const Wish& wish : wishes_) {
    if (wish.row->get("need") == "title" && !role.title) continue;
    bool after = wish.row->get("cue") == "after";
    uint32_t from = after ? role.span.end : wish.span.end;
    uint32_t to = after ? wish.span.begin : role.span.begin;
    if (from > to || to - from > kReach) continue;
    if (after && has_come_true(text, wish.span)) continue;
    return wish.row;
  }
  return nullptr;
}

void AspirationReader::add(std::string_view role, const Sentence& sentence, const LexiconRow& row) {
  auto known = [&](const Aspiration& a) { return a.role == role; };
  if (std::any_of(aspirations_.begin(), aspirations_.end(), known)) return;
  Span span = sentence.source_span();
  Evidence evidence{std::string(document_.source(span)), span.begin, "aspires_to",
                    "aspirations:" + std::to_string(row.line)};
  aspirations_.push_back({std::string(role), std::move(evidence)});
}

void AspirationReader::see(const Sentence& sentence, Matches matches) {
  if (sentence.quoted || sentence.block == BlockKind::kCode) return;
  read(matches);
  if (childhood_) childhood_paragraph_ = sentence.paragraph;
  if (dropped_ || childhood_paragraph_ == sentence.paragraph) return;
  for (const RoleWord& role : found_roles_) {
    const LexiconRow* row = wish_for(role, sentence.text);
    if (row == nullptr || is_no_aim(role.role) || is_quality(sentence.text, role.span)) continue;
    add(role.role, sentence, *row);
  }
}

}  // namespace hoego::parser

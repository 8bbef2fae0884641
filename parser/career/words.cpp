// SPDX-License-Identifier: Apache-2.0
// The form of words, by the tables `particles`, `common_nouns`, `name_suffixes` and `links`.
#include "parser/career/words.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_set>

#include "base/unicode.h"

namespace hoego::parser {
namespace {

constexpr size_t kLongestName = 40;  // bytes of one word

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

constexpr std::array<bool, 256> punctuation_bytes() {
  std::array<bool, 256> is{};
  for (const char c : std::string_view(".,;:!?()[]{}<>\"'`|~*-/&"))
    is[static_cast<unsigned char>(c)] = true;
  return is;
}
constexpr auto kPunctuation = punctuation_bytes();

bool is_punctuation(char c) {
  return kPunctuation[static_cast<unsigned char>(c)];
}

// Quotation marks and brackets beyond ASCII: ‘’“”「」『』《》〈〉【】.
uint32_t wide_mark_at(std::string_view text, size_t offset) {
  constexpr size_t kSize = 3;
  if (offset + kSize > text.size()) return 0;
  if (text[offset] != '\xE2' && text[offset] != '\xE3') return 0;  // as nearly always
  const std::string_view head = text.substr(offset, kSize);
  constexpr std::string_view kMarks = "\u2018\u2019\u201C\u201D";
  for (size_t at = 0; at < kMarks.size(); at += kSize) {
    if (kMarks.substr(at, kSize) == head) return kSize;
  }
  // U+3008 .. U+3011
  const auto last = static_cast<unsigned char>(head[2]);
  return head.starts_with("\xE3\x80") && last >= 0x88 && last <= 0x91 ? kSize : 0;
}

Span trimmed(std::string_view text, Span span) {
  constexpr uint32_t kWide = 3;
  while (!span.empty()) {
    const uint32_t wide = wide_mark_at(text, span.begin);
    if (!wide && !is_punctuation(text[span.begin])) break;
    span.begin += wide ? wide : 1;
  }
  while (!span.empty()) {
    const bool wide = span.size() >= kWide && wide_mark_at(text, span.end - kWide);
    if (!wide && !is_punctuation(text[span.end - 1])) break;
    span.end -= wide ? kWide : 1;
  }
  return span;
}

// "하루온(Haruon)" without its brackets, "하루온\"" without the quote that a particle followed.
Span without_brackets(std::string_view text, Span span) {
  const size_t open = span.in(text).find('(');
  if (open != std::string_view::npos && open > 0)
    span.end = span.begin + static_cast<uint32_t>(open);
  return trimmed(text, span);
}

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

// Nouns by text, made once per lexicon table address (tables never move).
const std::unordered_set<std::string>& common_nouns(const Lexicon& lexicon) {
  static thread_local const Lexicon* known = nullptr;
  static thread_local std::unordered_set<std::string> nouns;
  if (known != &lexicon) {
    nouns.clear();
    for (const LexiconRow& row : lexicon.table("common_nouns")) {
      for (std::string& noun : split_variants(row.fields[0])) nouns.insert(std::move(noun));
    }
    known = &lexicon;
  }
  return nouns;
}

bool is_link(const Lexicon& lexicon, std::string_view kind, std::string_view gap) {
  const auto& words = links_of_kind(lexicon, kind);
  return std::find(words.begin(), words.end(), gap) != words.end();
}

std::string_view strip(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

const Mark* mark_over(const Reading& reading, uint32_t offset) {
  for (const Mark& mark : reading.sentence->marks) {
    if (mark.kind != Mark::Kind::kBold && mark.kind != Mark::Kind::kLink) continue;
    if (mark.span.begin <= offset && offset < mark.span.end) return &mark;
  }
  return nullptr;
}

// The whole mark or the neighbouring capitalised words.
Span whole_name(const Reading& reading, Span name) {
  const std::string_view text = reading.text();
  if (name.empty()) return name;
  if (const Mark* mark = mark_over(reading, name.begin)) {
    constexpr int kMostWords = 3;
    const bool whole =
        mark->span.size() <= kLongestName && count_words(mark->span.in(text)) <= kMostWords;
    if (whole) return trimmed(text, mark->span);
  }
  while (name.begin > 1 && is_capital(text[name.begin])) {
    uint32_t begin = name.begin - 1;
    while (begin > 0 && !is_blank(text[begin - 1])) --begin;
    const bool latin = (text[name.begin - 2] & 0x80) == 0;  // "CRO에 CDM으로" are two
    if (!is_capital(text[begin]) || !latin || !is_word_byte(text[name.begin - 2])) break;
    name.begin = begin;
  }
  return name;
}

// "(주)하루온", "하루온 주식회사": the name alone.
Span without_legal_form(const Reading& reading, Span name) {
  const std::string_view text = reading.text();
  for (const LexiconRow& row : reading.lexicon->table("legal_forms")) {
    const std::string_view form = row.fields[0];
    const std::string_view word = name.in(text);
    if (word.size() <= form.size()) continue;
    const auto size = static_cast<uint32_t>(form.size());
    if (word.starts_with(form)) name = trimmed(text, {name.begin + size, name.end});
    if (word.ends_with(form)) name = trimmed(text, {name.begin, name.end - size});
  }
  return name;
}

bool follows_legal_form(const Reading& reading, Span name) {
  const std::string_view head = reading.text().substr(0, name.begin);
  const auto& rows = reading.lexicon->table("legal_forms");
  return std::any_of(rows.begin(), rows.end(),
                     [&](const LexiconRow& row) { return head.ends_with(row.fields[0]); });
}

}  // namespace

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_word_byte(char c) {
  return is_digit(c) || is_capital(c) || (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
}

std::vector<std::string> split_variants(const std::string& text) {
  std::vector<std::string> parts;
  size_t begin = 0;
  for (size_t at = text.find('|'); at != std::string::npos; at = text.find('|', begin)) {
    parts.push_back(text.substr(begin, at - begin));
    begin = at + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

bool has_variant(std::string_view variants, std::string_view one) {
  return any_variant(variants, [&](std::string_view variant) { return variant == one; });
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

namespace {

template <typename Found>
void each_word(std::string_view text, const Found& found) {
  uint32_t begin = 0;
  const auto size = static_cast<uint32_t>(text.size());
  while (begin < size) {
    while (begin < size && is_blank(text[begin])) ++begin;
    uint32_t end = begin;
    while (end < size && !is_blank(text[end])) ++end;
    const Span word = trimmed(text, {begin, end});
    if (!word.empty()) found(word);
    begin = end;
  }
}

}  // namespace

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  each_word(text, [&](Span word) { words.push_back({word}); });
  return words;
}

const std::vector<Word>& words_of(const Reading& reading) {
  auto& known = reading.answers.words;
  if (!known) known = words_of(reading.text());
  return *known;
}

int count_words(std::string_view text) {
  int count = 0;
  each_word(text, [&](Span) { ++count; });
  return count;
}

Stem stem_of(std::string_view text, Span word) {
  constexpr size_t kShortest = 3;  // bytes: one syllable
  const size_t size = particles_begin(word.in(text), kShortest);
  const auto end = static_cast<uint32_t>(word.begin + size);
  return {{word.begin, end}, text.substr(end, word.end - end)};
}

bool is_common_noun(const Lexicon& lexicon, std::string_view word) {
  return common_nouns(lexicon).contains(std::string(word));
}

// Made once per lexicon table address, as the nouns are.
const std::vector<std::string_view>& links_of_kind(const Lexicon& lexicon, std::string_view kind) {
  static thread_local const Lexicon* known = nullptr;
  static thread_local std::map<std::string, std::vector<std::string_view>, std::less<>> kinds;
  if (known != &lexicon) {
    kinds.clear();
    for (const LexiconRow& row : lexicon.table("links")) {
      kinds[std::string(row.get("kind"))].push_back(row.fields[0]);
    }
    known = &lexicon;
  }
  static const std::vector<std::string_view> none;
  const auto found = kinds.find(kind);
  return found == kinds.end() ? none : found->second;
}

bool has_link(const Reading& reading, std::string_view kind) {
  auto& known = reading.answers.links;
  if (!known) known = reading.lexicon->find_in("links", reading.text());
  return std::any_of(known->begin(), known->end(),
                     [&](const LexiconMatch& match) { return match.row->get("kind") == kind; });
}

bool opens_with_link(const Reading& reading, std::string_view kind) {
  const auto& openers = links_of_kind(*reading.lexicon, kind);
  return std::any_of(openers.begin(), openers.end(),
                     [&](std::string_view opener) { return reading.text().starts_with(opener); });
}

bool begins_with_link(const Reading& reading, const Cue& cue, std::string_view kind) {
  const auto& stems = links_of_kind(*reading.lexicon, kind);
  return std::any_of(stems.begin(), stems.end(), [&](std::string_view stem) {
    return cue.span.in(reading.text()).starts_with(stem);
  });
}

bool is_adjective(const Lexicon& lexicon, std::string_view word) {
  if (is_common_noun(lexicon, word)) return false;  // "엔진"
  const auto& ends = links_of_kind(lexicon, "adjective");
  return std::any_of(ends.begin(), ends.end(),
                     [&](std::string_view end) { return word.ends_with(end); });
}

// Suffixes by their last byte and the rows that they stand in, in order of the table.
struct Suffix {
  std::string_view text;
  const LexiconRow* row;
};
using Suffixes = std::array<std::vector<Suffix>, 256>;

const Suffixes& suffixes_of(const Lexicon& lexicon) {
  static thread_local const Lexicon* known = nullptr;
  static thread_local Suffixes suffixes;
  if (known != &lexicon) {
    for (auto& each : suffixes) each.clear();
    for (const LexiconRow& row : lexicon.table("name_suffixes")) {
      any_variant(row.fields[0], [&](std::string_view suffix) {
        suffixes[static_cast<unsigned char>(suffix.back())].push_back({suffix, &row});
        return false;
      });
    }
    known = &lexicon;
  }
  return suffixes;
}

const LexiconRow* name_suffix(const Lexicon& lexicon, std::string_view word) {
  constexpr size_t kTwoSyllables = 6;  // bytes that must stand before the suffix
  if (word.size() <= kTwoSyllables) return nullptr;
  for (const Suffix& suffix : suffixes_of(lexicon)[static_cast<unsigned char>(word.back())]) {
    if (word.size() >= suffix.text.size() + kTwoSyllables && word.ends_with(suffix.text))
      return suffix.row;
  }
  return nullptr;
}

size_t naming_before(const Lexicon& lexicon, std::string_view text, size_t offset) {
  // One word may stand between: "트립스토어라는 여행 스타트업".
  constexpr size_t kNear = 40;  // bytes
  const std::string_view head = text.substr(0, offset);
  size_t best = std::string_view::npos;
  for (const std::string_view link : links_of_kind(lexicon, "naming")) {
    const size_t from = head.size() - std::min(head.size(), kNear + link.size());
    const size_t found = head.substr(from).rfind(link);
    if (found == std::string_view::npos) continue;
    const size_t at = from + found;
    if (count_words(head.substr(at + link.size())) > 2) continue;
    if (best == std::string_view::npos || at < best) best = at;
  }
  return best;
}

Span name_before(const Reading& reading, uint32_t end) {
  if (end == 0) return {};
  const std::string_view text = reading.text();
  if (const Mark* mark = mark_over(reading, end - 1)) return trimmed(text, mark->span);
  uint32_t begin = end;
  const bool quoted = text[end - 1] == '\'' || text[end - 1] == '"' || text[end - 1] == '`';
  if (quoted) {
    const size_t open = text.substr(0, end - 1).rfind(text[end - 1]);
    if (open != std::string_view::npos) return {static_cast<uint32_t>(open + 1), end - 1};
  }
  while (begin > 0 && !is_blank(text[begin - 1])) --begin;
  return trimmed(text, {begin, end});
}

Span widen_name(const Reading& reading, Span name) {
  return without_legal_form(reading, whole_name(reading, without_brackets(reading.text(), name)));
}

bool is_marked(const Reading& reading, Span name) {
  return mark_over(reading, name.begin) != nullptr;
}

bool looks_foreign(const Reading& reading, Span name) {
  const std::string_view word = name.in(reading.text());
  return !word.empty() &&
         (is_marked(reading, name) || is_capital(word[0]) || follows_legal_form(reading, name) ||
          name_suffix(*reading.lexicon, word));
}

bool looks_like_name(const Reading& reading, Span name, int distance) {
  const std::string_view text = reading.text();
  const std::string_view word = name.in(text);
  if (word.size() < 4 || word.size() > kLongestName) return false;
  if (follows_legal_form(reading, name)) return true;
  if (is_common_noun(*reading.lexicon, word) || is_digit(word[0])) return false;
  const Stem bare = stem_of(text, name);  // "월요일이"
  if (!bare.particle.empty() && is_common_noun(*reading.lexicon, bare.span.in(text))) return false;
  for (const LexiconRow& row : reading.lexicon->table("common_suffixes")) {
    if (word.ends_with(row.fields[0])) return false;
  }
  if (mark_over(reading, name.begin) || is_capital(word[0])) return true;
  if (name_suffix(*reading.lexicon, word)) return true;
  return distance <= 1 && word.size() >= 6 && word.size() <= 24;
}

bool is_thin_gap(std::string_view gap) {
  return std::all_of(gap.begin(), gap.end(),
                     [](char c) { return is_blank(c) || is_punctuation(c); });
}

bool is_modifying_gap(const Lexicon& lexicon, std::string_view gap) {
  return gap.size() <= 24 && (is_thin_gap(gap) || is_link(lexicon, "modifying", strip(gap)));
}

bool is_industry_link(const Lexicon& lexicon, std::string_view gap) {
  const std::string_view bare = strip(gap);
  if (bare.empty() || is_link(lexicon, "industry", bare)) return true;
  // One more word may stand before the place: "이커머스 중견 기업".
  return count_words(bare) == 1 && bare.size() <= 9 && particle_length(bare, 0) < 0;
}

}  // namespace hoego::parser

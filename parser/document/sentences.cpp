// SPDX-License-Identifier: Apache-2.0
// A sentence ends at . ! ? … that really end something, and at the end of a line of the file where
// the line reads like a finished sentence. One pass; each decision looks at a few bytes around.
#include "parser/document/sentences.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"

namespace hoego::parser {
namespace {

constexpr size_t kMaxQuotation = 300;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_latin(char c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

template <size_t N>
bool one_of(std::string_view what, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), what) != list.end();
}

// Last syllables of finished sentences (해라체, 해요체, 음슴체, questions, proposals).
constexpr std::array<std::string_view, 30> kFinals = {
    "다", "요", "죠", "까", "네", "음", "함", "임", "됨", "듯", "지",   "자",   "라", "구나", "군",
    "나", "냐", "니", "봄", "옴", "감", "움", "짐", "림", "킴", "없음", "있음", "데", "걸",   "세"};
// Of these a line break alone is enough; the others above need a point as well.
constexpr std::array<std::string_view, 14> kLineFinals = {"다", "요", "죠", "까", "음", "함", "임",
                                                          "됨", "듯", "봄", "옴", "움", "짐", "네"};
// Last syllables of clauses that go on in the next line.
constexpr std::array<std::string_view, 16> kConnectives = {
    "고", "며", "서", "데", "면", "만", "나", "니", "도", "을", "를", "의", "는", "은", "와", "과"};
// Words after ! or ? or a closing quote with which the sentence goes on ("합격! 을 하게 되었다").
constexpr std::array<std::string_view, 42> kGoesOn = {
    "을",     "를",     "이",     "가",   "은",     "는",     "의",     "에",     "로",
    "으로",   "과",     "와",     "도",   "라고",   "이라고", "라는",   "이라는", "하는",
    "하고",   "하며",   "하면서", "라며", "라면서", "고",     "라고는", "하던",   "했던",
    "했다",   "한다",   "했고",   "같은", "이란",   "란",     "라는게", "하기",   "라기",
    "라고도", "하지만", "에서",   "까지", "부터",   "이런"};
constexpr std::array<std::string_view, 22> kAbbreviations = {
    "vs", "e.g", "i.e", "mr",  "ms",  "mrs", "dr", "st", "inc", "ltd",  "corp",
    "co", "no",  "fig", "ver", "vol", "ch",  "pp", "p",  "v",   "feat", "prof"};
constexpr std::array<std::string_view, 12> kClosers = {"\"", "'",  ")",  "]",  "”", "’",
                                                       "」", "』", "〉", "》", "*", "`"};

size_t char_size(std::string_view s, size_t i) {
  auto c = static_cast<unsigned char>(s[i]);
  size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
  return std::min(n, s.size() - i);
}

bool is_hangul_at(std::string_view s, size_t i) {
  if (i + 2 >= s.size()) return false;
  auto c = static_cast<unsigned char>(s[i]);
  return c >= 0xEA && c <= 0xED;
}

// The last character before `end`.
std::string_view last_char(std::string_view s, size_t end) {
  size_t begin = end;
  while (begin > 0 && end - begin < 4) {
    --begin;
    if ((static_cast<unsigned char>(s[begin]) & 0xC0) != 0x80) break;
  }
  return s.substr(begin, end - begin);
}

// Emoji and their joiners, hearts and the like.
bool is_symbol_at(std::string_view s, size_t i) {
  auto c = static_cast<unsigned char>(s[i]);
  if (c == 0xF0) return true;
  std::string_view three = s.substr(i, 3);
  return three == "\xE2\x80\x8D" || three == "\xEF\xB8\x8F" ||
         (three.size() == 3 && three >= "\xE2\x98\x80" && three < "\xE2\x9E\xC0");
}

// ㅋㅋ, ㅎㅎ, ㅠㅠ.
bool is_jamo_at(std::string_view s, size_t i) {
  std::string_view three = s.substr(i, 3);
  return three.size() == 3 && three >= "\xE3\x84\xB1" && three <= "\xE3\x86\x8E";
}

class Splitter {
 public:
  explicit Splitter(const Block& block) : block_(block), s_(block.text) {}

  std::vector<Span> run();

 private:
  void at_break();
  void at_terminator();
  size_t after_terminators(size_t i) const;
  bool point_ends(size_t begin, size_t after) const;
  bool goes_on(size_t after) const;
  bool line_ends(const Block::Break& b) const;
  bool inside_quote(size_t begin, size_t after) const;
  void end_sentence(size_t end);
  void force_end();

  const Block& block_;
  std::string_view s_;
  size_t begin_ = 0;  // of the sentence
  size_t i_ = 0;
  size_t next_break_ = 0;
  size_t last_blank_ = 0;
  std::vector<Span> out_;
};

// Bytes at which something can begin that matters to the splitter.
constexpr std::array<bool, 256> stop_bytes() {
  std::array<bool, 256> stops{};
  for (char c : {' ', '.', '!', '?', 'h', 'w', '\xE2', '\xE3'})
    stops[static_cast<unsigned char>(c)] = true;
  return stops;
}
constexpr auto kStops = stop_bytes();

bool begins_url(std::string_view s, size_t i) {
  std::string_view rest = s.substr(i, 8);
  return rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.");
}

std::vector<Span> Splitter::run() {
  while (i_ < s_.size()) {
    if (next_break_ < block_.breaks.size() && i_ >= block_.breaks[next_break_].at) {
      at_break();
      continue;
    }
    size_t limit = std::min(s_.size(), begin_ + kMaxSentence);
    if (next_break_ < block_.breaks.size())
      limit = std::min<size_t>(limit, block_.breaks[next_break_].at);
    while (i_ < limit && !kStops[static_cast<unsigned char>(s_[i_])]) ++i_;
    if (i_ >= limit) {
      if (i_ >= begin_ + kMaxSentence) force_end();
      continue;
    }
    char c = s_[i_];
    if (c == ' ') last_blank_ = i_;
    if ((c == 'h' || c == 'w') && begins_url(s_, i_)) {
      while (i_ < s_.size() && s_[i_] != ' ' && i_ - begin_ < kMaxSentence) ++i_;
    } else if (c == '.' || c == '!' || c == '?' || s_.substr(i_, 3) == "…" ||
               s_.substr(i_, 3) == "。") {
      at_terminator();
    } else {
      i_ += char_size(s_, i_);
    }
    if (i_ > begin_ && i_ - begin_ >= kMaxSentence) force_end();
  }
  end_sentence(s_.size());
  return std::move(out_);
}

void Splitter::end_sentence(size_t end) {
  size_t begin = begin_;
  while (begin < end && s_[begin] == ' ') ++begin;
  size_t stop = end;
  while (stop > begin && s_[stop - 1] == ' ') --stop;
  if (stop > begin) out_.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(stop)});
  begin_ = end;
}

void Splitter::force_end() {
  size_t end = last_blank_ > begin_ ? last_blank_ : i_;
  while (end > begin_ + 4 && end < s_.size() &&
         (static_cast<unsigned char>(s_[end]) & 0xC0) == 0x80)
    --end;
  end_sentence(end);
  i_ = std::max(i_, end);
}

bool Splitter::line_ends(const Block::Break& b) const {
  size_t end = b.at;
  while (end > begin_ && s_[end - 1] == ' ') --end;
  if (end <= begin_) return false;
  std::string_view last = last_char(s_, end);
  if (last == "," || last == "、") return false;
  if (b.hard) {
    bool list_like = block_.kind == BlockKind::kTableCell || block_.kind == BlockKind::kCode;
    return list_like || !one_of(last, kConnectives);
  }
  if (last == "." || last == "!" || last == "?" || last == "…" || last == "~" || last == ":")
    return true;
  if (is_symbol_at(s_, end - last.size()) || is_jamo_at(s_, end - last.size())) return true;
  return one_of(last, kLineFinals);
}

void Splitter::at_break() {
  const Block::Break& b = block_.breaks[next_break_++];
  if (b.at > begin_ && line_ends(b)) {
    end_sentence(b.at);
    i_ = std::max(i_, begin_);
  }
}

// After everything that may follow the sign: more signs, quotes, brackets, emoji, ㅎㅎ.
size_t Splitter::after_terminators(size_t i) const {
  while (i < s_.size()) {
    std::string_view c = s_.substr(i, char_size(s_, i));
    bool sign = c == "." || c == "!" || c == "?" || c == "…" || c == "~" || c == "^" || c == ";" ||
                c == "。";
    if (!sign && !one_of(c, kClosers) && !is_symbol_at(s_, i) && !is_jamo_at(s_, i)) break;
    i += c.size();
  }
  return i;
}

// Whether the sentence goes on behind ! ? or a quote ("합격! 을").
bool Splitter::goes_on(size_t after) const {
  size_t word = after;
  while (word < s_.size() && s_[word] == ' ') ++word;
  size_t end = word;
  while (end < s_.size() && s_[end] != ' ' && s_[end] != ',' && end - word < 16) ++end;
  return one_of(s_.substr(word, end - word), kGoesOn);
}

// Whether the sign stands in a quotation that is closed soon and quoted on ("네! 할래요"라고 ...).
bool Splitter::inside_quote(size_t begin, size_t after) const {
  std::string_view sentence = s_.substr(begin_, begin - begin_);
  size_t open = sentence.rfind("“");
  bool curly = open != std::string_view::npos && sentence.find("”", open) == std::string_view::npos;
  bool straight = std::count(sentence.begin(), sentence.end(), '"') % 2 == 1;
  if (!curly && !straight) return false;
  std::string_view close = curly ? "”" : "\"";
  size_t end = s_.substr(0, std::min(s_.size(), after + kMaxQuotation)).find(close, begin);
  if (end == std::string_view::npos || end < after) return false;
  return is_hangul_at(s_, end + close.size()) || goes_on(end + close.size());
}

// Whether the single point at `begin` ends a sentence; `after` is where the text goes on.
bool Splitter::point_ends(size_t begin, size_t after) const {
  size_t word = begin;
  while (word > begin_ && s_[word - 1] != ' ' && begin - word < 16) --word;
  std::string_view before = s_.substr(word, begin - word);
  if (before.empty()) return false;
  bool at_start = word == begin_ || (word == begin_ + 1 && s_[begin_] == ' ');
  bool number = std::all_of(before.begin(), before.end(), [](char c) { return is_digit(c); });
  size_t next = after;
  while (next < s_.size() && s_[next] == ' ') ++next;
  if (is_digit(before.back()) && next < s_.size() && is_digit(s_[next])) return false;
  if (number && at_start && before.size() <= 3) return false;
  // "2021. 12. 30. 입사": the last point of a date.
  bool date_before = word > begin_ + 2 && s_[word - 2] == '.' && is_digit(s_[word - 3]);
  if (number && (date_before || goes_on(after))) return false;
  if (is_latin(before.back())) {
    std::string lower = fold_case(before);
    if (one_of(std::string_view(lower), kAbbreviations)) return false;
    if (before.size() == 1 && before[0] >= 'A' && before[0] <= 'Z') return false;
  }
  return true;
}

void Splitter::at_terminator() {
  size_t begin = i_;
  bool asks = s_[begin] == '!' || s_[begin] == '?';
  size_t after = after_terminators(begin);
  i_ = after;
  if (begin <= begin_) return;
  // "(?)" and "(!)" comment on a word.
  if (asks && s_[begin - 1] == '(') return;
  bool blank = after >= s_.size() || s_[after] == ' ';
  std::string_view before = last_char(s_, begin);
  bool final_before = one_of(before, kFinals);
  if (!blank) {
    // "했다.그래서": only after a sound ending, and only where a new word can begin.
    bool glued = s_[begin] == '.' && after == begin + 1 && one_of(before, kLineFinals) &&
                 is_hangul_at(s_, after);
    if (glued) end_sentence(after);
    return;
  }
  std::string_view signs = s_.substr(begin, after - begin);
  bool has_ask = signs.find_first_of("!?") != std::string_view::npos;
  bool ellipsis =
      signs.find("..") != std::string_view::npos || signs.find("…") != std::string_view::npos;
  bool closes = signs.size() > 1 && !ellipsis;
  if ((has_ask || closes) && goes_on(after)) return;
  bool ends = has_ask || (ellipsis ? final_before : point_ends(begin, after));
  if (ends && !inside_quote(begin, after)) end_sentence(after);
}

}  // namespace

std::vector<Span> split_sentences(const Block& block) {
  return Splitter(block).run();
}

void append_sentences(const Block& block, int32_t heading, std::vector<Sentence>& out) {
  size_t first_run = 0;
  size_t first_mark = 0;
  std::vector<Mark> marks = block.marks;
  std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  for (Span span : split_sentences(block)) {
    Sentence s;
    s.text.assign(span.in(block.text));
    s.block = block.kind;
    s.list_depth = block.list_depth;
    s.quoted = block.quoted;
    s.paragraph = block.paragraph;
    s.heading = heading;
    while (first_run + 1 < block.runs.size() && block.runs[first_run + 1].at <= span.begin)
      ++first_run;
    for (size_t i = first_run; i < block.runs.size() && block.runs[i].at <= span.end; ++i) {
      const Sentence::Run& run = block.runs[i];
      uint32_t from = std::max(run.at, span.begin);
      uint32_t to = std::min(run.at + run.length, span.end);
      if (to > from)
        s.runs.push_back({from - span.begin, run.source + (from - run.at), to - from});
      else if (from <= span.end)
        s.runs.push_back({from - span.begin, run.source + std::min(from - run.at, run.length), 0});
    }
    while (first_mark < marks.size() && marks[first_mark].span.end < span.begin) ++first_mark;
    for (size_t i = first_mark; i < marks.size() && marks[i].span.begin <= span.end; ++i) {
      uint32_t from = std::max(marks[i].span.begin, span.begin);
      uint32_t to = std::min(marks[i].span.end, span.end);
      if (to >= from && (to > from || marks[i].span.empty()))
        s.marks.push_back({marks[i].kind, {from - span.begin, to - span.begin}, marks[i].target});
    }
    out.push_back(std::move(s));
  }
}

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// Line by line: a headline "... 카테고리의 다른 글" begins a list that lasts while its lines are
// dated; a line that is a button label or a date and nothing else is cut by itself.
#include "parser/document/chrome.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/unicode.h"

namespace hoego::parser {
namespace {

constexpr size_t kMaxLine = 400;     // chrome lines are short
constexpr int kBylineLines = 12;     // a byline stands at the top
constexpr int kMaxUndatedLines = 1;  // in a list of other posts

constexpr std::array<std::string_view, 5> kListHeads = {
    "카테고리의 다른 글", "카테고리의 다른글", "관련 글", "관련된 글 목록", "이 블로그의 다른 글"};

constexpr std::array<std::string_view, 46> kLabels = {"공유하기",
                                                      "게시글 관리",
                                                      "게시글관리",
                                                      "구독하기",
                                                      "저작자표시",
                                                      "저작자 표시",
                                                      "좋아요",
                                                      "댓글",
                                                      "댓글쓰기",
                                                      "댓글 쓰기",
                                                      "공감",
                                                      "신고하기",
                                                      "URL 복사",
                                                      "url 복사",
                                                      "카카오톡",
                                                      "페이스북",
                                                      "트위터",
                                                      "엑스",
                                                      "카카오스토리",
                                                      "로그인",
                                                      "팔로우",
                                                      "팔로잉",
                                                      "통계",
                                                      "목록 보기",
                                                      "목록보기",
                                                      "이전 글",
                                                      "다음 글",
                                                      "이전글",
                                                      "다음글",
                                                      "이전 포스트",
                                                      "다음 포스트",
                                                      "반응형",
                                                      "728x90",
                                                      "320x100",
                                                      "본문 바로가기",
                                                      "검색",
                                                      "글쓰기",
                                                      "관리",
                                                      "태그",
                                                      "티스토리툴바",
                                                      "프로필",
                                                      "이웃추가",
                                                      "본문 기타 기능",
                                                      "댓글 작성",
                                                      "댓글을 작성하세요",
                                                      "이 글에 공감한 블로거 열고 닫기"};

constexpr std::array<std::string_view, 6> kLabelStarts = {"Designed by", "Powered by", "좋아요 ",
                                                          "작성 시간",   "조회수 ",    "댓글 "};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

std::string_view trim(std::string_view s) {
  while (!s.empty() && is_blank(s.front())) s.remove_prefix(1);
  while (!s.empty() && is_blank(s.back())) s.remove_suffix(1);
  return s;
}

struct Cursor {
  std::string_view s;
  size_t i;

  bool number(size_t min, size_t max, int& value) {
    size_t n = 0;
    value = 0;
    while (n < max && i + n < s.size() && is_digit(s[i + n]))
      value = value * 10 + (s[i + n++] - '0');
    if (n < min || (i + n < s.size() && is_digit(s[i + n]))) return false;
    i += n;
    return true;
  }
  bool word(std::string_view w) {
    if (!s.substr(i).starts_with(w)) return false;
    i += w.size();
    return true;
  }
  void blanks() {
    while (i < s.size() && is_blank(s[i])) ++i;
  }
  bool separator() {
    size_t before = i;
    blanks();
    bool found = word("년") || word("월") || word(".") || word("-") || word("/");
    if (!found) i = before;
    blanks();
    return found;
  }
};

std::optional<FoundDate> numeric_date(std::string_view line, size_t at) {
  Cursor c{line, at};
  int year = 0, month = 0, day = 0;
  if (!c.number(4, 4, year) || year < 1990 || year > 2100) return std::nullopt;
  if (!c.separator() || !c.number(1, 2, month) || month < 1 || month > 12) return std::nullopt;
  if (c.separator() && c.number(1, 2, day) && is_valid({year, month, day})) {
    c.word("일");
    c.word(".");
    return FoundDate{Edtf::of_day(year, month, day),
                     {static_cast<uint32_t>(at), static_cast<uint32_t>(c.i)}};
  }
  return std::nullopt;
}

std::optional<FoundDate> english_date(std::string_view line, size_t at) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  std::string word;
  size_t i = at;
  while (i < line.size() && word.size() < 10 &&
         ((line[i] | 0x20) >= 'a' && (line[i] | 0x20) <= 'z'))
    word.push_back(static_cast<char>(line[i++] | 0x20));
  if (word.size() < 3) return std::nullopt;
  int month = 0;
  for (size_t m = 0; m < kMonths.size(); ++m)
    if (word.starts_with(kMonths[m])) month = static_cast<int>(m) + 1;
  if (month == 0) return std::nullopt;
  Cursor c{line, i};
  c.word(".");
  c.blanks();
  int day = 0, year = 0;
  if (!c.number(1, 2, day)) return std::nullopt;
  if (!c.word("st") && !c.word("nd") && !c.word("rd")) c.word("th");
  if (!c.word(",")) c.word(".");
  c.blanks();
  if (!c.number(4, 4, year) || !is_valid({year, month, day})) return std::nullopt;
  return FoundDate{Edtf::of_day(year, month, day),
                   {static_cast<uint32_t>(at), static_cast<uint32_t>(c.i)}};
}

bool is_label(std::string_view line) {
  if (std::find(kLabels.begin(), kLabels.end(), line) != kLabels.end()) return true;
  if (line.ends_with("개의 댓글") && is_digit(line.front())) return true;
  for (std::string_view start : kLabelStarts)
    if (line.starts_with(start) && line.size() <= start.size() + 24) return true;
  if (line == "통계 · 수정 · 삭제" || line == "수정 · 삭제") return true;
  return false;
}

// What is left of a date line without the date and the words that go with it: nothing, or the name
// of who wrote ("솔바람 · 2022. 12. 30. 23:15"), or more, and then it is no date line.
std::string rest_of_date_line(std::string_view line, const FoundDate& found) {
  std::string rest(line.substr(0, found.span.begin));
  rest += line.substr(found.span.end);
  constexpr std::array<std::string_view, 18> kNoise = {
      "작성일", "작성시간", "작성 시간", "작성", "수정",     "발행",      "게시", "등록일", "오전",
      "오후",   "시",       "분",        "초",   "min read", "Posted on", "by ",  "By ",    "·"};
  for (std::string_view word : kNoise)
    for (size_t at = rest.find(word); at != std::string::npos; at = rest.find(word))
      rest.erase(at, word.size());
  std::erase_if(rest, [](char c) {
    return is_digit(c) || is_blank(c) || c == ':' || c == '.' || c == '|' || c == ',' || c == '-';
  });
  return rest;
}

bool is_byline_name(std::string_view rest) {
  return count_code_points(rest) <= 16 &&
         rest.find_first_of("()[]/~!?\"'") == std::string_view::npos;
}

class ChromeCutter {
 public:
  ChromeCutter(std::string& text, Span body, bool copied)
      : text_(text), body_(body), copied_(copied) {}

  std::vector<ChromeEntry> run();

 private:
  bool list_line(std::string_view line, size_t begin);
  bool single_line(std::string_view line, size_t begin);
  void entry(std::string_view line, size_t begin, const FoundDate& found, bool titled);
  void blank(size_t begin, size_t size);

  std::string& text_;
  Span body_;
  bool copied_;
  bool in_list_ = false;
  int undated_ = 0;
  int lines_ = 0;  // that are not blank
  std::vector<ChromeEntry> entries_;
};

std::vector<ChromeEntry> ChromeCutter::run() {
  size_t at = body_.begin;
  while (at < body_.end) {
    size_t end = std::min<size_t>(text_.find('\n', at), body_.end);
    std::string_view line = trim(std::string_view(text_).substr(at, end - at));
    size_t begin = static_cast<size_t>(line.data() - text_.data());
    at = end + 1;
    if (line.empty()) continue;
    ++lines_;
    if (line.size() > kMaxLine) continue;
    bool cut = in_list_ && list_line(line, begin);
    if (!cut) cut = single_line(line, begin);
    if (cut) blank(begin, line.size());
  }
  return std::move(entries_);
}

void ChromeCutter::entry(std::string_view line, size_t begin, const FoundDate& found, bool titled) {
  ChromeEntry e;
  e.date = found.date;
  e.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + line.size())};
  if (titled) {
    std::string_view title = line.substr(0, found.span.begin);
    while (!title.empty() && (is_blank(title.back()) || title.back() == '|'))
      title.remove_suffix(1);
    while (!title.empty() && (is_blank(title.front()) || title.front() == '|'))
      title.remove_prefix(1);
    e.title = nfc(title);
  }
  entries_.push_back(std::move(e));
}

// Whether the line still belongs to a list of other posts.
bool ChromeCutter::list_line(std::string_view line, size_t begin) {
  if (line.find_first_not_of("|-: ") == std::string_view::npos) return true;
  if (std::optional<FoundDate> found = find_date(line)) {
    undated_ = 0;
    entry(line, begin, *found, true);
    return true;
  }
  if (++undated_ <= kMaxUndatedLines && line.size() < 150 && !line.ends_with("다.")) return true;
  in_list_ = false;
  return false;
}

bool ChromeCutter::single_line(std::string_view line, size_t begin) {
  for (std::string_view head : kListHeads) {
    if (line.size() > 120 || !line.ends_with(head)) continue;
    if (head.starts_with("관련") && !copied_) continue;
    in_list_ = true;
    undated_ = 0;
    return true;
  }
  if (!copied_) return false;
  if (is_label(line)) return true;
  if (line.size() > 80) return false;
  std::optional<FoundDate> found = find_date(line);
  if (!found) return false;
  std::string rest = rest_of_date_line(line, *found);
  bool byline = lines_ <= kBylineLines && line.find("·") != std::string_view::npos;
  byline |= lines_ <= kBylineLines && (line.starts_with("by ") || line.starts_with("By "));
  if (!rest.empty() && !(byline && is_byline_name(rest))) return false;
  entry(line, begin, *found, false);
  entries_.back().byline = nfc(rest);
  return true;
}

void ChromeCutter::blank(size_t begin, size_t size) {
  std::fill_n(text_.begin() + static_cast<std::ptrdiff_t>(begin), size, ' ');
}

}  // namespace

std::optional<FoundDate> find_date(std::string_view line) {
  for (size_t i = 0; i < line.size(); ++i) {
    bool starts = i == 0 || !is_digit(line[i - 1]);
    if (starts && is_digit(line[i])) {
      if (auto found = numeric_date(line, i)) return found;
    }
    bool letter = (line[i] | 0x20) >= 'a' && (line[i] | 0x20) <= 'z';
    bool after_letter = i > 0 && (line[i - 1] | 0x20) >= 'a' && (line[i - 1] | 0x20) <= 'z';
    if (letter && !after_letter) {
      if (auto found = english_date(line, i)) return found;
    }
  }
  return std::nullopt;
}

std::vector<ChromeEntry> cut_chrome(std::string& working, Span body, bool copied) {
  return ChromeCutter(working, body, copied).run();
}

}  // namespace hoego::parser

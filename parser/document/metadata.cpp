// SPDX-License-Identifier: Apache-2.0
// Author, date and reviewed years of a post. Each question is a list of readers tried in order;
// the first that answers names itself in the rule.
#include "parser/document/metadata.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "base/unicode.h"
#include "parser/document/chrome.h"
#include "parser/lexicon/phrases.h"

namespace hoego::parser {
namespace {

constexpr size_t kOpeningSentences = 12;  // a post says in its opening what it looks back on

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_latin(char c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

bool contains(std::string_view text, std::string_view what) {
  return text.find(what) != std::string_view::npos;
}

template <size_t N>
bool contains_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](auto w) { return contains(text, w); });
}

std::string_view trim(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

// --- years in short texts
// -------------------------------------------------------------------------

struct YearMention {
  int year;
  Span span;
};

// "2021년", "2021", "21년" (two digits only with 년 or 년도), years 1990 to 2099.
std::vector<YearMention> years_in(std::string_view text) {
  std::vector<YearMention> years;
  for (size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    size_t word = end;
    while (word < text.size() && text[word] == ' ') ++word;
    bool nyeon = text.substr(word).starts_with("년") && !text.substr(word).starts_with("년차") &&
                 !text.substr(word).starts_with("년간");
    int value = end - i <= 4 ? std::stoi(std::string(text.substr(i, end - i))) : 0;
    if (end - i == 2 && nyeon && word == end && value >= 5 && value < 60) value += 2000;
    bool glued = i > 0 && (is_latin(text[i - 1]) || text[i - 1] == '.');
    if (value >= 1990 && value < 2100 && !glued)
      years.push_back(
          {value, {static_cast<uint32_t>(i), static_cast<uint32_t>(nyeon ? word + 3 : end)}});
    i = end;
  }
  return years;
}

constexpr std::array<std::string_view, 26> kReviewWords = {
    "회고",   "돌아보",       "되돌아",       "뒤돌아",       "돌이켜", "정리",  "결산",
    "마무리", "보내며",       "보내면서",     "마치며",       "갈무리", "리뷰",  "후기",
    "review", "Review",       "retrospect",   "Retrospect",   "recap",  "Recap", "Adieu",
    "adieu",  "looking back", "Looking back", "Looking Back", "year in"};
constexpr std::array<std::string_view, 10> kPlanWords = {
    "계획", "목표", "다짐", "맞이", "시작", "위시리스트", "바라는", "기대", "plan", "goal"};

// Years of a title that are reviewed: not those that the words right behind make a plan.
std::vector<int> reviewed_years(std::string_view title) {
  std::vector<int> years;
  std::vector<YearMention> mentions = years_in(title);
  for (size_t i = 0; i < mentions.size(); ++i) {
    size_t end = i + 1 < mentions.size() ? mentions[i + 1].span.begin : title.size();
    std::string_view behind = title.substr(mentions[i].span.end, end - mentions[i].span.end);
    if (contains_any(behind, kPlanWords) && !contains_any(behind, kReviewWords)) continue;
    years.push_back(mentions[i].year);
  }
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  return years;
}

std::string_view file_name(std::string_view path) {
  size_t slash = path.rfind('/');
  std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  if (name.starts_with("index.") && slash != std::string_view::npos && slash > 0)
    return file_name(path.substr(0, slash));
  return name;
}

// "2021-retrospect" in a file name, behind its date if it has one.
std::string_view slug_of(std::string_view path) {
  std::string_view name = file_name(path);
  if (auto date = find_date(name); date && date->span.begin == 0)
    name.remove_prefix(date->span.end);
  return name;
}

std::vector<int> reviewed_in_opening(const Document& document) {
  std::vector<int> years;
  size_t n = std::min(document.sentences.size(), kOpeningSentences);
  for (size_t i = 0; i < n && years.empty(); ++i) {
    const std::string& text = document.sentences[i].text;
    for (const YearMention& mention : years_in(text)) {
      std::string_view behind = std::string_view(text).substr(mention.span.end, 60);
      constexpr std::array<std::string_view, 12> kLooks = {
          "되돌아", "돌아보", "돌아볼", "뒤돌아", "돌이켜",  "회고",
          "마무리", "정리",   "한 해",  "한해",   "나눌 수", "looking back"};
      if (contains_any(behind, kLooks)) years.push_back(mention.year);
    }
  }
  return years;
}

std::vector<int> looked_back_on(const Document& document) {
  auto with_review_word = [&](std::string_view text) {
    return contains_any(text, kReviewWords) ? reviewed_years(text) : std::vector<int>();
  };
  if (auto years = with_review_word(document.title); !years.empty()) return years;
  if (auto years = with_review_word(slug_of(document.path)); !years.empty()) return years;
  if (auto text = document.front.first_of({"description", "summary", "subtitle", "excerpt"}))
    if (auto years = with_review_word(*text); years.size() == 1) return years;
  return reviewed_in_opening(document);
}

// --- published
// ------------------------------------------------------------------------------------

std::optional<Edtf> date_of_unix_seconds(int64_t seconds) {
  int64_t z = seconds / 86400 + 719468;  // days since 0000-03-01
  int64_t era = z / 146097;
  int64_t doe = z - era * 146097;
  int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  int64_t mp = (5 * doy + 2) / 153;
  auto day = static_cast<int32_t>(doy - (153 * mp + 2) / 5 + 1);
  auto month = static_cast<int32_t>(mp < 10 ? mp + 3 : mp - 9);
  auto year = static_cast<int32_t>(yoe + era * 400 + (month <= 2 ? 1 : 0));
  if (year < 1990 || year > 2100) return std::nullopt;
  return Edtf::of_day(year, month, day);
}

// A date as front matter and file names write it: find_date's forms, "2022-05", "20220512",
// "2022", seconds or milliseconds since 1970.
std::optional<Edtf> loose_date(std::string_view text) {
  if (auto found = find_date(text)) return found->date;
  for (size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    std::string digits(text.substr(i, end - i));
    if (digits.size() == 10 || digits.size() == 13)
      return date_of_unix_seconds(std::stoll(digits.substr(0, 10)));
    if (digits.size() == 8 && (digits.starts_with("20") || digits.starts_with("19"))) {
      Day day{std::stoi(digits.substr(0, 4)), std::stoi(digits.substr(4, 2)),
              std::stoi(digits.substr(6))};
      if (is_valid(day)) return Edtf::of_day(day.year, day.month, day.day);
    }
    bool year = digits.size() == 4 && digits >= "1990" && digits < "2100";
    bool sign = end + 1 < text.size() &&
                (text[end] == '-' || text[end] == '.' || text[end] == '/' || text[end] == '_');
    if (year && sign && is_digit(text[end + 1])) {
      size_t stop = end + 1;
      while (stop < text.size() && is_digit(text[stop])) ++stop;
      int month =
          stop - end - 1 <= 2 ? std::stoi(std::string(text.substr(end + 1, stop - end - 1))) : 0;
      if (month >= 1 && month <= 12) return Edtf::of_month(std::stoi(digits), month);
    }
    i = end;
  }
  return std::nullopt;
}

struct Dated {
  Edtf date;
  std::string rule;
};

std::optional<Dated> date_in_front(const Document& document) {
  constexpr std::string_view kKeys[] = {
      "date",           "published", "publishedat",      "published_at", "publishdate",
      "publish_date",   "pubdate",   "pubdatetime",      "datetime",     "datepublished",
      "date_published", "created",   "createdat",        "created_at",   "createddate",
      "released_at",    "posted",    "작성일",           "날짜",         "time",
      "updated",        "lastmod",   "last_modified_at", "modified"};
  for (std::string_view key : kKeys) {
    const std::vector<std::string>* values = document.front.all_of(key);
    if (values == nullptr) continue;
    for (const std::string& value : *values)
      if (auto date = loose_date(value)) return Dated{*date, "front matter: " + std::string(key)};
  }
  return std::nullopt;
}

std::optional<Dated> date_in_path(const Document& document) {
  std::string_view path = document.path;
  for (int depth = 0; depth < 3 && !path.empty(); ++depth) {
    size_t slash = path.rfind('/');
    std::string_view part = slash == std::string_view::npos ? path : path.substr(slash + 1);
    std::string plain(part);
    std::replace(plain.begin(), plain.end(), '_', '-');
    bool starts = !plain.empty() && is_digit(plain.front());
    if (auto date = starts || find_date(plain) ? loose_date(plain) : std::nullopt)
      return Dated{*date, depth == 0 ? "file name" : "folder name"};
    path = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
  }
  if (auto date = find_date(document.path)) return Dated{date->date, "folder name"};
  for (std::string_view key : {"permalink", "slug", "url", "path"})
    if (auto value = document.front.first_of({key}))
      if (auto date = find_date(*value))
        return Dated{date->date, "front matter: " + std::string(key)};
  return std::nullopt;
}

// "23:12" at the end of a short line.
bool ends_with_clock(std::string_view text) {
  constexpr size_t kShort = 80;  // bytes
  if (text.size() < 6 || text.size() > kShort) return false;
  const std::string_view clock = text.substr(text.size() - 5);
  return is_digit(clock[1]) && clock[2] == ':' && is_digit(clock[3]) && is_digit(clock[4]) &&
         (is_digit(clock[0]) || clock[0] == ' ');
}

// "2021.12.30 아무개 씀", "— 작업 노트, 2024. 11. 23.": a date in the last line.
std::optional<Edtf> date_signed(const Document& document) {
  constexpr size_t kMore = 40;  // bytes beside the date
  std::string_view text = document.bytes;
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
    text.remove_suffix(1);
  const size_t line_end = text.rfind('\n');
  const std::string_view line =
      line_end == std::string_view::npos ? text : text.substr(line_end + 1);
  if (!line.starts_with("—") && !line.ends_with("씀") && !line.ends_with("적음"))
    return std::nullopt;
  const auto date = find_date(line);
  if (!date || date->date.precision != Precision::kDay) return std::nullopt;
  return line.size() - date->span.size() <= kMore ? std::optional(date->date) : std::nullopt;
}

// "Aug 11. 2024": a line that is nothing but a date, at the head of the text.
std::optional<Edtf> date_line(const Document& document) {
  constexpr int kLines = 8;
  constexpr size_t kMore = 8;  // bytes: a clock, a stop
  std::string_view rest = document.bytes;
  if (document.front.format != FrontMatter::Format::kNone) return std::nullopt;
  for (int i = 0; i < kLines && !rest.empty();) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.empty()) continue;
    ++i;
    const auto date = find_date(line);
    if (date && date->span.begin == 0 && line.size() - date->span.size() <= kMore)
      return date->date;
  }
  return std::nullopt;
}

// "오늘은 2022년 12월 31일", "2022.12.31에 쓰는", a line with the date alone.
std::optional<Dated> date_said(const Document& document) {
  for (const ChromeEntry& entry : document.chrome)
    if (entry.title.empty() && entry.date) return Dated{*entry.date, "date line"};
  // "소소한 기록 2021. 5. 30. 23:12" under the title of a page copied as text.
  for (size_t i = 0; i < std::min(document.sentences.size(), kOpeningSentences); ++i)
    if (const std::string_view text = document.sentences[i].text; ends_with_clock(text))
      if (auto date = find_date(text)) return Dated{date->date, "date line"};
  if (auto date = date_line(document)) return Dated{*date, "date line"};
  if (auto date = date_signed(document)) return Dated{*date, "last line"};
  static const Phrases kWriting = {
      "Created",         "생성일",         "Published", "작성 일시",     "오늘은",    "오늘인",
      "글을 쓰는 지금",  "글을 쓰고 있는", "작성일",    "작성하는 지금", "쓰는 지금", "현재 날짜",
      "As I am writing", "as of writing",  "today is",  "작성 시점"};
  for (const Sentence& s : document.sentences) {
    if (s.quoted || !kWriting.stand_in(s.text)) continue;
    if (auto date = find_date(s.text)) return Dated{date->date, "said in the text"};
  }
  return std::nullopt;
}

// "글또 10기 다짐글": the cohort's start; "... 회고", "... 수료 후기": its end.
std::optional<Dated> date_of_cohort(std::string_view text, const Lexicon& lexicon) {
  for (const LexiconRow& row : lexicon.table("cohorts")) {
    std::string_view names = row.fields[0];
    std::string_view name = names.substr(0, names.find('|'));
    std::string_view cohort = row.get("cohort");
    for (std::string_view between : {" ", ""}) {
      std::string what = std::string(name) + std::string(between) + std::string(cohort);
      size_t at = text.find(what);
      if (at == std::string::npos) continue;
      const Lexicon::Cohort* dates = lexicon.cohort(name, cohort);
      if (dates == nullptr) continue;
      constexpr std::array<std::string_view, 9> kEnds = {
          "회고", "수료", "마무리", "마치며", "마지막 글", "끝나", "후기", "돌아보", "졸업"};
      bool ended = contains_any(text.substr(at, 80), kEnds);
      return Dated{(ended ? dates->end : dates->start).approx(), "cohort calendar: " + what};
    }
  }
  return std::nullopt;
}

std::string opening_of(const Document& document) {
  std::string opening = document.title + " ";
  if (auto text = document.front.first_of({"description", "summary", "subtitle"}))
    opening += *text + " ";
  for (size_t i = 0; i < std::min<size_t>(document.sentences.size(), 5); ++i)
    opening += document.sentences[i].text + " ";
  return opening;
}

// A cohort that is joined somewhere further on in the text.
std::optional<Dated> date_of_joining(const Document& document, const Lexicon& lexicon) {
  static const Phrases kJoins = {"참여", "지원", "시작", "합류", "합격", "다짐", "들어", "활동"};
  for (const Sentence& s : document.sentences) {
    if (s.quoted || !kJoins.stand_in(s.text)) continue;
    if (auto date = date_of_cohort(s.text, lexicon)) return date;
  }
  return std::nullopt;
}

// "2022년 상반기 회고" -> 2022-06~, "2022년 3분기" -> 2022-09~, "2022년 8월" -> 2022-08~, else the
// year's end.
Edtf end_of_period(int year, std::string_view behind) {
  if (contains(behind, "상반기")) return Edtf::of_month(year, 6, true);
  for (int quarter = 1; quarter <= 4; ++quarter)
    if (contains(behind, std::to_string(quarter) + "분기"))
      return Edtf::of_month(year, 3 * quarter, true);
  for (int month = 12; month >= 1; --month)
    if (contains(behind, std::to_string(month) + "월")) return Edtf::of_month(year, month, true);
  return Edtf::of_month(year, 12, true);
}

std::optional<Dated> date_of_review(const Document& document, const std::vector<int>& years) {
  if (!years.empty()) {
    int year = years.back();
    std::string where = document.title;
    size_t at = where.find(std::to_string(year));
    std::string_view behind =
        at == std::string::npos ? std::string_view() : std::string_view(where).substr(at, 60);
    return Dated{end_of_period(year, behind), "reviews " + std::to_string(year)};
  }
  for (const YearMention& mention : years_in(document.title)) {
    std::string_view behind = std::string_view(document.title).substr(mention.span.end);
    if (contains_any(behind, kPlanWords))
      return Dated{Edtf::of_month(mention.year, 1, true), "plans " + std::to_string(mention.year)};
  }
  return std::nullopt;
}

bool is_later(const Edtf& a, const Edtf& b) {
  return b.bounds().first < a.bounds().first;
}

// The newest dated line around the post.
std::optional<Dated> date_of_chrome(const Document& document) {
  std::optional<Dated> newest;
  for (const ChromeEntry& entry : document.chrome) {
    if (!entry.date) continue;
    Edtf month = Edtf::of_month(entry.date->year, entry.date->part, true);
    if (!newest || is_later(month, newest->date)) newest = Dated{month, "dates of other posts"};
  }
  return newest;
}

// "2022년 3월" and the like in prose, unless it is planned.
void note_months(std::string_view text, std::optional<Dated>& newest) {
  for (const YearMention& mention : years_in(text)) {
    size_t i = mention.span.end;
    while (i < text.size() && (text[i] == ' ' || text[i] == '.' || text[i] == '/')) ++i;
    size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end == i || end - i > 2) continue;
    int month = std::stoi(std::string(text.substr(i, end - i)));
    bool said = text.substr(end).starts_with("월") || (end - i == 2 && text[i - 1] == '.');
    if (month < 1 || month > 12 || !said) continue;
    Edtf date = Edtf::of_month(mention.year, month, true);
    if (!newest || is_later(date, newest->date)) newest = Dated{date, "newest month in the text"};
  }
}

std::optional<Dated> date_of_months(const Document& document) {
  static const Phrases kFuture = {"예정", "계획", "목표", "까지 ", "내년", "할 것", "하려", "싶다"};
  std::optional<Dated> newest;
  for (const Sentence& s : document.sentences) {
    const bool note = s.quoted && contains(s.text, "이 글은");  // the author's own, on the post
    if ((!s.quoted || note) && !kFuture.stand_in(s.text)) note_months(s.text, newest);
  }
  return newest;
}

// The newest year that the text speaks of; its end where the post speaks of a year gone by.
std::optional<Dated> date_of_years(const Document& document) {
  static const Phrases kYearGone = {"올 한 해", "올 한해", "연말", "한 해", "내년", "새해"};
  static const Phrases kFuture = {"예정", "계획", "목표", "까지 ", "되길"};
  int newest = 0;
  bool gone = false;
  for (const Sentence& s : document.sentences) {
    gone |= kYearGone.stand_in(s.text);
    if (s.quoted || kFuture.stand_in(s.text)) continue;
    for (const YearMention& mention : years_in(s.text))
      if (mention.span.in(s.text).ends_with("년")) newest = std::max(newest, mention.year);
  }
  if (newest == 0) return std::nullopt;
  Edtf date = gone ? Edtf::of_month(newest, 12, true) : Edtf::of_year(newest, true);
  return Dated{date, "newest year in the text"};
}

// What the text and its surroundings let one work out: the later of months said and posts around.
std::optional<Dated> date_worked_out(const Document& document) {
  std::optional<Dated> chrome = date_of_chrome(document);
  std::optional<Dated> months = date_of_months(document);
  if (chrome && months) return is_later(months->date, chrome->date) ? months : chrome;
  if (chrome || months) return chrome ? chrome : months;
  return date_of_years(document);
}

// "10기를 함께하는 분들": cohorts without the name of the programme, whose name stands elsewhere.
// The first of them that was not over yet when the newest of the dates told had come.
std::optional<Dated> date_of_bare_cohort(const Document& document, const Lexicon& lexicon,
                                         const Edtf& newest) {
  std::optional<Dated> first;
  for (const LexiconRow& row : lexicon.table("cohorts")) {
    const std::string_view names = row.fields[0];
    const std::string_view name = names.substr(0, names.find('|'));
    const Lexicon::Cohort* dates = lexicon.cohort(name, row.get("cohort"));
    if (dates == nullptr || is_later(newest, dates->start)) continue;
    if (first && is_later(dates->start, first->date)) continue;
    bool named = contains(document.title, name);
    bool numbered = false;
    for (const Sentence& s : document.sentences) {
      named = named || contains(s.text, name);
      const size_t at = s.quoted ? std::string::npos : s.text.find(row.get("cohort"));
      numbered = numbered || (at != std::string::npos && (at == 0 || s.text[at - 1] == ' '));
    }
    if (named && numbered) {
      first = Dated{dates->start.approx(), "cohort calendar: " + std::string(row.get("cohort"))};
    }
  }
  return first;
}

// A cohort tells when the post was written unless the post tells of later months.
std::optional<Dated> date_of_cohorts(const Document& document, const Lexicon& lexicon,
                                     std::optional<Dated> cohort) {
  std::optional<Dated> told = date_of_chrome(document);
  if (auto months = date_of_months(document))
    if (!told || is_later(months->date, told->date)) told = months;
  if (!told || !is_later(told->date, cohort->date)) return cohort;
  if (auto bare = date_of_bare_cohort(document, lexicon, told->date)) return bare;
  return told;
}

std::optional<Dated> read_published(const Document& document, const Lexicon& lexicon,
                                    const std::vector<int>& years) {
  if (auto date = date_in_front(document)) return date;
  if (auto date = date_in_path(document)) return date;
  if (auto date = date_said(document)) return date;
  bool title_reviews = !reviewed_years(document.title).empty();
  if (!title_reviews)
    if (auto date = date_of_cohort(opening_of(document), lexicon))
      return date_of_cohorts(document, lexicon, date);
  if (auto date = date_of_review(document, years)) return date;
  if (auto date = date_of_joining(document, lexicon))
    return date_of_cohorts(document, lexicon, date);
  return date_worked_out(document);
}

// --- author
// ---------------------------------------------------------------------------------------

struct Named {
  std::string name;
  std::string rule;
};

std::optional<Named> author_in_front(const Document& document) {
  for (std::string_view key :
       {"author", "authors", "writer", "by", "author.name", "작성자", "글쓴이"}) {
    if (auto name = document.front.first_of({key})) {
      std::string_view value = trim(*name);
      if (value.starts_with("@")) value.remove_prefix(1);
      if (!value.empty() && count_code_points(value) <= 40)
        return Named{std::string(value), "front matter: " + std::string(key)};
    }
  }
  return std::nullopt;
}

// A word that can be a name: Hangul of 2 to 5 syllables, or Latin letters and digits.
bool is_name_like(std::string_view word) {
  if (word.empty()) return false;
  size_t n = count_code_points(word);
  if (std::all_of(word.begin(), word.end(),
                  [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
    return n >= 2 && n <= 5;
  return is_latin(word.front()) && n >= 2 && n <= 30 &&
         std::all_of(word.begin(), word.end(),
                     [](char c) { return is_latin(c) || is_digit(c) || c == '_' || c == '-'; });
}

bool strip_suffix(std::string_view& word, std::string_view suffix) {
  if (!word.ends_with(suffix)) return false;
  word.remove_suffix(suffix.size());
  return true;
}

std::string_view unquoted(std::string_view s) {
  s = trim(s);
  for (std::string_view q : {"'", "\"", "‘", "’", "“", "”", "`", "*"}) {
    if (s.starts_with(q)) s.remove_prefix(q.size());
    if (s.ends_with(q)) s.remove_suffix(q.size());
  }
  return s;
}

// The last word before `end`, up to `words` blanks further left when it is quoted.
std::string_view word_before(std::string_view text, size_t end) {
  text = trim(text.substr(0, end));
  size_t blank = text.rfind(' ');
  return unquoted(blank == std::string_view::npos ? text : text.substr(blank + 1));
}

// "'허니몬'이라는 이름으로", "저는 X라는 닉네임을": the name that the author goes by.
std::optional<std::string> called_name(std::string_view text) {
  static const Phrases kI = {"나는", "저는", "내가", "제가", "필자는", "내 ", "제 ", "나를"};
  if (!kI.stand_in(text)) return std::nullopt;
  for (std::string_view noun :
       {" 이름으로", " 이름을", " 닉네임", " 필명", " 아이디", " 활동명", " 별명"}) {
    size_t at = text.find(noun);
    if (at == std::string_view::npos) continue;
    std::string_view word = word_before(text, at);
    if (!strip_suffix(word, "이라는") && !strip_suffix(word, "라는") && !strip_suffix(word, "란"))
      continue;
    word = unquoted(word);
    if (is_name_like(word)) return std::string(word);
  }
  return std::nullopt;
}

// "제 이름은 X입니다", "안녕하세요, X입니다".
std::optional<std::string> introduced_name(std::string_view text, const Lexicon& lexicon) {
  for (std::string_view start : {"제 이름은 ", "내 이름은 ", "안녕하세요, ", "안녕하세요 ",
                                 "안녕하세요! ", "저는 ", "My name is ", "I'm ", "I am "}) {
    size_t at = text.find(start);
    if (at == std::string_view::npos) continue;
    std::string_view rest = text.substr(at + start.size());
    std::string_view word = rest.substr(0, rest.find_first_of(" .,!"));
    bool copula = strip_suffix(word, "입니다") || strip_suffix(word, "이에요") ||
                  strip_suffix(word, "예요") || strip_suffix(word, "이다") || start.front() == 'M';
    word = unquoted(word);
    bool role = false;
    for (const LexiconMatch& match : lexicon.find_all(word)) role |= match.row->table != "slips";
    if (copula && is_name_like(word) && !role) return std::string(word);
  }
  return std::nullopt;
}

// A sign-off in a line of its own: "- 장기효", "장기효 드림".
std::optional<std::string> signed_name(const Document& document, const Sentence& s) {
  std::string_view text = s.text;
  std::string_view word = text;
  if (!strip_suffix(word, " 드림") && !strip_suffix(word, " 올림") && !strip_suffix(word, " 씀")) {
    bool alone = s.block == BlockKind::kListItem && s.list_depth == 1 &&
                 count_code_points(text) == 3 && std::all_of(text.begin(), text.end(), [](char c) {
                   return static_cast<unsigned char>(c) >= 0x80;
                 });
    if (!alone) return std::nullopt;
    // Paragraphs are numbered in order, so the neighbours stand together.
    const auto around = std::lower_bound(
        document.sentences.begin(), document.sentences.end(), s.paragraph,
        [](const Sentence& o, uint32_t paragraph) { return o.paragraph + 1 < paragraph; });
    const auto beyond = std::find_if(around, document.sentences.end(), [&](const Sentence& o) {
      return o.paragraph > s.paragraph + 1;
    });
    const auto same = std::count_if(
        around, beyond, [](const Sentence& o) { return o.block == BlockKind::kListItem; });
    if (same != 1) return std::nullopt;  // an item of a real list
  }
  word = unquoted(word);
  if (!is_name_like(word)) return std::nullopt;
  return std::string(word);
}

// The author speaks to herself: "좀 더 분발하자 태태태." "수고했다 X야."
std::optional<std::string> self_addressed(std::string_view text) {
  constexpr std::array<std::string_view, 12> kCheers = {
      "분발하자", "힘내자",   "잘하자",   "화이팅",   "파이팅",   "가보자",
      "고생했다", "수고했다", "고생했어", "수고했어", "잘해보자", "열심히 하자"};
  static const Phrases kAnyCheer{kCheers};
  if (!kAnyCheer.stand_in(text)) return std::nullopt;
  for (std::string_view cheer : kCheers) {
    size_t at = text.find(cheer);
    if (at == std::string_view::npos) continue;
    std::string_view rest = trim(text.substr(at + cheer.size()));
    if (rest.starts_with(",")) rest = trim(rest.substr(1));
    std::string_view word = rest.substr(0, rest.find_first_of(" .!~"));
    std::string_view behind = trim(rest.substr(word.size()));
    while (!behind.empty() &&
           (behind.front() == '.' || behind.front() == '!' || behind.front() == '~'))
      behind.remove_prefix(1);
    if (word.empty() || !trim(behind).empty()) continue;
    if (!strip_suffix(word, "아")) strip_suffix(word, "야");
    constexpr std::array<std::string_view, 10> kNoNames = {
        "나", "우리", "모두", "다들", "내년", "올해", "여러분", "진짜", "정말", "나도"};
    if (is_name_like(word) && std::find(kNoNames.begin(), kNoNames.end(), word) == kNoNames.end())
      return std::string(word);
  }
  return std::nullopt;
}

// A colleague's quoted question that begins with the name: "> ep, 이거 어떻게 되는지 아세요?"
std::optional<std::string> addressed_name(const Sentence& s) {
  if (!s.quoted) return std::nullopt;
  std::string_view text = s.text;
  size_t comma = text.find(", ");
  if (comma == std::string_view::npos || comma > 40) return std::nullopt;
  if (!contains(text, "세요") && !contains(text, "나요") && !contains(text, "까요"))
    return std::nullopt;
  std::string_view word = text.substr(0, comma);
  bool latin =
      std::all_of(word.begin(), word.end(), [](char c) { return is_latin(c) || is_digit(c); });
  bool polite = strip_suffix(word, "님") || strip_suffix(word, "씨");
  if ((!latin && !polite) || !is_name_like(word)) return std::nullopt;
  return std::string(word);
}

// "utilForever의 2021 회고": a handle in Latin letters in the title.
std::optional<std::string> name_in_title(std::string_view title) {
  size_t at = title.find("의 ");
  if (at == std::string_view::npos || !contains_any(title, kReviewWords)) return std::nullopt;
  std::string_view word = word_before(title, at);
  if (word.empty() || !is_latin(word.front()) || !is_name_like(word) || word.size() < 4)
    return std::nullopt;
  return std::string(word);
}

std::optional<Named> author_in_text(const Document& document, const Lexicon& lexicon) {
  for (const ChromeEntry& entry : document.chrome)
    if (is_name_like(entry.byline)) return Named{entry.byline, "byline"};
  if (auto name = name_in_title(document.title)) return Named{*name, "title"};
  for (const Sentence& s : document.sentences) {
    if (s.quoted || s.text.size() > 400) continue;
    if (auto name = called_name(s.text)) return Named{*name, "text: goes by this name"};
  }
  size_t opening = std::min(document.sentences.size(), kOpeningSentences);
  for (size_t i = 0; i < opening; ++i)
    if (!document.sentences[i].quoted)
      if (auto name = introduced_name(document.sentences[i].text, lexicon))
        return Named{*name, "text: introduces herself"};
  for (const Sentence& s : document.sentences) {
    if (s.text.size() > 300) continue;
    if (auto name = signed_name(document, s)) return Named{*name, "text: signature"};
    if (auto name = self_addressed(s.text)) return Named{*name, "text: speaks to herself"};
  }
  for (size_t i = 0; i < opening; ++i)
    if (auto name = addressed_name(document.sentences[i]))
      return Named{*name, "text: is spoken to"};
  return std::nullopt;
}

// The handle of a personal blog or repository in a URL; empty: none.
std::string handle_of(std::string_view url) {
  size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  std::string_view host = url.substr(0, url.find_first_of("/?#"));
  std::string_view path = url.substr(host.size());
  if (host.starts_with("www.")) host.remove_prefix(4);
  auto segment = [](std::string_view p) {
    if (p.starts_with("/")) p.remove_prefix(1);
    if (p.starts_with("@")) p.remove_prefix(1);
    return std::string(p.substr(0, p.find_first_of("/?#")));
  };
  for (std::string_view suffix :
       {".github.io", ".tistory.com", ".medium.com", ".vercel.app", ".netlify.app", ".gitbook.io",
        ".notion.site", ".oopy.io", ".hashnode.dev", ".wordpress.com"})
    if (host.ends_with(suffix)) return std::string(host.substr(0, host.size() - suffix.size()));
  if (host == "velog.io" || host == "medium.com" || host == "brunch.co.kr")
    return path.starts_with("/@") ? segment(path) : std::string();
  if (host == "blog.naver.com" || host == "github.com") return segment(path);
  return {};
}

// The second label of a domain of one's own ("www.daon.kr" -> "daon"), only for links
// that the text itself calls the author's.
std::string own_domain(std::string_view url) {
  size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = url.substr(scheme + 3);
  std::string_view path = host.substr(std::min(host.size(), host.find('/')));
  host = host.substr(0, host.find_first_of("/?#"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  if (host.starts_with("blog.")) host.remove_prefix(5);
  constexpr std::array<std::string_view, 9> kPersonalEnds = {
      ".kr", ".dev", ".me", ".io", ".com", ".net", ".blog", ".pe.kr", ".xyz"};
  size_t dot = host.find('.');
  if (dot == std::string_view::npos || dot < 3) return {};
  if (std::find(kPersonalEnds.begin(), kPersonalEnds.end(), host.substr(dot)) ==
      kPersonalEnds.end())
    return {};
  if (!contains(path, "blog") && !contains(path, "post") && !contains(path, "20")) return {};
  constexpr std::array<std::string_view, 24> kHosts = {
      "naver",     "google",   "youtube",     "kakao",         "daum",      "github",
      "notion",    "medium",   "velog",       "tistory",       "brunch",    "facebook",
      "twitter",   "linkedin", "wanted",      "instagram",     "yes24",     "aladin",
      "kyobobook", "inflearn", "programmers", "stackoverflow", "wikipedia", "namu"};
  std::string label(host.substr(0, dot));
  if (std::find(kHosts.begin(), kHosts.end(), label) != kHosts.end()) return {};
  return label;
}

// Pictures lie in the author's own account: "https://velog.velcdn.com/images/HANDLE/post/...".
std::string handle_of_picture(std::string_view url) {
  for (std::string_view start : {"velog.velcdn.com/images/", "media.vlpt.us/images/",
                                 "images.velog.io/images/", "raw.githubusercontent.com/"}) {
    size_t at = url.find(start);
    if (at == std::string_view::npos) continue;
    std::string_view rest = url.substr(at + start.size());
    return std::string(rest.substr(0, rest.find('/')));
  }
  return contains(url, ".github.io/") ? handle_of(url) : std::string();
}

struct OwnLink {
  int score = 0;
  size_t first = 0;
};

// How much a link's surroundings say that it leads to the author's own pages.
int ownership(const Sentence& s, const Mark* mark, std::string_view url) {
  constexpr std::array<std::string_view, 10> kOthers = {
      "공식 블로그", "기술 블로그", "기술블로그", "테크 블로그", "테크블로그",
      "님의",        "님 블로그",   "씨의",       "분의 블로그", "tech blog"};
  constexpr std::array<std::string_view, 8> kMine = {"개인 블로그", "제 블로그",   "내 블로그",
                                                     "나의 블로그", "저의 블로그", "이 블로그",
                                                     "제 깃허브",   "my blog"};
  constexpr std::array<std::string_view, 16> kOwnWords = {
      "블로그", "회고", "후기",   "저장소",  "자세한",  "지난 글",   "이전 글", "정리했",
      "작성했", "썼던", "적었던", "제가 쓴", "내가 쓴", "관련 내용", "지난번",  "남겼"};
  std::string_view text = std::string_view(s.text).substr(0, 400);
  std::string_view shown = mark != nullptr ? mark->span.in(s.text) : text;
  if (s.quoted || contains_any(shown, kOthers)) return 0;
  if (contains_any(shown, kMine)) return 6;
  if (contains_any(text, kOthers)) return 0;
  bool own = contains_any(shown, kOwnWords) || contains_any(text, kOwnWords);
  bool listed = s.block == BlockKind::kListItem;
  if (contains(url, "github.com/")) return listed && !own ? 0 : 1;
  if (listed) return own ? 2 : 0;
  if (own) return 3;
  // A site of one's own is linked to from elsewhere less often than a page on a shared host.
  return contains(url, ".github.io") ? 2 : 1;
}

bool is_references(const Document& document, const Sentence& s) {
  if (s.heading < 0) return false;
  const std::string& text = document.headings[static_cast<size_t>(s.heading)].text;
  constexpr std::array<std::string_view, 9> kReferences = {
      "참고", "출처", "Reference", "reference", "추천", "레퍼런스", "참조", "읽을거리", "링크"};
  return contains_any(text, kReferences);
}

void count_link(const Sentence& s, const Mark* mark, std::string_view url, size_t index,
                std::map<std::string, OwnLink>& links) {
  int score = ownership(s, mark, url);
  std::string handle = handle_of(url);
  if (handle.empty() && score >= 2) {
    std::string_view shown = mark != nullptr ? mark->span.in(s.text) : std::string_view();
    constexpr std::array<std::string_view, 3> kOwnPost = {"회고", "후기", "블로그"};
    if (contains_any(shown, kOwnPost)) handle = own_domain(url);
  }
  if (handle.empty() || score == 0) return;
  auto [it, added] = links.try_emplace(fold_case(handle), OwnLink{0, index});
  it->second.score += score;
}

// Bare URLs in a text.
template <typename F>
void for_each_url(std::string_view text, F&& f) {
  for (size_t at = text.find("http"); at != std::string_view::npos;
       at = text.find("http", at + 4)) {
    std::string_view url = text.substr(at, text.find_first_of(" )>\"'", at) - at);
    if (contains(url.substr(0, 9), "://")) f(url);
  }
}

std::optional<Named> author_by_link(const Document& document) {
  std::map<std::string, OwnLink> links;
  size_t index = 0;
  for (const Sentence& s : document.sentences) {
    ++index;
    if (is_references(document, s)) continue;
    for (const Mark& mark : s.marks)
      if (mark.kind == Mark::Kind::kLink) count_link(s, &mark, mark.target, index, links);
    for_each_url(s.text, [&](std::string_view url) { count_link(s, nullptr, url, index, links); });
  }
  for (const Link& link : document.links) {
    std::string handle;
    if (link.image)
      handle = handle_of_picture(link.target);
    else if (link.text.empty() && !contains(link.target, "github.com/"))
      handle = handle_of(link.target);
    if (!handle.empty()) links[fold_case(handle)].score += 2;
  }
  auto best = links.end();
  for (auto it = links.begin(); it != links.end(); ++it)
    if (best == links.end() || it->second.score > best->second.score ||
        (it->second.score == best->second.score && it->second.first < best->second.first))
      best = it;
  if (best == links.end() || best->second.score < 2 || !is_name_like(best->first)) {
    if (best == links.end() || best->second.score != 1 || links.size() != 1) return std::nullopt;
  }
  return Named{best->first, "own blog link"};
}

std::optional<Named> read_author(const Document& document, const Lexicon& lexicon) {
  if (auto name = author_in_front(document)) return name;
  if (auto name = author_in_text(document, lexicon)) return name;
  return author_by_link(document);
}

}  // namespace

Metadata read_metadata(const Document& document, const Lexicon& lexicon) {
  Metadata metadata;
  metadata.looks_back_on = looked_back_on(document);
  if (auto author = read_author(document, lexicon)) {
    metadata.author = author->name;
    metadata.author_rule = author->rule;
  }
  if (auto published = read_published(document, lexicon, metadata.looks_back_on)) {
    metadata.published = published->date;
    metadata.published_rule = published->rule;
  }
  return metadata;
}

}  // namespace hoego::parser

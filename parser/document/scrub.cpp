// SPDX-License-Identifier: Apache-2.0
// One pass over the lines; within a line, one pass over the signs that can begin something to cut.
#include "parser/document/scrub.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/document/block.h"

namespace hoego::parser {
namespace {

constexpr size_t kMaxInline = 4096;  // no tag of a template language is longer
constexpr size_t kFar = std::string_view::npos;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

std::string_view trim(std::string_view s) {
  while (!s.empty() && is_blank(s.front())) s.remove_prefix(1);
  while (!s.empty() && is_blank(s.back())) s.remove_suffix(1);
  return s;
}

class Scrubber {
 public:
  Scrubber(std::string& text, Span body, bool mdx)
      : text_(text), end_(body.end), at_(body.begin), mdx_(mdx) {}

  void run();

 private:
  void line(size_t begin, size_t end);
  void year_at_start(size_t begin, size_t end);
  void inline_cuts(size_t begin, size_t end);
  bool fence(std::string_view line);
  size_t cut_at(size_t i, size_t line_end);
  size_t statement_end(size_t i);
  void blank(size_t begin, size_t end, char by = ' ');
  size_t find(std::string_view what, size_t from, size_t limit = kMaxInline);

  std::string& text_;
  size_t end_;
  size_t at_;
  bool mdx_;
  char fence_ = 0;
  size_t fence_length_ = 0;
  // Searches that found nothing are not made again before this place: keeps the whole linear.
  std::vector<std::pair<std::string_view, size_t>> absent_;
};

void Scrubber::run() {
  while (at_ < end_) {
    size_t begin = at_;
    size_t end = std::min(text_.find('\n', begin), end_);
    at_ = end + 1;
    std::string_view now = std::string_view(text_).substr(begin, end - begin);
    if (fence(trim(now)) || fence_ != 0) continue;
    line(begin, end);
  }
}

// Whether the line opens or closes fenced code.
bool Scrubber::fence(std::string_view line) {
  if (line.size() < 3 || (line[0] != '`' && line[0] != '~')) return false;
  size_t n = 0;
  while (n < line.size() && line[n] == line[0]) ++n;
  if (n < 3) return false;
  if (fence_ == 0) {
    if (line[0] == '`' && line.find('`', n) != std::string_view::npos) return false;
    fence_ = line[0];
    fence_length_ = n;
    return true;
  }
  if (line[0] != fence_ || n < fence_length_ || !trim(line.substr(n)).empty()) return false;
  fence_ = 0;
  return true;
}

bool is_import(std::string_view line) {
  if (!line.starts_with("import ") && !line.starts_with("import{")) return false;
  return line.find('"') != std::string_view::npos || line.find('\'') != std::string_view::npos;
}

bool is_export(std::string_view line) {
  return line.starts_with("export ") &&
         (line.starts_with("export const ") || line.starts_with("export default ") ||
          line.starts_with("export function ") || line.starts_with("export let ") ||
          line.starts_with("export {") || line.starts_with("export *"));
}

// Whether nothing but tags stands in the line ("</div><br>").
bool only_tags(std::string_view line) {
  if (line.empty() || line.front() != '<' || line.back() != '>') return false;
  int depth = 0;
  for (char c : line) {
    if (c == '<')
      ++depth;
    else if (c == '>')
      --depth;
    else if (depth == 0 && !is_blank(c))
      return false;
    if (depth < 0 || depth > 1) return false;
  }
  return line.size() > 1 && (line[1] == '/' || (line[1] | 0x20) >= 'a') && line.find("http") != 1;
}

void Scrubber::line(size_t begin, size_t end) {
  std::string_view now = std::string_view(text_).substr(begin, end - begin);
  if (is_import(now)) {
    blank(begin, end);
    return;
  }
  if (mdx_ && is_export(now)) {
    size_t stop = statement_end(begin);
    blank(begin, stop);
    at_ = std::max(at_, std::min(text_.find('\n', stop), end_ - 1) + 1);
    return;
  }
  year_at_start(begin, end);
  inline_cuts(begin, end);
  now = std::string_view(text_).substr(begin, end - begin);
  if (only_tags(trim(now)) && now.find("<a ") == std::string_view::npos) blank(begin, end);
}

// "2021. 3. 입사" is a date and no item 2021 of a list.
void Scrubber::year_at_start(size_t begin, size_t end) {
  size_t i = begin;
  while (i < end && (is_blank(text_[i]) || text_[i] == '>')) ++i;
  size_t point = i;
  while (point < end && text_[point] >= '0' && text_[point] <= '9') ++point;
  if (point - i == 4 && point < end && text_[point] == '.') text_[point] = kPlainPoint;
}

// After the "}" or ";" that ends a JavaScript statement, or at the first blank line.
size_t Scrubber::statement_end(size_t i) {
  int depth = 0;
  for (; i < end_; ++i) {
    char c = text_[i];
    if (c == '{' || c == '[' || c == '(') ++depth;
    if (c == '}' || c == ']' || c == ')') --depth;
    if (depth <= 0 && (c == ';' || c == '\n')) return i + (c == ';' ? 1 : 0);
  }
  return end_;
}

void Scrubber::inline_cuts(size_t begin, size_t end) {
  size_t i = begin;
  while (i < end) {
    char c = text_[i];
    if (c == '`') {
      size_t close = text_.find('`', i + 1);
      i = close < end ? close + 1 : i + 1;
      continue;
    }
    size_t stop = c == '{' || c == '<' ? cut_at(i, end) : 0;
    if (stop > i) {
      bool in_word = i > begin && !is_blank(text_[i - 1]);
      blank(i, stop, in_word ? kCut : ' ');
      i = stop;
      // What was cut may have ended in a later line: go on behind it.
      if (stop > end) {
        end = std::min(text_.find('\n', stop), end_);
        at_ = end + 1;
      }
    } else {
      ++i;
    }
  }
}

// The end of what must be cut from `i` on; 0: nothing.
size_t Scrubber::cut_at(size_t i, size_t line_end) {
  std::string_view s = std::string_view(text_).substr(0, end_).substr(i, 16);
  if (s.starts_with("{%")) {
    size_t end = find("%}", i);
    std::string_view tag = std::string_view(text_).substr(i + 2, std::min<size_t>(end - i, 24));
    while (!tag.empty() && (is_blank(tag.front()) || tag.front() == '-')) tag.remove_prefix(1);
    if (end != 0 && tag.starts_with("highlight"))
      return std::max(end, find("endhighlight %}", i, kFar));
    return end;
  }
  if (s.starts_with("{{<") || s.starts_with("{{%")) {
    size_t end = find(s[2] == '<' ? ">}}" : "%}}", i);
    return end;
  }
  if (s.starts_with("{{")) return find("}}", i);
  if (s.starts_with("{/*")) return find("*/}", i, kFar);
  if (s.starts_with("{:") || s.starts_with("{: ")) {
    size_t end = find("}", i);
    return end != 0 && end <= line_end ? end : 0;
  }
  if (s.starts_with("<!--")) return find("-->", i, kFar);
  if (s.starts_with("<script")) return find("</script>", i, kFar);
  if (s.starts_with("<style")) return find("</style>", i, kFar);
  if (s.starts_with("<svg")) return find("</svg>", i, kFar);
  return 0;
}

// After the next `what` at most `limit` bytes away; 0: there is none.
size_t Scrubber::find(std::string_view what, size_t from, size_t limit) {
  auto known = std::find_if(absent_.begin(), absent_.end(),
                            [&](const auto& entry) { return entry.first == what; });
  if (known != absent_.end() && from < known->second) return 0;
  std::string_view window = std::string_view(text_).substr(0, end_).substr(from, limit);
  size_t at = window.find(what);
  if (at != std::string_view::npos) return from + at + what.size();
  size_t until = limit == kFar ? kFar : from + limit;
  if (known != absent_.end())
    known->second = until;
  else
    absent_.push_back({what, until});
  return 0;
}

void Scrubber::blank(size_t begin, size_t end, char by) {
  for (size_t i = begin; i < std::min(end, end_); ++i)
    if (text_[i] != '\n') text_[i] = by;
}

}  // namespace

void scrub(std::string& working, Span body, bool mdx) {
  Scrubber(working, body, mdx).run();
}

}  // namespace hoego::parser

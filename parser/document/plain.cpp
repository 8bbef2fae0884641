// SPDX-License-Identifier: Apache-2.0
// Lines into blocks: blank lines part paragraphs, "1. ..." without a sentence end is a heading when
// lines of prose follow, "- ..." is a list item.
#include "parser/document/plain.h"

#include <algorithm>
#include <array>

namespace hoego::parser {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t' || s.front() == '\r'))
    s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r'))
    s.remove_suffix(1);
  return s;
}

// The length of a bullet or number with its blanks at the start of a line; 0: none.
size_t marker_length(std::string_view line) {
  size_t n = 0;
  if (line.starts_with("•") || line.starts_with("▪") || line.starts_with("■") ||
      line.starts_with("▶")) {
    n = 3;
  } else if (line.starts_with("·")) {
    n = 2;
  } else if (!line.empty() && (line[0] == '-' || line[0] == '*' || line[0] == '+') &&
             line.size() > 1 && line[1] == ' ') {
    n = 1;
  } else {
    while (n < line.size() && n < 2 && is_digit(line[n])) ++n;
    if (n == 0 || n >= line.size() || (line[n] != '.' && line[n] != ')')) return 0;
    if (++n >= line.size() || line[n] != ' ') return 0;
  }
  while (n < line.size() && line[n] == ' ') ++n;
  return n;
}

// "■ 구청", "2. 부트캠프": a short line without the end of a sentence, after a blank line, with
// prose right below it.
bool is_heading(std::string_view line, size_t marker, std::string_view next) {
  constexpr size_t kShort = 60;  // bytes
  if (marker == 0 || line.size() > kShort || next.empty() || marker_length(next) > 0) return false;
  const std::string_view text = line.substr(marker);
  constexpr std::array<std::string_view, 6> kEnds = {".", "다", "요", "음", "함", ","};
  return !text.empty() && std::none_of(kEnds.begin(), kEnds.end(),
                                       [&](std::string_view end) { return text.ends_with(end); });
}

}  // namespace

bool looks_like_markdown(std::string_view text) {
  int signs = 0;
  size_t at = 0;
  while (at < text.size() && signs < 2) {
    size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = trim(text.substr(at, end - at));
    size_t hashes = std::min(line.find_first_not_of('#'), line.size());
    if (hashes > 0 && hashes <= 6 && hashes < line.size() && line[hashes] == ' ') ++signs;
    if (line.find("](") != std::string_view::npos) ++signs;
    size_t bold = line.find("**");
    if (bold != std::string_view::npos && line.find("**", bold + 2) != std::string_view::npos)
      ++signs;
    if (line.starts_with("```")) ++signs;
    at = end + 1;
  }
  return signs >= 2;
}

void read_plain(std::string_view working, Span body, BlockWriter& writer) {
  size_t at = body.begin;
  bool after_blank = true;
  while (at < body.end) {
    size_t end = std::min<size_t>(working.find('\n', at), body.end);
    std::string_view line = trim(working.substr(at, end - at));
    auto source = static_cast<uint32_t>(line.data() - working.data());
    at = end + 1;
    if (line.empty()) {
      writer.close();
      after_blank = true;
      continue;
    }
    size_t marker = marker_length(line);
    const size_t next_end = std::min<size_t>(working.find('\n', at), body.end);
    const std::string_view next =
        at < body.end ? trim(working.substr(at, next_end - at)) : std::string_view();
    if (after_blank && is_heading(line, marker, next)) {
      writer.open(BlockKind::kHeading, 2, false);
      writer.text(line.substr(marker), source + static_cast<uint32_t>(marker));
      writer.close();
      after_blank = false;
      continue;
    }
    after_blank = false;
    if (marker > 0) {
      writer.open(BlockKind::kListItem, 1, false);
      writer.text(line.substr(marker), source + static_cast<uint32_t>(marker));
      writer.close();
      continue;
    }
    if (!writer.is_open()) writer.open(BlockKind::kParagraph, 0, false);
    writer.text(line, source);
    writer.line_break(true, static_cast<uint32_t>(end));
  }
  writer.close();
}

}  // namespace hoego::parser

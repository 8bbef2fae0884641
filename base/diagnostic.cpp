// SPDX-License-Identifier: Apache-2.0
#include "base/diagnostic.h"

#include <algorithm>

#include "base/messages.h"
#include "base/unicode.h"

namespace hoego {
namespace {

std::string word(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return say("error");
    case Severity::kWarning:
      return say("warning");
    case Severity::kNote:
      return say("note");
  }
  return say("error");
}

// Tabs and control characters take one column, so that the caret line can be counted.
std::string printable(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return out;
}

struct Excerpt {
  std::string text;
  int caret_column;  // columns before the caret
};

// The part of `line` around byte `at` that fits into `width` columns.
Excerpt cut_around(std::string_view line, size_t at, int width) {
  std::string clean = printable(line);
  int before = display_width(std::string_view(clean).substr(0, at));
  if (display_width(clean) <= width) return {clean, before};
  size_t from = 0;
  int skipped = 0;
  while (before - skipped > width / 2 && from < at) {
    size_t next = next_code_point(clean, from);
    skipped += display_width(std::string_view(clean).substr(from, next - from));
    from = next;
  }
  std::string head = from > 0 ? "..." : "";
  std::string tail = clean.substr(from);
  std::string shown = head + tail;
  if (display_width(shown) > width) shown = cut_to_width(shown, width - 3) + "...";
  return {shown, before - skipped + static_cast<int>(head.size())};
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const Source& source, int max_columns) {
  Position at = source.position(diagnostic.span.begin);
  std::string_view line = source.line(at.line);
  size_t byte_in_line = byte_offset_of_code_point(line, at.column - 1);

  std::string number = std::to_string(at.line);
  std::string margin(number.size(), ' ');
  Excerpt excerpt =
      cut_around(line, byte_in_line, max_columns - static_cast<int>(margin.size()) - 3);

  size_t length = std::min<size_t>(diagnostic.span.size(), line.size() - byte_in_line);
  int carets = std::max(1, display_width(printable(line.substr(byte_in_line, length))));
  carets = std::min(carets, std::max(1, display_width(excerpt.text) - excerpt.caret_column));

  std::string out;
  out.append(word(diagnostic.severity)).append(": ").append(diagnostic.message).append("\n");
  out.append(margin).append("--> ").append(source.name()).append(":").append(number).append(":");
  out.append(std::to_string(at.column)).append("\n");
  out.append(margin).append(" |\n");
  out.append(number).append(" | ").append(excerpt.text).append("\n");
  out.append(margin).append(" | ").append(static_cast<size_t>(excerpt.caret_column), ' ');
  out.append(static_cast<size_t>(carets), '^').append("\n");
  if (!diagnostic.hint.empty())
    out.append(say("help")).append(": ").append(diagnostic.hint).append("\n");
  return out;
}

}  // namespace hoego

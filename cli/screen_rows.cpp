// SPDX-License-Identifier: Apache-2.0
#include "cli/screen_rows.h"

#include "base/unicode.h"
#include "cli/edit_buffer.h"

namespace hoego::cli {

int visible_width(std::string_view text) {
  std::string bare;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\x1b') {
      bare += text[i];
      continue;
    }
    while (i < text.size() && text[i] != 'm') ++i;
  }
  return display_width(bare);
}

ScreenRows lay_out_rows(const std::string& prompt, const std::string& continuation,
                        std::string_view text, size_t cursor, const std::vector<StyledSpan>& styles,
                        int width) {
  ScreenRows out;
  out.rows.push_back(prompt);
  int column = visible_width(prompt);
  auto new_row = [&](const std::string& beginning) {
    out.rows.push_back(beginning);
    column = visible_width(beginning);
  };
  size_t style = 0;
  for (size_t i = 0; i <= text.size();) {
    if (i == cursor) {
      if (column >= width) new_row("");
      out.cursor_row = static_cast<int>(out.rows.size()) - 1;
      out.cursor_column = column;
    }
    if (i == text.size()) break;
    size_t next = next_grapheme(text, i);
    if (text[i] == '\n') {
      new_row(continuation);
      i = next;
      continue;
    }
    std::string shown = text[i] == '\t' ? "  " : std::string(text.substr(i, next - i));
    int cells = display_width(shown);
    if (column + cells > width) new_row("");
    while (style < styles.size() && styles[style].span.end <= i) ++style;
    bool styled = style < styles.size() && styles[style].span.begin <= i;
    if (styled) out.rows.back().append("\x1b[").append(styles[style].style).append("m");
    out.rows.back() += shown;
    if (styled) out.rows.back() += "\x1b[0m";
    column += cells;
    i = next;
  }
  return out;
}

}  // namespace hoego::cli

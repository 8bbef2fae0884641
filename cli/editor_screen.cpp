// SPDX-License-Identifier: Apache-2.0
#include "cli/editor_screen.h"

#include <algorithm>

namespace hoego::cli {
namespace {

std::string move(int count, char direction) {
  return count > 0 ? "\x1b[" + std::to_string(count) + direction : "";
}

}  // namespace

// Erasing comes before the text: a terminal that waits to wrap behind a full row would erase the
// last character of it.
void EditorScreen::draw(const ScreenRows& rows, const std::vector<std::string>& below,
                        ScreenSize size, bool last) {
  int room = std::max(1, size.rows - static_cast<int>(below.size()));
  int count = static_cast<int>(rows.rows.size());
  int first = last ? std::max(0, count - room)
                   : std::clamp(rows.cursor_row - room + 1, 0, std::max(0, count - room));
  int shown = std::min(count, first + room);
  int cursor_row = rows.cursor_row - first;
  std::string out = "\x1b[?25l" + move(cursor_row_, 'A') + "\r\x1b[J";
  widths_.clear();
  for (int i = first; i < shown; ++i) {
    const std::string& row = rows.rows[static_cast<size_t>(i)];
    out += (i > first ? "\r\n" : "") + row;
    if (i - first <= cursor_row) widths_.push_back(visible_width(row));
  }
  for (const std::string& row : below) out += "\r\n" + row;
  int bottom = shown - first - 1 + static_cast<int>(below.size());
  out += move(bottom - cursor_row, 'A') + "\r" + move(rows.cursor_column, 'C');
  put(out + "\x1b[?25h");
  cursor_row_ = cursor_row;
  cursor_column_ = rows.cursor_column;
}

void EditorScreen::resized(ScreenSize size) {
  int above = cursor_column_ / size.columns;
  for (int i = 0; i < cursor_row_ && i < static_cast<int>(widths_.size()); ++i)
    above += std::max(1, (widths_[static_cast<size_t>(i)] + size.columns - 1) / size.columns);
  cursor_row_ = std::min(above, size.rows - 1);
}

void EditorScreen::clear() {
  put("\x1b[H\x1b[2J");
  begin();
}

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// The rows of the terminal that the editor draws in, and where they begin.
//
//   EditorScreen screen;
//   screen.begin();                      // the cursor stands at the beginning of an empty row
//   screen.draw(rows, {}, size, false);  // as often as the text changes
//   screen.draw(rows, {}, size, true);   // for the last time: what follows comes below
#pragma once

#include <string>
#include <vector>

#include "cli/raw_terminal.h"
#include "cli/screen_rows.h"

namespace hoego::cli {

class EditorScreen {
 public:
  void begin() { cursor_row_ = 0; }
  // Everything again in one write. A text longer than the screen shows the part around the cursor,
  // or its end for the last time. `below`: the menu.
  void draw(const ScreenRows& rows, const std::vector<std::string>& below, ScreenSize size,
            bool last);
  // The terminal has broken what was drawn to a new width: back to the row of the prompt.
  void resized(ScreenSize size);
  void clear();  // the whole screen

 private:
  int cursor_row_ = 0;  // below the row of the prompt
  int cursor_column_ = 0;
  std::vector<int> widths_;  // of the rows down to that of the cursor
};

}  // namespace hoego::cli

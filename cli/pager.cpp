// SPDX-License-Identifier: Apache-2.0
#include "cli/pager.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "base/messages.h"
#include "base/unicode.h"
#include "cli/edit_buffer.h"
#include "cli/raw_terminal.h"
#include "cli/screen_rows.h"
#include "cli/terminal.h"

namespace hoego::cli {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

bool page_by_program(const std::string& text) {
  const char* pager = std::getenv("HOEGO_PAGER");
  if (!pager || !*pager) pager = std::getenv("PAGER");
  if (!pager || !*pager) return false;
  setenv("LESS", "FRX", 0);
  TerminalMode found(TerminalMode::Wanted::kAsFound);
  FILE* pipe = popen(pager, "w");
  if (!pipe) return false;
  std::fwrite(text.data(), 1, text.size(), pipe);
  return pclose(pipe) == 0;
}

// The columns [from, from + width) of a line; colours stay, characters that stick out do not.
std::string columns(std::string_view line, int from, int width) {
  std::string out;
  int column = 0;
  for (size_t i = 0; i < line.size();) {
    size_t next = line[i] == '\x1b' ? std::min(line.find('m', i), line.size() - 1) + 1
                                    : next_grapheme(line, i);
    std::string_view piece = line.substr(i, next - i);
    int cells = line[i] == '\x1b' ? 0 : display_width(piece);
    if (cells == 0 || (column >= from && column + cells <= from + width)) out += piece;
    column += cells;
    i = next;
  }
  return out;
}

// A pager of our own: lines are cut at the edge of the screen.
class Pager {
 public:
  explicit Pager(const std::string& text) : lines_(lines_of(text)) {}

  void run() {
    RawMode raw;
    put("\x1b[?1049h\x1b[?7l");
    while (!done_) {
      draw();
      Key key = keyboard().next();
      if (searching_)
        type(key);
      else
        move(key.name == "Text" ? key.text : key.name);
    }
    put("\x1b[?7h\x1b[?1049l");
  }

 private:
  size_t height() const { return static_cast<size_t>(std::max(2, screen_size().rows) - 1); }
  size_t last_top() const { return lines_.size() > height() ? lines_.size() - height() : 0; }

  // Whether a line on the screen goes on to the right of it.
  bool sticks_out() const {
    size_t end = std::min(lines_.size(), top_ + height());
    return std::any_of(lines_.begin() + static_cast<ptrdiff_t>(top_),
                       lines_.begin() + static_cast<ptrdiff_t>(end), [this](std::string_view line) {
                         return visible_width(line) > left_ + screen_size().columns;
                       });
  }

  void draw() const {
    std::string out = "\x1b[?25l\x1b[H";
    for (size_t i = top_; i < top_ + height(); ++i) {
      out += "\x1b[K";
      if (i < lines_.size()) out += columns(lines_[i], left_, screen_size().columns);
      out += "\x1b[0m\r\n";
    }
    size_t shown = std::min(lines_.size(), top_ + height());
    if (searching_)
      out += "/" + wanted_ + "\x1b[K\x1b[?25h";
    else
      out += "\x1b[7m " + std::to_string(shown) + "/" + std::to_string(lines_.size()) + "  " +
             say("space: on  b: back  ← →: sideways  /: search  q: leave") + " \x1b[0m\x1b[K";
    put(out);
  }

  void move(const std::string& key) {
    if (key == "q" || key == "Q" || key == "C-c" || key == "Escape" || key == "End-of-input")
      done_ = true;
    else if (key == " " || key == "PageDown" || key == "f")
      top_ = std::min(last_top(), top_ + height());
    else if (key == "b" || key == "PageUp")
      top_ = top_ > height() ? top_ - height() : 0;
    else if (key == "j" || key == "Down" || key == "Enter")
      top_ = std::min(last_top(), top_ + 1);
    else if (key == "k" || key == "Up")
      top_ = top_ > 0 ? top_ - 1 : 0;
    else if (key == "g" || key == "Home")
      top_ = 0;
    else if (key == "G" || key == "End")
      top_ = last_top();
    else if (key == "Right" || key == "l")
      left_ += sticks_out() ? screen_size().columns / 2 : 0;
    else if (key == "Left" || key == "h")
      left_ = std::max(0, left_ - screen_size().columns / 2);
    else if (key == "/")
      searching_ = true, wanted_.clear();
    else if (key == "n")
      find(top_ + 1);
  }

  void type(const Key& key) {
    if (key.name == "Text") {
      wanted_ += key.text;
    } else if (key.name == "Backspace" && !wanted_.empty()) {
      wanted_.resize(previous_grapheme(wanted_, wanted_.size()));
    } else {
      searching_ = false;
      if (key.name == "Enter") find(top_);
      if (key.name == "End-of-input") done_ = true;
    }
  }

  void find(size_t from) {
    std::string wanted = fold_case(wanted_);
    for (size_t i = from; i < lines_.size(); ++i) {
      if (fold_case(lines_[i]).find(wanted) == std::string::npos) continue;
      top_ = std::min(i, last_top());
      return;
    }
  }

  std::vector<std::string_view> lines_;
  size_t top_ = 0;
  int left_ = 0;  // columns that are scrolled out
  bool searching_ = false;
  bool done_ = false;
  std::string wanted_;
};

}  // namespace

void page(const std::string& text) {
  bool terminal = stdin_is_terminal() && stdout_is_terminal();
  ScreenSize size = screen_size();
  int rows = 2;
  for (std::string_view line : lines_of(text)) {
    rows += std::max(1, (visible_width(line) + size.columns - 1) / size.columns);
    if (rows > size.rows) break;
  }
  bool fits = rows <= size.rows;
  if (!terminal || fits) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
    return;
  }
  std::fflush(stdout);
  if (!page_by_program(text)) Pager(text).run();
}

}  // namespace hoego::cli

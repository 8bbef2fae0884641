// SPDX-License-Identifier: Apache-2.0
// Editing at the terminal: what keys do, drawing, menu, search. What keys do to the text is in
// edit_buffer.cpp, the terminal itself in raw_terminal.cpp.
#include "cli/line_editor.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <optional>
#include <utility>

#include "base/unicode.h"
#include "cli/edit_buffer.h"
#include "cli/raw_terminal.h"
#include "cli/terminal.h"

namespace hoego::cli {
namespace {

constexpr int kMenuRows = 8;
constexpr std::string_view kPlain = "\x1b[0m";
constexpr std::string_view kDim = "\x1b[2m";

std::string padded(std::string_view text, int width) {
  std::string out =
      display_width(text) > width ? cut_to_width(text, width - 1) + "…" : std::string(text);
  return out + std::string(static_cast<size_t>(std::max(0, width - display_width(out))), ' ');
}

// What all candidates begin with.
std::string common_beginning(const std::vector<Candidate>& candidates) {
  std::string common = candidates.empty() ? "" : candidates[0].text;
  for (const Candidate& candidate : candidates) {
    size_t same = 0;
    while (same < common.size() && same < candidate.text.size() &&
           common[same] == candidate.text[same])
      ++same;
    common.resize(same);
  }
  while (!common.empty() && first_invalid_utf8(common) != kNoOffset) common.pop_back();
  return common;
}

}  // namespace

class LineEditor::Impl {
 public:
  Impl(History& history, EditorHooks hooks) : history_(history), hooks_(std::move(hooks)) {}

  Result read(const std::string& prompt, const std::string& continuation);
  Result read_plain();

  struct Binding {
    std::string_view key;
    void (Impl::*run)();
    std::string_view help_keys;  // empty: stands with the one before
    std::string_view what;
  };
  static const std::vector<Binding>& bindings();

  std::string preset_;

 private:
  // What keys do beyond the buffer.
  void enter();
  void new_line() { buffer_.insert("\n"); }
  void interrupt();
  void delete_or_end();
  void up_or_history();
  void down_or_history();
  void history_back() { recall(history_at_ == 0 ? 0 : history_at_ - 1); }
  void history_forward() { recall(history_at_ + 1); }
  void recall(size_t index);
  void complete();
  void complete_back() { select(-1); }
  void search();
  void clear_screen();
  void suspend();
  void escape() { menu_.candidates.clear(); }
  template <void (EditBuffer::*method)()>
  void edit() {
    (buffer_.*method)();
  }

  void handle(const Key& key);
  bool handle_menu(const Key& key);
  void select(int step);
  void accept_selected();
  void draw(const std::vector<std::string>& below = {}, bool last = false);
  std::vector<std::string> menu_rows(int width) const;

  History& history_;
  EditorHooks hooks_;
  KeyReader keys_;
  RawMode* raw_ = nullptr;
  EditBuffer buffer_;
  std::string prompt_, continuation_;
  std::optional<Result> result_;
  size_t history_at_ = 0;  // entries().size(): the text of our own
  std::string own_text_;
  Completions menu_;
  int selected_ = -1;
  int drawn_cursor_row_ = 0;
};

const std::vector<LineEditor::Impl::Binding>& LineEditor::Impl::bindings() {
  using B = EditBuffer;
  static const std::vector<Binding> table = {
      {"Enter", &Impl::enter, "Enter", "run a finished statement, else begin a new line"},
      {"M-Enter", &Impl::new_line, "Alt-Enter", "begin a new line"},
      {"Tab", &Impl::complete, "Tab, Shift-Tab", "complete; again: go through the menu"},
      {"BackTab", &Impl::complete_back, "", ""},
      {"Escape", &Impl::escape, "Esc", "close the menu"},
      {"Left", &Impl::edit<&B::left>, "Left, Right, Ctrl-B, Ctrl-F", "by character"},
      {"C-b", &Impl::edit<&B::left>, "", ""},
      {"Right", &Impl::edit<&B::right>, "", ""},
      {"C-f", &Impl::edit<&B::right>, "", ""},
      {"M-b", &Impl::edit<&B::word_left>, "Alt-B, Alt-F, Ctrl-Left, Ctrl-Right", "by word"},
      {"M-f", &Impl::edit<&B::word_right>, "", ""},
      {"C-Left", &Impl::edit<&B::word_left>, "", ""},
      {"C-Right", &Impl::edit<&B::word_right>, "", ""},
      {"M-Left", &Impl::edit<&B::word_left>, "", ""},
      {"M-Right", &Impl::edit<&B::word_right>, "", ""},
      {"Home", &Impl::edit<&B::line_begin>, "Home, End, Ctrl-A, Ctrl-E", "ends of the line"},
      {"C-a", &Impl::edit<&B::line_begin>, "", ""},
      {"End", &Impl::edit<&B::line_end>, "", ""},
      {"C-e", &Impl::edit<&B::line_end>, "", ""},
      {"M-<", &Impl::edit<&B::text_begin>, "Alt-<, Alt->", "ends of the statement"},
      {"M->", &Impl::edit<&B::text_end>, "", ""},
      {"Up", &Impl::up_or_history, "Up, Down", "by line, then through the history"},
      {"Down", &Impl::down_or_history, "", ""},
      {"C-p", &Impl::history_back, "Ctrl-P, Ctrl-N", "through the history"},
      {"C-n", &Impl::history_forward, "", ""},
      {"PageUp", &Impl::history_back, "", ""},
      {"PageDown", &Impl::history_forward, "", ""},
      {"C-r", &Impl::search, "Ctrl-R", "search the history (again: older, Ctrl-S: newer)"},
      {"Backspace", &Impl::edit<&B::backspace>, "Backspace, Delete, Ctrl-D", "delete a character"},
      {"Delete", &Impl::edit<&B::erase>, "", ""},
      {"C-d", &Impl::delete_or_end, "", ""},
      {"C-w", &Impl::edit<&B::kill_word_back>, "Ctrl-W, Alt-D", "cut the word before, behind"},
      {"M-Backspace", &Impl::edit<&B::kill_word_back>, "", ""},
      {"M-d", &Impl::edit<&B::kill_word>, "", ""},
      {"C-k", &Impl::edit<&B::kill_to_line_end>, "Ctrl-K, Ctrl-U", "cut to the end, the beginning"},
      {"C-u", &Impl::edit<&B::kill_to_line_begin>, "", ""},
      {"C-y", &Impl::edit<&B::yank>, "Ctrl-Y", "put back what was cut"},
      {"C-t", &Impl::edit<&B::transpose>, "Ctrl-T", "exchange two characters"},
      {"C-_", &Impl::edit<&B::undo>, "Ctrl-_, Alt-_", "undo, redo"},
      {"M-_", &Impl::edit<&B::redo>, "", ""},
      {"C-l", &Impl::clear_screen, "Ctrl-L", "clear the screen"},
      {"C-c", &Impl::interrupt, "Ctrl-C", "give up the statement; while it runs: stop it"},
      {"C-z", &Impl::suspend, "Ctrl-Z", "suspend the program"},
  };
  return table;
}

std::vector<KeyHelp> key_help() {
  std::vector<KeyHelp> help;
  for (const LineEditor::Impl::Binding& binding : LineEditor::Impl::bindings())
    if (!binding.help_keys.empty()) help.push_back({binding.help_keys, binding.what});
  help.push_back({"Ctrl-D", "on an empty line: leave"});
  return help;
}

LineEditor::Result LineEditor::Impl::read(const std::string& prompt,
                                          const std::string& continuation) {
  prompt_ = prompt;
  continuation_ = continuation;
  result_.reset();
  buffer_.clear();
  if (!preset_.empty()) buffer_.insert(std::exchange(preset_, {}));
  menu_.candidates.clear();
  history_at_ = history_.entries().size();
  drawn_cursor_row_ = 0;
  std::fflush(stdout);
  RawMode raw;
  raw_ = &raw;
  draw();
  while (!result_) {
    handle(keys_.next());
    if (!result_) draw();
  }
  buffer_.text_end();
  menu_.candidates.clear();
  draw({}, true);
  put(result_->kind == Kind::kInterrupted ? "^C\r\n" : "\r\n");
  raw_ = nullptr;
  return *result_;
}

LineEditor::Result LineEditor::Impl::read_plain() {
  std::string text;
  for (std::string line; std::getline(std::cin, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    bool first = text.empty();
    text.append(first ? "" : "\n").append(line);
    if (!hooks_.ends_with_line || hooks_.ends_with_line(line, first)) return {Kind::kText, text};
  }
  if (text.empty()) return {Kind::kEnd, ""};
  return {Kind::kText, text};
}

void LineEditor::Impl::handle(const Key& key) {
  if (key.name == "End-of-input") {
    result_ = Result{Kind::kEnd, ""};
    return;
  }
  if (key.name == "Resize") {
    put("\r\x1b[J");
    return;
  }
  if (handle_menu(key)) return;
  if (key.name == "Text" || key.name == "Paste") return buffer_.insert(key.text);
  for (const Binding& binding : bindings())
    if (binding.key == key.name) return (this->*binding.run)();
}

// With a menu open some keys mean something else. True: the key is done with.
bool LineEditor::Impl::handle_menu(const Key& key) {
  if (menu_.candidates.empty()) return false;
  if (key.name == "Tab" || key.name == "Down" || key.name == "C-n") return select(1), true;
  if (key.name == "BackTab" || key.name == "Up" || key.name == "C-p") return select(-1), true;
  bool chosen = selected_ >= 0;
  if (key.name == "Enter" && chosen) return accept_selected(), true;
  if (key.name == "Right" && chosen) return accept_selected(), true;
  if (key.name == "C-c" || key.name == "C-g") return menu_.candidates.clear(), true;
  menu_.candidates.clear();
  if (chosen && key.name == "Escape") buffer_.undo();
  return false;
}

void LineEditor::Impl::enter() {
  bool complete = !hooks_.is_complete || hooks_.is_complete(buffer_.text());
  if (!complete) {
    buffer_.insert("\n");
    return;
  }
  result_ = Result{Kind::kText, buffer_.text()};
}

void LineEditor::Impl::interrupt() {
  result_ = Result{Kind::kInterrupted, ""};
}

void LineEditor::Impl::delete_or_end() {
  if (buffer_.empty())
    result_ = Result{Kind::kEnd, ""};
  else
    buffer_.erase();
}

void LineEditor::Impl::up_or_history() {
  if (!buffer_.up()) history_back();
}
void LineEditor::Impl::down_or_history() {
  if (!buffer_.down()) history_forward();
}

void LineEditor::Impl::recall(size_t index) {
  size_t end = history_.entries().size();
  if (index > end || index == history_at_) return;
  if (history_at_ == end) own_text_ = buffer_.text();
  history_at_ = index;
  buffer_.set(index == end ? own_text_ : history_.entries()[index]);
}

void LineEditor::Impl::complete() {
  if (!hooks_.complete) return;
  menu_ = hooks_.complete(buffer_.text(), buffer_.cursor());
  selected_ = -1;
  if (menu_.candidates.empty()) return;
  if (menu_.candidates.size() == 1) {
    buffer_.replace(menu_.begin, buffer_.cursor(), menu_.candidates[0].text);
    menu_.candidates.clear();
    return;
  }
  std::string common = common_beginning(menu_.candidates);
  if (common.size() > buffer_.cursor() - menu_.begin)
    buffer_.replace(menu_.begin, buffer_.cursor(), common);
}

// Going through the menu shows each candidate in the text; one undo takes it back.
void LineEditor::Impl::select(int step) {
  int count = static_cast<int>(menu_.candidates.size());
  if (count == 0) return;
  if (selected_ >= 0) buffer_.undo();
  selected_ = selected_ < 0 ? (step > 0 ? 0 : count - 1) : (selected_ + step + count) % count;
  const std::string& text = menu_.candidates[static_cast<size_t>(selected_)].text;
  buffer_.replace(menu_.begin, buffer_.cursor(), text);
}

void LineEditor::Impl::accept_selected() {
  menu_.candidates.clear();
}

std::vector<std::string> LineEditor::Impl::menu_rows(int width) const {
  std::vector<std::string> rows;
  int count = static_cast<int>(menu_.candidates.size());
  if (count == 0) return rows;
  int first = std::clamp(selected_ - kMenuRows / 2, 0, std::max(0, count - kMenuRows));
  int last = std::min(count, first + kMenuRows);
  int name_width = 0;
  for (int i = first; i < last; ++i)
    name_width = std::max(name_width, display_width(menu_.candidates[static_cast<size_t>(i)].text));
  name_width = std::min(name_width, std::max(8, width / 2));
  for (int i = first; i < last; ++i) {
    const Candidate& c = menu_.candidates[static_cast<size_t>(i)];
    std::string row = (i == selected_ ? "\x1b[7m " : " ") + padded(c.text, name_width) + " ";
    if (i == selected_) row += kPlain;
    int room = width - name_width - 4;
    if (room > 8 && !c.detail.empty())
      row += std::string(kDim) + " " + padded(c.detail, room) + std::string(kPlain);
    rows.push_back(row);
  }
  if (count > kMenuRows)
    rows.push_back(std::string(kDim) + "  " + std::to_string(std::max(selected_, 0) + 1) + "/" +
                   std::to_string(count) + std::string(kPlain));
  return rows;
}

void LineEditor::Impl::search() {
  std::string wanted;
  size_t at = history_.entries().size();
  std::string before = buffer_.text();
  bool found = true;
  auto look = [&](size_t from) {
    std::optional<size_t> hit = history_.search(wanted, from);
    found = hit.has_value();
    if (!hit) return;
    at = *hit;
    buffer_.set(history_.entries()[at]);
  };
  while (true) {
    draw({std::string(found ? "" : "\x1b[31m") + "search: " + wanted + std::string(kPlain) +
          std::string(kDim) + "   Ctrl-R older, Enter takes, Esc gives up" + std::string(kPlain)});
    Key key = keys_.next();
    if (key.name == "Text") {
      wanted += key.text;
      look(std::min(at + 1, history_.entries().size()));
    } else if (key.name == "Backspace") {
      if (!wanted.empty()) wanted.resize(previous_grapheme(wanted, wanted.size()));
      look(history_.entries().size());
    } else if (key.name == "C-r") {
      if (at > 0) look(at);
    } else if (key.name == "C-s") {
      for (size_t i = at + 1; i < history_.entries().size(); ++i)
        if (history_.search(wanted, i + 1) == i) {
          at = i;
          buffer_.set(history_.entries()[i]);
          break;
        }
    } else if (key.name == "C-g" || key.name == "Escape" || key.name == "C-c") {
      return buffer_.set(before);
    } else {
      history_at_ = at;
      if (key.name != "Enter" && key.name != "Resize") handle(key);
      if (key.name == "End-of-input") result_ = Result{Kind::kEnd, ""};
      if (key.name != "Resize") return;
    }
  }
}

void LineEditor::Impl::clear_screen() {
  put("\x1b[H\x1b[2J");
  drawn_cursor_row_ = 0;
}

void LineEditor::Impl::suspend() {
  put("\r\n");
  raw_->leave();
  raise(SIGTSTP);
  raw_->enter();
  drawn_cursor_row_ = 0;
}

// Draws everything again in one write: from the row where the prompt began downwards.
void LineEditor::Impl::draw(const std::vector<std::string>& below, bool last) {
  ScreenSize size = screen_size();
  std::vector<StyledSpan> styles;
  if (hooks_.highlight)
    styles = hooks_.highlight(buffer_.text(), last ? std::string::npos : buffer_.cursor());
  ScreenRows rows =
      lay_out_rows(prompt_, continuation_, buffer_.text(), buffer_.cursor(), styles, size.columns);
  std::vector<std::string> extra = below.empty() ? menu_rows(size.columns) : below;
  // A statement longer than the screen shows the part around the cursor.
  int room = std::max(1, size.rows - static_cast<int>(extra.size()));
  int count = static_cast<int>(rows.rows.size());
  int first = last ? std::max(0, count - room)
                   : std::clamp(rows.cursor_row - room + 1, 0, std::max(0, count - room));
  int shown = std::min(count, first + room);
  std::string out = "\x1b[?25l";
  if (drawn_cursor_row_ > 0) out += "\x1b[" + std::to_string(drawn_cursor_row_) + "A";
  out += "\r";
  for (int i = first; i < shown; ++i)
    out += (i > first ? "\r\n" : "") + rows.rows[static_cast<size_t>(i)] + "\x1b[K";
  for (const std::string& row : extra) out += "\r\n" + row + "\x1b[K";
  out += "\x1b[J";
  int bottom = shown - first - 1 + static_cast<int>(extra.size());
  int cursor_row = rows.cursor_row - first;
  if (bottom > cursor_row) out += "\x1b[" + std::to_string(bottom - cursor_row) + "A";
  out += "\r";
  if (rows.cursor_column > 0) out += "\x1b[" + std::to_string(rows.cursor_column) + "C";
  put(out + "\x1b[?25h");
  drawn_cursor_row_ = cursor_row;
}

LineEditor::LineEditor(History& history, EditorHooks hooks)
    : impl_(std::make_unique<Impl>(history, std::move(hooks))) {}
LineEditor::~LineEditor() = default;

bool LineEditor::interactive() const {
  return stdin_is_terminal() && stdout_is_terminal();
}

LineEditor::Result LineEditor::read(const std::string& prompt, const std::string& continuation) {
  return interactive() ? impl_->read(prompt, continuation) : impl_->read_plain();
}

void LineEditor::preset(std::string text) {
  impl_->preset_ = std::move(text);
}

}  // namespace hoego::cli

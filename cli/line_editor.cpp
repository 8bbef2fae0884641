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

#include "base/messages.h"
#include "base/unicode.h"
#include "cli/edit_buffer.h"
#include "cli/editor_screen.h"
#include "cli/raw_terminal.h"
#include "cli/terminal.h"

namespace hoego::cli {

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
  void clear_screen() { screen_.clear(); }
  void suspend();
  void escape() { menu_.close(); }
  template <void (EditBuffer::*method)()>
  void edit() {
    (buffer_.*method)();
  }

  void handle(const Key& key);
  bool handle_menu(const Key& key);
  void select(int step);
  bool idle();
  void draw(const std::vector<std::string>& below = {}, bool last = false);

  History& history_;
  EditorHooks hooks_;
  RawMode* raw_ = nullptr;
  EditBuffer buffer_;
  std::string prompt_, continuation_;
  std::optional<Result> result_;
  size_t history_at_ = 0;  // entries().size(): the text of our own
  std::string own_text_;
  CompletionMenu menu_;
  EditorScreen screen_;
};

const std::vector<LineEditor::Impl::Binding>& LineEditor::Impl::bindings() {
  using B = EditBuffer;
  static const std::vector<Binding> table = {
      {"Enter", &Impl::enter, "Enter", wording("run a finished statement, else begin a new line")},
      {"M-Enter", &Impl::new_line, "Alt-Enter", wording("begin a new line")},
      {"Tab", &Impl::complete, "Tab, Shift-Tab", wording("complete; again: go through the menu")},
      {"BackTab", &Impl::complete_back, "", ""},
      {"Escape", &Impl::escape, "Esc", wording("close the menu")},
      {"Left", &Impl::edit<&B::left>, "Left, Right, Ctrl-B, Ctrl-F", wording("by character")},
      {"C-b", &Impl::edit<&B::left>, "", ""},
      {"Right", &Impl::edit<&B::right>, "", ""},
      {"C-f", &Impl::edit<&B::right>, "", ""},
      {"M-b", &Impl::edit<&B::word_left>, "Alt-B, Alt-F, Ctrl-Left, Ctrl-Right",
       wording("by word")},
      {"M-f", &Impl::edit<&B::word_right>, "", ""},
      {"C-Left", &Impl::edit<&B::word_left>, "", ""},
      {"C-Right", &Impl::edit<&B::word_right>, "", ""},
      {"M-Left", &Impl::edit<&B::word_left>, "", ""},
      {"M-Right", &Impl::edit<&B::word_right>, "", ""},
      {"Home", &Impl::edit<&B::line_begin>, "Home, End, Ctrl-A, Ctrl-E",
       wording("ends of the line")},
      {"C-a", &Impl::edit<&B::line_begin>, "", ""},
      {"End", &Impl::edit<&B::line_end>, "", ""},
      {"C-e", &Impl::edit<&B::line_end>, "", ""},
      {"M-<", &Impl::edit<&B::text_begin>, "Alt-<, Alt->", wording("ends of the statement")},
      {"M->", &Impl::edit<&B::text_end>, "", ""},
      {"Up", &Impl::up_or_history, "Up, Down", wording("by line, then through the history")},
      {"Down", &Impl::down_or_history, "", ""},
      {"C-p", &Impl::history_back, "Ctrl-P, Ctrl-N", wording("through the history")},
      {"C-n", &Impl::history_forward, "", ""},
      {"PageUp", &Impl::history_back, "", ""},
      {"PageDown", &Impl::history_forward, "", ""},
      {"C-r", &Impl::search, "Ctrl-R", wording("search the history (again: older, Ctrl-S: newer)")},
      {"Backspace", &Impl::edit<&B::backspace>, "Backspace, Delete, Ctrl-D",
       wording("delete a character")},
      {"Delete", &Impl::edit<&B::erase>, "", ""},
      {"C-d", &Impl::delete_or_end, "", ""},
      {"C-w", &Impl::edit<&B::kill_word_back>, "Ctrl-W, Alt-D",
       wording("cut the word before, behind")},
      {"M-Backspace", &Impl::edit<&B::kill_word_back>, "", ""},
      {"M-d", &Impl::edit<&B::kill_word>, "", ""},
      {"C-k", &Impl::edit<&B::kill_to_line_end>, "Ctrl-K, Ctrl-U",
       wording("cut to the end, the beginning")},
      {"C-u", &Impl::edit<&B::kill_to_line_begin>, "", ""},
      {"C-y", &Impl::edit<&B::yank>, "Ctrl-Y", wording("put back what was cut")},
      {"C-t", &Impl::edit<&B::transpose>, "Ctrl-T", wording("exchange two characters")},
      {"C-_", &Impl::edit<&B::undo>, "Ctrl-_, Alt-_", wording("undo, redo")},
      {"M-_", &Impl::edit<&B::redo>, "", ""},
      {"C-l", &Impl::clear_screen, "Ctrl-L", wording("clear the screen")},
      {"C-c", &Impl::interrupt, "Ctrl-C", wording("give up the statement; while it runs: stop it")},
      {"C-z", &Impl::suspend, "Ctrl-Z", wording("suspend the program")},
  };
  return table;
}

std::vector<KeyHelp> key_help() {
  std::vector<KeyHelp> help;
  for (const LineEditor::Impl::Binding& binding : LineEditor::Impl::bindings())
    if (!binding.help_keys.empty()) help.push_back({binding.help_keys, binding.what});
  help.push_back({"Ctrl-D", wording("on an empty line: leave")});
  return help;
}

LineEditor::Result LineEditor::Impl::read(const std::string& prompt,
                                          const std::string& continuation) {
  prompt_ = prompt;
  continuation_ = continuation;
  result_.reset();
  buffer_.clear();
  if (!preset_.empty()) buffer_.insert(std::exchange(preset_, {}));
  menu_.close();
  history_at_ = history_.entries().size();
  screen_.begin();
  std::fflush(stdout);
  RawMode raw;
  raw_ = &raw;
  draw();
  while (!result_) {
    handle(keyboard().next([this] { return idle(); }));
    if (!result_) draw();
  }
  buffer_.text_end();
  menu_.close();
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
    screen_.resized(screen_size());
    return;
  }
  if (handle_menu(key)) return;
  if (key.name == "Text" || key.name == "Paste") return buffer_.insert(key.text);
  for (const Binding& binding : bindings())
    if (binding.key == key.name) return (this->*binding.run)();
}

// With a menu open some keys mean something else. True: the key is done with.
bool LineEditor::Impl::handle_menu(const Key& key) {
  if (!menu_.is_open()) return false;
  if (key.name == "Tab" || key.name == "Down" || key.name == "C-n") return select(1), true;
  if (key.name == "BackTab" || key.name == "Up" || key.name == "C-p") return select(-1), true;
  bool chosen = menu_.has_selected();
  menu_.close();
  if (chosen && (key.name == "Enter" || key.name == "Right")) return true;
  if (key.name == "C-c" || key.name == "C-g") return true;
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
  Completions found = hooks_.complete(buffer_.text(), buffer_.cursor());
  if (!found.partial && found.candidates.size() == 1)
    return buffer_.replace(found.begin, buffer_.cursor(), found.candidates[0].text);
  std::string common = found.partial ? "" : common_beginning(found.candidates);
  if (common.size() > buffer_.cursor() - found.begin)
    buffer_.replace(found.begin, buffer_.cursor(), common);
  menu_.open(std::move(found));
}

// Going through the menu shows each candidate in the text; one undo takes it back.
void LineEditor::Impl::select(int step) {
  if (!menu_.has_candidates()) return;
  if (menu_.has_selected()) buffer_.undo();
  const std::string& text = menu_.select(step);
  buffer_.replace(menu_.begin(), buffer_.cursor(), text);
}

// A menu that lacked names is filled up as soon as they are known.
bool LineEditor::Impl::idle() {
  if (!hooks_.prepare) return false;
  bool more = hooks_.prepare(buffer_.text(), buffer_.cursor());
  if (!more && menu_.is_partial() && !menu_.has_selected()) {
    complete();
    draw();
  }
  return more;
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
    std::string line = found ? say("search: {}", wanted) : say("nothing has: {}", wanted);
    std::string keys = "   " + say("Ctrl-R older, Enter takes, Esc gives up");
    int room = screen_size().columns - display_width(line);
    draw({(found ? "" : "\x1b[31m") + cut_to_width(line, screen_size().columns) +
          std::string(kPlain) + dim(cut_to_width(keys, std::max(0, room)))});
    Key key = keyboard().next();
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

void LineEditor::Impl::suspend() {
  put("\r\n");
  raw_->leave();
  {
    TerminalMode found(TerminalMode::Wanted::kAsFound);
    raise(SIGTSTP);
  }
  raw_->enter();
  screen_.begin();
}

void LineEditor::Impl::draw(const std::vector<std::string>& below, bool last) {
  ScreenSize size = screen_size();
  std::vector<StyledSpan> styles;
  if (hooks_.highlight)
    styles = hooks_.highlight(buffer_.text(), last ? std::string::npos : buffer_.cursor());
  ScreenRows rows =
      lay_out_rows(prompt_, continuation_, buffer_.text(), buffer_.cursor(), styles, size.columns);
  screen_.draw(rows, below.empty() ? menu_.rows(size.columns) : below, size, last);
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

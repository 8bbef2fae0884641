// SPDX-License-Identifier: Apache-2.0
// The terminal side of editing: raw mode, keys, drawing, menu, search, pager. What keys do to the
// text is in edit_buffer.cpp.
#include "cli/line_editor.h"

#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <utility>

#include "base/unicode.h"
#include "cli/edit_buffer.h"
#include "cli/terminal.h"

namespace hoego::cli {
namespace {

constexpr int kMenuRows = 8;
constexpr int kEscapeMilliseconds = 40;
constexpr std::string_view kPlain = "\x1b[0m";
constexpr std::string_view kDim = "\x1b[2m";

volatile sig_atomic_t window_changed = 0;
void on_window_change(int) {
  window_changed = 1;
}
// A closed window or a request to end is like the end of input: the shell saves and leaves.
volatile sig_atomic_t asked_to_leave = 0;
void on_leave(int) {
  asked_to_leave = 1;
}

struct ScreenSize {
  int rows = 24;
  int columns = 80;
};
ScreenSize screen_size() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
    return {};
  return {size.ws_row, size.ws_col};
}

void put(std::string_view text) {
  while (!text.empty()) {
    ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<size_t>(written));
  }
}

// Raw mode while it lives.
class RawMode {
 public:
  RawMode() { enter(); }
  ~RawMode() { leave(); }
  RawMode(const RawMode&) = delete;
  RawMode& operator=(const RawMode&) = delete;

  void enter() {
    if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios raw = before_;
    raw.c_iflag &= ~static_cast<tcflag_t>(BRKINT | ICRNL | INPCK | ISTRIP | IXON);
    raw.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | IEXTEN | ISIG);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    active_ = tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
    put("\x1b[?2004h");
    struct sigaction action {};
    action.sa_handler = on_window_change;
    sigaction(SIGWINCH, &action, &old_window_);
    action.sa_handler = on_leave;
    sigaction(SIGTERM, &action, &old_term_);
    sigaction(SIGHUP, &action, &old_hangup_);
  }
  void leave() {
    if (!active_) return;
    put("\x1b[?2004l");
    tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
    sigaction(SIGWINCH, &old_window_, nullptr);
    sigaction(SIGTERM, &old_term_, nullptr);
    sigaction(SIGHUP, &old_hangup_, nullptr);
    active_ = false;
  }

 private:
  termios before_{};
  struct sigaction old_window_ {};
  struct sigaction old_term_ {};
  struct sigaction old_hangup_ {};
  bool active_ = false;
};

// A key by name: "a", "한", "C-a", "M-b", "Left", "C-Right", "Enter"; "Paste" carries text;
// "Resize" and "End-of-input" are no keys but come the same way.
struct Key {
  std::string name;
  std::string text;
};

class KeyReader {
 public:
  Key next() {
    int byte = read_byte(-1);
    if (byte == kResized) return {"Resize", ""};
    if (byte < 0) return {"End-of-input", ""};
    if (byte == 0x1b) return escape();
    if (byte < 0x20 || byte == 0x7f) return control(byte);
    return character(byte);
  }

 private:
  static constexpr int kEnd = -1;
  static constexpr int kResized = -2;
  static constexpr int kTimeout = -3;

  int read_byte(int timeout) {
    if (at_ < buffer_.size()) return static_cast<unsigned char>(buffer_[at_++]);
    pollfd descriptor{STDIN_FILENO, POLLIN, 0};
    while (true) {
      if (asked_to_leave) return kEnd;
      if (window_changed && timeout < 0) {
        window_changed = 0;
        return kResized;
      }
      int ready = poll(&descriptor, 1, timeout);
      if (ready == 0) return kTimeout;
      if (ready < 0 && errno == EINTR) continue;
      if (ready < 0) return kEnd;
      char chunk[4096];
      ssize_t got = ::read(STDIN_FILENO, chunk, sizeof chunk);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return kEnd;
      buffer_.assign(chunk, static_cast<size_t>(got));
      at_ = 1;
      return static_cast<unsigned char>(buffer_[0]);
    }
  }

  static Key control(int byte) {
    switch (byte) {
      case '\r':
        return {"Enter", ""};
      case '\n':
        return {"Enter", ""};
      case '\t':
        return {"Tab", ""};
      case 0x7f:
      case 0x08:
        return {"Backspace", ""};
      case 0x1f:
        return {"C-_", ""};
      default:
        return {std::string("C-") + static_cast<char>(byte + 0x60), ""};
    }
  }

  Key character(int byte) {
    std::string text(1, static_cast<char>(byte));
    int more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC0 ? 1 : 0;
    for (; more > 0; --more) {
      int next_byte = read_byte(kEscapeMilliseconds);
      if (next_byte < 0) break;
      text += static_cast<char>(next_byte);
    }
    return {"Text", text};
  }

  Key escape() {
    int byte = read_byte(kEscapeMilliseconds);
    if (byte < 0) return {"Escape", ""};
    if (byte == '[') return sequence();
    if (byte == 'O') {
      int final = read_byte(kEscapeMilliseconds);
      return named(std::string(1, static_cast<char>(final)), "");
    }
    if (byte == '\r' || byte == '\n') return {"M-Enter", ""};
    if (byte == 0x7f || byte == 0x08) return {"M-Backspace", ""};
    if (byte == 0x1b) return {"Escape", ""};
    return {std::string("M-") + static_cast<char>(byte), ""};
  }

  Key sequence() {
    std::string parameters;
    int byte = read_byte(kEscapeMilliseconds);
    while (byte >= 0 && byte < 0x40) {
      parameters += static_cast<char>(byte);
      byte = read_byte(kEscapeMilliseconds);
    }
    if (byte < 0) return {"Escape", ""};
    if (byte == '~' && parameters == "200") return paste();
    size_t semicolon = parameters.find(';');
    std::string modifier =
        semicolon == std::string::npos ? "" : parameters.substr(semicolon + 1, 1);
    std::string prefix = modifier == "5" ? "C-" : modifier == "3" ? "M-" : "";
    std::string first = parameters.substr(0, semicolon);
    if (byte == 'u') return {first == "13" ? "M-Enter" : "Unknown", ""};
    if (byte == '~') return named(first + "~", prefix);
    return named(std::string(1, static_cast<char>(byte)), prefix);
  }

  static Key named(const std::string& code, const std::string& prefix) {
    static const std::pair<std::string_view, std::string_view> kNames[] = {
        {"A", "Up"},   {"B", "Down"},    {"C", "Right"},   {"D", "Left"},     {"H", "Home"},
        {"F", "End"},  {"Z", "BackTab"}, {"1~", "Home"},   {"7~", "Home"},    {"4~", "End"},
        {"8~", "End"}, {"3~", "Delete"}, {"5~", "PageUp"}, {"6~", "PageDown"}};
    for (const auto& [from, to] : kNames)
      if (from == code) return {prefix + std::string(to), ""};
    return {"Unknown", ""};
  }

  // Everything up to the end mark is text, whatever it looks like.
  Key paste() {
    constexpr std::string_view kMark = "\x1b[201~";
    std::string text;
    while (text.size() < kMark.size() ||
           text.compare(text.size() - kMark.size(), kMark.size(), kMark) != 0) {
      int byte = read_byte(5000);
      if (byte < 0) return {"Paste", text};
      text += static_cast<char>(byte);
    }
    text.resize(text.size() - kMark.size());
    return {"Paste", text};
  }

  std::string buffer_;
  size_t at_ = 0;
};

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

namespace {

// Columns of a text with colours in it.
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

}  // namespace

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
    if (styled) out.rows.back() += kPlain;
    column += cells;
    i = next;
  }
  return out;
}

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
  FILE* pipe = popen(pager, "w");
  if (!pipe) return false;
  std::fwrite(text.data(), 1, text.size(), pipe);
  return pclose(pipe) == 0;
}

// A pager of our own: lines are cut at the edge of the screen.
class Pager {
 public:
  explicit Pager(const std::string& text) : lines_(lines_of(text)) {}

  void run() {
    RawMode raw;
    put("\x1b[?1049h\x1b[?7l");
    KeyReader keys;
    while (!done_) {
      draw();
      Key key = keys.next();
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

  void draw() const {
    std::string out = "\x1b[?25l\x1b[H";
    for (size_t i = top_; i < top_ + height(); ++i) {
      if (i < lines_.size()) out.append(lines_[i]);
      out += "\x1b[0m\x1b[K\r\n";
    }
    size_t shown = std::min(lines_.size(), top_ + height());
    if (searching_)
      out += "/" + wanted_ + "\x1b[K\x1b[?25h";
    else
      out += "\x1b[7m " + std::to_string(shown) + "/" + std::to_string(lines_.size()) +
             "  space: on  b: back  /: search  q: leave \x1b[0m\x1b[K";
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

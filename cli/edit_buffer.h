// SPDX-License-Identifier: Apache-2.0
// The text that is being edited, and what keys do to it. Pure: no terminal here.
//
//   EditBuffer b;
//   b.insert("이직");  b.left();  b.backspace();   // "직", cursor at its beginning
//   b.undo();                                      // "이직"
//
// The cursor stands between grapheme clusters; columns are those of a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hoego::cli {

// Boundaries of grapheme clusters (a Hangul syllable, an emoji with its joiners) around `at`.
size_t next_grapheme(std::string_view text, size_t at);
size_t previous_grapheme(std::string_view text, size_t at);

class EditBuffer {
 public:
  const std::string& text() const { return text_; }
  size_t cursor() const { return cursor_; }
  bool empty() const { return text_.empty(); }

  void set(std::string_view text);  // cursor at its end; can be undone
  void clear();                     // forgets undo too
  void set_cursor(size_t cursor);

  // Control characters other than newline and tab are left out, bytes that are no UTF-8 replaced.
  void insert(std::string_view text);
  void replace(size_t begin, size_t end, std::string_view text);  // cursor behind it
  void backspace();
  void erase();  // under the cursor
  void kill_to_line_end();
  void kill_to_line_begin();
  void kill_word_back();
  void kill_word();
  void yank();
  void transpose();

  void left();
  void right();
  void word_left();
  void word_right();
  void line_begin();
  void line_end();
  void text_begin() { move_to(0); }
  void text_end() { move_to(text_.size()); }
  // Within the lines of the text, keeping the column; false: there is no such line.
  bool up();
  bool down();
  bool on_first_line() const { return line_start() == 0; }
  bool on_last_line() const { return text_.find('\n', cursor_) == std::string::npos; }

  void undo();
  void redo();

 private:
  struct State {
    std::string text;
    size_t cursor;
  };
  enum class Action { kOther, kType, kErase };

  void move_to(size_t cursor);
  void remember(Action action);
  void cut(size_t begin, size_t end, bool front);
  size_t line_start() const;
  size_t line_stop() const;
  size_t word_start() const;
  size_t word_stop() const;

  std::string text_;
  size_t cursor_ = 0;
  int wanted_column_ = -1;  // of up() and down() in a row
  std::vector<State> undo_;
  std::vector<State> redo_;
  Action last_ = Action::kOther;
  std::string killed_;
  bool killing_ = false;  // the next kill adds to the last one
};

}  // namespace hoego::cli

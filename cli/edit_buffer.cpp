// SPDX-License-Identifier: Apache-2.0
// Editing of one text by grapheme clusters.
#include "cli/edit_buffer.h"

#include <utf8proc.h>

#include <algorithm>

#include "base/unicode.h"

namespace hoego::cli {
namespace {

constexpr size_t kMaxUndo = 1000;

// Words are runs of letters, digits and '_' (Hangul among them).
bool is_word(std::string_view text, size_t at) {
  char32_t c = code_point_at(text, at);
  if (c < 0x80) return (c >= '0' && c <= '9') || c == '_' || ((c | 32) >= 'a' && (c | 32) <= 'z');
  auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

std::string clean(std::string_view raw) {
  std::string valid = replace_invalid_utf8(raw);
  std::string out;
  for (size_t i = 0; i < valid.size(); ++i) {
    auto c = static_cast<unsigned char>(valid[i]);
    if (c == '\r') {
      if (i + 1 >= valid.size() || valid[i + 1] != '\n') out += '\n';
      continue;
    }
    if (c >= 0x20 || c == '\n' || c == '\t') out += valid[i];
  }
  std::erase(out, '\x7f');
  return out;
}

}  // namespace

size_t next_grapheme(std::string_view text, size_t at) {
  if (at >= text.size()) return text.size();
  utf8proc_int32_t state = 0;
  auto previous = static_cast<utf8proc_int32_t>(code_point_at(text, at));
  for (size_t i = next_code_point(text, at); i < text.size(); i = next_code_point(text, i)) {
    auto c = static_cast<utf8proc_int32_t>(code_point_at(text, i));
    if (utf8proc_grapheme_break_stateful(previous, c, &state)) return i;
    previous = c;
  }
  return text.size();
}

// Clusters are short and lines begin new ones: look again from the beginning of the line, or from
// some way before on a very long one.
size_t previous_grapheme(std::string_view text, size_t at) {
  if (at == 0) return 0;
  constexpr size_t kBack = 256;
  size_t line = text.rfind('\n', at - 1);
  if (line == at - 1) return at - 1;
  size_t i = line == std::string_view::npos ? 0 : line + 1;
  if (at - i > kBack) {
    i = at - kBack;
    while (i < at && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) ++i;
  }
  size_t last = i;
  while (i < at) {
    last = i;
    i = next_grapheme(text, i);
  }
  return last;
}

void EditBuffer::move_to(size_t cursor) {
  cursor_ = std::min(cursor, text_.size());
  wanted_column_ = -1;
  last_ = Action::kOther;
  killing_ = false;
}

// Typing in a row is one step of undo, up to the next space.
void EditBuffer::remember(Action action) {
  bool goes_on = action != Action::kOther && action == last_;
  last_ = action;
  killing_ = false;
  wanted_column_ = -1;
  redo_.clear();
  if (goes_on) return;
  undo_.push_back({text_, cursor_});
  if (undo_.size() > kMaxUndo) undo_.erase(undo_.begin());
}

void EditBuffer::set(std::string_view text) {
  if (text == text_) return text_end();
  remember(Action::kOther);
  text_ = clean(text);
  cursor_ = text_.size();
}

void EditBuffer::clear() {
  text_.clear();
  undo_.clear();
  redo_.clear();
  move_to(0);
}

void EditBuffer::set_cursor(size_t cursor) {
  move_to(cursor);
}

void EditBuffer::insert(std::string_view raw) {
  std::string text = clean(raw);
  if (text.empty()) return;
  bool one = next_grapheme(text, 0) == text.size();
  bool space = text == " " || text == "\n";
  remember(one && !space ? Action::kType : Action::kOther);
  text_.insert(cursor_, text);
  cursor_ += text.size();
}

void EditBuffer::replace(size_t begin, size_t end, std::string_view text) {
  remember(Action::kOther);
  std::string with = clean(text);
  text_.replace(begin, end - begin, with);
  cursor_ = begin + with.size();
}

void EditBuffer::backspace() {
  if (cursor_ == 0) return;
  remember(Action::kErase);
  size_t begin = previous_grapheme(text_, cursor_);
  text_.erase(begin, cursor_ - begin);
  cursor_ = begin;
}

void EditBuffer::erase() {
  if (cursor_ >= text_.size()) return;
  remember(Action::kErase);
  text_.erase(cursor_, next_grapheme(text_, cursor_) - cursor_);
}

void EditBuffer::cut(size_t begin, size_t end, bool front) {
  if (begin >= end) return;
  bool more = killing_;
  remember(Action::kOther);
  std::string piece = text_.substr(begin, end - begin);
  if (!more)
    killed_ = piece;
  else
    killed_ = front ? piece + killed_ : killed_ + piece;
  text_.erase(begin, end - begin);
  cursor_ = begin;
  killing_ = true;
}

void EditBuffer::kill_to_line_end() {
  size_t end = line_stop();
  cut(cursor_, end == cursor_ && end < text_.size() ? end + 1 : end, false);
}
void EditBuffer::kill_to_line_begin() {
  size_t begin = line_start();
  cut(begin == cursor_ && begin > 0 ? begin - 1 : begin, cursor_, true);
}
void EditBuffer::kill_word_back() {
  cut(word_start(), cursor_, true);
}
void EditBuffer::kill_word() {
  cut(cursor_, word_stop(), false);
}

void EditBuffer::yank() {
  if (killed_.empty()) return;
  remember(Action::kOther);
  text_.insert(cursor_, killed_);
  cursor_ += killed_.size();
}

// Exchanges the characters around the cursor, as Ctrl-T does everywhere.
void EditBuffer::transpose() {
  size_t at = cursor_ == text_.size() ? previous_grapheme(text_, cursor_) : cursor_;
  size_t before = previous_grapheme(text_, at);
  size_t after = next_grapheme(text_, at);
  if (before == at || at == after) return;
  remember(Action::kOther);
  std::string turned = text_.substr(at, after - at) + text_.substr(before, at - before);
  text_.replace(before, after - before, turned);
  cursor_ = after;
}

void EditBuffer::left() {
  move_to(previous_grapheme(text_, cursor_));
}
void EditBuffer::right() {
  move_to(next_grapheme(text_, cursor_));
}
void EditBuffer::word_left() {
  move_to(word_start());
}
void EditBuffer::word_right() {
  move_to(word_stop());
}
void EditBuffer::line_begin() {
  move_to(line_start());
}
void EditBuffer::line_end() {
  move_to(line_stop());
}

size_t EditBuffer::line_start() const {
  if (cursor_ == 0) return 0;
  size_t newline = text_.rfind('\n', cursor_ - 1);
  return newline == std::string::npos ? 0 : newline + 1;
}

size_t EditBuffer::line_stop() const {
  size_t newline = text_.find('\n', cursor_);
  return newline == std::string::npos ? text_.size() : newline;
}

size_t EditBuffer::word_start() const {
  size_t at = cursor_;
  while (at > 0 && !is_word(text_, previous_grapheme(text_, at))) at = previous_grapheme(text_, at);
  while (at > 0 && is_word(text_, previous_grapheme(text_, at))) at = previous_grapheme(text_, at);
  return at;
}

size_t EditBuffer::word_stop() const {
  size_t at = cursor_;
  while (at < text_.size() && !is_word(text_, at)) at = next_grapheme(text_, at);
  while (at < text_.size() && is_word(text_, at)) at = next_grapheme(text_, at);
  return at;
}

bool EditBuffer::up() {
  size_t start = line_start();
  if (start == 0) return false;
  int column = wanted_column_ >= 0
                   ? wanted_column_
                   : display_width(std::string_view(text_).substr(start, cursor_ - start));
  size_t above = start >= 2 ? text_.rfind('\n', start - 2) : std::string::npos;
  size_t begin = above == std::string::npos ? 0 : above + 1;
  std::string_view line = std::string_view(text_).substr(begin, start - 1 - begin);
  move_to(begin + cut_to_width(line, column).size());
  wanted_column_ = column;
  return true;
}

bool EditBuffer::down() {
  size_t stop = line_stop();
  if (stop >= text_.size()) return false;
  size_t start = line_start();
  int column = wanted_column_ >= 0
                   ? wanted_column_
                   : display_width(std::string_view(text_).substr(start, cursor_ - start));
  size_t end = text_.find('\n', stop + 1);
  std::string_view line = std::string_view(text_).substr(
      stop + 1, (end == std::string::npos ? text_.size() : end) - stop - 1);
  move_to(stop + 1 + cut_to_width(line, column).size());
  wanted_column_ = column;
  return true;
}

void EditBuffer::undo() {
  if (undo_.empty()) return;
  redo_.push_back({text_, cursor_});
  text_ = std::move(undo_.back().text);
  size_t cursor = undo_.back().cursor;
  undo_.pop_back();
  move_to(cursor);
}

void EditBuffer::redo() {
  if (redo_.empty()) return;
  undo_.push_back({text_, cursor_});
  text_ = std::move(redo_.back().text);
  size_t cursor = redo_.back().cursor;
  redo_.pop_back();
  move_to(cursor);
}

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// Reading a statement from a terminal: multi-line editing, history, search, completion menu, live
// highlighting. Where standard input or output is no terminal, lines are read as they come.
//
//   LineEditor editor(history, hooks);
//   LineEditor::Result r = editor.read("hoego> ", "   ...> ");
//   if (r.kind == LineEditor::Kind::kText) run(r.text);
//
// The keys stand in one table (key_help()). The terminal is always left as it was found.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/completion_menu.h"
#include "cli/history.h"
#include "cli/screen_rows.h"

namespace hoego::cli {

struct EditorHooks {
  // Sorted spans that do not overlap; `cursor` is for matching brackets.
  std::function<std::vector<StyledSpan>(std::string_view text, size_t cursor)> highlight;
  std::function<Completions(std::string_view text, size_t cursor)> complete;
  // Called while nothing is typed, until it is false: gets ready what complete() will need.
  std::function<bool(std::string_view text, size_t cursor)> prepare;
  std::function<bool(std::string_view text)> is_complete;  // none: every line is
  // Off a terminal: whether the statement ends with this line; keeps what it needs to know between
  // lines, `first` begins anew.
  std::function<bool(std::string_view line, bool first)> ends_with_line;
};

class LineEditor {
 public:
  enum class Kind { kText, kInterrupted, kEnd };
  struct Result {
    Kind kind = Kind::kEnd;
    std::string text;
  };

  LineEditor(History& history, EditorHooks hooks);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  bool interactive() const;
  Result read(const std::string& prompt, const std::string& continuation);
  // What the next read() begins with.
  void preset(std::string text);

  class Impl;  // private to line_editor.cpp

 private:
  std::unique_ptr<Impl> impl_;
};

// Keys and what they do, for `:help keys`.
struct KeyHelp {
  std::string_view keys;
  std::string_view what;
};
std::vector<KeyHelp> key_help();

}  // namespace hoego::cli

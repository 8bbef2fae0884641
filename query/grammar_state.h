// SPDX-License-Identifier: Apache-2.0
// What one parse remembers: the tree so far, the furthest failure and what was wanted there, the
// memo of `expression`, and the guards of depth and size. Plain C++; the grammar is built on it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/messages.h"
#include "query/ast.h"
#include "query/error.h"
#include "query/parse.h"

namespace hoego::query::grammar {

using Cursor = const char*;  // X3 walks bytes: offsets stay byte offsets, Hangul stays whole

// Something that would have been right at a place where the query went wrong.
struct Wanted {
  std::string_view word;  // a keyword ("RETURN") or empty: for "did you mean"
  std::string_view name;  // as people read it: "`RETURN`", "a variable"
};

// Names of things wanted that advice is given about.
inline constexpr std::string_view kOperator = wording("an operator");
inline constexpr std::string_view kNodeName = wording("a node like (n:Person)");
inline constexpr std::string_view kPathEquals = wording("`=` and a pattern");
inline constexpr std::string_view kArrowName = "`->`";
inline constexpr std::string_view kEnd = wording("the end of the query");

// Trees higher than this are refused, so that those who walk them may recurse.
inline constexpr uint16_t kMaxHeight = 1000;

class State {
 public:
  explicit State(std::string_view text);

  // Nodes.
  // `first_inside`: size() before the parts of an expression with a subquery were read.
  ExprId add(Expr&& expr, size_t first_inside = 0);
  size_t size() const { return exprs_.size(); }
  Expr& expr(ExprId id) { return exprs_[id]; }
  std::vector<Expr> take_exprs() { return std::move(exprs_); }

  // Places.
  Cursor begin() const { return text_.data(); }
  Cursor end() const { return text_.data() + text_.size(); }
  std::string_view text() const { return text_; }
  uint32_t offset(Cursor at) const { return static_cast<uint32_t>(at - begin()); }
  Span span(Cursor from, Cursor to) const { return {offset(from), offset(to)}; }

  // What is wrong whatever else the text says: a string that is never closed. From then on nothing
  // matches. Not thrown: unwinding the depth of the grammar costs more than reading the text.
  void fail(QueryError error) {
    if (!failure_) failure_ = std::move(error);
  }
  bool failed() const { return failure_.has_value(); }
  QueryError take_failure() { return std::move(*failure_); }

  // What was wanted: only what was wanted furthest in the text is kept.
  void want(Cursor at, Wanted what) {
    if (at < furthest_) return;
    if (at > furthest_) {
      furthest_ = at;
      wanted_.clear();
    }
    wanted_.push_back(what);
  }
  // What failed at `at` since `mark` is told as one thing: "an expression".
  size_t mark_wanted(Cursor at) const { return at == furthest_ ? wanted_.size() : 0; }
  void summarize_wanted(Cursor at, size_t mark, Wanted as);
  Cursor furthest() const { return furthest_; }
  const std::vector<Wanted>& wanted() const { return wanted_; }

  // Memo of `expression`: nested lists and parentheses are tried in several ways, but read once.
  struct Memo {
    enum class Kind : uint8_t { kUnknown, kFailed, kFound };
    Kind kind = Kind::kUnknown;
    uint32_t end = 0;
    ExprId id = kNoExpr;
  };
  Memo& memo(Cursor at) {
    auto& table = memo_[bar_ends_ ? 1 : 0];
    if (table.empty()) table.resize(text_.size() + 1);
    return table[offset(at)];
  }

  // In `[x IN xs WHERE x:A | x.name]` the bar ends the predicate; elsewhere x:A|B is a label
  // expression.
  bool bar_ends() const { return bar_ends_; }

  // Scope guards of the grammar.
  class Nesting {  // counts depth; fails beyond kMaxDepth
   public:
    Nesting(State& state, Cursor at);
    ~Nesting() { --state_.depth_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

   private:
    State& state_;
  };
  class BarMode {
   public:
    BarMode(State& state, bool ends) : state_(state), before_(state.bar_ends_) {
      state.bar_ends_ = ends;
    }
    ~BarMode() { state_.bar_ends_ = before_; }
    BarMode(const BarMode&) = delete;
    BarMode& operator=(const BarMode&) = delete;

   private:
    State& state_;
    bool before_;
  };

 private:
  uint16_t height_of(const Pattern& pattern) const;

  std::string_view text_;
  std::vector<Expr> exprs_;
  std::vector<uint16_t> heights_;
  std::optional<QueryError> failure_;
  Cursor furthest_;
  std::vector<Wanted> wanted_;
  std::array<std::vector<Memo>, 2> memo_;
  int depth_ = 0;
  bool bar_ends_ = false;
};

// Scanning of single tokens at `first`; they move it and answer true, or leave it and answer false.
void skip_blanks_and_comments(Cursor& first, Cursor last);
inline void skip_blanks(Cursor& first, Cursor last) {
  auto is_text = [&] { return first == last || (*first > ' ' && *first != '/'); };
  if (is_text()) return;       // the two common cases: nothing to skip,
  if (*first == ' ') ++first;  // or one blank
  if (!is_text()) skip_blanks_and_comments(first, last);
}
bool is_name_start(Cursor at, Cursor last);
bool scan_word(Cursor& first, Cursor last);  // letters, digits, _ and all of Unicode's letters
bool scan_name(Cursor& first, Cursor last, State& state, Name& out);  // a word or `back-ticked`
bool skip_name(Cursor& first, Cursor last);                           // a name, without making it
bool scan_parameter(Cursor& first, Cursor last, State& state, Name& out);  // $name, $0
bool scan_keyword(Cursor& first, Cursor last, std::string_view upper);
bool scan_number(Cursor& first, Cursor last, State& state, bool negative, Value& out);
bool scan_string(Cursor& first, Cursor last, State& state, std::string& out);
bool scan_hops(Cursor& first, Cursor last, State& state, int64_t& out);  // 12 of *12..
bool is_reserved(std::string_view word);
bool same_word(std::string_view word, std::string_view upper);  // without case

}  // namespace hoego::query::grammar

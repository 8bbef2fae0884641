// SPDX-License-Identifier: Apache-2.0
// The door of the grammar: checks the text, runs the grammar, and turns its furthest failure into
// words. What is wrong with the composition of a tree that reads well is found in check.cpp.
#include "query/parse.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/suggest.h"
#include "base/unicode.h"
#include "query/check.h"
#include "query/grammar_doors.h"

namespace hoego::query {

namespace {

using grammar::Cursor;
using grammar::State;
using grammar::Wanted;

void check_utf8(std::string_view text) {
  size_t bad = first_invalid_utf8(text);
  if (bad == kNoOffset) return;
  auto at = static_cast<uint32_t>(bad);
  throw syntax_error("InvalidUnicodeCharacter", "the query is no UTF-8 text here", {at, at + 1},
                     "save the file as UTF-8");
}

void check_size(std::string_view text) {
  constexpr size_t kMaxBytes = 64u << 20;
  if (text.size() <= kMaxBytes) return;
  throw syntax_error("QueryTooLarge", "a query has at most 64 MiB", {},
                     "pass data as parameters ($rows) instead of writing it out");
}

// The token at the place of the failure: a word, a run of punctuation's first character.
std::string_view token_at(std::string_view text, size_t offset) {
  if (offset >= text.size()) return {};
  for (const Token& token : lex(text.substr(offset, 200))) {
    if (token.span.begin == 0 && token.span.end > 0) {
      return text.substr(offset, token.span.size());
    }
    break;
  }
  return text.substr(offset, next_code_point(text.substr(offset), 0));
}

bool is_mark(const char* name) {  // a keyword or punctuation: shown in back-ticks
  std::string_view text = name;
  if (text.find('`') != std::string_view::npos) return false;
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// The distinct names of what was wanted, in the order of the grammar.
std::vector<std::string> names_of(const std::vector<Wanted>& wanted) {
  std::vector<std::string> names;
  for (const Wanted& one : wanted) {
    std::string name = is_mark(one.name) ? "`" + std::string(one.name) + "`" : one.name;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

std::string listed(std::vector<std::string> names) {
  constexpr size_t kShown = 6;
  if (names.size() > kShown) {
    names.resize(kShown - 1);
    names.push_back("...");
  }
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) {
    bool last = i + 1 == names.size();
    if (i > 0) out += last && names[i] != "..." ? " or " : ", ";
    out += names[i];
  }
  return out;
}

std::string suggested_keyword(std::string_view got, const std::vector<Wanted>& wanted) {
  std::vector<std::string> words;
  for (const Wanted& one : wanted) {
    if (*one.word) words.emplace_back(one.word);
  }
  std::string upper(got);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return upper.size() < 2 ? "" : suggest(upper, words);
}

// Hints for what people write who come from elsewhere.
std::string hint_for(std::string_view rest, std::string_view got,
                     const std::vector<Wanted>& wanted) {
  if (rest.starts_with("/*")) return "this comment is never closed: end it with */";
  if (rest.starts_with("!=")) return "unequal is written <>";
  if (rest.starts_with("&&")) return "write AND";
  if (rest.starts_with("||")) return "write OR; text is joined with +";
  if (std::string word = suggested_keyword(got, wanted); !word.empty() && word != got) {
    return "did you mean `" + word + "`?";
  }
  if (grammar::is_reserved(got)) {
    return "`" + std::string(got) + "` is a keyword; put back-ticks around it to use it as a name";
  }
  return {};
}

bool is_foreign_character(std::string_view got) {
  return !got.empty() && static_cast<unsigned char>(got[0]) >= 0x80 &&
         !grammar::is_name_start(got.data(), got.data() + got.size());
}

[[noreturn]] void throw_furthest(const State& state) {
  Cursor at = state.furthest();
  grammar::skip_blanks(at, state.end());
  std::string_view text = state.text();
  uint32_t offset = state.offset(at);
  std::string_view got = token_at(text, offset);
  Span span{offset, offset + static_cast<uint32_t>(got.size())};
  if (is_foreign_character(got)) {
    throw syntax_error("InvalidUnicodeCharacter",
                       "the character `" + std::string(got) + "` has no meaning here", span,
                       "word processors replace quotes and dashes; type plain ' and -");
  }
  std::string message = "expected " + listed(names_of(state.wanted())) + ", got " +
                        (got.empty() ? "the end of the query" : "`" + std::string(got) + "`");
  throw syntax_error("UnexpectedSyntax", message, span,
                     hint_for(text.substr(offset), got, state.wanted()));
}

}  // namespace

Statement parse(std::string_view text) {
  check_size(text);
  check_utf8(text);
  State state(text);
  Statement statement;
  Cursor at = state.begin();
  bool good = grammar::parse_statement(at, state.end(), state, statement);
  if (good) grammar::skip_blanks(at, state.end());
  if (!good || at != state.end()) {
    state.want(at, {"", "the end of the query"});
    throw_furthest(state);
  }
  statement.exprs = state.take_exprs();
  check(statement, text);
  return statement;
}

}  // namespace hoego::query

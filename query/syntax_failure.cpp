// SPDX-License-Identifier: Apache-2.0
#include "query/syntax_failure.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/messages.h"
#include "base/suggest.h"
#include "base/unicode.h"

namespace hoego::query {

namespace {

using grammar::Cursor;
using grammar::State;
using grammar::Wanted;

// The token at the place of the failure; cut where it is endless.
Token token_at(std::string_view text, uint32_t offset) {
  constexpr size_t kLongest = 40;
  std::string_view rest = text.substr(offset);
  if (rest.empty()) return {TokenKind::kError, {offset, offset}};
  if (rest.starts_with("/*")) return {TokenKind::kError, {offset, offset + 2}};
  Token token = first_token(rest.substr(0, kLongest + 1));
  size_t size = next_code_point(rest, 0);
  if (token.span.empty() || token.span.begin != 0) {
    return {TokenKind::kError, {offset, offset + static_cast<uint32_t>(size)}};
  }
  size_t end = token.span.end;
  if (end > kLongest) {
    for (end = 0; end < kLongest;) end = next_code_point(rest, end);
  }
  return {token.kind, {offset, offset + static_cast<uint32_t>(end)}};
}

bool wants(const std::vector<Wanted>& wanted, std::string_view name) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const Wanted& one) { return one.name == name; });
}

bool is_mark(std::string_view text) {  // a keyword or punctuation: shown in back-ticks
  if (text.find('`') != std::string_view::npos) return false;
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_clause(std::string_view name) {
  constexpr std::string_view kClauses[] = {"EXPLAIN", "PROFILE", "OPTIONAL", "MATCH", "UNWIND",
                                           "WITH",    "RETURN",  "CREATE",   "MERGE", "SET",
                                           "REMOVE",  "DETACH",  "DELETE",   "CALL",  "FOREACH"};
  return std::find(std::begin(kClauses), std::end(kClauses), name) != std::end(kClauses);
}

constexpr size_t kShown = 6;  // names in a message

// The distinct names of what was wanted, in the order of the grammar, and no more of them than tell
// whether all are shown; where any clause may begin, clauses are named as one.
std::vector<std::string_view> names_of(const std::vector<Wanted>& wanted) {
  constexpr std::string_view kAnyClause = wording("a clause (MATCH, RETURN ...)");
  bool any_clause = wants(wanted, "UNWIND");
  std::vector<std::string_view> names;
  names.reserve(kShown + 1);
  std::string_view last;  // the same name often stands many times in a row
  for (const Wanted& one : wanted) {
    if (names.size() > kShown) break;
    if (one.name == last) continue;
    last = one.name;
    std::string_view name = any_clause && is_clause(one.name) ? kAnyClause : one.name;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

void append_name(std::string& out, std::string_view name) {
  if (is_mark(name)) {
    out += '`';
    out += name;
    out += '`';
  } else {
    out += translated(name);
  }
}

std::string listed(const std::vector<std::string_view>& names) {
  const bool cut = names.size() > kShown;
  const size_t in_row = cut ? kShown - 1 : std::max<size_t>(names.size(), 2) - 1;
  std::string out;
  for (size_t i = 0; i < std::min(in_row, names.size()); ++i) {
    if (i > 0) out += ", ";
    append_name(out, names[i]);
  }
  if (cut) return say("{}, ...", out);
  if (names.size() <= in_row) return out;
  std::string last;
  append_name(last, names.back());
  return say("{} or {}", out, last);
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return out;
}

std::string_view suggested_keyword(std::string_view got, const std::vector<Wanted>& wanted) {
  if (got.size() < 2) return {};
  Nearest nearest(got);
  for (const Wanted& one : wanted) {
    if (!one.word.empty()) nearest.offer(one.word);
  }
  return nearest.best();
}

struct Advice {
  std::string_view got;
  const char* hint;
};

// What people write who come from elsewhere: signs, and words without case.
constexpr Advice kSigns[] = {
    {"/*", wording("this comment is never closed: end it with */")},
    {"!=", wording("unequal is written <>")},
    {"&&", wording("write AND")},
    {"||", wording("write OR; texts are joined with +")},
    {"=>", wording("at least is written >=")},
    {"=<", wording("at most is written <=")},
    {"{", wording("the length of a path is written in the brackets: -[:TYPE*1..3]->")},
    {"+", wording("the length of a path is written in the brackets: -[:TYPE*]->")},
};
constexpr Advice kWords[] = {
    {"SELECT", wording("this is no SQL: MATCH (n) RETURN n.name")},
    {"INSERT", wording("write CREATE (:Label {key: value})")},
    {"UPDATE", wording("write MATCH (n) SET n.key = value")},
    {"FROM", wording("write MATCH (n:Label)")},
    {"JOIN", wording("write the relationship: MATCH (a)-[:TYPE]->(b)")},
    {"GROUP",
     wording("rows are grouped by what stands beside an aggregate: RETURN n.kind, count(*)")},
    {"HAVING", wording("filter groups with WITH: WITH n.kind AS kind, count(*) AS c WHERE c > 1")},
    {"LIKE", wording("use CONTAINS, STARTS WITH, ENDS WITH or =~")},
    {"ILIKE", wording("use toLower(a) CONTAINS toLower(b)")},
    {"BETWEEN", wording("write 1 <= n.x <= 2")},
    {"OFFSET", wording("write SKIP")},
    {"TOP", wording("write LIMIT at the end")},
    {"LOAD", wording("read the file outside and pass its rows: UNWIND $rows AS row")},
    {"USE", wording("a query is about the one graph that is open")},
    {"DROP", wording("indexes and constraints need no statements here")},
    {"INDEX", wording("indexes and constraints need no statements here")},
    {"CONSTRAINT", wording("indexes and constraints need no statements here")},
    {"FOR", wording("indexes and constraints need no statements here")},
    {"FILTER", wording("write WITH * WHERE ...")},
    {"LET", wording("write WITH *, ... AS name")},
};

std::string advice_for(std::string_view rest, std::string_view word) {
  for (const Advice& one : kWords) {
    if (grammar::same_word(word, one.got)) return std::string(translated(one.hint));
  }
  for (const Advice& one : kSigns) {
    bool about_paths = one.got == "{" || one.got == "+";
    if (rest.starts_with(one.got) && !about_paths) return std::string(translated(one.hint));
  }
  return {};
}

// Advice that needs to know what was wanted.
std::string structural_advice(std::string_view rest, std::string_view word,
                              const std::vector<Wanted>& wanted) {
  if (wants(wanted, grammar::kNodeName)) {
    if (rest.starts_with("{")) return std::string(translated(kSigns[6].hint));
    if (rest.starts_with("+") || rest.starts_with("*"))
      return std::string(translated(kSigns[7].hint));
    if (!word.empty()) return say("a node stands in parentheses: ({})", word);
  }
  if (wants(wanted, grammar::kArrowName)) return say("an arrow is written -[:TYPE]->, --> or --");
  if (wants(wanted, grammar::kPathEquals)) return say("a node stands in parentheses: (n)");
  if (wants(wanted, ":") && (rest.starts_with("}") || rest.starts_with("="))) {
    return say("a map is written {key: value}");
  }
  if (grammar::same_word(word, "NOT") && wants(wanted, grammar::kOperator)) {
    return say("NOT stands first: NOT x IN list");
  }
  if (rest.starts_with(",") && wants(wanted, ")") && !wants(wanted, ",")) {
    return say("a list is written in brackets: [1, 2]");
  }
  if (wants(wanted, grammar::kEnd) && wanted.size() == 1) {
    return say("one statement at a time; split a file at its semicolons");
  }
  return {};
}

// Whether a keyword at the start of `rest` was meant as a name: nothing follows that it could
// begin.
bool looks_like_name(std::string_view rest, std::string_view word) {
  grammar::Cursor at = rest.data() + word.size();
  grammar::Cursor end = rest.data() + rest.size();
  grammar::skip_blanks(at, end);
  return at == end || std::string_view("),:.]}").find(*at) != std::string_view::npos;
}

std::string hint_for(std::string_view rest, const Token& token, std::string_view got,
                     const std::vector<Wanted>& wanted) {
  bool is_word = grammar::is_name_start(rest.data(), rest.data() + rest.size());
  std::string_view word = is_word ? got : std::string_view();
  if (std::string advice = advice_for(rest, word); !advice.empty()) return advice;
  if (token.kind != TokenKind::kKeyword) {
    std::string_view known = suggested_keyword(word, wanted);
    if (!known.empty() && known != upper(word)) return say("did you mean `{}`?", known);
  }
  if (std::string advice = structural_advice(rest, word, wanted); !advice.empty()) return advice;
  if (grammar::is_reserved(word) && looks_like_name(rest, word)) {
    return say("`{}` is a keyword; put back-ticks around it to use it as a name", word);
  }
  return {};
}

bool is_foreign_character(std::string_view got) {
  return !got.empty() && static_cast<unsigned char>(got[0]) >= 0x80 &&
         !grammar::is_name_start(got.data(), got.data() + got.size());
}

// The place of the failure: behind blanks, and before the slash of a comment that never ends.
uint32_t place_of(const State& state) {
  Cursor at = state.furthest();
  grammar::skip_blanks(at, state.end());
  bool comment = at != state.begin() && at != state.end() && *at == '*' && at[-1] == '/';
  return state.offset(at) - (comment ? 1 : 0);
}

}  // namespace

QueryError furthest_failure(const State& state) {
  std::string_view text = state.text();
  uint32_t offset = place_of(state);
  Token token = token_at(text, offset);
  std::string got(token.span.in(text));
  if (is_foreign_character(got)) {
    return syntax_error("InvalidUnicodeCharacter",
                        say("the character `{}` has no meaning here", got), token.span,
                        say("word processors replace quotes and dashes; type plain ' and -"));
  }
  std::string wanted = listed(names_of(state.wanted()));
  std::string message = got.empty() ? say("expected {}, got the end of the query", wanted)
                                    : say("expected {}, got `{}`", wanted, got);
  return syntax_error("UnexpectedSyntax", message, token.span,
                      hint_for(text.substr(offset), token, got, state.wanted()));
}

}  // namespace hoego::query

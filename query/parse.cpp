// SPDX-License-Identifier: Apache-2.0
// The door of the grammar: checks the text and runs the grammar. Its failures are put into words in
// syntax_failure.cpp; what is wrong with the composition of a tree that reads well is found in
// check.cpp.
#include "query/parse.h"

#include <memory>
#include <utility>

#include "base/messages.h"
#include "base/unicode.h"
#include "query/check.h"
#include "query/grammar_doors.h"
#include "query/syntax_failure.h"

namespace hoego::query {

namespace {

using grammar::Cursor;
using grammar::State;

void check_utf8(std::string_view text) {
  size_t bad = first_invalid_utf8(text);
  if (bad == kNoOffset) return;
  auto at = static_cast<uint32_t>(bad);
  throw syntax_error("InvalidUnicodeCharacter", say("the query is no UTF-8 text here"),
                     {at, at + 1}, say("save the file as UTF-8"));
}

void check_size(std::string_view text) {
  constexpr size_t kMaxBytes = 64u << 20;
  if (text.size() <= kMaxBytes) return;
  throw syntax_error("QueryTooLarge", say("a query has at most 64 MiB"), {},
                     say("pass data as parameters ($rows) instead of writing it out"));
}

// What is wrong with the text, where it is not read.
std::unique_ptr<QueryError> read(std::string_view text, Statement& out) {
  State state(text);
  Cursor at = state.begin();
  bool good = grammar::parse_statement(at, state.end(), state, out);
  if (state.failed()) return std::make_unique<QueryError>(state.take_failure());
  if (good) grammar::skip_blanks(at, state.end());
  if (good && at != state.end()) state.want(at, {"", grammar::kEnd});
  if (!good || at != state.end()) return std::make_unique<QueryError>(furthest_failure(state));
  out.exprs = state.take_exprs();
  return nullptr;
}

QueryError taken(QueryError* failure) {
  std::unique_ptr<QueryError> owner(failure);
  return std::move(*owner);
}

}  // namespace

Statement parse(std::string_view text) {
  check_size(text);
  check_utf8(text);
  QueryError* failure = nullptr;
  {
    Statement statement;
    failure = read(text, statement).release();
    if (!failure) {
      check(statement);
      return statement;
    }
  }
  // Nothing here is left to clean up: unwinding that stops once costs two thirds.
  throw taken(failure);
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Query text -> tree, and back. The grammar (Boost.Spirit X3) stays behind this door.
//
//   Statement s = parse("MATCH (n:Person) RETURN n.name");
//   unparse(s)                      ->  "MATCH (n:Person) RETURN n.name"
//   parse("MATCH (n RETURN n")      ->  throws QueryError: SyntaxError, offset 9, "expected ..."
//
// Linear in the length of the text; nesting beyond kMaxDepth, trees beyond kMaxNodes, and more than
// 1,000 operators one inside the other are errors, so that whoever walks a tree may recurse. Long
// chains of AND, OR and XOR come as low trees of groups. An error names the furthest place that was
// reached, what would have been right there, and advice. What is wrong with the composition of
// clauses (a RETURN in the middle, a pattern as a value) is found here too; names are the binder's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "query/ast.h"

namespace hoego::query {

inline constexpr int kMaxDepth = 200;
inline constexpr size_t kMaxNodes = 1'000'000;

// One statement; a final `;` is allowed.
Statement parse(std::string_view text);

// The spans of the statements of a text separated by `;` (strings, comments and back-ticks
// respected), empty ones left out.
std::vector<Span> split_statements(std::string_view text);

// Canonical text: parse(unparse(s)) is the same tree as s, spans apart.
std::string unparse(const Statement& statement);
std::string unparse(const Statement& statement, ExprId expr);

// Whether the statement can write (decided on the tree).
bool writes(const Statement& statement);

// The tokens of a text for highlighting and completion; never fails.
enum class TokenKind {
  kKeyword,
  kIdentifier,
  kLabel,
  kFunction,
  kNumber,
  kString,
  kParameter,
  kOperator,
  kBracket,
  kComment,
  kError
};
struct Token {
  TokenKind kind;
  Span span;
};
std::vector<Token> lex(std::string_view text);
Token first_token(std::string_view text);  // an empty span where there is none

}  // namespace hoego::query

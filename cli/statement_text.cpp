// SPDX-License-Identifier: Apache-2.0
#include "cli/statement_text.h"

#include <algorithm>
#include <optional>

namespace hoego::cli {
namespace {

using query::Token;
using query::TokenKind;

constexpr std::string_view kBracketStyle = "1;4";

std::string_view style_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::kKeyword:
      return "1;34";
    case TokenKind::kLabel:
      return "33";
    case TokenKind::kFunction:
      return "36";
    case TokenKind::kNumber:
      return "35";
    case TokenKind::kString:
      return "32";
    case TokenKind::kParameter:
      return "1;35";
    case TokenKind::kComment:
      return "2";
    case TokenKind::kError:
      return "31";
    default:
      return {};
  }
}

char partner(char c) {
  constexpr std::string_view kPairs = "()[]{}";
  size_t at = kPairs.find(c);
  return at == std::string_view::npos ? '\0' : kPairs[at ^ 1];
}

// The token that closes or opens the bracket token `at`; nullopt where there is none.
std::optional<size_t> match_bracket(std::string_view text, const std::vector<Token>& tokens,
                                    size_t at) {
  char own = text[tokens[at].span.begin];
  char other = partner(own);
  bool forward = own == '(' || own == '[' || own == '{';
  int depth = 0;
  for (size_t i = at; i < tokens.size(); forward ? ++i : --i) {
    if (tokens[i].kind != TokenKind::kBracket) continue;
    char c = text[tokens[i].span.begin];
    if (c == own) ++depth;
    if (c == other && --depth == 0) return i;
  }
  return std::nullopt;
}

// The bracket under the cursor or before it, and its partner.
std::vector<size_t> brackets_at(std::string_view text, const std::vector<Token>& tokens,
                                size_t cursor) {
  for (size_t i = 0; i < tokens.size(); ++i) {
    bool touches = tokens[i].span.begin == cursor || tokens[i].span.end == cursor;
    if (!touches || !is_bracket(text, tokens[i])) continue;
    if (std::optional<size_t> other = match_bracket(text, tokens, i)) return {i, *other};
  }
  return {};
}

}  // namespace

bool is_bracket(std::string_view text, const Token& token) {
  return token.kind == TokenKind::kBracket && token.span.size() == 1 &&
         partner(text[token.span.begin]) != '\0';
}

std::vector<StyledSpan> highlight(std::string_view text, size_t cursor) {
  std::vector<StyledSpan> styles;
  if (is_command(text)) {
    size_t end = std::min(text.find(' '), text.size());
    styles.push_back({{0, static_cast<uint32_t>(end)}, "1;36"});
    if (text.substr(1, end - 1) != "explain") return styles;
    std::string query(end, ' ');
    query += text.substr(end);
    for (const StyledSpan& span : highlight(query, cursor)) styles.push_back(span);
    return styles;
  }
  std::vector<Token> tokens = query::lex(text);
  std::vector<size_t> brackets = brackets_at(text, tokens, cursor);
  for (size_t i = 0; i < tokens.size(); ++i) {
    std::string_view style = style_of(tokens[i].kind);
    if (std::find(brackets.begin(), brackets.end(), i) != brackets.end()) style = kBracketStyle;
    if (!style.empty()) styles.push_back({tokens[i].span, style});
  }
  return styles;
}

bool is_command(std::string_view text) {
  size_t at = text.find_first_not_of(" \t\n");
  if (at == std::string_view::npos) return false;
  if (text[at] == ':' || text.substr(at) == "\\e") return true;
  return text[at] == '.' && at + 1 < text.size() && (text[at + 1] | 32) >= 'a' &&
         (text[at + 1] | 32) <= 'z';
}

bool is_whole_statement(std::string_view text) {
  if (text.find_first_not_of(" \t\n") == std::string_view::npos) return true;
  if (is_command(text)) return true;
  std::vector<Token> tokens = query::lex(text);
  while (!tokens.empty() && tokens.back().kind == TokenKind::kComment) tokens.pop_back();
  if (tokens.empty()) return false;
  if (tokens.back().kind != TokenKind::kError && tokens.back().span.in(text) == ";") return true;
  size_t newline = text.rfind('\n');
  return newline != std::string_view::npos &&
         text.find_first_not_of(" \t", newline + 1) == std::string_view::npos &&
         tokens.back().span.end <= newline;
}

bool StatementEnd::ends_with(std::string_view line, bool first) {
  if (first) *this = {};
  bool blank = line.find_first_not_of(" \t\r") == std::string_view::npos;
  if (first && (blank || is_command(line))) return true;
  scan(line);
  return inside_ == '\0' && (last_ == ';' || (blank && last_ != '\0'));
}

void StatementEnd::scan(std::string_view line) {
  for (size_t i = 0; i < line.size(); ++i) {
    char c = line[i];
    char next = i + 1 < line.size() ? line[i + 1] : '\0';
    if (inside_ == '*') {
      if (c == '*' && next == '/') inside_ = '\0', ++i;
    } else if (inside_ != '\0') {
      if (c == '\\' && inside_ != '`') ++i;
      if (c == inside_) inside_ = '\0';
    } else if (c == '/' && next == '/') {
      return;
    } else if (c == '/' && next == '*') {
      inside_ = '*', ++i;
    } else if (c != ' ' && c != '\t' && c != '\r') {
      last_ = c;
      if (c == '\'' || c == '"' || c == '`') inside_ = c;
    }
  }
}

}  // namespace hoego::cli

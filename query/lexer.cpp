// SPDX-License-Identifier: Apache-2.0
// Tokens of a query text without a grammar: for highlighting, completion, and for cutting a file
// into statements. It never fails: what is no token is one of kind kError.
#include <algorithm>
#include <iterator>
#include <string_view>

#include "base/unicode.h"
#include "query/grammar_state.h"
#include "query/parse.h"

namespace hoego::query {

namespace {

using grammar::Cursor;

// Words that are shown as keywords; more than are reserved.
constexpr std::string_view kKeywords[] = {
    "ALL",     "AND",      "ANY",      "AS",    "ASC",    "ASCENDING", "BY",      "CALL",
    "CASE",    "COLLECT",  "CONTAINS", "COUNT", "CREATE", "DELETE",    "DESC",    "DESCENDING",
    "DETACH",  "DISTINCT", "ELSE",     "END",   "ENDS",   "EXISTS",    "EXPLAIN", "FALSE",
    "FOREACH", "IN",       "IS",       "LIMIT", "MATCH",  "MERGE",     "NONE",    "NOT",
    "NULL",    "ON",       "OPTIONAL", "OR",    "ORDER",  "PROFILE",   "REDUCE",  "REMOVE",
    "RETURN",  "SET",      "SINGLE",   "SKIP",  "STARTS", "THEN",      "TRUE",    "UNION",
    "UNWIND",  "WHEN",     "WHERE",    "WITH",  "XOR",    "YIELD"};

bool is_keyword(std::string_view word) {
  return std::any_of(std::begin(kKeywords), std::end(kKeywords),
                     [&](std::string_view k) { return grammar::same_word(word, k); });
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text), at_(text.data()), last_(at_ + text.size()) {}

  // The next token; an empty span at the end of the text.
  Token next() {
    skip_spaces();
    Cursor begin = at_;
    if (at_ == last_) return token(TokenKind::kError, begin);
    Token found = scan(begin);
    if (found.kind != TokenKind::kComment) before_ = found;
    return found;
  }

 private:
  Token token(TokenKind kind, Cursor begin) const { return {kind, {offset(begin), offset(at_)}}; }
  uint32_t offset(Cursor at) const { return static_cast<uint32_t>(at - text_.data()); }

  // Blanks without comments, which are tokens here.
  void skip_spaces() {
    while (at_ != last_ && !(*at_ == '/' && last_ - at_ > 1 && (at_[1] == '/' || at_[1] == '*'))) {
      Cursor next = at_;
      size_t size = next_code_point({at_, static_cast<size_t>(last_ - at_)}, 0);
      grammar::skip_blanks(next, at_ + size);
      if (next == at_) return;
      at_ = next;
    }
  }

  Token scan(Cursor begin) {
    char c = *at_;
    if (c == '/' && last_ - at_ > 1 && at_[1] == '/') return line_comment(begin);
    if (c == '/' && last_ - at_ > 1 && at_[1] == '*') return block_comment(begin);
    if (c == '\'' || c == '"' || c == '`') return quoted(begin, c);
    if (c == '$') return parameter(begin);
    if (is_digit(c) || (c == '.' && last_ - at_ > 1 && is_digit(at_[1]))) return number(begin);
    if (grammar::scan_word(at_, last_)) return word(begin);
    return punctuation(begin);
  }

  Token line_comment(Cursor begin) {
    at_ = std::find(at_, last_, '\n');
    return token(TokenKind::kComment, begin);
  }
  Token block_comment(Cursor begin) {
    size_t close = std::string_view(begin, static_cast<size_t>(last_ - begin)).find("*/", 2);
    at_ = close == std::string_view::npos ? last_ : begin + close + 2;
    return token(close == std::string_view::npos ? TokenKind::kError : TokenKind::kComment, begin);
  }
  Token quoted(Cursor begin, char quote) {
    TokenKind kind = quote == '`' ? name_kind(begin) : TokenKind::kString;
    for (++at_; at_ != last_ && *at_ != quote; ++at_) {
      if (*at_ == '\\' && quote != '`' && last_ - at_ > 1) ++at_;
    }
    if (at_ == last_) return token(TokenKind::kError, begin);
    ++at_;
    return token(kind, begin);
  }
  Token parameter(Cursor begin) {
    ++at_;
    if (at_ != last_ && *at_ == '`') {
      Token name = quoted(at_, '`');
      return token(name.kind == TokenKind::kError ? name.kind : TokenKind::kParameter, begin);
    }
    Cursor name = at_;
    if (!grammar::scan_word(at_, last_)) at_ = std::find_if_not(at_, last_, is_digit);
    return token(at_ == name ? TokenKind::kError : TokenKind::kParameter, begin);
  }
  Token number(Cursor begin) {
    auto part = [](char c) {
      return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    bool hex = last_ - at_ > 1 && (at_[1] == 'x' || at_[1] == 'X');
    while (at_ != last_) {
      bool dot = *at_ == '.' && last_ - at_ > 1 && is_digit(at_[1]);
      bool exponent = !hex && (*at_ == '-' || *at_ == '+') && (at_[-1] == 'e' || at_[-1] == 'E');
      if (!part(*at_) && !dot && !exponent) break;
      ++at_;
    }
    return token(TokenKind::kNumber, begin);
  }
  Token word(Cursor begin) {
    std::string_view text(begin, static_cast<size_t>(at_ - begin));
    if (follows_dot()) return token(TokenKind::kIdentifier, begin);
    if (follows_colon()) return token(TokenKind::kLabel, begin);
    if (is_keyword(text)) return token(TokenKind::kKeyword, begin);
    return token(calls() ? TokenKind::kFunction : TokenKind::kIdentifier, begin);
  }
  TokenKind name_kind(Cursor) const {
    return follows_colon() ? TokenKind::kLabel : TokenKind::kIdentifier;
  }
  bool calls() const {
    Cursor next = at_;
    grammar::skip_blanks(next, last_);
    return next != last_ && *next == '(';
  }
  bool follows_dot() const { return before_.span.in(text_) == "."; }
  // A colon, unless it is that of a map: then the word before it began an entry.
  bool follows_colon() const {
    std::string_view sign = before_.span.in(text_);
    return (sign == ":" && braces_ == 0) ||
           (labels_ && (sign == "|" || sign == "&" || sign == "!"));
  }
  Token punctuation(Cursor begin) {
    constexpr std::string_view kBrackets = "()[]{}";
    constexpr std::string_view kTwo[] = {"<>", "<=", ">=", "=~", "..", "+=", "->", "<-"};
    size_t size = next_code_point({at_, static_cast<size_t>(last_ - at_)}, 0);
    for (std::string_view two : kTwo) {
      if (std::string_view(at_, static_cast<size_t>(last_ - at_)).starts_with(two)) size = 2;
    }
    at_ += size;
    count(*begin);
    if (kBrackets.find(*begin) != std::string_view::npos) return token(TokenKind::kBracket, begin);
    bool known = std::string_view("+-*/%^=<>.,:;|&!").find(*begin) != std::string_view::npos;
    return token(known ? TokenKind::kOperator : TokenKind::kError, begin);
  }
  void count(char c) {
    if (c == '{') ++braces_;
    if (c == '}' && braces_ > 0) --braces_;
    labels_ = c == ':' || (labels_ && (c == '|' || c == '&' || c == '!'));
  }

  std::string_view text_;
  Cursor at_;
  Cursor last_;
  Token before_{TokenKind::kError, {}};
  int braces_ = 0;
  bool labels_ = false;
};

}  // namespace

Token first_token(std::string_view text) {
  return Lexer(text).next();
}

std::vector<Token> lex(std::string_view text) {
  std::vector<Token> tokens;
  Lexer lexer(text);
  for (Token token = lexer.next(); !token.span.empty(); token = lexer.next()) {
    tokens.push_back(token);
  }
  return tokens;
}

std::vector<Span> split_statements(std::string_view text) {
  std::vector<Span> statements;
  Span current{};
  Lexer lexer(text);
  auto finish = [&] {
    if (!current.empty()) statements.push_back(current);
    current = {};
  };
  for (Token token = lexer.next(); !token.span.empty(); token = lexer.next()) {
    if (token.kind == TokenKind::kComment) continue;
    if (token.span.in(text) == ";") {
      finish();
    } else {
      current = {current.empty() ? token.span.begin : current.begin, token.span.end};
    }
  }
  finish();
  return statements;
}

}  // namespace hoego::query

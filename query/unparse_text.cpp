// SPDX-License-Identifier: Apache-2.0
// Names, numbers and texts as the grammar reads them back.
#include <algorithm>
#include <charconv>

#include "query/grammar_state.h"
#include "query/unparser.h"

namespace hoego::query {

namespace {

// Words that begin a construct of their own before a parenthesis or brace.
bool is_construct(std::string_view text) {
  constexpr std::string_view kWords[] = {
      "ALL", "ANY", "NONE", "SINGLE", "REDUCE", "SHORTESTPATH", "ALLSHORTESTPATHS"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view w) { return grammar::same_word(text, w); });
}

}  // namespace

void Unparser::name(const Name& n) {
  std::string_view text = n.text;
  grammar::Cursor at = text.data();
  bool plain = grammar::scan_word(at, text.data() + text.size()) &&
               at == text.data() + text.size() && !grammar::is_reserved(text) &&
               !is_construct(text);
  if (plain) {
    out_ += text;
    return;
  }
  out_ += '`';
  for (char c : text) out_ += c == '`' ? "``" : std::string(1, c);
  out_ += '`';
}

void Unparser::dotted(const Name& n) {
  std::string_view text = n.text;
  // A quoted name may hold dots of its own: parts that are nothing have no name to write.
  const bool whole =
      text.starts_with('.') || text.ends_with('.') || text.find("..") != std::string_view::npos;
  if (whole) return name(n);
  for (size_t dot; (dot = text.find('.')) != std::string_view::npos;) {
    name({std::string(text.substr(0, dot)), {}});
    out_ += '.';
    text.remove_prefix(dot + 1);
  }
  name({std::string(text), {}});
}

void Unparser::expressions(const std::vector<ExprId>& ids) {
  list(ids, [&](ExprId id) { expression(id); });
}

void Unparser::optional(const char* before, ExprId id) {
  if (id == kNoExpr) return;
  out_ += before;
  expression(id);
}

void Unparser::literal(const Value& v) {
  switch (v.type()) {
    case ValueType::kBoolean:
      out_ += v.as_boolean() ? "true" : "false";
      return;
    case ValueType::kInteger:
      out_ += std::to_string(v.as_integer());
      return;
    case ValueType::kFloat:
      number(v.as_float());
      return;
    case ValueType::kString:
      text(v.as_string());
      return;
    default:
      out_ += "null";
      return;
  }
}

void Unparser::number(double d) {
  char buffer[32];
  auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, d);
  std::string written(buffer, end);
  if (written.find_first_of(".e") == std::string::npos) written += ".0";
  out_ += written;
}

void Unparser::text(std::string_view s) {
  out_ += '\'';
  for (char c : s) {
    switch (c) {
      case '\'':
        out_ += "\\'";
        break;
      case '\\':
        out_ += "\\\\";
        break;
      case '\n':
        out_ += "\\n";
        break;
      case '\r':
        out_ += "\\r";
        break;
      case '\t':
        out_ += "\\t";
        break;
      case '\b':
        out_ += "\\b";
        break;
      case '\f':
        out_ += "\\f";
        break;
      default:
        out_ += c;
    }
  }
  out_ += '\'';
}

}  // namespace hoego::query

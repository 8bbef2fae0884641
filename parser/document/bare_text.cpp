// SPDX-License-Identifier: Apache-2.0
#include "parser/document/bare_text.h"

#include <algorithm>

namespace hoego::parser {
namespace {

// The offset behind the string whose quotes stand at `at`; the end of the text or of the line where
// nothing closes it.
size_t behind_string(std::string_view toml, size_t at) {
  const char quote = toml[at];
  const std::string_view three = toml.substr(at, 3);
  const bool many_lines = three.size() == 3 && three[1] == quote && three[2] == quote;
  size_t i = at + (many_lines ? 3 : 1);
  while (i < toml.size()) {
    if (toml[i] == '\\' && quote == '"') {
      i += 2;
    } else if (many_lines ? toml.substr(i, 3) == three : toml[i] == quote) {
      return i + (many_lines ? 3 : 1);
    } else if (!many_lines && toml[i] == '\n') {
      return i;
    } else {
      ++i;
    }
  }
  return toml.size();
}

bool begins_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '"' || c == '\'';
}

}  // namespace

std::optional<size_t> find_bare_text(std::string_view toml) {
  int depth = 0;           // of brackets
  bool line_start = true;  // only blanks so far
  for (size_t i = 0; i < toml.size();) {
    const char c = toml[i];
    if (c == '[' && depth == 0 && line_start) {
      depth = toml.substr(i, 2) == "[[" ? 2 : 1;
      i = std::min(toml.find_first_not_of(" \t", i + static_cast<size_t>(depth)), toml.size());
      if (i == toml.size() || !begins_key(toml[i])) return i;
      line_start = false;
      continue;
    }
    if (c == '"' || c == '\'') {
      if (i > 0 && begins_key(toml[i - 1]) && toml[i - 1] != c) return i;  // 55'5 is no string
      i = behind_string(toml, i);
      line_start = false;
      continue;
    }
    if (c == '#') {
      i = std::min(toml.find('\n', i), toml.size());
      continue;
    }
    if (static_cast<unsigned char>(c) >= 0x80) return i;
    if (c == '[') ++depth;
    if (c == ']' && depth > 0) --depth;
    if (c == '\n') {
      line_start = true;
    } else if (c != ' ' && c != '\t') {
      line_start = false;
    }
    ++i;
  }
  return std::nullopt;
}

}  // namespace hoego::parser

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

}  // namespace

std::optional<size_t> bare_non_ascii(std::string_view toml) {
  for (size_t i = 0; i < toml.size();) {
    const char c = toml[i];
    if (c == '"' || c == '\'') {
      i = behind_string(toml, i);
    } else if (c == '#') {
      i = std::min(toml.find('\n', i), toml.size());
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      return i;
    } else {
      ++i;
    }
  }
  return std::nullopt;
}

}  // namespace hoego::parser

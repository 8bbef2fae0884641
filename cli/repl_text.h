// SPDX-License-Identifier: Apache-2.0
// Taking the arguments of commands apart; private to the repl_*.cpp files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/value.h"

namespace hoego::cli {

std::vector<std::string> split_words(std::string_view text);
std::vector<std::string> split_commas(const std::string& text);  // each trimmed and unquoted
// Without the blanks at both ends and the semicolons at the end.
std::string trimmed(std::string_view text);
std::string unquoted(std::string text);
// The name of a file: trimmed, unquoted, ~/ as the home of the user.
std::string file_argument(std::string_view text);
// Lines of at most `width` columns, broken at spaces. The first begins at column `indent`, where
// the others begin too.
std::string wrapped(std::string_view text, int width, int indent = 0);
std::string joined(const std::vector<std::string>& texts);  // ", " between
inline Value text_value(const std::string& text) {
  return Value::string(text);
}

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// What the shell knows of a text while it is written: colours, matching brackets, and whether it is
// a command or a whole statement.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "cli/screen_rows.h"
#include "query/parse.h"

namespace hoego::cli {

std::vector<StyledSpan> highlight(std::string_view text, size_t cursor);

// A command (":help"), or text whose last token is `;`, or that ends in an empty line.
bool is_whole_statement(std::string_view text);
bool is_command(std::string_view text);

// The same line by line, in linear time however long the statement is.
class StatementEnd {
 public:
  bool ends_with(std::string_view line, bool first);

 private:
  void scan(std::string_view line);

  char inside_ = '\0';  // ' " ` of a string or name, '*' of a comment
  char last_ = '\0';    // the last character that counts
};

bool is_bracket(std::string_view text, const query::Token& token);

}  // namespace hoego::cli

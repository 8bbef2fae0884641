// SPDX-License-Identifier: Apache-2.0
// A text with styles as rows of a screen, and where the cursor stands in them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace hoego::cli {

// A stretch of the text and how it is shown: the parameters of SGR, "1;34".
struct StyledSpan {
  Span span;
  std::string_view style;
};

// Columns of a text with colours in it.
int visible_width(std::string_view text);

// Rows that a text takes on a screen: prompt and text broken at `width` columns.
struct ScreenRows {
  std::vector<std::string> rows;  // with styles
  int cursor_row = 0;
  int cursor_column = 0;
};
ScreenRows lay_out_rows(const std::string& prompt, const std::string& continuation,
                        std::string_view text, size_t cursor, const std::vector<StyledSpan>& styles,
                        int width);

}  // namespace hoego::cli

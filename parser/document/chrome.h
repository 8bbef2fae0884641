// SPDX-License-Identifier: Apache-2.0
// What a blog host prints around a post and a reader copies along: lists of other posts, dates,
// share buttons.
#pragma once

#include <string>
#include <vector>

#include "parser/document/document.h"

namespace hoego::parser {

// Cuts chrome from the body (overwrites with blanks) and returns its dated lines. `copied`: the
// text was copied from a page, so button labels may stand in lines of their own.
std::vector<ChromeEntry> cut_chrome(std::string& working, Span body, bool copied);

// The first full date in a line: "2024.09.04", "2022. 12. 30. 23:15", "2022-12-30", "2022년 12월
// 30일", "December 1, 2022". Used for chrome, file names and front matter.
struct FoundDate {
  Edtf date;
  Span span;
};
std::optional<FoundDate> find_date(std::string_view line);

}  // namespace hoego::parser

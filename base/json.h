// SPDX-License-Identifier: Apache-2.0
// The one JSON string escape of the program.
#pragma once

#include <string>
#include <string_view>

namespace hoego {

// Appends the text as a JSON string, quotes included. Only what JSON asks for is escaped: `"`, `\`
// and control characters (\n, \r, \t, else \u00XX). Everything else goes through byte by byte, so
// that a text comes back as it was; text that may be no UTF-8: replace_invalid_utf8() first.
//
//   std::string out;
//   append_json_string(out, "그는 \"네\"");  ->  "그는 \"네\""
void append_json_string(std::string& out, std::string_view text);

}  // namespace hoego

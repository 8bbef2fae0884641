// SPDX-License-Identifier: Apache-2.0
// A guard before toml++ 3.3: its tables of Unicode blanks reach undefined behaviour for some
// letters (U+0290, say) outside of quotes. TOML allows only ASCII there, so such a text is refused
// first.
#pragma once

#include <optional>
#include <string_view>

namespace hoego::parser {

// The offset of the first byte beyond ASCII outside of strings and comments, of the first wrong
// name of a table, or of a quote inside of a word; none: there is none.
std::optional<size_t> find_bare_text(std::string_view toml);

}  // namespace hoego::parser

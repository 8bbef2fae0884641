// SPDX-License-Identifier: Apache-2.0
// The one way to toml++, kept away from two of its faults (3.3): for bad text its tables of Unicode
// blanks reach undefined behaviour ("x ʐ"), and a table header that begins with a sign ("[/t")
// meets an assertion before the error that is written for it. So the library sees ASCII only: other
// bytes are written out as ~XX and read back in all keys and strings; and its assertions are off
// (with g++ and in debug builds of clang they then mean nothing to the compiler).
//
//   toml::parse_result result = parse_toml("[[alias]]\nname = \"나르고\"\n");
//   if (!result) ... result.error().source().begin.line, .description()
//   result.table()["alias"] ...
//
// Invalid UTF-8 is an error as it is for the library; columns of places count written-out bytes.
#pragma once

#include <string_view>

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>

namespace hoego::parser {

toml::parse_result parse_toml(std::string_view text);

}  // namespace hoego::parser

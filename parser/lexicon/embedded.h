// SPDX-License-Identifier: Apache-2.0
// The tables of parser/lexicon/*.tsv as they were at build time (made by CMakeLists.txt).
#pragma once

#include <string_view>
#include <vector>

namespace hoego::parser {

struct EmbeddedFile {
  std::string_view name;  // "roles.tsv"
  std::string_view text;
};
const std::vector<EmbeddedFile>& embedded_lexicon();

}  // namespace hoego::parser

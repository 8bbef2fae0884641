// SPDX-License-Identifier: Apache-2.0
// The head of a post: YAML between ---, TOML between +++, a JSON object, or MDX `export const
// meta`.
#pragma once

#include <string_view>
#include <vector>

#include "parser/document/document.h"

namespace hoego::parser {

struct FrontMatterResult {
  FrontMatter front;
  uint32_t body = 0;  // where the post begins
};

// `working` is the whole file. Never throws; what fails is read line by line and noted.
FrontMatterResult read_front_matter(std::string_view working, std::vector<Note>& notes);

}  // namespace hoego::parser

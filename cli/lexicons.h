// SPDX-License-Identifier: Apache-2.0
// The built-in lexicon, with the user's own packs where the command line names some.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "parser/lexicon/lexicon.h"

namespace hoego::cli {

// The *.tsv files of the folders, as (name, text), sorted by name within a folder.
std::vector<std::pair<std::string, std::string>> read_packs(
    const std::vector<std::string>& folders);

// The built-in tables plus those of `packs` (name, text). Error (kInput) that lists every problem.
using Packs = std::vector<std::pair<std::string, std::string>>;
std::shared_ptr<const parser::Lexicon> load_lexicon(const Packs& packs);

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// Small parts of completion; private to the completion*.cpp files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/completion_menu.h"

namespace hoego::cli {

inline constexpr size_t kMaxCandidates = 400;

bool begins_with(std::string_view text, std::string_view folded_prefix);
void sort_candidates(std::vector<Candidate>& candidates);  // by text, each once
// Those that begin with `prefix`; `begin` is where it stands.
Completions from_list(std::vector<Candidate> all, std::string_view prefix, size_t begin);
// Files and folders whose path begins so.
std::vector<Candidate> files_like(std::string_view typed);

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
#include "cli/completion_words.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/unicode.h"

namespace hoego::cli {

bool begins_with(std::string_view text, std::string_view folded_prefix) {
  return fold_case(text.substr(0, folded_prefix.size() * 2 + 8)).rfind(folded_prefix, 0) == 0;
}

void sort_candidates(std::vector<Candidate>& candidates) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return a.text < b.text; });
  candidates.erase(std::unique(candidates.begin(), candidates.end(),
                               [](const auto& a, const auto& b) { return a.text == b.text; }),
                   candidates.end());
}

Completions from_list(std::vector<Candidate> all, std::string_view prefix, size_t begin) {
  Completions out{begin, {}};
  std::string folded = fold_case(prefix);
  for (Candidate& candidate : all)
    if (begins_with(candidate.text, folded)) out.candidates.push_back(std::move(candidate));
  return out;
}

std::vector<Candidate> files_like(std::string_view typed) {
  namespace fs = std::filesystem;
  size_t slash = typed.rfind('/');
  std::string folder(slash == std::string_view::npos ? "" : typed.substr(0, slash + 1));
  std::string_view name = slash == std::string_view::npos ? typed : typed.substr(slash + 1);
  std::vector<Candidate> out;
  std::error_code error;
  const char* home = std::getenv("HOME");
  std::string opened = folder.empty() ? "." : folder;
  if (home && folder.starts_with("~/")) opened = home + folder.substr(1);
  fs::directory_iterator end;
  for (fs::directory_iterator it(opened, error); !error && it != end; it.increment(error)) {
    std::string file = it->path().filename().string();
    if (file.rfind(name, 0) != 0 || (file[0] == '.' && name.empty())) continue;
    std::error_code no_folder;
    bool is_folder = it->is_directory(no_folder);
    out.push_back({folder + file + (is_folder ? "/" : ""), is_folder ? "folder" : ""});
    if (out.size() >= kMaxCandidates) break;
  }
  sort_candidates(out);
  return out;
}

}  // namespace hoego::cli

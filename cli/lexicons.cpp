// SPDX-License-Identifier: Apache-2.0
#include "cli/lexicons.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "base/error.h"
#include "base/messages.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/terminal.h"

namespace hoego::cli {
namespace fs = std::filesystem;

std::vector<std::pair<std::string, std::string>> read_packs(
    const std::vector<std::string>& folders) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const std::string& folder : folders) {
    std::error_code error;
    if (!fs::is_directory(folder, error))
      throw Error(ErrorKind::kInput, say("there is no folder {}", folder));
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(folder, error))
      if (entry.path().extension() == ".tsv") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    for (const fs::path& path : paths)
      files.emplace_back(path.filename().string(), read_file(path.string()));
  }
  return files;
}

std::shared_ptr<const parser::Lexicon> load_lexicon(const Packs& packs) {
  if (packs.empty()) return {&parser::Lexicon::builtin(), [](const parser::Lexicon*) {}};
  std::vector<std::string> problems;
  auto lexicon = parser::Lexicon::with_packs(packs, problems);
  if (problems.empty()) return lexicon;
  std::string all = say("the word tables have mistakes:");
  for (const std::string& problem : problems) all += "\n  " + problem;
  throw Error(ErrorKind::kInput, all, say("docs/extending.md describes the tables"));
}

int run_lexicon_check(const LexiconOptions& options) {
  auto packs = read_packs(options.folders);
  std::vector<std::string> problems;
  parser::Lexicon::with_packs(packs, problems);
  for (const std::string& problem : problems) tell(problem);
  tell(say("{} tables, {} problems", packs.size(), problems.size()));
  return problems.empty() ? 0 : 1;
}

}  // namespace hoego::cli

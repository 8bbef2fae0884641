// SPDX-License-Identifier: Apache-2.0
#include "cli/lexicons.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <sstream>

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

namespace {

// A row as one for each of its variants ("a|b"), without empty fields at its end.
std::vector<std::vector<std::string>> single_rows(const parser::LexiconRow& row) {
  std::vector<std::string> fields = row.fields;
  while (fields.size() > 1 && fields.back().empty()) fields.pop_back();
  std::vector<std::vector<std::string>> rows;
  std::istringstream variants(row.fields[0]);
  while (std::getline(variants, fields[0], '|')) rows.push_back(fields);
  return rows;
}

// Rows that change nothing: all they say stands in the built-in table or further up in these
// already. No mistakes, but often a slip of the hand.
std::vector<std::string> repeated_rows(const Packs& packs) {
  // table -> row -> where it stands
  std::map<std::string, std::map<std::vector<std::string>, std::string>> known;
  std::vector<std::string> repeats;
  for (const auto& pack : packs) {
    std::vector<std::string> told_already;
    auto with_pack = parser::Lexicon::with_packs({pack}, told_already);
    std::string table = fs::path(pack.first).stem().string();
    const std::vector<parser::LexiconRow>& builtin = parser::Lexicon::builtin().table(table);
    auto& rows = known[table];
    for (const parser::LexiconRow& row : builtin)
      for (auto& single : single_rows(row))
        rows.try_emplace(std::move(single), say("the built-in table"));
    const std::vector<parser::LexiconRow>& all = with_pack->table(table);
    for (size_t i = builtin.size(); i < all.size(); ++i) {
      std::string here = pack.first + ":" + std::to_string(all[i].line);
      bool says_more = false;
      std::string before;
      for (auto& single : single_rows(all[i])) {
        auto [row, added] = rows.try_emplace(std::move(single), here);
        says_more |= added;
        before = row->second;
      }
      if (!says_more) repeats.push_back(here + ": " + say("the same row stands in {}", before));
    }
  }
  return repeats;
}

}  // namespace

int run_lexicon_check(const LexiconOptions& options) {
  auto packs = read_packs(options.folders);
  std::vector<std::string> problems;
  parser::Lexicon::with_packs(packs, problems);
  for (const std::string& problem : problems) tell(problem);
  for (const std::string& repeat : repeated_rows(packs)) tell(say("warning") + ": " + repeat);
  tell(say("{} tables, {} problems", packs.size(), problems.size()));
  return problems.empty() ? 0 : 1;
}

}  // namespace hoego::cli

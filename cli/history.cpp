// SPDX-License-Identifier: Apache-2.0
// The history file.
#include "cli/history.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/unicode.h"

namespace hoego::cli {
namespace {

constexpr size_t kMaxEntries = 10000;
constexpr size_t kMaxEntryBytes = 1 << 16;

std::string escaped(const std::string& entry) {
  std::string out;
  for (char c : entry) {
    if (c == '\\')
      out += "\\\\";
    else if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out;
}

std::string unescaped(const std::string& line) {
  std::string out;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '\\' || i + 1 == line.size()) {
      out += line[i];
      continue;
    }
    ++i;
    out += line[i] == 'n' ? '\n' : line[i];
  }
  return out;
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

}  // namespace

History::History(std::string path) : path_(std::move(path)) {
  load();
}

std::string History::default_path() {
  std::string own = environment("HOEGO_HISTORY");
  if (!own.empty()) return own;
  std::string state = environment("XDG_STATE_HOME");
  std::string home = environment("HOME");
  if (state.empty() && home.empty()) return {};
  return (state.empty() ? home + "/.local/state" : state) + "/hoego/history";
}

void History::load() {
  if (path_.empty()) return;
  std::ifstream file(path_, std::ios::binary);
  for (std::string line; std::getline(file, line);)
    if (!line.empty() && line.size() <= kMaxEntryBytes)
      entries_.push_back(unescaped(replace_invalid_utf8(line)));
  if (entries_.size() > kMaxEntries) entries_.erase(entries_.begin(), entries_.end() - kMaxEntries);
}

void History::add(const std::string& entry) {
  if (entry.empty() || entry.size() > kMaxEntryBytes) return;
  if (!entries_.empty() && entries_.back() == entry) return;
  entries_.push_back(entry);
  if (path_.empty()) return;
  std::error_code error;
  std::filesystem::path parent = std::filesystem::path(path_).parent_path();
  if (!parent.empty()) std::filesystem::create_directories(parent, error);
  // Statements may hold what is nobody else's business.
  mode_t old = umask(077);
  std::ofstream file(path_, std::ios::binary | std::ios::app);
  file << escaped(entry) << "\n";
  umask(old);
}

std::optional<size_t> History::search(std::string_view text, size_t before) const {
  std::string wanted = fold_case(text);
  for (size_t i = std::min(before, entries_.size()); i-- > 0;)
    if (fold_case(entries_[i]).find(wanted) != std::string::npos) return i;
  return std::nullopt;
}

}  // namespace hoego::cli

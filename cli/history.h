// SPDX-License-Identifier: Apache-2.0
// What was entered before: one entry for each statement, however many lines it has, in a file with
// one line an entry (backslash and newline escaped).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hoego::cli {

class History {
 public:
  // An empty path: kept in memory only. A file that cannot be read or written is as if it were not
  // there: history is a comfort.
  explicit History(std::string path = {});

  void add(const std::string& entry);  // not if empty, or the same as the last one
  const std::vector<std::string>& entries() const { return entries_; }  // oldest first
  // The newest entry before index `before` that contains the text (without case).
  std::optional<size_t> search(std::string_view text, size_t before) const;

  // HOEGO_HISTORY, else $XDG_STATE_HOME/hoego/history, else ~/.local/state/hoego/history.
  static std::string default_path();

 private:
  void load();

  std::string path_;
  std::vector<std::string> entries_;
};

}  // namespace hoego::cli

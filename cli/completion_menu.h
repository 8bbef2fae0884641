// SPDX-License-Identifier: Apache-2.0
// What completion offers, and the menu that shows it below the text.
//
//   menu.open({.begin = 0, .candidates = {{":help", "help"}, {":help keys", ""}}});
//   menu.select(1)  ->  ":help"; another select(1)  ->  ":help keys"
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace hoego::cli {

struct Candidate {
  std::string text;    // what is inserted
  std::string detail;  // shown beside it: a signature, a kind
};
struct Completions {
  size_t begin = 0;  // from here to the cursor is what they replace
  std::vector<Candidate> candidates;
  bool partial = false;  // names are still being read: ask again
};

class CompletionMenu {
 public:
  void open(Completions completions);
  void close() { open({}); }
  bool is_open() const { return !shown_.candidates.empty() || shown_.partial; }
  bool has_candidates() const { return !shown_.candidates.empty(); }
  bool is_partial() const { return shown_.partial; }
  bool has_selected() const { return selected_ >= 0; }
  size_t begin() const { return shown_.begin; }

  // The next candidate (1) or the one before (-1), round and round. There must be some.
  const std::string& select(int step);
  // At most eight rows with colours, around the selected one.
  std::vector<std::string> rows(int width) const;

 private:
  Completions shown_;
  int selected_ = -1;
};

// What all candidates begin with, whole characters only.
std::string common_beginning(const std::vector<Candidate>& candidates);

}  // namespace hoego::cli

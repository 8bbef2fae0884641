// SPDX-License-Identifier: Apache-2.0
// "Did you mean": the nearest of known names, by edit distance over code points, case folded.
//
//   suggest("Peson", {"Person", "Post"})  ->  "Person"
//   suggest("x", {"Person"})              ->  ""
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hoego {

// Damerau-Levenshtein distance (adjacent transpositions count one).
int edit_distance(std::string_view a, std::string_view b);

// The nearest of the names that are offered, the first of several that are as near; for those who
// need no list of them. A name stays with its owner and must outlive this.
class Nearest {
 public:
  explicit Nearest(std::string_view name);
  void offer(std::string_view candidate);
  // Empty where nothing is near enough: at most a third of the name's length may differ (at least
  // 1).
  std::string_view best() const { return best_; }

 private:
  std::string folded_;
  std::u32string points_;  // of `folded_`
  uint64_t letters_;
  size_t limit_;
  int best_distance_;
  std::string_view best_;
};

// The nearest of known names, or an empty text.
std::string suggest(std::string_view name, const std::vector<std::string>& known);

}  // namespace hoego

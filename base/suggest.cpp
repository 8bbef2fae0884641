// SPDX-License-Identifier: Apache-2.0
#include "base/suggest.h"

#include <algorithm>

#include "base/unicode.h"

namespace hoego {
namespace {

std::u32string code_points(std::string_view text) {
  std::u32string out;
  for (size_t i = 0; i < text.size(); i = next_code_point(text, i))
    out.push_back(code_point_at(text, i));
  return out;
}

}  // namespace

int edit_distance(std::string_view a_text, std::string_view b_text) {
  std::u32string a = code_points(a_text);
  std::u32string b = code_points(b_text);
  std::vector<int> before(b.size() + 1), previous(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) previous[j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, previous);
    std::swap(previous, row);
  }
  return previous[b.size()];
}

std::string suggest(std::string_view name, const std::vector<std::string>& known) {
  std::string folded = fold_case(name);
  size_t length = count_code_points(folded);
  if (length == 0 || length > 100) return {};
  int limit = std::max(1, static_cast<int>(length) / 3);
  std::string best;
  int best_distance = limit + 1;
  for (const std::string& candidate : known) {
    size_t other = count_code_points(candidate);
    if (other > length + static_cast<size_t>(limit) || length > other + static_cast<size_t>(limit))
      continue;
    int distance = edit_distance(folded, fold_case(candidate));
    bool total_change = distance >= static_cast<int>(std::max(length, other));
    if (distance < best_distance && !total_change) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace hoego

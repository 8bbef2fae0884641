// SPDX-License-Identifier: Apache-2.0
#include "base/suggest.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "base/unicode.h"

namespace hoego {
namespace {

std::u32string code_points(std::string_view text) {
  std::u32string out;
  for (size_t i = 0; i < text.size(); i = next_code_point(text, i))
    out.push_back(code_point_at(text, i));
  return out;
}

// The letters of an ASCII text without case, one bit each; 0 where there is anything else in it.
uint64_t letters_of(std::string_view text) {
  uint64_t letters = 0;
  for (char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return 0;
    letters |= uint64_t{1} << (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) % 64;
  }
  return letters;
}

// Less than the distance or equal: an edit brings in or takes away one letter at most.
int least_distance(uint64_t a, uint64_t b) {
  return a && b ? std::max(std::popcount(a & ~b), std::popcount(b & ~a)) : 0;
}

// The distance, or `limit` + 1 where it is greater than `limit`.
int distance_within(std::u32string_view a, std::u32string_view b, int limit) {
  std::vector<int> cells(3 * (b.size() + 1));
  int* before = cells.data();
  int* previous = before + b.size() + 1;
  int* row = previous + b.size() + 1;
  for (size_t j = 0; j <= b.size(); ++j) previous[j] = static_cast<int>(j);
  int least_before = 0;
  for (size_t i = 1; i <= a.size(); ++i) {
    int least = row[0] = static_cast<int>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    // Rows are made of the two before them: nothing below is smaller.
    if (std::min(least, least_before) > limit) return limit + 1;
    least_before = least;
    std::swap(before, previous);
    std::swap(previous, row);
  }
  return std::min(previous[b.size()], limit + 1);
}

}  // namespace

int edit_distance(std::string_view a, std::string_view b) {
  return distance_within(code_points(a), code_points(b),
                         static_cast<int>(std::max(a.size(), b.size())));
}

std::string suggest(std::string_view name, const std::vector<std::string>& known) {
  const std::u32string folded = code_points(fold_case(name));
  const uint64_t letters = letters_of(name);
  const size_t length = folded.size();
  if (length == 0 || length > 100) return {};
  const size_t limit = std::max<size_t>(1, length / 3);
  std::string_view best;
  int best_distance = static_cast<int>(limit) + 1;
  for (const std::string& candidate : known) {
    const size_t other = count_code_points(candidate);
    if (other > length + limit || length > other + limit) continue;
    if (least_distance(letters, letters_of(candidate)) >= best_distance) continue;
    const int distance =
        distance_within(folded, code_points(fold_case(candidate)), best_distance - 1);
    const bool total_change = distance >= static_cast<int>(std::max(length, other));
    if (distance < best_distance && !total_change) {
      best = candidate;
      best_distance = distance;
    }
  }
  return std::string(best);
}

}  // namespace hoego

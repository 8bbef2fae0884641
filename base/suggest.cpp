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
  unsigned char all = 0;
  for (char c : text) {
    all |= static_cast<unsigned char>(c);
    letters |= uint64_t{1} << (ascii_lower(c) & 63);
  }
  return all < 0x80 ? letters : 0;
}

// Less than the distance or equal: an edit brings in or takes away one letter at most.
int least_distance(uint64_t a, uint64_t b) {
  return a && b ? std::max(std::popcount(a & ~b), std::popcount(b & ~a)) : 0;
}

// The distance, or `limit` + 1 where it is greater than `limit`. Of code points, or of bytes where
// they are the same.
template <typename Char>
int distance_within(std::basic_string_view<Char> a, std::basic_string_view<Char> b, int limit) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
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
  return distance_within<char32_t>(code_points(a), code_points(b),
                                   static_cast<int>(std::max(a.size(), b.size())));
}

Nearest::Nearest(std::string_view name)
    : folded_(fold_case(name)),
      points_(code_points(folded_)),
      letters_(letters_of(name)),
      limit_(std::max<size_t>(1, points_.size() / 3)),
      best_distance_(static_cast<int>(limit_) + 1) {}

void Nearest::offer(std::string_view candidate) {
  constexpr size_t kLongest = 100;
  const size_t length = points_.size();
  if (length == 0 || length > kLongest || candidate.size() + limit_ < length) return;
  const uint64_t others = letters_of(candidate);
  if (least_distance(letters_, others) >= best_distance_) return;
  const size_t other = others ? candidate.size() : count_code_points(candidate);
  if (other > length + limit_ || length > other + limit_) return;
  const std::string against = fold_case(candidate);
  const bool ascii = letters_ && others;
  const int distance =
      ascii ? distance_within<char>(folded_, against, best_distance_ - 1)
            : distance_within<char32_t>(points_, code_points(against), best_distance_ - 1);
  const bool total_change = distance >= static_cast<int>(std::max(length, other));
  if (distance >= best_distance_ || total_change) return;
  best_ = candidate;
  best_distance_ = distance;
}

std::string suggest(std::string_view name, const std::vector<std::string>& known) {
  Nearest nearest(name);
  for (const std::string& candidate : known) nearest.offer(candidate);
  return std::string(nearest.best());
}

}  // namespace hoego

// SPDX-License-Identifier: Apache-2.0
// A half-open range of bytes [begin, end) in some text that the holder knows.
#pragma once

#include <cstdint>
#include <string_view>

namespace hoego {

struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(uint32_t offset) const { return begin <= offset && offset < end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  std::string_view in(std::string_view text) const { return text.substr(begin, size()); }
  friend bool operator==(Span, Span) = default;
};

}  // namespace hoego

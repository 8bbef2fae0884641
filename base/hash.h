// SPDX-License-Identifier: Apache-2.0
// FNV-1a, 64 bit: a stable hash for ids and "has this file changed"; no defence against attack.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hoego {

constexpr uint64_t kFnvOffset = 0xcbf29ce484222325ULL;

constexpr uint64_t fnv1a(std::string_view text, uint64_t seed = kFnvOffset) {
  for (char c : text) {
    seed ^= static_cast<unsigned char>(c);
    seed *= 0x100000001b3ULL;
  }
  return seed;
}

// 16 lower-case hex digits.
inline std::string hex(uint64_t value) {
  std::string out(16, '0');
  for (int i = 15; i >= 0; --i, value >>= 4)
    out[static_cast<size_t>(i)] = "0123456789abcdef"[value & 15];
  return out;
}

}  // namespace hoego

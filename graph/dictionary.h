// SPDX-License-Identifier: Apache-2.0
// The distinct strings of one property, each with a small number (its code), all in one heap.
//
//   Dictionary d;
//   d.intern("resigned")  ->  0;   d.at(0)  ->  "resigned";   d.find("laid_off")  ->  nullopt
//
// Codes are given in order of first use and never change. A view is valid until the next intern.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "graph/array.h"

namespace hoego {

class Dictionary {
 public:
  uint32_t size() const { return static_cast<uint32_t>(ends_.size()); }
  std::string_view at(uint32_t code) const {
    uint64_t begin = code == 0 ? 0 : ends_[code - 1];
    return {heap_.data() + begin, ends_[code] - begin};
  }
  std::optional<uint32_t> find(std::string_view text) const;
  uint32_t intern(std::string_view text);
  size_t bytes() const { return ends_.bytes() + heap_.bytes() + slots_.bytes(); }

  // For the snapshot.
  template <typename F>
  void for_each_part(F&& f) {
    f(ends_);
    f(heap_);
    f(slots_);
  }

 private:
  size_t slot_of(std::string_view text) const;  // where it is, or the free slot where it would be
  void rehash(size_t slots);

  Array<uint64_t> ends_;
  Array<char> heap_;
  Array<uint32_t> slots_;  // a hash table of code + 1, a power of two long; 0: free
};

}  // namespace hoego

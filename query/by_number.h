// SPDX-License-Identifier: Apache-2.0
// Numbers for ids, where nobody knows whether they are few or many. Internal to the executor.
#pragma once

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <vector>

namespace hoego::query {

inline uint64_t mix(uint64_t x) {
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93ULL;
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93ULL;
  return x ^ (x >> 32);
}

// A number for each of some ids: in an array over a range where they lie close together, by hash
// those that lie far apart, so that a few out of millions cost no more than a few.
class ByNumber {
 public:
  static constexpr uint32_t kNone = 0xFFFFFFFE;

  uint32_t at(uint64_t number) const {
    const uint64_t i = number - base_;
    if (i < of_.size()) return of_[i];
    return far_.empty() ? kNone : at_far(number);
  }
  // The number must be new.
  void put(uint64_t number, uint32_t value) {
    ++count_;
    if (number - base_ < of_.size() || make_room(number)) {
      of_[number - base_] = value;
    } else {
      far_.emplace(number, value);
    }
  }
  void clear() {
    of_.clear();
    far_.clear();
    base_ = count_ = 0;
  }

 private:
  static constexpr uint64_t kLeast = 1024;
  static constexpr uint64_t kSpread = 16;  // places of the array for each number in it
  static constexpr uint64_t kLargest = uint64_t{1} << 32;  // from here on always by hash

  struct Hash {
    using is_avalanching = void;
    size_t operator()(uint64_t x) const { return mix(x); }
  };

  // Apart, so that at() is small where all are near.
  [[gnu::noinline]] uint32_t at_far(uint64_t number) const {
    const auto found = far_.find(number);
    return found == far_.end() ? kNone : found->second;
  }

  // Lets the array reach to the number, twice as far as before on that side; false where it would
  // be mostly empty.
  bool make_room(uint64_t number) {
    if (number >= kLargest) return false;
    if (of_.empty()) low_ = high_ = base_ = number;
    low_ = std::min(low_, number);
    high_ = std::max(high_, number);
    if (high_ - low_ >= kSpread * count_ + kLeast) return false;
    const uint64_t more = std::max<uint64_t>(of_.size(), kLeast);
    uint64_t begin = base_;
    uint64_t end = base_ + of_.size();
    (number < base_ ? begin -= std::min(base_, more) : end += more);
    begin = std::min(begin, low_);
    end = std::max(end, high_ + 1);
    std::vector<uint32_t> wider(end - begin, kNone);
    std::copy(of_.begin(), of_.end(), wider.begin() + static_cast<ptrdiff_t>(base_ - begin));
    boost::unordered::erase_if(far_, [&](const auto& entry) {
      if (entry.first >= kLargest) return false;
      wider[entry.first - begin] = entry.second;
      return true;
    });
    of_ = std::move(wider);
    base_ = begin;
    return true;
  }

  uint64_t base_ = 0;
  std::vector<uint32_t> of_;
  boost::unordered_flat_map<uint64_t, uint32_t, Hash> far_;
  uint64_t low_ = 0, high_ = 0;  // of the numbers below kLargest
  uint64_t count_ = 0;
};

}  // namespace hoego::query

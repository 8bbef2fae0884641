// SPDX-License-Identifier: Apache-2.0
// Words to look for at a place of a text: one look-up finds all of them that begin there.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/unicode.h"

namespace hoego::parser {

// Words, each with a value; Latin letters count without case. First all words are added, then
// `finish` is called, then words may be found, from any number of threads:
//
//   WordIndex<int> index;
//   index.add("개발", 1);
//   index.add("개발자", 2);
//   index.finish();
//   // calls back twice
//   index.find("개발자로 일했다", [](size_t length, std::span<const int> values) { ... });
//
// Words are grouped by their first two characters; a table by hash tells the group. At most places
// of a text there is none, which a bit for each first character and one for each hash tell from a
// few lines of the cache (a trie touches two for each byte, which was most of the time of reading a
// post). Words and texts are UTF-8.
template <typename Value>
class WordIndex {
 public:
  void add(std::string_view word, Value value) {
    std::string folded(word);
    std::transform(folded.begin(), folded.end(), folded.begin(), ascii_lower);
    if (!folded.empty() && folded.size() <= kLongest)
      added_.emplace_back(std::move(folded), std::move(value));
  }

  void finish() {
    std::stable_sort(added_.begin(), added_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    size_t starts = 1;
    for (size_t i = 1; i < added_.size(); ++i)
      starts += key_of(start_of(added_[i].first)) != key_of(start_of(added_[i - 1].first));
    groups_.resize(2 * std::bit_ceil(starts));
    may_start_.resize(kBitsToGroup * groups_.size() / 64 + 1);
    for (size_t i = 0; i < added_.size(); ++i) {
      const std::string& word = added_[i].first;
      if (i == 0 || word != added_[i - 1].first) add_word(word);
      ++words_.back().count;
      values_.push_back(added_[i].second);
    }
    added_ = {};
  }

  // Whether any word may begin with that character; mostly none does.
  bool may_begin(char32_t character) const {
    const size_t bit = first_bit(character);
    return may_begin_[bit / 64] >> bit % 64 & 1;
  }

  // Calls `found(begin, length, values)` for each word at each place of the text.
  template <typename Found>
  void find_everywhere(std::string_view text, const Found& found) const {
    for (size_t at = 0; at < text.size();) {
      const CodePoint here = decode(text, at);
      if (may_begin(here.value)) {
        find(text.substr(at),
             [&](size_t length, std::span<const Value> values) { found(at, length, values); });
      }
      at += here.size;
    }
  }

  // Calls `found(length, values)` for each word that `text` begins with, shorter ones first; the
  // values of one word are in the order in which they were added.
  template <typename Found>
  void find(std::string_view text, const Found& found) const {
    if (text.empty() || groups_.empty()) return;
    const Start start = start_of(text);
    if (may_start(start.one)) find_in(group_of(start.one), text, start.size_of_one, found);
    if (start.two != 0 && start.two != start.one && may_start(start.two))  // equal before a NUL
      find_in(group_of(start.two), text, start.size_of_two, found);
  }

 private:
  struct Start {
    uint64_t one = 0;  // the bytes of the first character
    uint64_t two = 0;  // of the first two; 0: the text is shorter
    uint8_t size_of_one = 0;
    uint8_t size_of_two = 0;
  };
  // The words of one start are neighbours in `words_`.
  struct Group {
    uint64_t start = 0;
    uint32_t begin = 0;
    uint32_t end = 0;
  };
  // What comes after the start, and the values, as ranges of `tails_` and `values_`.
  struct Word {
    uint32_t tail = 0;
    uint16_t size = 0;
    unsigned char first = 0;  // byte of the tail
    uint32_t values = 0;
    uint32_t count = 0;
  };

  static Start start_of(std::string_view text) {
    uint64_t bytes = 0;
    const size_t loaded = std::min(sizeof bytes, text.size());
    if (std::endian::native == std::endian::little && loaded == sizeof bytes) {
      std::memcpy(&bytes, text.data(), sizeof bytes);
    } else {
      for (size_t i = 0; i < loaded; ++i)
        bytes |= uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
    }
    constexpr uint64_t kLeads = 0xF0'0000'F0;  // of two characters of three bytes, as Hangul is
    constexpr uint64_t kThree = 0xE0'0000'E0;
    if ((bytes & kLeads) == kThree && loaded >= 6)
      return {bytes & 0xFF'FFFF, bytes & 0xFFFF'FFFF'FFFF, 3, 6};
    return start_of(fold_all(bytes), loaded);
  }

  static Start start_of(uint64_t bytes, size_t loaded) {
    const auto size_at = [&](size_t at) -> size_t {
      const auto lead = static_cast<unsigned char>(bytes >> (8 * at));
      return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    };
    const auto first = [&](size_t size) { return bytes & (~uint64_t{0} >> (64 - 8 * size)); };
    Start start;
    const size_t one = size_at(0);
    if (one > loaded) return start;
    start.one = first(one);
    start.size_of_one = static_cast<uint8_t>(one);
    if (one == loaded) return start;
    const size_t two = one + size_at(one);
    if (two > loaded) return start;
    start.two = first(two);
    start.size_of_two = static_cast<uint8_t>(two);
    return start;
  }

  // What a word with this start is grouped by.
  static uint64_t key_of(const Start& start) { return start.two ? start.two : start.one; }

  // ascii_lower for eight bytes at once.
  static uint64_t fold_all(uint64_t bytes) {
    constexpr uint64_t kEach = 0x0101010101010101;
    const uint64_t low = bytes & (0x7F * kEach);
    const uint64_t from_a = low + (0x80 - 'A') * kEach;        // the top bit: 'A' or beyond
    const uint64_t beyond_z = low + (0x80 - 'Z' - 1) * kEach;  // beyond 'Z'
    const uint64_t capitals = from_a & ~beyond_z & ~bytes & (0x80 * kEach);
    return bytes | capitals >> 2;
  }

  static size_t first_bit(char32_t character) {
    const bool capital = character >= 'A' && character <= 'Z';
    return (capital ? character | 0x20 : character) & (kFirstBits - 1);
  }

  static uint64_t hash_of(uint64_t start) { return (start * 0x9E3779B97F4A7C15) >> 40; }

  static constexpr size_t kBitsToGroup = 8;                                 // so that few are set
  static constexpr size_t kLongest = std::numeric_limits<uint16_t>::max();  // bytes of a word
  static constexpr size_t kFirstBits = 1 << 14;  // no two Hangul syllables share one

  size_t bit_of(uint64_t start) const {
    return hash_of(start) & (kBitsToGroup * groups_.size() - 1);
  }
  // False: no group has this start.
  bool may_start(uint64_t start) const {
    const size_t bit = bit_of(start);
    return may_start_[bit / 64] >> bit % 64 & 1;
  }

  // The place of the group in the table, or of the free one where it would be.
  size_t slot_of(uint64_t start) const {
    const size_t mask = groups_.size() - 1;
    size_t at = hash_of(start) & mask;
    while (groups_[at].begin != groups_[at].end && groups_[at].start != start) at = (at + 1) & mask;
    return at;
  }
  const Group& group_of(uint64_t start) const { return groups_[slot_of(start)]; }

  // Words come in order, so that those of a group do too.
  void add_word(std::string_view word) {
    const Start start = start_of(word);
    const size_t skipped = start.two ? start.size_of_two : start.size_of_one;
    const std::string_view tail = word.substr(skipped);
    const auto at = static_cast<uint32_t>(words_.size());
    words_.push_back({static_cast<uint32_t>(tails_.size()), static_cast<uint16_t>(tail.size()),
                      static_cast<unsigned char>(tail.empty() ? 0 : tail[0]),
                      static_cast<uint32_t>(values_.size()), 0});
    tails_ += tail;
    Group& group = groups_[slot_of(key_of(start))];
    if (group.begin == group.end) group = {key_of(start), at, at};
    group.end = at + 1;
    const size_t bit = bit_of(group.start);
    may_start_[bit / 64] |= uint64_t{1} << bit % 64;
    const size_t first = first_bit(code_point_at(word, 0));
    may_begin_[first / 64] |= uint64_t{1} << first % 64;
  }

  template <typename Found>
  void find_in(const Group& group, std::string_view text, size_t skipped,
               const Found& found) const {
    const auto next =
        static_cast<unsigned char>(skipped < text.size() ? ascii_lower(text[skipped]) : 0);
    for (uint32_t i = group.begin; i < group.end; ++i) {
      const Word& word = words_[i];
      if (word.first > next) break;  // the words are in order
      if (word.size > 0 && word.first != next) continue;
      const char* tail = tails_.data() + word.tail;
      size_t at = 0;
      while (at < word.size && skipped + at < text.size() &&
             tail[at] == ascii_lower(text[skipped + at]))
        ++at;
      if (at == word.size) found(skipped + at, std::span(values_).subspan(word.values, word.count));
    }
  }

  std::vector<std::pair<std::string, Value>> added_;   // until `finish`
  std::vector<Group> groups_;                          // by hash of the start
  std::vector<uint64_t> may_start_;                    // a bit for each hash of a start
  std::array<uint64_t, kFirstBits / 64> may_begin_{};  // for each first character
  std::vector<Word> words_;
  std::string tails_;
  std::vector<Value> values_;
};

}  // namespace hoego::parser

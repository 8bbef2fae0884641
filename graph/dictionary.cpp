// SPDX-License-Identifier: Apache-2.0
// A hash table with linear probing over codes; the text itself is the key.
#include "graph/dictionary.h"

namespace hoego {

namespace {

uint64_t mix(uint64_t h) {
  h ^= h >> 32;
  h *= 0xd6e8feb86659fd93ULL;
  return h ^ (h >> 32);
}

// Eight bytes a step; little-endian machines only give the same table, which a snapshot may rely
// on.
uint64_t hash(std::string_view text) {
  uint64_t h = text.size() * 0x9e3779b97f4a7c15ULL;
  size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    uint64_t chunk;
    std::memcpy(&chunk, text.data() + i, 8);
    h = mix(h ^ chunk) * 0x9e3779b97f4a7c15ULL;
  }
  uint64_t rest = 0;
  if (i < text.size()) std::memcpy(&rest, text.data() + i, text.size() - i);
  return mix(h ^ rest);
}

}  // namespace

size_t Dictionary::slot_of(std::string_view text) const {
  size_t mask = slots_.size() - 1;
  size_t slot = hash(text) & mask;
  while (slots_[slot] != 0 && at(slots_[slot] - 1) != text) slot = (slot + 1) & mask;
  return slot;
}

std::optional<uint32_t> Dictionary::find(std::string_view text) const {
  if (slots_.empty()) return std::nullopt;
  uint32_t entry = slots_[slot_of(text)];
  return entry == 0 ? std::nullopt : std::optional<uint32_t>(entry - 1);
}

uint32_t Dictionary::intern(std::string_view text) {
  if ((size() + 1) * size_t{3} / 2 >= slots_.size())
    rehash(slots_.empty() ? 16 : slots_.size() * 2);
  size_t slot = slot_of(text);
  if (slots_[slot] != 0) return slots_[slot] - 1;
  heap_.append(text.data(), text.size());
  ends_.push_back(heap_.size());
  slots_[slot] = size();
  return size() - 1;
}

void Dictionary::rehash(size_t slots) {
  Array<uint32_t> fresh;
  fresh.resize(slots, 0);
  slots_ = std::move(fresh);
  for (uint32_t code = 0; code < size(); ++code) slots_[slot_of(at(code))] = code + 1;
}

}  // namespace hoego

// SPDX-License-Identifier: Apache-2.0
// The two containers under columns and adjacency: an array and a bitmap of plain numbers whose
// memory is either their own or a part of a snapshot that was mapped into memory.
//
// Borrowed memory belongs to a private mapping, so writing in place is allowed and stays in this
// process (the kernel copies the page); growing beyond it moves the content to own memory.
#pragma once

#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

namespace hoego {

template <typename T>
class Array {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Array() = default;
  Array(const Array& other) { *this = other; }
  Array(Array&& other) noexcept { swap(other); }
  Array& operator=(const Array& other) {
    if (this == &other) return *this;
    resize(0);
    append(other.data_, other.size_);
    return *this;
  }
  Array& operator=(Array&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Array() {
    if (!borrowed_) std::free(data_);
  }
  static Array borrowed(T* data, size_t size) {
    Array a;
    a.data_ = data;
    a.size_ = a.capacity_ = size;
    a.borrowed_ = true;
    return a;
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T* data() const { return data_; }
  T* data() { return data_; }
  const T& operator[](size_t i) const { return data_[i]; }
  T& operator[](size_t i) { return data_[i]; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  const T& back() const { return data_[size_ - 1]; }
  size_t bytes() const { return size_ * sizeof(T); }

  void push_back(T value) {
    if (size_ == capacity_) grow(size_ + 1);
    data_[size_++] = value;
  }
  void append(const T* items, size_t count) {
    if (count == 0) return;
    grow(size_ + count);
    std::memcpy(data_ + size_, items, count * sizeof(T));
    size_ += count;
  }
  // New items are `fill`.
  void resize(size_t size, T fill = T()) {
    grow(size);
    for (size_t i = size_; i < size; ++i) data_[i] = fill;
    size_ = size;
  }
  // New items are not set to anything.
  void resize_for_overwrite(size_t size) {
    grow(size);
    size_ = size;
  }
  void reserve(size_t capacity) {
    if (capacity > capacity_) reallocate(capacity);
  }

 private:
  void swap(Array& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    std::swap(borrowed_, other.borrowed_);
  }
  void grow(size_t size) {
    if (size > capacity_) reallocate(size < 8 ? 8 : size + size / 2);
  }
  // Large blocks grow by remapping pages (realloc), so that pages never touched cost nothing.
  void reallocate(size_t capacity) {
    void* old = borrowed_ ? nullptr : data_;
    T* fresh = static_cast<T*>(std::realloc(old, capacity * sizeof(T)));
    if (fresh == nullptr) throw std::bad_alloc();
    if (borrowed_) std::memcpy(fresh, data_, size_ * sizeof(T));
    data_ = fresh;
    capacity_ = capacity;
    borrowed_ = false;
  }

  T* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
  bool borrowed_ = false;
};

// Bits to look at: bit i is bit i % 64 of word i / 64; beyond the last word all are clear.
struct BitView {
  const uint64_t* words = nullptr;
  size_t word_count = 0;

  bool test(size_t i) const {
    size_t word = i >> 6;
    return word < word_count && ((words[word] >> (i & 63)) & 1) != 0;
  }
  uint64_t word(size_t i) const { return i < word_count ? words[i] : 0; }
  size_t count() const {
    size_t n = 0;
    for (size_t i = 0; i < word_count; ++i) n += static_cast<size_t>(std::popcount(words[i]));
    return n;
  }
  // Calls f(i) for every set bit in [from, to), in order.
  template <typename F>
  void for_each(size_t from, size_t to, F&& f) const {
    if (to > word_count * 64) to = word_count * 64;
    if (from >= to) return;
    for (size_t w = from >> 6; w <= (to - 1) >> 6; ++w) {
      uint64_t bits = words[w];
      if (w == from >> 6) bits &= ~uint64_t{0} << (from & 63);
      if (w == to >> 6) bits &= (uint64_t{1} << (to & 63)) - 1;
      for (; bits != 0; bits &= bits - 1) f(w * 64 + static_cast<size_t>(std::countr_zero(bits)));
    }
  }
};

class Bitmap {
 public:
  BitView view() const { return {words_.data(), words_.size()}; }
  bool test(size_t i) const { return view().test(i); }
  void set(size_t i) {
    if (i >> 6 >= words_.size()) words_.resize((i >> 6) + 1, 0);
    words_[i >> 6] |= uint64_t{1} << (i & 63);
  }
  void clear(size_t i) {
    if (i >> 6 < words_.size()) words_[i >> 6] &= ~(uint64_t{1} << (i & 63));
  }
  void assign(size_t i, bool value) { value ? set(i) : clear(i); }
  // Clears every bit from `i` on.
  void clear_from(size_t i) {
    if (i >> 6 >= words_.size()) return;
    words_[i >> 6] &= (uint64_t{1} << (i & 63)) - 1;
    words_.resize((i >> 6) + 1);
  }
  size_t bytes() const { return words_.bytes(); }
  Array<uint64_t>& words() { return words_; }
  const Array<uint64_t>& words() const { return words_; }

 private:
  Array<uint64_t> words_;
};

}  // namespace hoego

// SPDX-License-Identifier: Apache-2.0
// A column takes the type of its first value, widens (int32 -> int64 -> mixed) when a value does
// not fit, and narrows again only when it is told to settle.
#include "graph/column.h"

#include <algorithm>
#include <bit>

namespace hoego {

namespace {

bool fits_int32(int64_t i) {
  return i >= std::numeric_limits<int32_t>::min() && i <= std::numeric_limits<int32_t>::max();
}

ColumnType type_for(const Value& value) {
  switch (value.type()) {
    case ValueType::kBoolean:
      return ColumnType::kBoolean;
    case ValueType::kInteger:
      return fits_int32(value.as_integer()) ? ColumnType::kInt32 : ColumnType::kInt64;
    case ValueType::kFloat:
      return ColumnType::kDouble;
    case ValueType::kDate:
      return fits_int32(value.as_date().days) ? ColumnType::kDate : ColumnType::kMixed;
    case ValueType::kString:
      return ColumnType::kString;
    default:
      return ColumnType::kMixed;
  }
}

// Ids between asking for the memory of a value and reading it.
constexpr size_t kAhead = 24;

template <typename T, typename Read>
void gather(const ColumnView& column, std::span<const uint32_t> ids, T* out, uint8_t* valid,
            Read&& read) {
  const uint32_t* narrow = column.narrow;
  const uint64_t* wide = column.wide;
  for (size_t i = 0; i < ids.size(); ++i) {
    if (i + kAhead < ids.size()) {
      const uint32_t soon = ids[i + kAhead];
      narrow ? __builtin_prefetch(narrow + soon) : __builtin_prefetch(wide + soon);
    }
    bool has = column.has(ids[i]);
    valid[i] = has;
    out[i] = has ? read(ids[i]) : T();
  }
}

bool none(std::span<const uint32_t> ids, uint8_t* valid) {
  std::fill_n(valid, ids.size(), uint8_t{0});
  return true;
}

}  // namespace

Value ColumnView::value(uint32_t id) const {
  if (!has(id)) return {};
  switch (type) {
    case ColumnType::kEmpty:
      return {};
    case ColumnType::kBoolean:
      return Value::boolean(narrow[id] != 0);
    case ColumnType::kInt32:
      return Value::integer(int32(id));
    case ColumnType::kInt64:
      return Value::integer(static_cast<int64_t>(wide[id]));
    case ColumnType::kDouble:
      return Value::floating(std::bit_cast<double>(wide[id]));
    case ColumnType::kDate:
      return Value::date({int32(id)});
    case ColumnType::kString:
      return Value::borrowed_string(strings->at(narrow[id]));
    case ColumnType::kMixed:
      return mixed[id];
  }
  return {};
}

bool gather_integers(const ColumnView& c, std::span<const uint32_t> ids, int64_t* out,
                     uint8_t* valid) {
  if (c.type == ColumnType::kEmpty) return none(ids, valid);
  if (c.type == ColumnType::kInt32)
    gather(c, ids, out, valid, [&](uint32_t id) { return int64_t{c.int32(id)}; });
  else if (c.type == ColumnType::kInt64)
    gather(c, ids, out, valid, [&](uint32_t id) { return static_cast<int64_t>(c.wide[id]); });
  else
    return false;
  return true;
}

bool gather_numbers(const ColumnView& c, std::span<const uint32_t> ids, double* out,
                    uint8_t* valid) {
  if (c.type == ColumnType::kEmpty) return none(ids, valid);
  if (c.type == ColumnType::kInt32)
    gather(c, ids, out, valid, [&](uint32_t id) { return static_cast<double>(c.int32(id)); });
  else if (c.type == ColumnType::kInt64 || c.type == ColumnType::kDouble)
    gather(c, ids, out, valid, [&](uint32_t id) { return c.number(id); });
  else
    return false;
  return true;
}

bool gather_codes(const ColumnView& c, std::span<const uint32_t> ids, uint32_t* out,
                  uint8_t* valid) {
  if (c.type == ColumnType::kEmpty) return none(ids, valid);
  if (c.type != ColumnType::kString) return false;
  gather(c, ids, out, valid, [&](uint32_t id) { return c.narrow[id]; });
  return true;
}

ColumnView Column::view() const {
  ColumnView v;
  v.type = type_;
  v.valid = valid_.view();
  v.size = static_cast<uint32_t>(std::max({narrow_.size(), wide_.size(), mixed_.size()}));
  v.narrow = narrow_.data();
  v.wide = wide_.data();
  v.mixed = mixed_.data();
  v.strings = &strings_;
  return v;
}

void Column::put_narrow(uint32_t id, uint32_t bits) {
  if (id >= narrow_.size()) narrow_.resize(size_t{id} + 1);
  narrow_[id] = bits;
  valid_.set(id);
}

void Column::put_wide(uint32_t id, uint64_t bits) {
  if (id >= wide_.size()) wide_.resize(size_t{id} + 1);
  wide_[id] = bits;
  valid_.set(id);
}

bool Column::put_typed(uint32_t id, const Value& value) {
  ColumnType type = type_for(value);
  if (type_ == ColumnType::kEmpty) type_ = type;
  if (type == ColumnType::kInt32 && type_ == ColumnType::kInt64) type = type_;
  if (type == ColumnType::kInt64 && type_ == ColumnType::kInt32) widen_integers();
  if (type != type_) return false;
  switch (type) {
    case ColumnType::kBoolean:
      put_narrow(id, value.as_boolean() ? 1 : 0);
      break;
    case ColumnType::kInt32:
      put_narrow(id, static_cast<uint32_t>(value.as_integer()));
      break;
    case ColumnType::kInt64:
      put_wide(id, static_cast<uint64_t>(value.as_integer()));
      break;
    case ColumnType::kDouble:
      put_wide(id, std::bit_cast<uint64_t>(value.as_float()));
      break;
    case ColumnType::kDate:
      put_narrow(id, static_cast<uint32_t>(value.as_date().days));
      break;
    case ColumnType::kString:
      put_narrow(id, strings_.intern(value.as_string()));
      break;
    default:
      return false;
  }
  return true;
}

void Column::set(uint32_t id, const Value& value) {
  if (value.is_null()) return valid_.clear(id);
  if (type_ != ColumnType::kMixed && put_typed(id, value)) return;
  if (type_ != ColumnType::kMixed) mix();
  if (id >= mixed_.size()) mixed_.resize(std::max<size_t>(size_t{id} + 1, mixed_.size() * 3 / 2));
  mixed_[id] = value.owned();
  valid_.set(id);
}

void Column::set_integer(uint32_t id, int64_t value) {
  if (type_ == ColumnType::kInt32 && fits_int32(value))
    put_narrow(id, static_cast<uint32_t>(value));
  else
    set(id, Value::integer(value));
}

void Column::set_string(uint32_t id, std::string_view text) {
  if (type_ == ColumnType::kString)
    put_narrow(id, strings_.intern(text));
  else
    set(id, Value::borrowed_string(text));
}

void Column::widen_integers() {
  wide_.resize(narrow_.size());
  for (size_t i = 0; i < narrow_.size(); ++i)
    wide_[i] = static_cast<uint64_t>(int64_t{static_cast<int32_t>(narrow_[i])});
  narrow_ = {};
  type_ = ColumnType::kInt64;
}

void Column::mix() {
  ColumnView old = view();
  std::vector<Value> values(old.size);
  for (uint32_t id = 0; id < old.size; ++id) values[id] = old.value(id).owned();
  mixed_ = std::move(values);
  narrow_ = {};
  wide_ = {};
  strings_ = {};
  type_ = ColumnType::kMixed;
}

bool Column::settle(const BitView& alive) {
  if (type_ != ColumnType::kMixed) return false;
  Column typed;
  bool fits = true;
  const ColumnView old = view();
  for (size_t w = 0; w < old.valid.word_count && fits; ++w) {
    for (uint64_t bits = old.valid.words[w] & alive.word(w); bits != 0 && fits; bits &= bits - 1) {
      const auto id = static_cast<uint32_t>(w * 64 + static_cast<size_t>(std::countr_zero(bits)));
      fits = typed.put_typed(id, mixed_[id]);
    }
  }
  if (fits) *this = std::move(typed);
  return fits;
}

size_t Column::bytes() const {
  return valid_.bytes() + narrow_.bytes() + wide_.bytes() + mixed_.capacity() * sizeof(Value) +
         strings_.bytes();
}

size_t Column::distinct_estimate() const {
  if (type_ == ColumnType::kString) return strings_.size();
  if (type_ == ColumnType::kBoolean) return 2;
  size_t total = valid_.view().count();
  if (type_ == ColumnType::kMixed || total == 0) return total;
  constexpr size_t kSample = 2048;
  size_t stride = total / kSample + 1;
  size_t seen = 0;
  std::vector<uint64_t> sample;
  ColumnView v = view();
  v.valid.for_each(0, v.size, [&](size_t id) {
    if (seen++ % stride == 0) sample.push_back(wide_.empty() ? narrow_[id] : wide_[id]);
  });
  std::sort(sample.begin(), sample.end());
  size_t taken = sample.size();
  sample.erase(std::unique(sample.begin(), sample.end()), sample.end());
  // A sample of mostly different values says that the whole has them in proportion.
  return sample.size() * 10 >= taken * 9 ? total * sample.size() / taken : sample.size();
}

}  // namespace hoego

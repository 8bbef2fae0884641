// SPDX-License-Identifier: Apache-2.0
// One property of all nodes (or all relationships): values by id, typed as long as they are of one
// type, with a bit that says whether there is one.
//
//   Column c;
//   c.set(5, Value::integer(2021));  c.type()  ->  kInt32
//   c.set(7, Value::string("x"));    c.type()  ->  kMixed; c.get(5) is still 2021
//
// The fast way to read is ColumnView: raw arrays, valid until the next write to the graph. The bits
// of deleted elements stay: look at those that are alive.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "graph/array.h"
#include "graph/dictionary.h"
#include "graph/value.h"

namespace hoego {

enum class ColumnType : uint8_t {
  kEmpty,    // never had a value
  kBoolean,  // narrow: 0 or 1
  kInt32,    // narrow
  kInt64,    // wide
  kDouble,   // wide
  kDate,     // narrow: days since 1970-01-01
  kString,   // narrow: code in the dictionary
  kMixed,    // values of any type
};

struct ColumnView {
  ColumnType type = ColumnType::kEmpty;
  uint32_t size = 0;  // ids from here on have no value
  BitView valid;
  const uint32_t* narrow = nullptr;
  const uint64_t* wide = nullptr;
  const Value* mixed = nullptr;
  const Dictionary* strings = nullptr;

  bool has(uint32_t id) const { return valid.test(id); }
  // These ask for a value to be there and for the matching type.
  int32_t int32(uint32_t id) const { return static_cast<int32_t>(narrow[id]); }
  int64_t integer(uint32_t id) const {
    return type == ColumnType::kInt64 ? static_cast<int64_t>(wide[id]) : int32(id);
  }
  double number(uint32_t id) const {
    return type == ColumnType::kDouble ? std::bit_cast<double>(wide[id])
                                       : static_cast<double>(integer(id));
  }
  uint32_t code(uint32_t id) const { return narrow[id]; }
  std::string_view text(uint32_t id) const { return strings->at(narrow[id]); }
  Value value(uint32_t id) const;  // null where there is none; strings are borrowed
};

// Batches: out[i] and valid[i] (0 or 1) of ids[i]; kNoId is null. False where the column is not of
// a type that fits (integer: kInt32, kInt64; number: those and kDouble; code: kString); an empty
// column fits all.
bool gather_integers(const ColumnView& column, std::span<const uint32_t> ids, int64_t* out,
                     uint8_t* valid);
bool gather_numbers(const ColumnView& column, std::span<const uint32_t> ids, double* out,
                    uint8_t* valid);
bool gather_codes(const ColumnView& column, std::span<const uint32_t> ids, uint32_t* out,
                  uint8_t* valid);

class Column {
 public:
  ColumnType type() const { return type_; }
  ColumnView view() const;
  Value get(uint32_t id) const { return view().value(id); }
  bool has(uint32_t id) const { return valid_.test(id); }
  void set(uint32_t id, const Value& value);  // null: removes
  void set_integer(uint32_t id, int64_t value);
  void set_string(uint32_t id, std::string_view text);
  void clear_from(uint32_t id) { valid_.clear_from(id); }
  // Takes the one type of all values of `alive` elements again, where a column was mixed while they
  // were rewritten one after another; what others held is dropped. True if the type is another now.
  bool settle(const BitView& alive);
  size_t bytes() const;
  // How many different values there may be: exact for strings, from a sample for others.
  size_t distinct_estimate() const;

  // For the snapshot, which keeps mixed values in its own form.
  template <typename F>
  void for_each_part(F&& f) {
    f(valid_.words());
    f(narrow_);
    f(wide_);
    strings_.for_each_part(f);
  }
  void restore(ColumnType type, std::vector<Value> mixed) {
    type_ = type;
    mixed_ = std::move(mixed);
  }

 private:
  void put_narrow(uint32_t id, uint32_t bits);
  void put_wide(uint32_t id, uint64_t bits);
  bool put_typed(uint32_t id, const Value& value);
  void widen_integers();
  void mix();

  ColumnType type_ = ColumnType::kEmpty;
  Bitmap valid_;
  Array<uint32_t> narrow_;
  Array<uint64_t> wide_;
  std::vector<Value> mixed_;
  Dictionary strings_;
};

}  // namespace hoego

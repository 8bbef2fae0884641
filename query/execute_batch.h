// SPDX-License-Identifier: Apache-2.0
// Rows on their way: a Batch is about two thousand rows as columns, one a slot; a Vec is one
// column, typed where its values are uniform. Columns are shared and never changed once in a Batch.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "graph/dictionary.h"
#include "graph/value.h"
#include "query/plan.h"

namespace hoego::query {

inline constexpr size_t kBatchRows = 2048;

enum class Phys : uint8_t {
  kValue,    // values
  kNode,     // ids; kNoId is null
  kRel,      // ids
  kCode,     // ids: codes of `strings`; only in statements that do not write
  kInteger,  // ints, valid
  kFloat,    // floats, valid
  kBoolean,  // bytes: 0, 1, or kNullByte
};

inline constexpr uint8_t kNullByte = 2;

struct Vec;
using VecPtr = std::shared_ptr<const Vec>;

struct Vec {
  Phys phys = Phys::kValue;
  bool constant = false;  // the first entry stands for every row
  std::vector<uint32_t> ids;
  std::vector<int64_t> ints;
  std::vector<double> floats;
  std::vector<uint8_t> bytes;
  std::vector<uint8_t> valid;  // of ints and floats; empty: all are
  std::vector<Value> values;
  const Dictionary* strings = nullptr;

  size_t at_row(size_t row) const { return constant ? 0 : row; }
  bool is_null(size_t row) const;
  Value at(size_t row) const;

  static VecPtr of_constant(Value value);
  static VecPtr of_values(std::vector<Value> values);
  static VecPtr of_ids(Phys phys, std::vector<uint32_t> ids);
  static VecPtr of_bytes(std::vector<uint8_t> bytes);
  static VecPtr of_rows(size_t count);  // 0, 1, 2 ...
};

// out[i] = in[rows[i]]; kNoId gives null.
VecPtr gather(const VecPtr& in, std::span<const uint32_t> rows);
VecPtr gather_or_null(const VecPtr& in, std::span<const uint32_t> rows);
// One after the other.
VecPtr concatenate(std::span<const VecPtr> parts, std::span<const size_t> sizes);
size_t bytes_of(const Vec& vec);

struct Batch {
  size_t rows = 0;
  std::vector<VecPtr> columns;  // by slot; null where the slot is not carried

  const VecPtr& column(Slot slot) const { return columns[slot]; }
};

// The slots whose columns there are.
std::vector<Slot> carried(const Batch& batch);
// The rows of a batch, with these columns only.
Batch select(const Batch& in, std::span<const Slot> slots, std::span<const uint32_t> rows);
// All rows, with these columns only.
Batch narrow(const Batch& in, std::span<const Slot> slots);

}  // namespace hoego::query

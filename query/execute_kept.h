// SPDX-License-Identifier: Apache-2.0
// Rows that wait: of a sort, of a join, before a write. Internal to the executor.
#pragma once

#include <span>
#include <vector>

#include "query/execute_runtime.h"

namespace hoego::query {

// Batches that were kept, and their rows by one number.
class Kept {
 public:
  explicit Kept(Runtime& runtime) : rt_(runtime) {}
  void add(const Batch& batch, std::span<const Slot> slots) {
    Batch kept = narrow(batch, slots);
    for (const VecPtr& column : kept.columns) {
      if (column) bytes_ += bytes_of(*column);
    }
    rows_ += batch.rows;
    batches_.push_back(std::move(kept));
  }
  size_t rows() const { return rows_; }
  size_t bytes() const { return bytes_; }
  std::vector<Batch>& batches() { return batches_; }
  // All in one batch.
  Batch joined(std::span<const Slot> slots) const {
    Batch out = rt_.empty_batch(rows_);
    std::vector<size_t> sizes;
    for (const Batch& batch : batches_) sizes.push_back(batch.rows);
    for (Slot slot : slots) {
      std::vector<VecPtr> parts;
      for (const Batch& batch : batches_) {
        if (!batch.columns[slot]) break;
        parts.push_back(batch.columns[slot]);
      }
      if (parts.size() == batches_.size()) out.columns[slot] = concatenate(parts, sizes);
    }
    return out;
  }
  void clear() {
    batches_.clear();
    rows_ = bytes_ = 0;
  }

 private:
  Runtime& rt_;
  std::vector<Batch> batches_;
  size_t rows_ = 0;
  size_t bytes_ = 0;
};

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// What the operators of patterns share. Internal to the executor.
#pragma once

#include <optional>
#include <vector>

#include "query/execute_runtime.h"
#include "query/semantics.h"

namespace hoego::query {

// A column as ids of nodes or relationships; kNoId for null. Throws where a value is none.
std::vector<uint32_t> ids_of(const VecPtr& column, Phys phys, size_t rows);
// The same without a copy where the column is of that kind; valid as long as both.
std::span<const uint32_t> view_ids(const VecPtr& column, Phys phys, size_t rows,
                                   std::vector<uint32_t>& storage);
bool is_live(const Step& step, Slot slot);
Direction direction_of(Arrow arrow);
Direction turned(Direction direction);

// A scan of which a part can be asked for: positions begin .. end of 0 .. extent(). Parts one after
// the other give what the whole gives.
class RangedScan {
 public:
  virtual ~RangedScan() = default;
  virtual size_t extent() const = 0;
  virtual void set_range(size_t begin, size_t end) = 0;  // until then: all
};

// The relationship types of a step, as the graph knows them now.
struct StepTypes {
  StepTypes(const Runtime& runtime, const std::optional<LabelExpr>& types);
  bool contain(TypeId type) const;
  bool none() const { return !any && ids.empty(); }
  bool any = false;  // no restriction; ids is empty
  std::vector<TypeId> ids;
};

}  // namespace hoego::query

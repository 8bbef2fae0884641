// SPDX-License-Identifier: Apache-2.0
// Parts of a pipeline on several threads. Internal to the executor.
//
// A section is a stretch of steps that handle each row on its own (scans, expansions, filters,
// projections). Its input is cut into tasks: pieces of the first scan, or of the batches that
// arrive. Each thread has operators of its own for the section; what a task gives is handed on, by
// the thread that runs the query, in the order of the tasks. So the steps behind see the same rows
// in the same order whatever the number of threads, and sums of floats and errors are the same too.
#pragma once

#include <memory>
#include <vector>

#include "query/execute_runtime.h"

namespace hoego::query {

// Hands out the tasks of one statement to its share of WorkerPool::shared().
std::shared_ptr<Scheduler> make_scheduler(size_t threads);

// An operator that can take over what another of the same step gathered on another thread. Pieces
// of the input are numbered in their order; each goes to one of the operators.
class MergingOperator {
 public:
  virtual ~MergingOperator() = default;
  virtual void begin_piece(uint32_t piece) = 0;
  // Whether, of the rows so far, it keeps so few that merging is cheaper than gathering.
  virtual bool reduces() const = 0;
  // Leaves `other` empty. The result is as if all pieces had come here, in order.
  virtual void absorb(Operator& other) = 0;
};
// Whether the operator of a step is such. Sums of floats are not: their result depends on order.
bool can_merge(const Runtime& runtime, const Step& step);

// Whether a statement may run so: it reads only, and none of its functions counts calls.
bool may_run_parallel(const Plan& plan);

// The operators of a pipeline, not yet linked: sections where there is something to gain, and the
// step's own operator elsewhere.
Operators make_parallel_operators(Runtime& runtime, const Pipeline& pipeline);

}  // namespace hoego::query

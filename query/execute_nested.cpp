// SPDX-License-Identifier: Apache-2.0
// Operators with pipelines inside: OPTIONAL MATCH, CALL { subquery }, UNION. Rows inside carry the
// number of the outer row; its columns are put back when they come out.
#include <algorithm>

#include "query/execute_match.h"

namespace hoego::query {

namespace {

std::vector<Slot> reads_of_inside(const Plan& plan, const Step& step) {
  std::vector<Slot> reads;
  append_reads(plan, step, reads);
  std::sort(reads.begin(), reads.end());
  reads.erase(std::unique(reads.begin(), reads.end()), reads.end());
  return reads;
}

class Nested : public Operator {
 public:
  Nested(Runtime& runtime, const Step* step)
      : Operator(runtime, step), reads_(reads_of_inside(runtime.plan, *step)) {
    for (const Pipeline& pipeline : step->pipelines) {
      const bool parallel = step->kind == StepKind::kUnion;
      inside_.push_back(std::make_unique<SubPipeline>(runtime, pipeline, parallel));
    }
  }

 protected:
  // Runs pipeline `k` for all rows; f(rows of the result, their outer rows) until it says false.
  template <typename F>
  bool run_inside(size_t k, const Batch& batch, bool batched, F&& f) {
    bool wanted = true;
    uint32_t one_row = 0;
    std::vector<uint32_t> outer;
    const SubPipeline::Sink sink = [&](const Batch& out) {
      outer.resize(out.rows);
      const VecPtr& row = out.columns[step_->row];
      for (size_t i = 0; i < out.rows; ++i) {
        outer[i] = batched ? row->ids[row->at_row(i)] : one_row;
      }
      wanted = f(out, outer);
      return wanted;
    };
    if (batched) {
      Batch inner = narrow(batch, reads_);
      inner.columns[step_->row] = Vec::of_rows(batch.rows);
      inside_[k]->run(inner, sink);
      return wanted;
    }
    for (; one_row < batch.rows && wanted; ++one_row) {
      Batch inner = select(batch, reads_, std::span(&one_row, 1));
      inner.columns[step_->row] = Vec::of_rows(1);
      inside_[k]->run(inner, sink);
    }
    return wanted;
  }

  // The outer columns of these rows, and from the result the slots that it fills.
  Batch joined(const Batch& outer, const Batch& result, std::span<const uint32_t> rows) const {
    Batch out = select(outer, step_->live, rows);
    for (Slot slot : step_->slots) {
      // What an inner query hands on as it is did not flow inside.
      if (is_live(*step_, slot) && result.columns[slot]) out.columns[slot] = result.columns[slot];
    }
    return out;
  }

  std::vector<Slot> reads_;
  std::vector<std::unique_ptr<SubPipeline>> inside_;
};

class OptionalMatch : public Nested {
 public:
  using Nested::Nested;
  bool push(const Batch& batch) override {
    uint32_t next = 0;  // the first outer row without a result so far
    bool wanted = run_inside(0, batch, step_->batched, [&](const Batch& result, const auto& rows) {
      Rows outer, inner;
      for (uint32_t i = 0; i < result.rows; ++i) {
        for (; next < rows[i]; ++next) {
          outer.push_back(next);
          inner.push_back(kNoId);
        }
        outer.push_back(rows[i]);
        inner.push_back(i);
        next = rows[i] + 1;
      }
      return put(batch, result, outer, inner);
    });
    if (!wanted) return false;
    Rows outer, inner;
    for (; next < batch.rows; ++next) {
      outer.push_back(next);
      inner.push_back(kNoId);
    }
    return outer.empty() || put(batch, Batch{}, outer, inner);
  }

 private:
  bool put(const Batch& batch, const Batch& result, const Rows& outer, const Rows& inner) {
    Batch out = select(batch, step_->live, outer);
    const bool none = result.columns.empty();
    const bool all = !none && outer.size() == result.rows;
    for (Slot slot : step_->slots) {
      if (!is_live(*step_, slot)) continue;
      out.columns[slot] = none  ? nulls(slot, outer.size())
                          : all ? result.columns[slot]
                                : gather_or_null(result.columns[slot], inner);
    }
    return emit(out);
  }

  VecPtr nulls(Slot slot, size_t rows) const {
    const Type::Kind kind = rt_.plan.bound.slot_types[slot].kind;
    if (kind == Type::Kind::kNode)
      return Vec::of_ids(Phys::kNode, std::vector<uint32_t>(rows, kNoId));
    if (kind == Type::Kind::kRelationship) {
      return Vec::of_ids(Phys::kRel, std::vector<uint32_t>(rows, kNoId));
    }
    return Vec::of_constant({});
  }
};

class SubqueryCall : public Nested {
 public:
  using Nested::Nested;
  bool push(const Batch& batch) override {
    const bool wanted =
        run_inside(0, batch, step_->batched, [&](const Batch& result, const auto& rows) {
          return step_->unit || emit(joined(batch, result, rows));
        });
    return step_->unit ? emit(narrow(batch, step_->live)) : wanted;
  }
};

class Union : public Nested {
 public:
  using Nested::Nested;
  bool push(const Batch& batch) override {
    for (uint32_t row = 0; row < batch.rows; ++row) {
      const Batch one = batch.rows == 1 ? batch : select(batch, carried(batch), std::span(&row, 1));
      for (size_t k = 0; k < inside_.size(); ++k) {
        const bool wanted = run_inside(k, one, false, [&](const Batch& result, const auto& rows) {
          return emit(joined(one, result, rows));
        });
        if (!wanted) return false;
      }
    }
    return true;
  }
};

}  // namespace

std::unique_ptr<Operator> make_nested_operator(Runtime& runtime, const Step& step) {
  switch (step.kind) {
    case StepKind::kOptional:
      return std::make_unique<OptionalMatch>(runtime, &step);
    case StepKind::kSubquery:
      return std::make_unique<SubqueryCall>(runtime, &step);
    case StepKind::kUnion:
      return std::make_unique<Union>(runtime, &step);
    default:
      return nullptr;
  }
}

}  // namespace hoego::query

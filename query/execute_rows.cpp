// SPDX-License-Identifier: Apache-2.0
// Operators on rows as they are: filter, project, unwind, sort, skip, limit, wait.
#include <algorithm>

#include "base/messages.h"
#include "query/error.h"
#include "query/execute_kept.h"
#include "query/semantics.h"

namespace hoego::query {

namespace {

class Filter : public Operator {
 public:
  using Operator::Operator;
  bool push(const Batch& batch) override {
    rt_.eval.filter(step_->value, batch, rows_);
    if (rows_.empty()) return true;
    if (rows_.size() == batch.rows) return emit(narrow(batch, step_->live));
    return emit(select(batch, step_->live, rows_));
  }

 private:
  Rows rows_;
};

class Project : public Operator {
 public:
  using Operator::Operator;
  bool push(const Batch& batch) override {
    Batch out = narrow(batch, step_->live);
    for (const BoundItem& item : step_->items) {
      if (!std::binary_search(step_->live.begin(), step_->live.end(), item.slot)) {
        // Nobody looks at it, but what is wrong with it must still be said.
        rt_.eval.eval(item.value, batch);
        continue;
      }
      out.columns[item.slot] = rt_.eval.eval(item.value, batch);
    }
    return emit(out);
  }
};

class Unwind : public Operator {
 public:
  using Operator::Operator;
  bool push(const Batch& batch) override {
    if (const auto more = push_range(batch)) return *more;
    const VecPtr lists = rt_.eval.eval(step_->value, batch);
    Rows parents;
    std::vector<Value> elements;
    for (uint32_t row = 0; row < batch.rows; ++row) {
      const Value v = lists->at(row);
      if (v.is_null()) continue;
      if (!v.is(ValueType::kList)) {
        parents.push_back(row);
        elements.push_back(v);
        continue;
      }
      for (const Value& element : v.as_list()) {
        parents.push_back(row);
        elements.push_back(element);
        if (parents.size() >= kBatchRows && !flush(batch, parents, elements)) return false;
      }
    }
    return parents.empty() || flush(batch, parents, elements);
  }

 private:
  // UNWIND range(1, 1000000) makes no list; nullopt: it is no such range.
  std::optional<bool> push_range(const Batch& batch) {
    const BoundExpr& e = rt_.plan.bound.exprs[step_->value];
    if (e.kind != BoundKind::kCall || e.function->name != "range") return std::nullopt;
    std::vector<VecPtr> args;
    for (BoundId arg : e.args) {
      args.push_back(rt_.eval.eval(arg, batch));
      if (args.back()->phys != Phys::kInteger || !args.back()->valid.empty()) return std::nullopt;
    }
    for (uint32_t row = 0; row < batch.rows; ++row) {
      const auto number = [&](size_t k) { return args[k]->ints[args[k]->at_row(row)]; };
      const int64_t step = args.size() > 2 ? number(2) : 1;
      if (step == 0) return std::nullopt;
    }
    for (uint32_t row = 0; row < batch.rows; ++row) {
      const auto number = [&](size_t k) { return args[k]->ints[args[k]->at_row(row)]; };
      if (!count_up(batch, row, number(0), number(1), args.size() > 2 ? number(2) : 1))
        return false;
    }
    return true;
  }

  bool count_up(const Batch& batch, uint32_t row, int64_t from, int64_t to, int64_t step) {
    bool more = step > 0 ? from <= to : from >= to;
    while (more) {
      auto out = std::make_shared<Vec>();
      out->phys = Phys::kInteger;
      while (more && out->ints.size() < kBatchRows) {
        out->ints.push_back(from);
        more = !__builtin_add_overflow(from, step, &from) && (step > 0 ? from <= to : from >= to);
      }
      rt_.tick();
      const Rows parents(out->ints.size(), row);
      Batch rows = select(batch, step_->live, parents);
      rows.columns[step_->slot] = std::move(out);
      if (!emit(rows)) return false;
    }
    return true;
  }

  bool flush(const Batch& batch, Rows& parents, std::vector<Value>& elements) {
    rt_.tick();
    Batch out = select(batch, step_->live, parents);
    out.columns[step_->slot] = Vec::of_values(std::move(elements));
    parents.clear();
    elements.clear();
    return emit(out);
  }
};

class Eager : public Operator {
 public:
  Eager(Runtime& runtime, const Step* step) : Operator(runtime, step), kept_(runtime) {}
  bool push(const Batch& batch) override {
    kept_.add(batch, step_->live);
    hold(kept_.bytes());
    return true;
  }
  void finish() override {
    std::vector<Batch> batches = std::move(kept_.batches());
    kept_.clear();
    hold(0);
    for (const Batch& batch : batches) {
      if (!emit(batch)) break;
    }
    next_->finish();
  }

 private:
  Kept kept_;
};

// How many rows a SKIP, a LIMIT or a sort with a limit means.
uint64_t row_count(Runtime& rt, BoundId id) {
  const Value v = rt.eval.single(id);
  QueryError error("SyntaxError", Phase::kRuntime, "InvalidArgumentType",
                   say("SKIP and LIMIT take an integer, not {}", a_type(v)),
                   rt.plan.bound.exprs[id].span);
  if (!v.is(ValueType::kInteger)) throw error;
  if (v.as_integer() < 0) {
    throw QueryError("SyntaxError", Phase::kRuntime, "NegativeIntegerArgument",
                     say("SKIP and LIMIT cannot be negative"), rt.plan.bound.exprs[id].span);
  }
  return static_cast<uint64_t>(v.as_integer());
}

// A column of sort keys as plain numbers where that keeps the order.
struct SortKey {
  VecPtr column;
  bool descending = false;

  int compare(uint32_t a, uint32_t b) const {
    const int c = ascending(a, b);
    return descending ? -c : c;
  }
  int ascending(uint32_t a, uint32_t b) const {
    const Vec& v = *column;
    if (v.constant) return 0;
    switch (v.phys) {
      case Phys::kInteger: {
        const bool na = v.is_null(a);
        const bool nb = v.is_null(b);
        if (na || nb) return na == nb ? 0 : na ? 1 : -1;
        return v.ints[a] < v.ints[b] ? -1 : v.ints[a] > v.ints[b];
      }
      case Phys::kCode: {
        const uint32_t x = v.ids[a];
        const uint32_t y = v.ids[b];
        if (x == y) return 0;
        if (x == kNoId || y == kNoId) return x == kNoId ? 1 : -1;
        return v.strings->at(x).compare(v.strings->at(y));
      }
      default:
        return order(v.at(a), v.at(b));
    }
  }
};

class Sort : public Operator {
 public:
  Sort(Runtime& runtime, const Step* step) : Operator(runtime, step), kept_(runtime) {}

  bool push(const Batch& batch) override {
    if (step_->value != kNoBound && !limit_) limit_ = row_count(rt_, step_->value);
    if (limit_ && *limit_ == 0) return true;
    const VecPtr first = rt_.eval.eval(step_->sort[0].value, batch);
    Rows rows;
    if (!worst_.empty() && !pick(*first, batch.rows, rows)) return true;
    const bool some = !worst_.empty() && rows.size() < batch.rows;
    Batch kept = some ? select(batch, slots(), rows) : narrow(batch, slots());
    kept.columns.push_back(some ? gather(first, rows) : first);
    for (size_t i = 1; i < step_->sort.size(); ++i) {
      kept.columns.push_back(rt_.eval.eval(step_->sort[i].value, batch, some ? &rows : nullptr));
    }
    kept_.add(kept, with_keys());
    if (limit_ && kept_.rows() > *limit_ * 4 + kFewRows) shrink();
    hold(kept_.bytes());
    return true;
  }

  void finish() override {
    hand_on();
    worst_.clear();
    limit_.reset();
    next_->finish();
  }

  // What comes later may still be left out for what came before.
  bool flush() override { return hand_on(); }

 private:
  bool hand_on() {
    bool wanted = true;
    if (kept_.rows() > 0) {
      const Batch all = sorted();
      for (size_t from = 0; from < all.rows; from += kBatchRows) {
        const size_t to = std::min(all.rows, from + kBatchRows);
        Rows rows;
        for (size_t i = from; i < to; ++i) rows.push_back(order_[i]);
        Batch out = select(all, slots(), rows);
        out.columns.resize(rt_.slot_count());
        wanted = emit(out);
        if (!wanted) break;
      }
    }
    kept_.clear();
    hold(0);
    return wanted;
  }

  const std::vector<Slot>& slots() const { return step_->live; }

  std::vector<Slot> with_keys() const {
    std::vector<Slot> all = slots();
    for (size_t i = 0; i < step_->sort.size(); ++i) {
      all.push_back(rt_.slot_count() + static_cast<Slot>(i));
    }
    return all;
  }

  // All kept rows as one batch, and order_: which of them come first.
  Batch sorted() {
    Batch all = joined();
    std::vector<SortKey> keys;
    for (size_t i = 0; i < step_->sort.size(); ++i) {
      keys.push_back({all.columns[rt_.slot_count() + i], step_->sort[i].descending});
    }
    order_.resize(all.rows);
    for (uint32_t i = 0; i < all.rows; ++i) order_[i] = i;
    const auto before = [&](uint32_t a, uint32_t b) {
      for (const SortKey& key : keys) {
        if (const int c = key.compare(a, b)) return c < 0;
      }
      return a < b;
    };
    if (limit_ && *limit_ < all.rows) {
      std::partial_sort(order_.begin(), order_.begin() + static_cast<ptrdiff_t>(*limit_),
                        order_.end(), before);
      order_.resize(*limit_);
      all.rows = *limit_;
    } else {
      std::sort(order_.begin(), order_.end(), before);
    }
    return all;
  }

  Batch joined() {
    Batch out = rt_.empty_batch(kept_.rows());
    out.columns.resize(rt_.slot_count() + step_->sort.size());
    std::vector<size_t> sizes;
    for (const Batch& batch : kept_.batches()) sizes.push_back(batch.rows);
    for (Slot slot : with_keys()) {
      std::vector<VecPtr> parts;
      for (const Batch& batch : kept_.batches()) parts.push_back(batch.columns[slot]);
      if (parts[0]) out.columns[slot] = concatenate(parts, sizes);
    }
    return out;
  }

  // Keeps the first `limit_` rows only, and remembers the last of them.
  void shrink() {
    const Batch all = sorted();
    const auto slots_and_keys = with_keys();
    Batch best = select(all, slots_and_keys, order_);
    kept_.clear();
    worst_.clear();
    for (size_t i = 0; i < step_->sort.size(); ++i) {
      worst_.push_back(best.columns[rt_.slot_count() + i]->at(best.rows - 1));
    }
    kept_.add(best, slots_and_keys);
  }

  // The rows whose first key does not come after that of the worst row kept; false: none.
  bool pick(const Vec& first, size_t count, Rows& rows) const {
    const bool down = step_->sort[0].descending;
    if (first.phys == Phys::kInteger && !first.constant && worst_[0].is(ValueType::kInteger)) {
      const int64_t bound = worst_[0].as_integer();
      for (uint32_t i = 0; i < count; ++i) {
        const bool null = !first.valid.empty() && !first.valid[i];
        const bool after = null ? !down : down ? first.ints[i] < bound : first.ints[i] > bound;
        if (!after) rows.push_back(i);
      }
    } else {
      for (uint32_t i = 0; i < count; ++i) {
        const int c = order(first.at(i), worst_[0]);
        if ((down ? -c : c) <= 0) rows.push_back(i);
      }
    }
    return !rows.empty();
  }

  static constexpr uint64_t kFewRows = 256;  // that may wait beyond the limit

  Kept kept_;
  Rows order_;
  std::optional<uint64_t> limit_;
  std::vector<Value> worst_;
};

class Skip : public Operator {
 public:
  using Operator::Operator;
  bool push(const Batch& batch) override {
    if (!left_) left_ = row_count(rt_, step_->value);
    if (*left_ >= batch.rows) {
      *left_ -= batch.rows;
      return true;
    }
    Rows rows;
    for (auto i = static_cast<uint32_t>(*left_); i < batch.rows; ++i) rows.push_back(i);
    *left_ = 0;
    return emit(select(batch, step_->live, rows));
  }
  void finish() override {
    if (!left_) row_count(rt_, step_->value);
    left_.reset();
    next_->finish();
  }

 private:
  std::optional<uint64_t> left_;
};

class Limit : public Operator {
 public:
  using Operator::Operator;
  bool push(const Batch& batch) override {
    if (!left_) left_ = row_count(rt_, step_->value);
    if (*left_ == 0) return !step_->may_stop;
    if (batch.rows <= *left_) {
      *left_ -= batch.rows;
      const bool more = emit(narrow(batch, step_->live));
      return !step_->may_stop || (more && *left_ > 0);
    }
    Rows rows;
    for (uint32_t i = 0; i < *left_; ++i) rows.push_back(i);
    *left_ = 0;
    emit(select(batch, step_->live, rows));
    return !step_->may_stop;
  }
  void finish() override {
    if (!left_) row_count(rt_, step_->value);
    left_.reset();
    next_->finish();
  }

 private:
  std::optional<uint64_t> left_;
};

}  // namespace

std::unique_ptr<Operator> make_row_operator(Runtime& runtime, const Step& step) {
  switch (step.kind) {
    case StepKind::kFilter:
      return std::make_unique<Filter>(runtime, &step);
    case StepKind::kProject:
      return std::make_unique<Project>(runtime, &step);
    case StepKind::kUnwind:
      return std::make_unique<Unwind>(runtime, &step);
    case StepKind::kEager:
      return std::make_unique<Eager>(runtime, &step);
    case StepKind::kSort:
      return std::make_unique<Sort>(runtime, &step);
    case StepKind::kSkip:
      return std::make_unique<Skip>(runtime, &step);
    case StepKind::kLimit:
      return std::make_unique<Limit>(runtime, &step);
    default:
      return nullptr;
  }
}

}  // namespace hoego::query

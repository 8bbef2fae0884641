// SPDX-License-Identifier: Apache-2.0
// What runs a plan: operators, one a step, that push batches to the next one; the evaluator of
// expressions; and what they share. Internal to execute().
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "query/execute.h"
#include "query/execute_batch.h"
#include "query/plan.h"

namespace hoego::query {

class Operator;
class SubPipeline;
class Scheduler;
struct Runtime;

using Rows = std::vector<uint32_t>;

// Values of expressions for whole batches. `rows` picks some rows of the batch (null: all); the
// result has an entry for each of these, or is constant.
class Evaluator {
 public:
  explicit Evaluator(Runtime& runtime);
  ~Evaluator();
  VecPtr eval(BoundId id, const Batch& batch, const Rows* rows = nullptr);
  // The rows for which a condition is true.
  void filter(BoundId id, const Batch& batch, Rows& out);
  // A value that needs no row, or of the only row.
  Value single(BoundId id);
  Value single(BoundId id, const Batch& batch);

 private:
  void keep_true(BoundId id, const Batch& batch, const Rows* rows, Rows& out);
  VecPtr dispatch(const BoundExpr& e, BoundId id, const Batch& batch, const Rows* rows);
  VecPtr property(const BoundExpr& e, const Batch& batch, const Rows* rows);
  VecPtr has_labels(const BoundExpr& e, const Batch& batch, const Rows* rows);
  VecPtr logic(const BoundExpr& e, const Batch& batch, const Rows* rows);
  VecPtr compare(const BoundExpr& e, BoundId id, const Batch& batch, const Rows* rows);
  VecPtr chain(const BoundExpr& e, BoundId id, const Batch& batch, const Rows* rows);
  VecPtr call(const BoundExpr& e, BoundId id, const Batch& batch, const Rows* rows);
  VecPtr case_of(const BoundExpr& e, const Batch& batch, const Rows* rows);
  VecPtr list_comprehension(const BoundExpr& e, BoundId id, const Batch& batch, const Rows* rows);
  VecPtr quantifier(const BoundExpr& e, BoundId id, const Batch& batch, const Rows* rows);
  VecPtr reduce(const BoundExpr& e, BoundId id, const Batch& batch, const Rows* rows);
  VecPtr map_projection(const BoundExpr& e, const Batch& batch, const Rows* rows);
  VecPtr subquery(const BoundExpr& e, const Batch& batch, const Rows* rows);
  VecPtr degree(const BoundExpr& e, const Batch& batch, const Rows* rows);
  const std::vector<Slot>& reads_of(BoundId id);
  // What a column of codes makes of an operator or function whose other operands are constant:
  // worked out once a code.
  struct CodeMemo {
    const Dictionary* strings = nullptr;
    static constexpr uint8_t kUnknown = 4;
    static constexpr uint8_t kOther = 3;  // in `values`
    // Until one row came for so many strings, memory for all of them is not worth while.
    static constexpr size_t kFew = 16;
    size_t rows = 0;
    std::vector<uint8_t> bytes;  // of booleans and nulls the result
    std::vector<Value> values;
    // Equal strings are one Value, by which grouping knows them again. The keys lie in the values.
    std::unordered_map<std::string_view, Value> texts;
  };
  template <typename F>
  VecPtr by_code(BoundId id, const Vec& codes, size_t count, F&& f);
  VecPtr order_by_code(const BoundExpr& e, BoundId id, const Vec& left, const Vec& right,
                       size_t count);
  // Numbers that order the strings of two dictionaries, made once; null where they are large.
  struct Ranks {
    const Dictionary* a = nullptr;
    const Dictionary* b = nullptr;
    std::vector<uint32_t> of_a, of_b;
  };
  const Ranks* ranks(const Dictionary* a, const Dictionary* b);
  bool compare_codes(Op op, const Vec& a, const Vec& b, size_t count, std::vector<uint8_t>& out);
  // The rows of `batch` once for each element of their lists, with the element in `slot`.
  struct Unrolled;
  Unrolled unroll(const BoundExpr& e, BoundId id, const Vec& lists, const Batch& batch,
                  const Rows* rows, size_t count);

  Runtime& rt_;
  std::vector<VecPtr> constants_;  // by expression
  std::map<BoundId, CodeMemo> memos_;
  std::vector<std::unique_ptr<Ranks>> ranks_;
  std::map<BoundId, std::vector<Slot>> reads_;
  std::vector<std::unique_ptr<SubPipeline>> subplans_;
};

// What a step did, for PROFILE.
struct Counter {
  uint64_t rows = 0;
  uint64_t nanos = 0;
  uint64_t bytes = 0;  // that it kept at most
};

// A node that DELETE named, and where.
struct PendingDelete {
  NodeId node = kNoId;
  Span span;
};

struct Runtime {
  Runtime(Graph& g, const Plan& p, const Parameters& params, const Options& o);
  // For another thread of the same statement: the same clock, deadline and memory account.
  Runtime(const Runtime& of_statement);

  Graph& graph;
  const Plan& plan;
  const Parameters& parameters;
  const Options& options;
  FunctionContext functions;
  uint64_t random_state = 0;
  Stats stats;
  bool own_strings = false;  // the statement writes: text must not be borrowed
  bool deleted = false;      // something was deleted: look before reading
  NodeId first_new_node = 0;
  RelId first_new_rel = 0;
  std::vector<PendingDelete> pending_deletes;   // nodes that still have relationships
  std::shared_ptr<std::atomic<size_t>> memory;  // of all threads
  std::chrono::steady_clock::time_point deadline;
  uint32_t ticks = 0;
  bool profile = false;
  std::map<const Step*, Counter> counters;
  const Step* running = nullptr;  // whose time it is
  std::chrono::steady_clock::time_point since;
  std::shared_ptr<Scheduler> scheduler;  // null: this thread does all
  Evaluator eval;

  // To be called once a batch: throws when the query was stopped or took too long.
  void tick();
  void charge(size_t bytes);
  void switch_to(const Step* step);
  void release(size_t bytes) { *memory -= bytes; }
  Slot slot_count() const { return static_cast<Slot>(plan.bound.slot_names.size()); }
  Batch empty_batch(size_t rows) const {
    Batch out;
    out.rows = rows;
    out.columns.resize(slot_count());
    return out;
  }
};

// Takes batches, gives batches to the next operator. push() answers whether more is wanted.
// finish() says that no more comes: the operator hands on what it kept and is as new again.
class Operator {
 public:
  Operator(Runtime& runtime, const Step* step) : rt_(runtime), step_(step) {}
  virtual ~Operator() = default;
  virtual bool push(const Batch& batch) = 0;
  virtual void finish() { next_->finish(); }
  // Hands on what is complete when a piece of the scan before it is done; whether more is wanted.
  virtual bool flush() { return true; }
  void set_next(Operator* next) { next_ = next; }

 protected:
  bool emit(const Batch& batch);
  // The same for rows that were counted already.
  bool pass(const Batch& batch);
  // Says how much memory the operator keeps from now on, roughly; throws where that is too much.
  void hold(size_t bytes);

  Runtime& rt_;
  const Step* step_;
  Operator* next_ = nullptr;

 private:
  size_t held_ = 0;
};

// The end of a pipeline: hands its rows to a function.
class Outlet : public Operator {
 public:
  using Sink = std::function<bool(const Batch&)>;
  explicit Outlet(Runtime& runtime) : Operator(runtime, nullptr) {}
  void set(const Sink* sink) { sink_ = sink; }
  bool push(const Batch& batch) override { return (*sink_)(batch); }
  void finish() override {}

 private:
  const Sink* sink_ = nullptr;
};

using Operators = std::vector<std::unique_ptr<Operator>>;
// Appends the end of a pipeline.
Outlet* add_outlet(Runtime& runtime, Operators& operators);
// Makes each hand on to the one behind it.
void link(const Operators& operators);

// A pipeline as operators, ending in a function.
class SubPipeline {
 public:
  using Sink = Outlet::Sink;
  // `parallel`: on all threads of the statement, where there is something to gain.
  SubPipeline(Runtime& runtime, const Pipeline& pipeline, bool parallel = false);
  void run(const Batch& batch, const Sink& sink);

 private:
  Operators operators_;
  Outlet* outlet_;
};

// The operator of a step; one maker a file.
std::unique_ptr<Operator> make_operator(Runtime& runtime, const Step& step);
std::unique_ptr<Operator> make_match_operator(Runtime& runtime, const Step& step);
std::unique_ptr<Operator> make_path_operator(Runtime& runtime, const Step& step);
std::unique_ptr<Operator> make_row_operator(Runtime& runtime, const Step& step);
std::unique_ptr<Operator> make_group_operator(Runtime& runtime, const Step& step);
std::unique_ptr<Operator> make_nested_operator(Runtime& runtime, const Step& step);
std::unique_ptr<Operator> make_join_operator(Runtime& runtime, const Step& step);
std::unique_ptr<Operator> make_write_operator(Runtime& runtime, const Step& step);

// Label expressions against one graph. Types that satisfy one, by trying all that there are.
std::vector<TypeId> types_matching(const Runtime& runtime, const LabelExpr& types);
bool node_satisfies(const Runtime& runtime, NodeId node, const LabelExpr& labels);

// Whether any relationship of row `row` in these columns is `rel`.
bool used_before(const Batch& batch, std::span<const Slot> slots, size_t row, RelId rel);

// The properties of a map, node or relationship.
Map property_map_of(Runtime& runtime, const Value& value);

}  // namespace hoego::query

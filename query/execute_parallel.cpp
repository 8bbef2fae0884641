// SPDX-License-Identifier: Apache-2.0
#include "query/execute_parallel.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <numeric>

#include "query/execute_match.h"
#include "query/worker_pool.h"

namespace hoego::query {

namespace {

constexpr size_t kFirstMorsel = 16;  // each may lead to very many rows
constexpr size_t kLargestMorsel = 16 * kBatchRows;
constexpr size_t kLeastMorsel = kBatchRows / 8;
constexpr size_t kLeastTasks = 16;
// What a task should take: long beside handing it out, short beside the whole.
constexpr std::chrono::microseconds kTaskTime{1000};
// Rows that a task may keep before somebody takes them.
constexpr size_t kMostKept = 128 * kBatchRows;

class Section;

struct Task {
  enum State : uint8_t { kWaiting, kRunning, kDone };

  Section* section;
  Batch input;
  size_t begin, end;  // of the scan, or rows of the input
  State state = kWaiting;
  std::deque<Batch> out;
  size_t kept = 0;  // rows in `out`
  std::exception_ptr error;
  uint32_t piece = 0;
  std::chrono::nanoseconds took{};
};
using TaskPtr = std::shared_ptr<Task>;

}  // namespace

class Scheduler {
 public:
  explicit Scheduler(size_t threads) : slots_(threads - 1, false) {}
  ~Scheduler() {
    std::unique_lock lock(mutex);
    waiting_.clear();
    changed.wait(lock, [&] { return active_ == 0; });
  }
  size_t threads() const { return slots_.size() + 1; }
  void add(const TaskPtr& task);
  // Under the mutex.
  void forget(const Section* section) {
    std::erase_if(waiting_, [&](const TaskPtr& t) { return t->section == section; });
  }

  std::mutex mutex;  // of all tasks
  std::condition_variable changed;

 private:
  void run(size_t slot);

  std::deque<TaskPtr> waiting_;
  std::vector<bool> slots_;  // taken by a thread of the pool
  size_t active_ = 0;
};

std::shared_ptr<Scheduler> make_scheduler(size_t threads) {
  return std::make_shared<Scheduler>(threads);
}

namespace {

// The operators of a section for one thread.
class Chain {
 public:
  using Sink = SubPipeline::Sink;

  // For the thread that runs the query, on its Runtime.
  Chain(Runtime& runtime, std::span<const Step> steps, const Step* best) : rt_(runtime) {
    build(steps, best, nullptr);
  }
  // For another one. With `merged`, the rows end in an operator of that step, and in no sink.
  Chain(const Runtime& runtime, std::span<const Step> steps, const Step* best, const Step* merged)
      : own_(std::make_unique<Runtime>(runtime)), rt_(*own_) {
    build(steps, best, merged);
  }

  RangedScan* scan() { return scan_; }
  Operator& last() { return *operators_.back(); }

  // Positions begin .. end of the scan (`pieces`), or these rows of the input.
  void run(const Batch& input, bool pieces, size_t begin, size_t end, const Sink& sink) {
    if (outlet_) outlet_->set(&sink);
    if (own_ && rt_.profile) {
      rt_.since = std::chrono::steady_clock::now();
      rt_.running = first_;
    }
    if (pieces) scan_->set_range(begin, end);
    if (pieces || (begin == 0 && end == input.rows)) {
      operators_.front()->push(input);
    } else {
      Rows rows(end - begin);
      std::iota(rows.begin(), rows.end(), static_cast<uint32_t>(begin));
      operators_.front()->push(select(input, carried(input), rows));
    }
    for (Operator* op : in_order_) op->flush();
    if (best_) best_->flush();
    if (own_ && rt_.profile) rt_.switch_to(nullptr);
  }

  std::map<const Step*, Counter>& counters() { return rt_.counters; }

 private:
  void build(std::span<const Step> steps, const Step* best, const Step* merged) {
    first_ = steps.empty() ? merged : &steps.front();
    for (const Step& step : steps) {
      operators_.push_back(make_operator(rt_, step));
      if (step.kind == StepKind::kAggregate) in_order_.push_back(operators_.back().get());
    }
    if (best) {
      operators_.push_back(make_operator(rt_, *best));
      best_ = operators_.back().get();
    }
    if (merged) {
      operators_.push_back(make_operator(rt_, *merged));
    } else {
      outlet_ = add_outlet(rt_, operators_);
    }
    link(operators_);
    scan_ = dynamic_cast<RangedScan*>(operators_.front().get());
  }

  std::unique_ptr<Runtime> own_;
  Runtime& rt_;
  const Step* first_ = nullptr;
  Operators operators_;
  std::vector<Operator*> in_order_;  // aggregations whose groups are complete after each task
  Operator* best_ = nullptr;         // keeps the first rows of each task, in the order of a sort
  RangedScan* scan_ = nullptr;
  Outlet* outlet_ = nullptr;
};

class Section : public Operator {
 public:
  // `scans`: the first step is a scan of which each task does a piece. `next`: the step after
  // these.
  Section(Runtime& runtime, std::span<const Step> steps, bool scans, const Step* next)
      : Operator(runtime, steps.empty() ? nullptr : &steps.back()),
        scheduler_(*runtime.scheduler),
        steps_(steps),
        scans_(scans),
        bare_(is_bare(steps, scans, next)),
        merges_(next && can_merge(runtime, *next) ? next : nullptr),
        best_(first_rows(steps, next)),
        own_chain_(runtime, steps, best()),
        chains_(scheduler_.threads()) {}
  ~Section() override { stop(); }

  // Whether there is nothing to do but to scan.
  static bool is_bare(std::span<const Step> steps, bool scans, const Step* next) {
    if (next && keeps_first_rows(*next)) return false;
    return std::none_of(steps.begin() + (scans ? 1 : 0), steps.end(),
                        [](const Step& s) { return s.kind != StepKind::kProject; });
  }

  bool push(const Batch& batch) override {
    if (stopped_) return false;
    const size_t extent = scans_ ? own_chain_.scan()->extent() : batch.rows;
    // A scan of few nodes may lead to many rows: there must be some tasks for each thread.
    const size_t largest = scans_ ? std::clamp(extent / (kLeastTasks * scheduler_.threads()),
                                               kLeastMorsel, kLargestMorsel)
                                  : kLargestMorsel;
    morsel_ = std::min(morsel_, largest);
    for (size_t begin = 0; begin < extent && !stopped_;) {
      const size_t end = extent - begin <= morsel_ + morsel_ / 2 ? extent : begin + morsel_;
      if (spent_ < rt_.options.parallel_after || !gains()) {
        run_here(batch, begin, end);
      } else {
        enqueue(batch, begin, end);
      }
      morsel_ = std::min(morsel_, largest);
      begin = end;
    }
    return !stopped_;
  }

  void finish() override {
    while (!tasks_.empty()) advance();
    for (auto& chain : chains_) {
      if (!chain) continue;
      for (auto& [step, counter] : chain->counters()) {
        rt_.counters[step].rows += counter.rows;
        rt_.counters[step].nanos += counter.nanos;
        rt_.counters[step].bytes += counter.bytes;
      }
      chain->counters().clear();
      if (merged_) merging().absorb(chain->last());
    }
    merged_ = nullptr;
    pieces_ = 0;
    stopped_ = false;
    spent_ = {};
    morsel_ = kFirstMorsel;
    next_->finish();
  }

  // By a thread of the pool.
  void work(Task& task, size_t slot) {
    if (merged_) return run_on(task, slot, {});
    const auto keep = [&](const Batch& batch) {
      std::unique_lock lock(scheduler_.mutex);
      scheduler_.changed.wait(lock, [&] { return stopped_ || task.kept < kMostKept; });
      if (stopped_) return false;
      task.kept += batch.rows;
      task.out.push_back(batch);
      scheduler_.changed.notify_all();
      return true;
    };
    run_on(task, slot, keep);
  }

 private:
  MergingOperator& merging() { return dynamic_cast<MergingOperator&>(*next_); }

  static bool keeps_first_rows(const Step& step) {
    return step.kind == StepKind::kSort && step.value != kNoBound;
  }
  // A sort with a limit is done for each task too: few of its rows remain for the one behind. It
  // hands on what that one reads.
  static std::optional<Step> first_rows(std::span<const Step> steps, const Step* next) {
    if (!next || !keeps_first_rows(*next) || steps.empty()) return std::nullopt;
    Step out = *next;
    out.live = steps.back().live;
    return out;
  }
  const Step* best() const { return best_ ? &*best_ : nullptr; }

  // Input that is small so far: no thread is worth waking.
  void run_here(const Batch& batch, size_t begin, size_t end) {
    const auto start = std::chrono::steady_clock::now();
    if (merges_) merging().begin_piece(pieces_++);
    own_chain_.run(batch, scans_, begin, end, [&](const Batch& out) { return hand_on(out); });
    const auto took = std::chrono::steady_clock::now() - start;
    spent_ += took;
    learn(end - begin, took);
  }

  // Cuts what comes so that a task takes its time; nodes that come early may have many more
  // relationships than those that come late.
  void learn(size_t count, std::chrono::nanoseconds took) {
    const double wanted = static_cast<double>(count) * std::chrono::nanoseconds(kTaskTime).count() /
                          static_cast<double>(std::max<int64_t>(took.count(), 1));
    const auto least = static_cast<double>(std::max<size_t>(morsel_ / 8, 1));
    morsel_ = static_cast<size_t>(std::clamp(wanted, least, static_cast<double>(morsel_) * 4));
  }

  // Whether other threads can take some of the work: what they merge, or more than a bare scan.
  bool gains() {
    if (tasks_.empty() && !merged_ && merges_ && merging().reduces()) merged_ = merges_;
    return merged_ || !bare_;
  }

  void enqueue(const Batch& batch, size_t begin, size_t end) {
    auto task = std::make_shared<Task>(
        Task{this, batch, begin, end, Task::kWaiting, {}, 0, {}, pieces_++, {}});
    tasks_.push_back(task);
    scheduler_.add(task);
    while (tasks_.size() > 4 * scheduler_.threads()) advance();
  }

  void run_on(Task& task, size_t slot, const Chain::Sink& sink) {
    try {
      if (!chains_[slot]) chains_[slot] = std::make_unique<Chain>(rt_, steps_, best(), merged_);
      if (merged_) dynamic_cast<MergingOperator&>(chains_[slot]->last()).begin_piece(task.piece);
      const auto start = std::chrono::steady_clock::now();
      chains_[slot]->run(task.input, scans_, task.begin, task.end, sink);
      task.took = std::chrono::steady_clock::now() - start;
    } catch (...) {
      task.error = std::current_exception();
    }
  }

  // Takes a step with the oldest task: hands on some of its rows, runs it, or helps with a later
  // one while a thread of the pool is at it.
  void advance() {
    std::unique_lock lock(scheduler_.mutex);
    const TaskPtr task = tasks_.front();
    if (!task->out.empty()) {
      const Batch batch = std::move(task->out.front());
      task->out.pop_front();
      task->kept -= batch.rows;
      scheduler_.changed.notify_all();
      lock.unlock();
      hand_on(batch);
    } else if (task->state == Task::kDone) {
      tasks_.pop_front();
      lock.unlock();
      if (task->took.count() > 0) learn(task->end - task->begin, task->took);
      if (!task->error) return;
      stop();
      std::rethrow_exception(task->error);
    } else if (merged_) {
      const TaskPtr next = first_waiting();
      if (!next) return scheduler_.changed.wait(lock);
      next->state = Task::kRunning;
      lock.unlock();
      run_and_merge(*next);
      lock.lock();
      next->state = Task::kDone;
    } else if (task->state == Task::kWaiting) {
      task->state = Task::kRunning;
      lock.unlock();
      tasks_.pop_front();
      own_chain_.run(task->input, scans_, task->begin, task->end,
                     [&](const Batch& out) { return hand_on(out); });
    } else if (const TaskPtr later = helping_ ? nullptr : first_waiting()) {
      later->state = Task::kRunning;
      lock.unlock();
      help(later);
    } else {
      scheduler_.changed.wait(lock);
    }
  }

  // An error waits until the tasks before this one are done.
  void run_and_merge(Task& task) {
    try {
      merging().begin_piece(task.piece);
      own_chain_.run(task.input, scans_, task.begin, task.end,
                     [&](const Batch& out) { return hand_on(out); });
    } catch (...) {
      task.error = std::current_exception();
    }
  }

  TaskPtr first_waiting() const {
    const auto found = std::find_if(tasks_.begin(), tasks_.end(),
                                    [](const TaskPtr& t) { return t->state == Task::kWaiting; });
    return found == tasks_.end() ? nullptr : *found;
  }

  // Runs a task that is not the oldest: keeps its rows, and goes back to the older ones when that
  // are many.
  void help(const TaskPtr& task) {
    helping_ = true;
    run_on(*task, chains_.size() - 1, [&](const Batch& batch) {
      if (stopped_) return false;
      task->out.push_back(batch);
      task->kept += batch.rows;
      while (!stopped_ && tasks_.front() != task && task->kept >= kMostKept) advance();
      while (!stopped_ && tasks_.front() == task && !task->out.empty()) advance();
      return !stopped_;
    });
    helping_ = false;
    std::lock_guard lock(scheduler_.mutex);
    task->state = Task::kDone;
  }

  bool hand_on(const Batch& batch) {
    if (!stopped_ && !pass(batch)) stop();
    return !stopped_;
  }

  // Nobody wants more.
  void stop() {
    std::unique_lock lock(scheduler_.mutex);
    stopped_ = true;
    scheduler_.forget(this);
    scheduler_.changed.notify_all();
    scheduler_.changed.wait(lock, [&] { return at_work_ == 0; });
    tasks_.clear();
  }

  friend class hoego::query::Scheduler;

  Scheduler& scheduler_;
  std::span<const Step> steps_;
  bool scans_;
  bool bare_;
  const Step* merges_;            // the step of the next operator, where that can merge
  const Step* merged_ = nullptr;  // and does
  uint32_t pieces_ = 0;
  std::optional<Step> best_;
  Chain own_chain_;
  std::vector<std::unique_ptr<Chain>> chains_;  // by slot of the scheduler; the last: for help()
  std::deque<TaskPtr> tasks_;                   // by age
  std::chrono::nanoseconds spent_{};
  size_t morsel_ = kFirstMorsel;
  std::atomic<bool> stopped_ = false;
  bool helping_ = false;
  size_t at_work_ = 0;  // threads of the pool, under the scheduler's mutex
};

}  // namespace

void Scheduler::add(const TaskPtr& task) {
  std::lock_guard lock(mutex);
  waiting_.push_back(task);
  const auto free = std::find(slots_.begin(), slots_.end(), false);
  if (free == slots_.end()) return;
  *free = true;
  ++active_;
  const auto slot = static_cast<size_t>(free - slots_.begin());
  WorkerPool::shared().want(active_);
  WorkerPool::shared().add([this, slot] { run(slot); });
}

void Scheduler::run(size_t slot) {
  std::unique_lock lock(mutex);
  while (!waiting_.empty()) {
    const TaskPtr task = std::move(waiting_.front());
    waiting_.pop_front();
    if (task->state != Task::kWaiting) continue;
    task->state = Task::kRunning;
    ++task->section->at_work_;
    lock.unlock();
    task->section->work(*task, slot);
    lock.lock();
    task->state = Task::kDone;
    --task->section->at_work_;
    changed.notify_all();
  }
  slots_[slot] = false;
  --active_;
  changed.notify_all();
}

bool may_run_parallel(const Plan& plan) {
  if (plan.writes) return false;
  return std::none_of(plan.bound.exprs.begin(), plan.bound.exprs.end(), [](const BoundExpr& e) {
    return e.kind == BoundKind::kCall && e.function && !e.function->deterministic;
  });
}

namespace {

bool multiplies(const Step& step) {
  switch (step.kind) {
    case StepKind::kNodeScan:
    case StepKind::kEdgeScan:
    case StepKind::kExpand:
    case StepKind::kExpandVar:
    case StepKind::kUnwind:
      return true;
    default:
      return false;
  }
}

// The groups of a piece of the scan are its own.
bool groups_in_order(const Step& step) {
  return step.kind == StepKind::kAggregate && step.slot != kNoSlot;
}

bool scans(const Step& step) {
  return step.kind == StepKind::kNodeScan || step.kind == StepKind::kEdgeScan;
}

}  // namespace

Operators make_parallel_operators(Runtime& runtime, const Pipeline& pipeline) {
  Operators out;
  for (size_t i = 0; i < pipeline.size();) {
    size_t end = i;
    const bool whole_scan = i == 0 && scans(pipeline[0]);
    while (end < pipeline.size() && (is_row_wise(std::span(&pipeline[end], 1)) ||
                                     (whole_scan && groups_in_order(pipeline[end])))) {
      ++end;
    }
    // A pipeline that does not begin with a scan gets its many rows from a later step.
    if (i == 0 && !whole_scan) {
      while (i < end && !multiplies(pipeline[i]))
        out.push_back(make_operator(runtime, pipeline[i++]));
      if (i < end) out.push_back(make_operator(runtime, pipeline[i++]));
    }
    const std::span<const Step> steps(pipeline.data() + i, end - i);
    const Step* next = end < pipeline.size() ? &pipeline[end] : nullptr;
    if (!Section::is_bare(steps, whole_scan, next) || (next && can_merge(runtime, *next))) {
      out.push_back(std::make_unique<Section>(runtime, steps, whole_scan, next));
      i = end;
    }
    while (i < end) out.push_back(make_operator(runtime, pipeline[i++]));
    if (i < pipeline.size()) out.push_back(make_operator(runtime, pipeline[i++]));
  }
  return out;
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Running a plan: pipelines become chains of operators, rows are pushed through them, and a failed
// statement leaves the graph as it was.
#include "query/execute.h"

#include <algorithm>

#include "base/messages.h"
#include "query/error.h"
#include "query/execute_parallel.h"
#include "query/execute_runtime.h"

namespace hoego::query {

Runtime::Runtime(Graph& g, const Plan& p, const Parameters& params, const Options& o)
    : graph(g), plan(p), parameters(params), options(o), functions{g}, eval(*this) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now);
  functions.now_seconds = seconds.count();
  functions.now_nanos = static_cast<int32_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(now - seconds).count());
  random_state = static_cast<uint64_t>(now.count()) | 1;
  functions.random_state = &random_state;
  own_strings = plan.writes;
  first_new_node = graph.node_limit();
  first_new_rel = graph.relationship_limit();
  deadline = std::chrono::steady_clock::now() + o.limits.time;
  memory = std::make_shared<std::atomic<size_t>>(0);
  if (o.threads > 1 && may_run_parallel(p)) {
    scheduler = make_scheduler(static_cast<size_t>(std::min(o.threads, 256)));
  }
}

Runtime::Runtime(const Runtime& of)
    : graph(of.graph),
      plan(of.plan),
      parameters(of.parameters),
      options(of.options),
      functions(of.functions),
      own_strings(of.own_strings),
      first_new_node(of.first_new_node),
      first_new_rel(of.first_new_rel),
      memory(of.memory),
      deadline(of.deadline),
      profile(of.profile),
      eval(*this) {
  functions.random_state = &random_state;
}

void Runtime::tick() {
  if (options.cancelled && options.cancelled->load(std::memory_order_relaxed)) {
    throw runtime_error("Cancelled", "Cancelled", say("the query was stopped"));
  }
  if (options.limits.time.count() == 0 || (++ticks & 7) != 0) return;
  if (std::chrono::steady_clock::now() <= deadline) return;
  throw runtime_error("ResourceLimit", "TimeLimit",
                      say("the query took longer than {} ms", options.limits.time.count()),
                      say("raise the limit with --timeout, or narrow the query"));
}

void Runtime::charge(size_t bytes) {
  const size_t all = *memory += bytes;
  if (options.limits.memory_bytes == 0 || all <= options.limits.memory_bytes) return;
  throw runtime_error("ResourceLimit", "MemoryLimit",
                      say("the query needs more memory than {} bytes", options.limits.memory_bytes),
                      say("raise the limit, or narrow the query"));
}

void Operator::hold(size_t bytes) {
  if (bytes > held_) rt_.charge(bytes - held_);
  if (bytes < held_) rt_.release(held_ - bytes);
  held_ = bytes;
  if (!rt_.profile) return;
  uint64_t& most = rt_.counters[step_].bytes;
  most = std::max<uint64_t>(most, bytes);
}

bool Operator::emit(const Batch& batch) {
  if (rt_.profile) rt_.counters[step_].rows += batch.rows;
  return pass(batch);
}

bool Operator::pass(const Batch& batch) {
  if (!rt_.profile) return next_->push(batch);
  rt_.switch_to(next_->step_);
  const bool wanted = next_->push(batch);
  rt_.switch_to(step_);
  return wanted;
}

void Runtime::switch_to(const Step* step) {
  const auto now = std::chrono::steady_clock::now();
  counters[running].nanos += static_cast<uint64_t>((now - since).count());
  running = step;
  since = now;
}

Outlet* add_outlet(Runtime& runtime, Operators& operators) {
  auto outlet = std::make_unique<Outlet>(runtime);
  Outlet* out = outlet.get();
  operators.push_back(std::move(outlet));
  return out;
}

void link(const Operators& operators) {
  for (size_t i = 0; i + 1 < operators.size(); ++i) {
    operators[i]->set_next(operators[i + 1].get());
  }
}

SubPipeline::SubPipeline(Runtime& runtime, const Pipeline& pipeline, bool parallel) {
  if (parallel && runtime.scheduler) {
    operators_ = make_parallel_operators(runtime, pipeline);
  } else {
    for (const Step& step : pipeline) operators_.push_back(make_operator(runtime, step));
  }
  outlet_ = add_outlet(runtime, operators_);
  link(operators_);
}

void SubPipeline::run(const Batch& batch, const Sink& sink) {
  outlet_->set(&sink);
  operators_.front()->push(batch);
  operators_.front()->finish();
}

std::unique_ptr<Operator> make_operator(Runtime& runtime, const Step& step) {
  for (auto* maker :
       {&make_match_operator, &make_path_operator, &make_row_operator, &make_group_operator,
        &make_nested_operator, &make_join_operator, &make_write_operator}) {
    if (auto out = (*maker)(runtime, step)) return out;
  }
  throw runtime_error("InternalError", "UnknownStep", say("a step of the plan has no operator"));
}

namespace {

using LabelTest = std::function<bool(const std::string&)>;

bool satisfies(const LabelExpr& labels, const LabelTest& has, bool any) {
  using K = LabelExpr::Kind;
  switch (labels.kind) {
    case K::kName:
      return has(labels.name.text);
    case K::kParameter:
      return false;  // of EXPLAIN alone, which runs nothing
    case K::kAnd:
      return std::all_of(labels.children.begin(), labels.children.end(),
                         [&](const LabelExpr& c) { return satisfies(c, has, any); });
    case K::kOr:
      return std::any_of(labels.children.begin(), labels.children.end(),
                         [&](const LabelExpr& c) { return satisfies(c, has, any); });
    case K::kNot:
      return !satisfies(labels.children[0], has, any);
    case K::kAny:
      return any;
  }
  return false;
}

}  // namespace

std::vector<TypeId> types_matching(const Runtime& rt, const LabelExpr& types) {
  std::vector<TypeId> out;
  if (types.kind == LabelExpr::Kind::kName) {
    if (const auto id = rt.graph.find_type(types.name.text)) out.push_back(*id);
    return out;
  }
  for (size_t t = 0; t < rt.graph.type_count(); ++t) {
    const std::string& name = rt.graph.type_name(static_cast<TypeId>(t));
    if (satisfies(
            types, [&](const std::string& n) { return n == name; }, true)) {
      out.push_back(static_cast<TypeId>(t));
    }
  }
  return out;
}

bool node_satisfies(const Runtime& rt, NodeId node, const LabelExpr& labels) {
  const auto has = [&](const std::string& name) {
    const auto label = rt.graph.find_label(name);
    return label && rt.graph.has_label(node, *label);
  };
  return satisfies(labels, has, !rt.graph.labels_of(node).empty());
}

namespace {

void check_pending_deletes(Runtime& rt) {
  for (const auto& [id, span] : rt.pending_deletes) {
    if (!rt.graph.node_alive(id)) continue;
    if (rt.graph.degree(id, Direction::kBoth) > 0) {
      QueryError error = runtime_error("ConstraintVerificationFailed", "DeleteConnectedNode",
                                       say("a node that still has relationships cannot be deleted"),
                                       say("delete them first, or use DETACH DELETE"));
      error.set_span(span);
      throw error;
    }
    rt.graph.delete_node(id);
    if (id >= rt.first_new_node) {
      --rt.stats.nodes_created;
    } else {
      ++rt.stats.nodes_deleted;
    }
  }
}

void collect_rows(Runtime& rt, const Batch& batch, Table& table) {
  const uint64_t limit = rt.options.limits.rows;
  if (limit != 0 && table.rows.size() + batch.rows > limit) {
    throw runtime_error("ResourceLimit", "RowLimit", say("the result has more than {} rows", limit),
                        say("raise the limit, or add LIMIT to the query"));
  }
  rt.charge(batch.rows * (rt.plan.outputs.size() * sizeof(Value) + sizeof(std::vector<Value>)));
  for (size_t row = 0; row < batch.rows; ++row) {
    auto& out = table.rows.emplace_back();
    out.reserve(rt.plan.outputs.size());
    for (Slot slot : rt.plan.outputs) out.push_back(batch.columns[slot]->at(row));
  }
}

}  // namespace

std::string profile_text(const Plan& plan, const std::map<const Step*, Counter>& counters);

Table execute(const Plan& plan, Graph& graph, const Parameters& parameters, const Options& options,
              bool profile) {
  Table table;
  table.columns = plan.columns;
  table.warnings = plan.bound.warnings;
  table.parameters = plan.bound.parameters;
  Runtime rt(graph, plan, parameters, options);
  rt.profile = profile;
  rt.since = std::chrono::steady_clock::now();
  const Graph::Mark mark = graph.mark();
  try {
    SubPipeline root(rt, plan.root, true);
    const SubPipeline::Sink sink = [&](const Batch& batch) {
      if (plan.returns) collect_rows(rt, batch, table);
      return true;
    };
    root.run(rt.empty_batch(1), sink);
    check_pending_deletes(rt);
  } catch (...) {
    if (plan.writes) graph.rollback(mark);
    throw;
  }
  table.stats = rt.stats;
  if (profile) {
    rt.switch_to(nullptr);
    table.plan = profile_text(plan, rt.counters);
  }
  return table;
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// The session: text through all stages to a table. Plans of statements that read are kept, and used
// again for the same text as long as nothing that they were made from has changed.
#include <algorithm>
#include <unordered_map>

#include "base/messages.h"
#include "base/suggest.h"
#include "query/execute.h"
#include "query/parse.h"
#include "query/procedures.h"
#include "query/query.h"
#include "query/rewrite.h"
#include "query/semantics.h"

namespace hoego::query {

namespace {

constexpr size_t kMostPlans = 256;

std::vector<std::string> names_of(const Parameters& parameters) {
  std::vector<std::string> out;
  for (const auto& [name, value] : parameters) out.push_back(name);
  return out;
}

// Whether parameters still hold the labels that a plan was made for.
bool same_labels(const Parameters& then, const Parameters& now) {
  return std::all_of(then.begin(), then.end(), [&](const auto& one) {
    const auto found = now.find(one.first);
    return found != now.end() && equivalent(one.second, found->second);
  });
}

struct Prepared {
  Statement::Mode mode;
  Span span;
  Plan plan;
  // What the plan was made from, beside the text.
  Graph::State state;
  Language language;  // of its warnings
  std::vector<std::string> parameters;
  bool rewrites;
  std::vector<std::string> disabled_rewrites;
};

}  // namespace

struct Session::Rep {
  Graph* graph;
  Options options;
  Procedures procedures;
  std::unordered_map<std::string, std::shared_ptr<const Prepared>> plans;  // by text

  Plan plan(const Statement& statement, const Parameters& parameters) {
    Plan out = make_plan(hoego::query::bind(statement, *graph, procedures, parameters), *graph);
    rewrite(out, *graph, options);
    find_live_slots(out);
    return out;
  }

  bool holds(const Prepared& p, const Parameters& parameters) const {
    return p.state == graph->state() && p.language == language() &&
           p.rewrites == options.rewrites && p.disabled_rewrites == options.disabled_rewrites &&
           same_labels(p.plan.bound.label_parameters, parameters) &&
           std::equal(p.parameters.begin(), p.parameters.end(), parameters.begin(),
                      parameters.end(), [](const auto& a, const auto& b) { return a == b.first; });
  }

  std::shared_ptr<const Prepared> prepare(std::string_view text, const Parameters& parameters) {
    std::string key(text);
    const auto known = plans.find(key);
    if (known != plans.end() && holds(*known->second, parameters)) return known->second;
    const Graph::State state = graph->state();
    const Statement statement = parse(text);
    auto out = std::make_shared<const Prepared>(
        Prepared{statement.mode, statement.query.span, plan(statement, parameters), state,
                 language(), names_of(parameters), options.rewrites, options.disabled_rewrites});
    if (out->plan.writes) return out;
    if (plans.size() >= kMostPlans) plans.clear();
    plans.insert_or_assign(std::move(key), out);
    return out;
  }
};

Session::Session(Graph& graph, Options options)
    : rep_(std::make_unique<Rep>(Rep{&graph, std::move(options), built_in_procedures(), {}})) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Table Session::run(std::string_view text, const Parameters& parameters) {
  const std::shared_ptr<const Prepared> prepared = rep_->prepare(text, parameters);
  const Plan& plan = prepared->plan;
  if (rep_->options.read_only && plan.writes) {
    throw QueryError("AccessError", Phase::kCompile, "ReadOnly",
                     say("this session is read-only, and the query writes"), prepared->span,
                     say("run it without --read-only"));
  }
  if (prepared->mode == Statement::Mode::kExplain) {
    Table table;
    table.plan = hoego::query::explain(plan);
    table.warnings = plan.bound.warnings;
    table.parameters = plan.bound.parameters;
    return table;
  }
  return execute(plan, *rep_->graph, parameters, rep_->options,
                 prepared->mode == Statement::Mode::kProfile);
}

std::string Session::explain(std::string_view text, const Parameters& parameters) {
  Statement statement = parse(text);
  statement.mode = Statement::Mode::kExplain;
  return hoego::query::explain(rep_->plan(statement, parameters));
}

void Session::add_procedure(Procedure procedure) {
  rep_->plans.clear();
  std::string name = procedure.name;
  rep_->procedures.insert_or_assign(std::move(name), std::move(procedure));
}

Graph& Session::graph() {
  return *rep_->graph;
}
Options& Session::options() {
  return rep_->options;
}

std::vector<std::string> unused_parameters(const Parameters& given,
                                           const std::vector<std::string>& used) {
  std::vector<std::string> out;
  for (const auto& [name, value] : given) {
    if (std::find(used.begin(), used.end(), name) != used.end()) continue;
    const std::string near = suggest(name, used);
    out.push_back(
        near.empty()
            ? say("parameter ${} was given, but nothing uses it", name)
            : say("parameter ${} was given, but nothing uses it; did you mean ${}?", name, near));
  }
  return out;
}

}  // namespace hoego::query

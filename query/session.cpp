// SPDX-License-Identifier: Apache-2.0
// The session: text through all stages to a table.
#include "base/messages.h"
#include "query/execute.h"
#include "query/parse.h"
#include "query/procedures.h"
#include "query/query.h"
#include "query/rewrite.h"

namespace hoego::query {

struct Session::Rep {
  Graph* graph;
  Options options;
  Procedures procedures;

  Plan plan(const Statement& statement, const Parameters& parameters) {
    Plan out = make_plan(hoego::query::bind(statement, *graph, procedures, parameters), *graph);
    rewrite(out, *graph, options);
    find_live_slots(out);
    return out;
  }
};

Session::Session(Graph& graph, Options options)
    : rep_(std::make_unique<Rep>(Rep{&graph, std::move(options), built_in_procedures()})) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Table Session::run(std::string_view text, const Parameters& parameters) {
  const Statement statement = parse(text);
  const Plan plan = rep_->plan(statement, parameters);
  if (rep_->options.read_only && plan.writes) {
    throw QueryError("AccessError", Phase::kCompile, "ReadOnly",
                     say("this session is read-only, and the query writes"), statement.query.span,
                     say("run it without --read-only"));
  }
  if (statement.mode == Statement::Mode::kExplain) {
    Table table;
    table.plan = hoego::query::explain(plan);
    table.warnings = plan.bound.warnings;
    return table;
  }
  return execute(plan, *rep_->graph, parameters, rep_->options,
                 statement.mode == Statement::Mode::kProfile);
}

std::string Session::explain(std::string_view text) {
  Statement statement = parse(text);
  statement.mode = Statement::Mode::kExplain;  // parameters need no values
  return hoego::query::explain(rep_->plan(statement, {}));
}

void Session::add_procedure(Procedure procedure) {
  std::string name = procedure.name;
  rep_->procedures.insert_or_assign(std::move(name), std::move(procedure));
}

Graph& Session::graph() {
  return *rep_->graph;
}
Options& Session::options() {
  return rep_->options;
}

}  // namespace hoego::query

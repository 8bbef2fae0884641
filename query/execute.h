// SPDX-License-Identifier: Apache-2.0
// Runs a plan against a graph. The statement is atomic: where it throws, the graph is as before.
#pragma once

#include "query/plan.h"
#include "query/query.h"
#include "query/table.h"

namespace hoego::query {

// `profile`: the table's plan shows rows and time of every step.
Table execute(const Plan& plan, Graph& graph, const Parameters& parameters, const Options& options,
              bool profile = false);

}  // namespace hoego::query

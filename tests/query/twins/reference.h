// SPDX-License-Identifier: Apache-2.0
// The engine's twin: reads a query's tree row by row and tries every node and relationship for
// every pattern. Slow and obvious; shares with the engine only the parser, the meaning of values,
// the functions and the aggregates, none of binding, planning or execution.
#pragma once

#include <stdexcept>

#include "graph/graph.h"
#include "query/ast.h"
#include "query/table.h"

namespace hoego::query {

// Too many rows or steps for a slow evaluator: no verdict.
struct TooMuchWork : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The rows of a query that only reads. Throws QueryError as the engine would at run time,
// TooMuchWork, and std::logic_error for what it does not know (writing, procedures).
Table reference(const Statement& statement, const Graph& graph, size_t work = 2'000'000);

}  // namespace hoego::query

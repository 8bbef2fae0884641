// SPDX-License-Identifier: Apache-2.0
// Evaluates expressions without variables straight from their tree: slow, obvious, and independent
// of binder, planner and executor, so that functions and operators are tested on their own.
#pragma once

#include <string>
#include <string_view>

#include "graph/graph.h"
#include "graph/value.h"

namespace hoego::query {

// The value of an expression such as "size([1, 2]) + 1". Throws QueryError.
Value evaluate(std::string_view expression, const Graph& graph);
Value evaluate(std::string_view expression);
// Its text as a literal, or "Type: Detail" of the QueryError.
std::string outcome(std::string_view expression);

}  // namespace hoego::query

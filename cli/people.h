// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "graph/graph.h"

namespace hoego::cli {

// The person of that name (viz::find_person). Error (kInput) with the nearest name where there is
// none.
NodeId person_or_fail(const Graph& graph, const std::string& name);

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// Random graphs and random reading queries, the same for the same seed.
#pragma once

#include <cstdint>
#include <string>

#include "graph/graph.h"

namespace hoego::query {

// About a dozen nodes (labels A, B, C), loops and parallel relationships (types K, L, M) included,
// some nodes deleted again; properties of every type, many left out.
Graph random_graph(uint64_t seed);

// A valid query. Its rows do not depend on the order in which an engine finds things: what is cut
// by SKIP and LIMIT is ordered by all columns first; lists made by collect() are only used as bags.
std::string random_query(uint64_t seed);

}  // namespace hoego::query

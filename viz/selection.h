// SPDX-License-Identifier: Apache-2.0
// Parts of a graph: which nodes and relationships, and a graph of just these.
//
//   Subgraph part = collect_subgraph(graph, table);       // what a result speaks of
//   part = with_careers(graph, part);                     // and the whole careers of its people
//   Graph small = copy_of(graph, part);
#pragma once

#include <functional>

#include "graph/graph.h"
#include "viz/subgraph.h"

namespace hoego::viz {

// All persons in order of age, without a list of them.
void for_each_person(const Graph& graph, const std::function<void(NodeId)>& f);

// The same nodes, with every relationship of the graph that lies between two of them.
Subgraph with_relationships(const Graph& graph, const Subgraph& part);
// With everything that can be reached from the persons of the part along relationships, without
// going through or to other persons: steps, posts, organisations, roles, years, themes.
Subgraph with_careers(const Graph& graph, const Subgraph& part);

// Nodes keep their order, and so do relationships. What it costs depends on the part only.
Graph copy_of(const Graph& graph, const Subgraph& part);

}  // namespace hoego::viz

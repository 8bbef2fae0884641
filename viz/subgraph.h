// SPDX-License-Identifier: Apache-2.0
// The nodes and relationships that a result speaks of, as Graphviz DOT for `dot` or `neato`.
// Relationships between two nodes of the result are drawn only where the result holds them.
#pragma once

#include <string>
#include <vector>

#include "graph/graph.h"
#include "query/table.h"
#include "viz/style.h"

namespace hoego::viz {

struct Subgraph {
  std::vector<NodeId> nodes;  // sorted, each once
  std::vector<RelId> rels;
};
Subgraph collect_subgraph(const Graph& graph, const query::Table& table);

// A person with steps, and the roles, organisations and aspirations of these; then who else was at
// the organisations that have a name, with the steps that they took there.
Subgraph neighbourhood(const Graph& graph, NodeId person);
std::string neighbourhood_title(const Graph& graph, NodeId person, Language language);

// The colour of a node, by its first label.
Family node_family(const Graph& graph, NodeId node);
// What a node is called in a picture: its name, title, value or id.
std::string node_caption(const Graph& graph, NodeId node);
// "2018-03 – 2020-06" of a step; empty where neither end is known.
std::string node_dates(const Graph& graph, NodeId node);
// "(:Person 은성)", "(:Step 백엔드 개발자 2018-03 – 2020-06)".
std::string short_node(const Graph& graph, NodeId node);

std::string subgraph_dot(const Graph& graph, const query::Table& table);

}  // namespace hoego::viz

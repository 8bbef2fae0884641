// SPDX-License-Identifier: Apache-2.0
// Graph algorithms on a part of the graph: nodes with certain labels, relationships of certain
// types (empty: all).
//
//   Scope scope{.types = {*graph.find_type("NEXT")}};
//   for (auto [node, rank] : pagerank(graph, scope)) ...
//
// Results are in order of node id, the same in every run.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "graph/graph.h"

namespace hoego {

// What an algorithm (or a GraphView) sees; empty lists mean all.
struct Scope {
  std::vector<LabelId> labels;  // nodes with one of them
  std::vector<TypeId> types;
};

template <typename T>
using NodeResults = std::vector<std::pair<NodeId, T>>;

// The ranks of all nodes sum to 1.
NodeResults<double> pagerank(const Graph& graph, const Scope& scope, double damping = 0.85,
                             int iterations = 30);
// How many shortest paths go through a node (Brandes; time grows with nodes
// times relationships). `directed`: only along the relationships.
NodeResults<double> betweenness(const Graph& graph, const Scope& scope, bool directed);
// Numbers from 0, in order of the smallest node of each.
NodeResults<uint32_t> components(const Graph& graph, const Scope& scope);
NodeResults<uint32_t> strong_components(const Graph& graph, const Scope& scope);
// Groups that hold together more than with others (Louvain, by modularity), direction not counted.
NodeResults<uint32_t> communities(const Graph& graph, const Scope& scope);

// Distances in steps from the nearest of the sources, those within `limit`.
NodeResults<uint32_t> distances(const Graph& graph, const std::vector<NodeId>& sources,
                                Direction direction, const Scope& scope,
                                uint32_t limit = UINT32_MAX);
// A shortest path (Dijkstra with a weight key; weights that are missing count 1, negative ones are
// an Error); nullopt: there is none. Of several equal ones always the same.
std::optional<Path> shortest_path(const Graph& graph, NodeId from, NodeId to, Direction direction,
                                  const Scope& scope, std::optional<KeyId> weight = std::nullopt);

}  // namespace hoego

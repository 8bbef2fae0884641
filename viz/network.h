// SPDX-License-Identifier: Apache-2.0
// A part of a graph as a picture: nodes as boxes in columns, by how far they are from the persons
// in it (of a part without persons from its best connected node), relationships as lines with
// their type where they arrive.
//
//   Network n = lay_out_network(graph, collect_subgraph(graph, table), {});
//   Network around = lay_out_network(graph, neighbourhood(graph, person), {.title = "은성"});
//
// Lines run through no box; what links two nodes of one column is an arc on its right. Of very
// many nodes the nearest are drawn, and the rest is counted.
#pragma once

#include <string>
#include <vector>

#include "graph/graph.h"
#include "viz/picture.h"
#include "viz/style.h"
#include "viz/subgraph.h"

namespace hoego::viz {

struct NetworkOptions {
  Theme theme = Theme::kLight;
  Language language = Language::kKorean;
  std::string title;  // empty: "그래프"
  size_t max_nodes = 120;
};

struct Network {
  Picture picture;
  std::vector<Rect> boxes;   // of the nodes
  std::vector<Rect> labels;  // of the types
  size_t left_out = 0;       // nodes and relationships that are not in the picture
};

Network lay_out_network(const Graph& graph, const Subgraph& part, const NetworkOptions& options);

}  // namespace hoego::viz

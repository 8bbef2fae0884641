// SPDX-License-Identifier: Apache-2.0
// Boost.Graph does the work where it knows the algorithm; communities are our own.
#include "graph/algorithms.h"

#include <algorithm>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/graph/strong_components.hpp>
#include <map>
#include <numeric>

#include "base/error.h"
#include "base/messages.h"
#include "graph/view.h"

namespace hoego {

namespace {

using Directed = GraphView<Direction::kOut>;
using Reversed = GraphView<Direction::kIn>;
using Undirected = GraphView<Direction::kBoth>;

// An array by node id as a property map.
template <typename T>
auto by_node(std::vector<T>& values) {
  return boost::make_iterator_property_map(values.begin(),
                                           boost::typed_identity_property_map<NodeId>());
}

template <typename View, typename T>
NodeResults<T> results(const View& view, const std::vector<T>& values) {
  NodeResults<T> out;
  auto [first, last] = vertices(view);
  for (auto it = first; it != last; ++it) out.emplace_back(*it, values[*it]);
  return out;
}

// Numbers groups from 0 in order of their smallest node.
template <typename View, typename T>
NodeResults<uint32_t> numbered(const View& view, const std::vector<T>& group) {
  std::map<T, uint32_t> numbers;
  NodeResults<uint32_t> out;
  auto [first, last] = vertices(view);
  for (auto it = first; it != last; ++it) {
    auto number = numbers.try_emplace(group[*it], static_cast<uint32_t>(numbers.size())).first;
    out.emplace_back(*it, number->second);
  }
  return out;
}

template <typename View>
std::vector<double> centrality(const View& view) {
  std::vector<double> values(num_vertices(view), 0.0);
  boost::brandes_betweenness_centrality(view, by_node(values));
  return values;
}

// Calls f with the view that goes in the direction.
template <typename F>
auto with_view(const Graph& graph, Direction direction, const Scope& scope, F&& f) {
  switch (direction) {
    case Direction::kOut:
      return f(Directed(graph, scope));
    case Direction::kIn:
      return f(Reversed(graph, scope));
    case Direction::kBoth:
      break;
  }
  return f(Undirected(graph, scope));
}

// Stops a search: everything nearer has been seen.
struct Found {};

class DistanceVisitor : public boost::default_bfs_visitor {
 public:
  DistanceVisitor(std::vector<uint32_t>& distance, uint32_t limit)
      : distance_(&distance), limit_(limit) {}
  template <typename View>
  void tree_edge(const ViewEdge& edge, const View&) {
    (*distance_)[edge.target] = (*distance_)[edge.source] + 1;
  }
  template <typename View>
  void examine_vertex(NodeId node, const View&) {
    if ((*distance_)[node] >= limit_) throw Found();
  }

 private:
  std::vector<uint32_t>* distance_;
  uint32_t limit_;
};

template <typename View>
NodeResults<uint32_t> bfs_distances(const View& view, const std::vector<NodeId>& sources,
                                    uint32_t limit) {
  constexpr uint32_t kFar = UINT32_MAX;
  std::vector<uint32_t> distance(num_vertices(view), kFar);
  std::vector<boost::default_color_type> colors(num_vertices(view), boost::white_color);
  std::vector<NodeId> starts;
  for (NodeId node : sources)
    if (view.contains(node) && distance[node] == kFar) {
      distance[node] = 0;
      starts.push_back(node);
    }
  boost::queue<NodeId> queue;
  try {
    boost::breadth_first_visit(view, starts.begin(), starts.end(), queue,
                               DistanceVisitor(distance, limit), by_node(colors));
  } catch (const Found&) {
  }
  NodeResults<uint32_t> out;
  for (NodeId node = 0; node < distance.size(); ++node)
    if (distance[node] != kFar) out.emplace_back(node, distance[node]);
  return out;
}

// Remembers the edge by which each node was reached.
template <typename Base>
class PathVisitor : public Base {
 public:
  PathVisitor(std::vector<ViewEdge>& reached_by, NodeId goal)
      : reached_by_(&reached_by), goal_(goal) {}
  // Breadth first.
  template <typename View>
  void tree_edge(const ViewEdge& edge, const View&) {
    (*reached_by_)[edge.target] = edge;
  }
  // Dijkstra.
  template <typename View>
  void edge_relaxed(const ViewEdge& edge, const View&) {
    (*reached_by_)[edge.target] = edge;
  }
  template <typename View>
  void examine_vertex(NodeId node, const View&) {
    if (node == goal_) throw Found();
  }

 private:
  std::vector<ViewEdge>* reached_by_;
  NodeId goal_;
};

Path path_back(const std::vector<ViewEdge>& reached_by, NodeId from, NodeId to) {
  Path path;
  for (NodeId node = to; node != from; node = reached_by[node].source) {
    path.nodes.push_back(node);
    path.rels.push_back(reached_by[node].rel);
  }
  path.nodes.push_back(from);
  std::reverse(path.nodes.begin(), path.nodes.end());
  std::reverse(path.rels.begin(), path.rels.end());
  return path;
}

template <typename View>
std::optional<Path> find_path(const View& view, NodeId from, NodeId to,
                              std::optional<KeyId> weight) {
  if (!view.contains(from) || !view.contains(to)) return std::nullopt;
  std::vector<ViewEdge> reached_by(num_vertices(view));
  try {
    if (weight) {
      WeightMap weights(view.graph().relationship_column(*weight), 1.0);
      std::vector<double> distance(num_vertices(view));
      boost::dijkstra_shortest_paths(
          view, from,
          boost::weight_map(weights)
              .distance_map(by_node(distance))
              .vertex_index_map(get(boost::vertex_index, view))
              .visitor(PathVisitor<boost::default_dijkstra_visitor>(reached_by, to)));
    } else {
      std::vector<boost::default_color_type> colors(num_vertices(view), boost::white_color);
      boost::queue<NodeId> queue;
      boost::breadth_first_visit(view, from, queue,
                                 PathVisitor<boost::default_bfs_visitor>(reached_by, to),
                                 by_node(colors));
    }
  } catch (const Found&) {
    return path_back(reached_by, from, to);
  } catch (const boost::negative_edge&) {
    throw Error(ErrorKind::kInput, say("a shortest path by weight needs weights of 0 or more"));
  }
  return std::nullopt;
}

// A weighted graph between groups, for Louvain; level 0 is the nodes themselves.
struct Level {
  std::vector<std::vector<std::pair<uint32_t, double>>> neighbours;
  std::vector<double> inside;  // weight of loops, twice
};

Level first_level(const Undirected& view, const std::vector<NodeId>& nodes,
                  const std::vector<uint32_t>& place) {
  Level level;
  level.neighbours.resize(nodes.size());
  level.inside.resize(nodes.size(), 0.0);
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    std::map<uint32_t, double> weights;
    auto [first, last] = out_edges(nodes[i], view);
    for (auto it = first; it != last; ++it) ++weights[place[(*it).target]];
    for (auto [other, weight] : weights) {
      if (other == i)
        level.inside[i] += weight;
      else
        level.neighbours[i].emplace_back(other, weight);
    }
  }
  return level;
}

double degree_of(const Level& level, uint32_t i) {
  double sum = level.inside[i];
  for (auto [other, weight] : level.neighbours[i]) sum += weight;
  return sum;
}

// Moves each member to the neighbouring group that raises modularity most, until none moves.
// Returns each member's group, numbered from 0.
std::vector<uint32_t> move_members(const Level& level) {
  auto n = static_cast<uint32_t>(level.neighbours.size());
  std::vector<uint32_t> group(n);
  std::vector<double> degree(n), total(n);
  double all = 0;
  for (uint32_t i = 0; i < n; ++i) {
    group[i] = i;
    all += total[i] = degree[i] = degree_of(level, i);
  }
  constexpr int kMaxRounds = 50;
  constexpr double kGain = 1e-12;
  bool moved = all > 0;
  for (int round = 0; moved && round < kMaxRounds; ++round) {
    moved = false;
    for (uint32_t i = 0; i < n; ++i) {
      std::map<uint32_t, double> links;
      for (auto [other, weight] : level.neighbours[i]) links[group[other]] += weight;
      total[group[i]] -= degree[i];
      uint32_t best = group[i];
      double best_gain = links[group[i]] - total[group[i]] * degree[i] / all;
      for (auto [candidate, weight] : links) {
        double gain = weight - total[candidate] * degree[i] / all;
        if (gain > best_gain + kGain) {
          best = candidate;
          best_gain = gain;
        }
      }
      moved = moved || best != group[i];
      group[i] = best;
      total[best] += degree[i];
    }
  }
  std::map<uint32_t, uint32_t> numbers;
  for (uint32_t& g : group)
    g = numbers.try_emplace(g, static_cast<uint32_t>(numbers.size())).first->second;
  return group;
}

Level merge_level(const Level& level, const std::vector<uint32_t>& group, uint32_t groups) {
  std::vector<std::map<uint32_t, double>> weights(groups);
  Level merged;
  merged.inside.resize(groups, 0.0);
  for (uint32_t i = 0; i < group.size(); ++i) {
    merged.inside[group[i]] += level.inside[i];
    for (auto [other, weight] : level.neighbours[i]) {
      if (group[other] == group[i])
        merged.inside[group[i]] += weight;
      else
        weights[group[i]][group[other]] += weight;
    }
  }
  for (const auto& w : weights) merged.neighbours.emplace_back(w.begin(), w.end());
  return merged;
}

}  // namespace

NodeResults<double> pagerank(const Graph& graph, const Scope& scope, double damping,
                             int iterations) {
  Directed view(graph, scope);
  std::vector<double> rank(num_vertices(view), 0.0), next(num_vertices(view), 0.0);
  NodeResults<double> out = results(view, rank);
  boost::graph::page_rank(view, by_node(rank),
                          boost::graph::n_iterations(static_cast<size_t>(iterations)), damping,
                          out.size(), by_node(next));
  // What flows into nodes without a way on is lost on the way; spread it again.
  double sum = 0;
  for (const auto& entry : out) sum += rank[entry.first];
  for (auto& [node, value] : out) value = sum > 0 ? rank[node] / sum : 0.0;
  return out;
}

NodeResults<double> betweenness(const Graph& graph, const Scope& scope, bool directed) {
  if (directed) {
    Directed view(graph, scope);
    return results(view, centrality(view));
  }
  Undirected view(graph, scope);
  return results(view, centrality(view));
}

NodeResults<uint32_t> components(const Graph& graph, const Scope& scope) {
  Undirected view(graph, scope);
  std::vector<int> group(num_vertices(view), -1);
  std::vector<boost::default_color_type> colors(num_vertices(view));
  boost::connected_components(view, by_node(group), boost::color_map(by_node(colors)));
  return numbered(view, group);
}

NodeResults<uint32_t> strong_components(const Graph& graph, const Scope& scope) {
  Directed view(graph, scope);
  std::vector<int> group(num_vertices(view), -1);
  boost::strong_components(view, by_node(group),
                           boost::vertex_index_map(get(boost::vertex_index, view)));
  return numbered(view, group);
}

NodeResults<uint32_t> communities(const Graph& graph, const Scope& scope) {
  Undirected view(graph, scope);
  std::vector<NodeId> nodes;
  std::vector<uint32_t> place(num_vertices(view), 0);
  auto [first, last] = vertices(view);
  for (auto it = first; it != last; ++it) {
    place[*it] = static_cast<uint32_t>(nodes.size());
    nodes.push_back(*it);
  }
  std::vector<uint32_t> group(nodes.size());
  std::iota(group.begin(), group.end(), 0u);
  Level level = first_level(view, nodes, place);
  while (true) {
    std::vector<uint32_t> moved = move_members(level);
    uint32_t groups = moved.empty() ? 0 : *std::max_element(moved.begin(), moved.end()) + 1;
    for (uint32_t& g : group) g = moved[g];
    if (groups == moved.size()) break;
    level = merge_level(level, moved, groups);
  }
  std::vector<uint32_t> by_id(num_vertices(view), 0);
  for (size_t i = 0; i < nodes.size(); ++i) by_id[nodes[i]] = group[i];
  return numbered(view, by_id);
}

NodeResults<uint32_t> distances(const Graph& graph, const std::vector<NodeId>& sources,
                                Direction direction, const Scope& scope, uint32_t limit) {
  return with_view(graph, direction, scope,
                   [&](const auto& view) { return bfs_distances(view, sources, limit); });
}

std::optional<Path> shortest_path(const Graph& graph, NodeId from, NodeId to, Direction direction,
                                  const Scope& scope, std::optional<KeyId> weight) {
  return with_view(graph, direction, scope,
                   [&](const auto& view) { return find_path(view, from, to, weight); });
}

}  // namespace hoego

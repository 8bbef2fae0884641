// SPDX-License-Identifier: Apache-2.0
// The graph as Boost.Graph sees one: no copy, so that its algorithms run on what is there.
//
//   GraphView<Direction::kBoth> view(graph, {.types = {took, at}});  // kBoth: undirected
//   std::vector<int> component(num_vertices(view));
//   boost::connected_components(view, component.data());
//
// Vertices are NodeIds, and num_vertices() is one beyond the largest, so that they index arrays;
// vertices() gives only those alive and in the view. Models VertexListGraph, EdgeListGraph,
// IncidenceGraph, AdjacencyGraph, and, if directed, BidirectionalGraph (kIn: every edge turned
// round). Valid until the next write to the graph.
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <iterator>
#include <utility>
#include <vector>

#include "graph/algorithms.h"
#include "graph/graph.h"

namespace hoego {

struct ViewEdge {
  NodeId source = kNoId;
  NodeId target = kNoId;
  RelId rel = kNoId;
  friend bool operator==(const ViewEdge&, const ViewEdge&) = default;
};

template <Direction kDirection>
class GraphView {
 public:
  static constexpr bool kUndirected = kDirection == Direction::kBoth;

  // What boost::graph_traits looks for.
  using vertex_descriptor = NodeId;
  using edge_descriptor = ViewEdge;
  using directed_category =
      std::conditional_t<kUndirected, boost::undirected_tag, boost::bidirectional_tag>;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  struct traversal_category : boost::bidirectional_graph_tag,
                              boost::vertex_list_graph_tag,
                              boost::edge_list_graph_tag,
                              boost::adjacency_graph_tag {};
  using vertices_size_type = size_t;
  using edges_size_type = size_t;
  using degree_size_type = size_t;
  static NodeId null_vertex() { return kNoId; }

  explicit GraphView(const Graph& graph, const Scope& scope = {}) : graph_(&graph) {
    for (LabelId label : scope.labels) add_bits(graph.label_bits(label));
    if (scope.labels.empty()) add_bits(graph.node_bits());
    std::vector<TypeId> types = scope.types;
    if (types.empty())
      for (size_t t = 0; t < graph.type_count(); ++t) types.push_back(static_cast<TypeId>(t));
    has_type_.resize(graph.type_count(), false);
    for (TypeId type : types) has_type_[type] = true;
    for (TypeId type : types) {
      constexpr bool kTurned = kDirection == Direction::kIn;
      out_.push_back(&graph.adjacency(type, kTurned ? Direction::kIn : Direction::kOut));
      in_.push_back(&graph.adjacency(type, kTurned ? Direction::kOut : Direction::kIn));
    }
    both_ = out_;
    both_.insert(both_.end(), in_.begin(), in_.end());
  }

  class VertexIterator
      : public boost::iterator_facade<VertexIterator, NodeId, std::forward_iterator_tag, NodeId> {
   public:
    VertexIterator() = default;
    VertexIterator(const GraphView* view, NodeId at) : view_(view), at_(at) { skip(); }

   private:
    friend class boost::iterator_core_access;
    NodeId dereference() const { return at_; }
    bool equal(const VertexIterator& other) const { return at_ == other.at_; }
    void increment() {
      ++at_;
      skip();
    }
    void skip() {
      while (at_ < view_->graph_->node_limit() && !view_->contains(at_)) ++at_;
    }
    const GraphView* view_ = nullptr;
    NodeId at_ = 0;
  };

  // Walks the lists of one node, first what lies in the arrays, then what was written since.
  class EdgeIterator
      : public boost::iterator_facade<EdgeIterator, ViewEdge, std::forward_iterator_tag, ViewEdge> {
   public:
    EdgeIterator() = default;
    // `reversed`: the node is the edges' target.
    EdgeIterator(const GraphView* view, const std::vector<const TypeAdjacency*>* lists, NodeId node,
                 bool reversed, size_t list)
        : view_(view), lists_(lists), node_(node), list_(list), reversed_(reversed) {
      enter();
      skip();
    }

   private:
    friend class boost::iterator_core_access;
    ViewEdge dereference() const {
      auto [rel, other] = current();
      return reversed_ ? ViewEdge{other, node_, rel} : ViewEdge{node_, other, rel};
    }
    bool equal(const EdgeIterator& other) const { return list_ == other.list_ && at_ == other.at_; }
    void increment() {
      ++at_;
      skip();
    }
    std::pair<RelId, NodeId> current() const {
      if (at_ < base_.size) return {base_.rels[at_], base_.nodes[at_]};
      return (*extra_)[at_ - base_.size];
    }
    void enter() {
      at_ = 0;
      base_ = {};
      extra_ = nullptr;
      if (list_ >= lists_->size()) return;
      base_ = (*lists_)[list_]->base(node_);
      extra_ = (*lists_)[list_]->extra(node_);
    }
    size_t size() const { return base_.size + (extra_ == nullptr ? 0 : extra_->size()); }
    void skip() {
      while (list_ < lists_->size()) {
        for (; at_ < size(); ++at_) {
          auto [rel, other] = current();
          if (view_->shows(rel, other)) return;
        }
        ++list_;
        enter();
      }
    }

    const GraphView* view_ = nullptr;
    const std::vector<const TypeAdjacency*>* lists_ = nullptr;
    NodeId node_ = kNoId;
    size_t list_ = 0;
    size_t at_ = 0;
    bool reversed_ = false;
    Neighbours base_;
    const TypeAdjacency::Extra* extra_ = nullptr;
  };

  class AdjacencyIterator : public boost::iterator_facade<AdjacencyIterator, NodeId,
                                                          std::forward_iterator_tag, NodeId> {
   public:
    AdjacencyIterator() = default;
    explicit AdjacencyIterator(EdgeIterator edge) : edge_(edge) {}

   private:
    friend class boost::iterator_core_access;
    NodeId dereference() const { return (*edge_).target; }
    bool equal(const AdjacencyIterator& other) const { return edge_ == other.edge_; }
    void increment() { ++edge_; }
    EdgeIterator edge_;
  };

  // Every relationship of the view once, by id.
  class EdgeListIterator : public boost::iterator_facade<EdgeListIterator, ViewEdge,
                                                         std::forward_iterator_tag, ViewEdge> {
   public:
    EdgeListIterator() = default;
    EdgeListIterator(const GraphView* view, RelId at) : view_(view), at_(at) { skip(); }

   private:
    friend class boost::iterator_core_access;
    ViewEdge dereference() const { return view_->edge(at_); }
    bool equal(const EdgeListIterator& other) const { return at_ == other.at_; }
    void increment() {
      ++at_;
      skip();
    }
    void skip() {
      while (at_ < view_->graph_->relationship_limit() && !view_->has_edge(at_)) ++at_;
    }
    const GraphView* view_ = nullptr;
    RelId at_ = 0;
  };

  using vertex_iterator = VertexIterator;
  using out_edge_iterator = EdgeIterator;
  using in_edge_iterator = EdgeIterator;
  using adjacency_iterator = AdjacencyIterator;
  using edge_iterator = EdgeListIterator;

  const Graph& graph() const { return *graph_; }
  bool contains(NodeId node) const {
    for (BitView bits : nodes_)
      if (bits.test(node)) return true;
    return false;
  }
  bool shows(RelId rel, NodeId other) const {
    return graph_->relationship_alive(rel) && contains(other);
  }

  bool has_edge(RelId rel) const {
    return graph_->relationship_alive(rel) && has_type_[graph_->type_of(rel)] &&
           contains(graph_->source(rel)) && contains(graph_->target(rel));
  }
  ViewEdge edge(RelId rel) const {
    constexpr bool kTurned = kDirection == Direction::kIn;
    NodeId from = graph_->source(rel);
    NodeId to = graph_->target(rel);
    return kTurned ? ViewEdge{to, from, rel} : ViewEdge{from, to, rel};
  }

  friend std::pair<EdgeListIterator, EdgeListIterator> edges(const GraphView& g) {
    return {EdgeListIterator(&g, 0), EdgeListIterator(&g, g.graph_->relationship_limit())};
  }
  friend size_t num_edges(const GraphView& g) {
    auto [first, last] = edges(g);
    return static_cast<size_t>(std::distance(first, last));
  }
  friend std::pair<VertexIterator, VertexIterator> vertices(const GraphView& g) {
    return {VertexIterator(&g, 0), VertexIterator(&g, g.graph_->node_limit())};
  }
  friend size_t num_vertices(const GraphView& g) { return g.graph_->node_limit(); }
  friend std::pair<EdgeIterator, EdgeIterator> out_edges(NodeId node, const GraphView& g) {
    return edges_of(g, kUndirected ? g.both_ : g.out_, node, false);
  }
  friend std::pair<EdgeIterator, EdgeIterator> in_edges(NodeId node, const GraphView& g) {
    return edges_of(g, kUndirected ? g.both_ : g.in_, node, true);
  }
  friend std::pair<AdjacencyIterator, AdjacencyIterator> adjacent_vertices(NodeId node,
                                                                           const GraphView& g) {
    auto [first, last] = out_edges(node, g);
    return {AdjacencyIterator(first), AdjacencyIterator(last)};
  }
  friend size_t out_degree(NodeId node, const GraphView& g) {
    auto [first, last] = out_edges(node, g);
    return static_cast<size_t>(std::distance(first, last));
  }
  friend size_t in_degree(NodeId node, const GraphView& g) {
    auto [first, last] = in_edges(node, g);
    return static_cast<size_t>(std::distance(first, last));
  }
  friend size_t degree(NodeId node, const GraphView& g) {
    return kUndirected ? out_degree(node, g) : out_degree(node, g) + in_degree(node, g);
  }
  friend NodeId source(const ViewEdge& edge, const GraphView&) { return edge.source; }
  friend NodeId target(const ViewEdge& edge, const GraphView&) { return edge.target; }
  friend boost::typed_identity_property_map<NodeId> get(boost::vertex_index_t, const GraphView&) {
    return {};
  }
  friend NodeId get(boost::vertex_index_t, const GraphView&, NodeId node) { return node; }

 private:
  void add_bits(BitView bits) { nodes_.push_back(bits); }
  static std::pair<EdgeIterator, EdgeIterator> edges_of(
      const GraphView& g, const std::vector<const TypeAdjacency*>& lists, NodeId node,
      bool reversed) {
    return {EdgeIterator(&g, &lists, node, reversed, 0),
            EdgeIterator(&g, &lists, node, reversed, lists.size())};
  }

  const Graph* graph_;
  std::vector<BitView> nodes_;
  std::vector<bool> has_type_;
  std::vector<const TypeAdjacency*> out_;
  std::vector<const TypeAdjacency*> in_;
  std::vector<const TypeAdjacency*> both_;
};

// A property of relationships as a weight; where there is none it counts as `missing`.
class WeightMap {
 public:
  using key_type = ViewEdge;
  using value_type = double;
  using reference = double;
  using category = boost::readable_property_map_tag;

  WeightMap(ColumnView column, double missing) : column_(column), missing_(missing) {}
  friend double get(const WeightMap& map, const ViewEdge& edge) {
    Value v = map.column_.value(edge.rel);
    return v.is_number() ? v.as_number() : map.missing_;
  }

 private:
  ColumnView column_;
  double missing_;
};

}  // namespace hoego

namespace boost {
template <hoego::Direction kDirection>
struct property_map<hoego::GraphView<kDirection>, vertex_index_t> {
  using type = typed_identity_property_map<hoego::NodeId>;
  using const_type = type;
};
}  // namespace boost

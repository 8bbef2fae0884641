// SPDX-License-Identifier: Apache-2.0
#include "viz/selection.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "graph/schema.h"

namespace hoego::viz {
namespace {

Subgraph sorted(std::unordered_set<NodeId> nodes, std::vector<RelId> rels) {
  Subgraph part{{nodes.begin(), nodes.end()}, std::move(rels)};
  std::sort(part.nodes.begin(), part.nodes.end());
  std::sort(part.rels.begin(), part.rels.end());
  part.rels.erase(std::unique(part.rels.begin(), part.rels.end()), part.rels.end());
  return part;
}

}  // namespace

void for_each_person(const Graph& graph, const std::function<void(NodeId)>& f) {
  std::optional<LabelId> label = graph.find_label(schema::kPerson);
  if (!label) return;
  constexpr NodeId kBlock = 1 << 16;
  std::vector<NodeId> people;
  for (NodeId from = 0; from < graph.node_limit();) {
    NodeId to = std::min(graph.node_limit(), from + kBlock);
    people.clear();
    graph.scan_nodes(*label, from, to, people);
    for (NodeId person : people) f(person);
    from = to;
  }
}

Subgraph with_relationships(const Graph& graph, const Subgraph& part) {
  std::unordered_set<NodeId> nodes(part.nodes.begin(), part.nodes.end());
  std::vector<RelId> rels;
  for (NodeId node : part.nodes)
    graph.for_each_relationship(node, Direction::kOut, {}, [&](RelId rel, NodeId other) {
      if (nodes.contains(other)) rels.push_back(rel);
      return true;
    });
  return sorted(std::move(nodes), std::move(rels));
}

Subgraph with_careers(const Graph& graph, const Subgraph& part) {
  std::optional<LabelId> person = graph.find_label(schema::kPerson);
  auto is_person = [&](NodeId node) { return person && graph.has_label(node, *person); };
  std::vector<NodeId> todo;
  std::copy_if(part.nodes.begin(), part.nodes.end(), std::back_inserter(todo), is_person);
  std::unordered_set<NodeId> reached(todo.begin(), todo.end());
  while (!todo.empty()) {
    NodeId node = todo.back();
    todo.pop_back();
    graph.for_each_relationship(node, Direction::kOut, {}, [&](RelId, NodeId other) {
      if (!is_person(other) && reached.insert(other).second) todo.push_back(other);
      return true;
    });
  }
  reached.insert(part.nodes.begin(), part.nodes.end());
  return with_relationships(graph, sorted(std::move(reached), {}));
}

Graph copy_of(const Graph& graph, const Subgraph& part) {
  Graph copy;
  // The same names in the same order: ids of names are then the same in both.
  for (size_t i = 0; i < graph.label_count(); ++i)
    copy.intern_label(graph.label_name(static_cast<LabelId>(i)));
  for (size_t i = 0; i < graph.type_count(); ++i)
    copy.intern_type(graph.type_name(static_cast<TypeId>(i)));
  for (size_t i = 0; i < graph.key_count(); ++i)
    copy.intern_key(graph.key_name(static_cast<KeyId>(i)));
  std::unordered_map<NodeId, NodeId> twins;
  twins.reserve(part.nodes.size());
  for (NodeId node : part.nodes) {
    NodeId twin = twins[node] = copy.create_node(graph.labels_of(node));
    for (const auto& [key, value] : graph.node_properties(node))
      copy.set_node_property(twin, key, value);
  }
  for (RelId rel : part.rels) {
    RelId twin = copy.create_relationship(twins.at(graph.source(rel)), twins.at(graph.target(rel)),
                                          graph.type_of(rel));
    for (const auto& [key, value] : graph.relationship_properties(rel))
      copy.set_relationship_property(twin, key, value);
  }
  copy.clear_changes();
  return copy;
}

}  // namespace hoego::viz

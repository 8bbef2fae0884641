// SPDX-License-Identifier: Apache-2.0
// The property graph in memory: nodes with labels and properties, typed directed relationships
// with properties. Compact columns and adjacency by type underneath; ids are stable and never
// reused.
//
//   Graph g;
//   NodeId a = g.create_node({g.intern_label("Person")});
//   g.set_node_property(a, g.intern_key("name"), Value::string("은성"));
//   NodeId s = g.create_node({g.intern_label("Step")});
//   RelId r = g.create_relationship(a, s, g.intern_type("TOOK"));
//   g.for_each_relationship(a, Direction::kOut, {}, [&](RelId rel, NodeId other) { ...; return true; });
//
// Reading is const and safe from several threads while nobody writes. What is wrong use (an id
// that is not alive, deleting a node that still has relationships) is an assertion.
// Writes are logged: mark() before a statement, rollback(mark) undoes all since; changes() tells
// the store which ids to write.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/value.h"

namespace hoego {

using LabelId = uint16_t;
using TypeId = uint16_t;
using KeyId = uint16_t;

enum class Direction : uint8_t { kOut, kIn, kBoth };

class Graph {
 public:
  Graph();
  ~Graph();
  Graph(Graph&&) noexcept;
  Graph& operator=(Graph&&) noexcept;

  // Names. find_* give nothing for a name never used; intern_* make it known.
  std::optional<LabelId> find_label(std::string_view name) const;
  std::optional<TypeId> find_type(std::string_view name) const;
  std::optional<KeyId> find_key(std::string_view name) const;
  LabelId intern_label(std::string_view name);
  TypeId intern_type(std::string_view name);
  KeyId intern_key(std::string_view name);
  const std::string& label_name(LabelId id) const;
  const std::string& type_name(TypeId id) const;
  const std::string& key_name(KeyId id) const;
  size_t label_count() const;  // of known names; ids are 0 .. count - 1
  size_t type_count() const;
  size_t key_count() const;

  // Sizes: alive nodes and relationships; *_limit is one beyond the largest id ever given.
  size_t node_count() const;
  size_t relationship_count() const;
  size_t node_count(LabelId label) const;
  size_t relationship_count(TypeId type) const;
  NodeId node_limit() const;
  RelId relationship_limit() const;

  // Nodes.
  NodeId create_node(std::span<const LabelId> labels);
  NodeId create_node(std::initializer_list<LabelId> labels) {
    return create_node(std::span<const LabelId>(labels.begin(), labels.size()));
  }
  void delete_node(NodeId id);  // must have no relationships
  bool node_alive(NodeId id) const;
  bool has_label(NodeId id, LabelId label) const;
  std::span<const LabelId> labels_of(NodeId id) const;  // sorted by id; also of a deleted node
  bool add_label(NodeId id, LabelId label);             // false: it had it
  bool remove_label(NodeId id, LabelId label);          // false: it had it not
  // Appends the ids of alive nodes in [from, to) with the label (all labels: nullopt), in order.
  void scan_nodes(std::optional<LabelId> label, NodeId from, NodeId to,
                  std::vector<NodeId>& out) const;

  // Relationships.
  RelId create_relationship(NodeId source, NodeId target, TypeId type);
  void delete_relationship(RelId id);
  bool relationship_alive(RelId id) const;
  NodeId source(RelId id) const;  // these three also of a deleted relationship
  NodeId target(RelId id) const;
  TypeId type_of(RelId id) const;
  size_t degree(NodeId node, Direction direction, std::span<const TypeId> types = {}) const;

  // Calls f(RelId, NodeId other_end) for every relationship of the node in the direction, of one
  // of the types (none: all), until it returns false. kBoth gives a loop once. The order is by
  // type, then by age, and the same in every run. f must not write to the graph.
  template <typename F>
  void for_each_relationship(NodeId node, Direction direction, std::span<const TypeId> types,
                             F&& f) const {
    std::vector<std::pair<RelId, NodeId>> found;
    collect(node, direction, types, found);
    for (const auto& [rel, other] : found)
      if (!f(rel, other)) return;
  }

  // Properties. Reading one that is not there gives null; setting null removes it. A string that
  // comes out may be borrowed from the graph: it is valid until the next write.
  Value node_property(NodeId id, KeyId key) const;
  Value relationship_property(RelId id, KeyId key) const;
  void set_node_property(NodeId id, KeyId key, const Value& value);
  void set_relationship_property(RelId id, KeyId key, const Value& value);
  // All of them, sorted by key name; also of a deleted element.
  std::vector<std::pair<KeyId, Value>> node_properties(NodeId id) const;
  std::vector<std::pair<KeyId, Value>> relationship_properties(RelId id) const;

  // Undo. A mark is a place in the log of writes.
  using Mark = size_t;
  Mark mark() const;
  void rollback(Mark mark);
  // What was written since the last clear_changes(): ids, each once, in order. An id that is not
  // alive any more was deleted (or never lived long enough to be stored).
  struct Changes {
    std::vector<NodeId> nodes;
    std::vector<RelId> relationships;
    bool empty() const { return nodes.empty() && relationships.empty(); }
  };
  Changes changes() const;
  void clear_changes();  // also ends what rollback can reach

 private:
  struct Rep;
  void collect(NodeId node, Direction direction, std::span<const TypeId> types,
               std::vector<std::pair<RelId, NodeId>>& out) const;
  std::unique_ptr<Rep> rep_;
};

}  // namespace hoego

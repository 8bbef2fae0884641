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
//   g.for_each_relationship(a, Direction::kOut, {}, [&](RelId rel, NodeId other) { return true; });
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

#include "graph/adjacency.h"
#include "graph/column.h"
#include "graph/value.h"

namespace hoego {

using LabelId = uint16_t;
using KeyId = uint16_t;

class Graph {
 public:
  struct Rep;  // private to graph/ (graph/rep.h)

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
    adjacency_->settle();
    if (types.size() == 1) {
      visit(node, direction, types[0], f);
    } else if (types.empty()) {
      for (size_t t = 0; t < adjacency_->type_count(); ++t)
        if (!visit(node, direction, static_cast<TypeId>(t), f)) return;
    } else {
      for (TypeId type : in_order(types))
        if (!visit(node, direction, type, f)) return;
    }
  }

  // The fast ways, for whole scans; every view is valid until the next write.
  // Nodes that have a label / are alive, as bits by id.
  BitView label_bits(LabelId label) const;
  BitView node_bits() const;
  BitView relationship_bits() const;
  // A property of all elements, as raw arrays (see graph/column.h).
  ColumnView node_column(KeyId key) const;
  ColumnView relationship_column(KeyId key) const;
  // The neighbours by one type in one direction (not kBoth), as raw arrays (see adjacency.h).
  const TypeAdjacency& adjacency(TypeId type, Direction direction) const {
    adjacency_->settle();
    return direction == Direction::kOut ? adjacency_->out(type) : adjacency_->in(type);
  }
  // The neighbours of a node, if they lie side by side; nullopt: use for_each_relationship.
  std::optional<Neighbours> neighbours(NodeId node, TypeId type, Direction direction) const {
    const TypeAdjacency& list = adjacency(type, direction);
    return list.plain_at(node) ? std::optional(list.base(node)) : std::nullopt;
  }
  // The ends and types of all relationships, by id.
  const NodeId* sources() const { return adjacency_->sources(); }
  const NodeId* targets() const { return adjacency_->targets(); }
  const TypeId* types() const { return adjacency_->types(); }

  // Appends, in order, the alive nodes with the label (nullopt: any) whose property equals the
  // value, as openCypher's `=` says (1 = 1.0; null and NaN equal nothing). Looking the same key up
  // again makes an index, which is kept and follows writes. False, and nothing appended: the value
  // is none of boolean, number, string, date; compare yourself.
  bool find_nodes(std::optional<LabelId> label, KeyId key, const Value& value,
                  std::vector<NodeId>& out) const;

  // What a planner wants to know. Counts of nodes and relationships by label and type: above.
  struct DegreeStatistics {
    size_t edges = 0;         // relationships of the type
    size_t nodes = 0;         // nodes with at least one in the direction
    uint32_t max = 0;         // of one node
    double average() const {  // of the nodes with at least one
      return nodes == 0 ? 0.0 : static_cast<double>(edges) / static_cast<double>(nodes);
    }
  };
  DegreeStatistics degree_statistics(TypeId type, Direction direction) const;
  // Which labels the ends of a type have: (source labels, target labels, how many), the largest
  // first. Labels as labels_of() gives them. Exact if ends_exact(), else an estimate from before
  // the last writes (it is made anew when a tenth of the graph is new).
  struct Ends {
    std::vector<LabelId> source;
    std::vector<LabelId> target;
    size_t count = 0;
  };
  const std::vector<Ends>& ends_of(TypeId type) const;
  bool ends_exact() const;
  size_t distinct_node_values(KeyId key) const;  // estimates
  size_t distinct_relationship_values(KeyId key) const;
  size_t node_value_count(KeyId key) const;  // nodes that have the property (deleted ones too)
  // Whether every node with the label has the property, and whether no two of these have equal
  // values of it (false also where nobody knows: doubles, values of several types). Exact; looks at
  // all these nodes at the first question after a write.
  bool every_node_has(LabelId label, KeyId key) const;
  bool unique_node_values(LabelId label, KeyId key) const;
  // Whether all relationships of the type lead to a node with a larger id, or all to one with a
  // smaller id, so that they form no circle; false also where nobody knows. Looks at them at the
  // first question after a write.
  bool leads_one_way(TypeId type) const;
  // Bytes held, of nodes and of relationships, with their properties.
  size_t node_bytes() const;
  size_t relationship_bytes() const;

  // Properties. Reading one that is not there gives null; setting null removes it. A string that
  // comes out may be borrowed from the graph: it is valid until the next write.
  Value node_property(NodeId id, KeyId key) const;
  Value relationship_property(RelId id, KeyId key) const;
  void set_node_property(NodeId id, KeyId key, const Value& value);
  void set_relationship_property(RelId id, KeyId key, const Value& value);
  // All of them, sorted by key name; also of a deleted element.
  std::vector<std::pair<KeyId, Value>> node_properties(NodeId id) const;
  std::vector<std::pair<KeyId, Value>> relationship_properties(RelId id) const;

  // Shorter ways for importers; the same as setting a Value.
  void set_node_string(NodeId id, KeyId key, std::string_view text);
  void set_node_integer(NodeId id, KeyId key, int64_t value);
  void set_relationship_string(RelId id, KeyId key, std::string_view text);
  void set_relationship_integer(RelId id, KeyId key, int64_t value);

  // What was read of a graph holds as long as its state is the same: it differs after every write,
  // after every new name, and between any two graphs.
  struct State {
    uint64_t graph = 0;
    uint64_t writes = 0;
    bool operator==(const State&) const = default;
  };
  State state() const;

  // Undo. A mark is a place in the log of writes; it costs nothing to take one.
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
  // Puts all that was written into the compact arrays, which happens by itself when it has become
  // much; ends what rollback can reach, as clear_changes() does.
  void compact();
  // Ids below these limits will not be given again (the store remembers them).
  void reserve_ids(NodeId nodes, RelId relationships);

 private:
  friend struct GraphInternals;  // for the snapshot

  template <typename F>
  bool visit(NodeId node, Direction direction, TypeId type, F&& f) const {
    if (direction == Direction::kOut) return visit_list(adjacency_->out(type), node, f);
    if (direction == Direction::kIn) return visit_list(adjacency_->in(type), node, f);
    if (empty_at(adjacency_->in(type), node)) return visit_list(adjacency_->out(type), node, f);
    if (empty_at(adjacency_->out(type), node)) return visit_list(adjacency_->in(type), node, f);
    for (const auto& [rel, other] : merged(node, type))
      if (!f(rel, other)) return false;
    return true;
  }
  template <typename F>
  bool visit_list(const TypeAdjacency& list, NodeId node, F&& f) const {
    Neighbours base = list.base(node);
    bool plain = list.plain_at(node);
    for (uint32_t i = 0; i < base.size; ++i) {
      if (!plain && !adjacency_->alive(base.rels[i])) continue;
      if (!f(base.rels[i], base.nodes[i])) return false;
    }
    if (plain) return true;
    const TypeAdjacency::Extra* extra = list.extra(node);
    for (size_t i = 0; extra != nullptr && i < extra->size(); ++i) {
      auto [rel, other] = (*extra)[i];
      if (adjacency_->alive(rel) && !f(rel, other)) return false;
    }
    return true;
  }
  void count_ends() const;
  void change_labels(NodeId id, std::vector<LabelId> labels);
  void before_node_write(NodeId id, KeyId key);
  void before_relationship_write(RelId id, KeyId key);
  static bool empty_at(const TypeAdjacency& list, NodeId node) {
    return list.base(node).size == 0 && list.extra(node) == nullptr;
  }
  static std::vector<TypeId> in_order(std::span<const TypeId> types);
  // Both directions by age, a loop once.
  std::vector<std::pair<RelId, NodeId>> merged(NodeId node, TypeId type) const;

  std::unique_ptr<Rep> rep_;
  AdjacencySet* adjacency_ = nullptr;  // lives in rep_
};

}  // namespace hoego

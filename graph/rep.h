// SPDX-License-Identifier: Apache-2.0
// What a Graph is made of; private to graph/ (graph.cpp works on it, snapshot.cpp saves it whole).
#pragma once

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/graph.h"

namespace hoego {

struct Names {
  std::vector<std::string> names;
  std::map<std::string, uint16_t, std::less<>> ids;

  std::optional<uint16_t> find(std::string_view name) const;
  uint16_t intern(std::string_view name, const char* too_many);
};

// One write to something that was there at the last mark, and how to undo it.
struct Write {
  enum Kind : uint8_t {
    kMark,  // `id` and `limit`: the limits of nodes and relationships then
    kDeleteNode,
    kDeleteRelationship,
    kLabels,  // `name`: the label set before
    kNodeProperty,
    kRelationshipProperty,
  } kind;
  uint16_t name = 0;
  uint32_t id = 0;
  uint32_t limit = 0;
  Value old;
};

// Nodes by the value of one key: a table of hash buckets over ids below `covered`, and the ids that
// were written to since. It may show nodes that do not match (the reader compares) but hides none.
struct EqualityIndex {
  int lookups = 0;
  ColumnType type = ColumnType::kEmpty;  // of the column when built; each hashes in its own way
  NodeId covered = 0;
  Array<uint32_t> bucket_ends;  // a power of two long; empty: not built
  Array<NodeId> ids;
  std::vector<NodeId> touched;
};

struct Graph::Rep {
  Names labels, types, keys;

  Array<uint16_t> label_set;  // of each node: a place in label_sets
  std::vector<std::vector<LabelId>> label_sets{{}};
  std::map<std::vector<LabelId>, uint16_t> set_ids{{{}, 0}};
  std::array<uint16_t, 16> recent_sets{};
  Bitmap nodes_alive;
  std::vector<Bitmap> label_bits;
  std::vector<size_t> per_label;
  size_t node_count = 0;
  std::vector<Column> node_columns;  // by key

  AdjacencySet adjacency;
  std::vector<size_t> per_type;
  size_t relationship_count = 0;
  std::vector<Column> relationship_columns;  // by key

  // Undo: `log` has what happened to elements below the limits of the last mark; younger ones
  // vanish whole. Nothing is logged while nobody took a mark.
  mutable std::vector<Write> log;
  mutable bool marked = false;
  mutable NodeId undo_nodes = 0;
  mutable RelId undo_relationships = 0;
  // Changes: written ids below the limits at the last clear_changes(); younger ones all count.
  NodeId stored_nodes = 0;
  RelId stored_relationships = 0;
  std::vector<NodeId> changed_nodes;
  std::vector<RelId> changed_relationships;

  // Made by readers on demand, under the mutex.
  mutable std::mutex mutex;
  mutable std::unordered_map<uint32_t, EqualityIndex> indexes;  // by (label or all, key)
  mutable std::vector<std::vector<Ends>> ends;                  // by type
  mutable uint64_t ends_version = 0;
  struct Known {  // an answer about the graph as it was
    Graph::State as_of;
    bool holds = false;
  };
  mutable std::unordered_map<uint32_t, Known> known_values;  // by (label, key): all differ
  mutable std::unordered_map<TypeId, Known> one_way;         // by type
  uint64_t version = 1;  // counts changes of what exists and its labels
  uint64_t instance;     // a number that no other graph of this process has
  uint64_t changes = 0;  // counts changes of properties, new names, and what was undone

  Rep();

  std::shared_ptr<void> mapping;  // the snapshot's memory, where columns borrow from it

  NodeId node_limit() const { return static_cast<NodeId>(label_set.size()); }
  uint16_t set_id(std::vector<LabelId> sorted);
  uint16_t set_of(std::span<const LabelId> labels);
  void set_node_alive(NodeId id, bool alive);
  void set_relationship_alive(RelId id, bool alive);
  void set_labels(NodeId id, uint16_t set);
  void touch_node(NodeId id);
  void touch_relationship(RelId id);
  void touch_index(NodeId id, std::optional<KeyId> key);
  void undo(Write& write);
  void forget_undo();
  void settle_columns();
  void drop_from(NodeId nodes, RelId relationships);
};

struct GraphInternals {
  static Graph::Rep& rep(Graph& graph) { return *graph.rep_; }
  static const Graph::Rep& rep(const Graph& graph) { return *graph.rep_; }
};

}  // namespace hoego

// SPDX-License-Identifier: Apache-2.0
// Who is next to whom: for each relationship type and direction the neighbours of every node, side
// by side in memory (CSR), or one slot a node where no node has more than one (dense). What was
// written since lies in a small list a node, and is folded in when that grows.
//
//   const TypeAdjacency& at = graph.adjacency(type, Direction::kOut);
//   if (at.plain()) { Neighbours n = at.base(node); for (uint32_t i = 0; i < n.size; ++i)
//   n.nodes[i]; } if (const NodeId* targets = at.dense_nodes()) ...   // targets[node -
//   at.first()], kNoId: none
//
// `plain()` means that base() is the whole truth. Everything here is valid until the next write.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "graph/array.h"
#include "graph/value.h"

namespace hoego {

using TypeId = uint16_t;

enum class Direction : uint8_t { kOut, kIn, kBoth };

// Parallel arrays, in order of the relationships' age.
struct Neighbours {
  const NodeId* nodes = nullptr;
  const RelId* rels = nullptr;
  uint32_t size = 0;
};

class TypeAdjacency {
 public:
  using Extra = std::vector<std::pair<RelId, NodeId>>;

  // No deleted relationship in base(), and nothing beside it, for any node.
  bool plain() const { return dead_ == 0 && extra_count_ == 0; }
  // As of the last fold; without what was written since.
  Neighbours base(NodeId node) const {
    uint32_t i = node - first_;
    if (i >= range_) return {};
    if (dense_) return {nodes_.data() + i, rels_.data() + i, rels_[i] != kNoId ? 1u : 0u};
    uint32_t begin = offsets_[i];
    return {nodes_.data() + begin, rels_.data() + begin, offsets_[i + 1] - begin};
  }
  // Relationships written since the last fold, by age, or nullptr; some may be deleted.
  const Extra* extra(NodeId node) const {
    if (extra_count_ == 0) return nullptr;
    auto it = extra_.find(node);
    return it == extra_.end() ? nullptr : &it->second;
  }
  // The same for one node: base() is the whole truth about it.
  bool plain_at(NodeId node) const {
    return plain() || (extra(node) == nullptr && (dead_ == 0 || !with_dead_.contains(node)));
  }

  // The raw arrays of base(): nodes first() .. first() + range() - 1 have slots.
  NodeId first() const { return first_; }
  uint32_t range() const { return range_; }
  const NodeId* dense_nodes() const { return dense_ ? nodes_.data() : nullptr; }
  const uint32_t* offsets() const { return dense_ ? nullptr : offsets_.data(); }
  const NodeId* nodes() const { return nodes_.data(); }
  const RelId* rels() const { return rels_.data(); }

  // As of the last fold.
  size_t edge_count() const { return edges_; }       // relationships
  size_t node_count() const { return with_edges_; }  // nodes that have at least one
  uint32_t max_degree() const { return max_degree_; }
  size_t bytes() const { return offsets_.bytes() + nodes_.bytes() + rels_.bytes(); }

  // For the snapshot.
  struct Shape {
    uint32_t first, range, dense, max_degree;
    uint64_t edges, with_edges;
  };
  Shape shape() const { return {first_, range_, dense_, max_degree_, edges_, with_edges_}; }
  void restore(const Shape& shape);
  template <typename F>
  void for_each_part(F&& f) {
    f(offsets_);
    f(nodes_);
    f(rels_);
  }

 private:
  friend class AdjacencySet;
  void build(const RelId* rels, size_t count, const NodeId* from, const NodeId* to);
  void add(RelId rel, NodeId from, NodeId to);
  // A relationship in the lists was deleted, or came back.
  void count_dead(NodeId from, bool dead) {
    dead ? ++dead_ : --dead_;
    if (dead) with_dead_.insert(from);
  }

  NodeId first_ = 0;
  uint32_t range_ = 0;
  bool dense_ = false;
  uint32_t max_degree_ = 0;
  uint64_t edges_ = 0;
  uint64_t with_edges_ = 0;
  Array<uint32_t> offsets_;
  Array<NodeId> nodes_;
  Array<RelId> rels_;
  std::unordered_map<NodeId, Extra> extra_;
  size_t extra_count_ = 0;
  size_t dead_ = 0;                       // deleted relationships that base() or extra() still show
  std::unordered_set<NodeId> with_dead_;  // nodes that have such, or had
};

// The adjacency of all types, and the relationships' ends. Relationships are appended here; the
// first reader after that brings the lists up to date (readers on several threads wait for it).
class AdjacencySet {
 public:
  void add_type() {
    out_.emplace_back();
    in_.emplace_back();
  }
  size_t type_count() const { return out_.size(); }
  RelId append(NodeId source, NodeId target, TypeId type);
  void append_gone();  // an id that belongs to nothing
  void set_alive(RelId rel, bool alive);
  bool alive(RelId rel) const { return alive_.test(rel); }

  RelId limit() const { return static_cast<RelId>(source_.size()); }
  const NodeId* sources() const { return source_.data(); }
  const NodeId* targets() const { return target_.data(); }
  const TypeId* types() const { return type_.data(); }
  BitView alive_bits() const { return alive_.view(); }

  // Brings the lists up to date with all that was appended; cheap when they are.
  void settle() const {
    if (indexed_.load(std::memory_order_acquire) != limit()) settle_slowly();
  }
  // Call settle() before these.
  const TypeAdjacency& out(TypeId type) const { return out_[type]; }
  const TypeAdjacency& in(TypeId type) const { return in_[type]; }

  // To be called when no rollback can bring a deleted relationship back: drops them from the lists
  // and empties the extra lists; unless `always`, only where that pays.
  void fold(bool always);
  size_t bytes() const;

  // For the snapshot: the parts that belong to relationships, then those of each list.
  template <typename F>
  void for_each_part(F&& f) {
    f(source_);
    f(target_);
    f(type_);
    f(alive_.words());
    for (size_t t = 0; t < out_.size(); ++t) {
      out_[t].for_each_part(f);
      in_[t].for_each_part(f);
    }
  }
  TypeAdjacency& mutable_out(TypeId type) { return out_[type]; }
  TypeAdjacency& mutable_in(TypeId type) { return in_[type]; }
  void restored();

 private:
  void settle_slowly() const;
  void rebuild() const;
  void drop_dead();

  Array<NodeId> source_;
  Array<NodeId> target_;
  Array<TypeId> type_;
  Bitmap alive_;
  size_t dead_count_ = 0;
  mutable Bitmap gone_;  // deleted, dropped from the lists, never to come back
  // What readers see; changed by settle() alone.
  mutable std::vector<TypeAdjacency> out_;
  mutable std::vector<TypeAdjacency> in_;
  mutable std::atomic<RelId> indexed_ = 0;  // relationships below are in the lists
  mutable size_t extra_total_ = 0;
  mutable std::mutex mutex_;
};

}  // namespace hoego

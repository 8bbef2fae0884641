// SPDX-License-Identifier: Apache-2.0
// Building the lists by counting sort, and keeping them up to date.
#include "graph/adjacency.h"

#include <algorithm>

namespace hoego {

namespace {

// Appended relationships go to the extra lists while they are few beside those in the arrays.
bool worth_rebuilding(size_t pending, size_t indexed) {
  return pending > std::max<size_t>(4096, indexed / 8);
}

}  // namespace

void TypeAdjacency::restore(const Shape& shape) {
  first_ = shape.first;
  range_ = shape.range;
  dense_ = shape.dense != 0;
  max_degree_ = shape.max_degree;
  edges_ = shape.edges;
  with_edges_ = shape.with_edges;
}

// `rels` are of this type, in order of age.
void TypeAdjacency::build(const RelId* rels, size_t count, const NodeId* from, const NodeId* to) {
  *this = TypeAdjacency();
  if (count == 0) return;
  NodeId low = kNoId;
  NodeId high = 0;
  for (size_t i = 0; i < count; ++i) {
    low = std::min(low, from[rels[i]]);
    high = std::max(high, from[rels[i]]);
  }
  first_ = low;
  range_ = high - low + 1;
  edges_ = count;
  offsets_.resize(size_t{range_} + 1, 0);
  for (size_t i = 0; i < count; ++i) ++offsets_[from[rels[i]] - low + 1];
  for (uint32_t i = 1; i <= range_; ++i) {
    max_degree_ = std::max(max_degree_, offsets_[i]);
    with_edges_ += offsets_[i] != 0;
  }
  dense_ = max_degree_ == 1 && count >= range_ / 8;
  if (dense_) {
    offsets_ = {};
    nodes_.resize(range_, kNoId);
    rels_.resize(range_, kNoId);
    for (size_t i = 0; i < count; ++i) {
      nodes_[from[rels[i]] - low] = to[rels[i]];
      rels_[from[rels[i]] - low] = rels[i];
    }
    return;
  }
  for (uint32_t i = 1; i <= range_; ++i) offsets_[i] += offsets_[i - 1];
  nodes_.resize_for_overwrite(count);
  rels_.resize_for_overwrite(count);
  // Each offset walks to the start of the next node, and all are moved back at the end.
  for (size_t i = 0; i < count; ++i) {
    uint32_t slot = offsets_[from[rels[i]] - low]++;
    nodes_[slot] = to[rels[i]];
    rels_[slot] = rels[i];
  }
  std::memmove(offsets_.data() + 1, offsets_.data(), size_t{range_} * sizeof(uint32_t));
  offsets_[0] = 0;
}

void TypeAdjacency::add(RelId rel, NodeId from, NodeId to) {
  extra_[from].emplace_back(rel, to);
  ++extra_count_;
}

RelId AdjacencySet::append(NodeId source, NodeId target, TypeId type) {
  RelId id = limit();
  source_.push_back(source);
  target_.push_back(target);
  type_.push_back(type);
  alive_.set(id);
  return id;
}

void AdjacencySet::append_gone() {
  gone_.set(limit());
  source_.push_back(kNoId);
  target_.push_back(kNoId);
  type_.push_back(0);
  ++dead_count_;
}

void AdjacencySet::set_alive(RelId rel, bool alive) {
  alive_.assign(rel, alive);
  alive ? --dead_count_ : ++dead_count_;
  if (rel >= indexed_.load(std::memory_order_relaxed)) return;
  TypeId type = type_[rel];
  out_[type].count_dead(source_[rel], !alive);
  in_[type].count_dead(target_[rel], !alive);
}

void AdjacencySet::settle_slowly() const {
  std::lock_guard lock(mutex_);
  RelId indexed = indexed_.load(std::memory_order_relaxed);
  if (indexed == limit()) return;
  if (worth_rebuilding(limit() - indexed + extra_total_, indexed)) {
    rebuild();
  } else {
    for (RelId rel = indexed; rel < limit(); ++rel) {
      if (gone_.test(rel)) continue;
      out_[type_[rel]].add(rel, source_[rel], target_[rel]);
      in_[type_[rel]].add(rel, target_[rel], source_[rel]);
      if (alive_.test(rel)) continue;
      out_[type_[rel]].count_dead(source_[rel], true);
      in_[type_[rel]].count_dead(target_[rel], true);
    }
    extra_total_ += limit() - indexed;
  }
  indexed_.store(limit(), std::memory_order_release);
}

void AdjacencySet::fold(bool always) {
  size_t loose = 0;
  for (size_t t = 0; t < type_count(); ++t) loose += out_[t].dead_ + out_[t].extra_count_;
  loose += limit() - indexed_.load(std::memory_order_relaxed);
  if (loose == 0 || (!always && !worth_rebuilding(loose, limit()))) return;
  std::lock_guard lock(mutex_);
  drop_dead();
  rebuild();
  indexed_.store(limit(), std::memory_order_release);
}

void AdjacencySet::drop_dead() {
  gone_ = Bitmap();
  if (dead_count_ == 0) return;
  for (RelId rel = 0; rel < limit(); ++rel)
    if (!alive_.test(rel)) gone_.set(rel);
}

void AdjacencySet::restored() {
  dead_count_ = limit() - alive_.view().count();
  drop_dead();
  indexed_.store(limit(), std::memory_order_release);
}

// Deleted relationships stay in the lists as long as a rollback may bring them back.
void AdjacencySet::rebuild() const {
  std::vector<size_t> begin(type_count() + 1, 0);
  for (RelId rel = 0; rel < limit(); ++rel)
    if (!gone_.test(rel)) ++begin[type_[rel] + 1u];
  for (size_t t = 0; t < type_count(); ++t) begin[t + 1] += begin[t];
  Array<RelId> by_type;
  by_type.resize_for_overwrite(begin.back());
  std::vector<size_t> next = begin;
  for (RelId rel = 0; rel < limit(); ++rel)
    if (!gone_.test(rel)) by_type[next[type_[rel]]++] = rel;
  for (size_t t = 0; t < type_count(); ++t) {
    const RelId* rels = by_type.data() + begin[t];
    size_t count = begin[t + 1] - begin[t];
    out_[t].build(rels, count, source_.data(), target_.data());
    in_[t].build(rels, count, target_.data(), source_.data());
    for (size_t i = 0; dead_count_ != 0 && i < count; ++i) {
      if (alive_.test(rels[i])) continue;
      out_[t].count_dead(source_[rels[i]], true);
      in_[t].count_dead(target_[rels[i]], true);
    }
  }
  extra_total_ = 0;
}

size_t AdjacencySet::bytes() const {
  size_t sum = source_.bytes() + target_.bytes() + type_.bytes() + alive_.bytes();
  for (const TypeAdjacency& list : out_) sum += list.bytes();
  for (const TypeAdjacency& list : in_) sum += list.bytes();
  return sum;
}

}  // namespace hoego

// SPDX-License-Identifier: Apache-2.0
// Operators that find nodes and single relationships: scans, seeks, expansions, and patterns whose
// relationship is known already.
#include <algorithm>
#include <numeric>

#include "base/messages.h"
#include "query/error.h"
#include "query/execute_match.h"

namespace hoego::query {

namespace {

[[noreturn]] void wrong_kind(const Value& v, std::string_view wanted) {
  throw runtime_error("TypeError", "InvalidArgumentType",
                      say("a pattern takes {} here, not {}", translated(wanted), a_type(v)));
}

}  // namespace

std::vector<uint32_t> ids_of(const VecPtr& column, Phys phys, size_t rows) {
  std::vector<uint32_t> out(rows, kNoId);
  if (!column) return out;
  if (column->phys == phys) {
    if (!column->constant) return column->ids;
    std::fill(out.begin(), out.end(), column->ids[0]);
    return out;
  }
  for (size_t i = 0; i < rows; ++i) {
    const Value v = column->at(i);
    if (v.is_null()) continue;
    if (phys == Phys::kNode) {
      if (!v.is(ValueType::kNode)) wrong_kind(v, wording("a node"));
      out[i] = v.as_node();
    } else {
      if (!v.is(ValueType::kRelationship)) wrong_kind(v, wording("a relationship"));
      out[i] = v.as_relationship();
    }
  }
  return out;
}

std::span<const uint32_t> view_ids(const VecPtr& column, Phys phys, size_t rows,
                                   std::vector<uint32_t>& storage) {
  if (column && column->phys == phys && !column->constant) return column->ids;
  storage = ids_of(column, phys, rows);
  return storage;
}

bool is_live(const Step& step, Slot slot) {
  return slot != kNoSlot && std::binary_search(step.live.begin(), step.live.end(), slot);
}

Direction direction_of(Arrow arrow) {
  return arrow == Arrow::kRight  ? Direction::kOut
         : arrow == Arrow::kLeft ? Direction::kIn
                                 : Direction::kBoth;
}

Direction turned(Direction d) {
  return d == Direction::kOut ? Direction::kIn : d == Direction::kIn ? Direction::kOut : d;
}

StepTypes::StepTypes(const Runtime& runtime, const std::optional<LabelExpr>& types) {
  any = !types.has_value();
  if (types) ids = types_matching(runtime, *types);
}

bool StepTypes::contain(TypeId type) const {
  return any || std::find(ids.begin(), ids.end(), type) != ids.end();
}

bool used_before(const Batch& batch, std::span<const Slot> slots, size_t row, RelId rel) {
  for (Slot slot : slots) {
    const VecPtr& column = batch.columns[slot];
    if (!column) continue;
    if (column->phys == Phys::kRel) {
      if (column->ids[column->at_row(row)] == rel) return true;
      continue;
    }
    const Value v = column->at(row);
    if (v.is(ValueType::kRelationship) && v.as_relationship() == rel) return true;
    if (!v.is(ValueType::kList)) continue;
    for (const Value& item : v.as_list()) {
      if (item.is(ValueType::kRelationship) && item.as_relationship() == rel) return true;
    }
  }
  return false;
}

namespace {

class NodeScan : public Operator, public RangedScan {
 public:
  using Operator::Operator;
  // Positions are ids, from the first node with the label to the last.
  size_t extent() const override {
    const auto [first, last] = ends();
    return last - first;
  }
  void set_range(size_t begin, size_t end) override {
    const NodeId first = ends().first;
    begin_ = first + static_cast<NodeId>(begin);
    end_ = first + static_cast<NodeId>(end);
  }
  bool push(const Batch& batch) override {
    std::optional<LabelId> label;
    if (!step_->label.empty()) {
      label = rt_.graph.find_label(step_->label);
      if (!label) return true;
    }
    const NodeId limit = std::min(end_, rt_.graph.node_limit());
    for (uint32_t row = 0; row < batch.rows; ++row) {
      for (NodeId from = begin_; from < limit;) {
        // A piece of the id space; grows where few nodes have the label.
        const NodeId to = static_cast<NodeId>(std::min<uint64_t>(limit, uint64_t{from} + width_));
        std::vector<NodeId> ids;
        rt_.graph.scan_nodes(label, from, to, ids);
        if (ids.size() < kBatchRows / 4 && width_ < (1u << 20)) width_ *= 2;
        if (ids.size() > kBatchRows * 4 && width_ > kBatchRows) width_ /= 2;
        from = to;
        if (!ids.empty() && !put(batch, row, std::move(ids))) return false;
      }
    }
    return true;
  }

 private:
  // The first id and the one behind the last.
  std::pair<NodeId, NodeId> ends() const {
    const auto label = rt_.graph.find_label(step_->label);
    if (!label) return {0, rt_.graph.node_limit()};
    const BitView bits = rt_.graph.label_bits(*label);
    size_t first = 0;
    size_t last = bits.word_count;
    while (first < last && bits.words[first] == 0) ++first;
    while (last > first && bits.words[last - 1] == 0) --last;
    return {static_cast<NodeId>(first * 64),
            static_cast<NodeId>(std::min<size_t>(last * 64, rt_.graph.node_limit()))};
  }

  bool put(const Batch& batch, uint32_t row, std::vector<NodeId> ids) {
    rt_.tick();
    if (batch.rows == 1) {
      // One row around: its columns stand for all.
      Batch out = rt_.empty_batch(ids.size());
      const std::vector<uint32_t> rows(ids.size(), 0);
      for (Slot slot : step_->live) {
        if (batch.columns[slot]) out.columns[slot] = gather(batch.columns[slot], rows);
      }
      out.columns[step_->slot] = Vec::of_ids(Phys::kNode, std::move(ids));
      return emit(out);
    }
    const std::vector<uint32_t> rows(ids.size(), row);
    Batch out = select(batch, step_->live, rows);
    out.columns[step_->slot] = Vec::of_ids(Phys::kNode, std::move(ids));
    return emit(out);
  }

  uint32_t width_ = kBatchRows;
  NodeId begin_ = 0;
  NodeId end_ = kNoId;
};

class NodeSeek : public Operator {
 public:
  using Operator::Operator;
  bool push(const Batch& batch) override {
    const auto key = rt_.graph.find_key(step_->key);
    std::optional<LabelId> label;
    if (!step_->label.empty()) label = rt_.graph.find_label(step_->label);
    if (!key || (!step_->label.empty() && !label)) return true;
    if ((label ? rt_.graph.node_count(*label) : rt_.graph.node_count()) == 0) return true;
    const VecPtr values = rt_.eval.eval(step_->value, batch);
    Rows rows;
    std::vector<NodeId> found;
    for (uint32_t row = 0; row < batch.rows; ++row) {
      const size_t before = found.size();
      const Value value = values->at(row);
      if (value.is_null()) continue;
      if (!rt_.graph.find_nodes(label, *key, value, found)) scan(label, *key, value, found);
      rows.insert(rows.end(), found.size() - before, row);
      if (found.size() >= kBatchRows && !put(batch, rows, found)) return false;
    }
    return found.empty() || put(batch, rows, found);
  }

 private:
  // Values that no index knows (lists, durations ...).
  void scan(std::optional<LabelId> label, KeyId key, const Value& value,
            std::vector<NodeId>& found) const {
    std::vector<NodeId> all;
    rt_.graph.scan_nodes(label, 0, rt_.graph.node_limit(), all);
    for (NodeId id : all) {
      if (equals(rt_.graph.node_property(id, key), value).value_or(false)) found.push_back(id);
    }
  }

  bool put(const Batch& batch, Rows& rows, std::vector<NodeId>& found) {
    rt_.tick();
    Batch out = select(batch, step_->live, rows);
    out.columns[step_->slot] = Vec::of_ids(Phys::kNode, std::move(found));
    rows.clear();
    found.clear();
    return emit(out);
  }
};

class Expand : public Operator {
 public:
  Expand(Runtime& runtime, const Step* step)
      : Operator(runtime, step),
        want_rel_(is_live(*step, step->rel)),
        want_to_(is_live(*step, step->to) && !step->into),
        direction_(direction_of(step->arrow)) {}

  bool push(const Batch& batch) override {
    const StepTypes types(rt_, step_->labels);
    if (!types.any && types.ids.empty()) return true;
    from_ = view_ids(batch.columns[step_->from], Phys::kNode, batch.rows, from_storage_);
    if (step_->into) into_ = ids_of(batch.columns[step_->to], Phys::kNode, batch.rows);
    if (types.ids.size() == 1 && direction_ != Direction::kBoth && !step_->into &&
        find_others(batch)) {
      const TypeAdjacency& list = rt_.graph.adjacency(types.ids[0], direction_);
      if (list.plain())
        return list.dense_nodes() ? push_dense(batch, list) : push_plain(batch, list);
    }
    return push_any(batch, types);
  }

 private:
  // The relationships that the new one must differ from; false where they are not plain columns.
  bool find_others(const Batch& batch) {
    others_.clear();
    for (Slot slot : step_->unique_with) {
      const VecPtr& column = batch.columns[slot];
      if (!column || column->phys != Phys::kRel || column->constant) return false;
      others_.push_back(column->ids.data());
    }
    return true;
  }
  bool clashes(uint32_t row, RelId rel) const {
    for (const RelId* other : others_) {
      if (other[row] == rel) return true;
    }
    return false;
  }

  // At most one neighbour a node: a look-up a row.
  bool push_dense(const Batch& batch, const TypeAdjacency& list) {
    parents_.clear();
    to_.clear();
    rels_.clear();
    const NodeId* nodes = list.dense_nodes();
    const RelId* rels = list.rels();
    const NodeId first = list.first();
    const uint32_t range = list.range();
    to_.resize(batch.rows);
    parents_.resize(batch.rows);
    if (want_rel_) rels_.resize(batch.rows);
    size_t n = 0;
    const bool differs = !others_.empty();
    const bool reads_rels = differs || want_rel_;
    for (uint32_t row = 0; row < batch.rows; ++row) {
      if (row + kAhead < batch.rows) {
        const uint32_t soon = from_[row + kAhead] - first;
        __builtin_prefetch(nodes + soon);
        if (reads_rels) __builtin_prefetch(rels + soon);
      }
      const uint32_t i = from_[row] - first;
      if (i >= range || nodes[i] == kNoId || (differs && clashes(row, rels[i]))) continue;
      to_[n] = nodes[i];
      if (want_rel_) rels_[n] = rels[i];
      parents_[n++] = row;
    }
    to_.resize(n);
    parents_.resize(n);
    if (want_rel_) rels_.resize(n);
    return n == 0 || flush(batch);
  }

  // Asks for the memory of the lists of rows to come: first where they lie, then what they hold.
  // (A function that does nothing else would be dropped as one without effect.)
  [[gnu::always_inline]] void ask_ahead(const TypeAdjacency& list, uint32_t row, bool rels) const {
    const uint32_t* offsets = list.offsets();
    const size_t far = size_t{row} + 2 * kAhead;
    if (far < from_.size()) __builtin_prefetch(offsets + (from_[far] - list.first()));
    const size_t near = size_t{row} + kAhead;
    if (near >= from_.size()) return;
    const uint32_t i = from_[near] - list.first();
    if (i >= list.range()) return;
    __builtin_prefetch(list.nodes() + offsets[i]);
    if (rels) __builtin_prefetch(list.rels() + offsets[i]);
  }

  bool push_plain(const Batch& batch, const TypeAdjacency& list) {
    size_t n = 0;
    const auto make_room = [&](size_t more) {
      const size_t room = std::max<size_t>(n + more, 2 * kBatchRows);
      parents_.resize(room);
      to_.resize(room);
      if (want_rel_) rels_.resize(room);
    };
    const auto put_out = [&] {
      parents_.resize(n);
      to_.resize(n);
      if (want_rel_) rels_.resize(n);
      n = 0;
      return flush(batch);
    };
    make_room(0);
    const bool differs = !others_.empty();
    for (uint32_t row = 0; row < batch.rows; ++row) {
      ask_ahead(list, row, differs || want_rel_);
      if (from_[row] == kNoId) continue;
      const Neighbours near = list.base(from_[row]);
      if (n + near.size > parents_.size()) make_room(near.size);
      uint32_t* parents = parents_.data();
      NodeId* to = to_.data();
      RelId* rels = want_rel_ ? rels_.data() : nullptr;
      for (uint32_t i = 0; i < near.size; ++i) {
        if (differs && clashes(row, near.rels[i])) continue;
        parents[n] = row;
        to[n] = near.nodes[i];
        if (rels) rels[n] = near.rels[i];
        ++n;
      }
      if (n < kBatchRows) continue;
      if (!put_out()) return false;
      if (row + 1 < batch.rows) make_room(0);
    }
    return n == 0 || put_out();
  }

  bool push_any(const Batch& batch, const StepTypes& types) {
    bool wanted = true;
    for (uint32_t row = 0; row < batch.rows && wanted; ++row) {
      NodeId start = from_[row];
      NodeId target = step_->into ? into_[row] : kNoId;
      Direction direction = direction_;
      if (start == kNoId || (step_->into && target == kNoId)) continue;
      if (step_->into && rt_.graph.degree(target, turned(direction), types.ids) <
                             rt_.graph.degree(start, direction, types.ids)) {
        std::swap(start, target);
        direction = turned(direction);
      }
      rt_.graph.for_each_relationship(start, direction, types.ids, [&](RelId rel, NodeId other) {
        if (step_->into && other != target) return true;
        if (!step_->unique_with.empty() && used_before(batch, step_->unique_with, row, rel)) {
          return true;
        }
        parents_.push_back(row);
        to_.push_back(other);
        rels_.push_back(rel);
        if (parents_.size() >= kBatchRows) wanted = flush(batch);
        return wanted;
      });
    }
    return wanted && (parents_.empty() || flush(batch));
  }

  bool flush(const Batch& batch) {
    rt_.tick();
    if (parents_.empty()) return true;
    bool all = parents_.size() == batch.rows;
    for (size_t i = 0; all && i < parents_.size(); ++i) all = parents_[i] == i;
    Batch out = all ? narrow(batch, step_->live) : select(batch, step_->live, parents_);
    if (want_to_) out.columns[step_->to] = Vec::of_ids(Phys::kNode, std::move(to_));
    if (want_rel_) out.columns[step_->rel] = Vec::of_ids(Phys::kRel, std::move(rels_));
    parents_.clear();
    to_.clear();
    rels_.clear();
    return emit(out);
  }

  static constexpr uint32_t kAhead = 24;  // rows between asking for memory and reading it

  bool want_rel_;
  bool want_to_;
  Direction direction_;
  std::span<const NodeId> from_;
  std::vector<NodeId> from_storage_, into_;
  std::vector<const RelId*> others_;
  Rows parents_;
  std::vector<NodeId> to_;
  std::vector<RelId> rels_;
};

// Every relationship of one type, from the arrays as they lie. Its positions are slots of a dense
// array, entries of lists, or, where much was written since these were made, only 0 for all.
class EdgeScan : public Operator, public RangedScan {
 public:
  EdgeScan(Runtime& runtime, const Step* step)
      : Operator(runtime, step),
        want_from_(is_live(*step, step->from)),
        want_to_(is_live(*step, step->to)),
        want_rel_(is_live(*step, step->rel)) {}

  size_t extent() const override {
    const TypeAdjacency* list = find_list();
    if (!list) return 0;
    if (!list->plain()) return 1;
    if (list->range() == 0) return 0;  // none is left of the type
    return list->dense_nodes() ? list->range() : list->offsets()[list->range()];
  }
  void set_range(size_t begin, size_t end) override {
    begin_ = begin;
    end_ = end;
  }

  bool push(const Batch& batch) override {
    const TypeAdjacency* list = find_list();
    if (!list) return true;
    const size_t end = std::min(end_, extent());
    if (end == 0) return true;
    for (uint32_t row = 0; row < batch.rows; ++row) {
      const bool wanted = !list->plain()        ? put_written(batch, row, *list)
                          : list->dense_nodes() ? put_dense(batch, row, *list, end)
                                                : put_lists(batch, row, *list, end);
      if (!wanted) return false;
    }
    return true;
  }

 private:
  const TypeAdjacency* find_list() const {
    const StepTypes types(rt_, step_->labels);
    if (types.ids.empty()) return nullptr;
    return &rt_.graph.adjacency(types.ids[0], direction_of(step_->arrow));
  }

  // One slot a node: pieces of the arrays, without their holes.
  bool put_dense(const Batch& batch, uint32_t row, const TypeAdjacency& list, size_t range_end) {
    const NodeId* nodes = list.dense_nodes();
    const RelId* rels = list.rels();
    for (size_t begin = begin_; begin < range_end; begin += kBatchRows) {
      const size_t end = std::min(range_end, begin + kBatchRows);
      const size_t size = end - begin;
      size_t n = 0;
      if (std::find(rels + begin, rels + end, kNoId) == rels + end) {
        if (want_from_) {
          from_.resize(size);
          std::iota(from_.begin(), from_.end(), list.first() + static_cast<NodeId>(begin));
        }
        if (want_to_) to_.assign(nodes + begin, nodes + end);
        if (want_rel_) rels_.assign(rels + begin, rels + end);
        n = size;
      } else {
        from_.resize(size);
        to_.resize(size);
        rels_.resize(size);
        for (size_t i = begin; i < end; ++i) {
          from_[n] = list.first() + static_cast<NodeId>(i);
          to_[n] = nodes[i];
          rels_[n] = rels[i];
          n += rels[i] != kNoId;
        }
        from_.resize(n);
        to_.resize(n);
        rels_.resize(n);
      }
      if (n > 0 && !flush(batch, row, n)) return false;
    }
    return true;
  }

  // Lists that lie one behind the other.
  bool put_lists(const Batch& batch, uint32_t row, const TypeAdjacency& list, size_t range_end) {
    const uint32_t* offsets = list.offsets();
    // The node whose list holds the entry at `begin`: the last that starts at or before it.
    size_t node = static_cast<size_t>(
                      std::upper_bound(offsets, offsets + list.range() + 1, begin_) - offsets) -
                  1;
    for (size_t begin = begin_; begin < range_end; begin += kBatchRows) {
      const size_t end = std::min(range_end, begin + kBatchRows);
      if (want_to_) to_.assign(list.nodes() + begin, list.nodes() + end);
      if (want_rel_) rels_.assign(list.rels() + begin, list.rels() + end);
      if (want_from_) {
        from_.resize(end - begin);
        for (size_t at = begin; at < end;) {
          while (offsets[node + 1] <= at) ++node;
          const size_t stop = std::min<size_t>(end, offsets[node + 1]);
          std::fill(from_.begin() + static_cast<std::ptrdiff_t>(at - begin),
                    from_.begin() + static_cast<std::ptrdiff_t>(stop - begin),
                    list.first() + static_cast<NodeId>(node));
          at = stop;
        }
      }
      if (!flush(batch, row, end - begin)) return false;
    }
    return true;
  }

  // The lists are not the whole truth.
  bool put_written(const Batch& batch, uint32_t row, const TypeAdjacency& list) {
    for (NodeId i = 0; i < list.range(); ++i) {
      if (!put_node(batch, row, list.first() + i)) return false;
    }
    // Written since the lists were made: nodes beyond their range.
    for (NodeId node = 0; node < rt_.graph.node_limit(); ++node) {
      const bool inside = node - list.first() < list.range();
      if (!inside && !put_node(batch, row, node)) return false;
    }
    return from_.empty() || flush(batch, row, from_.size());
  }

  bool put_node(const Batch& batch, uint32_t row, NodeId node) {
    const StepTypes types(rt_, step_->labels);
    rt_.graph.for_each_relationship(node, direction_of(step_->arrow), types.ids,
                                    [&](RelId rel, NodeId other) {
                                      from_.push_back(node);
                                      to_.push_back(other);
                                      rels_.push_back(rel);
                                      return true;
                                    });
    return from_.size() < kBatchRows || flush(batch, row, from_.size());
  }

  bool flush(const Batch& batch, uint32_t row, size_t count) {
    rt_.tick();
    const std::vector<uint32_t> rows(count, row);
    Batch out = select(batch, step_->live, rows);
    if (want_from_) out.columns[step_->from] = Vec::of_ids(Phys::kNode, std::move(from_));
    if (want_to_) out.columns[step_->to] = Vec::of_ids(Phys::kNode, std::move(to_));
    if (want_rel_) out.columns[step_->rel] = Vec::of_ids(Phys::kRel, std::move(rels_));
    from_.clear();
    to_.clear();
    rels_.clear();
    return emit(out);
  }

  bool want_from_, want_to_, want_rel_;
  size_t begin_ = 0;
  size_t end_ = SIZE_MAX;
  std::vector<NodeId> from_, to_;
  std::vector<RelId> rels_;
};

// A number that the graph knows: nodes with a label, relationships of a type.
class CountStore : public Operator {
 public:
  using Operator::Operator;
  bool push(const Batch& batch) override {
    Batch out = narrow(batch, step_->live);
    out.columns[step_->slot] = Vec::of_constant(Value::integer(static_cast<int64_t>(count())));
    return emit(out);
  }

 private:
  size_t count() const {
    if (step_->value != kNoBound) return count_by_degree();
    if (step_->labels) {
      size_t sum = 0;
      for (TypeId type : types_matching(rt_, *step_->labels))
        sum += rt_.graph.relationship_count(type);
      return sum;
    }
    if (step_->label.empty()) return rt_.graph.node_count();
    const auto label = rt_.graph.find_label(step_->label);
    return label ? rt_.graph.node_count(*label) : 0;
  }

  // All nodes at that end of the type have the label.
  size_t count_by_degree() const {
    const auto label = rt_.graph.find_label(step_->label);
    if (!label) return 0;
    const BoundExpr& degree = rt_.plan.bound.exprs[step_->value];
    const StepTypes types(rt_, degree.labels);
    const size_t all = rt_.graph.node_count(*label);
    size_t some = 0;
    if (!types.none()) {
      const Direction direction = direction_of(degree.arrow);
      const TypeAdjacency& list = rt_.graph.adjacency(types.ids[0], direction);
      if (list.plain()) {
        some = list.node_count();
      } else {
        rt_.graph.label_bits(*label).for_each(0, rt_.graph.node_limit(), [&](size_t node) {
          some += rt_.graph.degree(static_cast<NodeId>(node), direction, types.ids) > 0;
        });
      }
    }
    return step_->into ? some : all - some;
  }
};

// (from)-[rel]->(to) where rel has a value, and from and to may have one.
class BindRel : public Operator {
 public:
  using Operator::Operator;
  bool push(const Batch& batch) override {
    const bool from_known = step_->slots[0] == kNoSlot;
    const bool to_known = step_->slots[1] == kNoSlot;
    const StepTypes types(rt_, step_->labels);
    const auto rels = ids_of(batch.columns[step_->rel], Phys::kRel, batch.rows);
    std::vector<NodeId> from_ids, to_ids;
    if (from_known) from_ids = ids_of(batch.columns[step_->from], Phys::kNode, batch.rows);
    if (to_known) to_ids = ids_of(batch.columns[step_->to], Phys::kNode, batch.rows);
    Rows parents;
    std::vector<NodeId> from, to;
    const auto take = [&](uint32_t row, NodeId a, NodeId b) {
      if (from_known && from_ids[row] != a) return;
      if (to_known && to_ids[row] != b) return;
      if (step_->from == step_->to && a != b) return;
      parents.push_back(row);
      from.push_back(a);
      to.push_back(b);
    };
    for (uint32_t row = 0; row < batch.rows; ++row) {
      const RelId rel = rels[row];
      if (rel == kNoId || !types.contain(rt_.graph.type_of(rel))) continue;
      if (rt_.deleted && !rt_.graph.relationship_alive(rel)) continue;
      if (used_before(batch, step_->unique_with, row, rel)) continue;
      const NodeId source = rt_.graph.source(rel);
      const NodeId target = rt_.graph.target(rel);
      if (step_->arrow != Arrow::kLeft) take(row, source, target);
      if (step_->arrow == Arrow::kLeft || (step_->arrow == Arrow::kBoth && source != target)) {
        take(row, target, source);
      }
    }
    if (parents.empty()) return true;
    Batch out = select(batch, step_->live, parents);
    if (!from_known) out.columns[step_->from] = Vec::of_ids(Phys::kNode, std::move(from));
    if (!to_known) out.columns[step_->to] = Vec::of_ids(Phys::kNode, std::move(to));
    return emit(out);
  }
};

// (from)-[rels*]->(to) where rels is a list that has a value: it must be such a path.
class BindRelList : public Operator {
 public:
  using Operator::Operator;
  bool push(const Batch& batch) override {
    const bool from_known = step_->slots[0] == kNoSlot;
    const bool to_known = step_->slots[1] == kNoSlot;
    types_.emplace(rt_, step_->labels);
    std::vector<NodeId> from_ids, to_ids;
    if (from_known) from_ids = ids_of(batch.columns[step_->from], Phys::kNode, batch.rows);
    if (to_known) to_ids = ids_of(batch.columns[step_->to], Phys::kNode, batch.rows);
    Rows parents;
    std::vector<NodeId> from, to;
    for (uint32_t row = 0; row < batch.rows; ++row) {
      const Value list = batch.columns[step_->rel]->at(row);
      if (!list.is(ValueType::kList)) continue;
      for (NodeId start : starts(list.as_list(), from_known ? from_ids[row] : kNoId)) {
        const NodeId end = walk(list.as_list(), start);
        if (end == kNoId || (to_known && to_ids[row] != end)) continue;
        parents.push_back(row);
        from.push_back(start);
        to.push_back(end);
      }
    }
    if (parents.empty()) return true;
    Batch out = select(batch, step_->live, parents);
    if (!from_known) out.columns[step_->from] = Vec::of_ids(Phys::kNode, std::move(from));
    if (!to_known) out.columns[step_->to] = Vec::of_ids(Phys::kNode, std::move(to));
    return emit(out);
  }

 private:
  std::vector<NodeId> starts(const List& list, NodeId known) const {
    if (known != kNoId) return {known};
    if (list.empty()) {
      std::vector<NodeId> all;
      rt_.graph.scan_nodes(std::nullopt, 0, rt_.graph.node_limit(), all);
      return all;
    }
    if (!list[0].is(ValueType::kRelationship)) return {};
    const RelId first = list[0].as_relationship();
    const NodeId source = rt_.graph.source(first);
    const NodeId target = rt_.graph.target(first);
    if (step_->arrow == Arrow::kRight) return {source};
    if (step_->arrow == Arrow::kLeft) return {target};
    if (source == target) return {source};
    return {source, target};
  }

  NodeId walk(const List& list, NodeId node) const {
    const auto hops = static_cast<int64_t>(list.size());
    if (hops < step_->min_hops || (step_->max_hops >= 0 && hops > step_->max_hops)) return kNoId;
    for (const Value& item : list) {
      if (!item.is(ValueType::kRelationship)) return kNoId;
      const RelId rel = item.as_relationship();
      if (!types_->contain(rt_.graph.type_of(rel))) return kNoId;
      const NodeId source = rt_.graph.source(rel);
      const NodeId target = rt_.graph.target(rel);
      if (source == node && step_->arrow != Arrow::kLeft) {
        node = target;
      } else if (target == node && step_->arrow != Arrow::kRight) {
        node = source;
      } else {
        return kNoId;
      }
    }
    return node;
  }

  std::optional<StepTypes> types_;
};

}  // namespace

std::unique_ptr<Operator> make_match_operator(Runtime& runtime, const Step& step) {
  switch (step.kind) {
    case StepKind::kNodeScan:
      return std::make_unique<NodeScan>(runtime, &step);
    case StepKind::kNodeSeek:
      return std::make_unique<NodeSeek>(runtime, &step);
    case StepKind::kEdgeScan:
      return std::make_unique<EdgeScan>(runtime, &step);
    case StepKind::kCountStore:
      return std::make_unique<CountStore>(runtime, &step);
    case StepKind::kExpand:
      return std::make_unique<Expand>(runtime, &step);
    case StepKind::kBindRel:
      return std::make_unique<BindRel>(runtime, &step);
    case StepKind::kBindRelList:
      return std::make_unique<BindRelList>(runtime, &step);
    default:
      return nullptr;
  }
}

}  // namespace hoego::query

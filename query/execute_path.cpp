// SPDX-License-Identifier: Apache-2.0
// Operators on paths: relationships of variable length, shortest paths, and path values.
#include <algorithm>

#include "query/by_number.h"
#include "query/error.h"
#include "query/execute_match.h"

namespace hoego::query {

namespace {

// Conditions on each relationship of a variable length: properties and WHERE in the brackets.
class EdgeTest {
 public:
  EdgeTest(Runtime& runtime, const Step& step) : rt_(runtime), step_(step) {}

  void begin(const Batch& batch) {
    batch_ = &batch;
    values_.clear();
    keys_.clear();
    for (const auto& [key, value] : step_.properties) {
      values_.push_back(rt_.eval.eval(value, batch));
      keys_.push_back(rt_.graph.find_key(key));
    }
    reads_.clear();
    if (step_.value != kNoBound) append_reads(rt_.plan, step_.value, reads_);
    std::erase(reads_, step_.each);
  }

  bool any() const { return !keys_.empty() || step_.value != kNoBound; }

  bool passes(uint32_t row, RelId rel) const {
    for (size_t i = 0; i < keys_.size(); ++i) {
      if (!keys_[i]) return false;
      const Value v = rt_.graph.relationship_property(rel, *keys_[i]);
      if (!equals(v, values_[i]->at(row)).value_or(false)) return false;
    }
    if (step_.value == kNoBound) return true;
    Batch one = select(*batch_, reads_, std::span(&row, 1));
    one.columns[step_.each] = Vec::of_ids(Phys::kRel, {rel});
    const Value v = rt_.eval.single(step_.value, one);
    return v.is(ValueType::kBoolean) && v.as_boolean();
  }

 private:
  Runtime& rt_;
  const Step& step_;
  const Batch* batch_ = nullptr;
  std::vector<VecPtr> values_;
  std::vector<std::optional<KeyId>> keys_;
  std::vector<Slot> reads_;
};

// Walks every path without a repeated relationship, depth first.
class ExpandVar : public Operator {
 public:
  ExpandVar(Runtime& runtime, const Step* step)
      : Operator(runtime, step),
        want_rel_(is_live(*step, step->rel)),
        want_hops_(is_live(*step, step->hops)),
        want_to_(is_live(*step, step->to) && !step->into),
        direction_(direction_of(step->arrow)),
        test_(runtime, *step) {}

  bool push(const Batch& batch) override {
    const StepTypes types(rt_, step_->labels);
    const auto from = ids_of(batch.columns[step_->from], Phys::kNode, batch.rows);
    if (step_->into) into_ = ids_of(batch.columns[step_->to], Phys::kNode, batch.rows);
    plain_ = plain_list(types);
    rows_ += batch.rows;
    one_way_ =
        plain_ && !rt_.plan.writes && rows_ >= kManyRows && rt_.graph.leads_one_way(types.ids[0]);
    test_.begin(batch);
    if (one_way_ && plain_->dense_nodes() && !want_rel_ && !test_.any() &&
        step_->unique_with.empty()) {
      return follow(batch, from);
    }
    for (uint32_t row = 0; row < batch.rows; ++row) {
      if (from[row] == kNoId) continue;
      if (!walk(batch, row, from[row], types)) return false;
    }
    return parents_.empty() || flush(batch);
  }

 private:
  struct Frame {
    size_t begin, next, end;  // in edges_
  };

  // At most one way on from each node, and no circle: goes on from all rows at once, so that memory
  // is read for many at a time.
  bool follow(const Batch& batch, const std::vector<NodeId>& from) {
    const int64_t most = step_->max_hops < 0 ? INT64_MAX : step_->max_hops;
    size_t depth = 0;
    for (bool more = true; more && depth < kTogether && static_cast<int64_t>(depth) < most;) {
      if (levels_.size() == depth) levels_.emplace_back();
      more = step_on(depth == 0 ? from : levels_[depth - 1], levels_[depth]);
      ++depth;
    }
    for (uint32_t row = 0; row < batch.rows; ++row) {
      if (from[row] == kNoId) continue;
      int64_t hops = 0;
      if (step_->min_hops == 0 && !put_end(batch, row, from[row], 0)) return false;
      NodeId node = from[row];
      for (size_t d = 0; d < depth && node != kNoId; ++d) {
        node = levels_[d][row];
        if (node == kNoId || ++hops < step_->min_hops) continue;
        if (!put_end(batch, row, node, hops)) return false;
      }
      while (node != kNoId && hops < most) {
        node = next_of(node);
        if ((++steps_ & 0xFFF) == 0) rt_.tick();
        if (node == kNoId || ++hops < step_->min_hops) continue;
        if (!put_end(batch, row, node, hops)) return false;
      }
    }
    return parents_.empty() || flush(batch);
  }

  NodeId next_of(NodeId node) const {
    const uint32_t i = node - plain_->first();
    return i < plain_->range() ? plain_->dense_nodes()[i] : kNoId;
  }

  // One hop on from every node; false: there is none.
  bool step_on(const std::vector<NodeId>& here, std::vector<NodeId>& next) const {
    next.resize(here.size());
    NodeId any = kNoId;
    for (size_t row = 0; row < here.size(); ++row) {
      if (row + kAhead < here.size()) {
        __builtin_prefetch(plain_->dense_nodes() + (here[row + kAhead] - plain_->first()));
      }
      next[row] = next_of(here[row]);
      any &= next[row];
    }
    return any != kNoId;
  }

  bool walk(const Batch& batch, uint32_t row, NodeId start, const StepTypes& types) {
    path_.clear();
    frames_.clear();
    edges_.clear();
    if (step_->min_hops == 0 && !put(batch, row, start)) return false;
    if (types.none() || step_->max_hops == 0) return true;
    open_frame(batch, row, start, types);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      if (frame.next == frame.end) {
        edges_.resize(frame.begin);
        frames_.pop_back();
        if (!path_.empty()) path_.pop_back();
        continue;
      }
      const auto [rel, node] = edges_[frame.next++];
      path_.push_back(rel);
      const auto depth = static_cast<int64_t>(path_.size());
      if (depth >= step_->min_hops && !put(batch, row, node)) return false;
      if (step_->max_hops >= 0 && depth >= step_->max_hops) {
        path_.pop_back();
        continue;
      }
      open_frame(batch, row, node, types);
      if ((++steps_ & 0xFFF) == 0) rt_.tick();
    }
    return true;
  }

  void open_frame(const Batch& batch, uint32_t row, NodeId node, const StepTypes& types) {
    const size_t begin = edges_.size();
    if (plain_) {
      const Neighbours n = plain_->base(node);
      for (uint32_t i = 0; i < n.size; ++i) visit(batch, row, n.rels[i], n.nodes[i]);
    } else {
      rt_.graph.for_each_relationship(node, direction_, types.ids, [&](RelId rel, NodeId other) {
        visit(batch, row, rel, other);
        return true;
      });
    }
    frames_.push_back({begin, begin, edges_.size()});
  }

  void visit(const Batch& batch, uint32_t row, RelId rel, NodeId other) {
    if (!one_way_ && std::find(path_.begin(), path_.end(), rel) != path_.end()) return;
    if (!step_->unique_with.empty() && used_before(batch, step_->unique_with, row, rel)) return;
    if (!test_.any() || test_.passes(row, rel)) edges_.emplace_back(rel, other);
  }

  // The list of neighbours where one list has them all.
  const TypeAdjacency* plain_list(const StepTypes& types) const {
    if (types.ids.size() != 1 || direction_ == Direction::kBoth) return nullptr;
    const TypeAdjacency& list = rt_.graph.adjacency(types.ids[0], direction_);
    return list.plain() ? &list : nullptr;
  }

  bool put(const Batch& batch, uint32_t row, NodeId end) {
    if (want_rel_ && !(step_->into && into_[row] != end)) {
      List list;
      list.reserve(path_.size());
      for (RelId rel : path_) list.push_back(Value::relationship(rel));
      if (step_->reversed) std::reverse(list.begin(), list.end());
      lists_.push_back(Value::list(std::move(list)));
    }
    return put_end(batch, row, end, static_cast<int64_t>(path_.size()));
  }

  bool put_end(const Batch& batch, uint32_t row, NodeId end, int64_t hops) {
    if (step_->into && into_[row] != end) return true;
    parents_.push_back(row);
    to_.push_back(end);
    if (want_hops_) hops_.push_back(hops);
    return parents_.size() < kBatchRows || flush(batch);
  }

  bool flush(const Batch& batch) {
    rt_.tick();
    Batch out = select(batch, step_->live, parents_);
    if (want_to_) out.columns[step_->to] = Vec::of_ids(Phys::kNode, std::move(to_));
    if (want_rel_) out.columns[step_->rel] = Vec::of_values(std::move(lists_));
    if (want_hops_) {
      auto hops = std::make_shared<Vec>();
      hops->phys = Phys::kInteger;
      hops->ints = std::move(hops_);
      out.columns[step_->hops] = std::move(hops);
    }
    parents_.clear();
    to_.clear();
    lists_.clear();
    hops_.clear();
    return emit(out);
  }

  static constexpr size_t kManyRows = 256;  // are worth a look at the whole type
  static constexpr size_t kTogether = 32;   // hops that all rows go together
  static constexpr size_t kAhead = 24;      // rows between asking for memory and reading it

  bool want_rel_;
  bool want_hops_;
  bool want_to_;
  Direction direction_;
  EdgeTest test_;
  const TypeAdjacency* plain_ = nullptr;
  size_t rows_ = 0;       // that came
  bool one_way_ = false;  // no path meets a relationship twice
  std::vector<std::vector<NodeId>> levels_;
  std::vector<NodeId> into_;
  std::vector<RelId> path_;
  std::vector<Frame> frames_;
  std::vector<std::pair<RelId, NodeId>> edges_;
  Rows parents_;
  std::vector<NodeId> to_;
  std::vector<Value> lists_;
  std::vector<int64_t> hops_;
  uint32_t steps_ = 0;
};

// Shortest paths: breadth first from both ends, the smaller frontier first.
class Shortest : public Operator {
 public:
  Shortest(Runtime& runtime, const Step* step)
      : Operator(runtime, step), direction_(direction_of(step->arrow)), test_(runtime, *step) {}

  bool push(const Batch& batch) override {
    const StepTypes types(rt_, step_->labels);
    const auto from = ids_of(batch.columns[step_->from], Phys::kNode, batch.rows);
    const auto to = ids_of(batch.columns[step_->to], Phys::kNode, batch.rows);
    test_.begin(batch);
    for (uint32_t row = 0; row < batch.rows; ++row) {
      if (from[row] == kNoId || to[row] == kNoId) continue;
      rt_.tick();
      search(row, from[row], to[row], types);
      if (parents_.size() >= kBatchRows && !flush(batch)) return false;
    }
    return parents_.empty() || flush(batch);
  }

 private:
  static constexpr uint32_t kUnseen = ByNumber::kNone;

  struct Side {
    ByNumber distance;  // by node
    std::vector<NodeId> touched;
    std::vector<NodeId> frontier;
    uint32_t depth = 0;
    Direction direction = Direction::kOut;
    void begin(NodeId start, Direction d) {
      distance.clear();
      touched = {start};
      frontier = {start};
      distance.put(start, 0);
      depth = 0;
      direction = d;
    }
  };

  // Grows one side by a level; the length of the shortest meeting found there.
  uint32_t grow(Side& side, const Side& other, uint32_t row, const StepTypes& types) {
    uint32_t best = kUnseen;
    std::vector<NodeId> next;
    for (NodeId node : side.frontier) {
      rt_.graph.for_each_relationship(node, side.direction, types.ids, [&](RelId rel, NodeId n) {
        if (side.distance.at(n) != kUnseen) return true;
        if (!test_.passes(row, rel)) return true;
        side.distance.put(n, side.depth + 1);
        side.touched.push_back(n);
        next.push_back(n);
        if (other.distance.at(n) != kUnseen)
          best = std::min(best, side.depth + 1 + other.distance.at(n));
        return true;
      });
    }
    ++side.depth;
    side.frontier = std::move(next);
    return best;
  }

  void search(uint32_t row, NodeId from, NodeId to, const StepTypes& types) {
    if (from == to) {
      if (step_->min_hops == 0) put(row, {{from}, {}});
      return;
    }
    if (types.none()) return;
    forward_.begin(from, direction_);
    backward_.begin(to, turned(direction_));
    uint32_t length = kUnseen;
    while (length == kUnseen && !forward_.frontier.empty() && !backward_.frontier.empty()) {
      if (step_->max_hops >= 0 && forward_.depth + backward_.depth >= step_->max_hops) return;
      const bool first = forward_.frontier.size() <= backward_.frontier.size();
      length =
          first ? grow(forward_, backward_, row, types) : grow(backward_, forward_, row, types);
      rt_.tick();
    }
    if (length == kUnseen || length < step_->min_hops) return;
    if (step_->max_hops >= 0 && length > step_->max_hops) return;
    Path path;
    path.nodes.push_back(from);
    collect(row, to, length, types, path);
  }

  // Walks forward along nodes that lie on a path of the length found: known distances from the
  // start as far as that side went, then known distances to the end.
  void collect(uint32_t row, NodeId to, uint32_t length, const StepTypes& types, Path& path) {
    mark_ways(row, length, types);
    struct Level {
      std::vector<std::pair<RelId, NodeId>> edges;
      size_t next = 0;
    };
    std::vector<Level> levels;
    const auto open = [&]() {
      Level level;
      const auto left = static_cast<uint32_t>(length - path.rels.size());
      if (left > 0) {
        rt_.graph.for_each_relationship(path.nodes.back(), direction_, types.ids,
                                        [&](RelId rel, NodeId n) {
                                          if (to_end(n) == left - 1 && test_.passes(row, rel))
                                            level.edges.emplace_back(rel, n);
                                          return true;
                                        });
      }
      levels.push_back(std::move(level));
    };
    open();
    while (!levels.empty()) {
      if (path.rels.size() == length) {
        if (path.nodes.back() == to) put(row, path);
        if (!step_->all_paths) return;
      }
      Level& level = levels.back();
      if (level.next == level.edges.size()) {
        levels.pop_back();
        if (!path.rels.empty()) {
          path.rels.pop_back();
          path.nodes.pop_back();
        }
        continue;
      }
      const auto [rel, node] = level.edges[level.next++];
      path.rels.push_back(rel);
      path.nodes.push_back(node);
      open();
    }
  }

  uint32_t to_end(NodeId node) const { return backward_.distance.at(node); }

  // Carries the distances to the end back over the nodes that only the forward side has seen, as
  // far as they lie on a shortest path.
  void mark_ways(uint32_t row, uint32_t length, const StepTypes& types) {
    std::vector<NodeId> level;
    const uint32_t middle = length - std::min(length, backward_.depth);
    for (NodeId n : backward_.touched) {
      if (forward_.distance.at(n) != kUnseen &&
          forward_.distance.at(n) + backward_.distance.at(n) == length &&
          forward_.distance.at(n) >= middle && forward_.distance.at(n) <= forward_.depth) {
        level.push_back(n);
      }
    }
    std::sort(level.begin(), level.end(), [&](NodeId a, NodeId b) {
      return std::pair(forward_.distance.at(b), a) < std::pair(forward_.distance.at(a), b);
    });
    for (size_t i = 0; i < level.size(); ++i) {
      const NodeId node = level[i];
      const uint32_t here = forward_.distance.at(node);
      if (here == 0) continue;
      rt_.graph.for_each_relationship(
          node, turned(direction_), types.ids, [&](RelId rel, NodeId n) {
            if (forward_.distance.at(n) != here - 1 || !test_.passes(row, rel)) return true;
            if (backward_.distance.at(n) == kUnseen) {
              backward_.distance.put(n, backward_.distance.at(node) + 1);
              backward_.touched.push_back(n);
              level.push_back(n);
            }
            return true;
          });
    }
  }

  void put(uint32_t row, const Path& path) {
    parents_.push_back(row);
    paths_.push_back(path);
  }

  bool flush(const Batch& batch) {
    Batch out = select(batch, step_->live, parents_);
    std::vector<Value> rels, paths;
    for (Path& path : paths_) {
      List list;
      for (RelId rel : path.rels) list.push_back(Value::relationship(rel));
      if (step_->distinct) {
        rels.push_back(list.empty() ? Value() : list[0]);
      } else {
        rels.push_back(Value::list(std::move(list)));
      }
      paths.push_back(Value::path(std::move(path)));
    }
    if (is_live(*step_, step_->rel)) out.columns[step_->rel] = Vec::of_values(std::move(rels));
    if (is_live(*step_, step_->slot)) out.columns[step_->slot] = Vec::of_values(std::move(paths));
    parents_.clear();
    paths_.clear();
    return emit(out);
  }

  Direction direction_;
  EdgeTest test_;
  Side forward_, backward_;
  Rows parents_;
  std::vector<Path> paths_;
};

// The path value of nodes and relationships that are matched.
class PathOf : public Operator {
 public:
  using Operator::Operator;
  bool push(const Batch& batch) override {
    std::vector<Value> paths(batch.rows);
    for (size_t row = 0; row < batch.rows; ++row) paths[row] = path_of(batch, row);
    Batch out = narrow(batch, step_->live);
    out.columns[step_->slot] = Vec::of_values(std::move(paths));
    return emit(out);
  }

 private:
  Value path_of(const Batch& batch, size_t row) const {
    Path path;
    for (size_t i = 0; i < step_->slots.size(); ++i) {
      const Value v = batch.columns[step_->slots[i]]->at(row);
      if (v.is_null()) return {};
      if (i % 2 == 0) {
        if (path.nodes.empty()) path.nodes.push_back(v.as_node());
      } else if (v.is(ValueType::kList)) {
        for (const Value& rel : v.as_list()) follow(path, rel.as_relationship());
      } else {
        follow(path, v.as_relationship());
      }
    }
    return Value::path(std::move(path));
  }

  void follow(Path& path, RelId rel) const {
    const NodeId here = path.nodes.back();
    const NodeId source = rt_.graph.source(rel);
    path.rels.push_back(rel);
    path.nodes.push_back(source == here ? rt_.graph.target(rel) : source);
  }
};

}  // namespace

std::unique_ptr<Operator> make_path_operator(Runtime& runtime, const Step& step) {
  switch (step.kind) {
    case StepKind::kExpandVar:
      return std::make_unique<ExpandVar>(runtime, &step);
    case StepKind::kShortest:
      return std::make_unique<Shortest>(runtime, &step);
    case StepKind::kPath:
      return std::make_unique<PathOf>(runtime, &step);
    default:
      return nullptr;
  }
}

}  // namespace hoego::query

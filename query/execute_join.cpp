// SPDX-License-Identifier: Apache-2.0
// A join by hash: parts of a pattern that an equality or a node binds together.
#include <boost/unordered/unordered_flat_map.hpp>

#include "query/execute_kept.h"
#include "query/execute_keys.h"

namespace hoego::query {

namespace {

// Runs pipelines[0] once, when the first row comes, and keeps its rows by their key. Each row that
// comes meets those with the same key, in their order.
class HashJoin : public Operator {
 public:
  HashJoin(Runtime& runtime, const Step* step)
      : Operator(runtime, step), inside_(runtime, step->pipelines[0], true) {
    kept_slots_ = step->slots;
    kept_slots_.push_back(step->to);
  }

  bool push(const Batch& batch) override {
    if (batch.rows == 0) return true;
    if (!built_) build();
    if (inner_.rows == 0) return true;
    const VecPtr keys = rt_.eval.eval(step_->value, batch);
    Rows outer, inner;
    for (uint32_t row = 0; row < batch.rows; ++row) {
      for (uint32_t at = first_of(*keys, row); at != kNoId; at = next_[at]) {
        outer.push_back(row);
        inner.push_back(at);
        if (outer.size() >= kBatchRows && !put(batch, outer, inner)) return false;
      }
    }
    return outer.empty() || put(batch, outer, inner);
  }

  void finish() override {
    inner_ = {};
    first_.clear();
    of_node_.clear();
    firsts_.clear();
    next_.clear();
    built_ = false;
    hold(0);
    Operator::finish();
  }

 private:
  void build() {
    Kept kept(rt_);
    inside_.run(rt_.empty_batch(1), [&](const Batch& batch) {
      kept.add(batch, kept_slots_);
      hold(kept.bytes() + kept.rows() * kRowBytes);
      return true;
    });
    built_ = true;
    if (kept.rows() == 0) return;
    inner_ = kept.joined(kept_slots_);
    next_.assign(inner_.rows, kNoId);
    const Vec& keys = *inner_.columns[step_->to];
    nodes_ = keys.phys == Phys::kNode && !keys.constant;
    // From the last to the first, so that each chain begins with its first row.
    for (auto row = static_cast<uint32_t>(inner_.rows); row-- > 0;) {
      if (nodes_) {
        put_node(keys.ids[row], row);
        continue;
      }
      Value key = keys.at(row);
      if (key.is_null()) continue;  // equals nothing
      const auto [at, fresh] = first_.try_emplace(std::move(key), row);
      if (fresh) continue;
      next_[row] = at->second;
      at->second = row;
    }
  }

  // Nodes are found by number.
  void put_node(NodeId node, uint32_t row) {
    if (node == kNoId) return;
    const uint32_t known = of_node_.at(node);
    if (known == ByNumber::kNone) {
      of_node_.put(node, static_cast<uint32_t>(firsts_.size()));
      firsts_.push_back(row);
      return;
    }
    next_[row] = firsts_[known];
    firsts_[known] = row;
  }

  static NodeId node_of(const Vec& keys, uint32_t row) {
    if (keys.phys == Phys::kNode) return keys.ids[keys.at_row(row)];
    const Value key = keys.at(row);
    return key.is(ValueType::kNode) ? key.as_node() : kNoId;
  }

  // The first row of the part with the key; kNoId: there is none.
  uint32_t first_of(const Vec& keys, uint32_t row) const {
    if (nodes_) {
      const uint32_t known = of_node_.at(node_of(keys, row));
      return known == ByNumber::kNone ? kNoId : firsts_[known];
    }
    const auto found = first_.find(keys.at(row));
    return found == first_.end() ? kNoId : found->second;
  }

  bool put(const Batch& batch, Rows& outer, Rows& inner) {
    rt_.tick();
    Batch out = select(batch, step_->live, outer);
    for (Slot slot : step_->slots) {
      if (is_live(*step_, slot) && inner_.columns[slot])
        out.columns[slot] = gather(inner_.columns[slot], inner);
    }
    outer.clear();
    inner.clear();
    return emit(out);
  }

  static constexpr size_t kRowBytes = 2 * sizeof(Value);  // of the hash

  SubPipeline inside_;
  std::vector<Slot> kept_slots_;
  bool built_ = false;
  Batch inner_;
  boost::unordered_flat_map<Value, uint32_t, ValueHash, ValueEqual> first_;  // row by key
  bool nodes_ = false;                                                       // all keys are nodes
  ByNumber of_node_;
  std::vector<uint32_t> firsts_;  // row by what of_node_ says
  std::vector<uint32_t> next_;    // row with the same key, by row
};

}  // namespace

std::unique_ptr<Operator> make_join_operator(Runtime& runtime, const Step& step) {
  if (step.kind != StepKind::kHashJoin) return nullptr;
  return std::make_unique<HashJoin>(runtime, &step);
}

}  // namespace hoego::query

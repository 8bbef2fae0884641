// SPDX-License-Identifier: Apache-2.0
// Grouping: aggregates and DISTINCT. Rows find their group by small numbers (execute_keys.h), and
// aggregates of numbers run without a Value a row.
#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>
#include <numeric>

#include "base/messages.h"
#include "query/error.h"
#include "query/execute_keys.h"
#include "query/execute_parallel.h"

namespace hoego::query {

namespace {

// One aggregate over all groups.
class GroupedAggregate {
 public:
  virtual ~GroupedAggregate() = default;
  virtual void add(std::span<const VecPtr>, size_t, const std::vector<uint32_t>&, size_t) {}
  // Takes rows without having its arguments worked out before; false: it wants these.
  virtual bool add_batch(const Batch&, const std::vector<uint32_t>&, size_t) { return false; }
  virtual VecPtr result(size_t group_count) = 0;
  virtual void clear() = 0;
  // The same, but may keep what it learned of values.
  virtual void begin_again() { clear(); }
  // Kept beside a few numbers a group, roughly.
  virtual size_t bytes() const { return 0; }
  // What merge() has to look at.
  virtual size_t entries() const { return 0; }
  // Adds what `other` gathered: its group g is group map[g] here. Where can_merge() allows it.
  virtual void merge(GroupedAggregate&, const std::vector<uint32_t>&, size_t) {}
};

// Numbers of rows, by group.
class Counts : public GroupedAggregate {
 public:
  VecPtr result(size_t group_count) override {
    counts_.resize(group_count);
    auto out = std::make_shared<Vec>();
    out->phys = Phys::kInteger;
    out->ints = counts_;
    return out;
  }
  void clear() override { counts_.clear(); }
  void merge(GroupedAggregate& of, const std::vector<uint32_t>& map, size_t group_count) override {
    counts_.resize(group_count);
    const auto& other = static_cast<Counts&>(of).counts_;
    for (size_t g = 0; g < other.size(); ++g) counts_[map[g]] += other[g];
  }

 protected:
  std::vector<int64_t> counts_;
};

class CountRows : public Counts {
 public:
  void add(std::span<const VecPtr> args, size_t rows, const std::vector<uint32_t>& groups,
           size_t group_count) override {
    counts_.resize(group_count);
    if (args.empty()) {
      if (group_count == 1) {
        counts_[0] += static_cast<int64_t>(rows);
        return;
      }
      for (size_t i = 0; i < rows; ++i) ++counts_[groups[i]];
      return;
    }
    const Vec& v = *args[0];
    if (!v.constant && (v.phys == Phys::kInteger || v.phys == Phys::kFloat) && v.valid.empty()) {
      for (size_t i = 0; i < rows; ++i) ++counts_[groups[i]];
    } else if (!v.constant && (v.phys == Phys::kInteger || v.phys == Phys::kFloat)) {
      for (size_t i = 0; i < rows; ++i) counts_[groups[i]] += v.valid[i];
    } else {
      for (size_t i = 0; i < rows; ++i) counts_[groups[i]] += !v.is_null(i);
    }
  }
};

// count(x.key) needs no values, only whether there are any.
class CountProperty : public Counts {
 public:
  CountProperty(Runtime& runtime, Slot node, const std::string& key)
      : rt_(runtime), node_(node), key_(key) {}
  bool add_batch(const Batch& batch, const std::vector<uint32_t>& groups,
                 size_t group_count) override {
    counts_.resize(group_count);
    const auto key = rt_.graph.find_key(key_);
    if (!key) return true;
    const ColumnView column = rt_.graph.node_column(*key);
    const auto ids = view_ids(batch.columns[node_], Phys::kNode, batch.rows, storage_);
    for (size_t i = 0; i < ids.size(); ++i) {
      counts_[groups[i]] += ids[i] < column.size && column.has(ids[i]);
    }
    return true;
  }

 private:
  Runtime& rt_;
  Slot node_;
  std::string key_;
  std::vector<uint32_t> storage_;
};

// count(DISTINCT x). Codes grow as values appear, so that one above all of its group is new there;
// others are looked for along the group's own, or by hash when these grow long. Many nodes of a
// single group are marked in a bitmap.
class CountDistinct : public GroupedAggregate {
 public:
  // `single`: there are no groups but one.
  CountDistinct(Runtime& runtime, BoundId value, bool single)
      : rt_(runtime), keys_(runtime, value), single_(single) {
    const BoundExpr& e = runtime.plan.bound.exprs[value];
    if (e.kind == BoundKind::kSlot && e.type.kind == Type::Kind::kNode) node_ = e.slot;
  }

  bool add_batch(const Batch& batch, const std::vector<uint32_t>& groups,
                 size_t group_count) override {
    if (states_.size() < group_count) states_.resize(group_count);
    const std::span<const uint32_t> codes = codes_of(batch);
    size_t i = 0;
    for (; i < batch.rows && bits_.empty(); ++i) {
      if (i + kAhead < batch.rows) __builtin_prefetch(&states_[groups[i + kAhead]]);
      if (codes[i] != RowKeys::kNull) add_code(groups[i], codes[i]);
    }
    for (; i < batch.rows; ++i) {
      if (codes[i] != RowKeys::kNull) mark(codes[i]);
    }
    return true;
  }
  VecPtr result(size_t group_count) override {
    states_.resize(group_count);
    auto out = std::make_shared<Vec>();
    out->phys = Phys::kInteger;
    for (const State& state : states_) out->ints.push_back(state.count);
    return out;
  }
  void clear() override {
    keys_.clear();
    begin_again();
  }
  void begin_again() override {
    states_.clear();
    seen_.clear();
    hashed_.clear();
    hashing_ = false;
    bits_.clear();
  }
  size_t bytes() const override {
    return seen_.capacity() * sizeof(Entry) + hashed_.size() * 16 + bits_.size() * 8;
  }
  // A bitmap is joined in no time.
  size_t entries() const override { return single_ && node_ != kNoSlot ? 0 : seen_.size(); }

  void merge(GroupedAggregate& of, const std::vector<uint32_t>& map, size_t group_count) override {
    auto& other = static_cast<CountDistinct&>(of);
    if (states_.size() < group_count) states_.resize(group_count);
    std::vector<uint32_t> codes;  // here, by code there
    if (node_ == kNoSlot) keys_.assign_groups_of(other.keys_, codes);
    other.for_each([&](uint32_t group, uint32_t code) {
      if (node_ == kNoSlot) code = codes[code];
      bits_.empty() ? add_code(map[group], code) : mark(code);
    });
  }

 private:
  struct State {
    uint32_t count = 0;
    uint32_t largest = 0;
    uint32_t head = kNoId;
  };
  struct Entry {
    uint32_t code;
    uint32_t next;
  };
  struct Hash {
    using is_avalanching = void;
    size_t operator()(uint64_t x) const { return mix(x); }
  };
  static uint64_t key(uint32_t group, uint32_t code) { return uint64_t{group} << 32 | code; }

  // Of nodes their ids will do.
  std::span<const uint32_t> codes_of(const Batch& batch) {
    static_assert(RowKeys::kNull == kNoId);
    if (node_ != kNoSlot) return view_ids(batch.columns[node_], Phys::kNode, batch.rows, codes_);
    keys_.assign(batch, codes_);
    return codes_;
  }

  void add_code(uint32_t group, uint32_t code) {
    State& state = states_[group];
    const bool above = state.count == 0 || code > state.largest;
    if (!above && (code == state.largest || !is_new(state, group, code))) return;
    if (above) state.largest = code;
    seen_.push_back({code, state.head});
    state.head = static_cast<uint32_t>(seen_.size() - 1);
    ++state.count;
    if (hashing_) hashed_.insert(key(group, code));
    if (single_ && node_ != kNoSlot && seen_.size() > rt_.graph.node_limit() / kFew)
      start_marking();
  }

  bool is_new(const State& state, uint32_t group, uint32_t code) {
    if (hashing_) return !hashed_.contains(key(group, code));
    int steps = 0;
    for (uint32_t at = state.head; at != kNoId; at = seen_[at].next) {
      if (seen_[at].code == code) return false;
      if (++steps > 24) {
        start_hashing();
        return !hashed_.contains(key(group, code));
      }
    }
    return true;
  }

  void start_hashing() {
    hashing_ = true;
    hashed_.reserve(seen_.size() * 2);
    for_each([&](uint32_t group, uint32_t code) { hashed_.insert(key(group, code)); });
  }

  void start_marking() {
    bits_.resize(rt_.graph.node_limit() / 64 + 1);
    states_[0].count = 0;
    for (const Entry& entry : seen_) mark(entry.code);
  }
  void mark(NodeId node) {
    uint64_t& word = bits_[node >> 6];
    const uint64_t bit = uint64_t{1} << (node & 63);
    states_[0].count += (word & bit) == 0;
    word |= bit;
  }

  // f(group, code) of all that was seen.
  template <typename F>
  void for_each(F&& f) const {
    if (!bits_.empty()) {
      const BitView view{bits_.data(), bits_.size()};
      view.for_each(0, bits_.size() * 64, [&](size_t node) { f(0, static_cast<uint32_t>(node)); });
      return;
    }
    for (uint32_t group = 0; group < states_.size(); ++group) {
      for (uint32_t at = states_[group].head; at != kNoId; at = seen_[at].next) {
        f(group, seen_[at].code);
      }
    }
  }

  static constexpr size_t kAhead = 16;
  static constexpr size_t kFew = 512;  // one of so many nodes is not worth a bitmap

  Runtime& rt_;
  RowKeys keys_;
  bool single_;
  Slot node_ = kNoSlot;
  std::vector<uint32_t> codes_;
  std::vector<State> states_;  // by group
  std::vector<Entry> seen_;
  bool hashing_ = false;
  boost::unordered_flat_set<uint64_t, Hash> hashed_;
  std::vector<uint64_t> bits_;  // by node
};

// Any aggregate, with an Aggregator a group. Typed columns of numbers are summed here first.
class General : public GroupedAggregate {
 public:
  General(const Aggregate& aggregate, bool distinct)
      : aggregate_(aggregate),
        distinct_(distinct),
        keeps_all_(!distinct &&
                   (aggregate.name == "collect" || aggregate.name.starts_with("percentile"))) {}
  void add(std::span<const VecPtr> args, size_t rows, const std::vector<uint32_t>& groups,
           size_t group_count) override {
    grow(group_count);
    if (keeps_all_) kept_ += rows;
    for (size_t i = 0; i < rows; ++i) {
      const Value second = args.size() > 1 ? args[1]->at(i) : Value();
      groups_[groups[i]]->add(args[0]->at(i), second);
    }
  }
  VecPtr result(size_t group_count) override {
    grow(group_count);
    std::vector<Value> values;
    for (const auto& group : groups_) values.push_back(group->result());
    return Vec::of_values(std::move(values));
  }
  size_t bytes() const override { return kept_ * sizeof(Value); }
  void clear() override {
    groups_.clear();
    kept_ = 0;
  }
  Aggregator& group(size_t g) { return *groups_[g]; }
  void grow(size_t group_count) {
    while (groups_.size() < group_count) groups_.push_back(aggregate_.start(distinct_));
  }

 private:
  const Aggregate& aggregate_;
  bool distinct_;
  bool keeps_all_;
  size_t kept_ = 0;  // values
  std::vector<std::unique_ptr<Aggregator>> groups_;
};

// sum, avg, min, max of integers, as long as nothing else comes; then what was gathered goes into
// the general form.
class OfIntegers : public GroupedAggregate {
 public:
  enum class Kind { kSum, kAvg, kMin, kMax };
  OfIntegers(Kind kind, const Aggregate& aggregate) : kind_(kind), general_(aggregate, false) {}

  void add(std::span<const VecPtr> args, size_t rows, const std::vector<uint32_t>& groups,
           size_t group_count) override {
    if (sums_.size() < group_count) {
      sums_.resize(group_count);
      counts_.resize(group_count);
    }
    const VecPtr integers = general_used_ ? nullptr : as_integers(args[0], rows);
    if (!integers) {
      add_general(args, rows, groups, group_count);
      return;
    }
    const Vec& v = *integers;
    switch (kind_) {
      case Kind::kSum:
      case Kind::kAvg:
        each(v, rows, groups, [&](uint32_t g, int64_t x) {
          if (__builtin_add_overflow(sums_[g], x, &sums_[g])) {
            throw runtime_error("ArithmeticError", "NumberOutOfRange",
                                say("integer overflow in a sum"));
          }
        });
        break;
      case Kind::kMin:
        each(v, rows, groups, [&](uint32_t g, int64_t x) {
          if (counts_[g] == 0 || x < sums_[g]) sums_[g] = x;
        });
        break;
      case Kind::kMax:
        each(v, rows, groups, [&](uint32_t g, int64_t x) {
          if (counts_[g] == 0 || x > sums_[g]) sums_[g] = x;
        });
        break;
    }
  }

  VecPtr result(size_t group_count) override {
    sums_.resize(group_count);
    counts_.resize(group_count);
    if (general_used_) return general_.result(group_count);
    auto out = std::make_shared<Vec>();
    out->phys = kind_ == Kind::kAvg ? Phys::kFloat : Phys::kInteger;
    for (size_t g = 0; g < group_count; ++g) {
      if (kind_ == Kind::kAvg) {
        out->floats.push_back(
            counts_[g] ? static_cast<double>(sums_[g]) / static_cast<double>(counts_[g]) : 0);
      } else {
        out->ints.push_back(sums_[g]);
      }
      out->valid.push_back(kind_ == Kind::kSum || counts_[g] > 0);
    }
    return out;
  }

  void clear() override {
    sums_.clear();
    counts_.clear();
    general_.clear();
    general_used_ = false;
  }

  void merge(GroupedAggregate& of, const std::vector<uint32_t>& map, size_t group_count) override {
    auto& other = static_cast<OfIntegers&>(of);
    if (general_used_ || other.general_used_) return merge_general(other, map, group_count);
    sums_.resize(group_count);
    counts_.resize(group_count);
    for (size_t g = 0; g < other.sums_.size(); ++g) {
      if (other.counts_[g] == 0) continue;
      int64_t& mine = sums_[map[g]];
      const int64_t x = other.sums_[g];
      const bool first = counts_[map[g]] == 0;
      if (kind_ == Kind::kMin) {
        mine = first ? x : std::min(mine, x);
      } else if (kind_ == Kind::kMax) {
        mine = first ? x : std::max(mine, x);
      } else if (__builtin_add_overflow(mine, x, &mine)) {
        throw runtime_error("ArithmeticError", "NumberOutOfRange",
                            say("integer overflow in a sum"));
      }
      counts_[map[g]] += other.counts_[g];
    }
  }

 private:
  // The column as integers; null where there is another value among them.
  static VecPtr as_integers(const VecPtr& column, size_t rows) {
    if (column->phys == Phys::kInteger) return column;
    if (column->phys != Phys::kValue) return nullptr;
    auto out = std::make_shared<Vec>();
    out->phys = Phys::kInteger;
    out->constant = column->constant;
    for (size_t i = 0; i < (column->constant ? 1 : rows); ++i) {
      const Value v = column->at(i);
      if (!v.is_null() && !v.is(ValueType::kInteger)) return nullptr;
      out->ints.push_back(v.is_null() ? 0 : v.as_integer());
      out->valid.push_back(!v.is_null());
    }
    return out;
  }

  // Least and largest of any values: the winners compete again.
  void merge_general(OfIntegers& other, const std::vector<uint32_t>& map, size_t group_count) {
    const VecPtr winners = other.result(map.size());
    const std::vector<VecPtr> args{winners};
    sums_.resize(group_count);
    counts_.resize(group_count);
    add_general(args, map.size(), map, group_count);
  }

  // f(group, value) for every value, which is counted after.
  template <typename F>
  void each(const Vec& v, size_t rows, const std::vector<uint32_t>& groups, F&& f) {
    const size_t step = v.constant ? 0 : 1;
    const bool nulls = !v.valid.empty();
    for (size_t i = 0; i < rows; ++i) {
      if (nulls && !v.valid[i * step]) continue;
      f(groups[i], v.ints[i * step]);
      ++counts_[groups[i]];
    }
  }

  void add_general(std::span<const VecPtr> args, size_t rows, const std::vector<uint32_t>& groups,
                   size_t group_count) {
    general_.grow(group_count);
    if (!general_used_) {
      general_used_ = true;
      for (size_t g = 0; g < sums_.size(); ++g) {
        if (counts_[g] == 0) continue;
        if (kind_ == Kind::kAvg) {
          // The same mean and the same number of values.
          const int64_t each = sums_[g] / counts_[g];
          for (int64_t i = 1; i < counts_[g]; ++i) general_.group(g).add(Value::integer(each));
          general_.group(g).add(Value::integer(sums_[g] - each * (counts_[g] - 1)));
        } else {
          general_.group(g).add(Value::integer(sums_[g]));
        }
      }
    }
    general_.add(args, rows, groups, group_count);
  }

  Kind kind_;
  General general_;
  bool general_used_ = false;
  std::vector<int64_t> sums_;
  std::vector<int64_t> counts_;
};

std::unique_ptr<GroupedAggregate> make_aggregate(Runtime& rt, const BoundAggregate& a,
                                                 bool single) {
  if (!a.aggregate) return std::make_unique<CountRows>();
  const std::string_view name = a.aggregate->name;
  if (name == "count") {
    if (a.distinct) return std::make_unique<CountDistinct>(rt, a.args[0], single);
    const BoundExpr& e = rt.plan.bound.exprs[a.args[0]];
    if (e.kind == BoundKind::kProperty && !rt.own_strings) {
      const BoundExpr& base = rt.plan.bound.exprs[e.args[0]];
      if (base.kind == BoundKind::kSlot && base.type.kind == Type::Kind::kNode) {
        return std::make_unique<CountProperty>(rt, base.slot, e.name);
      }
    }
    return std::make_unique<CountRows>();
  }
  using Kind = OfIntegers::Kind;
  if (name == "min") return std::make_unique<OfIntegers>(Kind::kMin, *a.aggregate);
  if (name == "max") return std::make_unique<OfIntegers>(Kind::kMax, *a.aggregate);
  if (name == "sum" && !a.distinct) return std::make_unique<OfIntegers>(Kind::kSum, *a.aggregate);
  if (name == "avg" && !a.distinct) return std::make_unique<OfIntegers>(Kind::kAvg, *a.aggregate);
  return std::make_unique<General>(*a.aggregate, a.distinct);
}

std::vector<BoundId> values_of(const std::vector<BoundItem>& items) {
  std::vector<BoundId> out;
  for (const BoundItem& item : items) out.push_back(item.value);
  return out;
}

class AggregateRows : public Operator, public MergingOperator {
 public:
  AggregateRows(Runtime& runtime, const Step* step)
      : Operator(runtime, step), keys_(runtime, values_of(step->items), step->slots) {
    for (const BoundAggregate& a : step->aggregates) {
      aggregates_.push_back(make_aggregate(runtime, a, step->items.empty()));
    }
  }

  bool push(const Batch& batch) override {
    rt_.tick();
    if (step_->slot != kNoSlot && batch.rows > 0 && !begin_batch(batch)) return false;
    keys_.assign(batch, of_row_);
    rows_ += batch.rows;
    while (firsts_.size() < keys_.count()) {
      firsts_.push_back(uint64_t{piece_} << 32 | firsts_.size());
    }
    properties_.clear();
    for (size_t k = 0; k < aggregates_.size(); ++k) {
      const BoundAggregate& a = step_->aggregates[k];
      try {
        if (aggregates_[k]->add_batch(batch, of_row_, keys_.count())) continue;
        std::vector<VecPtr> args;
        for (BoundId arg : a.args) args.push_back(argument(arg, batch));
        aggregates_[k]->add(args, batch.rows, of_row_, keys_.count());
      } catch (QueryError& error) {
        if (error.span().empty()) error.set_span(a.span);
        throw;
      }
    }
    weigh();
    return true;
  }

  void finish() override {
    flush();
    clear();
    next_->finish();
  }

  bool flush() override {
    // Without keys there is always one group.
    const size_t count = step_->items.empty() ? 1 : keys_.count();
    bool wanted = true;
    if (count > 0) {
      Batch all = rt_.empty_batch(count);
      for (size_t k = 0; k < step_->items.size(); ++k) {
        all.columns[step_->items[k].slot] = keys_.key_column(k);
      }
      for (size_t k = 0; k < aggregates_.size(); ++k) {
        all.columns[step_->aggregates[k].slot] = aggregates_[k]->result(count);
      }
      wanted =
          emit(merged_ ? select(all, step_->live, order_of_groups()) : narrow(all, step_->live));
    }
    if (step_->slot != kNoSlot) begin_again();
    return wanted;
  }

  void begin_piece(uint32_t piece) override { piece_ = piece; }
  bool reduces() const override {
    size_t kept = keys_.count();
    for (const auto& a : aggregates_) kept += a->entries();
    return kept * 8 <= rows_;
  }

  void absorb(Operator& of) override {
    auto& other = static_cast<AggregateRows&>(of);
    std::vector<uint32_t> map;
    keys_.assign_groups_of(other.keys_, map);
    firsts_.resize(keys_.count(), UINT64_MAX);
    for (size_t g = 0; g < map.size(); ++g) {
      firsts_[map[g]] = std::min(firsts_[map[g]], other.firsts_[g]);
    }
    for (size_t k = 0; k < aggregates_.size(); ++k) {
      aggregates_[k]->merge(*other.aggregates_[k], map, keys_.count());
    }
    merged_ = true;
    weigh();
    other.clear();
  }

 private:
  void clear() {
    keys_.clear();
    for (auto& a : aggregates_) a->clear();
    firsts_.clear();
    merged_ = false;
    piece_ = 0;
    rows_ = 0;
    hold(0);
  }

  // Where nodes come one after the other: hands on the groups of those that are done, when they are
  // many.
  bool begin_batch(const Batch& batch) {
    const Vec& nodes = *batch.columns[step_->slot];
    const NodeId first = nodes.ids[nodes.at_row(0)];
    const bool wanted = keys_.count() < kOpenGroups || first == last_node_ || flush();
    last_node_ = nodes.ids[nodes.at_row(batch.rows - 1)];
    return wanted;
  }

  void begin_again() {
    keys_.begin_again();
    for (auto& a : aggregates_) a->begin_again();
    firsts_.clear();
  }

  // As they appeared first.
  Rows order_of_groups() const {
    Rows out(firsts_.size());
    std::iota(out.begin(), out.end(), 0);
    std::sort(out.begin(), out.end(),
              [&](uint32_t a, uint32_t b) { return firsts_[a] < firsts_[b]; });
    return out;
  }

  // Roughly what the groups take.
  void weigh() {
    size_t bytes = keys_.count() * (32 * step_->items.size() + 48 * aggregates_.size());
    for (const auto& a : aggregates_) bytes += a->bytes();
    hold(bytes);
  }

  // Several aggregates often look at one property: it is read once a batch.
  VecPtr argument(BoundId id, const Batch& batch) {
    const BoundExpr& e = rt_.plan.bound.exprs[id];
    if (e.kind != BoundKind::kProperty) return rt_.eval.eval(id, batch);
    const BoundExpr& base = rt_.plan.bound.exprs[e.args[0]];
    if (base.kind != BoundKind::kSlot) return rt_.eval.eval(id, batch);
    for (const auto& [slot, key, values] : properties_) {
      if (slot == base.slot && *key == e.name) return values;
    }
    properties_.emplace_back(base.slot, &e.name, rt_.eval.eval(id, batch));
    return std::get<2>(properties_.back());
  }

  std::vector<std::unique_ptr<GroupedAggregate>> aggregates_;
  RowKeys keys_;
  std::vector<uint32_t> of_row_;
  std::vector<std::tuple<Slot, const std::string*, VecPtr>> properties_;
  static constexpr uint32_t kOpenGroups = 8192;
  NodeId last_node_ = kNoId;
  uint32_t piece_ = 0;
  std::vector<uint64_t> firsts_;  // by group: the piece that began it, its number there
  bool merged_ = false;
  size_t rows_ = 0;  // that came
};

class DistinctRows : public Operator {
 public:
  DistinctRows(Runtime& runtime, const Step* step) : Operator(runtime, step) {
    groups_.begin(step->slots.size());
  }
  bool push(const Batch& batch) override {
    rt_.tick();
    std::vector<VecPtr> keys;
    for (Slot slot : step_->slots) keys.push_back(batch.columns[slot]);
    auto known = static_cast<uint32_t>(groups_.count());
    groups_.assign(keys, batch.rows, of_row_);
    Rows fresh;
    for (uint32_t i = 0; i < batch.rows; ++i) {
      if (of_row_[i] != known) continue;
      fresh.push_back(i);
      ++known;
    }
    hold(groups_.count() * 32 * step_->slots.size());
    return fresh.empty() || emit(select(batch, step_->live, fresh));
  }
  void finish() override {
    groups_.begin(step_->slots.size());
    hold(0);
    next_->finish();
  }

 private:
  Groups groups_;
  std::vector<uint32_t> of_row_;
};

// Whether an argument is a property of nodes or relationships all of whose values are integers.
bool surely_integers(const Runtime& rt, BoundId id) {
  const BoundExpr& e = rt.plan.bound.exprs[id];
  if (e.kind == BoundKind::kDegree) return true;
  if (e.kind != BoundKind::kProperty) return false;
  const Type::Kind base = rt.plan.bound.exprs[e.args[0]].type.kind;
  const auto key = rt.graph.find_key(e.name);
  if (!key) return true;
  ColumnType type = ColumnType::kMixed;
  if (base == Type::Kind::kNode) type = rt.graph.node_column(*key).type;
  if (base == Type::Kind::kRelationship) type = rt.graph.relationship_column(*key).type;
  return type == ColumnType::kInt32 || type == ColumnType::kInt64 || type == ColumnType::kEmpty;
}

}  // namespace

bool can_merge(const Runtime& rt, const Step& step) {
  if (step.kind != StepKind::kAggregate || step.slot != kNoSlot) return false;
  return std::all_of(step.aggregates.begin(), step.aggregates.end(), [&](const auto& a) {
    if (!a.aggregate) return true;
    const std::string_view name = a.aggregate->name;
    if (name == "min" || name == "max" || name == "count") return true;
    if (a.distinct) return false;
    return (name == "sum" || name == "avg") && surely_integers(rt, a.args[0]);
  });
}

std::unique_ptr<Operator> make_group_operator(Runtime& runtime, const Step& step) {
  switch (step.kind) {
    case StepKind::kAggregate:
      return std::make_unique<AggregateRows>(runtime, &step);
    case StepKind::kDistinct:
      return std::make_unique<DistinctRows>(runtime, &step);
    default:
      return nullptr;
  }
}

}  // namespace hoego::query

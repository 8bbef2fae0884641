// SPDX-License-Identifier: Apache-2.0
// Grouping: aggregates and DISTINCT. Keys become numbers (ids, codes, integers as they are, other
// values interned), groups are found by these, and aggregates of numbers run without Values.
#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include "query/error.h"
#include "query/execute_runtime.h"
#include "query/semantics.h"

namespace hoego::query {

namespace {

uint64_t mix(uint64_t x) {
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93ULL;
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93ULL;
  return x ^ (x >> 32);
}

struct ValueHash {
  using is_avalanching = void;
  size_t operator()(const Value& v) const { return mix(hash(v)); }
};
struct ValueEqual {
  bool operator()(const Value& a, const Value& b) const { return equivalent(a, b); }
};

// One key column as numbers: equal numbers, equivalent values.
class KeyCoder {
 public:
  // Codes of a batch; true where codes given before have changed their meaning (see recode()).
  bool encode(const Vec& v, size_t rows, std::vector<uint64_t>& out) {
    const bool changed = settle_mode(v);
    out.resize(rows);
    switch (mode_) {
      case Mode::kIds:
        for (size_t i = 0; i < rows; ++i) out[i] = v.ids[v.at_row(i)];
        break;
      default:
        for (size_t i = 0; i < rows; ++i) out[i] = intern(v.at(i));
    }
    return changed;
  }
  uint64_t recode(uint64_t old) { return intern(decode_ids(old)); }
  Value decode(uint64_t code) const {
    return mode_ == Mode::kIds ? decode_ids(code) : values_[code];
  }
  // The codes as a column again.
  VecPtr decode_all(const std::vector<uint64_t>& codes) const {
    if (mode_ == Mode::kIds) {
      std::vector<uint32_t> ids(codes.begin(), codes.end());
      auto out = std::make_shared<Vec>();
      out->phys = phys_;
      out->strings = strings_;
      out->ids = std::move(ids);
      return out;
    }
    std::vector<Value> values(codes.size());
    for (size_t i = 0; i < codes.size(); ++i) values[i] = values_[codes[i]];
    return Vec::of_values(std::move(values));
  }

 private:
  enum class Mode { kNone, kIds, kIntern };

  bool settle_mode(const Vec& v) {
    const bool ids = v.phys == Phys::kNode || v.phys == Phys::kRel || v.phys == Phys::kCode;
    if (mode_ == Mode::kNone) {
      mode_ = ids ? Mode::kIds : Mode::kIntern;
      phys_ = v.phys;
      strings_ = v.strings;
      return false;
    }
    if (mode_ == Mode::kIntern) return false;
    if (ids && v.phys == phys_ && v.strings == strings_) return false;
    mode_ = Mode::kIntern;
    return true;
  }

  Value decode_ids(uint64_t code) const {
    const auto id = static_cast<uint32_t>(code);
    if (id == kNoId) return {};
    if (phys_ == Phys::kNode) return Value::node(id);
    if (phys_ == Phys::kRel) return Value::relationship(id);
    return Value::borrowed_string(strings_->at(id));
  }

  uint64_t intern(const Value& v) {
    if (v.is(ValueType::kInteger)) {
      const auto [at, fresh] = integers_.try_emplace(v.as_integer(), values_.size());
      if (!fresh) return at->second;
      // 1.0 may have come before 1.
      const auto [other, first] = codes_.try_emplace(v, values_.size());
      if (first) {
        values_.push_back(v);
      } else {
        at->second = other->second;
      }
      return at->second;
    }
    const auto [at, fresh] = codes_.try_emplace(v, values_.size());
    if (fresh) values_.push_back(v);
    return at->second;
  }

  Mode mode_ = Mode::kNone;
  Phys phys_ = Phys::kValue;
  const Dictionary* strings_ = nullptr;
  boost::unordered_flat_map<int64_t, uint64_t> integers_;
  boost::unordered_flat_map<Value, uint64_t, ValueHash, ValueEqual> codes_;
  std::vector<Value> values_;
};

// Rows to groups 0, 1, 2 ... in order of first appearance.
class Groups {
 public:
  void begin(size_t keys) {
    coders_.assign(keys, {});
    codes_.assign(keys, {});
    scratch_.assign(keys, {});
    small_.clear();
    single_.clear();
    pairs_.clear();
    many_.clear();
    count_ = 0;
  }

  size_t count() const { return count_; }

  void assign(std::span<const VecPtr> keys, size_t rows, std::vector<uint32_t>& groups) {
    bool changed = false;
    for (size_t k = 0; k < keys.size(); ++k) {
      if (!coders_[k].encode(*keys[k], rows, scratch_[k])) continue;
      for (uint64_t& code : codes_[k]) code = coders_[k].recode(code);
      changed = true;
    }
    if (changed) rebuild();
    groups.resize(rows);
    if (keys.empty()) {
      if (rows > 0) count_ = 1;
      std::fill(groups.begin(), groups.end(), 0);
    } else if (keys.size() == 1) {
      assign_single(rows, groups);
    } else if (keys.size() == 2) {
      for (size_t i = 0; i < rows; ++i) {
        const auto [at, fresh] = pairs_.try_emplace({scratch_[0][i], scratch_[1][i]}, count_);
        if (fresh) add(i);
        groups[i] = at->second;
      }
    } else {
      std::vector<uint64_t> key(keys.size());
      for (size_t i = 0; i < rows; ++i) {
        for (size_t k = 0; k < key.size(); ++k) key[k] = scratch_[k][i];
        const auto [at, fresh] = many_.try_emplace(key, count_);
        if (fresh) add(i);
        groups[i] = at->second;
      }
    }
  }

  VecPtr key_column(size_t k) const { return coders_[k].decode_all(codes_[k]); }

 private:
  static constexpr uint64_t kSmall = 1u << 22;

  struct PairHash {
    using is_avalanching = void;
    size_t operator()(const std::pair<uint64_t, uint64_t>& p) const {
      return mix(p.first * 0x9e3779b97f4a7c15ULL + p.second);
    }
  };
  struct ManyHash {
    using is_avalanching = void;
    size_t operator()(const std::vector<uint64_t>& key) const {
      uint64_t h = 0;
      for (uint64_t k : key) h = mix(h * 0x9e3779b97f4a7c15ULL + k);
      return h;
    }
  };

  void add(size_t row) {
    for (size_t k = 0; k < codes_.size(); ++k) codes_[k].push_back(scratch_[k][row]);
    ++count_;
  }

  // Small numbers find their group in an array.
  void assign_single(size_t rows, std::vector<uint32_t>& groups) {
    const std::vector<uint64_t>& codes = scratch_[0];
    for (size_t i = 0; i < rows; ++i) {
      const uint64_t code = codes[i];
      if (code < kSmall) {
        if (code >= small_.size())
          small_.resize(std::max<size_t>(code + 1, small_.size() * 2), kNoId);
        if (small_[code] == kNoId) {
          small_[code] = count_;
          add(i);
        }
        groups[i] = small_[code];
        continue;
      }
      const auto [at, fresh] = single_.try_emplace(code, count_);
      if (fresh) add(i);
      groups[i] = at->second;
    }
  }

  void rebuild() {
    small_.clear();
    single_.clear();
    pairs_.clear();
    many_.clear();
    for (uint32_t g = 0; g < count_; ++g) {
      if (codes_.size() == 1) {
        const uint64_t code = codes_[0][g];
        if (code < kSmall) {
          if (code >= small_.size()) small_.resize(code + 1, kNoId);
          small_[code] = g;
        } else {
          single_[code] = g;
        }
      } else if (codes_.size() == 2) {
        pairs_[{codes_[0][g], codes_[1][g]}] = g;
      } else {
        std::vector<uint64_t> key;
        for (const auto& codes : codes_) key.push_back(codes[g]);
        many_[key] = g;
      }
    }
  }

  std::vector<KeyCoder> coders_;
  std::vector<std::vector<uint64_t>> codes_;    // by key, by group
  std::vector<std::vector<uint64_t>> scratch_;  // by key, by row
  std::vector<uint32_t> small_;
  boost::unordered_flat_map<uint64_t, uint32_t> single_;
  boost::unordered_flat_map<std::pair<uint64_t, uint64_t>, uint32_t, PairHash> pairs_;
  boost::unordered_flat_map<std::vector<uint64_t>, uint32_t, ManyHash> many_;
  uint32_t count_ = 0;
};

// One aggregate over all groups.
class GroupedAggregate {
 public:
  virtual ~GroupedAggregate() = default;
  virtual void add(std::span<const VecPtr> args, size_t rows, const std::vector<uint32_t>& groups,
                   size_t group_count) = 0;
  virtual VecPtr result(size_t group_count) = 0;
  virtual void clear() = 0;
};

class CountRows : public GroupedAggregate {
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
    for (size_t i = 0; i < rows; ++i) counts_[groups[i]] += !args[0]->is_null(i);
  }
  VecPtr result(size_t group_count) override {
    counts_.resize(group_count);
    auto out = std::make_shared<Vec>();
    out->phys = Phys::kInteger;
    out->ints = counts_;
    return out;
  }
  void clear() override { counts_.clear(); }

 private:
  std::vector<int64_t> counts_;
};

// count(DISTINCT x): pairs of group and code.
class CountDistinct : public GroupedAggregate {
 public:
  void add(std::span<const VecPtr> args, size_t rows, const std::vector<uint32_t>& groups,
           size_t group_count) override {
    counts_.resize(group_count);
    if (coder_.encode(*args[0], rows, codes_)) {
      decltype(seen_) old;
      std::swap(old, seen_);
      for (const auto& [group, code] : old) seen_.insert({group, coder_.recode(code)});
    }
    for (size_t i = 0; i < rows; ++i) {
      if (args[0]->is_null(i)) continue;
      if (seen_.insert({groups[i], codes_[i]}).second) ++counts_[groups[i]];
    }
  }
  VecPtr result(size_t group_count) override {
    counts_.resize(group_count);
    auto out = std::make_shared<Vec>();
    out->phys = Phys::kInteger;
    out->ints = counts_;
    return out;
  }
  void clear() override {
    counts_.clear();
    seen_.clear();
    coder_ = {};
  }

 private:
  struct Hash {
    using is_avalanching = void;
    size_t operator()(const std::pair<uint32_t, uint64_t>& p) const {
      return mix(p.second * 0x9e3779b97f4a7c15ULL + p.first);
    }
  };
  KeyCoder coder_;
  std::vector<uint64_t> codes_;
  std::vector<int64_t> counts_;
  boost::unordered_flat_set<std::pair<uint32_t, uint64_t>, Hash> seen_;
};

// Any aggregate, with an Aggregator a group. Typed columns of numbers are summed here first.
class General : public GroupedAggregate {
 public:
  General(const Aggregate& aggregate, bool distinct) : aggregate_(aggregate), distinct_(distinct) {}
  void add(std::span<const VecPtr> args, size_t rows, const std::vector<uint32_t>& groups,
           size_t group_count) override {
    grow(group_count);
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
  void clear() override { groups_.clear(); }
  Aggregator& group(size_t g) { return *groups_[g]; }
  void grow(size_t group_count) {
    while (groups_.size() < group_count) groups_.push_back(aggregate_.start(distinct_));
  }

 private:
  const Aggregate& aggregate_;
  bool distinct_;
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
    const Vec& v = *args[0];
    if (v.phys != Phys::kInteger || general_used_) {
      add_general(args, rows, groups, group_count);
      return;
    }
    for (size_t i = 0; i < rows; ++i) {
      if (v.is_null(i)) continue;
      const int64_t x = v.ints[v.at_row(i)];
      const uint32_t g = groups[i];
      switch (kind_) {
        case Kind::kSum:
        case Kind::kAvg:
          if (__builtin_add_overflow(sums_[g], x, &sums_[g])) {
            throw runtime_error("ArithmeticError", "NumberOutOfRange", "integer overflow in a sum");
          }
          break;
        case Kind::kMin:
          sums_[g] = counts_[g] ? std::min(sums_[g], x) : x;
          break;
        case Kind::kMax:
          sums_[g] = counts_[g] ? std::max(sums_[g], x) : x;
          break;
      }
      ++counts_[g];
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

 private:
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

std::unique_ptr<GroupedAggregate> make_aggregate(const BoundAggregate& a) {
  if (!a.aggregate) return std::make_unique<CountRows>();
  const std::string_view name = a.aggregate->name;
  if (name == "count") {
    if (a.distinct) return std::make_unique<CountDistinct>();
    return std::make_unique<CountRows>();
  }
  using Kind = OfIntegers::Kind;
  if (name == "min") return std::make_unique<OfIntegers>(Kind::kMin, *a.aggregate);
  if (name == "max") return std::make_unique<OfIntegers>(Kind::kMax, *a.aggregate);
  if (name == "sum" && !a.distinct) return std::make_unique<OfIntegers>(Kind::kSum, *a.aggregate);
  if (name == "avg" && !a.distinct) return std::make_unique<OfIntegers>(Kind::kAvg, *a.aggregate);
  return std::make_unique<General>(*a.aggregate, a.distinct);
}

class AggregateRows : public Operator {
 public:
  AggregateRows(Runtime& runtime, const Step* step) : Operator(runtime, step) {
    for (const BoundAggregate& a : step->aggregates) aggregates_.push_back(make_aggregate(a));
    groups_.begin(step->items.size());
  }

  bool push(const Batch& batch) override {
    rt_.tick();
    std::vector<VecPtr> keys;
    for (const BoundItem& item : step_->items) keys.push_back(rt_.eval.eval(item.value, batch));
    groups_.assign(keys, batch.rows, of_row_);
    for (size_t k = 0; k < aggregates_.size(); ++k) {
      const BoundAggregate& a = step_->aggregates[k];
      std::vector<VecPtr> args;
      for (BoundId arg : a.args) args.push_back(rt_.eval.eval(arg, batch));
      try {
        aggregates_[k]->add(args, batch.rows, of_row_, groups_.count());
      } catch (QueryError& error) {
        if (error.span().empty()) error.set_span(a.span);
        throw;
      }
    }
    return true;
  }

  void finish() override {
    // Without keys there is always one group.
    const size_t count = step_->items.empty() ? 1 : groups_.count();
    if (count > 0) {
      Batch all = rt_.empty_batch(count);
      for (size_t k = 0; k < step_->items.size(); ++k) {
        all.columns[step_->items[k].slot] = groups_.key_column(k);
      }
      for (size_t k = 0; k < aggregates_.size(); ++k) {
        all.columns[step_->aggregates[k].slot] = aggregates_[k]->result(count);
      }
      emit_in_pieces(all);
    }
    groups_.begin(step_->items.size());
    for (auto& a : aggregates_) a->clear();
    next_->finish();
  }

 private:
  void emit_in_pieces(const Batch& all) {
    if (all.rows <= 4 * kBatchRows) {
      emit(narrow(all, step_->live));
      return;
    }
    for (size_t from = 0; from < all.rows; from += kBatchRows) {
      Rows rows;
      for (size_t i = from; i < std::min(all.rows, from + kBatchRows); ++i) {
        rows.push_back(static_cast<uint32_t>(i));
      }
      if (!emit(select(all, step_->live, rows))) return;
    }
  }

  std::vector<std::unique_ptr<GroupedAggregate>> aggregates_;
  Groups groups_;
  std::vector<uint32_t> of_row_;
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
    size_t known = groups_.count();
    groups_.assign(keys, batch.rows, of_row_);
    Rows fresh;
    for (uint32_t i = 0; i < batch.rows; ++i) {
      if (of_row_[i] != known) continue;
      fresh.push_back(i);
      ++known;
    }
    return fresh.empty() || emit(select(batch, step_->live, fresh));
  }
  void finish() override {
    groups_.begin(step_->slots.size());
    next_->finish();
  }

 private:
  Groups groups_;
  std::vector<uint32_t> of_row_;
};

}  // namespace

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

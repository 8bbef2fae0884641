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

// One key column as small numbers: 0, 1, 2 ... in order of first appearance; equal numbers mean
// equivalent values.
class KeyCoder {
 public:
  uint32_t count() const { return count_; }

  void encode(const Vec& v, size_t rows, std::vector<uint32_t>& out) {
    out.resize(rows);
    if (v.constant) {
      std::fill(out.begin(), out.end(), rows > 0 ? code_of(v.at(0)) : 0);
      return;
    }
    const bool ids = v.phys == Phys::kNode || v.phys == Phys::kRel || v.phys == Phys::kCode;
    if (!general_ && ids && fits(v)) return encode_ids(v, rows, out);
    if (!general_ && v.phys == Phys::kInteger && fits(v)) return encode_integers(v, rows, out);
    for (size_t i = 0; i < rows; ++i) out[i] = code_of(v.at(i));
  }

  // The values of these codes as a column again.
  VecPtr decode(const std::vector<uint32_t>& codes) const {
    std::vector<Value> values;
    if (!general_ && phys_ == Phys::kInteger) {
      auto out = std::make_shared<Vec>();
      out->phys = Phys::kInteger;
      out->ints.resize(codes.size());
      for (size_t i = 0; i < codes.size(); ++i) out->ints[i] = static_cast<int64_t>(raw_[codes[i]]);
      if (null_ == kNoId) return out;
      out->valid.resize(codes.size());
      for (size_t i = 0; i < codes.size(); ++i) out->valid[i] = codes[i] != null_;
      return out;
    }
    if (general_) {
      values.resize(codes.size());
      for (size_t i = 0; i < codes.size(); ++i) values[i] = value_of(codes[i]);
      return Vec::of_values(std::move(values));
    }
    auto out = std::make_shared<Vec>();
    out->phys = phys_;
    out->strings = strings_;
    out->ids.resize(codes.size());
    for (size_t i = 0; i < codes.size(); ++i) out->ids[i] = static_cast<uint32_t>(raw_[codes[i]]);
    return out;
  }

 private:
  static constexpr uint64_t kDirect = 1u << 24;  // numbers below find their code in an array

  // Whether the column is of the kind that all before were.
  bool fits(const Vec& v) {
    if (phys_ == Phys::kValue) {
      phys_ = v.phys;
      strings_ = v.strings;
    }
    return phys_ == v.phys && strings_ == v.strings;
  }

  void encode_ids(const Vec& v, size_t rows, std::vector<uint32_t>& out) {
    for (size_t i = 0; i < rows; ++i) out[i] = code_of_number(v.ids[i]);
  }

  void encode_integers(const Vec& v, size_t rows, std::vector<uint32_t>& out) {
    if (v.valid.empty()) {
      for (size_t i = 0; i < rows; ++i) out[i] = code_of_number(static_cast<uint64_t>(v.ints[i]));
      return;
    }
    for (size_t i = 0; i < rows; ++i) {
      out[i] = !v.valid[i] ? code_of_null() : code_of_number(static_cast<uint64_t>(v.ints[i]));
    }
  }

  uint32_t code_of_number(uint64_t number) {
    if (number < direct_.size() && direct_[number] != kNoId) return direct_[number];
    return add_number(number);
  }

  uint32_t add_number(uint64_t number) {
    if (number < kDirect) {
      if (number >= direct_.size())
        direct_.resize(std::max<size_t>(number + 1, direct_.size() * 2), kNoId);
      direct_[number] = count_;
    } else {
      const auto [at, fresh] = sparse_.try_emplace(number, count_);
      if (!fresh) return at->second;
    }
    raw_.push_back(number);
    return count_++;
  }

  uint32_t code_of_null() {
    if (null_ == kNoId) {
      null_ = count_++;
      raw_.push_back(0);
    }
    return null_;
  }

  // Any value; from the first one on that is no plain number, all go this way.
  uint32_t code_of(const Value& v) {
    if (!general_) {
      for (uint32_t code = 0; code < count_; ++code) {
        Value known = value_of(code);
        codes_.emplace(known, code);
        values_.push_back(std::move(known));
      }
      general_ = true;
    }
    const auto [at, fresh] = codes_.try_emplace(v, count_);
    if (fresh) {
      values_.push_back(v);
      ++count_;
    }
    return at->second;
  }

  Value value_of(uint32_t code) const {
    if (general_) return values_[code];
    if (code == null_) return {};
    const uint64_t raw = raw_[code];
    if (phys_ == Phys::kInteger) return Value::integer(static_cast<int64_t>(raw));
    const auto id = static_cast<uint32_t>(raw);
    if (id == kNoId) return {};
    if (phys_ == Phys::kNode) return Value::node(id);
    if (phys_ == Phys::kRel) return Value::relationship(id);
    return Value::borrowed_string(strings_->at(id));
  }

  bool general_ = false;
  Phys phys_ = Phys::kValue;  // of the plain numbers; kValue: none so far
  const Dictionary* strings_ = nullptr;
  uint32_t count_ = 0;
  uint32_t null_ = kNoId;
  std::vector<uint32_t> direct_;
  boost::unordered_flat_map<uint64_t, uint32_t> sparse_;
  std::vector<uint64_t> raw_;  // by code
  boost::unordered_flat_map<Value, uint32_t, ValueHash, ValueEqual> codes_;
  std::vector<Value> values_;  // by code
};

// Pairs of codes to codes of pairs, 0, 1, 2 ...: in a grid while that is small, along a chain of
// the pairs with the same first code while those are short, else by hash.
class PairCoder {
 public:
  uint32_t count() const { return static_cast<uint32_t>(firsts_.size()); }
  uint32_t first(uint32_t pair) const { return firsts_[pair]; }
  uint32_t second(uint32_t pair) const { return seconds_[pair]; }

  // in `a` and `b` codes below these counts; out: codes of the pairs, in `a`.
  void encode(std::vector<uint32_t>& a, uint32_t a_count, const std::vector<uint32_t>& b,
              uint32_t b_count) {
    if (mode_ == Mode::kGrid && !fit_grid(a_count, b_count)) leave_grid();
    const size_t rows = a.size();
    if (mode_ == Mode::kGrid) {
      for (size_t i = 0; i < rows; ++i) {
        uint32_t& cell = grid_[size_t{a[i]} * width_ + b[i]];
        if (cell == kNoId) cell = add(a[i], b[i]);
        a[i] = cell;
      }
      return;
    }
    size_t i = 0;
    if (mode_ == Mode::kChain) {
      if (heads_.size() < a_count)
        heads_.resize(std::max<size_t>(a_count, heads_.size() * 2), kNoId);
      for (; i < rows && mode_ == Mode::kChain; ++i) a[i] = along_chain(a[i], b[i]);
    }
    for (; i < rows; ++i) {
      const auto [at, fresh] = hashed_.try_emplace(key(a[i], b[i]), count());
      a[i] = fresh ? add(at->first) : at->second;
    }
  }

 private:
  enum class Mode { kGrid, kChain, kHash };
  static constexpr size_t kGridCells = 1u << 20;
  static constexpr uint64_t kLong = 12;

  struct Hash {
    using is_avalanching = void;
    size_t operator()(uint64_t x) const { return mix(x); }
  };
  static uint64_t key(uint32_t a, uint32_t b) { return uint64_t{a} << 32 | b; }

  uint32_t add(uint32_t a, uint32_t b) {
    firsts_.push_back(a);
    seconds_.push_back(b);
    return count() - 1;
  }
  uint32_t add(uint64_t both) {
    return add(static_cast<uint32_t>(both >> 32), static_cast<uint32_t>(both));
  }

  bool fit_grid(uint32_t a_count, uint32_t b_count) {
    if (a_count <= height_ && b_count <= width_) return true;
    size_t height = std::max<size_t>(height_, 16);
    size_t width = std::max<size_t>(width_, 16);
    while (height < a_count) height *= 2;
    while (width < b_count) width *= 2;
    if (height * width > kGridCells) return false;
    height_ = height;
    width_ = width;
    grid_.assign(height_ * width_, kNoId);
    for (uint32_t p = 0; p < count(); ++p) grid_[size_t{firsts_[p]} * width_ + seconds_[p]] = p;
    return true;
  }

  void leave_grid() {
    mode_ = Mode::kChain;
    grid_ = {};
    next_.assign(count(), kNoId);
    heads_.clear();
    for (uint32_t p = 0; p < count(); ++p) {
      if (heads_.size() <= firsts_[p]) heads_.resize(firsts_[p] + 1, kNoId);
      next_[p] = heads_[firsts_[p]];
      heads_[firsts_[p]] = p;
    }
  }

  uint32_t along_chain(uint32_t a, uint32_t b) {
    uint64_t steps = 0;
    for (uint32_t p = heads_[a]; p != kNoId; p = next_[p], ++steps) {
      if (seconds_[p] == b) return p;
    }
    const uint32_t p = add(a, b);
    next_.push_back(heads_[a]);
    heads_[a] = p;
    long_ = steps > kLong ? long_ + steps : long_;
    if (long_ > 1024 && long_ > 2 * uint64_t{count()}) leave_chains();
    return p;
  }

  void leave_chains() {
    mode_ = Mode::kHash;
    hashed_.reserve(count() * 2);
    for (uint32_t p = 0; p < count(); ++p) hashed_.emplace(key(firsts_[p], seconds_[p]), p);
    heads_ = {};
    next_ = {};
  }

  Mode mode_ = Mode::kGrid;
  std::vector<uint32_t> firsts_, seconds_;  // by pair
  size_t height_ = 0, width_ = 0;
  std::vector<uint32_t> grid_;
  std::vector<uint32_t> heads_, next_;
  uint64_t long_ = 0;  // steps along long chains
  boost::unordered_flat_map<uint64_t, uint32_t, Hash> hashed_;
};

// Rows to groups 0, 1, 2 ... in order of first appearance.
class Groups {
 public:
  void begin(size_t keys) {
    coders_.assign(keys, {});
    pairs_.assign(keys > 1 ? keys - 1 : 0, {});
    any_ = false;
  }

  size_t count() const {
    if (coders_.empty()) return any_ ? 1 : 0;
    return pairs_.empty() ? coders_[0].count() : pairs_.back().count();
  }

  void assign(std::span<const VecPtr> keys, size_t rows, std::vector<uint32_t>& groups) {
    any_ = any_ || rows > 0;
    if (keys.empty()) {
      groups.assign(rows, 0);
      return;
    }
    coders_[0].encode(*keys[0], rows, groups);
    for (size_t k = 1; k < keys.size(); ++k) {
      coders_[k].encode(*keys[k], rows, scratch_);
      const uint32_t left = k == 1 ? coders_[0].count() : pairs_[k - 2].count();
      pairs_[k - 1].encode(groups, left, scratch_, coders_[k].count());
    }
  }

  VecPtr key_column(size_t key) const {
    std::vector<uint32_t> codes(count());
    for (uint32_t g = 0; g < codes.size(); ++g) {
      uint32_t code = g;
      for (size_t k = pairs_.size(); k > std::max<size_t>(key, 1); --k)
        code = pairs_[k - 1].first(code);
      if (!pairs_.empty()) code = key == 0 ? pairs_[0].first(code) : pairs_[key - 1].second(code);
      codes[g] = code;
    }
    return coders_[key].decode(codes);
  }

 private:
  std::vector<KeyCoder> coders_;
  std::vector<PairCoder> pairs_;  // pairs_[k]: the groups by keys 0 .. k and key k + 1
  std::vector<uint32_t> scratch_;
  bool any_ = false;
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
    const Vec& v = *args[0];
    if (!v.constant && (v.phys == Phys::kInteger || v.phys == Phys::kFloat) && v.valid.empty()) {
      for (size_t i = 0; i < rows; ++i) ++counts_[groups[i]];
    } else if (!v.constant && (v.phys == Phys::kInteger || v.phys == Phys::kFloat)) {
      for (size_t i = 0; i < rows; ++i) counts_[groups[i]] += v.valid[i];
    } else {
      for (size_t i = 0; i < rows; ++i) counts_[groups[i]] += !v.is_null(i);
    }
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

// count(DISTINCT x). Codes grow as values appear, so that one above all of its group is new there;
// others are looked for along the group's own, or by hash when these grow long.
class CountDistinct : public GroupedAggregate {
 public:
  void add(std::span<const VecPtr> args, size_t rows, const std::vector<uint32_t>& groups,
           size_t group_count) override {
    if (counts_.size() < group_count) {
      counts_.resize(group_count);
      heads_.resize(group_count, kNoId);
    }
    coder_.encode(*args[0], rows, codes_);
    const bool nulls = may_be_null(*args[0]);
    for (size_t i = 0; i < rows; ++i) {
      if (nulls && args[0]->is_null(i)) continue;
      const uint32_t group = groups[i];
      const uint32_t code = codes_[i];
      const uint32_t head = heads_[group];
      if (head != kNoId && seen_[head].code >= code && !is_new(group, head, code)) continue;
      // The largest code stays in front.
      const bool front = head == kNoId || seen_[head].code < code;
      seen_.push_back({code, front ? head : seen_[head].next});
      const auto at = static_cast<uint32_t>(seen_.size() - 1);
      if (front) {
        heads_[group] = at;
      } else {
        seen_[head].next = at;
      }
      if (hashing_) hashed_.insert(key(group, code));
      ++counts_[group];
    }
  }
  VecPtr result(size_t group_count) override {
    counts_.resize(group_count);
    auto out = std::make_shared<Vec>();
    out->phys = Phys::kInteger;
    out->ints = counts_;
    return out;
  }
  void clear() override { *this = {}; }

 private:
  struct Entry {
    uint32_t code;
    uint32_t next;
  };
  struct Hash {
    using is_avalanching = void;
    size_t operator()(uint64_t x) const { return mix(x); }
  };
  static uint64_t key(uint32_t group, uint32_t code) { return uint64_t{group} << 32 | code; }

  static bool may_be_null(const Vec& v) {
    return v.phys == Phys::kInteger || v.phys == Phys::kFloat ? !v.valid.empty() : true;
  }

  bool is_new(uint32_t group, uint32_t head, uint32_t code) {
    if (hashing_) return !hashed_.contains(key(group, code));
    int steps = 0;
    for (uint32_t at = head; at != kNoId; at = seen_[at].next) {
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
    for (uint32_t group = 0; group < heads_.size(); ++group) {
      for (uint32_t at = heads_[group]; at != kNoId; at = seen_[at].next) {
        hashed_.insert(key(group, seen_[at].code));
      }
    }
  }

  KeyCoder coder_;
  std::vector<uint32_t> codes_;
  std::vector<int64_t> counts_;
  std::vector<uint32_t> heads_;  // by group: its largest code's entry
  std::vector<Entry> seen_;
  bool hashing_ = false;
  boost::unordered_flat_set<uint64_t, Hash> hashed_;
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
    switch (kind_) {
      case Kind::kSum:
      case Kind::kAvg:
        each(v, rows, groups, [&](uint32_t g, int64_t x) {
          if (__builtin_add_overflow(sums_[g], x, &sums_[g])) {
            throw runtime_error("ArithmeticError", "NumberOutOfRange", "integer overflow in a sum");
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

 private:
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
      emit(narrow(all, step_->live));
    }
    groups_.begin(step_->items.size());
    for (auto& a : aggregates_) a->clear();
    next_->finish();
  }

 private:
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
    auto known = static_cast<uint32_t>(groups_.count());
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

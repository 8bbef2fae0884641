// SPDX-License-Identifier: Apache-2.0
// Keys of rows as small numbers: values to codes, pairs of codes to codes, and groups of rows by
// several keys. Keys that are properties of a node are looked at once a node. Internal to grouping.
#pragma once

#include <algorithm>
#include <bit>
#include <boost/unordered/unordered_flat_map.hpp>
#include <vector>

#include "query/by_number.h"
#include "query/execute_match.h"
#include "query/execute_runtime.h"
#include "query/semantics.h"

namespace hoego::query {

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
    const uint32_t known = by_number_.at(number);
    return known != ByNumber::kNone ? known : add_number(number);
  }

  uint32_t add_number(uint64_t number) {
    by_number_.put(number, count_);
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
      lately_.resize(kLately);
    }
    // Constants, and what was worked out once a string, come again as copies.
    Known* known = nullptr;
    if (v.is(ValueType::kString)) {
      known = &lately_[reinterpret_cast<uintptr_t>(v.as_string().data()) / 16 % kLately];
      if (known->value.is(ValueType::kString) &&
          known->value.as_string().data() == v.as_string().data() &&
          known->value.as_string().size() == v.as_string().size())
        return known->code;
    }
    const auto [at, fresh] = codes_.try_emplace(v, count_);
    if (fresh) {
      values_.push_back(v);
      ++count_;
    }
    if (known) *known = {v, at->second};
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

  // Codes of strings that came lately, by where these lie.
  struct Known {
    Value value;
    uint32_t code = 0;
  };
  static constexpr size_t kLately = 256;

  std::vector<Known> lately_;
  bool general_ = false;
  Phys phys_ = Phys::kValue;  // of the plain numbers; kValue: none so far
  const Dictionary* strings_ = nullptr;
  uint32_t count_ = 0;
  uint32_t null_ = kNoId;
  ByNumber by_number_;
  std::vector<uint64_t> raw_;  // by code
  boost::unordered_flat_map<Value, uint32_t, ValueHash, ValueEqual> codes_;
  std::vector<Value> values_;  // by code
};

// Numbers by pairs of codes: open addressing, grown to keep half of its places free.
class PairTable {
 public:
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  // Asks for the memory of a pair that is looked up soon.
  [[gnu::always_inline]] void prefetch(uint64_t key) const {
    __builtin_prefetch(&slots_[place(key)]);
  }
  // The number of the pair; `fresh` where it had none.
  uint32_t find_or_add(uint64_t key, uint32_t fresh) {
    size_t i = place(key);
    while (slots_[i].number != kNone && slots_[i].key != key) i = (i + 1) & (slots_.size() - 1);
    if (slots_[i].number == kNone) {
      slots_[i] = {key, fresh};
      ++count_;
    }
    return slots_[i].number;
  }
  // Room for so many more.
  void reserve(size_t more) {
    size_t size = std::max<size_t>(slots_.size(), 64);
    while (size < 2 * (count_ + more)) size *= 2;
    if (size == slots_.size()) return;
    std::vector<Slot> old(size, Slot{0, kNone});
    old.swap(slots_);
    shift_ = static_cast<unsigned>(std::countl_zero(uint64_t{size}) + 1);
    count_ = 0;
    for (const Slot& slot : old) {
      if (slot.number != kNone) find_or_add(slot.key, slot.number);
    }
  }
  void clear() {
    std::fill(slots_.begin(), slots_.end(), Slot{0, kNone});
    count_ = 0;
  }

 private:
  struct Slot {
    uint64_t key;
    uint32_t number;
  };
  // The upper bits of a product depend on all bits of the key.
  size_t place(uint64_t key) const { return ((key ^ key >> 32) * 0x9E3779B97F4A7C15ULL) >> shift_; }

  std::vector<Slot> slots_;
  unsigned shift_ = 0;
  size_t count_ = 0;
};

// Pairs of codes to codes of pairs, 0, 1, 2 ...: in a grid while that is small, along a chain of
// the pairs with the same first code while those are short, else by hash.
class PairCoder {
 public:
  // No pairs so far; from now on by hash, as codes may be large where pairs are few.
  void begin_again() {
    mode_ = Mode::kHash;
    firsts_.clear();
    seconds_.clear();
    grid_ = {};
    heads_ = {};
    next_ = {};
    hashed_.clear();
  }

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
    if (i == rows) return;
    hashed_.reserve(rows - i);
    for (; i < rows; ++i) {
      if (i + kAhead < rows) hashed_.prefetch(key(a[i + kAhead], b[i + kAhead]));
      const uint32_t pair = hashed_.find_or_add(key(a[i], b[i]), count());
      if (pair == count()) add(a[i], b[i]);
      a[i] = pair;
    }
  }

 private:
  enum class Mode { kGrid, kChain, kHash };
  static constexpr size_t kGridCells = 1u << 20;
  static constexpr uint64_t kLong = 12;
  static constexpr size_t kAhead = 16;  // rows between asking for memory and looking at it

  static uint64_t key(uint32_t a, uint32_t b) { return uint64_t{a} << 32 | b; }

  uint32_t add(uint32_t a, uint32_t b) {
    firsts_.push_back(a);
    seconds_.push_back(b);
    return count() - 1;
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
    hashed_.reserve(count());
    for (uint32_t p = 0; p < count(); ++p) hashed_.find_or_add(key(firsts_[p], seconds_[p]), p);
    heads_ = {};
    next_ = {};
  }

  Mode mode_ = Mode::kGrid;
  std::vector<uint32_t> firsts_, seconds_;  // by pair
  size_t height_ = 0, width_ = 0;
  std::vector<uint32_t> grid_;
  std::vector<uint32_t> heads_, next_;
  uint64_t long_ = 0;  // steps along long chains
  PairTable hashed_;
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

  // The values of one key, for the groups with these numbers.
  VecPtr key_column(size_t key, std::vector<uint32_t> codes) const {
    for (uint32_t& code : codes) {
      for (size_t k = pairs_.size(); k > std::max<size_t>(key, 1); --k)
        code = pairs_[k - 1].first(code);
      if (!pairs_.empty()) code = key == 0 ? pairs_[0].first(code) : pairs_[key - 1].second(code);
    }
    return coders_[key].decode(codes);
  }

 private:
  std::vector<KeyCoder> coders_;
  std::vector<PairCoder> pairs_;  // pairs_[k]: the groups by keys 0 .. k and key k + 1
  std::vector<uint32_t> scratch_;
  bool any_ = false;
};

// Groups of rows by key expressions.
class RowKeys {
 public:
  static constexpr uint32_t kNull = 0xFFFFFFFF;

  // `told_apart`: nodes that differ where their keys do, so that the node says it all.
  RowKeys(Runtime& runtime, std::vector<BoundId> keys, std::span<const Slot> told_apart)
      : rt_(runtime), keys_(std::move(keys)), told_apart_(told_apart) {
    clear();
  }
  // By one key; a null has the code kNull and belongs to no group.
  RowKeys(Runtime& runtime, BoundId key) : rt_(runtime), keys_{key}, nulls_apart_(true) { clear(); }

  void clear() {
    sources_.clear();
    places_.clear();
    for (BoundId key : keys_) place(key);
    pairs_.assign(sources_.size() > 1 ? sources_.size() - 1 : 0, {});
    any_ = false;
  }

  // No group so far, but what is known of nodes and values stays.
  void begin_again() {
    if (pairs_.empty()) return clear();
    for (PairCoder& pairs : pairs_) pairs.begin_again();
    any_ = false;
  }

  uint32_t count() const {
    if (sources_.empty()) return any_ ? 1 : 0;
    return count(sources_.size() - 1);
  }

  void assign(const Batch& batch, std::vector<uint32_t>& groups) {
    any_ = any_ || batch.rows > 0;
    assign_by(batch.rows, groups,
              [&](size_t s, std::vector<uint32_t>& codes) { encode(sources_[s], batch, codes); });
  }

  // The groups of `other`, by the same keys, as groups here.
  void assign_groups_of(const RowKeys& other, std::vector<uint32_t>& groups) {
    any_ = any_ || other.any_;
    assign_by(other.count(), groups, [&](size_t s, std::vector<uint32_t>& codes) {
      if (sources_[s].by_node) {
        encode_nodes(sources_[s], other.nodes_of(s), codes);
        return;
      }
      std::vector<VecPtr> own;
      for (size_t k = 0; k < places_.size(); ++k) {
        if (places_[k].first == s) own.push_back(other.key_column(k));
      }
      sources_[s].groups.assign(own, other.count(), codes);
    });
  }

  VecPtr key_column(size_t key) const {
    const auto [s, index] = places_[key];
    const Source& source = sources_[s];
    if (!source.by_node) return source.groups.key_column(index, codes_of(s));
    Batch nodes = rt_.empty_batch(count());
    nodes.columns[source.node] = Vec::of_ids(Phys::kNode, nodes_of(s));
    return rt_.eval.eval(source.keys[index], nodes);
  }

 private:
  static constexpr uint32_t kUnknown = ByNumber::kNone;

  // Keys that are worked out together: the properties of one node, or one expression.
  struct Source {
    Slot node = kNoSlot;
    bool by_node = false;  // each node is a group
    std::vector<BoundId> keys;
    Groups groups;
    ByNumber of_node;
    uint32_t of_null = kUnknown;
    std::vector<NodeId> nodes;  // of the groups, where by_node
  };

  // Different keys among the first of the sources.
  uint32_t count(size_t last) const {
    if (last > 0) return pairs_[last - 1].count();
    return count_of(sources_[0]);
  }
  static uint32_t count_of(const Source& source) {
    return static_cast<uint32_t>(source.by_node ? source.nodes.size() : source.groups.count());
  }

  // f(source, codes) gives the code of each row by one source.
  template <typename F>
  void assign_by(size_t rows, std::vector<uint32_t>& groups, F&& f) {
    groups.assign(sources_.empty() ? rows : 0, 0);
    for (size_t s = 0; s < sources_.size(); ++s) {
      f(s, s == 0 ? groups : scratch_);
      if (s > 0) pairs_[s - 1].encode(groups, count(s - 1), scratch_, count_of(sources_[s]));
    }
  }

  // The code of each group by one source.
  std::vector<uint32_t> codes_of(size_t s) const {
    std::vector<uint32_t> codes(count());
    for (uint32_t g = 0; g < codes.size(); ++g) {
      uint32_t code = g;
      for (size_t k = pairs_.size(); k > std::max<size_t>(s, 1); --k)
        code = pairs_[k - 1].first(code);
      if (!pairs_.empty()) code = s == 0 ? pairs_[0].first(code) : pairs_[s - 1].second(code);
      codes[g] = code;
    }
    return codes;
  }
  std::vector<NodeId> nodes_of(size_t s) const {
    std::vector<NodeId> nodes = codes_of(s);
    for (NodeId& node : nodes) node = sources_[s].nodes[node];
    return nodes;
  }

  void place(BoundId key) {
    const Slot node = node_of(key);
    for (size_t s = 0; node != kNoSlot && s < sources_.size(); ++s) {
      if (sources_[s].node != node) continue;
      places_.emplace_back(s, sources_[s].keys.size());
      sources_[s].keys.push_back(key);
      sources_[s].groups.begin(sources_[s].keys.size());
      return;
    }
    places_.emplace_back(sources_.size(), 0);
    Source source;
    source.node = node;
    source.by_node = std::find(told_apart_.begin(), told_apart_.end(), node) != told_apart_.end();
    source.keys = {key};
    source.groups.begin(1);
    sources_.push_back(std::move(source));
  }

  // The node that a key is a property of, where properties stand still.
  Slot node_of(BoundId key) const {
    const BoundExpr& e = rt_.plan.bound.exprs[key];
    if (rt_.own_strings || e.kind != BoundKind::kProperty) return kNoSlot;
    const BoundExpr& base = rt_.plan.bound.exprs[e.args[0]];
    const bool node = base.kind == BoundKind::kSlot && base.type.kind == Type::Kind::kNode;
    return node ? base.slot : kNoSlot;
  }

  void encode(Source& source, const Batch& batch, std::vector<uint32_t>& out) {
    if (source.node == kNoSlot) {
      encode_values(source, batch, out);
      return;
    }
    const auto ids = view_ids(batch.columns[source.node], Phys::kNode, batch.rows, ids_);
    if (source.by_node) {
      encode_nodes(source, ids, out);
      return;
    }
    out.resize(batch.rows);
    std::vector<NodeId> fresh;
    for (size_t i = 0; i < ids.size(); ++i) {
      const NodeId id = ids[i];
      out[i] = id == kNoId ? source.of_null : source.of_node.at(id);
      if (out[i] == kUnknown) fresh.push_back(id);
    }
    if (fresh.empty()) return;
    learn(source, std::move(fresh));
    for (size_t i = 0; i < ids.size(); ++i) {
      if (out[i] == kUnknown) out[i] = ids[i] == kNoId ? source.of_null : source.of_node.at(ids[i]);
    }
  }

  static void encode_nodes(Source& source, std::span<const NodeId> ids,
                           std::vector<uint32_t>& out) {
    out.resize(ids.size());
    bool all_known = true;
    for (size_t i = 0; i < ids.size(); ++i) {
      out[i] = source.of_node.at(ids[i]);
      all_known &= out[i] != kUnknown;
    }
    for (size_t i = 0; i < ids.size() && !all_known; ++i) {
      if (out[i] != kUnknown) continue;
      out[i] = source.of_node.at(ids[i]);
      if (out[i] != kUnknown) continue;
      out[i] = static_cast<uint32_t>(source.nodes.size());
      source.nodes.push_back(ids[i]);
      source.of_node.put(ids[i], out[i]);
    }
  }

  void learn(Source& source, std::vector<NodeId> fresh) {
    Batch nodes = rt_.empty_batch(fresh.size());
    nodes.columns[source.node] = Vec::of_ids(Phys::kNode, fresh);
    std::vector<uint32_t> codes;
    encode_values(source, nodes, codes);
    for (size_t i = 0; i < fresh.size(); ++i) {
      if (fresh[i] == kNoId) {
        source.of_null = codes[i];
        continue;
      }
      source.of_node.put(fresh[i], codes[i]);
    }
  }

  void encode_values(Source& source, const Batch& batch, std::vector<uint32_t>& out) {
    std::vector<VecPtr> values;
    for (BoundId key : source.keys) values.push_back(rt_.eval.eval(key, batch));
    source.groups.assign(values, batch.rows, out);
    if (!nulls_apart_) return;
    const Vec& v = *values[0];
    if ((v.phys == Phys::kInteger || v.phys == Phys::kFloat) && v.valid.empty()) return;
    for (size_t i = 0; i < batch.rows; ++i) {
      if (v.is_null(i)) out[i] = kNull;
    }
  }

  Runtime& rt_;
  std::vector<BoundId> keys_;
  std::span<const Slot> told_apart_;
  bool nulls_apart_ = false;
  std::vector<Source> sources_;
  std::vector<std::pair<size_t, size_t>> places_;  // of each key: source, number in it
  std::vector<PairCoder> pairs_;
  std::vector<uint32_t> scratch_;
  std::vector<uint32_t> ids_;
  bool any_ = false;
};

}  // namespace hoego::query

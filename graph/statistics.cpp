// SPDX-License-Identifier: Apache-2.0
// The fast ways to read a graph: bits, columns, the equality index, and figures for a planner.
#include <algorithm>
#include <bit>
#include <cmath>

#include "graph/graph.h"
#include "graph/rep.h"

namespace hoego {

namespace {

// A number that is whole and fits, whatever its type; so 1 and 1.0 are one value.
std::optional<int64_t> whole(const Value& v) {
  if (v.is(ValueType::kInteger)) return v.as_integer();
  double d = v.as_float();
  if (!(d >= -9223372036854775808.0 && d < 9223372036854775808.0) || d != std::trunc(d)) return {};
  return static_cast<int64_t>(d);
}

bool is_scalar(const Value& v) {
  return v.is_number() || v.is(ValueType::kBoolean) || v.is(ValueType::kString) ||
         v.is(ValueType::kDate);
}

bool scalar_equal(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) {
    auto x = whole(a);
    auto y = whole(b);
    return x || y ? x == y : a.as_number() == b.as_number();
  }
  if (a.type() != b.type()) return false;
  switch (a.type()) {
    case ValueType::kBoolean:
      return a.as_boolean() == b.as_boolean();
    case ValueType::kString:
      return a.as_string() == b.as_string();
    case ValueType::kDate:
      return a.as_date() == b.as_date();
    default:
      return false;
  }
}

uint64_t mix(uint64_t h) {
  h *= 0x9e3779b97f4a7c15ULL;
  return h ^ (h >> 29);
}

uint64_t scalar_hash(const Value& v) {
  if (v.is_number()) {
    auto i = whole(v);
    return mix(i ? static_cast<uint64_t>(*i) : std::bit_cast<uint64_t>(v.as_float()));
  }
  if (v.is(ValueType::kString)) return std::hash<std::string_view>()(v.as_string());
  if (v.is(ValueType::kBoolean)) return v.as_boolean() ? 7 : 8;
  return mix(static_cast<uint64_t>(v.as_date().days));
}

// What to look for in one column: the bits of a narrow or wide cell, or a value to compare with.
// `none`: no cell can match.
struct Wanted {
  enum { kNone, kNarrow, kWide, kValue } kind = kNone;
  uint32_t narrow = 0;
  uint64_t wide = 0;
  Value value;
};

Wanted wanted_in(const ColumnView& column, const Value& value) {
  Wanted w;
  auto narrow = [&w](uint32_t bits) { w.kind = Wanted::kNarrow, w.narrow = bits; };
  auto number = value.is_number() ? whole(value) : std::nullopt;
  switch (column.type) {
    case ColumnType::kEmpty:
      break;
    case ColumnType::kBoolean:
      if (value.is(ValueType::kBoolean)) narrow(value.as_boolean() ? 1 : 0);
      break;
    case ColumnType::kInt32:
      if (number && *number == static_cast<int32_t>(*number))
        narrow(static_cast<uint32_t>(*number));
      break;
    case ColumnType::kInt64:
      if (number) w.kind = Wanted::kWide, w.wide = static_cast<uint64_t>(*number);
      break;
    case ColumnType::kDate:
      if (value.is(ValueType::kDate)) narrow(static_cast<uint32_t>(value.as_date().days));
      break;
    case ColumnType::kString:
      if (value.is(ValueType::kString))
        if (auto code = column.strings->find(value.as_string())) narrow(*code);
      break;
    case ColumnType::kDouble:
      if (value.is_number()) w.kind = Wanted::kValue, w.value = value;
      break;
    case ColumnType::kMixed:
      w.kind = Wanted::kValue, w.value = value;
      break;
  }
  return w;
}

bool matches(const ColumnView& column, const Wanted& wanted, NodeId id) {
  if (!column.has(id)) return false;
  switch (wanted.kind) {
    case Wanted::kNone:
      return false;
    case Wanted::kNarrow:
      return column.narrow[id] == wanted.narrow;
    case Wanted::kWide:
      return column.wide[id] == wanted.wide;
    case Wanted::kValue:
      return scalar_equal(column.value(id), wanted.value);
  }
  return false;
}

uint64_t cell_hash(const ColumnView& column, NodeId id) {
  if (column.type == ColumnType::kMixed || column.type == ColumnType::kDouble) {
    Value value = column.value(id);
    return is_scalar(value) ? scalar_hash(value) : 0;
  }
  return mix(column.type == ColumnType::kInt64 ? column.wide[id] : column.narrow[id]);
}

uint64_t wanted_hash(const Wanted& wanted) {
  if (wanted.kind == Wanted::kValue) return scalar_hash(wanted.value);
  return mix(wanted.kind == Wanted::kWide ? wanted.wide : wanted.narrow);
}

// Whole words at once where a word's 64 cells do not hold the number at all.
void scan_narrow(const ColumnView& column, BitView nodes, uint32_t wanted,
                 std::vector<NodeId>& out) {
  size_t words =
      std::min({nodes.word_count, column.valid.word_count, size_t{column.size} / 64 + 1});
  for (size_t w = 0; w < words; ++w) {
    uint64_t bits = nodes.words[w] & column.valid.words[w];
    if (bits == 0) continue;
    const uint32_t* cells = column.narrow + w * 64;
    if (w * 64 + 64 <= column.size) {
      uint32_t hit = 0;
      for (size_t i = 0; i < 64; ++i) hit |= cells[i] == wanted ? 1u : 0u;
      if (hit == 0) continue;
    }
    for (; bits != 0; bits &= bits - 1) {
      auto i = static_cast<size_t>(std::countr_zero(bits));
      if (cells[i] == wanted) out.push_back(static_cast<NodeId>(w * 64 + i));
    }
  }
}

void scan(const ColumnView& column, BitView nodes, const Wanted& wanted, NodeId from,
          std::vector<NodeId>& out) {
  if (wanted.kind == Wanted::kNone) return;
  if (wanted.kind == Wanted::kNarrow && from == 0)
    return scan_narrow(column, nodes, wanted.narrow, out);
  nodes.for_each(from, column.size, [&](size_t id) {
    if (matches(column, wanted, static_cast<NodeId>(id))) out.push_back(static_cast<NodeId>(id));
  });
}

constexpr size_t kSmall = 4096;  // nodes; fewer are looked through faster than an index is made

bool stale(const EqualityIndex& index, const ColumnView& column, NodeId limit) {
  size_t loose = index.touched.size() + (limit - index.covered);
  return index.type != column.type || loose > kSmall + index.covered / 8;
}

void build(EqualityIndex& index, const ColumnView& column, BitView nodes, NodeId limit) {
  index.type = column.type;
  index.covered = limit;
  index.touched.clear();
  size_t count = 0;
  nodes.for_each(0, column.size, [&](size_t id) { count += column.has(static_cast<NodeId>(id)); });
  size_t buckets = std::bit_ceil(std::max<size_t>(count, 16));
  index.bucket_ends = {};
  index.bucket_ends.resize(buckets + 1, 0);
  index.ids = {};
  index.ids.resize_for_overwrite(count);
  auto each = [&](auto&& f) {
    nodes.for_each(0, column.size, [&](size_t id) {
      auto node = static_cast<NodeId>(id);
      if (column.has(node)) f(cell_hash(column, node) & (buckets - 1), node);
    });
  };
  each([&](size_t bucket, NodeId) { ++index.bucket_ends[bucket + 1]; });
  for (size_t b = 1; b <= buckets; ++b) index.bucket_ends[b] += index.bucket_ends[b - 1];
  // Entry b is where bucket b starts; filling moves it to where it ends.
  each([&](size_t bucket, NodeId node) { index.ids[index.bucket_ends[bucket]++] = node; });
}

void look_up(const EqualityIndex& index, const ColumnView& column, BitView nodes,
             const Wanted& wanted, std::vector<NodeId>& out) {
  if (wanted.kind == Wanted::kNone) return;
  size_t start = out.size();
  auto take = [&](NodeId id) {
    if (nodes.test(id) && matches(column, wanted, id)) out.push_back(id);
  };
  size_t bucket = wanted_hash(wanted) & (index.bucket_ends.size() - 2);
  uint32_t begin = bucket == 0 ? 0 : index.bucket_ends[bucket - 1];
  for (uint32_t i = begin; i < index.bucket_ends[bucket]; ++i) take(index.ids[i]);
  if (index.touched.empty()) return scan(column, nodes, wanted, index.covered, out);
  for (NodeId id : index.touched) take(id);
  std::sort(out.begin() + static_cast<ptrdiff_t>(start), out.end());
  out.erase(std::unique(out.begin() + static_cast<ptrdiff_t>(start), out.end()), out.end());
  scan(column, nodes, wanted, index.covered, out);
}

}  // namespace

BitView Graph::label_bits(LabelId label) const {
  return rep_->label_bits[label].view();
}
BitView Graph::node_bits() const {
  return rep_->nodes_alive.view();
}
BitView Graph::relationship_bits() const {
  return adjacency_->alive_bits();
}
ColumnView Graph::node_column(KeyId key) const {
  return rep_->node_columns[key].view();
}
ColumnView Graph::relationship_column(KeyId key) const {
  return rep_->relationship_columns[key].view();
}

bool Graph::find_nodes(std::optional<LabelId> label, KeyId key, const Value& value,
                       std::vector<NodeId>& out) const {
  if (!is_scalar(value)) return false;
  ColumnView column = node_column(key);
  BitView nodes = label ? label_bits(*label) : node_bits();
  Wanted wanted = wanted_in(column, value);
  if (std::min<size_t>(column.size, nodes.word_count * 64) <= kSmall)
    return scan(column, nodes, wanted, 0, out), true;
  std::lock_guard lock(rep_->mutex);
  EqualityIndex& index = rep_->indexes[uint32_t{label.value_or(0xFFFF)} << 16 | key];
  bool build_now =
      index.bucket_ends.empty() ? ++index.lookups > 2 : stale(index, column, node_limit());
  if (build_now) build(index, column, nodes, node_limit());
  if (index.bucket_ends.empty())
    scan(column, nodes, wanted, 0, out);
  else
    look_up(index, column, nodes, wanted, out);
  return true;
}

// With a key: its property is being written; without: the node itself changes.
void Graph::Rep::touch_index(NodeId id, std::optional<KeyId> key) {
  for (auto& [code, index] : indexes)
    if (id < index.covered && (!key || (code & 0xFFFF) == *key)) index.touched.push_back(id);
}

Graph::DegreeStatistics Graph::degree_statistics(TypeId type, Direction direction) const {
  const TypeAdjacency& list = adjacency(type, direction);
  if (list.edge_count() == 0) return {relationship_count(type), relationship_count(type), 1};
  return {list.edge_count(), list.node_count(), list.max_degree()};
}

const std::vector<Graph::Ends>& Graph::ends_of(TypeId type) const {
  std::lock_guard lock(rep_->mutex);
  uint64_t grown = rep_->version - rep_->ends_version;
  if (rep_->ends.size() < type_count() ||
      (grown != 0 && (grown > (node_count() + relationship_count()) / 10)))
    count_ends();
  return rep_->ends[type];
}

bool Graph::ends_exact() const {
  std::lock_guard lock(rep_->mutex);
  return rep_->ends_version == rep_->version && rep_->ends.size() >= type_count();
}

void Graph::count_ends() const {
  std::vector<std::unordered_map<uint32_t, size_t>> counts(type_count());
  relationship_bits().for_each(0, relationship_limit(), [&](size_t rel) {
    uint32_t sets =
        uint32_t{rep_->label_set[sources()[rel]]} << 16 | rep_->label_set[targets()[rel]];
    ++counts[types()[rel]][sets];
  });
  rep_->ends.assign(type_count(), {});
  for (size_t t = 0; t < type_count(); ++t) {
    std::vector<std::pair<size_t, uint32_t>> sorted;
    for (const auto& [sets, count] : counts[t]) sorted.emplace_back(count, sets);
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    for (const auto& [count, sets] : sorted)
      rep_->ends[t].push_back(
          {rep_->label_sets[sets >> 16], rep_->label_sets[sets & 0xFFFF], count});
  }
  rep_->ends_version = rep_->version;
}

size_t Graph::distinct_node_values(KeyId key) const {
  return rep_->node_columns[key].distinct_estimate();
}
size_t Graph::distinct_relationship_values(KeyId key) const {
  return rep_->relationship_columns[key].distinct_estimate();
}
size_t Graph::node_value_count(KeyId key) const {
  return node_column(key).valid.count();
}

bool Graph::every_node_has(LabelId label, KeyId key) const {
  const BitView nodes = label_bits(label);
  const BitView valid = node_column(key).valid;
  for (size_t w = 0; w < nodes.word_count; ++w)
    if ((nodes.words[w] & ~valid.word(w)) != 0) return false;
  return true;
}

namespace {

template <typename T>
bool all_differ(std::vector<T> values) {
  std::sort(values.begin(), values.end());
  return std::adjacent_find(values.begin(), values.end()) == values.end();
}

// Numbers that lie close together need a bit each, others are sorted.
bool all_differ_narrow(const std::vector<uint32_t>& values) {
  if (values.empty()) return true;
  const auto [least, largest] = std::minmax_element(values.begin(), values.end());
  const uint64_t range = uint64_t{*largest} - *least + 1;
  if (range < values.size()) return false;
  if (range > values.size() * 64) return all_differ(values);
  std::vector<uint64_t> seen(range / 64 + 1);
  for (uint32_t value : values) {
    const uint32_t i = value - *least;
    if ((seen[i >> 6] >> (i & 63) & 1) != 0) return false;
    seen[i >> 6] |= uint64_t{1} << (i & 63);
  }
  return true;
}

bool all_values_differ(const ColumnView& column, const BitView& nodes) {
  if (column.type == ColumnType::kEmpty) return true;
  // 0.0 = -0.0, 1 = 1.0
  if (column.type == ColumnType::kDouble || column.type == ColumnType::kMixed) return false;
  const bool is_wide = column.type == ColumnType::kInt64;
  std::vector<uint32_t> narrow;
  std::vector<uint64_t> wide;
  nodes.for_each(0, column.size, [&](size_t node) {
    const auto id = static_cast<NodeId>(node);
    if (!column.has(id)) return;
    if (is_wide)
      wide.push_back(column.wide[id]);
    else
      narrow.push_back(column.narrow[id]);
  });
  return is_wide ? all_differ(std::move(wide)) : all_differ_narrow(narrow);
}

// Found again where the graph has changed since. Found without the lock, as all values are looked
// at: whoever asks at the same time looks as well.
template <typename Answers, typename Find>
bool known_or_found(std::mutex& mutex, Answers& answers, typename Answers::key_type about,
                    const Graph::State& now, Find&& find) {
  {
    std::lock_guard lock(mutex);
    const auto& known = answers[about];
    if (known.as_of == now) return known.holds;
  }
  const bool holds = find();
  std::lock_guard lock(mutex);
  answers[about] = {now, holds};
  return holds;
}

}  // namespace

bool Graph::unique_node_values(LabelId label, KeyId key) const {
  return known_or_found(rep_->mutex, rep_->known_values, uint32_t{label} << 16 | key, state(),
                        [&] { return all_values_differ(node_column(key), label_bits(label)); });
}

namespace {

bool all_one_way(const TypeAdjacency& out) {
  if (!out.plain()) return false;
  bool up = true;
  bool down = true;
  for (NodeId i = 0; i < out.range() && (up || down); ++i) {
    const NodeId node = out.first() + i;
    const Neighbours near = out.base(node);
    for (uint32_t k = 0; k < near.size; ++k) {
      up = up && near.nodes[k] > node;
      down = down && near.nodes[k] < node;
    }
  }
  return up || down;
}

}  // namespace

bool Graph::leads_one_way(TypeId type) const {
  return known_or_found(rep_->mutex, rep_->one_way, type, state(),
                        [&] { return all_one_way(adjacency(type, Direction::kOut)); });
}

size_t Graph::node_bytes() const {
  size_t sum = rep_->label_set.bytes() + rep_->nodes_alive.bytes();
  for (const Bitmap& bits : rep_->label_bits) sum += bits.bytes();
  for (const Column& column : rep_->node_columns) sum += column.bytes();
  return sum;
}

size_t Graph::relationship_bytes() const {
  size_t sum = adjacency_->bytes();
  for (const Column& column : rep_->relationship_columns) sum += column.bytes();
  return sum;
}

}  // namespace hoego

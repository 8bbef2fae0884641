// SPDX-License-Identifier: Apache-2.0
// Equality, comparison, equivalence, order and hashing of values. One three-way comparison with
// "unknown" serves `=`, `<` and their kin; one total order serves ORDER BY, min and max.
#include "query/semantics.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/hash.h"
#include "query/nesting.h"

namespace hoego::query {
namespace {

__extension__ using Int128 = __int128;

constexpr int64_t kSecondsPerDay = 86'400;
constexpr int64_t kSecondsPerMonth = 2'629'746;  // of the average Gregorian year
constexpr int64_t kNanosPerSecond = 1'000'000'000;

template <typename T>
int three_way(const T& a, const T& b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}

// Exact: no integer is rounded to a double. Neither side is NaN.
int compare_integer_float(int64_t i, double d) {
  if (d >= 0x1p63) return -1;
  if (d < -0x1p63) return 1;
  auto whole = static_cast<int64_t>(d);
  if (i != whole) return three_way(i, whole);
  return three_way(0.0, d - static_cast<double>(whole));
}

int compare_numbers(const Value& a, const Value& b) {
  bool a_int = a.is(ValueType::kInteger);
  bool b_int = b.is(ValueType::kInteger);
  if (a_int && b_int) return three_way(a.as_integer(), b.as_integer());
  if (a_int) return compare_integer_float(a.as_integer(), b.as_float());
  if (b_int) return -compare_integer_float(b.as_integer(), a.as_float());
  return three_way(a.as_float(), b.as_float());
}

bool is_nan(const Value& v) {
  return v.is(ValueType::kFloat) && std::isnan(v.as_float());
}

int compare_times(const Time& a, const Time& b) {
  int64_t a_utc = a.nanos - a.offset * kNanosPerSecond;
  int64_t b_utc = b.nanos - b.offset * kNanosPerSecond;
  if (a_utc != b_utc) return three_way(a_utc, b_utc);
  return three_way(a.offset, b.offset);
}

// Point in time first, then from west to east, then by the name of the zone.
int compare_date_times(const DateTime& a, const DateTime& b) {
  if (a.seconds != b.seconds) return three_way(a.seconds, b.seconds);
  if (a.nanos != b.nanos) return three_way(a.nanos, b.nanos);
  if (a.offset != b.offset) return three_way(a.offset, b.offset);
  return a.zone.compare(b.zone);
}

Int128 average_seconds(const Duration& d) {
  return static_cast<Int128>(d.months) * kSecondsPerMonth +
         static_cast<Int128>(d.days) * kSecondsPerDay + d.seconds;
}

// By length on average; equal lengths of different make are told apart, since they are not equal.
int compare_durations(const Duration& a, const Duration& b) {
  if (int c = three_way(average_seconds(a), average_seconds(b))) return c;
  if (a.nanos != b.nanos) return three_way(a.nanos, b.nanos);
  if (a.months != b.months) return three_way(a.months, b.months);
  return three_way(a.days, b.days);
}

// Open values come last; else by the first, then the last possible day, then by the text.
int compare_edtf(const Edtf& a, const Edtf& b) {
  if (a.open || b.open) return three_way(a.open, b.open);
  Edtf::Bounds x = a.bounds();
  Edtf::Bounds y = b.bounds();
  if (x.first != y.first) return three_way(x.first, y.first);
  if (x.last != y.last) return three_way(x.last, y.last);
  return a.text().compare(b.text());
}

template <typename T>
int compare_ids(const std::vector<T>& a, const std::vector<T>& b, size_t i) {
  if (i >= a.size() || i >= b.size()) return three_way(a.size(), b.size());
  return three_way(a[i], b[i]);
}

int compare_paths(const Path& a, const Path& b) {
  for (size_t i = 0; i < std::max(a.nodes.size(), b.nodes.size()); ++i) {
    if (int c = compare_ids(a.nodes, b.nodes, i)) return c;
    if (int c = compare_ids(a.rels, b.rels, i)) return c;
  }
  return 0;
}

// Values of one type that have a natural order of their own, all of them known to compare.
int compare_scalars(const Value& a, const Value& b) {
  switch (a.type()) {
    case ValueType::kBoolean:
      return three_way(a.as_boolean(), b.as_boolean());
    case ValueType::kString:
      return three_way(a.as_string(), b.as_string());
    case ValueType::kNode:
      return three_way(a.as_node(), b.as_node());
    case ValueType::kRelationship:
      return three_way(a.as_relationship(), b.as_relationship());
    case ValueType::kPath:
      return compare_paths(a.as_path(), b.as_path());
    case ValueType::kDate:
      return three_way(a.as_date(), b.as_date());
    case ValueType::kLocalTime:
      return three_way(a.as_local_time(), b.as_local_time());
    case ValueType::kTime:
      return compare_times(a.as_time(), b.as_time());
    case ValueType::kLocalDateTime:
      return three_way(a.as_local_date_time(), b.as_local_date_time());
    case ValueType::kDateTime:
      return compare_date_times(a.as_date_time(), b.as_date_time());
    case ValueType::kDuration:
      return compare_durations(a.as_duration(), b.as_duration());
    case ValueType::kEdtf:
      return compare_edtf(a.as_edtf(), b.as_edtf());
    default:
      return 0;
  }
}

// What two values are to each other where nothing may be assumed of their types.
enum class Relation { kUnknown, kUnordered, kLess, kEqual, kGreater };

Relation relation_of(int comparison) {
  if (comparison == 0) return Relation::kEqual;
  return comparison < 0 ? Relation::kLess : Relation::kGreater;
}

Relation relate(const Value& a, const Value& b);

// The first pair that is not equal decides; a pair that may be equal makes the answer unknown.
Relation relate_lists(const List& a, const List& b) {
  Nesting nesting;
  for (size_t i = 0; i < a.size() && i < b.size(); ++i) {
    Relation r = relate(a[i], b[i]);
    if (r != Relation::kEqual) return r;
  }
  return relation_of(three_way(a.size(), b.size()));
}

Relation relate_intervals(const Edtf::Bounds& a, const Edtf::Bounds& b) {
  if (a.last < b.first) return Relation::kLess;
  if (b.last < a.first) return Relation::kGreater;
  return a.first == a.last && b.first == b.last ? Relation::kEqual : Relation::kUnknown;
}

Relation relate_edtf(const Edtf& a, const Edtf& b) {
  if (a == b) return Relation::kEqual;
  if (a.open || b.open) return Relation::kUnknown;
  return relate_intervals(a.bounds(), b.bounds());
}

Relation relate(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return Relation::kUnknown;
  if (a.is_number() && b.is_number()) {
    if (is_nan(a) || is_nan(b)) return Relation::kUnordered;
    return relation_of(compare_numbers(a, b));
  }
  if (a.type() != b.type()) return Relation::kUnordered;
  switch (a.type()) {
    case ValueType::kList:
      return relate_lists(a.as_list(), b.as_list());
    case ValueType::kEdtf:
      return relate_edtf(a.as_edtf(), b.as_edtf());
    case ValueType::kDuration:
    case ValueType::kNode:
    case ValueType::kRelationship:
    case ValueType::kPath:
    case ValueType::kMap: {
      Ternary same = equals(a, b);
      if (!same) return Relation::kUnknown;
      return *same ? Relation::kEqual : Relation::kUnordered;
    }
    default:
      return relation_of(compare_scalars(a, b));
  }
}

// False as soon as one pair differs, unknown if one may differ.
Ternary equal_lists(const List& a, const List& b) {
  Nesting nesting;
  if (a.size() != b.size()) return false;
  bool unknown = false;
  for (size_t i = 0; i < a.size(); ++i) {
    Ternary same = equals(a[i], b[i]);
    if (same == false) return false;
    if (!same) unknown = true;
  }
  return unknown ? Ternary() : Ternary(true);
}

Ternary equal_maps(const Map& a, const Map& b) {
  Nesting nesting;
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i].first != b[i].first) return false;
  }
  bool unknown = false;
  for (size_t i = 0; i < a.size(); ++i) {
    Ternary same = equals(a[i].second, b[i].second);
    if (same == false) return false;
    if (!same) unknown = true;
  }
  return unknown ? Ternary() : Ternary(true);
}

// What `<` and its kin say of two values that do not stand in an order: false where only a NaN is
// in the way, unknown else.
Ternary unordered(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return false;
  return std::nullopt;
}

Ternary is_ordered(Op op, Relation r) {
  switch (op) {
    case Op::kLess:
      return r == Relation::kLess;
    case Op::kLessEqual:
      return r == Relation::kLess || r == Relation::kEqual;
    case Op::kGreater:
      return r == Relation::kGreater;
    default:
      return r == Relation::kGreater || r == Relation::kEqual;
  }
}

// Types that have no `<`, although they are equal or not.
bool never_ordered(const Value& v) {
  switch (v.type()) {
    case ValueType::kDuration:
    case ValueType::kNode:
    case ValueType::kRelationship:
    case ValueType::kPath:
    case ValueType::kMap:
      return true;
    default:
      return false;
  }
}

// The rank of a type in the order of all values.
int rank(const Value& v) {
  switch (v.type()) {
    case ValueType::kMap:
      return 0;
    case ValueType::kNode:
      return 1;
    case ValueType::kRelationship:
      return 2;
    case ValueType::kList:
      return 3;
    case ValueType::kPath:
      return 4;
    case ValueType::kDateTime:
      return 5;
    case ValueType::kLocalDateTime:
      return 6;
    case ValueType::kDate:
      return 7;
    case ValueType::kTime:
      return 8;
    case ValueType::kLocalTime:
      return 9;
    case ValueType::kDuration:
      return 10;
    case ValueType::kEdtf:
      return 11;
    case ValueType::kString:
      return 12;
    case ValueType::kBoolean:
      return 13;
    case ValueType::kInteger:
      return 14;
    case ValueType::kFloat:
      return is_nan(v) ? 15 : 14;
    case ValueType::kNull:
      return 16;
  }
  return 16;
}

int order_lists(const List& a, const List& b) {
  Nesting nesting;
  for (size_t i = 0; i < a.size() && i < b.size(); ++i) {
    if (int c = order(a[i], b[i])) return c;
  }
  return three_way(a.size(), b.size());
}

// By size, then by the keys, then by the values.
int order_maps(const Map& a, const Map& b) {
  Nesting nesting;
  if (a.size() != b.size()) return three_way(a.size(), b.size());
  for (size_t i = 0; i < a.size(); ++i) {
    if (int c = a[i].first.compare(b[i].first)) return c;
  }
  for (size_t i = 0; i < a.size(); ++i) {
    if (int c = order(a[i].second, b[i].second)) return c;
  }
  return 0;
}

uint64_t mix(uint64_t seed, uint64_t value) {
  uint64_t x = seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2));
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93ULL;
  return x ^ (x >> 32);
}

uint64_t bits(int64_t i) {
  return static_cast<uint64_t>(i);
}

// 1 and 1.0 are one value; so are 0.0 and -0.0, and all NaNs.
uint64_t hash_float(double d) {
  if (std::isnan(d)) return mix(1, 0x7ff8);
  if (d >= -0x1p63 && d < 0x1p63 && d == std::trunc(d))
    return mix(2, bits(static_cast<int64_t>(d)));
  uint64_t raw;
  std::memcpy(&raw, &d, sizeof raw);
  return mix(3, raw);
}

uint64_t hash_list(const List& list) {
  Nesting nesting;
  uint64_t h = 11;
  for (const Value& v : list) h = mix(h, hash(v));
  return h;
}

uint64_t hash_map(const Map& map) {
  Nesting nesting;
  uint64_t h = 12;
  for (const auto& [key, v] : map) h = mix(mix(h, fnv1a(key)), hash(v));
  return h;
}

uint64_t hash_path(const Path& path) {
  uint64_t h = 13;
  for (NodeId id : path.nodes) h = mix(h, id);
  for (RelId id : path.rels) h = mix(h, id);
  return h;
}

uint64_t hash_duration(const Duration& d) {
  return mix(mix(mix(mix(14, bits(d.months)), bits(d.days)), bits(d.seconds)), bits(d.nanos));
}

}  // namespace

Ternary equals(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return std::nullopt;
  if (a.is_number() && b.is_number()) {
    return !is_nan(a) && !is_nan(b) && compare_numbers(a, b) == 0;
  }
  if (a.type() != b.type()) return false;
  if (a.is(ValueType::kList)) return equal_lists(a.as_list(), b.as_list());
  if (a.is(ValueType::kMap)) return equal_maps(a.as_map(), b.as_map());
  return compare_scalars(a, b) == 0;
}

Ternary less(const Value& a, const Value& b) {
  return compare_with(Op::kLess, a, b);
}

Ternary compare_with(Op op, const Value& a, const Value& b) {
  if (op == Op::kEqual) return equals(a, b);
  if (op == Op::kNotEqual) {
    Ternary same = equals(a, b);
    return same ? Ternary(!*same) : same;
  }
  if (a.type() == b.type() && never_ordered(a)) return std::nullopt;
  Relation r = relate(a, b);
  if (r == Relation::kUnknown) return std::nullopt;
  if (r == Relation::kUnordered) return unordered(a, b);
  return is_ordered(op, r);
}

Value to_value(Ternary t) {
  return t ? Value::boolean(*t) : Value::null();
}

bool equivalent(const Value& a, const Value& b) {
  return order(a, b) == 0;
}

int order(const Value& a, const Value& b) {
  int rank_a = rank(a);
  if (int c = three_way(rank_a, rank(b))) return c;
  switch (a.type()) {
    case ValueType::kNull:
      return 0;
    case ValueType::kInteger:
    case ValueType::kFloat:
      return rank_a == 15 ? 0 : compare_numbers(a, b);
    case ValueType::kList:
      return order_lists(a.as_list(), b.as_list());
    case ValueType::kMap:
      return order_maps(a.as_map(), b.as_map());
    default:
      return compare_scalars(a, b);
  }
}

uint64_t hash(const Value& v) {
  switch (v.type()) {
    case ValueType::kNull:
      return mix(0, 0);
    case ValueType::kBoolean:
      return mix(4, v.as_boolean() ? 1 : 0);
    case ValueType::kInteger:
      return mix(2, bits(v.as_integer()));
    case ValueType::kFloat:
      return hash_float(v.as_float());
    case ValueType::kString:
      return mix(5, fnv1a(v.as_string()));
    case ValueType::kList:
      return hash_list(v.as_list());
    case ValueType::kMap:
      return hash_map(v.as_map());
    case ValueType::kNode:
      return mix(6, v.as_node());
    case ValueType::kRelationship:
      return mix(7, v.as_relationship());
    case ValueType::kPath:
      return hash_path(v.as_path());
    case ValueType::kDate:
      return mix(8, bits(v.as_date().days));
    case ValueType::kLocalTime:
      return mix(9, bits(v.as_local_time().nanos));
    case ValueType::kTime:
      return mix(mix(10, bits(v.as_time().nanos)), bits(v.as_time().offset));
    case ValueType::kLocalDateTime:
      return mix(mix(15, bits(v.as_local_date_time().seconds)), bits(v.as_local_date_time().nanos));
    case ValueType::kDateTime: {
      const DateTime& d = v.as_date_time();
      return mix(mix(mix(16, bits(d.seconds)), bits(d.nanos)), fnv1a(d.zone));
    }
    case ValueType::kDuration:
      return hash_duration(v.as_duration());
    case ValueType::kEdtf:
      return mix(17, fnv1a(v.as_edtf().text()));
  }
  return 0;
}

}  // namespace hoego::query

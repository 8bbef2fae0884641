// SPDX-License-Identifier: Apache-2.0
// What a property or a query cell can hold: the types of openCypher, and Edtf for uncertain dates.
//
//   Value v = Value::list({Value::integer(1), Value::string("이직")});
//   v.as_list()[1].as_string()  ->  "이직"
//   v.as_integer()              ->  assertion: look at type() first
//
// A Value is 16 bytes and cheap to copy: strings, lists, maps, paths and the larger temporal types
// are shared, counted and never changed once made. A string may also be borrowed from a graph's own
// text (Value::borrowed_string); such a Value must not outlive that graph, or a write to it.
// Nodes and relationships are numbers; to read them one needs their Graph.
// Meaning (equality, order, arithmetic) is not here but in query/semantics.h.
#pragma once

#include <atomic>
#include <cassert>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/edtf.h"

namespace hoego {

using NodeId = uint32_t;
using RelId = uint32_t;
inline constexpr uint32_t kNoId = 0xFFFFFFFF;

enum class ValueType : uint8_t {
  kNull,
  kBoolean,
  kInteger,
  kFloat,
  kString,
  kList,
  kMap,
  kNode,
  kRelationship,
  kPath,
  kDate,
  kLocalTime,
  kTime,
  kLocalDateTime,
  kDateTime,
  kDuration,
  kEdtf,
};

// The name as openCypher spells it: "Integer", "LocalDateTime"...
std::string_view type_name(ValueType type);

// The temporal types. Days and seconds count from 1970-01-01T00:00:00; 64 bits of days or seconds
// reach the years -999,999,999 .. 999,999,999 that openCypher asks for.
struct Date {
  int64_t days = 0;
  friend auto operator<=>(const Date&, const Date&) = default;
};
struct LocalTime {
  int64_t nanos = 0;  // of the day
  friend auto operator<=>(const LocalTime&, const LocalTime&) = default;
};
struct Time {
  int64_t nanos = 0;   // of the day, as the clock on the wall shows it
  int32_t offset = 0;  // seconds east of UTC
  friend bool operator==(const Time&, const Time&) = default;
};
struct LocalDateTime {
  int64_t seconds = 0;
  int32_t nanos = 0;
  friend auto operator<=>(const LocalDateTime&, const LocalDateTime&) = default;
};
struct DateTime {
  int64_t seconds = 0;  // UTC
  int32_t nanos = 0;
  int32_t offset = 0;  // seconds east of UTC at that instant
  std::string zone;    // "Europe/Stockholm"; empty where only an offset is known
  friend bool operator==(const DateTime&, const DateTime&) = default;
};
struct Duration {
  int64_t months = 0;
  int64_t days = 0;
  int64_t seconds = 0;
  int32_t nanos = 0;  // 0..999,999,999; a duration of -0.5 s is seconds -1, nanos 500,000,000
  friend bool operator==(const Duration&, const Duration&) = default;
};

class Value;
// Alternating: nodes.size() == rels.size() + 1.
struct Path {
  std::vector<NodeId> nodes;
  std::vector<RelId> rels;
  friend bool operator==(const Path&, const Path&) = default;
};
using List = std::vector<Value>;
// Sorted by key (bytes), keys unique.
using Map = std::vector<std::pair<std::string, Value>>;

class Value {
 public:
  Value() = default;
  Value(const Value& other) : head_(other.head_), data_(other.data_) { retain(); }
  Value(Value&& other) noexcept : head_(other.head_), data_(other.data_) { other.head_ = {}; }
  Value& operator=(const Value& other) {
    Value copy(other);
    swap(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Value() { release(); }
  void swap(Value& other) noexcept {
    std::swap(head_, other.head_);
    std::swap(data_, other.data_);
  }

  static Value null() { return {}; }
  static Value boolean(bool b);
  static Value integer(int64_t i);
  static Value floating(double d);
  static Value string(std::string_view text);
  static Value borrowed_string(std::string_view text);
  static Value list(List items);
  static Value map(Map entries);  // sorts; of equal keys the last one wins
  static Value node(NodeId id);
  static Value relationship(RelId id);
  static Value path(Path path);
  static Value date(Date d);
  static Value local_time(LocalTime t);
  static Value time(Time t);
  static Value local_date_time(LocalDateTime t);
  static Value date_time(DateTime t);
  static Value duration(Duration d);
  static Value edtf(Edtf e);

  ValueType type() const { return head_.type; }
  bool is_null() const { return head_.type == ValueType::kNull; }
  bool is_number() const {
    return head_.type == ValueType::kInteger || head_.type == ValueType::kFloat;
  }
  bool is(ValueType type) const { return head_.type == type; }

  bool as_boolean() const { return check(ValueType::kBoolean), data_.b; }
  int64_t as_integer() const { return check(ValueType::kInteger), data_.i; }
  double as_float() const { return check(ValueType::kFloat), data_.d; }
  // An integer or a float, as a double.
  double as_number() const {
    return head_.type == ValueType::kInteger ? static_cast<double>(data_.i) : as_float();
  }
  std::string_view as_string() const {
    return check(ValueType::kString), std::string_view(data_.s, head_.size);
  }
  const List& as_list() const;
  const Map& as_map() const;
  // The entry of a map, or nullptr.
  const Value* find(std::string_view key) const;
  NodeId as_node() const { return check(ValueType::kNode), static_cast<NodeId>(data_.i); }
  RelId as_relationship() const {
    return check(ValueType::kRelationship), static_cast<RelId>(data_.i);
  }
  const Path& as_path() const;
  Date as_date() const { return check(ValueType::kDate), Date{data_.i}; }
  LocalTime as_local_time() const { return check(ValueType::kLocalTime), LocalTime{data_.i}; }
  const Time& as_time() const;
  const LocalDateTime& as_local_date_time() const;
  const DateTime& as_date_time() const;
  const Duration& as_duration() const;
  const Edtf& as_edtf() const;

  // A string that owns its text, everything else as it is (deep for lists and maps).
  Value owned() const;

  struct Box;  // the shared part; private to value.cpp

 private:
  struct Head {
    ValueType type = ValueType::kNull;
    bool counted = false;
    uint32_t size = 0;  // of a string
  };
  union Data {
    bool b;
    int64_t i;
    double d;
    const char* s;
    Box* box;
  };

  void check([[maybe_unused]] ValueType type) const { assert(head_.type == type); }
  void retain() const {
    if (head_.counted) retain_shared();
  }
  void release() {
    if (head_.counted) release_shared();
  }
  void retain_shared() const;
  void release_shared();
  template <typename T>
  static Value boxed(ValueType type, T content);
  template <typename T>
  const T& content(ValueType type) const;

  Head head_;
  Data data_ = {.i = 0};
};

static_assert(sizeof(Value) == 16);

}  // namespace hoego

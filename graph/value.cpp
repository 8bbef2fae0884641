// SPDX-License-Identifier: Apache-2.0
// The shared parts of Value. A counted string is a StringBox followed by its bytes; everything else
// that is counted is a Holder<T>.
#include "graph/value.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace hoego {

struct Value::Box {
  std::atomic<uint32_t> references{1};
};

namespace {

template <typename T>
struct Holder : Value::Box {
  explicit Holder(T c) : content(std::move(c)) {}
  T content;
};

Value::Box* string_box(const char* text) {
  return reinterpret_cast<Value::Box*>(const_cast<char*>(text) - sizeof(Value::Box));
}

template <typename T>
void destroy(Value::Box* box) {
  delete static_cast<Holder<T>*>(box);
}

void destroy_one(ValueType type, Value::Box* box) {
  switch (type) {
    case ValueType::kList:
      return destroy<List>(box);
    case ValueType::kMap:
      return destroy<Map>(box);
    case ValueType::kPath:
      return destroy<Path>(box);
    case ValueType::kTime:
      return destroy<Time>(box);
    case ValueType::kLocalDateTime:
      return destroy<LocalDateTime>(box);
    case ValueType::kDateTime:
      return destroy<DateTime>(box);
    case ValueType::kDuration:
      return destroy<Duration>(box);
    case ValueType::kEdtf:
      return destroy<Edtf>(box);
    default:
      assert(false);
  }
}

using Doomed = std::vector<std::pair<ValueType, Value::Box*>>;
thread_local Doomed* doomed = nullptr;

// A list in a list in a list ... is freed in a loop: what dies inside of a dying box waits its
// turn.
void destroy_box(ValueType type, Value::Box* box) {
  if (type != ValueType::kList && type != ValueType::kMap) return destroy_one(type, box);
  if (doomed != nullptr) return doomed->emplace_back(type, box), void();
  Doomed waiting;
  doomed = &waiting;
  destroy_one(type, box);
  while (!waiting.empty()) {
    const auto [next_type, next] = waiting.back();
    waiting.pop_back();
    destroy_one(next_type, next);
  }
  doomed = nullptr;
}

}  // namespace

std::string_view type_name(ValueType type) {
  switch (type) {
    case ValueType::kNull:
      return "Null";
    case ValueType::kBoolean:
      return "Boolean";
    case ValueType::kInteger:
      return "Integer";
    case ValueType::kFloat:
      return "Float";
    case ValueType::kString:
      return "String";
    case ValueType::kList:
      return "List";
    case ValueType::kMap:
      return "Map";
    case ValueType::kNode:
      return "Node";
    case ValueType::kRelationship:
      return "Relationship";
    case ValueType::kPath:
      return "Path";
    case ValueType::kDate:
      return "Date";
    case ValueType::kLocalTime:
      return "LocalTime";
    case ValueType::kTime:
      return "Time";
    case ValueType::kLocalDateTime:
      return "LocalDateTime";
    case ValueType::kDateTime:
      return "DateTime";
    case ValueType::kDuration:
      return "Duration";
    case ValueType::kEdtf:
      return "Edtf";
  }
  return "Null";
}

void Value::retain_shared() const {
  Box* box = head_.type == ValueType::kString ? string_box(data_.s) : data_.box;
  box->references.fetch_add(1, std::memory_order_relaxed);
}

void Value::release_shared() {
  Box* box = head_.type == ValueType::kString ? string_box(data_.s) : data_.box;
  head_.counted = false;
  if (box->references.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  if (head_.type == ValueType::kString) {
    box->~Box();
    ::operator delete(box);
  } else {
    destroy_box(head_.type, box);
  }
}

template <typename T>
Value Value::boxed(ValueType type, T content) {
  Value v;
  v.data_.box = new Holder<T>(std::move(content));
  v.head_ = {type, true, 0};
  return v;
}

template <typename T>
const T& Value::content(ValueType type) const {
  check(type);
  return static_cast<const Holder<T>*>(data_.box)->content;
}

Value Value::boolean(bool b) {
  Value v;
  v.head_.type = ValueType::kBoolean;
  v.data_.b = b;
  return v;
}

Value Value::integer(int64_t i) {
  Value v;
  v.head_.type = ValueType::kInteger;
  v.data_.i = i;
  return v;
}

Value Value::floating(double d) {
  Value v;
  v.head_.type = ValueType::kFloat;
  v.data_.d = d;
  return v;
}

Value Value::string(std::string_view text) {
  void* memory = ::operator new(sizeof(Box) + text.size());
  Box* box = new (memory) Box;
  char* bytes = reinterpret_cast<char*>(box) + sizeof(Box);
  if (!text.empty()) std::memcpy(bytes, text.data(), text.size());
  Value v;
  v.head_ = {ValueType::kString, true, static_cast<uint32_t>(text.size())};
  v.data_.s = bytes;
  return v;
}

Value Value::borrowed_string(std::string_view text) {
  Value v;
  v.head_ = {ValueType::kString, false, static_cast<uint32_t>(text.size())};
  v.data_.s = text.data();
  return v;
}

Value Value::list(List items) {
  return boxed(ValueType::kList, std::move(items));
}

Value Value::map(Map entries) {
  auto by_key = [](const auto& a, const auto& b) { return a.first < b.first; };
  if (!std::is_sorted(entries.begin(), entries.end(), by_key))
    std::stable_sort(entries.begin(), entries.end(), by_key);
  // Of equal keys keep the last.
  Map unique;
  unique.reserve(entries.size());
  for (auto& entry : entries) {
    if (!unique.empty() && unique.back().first == entry.first)
      unique.back() = std::move(entry);
    else
      unique.push_back(std::move(entry));
  }
  return boxed(ValueType::kMap, std::move(unique));
}

Value Value::node(NodeId id) {
  Value v = integer(id);
  v.head_.type = ValueType::kNode;
  return v;
}

Value Value::relationship(RelId id) {
  Value v = integer(id);
  v.head_.type = ValueType::kRelationship;
  return v;
}

Value Value::path(Path path) {
  return boxed(ValueType::kPath, std::move(path));
}

Value Value::date(Date d) {
  Value v = integer(d.days);
  v.head_.type = ValueType::kDate;
  return v;
}

Value Value::local_time(LocalTime t) {
  Value v = integer(t.nanos);
  v.head_.type = ValueType::kLocalTime;
  return v;
}

Value Value::time(Time t) {
  return boxed(ValueType::kTime, t);
}
Value Value::local_date_time(LocalDateTime t) {
  return boxed(ValueType::kLocalDateTime, t);
}
Value Value::date_time(DateTime t) {
  return boxed(ValueType::kDateTime, std::move(t));
}
Value Value::duration(Duration d) {
  return boxed(ValueType::kDuration, d);
}
Value Value::edtf(Edtf e) {
  return boxed(ValueType::kEdtf, e);
}

const List& Value::as_list() const {
  return content<List>(ValueType::kList);
}
const Map& Value::as_map() const {
  return content<Map>(ValueType::kMap);
}
const Path& Value::as_path() const {
  return content<Path>(ValueType::kPath);
}
const Time& Value::as_time() const {
  return content<Time>(ValueType::kTime);
}
const LocalDateTime& Value::as_local_date_time() const {
  return content<LocalDateTime>(ValueType::kLocalDateTime);
}
const DateTime& Value::as_date_time() const {
  return content<DateTime>(ValueType::kDateTime);
}
const Duration& Value::as_duration() const {
  return content<Duration>(ValueType::kDuration);
}
const Edtf& Value::as_edtf() const {
  return content<Edtf>(ValueType::kEdtf);
}

const Value* Value::find(std::string_view key) const {
  const Map& map = as_map();
  auto it = std::lower_bound(map.begin(), map.end(), key,
                             [](const auto& entry, std::string_view k) { return entry.first < k; });
  return it != map.end() && it->first == key ? &it->second : nullptr;
}

Value Value::owned() const {
  if (head_.type == ValueType::kString && !head_.counted) return string(as_string());
  if (head_.type == ValueType::kList) {
    List items;
    for (const Value& item : as_list()) items.push_back(item.owned());
    return list(std::move(items));
  }
  if (head_.type == ValueType::kMap) {
    Map entries;
    for (const auto& [key, value] : as_map()) entries.emplace_back(key, value.owned());
    return map(std::move(entries));
  }
  return *this;
}

}  // namespace hoego

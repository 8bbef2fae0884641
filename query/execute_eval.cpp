// SPDX-License-Identifier: Apache-2.0
// Values of expressions, a batch at a time: slots, properties, conditions, operators, functions.
// Typed kernels stand beside the general way, which is query/semantics.h.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "query/error.h"
#include "query/execute_runtime.h"
#include "query/semantics.h"

namespace hoego::query {

namespace {

size_t count_of(const Batch& batch, const Rows* rows) {
  return rows ? rows->size() : batch.rows;
}

bool numeric(const Vec& v) {
  return v.phys == Phys::kInteger || v.phys == Phys::kFloat;
}

[[noreturn]] void fail_deleted(std::string_view what) {
  throw runtime_error("EntityNotFound", "DeletedEntityAccess",
                      "a deleted " + std::string(what) + " has no properties",
                      "read them before DELETE");
}

uint8_t to_byte(Ternary t) {
  return t ? static_cast<uint8_t>(*t) : kNullByte;
}

// Properties of elements, straight from the graph's column.
VecPtr read_column(const ColumnView& column, const Vec& base, size_t count, bool own) {
  const std::span<const uint32_t> ids(base.ids.data(), base.constant ? 1 : count);
  auto out = std::make_shared<Vec>();
  out->constant = base.constant;
  const size_t n = ids.size();
  switch (column.type) {
    case ColumnType::kEmpty:
      return Vec::of_constant({});
    case ColumnType::kInt32:
    case ColumnType::kInt64:
      out->phys = Phys::kInteger;
      out->ints.resize(n);
      out->valid.resize(n);
      gather_integers(column, ids, out->ints.data(), out->valid.data());
      break;
    case ColumnType::kDouble:
      out->phys = Phys::kFloat;
      out->floats.resize(n);
      out->valid.resize(n);
      gather_numbers(column, ids, out->floats.data(), out->valid.data());
      break;
    case ColumnType::kString:
      if (!own) {
        out->phys = Phys::kCode;
        out->strings = column.strings;
        out->ids.resize(n);
        std::vector<uint8_t> valid(n);
        gather_codes(column, ids, out->ids.data(), valid.data());
        for (size_t i = 0; i < n; ++i) {
          if (!valid[i]) out->ids[i] = kNoId;
        }
        return out;
      }
      [[fallthrough]];
    default:
      out->values.resize(n);
      for (size_t i = 0; i < n; ++i) {
        if (ids[i] == kNoId) continue;
        out->values[i] = own ? column.value(ids[i]).owned() : column.value(ids[i]);
      }
      return out;
  }
  if (std::find(out->valid.begin(), out->valid.end(), 0) == out->valid.end()) out->valid.clear();
  return out;
}

template <typename A, typename B>
bool holds(Op op, A a, B b) {
  switch (op) {
    case Op::kEqual:
      return a == b;
    case Op::kNotEqual:
      return a != b;
    case Op::kLess:
      return a < b;
    case Op::kLessEqual:
      return a <= b;
    case Op::kGreater:
      return a > b;
    default:
      return a >= b;
  }
}

template <typename Get>
void compare_rows(size_t count, std::vector<uint8_t>& out, Get&& get) {
  out.resize(count);
  for (size_t i = 0; i < count; ++i) out[i] = get(i);
}

// a op b for each row where both are numbers of one type.
template <typename T>
void compare_numbers(Op op, const std::vector<T>& a, bool a_one, const std::vector<T>& b,
                     bool b_one, size_t count, std::vector<uint8_t>& out) {
  out.resize(count);
  const size_t sa = a_one ? 0 : 1;
  const size_t sb = b_one ? 0 : 1;
  const auto loop = [&](auto&& f) {
    for (size_t i = 0; i < count; ++i) out[i] = f(a[i * sa], b[i * sb]);
  };
  switch (op) {
    case Op::kEqual:
      loop([](T x, T y) { return x == y; });
      break;
    case Op::kNotEqual:
      loop([](T x, T y) { return x != y; });
      break;
    case Op::kLess:
      loop([](T x, T y) { return x < y; });
      break;
    case Op::kLessEqual:
      loop([](T x, T y) { return x <= y; });
      break;
    case Op::kGreater:
      loop([](T x, T y) { return x > y; });
      break;
    default:
      loop([](T x, T y) { return x >= y; });
  }
}

void null_out(const Vec& v, size_t count, std::vector<uint8_t>& out) {
  if (v.valid.empty()) return;
  for (size_t i = 0; i < count; ++i) {
    if (!v.valid[v.at_row(i)]) out[i] = kNullByte;
  }
}

// A column of codes against one string: by code, without looking at text.
bool compare_code(Op op, const Vec& codes, const Vec& other, size_t count,
                  std::vector<uint8_t>& out) {
  if (codes.phys != Phys::kCode || (op != Op::kEqual && op != Op::kNotEqual)) return false;
  if (other.phys == Phys::kCode && other.strings == codes.strings) {
    compare_rows(count, out, [&](size_t i) -> uint8_t {
      const uint32_t a = codes.ids[codes.at_row(i)];
      const uint32_t b = other.ids[other.at_row(i)];
      if (a == kNoId || b == kNoId) return kNullByte;
      return (a == b) == (op == Op::kEqual);
    });
    return true;
  }
  if (!other.constant || other.phys != Phys::kValue || !other.values[0].is(ValueType::kString)) {
    return false;
  }
  const auto found = codes.strings->find(other.values[0].as_string());
  const uint32_t wanted = found ? *found : kNoId - 1;
  compare_rows(count, out, [&](size_t i) -> uint8_t {
    const uint32_t a = codes.ids[codes.at_row(i)];
    if (a == kNoId) return kNullByte;
    return (a == wanted) == (op == Op::kEqual);
  });
  return true;
}

std::vector<uint8_t> compare_vecs(Op op, const Vec& a, const Vec& b, size_t count) {
  std::vector<uint8_t> out;
  const bool ids = (a.phys == Phys::kNode && b.phys == Phys::kNode) ||
                   (a.phys == Phys::kRel && b.phys == Phys::kRel);
  if (a.phys == Phys::kInteger && b.phys == Phys::kInteger) {
    compare_numbers(op, a.ints, a.constant, b.ints, b.constant, count, out);
    null_out(a, count, out);
    null_out(b, count, out);
  } else if (a.phys == Phys::kFloat && b.phys == Phys::kFloat) {
    compare_numbers(op, a.floats, a.constant, b.floats, b.constant, count, out);
    null_out(a, count, out);
    null_out(b, count, out);
  } else if (numeric(a) && numeric(b)) {
    const auto number = [](const Vec& v, size_t i) -> long double {
      const size_t at = v.at_row(i);
      return v.phys == Phys::kInteger ? static_cast<long double>(v.ints[at]) : v.floats[at];
    };
    compare_rows(count, out, [&](size_t i) { return holds(op, number(a, i), number(b, i)); });
    null_out(a, count, out);
    null_out(b, count, out);
  } else if (ids && (op == Op::kEqual || op == Op::kNotEqual)) {
    compare_rows(count, out, [&](size_t i) -> uint8_t {
      const uint32_t x = a.ids[a.at_row(i)];
      const uint32_t y = b.ids[b.at_row(i)];
      return x == kNoId || y == kNoId ? kNullByte : (x == y) == (op == Op::kEqual);
    });
  } else if (!compare_code(op, a, b, count, out) && !compare_code(op, b, a, count, out)) {
    compare_rows(count, out, [&](size_t i) { return to_byte(compare_with(op, a.at(i), b.at(i))); });
  }
  return out;
}

bool overflows(Op op, int64_t a, int64_t b, int64_t& out) {
  switch (op) {
    case Op::kAdd:
      return __builtin_add_overflow(a, b, &out);
    case Op::kSubtract:
      return __builtin_sub_overflow(a, b, &out);
    default:
      return __builtin_mul_overflow(a, b, &out);
  }
}

double float_of(Op op, double a, double b) {
  switch (op) {
    case Op::kAdd:
      return a + b;
    case Op::kSubtract:
      return a - b;
    default:
      return a * b;
  }
}

// + - * of typed numbers; null where this pair of columns is not typed or a result overflows.
VecPtr arithmetic(Op op, const Vec& a, const Vec& b, size_t count) {
  if (op != Op::kAdd && op != Op::kSubtract && op != Op::kMultiply) return nullptr;
  if (!numeric(a) || !numeric(b)) return nullptr;
  auto out = std::make_shared<Vec>();
  const bool ints = a.phys == Phys::kInteger && b.phys == Phys::kInteger;
  out->phys = ints ? Phys::kInteger : Phys::kFloat;
  if (!a.valid.empty() || !b.valid.empty()) {
    out->valid.resize(count);
    for (size_t i = 0; i < count; ++i) out->valid[i] = !a.is_null(i) && !b.is_null(i);
  }
  if (ints) {
    out->ints.resize(count);
    for (size_t i = 0; i < count; ++i) {
      if (!out->valid.empty() && !out->valid[i]) continue;
      if (overflows(op, a.ints[a.at_row(i)], b.ints[b.at_row(i)], out->ints[i])) return nullptr;
    }
    return out;
  }
  const auto number = [](const Vec& v, size_t i) {
    const size_t at = v.at_row(i);
    return v.phys == Phys::kInteger ? static_cast<double>(v.ints[at]) : v.floats[at];
  };
  out->floats.resize(count);
  for (size_t i = 0; i < count; ++i) out->floats[i] = float_of(op, number(a, i), number(b, i));
  return out;
}

VecPtr operate(Op op, const VecPtr& a, const VecPtr& b, size_t count) {
  if (VecPtr out = arithmetic(op, *a, *b, count)) return out;
  std::vector<Value> values(count);
  for (size_t i = 0; i < count; ++i) values[i] = apply(op, a->at(i), b->at(i));
  return Vec::of_values(std::move(values));
}

}  // namespace

Evaluator::Evaluator(Runtime& runtime) : rt_(runtime) {}
Evaluator::~Evaluator() = default;

VecPtr Evaluator::eval(BoundId id, const Batch& batch, const Rows* rows) {
  const BoundExpr& e = rt_.plan.bound.exprs[id];
  if (e.kind == BoundKind::kSlot) {
    const VecPtr& column = batch.columns[e.slot];
    return rows ? gather(column, *rows) : column;
  }
  try {
    return dispatch(e, id, batch, rows);
  } catch (QueryError& error) {
    if (error.span().empty()) error.set_span(e.span);
    throw;
  }
}

void Evaluator::filter(BoundId id, const Batch& batch, Rows& out) {
  const BoundExpr& e = rt_.plan.bound.exprs[id];
  if (e.kind != BoundKind::kAnd) {
    keep_true(id, batch, nullptr, out);
    return;
  }
  // One condition after the other, each for the rows that are left.
  keep_true(e.args[0], batch, nullptr, out);
  Rows left;
  for (size_t k = 1; k < e.args.size() && !out.empty(); ++k) {
    std::swap(left, out);
    keep_true(e.args[k], batch, left.size() == batch.rows ? nullptr : &left, out);
  }
}

void Evaluator::keep_true(BoundId id, const Batch& batch, const Rows* rows, Rows& out) {
  const VecPtr v = eval(id, batch, rows);
  const size_t count = count_of(batch, rows);
  out.clear();
  out.reserve(count);
  if (v->phys == Phys::kBoolean) {
    if (v->constant && v->bytes[0] != 1) return;
    out.resize(count);
    size_t n = 0;
    for (uint32_t i = 0; i < count; ++i) {
      out[n] = rows ? (*rows)[i] : i;
      n += v->bytes[v->at_row(i)] == 1;
    }
    out.resize(n);
    return;
  }
  for (uint32_t i = 0; i < count; ++i) {
    const Value value = v->at(i);
    if (value.is_null()) continue;
    if (!value.is(ValueType::kBoolean)) {
      QueryError error = runtime_error(
          "TypeError", "InvalidArgumentType",
          "a condition must be a boolean, not a " + std::string(type_name(value.type())));
      error.set_span(rt_.plan.bound.exprs[id].span);
      throw error;
    }
    if (value.as_boolean()) out.push_back(rows ? (*rows)[i] : i);
  }
}

Value Evaluator::single(BoundId id) {
  return eval(id, rt_.empty_batch(1))->at(0);
}
Value Evaluator::single(BoundId id, const Batch& batch) {
  return eval(id, batch)->at(0);
}

VecPtr Evaluator::dispatch(const BoundExpr& e, BoundId id, const Batch& batch, const Rows* rows) {
  const size_t count = count_of(batch, rows);
  switch (e.kind) {
    case BoundKind::kConstant:
    case BoundKind::kParameter: {
      if (constants_.size() <= id) constants_.resize(rt_.plan.bound.exprs.size());
      if (!constants_[id]) {
        constants_[id] = Vec::of_constant(
            e.kind == BoundKind::kConstant ? e.constant : rt_.parameters.find(e.name)->second);
      }
      return constants_[id];
    }
    case BoundKind::kSlot:
      return batch.columns[e.slot];
    case BoundKind::kList:
    case BoundKind::kMap: {
      std::vector<VecPtr> parts;
      for (BoundId arg : e.args) parts.push_back(eval(arg, batch, rows));
      std::vector<Value> values(count);
      for (size_t i = 0; i < count; ++i) {
        if (e.kind == BoundKind::kList) {
          List list;
          list.reserve(parts.size());
          for (const VecPtr& part : parts) list.push_back(part->at(i));
          values[i] = Value::list(std::move(list));
        } else {
          Map map;
          for (size_t k = 0; k < parts.size(); ++k) map.emplace_back(e.names[k], parts[k]->at(i));
          values[i] = Value::map(std::move(map));
        }
      }
      return Vec::of_values(std::move(values));
    }
    case BoundKind::kProperty:
      return property(e, batch, rows);
    case BoundKind::kIndex: {
      const VecPtr base = eval(e.args[0], batch, rows);
      const VecPtr at = eval(e.args[1], batch, rows);
      std::vector<Value> values(count);
      for (size_t i = 0; i < count; ++i) {
        values[i] = index(rt_.graph, base->at(i), at->at(i));
        if (rt_.own_strings) values[i] = values[i].owned();
      }
      return Vec::of_values(std::move(values));
    }
    case BoundKind::kSlice: {
      const VecPtr base = eval(e.args[0], batch, rows);
      const bool has_from = e.args[1] != kNoBound;
      const bool has_to = e.args[2] != kNoBound;
      const VecPtr from = has_from ? eval(e.args[1], batch, rows) : Vec::of_constant({});
      const VecPtr to = has_to ? eval(e.args[2], batch, rows) : Vec::of_constant({});
      std::vector<Value> values(count);
      for (size_t i = 0; i < count; ++i) {
        values[i] = slice(base->at(i), from->at(i), to->at(i), has_from, has_to);
      }
      return Vec::of_values(std::move(values));
    }
    case BoundKind::kHasLabels:
      return has_labels(e, batch, rows);
    case BoundKind::kNot:
    case BoundKind::kAnd:
    case BoundKind::kOr:
    case BoundKind::kXor:
      return logic(e, batch, rows);
    case BoundKind::kNegate:
    case BoundKind::kPlus: {
      const VecPtr v = eval(e.args[0], batch, rows);
      std::vector<Value> values(count);
      for (size_t i = 0; i < count; ++i) {
        const Value value = v->at(i);
        if (e.kind == BoundKind::kPlus && !value.is_null() && !value.is_number()) negate(value);
        values[i] = e.kind == BoundKind::kNegate ? negate(value) : value;
      }
      return Vec::of_values(std::move(values));
    }
    case BoundKind::kChain:
      return chain(e, id, batch, rows);
    case BoundKind::kCompare:
      return compare(e, batch, rows);
    case BoundKind::kIsNull:
    case BoundKind::kIsNotNull: {
      const VecPtr v = eval(e.args[0], batch, rows);
      std::vector<uint8_t> out(count);
      const bool want = e.kind == BoundKind::kIsNull;
      for (size_t i = 0; i < count; ++i) out[i] = v->is_null(i) == want;
      return Vec::of_bytes(std::move(out));
    }
    case BoundKind::kCall:
      return call(e, id, batch, rows);
    case BoundKind::kCase:
      return case_of(e, batch, rows);
    case BoundKind::kListComprehension:
      return list_comprehension(e, id, batch, rows);
    case BoundKind::kQuantifier:
      return quantifier(e, id, batch, rows);
    case BoundKind::kReduce:
      return reduce(e, id, batch, rows);
    case BoundKind::kMapProjection:
      return map_projection(e, batch, rows);
    case BoundKind::kSubquery:
      return subquery(e, batch, rows);
  }
  return Vec::of_constant({});
}

VecPtr Evaluator::property(const BoundExpr& e, const Batch& batch, const Rows* rows) {
  const size_t count = count_of(batch, rows);
  const VecPtr base = eval(e.args[0], batch, rows);
  const bool node = base->phys == Phys::kNode;
  if (node || base->phys == Phys::kRel) {
    if (rt_.deleted) {
      for (size_t i = 0; i < count; ++i) {
        const uint32_t id = base->ids[base->at_row(i)];
        if (id == kNoId) continue;
        if (node && !rt_.graph.node_alive(id)) fail_deleted("node");
        if (!node && !rt_.graph.relationship_alive(id)) fail_deleted("relationship");
      }
    }
    const auto key = rt_.graph.find_key(e.name);
    if (!key) return Vec::of_constant({});
    const ColumnView column =
        node ? rt_.graph.node_column(*key) : rt_.graph.relationship_column(*key);
    return read_column(column, *base, count, rt_.own_strings);
  }
  std::vector<Value> values(count);
  for (size_t i = 0; i < count; ++i) {
    const Value v = base->at(i);
    if (rt_.deleted && v.is(ValueType::kNode) && !rt_.graph.node_alive(v.as_node())) {
      fail_deleted("node");
    }
    if (rt_.deleted && v.is(ValueType::kRelationship) &&
        !rt_.graph.relationship_alive(v.as_relationship())) {
      fail_deleted("relationship");
    }
    values[i] = hoego::query::property(rt_.graph, v, e.name);
    if (rt_.own_strings) values[i] = values[i].owned();
  }
  return Vec::of_values(std::move(values));
}

VecPtr Evaluator::has_labels(const BoundExpr& e, const Batch& batch, const Rows* rows) {
  const size_t count = count_of(batch, rows);
  const VecPtr base = eval(e.args[0], batch, rows);
  std::vector<uint8_t> out(count);
  if (base->phys == Phys::kNode && e.labels->kind == LabelExpr::Kind::kName && !rt_.deleted) {
    const auto label = rt_.graph.find_label(e.labels->name.text);
    const BitView bits = label ? rt_.graph.label_bits(*label) : BitView{};
    for (size_t i = 0; i < count; ++i) {
      const uint32_t id = base->ids[base->at_row(i)];
      out[i] = id == kNoId ? kNullByte : static_cast<uint8_t>(label && bits.test(id));
    }
    return Vec::of_bytes(std::move(out));
  }
  std::vector<TypeId> types;
  bool have_types = false;
  for (size_t i = 0; i < count; ++i) {
    const Value v = base->at(i);
    if (v.is_null()) {
      out[i] = kNullByte;
    } else if (v.is(ValueType::kNode)) {
      if (rt_.deleted && !rt_.graph.node_alive(v.as_node())) fail_deleted("node");
      out[i] = node_satisfies(rt_, v.as_node(), *e.labels);
    } else if (v.is(ValueType::kRelationship)) {
      if (!have_types) types = types_matching(rt_, *e.labels);
      have_types = true;
      const TypeId type = rt_.graph.type_of(v.as_relationship());
      out[i] = std::find(types.begin(), types.end(), type) != types.end();
    } else {
      throw runtime_error(
          "TypeError", "InvalidArgumentType",
          "a label test takes a node or relationship, not a " + std::string(type_name(v.type())));
    }
  }
  return Vec::of_bytes(std::move(out));
}

namespace {

std::vector<uint8_t> to_bytes(const Vec& v, size_t count) {
  std::vector<uint8_t> out(count);
  for (size_t i = 0; i < count; ++i) {
    if (v.phys == Phys::kBoolean) {
      out[i] = v.bytes[v.at_row(i)];
      continue;
    }
    const Value value = v.at(i);
    if (!value.is_null() && !value.is(ValueType::kBoolean)) {
      throw runtime_error(
          "TypeError", "InvalidArgumentType",
          "AND, OR, XOR and NOT take booleans, not a " + std::string(type_name(value.type())));
    }
    out[i] = value.is_null() ? kNullByte : static_cast<uint8_t>(value.as_boolean());
  }
  return out;
}

}  // namespace

// AND and OR look at an operand only for the rows that the ones before leave open.
VecPtr Evaluator::logic(const BoundExpr& e, const Batch& batch, const Rows* rows) {
  const size_t count = count_of(batch, rows);
  std::vector<uint8_t> out = to_bytes(*eval(e.args[0], batch, rows), count);
  if (e.kind == BoundKind::kNot) {
    for (uint8_t& b : out) b = b == kNullByte ? kNullByte : static_cast<uint8_t>(!b);
    return Vec::of_bytes(std::move(out));
  }
  for (size_t k = 1; k < e.args.size(); ++k) {
    if (e.kind == BoundKind::kXor) {
      const auto right = to_bytes(*eval(e.args[k], batch, rows), count);
      for (size_t i = 0; i < count; ++i) {
        out[i] = out[i] == kNullByte || right[i] == kNullByte
                     ? kNullByte
                     : static_cast<uint8_t>(out[i] ^ right[i]);
      }
      continue;
    }
    const uint8_t decided = e.kind == BoundKind::kOr;
    Rows open;
    std::vector<uint32_t> at;
    for (uint32_t i = 0; i < count; ++i) {
      if (out[i] == decided) continue;
      open.push_back(rows ? (*rows)[i] : i);
      at.push_back(i);
    }
    if (open.empty()) break;
    const bool all = open.size() == count;
    const auto right = to_bytes(*eval(e.args[k], batch, all ? rows : &open), open.size());
    for (size_t i = 0; i < at.size(); ++i) {
      uint8_t& left = out[at[i]];
      if (right[i] == decided) {
        left = decided;
      } else if (right[i] == kNullByte) {
        left = kNullByte;
      }
    }
  }
  return Vec::of_bytes(std::move(out));
}

VecPtr Evaluator::compare(const BoundExpr& e, const Batch& batch, const Rows* rows) {
  const size_t count = count_of(batch, rows);
  VecPtr left = eval(e.args[0], batch, rows);
  std::vector<uint8_t> out;
  for (size_t k = 0; k < e.ops.size(); ++k) {
    const VecPtr right = eval(e.args[k + 1], batch, rows);
    std::vector<uint8_t> one;
    if (!compare_codes(e.ops[k], *left, *right, count, one)) {
      one = compare_vecs(e.ops[k], *left, *right, count);
    }
    if (k == 0) {
      out = std::move(one);
    } else {
      for (size_t i = 0; i < count; ++i) {
        if (out[i] == 0 || one[i] == 0) {
          out[i] = 0;
        } else if (one[i] == kNullByte) {
          out[i] = kNullByte;
        }
      }
    }
    left = right;
  }
  return Vec::of_bytes(std::move(out));
}

namespace {

bool is_text_test(Op op) {
  return op == Op::kContains || op == Op::kStartsWith || op == Op::kEndsWith || op == Op::kRegex ||
         op == Op::kIn;
}

bool order_op(Op op) {
  return op == Op::kLess || op == Op::kLessEqual || op == Op::kGreater || op == Op::kGreaterEqual;
}

}  // namespace

template <typename F>
VecPtr Evaluator::by_code(BoundId id, const Vec& codes, size_t count, F&& f) {
  CodeMemo& memo = memos_[id];
  if (memo.strings != codes.strings) {
    memo = {};
    memo.strings = codes.strings;
  }
  const size_t n = size_t{codes.strings->size()} + 1;  // the last one is null
  if (memo.bytes.size() < n) {
    memo.bytes.resize(n, CodeMemo::kUnknown);
    memo.values.resize(n);
  }
  const auto at = [&](size_t i) -> size_t {
    const uint32_t code = codes.ids[i];
    const size_t place = code == kNoId ? n - 1 : code;
    if (memo.bytes[place] != CodeMemo::kUnknown) return place;
    Value v = f(code == kNoId ? Value() : Value::borrowed_string(codes.strings->at(code)));
    memo.bytes[place] = v.is_null()                 ? kNullByte
                        : v.is(ValueType::kBoolean) ? static_cast<uint8_t>(v.as_boolean())
                                                    : CodeMemo::kOther;
    memo.values[place] = std::move(v);
    return place;
  };
  std::vector<uint8_t> bytes(count);
  bool booleans = true;
  for (size_t i = 0; i < count && booleans; ++i) {
    bytes[i] = memo.bytes[at(i)];
    booleans = bytes[i] != CodeMemo::kOther;
  }
  if (booleans) return Vec::of_bytes(std::move(bytes));
  std::vector<Value> values(count);
  for (size_t i = 0; i < count; ++i) values[i] = memo.values[at(i)];
  return Vec::of_values(std::move(values));
}

const Evaluator::Ranks* Evaluator::ranks(const Dictionary* a, const Dictionary* b) {
  constexpr uint32_t kMost = 1u << 14;
  if (a->size() > kMost || b->size() > kMost) return nullptr;
  for (const auto& known : ranks_) {
    if (known->a == a && known->b == b && known->of_a.size() == a->size() &&
        known->of_b.size() == b->size()) {
      return known.get();
    }
  }
  std::vector<std::pair<std::string_view, uint32_t*>> all;
  auto out = std::make_unique<Ranks>();
  out->a = a;
  out->b = b;
  out->of_a.resize(a->size());
  out->of_b.resize(b->size());
  for (uint32_t i = 0; i < a->size(); ++i) all.emplace_back(a->at(i), &out->of_a[i]);
  for (uint32_t i = 0; i < b->size(); ++i) all.emplace_back(b->at(i), &out->of_b[i]);
  std::sort(all.begin(), all.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
  uint32_t rank = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    if (i > 0 && all[i].first != all[i - 1].first) ++rank;
    *all[i].second = rank;
  }
  ranks_.push_back(std::move(out));
  return ranks_.back().get();
}

// The order of two columns of codes, by rank or by text.
bool Evaluator::compare_codes(Op op, const Vec& a, const Vec& b, size_t count,
                              std::vector<uint8_t>& out) {
  if (a.phys != Phys::kCode || b.phys != Phys::kCode) return false;
  if (!order_op(op) && a.strings == b.strings) return false;
  out.resize(count);
  const auto loop = [&](auto&& test) {
    for (size_t i = 0; i < count; ++i) {
      const uint32_t x = a.ids[a.at_row(i)];
      const uint32_t y = b.ids[b.at_row(i)];
      out[i] = x == kNoId || y == kNoId ? kNullByte : static_cast<uint8_t>(test(x, y));
    }
  };
  if (const Ranks* r = ranks(a.strings, b.strings)) {
    loop([&, op](uint32_t x, uint32_t y) { return holds(op, r->of_a[x], r->of_b[y]); });
  } else {
    loop([&, op](uint32_t x, uint32_t y) { return holds(op, a.strings->at(x), b.strings->at(y)); });
  }
  return true;
}

VecPtr Evaluator::chain(const BoundExpr& e, BoundId id, const Batch& batch, const Rows* rows) {
  const size_t count = count_of(batch, rows);
  VecPtr left = eval(e.args[0], batch, rows);
  for (size_t k = 0; k < e.ops.size(); ++k) {
    const VecPtr right = eval(e.args[k + 1], batch, rows);
    const Op op = e.ops[k];
    if (e.ops.size() == 1 && is_text_test(op) && left->phys == Phys::kCode && !left->constant &&
        right->constant) {
      const Value operand = right->at(0);
      if (op == Op::kContains && operand.is(ValueType::kString)) {
        const std::string_view word = operand.as_string();
        return by_code(id, *left, count, [&](const Value& v) {
          if (v.is_null()) return Value();
          const std::string_view text = v.as_string();
          return Value::boolean(memmem(text.data(), text.size(), word.data(), word.size()) !=
                                nullptr);
        });
      }
      return by_code(id, *left, count, [&](const Value& v) { return apply(op, v, operand); });
    }
    left = operate(op, left, right, count);
  }
  return left;
}

VecPtr Evaluator::call(const BoundExpr& e, BoundId id, const Batch& batch, const Rows* rows) {
  const Function& f = *e.function;
  std::vector<VecPtr> args;
  bool constant = f.deterministic;
  for (BoundId arg : e.args) {
    args.push_back(eval(arg, batch, rows));
    constant = constant && args.back()->constant;
  }
  const size_t varying = static_cast<size_t>(
      std::count_if(args.begin(), args.end(), [](const VecPtr& v) { return !v->constant; }));
  if (f.deterministic && varying == 1) {
    const auto at = std::find_if(args.begin(), args.end(), [](auto& v) { return !v->constant; });
    if ((*at)->phys == Phys::kCode) {
      std::vector<Value> row(args.size());
      for (size_t k = 0; k < args.size(); ++k) {
        if (args[k]->constant) row[k] = args[k]->at(0);
      }
      const auto place = static_cast<size_t>(at - args.begin());
      return by_code(id, **at, count_of(batch, rows), [&](const Value& v) {
        row[place] = v;
        const bool null = std::any_of(row.begin(), row.end(), [](auto& x) { return x.is_null(); });
        return null && f.null_in_null_out ? Value() : f.call(rt_.functions, row);
      });
    }
  }
  // Without arguments the answer may be the clock's, which stands still during a statement.
  const size_t all = count_of(batch, rows);
  const size_t count = constant && !args.empty() ? std::min<size_t>(all, 1) : all;
  std::vector<Value> values(count);
  std::vector<Value> row(args.size());
  for (size_t i = 0; i < count; ++i) {
    bool null = false;
    for (size_t k = 0; k < args.size(); ++k) {
      row[k] = args[k]->at(i);
      null = null || row[k].is_null();
    }
    if (null && f.null_in_null_out) continue;
    values[i] = f.call(rt_.functions, row);
    if (rt_.own_strings && values[i].is(ValueType::kString)) values[i] = values[i].owned();
  }
  if (count == 1 && all != 1) return Vec::of_constant(std::move(values[0]));
  return Vec::of_values(std::move(values));
}

VecPtr Evaluator::case_of(const BoundExpr& e, const Batch& batch, const Rows* rows) {
  const size_t count = count_of(batch, rows);
  std::vector<Value> values(count);
  Rows open(count);                 // rows of the batch
  std::vector<uint32_t> at(count);  // their places in the result
  for (uint32_t i = 0; i < count; ++i) {
    open[i] = rows ? (*rows)[i] : i;
    at[i] = i;
  }
  const VecPtr subject = e.args[0] == kNoBound ? nullptr : eval(e.args[0], batch, rows);
  for (size_t k = 1; k + 1 < e.args.size() && !open.empty(); k += 2) {
    const VecPtr when = eval(e.args[k], batch, &open);
    Rows hit, rest;
    std::vector<uint32_t> hit_at, rest_at;
    for (size_t i = 0; i < open.size(); ++i) {
      const Value w = when->at(i);
      bool take = false;
      if (subject) {
        take = equals(subject->at(at[i]), w).value_or(false);
      } else if (w.is(ValueType::kBoolean)) {
        take = w.as_boolean();
      } else if (!w.is_null()) {
        throw runtime_error("TypeError", "InvalidArgumentType", "WHEN takes a boolean");
      }
      (take ? hit : rest).push_back(open[i]);
      (take ? hit_at : rest_at).push_back(at[i]);
    }
    if (!hit.empty()) {
      const VecPtr then = eval(e.args[k + 1], batch, &hit);
      for (size_t i = 0; i < hit.size(); ++i) values[hit_at[i]] = then->at(i);
    }
    open = std::move(rest);
    at = std::move(rest_at);
  }
  if (e.args.size() % 2 == 0 && e.args.back() != kNoBound && !open.empty()) {
    const VecPtr otherwise = eval(e.args.back(), batch, &open);
    for (size_t i = 0; i < open.size(); ++i) values[at[i]] = otherwise->at(i);
  }
  return Vec::of_values(std::move(values));
}

}  // namespace hoego::query

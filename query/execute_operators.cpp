// SPDX-License-Identifier: Apache-2.0
// Operators and functions on columns: typed kernels for numbers and codes of strings, and beside
// them the general way, which is query/semantics.h.
#include <algorithm>
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

uint8_t to_byte(Ternary t) {
  return t ? static_cast<uint8_t>(*t) : kNullByte;
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
  memo.rows += count;
  if (memo.rows * CodeMemo::kFew < n) {
    std::vector<Value> values(count);
    for (size_t i = 0; i < count; ++i) values[i] = f(codes.at(i));
    return Vec::of_values(std::move(values));
  }
  if (memo.bytes.size() < n) {
    memo.bytes.resize(n, CodeMemo::kUnknown);
    memo.values.resize(n);
  }
  const auto at = [&](size_t i) -> size_t {
    const uint32_t code = codes.ids[i];
    const size_t place = code == kNoId ? n - 1 : code;
    if (memo.bytes[place] != CodeMemo::kUnknown) return place;
    Value v = f(code == kNoId ? Value() : Value::borrowed_string(codes.strings->at(code)));
    if (v.is(ValueType::kString)) v = memo.texts.try_emplace(v.as_string(), v).first->second;
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

// `codes < constant` in either order: null where it is no such comparison.
VecPtr Evaluator::order_by_code(const BoundExpr& e, BoundId id, const Vec& left, const Vec& right,
                                size_t count) {
  const Op op = e.ops[0];
  const auto is_fixed = [&](size_t k) {
    const BoundKind kind = rt_.plan.bound.exprs[e.args[k]].kind;
    return kind == BoundKind::kConstant || kind == BoundKind::kParameter;
  };
  const auto has_codes = [](const Vec& v) { return v.phys == Phys::kCode && !v.constant; };
  if (!order_op(op)) return nullptr;
  const auto as_value = [](Ternary t) { return t ? Value::boolean(*t) : Value(); };
  if (has_codes(left) && is_fixed(1)) {
    return by_code(id, left, count, [&, operand = right.at(0)](const Value& v) {
      return as_value(compare_with(op, v, operand));
    });
  }
  if (has_codes(right) && is_fixed(0)) {
    return by_code(id, right, count, [&, operand = left.at(0)](const Value& v) {
      return as_value(compare_with(op, operand, v));
    });
  }
  return nullptr;
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

VecPtr Evaluator::compare(const BoundExpr& e, BoundId id, const Batch& batch, const Rows* rows) {
  const size_t count = count_of(batch, rows);
  VecPtr left = eval(e.args[0], batch, rows);
  std::vector<uint8_t> out;
  for (size_t k = 0; k < e.ops.size(); ++k) {
    const VecPtr right = eval(e.args[k + 1], batch, rows);
    if (e.ops.size() == 1) {
      if (VecPtr whole = order_by_code(e, id, *left, *right, count)) return whole;
    }
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
          // An empty text may have no address, where memmem() finds not even the empty word.
          return Value::boolean(word.empty() || memmem(text.data(), text.size(), word.data(),
                                                       word.size()) != nullptr);
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

}  // namespace hoego::query

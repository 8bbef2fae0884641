// SPDX-License-Identifier: Apache-2.0
// Values of expressions, a batch at a time: slots, properties, labels, conditions, CASE. Operators
// and functions stand in execute_operators.cpp, what has rows of its own in execute_eval_lists.cpp.
#include <algorithm>

#include "base/messages.h"
#include "query/error.h"
#include "query/execute_runtime.h"
#include "query/semantics.h"

namespace hoego::query {

namespace {

size_t count_of(const Batch& batch, const Rows* rows) {
  return rows ? rows->size() : batch.rows;
}

[[noreturn]] void fail_deleted(const char* message) {
  throw runtime_error("EntityNotFound", "DeletedEntityAccess", std::string(translated(message)),
                      say("read them before DELETE"));
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
      QueryError error = runtime_error("TypeError", "InvalidArgumentType",
                                       say("a condition must be a boolean, not {}", a_type(value)));
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
      return compare(e, id, batch, rows);
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
    case BoundKind::kDegree:
      return degree(e, batch, rows);
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
        if (node && !rt_.graph.node_alive(id))
          fail_deleted(wording("a deleted node has no properties"));
        if (!node && !rt_.graph.relationship_alive(id))
          fail_deleted(wording("a deleted relationship has no properties"));
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
      fail_deleted(wording("a deleted node has no properties"));
    }
    if (rt_.deleted && v.is(ValueType::kRelationship) &&
        !rt_.graph.relationship_alive(v.as_relationship())) {
      fail_deleted(wording("a deleted relationship has no properties"));
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
      if (rt_.deleted && !rt_.graph.node_alive(v.as_node()))
        fail_deleted(wording("a deleted node has no properties"));
      out[i] = node_satisfies(rt_, v.as_node(), *e.labels);
    } else if (v.is(ValueType::kRelationship)) {
      if (!have_types) types = types_matching(rt_, *e.labels);
      have_types = true;
      const TypeId type = rt_.graph.type_of(v.as_relationship());
      out[i] = std::find(types.begin(), types.end(), type) != types.end();
    } else {
      throw runtime_error("TypeError", "InvalidArgumentType",
                          say("a label test takes a node or relationship, not {}", a_type(v)));
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
      throw runtime_error("TypeError", "InvalidArgumentType",
                          say("AND, OR, XOR and NOT take booleans, not {}", a_type(value)));
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

namespace {

// What one branch of CASE gave, and the rows of the result that it is for.
struct Branch {
  VecPtr values;
  std::vector<uint32_t> at;
};

// Integers stay integers where all branches give them; rows of no branch are null.
VecPtr join_branches(const std::vector<Branch>& branches, size_t count) {
  const bool integers =
      !branches.empty() && std::all_of(branches.begin(), branches.end(), [](const Branch& b) {
        return b.values->phys == Phys::kInteger;
      });
  if (integers) {
    auto out = std::make_shared<Vec>();
    out->phys = Phys::kInteger;
    out->ints.resize(count);
    out->valid.resize(count);
    for (const Branch& b : branches) {
      for (size_t i = 0; i < b.at.size(); ++i) {
        out->ints[b.at[i]] = b.values->ints[b.values->at_row(i)];
        out->valid[b.at[i]] = !b.values->is_null(i);
      }
    }
    return out;
  }
  std::vector<Value> values(count);
  for (const Branch& b : branches) {
    for (size_t i = 0; i < b.at.size(); ++i) values[b.at[i]] = b.values->at(i);
  }
  return Vec::of_values(std::move(values));
}

}  // namespace

VecPtr Evaluator::case_of(const BoundExpr& e, const Batch& batch, const Rows* rows) {
  const size_t count = count_of(batch, rows);
  Rows open(count);                 // rows of the batch
  std::vector<uint32_t> at(count);  // their places in the result
  for (uint32_t i = 0; i < count; ++i) {
    open[i] = rows ? (*rows)[i] : i;
    at[i] = i;
  }
  std::vector<Branch> branches;
  const auto take_rows = [&](BoundId value, const Rows& hit, std::vector<uint32_t> hit_at) {
    if (hit.empty()) return;
    const bool all = !rows && hit.size() == batch.rows;
    branches.push_back({eval(value, batch, all ? nullptr : &hit), std::move(hit_at)});
  };
  const VecPtr subject = e.args[0] == kNoBound ? nullptr : eval(e.args[0], batch, rows);
  for (size_t k = 1; k + 1 < e.args.size() && !open.empty(); k += 2) {
    const VecPtr when = eval(e.args[k], batch, !rows && open.size() == count ? nullptr : &open);
    const bool typed = !subject && when->phys == Phys::kBoolean;
    Rows hit, rest;
    std::vector<uint32_t> hit_at, rest_at;
    for (size_t i = 0; i < open.size(); ++i) {
      bool take = false;
      if (typed) {
        take = when->bytes[when->at_row(i)] == 1;
      } else if (const Value w = when->at(i); subject) {
        take = equals(subject->at(at[i]), w).value_or(false);
      } else if (w.is(ValueType::kBoolean)) {
        take = w.as_boolean();
      } else if (!w.is_null()) {
        throw runtime_error("TypeError", "InvalidArgumentType", say("WHEN takes a boolean"));
      }
      (take ? hit : rest).push_back(open[i]);
      (take ? hit_at : rest_at).push_back(at[i]);
    }
    take_rows(e.args[k + 1], hit, std::move(hit_at));
    open = std::move(rest);
    at = std::move(rest_at);
  }
  if (e.args.size() % 2 == 0 && e.args.back() != kNoBound)
    take_rows(e.args.back(), open, std::move(at));
  return join_branches(branches, count);
}

}  // namespace hoego::query

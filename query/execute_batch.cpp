// SPDX-License-Identifier: Apache-2.0
// Columns of rows: reading an entry, gathering and joining.
#include "query/execute_batch.h"

#include <numeric>

namespace hoego::query {

bool Vec::is_null(size_t row) const {
  const size_t i = at_row(row);
  switch (phys) {
    case Phys::kValue:
      return values[i].is_null();
    case Phys::kNode:
    case Phys::kRel:
    case Phys::kCode:
      return ids[i] == kNoId;
    case Phys::kInteger:
    case Phys::kFloat:
      return !valid.empty() && !valid[i];
    case Phys::kBoolean:
      return bytes[i] == kNullByte;
  }
  return true;
}

Value Vec::at(size_t row) const {
  const size_t i = at_row(row);
  switch (phys) {
    case Phys::kValue:
      return values[i];
    case Phys::kNode:
      return ids[i] == kNoId ? Value() : Value::node(ids[i]);
    case Phys::kRel:
      return ids[i] == kNoId ? Value() : Value::relationship(ids[i]);
    case Phys::kCode:
      return ids[i] == kNoId ? Value() : Value::borrowed_string(strings->at(ids[i]));
    case Phys::kInteger:
      return is_null(row) ? Value() : Value::integer(ints[i]);
    case Phys::kFloat:
      return is_null(row) ? Value() : Value::floating(floats[i]);
    case Phys::kBoolean:
      return bytes[i] == kNullByte ? Value() : Value::boolean(bytes[i] != 0);
  }
  return {};
}

VecPtr Vec::of_constant(Value value) {
  auto out = std::make_shared<Vec>();
  out->constant = true;
  switch (value.type()) {
    case ValueType::kInteger:
      out->phys = Phys::kInteger;
      out->ints.push_back(value.as_integer());
      break;
    case ValueType::kFloat:
      out->phys = Phys::kFloat;
      out->floats.push_back(value.as_float());
      break;
    case ValueType::kBoolean:
      out->phys = Phys::kBoolean;
      out->bytes.push_back(value.as_boolean());
      break;
    default:
      out->values.push_back(std::move(value));
  }
  return out;
}

VecPtr Vec::of_values(std::vector<Value> values) {
  auto out = std::make_shared<Vec>();
  out->values = std::move(values);
  return out;
}

VecPtr Vec::of_ids(Phys phys, std::vector<uint32_t> ids) {
  auto out = std::make_shared<Vec>();
  out->phys = phys;
  out->ids = std::move(ids);
  return out;
}

VecPtr Vec::of_bytes(std::vector<uint8_t> bytes) {
  auto out = std::make_shared<Vec>();
  out->phys = Phys::kBoolean;
  out->bytes = std::move(bytes);
  return out;
}

VecPtr Vec::of_rows(size_t count) {
  auto out = std::make_shared<Vec>();
  out->phys = Phys::kRel;
  out->ids.resize(count);
  std::iota(out->ids.begin(), out->ids.end(), 0u);
  return out;
}

namespace {

template <typename T>
void take(const std::vector<T>& in, std::span<const uint32_t> rows, std::vector<T>& out) {
  out.resize(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) out[i] = in[rows[i]];
}

template <typename T>
void take_or(const std::vector<T>& in, std::span<const uint32_t> rows, T missing,
             std::vector<T>& out) {
  out.resize(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) out[i] = rows[i] == kNoId ? missing : in[rows[i]];
}

template <typename T>
void append(const std::vector<T>& in, bool constant, size_t count, std::vector<T>& out) {
  if (constant) {
    out.insert(out.end(), count, in[0]);
  } else {
    out.insert(out.end(), in.begin(), in.end());
  }
}

}  // namespace

VecPtr gather(const VecPtr& in, std::span<const uint32_t> rows) {
  if (in->constant) return in;
  auto out = std::make_shared<Vec>();
  out->phys = in->phys;
  out->strings = in->strings;
  switch (in->phys) {
    case Phys::kValue:
      take(in->values, rows, out->values);
      break;
    case Phys::kNode:
    case Phys::kRel:
    case Phys::kCode:
      take(in->ids, rows, out->ids);
      break;
    case Phys::kInteger:
      take(in->ints, rows, out->ints);
      break;
    case Phys::kFloat:
      take(in->floats, rows, out->floats);
      break;
    case Phys::kBoolean:
      take(in->bytes, rows, out->bytes);
      break;
  }
  if (!in->valid.empty()) take(in->valid, rows, out->valid);
  return out;
}

VecPtr gather_or_null(const VecPtr& in, std::span<const uint32_t> rows) {
  if (in->constant) {
    std::vector<Value> values(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
      if (rows[i] != kNoId) values[i] = in->at(0);
    }
    return Vec::of_values(std::move(values));
  }
  auto out = std::make_shared<Vec>();
  out->phys = in->phys;
  out->strings = in->strings;
  switch (in->phys) {
    case Phys::kValue:
      take_or(in->values, rows, Value(), out->values);
      break;
    case Phys::kNode:
    case Phys::kRel:
    case Phys::kCode:
      take_or(in->ids, rows, kNoId, out->ids);
      break;
    case Phys::kInteger:
      take_or(in->ints, rows, int64_t{0}, out->ints);
      break;
    case Phys::kFloat:
      take_or(in->floats, rows, 0.0, out->floats);
      break;
    case Phys::kBoolean:
      take_or(in->bytes, rows, kNullByte, out->bytes);
      break;
  }
  if (in->phys == Phys::kInteger || in->phys == Phys::kFloat) {
    out->valid.resize(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
      out->valid[i] = rows[i] != kNoId && (in->valid.empty() || in->valid[rows[i]]);
    }
  }
  return out;
}

VecPtr concatenate(std::span<const VecPtr> parts, std::span<const size_t> sizes) {
  if (parts.size() == 1 && !parts[0]->constant) return parts[0];
  bool same = true;
  bool holes = false;
  for (const VecPtr& part : parts) {
    same = same && part->phys == parts[0]->phys && part->strings == parts[0]->strings;
    holes = holes || !part->valid.empty();
  }
  auto out = std::make_shared<Vec>();
  if (!same) {
    for (size_t p = 0; p < parts.size(); ++p) {
      for (size_t i = 0; i < sizes[p]; ++i) out->values.push_back(parts[p]->at(i));
    }
    return out;
  }
  out->phys = parts[0]->phys;
  out->strings = parts[0]->strings;
  for (size_t p = 0; p < parts.size(); ++p) {
    const Vec& v = *parts[p];
    switch (v.phys) {
      case Phys::kValue:
        append(v.values, v.constant, sizes[p], out->values);
        break;
      case Phys::kNode:
      case Phys::kRel:
      case Phys::kCode:
        append(v.ids, v.constant, sizes[p], out->ids);
        break;
      case Phys::kInteger:
        append(v.ints, v.constant, sizes[p], out->ints);
        break;
      case Phys::kFloat:
        append(v.floats, v.constant, sizes[p], out->floats);
        break;
      case Phys::kBoolean:
        append(v.bytes, v.constant, sizes[p], out->bytes);
        break;
    }
    if (!holes) continue;
    if (v.valid.empty()) {
      out->valid.insert(out->valid.end(), sizes[p], 1);
    } else {
      append(v.valid, v.constant, sizes[p], out->valid);
    }
  }
  return out;
}

size_t bytes_of(const Vec& v) {
  return v.ids.size() * 4 + v.ints.size() * 8 + v.floats.size() * 8 + v.bytes.size() +
         v.valid.size() + v.values.size() * sizeof(Value) + sizeof(Vec);
}

std::vector<Slot> carried(const Batch& batch) {
  std::vector<Slot> out;
  for (Slot slot = 0; slot < batch.columns.size(); ++slot) {
    if (batch.columns[slot]) out.push_back(slot);
  }
  return out;
}

Batch select(const Batch& in, std::span<const Slot> slots, std::span<const uint32_t> rows) {
  Batch out;
  out.rows = rows.size();
  out.columns.resize(in.columns.size());
  for (Slot slot : slots) {
    if (in.columns[slot]) out.columns[slot] = gather(in.columns[slot], rows);
  }
  return out;
}

Batch narrow(const Batch& in, std::span<const Slot> slots) {
  Batch out;
  out.rows = in.rows;
  out.columns.resize(in.columns.size());
  for (Slot slot : slots) out.columns[slot] = in.columns[slot];
  return out;
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Expressions with rows of their own: comprehensions, quantifiers, reduce, map projections and
// subqueries. The elements of all rows are laid out as one batch and evaluated together.
#include <algorithm>

#include "base/messages.h"
#include "query/error.h"
#include "query/execute_match.h"
#include "query/execute_runtime.h"
#include "query/semantics.h"

namespace hoego::query {

namespace {

size_t count_of(const Batch& batch, const Rows* rows) {
  return rows ? rows->size() : batch.rows;
}

const List* list_of(const Value& v, std::string_view what) {
  if (v.is_null()) return nullptr;
  if (!v.is(ValueType::kList)) {
    throw runtime_error("TypeError", "InvalidArgumentType",
                        say("{} takes a list, not {}", translated(what), a_type(v)));
  }
  return &v.as_list();
}

uint8_t truth(const Value& v) {
  if (v.is_null()) return kNullByte;
  if (!v.is(ValueType::kBoolean)) {
    throw runtime_error("TypeError", "InvalidArgumentType",
                        say("a condition must be a boolean, not {}", a_type(v)));
  }
  return v.as_boolean();
}

}  // namespace

struct Evaluator::Unrolled {
  Batch batch;
  std::vector<uint32_t> parents;  // places in the result
  std::vector<bool> null;         // of the result: the list itself is null
};

const std::vector<Slot>& Evaluator::reads_of(BoundId id) {
  const auto [at, fresh] = reads_.try_emplace(id);
  if (fresh) {
    append_reads(rt_.plan, id, at->second);
    std::sort(at->second.begin(), at->second.end());
    at->second.erase(std::unique(at->second.begin(), at->second.end()), at->second.end());
  }
  return at->second;
}

Evaluator::Unrolled Evaluator::unroll(const BoundExpr& e, BoundId id, const Vec& lists,
                                      const Batch& batch, const Rows* rows, size_t count) {
  Unrolled out;
  out.null.resize(count);
  std::vector<Value> elements;
  Rows from;
  for (uint32_t i = 0; i < count; ++i) {
    const Value value = lists.at(i);
    const List* list = list_of(value, wording("a comprehension"));
    out.null[i] = list == nullptr;
    if (!list) continue;
    for (const Value& element : *list) {
      elements.push_back(element);
      out.parents.push_back(i);
      from.push_back(rows ? (*rows)[i] : i);
    }
  }
  out.batch = select(batch, reads_of(id), from);
  out.batch.columns[e.slot] = Vec::of_values(std::move(elements));
  return out;
}

VecPtr Evaluator::list_comprehension(const BoundExpr& e, BoundId id, const Batch& batch,
                                     const Rows* rows) {
  const size_t count = count_of(batch, rows);
  const VecPtr lists = eval(e.args[0], batch, rows);
  const Unrolled u = unroll(e, id, *lists, batch, rows, count);
  Rows kept;
  if (e.args[1] != kNoBound) {
    filter(e.args[1], u.batch, kept);
  } else {
    kept.resize(u.parents.size());
    for (uint32_t i = 0; i < kept.size(); ++i) kept[i] = i;
  }
  const VecPtr values = e.args[2] != kNoBound ? eval(e.args[2], u.batch, &kept)
                                              : gather(u.batch.columns[e.slot], kept);
  std::vector<List> out(count);
  for (size_t i = 0; i < kept.size(); ++i) out[u.parents[kept[i]]].push_back(values->at(i));
  std::vector<Value> result(count);
  for (size_t i = 0; i < count; ++i) {
    if (!u.null[i]) result[i] = Value::list(std::move(out[i]));
  }
  return Vec::of_values(std::move(result));
}

VecPtr Evaluator::quantifier(const BoundExpr& e, BoundId id, const Batch& batch, const Rows* rows) {
  const size_t count = count_of(batch, rows);
  const VecPtr lists = eval(e.args[0], batch, rows);
  const Unrolled u = unroll(e, id, *lists, batch, rows, count);
  std::vector<uint32_t> yes(count), no(count), unknown(count);
  const VecPtr test = e.args[1] == kNoBound ? u.batch.columns[e.slot] : eval(e.args[1], u.batch);
  for (size_t i = 0; i < u.parents.size(); ++i) {
    const uint8_t t = truth(test->at(i));
    ++(t == kNullByte ? unknown : t ? yes : no)[u.parents[i]];
  }
  std::vector<uint8_t> out(count);
  for (size_t i = 0; i < count; ++i) {
    if (u.null[i]) {
      out[i] = kNullByte;
    } else if (e.name == "all") {
      out[i] = no[i] ? 0 : unknown[i] ? kNullByte : 1;
    } else if (e.name == "any") {
      out[i] = yes[i] ? 1 : unknown[i] ? kNullByte : 0;
    } else if (e.name == "none") {
      out[i] = yes[i] ? 0 : unknown[i] ? kNullByte : 1;
    } else {
      out[i] = yes[i] > 1 ? 0 : unknown[i] ? kNullByte : yes[i] == 1;
    }
  }
  return Vec::of_bytes(std::move(out));
}

// Step by step through the lists of all rows at once.
VecPtr Evaluator::reduce(const BoundExpr& e, BoundId id, const Batch& batch, const Rows* rows) {
  const size_t count = count_of(batch, rows);
  const VecPtr start = eval(e.args[0], batch, rows);
  const VecPtr lists = eval(e.args[1], batch, rows);
  std::vector<Value> list_values(count);
  std::vector<Value> accumulated(count);
  size_t longest = 0;
  for (size_t i = 0; i < count; ++i) {
    list_values[i] = lists->at(i);
    const List* list = list_of(list_values[i], "reduce");
    if (!list) continue;
    accumulated[i] = start->at(i);
    longest = std::max(longest, list->size());
  }
  for (size_t step = 0; step < longest; ++step) {
    rt_.tick();
    Rows from;
    std::vector<uint32_t> places;
    std::vector<Value> elements, sums;
    for (uint32_t i = 0; i < count; ++i) {
      if (list_values[i].is_null() || list_values[i].as_list().size() <= step) continue;
      from.push_back(rows ? (*rows)[i] : i);
      places.push_back(i);
      elements.push_back(list_values[i].as_list()[step]);
      sums.push_back(accumulated[i]);
    }
    Batch inner = select(batch, reads_of(id), from);
    inner.columns[e.slot] = Vec::of_values(std::move(elements));
    inner.columns[e.slot2] = Vec::of_values(std::move(sums));
    const VecPtr next = eval(e.args[2], inner);
    for (size_t i = 0; i < places.size(); ++i) accumulated[places[i]] = next->at(i);
  }
  return Vec::of_values(std::move(accumulated));
}

VecPtr Evaluator::map_projection(const BoundExpr& e, const Batch& batch, const Rows* rows) {
  const size_t count = count_of(batch, rows);
  const VecPtr base = eval(e.args[0], batch, rows);
  std::vector<VecPtr> parts;
  for (size_t k = 1; k < e.args.size(); ++k) {
    parts.push_back(e.args[k] == kNoBound ? nullptr : eval(e.args[k], batch, rows));
  }
  std::vector<Value> values(count);
  for (size_t i = 0; i < count; ++i) {
    const Value b = base->at(i);
    if (b.is_null()) continue;
    Map map;
    for (size_t k = 0; k < parts.size(); ++k) {
      if (parts[k]) {
        map.emplace_back(e.names[k], parts[k]->at(i));
        continue;
      }
      const Map all = property_map_of(rt_, b);
      map.insert(map.end(), all.begin(), all.end());
    }
    values[i] = Value::map(std::move(map));
  }
  return Vec::of_values(std::move(values));
}

VecPtr Evaluator::subquery(const BoundExpr& e, const Batch& batch, const Rows* rows) {
  using Use = BoundSubquery::Use;
  const size_t count = count_of(batch, rows);
  const BoundSubquery& sub = rt_.plan.bound.subqueries[e.subquery];
  const Pipeline& pipeline = rt_.plan.subplans[e.subquery];
  const Slot row_slot = rt_.plan.subplan_rows[e.subquery];
  if (subplans_.size() <= e.subquery) subplans_.resize(rt_.plan.subplans.size());
  auto& plan = subplans_[e.subquery];
  if (!plan) plan = std::make_unique<SubPipeline>(rt_, pipeline);

  std::vector<int64_t> counts(count);
  std::vector<List> lists(count);
  std::vector<Value> firsts(count);
  int64_t one_row = -1;  // the row that runs, where they run one by one
  const SubPipeline::Sink sink = [&](const Batch& out) {
    for (size_t i = 0; i < out.rows; ++i) {
      const VecPtr& outer = out.columns[row_slot];
      const size_t row = one_row >= 0 ? static_cast<size_t>(one_row) : outer->ids[outer->at_row(i)];
      if (sub.use == Use::kCollect) lists[row].push_back(out.columns[sub.query.outputs[0]]->at(i));
      if (sub.use == Use::kFirst && counts[row] == 0) {
        firsts[row] = out.columns[sub.query.outputs[0]]->at(i);
      }
      ++counts[row];
    }
    return one_row < 0 || sub.use != Use::kExists;
  };
  const auto& reads = rt_.plan.subplan_reads[e.subquery];
  if (is_row_wise(pipeline)) {
    Batch inner = rows ? select(batch, reads, *rows) : narrow(batch, reads);
    inner.columns[row_slot] = Vec::of_rows(count);
    plan->run(inner, sink);
  } else {
    for (uint32_t i = 0; i < count; ++i) {
      one_row = i;
      const uint32_t from = rows ? (*rows)[i] : i;
      Batch inner = select(batch, reads, std::span(&from, 1));
      inner.columns[row_slot] = Vec::of_rows(1);
      plan->run(inner, sink);
    }
  }
  std::vector<Value> values(count);
  std::vector<uint8_t> bytes(sub.use == Use::kExists ? count : 0);
  for (size_t i = 0; i < count; ++i) {
    switch (sub.use) {
      case Use::kExists:
        bytes[i] = counts[i] > 0;
        break;
      case Use::kCount:
        values[i] = Value::integer(counts[i]);
        break;
      case Use::kCollect:
        values[i] = Value::list(std::move(lists[i]));
        break;
      default:
        values[i] = firsts[i];
    }
  }
  return sub.use == Use::kExists ? Vec::of_bytes(std::move(bytes))
                                 : Vec::of_values(std::move(values));
}

VecPtr Evaluator::degree(const BoundExpr& e, const Batch& batch, const Rows* rows) {
  const size_t count = count_of(batch, rows);
  auto out = std::make_shared<Vec>();
  out->phys = Phys::kInteger;
  out->ints.resize(count);
  const StepTypes types(rt_, e.labels);
  if (types.none()) return out;
  std::vector<uint32_t> storage;
  const VecPtr column = eval(e.args[0], batch, rows);
  const auto nodes = view_ids(column, Phys::kNode, count, storage);
  const Direction direction = direction_of(e.arrow);
  const TypeAdjacency* list = types.ids.size() == 1 && direction != Direction::kBoth
                                  ? &rt_.graph.adjacency(types.ids[0], direction)
                                  : nullptr;
  for (size_t i = 0; i < count; ++i) {
    if (nodes[i] == kNoId) continue;
    out->ints[i] = static_cast<int64_t>(list && list->plain()
                                            ? list->base(nodes[i]).size
                                            : rt_.graph.degree(nodes[i], direction, types.ids));
  }
  return out;
}

}  // namespace hoego::query

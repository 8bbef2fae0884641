// SPDX-License-Identifier: Apache-2.0
// Operators that change the graph: CREATE, MERGE, SET, REMOVE, DELETE, FOREACH, and CALL.
#include <algorithm>

#include "base/messages.h"
#include "query/error.h"
#include "query/execute_match.h"

namespace hoego::query {

namespace {

void check_storable(const Value& v, const std::string& key, bool inside = false) {
  switch (v.type()) {
    case ValueType::kMap:
    case ValueType::kNode:
    case ValueType::kRelationship:
    case ValueType::kPath:
      break;
    case ValueType::kList:
      if (inside) break;
      for (const Value& item : v.as_list()) check_storable(item, key, true);
      return;
    default:
      return;
  }
  throw runtime_error("TypeError", "InvalidPropertyType",
                      inside ? say("property `{}` cannot hold {} in a list", key, a_type(v))
                             : say("property `{}` cannot hold {}", key, a_type(v)),
                      say("store its parts as properties of their own"));
}

[[noreturn]] void fail_deleted() {
  throw runtime_error("EntityNotFound", "DeletedEntityAccess",
                      say("the element was deleted before"), say("change it before DELETE"));
}

// Writes to elements, counted.
class Writer {
 public:
  explicit Writer(Runtime& runtime) : rt_(runtime) {}

  NodeId create_node(const std::optional<LabelExpr>& labels) {
    std::vector<LabelId> ids;
    if (labels) {
      for (const std::string& name : names_of(*labels)) ids.push_back(rt_.graph.intern_label(name));
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    ++rt_.stats.nodes_created;
    rt_.stats.labels_added += static_cast<int64_t>(ids.size());
    return rt_.graph.create_node(ids);
  }

  RelId create_relationship(NodeId from, NodeId to, const LabelExpr& type) {
    const auto names = names_of(type);
    if (names.size() != 1) {
      throw runtime_error("ArgumentError", "NoSingleRelationshipType",
                          say("a created relationship needs exactly one type"));
    }
    if (!rt_.graph.node_alive(from) || !rt_.graph.node_alive(to)) fail_deleted();
    ++rt_.stats.relationships_created;
    return rt_.graph.create_relationship(from, to, rt_.graph.intern_type(names[0]));
  }

  void set(const Value& target, const std::string& key, const Value& value) {
    check_storable(value, key);
    if (target.is(ValueType::kNode)) {
      const NodeId id = target.as_node();
      if (!rt_.graph.node_alive(id)) fail_deleted();
      if (value.is_null() && !rt_.graph.find_key(key)) return;
      const KeyId k = rt_.graph.intern_key(key);
      if (same(rt_.graph.node_property(id, k), value)) return;
      rt_.graph.set_node_property(id, k, value);
    } else {
      const RelId id = target.as_relationship();
      if (!rt_.graph.relationship_alive(id)) fail_deleted();
      if (value.is_null() && !rt_.graph.find_key(key)) return;
      const KeyId k = rt_.graph.intern_key(key);
      if (same(rt_.graph.relationship_property(id, k), value)) return;
      rt_.graph.set_relationship_property(id, k, value);
    }
    ++rt_.stats.properties_set;
  }

  void replace(const Value& target, const Map& map, bool keep_others) {
    if (!keep_others) {
      for (const auto& [key, value] : property_map_of(rt_, target)) {
        const bool stays = std::any_of(map.begin(), map.end(),
                                       [&key = key](const auto& e) { return e.first == key; });
        if (!stays) set(target, key, {});
      }
    }
    for (const auto& [key, value] : map) set(target, key, value);
  }

  void set_labels(const Value& target, const std::vector<std::string>& labels, bool add) {
    if (!target.is(ValueType::kNode)) {
      throw runtime_error("TypeError", "InvalidArgumentType", say("only nodes have labels"));
    }
    const NodeId id = target.as_node();
    if (!rt_.graph.node_alive(id)) fail_deleted();
    for (const std::string& name : labels) {
      if (add) {
        rt_.stats.labels_added += rt_.graph.add_label(id, rt_.graph.intern_label(name));
      } else if (const auto label = rt_.graph.find_label(name)) {
        rt_.stats.labels_removed += rt_.graph.remove_label(id, *label);
      }
    }
  }

  void delete_relationship(RelId id) {
    if (!rt_.graph.relationship_alive(id)) return;
    rt_.graph.delete_relationship(id);
    rt_.deleted = true;
    if (id >= rt_.first_new_rel) {
      --rt_.stats.relationships_created;
    } else {
      ++rt_.stats.relationships_deleted;
    }
  }

  // A node with relationships is put off: they may be deleted later in the statement.
  void delete_node(const PendingDelete& wanted, bool detach) {
    const NodeId id = wanted.node;
    if (!rt_.graph.node_alive(id)) return;
    if (detach) {
      std::vector<RelId> rels;
      rt_.graph.for_each_relationship(id, Direction::kBoth, {}, [&](RelId rel, NodeId) {
        rels.push_back(rel);
        return true;
      });
      for (RelId rel : rels) delete_relationship(rel);
    } else if (rt_.graph.degree(id, Direction::kBoth) > 0) {
      rt_.pending_deletes.push_back(wanted);
      return;
    }
    rt_.graph.delete_node(id);
    rt_.deleted = true;
    if (id >= rt_.first_new_node) {
      --rt_.stats.nodes_created;
    } else {
      ++rt_.stats.nodes_deleted;
    }
  }

  static std::vector<std::string> names_of(const LabelExpr& labels) {
    if (labels.kind == LabelExpr::Kind::kName) return {labels.name.text};
    std::vector<std::string> out;
    for (const LabelExpr& child : labels.children) {
      for (std::string& name : names_of(child)) out.push_back(std::move(name));
    }
    return out;
  }

 private:
  static bool same(const Value& a, const Value& b) {
    return a.type() == b.type() && equivalent(a, b);
  }

  Runtime& rt_;
};

// SET items for one row of a batch.
void apply_set(Runtime& rt, const std::vector<BoundSetItem>& items, const Batch& row) {
  Writer writer(rt);
  for (const BoundSetItem& item : items) {
    const Value target = rt.eval.single(item.target, row);
    if (target.is_null()) continue;
    if (!target.is(ValueType::kNode) && !target.is(ValueType::kRelationship)) {
      throw runtime_error("TypeError", "InvalidArgumentType",
                          say("SET changes nodes and relationships, not {}", a_type(target)));
    }
    try {
      using Kind = BoundSetItem::Kind;
      switch (item.kind) {
        case Kind::kProperty:
          writer.set(target, item.key, rt.eval.single(item.value, row));
          break;
        case Kind::kReplace:
        case Kind::kMerge: {
          const Value value = rt.eval.single(item.value, row);
          const bool merge = item.kind == Kind::kMerge;
          if (value.is_null() && merge) break;
          writer.replace(target, value.is_null() ? Map{} : property_map_of(rt, value), merge);
          break;
        }
        case Kind::kAddLabels:
          writer.set_labels(target, item.labels, true);
          break;
        case Kind::kRemoveLabels:
          writer.set_labels(target, item.labels, false);
          break;
      }
    } catch (QueryError& error) {
      if (error.span().empty()) error.set_span(item.span);
      throw;
    }
  }
}

std::vector<Slot> set_reads(const Plan& plan, const std::vector<BoundSetItem>& items) {
  std::vector<Slot> out;
  for (const BoundSetItem& item : items) {
    append_reads(plan, item.target, out);
    append_reads(plan, item.value, out);
  }
  return out;
}

// The values that the pattern of CREATE or MERGE gives one element, for all rows of a batch.
struct ElementValues {
  std::vector<VecPtr> values;
  VecPtr map;
};

ElementValues evaluate(Runtime& rt, const BoundProperties& properties, BoundId map,
                       const Batch& batch) {
  ElementValues out;
  for (const auto& [key, value] : properties) out.values.push_back(rt.eval.eval(value, batch));
  if (map != kNoBound) out.map = rt.eval.eval(map, batch);
  return out;
}

void assign(Runtime& rt, Writer& writer, const Value& element, const BoundProperties& properties,
            const ElementValues& values, size_t row) {
  for (size_t i = 0; i < properties.size(); ++i) {
    writer.set(element, properties[i].first, values.values[i]->at(row));
  }
  if (values.map) writer.replace(element, property_map_of(rt, values.map->at(row)), true);
}

// Creates what a path introduces, for all rows of a batch, and adds the new columns to it.
void create_path(Runtime& rt, const BoundPath& path, Batch& batch) {
  Writer writer(rt);
  for (const BoundNode& node : path.nodes) {
    if (node.bound) continue;
    const ElementValues values = evaluate(rt, node.properties, node.property_map, batch);
    std::vector<NodeId> ids(batch.rows);
    for (size_t row = 0; row < batch.rows; ++row) {
      ids[row] = writer.create_node(node.labels);
      assign(rt, writer, Value::node(ids[row]), node.properties, values, row);
    }
    batch.columns[node.slot] = Vec::of_ids(Phys::kNode, std::move(ids));
  }
  for (size_t i = 0; i < path.rels.size(); ++i) {
    const BoundRel& rel = path.rels[i];
    const ElementValues values = evaluate(rt, rel.properties, rel.property_map, batch);
    auto from = ids_of(batch.columns[path.nodes[i].slot], Phys::kNode, batch.rows);
    auto to = ids_of(batch.columns[path.nodes[i + 1].slot], Phys::kNode, batch.rows);
    if (rel.arrow == Arrow::kLeft) std::swap(from, to);
    std::vector<RelId> ids(batch.rows);
    for (size_t row = 0; row < batch.rows; ++row) {
      if (from[row] == kNoId || to[row] == kNoId) {
        QueryError error =
            runtime_error("EntityNotFound", "MissingNode",
                          say("a relationship cannot be created at a node that is null"));
        error.set_span(rel.span);
        throw error;
      }
      ids[row] = writer.create_relationship(from[row], to[row], *rel.types);
      assign(rt, writer, Value::relationship(ids[row]), rel.properties, values, row);
    }
    batch.columns[rel.slot] = Vec::of_ids(Phys::kRel, std::move(ids));
  }
  if (path.path == kNoSlot) return;
  std::vector<Value> paths(batch.rows);
  for (size_t row = 0; row < batch.rows; ++row) {
    Path p;
    for (const BoundNode& node : path.nodes)
      p.nodes.push_back(batch.columns[node.slot]->at(row).as_node());
    for (const BoundRel& rel : path.rels)
      p.rels.push_back(batch.columns[rel.slot]->at(row).as_relationship());
    paths[row] = Value::path(std::move(p));
  }
  batch.columns[path.path] = Vec::of_values(std::move(paths));
}

class Create : public Operator {
 public:
  using Operator::Operator;
  bool push(const Batch& batch) override {
    rt_.tick();
    Batch out = batch;
    for (const BoundPath& path : step_->paths) create_path(rt_, path, out);
    return emit(narrow(out, step_->live));
  }
};

class Set : public Operator {
 public:
  Set(Runtime& runtime, const Step* step)
      : Operator(runtime, step), reads_(set_reads(runtime.plan, step->set)) {}
  bool push(const Batch& batch) override {
    rt_.tick();
    for (uint32_t row = 0; row < batch.rows; ++row) {
      apply_set(rt_, step_->set, select(batch, reads_, std::span(&row, 1)));
    }
    return emit(narrow(batch, step_->live));
  }

 private:
  std::vector<Slot> reads_;
};

class Delete : public Operator {
 public:
  using Operator::Operator;
  bool push(const Batch& batch) override {
    std::vector<PendingDelete> nodes;
    std::vector<RelId> rels;
    for (BoundId id : step_->values) {
      const VecPtr values = rt_.eval.eval(id, batch);
      for (size_t row = 0; row < batch.rows; ++row) collect(values->at(row), nodes, rels, id);
    }
    Writer writer(rt_);
    for (RelId rel : rels) writer.delete_relationship(rel);
    for (const PendingDelete& node : nodes) writer.delete_node(node, step_->detach);
    return emit(narrow(batch, step_->live));
  }
  void finish() override {
    // Rows that came later may have deleted what stood in the way.
    std::vector<PendingDelete> pending;
    std::swap(pending, rt_.pending_deletes);
    Writer writer(rt_);
    for (const PendingDelete& node : pending) writer.delete_node(node, false);
    next_->finish();
  }

 private:
  void collect(const Value& v, std::vector<PendingDelete>& nodes, std::vector<RelId>& rels,
               BoundId id) {
    const Span span = rt_.plan.bound.exprs[id].span;
    switch (v.type()) {
      case ValueType::kNull:
        return;
      case ValueType::kNode:
        nodes.push_back({v.as_node(), span});
        return;
      case ValueType::kRelationship:
        rels.push_back(v.as_relationship());
        return;
      case ValueType::kPath:
        for (NodeId node : v.as_path().nodes) nodes.push_back({node, span});
        rels.insert(rels.end(), v.as_path().rels.begin(), v.as_path().rels.end());
        return;
      default:
        break;
    }
    QueryError error =
        runtime_error("TypeError", "InvalidArgumentType",
                      say("DELETE removes nodes, relationships and paths, not {}", a_type(v)));
    error.set_span(span);
    throw error;
  }
};

class Merge : public Operator {
 public:
  Merge(Runtime& runtime, const Step* step)
      : Operator(runtime, step), inside_(runtime, step->pipelines[0]), path_(step->paths[0]) {
    append_reads(runtime.plan, *step, reads_);
    std::sort(reads_.begin(), reads_.end());
    reads_.erase(std::unique(reads_.begin(), reads_.end()), reads_.end());
    std::erase(reads_, kNoSlot);
  }

  bool push(const Batch& batch) override {
    rt_.tick();
    parents_.clear();
    columns_.assign(step_->slots.size(), {});
    for (uint32_t row = 0; row < batch.rows; ++row) merge_row(batch, row);
    Batch out = select(batch, step_->live, parents_);
    for (size_t i = 0; i < step_->slots.size(); ++i) {
      const Slot slot = step_->slots[i];
      if (!is_live(*step_, slot)) continue;
      const Type::Kind kind = rt_.plan.bound.slot_types[slot].kind;
      const VecPtr values = Vec::of_values(std::move(columns_[i]));
      out.columns[slot] = kind == Type::Kind::kNode
                              ? Vec::of_ids(Phys::kNode, ids_of(values, Phys::kNode, out.rows))
                          : kind == Type::Kind::kRelationship
                              ? Vec::of_ids(Phys::kRel, ids_of(values, Phys::kRel, out.rows))
                              : values;
    }
    return parents_.empty() || emit(out);
  }

 private:
  void merge_row(const Batch& batch, uint32_t row) {
    Batch one = select(batch, reads_, std::span(&row, 1));
    check(one);
    Batch inner = one;
    inner.columns.resize(rt_.slot_count());
    std::vector<Batch> found;
    const SubPipeline::Sink sink = [&](const Batch& out) {
      found.push_back(out);
      return true;
    };
    inside_.run(inner, sink);
    size_t rows = 0;
    for (const Batch& result : found) rows += result.rows;
    if (rows == 0) {
      create_path(rt_, path_, one);
      apply_set(rt_, step_->set_create, one);
      put(row, one, 0);
      return;
    }
    for (const Batch& result : found) {
      for (uint32_t i = 0; i < result.rows; ++i) {
        if (!step_->set_match.empty()) {
          Batch matched = one;
          const Batch picked = select(result, step_->slots, std::span(&i, 1));
          for (Slot slot : step_->slots) matched.columns[slot] = picked.columns[slot];
          apply_set(rt_, step_->set_match, matched);
        }
        put(row, result, i);
      }
    }
  }

  void put(uint32_t row, const Batch& result, uint32_t i) {
    parents_.push_back(row);
    for (size_t k = 0; k < step_->slots.size(); ++k) {
      columns_[k].push_back(result.columns[step_->slots[k]]->at(i));
    }
  }

  // Null properties find nothing and cannot be created; null nodes cannot be joined.
  void check(const Batch& one) {
    const auto properties = [&](const BoundProperties& list) {
      for (const auto& [key, value] : list) {
        if (!rt_.eval.single(value, one).is_null()) continue;
        throw QueryError("SemanticError", Phase::kRuntime, "MergeReadOwnWrites",
                         say("MERGE cannot use null for property `{}`", key),
                         rt_.plan.bound.exprs[value].span, say("use SET after MERGE, or CREATE"));
      }
    };
    for (const BoundNode& node : path_.nodes) {
      properties(node.properties);
      if (node.bound && one.columns[node.slot]->is_null(0)) {
        QueryError error = runtime_error("EntityNotFound", "MissingNode",
                                         say("MERGE cannot use a node that is null"));
        error.set_span(node.span);
        throw error;
      }
    }
    for (const BoundRel& rel : path_.rels) properties(rel.properties);
  }

  SubPipeline inside_;
  const BoundPath& path_;
  std::vector<Slot> reads_;
  Rows parents_;
  std::vector<std::vector<Value>> columns_;
};

class Foreach : public Operator {
 public:
  Foreach(Runtime& runtime, const Step* step)
      : Operator(runtime, step), inside_(runtime, step->pipelines[0]) {
    append_reads(runtime.plan, *step, reads_);
    std::sort(reads_.begin(), reads_.end());
    reads_.erase(std::unique(reads_.begin(), reads_.end()), reads_.end());
  }
  bool push(const Batch& batch) override {
    const VecPtr lists = rt_.eval.eval(step_->value, batch);
    Rows parents;
    std::vector<Value> elements;
    for (uint32_t row = 0; row < batch.rows; ++row) {
      const Value v = lists->at(row);
      if (v.is_null()) continue;
      if (!v.is(ValueType::kList)) {
        throw runtime_error("TypeError", "InvalidArgumentType", say("FOREACH takes a list"));
      }
      for (const Value& element : v.as_list()) {
        parents.push_back(row);
        elements.push_back(element);
      }
    }
    Batch inner = select(batch, reads_, parents);
    inner.columns[step_->slot] = Vec::of_values(std::move(elements));
    const SubPipeline::Sink sink = [](const Batch&) { return true; };
    if (inner.rows > 0) inside_.run(inner, sink);
    return emit(narrow(batch, step_->live));
  }

 private:
  SubPipeline inside_;
  std::vector<Slot> reads_;
};

class Call : public Operator {
 public:
  using Operator::Operator;
  bool push(const Batch& batch) override {
    const BoundCall& call = *step_->call;
    const Procedure& procedure = *call.procedure;
    std::vector<VecPtr> args;
    for (BoundId arg : call.args) args.push_back(rt_.eval.eval(arg, batch));
    Rows parents;
    std::vector<std::vector<Value>> columns(call.yields.size());
    for (uint32_t row = 0; row < batch.rows; ++row) {
      rt_.tick();
      std::vector<Value> values;
      for (size_t i = 0; i < args.size(); ++i) {
        Value v = args[i]->at(row);
        if (v.is(ValueType::kInteger) && procedure.inputs[i].type.starts_with("FLOAT")) {
          v = Value::floating(static_cast<double>(v.as_integer()));
        }
        values.push_back(std::move(v));
      }
      values.resize(procedure.inputs.size());
      try {
        procedure.run(rt_.graph, values, [&](std::vector<Value> fields) {
          parents.push_back(row);
          for (size_t k = 0; k < columns.size(); ++k)
            columns[k].push_back(fields[call.yields[k].first]);
        });
      } catch (QueryError& error) {
        if (error.span().empty()) error.set_span(call.span);
        throw;
      }
      if (procedure.outputs.empty()) parents.push_back(row);
    }
    if (parents.empty()) return true;
    Batch out = select(batch, step_->live, parents);
    for (size_t k = 0; k < columns.size(); ++k) {
      out.columns[call.yields[k].second] = Vec::of_values(std::move(columns[k]));
    }
    return emit(out);
  }
};

}  // namespace

Map property_map_of(Runtime& rt, const Value& value) {
  Map out;
  const auto take = [&](const std::vector<std::pair<KeyId, Value>>& properties) {
    for (const auto& [key, v] : properties) {
      out.emplace_back(rt.graph.key_name(key), rt.own_strings ? v.owned() : v);
    }
  };
  switch (value.type()) {
    case ValueType::kMap:
      return value.as_map();
    case ValueType::kNode:
      if (!rt.graph.node_alive(value.as_node())) fail_deleted();
      take(rt.graph.node_properties(value.as_node()));
      return out;
    case ValueType::kRelationship:
      if (!rt.graph.relationship_alive(value.as_relationship())) fail_deleted();
      take(rt.graph.relationship_properties(value.as_relationship()));
      return out;
    case ValueType::kNull:
      return out;
    default:
      throw runtime_error(
          "TypeError", "InvalidArgumentType",
          say("properties come from a map, a node or a relationship, not from {}", a_type(value)));
  }
}

std::unique_ptr<Operator> make_write_operator(Runtime& runtime, const Step& step) {
  switch (step.kind) {
    case StepKind::kCreate:
      return std::make_unique<Create>(runtime, &step);
    case StepKind::kSet:
      return std::make_unique<Set>(runtime, &step);
    case StepKind::kDelete:
      return std::make_unique<Delete>(runtime, &step);
    case StepKind::kMerge:
      return std::make_unique<Merge>(runtime, &step);
    case StepKind::kForeach:
      return std::make_unique<Foreach>(runtime, &step);
    case StepKind::kCall:
      return std::make_unique<Call>(runtime, &step);
    default:
      return nullptr;
  }
}

}  // namespace hoego::query

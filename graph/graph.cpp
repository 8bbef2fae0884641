// SPDX-License-Identifier: Apache-2.0
// Writing to the graph and reading single elements: every write goes to a column, a bitmap or the
// adjacency, and is noted for undo and for the store.
#include "graph/graph.h"

#include <algorithm>
#include <atomic>
#include <cassert>

#include "base/error.h"
#include "base/messages.h"
#include "graph/rep.h"

namespace hoego {

std::optional<uint16_t> Names::find(std::string_view name) const {
  auto it = ids.find(name);
  return it == ids.end() ? std::nullopt : std::optional<uint16_t>(it->second);
}

Graph::Rep::Rep() {
  static std::atomic<uint64_t> instances = 0;
  instance = ++instances;
}

uint16_t Names::intern(std::string_view name, const char* too_many) {
  if (auto id = find(name)) return *id;
  if (names.size() == 0xFFFF) throw Error(ErrorKind::kInput, std::string(translated(too_many)));
  auto id = static_cast<uint16_t>(names.size());
  names.emplace_back(name);
  ids.emplace(name, id);
  return id;
}

Graph::Graph() : rep_(std::make_unique<Rep>()), adjacency_(&rep_->adjacency) {}
Graph::~Graph() = default;
Graph::Graph(Graph&&) noexcept = default;
Graph& Graph::operator=(Graph&&) noexcept = default;

// Names.
std::optional<LabelId> Graph::find_label(std::string_view n) const {
  return rep_->labels.find(n);
}
std::optional<TypeId> Graph::find_type(std::string_view n) const {
  return rep_->types.find(n);
}
std::optional<KeyId> Graph::find_key(std::string_view n) const {
  return rep_->keys.find(n);
}

LabelId Graph::intern_label(std::string_view name) {
  LabelId id = rep_->labels.intern(name, wording("a graph can have 65,535 different labels"));
  rep_->per_label.resize(label_count());
  rep_->label_bits.resize(label_count());
  return id;
}

TypeId Graph::intern_type(std::string_view name) {
  TypeId id =
      rep_->types.intern(name, wording("a graph can have 65,535 different relationship types"));
  rep_->per_type.resize(type_count());
  while (adjacency_->type_count() < type_count()) adjacency_->add_type();
  return id;
}

KeyId Graph::intern_key(std::string_view name) {
  KeyId id = rep_->keys.intern(name, wording("a graph can have 65,535 different property keys"));
  rep_->node_columns.resize(key_count());
  rep_->relationship_columns.resize(key_count());
  return id;
}

const std::string& Graph::label_name(LabelId id) const {
  return rep_->labels.names[id];
}
const std::string& Graph::type_name(TypeId id) const {
  return rep_->types.names[id];
}
const std::string& Graph::key_name(KeyId id) const {
  return rep_->keys.names[id];
}
size_t Graph::label_count() const {
  return rep_->labels.names.size();
}
size_t Graph::type_count() const {
  return rep_->types.names.size();
}
size_t Graph::key_count() const {
  return rep_->keys.names.size();
}

// Sizes.
size_t Graph::node_count() const {
  return rep_->node_count;
}
size_t Graph::relationship_count() const {
  return rep_->relationship_count;
}
size_t Graph::node_count(LabelId label) const {
  return rep_->per_label[label];
}
size_t Graph::relationship_count(TypeId type) const {
  return rep_->per_type[type];
}
NodeId Graph::node_limit() const {
  return rep_->node_limit();
}
RelId Graph::relationship_limit() const {
  return adjacency_->limit();
}

// What writes have in common.
uint16_t Graph::Rep::set_id(std::vector<LabelId> sorted) {
  auto it = set_ids.find(sorted);
  if (it != set_ids.end()) return it->second;
  if (label_sets.size() == 0xFFFF)
    throw Error(ErrorKind::kInput, say("a graph can have 65,535 different combinations of labels"));
  auto id = static_cast<uint16_t>(label_sets.size());
  label_sets.push_back(sorted);
  set_ids.emplace(std::move(sorted), id);
  return id;
}

uint16_t Graph::Rep::set_of(std::span<const LabelId> wanted) {
  // Most nodes have the labels of one that was made shortly before.
  uint16_t& recent = recent_sets[wanted.empty() ? 0 : wanted.front() % recent_sets.size()];
  if (std::ranges::equal(label_sets[recent], wanted)) return recent;
  std::vector<LabelId> sorted(wanted.begin(), wanted.end());
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return recent = set_id(std::move(sorted));
}

void Graph::Rep::set_node_alive(NodeId id, bool alive) {
  ++version;
  nodes_alive.assign(id, alive);
  alive ? ++node_count : --node_count;
  for (LabelId label : label_sets[label_set[id]]) {
    label_bits[label].assign(id, alive);
    alive ? ++per_label[label] : --per_label[label];
  }
}

void Graph::Rep::set_relationship_alive(RelId id, bool alive) {
  ++version;
  adjacency.set_alive(id, alive);
  size_t& of_type = per_type[adjacency.types()[id]];
  alive ? ++of_type : --of_type;
  alive ? ++relationship_count : --relationship_count;
}

void Graph::Rep::set_labels(NodeId id, uint16_t set) {
  set_node_alive(id, false);
  label_set[id] = set;
  set_node_alive(id, true);
}

void Graph::Rep::touch_node(NodeId id) {
  if (id < stored_nodes && (changed_nodes.empty() || changed_nodes.back() != id))
    changed_nodes.push_back(id);
}

void Graph::Rep::touch_relationship(RelId id) {
  if (id < stored_relationships &&
      (changed_relationships.empty() || changed_relationships.back() != id))
    changed_relationships.push_back(id);
}

// Nodes.
NodeId Graph::create_node(std::span<const LabelId> labels) {
  uint16_t set = rep_->set_of(labels);
  NodeId id = node_limit();
  if (id == kNoId - 1) throw Error(ErrorKind::kInput, say("a graph can have 4,294,967,294 nodes"));
  rep_->label_set.push_back(set);
  rep_->set_node_alive(id, true);
  return id;
}

void Graph::delete_node(NodeId id) {
  assert(node_alive(id) && degree(id, Direction::kBoth) == 0);
  if (id < rep_->undo_nodes) rep_->log.push_back({Write::kDeleteNode, 0, id});
  rep_->touch_node(id);
  rep_->set_node_alive(id, false);
}

bool Graph::node_alive(NodeId id) const {
  return rep_->nodes_alive.test(id);
}

bool Graph::has_label(NodeId id, LabelId label) const {
  const auto& set = rep_->label_sets[rep_->label_set[id]];
  return std::binary_search(set.begin(), set.end(), label);
}

std::span<const LabelId> Graph::labels_of(NodeId id) const {
  return rep_->label_sets[rep_->label_set[id]];
}

bool Graph::add_label(NodeId id, LabelId label) {
  assert(node_alive(id));
  if (has_label(id, label)) return false;
  std::vector<LabelId> set = rep_->label_sets[rep_->label_set[id]];
  set.insert(std::lower_bound(set.begin(), set.end(), label), label);
  change_labels(id, std::move(set));
  return true;
}

bool Graph::remove_label(NodeId id, LabelId label) {
  assert(node_alive(id));
  if (!has_label(id, label)) return false;
  std::vector<LabelId> set = rep_->label_sets[rep_->label_set[id]];
  std::erase(set, label);
  change_labels(id, std::move(set));
  return true;
}

void Graph::change_labels(NodeId id, std::vector<LabelId> labels) {
  uint16_t set = rep_->set_id(std::move(labels));
  if (id < rep_->undo_nodes) rep_->log.push_back({Write::kLabels, rep_->label_set[id], id});
  rep_->touch_node(id);
  rep_->touch_index(id, std::nullopt);
  rep_->set_labels(id, set);
}

void Graph::scan_nodes(std::optional<LabelId> label, NodeId from, NodeId to,
                       std::vector<NodeId>& out) const {
  BitView bits = label ? label_bits(*label) : node_bits();
  bits.for_each(from, to, [&](size_t id) { out.push_back(static_cast<NodeId>(id)); });
}

// Relationships.
RelId Graph::create_relationship(NodeId source, NodeId target, TypeId type) {
  assert(node_alive(source) && node_alive(target) && type < type_count());
  if (relationship_limit() == kNoId - 1)
    throw Error(ErrorKind::kInput, say("a graph can have 4,294,967,294 relationships"));
  RelId id = adjacency_->append(source, target, type);
  ++rep_->version;
  ++rep_->per_type[type];
  ++rep_->relationship_count;
  return id;
}

void Graph::delete_relationship(RelId id) {
  assert(relationship_alive(id));
  if (id < rep_->undo_relationships) rep_->log.push_back({Write::kDeleteRelationship, 0, id});
  rep_->touch_relationship(id);
  rep_->set_relationship_alive(id, false);
}

bool Graph::relationship_alive(RelId id) const {
  return adjacency_->alive(id);
}
NodeId Graph::source(RelId id) const {
  return adjacency_->sources()[id];
}
NodeId Graph::target(RelId id) const {
  return adjacency_->targets()[id];
}
TypeId Graph::type_of(RelId id) const {
  return adjacency_->types()[id];
}

size_t Graph::degree(NodeId node, Direction direction, std::span<const TypeId> types) const {
  size_t n = 0;
  for_each_relationship(node, direction, types, [&](RelId, NodeId) { return ++n, true; });
  return n;
}

std::vector<TypeId> Graph::in_order(std::span<const TypeId> types) {
  std::vector<TypeId> sorted(types.begin(), types.end());
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

std::vector<std::pair<RelId, NodeId>> Graph::merged(NodeId node, TypeId type) const {
  std::vector<std::pair<RelId, NodeId>> found;
  auto collect = [&](RelId rel, NodeId other) { return found.emplace_back(rel, other), true; };
  visit_list(adjacency_->out(type), node, collect);
  visit_list(adjacency_->in(type), node, collect);
  std::sort(found.begin(), found.end());
  // A loop is in both lists.
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

// Properties.
Value Graph::node_property(NodeId id, KeyId key) const {
  return rep_->node_columns[key].get(id);
}

Value Graph::relationship_property(RelId id, KeyId key) const {
  return rep_->relationship_columns[key].get(id);
}

void Graph::before_node_write(NodeId id, KeyId key) {
  assert(node_alive(id));
  ++rep_->changes;
  if (id < rep_->undo_nodes)
    rep_->log.push_back({Write::kNodeProperty, key, id, 0, node_property(id, key).owned()});
  rep_->touch_node(id);
  rep_->touch_index(id, key);
}

void Graph::before_relationship_write(RelId id, KeyId key) {
  assert(relationship_alive(id));
  ++rep_->changes;
  if (id < rep_->undo_relationships)
    rep_->log.push_back(
        {Write::kRelationshipProperty, key, id, 0, relationship_property(id, key).owned()});
  rep_->touch_relationship(id);
}

void Graph::set_node_property(NodeId id, KeyId key, const Value& value) {
  before_node_write(id, key);
  rep_->node_columns[key].set(id, value);
}

void Graph::set_relationship_property(RelId id, KeyId key, const Value& value) {
  before_relationship_write(id, key);
  rep_->relationship_columns[key].set(id, value);
}

void Graph::set_node_string(NodeId id, KeyId key, std::string_view text) {
  before_node_write(id, key);
  rep_->node_columns[key].set_string(id, text);
}

void Graph::set_node_integer(NodeId id, KeyId key, int64_t value) {
  before_node_write(id, key);
  rep_->node_columns[key].set_integer(id, value);
}

void Graph::set_relationship_string(RelId id, KeyId key, std::string_view text) {
  before_relationship_write(id, key);
  rep_->relationship_columns[key].set_string(id, text);
}

void Graph::set_relationship_integer(RelId id, KeyId key, int64_t value) {
  before_relationship_write(id, key);
  rep_->relationship_columns[key].set_integer(id, value);
}

namespace {

std::vector<std::pair<KeyId, Value>> properties(const std::vector<Column>& columns, uint32_t id,
                                                const Names& keys) {
  std::vector<std::pair<KeyId, Value>> out;
  for (const auto& [name, key] : keys.ids)
    if (columns[key].has(id)) out.emplace_back(key, columns[key].get(id));
  return out;
}

}  // namespace

std::vector<std::pair<KeyId, Value>> Graph::node_properties(NodeId id) const {
  return properties(rep_->node_columns, id, rep_->keys);
}

std::vector<std::pair<KeyId, Value>> Graph::relationship_properties(RelId id) const {
  return properties(rep_->relationship_columns, id, rep_->keys);
}

Graph::State Graph::state() const {
  const Rep& rep = *rep_;
  const size_t names = label_count() + type_count() + key_count();
  return {rep.instance, rep.version + rep.changes + names};
}

// Undo.
Graph::Mark Graph::mark() const {
  bool moved = rep_->undo_nodes != node_limit() || rep_->undo_relationships != relationship_limit();
  if (!rep_->marked || moved) {
    rep_->log.push_back({Write::kMark, 0, rep_->undo_nodes, rep_->undo_relationships});
    rep_->marked = true;
    rep_->undo_nodes = node_limit();
    rep_->undo_relationships = relationship_limit();
  }
  return rep_->log.size();
}

void Graph::rollback(Mark mark) {
  if (!rep_->marked) return;
  ++rep_->changes;
  auto to_mark = [&] { rep_->drop_from(rep_->undo_nodes, rep_->undo_relationships); };
  to_mark();
  while (rep_->log.size() > mark) {
    Write write = std::move(rep_->log.back());
    rep_->log.pop_back();
    rep_->undo(write);
    if (write.kind == Write::kMark) to_mark();
  }
}

void Graph::Rep::undo(Write& write) {
  switch (write.kind) {
    case Write::kMark:
      undo_nodes = write.id;
      undo_relationships = write.limit;
      return;
    case Write::kDeleteNode:
      touch_index(write.id, std::nullopt);
      return set_node_alive(write.id, true);
    case Write::kDeleteRelationship:
      return set_relationship_alive(write.id, true);
    case Write::kLabels:
      touch_index(write.id, std::nullopt);
      return set_labels(write.id, write.name);
    case Write::kNodeProperty:
      touch_index(write.id, write.name);
      return node_columns[write.name].set(write.id, write.old);
    case Write::kRelationshipProperty:
      return relationship_columns[write.name].set(write.id, write.old);
  }
}

// Everything from these ids on is undone: it never was.
void Graph::Rep::drop_from(NodeId nodes, RelId relationships) {
  for (RelId id = relationships; id < adjacency.limit(); ++id)
    if (adjacency.alive(id)) set_relationship_alive(id, false);
  for (NodeId id = nodes; id < node_limit(); ++id)
    if (nodes_alive.test(id)) set_node_alive(id, false);
  if (nodes < node_limit())
    for (Column& column : node_columns) column.clear_from(nodes);
  if (relationships < adjacency.limit())
    for (Column& column : relationship_columns) column.clear_from(relationships);
}

namespace {

std::vector<uint32_t> all_changes(std::vector<uint32_t> ids, uint32_t from, uint32_t to) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  for (uint32_t id = from; id < to; ++id) ids.push_back(id);
  return ids;
}

}  // namespace

Graph::Changes Graph::changes() const {
  return {
      all_changes(rep_->changed_nodes, rep_->stored_nodes, node_limit()),
      all_changes(rep_->changed_relationships, rep_->stored_relationships, relationship_limit())};
}

void Graph::clear_changes() {
  rep_->changed_nodes.clear();
  rep_->changed_relationships.clear();
  rep_->stored_nodes = node_limit();
  rep_->stored_relationships = relationship_limit();
  rep_->forget_undo();
  adjacency_->fold(false);
}

void Graph::compact() {
  rep_->forget_undo();
  ++rep_->changes;
  adjacency_->fold(true);
}

// Only where nothing can be undone: what deleted elements held is lost.
void Graph::Rep::settle_columns() {
  bool changed = false;
  for (Column& column : node_columns) changed |= column.settle(nodes_alive.view());
  for (Column& column : relationship_columns) changed |= column.settle(adjacency.alive_bits());
  if (!changed) return;
  indexes.clear();  // a string has another code now
  ++changes;
}

void Graph::Rep::forget_undo() {
  log.clear();
  marked = false;
  undo_nodes = 0;
  undo_relationships = 0;
}

void Graph::reserve_ids(NodeId nodes, RelId relationships) {
  if (nodes > node_limit()) rep_->label_set.resize(nodes, 0);
  while (relationship_limit() < relationships) adjacency_->append_gone();
}

}  // namespace hoego

// SPDX-License-Identifier: Apache-2.0
// The property graph in memory, its plain form: one record a node and a relationship.
#include "graph/graph.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>

namespace hoego {

namespace {

struct Names {
  std::vector<std::string> names;
  std::map<std::string, uint16_t, std::less<>> ids;

  std::optional<uint16_t> find(std::string_view name) const {
    auto it = ids.find(name);
    return it == ids.end() ? std::nullopt : std::optional<uint16_t>(it->second);
  }
  uint16_t intern(std::string_view name) {
    if (auto id = find(name)) return *id;
    auto id = static_cast<uint16_t>(names.size());
    names.emplace_back(name);
    ids.emplace(name, id);
    return id;
  }
};

using Properties = std::map<KeyId, Value>;

struct Node {
  std::vector<LabelId> labels;
  Properties properties;
  std::vector<RelId> out;
  std::vector<RelId> in;
  bool alive = true;
};

struct Relationship {
  NodeId source;
  NodeId target;
  TypeId type;
  Properties properties;
  bool alive = true;
};

// One write and how to undo it.
struct Write {
  enum Kind {
    kCreateNode, kDeleteNode, kCreateRel, kDeleteRel, kAddLabel, kRemoveLabel, kNodeProperty,
    kRelProperty
  } kind;
  uint32_t id;
  uint16_t name = 0;
  Value old;
};

}  // namespace

struct Graph::Rep {
  Names labels, types, keys;
  std::vector<Node> nodes;
  std::vector<Relationship> rels;
  size_t alive_nodes = 0;
  size_t alive_rels = 0;
  std::vector<size_t> per_label;
  std::vector<size_t> per_type;
  std::vector<Write> log;
  std::set<NodeId> changed_nodes;
  std::set<RelId> changed_rels;

  void note(Write write) {
    bool rel = write.kind == Write::kCreateRel || write.kind == Write::kDeleteRel ||
               write.kind == Write::kRelProperty;
    (rel ? changed_rels : changed_nodes).insert(write.id);
    log.push_back(std::move(write));
  }
  void live_node(NodeId id, bool alive) {
    nodes[id].alive = alive;
    alive ? ++alive_nodes : --alive_nodes;
    for (LabelId l : nodes[id].labels) alive ? ++per_label[l] : --per_label[l];
  }
  void live_rel(RelId id, bool alive) {
    rels[id].alive = alive;
    alive ? ++alive_rels : --alive_rels;
    alive ? ++per_type[rels[id].type] : --per_type[rels[id].type];
  }
  void insert_label(NodeId id, LabelId label) {
    auto& set = nodes[id].labels;
    set.insert(std::lower_bound(set.begin(), set.end(), label), label);
    ++per_label[label];
  }
  void erase_label(NodeId id, LabelId label) {
    std::erase(nodes[id].labels, label);
    --per_label[label];
  }
  static void put(Properties& properties, KeyId key, const Value& value) {
    if (value.is_null())
      properties.erase(key);
    else
      properties[key] = value.owned();
  }
  static Value get(const Properties& properties, KeyId key) {
    auto it = properties.find(key);
    return it == properties.end() ? Value() : it->second;
  }
  void undo(const Write& w) {
    switch (w.kind) {
      case Write::kCreateNode: return live_node(w.id, false);
      case Write::kDeleteNode: return live_node(w.id, true);
      case Write::kCreateRel: return live_rel(w.id, false);
      case Write::kDeleteRel: return live_rel(w.id, true);
      case Write::kAddLabel: return erase_label(w.id, w.name);
      case Write::kRemoveLabel: return insert_label(w.id, w.name);
      case Write::kNodeProperty: return put(nodes[w.id].properties, w.name, w.old);
      case Write::kRelProperty: return put(rels[w.id].properties, w.name, w.old);
    }
  }
  std::vector<std::pair<KeyId, Value>> sorted(const Properties& properties) const {
    std::vector<std::pair<KeyId, Value>> out(properties.begin(), properties.end());
    std::sort(out.begin(), out.end(), [this](const auto& a, const auto& b) {
      return keys.names[a.first] < keys.names[b.first];
    });
    return out;
  }
};

Graph::Graph() : rep_(std::make_unique<Rep>()) {}
Graph::~Graph() = default;
Graph::Graph(Graph&&) noexcept = default;
Graph& Graph::operator=(Graph&&) noexcept = default;

std::optional<LabelId> Graph::find_label(std::string_view n) const { return rep_->labels.find(n); }
std::optional<TypeId> Graph::find_type(std::string_view n) const { return rep_->types.find(n); }
std::optional<KeyId> Graph::find_key(std::string_view n) const { return rep_->keys.find(n); }
LabelId Graph::intern_label(std::string_view name) {
  LabelId id = rep_->labels.intern(name);
  rep_->per_label.resize(rep_->labels.names.size());
  return id;
}
TypeId Graph::intern_type(std::string_view name) {
  TypeId id = rep_->types.intern(name);
  rep_->per_type.resize(rep_->types.names.size());
  return id;
}
KeyId Graph::intern_key(std::string_view name) { return rep_->keys.intern(name); }
const std::string& Graph::label_name(LabelId id) const { return rep_->labels.names[id]; }
const std::string& Graph::type_name(TypeId id) const { return rep_->types.names[id]; }
const std::string& Graph::key_name(KeyId id) const { return rep_->keys.names[id]; }
size_t Graph::label_count() const { return rep_->labels.names.size(); }
size_t Graph::type_count() const { return rep_->types.names.size(); }
size_t Graph::key_count() const { return rep_->keys.names.size(); }

size_t Graph::node_count() const { return rep_->alive_nodes; }
size_t Graph::relationship_count() const { return rep_->alive_rels; }
size_t Graph::node_count(LabelId label) const { return rep_->per_label[label]; }
size_t Graph::relationship_count(TypeId type) const { return rep_->per_type[type]; }
NodeId Graph::node_limit() const { return static_cast<NodeId>(rep_->nodes.size()); }
RelId Graph::relationship_limit() const { return static_cast<RelId>(rep_->rels.size()); }

NodeId Graph::create_node(std::span<const LabelId> labels) {
  auto id = static_cast<NodeId>(rep_->nodes.size());
  Node node;
  node.labels.assign(labels.begin(), labels.end());
  std::sort(node.labels.begin(), node.labels.end());
  node.labels.erase(std::unique(node.labels.begin(), node.labels.end()), node.labels.end());
  rep_->nodes.push_back(std::move(node));
  rep_->live_node(id, true);
  rep_->note({Write::kCreateNode, id});
  return id;
}
void Graph::delete_node(NodeId id) {
  assert(node_alive(id) && degree(id, Direction::kBoth) == 0);
  rep_->live_node(id, false);
  rep_->note({Write::kDeleteNode, id});
}
bool Graph::node_alive(NodeId id) const { return id < node_limit() && rep_->nodes[id].alive; }
bool Graph::has_label(NodeId id, LabelId label) const {
  const auto& set = rep_->nodes[id].labels;
  return std::binary_search(set.begin(), set.end(), label);
}
std::span<const LabelId> Graph::labels_of(NodeId id) const { return rep_->nodes[id].labels; }
bool Graph::add_label(NodeId id, LabelId label) {
  assert(node_alive(id));
  if (has_label(id, label)) return false;
  rep_->insert_label(id, label);
  rep_->note({Write::kAddLabel, id, label});
  return true;
}
bool Graph::remove_label(NodeId id, LabelId label) {
  assert(node_alive(id));
  if (!has_label(id, label)) return false;
  rep_->erase_label(id, label);
  rep_->note({Write::kRemoveLabel, id, label});
  return true;
}
void Graph::scan_nodes(std::optional<LabelId> label, NodeId from, NodeId to,
                       std::vector<NodeId>& out) const {
  for (NodeId id = from; id < std::min(to, node_limit()); ++id)
    if (rep_->nodes[id].alive && (!label || has_label(id, *label))) out.push_back(id);
}

RelId Graph::create_relationship(NodeId source, NodeId target, TypeId type) {
  assert(node_alive(source) && node_alive(target));
  auto id = static_cast<RelId>(rep_->rels.size());
  rep_->rels.push_back({source, target, type, {}});
  rep_->nodes[source].out.push_back(id);
  rep_->nodes[target].in.push_back(id);
  rep_->live_rel(id, true);
  rep_->note({Write::kCreateRel, id});
  return id;
}
void Graph::delete_relationship(RelId id) {
  assert(relationship_alive(id));
  rep_->live_rel(id, false);
  rep_->note({Write::kDeleteRel, id});
}
bool Graph::relationship_alive(RelId id) const {
  return id < relationship_limit() && rep_->rels[id].alive;
}
NodeId Graph::source(RelId id) const { return rep_->rels[id].source; }
NodeId Graph::target(RelId id) const { return rep_->rels[id].target; }
TypeId Graph::type_of(RelId id) const { return rep_->rels[id].type; }

void Graph::collect(NodeId node, Direction direction, std::span<const TypeId> types,
                    std::vector<std::pair<RelId, NodeId>>& out) const {
  auto wanted = [&](RelId id) {
    const Relationship& rel = rep_->rels[id];
    return rel.alive &&
           (types.empty() || std::find(types.begin(), types.end(), rel.type) != types.end());
  };
  if (direction != Direction::kIn)
    for (RelId id : rep_->nodes[node].out)
      if (wanted(id)) out.emplace_back(id, target(id));
  if (direction != Direction::kOut)
    for (RelId id : rep_->nodes[node].in)
      if (wanted(id) && (direction == Direction::kIn || source(id) != node))
        out.emplace_back(id, source(id));
  std::sort(out.begin(), out.end(), [this](const auto& a, const auto& b) {
    return std::pair(type_of(a.first), a.first) < std::pair(type_of(b.first), b.first);
  });
}
size_t Graph::degree(NodeId node, Direction direction, std::span<const TypeId> types) const {
  std::vector<std::pair<RelId, NodeId>> found;
  collect(node, direction, types, found);
  return found.size();
}

Value Graph::node_property(NodeId id, KeyId key) const {
  return Rep::get(rep_->nodes[id].properties, key);
}
Value Graph::relationship_property(RelId id, KeyId key) const {
  return Rep::get(rep_->rels[id].properties, key);
}
void Graph::set_node_property(NodeId id, KeyId key, const Value& value) {
  assert(node_alive(id));
  rep_->note({Write::kNodeProperty, id, key, node_property(id, key)});
  Rep::put(rep_->nodes[id].properties, key, value);
}
void Graph::set_relationship_property(RelId id, KeyId key, const Value& value) {
  assert(relationship_alive(id));
  rep_->note({Write::kRelProperty, id, key, relationship_property(id, key)});
  Rep::put(rep_->rels[id].properties, key, value);
}
std::vector<std::pair<KeyId, Value>> Graph::node_properties(NodeId id) const {
  return rep_->sorted(rep_->nodes[id].properties);
}
std::vector<std::pair<KeyId, Value>> Graph::relationship_properties(RelId id) const {
  return rep_->sorted(rep_->rels[id].properties);
}

Graph::Mark Graph::mark() const { return rep_->log.size(); }
void Graph::rollback(Mark mark) {
  while (rep_->log.size() > mark) {
    Write write = std::move(rep_->log.back());
    rep_->log.pop_back();
    rep_->undo(write);
  }
}
Graph::Changes Graph::changes() const {
  return {{rep_->changed_nodes.begin(), rep_->changed_nodes.end()},
          {rep_->changed_rels.begin(), rep_->changed_rels.end()}};
}
void Graph::clear_changes() {
  rep_->log.clear();
  rep_->changed_nodes.clear();
  rep_->changed_rels.clear();
}

}  // namespace hoego

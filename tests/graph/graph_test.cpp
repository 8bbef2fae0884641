// SPDX-License-Identifier: Apache-2.0
// The graph against a slow obvious model of it, under random writes, marks and rollbacks; and the
// corners one by one.
#include "graph/graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <thread>
#include <utility>

namespace hoego {
namespace {

struct ModelNode {
  bool alive = true;
  std::set<LabelId> labels;
  std::map<KeyId, Value> properties;
};
struct ModelRel {
  bool alive = true;
  NodeId source, target;
  TypeId type;
  std::map<KeyId, Value> properties;
};
struct Model {
  std::vector<ModelNode> nodes;
  std::vector<ModelRel> rels;
};

// Enough for what these tests store.
std::string show(const Value& v) {
  switch (v.type()) {
    case ValueType::kNull:
      return "null";
    case ValueType::kBoolean:
      return v.as_boolean() ? "true" : "false";
    case ValueType::kInteger:
      return std::to_string(v.as_integer());
    case ValueType::kFloat:
      return "f" + std::to_string(v.as_float());
    case ValueType::kString:
      return "'" + std::string(v.as_string()) + "'";
    case ValueType::kDate:
      return "d" + std::to_string(v.as_date().days);
    case ValueType::kList:
      return "[" + std::to_string(v.as_list().size()) + "]";
    default:
      return "?";
  }
}

class Twin {
 public:
  explicit Twin(unsigned seed) : random_(seed) {
    for (int i = 0; i < 4; ++i) graph.intern_label("L" + std::to_string(i));
    for (int i = 0; i < 3; ++i) graph.intern_type("T" + std::to_string(i));
    for (int i = 0; i < 6; ++i) graph.intern_key("k" + std::to_string(i));
  }

  int pick(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

  // Keys 0..4 are mostly of one type each; 5 takes anything.
  Value value(int key) {
    if (pick(8) == 0) return {};
    switch (key == 5 ? pick(7) : pick(60) == 0 ? pick(7) : key) {
      case 0:
        return Value::integer(pick(5));
      case 1:
        return Value::string("s" + std::to_string(pick(6)));
      case 2:
        return Value::floating(pick(4) / 2.0);
      case 3:
        return Value::boolean(pick(2) == 0);
      case 4:
        return Value::date({pick(100)});
      case 5:
        return Value::integer(int64_t{1} << (30 + pick(10)));
      default:
        return Value::list({Value::integer(1)});
    }
  }

  void write() {
    int what = pick(20);
    if (what < 5 || model.nodes.empty()) return create_node();
    if (what < 11) return create_rel();
    NodeId n = static_cast<NodeId>(pick(static_cast<int>(model.nodes.size())));
    if (what < 14) return set_node(n);
    if (what == 14) return toggle_label(n);
    if (what == 15) return delete_node(n);
    if (model.rels.empty()) return;
    RelId r = static_cast<RelId>(pick(static_cast<int>(model.rels.size())));
    if (!model.rels[r].alive) return;
    if (what < 18) {
      KeyId key = static_cast<KeyId>(pick(6));
      Value v = value(key);
      graph.set_relationship_property(r, key, v);
      put(model.rels[r].properties, key, v);
    } else {
      graph.delete_relationship(r);
      model.rels[r].alive = false;
    }
  }

  void check() {
    check_nodes();
    check_rels();
    check_neighbours();
    check_find();
  }

  Graph graph;
  Model model;

 private:
  static void put(std::map<KeyId, Value>& properties, KeyId key, const Value& v) {
    if (v.is_null())
      properties.erase(key);
    else
      properties[key] = v;
  }
  void create_node() {
    std::vector<LabelId> labels;
    for (int i = pick(3); i > 0; --i) labels.push_back(static_cast<LabelId>(pick(4)));
    ASSERT_EQ(graph.create_node(labels), model.nodes.size());
    model.nodes.push_back({true, {labels.begin(), labels.end()}, {}});
  }
  void create_rel() {
    int n = static_cast<int>(model.nodes.size());
    NodeId a = static_cast<NodeId>(pick(n)), b = static_cast<NodeId>(pick(n));
    if (!model.nodes[a].alive || !model.nodes[b].alive) return;
    TypeId type = static_cast<TypeId>(pick(3));
    ASSERT_EQ(graph.create_relationship(a, b, type), model.rels.size());
    model.rels.push_back({true, a, b, type, {}});
  }
  void set_node(NodeId n) {
    if (!model.nodes[n].alive) return;
    KeyId key = static_cast<KeyId>(pick(6));
    Value v = value(key);
    graph.set_node_property(n, key, v);
    put(model.nodes[n].properties, key, v);
  }
  void toggle_label(NodeId n) {
    if (!model.nodes[n].alive) return;
    LabelId l = static_cast<LabelId>(pick(4));
    bool had = model.nodes[n].labels.count(l) != 0;
    EXPECT_EQ(graph.has_label(n, l), had);
    if (had) {
      EXPECT_TRUE(graph.remove_label(n, l));
      model.nodes[n].labels.erase(l);
    } else {
      EXPECT_TRUE(graph.add_label(n, l));
      model.nodes[n].labels.insert(l);
    }
  }
  void delete_node(NodeId n) {
    if (!model.nodes[n].alive) return;
    for (RelId r = 0; r < model.rels.size(); ++r)
      if (model.rels[r].alive && (model.rels[r].source == n || model.rels[r].target == n)) {
        graph.delete_relationship(r);
        model.rels[r].alive = false;
      }
    graph.delete_node(n);
    model.nodes[n].alive = false;
  }

  void check_nodes() {
    size_t alive = 0;
    std::vector<size_t> per_label(4);
    for (NodeId n = 0; n < graph.node_limit(); ++n) {
      bool wanted = n < model.nodes.size() && model.nodes[n].alive;
      ASSERT_EQ(graph.node_alive(n), wanted);
      if (!wanted) continue;
      ++alive;
      const ModelNode& m = model.nodes[n];
      auto labels = graph.labels_of(n);
      ASSERT_EQ(std::set<LabelId>(labels.begin(), labels.end()), m.labels);
      for (LabelId l : m.labels) ++per_label[l];
      check_properties(graph.node_properties(n), m.properties);
    }
    EXPECT_EQ(graph.node_count(), alive);
    for (LabelId l = 0; l < 4; ++l) {
      EXPECT_EQ(graph.node_count(l), per_label[l]);
      std::vector<NodeId> found;
      graph.scan_nodes(l, 0, graph.node_limit(), found);
      EXPECT_EQ(found.size(), per_label[l]);
    }
  }
  void check_rels() {
    size_t alive = 0;
    std::vector<size_t> per_type(3);
    for (RelId r = 0; r < graph.relationship_limit(); ++r) {
      bool wanted = r < model.rels.size() && model.rels[r].alive;
      ASSERT_EQ(graph.relationship_alive(r), wanted);
      if (!wanted) continue;
      ++alive;
      const ModelRel& m = model.rels[r];
      ASSERT_EQ(graph.source(r), m.source);
      ASSERT_EQ(graph.target(r), m.target);
      ASSERT_EQ(graph.type_of(r), m.type);
      ++per_type[m.type];
      check_properties(graph.relationship_properties(r), m.properties);
    }
    EXPECT_EQ(graph.relationship_count(), alive);
    for (TypeId t = 0; t < 3; ++t) EXPECT_EQ(graph.relationship_count(t), per_type[t]);
  }
  static void check_properties(const std::vector<std::pair<KeyId, Value>>& found,
                               const std::map<KeyId, Value>& wanted) {
    ASSERT_EQ(found.size(), wanted.size());
    for (const auto& [key, v] : found) ASSERT_EQ(show(v), show(wanted.at(key)));
  }
  void check_neighbours() {
    for (NodeId n = 0; n < model.nodes.size(); ++n) {
      if (!model.nodes[n].alive) continue;
      for (Direction d : {Direction::kOut, Direction::kIn, Direction::kBoth})
        for (std::vector<TypeId> types :
             {std::vector<TypeId>{}, std::vector<TypeId>{1}, std::vector<TypeId>{2, 0, 2}})
          check_neighbours(n, d, types);
    }
  }
  void check_neighbours(NodeId n, Direction d, const std::vector<TypeId>& types) {
    std::vector<std::tuple<TypeId, RelId, NodeId>> wanted, found;
    for (RelId r = 0; r < model.rels.size(); ++r) {
      const ModelRel& m = model.rels[r];
      if (!m.alive) continue;
      if (!types.empty() && std::find(types.begin(), types.end(), m.type) == types.end()) continue;
      if (d != Direction::kIn && m.source == n)
        wanted.emplace_back(m.type, r, m.target);
      else if (d != Direction::kOut && m.target == n)
        wanted.emplace_back(m.type, r, m.source);
    }
    std::sort(wanted.begin(), wanted.end());
    graph.for_each_relationship(n, d, types, [&](RelId r, NodeId other) {
      found.emplace_back(graph.type_of(r), r, other);
      return true;
    });
    ASSERT_EQ(found, wanted) << "node " << n;
    ASSERT_EQ(graph.degree(n, d, types), wanted.size());
  }
  void check_find() {
    for (KeyId key = 0; key < 6; ++key) {
      Value v = value(key);
      if (v.is_null()) continue;
      std::vector<NodeId> found, wanted;
      if (!graph.find_nodes(LabelId{1}, key, v, found)) continue;
      for (NodeId n = 0; n < model.nodes.size(); ++n) {
        const ModelNode& m = model.nodes[n];
        auto it = m.properties.find(key);
        if (!m.alive || m.labels.count(1) == 0 || it == m.properties.end()) continue;
        bool numbers = it->second.is_number() && v.is_number();
        if (numbers ? it->second.as_number() == v.as_number() : show(it->second) == show(v))
          wanted.push_back(n);
      }
      ASSERT_EQ(found, wanted) << show(v);
    }
  }

  std::mt19937 random_;
};

TEST(Graph, AgreesWithTheModelUnderRandomWrites) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    Twin twin(seed);
    for (int round = 0; round < 25; ++round) {
      for (int i = twin.pick(40); i >= 0; --i) twin.write();
      if (twin.pick(4) == 0) twin.graph.clear_changes();
      twin.check();
      if (::testing::Test::HasFailure()) FAIL() << "seed " << seed << " round " << round;
    }
  }
}

TEST(Graph, RollsBackToAnyMark) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    Twin twin(seed);
    for (int round = 0; round < 15; ++round) {
      for (int i = twin.pick(30); i >= 0; --i) twin.write();
      if (twin.pick(3) == 0) twin.graph.clear_changes();
      std::vector<std::pair<Graph::Mark, Model>> marks;
      for (int depth = twin.pick(3); depth >= 0; --depth) {
        marks.emplace_back(twin.graph.mark(), twin.model);
        for (int i = twin.pick(30); i > 0; --i) twin.write();
        if (twin.pick(2) == 0) twin.check();
      }
      auto& [mark, before] = marks[static_cast<size_t>(twin.pick(static_cast<int>(marks.size())))];
      twin.graph.rollback(mark);
      // Ids are not given again: the model keeps what was undone as dead.
      size_t nodes = twin.graph.node_limit(), rels = twin.graph.relationship_limit();
      twin.model = before;
      while (twin.model.nodes.size() < nodes) twin.model.nodes.push_back({false, {}, {}});
      while (twin.model.rels.size() < rels) twin.model.rels.push_back({false, 0, 0, 0, {}});
      twin.check();
      if (::testing::Test::HasFailure()) FAIL() << "seed " << seed << " round " << round;
    }
  }
}

TEST(Graph, ChangesNameWhatWasWritten) {
  Graph g;
  KeyId key = g.intern_key("k");
  NodeId a = g.create_node({g.intern_label("A")}), b = g.create_node({});
  RelId r = g.create_relationship(a, b, g.intern_type("T"));
  EXPECT_EQ(g.changes().nodes, (std::vector<NodeId>{a, b}));
  EXPECT_EQ(g.changes().relationships, (std::vector<RelId>{r}));
  g.clear_changes();
  EXPECT_TRUE(g.changes().empty());
  g.set_node_property(b, key, Value::integer(1));
  g.set_node_property(b, key, Value::integer(2));
  g.delete_relationship(r);
  NodeId c = g.create_node({});
  EXPECT_EQ(g.changes().nodes, (std::vector<NodeId>{b, c}));
  EXPECT_EQ(g.changes().relationships, (std::vector<RelId>{r}));
}

TEST(Graph, DeletedElementsCanStillBeRead) {
  Graph g;
  KeyId key = g.intern_key("name");
  LabelId label = g.intern_label("A");
  NodeId a = g.create_node({label});
  g.set_node_property(a, key, Value::string("x"));
  g.delete_node(a);
  EXPECT_EQ(g.labels_of(a).size(), 1u);
  EXPECT_EQ(g.node_properties(a).size(), 1u);
  EXPECT_EQ(g.node_count(label), 0u);
}

TEST(Graph, IndexFollowsTheTypeOfItsColumn) {
  Graph g;
  LabelId label = g.intern_label("P");
  KeyId key = g.intern_key("x");
  for (int i = 0; i < 10000; ++i)
    g.set_node_property(g.create_node({label}), key, Value::string("v" + std::to_string(i)));
  auto find = [&](const Value& v) {
    std::vector<NodeId> out;
    EXPECT_TRUE(g.find_nodes(label, key, v, out));
    return out;
  };
  for (int i = 0; i < 5; ++i) EXPECT_EQ(find(Value::string("v77")), (std::vector<NodeId>{77}));
  g.set_node_property(5, key, Value::integer(-1));
  EXPECT_EQ(g.node_column(key).type, ColumnType::kMixed);
  EXPECT_EQ(find(Value::string("v77")), (std::vector<NodeId>{77}));
  EXPECT_EQ(find(Value::integer(-1)), (std::vector<NodeId>{5}));
  EXPECT_TRUE(find(Value::string("v5")).empty());
}

// What readers find out on demand after a write is kept for all of them (run under TSan).
TEST(Graph, ReadersMayAskAtTheSameTime) {
  Graph g;
  const LabelId label = g.intern_label("P");
  const KeyId key = g.intern_key("id");
  const TypeId next = g.intern_type("NEXT");
  for (NodeId id = 0; id < 6000; ++id) {
    g.set_node_property(g.create_node({label}), key, Value::integer(id));
    if (id > 0) g.create_relationship(id - 1, id, next);
  }
  for (int round = 0; round < 3; ++round) {
    g.set_node_property(round, key, Value::integer(10000 + round));
    g.create_relationship(0, 5999, next);
    g.compact();
    const auto read = [&g = std::as_const(g), label, key, next, round] {
      for (int again = 0; again < 5; ++again) {
        std::vector<NodeId> found;
        EXPECT_TRUE(g.find_nodes(label, key, Value::integer(10000 + round), found));
        EXPECT_EQ(found.size(), 1u);
        EXPECT_TRUE(g.unique_node_values(label, key));
        EXPECT_TRUE(g.leads_one_way(next));
        EXPECT_EQ(g.ends_of(next).size(), 1u);
        EXPECT_EQ(g.degree(5999, Direction::kIn), 2u + static_cast<size_t>(round));
      }
    };
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) readers.emplace_back(read);
    for (std::thread& reader : readers) reader.join();
  }
}

TEST(Graph, IndexFollowsWrites) {
  Graph g;
  LabelId label = g.intern_label("P");
  KeyId key = g.intern_key("id");
  for (int i = 0; i < 20000; ++i)
    g.set_node_property(g.create_node({label}), key, Value::integer(i / 2));
  auto find = [&](const Value& v) {
    std::vector<NodeId> out;
    EXPECT_TRUE(g.find_nodes(label, key, v, out));
    return out;
  };
  for (int i = 0; i < 5; ++i) EXPECT_EQ(find(Value::integer(7)), (std::vector<NodeId>{14, 15}));
  EXPECT_EQ(find(Value::floating(7.0)), (std::vector<NodeId>{14, 15}));
  EXPECT_TRUE(find(Value::floating(7.5)).empty());
  EXPECT_TRUE(find(Value::string("7")).empty());
  g.set_node_property(14, key, Value::integer(9000));
  EXPECT_EQ(find(Value::integer(7)), (std::vector<NodeId>{15}));
  EXPECT_EQ(find(Value::integer(9000)), (std::vector<NodeId>{14, 18000, 18001}));
  g.delete_node(15);
  EXPECT_TRUE(find(Value::integer(7)).empty());
  NodeId fresh = g.create_node({label});
  g.set_node_property(fresh, key, Value::integer(7));
  EXPECT_EQ(find(Value::integer(7)), (std::vector<NodeId>{fresh}));
  g.remove_label(fresh, label);
  EXPECT_TRUE(find(Value::integer(7)).empty());
}

TEST(Graph, ManyRelationshipsSwitchBetweenListsAndArrays) {
  Graph g;
  TypeId type = g.intern_type("T");
  NodeId hub = g.create_node({});
  size_t expected = 0;
  for (int round = 0; round < 6; ++round) {
    for (int i = 0; i < 3000; ++i) {
      g.create_relationship(hub, g.create_node({}), type);
      ++expected;
    }
    EXPECT_EQ(g.degree(hub, Direction::kOut), expected);
    EXPECT_EQ(g.degree(hub + 1, Direction::kIn), 1u);
  }
  RelId last = g.relationship_limit() - 1;
  Graph::Mark mark = g.mark();
  g.delete_relationship(last);
  EXPECT_EQ(g.degree(hub, Direction::kOut), expected - 1);
  g.rollback(mark);
  EXPECT_EQ(g.degree(hub, Direction::kOut), expected);
}

TEST(Graph, FoldingDropsWhatWasDeleted) {
  Graph g;
  TypeId type = g.intern_type("T");
  NodeId hub = g.create_node({}), quiet = g.create_node({});
  for (int i = 0; i < 20000; ++i) g.create_relationship(hub, hub + 1, type);
  g.create_relationship(quiet, hub, type);
  EXPECT_EQ(g.degree(hub, Direction::kOut), 20000u);
  for (RelId r = 0; r < 20000; r += 2) g.delete_relationship(r);
  EXPECT_FALSE(g.neighbours(hub, type, Direction::kOut));
  ASSERT_TRUE(g.neighbours(quiet, type, Direction::kOut)) << "untouched nodes keep their arrays";
  EXPECT_EQ(g.degree(hub, Direction::kOut), 10000u);
  g.clear_changes();
  ASSERT_TRUE(g.neighbours(hub, type, Direction::kOut));
  EXPECT_EQ(g.neighbours(hub, type, Direction::kOut)->size, 10000u);
  EXPECT_TRUE(g.adjacency(type, Direction::kIn).plain());
}

TEST(Graph, StatisticsForThePlanner) {
  Graph g;
  LabelId person = g.intern_label("Person"), step = g.intern_label("Step");
  TypeId took = g.intern_type("TOOK");
  KeyId kind = g.intern_key("kind");
  for (int p = 0; p < 10; ++p) {
    NodeId node = g.create_node({person});
    for (int s = 0; s < 3; ++s) {
      NodeId child = g.create_node({step});
      g.set_node_property(child, kind, Value::string(s == 0 ? "study" : "work"));
      g.create_relationship(node, child, took);
    }
  }
  EXPECT_EQ(g.distinct_node_values(kind), 2u);
  EXPECT_EQ(g.node_value_count(kind), 30u);
  ASSERT_EQ(g.ends_of(took).size(), 1u);
  EXPECT_EQ(g.ends_of(took)[0].source, std::vector<LabelId>{person});
  EXPECT_EQ(g.ends_of(took)[0].count, 30u);
  EXPECT_TRUE(g.ends_exact());
  g.create_node({});
  EXPECT_FALSE(g.ends_exact());
  std::vector<uint32_t> ids = {1, 2, 0, kNoId};
  uint32_t codes[4];
  uint8_t valid[4];
  ColumnView column = g.node_column(kind);
  ASSERT_TRUE(gather_codes(column, ids, codes, valid));
  EXPECT_EQ(column.strings->at(codes[1]), "work");
  EXPECT_EQ(valid[2] + valid[3], 0);
}

}  // namespace
}  // namespace hoego

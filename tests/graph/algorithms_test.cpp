// SPDX-License-Identifier: Apache-2.0
// Algorithms on graphs small enough to know the answer, with writes that are not folded yet.
#include "graph/algorithms.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace hoego {
namespace {

// Two triangles tied by one edge 2 -> 3, and a lone node 6; types A and B.
class AlgorithmsTest : public ::testing::Test {
 protected:
  AlgorithmsTest() : a(g.intern_type("A")), b(g.intern_type("B")), label(g.intern_label("N")) {
    for (int i = 0; i < 7; ++i) g.create_node({label});
    for (auto [x, y] : {std::pair{0u, 1u}, {1u, 2u}, {2u, 0u}, {3u, 4u}, {4u, 5u}, {5u, 3u}})
      g.create_relationship(x, y, a);
    bridge = g.create_relationship(2, 3, b);
    // Something deleted, which must not count.
    RelId gone = g.create_relationship(0, 6, a);
    g.adjacency(a, Direction::kOut);
    g.delete_relationship(gone);
  }
  template <typename T>
  static std::vector<T> values(const NodeResults<T>& results) {
    std::vector<T> out;
    for (const auto& [node, value] : results) out.push_back(value);
    return out;
  }

  Graph g;
  TypeId a, b;
  LabelId label;
  RelId bridge;
};

using Groups = std::vector<uint32_t>;

TEST_F(AlgorithmsTest, Components) {
  EXPECT_EQ(values(components(g, {})), (Groups{0, 0, 0, 0, 0, 0, 1}));
  EXPECT_EQ(values(components(g, {{}, {a}})), (Groups{0, 0, 0, 1, 1, 1, 2}));
  EXPECT_EQ(values(strong_components(g, {})), (Groups{0, 0, 0, 1, 1, 1, 2}));
  NodeId other = g.create_node({g.intern_label("Other")});
  g.create_relationship(6, other, a);
  EXPECT_EQ(values(components(g, {{label}, {}})), (Groups{0, 0, 0, 0, 0, 0, 1}));
  EXPECT_EQ(values(components(g, {})), (Groups{0, 0, 0, 0, 0, 0, 1, 1}));
}

TEST_F(AlgorithmsTest, Communities) {
  EXPECT_EQ(values(communities(g, {})), (Groups{0, 0, 0, 1, 1, 1, 2}));
}

TEST_F(AlgorithmsTest, Pagerank) {
  auto ranks = values(pagerank(g, {{}, {a}}));
  double sum = 0;
  for (double r : ranks) sum += r;
  EXPECT_NEAR(sum, 1.0, 1e-9);
  EXPECT_NEAR(ranks[0], ranks[4], 1e-9);
  EXPECT_LT(ranks[6], ranks[0]);
  ranks = values(pagerank(g, {}));
  EXPECT_GT(ranks[3], ranks[0]) << "the bridge leads there";
}

TEST_F(AlgorithmsTest, Betweenness) {
  auto values_ = values(betweenness(g, {}, false));
  EXPECT_DOUBLE_EQ(values_[2], 6.0) << "between 0, 1 and 3, 4, 5";
  EXPECT_DOUBLE_EQ(values_[0], 0.0);
  EXPECT_DOUBLE_EQ(values_[6], 0.0);
}

TEST_F(AlgorithmsTest, Distances) {
  EXPECT_EQ(distances(g, {0}, Direction::kOut, {}),
            (NodeResults<uint32_t>{{0, 0}, {1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5}}));
  EXPECT_EQ(distances(g, {0}, Direction::kIn, {}), (NodeResults<uint32_t>{{0, 0}, {1, 2}, {2, 1}}));
  EXPECT_EQ(distances(g, {0, 5}, Direction::kBoth, {}, 1),
            (NodeResults<uint32_t>{{0, 0}, {1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 0}}));
  EXPECT_TRUE(distances(g, {}, Direction::kOut, {}).empty());
}

TEST_F(AlgorithmsTest, ShortestPaths) {
  auto path = shortest_path(g, 0, 4, Direction::kOut, {});
  ASSERT_TRUE(path);
  EXPECT_EQ(path->nodes, (std::vector<NodeId>{0, 1, 2, 3, 4}));
  EXPECT_EQ(path->rels.size(), 4u);
  path = shortest_path(g, 0, 4, Direction::kBoth, {});
  ASSERT_TRUE(path);
  EXPECT_EQ(path->nodes, (std::vector<NodeId>{0, 2, 3, 4}));
  EXPECT_FALSE(shortest_path(g, 0, 6, Direction::kBoth, {}));
  EXPECT_FALSE(shortest_path(g, 0, 4, Direction::kOut, {{}, {a}}));
  EXPECT_EQ(shortest_path(g, 1, 1, Direction::kOut, {})->nodes, std::vector<NodeId>{1});

  KeyId cost = g.intern_key("cost");
  g.set_relationship_property(2, cost, Value::integer(9));  // 2 -> 0
  path = shortest_path(g, 0, 4, Direction::kBoth, {}, cost);
  ASSERT_TRUE(path);
  EXPECT_EQ(path->nodes, (std::vector<NodeId>{0, 1, 2, 3, 4})) << "the way round is cheaper";
  g.set_relationship_property(bridge, cost, Value::integer(-1));
  EXPECT_THROW(shortest_path(g, 0, 4, Direction::kBoth, {}, cost), Error);
}

}  // namespace
}  // namespace hoego

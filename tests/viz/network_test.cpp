// SPDX-License-Identifier: Apache-2.0
// Parts of graphs as pictures: what is in them, and that nothing overlaps.
#include "viz/network.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/schema.h"
#include "tests/viz/careers.h"
#include "tests/viz/geometry.h"

namespace hoego::viz {
namespace {

using ::testing::ElementsAre;

NodeId add(Graph& graph, std::string_view label, const std::string& name, bool named = false) {
  NodeId node = graph.create_node({graph.intern_label(label)});
  graph.set_node_property(node, graph.intern_key(schema::kName), Value::string(name));
  graph.set_node_property(node, graph.intern_key(schema::kNamed), Value::boolean(named));
  return node;
}

void link(Graph& graph, NodeId from, std::string_view type, NodeId to) {
  graph.create_relationship(from, to, graph.intern_type(type));
}

void expect_sound(const Network& network, const std::string& what) {
  testing::expect_inside(network.picture, what);
  testing::expect_apart(network.boxes, what + " boxes");
  testing::expect_apart(network.labels, what + " labels");
  // Lines run from box to box and through none.
  for (const Shape& shape : network.picture.shapes) {
    const auto* line = std::get_if<Line>(&shape);
    if (!line) continue;
    for (const Point& p : line->points)
      for (const Rect& box : network.boxes) {
        bool in = p.x > box.x + 0.1 && p.x < box.right() - 0.1 && p.y > box.y + 0.1 &&
                  p.y < box.bottom() - 0.1;
        EXPECT_FALSE(in) << what << ": a line runs through a box";
      }
  }
}

TEST(NetworkTest, RandomGraphsAreSound) {
  for (uint64_t seed = 1; seed <= 100; ++seed) {
    testing::Dice dice(seed);
    Graph graph;
    Subgraph part;
    int nodes = 1 + dice.roll(40);
    for (int i = 0; i < nodes; ++i)
      part.nodes.push_back(
          add(graph, dice.roll(6) ? "Step" : "Person", "노드 " + std::to_string(i)));
    for (int i = dice.roll(60); i > 0; --i)
      link(graph, part.nodes[static_cast<size_t>(dice.roll(nodes))], dice.roll(2) ? "TOOK" : "NEXT",
           part.nodes[static_cast<size_t>(dice.roll(nodes))]);
    for (RelId rel = 0; rel < graph.relationship_limit(); ++rel) part.rels.push_back(rel);
    Network network = lay_out_network(graph, part, {});
    expect_sound(network, "seed " + std::to_string(seed));
    EXPECT_EQ(network.picture.rows.size(), part.rels.size() + 1);
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(NetworkTest, TheNearestOfVeryManyAreDrawnAndTheRestIsCounted) {
  Graph graph;
  Subgraph part;
  part.nodes.push_back(add(graph, "Person", "가"));
  for (int i = 0; i < 500; ++i) {
    part.nodes.push_back(add(graph, "Step", "단계"));
    link(graph, part.nodes[0], "TOOK", part.nodes.back());
    part.rels.push_back(static_cast<RelId>(i));
  }
  Network network = lay_out_network(graph, part, {});
  EXPECT_EQ(network.boxes.size(), 120u);
  EXPECT_EQ(network.left_out, 2 * 381u);
  expect_sound(network, "many");
}

TEST(NetworkTest, NothingStillHasAPage) {
  Graph graph;
  testing::expect_inside(lay_out_network(graph, {}, {}).picture, "nothing");
}

TEST(NetworkTest, ANeighbourhoodHoldsWhoElseWasThere) {
  Graph graph;
  NodeId person = add(graph, schema::kPerson, "가");
  NodeId step = add(graph, schema::kStep, "가의 단계");
  NodeId org = add(graph, schema::kOrganization, "회사", true);
  NodeId theirs = add(graph, schema::kStep, "나의 단계");
  NodeId other = add(graph, schema::kPerson, "나");
  NodeId vague = add(graph, schema::kOrganization, "어느 회사");
  NodeId vague_step = add(graph, schema::kStep, "가의 다른 단계");
  NodeId stranger_step = add(graph, schema::kStep, "남의 단계");
  link(graph, person, schema::kTook, step);
  link(graph, person, schema::kTook, vague_step);
  link(graph, step, schema::kAt, org);
  link(graph, theirs, schema::kAt, org);
  link(graph, other, schema::kTook, theirs);
  link(graph, vague_step, schema::kAt, vague);
  link(graph, stranger_step, schema::kAt, vague);
  Subgraph part = neighbourhood(graph, person);
  EXPECT_THAT(part.nodes, ElementsAre(person, step, org, theirs, other, vague, vague_step));
  EXPECT_EQ(part.rels.size(), 6u);
}

}  // namespace
}  // namespace hoego::viz

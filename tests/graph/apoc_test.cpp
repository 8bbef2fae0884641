// SPDX-License-Identifier: Apache-2.0
// APOC JSON Lines: there and back, and what bad lines are told.
#include "graph/apoc.h"

#include <gtest/gtest.h>

#include <sstream>

#include "base/error.h"

namespace hoego {
namespace {

std::string exported(const Graph& graph) {
  std::ostringstream out;
  export_apoc(graph, out);
  return out.str();
}

Graph imported(const std::string& text) {
  Graph graph;
  std::istringstream in(text);
  import_apoc(in, "in.jsonl", graph);
  return graph;
}

Graph sample() {
  Graph g;
  NodeId gone = g.create_node({});
  NodeId a = g.create_node({g.intern_label("Organization"), g.intern_label("Company")});
  NodeId b = g.create_node({});
  NodeId c = g.create_node({g.intern_label("Step")});
  g.delete_node(gone);
  auto set = [&](NodeId n, const char* key, Value v) {
    g.set_node_property(n, g.intern_key(key), v);
  };
  set(a, "name", Value::string("라인 \"플러스\"\n\x01"));
  set(a, "named", Value::boolean(true));
  set(a, "size", Value::integer(-9007199254740993));
  set(a, "score", Value::floating(1));
  set(b, "score", Value::floating(0.1));
  set(c, "score", Value::floating(-1e300));
  set(c, "start", Value::date({18687}));
  set(b, "early", Value::date({-1'000'000'000}));
  set(b, "any", Value::edtf(*parse_edtf("2021-12~")));
  set(a, "any", Value::local_time({3723'000'000'005}));
  set(c, "any", Value::time({0, -19800}));
  set(a, "t", Value::local_date_time({-1, 500'000'000}));
  set(b, "t", Value::date_time({1'600'000'000, 1, 32400, "Asia/Seoul"}));
  set(c, "t", Value::duration({14, -3, -1, 500'000'000}));
  set(a, "list", Value::list({Value::date({0}), Value::date({1})}));
  set(b, "list", Value::list({Value::integer(1), Value::date({1}), Value::null()}));
  set(c, "list", Value::list({}));
  set(c, "nan", Value::floating(std::numeric_limits<double>::quiet_NaN()));
  RelId r = g.create_relationship(c, a, g.intern_type("AT"));
  g.set_relationship_property(r, g.intern_key("since"), Value::duration({0, 0, 90, 0}));
  g.create_relationship(b, b, g.intern_type("SELF"));
  return g;
}

TEST(Apoc, ExportImportExportGivesTheSameBytes) {
  std::string first = exported(sample());
  EXPECT_EQ(exported(imported(first)), first);
  EXPECT_EQ(first.find("\"id\":\"3\""), std::string::npos) << "numbers are ranks";
}

TEST(Apoc, Lines) {
  std::string text = exported(sample());
  std::string line = text.substr(0, text.find('\n'));
  EXPECT_EQ(
      line,
      "{\"type\":\"node\",\"id\":\"0\",\"labels\":[\"Company\",\"Organization\"],"
      "\"properties\":{\"any\":\"01:02:03.000000005\",\"list\":[\"1970-01-01\",\"1970-01-02\"],"
      "\"name\":\"라인 \\\"플러스\\\"\\n\\u0001\",\"named\":true,\"score\":1.0,"
      "\"size\":-9007199254740993,\"t\":\"1969-12-31T23:59:59.5\"},"
      "\"$types\":{\"any\":\"localtime\",\"list\":\"[date]\",\"t\":\"localdatetime\"}}");
  EXPECT_NE(text.find("\"P14M-3DT-0.5S\""), std::string::npos);
  EXPECT_NE(text.find("{\"type\":\"relationship\",\"id\":\"0\",\"label\":\"AT\",\"properties\":{"
                      "\"since\":\"P0M0DT90S\"},\"$types\":{\"since\":\"duration\"},\"start\":{"
                      "\"id\":\"2\",\"labels\":[\"Step\"]},\"end\":{\"id\":\"0\",\"labels\":["
                      "\"Company\",\"Organization\"]}}"),
            std::string::npos);
}

TEST(Apoc, ReadsWhatOthersWrite) {
  Graph g = imported(
      "{\"id\":7,\"labels\":[\"A\"],\"properties\":{\"x\":\"\\ud55c\\uae00\",\"y\":1.5e3,"
      "\"z\":{\"a\":[1,null]}},\"type\":\"node\"}\r\n\n"
      "{\"type\":\"node\",\"id\":\"4:abc:1\",\"extra\":[{}]}\n"
      "{\"start\":{\"id\":\"7\"},\"end\":{\"labels\":[],\"id\":\"4:abc:1\"},\"label\":\"T\","
      "\"type\":\"relationship\"}");
  ASSERT_EQ(g.node_count(), 2u);
  ASSERT_EQ(g.relationship_count(), 1u);
  EXPECT_EQ(g.node_property(0, *g.find_key("x")).as_string(), "한글");
  EXPECT_EQ(g.node_property(0, *g.find_key("y")).as_float(), 1500.0);
  EXPECT_EQ(g.target(0), 1u);
}

TEST(Apoc, BadLinesAreNamed) {
  const std::string node = "{\"type\":\"node\",\"id\":\"0\"}\n";
  const std::pair<std::string, std::string> cases[] = {
      {"{", "in.jsonl:1:2: expected '\"'"},
      {node + "[]", "in.jsonl:2:1: expected '{'"},
      {"{\"type\":\"edge\"}", "expected \"type\" to be"},
      {"{\"type\":\"node\"}", "a node without \"id\""},
      {node + node, "in.jsonl:2:1: a second node with the id \"0\""},
      {node + "{\"type\":\"relationship\",\"label\":\"T\",\"start\":{\"id\":\"0\"},"
              "\"end\":{\"id\":\"1\"}}",
       "the relationship's end is node \"1\", which no line before has"},
      {"{\"type\":\"node\",\"id\":\"0\",\"properties\":{\"a\":\"\xff\"}}", "no UTF-8"},
      {"{\"type\":\"node\",\"id\":\"0\",\"properties\":{\"a\":\"\\ud800\"}}", "surrogate"},
      {"{\"type\":\"node\",\"id\":\"0\",\"properties\":{\"a\":01}}", "begins with 0"},
      {"{\"type\":\"node\",\"id\":\"0\"} x", "text after the object"},
      {"{\"a\":" + std::string(200'000, '[') + "}", "nested deeper than 100"},
      {"{\"type\":\"node\",\"id\":\"0\",\"properties\":{\"a\":\"x\"},\"$types\":{\"a\":\"date\"}}",
       "no date"},
      {"{\"a\":\"never ends", "string without an end"},
  };
  for (const auto& [text, message] : cases) {
    try {
      imported(text);
      ADD_FAILURE() << "accepted " << text.substr(0, 80);
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::kInput);
      EXPECT_NE(std::string(e.what()).find(message), std::string::npos)
          << e.what() << "\nwanted " << message;
    }
  }
}

TEST(Apoc, ALineMayBeLongerThanAnyBlock) {
  std::string big(5'000'000, 'x');
  Graph g = imported("{\"type\":\"node\",\"id\":\"0\",\"properties\":{\"a\":\"" + big + "\"}}\n");
  EXPECT_EQ(g.node_property(0, *g.find_key("a")).as_string().size(), big.size());
}

}  // namespace
}  // namespace hoego

// SPDX-License-Identifier: Apache-2.0
// Typed and plain JSON, both ways, and the batch protocol.
#include "query/json.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "base/error.h"

namespace hoego::query {
namespace {

using nlohmann::json;

std::string typed(const Graph& graph, const Value& value) {
  std::string out;
  append_typed_json(out, graph, value);
  EXPECT_FALSE(json::parse(out, nullptr, false).is_discarded()) << out;
  return out;
}
std::string plain(const Graph& graph, const Value& value) {
  std::string out;
  append_plain_json(out, graph, value);
  EXPECT_FALSE(json::parse(out, nullptr, false).is_discarded()) << out;
  return out;
}

struct Pair {
  const char* query;  // RETURN ... of it
  const char* typed;
  const char* plain;
};
const Pair kValues[] = {
    {"null", R"({"$type":"Null","_value":null})", "null"},
    {"true", R"({"$type":"Boolean","_value":true})", "true"},
    {"9007199254740993", R"({"$type":"Integer","_value":"9007199254740993"})", "9007199254740993"},
    {"1.0", R"({"$type":"Float","_value":"1.0"})", "1.0"},
    {"0.0 / 0.0", R"({"$type":"Float","_value":"NaN"})", R"("NaN")"},
    {"-1.0 / 0.0", R"({"$type":"Float","_value":"-Infinity"})", R"("-Infinity")"},
    {"'a\"\\\\\\n\\u0001이직'", R"({"$type":"String","_value":"a\"\\\n\u0001이직"})",
     R"("a\"\\\n\u0001이직")"},
    {"[1, []]",
     R"({"$type":"List","_value":[{"$type":"Integer","_value":"1"},{"$type":"List","_value":[]}]})",
     "[1,[]]"},
    {"{b: 1, a: 'x'}",
     R"({"$type":"Map","_value":{"a":{"$type":"String","_value":"x"},"b":{"$type":"Integer","_value":"1"}}})",
     R"({"a":"x","b":1})"},
    {"date('2024-02-29')", R"({"$type":"Date","_value":"2024-02-29"})", R"("2024-02-29")"},
    {"localtime('12:30')", R"({"$type":"LocalTime","_value":"12:30"})", R"("12:30")"},
    {"time('12:30+09:00')", R"({"$type":"Time","_value":"12:30+09:00"})", R"("12:30+09:00")"},
    {"localdatetime('2024-02-29T12:30')",
     R"({"$type":"LocalDateTime","_value":"2024-02-29T12:30"})", R"("2024-02-29T12:30")"},
    {"datetime('2024-02-29T12:30+09:00')",
     R"({"$type":"OffsetDateTime","_value":"2024-02-29T12:30+09:00"})",
     R"("2024-02-29T12:30+09:00")"},
    {"datetime('2024-02-29T12:30[Asia/Seoul]')",
     R"({"$type":"ZonedDateTime","_value":"2024-02-29T12:30+09:00[Asia/Seoul]"})",
     R"("2024-02-29T12:30+09:00[Asia/Seoul]")"},
    {"duration('P1Y2M3DT4H')", R"({"$type":"Duration","_value":"P1Y2M3DT4H"})", R"("P1Y2M3DT4H")"},
};

TEST(Json, WritesEveryTypeAndReadsItBack) {
  Graph graph;
  Session session(graph);
  for (const Pair& pair : kValues) {
    Value value = session.run(std::string("RETURN ") + pair.query + " AS v").rows[0][0];
    EXPECT_EQ(typed(graph, value), pair.typed);
    EXPECT_EQ(plain(graph, value), pair.plain);
    EXPECT_EQ(typed(graph, value_from_json(json::parse(pair.typed))), pair.typed);
  }
}

TEST(Json, WritesNodesRelationshipsAndPaths) {
  Graph graph;
  Session session(graph);
  Table table =
      session.run("CREATE p = (a:Person {name: '은성'})-[r:TOOK {order: 1}]->(b) RETURN a, r, p");
  const std::string a =
      R"({"$type":"Node","_value":{"_element_id":"n0","_labels":["Person"],"_properties":{"name":{"$type":"String","_value":"은성"}}}})";
  const std::string r =
      R"({"$type":"Relationship","_value":{"_element_id":"r0","_start_node_element_id":"n0","_end_node_element_id":"n1","_type":"TOOK","_properties":{"order":{"$type":"Integer","_value":"1"}}}})";
  const std::string b =
      R"({"$type":"Node","_value":{"_element_id":"n1","_labels":[],"_properties":{}}})";
  EXPECT_EQ(typed(graph, table.rows[0][0]), a);
  EXPECT_EQ(typed(graph, table.rows[0][1]), r);
  EXPECT_EQ(typed(graph, table.rows[0][2]),
            R"({"$type":"Path","_value":[)" + a + "," + r + "," + b + "]}");
  EXPECT_EQ(plain(graph, table.rows[0][0]),
            R"({"id":"n0","labels":["Person"],"properties":{"name":"은성"}})");
  EXPECT_EQ(plain(graph, table.rows[0][1]),
            R"({"id":"r0","start":"n0","end":"n1","type":"TOOK","properties":{"order":1}})");
}

TEST(Json, RefusesWhatIsNoValue) {
  for (const char* text :
       {R"({"$type":"Integer","_value":"1.5"})",
        R"({"$type":"Integer","_value":"99999999999999999999"})",
        R"({"$type":"Float","_value":"x"})", R"({"$type":"Date","_value":"2021-02-30"})",
        R"({"$type":"Node","_value":{}})", R"({"$type":"Boolean","_value":"true"})",
        R"({"$type":"List","_value":{}})", "18446744073709551615"}) {
    EXPECT_THROW(value_from_json(json::parse(text)), Error) << text;
  }
}

TEST(Batch, AnswersLineByLine) {
  const std::pair<const char*, const char*> kLines[] = {
      {R"J({"id":1,"query":"RETURN $x AS a","params":{"x":{"$type":"Integer","_value":"1"}}})J",
       R"J({"id":1,"columns":["a"],"rows":[[{"$type":"Integer","_value":"1"}]],"stats":{}})J"},
      {R"J({"id":"b","query":"CREATE (:A {x: 1})"})J",
       R"J({"id":"b","columns":[],"rows":[],"stats":{"nodes_created":1,"properties_set":1,"labels_added":1}})J"},
      {R"J({"id":3,"query":"MATCH (n:B) RETURN n"})J",
       R"J({"id":3,"columns":["n"],"rows":[],"stats":{}})J"}};
  Graph graph;
  Session session(graph);
  for (const auto& [request, answer] : kLines) EXPECT_EQ(answer_request(session, request), answer);
}

TEST(Batch, TellsWhatIsWrong) {
  Graph graph;
  Session session(graph);
  json answer = json::parse(answer_request(session, R"({"id":7,"query":"RETURN 1\nAS a, 사람"})"));
  EXPECT_EQ(answer["id"], 7);
  EXPECT_EQ(answer["error"]["type"], "SyntaxError");
  EXPECT_EQ(answer["error"]["phase"], "compile");
  EXPECT_EQ(answer["error"]["detail"], "UndefinedVariable");
  EXPECT_EQ(answer["error"]["line"], 2);
  EXPECT_EQ(answer["error"]["column"], 7);
  answer =
      json::parse(answer_request(session, R"({"id":8,"query":"UNWIND [1, 0] AS x RETURN 1 / x"})"));
  EXPECT_EQ(answer["error"]["phase"], "runtime");
}

TEST(Batch, SurvivesHostileLines) {
  Graph graph;
  Session session(graph);
  const std::string deep(100'000, '[');
  for (const std::string& line :
       {std::string(), std::string("x"), std::string("[]"), std::string("{}"), deep,
        R"({"id":1,"query":1})" + std::string(),
        R"({"id":1,"query":"RETURN 1","params":[]})" + std::string(),
        "{\"id\":1,\"query\":\"RETURN 1\",\"params\":{\"x\":" + deep + "}}",
        std::string("{\"id\":1,\"query\":\"\xFF\"}"),
        R"({"id":1,"query":"RETURN 1","params":{"x":{"$type":"Date","_value":"soon"}}})" +
            std::string()}) {
    json answer = json::parse(answer_request(session, line), nullptr, false);
    ASSERT_TRUE(answer.is_object()) << line.substr(0, 80);
    EXPECT_TRUE(answer.contains("id"));
    EXPECT_EQ(answer["error"]["type"], "RequestError") << line.substr(0, 80);
  }
}

}  // namespace
}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Uncertain time, careers, evidence, Hangul.
#include <gtest/gtest.h>

#include "graph/schema.h"
#include "query/error.h"
#include "query/functions.h"
#include "query/semantics.h"
#include "tests/query/values/evaluate.h"

namespace hoego::query {
namespace {

struct Case {
  const char* expression;
  const char* wanted;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(outcome(c.expression), c.wanted) << c.expression;
}

TEST(CareerFunctions, UncertainTime) {
  check({
      {"edtf('2021-33').first", "2021-01-01"},
      {"edtf('2021-24').last", "2022-02-28"},
      {"edtf(date('2021-03-04'))", "2021-03-04"},
      {"edtf('..').open", "true"},
      {"edtf('12/2021')", "ArgumentError: InvalidArgumentValue"},
      {"edtf(null)", "null"},
      {"possibly_overlaps(edtf('2021'), edtf('2021-06'))", "true"},
      {"certainly_overlaps(edtf('2021'), edtf('2021-06'))", "false"},
      {"possibly_overlaps(edtf('2021'), edtf('2022'))", "false"},
      {"certainly_overlaps(date('2021-01-01'), edtf('2021-01-01'))", "true"},
      {"possibly_overlaps(['2020', '2021-03'], ['2021-03', '2022'])", "true"},
      {"certainly_overlaps(['2020', '2021-03'], ['2021-03', '2022'])", "false"},
      {"certainly_overlaps(['2020', '2021-04'], ['2021-03', '2022'])", "true"},
      {"certainly_overlaps(['2020', '..'], ['2021-03', '2022'])", "true"},
      {"possibly_overlaps(['2020', null], ['2025', '2026'])", "true"},
      {"certainly_overlaps(['2020', null], ['2025', '2026'])", "false"},
      {"possibly_overlaps([null, '2019'], ['2020', '2021'])", "false"},
      {"certainly_overlaps({start: '2020-01', end: '2020-12'}, date('2020-05-05'))", "true"},
      {"possibly_overlaps(1, 2)", "TypeError: InvalidArgumentValue"},
      {"gap_months(edtf('2021-12'), edtf('2022-01'))", "1"},
      {"gap_months(['2020', '2021-12'], ['2021-10', '..'])", "-2"},
      {"gap_months(['2020', '..'], edtf('2022'))", "null"},
      {"gap_months(['2020', null], edtf('2022'))", "null"},
      {"gap_months(date('2020-01-15'), date('2020-04-15'))", "3"},
  });
}

TEST(CareerFunctions, Hangul) {
  check({
      {"chosung('데이터 Engineer')", "'ㄷㅇㅌ Engineer'"},
      {"chosung('')", "''"},
      {"similar('', '')", "1.0"},
      {"similar('ABC', 'abc')", "1.0"},
      {"similar('가', '각') > similar('가', '닭')", "true"},
      {"similar('회고', 'xyz')", "0.0"},
      {"matches_ko('이직.', '이직')", "true"},
      {"matches_ko('첫이직을 했다', '이직')", "false"},
      {"matches_ko('첫이직 뒤에 이직했습니다', '이직')", "true"},
      {"matches_ko('이직준비생활기록부', '이직')", "false"},
      {"matches_ko('AI를 배웠다', 'ai')", "true"},
      {"matches_ko('AIDA를', 'AI')", "false"},
      {"matches_ko('C++에서', 'C++')", "true"},
      {"matches_ko('이직', '')", "false"},
  });
}

// A person with three steps on the line, one beside it, and a post.
class Careers : public ::testing::Test {
 protected:
  NodeId node(std::string_view label) { return graph.create_node({graph.intern_label(label)}); }
  void set(NodeId n, std::string_view key, const Value& v) {
    graph.set_node_property(n, graph.intern_key(key), v);
  }
  RelId link(NodeId from, std::string_view type, NodeId to) {
    return graph.create_relationship(from, to, graph.intern_type(type));
  }
  NodeId step(int order_number, const char* start, const char* end) {
    NodeId s = node(schema::kStep);
    set(s, schema::kOrder, Value::integer(order_number));
    set(s, schema::kStartEdtf, Value::string(start));
    if (end) set(s, schema::kEndEdtf, Value::string(end));
    link(person, schema::kTook, s);
    return s;
  }
  std::string text(const char* name, std::vector<Value> args) {
    return to_text(graph, find_function(name)->call({graph, 0, 0, nullptr}, args));
  }

  Graph graph;
  NodeId person = node(schema::kPerson);
  NodeId post = node(schema::kPost);
  NodeId third = step(3, "2023-03", "..");
  NodeId beside = step(0, "2018", nullptr);
  NodeId first = step(1, "2020-01", "2020-12");
  NodeId second = step(2, "2021-03", "2023-01~");
};

TEST_F(Careers, CareerFollowsNext) {
  EXPECT_TRUE(find_function("career")->call({graph}, std::vector{Value::node(post)}).is_null());
  RelId a = link(first, schema::kNext, second);
  RelId b = link(second, schema::kNext, third);
  Value path = find_function("career")->call({graph}, std::vector{Value::node(person)});
  EXPECT_EQ(path.as_path(), (Path{{first, second, third}, {a, b}}));
}

TEST_F(Careers, CareerOfOneStepAndOfCircles) {
  Value path = find_function("career")->call({graph}, std::vector{Value::node(person)});
  EXPECT_EQ(path.as_path().nodes, std::vector{beside});
  link(first, schema::kNext, second);
  link(second, schema::kNext, first);
  link(third, schema::kNext, first);
  path = find_function("career")->call({graph}, std::vector{Value::node(person)});
  EXPECT_EQ(path.as_path().nodes, (std::vector{third, first, second}));
}

TEST_F(Careers, Tenure) {
  EXPECT_EQ(text("tenure", {Value::node(first)}), "{max: 12, min: 10, ongoing: false}");
  EXPECT_EQ(text("tenure", {Value::node(third)}), "{max: null, min: null, ongoing: true}");
  EXPECT_EQ(text("tenure", {Value::node(beside)}), "{max: null, min: 0, ongoing: false}");
  set(post, schema::kPublished, evaluate("date('2024-03-31')"));
  link(third, schema::kStatedIn, post);
  EXPECT_EQ(text("tenure", {Value::node(third)}), "{max: null, min: 12, ongoing: true}");
}

TEST_F(Careers, StepsOverlap) {
  EXPECT_EQ(text("possibly_overlaps", {Value::node(first), Value::node(second)}), "false");
  EXPECT_EQ(text("gap_months", {Value::node(first), Value::node(second)}), "3");
  EXPECT_EQ(text("possibly_overlaps", {Value::node(beside), Value::node(second)}), "true");
  EXPECT_EQ(text("certainly_overlaps", {Value::node(beside), Value::node(second)}), "false");
}

TEST_F(Careers, Evidence) {
  set(post, schema::kSource, Value::string("a.md"));
  auto state = [&](int offset, const char* quote) {
    RelId r = link(first, schema::kStatedIn, post);
    graph.set_relationship_property(r, graph.intern_key("quote"), Value::string(quote));
    graph.set_relationship_property(r, graph.intern_key("offset"), Value::integer(offset));
    return r;
  };
  state(20, "둘째");
  RelId one = state(10, "첫째");
  EXPECT_EQ(text("evidence", {Value::relationship(one)}),
            "[{length: null, offset: 10, post: 'a.md', quote: '첫째', rule: null}]");
  EXPECT_EQ(text("evidence", {Value::node(first)}),
            "[{length: null, offset: 10, post: 'a.md', quote: '첫째', rule: null}, "
            "{length: null, offset: 20, post: 'a.md', quote: '둘째', rule: null}]");
  EXPECT_EQ(text("evidence", {Value::node(second)}), "[]");
  RelId next = link(first, schema::kNext, second);
  EXPECT_EQ(text("evidence", {Value::relationship(next)}), text("evidence", {Value::node(first)}));
}

}  // namespace
}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Functions of lists, texts, numbers, conversions and graph elements.
#include <gtest/gtest.h>

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

constexpr const char* kBadType = "TypeError: InvalidArgumentValue";

TEST(PlainFunctions, Lists) {
  check({
      {"size('한글e\\u0301')", "4"},
      {"size([])", "0"},
      {"size({a: 1})", kBadType},
      {"head([])", "null"},
      {"last([1, null])", "null"},
      {"tail([])", "[]"},
      {"tail(null)", "null"},
      {"reverse([1, 'a', null])", "[null, 'a', 1]"},
      {"reverse('가a나')", "'나a가'"},
      {"reverse(1)", kBadType},
      {"range(3, 1, -1)", "[3, 2, 1]"},
      {"range(1, 3, -1)", "[]"},
      {"range(0, 10, 4)", "[0, 4, 8]"},
      {"range(1, 1)", "[1]"},
      {"range(1, 2, 0)", "ArgumentError: NumberOutOfRange"},
      {"range(1, 2.5)", "ArgumentError: InvalidArgumentType"},
      {"range(9223372036854775806, 9223372036854775807)",
       "[9223372036854775806, 9223372036854775807]"},
      {"size(range(-9223372036854775807, 9223372036854775807, 4611686018427387904))", "4"},
      {"range(0, 9223372036854775807)", "ArgumentError: NumberOutOfRange"},
      {"coalesce(null, null)", "null"},
      {"nullIf('a', 'b')", "'a'"},
      {"isEmpty('')", "true"},
      {"isEmpty({a: 1})", "false"},
      {"keys({b: 1, a: null})", "['a', 'b']"},
      {"exists(null)", "false"},
  });
}

TEST(PlainFunctions, Texts) {
  check({
      {"left('커리어', 2)", "'커리'"},
      {"left('ab', 5)", "'ab'"},
      {"left('ab', -1)", "ArgumentError: NegativeIntegerArgument"},
      {"right('커리어', 2)", "'리어'"},
      {"right('ab', 5)", "'ab'"},
      {"substring('커리어', 1)", "'리어'"},
      {"substring('커리어', 1, 1)", "'리'"},
      {"substring('ab', 7)", "''"},
      {"substring('ab', 0, -1)", "ArgumentError: NegativeIntegerArgument"},
      {"substring('ab', null)", "null"},
      {"trim('\\t 가 \\n')", "'가'"},
      {"ltrim('xxa', 'x')", "'a'"},
      {"rtrim('a요요', '요')", "'a'"},
      {"btrim('')", "''"},
      {"replace('aaa', 'a', 'bb')", "'bbbbbb'"},
      {"replace('aaa', 'aa', 'b')", "'ba'"},
      {"replace('ab', '', '-')", "'-a-b-'"},
      {"replace('ab', 'x', null)", "null"},
      {"split('a,b,,c', ',')", "['a', 'b', '', 'c']"},
      {"split('a1b2c', ['1', '2'])", "['a', 'b', 'c']"},
      {"split('가나', '')", "['가', '나']"},
      {"split('', ',')", "['']"},
      {"toUpper('straße')", "'STRASSE'"},
      {"toLower('ÀÉ')", "'àé'"},
      {"toUpper(1)", kBadType},
      {"normalize('ㅎ') = 'ㅎ'", "true"},
      {"normalize('a', 'X')", "ArgumentError: InvalidArgumentValue"},
  });
}

TEST(PlainFunctions, Numbers) {
  check({
      {"abs(-2.5)", "2.5"},
      {"abs(-9223372036854775807 - 1)", "ArithmeticError: IntegerOverflow"},
      {"abs('a')", kBadType},
      {"ceil(-0.5)", "-0.0"},
      {"floor(-0.5)", "-1.0"},
      {"round(2.5)", "3.0"},
      {"round(-1.5)", "-1.0"},
      {"round(0.49999999999999994)", "0.0"},
      {"round(-1.25, 1)", "-1.3"},
      {"round(1.249, 1)", "1.2"},
      {"round(2.5, 0, 'HALF_EVEN')", "2.0"},
      {"round(3.5, 0, 'HALF_EVEN')", "4.0"},
      {"round(-2.5, 0, 'HALF_DOWN')", "-2.0"},
      {"round(-2.1, 0, 'UP')", "-3.0"},
      {"round(1e300, 20)", "1.0E300"},
      {"round(1, -1)", "ArgumentError: NumberOutOfRange"},
      {"round(1, 1, 'SIDEWAYS')", "ArgumentError: InvalidArgumentValue"},
      {"sign(0)", "0"},
      {"sqrt(-1)", "NaN"},
      {"log(0)", "-Infinity"},
      {"isNaN(1)", "false"},
      {"0.0 <= rand() < 1.0", "true"},
  });
}

TEST(PlainFunctions, Conversions) {
  check({
      {"toInteger('12')", "12"},
      {"toInteger(' +12 ')", "12"},
      {"toInteger('2.9')", "2"},
      {"toInteger(-2.9)", "-2"},
      {"toInteger('9223372036854775808')", "null"},
      {"toInteger('zwölf')", "null"},
      {"toInteger('')", "null"},
      {"toInteger(true)", kBadType},
      {"toInteger(null)", "null"},
      {"toFloat('1e3')", "1000.0"},
      {"toFloat('.5')", "0.5"},
      {"toFloat('1e999')", "Infinity"},
      {"toFloat('1,5')", "null"},
      {"toFloat('0x10')", "null"},
      {"toFloat('inf')", "null"},
      {"toFloat([])", kBadType},
      {"toBoolean('TRUE')", "true"},
      {"toBoolean('yes')", "null"},
      {"toBoolean(0)", "false"},
      {"toBoolean(1.0)", kBadType},
      {"toString(1.0)", "'1.0'"},
      {"toString(1e20)", "'1.0E20'"},
      {"toString(date('2020-01-01'))", "'2020-01-01'"},
      {"toString({})", kBadType},
      {"toStringOrNull({})", "null"},
      {"toIntegerList(['1', null, [], 2.5])", "[1, null, null, 2]"},
      {"toBooleanList(1)", kBadType},
      {"valueType([])", "'LIST<ANY> NOT NULL'"},
      {"valueType(null)", "'NULL'"},
  });
}

class OnGraph : public ::testing::Test {
 protected:
  Value call(const char* name, std::vector<Value> args) {
    return find_function(name)->call({graph, 0, 0, nullptr}, args);
  }
  std::string text(const char* name, std::vector<Value> args) {
    try {
      return to_text(graph, call(name, std::move(args)));
    } catch (const QueryError& e) {
      return e.type() + ": " + e.detail();
    }
  }

  Graph graph;
  NodeId a = graph.create_node({graph.intern_label("A"), graph.intern_label("B")});
  NodeId b = graph.create_node({});
  RelId r = graph.create_relationship(a, b, graph.intern_type("T"));
};

TEST_F(OnGraph, Elements) {
  graph.set_node_property(a, graph.intern_key("z"), Value::integer(1));
  graph.set_node_property(a, graph.intern_key("y"), Value::string("s"));
  EXPECT_EQ(text("labels", {Value::node(a)}), "['A', 'B']");
  EXPECT_EQ(text("labels", {Value::node(b)}), "[]");
  EXPECT_EQ(text("type", {Value::relationship(r)}), "'T'");
  EXPECT_EQ(text("keys", {Value::node(a)}), "['y', 'z']");
  EXPECT_EQ(text("properties", {Value::node(a)}), "{y: 's', z: 1}");
  EXPECT_EQ(text("properties", {Value::relationship(r)}), "{}");
  EXPECT_EQ(text("id", {Value::node(b)}), "1");
  EXPECT_NE(text("elementId", {Value::node(a)}), text("elementId", {Value::relationship(r)}));
  EXPECT_EQ(call("startNode", {Value::relationship(r)}).as_node(), a);
  EXPECT_EQ(call("endNode", {Value::relationship(r)}).as_node(), b);
  EXPECT_EQ(text("degree", {Value::node(a), Value::string("T")}), "1");
  EXPECT_EQ(text("degree", {Value::node(a), Value::string("U")}), "0");
  for (const char* name : {"labels", "type", "id", "properties", "startNode", "nodes", "length"}) {
    EXPECT_EQ(text(name, {Value::integer(1)}), kBadType) << name;
  }
}

TEST_F(OnGraph, Paths) {
  Value path = Value::path({{a, b}, {r}});
  EXPECT_EQ(text("length", {path}), "1");
  EXPECT_EQ(text("nodes", {path}), "[(:A:B), ()]");
  EXPECT_EQ(text("relationships", {path}), "[[:T]]");
}

TEST_F(OnGraph, OfDeletedElementsTheTypeStays) {
  graph.delete_relationship(r);
  graph.delete_node(a);
  EXPECT_EQ(text("type", {Value::relationship(r)}), "'T'");
  EXPECT_EQ(text("labels", {Value::node(a)}), "EntityNotFound: DeletedEntityAccess");
  EXPECT_EQ(text("properties", {Value::relationship(r)}), "EntityNotFound: DeletedEntityAccess");
}

}  // namespace
}  // namespace hoego::query

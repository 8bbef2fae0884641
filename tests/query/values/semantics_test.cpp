// SPDX-License-Identifier: Apache-2.0
// Equality, comparison, order, arithmetic, access to parts, and the texts of values.
#include "query/semantics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "query/error.h"
#include "query/temporal.h"
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

TEST(Semantics, Equality) {
  check({
      {"1 = 1.0", "true"},
      {"1 = '1'", "false"},
      {"null = null", "null"},
      {"null <> 1", "null"},
      {"0.0 / 0.0 = 0.0 / 0.0", "false"},
      {"0.0 / 0.0 <> 'a'", "true"},
      {"9007199254740993 = 9007199254740992.0", "false"},
      {"[1, 2, 3] = [1, 2]", "false"},
      {"[1, null] = [1, 2]", "null"},
      {"[1, null] = [2, null]", "false"},
      {"[1, [null]] = [1, [2]]", "null"},
      {"{a: 1, b: null} = {a: 1, c: null}", "false"},
      {"{a: 1, b: null} = {a: 1, b: null}", "null"},
      {"{a: 1, b: 2.0} = {b: 2, a: 1}", "true"},
      {"[] = {}", "false"},
      {"duration({days: 1}) = duration({hours: 24})", "false"},
      {"duration('P1Y') = duration({months: 12})", "true"},
      {"time('10:00+01:00') = time('09:00Z')", "false"},
      {"datetime('2021-01-01T10:00+09:00') = datetime('2021-01-01T01:00Z')", "false"},
      {"edtf('2021') = edtf('2021')", "true"},
      {"edtf('2021') = edtf('2021~')", "false"},
  });
}

TEST(Semantics, Comparison) {
  check({
      {"1 < 1.5", "true"},
      {"'a' < 'b' < 'c'", "true"},
      {"3 < 2 < null", "false"},
      {"1 < 'a'", "null"},
      {"0.0 / 0.0 < 1", "false"},
      {"0.0 / 0.0 < 'a'", "null"},
      {"false < true", "true"},
      {"null >= 1", "null"},
      {"[1, 2] < [1, 3]", "true"},
      {"[1] < [1, 0]", "true"},
      {"[1, null] < [2, 0]", "true"},
      {"[1, null] < [1, 5]", "null"},
      {"[1, 'a'] < [1, 2]", "null"},
      {"{a: 1} < {a: 2}", "null"},
      {"date('2021-01-01') < date('2021-01-02')", "true"},
      {"date('2021-01-01') < localtime('10:00')", "null"},
      {"duration('P1D') < duration('P2D')", "null"},
      {"time('10:00+01:00') < time('10:00Z')", "true"},
      {"time('10:00+01:00') > time('09:00Z')", "true"},
      {"'가' < '나'", "true"},
      {"9223372036854775807 < 9223372036854775808.0", "true"},
      {"-9223372036854775808 >= -9223372036854775808.0", "true"},
      {"edtf('2020') < edtf('2021')", "true"},
      {"edtf('2021') < edtf('2021-12')", "null"},
      {"edtf('2022') < edtf('2021-12')", "false"},
  });
}

TEST(Semantics, Arithmetic) {
  check({
      {"7 / 2", "3"},
      {"-7 / 2", "-3"},
      {"-7 % 3", "-1"},
      {"7 / 2.0", "3.5"},
      {"2 ^ 3", "8.0"},
      {"1 / 0", "ArithmeticError: DivisionByZero"},
      {"1 % 0", "ArithmeticError: DivisionByZero"},
      {"1.0 / 0", "Infinity"},
      {"-9223372036854775807 - 2", "ArithmeticError: IntegerOverflow"},
      {"9223372036854775807 + 1", "ArithmeticError: IntegerOverflow"},
      {"9223372036854775807 * 2", "ArithmeticError: IntegerOverflow"},
      {"(-9223372036854775807 - 1) / -1", "ArithmeticError: IntegerOverflow"},
      {"(-9223372036854775807 - 1) % -1", "0"},
      {"1 + null", "null"},
      {"'a' + 'b'", "'ab'"},
      {"'a' + 1", "'a1'"},
      {"1.5 + 'a'", "'1.5a'"},
      {"[1] + [2, 3]", "[1, 2, 3]"},
      {"[1] + 2", "[1, 2]"},
      {"0 + [1]", "[0, 1]"},
      {"[1] + null", "null"},
      {"true + 1", "TypeError: InvalidArgumentType"},
      {"'a' * 2", "TypeError: InvalidArgumentType"},
      {"{a: 1} + {b: 2}", "TypeError: InvalidArgumentType"},
  });
}

TEST(Semantics, ListAndTextOperators) {
  check({
      {"1 IN [1, null]", "true"},
      {"2 IN [1, null]", "null"},
      {"null IN []", "false"},
      {"null IN [1]", "null"},
      {"1 IN null", "null"},
      {"[1] IN [[1, 2], [null]]", "null"},
      {"1 IN 1", "TypeError: InvalidArgumentType"},
      {"'abc' STARTS WITH 'ab'", "true"},
      {"'abc' ENDS WITH 'ab'", "false"},
      {"'abc' CONTAINS ''", "true"},
      {"1 CONTAINS '1'", "null"},
      {"'이직했다' =~ '이직.*'", "true"},
      {"'abc' =~ 'b'", "false"},
      {"'abc' =~ '('", "ArgumentError: InvalidArgumentValue"},
      {"'abc' =~ null", "null"},
  });
}

TEST(Semantics, RegularExpressionsThatNeverEndAreStopped) {
  EXPECT_EQ(outcome("'" + std::string(40, 'a') + "b' =~ '(a+)+c'"),
            "ArgumentError: InvalidArgumentValue");
}

TEST(Semantics, PartsOfValues) {
  check({
      {"[1, 2, 3][-1]", "3"},
      {"[1, 2, 3][3]", "null"},
      {"[1, 2, 3][null]", "null"},
      {"[1, 2, 3][1.0]", "TypeError: ListElementAccessByNonInteger"},
      {"{a: 1}['a']", "1"},
      {"{a: 1}['b']", "null"},
      {"{a: 1}[0]", "TypeError: MapElementAccessByNonString"},
      {"'abc'[0]", "TypeError: InvalidArgumentType"},
      {"[1, 2, 3, 4][1..3]", "[2, 3]"},
      {"[1, 2, 3, 4][..-1]", "[1, 2, 3]"},
      {"[1, 2, 3, 4][-3..]", "[2, 3, 4]"},
      {"[1, 2, 3, 4][2..100]", "[3, 4]"},
      {"[1, 2, 3, 4][3..1]", "[]"},
      {"[1, 2, 3, 4][null..2]", "null"},
      {"{a: {b: 2}}.a.b", "2"},
      {"{a: 1}.b", "null"},
      {"(1).a", "TypeError: InvalidArgumentType"},
      {"date('2021-01-01').hour", "ArgumentError: InvalidArgumentValue"},
      {"edtf('2021-03~').month", "3"},
      {"edtf('2021-03~').approximate", "true"},
      {"edtf('..').year", "null"},
  });
}

// One value of each kind, in ascending order.
std::vector<Value> all_kinds() {
  Path path{{1, 2}, {0}};
  return {
      evaluate("{}"),
      evaluate("{a: 1}"),
      evaluate("{a: 2}"),
      Value::node(3),
      Value::node(4),
      Value::relationship(1),
      evaluate("[]"),
      evaluate("[1]"),
      evaluate("[1, 2]"),
      evaluate("[null]"),
      Value::path(path),
      evaluate("datetime('2021-01-01T00:00+01:00')"),
      evaluate("datetime('2021-01-01T00:00Z')"),
      evaluate("localdatetime('2020-01-01T00:00')"),
      evaluate("date('2019-01-01')"),
      evaluate("time('10:00Z')"),
      evaluate("localtime('09:00')"),
      evaluate("duration('P30D')"),
      evaluate("duration('P1M')"),
      evaluate("edtf('2020')"),
      evaluate("edtf('2021-01')"),
      evaluate("edtf('..')"),
      evaluate("'a'"),
      evaluate("'b'"),
      evaluate("false"),
      evaluate("true"),
      evaluate("-1.0 / 0.0"),
      evaluate("1"),
      evaluate("1.5"),
      evaluate("1.0 / 0.0"),
      evaluate("0.0 / 0.0"),
      Value::null(),
  };
}

TEST(Semantics, OrderIsTotal) {
  std::vector<Value> values = all_kinds();
  for (size_t i = 0; i < values.size(); ++i) {
    for (size_t j = 0; j < values.size(); ++j) {
      int wanted = i < j ? -1 : (i > j ? 1 : 0);
      int c = order(values[i], values[j]);
      EXPECT_EQ(c < 0 ? -1 : (c > 0 ? 1 : 0), wanted) << i << " and " << j;
      EXPECT_EQ(equivalent(values[i], values[j]), i == j);
    }
  }
}

TEST(Semantics, EquivalentValuesHaveEqualHashes) {
  const std::pair<const char*, const char*> pairs[] = {
      {"1", "1.0"},
      {"0.0", "-0.0"},
      {"0.0 / 0.0", "-(0.0 / 0.0)"},
      {"[1, {a: 2}]", "[1.0, {a: 2.0}]"},
      {"null", "null"},
      {"'가'", "'가'"},
  };
  for (auto [a, b] : pairs) {
    EXPECT_TRUE(equivalent(evaluate(a), evaluate(b))) << a;
    EXPECT_EQ(hash(evaluate(a)), hash(evaluate(b))) << a;
  }
  for (const Value& v : all_kinds()) EXPECT_EQ(hash(v), hash(Value(v)));
  EXPECT_NE(hash(evaluate("[1, 2]")), hash(evaluate("[2, 1]")));
}

TEST(Semantics, NestingHasAnEnd) {
  Graph g;
  Value deep = Value::list({});
  for (int i = 0; i < 3'000; ++i) deep = Value::list({deep});
  Value other = deep;
  EXPECT_THROW(hash(deep), QueryError);
  EXPECT_THROW(order(deep, other), QueryError);
  EXPECT_THROW(equals(deep, other), QueryError);
  EXPECT_THROW(compare_with(Op::kLess, deep, other), QueryError);
  EXPECT_THROW(to_text(g, deep), QueryError);
  EXPECT_EQ(to_text(g, evaluate("[[1]]")), "[[1]]");  // the guard is back at the start
}

TEST(Semantics, FloatText) {
  const std::pair<double, const char*> cases[] = {
      {0.0, "0.0"},
      {1.0, "1.0"},
      {-2.5, "-2.5"},
      {0.1, "0.1"},
      {1e7, "1.0E7"},
      {9999999.0, "9999999.0"},
      {0.001, "0.001"},
      {0.0001, "1.0E-4"},
      {1.5e300, "1.5E300"},
      {std::nan(""), "NaN"},
      {-INFINITY, "-Infinity"},
      {1.0 / 3, "0.3333333333333333"},
  };
  for (auto [d, text] : cases) EXPECT_EQ(float_text(d), text);
}

TEST(Semantics, TextOfGraphElements) {
  Graph g;
  NodeId a = g.create_node({g.intern_label("Person")});
  NodeId b = g.create_node({});
  g.set_node_property(a, g.intern_key("name"), Value::string("은'성"));
  g.set_node_property(b, g.intern_key("x y"), Value::integer(1));
  RelId r = g.create_relationship(a, b, g.intern_type("KNOWS"));
  EXPECT_EQ(to_text(g, Value::node(a)), "(:Person {name: '은\\'성'})");
  EXPECT_EQ(to_text(g, Value::node(b)), "({`x y`: 1})");
  EXPECT_EQ(to_text(g, Value::relationship(r)), "[:KNOWS]");
  EXPECT_EQ(to_text(g, Value::path({{b, a}, {r}})),
            "<({`x y`: 1})<-[:KNOWS]-(:Person {name: '은\\'성'})>");
}

TEST(Semantics, DeletedElementsHaveNoProperties) {
  Graph g;
  NodeId a = g.create_node({});
  g.delete_node(a);
  try {
    property(g, Value::node(a), "name");
    FAIL();
  } catch (const QueryError& e) {
    EXPECT_EQ(e.type(), "EntityNotFound");
    EXPECT_EQ(e.detail(), "DeletedEntityAccess");
  }
}

}  // namespace
}  // namespace hoego::query

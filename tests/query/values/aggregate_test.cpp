// SPDX-License-Identifier: Apache-2.0
#include "query/aggregate.h"

#include <gtest/gtest.h>

#include "query/error.h"
#include "query/semantics.h"
#include "tests/query/values/evaluate.h"

namespace hoego::query {
namespace {

// The aggregate over the elements of a list, as text.
std::string over(const char* name, const char* list, bool distinct = false,
                 const Value& second = Value::null()) {
  try {
    auto aggregator = find_aggregate(name)->start(distinct);
    Value items = evaluate(list);
    for (const Value& v : items.as_list()) aggregator->add(v, second);
    return to_text(Graph(), aggregator->result());
  } catch (const QueryError& e) {
    return e.type() + ": " + e.detail();
  }
}

TEST(Aggregate, OverLists) {
  struct {
    const char* name;
    const char* list;
    const char* wanted;
  } cases[] = {
      {"count", "[]", "0"},
      {"count", "[1, null, 'a']", "2"},
      {"COLLECT", "[1, null, 'a']", "[1, 'a']"},
      {"collect", "[]", "[]"},
      {"sum", "[]", "0"},
      {"sum", "[1, 2, null]", "3"},
      {"sum", "[1, 2.5]", "3.5"},
      {"sum", "[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]", "4.5"},
      {"sum", "[1e300, 1.0, -1e300]", "1.0"},
      {"sum", "[9223372036854775807, 1]", "ArithmeticError: IntegerOverflow"},
      {"sum", "['a']", "TypeError: InvalidArgumentValue"},
      {"sum", "[duration('P1D'), duration('PT1H')]", "P1DT1H"},
      {"sum", "[1, duration('P1D')]", "TypeError: InvalidArgumentValue"},
      {"avg", "[]", "null"},
      {"avg", "[1, 2]", "1.5"},
      {"avg", "[9223372036854775807, 9223372036854775807]", "9.223372036854776E18"},
      {"avg", "[duration('P1D'), duration('P2D')]", "P1DT12H"},
      {"min", "[]", "null"},
      {"min", "[2, 'a', [1], null]", "[1]"},
      {"max", "[2, 'a', [1], null]", "2"},
      {"max", "['b', 'B']", "'b'"},
      {"stDev", "[1]", "0.0"},
      {"stDev", "[2, 4, 4, 4, 5, 5, 7, 9]", "2.138089935299395"},
      {"stDevP", "[2, 4, 4, 4, 5, 5, 7, 9]", "2.0"},
      {"stDevP", "[]", "0.0"},
  };
  for (const auto& c : cases) EXPECT_EQ(over(c.name, c.list), c.wanted) << c.name << c.list;
}

TEST(Aggregate, Distinct) {
  EXPECT_EQ(over("count", "[1, 1.0, 2, null, null]", true), "2");
  EXPECT_EQ(over("collect", "[[1], [1.0], 0.0 / 0.0, 0.0 / 0.0]", true), "[[1], NaN]");
  EXPECT_EQ(over("sum", "[3, 3, 4]", true), "7");
}

TEST(Aggregate, Percentiles) {
  auto disc = [](double p) {
    return over("percentileDisc", "[30, 10, 20, null, 40]", false, Value::floating(p));
  };
  EXPECT_EQ(disc(0.0), "10");
  EXPECT_EQ(disc(0.25), "10");
  EXPECT_EQ(disc(0.26), "20");
  EXPECT_EQ(disc(1.0), "40");
  EXPECT_EQ(disc(1.1), "ArgumentError: NumberOutOfRange");
  auto cont = [](double p) {
    return over("percentileCont", "[30, 10, 20]", false, Value::floating(p));
  };
  EXPECT_EQ(cont(0.25), "15.0");
  EXPECT_EQ(cont(1.0), "30.0");
  EXPECT_EQ(cont(-0.1), "ArgumentError: NumberOutOfRange");
  EXPECT_EQ(over("percentileCont", "[]", false, Value::floating(0.5)), "null");
}

// The examples speak of x in [1, 2, 3]: replace the call by its result.
TEST(Aggregate, EveryExampleIsTrue) {
  for (const Aggregate& a : aggregates()) {
    std::string example(a.example);
    size_t at = example.find(std::string(a.name) + "(");
    ASSERT_NE(at, std::string::npos) << a.name;
    size_t end = example.find(')', at);
    size_t comma = example.find(", ", at);
    Value second = comma < end ? evaluate(example.substr(comma + 2, end - comma - 2)) : Value();
    std::string result = over(std::string(a.name).c_str(), "[1, 2, 3]", false, second);
    EXPECT_EQ(outcome(example.replace(at, end - at + 1, result)), "true") << a.example;
  }
}

}  // namespace
}  // namespace hoego::query

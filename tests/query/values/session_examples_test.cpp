// SPDX-License-Identifier: Apache-2.0
// Every example of the tables of functions and aggregates, run as a query.
#include <gtest/gtest.h>

#include "query/aggregate.h"
#include "query/functions.h"
#include "query/query.h"
#include "query/semantics.h"

namespace hoego::query {
namespace {

// "true", or what came instead.
std::string answer(const std::string& query) {
  Graph graph;
  Session session(graph);
  try {
    Table table = session.run(query);
    return table.rows.empty() ? "no rows" : to_text(graph, table.rows[0][0]);
  } catch (const QueryError& e) {
    return e.what();
  }
}

TEST(FunctionExamples, AreTrueAsQueries) {
  for (const Function& f : functions()) {
    EXPECT_EQ(answer("RETURN " + std::string(f.example) + " AS x"), "true") << f.example;
  }
}

TEST(FunctionExamples, OfAggregatesAreTrueAsQueries) {
  for (const Aggregate& a : aggregates()) {
    std::string query = "UNWIND [1, 2, 3] AS x RETURN " + std::string(a.example) + " AS y";
    EXPECT_EQ(answer(query), "true") << query;
  }
}

}  // namespace
}  // namespace hoego::query

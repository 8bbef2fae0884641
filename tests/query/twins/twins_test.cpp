// SPDX-License-Identifier: Apache-2.0
// A few thousand random queries give the same rows by the reference and by the engine, with
// rewrites and without, and survive unparse. The program `twins` runs as many as one likes.
#include <gtest/gtest.h>

#include "query/query.h"
#include "tests/query/twins/compare.h"
#include "tests/query/twins/generate.h"

namespace hoego::query {
namespace {

TEST(Twins, AgreeOnRandomQueries) {
  constexpr uint64_t kGraphs = 100;
  constexpr uint64_t kQueries = 30;
  size_t compared = 0;
  for (uint64_t g = 0; g < kGraphs; ++g) {
    Graph graph = random_graph(g);
    for (uint64_t i = 0; i < kQueries; ++i) {
      const std::string query = random_query(1'000'000 + g * kQueries + i);
      const Verdict verdict = compare(query, graph);
      EXPECT_NE(verdict.kind, Verdict::Kind::kDifferent) << query << "\n" << verdict.detail;
      EXPECT_NE(verdict.kind, Verdict::Kind::kRefused) << query << "\n" << verdict.detail;
      compared += verdict.kind == Verdict::Kind::kSame;
    }
  }
  EXPECT_GT(compared, kGraphs * kQueries * 9 / 10);
}

// The comparison can fail: nothing orders the rows that are cut here.
TEST(Twins, SeeADifference) {
  Graph graph;
  Session(graph).run("CREATE (:A {n: 1}), (:B {n: 2})");
  const std::string query =
      "MATCH (a) WHERE a.n > 0 RETURN a.n + toInteger(rand() * 1e15) AS x, 1 AS y";
  EXPECT_EQ(compare(query, graph).kind, Verdict::Kind::kDifferent);
  EXPECT_EQ(compare("MATCH (a) RETURN a.n AS x", graph).kind, Verdict::Kind::kSame);
  EXPECT_LT(minimise(query, graph).size(), query.size());
}

}  // namespace
}  // namespace hoego::query

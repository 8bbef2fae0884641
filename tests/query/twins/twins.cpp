// SPDX-License-Identifier: Apache-2.0
// Runs random queries through the reference and the engine, with rewrites, without all of
// them and without each, and prints every difference made small.
//
//   twins --count 200000 --seed 1 [--show]     (--show: print the queries only)
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "query/query.h"
#include "query/semantics.h"
#include "tests/query/twins/compare.h"
#include "tests/query/twins/generate.h"

namespace {

using namespace hoego;
using namespace hoego::query;

constexpr uint64_t kQueriesOfGraph = 40;

void print_graph(Graph& graph) {
  for (const char* query :
       {"MATCH (n) RETURN id(n), n", "MATCH (a)-[r]->(b) RETURN id(a), r, id(b)"}) {
    for (const auto& row : Session(graph).run(query).rows) {
      for (const Value& v : row) std::printf("  %s", to_text(graph, v).c_str());
      std::printf("\n");
    }
  }
}

void report(uint64_t number, const std::string& query, Graph& graph) {
  const std::string small = minimise(query, graph);
  std::printf("difference %llu\n%s\nsmaller: %s\n%sgraph:\n",
              static_cast<unsigned long long>(number), query.c_str(), small.c_str(),
              compare(small, graph).detail.c_str());
  print_graph(graph);
  std::fflush(stdout);
}

int run(uint64_t seed, uint64_t count, bool show) {
  size_t verdicts[4] = {};
  size_t with_rows = 0;
  Graph graph;
  for (uint64_t i = seed; i < seed + count; ++i) {
    if (i == seed || i % kQueriesOfGraph == 0) {
      graph = random_graph(i / kQueriesOfGraph);
      // As it is after writes, and as it is after loading.
      if (i / kQueriesOfGraph % 2 == 1) graph.compact();
    }
    if ((i - seed) % 10'000 == 9'999) std::fprintf(stderr, "%zu same so far\n", verdicts[0]);
    const std::string query = random_query(i);
    if (show) {
      std::printf("%s\n", query.c_str());
      continue;
    }
    const Verdict verdict = compare(query, graph);
    ++verdicts[static_cast<int>(verdict.kind)];
    with_rows += verdict.rows > 0;
    if (verdict.kind == Verdict::Kind::kDifferent) report(i, query, graph);
    if (verdict.kind == Verdict::Kind::kRefused) {
      std::printf("refused: %s\n  %s\n", query.c_str(), verdict.detail.c_str());
    }
  }
  std::printf("same %zu (%zu with rows), different %zu, refused %zu, too much work %zu\n",
              verdicts[0], with_rows, verdicts[1], verdicts[2], verdicts[3]);
  return verdicts[1] + verdicts[2] > 0 ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  uint64_t seed = 1;
  uint64_t count = 200'000;
  bool show = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--show") == 0) {
      show = true;
    } else if (i + 1 < argc && std::strcmp(argv[i], "--seed") == 0) {
      seed = std::strtoull(argv[++i], nullptr, 10);
    } else if (i + 1 < argc && std::strcmp(argv[i], "--count") == 0) {
      count = std::strtoull(argv[++i], nullptr, 10);
    } else {
      std::fprintf(stderr, "usage: twins [--count N] [--seed N] [--show]\n");
      return 2;
    }
  }
  return run(seed, count, show);
}

// SPDX-License-Identifier: Apache-2.0
// Queries a second: parsed, and parsed, bound and planned (what EXPLAIN does), on one thread; and
// what a syntax error costs beside them.
#include <cstdio>
#include <ctime>
#include <string_view>

#include "query/bind.h"
#include "query/error.h"
#include "query/parse.h"
#include "query/procedures.h"
#include "query/query.h"

namespace {

using namespace hoego;
using namespace hoego::query;

struct Sample {
  const char* name;
  std::string_view text;
};

constexpr Sample kSamples[] = {
    {"small", "MATCH (n) RETURN n"},
    {"mid-size",
     "MATCH (p:Person {name: '은성'})-[:TOOK]->(s:Step)-[:AT]->(o:Organization) WHERE s.months > "
     "12 "
     "AND o.named RETURN p.name AS name, s.title AS title, o.name ORDER BY s.start DESC LIMIT 10"},
    {"large",
     "MATCH (p:Person)-[:TOOK]->(s:Step)-[:AT]->(c:Company) WHERE s.months > 12 AND (c.industry IN "
     "['it', 'bank'] OR s.kind = 'work') WITH p, count(DISTINCT c) AS companies, collect({title: "
     "s.title, months: s.months}) AS steps WHERE companies >= 2 OPTIONAL MATCH "
     "(p)-[:ASPIRES_TO]->(r:Role) RETURN p.name, companies, [x IN steps WHERE x.months > 24 | "
     "x.title], r.name ORDER BY companies DESC SKIP 5 LIMIT 10"},
    // The mid-size query, wrong at its first word, in the middle and in its last.
    {"error at start",
     "MTACH (p:Person {name: '은성'})-[:TOOK]->(s:Step)-[:AT]->(o:Organization) WHERE s.months > "
     "12 "
     "AND o.named RETURN p.name AS name, s.title AS title, o.name ORDER BY s.start DESC LIMIT 10"},
    {"in the middle",
     "MATCH (p:Person {name: '은성'})-[:TOOK]->(s:Step)-[:AT]->(o:Organization) WHERE s.months > "
     "12 "
     "AND o.named RETRUN p.name AS name, s.title AS title, o.name ORDER BY s.start DESC LIMIT 10"},
    {"at the end",
     "MATCH (p:Person {name: '은성'})-[:TOOK]->(s:Step)-[:AT]->(o:Organization) WHERE s.months > "
     "12 "
     "AND o.named RETURN p.name AS name, s.title AS title, o.name ORDER BY s.start DESC LIMIT"},
};

// By the time of the processor: other work on the machine does not count.
template <typename F>
double per_second(F&& work) {
  constexpr std::clock_t kLong = CLOCKS_PER_SEC / 2;
  const std::clock_t start = std::clock();
  long rounds = 0;
  for (; std::clock() - start < kLong; rounds += 100) {
    for (int i = 0; i < 100; ++i) work();
  }
  return static_cast<double>(rounds) * CLOCKS_PER_SEC / static_cast<double>(std::clock() - start);
}

}  // namespace

int main() {
  Graph graph;
  Session session(graph);
  const Procedures procedures = built_in_procedures();
  std::printf("%-14s %6s %12s %12s %12s\n", "query", "bytes", "parsed/s", "bound/s", "planned/s");
  for (const Sample& sample : kSamples) {
    auto guarded = [&](auto&& run) {
      return per_second([&] {
        try {
          run();
        } catch (const QueryError&) {
        }
      });
    };
    double parsed = guarded([&] { parse(sample.text); });
    double bound = guarded([&] { hoego::query::bind(parse(sample.text), graph, procedures, {}); });
    double planned = guarded([&] { session.explain(sample.text); });
    std::printf("%-14s %6zu %12.0f %12.0f %12.0f\n", sample.name, sample.text.size(), parsed, bound,
                planned);
  }
}

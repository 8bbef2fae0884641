// SPDX-License-Identifier: Apache-2.0
// One thread or several: the same rows in the same order, the same errors, the same guards.
#include <gtest/gtest.h>

#include <thread>

#include "query/query.h"
#include "query/semantics.h"

namespace hoego::query {
namespace {

// Enough for many pieces: 40,000 people in 97 places, a chain through all, half of them with a
// post.
const Graph& big_graph() {
  static const Graph* graph = [] {
    auto* out = new Graph;
    Session session(*out);
    session.run("UNWIND range(0, 96) AS i CREATE (:Place {id: i, name: 'place ' + i % 7})");
    session.run(
        "UNWIND range(0, 39999) AS i MATCH (c:Place {id: i * i % 97}) "
        "CREATE (p:Person {id: i, age: i * 7919 % 83, weight: i % 1000 / 7.0, "
        "name: 'n' + i * 31 % 1009})-[:LIVES {since: 1950 + i % 61}]->(c)");
    session.run(
        "MATCH (p:Person) WHERE p.id % 2 = 0 CREATE (p)-[:WROTE]->(:Post {chars: p.id * 13 % "
        "977})");
    session.run(
        "MATCH (p:Person) WITH p ORDER BY p.id MATCH (q:Person {id: p.id + 1}) "
        "CREATE (p)-[:NEXT]->(q)");
    return out;
  }();
  return *graph;
}

std::string answer(const std::string& query, Options options) {
  options.parallel_after = {};
  Session session(const_cast<Graph&>(big_graph()), options);
  try {
    const Table table = session.run(query);
    std::string out;
    for (const auto& row : table.rows) {
      for (const Value& v : row) out += to_text(big_graph(), v) + "|";
      out += "\n";
    }
    return out;
  } catch (const QueryError& error) {
    return std::string(error.what());
  }
}

const char* const kQueries[] = {
    "MATCH (p:Person) RETURN count(*)",
    "MATCH (p:Person) RETURN p.id",
    "MATCH (p:Person) WHERE p.age > 40 RETURN p.id, p.name",
    "MATCH (p:Person) WHERE p.name CONTAINS '99' RETURN p.id ORDER BY p.age, p.id DESC LIMIT 17",
    "MATCH (p:Person) RETURN p.name, p.age ORDER BY p.age LIMIT 9",
    "MATCH (p:Person) RETURN p.name ORDER BY p.age DESC SKIP 11 LIMIT 9",
    "MATCH (p:Person) RETURN p.id LIMIT 3",
    "MATCH (p:Person) RETURN p.id SKIP 20000 LIMIT 5",
    "MATCH (p:Person) RETURN p.age, count(*), sum(p.id), avg(p.id), min(p.name), max(p.weight)",
    "MATCH (p:Person) RETURN sum(p.weight), avg(p.weight), stDev(p.weight)",
    "MATCH (p:Person) RETURN p.age, sum(p.weight), avg(p.weight)",
    "MATCH (p:Person) RETURN p.id, count(*)",
    "MATCH (p:Person) RETURN DISTINCT p.age",
    "MATCH (p:Person) WITH DISTINCT p.age AS age RETURN sum(age)",
    "MATCH (p:Person)-[l:LIVES]->(c:Place) RETURN c.name, count(*), min(l.since), avg(l.since)",
    "MATCH (p:Person)-[l:LIVES]->(c) RETURN c.id, count(DISTINCT p.age), collect(p.id)[0..3]",
    "MATCH (:Person)-[l:LIVES]->() RETURN l.since AS year, count(*) ORDER BY year",
    "MATCH ()-[l:LIVES]->(c) RETURN l.since % 2, c.name, count(*)",
    "MATCH (p:Person) OPTIONAL MATCH (p)-[:WROTE]->(o) WITH p.id AS id, count(o.chars) AS n "
    "WHERE n = 0 RETURN count(*), sum(id)",
    "MATCH (p:Person) WHERE NOT (p)-[:WROTE]->(:Post) RETURN count(p.id)",
    "MATCH (p:Person) WHERE exists { (p)-[:WROTE]->(o) WHERE o.chars > 500 } RETURN sum(p.id)",
    "MATCH (p:Person)-[:NEXT]->(q)-[:NEXT]->(r) WHERE p.age < r.age RETURN count(*), sum(q.id)",
    "MATCH (p:Person {id: 7})-[:NEXT*1..50]->(q) RETURN count(q), sum(q.id)",
    "MATCH (c:Place {id: 4})<-[:LIVES]-(p)-[:NEXT]->(q)-[:LIVES]->(d) RETURN d.name, count(*)",
    "MATCH (c:Place {id: 4})<-[:LIVES]-(p) WITH DISTINCT p MATCH (p)-[:NEXT]->(q) "
    "RETURN count(DISTINCT q.age), count(*)",
    "MATCH (p:Person) WITH p.age AS age, count(*) AS n MATCH (q:Person {age: age}) "
    "RETURN count(*), sum(n)",
    "UNWIND range(1, 50000) AS x WITH x WHERE x % 3 = 0 RETURN sum(x), min(x), count(*)",
    "UNWIND range(1, 50000) AS x RETURN x % 10 AS r, avg(x) AS m, collect(x)[0..2] AS some",
    "MATCH (p:Person) RETURN p.id AS id, 'a' AS how UNION ALL "
    "MATCH (c:Place) RETURN c.id AS id, 'b' AS how",
    "MATCH (p:Person) RETURN p.age AS x UNION MATCH (o:Post) RETURN o.chars AS x",
    "UNWIND range(1, 300) AS x MATCH (c:Place) RETURN x, c.id",
    "UNWIND ['a', 'b'] AS x MATCH (p:Person) WHERE p.age < 3 RETURN x, count(*), min(p.id)",
    "MATCH (c:Place) WITH c.id AS id MATCH (p:Person) WHERE p.id < id RETURN id, count(*)",
    "MATCH (a:Place), (b:Place) WHERE a.id < b.id RETURN a.name, b.name, count(*)",
    "MATCH (p:Person) CALL { WITH p MATCH (p)-[:WROTE]->(o) RETURN o.chars AS c } "
    "RETURN p.age, max(c)",
    "MATCH (p:Person) WHERE 100 / (p.id - 31000) > 7 RETURN count(*)",
    "MATCH (p:Person) RETURN [p.id, 1][p.name] AS x",
    "MATCH (p:Person) RETURN toUpper(p.age)",
    "MATCH (p:Person) WHERE p.missing IS NULL RETURN max(p.missing), min(p.id), sum(p.missing)",
    "MATCH (p:Person) RETURN p.age % 2 AS even, max(CASE WHEN p.id % 3 = 0 THEN p.name ELSE p.id "
    "END) AS mixed",
    "MATCH (p:Person) WITH p ORDER BY p.weight, p.id LIMIT 1000 MATCH (p)-[:NEXT]->(q) "
    "RETURN p.id, q.id",
    "MATCH (p:Person) RETURN sum(9223372036854775807 - p.id)",
    // Different nodes: few, many (a bitmap), by group, and of values that several nodes share.
    "MATCH (c:Place {id: 4})<-[:LIVES]-(p) RETURN count(DISTINCT p)",
    "MATCH (p:Person)-[:LIVES]->(c) RETURN count(DISTINCT p), count(DISTINCT c)",
    "MATCH (p:Person)-[:NEXT]->(q)-[:LIVES]->(c) RETURN c.name, count(DISTINCT q), count(*)",
    "MATCH (p:Person)-[:LIVES]->(c) RETURN count(DISTINCT p.name), count(DISTINCT c.id % 9)",
    "MATCH (c:Place) MATCH (p:Person) WHERE p.age = 5 OPTIONAL MATCH (p)-[:WROTE]->(o) "
    "RETURN c.name, count(DISTINCT o), count(DISTINCT o.chars)",
    // Groups by nodes that a property tells apart, alone and beside other keys.
    "MATCH (p:Person)-[:LIVES]->(c) RETURN c.id, c.name, count(*), max(p.age)",
    "MATCH (p:Person)-[:LIVES]->(c) RETURN c.id, p.age % 5, count(*)",
    "MATCH (p:Person)-[:LIVES]->(c) WHERE p.id % 2000 = 1 RETURN c.name, p.id, c.id, count(*)",
    // Parts that only an equality binds together.
    "MATCH (p:Person), (c:Place)<-[:LIVES]-(q:Person) WHERE p.id % 1000 = c.id + 900 AND q.age < 3 "
    "RETURN p.id, q.id",
    "MATCH (c:Place), (d:Place) WHERE c.id % 7 = d.id % 11 AND c.id < d.id RETURN c.id, d.id",
    "MATCH (p:Person)-[:LIVES]->(c), (q:Person) WHERE p.id * 2 = q.id + 40001 RETURN c.name, "
    "count(DISTINCT q.age), sum(p.id)",
    // One row that leads to very many.
    "MATCH (c:Place {id: 4}) MATCH (p:Person)-[:LIVES]->(d) RETURN c.id + d.id, count(*)",
};

// Walks that nobody lists are followed for many rows at a time, others one by one.
TEST(Walks, AreTheSameWhetherListedOrNot) {
  const char* const patterns[] = {
      "(p:Person)-[e:NEXT*1..4]->(q) WHERE p.id % 3 > 0",
      "(p:Person)<-[e:NEXT*0..2]-(q) WHERE q.id < 30000",
      "(p:Person)-[e:NEXT*2..3]->(q) WHERE p.id < 900",
      "(p:Person)-[e:NEXT*]->(q) WHERE p.id >= 39600 AND q.id > 39990",
      "(p:Person)-[e:NEXT*30..70]->(q) WHERE p.id < 500",
      "(p:Person)-[:LIVES]->(c)<-[:LIVES]-(q:Person), (p)-[e:NEXT*1..97]->(q) WHERE p.id < 300",
      "(p:Person)-[f:NEXT]->(:Person)-[e:NEXT*1..2]->(q) WHERE p.id > 1000",
      "(q)<-[e:NEXT*1..3]-(r:Person)<-[f:NEXT*1..2]-(p:Person) WHERE r.id < 8000",
  };
  for (const std::string pattern : patterns) {
    const std::string sizes =
        pattern.find("f:NEXT*") != std::string::npos ? "size(e) + size(f)" : "size(e)";
    const std::string whole = "MATCH " + pattern + " RETURN p.id, q.id, " + sizes;
    std::string listed = "MATCH " + pattern + " WITH p, q, [x IN e | id(x)] AS ids, ";
    listed += sizes + " AS hops RETURN p.id, q.id, hops + size(ids) - size(ids)";
    const std::string expected = answer(listed, {});
    EXPECT_GT(expected.size(), 1000u) << pattern;
    EXPECT_EQ(answer(whole, {}), expected) << pattern;
    Options plain;
    plain.rewrites = false;
    EXPECT_EQ(answer(whole, plain).size(), expected.size()) << pattern;
  }
}

TEST(Parallel, GivesTheRowsOfOneThreadInTheirOrder) {
  for (const char* query : kQueries) {
    const std::string alone = answer(query, {});
    EXPECT_FALSE(alone.empty()) << query;
    for (int threads : {2, 4}) {
      Options options;
      options.threads = threads;
      EXPECT_EQ(answer(query, options), alone) << query << "\nwith " << threads << " threads";
    }
  }
}

TEST(Parallel, GuardsHoldOnEveryThread) {
  Options options;
  options.threads = 4;
  options.limits.rows = 1000;
  EXPECT_EQ(answer("MATCH (p:Person) RETURN p.id", options),
            answer("MATCH (p:Person) RETURN p.id", {.limits = {.rows = 1000}}));
  options.limits = {.time = std::chrono::milliseconds(20)};
  EXPECT_NE(
      answer("MATCH (a:Person), (b:Person) WHERE a.weight + b.weight < 0 RETURN count(*)", options)
          .find("longer than 20 ms"),
      std::string::npos);
}

TEST(Parallel, CanBeStopped) {
  std::atomic<bool> cancelled = false;
  Options options;
  options.threads = 3;
  options.cancelled = &cancelled;
  std::thread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    cancelled = true;
  });
  const std::string text =
      answer("MATCH (a:Person), (b:Person) WHERE a.weight + b.weight < 0 RETURN count(*)", options);
  other.join();
  EXPECT_NE(text.find("stopped"), std::string::npos) << text;
}

TEST(Parallel, RowsThatNobodyTakesDoNotPileUp) {
  // A product of 1.6 thousand million rows, of which ten are wanted.
  Options options;
  options.threads = 2;
  const std::string query = "MATCH (a:Person), (b:Person) RETURN a.id, b.id LIMIT 10";
  EXPECT_EQ(answer(query, options), answer(query, {}));
}

}  // namespace
}  // namespace hoego::query

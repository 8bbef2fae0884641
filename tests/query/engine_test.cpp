// SPDX-License-Identifier: Apache-2.0
// The engine through its door: clauses and expressions in a table, each run with all rewrites, with
// none and with each one off; and the promises of a session (atomic, limits, warnings).
#include <gtest/gtest.h>

#include <algorithm>

#include "query/query.h"
#include "query/rewrite.h"
#include "query/semantics.h"

namespace hoego::query {
namespace {

constexpr const char* kGraph =
    "CREATE (a:P {n: 1, t: 'x', d: '2020-01'})-[:K {w: 1}]->(b:P {n: 2, t: 'y', d: '2019-05'}), "
    "(b)-[:K {w: 2}]->(c:P:Q {n: 3, d: '2021-01'}), (a)-[:L]->(c), (c)-[:K {w: 3}]->(a), "
    "(a)-[:AT]->(s:Site {name: 'one'}), (b)-[:AT]->(s), (c)-[:AT]->(:Site {name: 'two'})";

// Rows as lines, cells joined by a bar; sorted, unless the query orders them.
std::string text_of(const Graph& graph, const Table& table, bool ordered) {
  std::vector<std::string> lines;
  for (const auto& row : table.rows) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) line += (i > 0 ? "|" : "") + to_text(graph, row[i]);
    lines.push_back(line);
  }
  if (!ordered) std::sort(lines.begin(), lines.end());
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

std::string run(const std::string& query, const Options& options, const Parameters& parameters) {
  Graph graph;
  Session(graph).run(kGraph);
  Session session(graph, options);
  const bool ordered = query.find("ORDER BY") != std::string::npos;
  try {
    return text_of(graph, session.run(query, parameters), ordered);
  } catch (const QueryError& error) {
    return error.type() + " " + error.detail();
  }
}

std::vector<Options> all_options() {
  std::vector<Options> out(2);
  out[1].rewrites = false;
  for (const Rewrite& rewrite : rewrites()) {
    out.emplace_back().disabled_rewrites = {rewrite.name};
  }
  return out;
}

struct Case {
  const char* query;
  const char* rows;
};

const Case kCases[] = {
    {"MATCH (a {n: 1}), (b {n: 3}), p = shortestPath((a)-[*]-(b)) RETURN length(p)", "1\n"},
    {"MATCH p = allShortestPaths((a {n: 1})-[:K|L*]-(b {n: 3})) RETURN type(relationships(p)[0])",
     "'K'\n'L'\n"},
    {"MATCH (a {n: 1}), (b {n: 2}) RETURN length(shortestPath((a)-[:K*]->(b)))", "1\n"},
    {"MATCH (a {n: 2}), (b {n: 1}) RETURN length(shortestPath((a)-[:K*..1]->(b)))", "null\n"},
    {"MATCH (a:P) CALL { WITH a MATCH (a)-[:K|L]->(b) RETURN count(b) AS c } RETURN a.n, c ORDER "
     "BY a.n",
     "1|2\n2|1\n3|1\n"},
    {"MATCH (a:P) CALL (a) { MATCH (a)-->(b:P) RETURN b.n AS bn ORDER BY bn DESC LIMIT 1 } "
     "RETURN a.n, bn ORDER BY a.n",
     "1|3\n2|3\n3|1\n"},
    {"CALL { MATCH (a:P) RETURN a.n AS x UNION ALL UNWIND [7, 8] AS x RETURN x } RETURN sum(x)",
     "21\n"},
    {"MATCH (a:P) RETURN a.n, count { (a)-[:K]->() }, collect { MATCH (a)-[:K]->(b) RETURN b.n }, "
     "exists { MATCH (a)-[:L]->() } ORDER BY a.n",
     "1|1|[2]|true\n2|1|[3]|false\n3|1|[1]|false\n"},
    {"MATCH (n:P&!Q) RETURN n.n", "1\n2\n"},
    {"MATCH (n:Q|Site) RETURN count(n)", "3\n"},
    {"MATCH ()-[r:!K&!AT]->() RETURN type(r)", "'L'\n"},
    {"MATCH (a:P {n: 1}) RETURN a {.n, k: 5}, a {.*, n: 2}",
     "{k: 5, n: 1}|{d: '2020-01', n: 2, t: 'x'}\n"},
    {"MATCH (a:P)-[r:K WHERE r.w > 1]->(b) RETURN a.n, b.n", "2|3\n3|1\n"},
    {"MATCH (a:P)-[:K*1..3 {w: 1}]->(b) RETURN a.n, b.n", "1|2\n"},
    {"MATCH (a:P {n: 1})-[rs:K*0..2]->(b) RETURN b.n, size(rs)", "1|0\n2|1\n3|2\n"},
    {"MATCH (a:P) WHERE NOT (a)-[:L]->() AND a.n IN [1, 3] RETURN a.n", "3\n"},
    {"MATCH (a:P) RETURN CASE WHEN a.n > 1 THEN 10 / (a.n - 1) ELSE 0 END AS w ORDER BY w",
     "0\n5\n10\n"},
    {"MATCH (n) RETURN count(*)", "5\n"},
    {"MATCH (n:P) RETURN count(n)", "3\n"},
    {"MATCH (n:Nothing) RETURN count(n)", "0\n"},
    {"MATCH ()-[r:K]->() RETURN count(r)", "3\n"},
    {"MATCH (n:Q) RETURN count(*) UNION ALL MATCH (n:Q) RETURN count(*)", "1\n1\n"},
    {"MATCH (n) RETURN sum(count { (n)--() })", "14\n"},
    {"UNWIND [1, 2] AS x MATCH (n:P) RETURN count(*)", "6\n"},
    {"MATCH (s:Site)<-[:AT]-(a)-[r:K|L]->(b)-[:AT]->(t) RETURN s.name, type(r), t.name",
     "'one'|'K'|'one'\n'one'|'K'|'two'\n'one'|'L'|'two'\n'two'|'K'|'one'\n"},
    {"MATCH (n) WHERE size([(n)-->(m) | m]) > 1 RETURN n.n", "1\n2\n3\n"},
    {"UNWIND range(1, 100000) AS x RETURN count(x), sum(x), max(x)", "100000|5000050000|100000\n"},
    {"UNWIND range(5, 1, -2) AS x UNWIND range(x, 3) AS y RETURN x, y", "1|1\n1|2\n1|3\n3|3\n"},
    {"UNWIND range(1, 3, 0) AS x RETURN x", "ArgumentError NumberOutOfRange"},
    {"MATCH (a:P)--(b:P) RETURN count(*)", "8\n"},
    {"MATCH (a:P)-[:K]->(b)-[:K]->(c)-[:K]->(a) RETURN count(*)", "3\n"},
    {"MATCH (a:P)-[:AT]->(s)<-[:AT]-(b:P) RETURN a.n, b.n, s.name", "1|2|'one'\n2|1|'one'\n"},
    {"MATCH (a:P)-[:AT]->(s) WHERE a.d <= '2020-01' RETURN a.n, s.name", "1|'one'\n2|'one'\n"},
    {"MATCH (a:P)-[:K]->(b:P) WHERE a.d < b.d RETURN a.n, b.n", "2|3\n"},
    {"MATCH (a:P)-[:AT]->(s:Site) RETURN s.name AS s, count(*) AS c, avg(a.n) AS m, max(a.n) AS x "
     "ORDER BY s",
     "'one'|2|1.5|2\n'two'|1|3.0|3\n"},
    {"MATCH (a:P)-->(b) RETURN count(DISTINCT a), count(DISTINCT b.n), count(b.n), count(*)",
     "3|3|4|7\n"},
    {"MATCH (a:P) RETURN a.n AS n, a.t AS t ORDER BY n DESC LIMIT 2", "3|null\n2|'y'\n"},
    {"MATCH (a:P) RETURN a.n AS n, a.t AS t ORDER BY n SKIP 1 LIMIT 1", "2|'y'\n"},
    {"MATCH (a:P) OPTIONAL MATCH (a)-[:L]->(b) RETURN a.n, b.n", "1|3\n2|null\n3|null\n"},
    {"MATCH (a:P), (b:P) WHERE a.n = b.n + 1 RETURN a.n, b.n", "2|1\n3|2\n"},
    {"MATCH (a:P) RETURN left(a.d, 4) AS y, count(*) AS c ORDER BY y",
     "'2019'|1\n'2020'|1\n'2021'|1\n"},
    {"MATCH (a:P) WHERE a.t CONTAINS 'x' RETURN a.n", "1\n"},
    {"UNWIND [1, 1.0, 'a', null, null] AS x RETURN DISTINCT x", "'a'\n1\nnull\n"},
    {"UNWIND [3, 1, 2] AS x WITH x ORDER BY x DESC LIMIT 2 RETURN collect(x)", "[3, 2]\n"},
    {"RETURN 1 AS a UNION RETURN 1 AS a", "1\n"},
    {"RETURN 1 AS a UNION ALL RETURN 1 AS a", "1\n1\n"},
    {"RETURN reduce(s = 0, x IN [1, 2, 3] | s + x), [x IN range(1, 4) WHERE x % 2 = 0 | x * x]",
     "6|[4, 16]\n"},
    {"MATCH (a:P) WITH count(*) AS c, a.n > 1 AS big RETURN big, c", "false|1\ntrue|2\n"},
    {"MATCH (a:P {n: $n}) RETURN a.t", "'x'\n"},
    {"MATCH (a:$label {n: 1}) RETURN a.t", "'x'\n"},
    {"MATCH (a:P) FOREACH (x IN [1, 2] | SET a.f = coalesce(a.f, 0) + x) RETURN a.f", "3\n3\n3\n"},
    {"MATCH (a:P) MERGE (s:Site {name: 'new'}) ON CREATE SET s.c = 1 ON MATCH SET s.c = s.c + 1 "
     "RETURN DISTINCT s.c",
     "3\n"},
    {"MATCH (a:P)-[r]-() DELETE r WITH DISTINCT a DELETE a RETURN count(*)", "3\n"},
    {"MATCH (a:P) SET a += {n: a.n * 10} REMOVE a.t RETURN a.n, a.t",
     "10|null\n20|null\n30|null\n"},
    {"MATCH (n) CREATE (:Copy) WITH count(*) AS c MATCH (m:Copy) RETURN c, count(m)", "5|5\n"},
    {"CALL db.labels()", "'P'\n'Q'\n'Site'\n"},
    {"CALL graph.components('P', 'K') YIELD node, component RETURN component, count(*)", "0|3\n"},
    {"MATCH (a:P) DELETE a", "ConstraintVerificationFailed DeleteConnectedNode"},
    {"MATCH (a:P {n: 1}) DETACH DELETE a RETURN a.n", "EntityNotFound DeletedEntityAccess"},
    {"MATCH (n) RETURN m", "SyntaxError UndefinedVariable"},
    {"RETURN count(count(*))", "SyntaxError NestedAggregation"},
    {"MATCH (n) WHERE count(n) > 1 RETURN n", "SyntaxError InvalidAggregation"},
    {"RETURN nope(1)", "SyntaxError UnknownFunction"},
    {"MATCH (n) RETURN (n)-->()", "SyntaxError UnexpectedSyntax"},
    {"MATCH (n) WHERE (n)-->(m) RETURN n", "SyntaxError UndefinedVariable"},
    {"CREATE (n {x: [{a: 1}]})", "TypeError InvalidPropertyType"},
    {"WITH 1 AS n RETURN n.x", "TypeError InvalidArgumentType"},
    {"CALL nope()", "ProcedureError ProcedureNotFound"},
};

TEST(Engine, SaysTheSameWithAndWithoutRewrites) {
  const Parameters parameters = {{"n", Value::integer(1)}, {"label", Value::string("P")}};
  for (const Case& c : kCases) {
    for (const Options& options : all_options()) {
      const std::string off = options.rewrites ? "" : "none";
      EXPECT_EQ(run(c.query, options, parameters), c.rows)
          << c.query << "\nrewrites: " << off
          << (options.disabled_rewrites.empty() ? "" : " without " + options.disabled_rewrites[0]);
    }
  }
}

TEST(Engine, FailedStatementsChangeNothing) {
  Graph graph;
  Session session(graph);
  session.run("CREATE (:A {x: 1})");
  EXPECT_THROW(session.run("MATCH (a:A) SET a.x = 2 CREATE (:B) WITH a RETURN 1 / (a.x - 2)"),
               QueryError);
  const Table table = session.run("MATCH (n) RETURN labels(n), n.x");
  EXPECT_EQ(text_of(graph, table, false), "['A']|1\n");
}

TEST(Engine, CountsWhatItChanged) {
  Graph graph;
  Session session(graph);
  const Table table = session.run("CREATE (a:A {x: 1})-[:T]->(b), (c) DELETE c");
  EXPECT_EQ(table.stats.nodes_created, 2);
  EXPECT_EQ(table.stats.nodes_deleted, 0);
  EXPECT_EQ(table.stats.relationships_created, 1);
  EXPECT_EQ(table.stats.properties_set, 1);
}

TEST(Engine, WarnsOfNamesThatDoNotExist) {
  Graph graph;
  Session session(graph);
  session.run("CREATE (:Person {name: 'x'})");
  const Table table = session.run("MATCH (p:Persn) WHERE p.nam = 'x' RETURN p");
  ASSERT_EQ(table.warnings.size(), 2u);
  EXPECT_EQ(table.warnings[0].hint, "did you mean `Person`?");
  EXPECT_EQ(table.warnings[1].hint, "did you mean `name`?");
  EXPECT_TRUE(session.run("CREATE (n:New) SET n.fresh = 1 RETURN n.fresh").warnings.empty());
}

TEST(Engine, KeepsItsLimits) {
  Graph graph;
  Options options;
  options.limits.rows = 10;
  options.limits.time = std::chrono::milliseconds(200);
  options.read_only = true;
  Session session(graph, options);
  const auto detail = [&](const std::string& query) -> std::string {
    try {
      session.run(query);
      return "";
    } catch (const QueryError& error) {
      return error.detail();
    }
  };
  EXPECT_EQ(detail("UNWIND range(1, 11) AS x RETURN x"), "RowLimit");
  EXPECT_EQ(detail("UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN count(*)"),
            "TimeLimit");
  EXPECT_EQ(detail("RETURN size(reduce(a = [], x IN range(1, 9000000) | [a])) AS s"), "TimeLimit");
  EXPECT_EQ(detail("CREATE (n)"), "ReadOnly");
  session.options().limits.memory_bytes = 1'000'000;
  session.options().limits.time = {};
  EXPECT_EQ(detail("UNWIND range(1, 1000000) AS x RETURN count(DISTINCT x), x % 100000"),
            "MemoryLimit");
  EXPECT_EQ(detail("UNWIND range(1, 1000000) AS x WITH x ORDER BY -x RETURN sum(x)"),
            "MemoryLimit");
  EXPECT_EQ(detail("UNWIND range(1, 1000000) AS x RETURN size(collect(x)) AS n"), "MemoryLimit");
  EXPECT_EQ(detail("UNWIND range(1, 1000000) AS x WITH DISTINCT x RETURN sum(x)"), "MemoryLimit");
  EXPECT_EQ(detail("UNWIND range(1, 1000000) AS x RETURN count(DISTINCT x * 5) AS n"),
            "MemoryLimit");
  EXPECT_EQ(detail("UNWIND range(1, 1000000) AS x RETURN count(DISTINCT x % 9) AS n, sum(x)"), "");
}

TEST(Engine, ProfileSaysWhatStepsKeep) {
  Graph graph;
  for (int threads : {1, 2}) {
    Options options;
    options.threads = threads;
    options.parallel_after = {};
    Session session(graph, options);
    const std::string plan =
        session
            .run("PROFILE UNWIND range(1, 200000) AS x WITH x WHERE x > 4 RETURN collect(x) AS y")
            .plan;
    const auto line = [&](std::string_view step) {
      const size_t begin = plan.find(step);
      return begin == plan.npos ? "" : plan.substr(begin, plan.find('\n', begin) - begin);
    };
    EXPECT_NE(line("Aggregate").find(" MB"), std::string::npos) << plan;
    EXPECT_NE(line("Filter").find("199996 rows"), std::string::npos) << plan;
    EXPECT_EQ(line("Filter").find("B", 6), std::string::npos) << plan;
    EXPECT_NE(session.run("PROFILE UNWIND range(1, 100) AS x WITH x ORDER BY x RETURN x")
                  .plan.find(" kB"),
              std::string::npos);
  }
}

TEST(Engine, LongChainsOfOperatorsNeedNoStack) {
  Graph graph;
  Session session(graph);
  std::string query = "RETURN 1";
  for (int i = 1; i < 900; ++i) query += "+1";
  EXPECT_EQ(session.run(query + " AS n").rows[0][0].as_integer(), 900);
}

// Plans are kept by text: each of these runs the same text again after something that its plan was
// made from has changed.
TEST(Engine, PlansFollowWhatChanges) {
  Graph graph;
  Session session(graph);
  const auto number = [&](const char* query, const Parameters& parameters = {}) {
    return session.run(query, parameters).rows.at(0).at(0).as_integer();
  };
  session.run("CREATE (:P {n: 1})-[:K]->(:P {n: 2})");
  constexpr const char* kEnds = "MATCH (:P)-[:K]->(b:P) RETURN count(b)";
  EXPECT_EQ(number(kEnds), 1);
  EXPECT_EQ(number(kEnds), 1);
  session.run("MATCH (b:P {n: 2}) REMOVE b:P");
  EXPECT_EQ(number(kEnds), 0);
  EXPECT_THROW(session.run("MATCH (n) SET n:P CREATE ({m: 1 / (n.n - n.n)})"), QueryError);
  EXPECT_EQ(number(kEnds), 0);

  EXPECT_EQ(number("RETURN $x + 1", {{"x", Value::integer(1)}}), 2);
  EXPECT_EQ(number("RETURN $x + 1", {{"x", Value::integer(2)}}), 3);
  EXPECT_THROW(session.run("RETURN $x + 1"), QueryError);

  constexpr const char* kLabel = "MATCH (n:$($label)) RETURN count(n)";
  EXPECT_EQ(number(kLabel, {{"label", Value::string("P")}}), 1);
  EXPECT_EQ(number(kLabel, {{"label", Value::string("Q")}}), 0);
  EXPECT_EQ(number(kLabel, {{"label", Value::list({Value::string("P")})}}), 1);
  EXPECT_THROW(session.run(kLabel, {{"label", Value::integer(1)}}), QueryError);

  constexpr const char* kWarned = "MATCH (n) WHERE n.m = 1 RETURN count(n)";
  EXPECT_EQ(session.run(kWarned).warnings.size(), 1u);
  session.run("MATCH (n) SET n.m = 1");
  EXPECT_TRUE(session.run(kWarned).warnings.empty());

  constexpr const char* kSearch = "CALL search('이직') YIELD quote RETURN count(quote)";
  EXPECT_EQ(number(kSearch), 0);
  session.run("CREATE (:Post {title: '이직 회고'})");
  EXPECT_EQ(number(kSearch), 1);
  EXPECT_EQ(number(kSearch), 1);
  EXPECT_EQ(number("MATCH (p:Post) SET p.title = '이직' CREATE (:Post {title: '이직'}) WITH 1 AS x "
                   "LIMIT 1 CALL search('이직') YIELD quote RETURN count(quote)"),
            2);
  session.run("MATCH (p:Post) DELETE p");
  EXPECT_EQ(number(kSearch), 0);

  session.options().rewrites = false;
  const std::string slow = session.run("EXPLAIN MATCH (n:P) RETURN count(n)").plan;
  session.options().rewrites = true;
  EXPECT_NE(session.run("EXPLAIN MATCH (n:P) RETURN count(n)").plan, slow);

  for (const int64_t x : {1, 2}) {
    Procedure procedure{"own.number", {}, {{"x", "INTEGER"}}, ""};
    procedure.run = [x](Graph&, const std::vector<Value>&, const auto& emit) {
      emit({Value::integer(x)});
    };
    session.add_procedure(procedure);
    EXPECT_EQ(number("CALL own.number() YIELD x RETURN x"), x);
  }

  graph = Graph();
  session.run("CREATE (:P)-[:K]->(:P)-[:K]->(:P)");
  EXPECT_EQ(number(kEnds), 2);
}

// A pattern that widens on the way to a node that is looked up is matched from there.
TEST(Engine, JoinsFromTheFarEnd) {
  Graph graph;
  Session(graph).run(
      "UNWIND range(0, 29) AS i CREATE (:R {name: toString(i)}) WITH count(*) AS made "
      "UNWIND range(0, 4) AS i CREATE (:C {id: i}) WITH count(*) AS made "
      "UNWIND range(0, 2999) AS i MATCH (c:C {id: i / 30 % 5}) MATCH (r:R {name: toString(i % 30)})"
      " CREATE (r)<-[:AS]-(:S {n: i, from: toString(i % 10), to: toString(i % 10 + i % 4)})"
      "-[:AT]->(c)");
  graph.compact();
  const std::string pattern =
      "MATCH (:R {name: '1'})<-[:AS]-(s:S)-[:AT]->(c:C)<-[:AT]-(t:S)-[:AS]->(r:R {name: $y}) ";
  const Parameters parameters{{"y", Value::string("2")}};
  const std::string queries[] = {
      pattern +
          "WHERE s.from <= t.to AND t.from <= s.to AND t.n > 100 "
          "RETURN c.id AS c, r.name AS r, count(*) AS n, sum(s.n * t.n) AS sum",
      pattern + "RETURN count(*) AS n, count(DISTINCT t) AS t",
      pattern + "WITH s, t ORDER BY s.n, t.n SKIP 40 LIMIT 5 RETURN s.n AS s, t.n AS t",
      "MATCH (:R {name: '1'})<-[:AS]-(s:S)-[:AT]->(c:C)<-[:AT]-(t:S)-[:AS]->(r:R {name: '1'}) "
      "RETURN c.id AS c, count(*) AS n, sum(s.n * t.n) AS sum",
  };
  for (const std::string& query : queries) {
    Options plain;
    plain.rewrites = false;
    const Table wanted = Session(graph, plain).run(query, parameters);
    EXPECT_FALSE(wanted.rows.empty());
    const std::string plan = Session(graph).explain(query);
    EXPECT_NE(plan.find("HashJoin"), std::string::npos) << plan;
    for (const int threads : {1, 2}) {
      Options options;
      options.threads = threads;
      options.parallel_after = {};
      const Table found = Session(graph, options).run(query, parameters);
      EXPECT_EQ(text_of(graph, found, false), text_of(graph, wanted, false)) << query;
    }
  }
  // From a few the way is short.
  const std::string few =
      "MATCH (s:S {n: 7})-[:AT]->(c:C)<-[:AT]-(t:S)-[:AS]->(r:R {name: '2'}) "
      "RETURN count(*)";
  EXPECT_EQ(Session(graph).explain(few).find("HashJoin"), std::string::npos);
}

// Strings before and after another one, conditions and branches over many rows and over few.
TEST(Engine, OrdersStringsByCode) {
  Graph graph;
  Session(graph).run(
      "UNWIND range(0, 4999) AS i CREATE (p:P {n: i, d: toString(2000 + i % 20) + '-0' + "
      "toString(i % 9)}) FOREACH (x IN CASE i % 7 WHEN 0 THEN [1] ELSE [] END | REMOVE p.d)");
  const auto text = [&](const std::string& query) {
    return text_of(graph, Session(graph).run(query), true);
  };
  EXPECT_EQ(text("MATCH (p:P) WHERE p.d >= '2003-02' AND '2005-05' > p.d RETURN count(*) AS n, "
                 "min(p.d) AS low, max(p.d) AS high"),
            text("MATCH (p:P) WHERE toString(p.d) + '' >= '2003-02' AND toString(p.d) + '' < "
                 "'2005-05' RETURN count(*) AS n, min(p.d) AS low, max(p.d) AS high"));
  EXPECT_EQ(text("MATCH (p:P {n: 3}) RETURN p.d < '2004', p.d < '2003', p.d < 5, p.none < '2'"),
            "true|false|null|null\n");
  EXPECT_EQ(text("MATCH (p:P) WHERE p.d > 5 RETURN count(*)"), "0\n");
  EXPECT_EQ(text("MATCH (p:P) WITH CASE WHEN p.n < 1000 THEN 'low' WHEN p.d > '2010' THEN 'late' "
                 "WHEN p.d IS NULL THEN null ELSE p.d END AS c WHERE c IS NULL OR size(c) < 5 "
                 "RETURN c, count(*) AS n ORDER BY c"),
            "'late'|1714\n'low'|1000\nnull|572\n");
  EXPECT_EQ(text("MATCH (p:P) RETURN sum(CASE WHEN p.n < 10 THEN p.n WHEN p.n > 4990 THEN 1 END) "
                 "AS n, count(CASE WHEN p.d < '2001' THEN 1 END) AS some, "
                 "max(CASE p.n % 2 WHEN 0 THEN p.n ELSE 0.5 END) AS most"),
            "54|214|4998\n");
  EXPECT_EQ(text("MATCH (p:P) RETURN percentileDisc(p.n, 0.5) AS a, percentileCont(p.n, 0.25) AS "
                 "b, percentileCont(p.n, 1.0) AS c, percentileDisc(p.n / 2.0, 0.0) AS d"),
            "2499|1249.75|4999.0|0.0\n");
}

// Groups by node, in the order of a scan: more than are kept open at a time, on any number of
// threads, from lists as written and from compact ones.
TEST(Engine, GroupsInTheOrderOfAScan) {
  Graph graph;
  Session(graph).run(
      "UNWIND range(0, 399) AS i CREATE (:C {id: i, kind: i % 3}) WITH count(*) AS made "
      "UNWIND range(0, 2999) AS i CREATE (p:P {id: i}) WITH p, i UNWIND range(0, 4) AS k "
      "CREATE (p)-[:HAD]->(s:S {n: i * 5 + k}) WITH s, i, k MATCH (c:C {id: (i * k * k + k) % "
      "400}) "
      "CREATE (s)-[:AT]->(c)");
  constexpr const char* kQueries[] = {
      "MATCH (p:P)-[:HAD]->(:S)-[:AT]->(c:C) WITH p.id AS id, c.kind AS kind, "
      "count(DISTINCT c.id) AS k, count(*) AS n WHERE k >= 2 RETURN kind, count(*) AS people, "
      "sum(n) AS n ORDER BY kind",
      "MATCH (p:P)-[:HAD]->(s:S)-[:AT]->(c:C) RETURN p.id AS p, c.id AS c, max(s.n) AS last, "
      "collect(s.n) AS all",
      "MATCH (p:P)-[:HAD]->(a:S), (p)-[:HAD]->(b:S)-[:AT]->(c:C) WITH p, c, count(*) AS n "
      "RETURN p.id AS p, c.id AS c, n LIMIT 9000",
      "MATCH (c1:C)<-[:AT]-(:S)<-[:HAD]-(p:P)-[:HAD]->(:S)-[:AT]->(c2:C) WHERE c1.id < c2.id "
      "WITH c1.id AS a, c2.id AS b, count(DISTINCT p.id) AS n RETURN a, b, n",
  };
  for (const bool compact : {false, true}) {
    if (compact) graph.compact();
    for (const char* query : kQueries) {
      Options plain;
      plain.rewrites = false;
      const Table wanted = Session(graph, plain).run(query);
      const bool limited = std::string_view(query).find("LIMIT") != std::string_view::npos;
      EXPECT_FALSE(wanted.rows.empty());
      for (const int threads : {1, 2, 3}) {
        Options options;
        options.threads = threads;
        options.parallel_after = {};
        const Table found = Session(graph, options).run(query);
        EXPECT_EQ(found.rows.size(), wanted.rows.size());
        if (limited) continue;
        EXPECT_EQ(text_of(graph, found, false), text_of(graph, wanted, false)) << query;
      }
    }
  }
  const std::string plan = Session(graph).explain(kQueries[1]);
  EXPECT_NE(plan.find("node by node of p"), std::string::npos) << plan;
  const std::string nodes = Session(graph).explain(kQueries[2]);
  EXPECT_NE(nodes.find(" <> "), std::string::npos) << nodes;
}

TEST(Engine, ScansATypeOfWhichNothingIsLeft) {
  Graph graph;
  Session session(graph);
  session.run("CREATE (:A)-[:T]->(:B)");
  session.run("MATCH ()-[t:T]->() DELETE t");
  graph.compact();
  EXPECT_TRUE(session.run("MATCH (a)-[t:T]->(b) RETURN a, t, b").rows.empty());
}

TEST(Engine, ExplainsWithoutRunning) {
  Graph graph;
  Session session(graph);
  session.run("CREATE (:P {n: 1})");
  const Table table = session.run("EXPLAIN MATCH (p:P {n: 1}) SET p.n = 2 RETURN p.n AS n");
  EXPECT_TRUE(table.rows.empty());
  EXPECT_EQ(table.plan, "NodeSeek p:P {n: 1}  ~1 rows\nEager\nSet\nEager\nProject n = p.n\n");
  EXPECT_EQ(session.run("MATCH (p:P) RETURN p.n").rows[0][0].as_integer(), 1);
}

}  // namespace
}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// The grammar and its twin: text -> canonical text, trees that come back the same, guards against
// hostile text, tokens, statements of a file. Error texts are in cases/syntax_errors.test.
#include "query/parse.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "query/error.h"
#include "tests/query/tree_text.h"

namespace hoego::query {
namespace {

std::string canonical(const std::string& text) {
  Statement first = parse(text);
  std::string out = unparse(first);
  EXPECT_EQ(tree_text(parse(out)), tree_text(first)) << text;
  return out;
}

struct Pair {
  const char* text;
  const char* canonical;  // nullptr: the text itself
};

class Canonical : public testing::TestWithParam<Pair> {};

TEST_P(Canonical, ReadsAndComesBack) {
  const Pair& pair = GetParam();
  EXPECT_EQ(canonical(pair.text), pair.canonical ? pair.canonical : pair.text);
}

const Pair kExpressions[] = {
    {"RETURN 1 + 2 * 3", nullptr},
    {"RETURN (1 + 2) * 3", nullptr},
    {"RETURN 1 - (2 - 3)", nullptr},
    {"RETURN (1 - 2) - 3", "RETURN 1 - 2 - 3"},
    {"RETURN 2 ^ (3 ^ 4)", nullptr},
    {"RETURN -1, - 1, -(1), - -1, -x", "RETURN -1, -1, -(1), -(-1), -x"},
    {"RETURN 1-1, 1 -1, 1 - -1", "RETURN 1 - 1, 1 - 1, 1 - -1"},
    {"RETURN (-1).x, (-1)[0], (1).x", nullptr},
    {"RETURN (n:A):B, (n:A).x, n:(A&B)", nullptr},
    {"RETURN 0x1F, 0O17, 1E3, .5, 1.0", "RETURN 31, 15, 1000.0, 0.5, 1.0"},
    {"RETURN -9223372036854775808, -0x8000000000000000",
     "RETURN -9223372036854775808, -9223372036854775808"},
    {"RETURN 1e300, 1.5e-7, -0.0", "RETURN 1e+300, 1.5e-07, 0.0"},
    {"RETURN NOT a AND b OR c XOR d", nullptr},
    {"RETURN NOT (a AND b)", nullptr},
    {"RETURN (a OR b) AND c", nullptr},
    {"RETURN a OR (b OR c)", nullptr},
    {"RETURN (a OR b) OR (c OR d)", nullptr},
    {"RETURN a < b <= c <> d", nullptr},
    {"RETURN (a < b) = c", nullptr},
    {"RETURN NOT a = b", nullptr},
    {"RETURN (NOT a) = b", nullptr},
    {"RETURN a IS NULL, a + b IS NOT NULL, (a = b) IS NULL", nullptr},
    {"RETURN a in b, a starts with b, a ENDS  WITH b, a contains b, a =~ b",
     "RETURN a IN b, a STARTS WITH b, a ENDS WITH b, a CONTAINS b, a =~ b"},
    {"RETURN a IN b IN c", nullptr},
    {"RETURN a IN (b IN c)", nullptr},
    {"RETURN a.b.c[1][2..3].d, a[..], a[1..], a[..2]", nullptr},
    {"RETURN [1, [2, []]], {}, {a: 1, `b c`: {d: null}}", nullptr},
    {"RETURN $a, $`b c`, $0, $사람", nullptr},
    {"RETURN 'it\\'s', \"it's\", '\\u0041\\\\\\n'", "RETURN 'it\\'s', 'it\\'s', 'A\\\\\\n'"},
    {"RETURN '\\uD83D\\uDE00'", "RETURN '😀'"},
    {"RETURN `a``b`, `return`, 사람, `1a`", nullptr},
    {"RETURN date.truncate('month', d), f(), g(DISTINCT 1, 2), count( * )",
     "RETURN date.truncate('month', d), f(), g(DISTINCT 1, 2), count(*)"},
    {"RETURN case when a then b end, CASE x WHEN 1 THEN 2 ELSE 3 END",
     "RETURN CASE WHEN a THEN b END, CASE x WHEN 1 THEN 2 ELSE 3 END"},
    {"RETURN [x IN xs], [x IN xs WHERE x > 1], [x IN xs | x.y], [x IN xs WHERE x:A | x]", nullptr},
    {"RETURN [x IN xs WHERE x:A:B | x], n:A|B, n:(A|B)&!C, n:A:B",
     "RETURN [x IN xs WHERE x:(A&B) | x], n:(A|B), n:((A|B)&!C), n:(A&B)"},
    {"RETURN ALL(x IN xs WHERE x), Any(x IN xs WHERE x)",
     "RETURN all(x IN xs WHERE x), any(x IN xs WHERE x)"},
    {"RETURN reduce(s = 0, x IN xs | s + x)", nullptr},
    {"RETURN [(a)-->(b) | b], [p = (a)-[:T]->() WHERE a.x | p]", nullptr},
    {"RETURN n {.a, .*, b, c: 1}", nullptr},
    {"RETURN EXISTS {(a)-->(b) WHERE a.x}, COUNT {MATCH (n) RETURN n}, exists(n.x)", nullptr},
    {"RETURN COLLECT {MATCH (n) RETURN n.x UNION ALL RETURN 1 AS y}", nullptr},
    {"RETURN (a), ((a)), (a.b)", "RETURN a, a, a.b"},
    {"RETURN [(a), (b)], [(a)]", "RETURN [a, b], [a]"},
    {"RETURN a <-b, a<--b", "RETURN a < -b, a < --b"},
    {"RETURN all, any.x, count, exists, end, order, in_",
     "RETURN `all`, `any`.x, count, exists, end, order, in_"},
};

const Pair kClauses[] = {
    {"match (n) return n;", "MATCH (n) RETURN n"},
    {"MATCH (n:A:B {x: 1})<-[r:T|:U*2..3 {y: 2}]-(), (m WHERE m.x > 1) RETURN *",
     "MATCH (n:A&B {x: 1})<-[r:T|U*2..3 {y: 2}]-(), (m WHERE m.x > 1) RETURN *"},
    {"MATCH (a)--(b), (a)-->(b), (a)<--(b), (a)<-->(b), (a)-[]-(b), (a)<-[:T]->(b) RETURN a",
     "MATCH (a)--(b), (a)-->(b), (a)<--(b), (a)--(b), (a)--(b), (a)-[:T]-(b) RETURN a"},
    {"MATCH (a)-[*]->(b), (a)-[*2]->(b), (a)-[*2..]->(b), (a)-[*..2]->(b), (a)-[r*0..1]->(b) "
     "RETURN a",
     nullptr},
    {"MATCH (a)-[*..]->(b), (a)-[*3..3]->(b) RETURN a",
     "MATCH (a)-[*]->(b), (a)-[*3]->(b) RETURN a"},
    {"MATCH p = (a)-->(b), q = shortestpath((a)-[*]->(b)), ALLSHORTESTPATHS((a)-[*]-(b)) RETURN p",
     "MATCH p = (a)-->(b), q = shortestPath((a)-[*]->(b)), allShortestPaths((a)-[*]-(b)) RETURN p"},
    {"MATCH (n:!A&(B|C)), (m:%), (o:$($label)) RETURN n", nullptr},
    {"MATCH (a:$all( $l )&$any($`m n`))-[:$0|$x]->(b:$any) SET a:$l:B REMOVE a:$($l) RETURN a:$l",
     "MATCH (a:$($l)&$any($`m n`))-[:$($0)|$($x)]->(b:$($`any`)) SET a:$($l):B REMOVE a:$($l) "
     "RETURN a:$($l)"},
    {"MATCH (a)—[:T]—>(b)〈––(c) RETURN a", "MATCH (a)-[:T]->(b)<--(c) RETURN a"},
    {"OPTIONAL MATCH (n) WHERE n.x WITH DISTINCT n, n.y AS y ORDER BY y DESC, n.z SKIP 1 LIMIT $l "
     "WHERE y > 1 RETURN *, y AS order",
     nullptr},
    {"RETURN 1 ORDER BY 1 ASC, 2 ASCENDING, 3 DESCENDING", "RETURN 1 ORDER BY 1, 2, 3 DESC"},
    {"UNWIND [1] AS x RETURN x UNION RETURN 2 AS x UNION RETURN 3 AS x", nullptr},
    {"CREATE (a:A {x: 1})-[:T]->(b), (c) SET a.x = 1, a += {y: 2}, b = $m, c:L:M, (a).b.c = 3",
     "CREATE (a:A {x: 1})-[:T]->(b), (c) SET a.x = 1, a += {y: 2}, b = $m, c:L:M, a.b.c = 3"},
    {"MERGE (a:A) ON CREATE SET a.x = 1 ON MATCH SET a.y = 2, a:B", nullptr},
    {"MERGE (a) ON MATCH SET a.y = 2 ON CREATE SET a.x = 1 ON CREATE SET a.z = 3",
     "MERGE (a) ON CREATE SET a.x = 1, a.z = 3 ON MATCH SET a.y = 2"},
    {"MATCH (n) REMOVE n.x, n:A:B DETACH DELETE n, n.y", nullptr},
    {"CALL test.my.proc", nullptr},
    {"CALL test.my.proc(1, $x) YIELD a, b AS c WHERE a > 1 RETURN a", nullptr},
    {"CALL test.my.proc() YIELD *", nullptr},
    {"CALL { RETURN 1 AS x } RETURN x", nullptr},
    {"MATCH (a) CALL (a) { RETURN a.x AS x UNION RETURN 2 AS x } RETURN x", nullptr},
    {"MATCH (a) CALL () { CREATE (:N) } RETURN a", nullptr},
    {"FOREACH (x IN [1] | CREATE (:A) FOREACH (y IN x | SET y.z = 1))", nullptr},
    {"EXPLAIN MATCH (n) RETURN n", nullptr},
    {"profile RETURN 1", "PROFILE RETURN 1"},
    {"\uFEFFRETURN\u00A01\u3000AS\u2028x", "RETURN 1 AS x"},
    {"RETURN 1 // end", "RETURN 1"},
    {"/* a */RETURN/**/1/* b */", "RETURN 1"},
};

INSTANTIATE_TEST_SUITE_P(Expressions, Canonical, testing::ValuesIn(kExpressions));
INSTANTIATE_TEST_SUITE_P(Clauses, Canonical, testing::ValuesIn(kClauses));

std::string repeated(const std::string& part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

// 100,000 of everything that nests or repeats: an answer or an error, never a crash, in time that
// grows with the length.
struct Repeated {
  const char* name;
  const char* before;
  const char* part;
  const char* middle;
  const char* close;
  const char* after;
};

class Hostile : public testing::TestWithParam<Repeated> {};

TEST_P(Hostile, EndsWithATreeOrAnError) {
  const Repeated& r = GetParam();
  for (int times : {10, 150, 100'000}) {
    std::string text =
        r.before + repeated(r.part, times) + r.middle + repeated(r.close, times) + r.after;
    try {
      Statement statement = parse(text);
      std::string again = unparse(statement);
      if (times < 1000) {
        EXPECT_EQ(tree_text(parse(again)), tree_text(statement)) << times;
      }
    } catch (const QueryError& e) {
      EXPECT_EQ(e.type(), "SyntaxError");
      EXPECT_LE(e.span().end, text.size());
    }
  }
}

const Repeated kHostile[] = {
    {"parentheses", "RETURN ", "(", "1", ")", ""},
    {"open parentheses", "RETURN ", "(", "", "", ""},
    {"lists", "RETURN ", "[", "1", "]", ""},
    {"maps", "RETURN ", "{a: ", "1", "}", ""},
    {"comprehensions", "RETURN ", "[x IN ", "xs", ", 1]", ""},
    {"pattern comprehensions", "RETURN ", "[(a {x: ", "1", "})-->() | 1]", ""},
    {"nodes or parentheses", "RETURN ", "(n {a: ", "1", "})", ""},
    {"NOT", "RETURN ", "NOT ", "true", "", ""},
    {"minus", "RETURN ", "- ", "x", "", ""},
    {"sums", "RETURN 1", "+1", "", "", ""},
    {"AND", "RETURN a", " AND a", "", "", ""},
    {"comparisons", "RETURN 1", " < 1", "", "", ""},
    {"properties", "RETURN a", ".b", "", "", ""},
    {"IS NULL", "RETURN a", " IS NULL", "", "", ""},
    {"CASE", "RETURN ", "CASE WHEN ", "1", " THEN 1 END", ""},
    {"calls", "RETURN ", "f(", "1", ")", ""},
    {"quantifiers", "RETURN ", "all(x IN xs WHERE ", "1", ")", ""},
    {"EXISTS", "RETURN ", "EXISTS { MATCH (n) WHERE ", "1", "}", ""},
    {"subqueries", "", "CALL { ", "RETURN 1 AS x", " }", " RETURN x"},
    {"FOREACH", "", "FOREACH (x IN xs | ", "CREATE ()", ")", ""},
    {"label parentheses", "MATCH (n:", "(", "A", ")", ") RETURN n"},
    {"label negations", "MATCH (n:", "!", "A", "", ") RETURN n"},
    {"a long path", "MATCH (a)", "-->()", "", "", " RETURN a"},
    {"a long pattern", "CREATE ()", ", (:A {x: 1})", "", "", ""},
    {"many clauses", "", "WITH 1 AS x ", "RETURN x", "", ""},
    {"many comments", "", "/* a */", "RETURN 1", "", ""},
    {"open comments", "RETURN 1 ", "/* ", "", "", ""},
    {"back-ticks", "RETURN ", "`", "", "", ""},
    {"quotes", "RETURN ", "'", "", "", ""},
    {"unions", "RETURN 1 AS x", " UNION RETURN 1 AS x", "", "", ""},
    {"CASE branches", "RETURN CASE", " WHEN a THEN b", " END", "", ""},
};

INSTANTIATE_TEST_SUITE_P(Nesting, Hostile, testing::ValuesIn(kHostile));

TEST(Parse, KeepsPlacesAndColumnTexts) {
  const std::string text = "MATCH (사람:Person)  RETURN  사람.이름 + 'x'  , 1 AS one ORDER BY 1";
  Statement statement = parse(text);
  const auto& clauses = statement.query.parts[0].clauses;
  EXPECT_EQ(std::get<MatchClause>(clauses[0].content).span.in(text), "MATCH (사람:Person)");
  const auto& projection = std::get<ReturnClause>(clauses[1].content).projection;
  EXPECT_EQ(projection.items[0].text, "사람.이름 + 'x'");
  EXPECT_EQ(projection.items[1].text, "1");
  EXPECT_EQ(projection.span.in(text), "사람.이름 + 'x'  , 1 AS one ORDER BY 1");
  const Expr& sum = statement.expr(projection.items[0].value);
  EXPECT_EQ(sum.span.in(text), "사람.이름 + 'x'");
  EXPECT_EQ(statement.expr(sum.args[0]).span.in(text), "사람.이름");
}

TEST(Parse, RefusesBrokenUtf8) {
  try {
    parse("RETURN '\xFF'");
    FAIL();
  } catch (const QueryError& e) {
    EXPECT_EQ(e.detail(), "InvalidUnicodeCharacter");
    EXPECT_EQ(e.span().begin, 8u);
  }
}

TEST(Parse, TellsWhatWrites) {
  const std::pair<const char*, bool> kQueries[] = {
      {"MATCH (n) RETURN n", false},
      {"CREATE (n)", true},
      {"MATCH (n) SET n.x = 1", true},
      {"MATCH (n) REMOVE n.x", true},
      {"MATCH (n) DELETE n", true},
      {"MERGE (n)", true},
      {"FOREACH (x IN [1] | CREATE ())", true},
      {"CALL { CREATE (n) } RETURN 1", true},
      {"CALL { MATCH (n) RETURN n } RETURN n", false},
      {"RETURN 1 AS x UNION CREATE (n) RETURN 1 AS x", true}};
  for (const auto& [text, wanted] : kQueries) EXPECT_EQ(writes(parse(text)), wanted) << text;
}

std::vector<std::string> statements(std::string_view text) {
  std::vector<std::string> out;
  for (Span span : split_statements(text)) out.emplace_back(span.in(text));
  return out;
}

TEST(Statements, AreSplitAtSemicolonsOutsideOfTexts) {
  EXPECT_EQ(statements("RETURN 1; // a; b\nRETURN ';' ;; /* ; */ RETURN `;`"),
            (std::vector<std::string>{"RETURN 1", "RETURN ';'", "RETURN `;`"}));
  EXPECT_EQ(statements(" \n// nothing\n;"), std::vector<std::string>{});
  EXPECT_EQ(statements("RETURN 'open; RETURN 2"),
            std::vector<std::string>{"RETURN 'open; RETURN 2"});
}

std::string kinds(std::string_view text) {
  const char* kLetters = "kilfnspobc!";  // in the order of TokenKind
  std::string out;
  for (const Token& token : lex(text)) {
    if (!out.empty()) out += ' ';
    out += kLetters[static_cast<int>(token.kind)];
    out += ':';
    out += token.span.in(text);
  }
  return out;
}

TEST(Lex, TellsTokensApart) {
  EXPECT_EQ(kinds("MATCH (사람:Person {name: 'x'}) RETURN toUpper(사람.name), $p // end"),
            "k:MATCH b:( i:사람 o:: l:Person b:{ i:name o:: s:'x' b:} b:) k:RETURN f:toUpper b:( "
            "i:사람 o:. i:name b:) o:, p:$p c:// end");
  EXPECT_EQ(kinds("(a)-[:X|Y*1..2]->(b)"),
            "b:( i:a b:) o:- b:[ o:: l:X o:| l:Y o:* n:1 o:.. n:2 b:] o:-> b:( i:b b:)");
  EXPECT_EQ(kinds("1.5e-3 0x1F 'open"), "n:1.5e-3 n:0x1F !:'open");
  EXPECT_EQ(kinds("a ? \"b\" /* c"), "i:a !:? s:\"b\" !:/* c");
}

TEST(Lex, CoversHostileTextInOrder) {
  for (std::string text : {std::string("\xFF\xFE'"), repeated("'\\", 1000), repeated("/*", 1000),
                           std::string("\0a\0", 3), repeated("$`", 1001)}) {
    uint32_t end = 0;
    for (const Token& token : lex(text)) {
      EXPECT_GE(token.span.begin, end);
      EXPECT_GT(token.span.end, token.span.begin);
      end = token.span.end;
    }
    EXPECT_LE(end, text.size());
  }
}

}  // namespace
}  // namespace hoego::query

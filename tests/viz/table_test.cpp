// SPDX-License-Identifier: Apache-2.0
// Results in every mode, and careers in the terminal.
#include "viz/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "base/unicode.h"
#include "graph/schema.h"
#include "tests/viz/careers.h"
#include "viz/subgraph.h"
#include "viz/terminal_timeline.h"

namespace hoego::viz {
namespace {

using ::testing::HasSubstr;

query::Table small_table() {
  query::Table table;
  table.columns = {"이름", "n", "text"};
  table.rows = {{Value::string("은성"), Value::integer(27), Value::string("a,\"b\"")},
                {Value::string("👩‍💻 x"), Value::null(), Value::string("두\n줄|")}};
  return table;
}

struct ModeCase {
  Mode mode;
  const char* text;
};

TEST(TableTest, Modes) {
  const ModeCase cases[] = {
      {Mode::kTable,
       "┌──────┬──────┬────────┐\n"
       "│ 이름 │    n │ text   │\n"
       "├──────┼──────┼────────┤\n"
       "│ 은성 │   27 │ a,\"b\"  │\n"
       "│ 👩‍💻 x │ null │ 두⏎줄| │\n"
       "└──────┴──────┴────────┘\n"},
      {Mode::kLine,
       "이름 = 은성\n   n = 27\ntext = a,\"b\"\n\n이름 = 👩‍💻 x\n   n = null\ntext = "
       "두⏎줄|\n"},
      {Mode::kCsv, "이름,n,text\n은성,27,\"a,\"\"b\"\"\"\n👩‍💻 x,,\"두\n줄|\"\n"},
      {Mode::kTsv, "이름\tn\ttext\n은성\t27\ta,\"b\"\n👩‍💻 x\t\t두\\n줄|\n"},
      {Mode::kJson,
       "[{\"이름\":\"은성\",\"n\":27,\"text\":\"a,\\\"b\\\"\"},\n"
       " {\"이름\":\"👩‍💻 x\",\"n\":null,\"text\":\"두\\n줄|\"}]\n"},
      {Mode::kJsonl,
       "{\"이름\":\"은성\",\"n\":27,\"text\":\"a,\\\"b\\\"\"}\n"
       "{\"이름\":\"👩‍💻 x\",\"n\":null,\"text\":\"두\\n줄|\"}\n"},
      {Mode::kMarkdown,
       "| 이름 | n | text |\n| --- | ---: | --- |\n| 은성 | 27 | a,\"b\" |\n"
       "| 👩‍💻 x | null | 두⏎줄\\| |\n"},
      {Mode::kHtml,
       "<table>\n<thead><tr><th scope=\"col\">이름</th><th scope=\"col\">n</th>"
       "<th scope=\"col\">text</th></tr></thead>\n<tbody>\n"
       "<tr><td>은성</td><td align=\"right\">27</td><td>a,&quot;b&quot;</td></tr>\n"
       "<tr><td>👩‍💻 x</td><td></td><td>두\n줄|</td></tr>\n</tbody>\n</table>\n"},
  };
  Graph graph;
  for (const ModeCase& c : cases)
    EXPECT_EQ(render_table(graph, small_table(), c.mode), c.text) << name_of(c.mode);
}

// Every line of a framed table is as wide as the others, and none wider than the screen.
TEST(TableTest, FitsTheScreenWhateverIsInIt) {
  Graph graph;
  testing::Dice dice(7);
  const char* pieces[] = {"가나다 ", "abc", "👩‍💻", "é", "漢字",
                          "\t",      "…",   "\x1b[31m",    "ㄱ"};
  for (int round = 0; round < 300; ++round) {
    query::Table table;
    int columns = 1 + dice.roll(12);
    for (int c = 0; c < columns; ++c) table.columns.push_back("열" + std::to_string(c));
    for (int r = dice.roll(6); r >= 0; --r) {
      table.rows.emplace_back();
      for (int c = 0; c < columns; ++c) {
        std::string text;
        for (int k = dice.roll(14); k > 0; --k) text += pieces[dice.roll(9)];
        table.rows.back().push_back(dice.roll(4) ? Value::string(text)
                                                 : Value::integer(dice.roll(1000000)));
      }
    }
    TableOptions options;
    options.width = 20 + dice.roll(100);
    std::istringstream lines(render_table(graph, table, Mode::kTable, options));
    int width = -1;
    for (std::string line; std::getline(lines, line);) {
      if (line.rfind("… ", 0) == 0) continue;
      if (width < 0) width = display_width(line);
      EXPECT_EQ(display_width(line), width) << line;
    }
    EXPECT_LE(width, options.width);
  }
}

TEST(TableTest, LongResultsAreCutInTheMiddle) {
  Graph graph;
  query::Table table;
  table.columns = {"x"};
  for (int i = 0; i < 100; ++i) table.rows.push_back({Value::integer(i)});
  TableOptions options;
  options.max_rows = 4;
  EXPECT_EQ(render_table(graph, table, Mode::kTable, options),
            "┌────┐\n│  x │\n├────┤\n│  0 │\n│  1 │\n│  ⋮ │\n│ 98 │\n│ 99 │\n└────┘\n"
            "… 96 rows in the middle are not shown\n");
}

TEST(TableTest, GroupedAndStats) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(1234567), "1,234,567");
  query::Stats stats;
  stats.nodes_created = 1;
  stats.properties_set = 1200;
  EXPECT_EQ(stats_text(stats), "1 node created, 1,200 properties set");
}

TEST(TableTest, ModesByNameAndFile) {
  EXPECT_EQ(mode_of("MD"), Mode::kMarkdown);
  EXPECT_EQ(mode_of("box"), Mode::kTable);
  EXPECT_EQ(mode_of("nothing"), std::nullopt);
  EXPECT_EQ(mode_of_file("a/b.jsonl"), Mode::kJsonl);
  EXPECT_EQ(mode_of_file("csv"), std::nullopt);
}

// A person with two steps, as parser/build_graph would make them.
NodeId make_person(Graph& g) {
  auto node = [&](std::string_view label,
                  std::initializer_list<std::pair<std::string_view, Value>> properties) {
    NodeId id = g.create_node({g.intern_label(label)});
    for (const auto& [key, value] : properties) g.set_node_property(id, g.intern_key(key), value);
    return id;
  };
  NodeId person = node(schema::kPerson, {{schema::kName, Value::string("은성")}});
  NodeId role = node(schema::kRole, {{schema::kId, Value::string("data-engineer")},
                                     {schema::kNameKo, Value::string("데이터 엔지니어")}});
  NodeId post = node(schema::kPost, {{schema::kSource, Value::string("a.md")},
                                     {schema::kPublishedEdtf, Value::string("2022-01-05")}});
  NodeId step = node(schema::kStep, {{schema::kKind, Value::string("work")},
                                     {schema::kStartEdtf, Value::string("2020-01")},
                                     {schema::kEndEdtf, Value::string("..")},
                                     {schema::kOngoing, Value::boolean(true)},
                                     {schema::kOrder, Value::integer(2)}});
  NodeId study = node(schema::kStep, {{schema::kKind, Value::string("education")},
                                      {schema::kStartEdtf, Value::string("2016-03")},
                                      {schema::kOrder, Value::integer(1)}});
  g.create_relationship(person, post, g.intern_type(schema::kWrote));
  g.create_relationship(person, step, g.intern_type(schema::kTook));
  g.create_relationship(person, study, g.intern_type(schema::kTook));
  g.create_relationship(step, role, g.intern_type(schema::kAs));
  RelId stated = g.create_relationship(step, post, g.intern_type(schema::kStatedIn));
  g.set_relationship_property(stated, g.intern_key(schema::kQuote), Value::string("입사했다"));
  return person;
}

TEST(CareerTest, ReadsWhatTheSchemaSays) {
  Graph graph;
  NodeId person = make_person(graph);
  EXPECT_EQ(find_person(graph, "은성"), person);
  EXPECT_EQ(find_person(graph, "누구"), std::nullopt);
  Career career = read_career(graph, person);
  ASSERT_EQ(career.steps.size(), 2u);
  EXPECT_EQ(career.steps[0].kind, "education");
  EXPECT_FALSE(career.steps[0].ongoing);
  EXPECT_EQ(career.steps[0].end, std::nullopt);
  EXPECT_EQ(career.steps[1].role, "데이터 엔지니어");
  EXPECT_TRUE(career.steps[1].ongoing);
  EXPECT_EQ(career.steps[1].evidence.at(0).quote, "입사했다");
  EXPECT_EQ(career.posts.at(0).published, parse_edtf("2022-01-05"));
}

TEST(CareerTest, DrawnInTheTerminal) {
  Graph graph;
  Career career = read_career(graph, make_person(graph));
  EXPECT_EQ(terminal_timeline(career, 70, false),
            "은성의 경력\n"
            "                 2016       2018        2020\n"
            "학교              ▒┊                                 2016.03 – 모름\n"
            "데이터 엔지니어                         ██████████▶  2020.01 – 진행 중\n"
            "                 ▒ 어림   ┊ 모름\n");
}

TEST(TableTest, NodesAndPathsByWhatTheyAreCalled) {
  Graph graph;
  NodeId person = make_person(graph);
  query::Table table;
  table.columns = {"n", "path", "list"};
  Path path{{person, graph.target(1)}, {1}};
  Path back{{graph.target(1), person}, {1}};
  table.rows = {{Value::node(person), Value::path(path), Value::list({Value::relationship(1)})},
                {Value::null(), Value::path(back), Value::list({})}};
  EXPECT_EQ(render_table(graph, table, Mode::kTable),
            "┌────────────────┬───────────────────────────────────────────────────┬───────────┐\n"
            "│ n              │ path                                              │ list      │\n"
            "├────────────────┼───────────────────────────────────────────────────┼───────────┤\n"
            "│ (:Person 은성) │ (:Person 은성)-[:TOOK]->(:Step work 2020-01 – ..) │ [[:TOOK]] │\n"
            "│ null           │ (:Step work 2020-01 – ..)<-[:TOOK]-(:Person 은성) │ []        │\n"
            "└────────────────┴───────────────────────────────────────────────────┴───────────┘\n");
}

TEST(SubgraphTest, HoldsWhatTheResultHolds) {
  Graph graph;
  NodeId person = make_person(graph);
  query::Table table;
  table.columns = {"p", "r"};
  table.rows = {{Value::node(person), Value::list({Value::relationship(1)})}};
  Subgraph part = collect_subgraph(graph, table);
  EXPECT_EQ(part.nodes.size(), 2u);
  EXPECT_EQ(part.rels.size(), 1u);
  std::string dot = subgraph_dot(graph, table);
  EXPECT_THAT(dot, HasSubstr("label=\"은성\""));
  EXPECT_THAT(dot, HasSubstr("[xlabel=\"TOOK\"]"));
}

}  // namespace
}  // namespace hoego::viz

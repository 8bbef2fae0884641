// SPDX-License-Identifier: Apache-2.0
// Which statements become one engagement, and the graph that comes of it.
#include "parser/build_graph.h"

#include <gtest/gtest.h>

#include <sstream>

#include "graph/apoc.h"
#include "graph/schema.h"
#include "parser/merge_steps.h"
#include "parser/said.h"

namespace hoego::parser {
namespace {

std::optional<Edtf> when(const char* text) {
  return *text == '\0' ? std::nullopt : parse_edtf(text);
}

// "work 네이버 backend-developer 2020-01 .." with "!" before an organisation that has no name and
// "-" for nothing.
CareerStep step(const std::string& line) {
  std::istringstream in(line);
  std::string kind, org, role, start, end, extra;
  in >> kind >> org >> role >> start >> end;
  CareerStep s;
  s.kind = kind;
  s.named = org != "-" && org[0] != '!';
  if (org != "-") s.org = s.named ? org : org.substr(1);
  if (role != "-") s.role = role;
  if (start != "-") s.start = when(start.c_str());
  if (end != "-") s.end = when(end.c_str());
  while (in >> extra) {
    if (extra.starts_with("cohort=")) s.cohort = extra.substr(7);
    if (extra.starts_with("industry=")) s.industry = extra.substr(9);
    if (extra.starts_with("exit=")) s.exit = extra.substr(5);
    if (extra.starts_with("type=")) s.org_type = extra.substr(5);
    if (extra == "planned") s.planned = true;
  }
  s.rule = "test";
  s.evidence.push_back({"근거 " + line, 10, "", "test"});
  return s;
}

PostFacts post(const std::string& source, const char* published,
               const std::vector<std::string>& steps, const std::string& author = "은성") {
  PostFacts p;
  p.source = source;
  p.title = "제목 " + source;
  p.lang = "ko";
  p.author = author;
  p.published = when(published);
  for (const std::string& line : steps) p.steps.push_back(step(line));
  return p;
}

std::string show(const std::optional<Edtf>& e) {
  return e ? e->text() : "-";
}

std::string show(const std::vector<MergedStep>& line) {
  std::string out;
  for (const MergedStep& e : line)
    out += e.step.kind + " " + e.step.org.value_or("-") + " " + e.step.role.value_or("-") + " " +
           show(e.step.start) + " " + show(e.step.end) + " x" +
           std::to_string(e.statements.size()) + "\n";
  return out;
}

struct MergeCase {
  const char* name;
  std::vector<std::string> first;   // told in 2022-12
  std::vector<std::string> second;  // told in 2023-12
  const char* merged;
};

const MergeCase kMergeCases[] = {
    {"the same name",
     {"work 네이버 - 2020-01 .."},
     {"work NAVER - 2020 2023-05"},
     "work 네이버 - 2020-01 2023-05 x2\n"},
    {"the more precise date wins",
     {"work 가나다 - 2020~ 2021"},
     {"work 가나다 - 2020-03 2021-08-15"},
     "work 가나다 - 2020-03 2021-08-15 x2\n"},
    {"a specific role wins",
     {"work 가나다 software-engineer 2020-03 .."},
     {"work 가나다 backend-developer 2020-03 .."},
     "work 가나다 backend-developer 2020-03 .. x2\n"},
    {"two cohorts",
     {"community 글또 - 2021-02 2021-08 cohort=6기"},
     {"community 글또 - 2022-05 2022-10 cohort=7기"},
     "community 글또 - 2021-02 2021-08 x1\ncommunity 글또 - 2022-05 2022-10 x1\n"},
    {"one cohort",
     {"community 글또 - - .. cohort=7기"},
     {"community 글쓰는또라이 - 2022-05 2022-10 cohort=7기"},
     "community 글또 - 2022-05 2022-10 x2\n"},
    {"another kind",
     {"internship 가나다 - 2020-01 2020-06"},
     {"work 가나다 - 2020-07 .."},
     "internship 가나다 - 2020-01 2020-06 x1\nwork 가나다 - 2020-07 .. x1\n"},
    {"came back years later",
     {"work 가나다 - 2015-01 2016-06"},
     {"work 가나다 - 2020-01 .."},
     "work 가나다 - 2015-01 2016-06 x1\nwork 가나다 - 2020-01 .. x1\n"},
    {"another team of one company",
     {"work 가나다 backend-developer 2018-01 2020-01", "work 가나다 data-engineer 2020-02 .."},
     {"work 가나다 data-engineer 2020-02 2023-06"},
     "work 가나다 backend-developer 2018-01 2020-01 x1\n"
     "work 가나다 data-engineer 2020-02 2023-06 x2\n"},
    {"a plan that came true",
     {"work 가나다 - 2023-01~ - planned"},
     {"work 가나다 - 2023-02 .."},
     "work 가나다 - 2023-02 .. x2\n"},
    {"unnamed, same dates and industry",
     {"work !SI회사 - 2020-01~ .. industry=si"},
     {"work !첫회사 - 2020 2022-12 industry=si"},
     "work SI회사 - 2020-01~ 2022-12 x2\n"},
    {"unnamed, another industry",
     {"work !회사 - 2020-01 .. industry=si"},
     {"work !회사 - 2020-01 2022-12 industry=game"},
     "work 회사 - 2020-01 .. x1\nwork 회사 - 2020-01 2022-12 x1\n"},
    {"unnamed, nothing to go by",
     {"work !회사 - - -"},
     {"work !회사 - - -"},
     "work 회사 - - - x1\nwork 회사 - - - x1\n"},
    {"the lab, told again",
     {"research !연구실 researcher 2019-03 2022-04"},
     {"research !연구실 - - -"},
     "research 연구실 researcher 2019-03 2022-04 x2\n"},
    {"a name comes later",
     {"work !스타트업 data-analyst 2021-03 .."},
     {"work 가나다 data-analyst 2021-03 2023-01"},
     "work 가나다 data-analyst 2021-03 2023-01 x2\n"},
    {"different names never merge",
     {"work 가나다 - 2020-01 2021-01"},
     {"work 라마바 - 2020-01 2021-01"},
     "work 가나다 - 2020-01 2021-01 x1\nwork 라마바 - 2020-01 2021-01 x1\n"},
    {"contradictions stay both told",
     {"work 가나다 - 2020-01 2022-01"},
     {"work 가나다 - 2020-09 2022-01"},
     "work 가나다 - 2020-01 2022-01 x2\n"},
    {"left without a word",
     {"work 가나다 - 2020-01 .."},
     {"work 라마바 - 2023-04 .."},
     "work 가나다 - 2020-01 - x1\nwork 라마바 - 2023-04 .. x1\n"},
    {"undated steps keep the order of telling",
     {"education 한국대 - 2012 2016", "military - - - -", "work 가나다 - 2018-01 .."},
     {},
     "education 한국대 - 2012 2016 x1\nmilitary - - - - x1\nwork 가나다 - 2018-01 .. x1\n"},
};

TEST(MergeSteps, Cases) {
  for (const MergeCase& c : kMergeCases) {
    PostFacts a = post("a.md", "2022-12", c.first), b = post("b.md", "2023-12", c.second);
    EXPECT_EQ(show(merge_steps({&a, &b})), c.merged) << c.name;
  }
}

TEST(MergeSteps, NamesOfOrganizations) {
  const std::pair<const char*, const char*> same[] = {
      {"(주)가나다", "가나다"}, {"Foo Labs", "foo-labs"}, {"NAVER", "네이버"}, {"싸피", "SSAFY"}};
  for (auto [a, b] : same) EXPECT_EQ(organization_key(a), organization_key(b)) << a;
  EXPECT_NE(organization_key("가나다"), organization_key("가나다라"));
}

std::vector<PostFacts> story() {
  std::vector<PostFacts> facts = {
      post("은성/2022.md", "2022-12-31",
           {"education 한국대학교 student 2012-03 2016-02 type=school exit=graduated",
            "community 글또 - 2021-02 2021-08 cohort=6기 type=community",
            "work !SI회사 software-engineer 2016-05 2020-06 industry=si exit=resigned type=company",
            "work 가나다 backend-developer 2020-09 .. type=company"}),
      post("은성/2023.md", "2023-12-31",
           {"work 가나다 backend-developer 2020-09 2023-03 type=company exit=moved",
            "work 라마바 data-engineer 2024-01 - type=company planned"}),
      post("하늘/2023.md", "2023-06-01",
           {"work 가나다 - 2023-01 .. type=company", "work !SI회사 - 2016-05 2020-06 industry=si"},
           "하늘"),
  };
  facts[1].aspires_to.push_back({"data-engineer", {"데이터 엔지니어가 되고 싶다", 5, "", "r"}});
  facts[1].themes.push_back({"job-change", true, 4, 0});
  facts[1].looks_back_on = {2023};
  return facts;
}

size_t count(const Graph& g, std::string_view label) {
  auto id = g.find_label(label);
  return id ? g.node_count(*id) : 0;
}
size_t count_type(const Graph& g, std::string_view type) {
  auto id = g.find_type(type);
  return id ? g.relationship_count(*id) : 0;
}
std::string exported(const Graph& g) {
  std::ostringstream out;
  export_apoc(g, out);
  return out.str();
}
NodeId find(const Graph& g, std::string_view label, std::string_view id) {
  std::vector<NodeId> out;
  g.find_nodes(*g.find_label(label), *g.find_key("id"), Value::string(id), out);
  return out.size() == 1 ? out[0] : kNoId;
}
std::string property(const Graph& g, NodeId node, std::string_view key) {
  Value v = node == kNoId ? Value() : g.node_property(node, *g.find_key(key));
  if (v.is(ValueType::kString)) return std::string(v.as_string());
  if (v.is(ValueType::kInteger)) return std::to_string(v.as_integer());
  if (v.is(ValueType::kBoolean)) return v.as_boolean() ? "true" : "false";
  return "-";
}

TEST(BuildGraph, TheStoryBecomesTheSchema) {
  Graph g;
  BuildReport report = build_graph(story(), g);
  EXPECT_EQ(report.people, 2u);
  EXPECT_EQ(report.posts, 3u);
  EXPECT_EQ(report.steps, 7u);
  EXPECT_EQ(report.merged, 1u);
  ASSERT_EQ(report.merges.size(), 1u);
  EXPECT_EQ(report.merges[0].step_id, "은성/3");
  EXPECT_EQ(report.merges[0].reason, "same organisation, same start");

  EXPECT_EQ(count(g, "Person"), 2u);
  EXPECT_EQ(count(g, "Step"), 7u);
  // 한국대학교, 글또, 가나다 (one for both people), 라마바, and an SI 회사 for each.
  EXPECT_EQ(count(g, "Organization"), 6u);
  EXPECT_EQ(count(g, "School"), 1u);
  EXPECT_EQ(count_type(g, "STATED_IN"), 8u);
  EXPECT_EQ(count_type(g, "ASPIRES_TO"), 1u);
  EXPECT_EQ(count_type(g, "ABOUT"), 1u);
  EXPECT_EQ(count_type(g, "LOOKS_BACK_ON"), 1u);
  // 은성: school -> SI -> 가나다; the community and the plan are not on it. 하늘: SI -> 가나다.
  EXPECT_EQ(count_type(g, "NEXT"), 3u);

  NodeId job = find(g, "Step", "은성/4");
  EXPECT_EQ(property(g, job, "kind"), "community") << "in order of time";
  job = find(g, "Step", "은성/2");
  EXPECT_EQ(property(g, job, "kind"), "work");
  EXPECT_EQ(property(g, job, "startEdtf"), "2016-05");
  EXPECT_EQ(property(g, job, "months"), "49");
  EXPECT_EQ(property(g, job, "ongoing"), "false");
}

TEST(BuildGraph, ClosedListsHaveNames) {
  Graph g;
  build_graph(story(), g);
  EXPECT_EQ(property(g, find(g, "Role", "backend-developer"), "name"), "Backend Developer");
  EXPECT_EQ(property(g, find(g, "Role", "backend-developer"), "nameKo"), "백엔드 개발자");
  EXPECT_EQ(property(g, find(g, "Theme", "job-change"), "nameKo"), "이직");
  EXPECT_EQ(property(g, find(g, "Theme", "job-change"), "facet"), "reflection");
}

TEST(BuildGraph, GapsAndYears) {
  Graph g;
  build_graph(story(), g);
  TypeId next = *g.find_type("NEXT");
  NodeId si = find(g, "Step", "은성/2");
  std::vector<int64_t> gaps;
  g.for_each_relationship(si, Direction::kOut, {&next, 1}, [&](RelId rel, NodeId) {
    gaps.push_back(g.relationship_property(rel, *g.find_key("gapMonths")).as_integer());
    EXPECT_EQ(g.relationship_property(rel, *g.find_key("exit")).as_string(), "resigned");
    return true;
  });
  EXPECT_EQ(gaps, std::vector<int64_t>{2}) << "2020-06 to 2020-09: July and August";
  TypeId during = *g.find_type("DURING");
  EXPECT_EQ(g.degree(si, Direction::kOut, {&during, 1}), 5u) << "2016 to 2020";
}

TEST(BuildGraph, TheSameFactsChangeNothing) {
  Graph g;
  build_graph(story(), g);
  std::string before = exported(g);
  g.clear_changes();
  build_graph(story(), g);
  EXPECT_TRUE(g.changes().empty());
  EXPECT_EQ(exported(g), before);
  Graph again;
  build_graph(story(), again);
  EXPECT_EQ(exported(again), before);
}

TEST(BuildGraph, RemovedPostsTakeTheirPartWithThem) {
  Graph g, fresh;
  std::vector<PostFacts> some = {story()[0]};
  build_graph(some, fresh);
  build_graph(story(), g);
  build_graph(some, g);
  for (std::string_view label :
       {"Person", "Post", "Step", "Organization", "Role", "Year", "Theme", "Company"})
    EXPECT_EQ(count(g, label), count(fresh, label)) << label;
  EXPECT_EQ(g.relationship_count(), fresh.relationship_count());
  build_graph({}, g);
  EXPECT_EQ(g.node_count(), 0u);
}

TEST(BuildGraph, WhatTheUserMadeStays) {
  Graph g;
  build_graph(story(), g);
  NodeId person = find(g, "Person", "은성");
  NodeId note = g.create_node({g.intern_label("Note")});
  NodeId friend_ = g.create_node({g.intern_label("Person")});
  g.set_node_property(friend_, g.intern_key("name"), Value::string("친구"));
  g.create_relationship(person, note, g.intern_type("HAS"));
  g.set_node_property(person, g.intern_key("mail"), Value::string("x"));
  build_graph(story(), g);
  EXPECT_EQ(property(g, person, "mail"), "x");
  build_graph({}, g);
  EXPECT_TRUE(g.node_alive(note));
  EXPECT_TRUE(g.node_alive(friend_));
  EXPECT_TRUE(g.node_alive(person)) << "still tied to the user's note";
  EXPECT_EQ(g.node_count(), 3u);
}

struct SaidCase {
  const char* what;  // as step()
  const char* duration;
  std::vector<const char*> quotes;
  const char* said;
};

// Written on 2023-12-31.
const SaidCase kSaidCases[] = {
    {"work A - 2022-12~ ..", "", {"작년 말부터 A에서 일했다."}, "작년 말부터"},
    {"work A - 2021-01 2022-06", "", {"1월에 들어가 이듬해 6월에 나왔다."}, "1월, 이듬해 6월"},
    {"work A - 2021-01 2022-06",
     "P1Y6M",
     {"1년 6개월을 일했다.", "6월에 나왔다."},
     "1년 6개월, 6월"},
    {"work A - 2021-01 2021-06", "", {"2021년 1월부터 6월까지"}, "2021년 1월부터 6월까지"},
    {"work A - 2021-01 ..", "", {"2019년 3월에는 대학생이었다."}, ""},
    {"work A - 2021-01 ..", "", {"2021년 1월", "2021년 1월"}, "2021년 1월"},
    {"work A - - -", "", {"2021년 1월에 글을 썼다."}, ""},
};

TEST(SaidTest, TheWordsThatSayWhatTheStepHas) {
  for (const SaidCase& c : kSaidCases) {
    PostFacts p = post("a.md", "2023-12-31", {c.what});
    CareerStep& s = p.steps[0];
    if (*c.duration != '\0') s.duration = c.duration;
    s.evidence.clear();
    for (const char* quote : c.quotes) s.evidence.push_back({quote, 0, "", "test"});
    EXPECT_EQ(dates_as_said(s, p), c.said) << c.what;
  }
}

}  // namespace
}  // namespace hoego::parser

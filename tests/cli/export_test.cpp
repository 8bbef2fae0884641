// SPDX-License-Identifier: Apache-2.0
// `hoego export` from outside: parts, files, the way back, and what --anonymize lets through.
// Whether other tools can read the forms is asked in tests/export.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "tests/cli/run_program.h"

namespace hoego::test {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

const std::vector<std::string> kForms = {"cytoscape", "dot",      "facts",       "gexf",
                                         "graphml",   "ical",     "json-resume", "jsonl",
                                         "jsonld",    "markwhen", "mermaid"};

class Export : public ::testing::Test {
 protected:
  void SetUp() override {
    Ran r = run({"ingest", source("samples/posts"), "--author-from", "folder", "-g", graph_});
    ASSERT_EQ(r.code, 0) << r.err;
  }
  std::string exported(std::vector<std::string> more) {
    std::vector<std::string> arguments = {"export", graph_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    Ran r = run(arguments);
    EXPECT_EQ(r.code, 0) << r.err;
    return r.out;
  }
  Ran refused(std::vector<std::string> more) {
    more.insert(more.begin(), {"export", graph_});
    return run(more);
  }

  Scratch scratch_;
  std::string graph_ = scratch_ / "g.hoego";
};

std::vector<json> lines_of(const std::string& text) {
  std::vector<json> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(json::parse(line));
  return out;
}

// The graph of APOC JSON Lines without its numbers: nodes and relationships as what they say.
std::multiset<std::string> content(const std::string& jsonl) {
  std::map<std::string, std::string> nodes;
  std::multiset<std::string> out;
  for (json& line : lines_of(jsonl)) {
    std::string id = line.at("id");
    line.erase("id");
    if (line.at("type") == "node") {
      out.insert(nodes[id] = line.dump());
    } else {
      line["start"] = nodes.at(line["start"]["id"]);
      line["end"] = nodes.at(line["end"]["id"]);
      out.insert(line.dump());
    }
  }
  return out;
}

size_t count(const std::string& text, const std::string& word) {
  size_t n = 0;
  for (size_t at = 0; (at = text.find(word, at)) != std::string::npos; at += word.size()) ++n;
  return n;
}

// A small graph with every type that a property can have.
constexpr const char* kHard = R"q(
CREATE (a:A {s: '', t: 'a,"b"\n;c', i: 1, f: 1.5, big: 1e300, b: true, d: date('2021-03-01'),
             dt: datetime('2021-03-01T10:00:00+09:00'), lt: localtime('10:00:01.5'),
             dur: duration('P1Y2M'), l: [1, 2], ls: ['x', ''], one: [''], from: 'x', to: 'y'}),
       (b:A {i: 'text', f: 2, d: [date('2021-03-01')]}), (c {i: 0.1 + 0.2}), (:`A_B`), (:A:B),
       (:`한글 label` {`키 key`: '값', `a:b`: 1}),
       (a)-[:R {x: 1}]->(b), (a)-[:R {x: 1}]->(b), (b)-[:R {x: 'one'}]->(b), (c)-[:`R 2`]->(a))q";

TEST_F(Export, CsvComesBackAsTheSameGraph) {
  for (const std::string& graph : {graph_, scratch_ / "hard.hoego"}) {
    if (graph != graph_) {
      write(scratch_ / "seed/A.csv", "id\n1\n");
      ASSERT_EQ(run({"import", "--csv", scratch_ / "seed", "-g", graph}).code, 0);
      Ran r = run({"query", graph, kHard});
      ASSERT_EQ(r.code, 0) << r.err;
    }
    Ran csv = run({"export", graph, "--format", "csv", "-o", graph + "-csv"});
    ASSERT_EQ(csv.code, 0) << csv.err;
    EXPECT_EQ(csv.err, "");
    Ran back = run({"import", "--csv", graph + "-csv", "-g", graph + "-back"});
    ASSERT_EQ(back.code, 0) << back.err;
    EXPECT_EQ(content(run({"export", graph + "-back"}).out), content(run({"export", graph}).out));
  }
}

TEST_F(Export, CsvSaysWhatItCannotHold) {
  ASSERT_EQ(run({"query", graph_, "CREATE (:A {semicolon: ['a;b'], empty: [], fine: ['a']})"}).code,
            0);
  Ran csv = run({"export", graph_, "--format", "csv", "-o", scratch_ / "csv"});
  EXPECT_EQ(csv.code, 0);
  EXPECT_THAT(csv.err, HasSubstr("2 values"));
  EXPECT_EQ(read(scratch_ / "csv/nodes_A.csv").find("[\"\"a;b\"\"]") != std::string::npos, true);
}

TEST_F(Export, ApocComesBackAsTheSameGraph) {
  ASSERT_EQ(run({"query", graph_, kHard}).code, 0);
  std::string out = exported({});
  write(scratch_ / "a.jsonl", out);
  ASSERT_EQ(run({"import", scratch_ / "a.jsonl", "-g", scratch_ / "b.hoego"}).code, 0);
  EXPECT_EQ(run({"export", scratch_ / "b.hoego"}).out, out);
}

// The graph has merged posts, so only authors of one post can be compared step by step.
TEST_F(Export, FactsAreThoseOfThePosts) {
  Ran facts = run({"facts", source("samples/posts")});
  std::map<std::string, json> said;
  std::map<std::string, int> posts;
  for (json& post : lines_of(facts.out)) {
    ++posts[post["author"].is_null() ? "" : post["author"]];
    said[post["source"]] = post;
  }
  size_t compared = 0;
  for (json& post : lines_of(exported({"--format", "facts"}))) {
    std::string path = post["source"];
    json& from = said.at(path.substr(path.find("posts/") + 6));
    for (auto& [key, value] : from.items()) EXPECT_TRUE(post.contains(key)) << key;
    EXPECT_EQ(post.size(), from.size());
    for (const char* key : {"title", "lang", "published", "looks_back_on", "themes", "aspires_to"})
      EXPECT_EQ(post[key], from[key]) << path << " " << key;
    if (posts[post["author"]] != 1) continue;
    ASSERT_EQ(post["steps"].size(), from["steps"].size()) << path;
    for (size_t i = 0; i < post["steps"].size(); ++i)
      for (const char* key : {"kind", "org", "org_type", "named", "cohort", "role", "role_text",
                              "start", "end", "exit", "certainty", "confidence", "rule"}) {
        EXPECT_EQ(post["steps"][i][key], from["steps"][i][key]) << path << " " << key;
        ++compared;
      }
  }
  EXPECT_GT(compared, 50u);
}

TEST_F(Export, PartByQuery) {
  std::string posts = "MATCH (p:Person {name: $name})-[:WROTE]->(x) RETURN p, x";
  auto of = [&](const std::string& around) {
    return exported({"--query", posts, "-p", "name=한결", "--around", around});
  };
  EXPECT_EQ(count(of("nothing"), "\"node\""), 4u);
  EXPECT_EQ(count(of("nothing"), "\"relationship\""), 0u);
  EXPECT_EQ(count(of("relationships"), "\"relationship\""), 3u);
  EXPECT_EQ(exported({"--query", posts, "-p", "name=한결"}), of("relationships"));
  EXPECT_THAT(of("careers"), HasSubstr("누리페이"));
  EXPECT_EQ(of("careers"), exported({"--person", "한결"}));
  std::string path =
      exported({"--query", "MATCH w = (:Person {name: '한결'})-[:WROTE]->() RETURN w", "--around",
                "nothing"});
  EXPECT_EQ(count(path, "\"relationship\""), 3u);
}

TEST_F(Export, FormsOfCareersTakeWholeCareers) {
  std::string query = "MATCH (p:Person {name: '한결'}) RETURN p";
  std::string resume = exported({"--query", query, "--format", "json-resume"});
  EXPECT_EQ(resume, exported({"--person", "한결", "--format", "json-resume"}));
  EXPECT_EQ(json::parse(resume)["work"].size(), 3u);
  EXPECT_THAT(exported({"--person", "한결", "--person", "서윤", "--format", "markwhen"}),
              ::testing::AllOf(HasSubstr("# 한결"), HasSubstr("# 서윤"), Not(HasSubstr("# 도현"))));
}

TEST_F(Export, WrongQueriesAndUsage) {
  EXPECT_EQ(refused({"--query", "MATCH (p:Person RETURN p"}).code, 1);
  Ran names = refused({"--query", "MATCH (p:Person) RETURN p.name"});
  EXPECT_EQ(names.code, 1);
  EXPECT_THAT(names.err, HasSubstr("RETURN p instead of RETURN p.name"));
  std::string before = exported({});
  Ran writes = refused({"--query", "MATCH (p:Person) SET p.x = 1 RETURN p"});
  EXPECT_EQ(writes.code, 1);
  EXPECT_THAT(writes.err, HasSubstr("cannot write"));
  EXPECT_EQ(exported({}), before);
  EXPECT_EQ(refused({"--person", "없는사람"}).code, 1);
  Ran nothing = refused({"--query", "MATCH (p:Person {name: 'x'}) RETURN p"});
  EXPECT_EQ(nothing.code, 0);
  EXPECT_EQ(nothing.out, "");
  EXPECT_THAT(nothing.err, HasSubstr("finds nothing"));
  using Arguments = std::vector<std::string>;
  for (const Arguments& arguments :
       {Arguments{"--format", "csv"}, Arguments{"--split", "person"}, Arguments{"--format", "odt"},
        Arguments{"--key", "x"}, Arguments{"--dates", "year"}, Arguments{"--around", "careers"},
        Arguments{"--query", "RETURN 1", "--person", "한결"}})
    EXPECT_EQ(refused(arguments).code, 2) << arguments[0];
}

TEST_F(Export, AFileForEachPerson) {
  for (std::string format : {"json-resume", "graphml", "csv", "facts", "ical"}) {
    exported({"--format", format, "--split", "person", "-o", scratch_ / format});
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(scratch_ / format))
      names.insert(entry.path().stem().string());
    EXPECT_EQ(names, (std::set<std::string>{"가람", "도현", "민지", "서윤", "유나", "준서", "지우",
                                            "태민", "하늘", "한결"}))
        << format;
  }
  std::string one = exported({"--format", "json-resume", "--person", "서윤"});
  EXPECT_EQ(read(scratch_ / "json-resume/서윤.json"), one);
  EXPECT_THAT(read(scratch_ / "graphml/서윤.graphml"), Not(HasSubstr("도현")));
}

TEST_F(Export, PeopleOfOneNameGetFilesOfTheirOwn) {
  ASSERT_EQ(run({"query", graph_, "CREATE (:Person {name: '서윤'}), (:Person {name: 'a/b'})"}).code,
            0);
  exported({"--format", "markwhen", "--split", "person", "-o", scratch_ / "out"});
  EXPECT_TRUE(fs::exists(scratch_ / "out/서윤.mw"));
  EXPECT_TRUE(fs::exists(scratch_ / "out/서윤_2.mw"));
  EXPECT_TRUE(fs::exists(scratch_ / "out/a_b.mw"));
}

// The most memory that the program held, in bytes.
long peak_of(const std::vector<std::string>& arguments) {
  Scratch scratch;
  write(scratch / "in", "");
  pid_t child = start(arguments, scratch / "in", scratch / "out", scratch / "err");
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  EXPECT_EQ(status, 0) << read(scratch / "err");
  return usage.ru_maxrss * 1024;
}

// Beside the graph itself, which is mapped from its file, next to nothing is held: what is written
// is many times as long.
TEST(ExportMemory, DoesNotGrowWithWhatIsWritten) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "the sanitizer holds memory of its own";
#endif
  Scratch scratch;
  write(scratch / "seed/A.csv", "id\n1\n");
  auto graph_of = [&](int people) {
    std::string graph = scratch / (std::to_string(people) + ".hoego");
    EXPECT_EQ(run({"import", "--csv", scratch / "seed", "-g", graph}).code, 0);
    std::string query = "UNWIND range(1, " + std::to_string(people) + R"q() AS i
      CREATE (p:Person {id: toString(i), name: toString(i)})-[:WROTE]->(t:Post {source: toString(i)})
      WITH p, t, i UNWIND range(1, 4) AS j
      CREATE (p)-[:TOOK]->(s:Step {id: i + '/' + j, kind: 'work', startEdtf: '2020-01', order: j}),
             (s)-[:STATED_IN {quote: $quote}]->(t))q";
    Ran r = run({"query", graph, query, "-p", "quote=" + std::string(800, 'q')});
    EXPECT_EQ(r.code, 0) << r.err;
    EXPECT_EQ(run({"query", graph, "RETURN 1"}).code, 0) << "makes the snapshot";
    return graph;
  };
  std::string small = graph_of(1), large = graph_of(5000);
  auto snapshot = static_cast<long>(fs::file_size(large + "-snapshot"));
  constexpr long kSlack = 6 << 20;
  std::vector<std::string> forms = kForms;
  forms.push_back("csv");
  for (const std::string& form : forms) {
    std::string out = scratch / ("out." + form);
    long least = peak_of({"export", small, "--format", form, "-o", out});
    EXPECT_LT(peak_of({"export", large, "--format", form, "-o", out}), least + snapshot + kSlack)
        << form;
    if (form == "jsonl" || form == "json-resume" || form == "graphml") {
      EXPECT_GT(static_cast<long>(fs::file_size(out)), snapshot + 2 * kSlack) << form;
    }
  }
}

// Everything of the samples that could name a person or lead to a post.
std::set<std::string> secrets(const std::string& jsonl) {
  std::set<std::string> out;
  for (const json& line : lines_of(jsonl)) {
    if (!line.contains("properties")) continue;
    const json& p = line["properties"];
    bool person = line["type"] == "node" && line["labels"] == json{"Person"};
    // "lab" is a part of "labels".
    auto take = [&](const char* key) {
      if (p.contains(key) && p[key].is_string() && p[key] != "lab") out.insert(p[key]);
    };
    for (const char* key : {"source", "quote", "post", "title", "cohort"}) take(key);
    if (person) take("name");
    if (person || line.value("labels", json()) == json{"Post"}) take("id");
    if (p.contains("named") && !p["named"].get<bool>()) take("name");
  }
  for (const auto& entry : fs::recursive_directory_iterator(source("samples/posts"))) {
    out.insert(entry.path().filename().string());
    if (!entry.is_regular_file()) continue;
    std::string text = read(entry.path().string());
    static const std::regex kUrl(R"(https?://[^\s"'<>)\]]+)");
    for (std::sregex_iterator it(text.begin(), text.end(), kUrl), end; it != end; ++it)
      out.insert(it->str());
  }
  return out;
}

// The words that may stand there: the closed lists, and the names of named organisations;
// the longest first.
std::vector<std::string> known_words(const std::string& jsonl) {
  std::vector<std::string> out;
  for (const json& line : lines_of(jsonl)) {
    if (line["type"] != "node" || !line.contains("labels")) continue;
    const json& p = line["properties"];
    json labels = line["labels"];
    if (labels != json{"Role"} && labels != json{"Theme"} && !p.value("named", false)) continue;
    for (const char* key : {"name", "nameKo"})
      if (p.contains(key)) out.push_back(p[key]);
  }
  auto longer = [](const std::string& a, const std::string& b) { return a.size() > b.size(); };
  std::sort(out.begin(), out.end(), longer);
  return out;
}

std::string without(std::string text, const std::string& word) {
  for (size_t at = 0; (at = text.find(word, at)) != std::string::npos;)
    text.replace(at, word.size(), "*");
  return text;
}

// Everything that an export wrote: the texts of its files (iCalendar's lines unfolded), and their
// names.
std::string all_of(const std::string& folder) {
  std::string out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    out += fs::relative(entry.path(), folder).string() + "\n";
    if (entry.is_regular_file()) out += read(entry.path().string());
  }
  for (size_t at = 0; (at = out.find("\r\n ", at)) != std::string::npos;) out.erase(at, 3);
  return out;
}

TEST_F(Export, AnonymizedLetsNoSecretThrough) {
  // What a user's own statements may bring in.
  ASSERT_EQ(run({"query", graph_, R"q(
      MATCH (p:Person {name: '한결'})-[:TOOK]->(s)-[:AT]->(o {name: '나르고'})
      SET p.email = 'secret@x', s.memo = 'secret', s.kind = 'Secret kind', o.url = 'secret'
      CREATE (q:Person {id: 'secret', name: 'secret'})-[:TOOK]->(t:Step {id: 'secret/1'})
      CREATE (t)-[:AT]->(:Organization:Company {id: 'secret', name: 'secret', named: true})
      CREATE (p)-[:KNOWS {how: 'secret'}]->(q), (p)-[:LIKES]->(:Secret {name: 'secret'})
      CREATE (s)-[:AS]->(:Role {id: 'secret', name: 'secret'})
      CREATE (s)-[:AT]->(:Organization:Company {id: 'x', name: '한결 secret', named: true}))q"})
                .code,
            0);
  std::string graph = exported({});
  std::set<std::string> secret = secrets(graph);
  EXPECT_GT(secret.size(), 100u);
  secret.insert({"secret", "Secret", "KNOWS"});
  fs::create_directories(scratch_ / "out");
  for (const std::string& format : kForms)
    exported({"--format", format, "--anonymize", "-o", scratch_ / ("out/all." + format)});
  for (std::string format : {"json-resume", "graphml", "csv"})
    exported({"--format", format, "--anonymize", "--split", "person", "-o",
              scratch_ / ("out/each-" + format)});
  std::string all = all_of(scratch_ / "out");
  EXPECT_THAT(all, HasSubstr("나르고")) << "named employers stay";
  EXPECT_GT(count(all, "person-"), 100u);
  for (const std::string& word : known_words(graph))
    if (word.find("secret") == std::string::npos) all = without(all, word);
  for (const std::string& s : secret) EXPECT_EQ(count(all, s), 0u) << s;
}

TEST_F(Export, PseudonymsAreOfTheKey) {
  write(scratch_ / "key", "0123456789abcdef\n");
  write(scratch_ / "other", "0123456789abcdeF\n");
  write(scratch_ / "short", "0123456789\n");
  std::string key = scratch_ / "key", other = scratch_ / "other";
  std::string one = exported({"--anonymize", "--key", key});
  EXPECT_EQ(exported({"--anonymize", "--key", key}), one);
  EXPECT_NE(exported({"--anonymize", "--key", other}), one);
  EXPECT_NE(exported({"--anonymize"}), exported({"--anonymize"}));
  EXPECT_THAT(refused({"--anonymize"}).err, HasSubstr("random key"));
  EXPECT_EQ(refused({"--anonymize", "--key", scratch_ / "short"}).code, 1);
  // One person is the same in a part of the graph.
  std::string part =
      exported({"--anonymize", "--key", key, "--person", "한결", "--format", "json-resume"});
  std::string name = json::parse(part)["basics"]["name"];
  EXPECT_THAT(one, HasSubstr(name));
}

TEST_F(Export, AnonymizedKeepsTheCareers) {
  auto graph = lines_of(exported({}));
  auto hidden = lines_of(exported({"--anonymize"}));
  auto tally = [](const std::vector<json>& lines) {
    std::map<std::string, int> out;
    for (const json& line : lines)
      ++out[line.contains("label") ? line["label"].get<std::string>() : line["labels"].dump()];
    return out;
  };
  EXPECT_EQ(tally(graph), tally(hidden));
}

TEST_F(Export, AnonymizedDates) {
  auto dates = [&](const std::string& precision) {
    std::set<std::string> out;
    for (const json& line : lines_of(exported({"--anonymize", "--dates", precision})))
      for (const char* key : {"startEdtf", "endEdtf", "publishedEdtf"})
        if (line.contains("properties") && line["properties"].contains(key))
          out.insert(line["properties"][key]);
    return out;
  };
  EXPECT_THAT(
      dates("month"),
      ::testing::Each(::testing::MatchesRegex("\\.\\.|[0-9][0-9][0-9][0-9](-[0-9][0-9])?~?")));
  EXPECT_THAT(dates("year"),
              ::testing::Each(::testing::MatchesRegex("\\.\\.|[0-9][0-9][0-9][0-9]~?")));
  std::string years = exported({"--anonymize", "--dates", "year"});
  EXPECT_THAT(years, Not(HasSubstr("onths\"")));
  static const std::regex kDay("\"(20[0-9][0-9]-[0-9][0-9]-[0-9][0-9])\"");
  for (std::sregex_iterator it(years.begin(), years.end(), kDay), end; it != end; ++it)
    EXPECT_THAT((*it)[1].str(),
                ::testing::AnyOf(::testing::EndsWith("-01-01"), ::testing::EndsWith("-12-31")));
}

TEST_F(Export, AnonymizedRareEmployers) {
  std::string two = exported({"--anonymize", "--min-people", "2"});
  EXPECT_THAT(two, HasSubstr("글또")) << "two people were there";
  EXPECT_THAT(two, Not(HasSubstr("나르고")));
}

}  // namespace
}  // namespace hoego::test

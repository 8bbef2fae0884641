// SPDX-License-Identifier: Apache-2.0
// The parts of the shell that need no terminal. The terminal itself is tried by tmux_session.sh.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>

#include "base/unicode.h"
#include "cli/completion.h"
#include "cli/edit_buffer.h"
#include "cli/history.h"
#include "cli/line_editor.h"
#include "cli/query_library.h"
#include "cli/repl_shell.h"
#include "cli/statement_text.h"
#include "graph/schema.h"
#include "query/parse.h"

namespace hoego::cli {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(EditBufferTest, EditsByCharacterOfTheReader) {
  EditBuffer b;
  b.insert("이직을 했다 abc");
  b.left();
  b.left();
  b.backspace();
  b.left();
  b.backspace();
  b.insert("Z");
  EXPECT_EQ(b.text(), "이직을 했Z bc");
  b.set("👩‍💻é");
  b.backspace();
  EXPECT_EQ(b.text(), "👩‍💻");
  b.backspace();
  EXPECT_EQ(b.text(), "");
}

TEST(EditBufferTest, WordsKillAndYank) {
  EditBuffer b;
  b.insert("MATCH (이름:Person) RETURN 이름.name");
  b.kill_word_back();
  EXPECT_EQ(b.text(), "MATCH (이름:Person) RETURN 이름.");
  b.kill_word_back();
  b.word_left();
  b.word_left();
  b.yank();
  EXPECT_EQ(b.text(), "MATCH (이름:이름.namePerson) RETURN ");
  b.undo();
  b.line_begin();
  b.kill_to_line_end();
  EXPECT_EQ(b.text(), "");
  b.yank();
  EXPECT_EQ(b.text(), "MATCH (이름:Person) RETURN ");
}

TEST(EditBufferTest, UndoGoesBackWordByWordAndForthAgain) {
  EditBuffer b;
  for (const char* c : {"a", "b", " ", "c"}) b.insert(c);
  b.undo();
  EXPECT_EQ(b.text(), "ab ");
  b.undo();
  b.undo();
  EXPECT_EQ(b.text(), "");
  b.redo();
  b.redo();
  b.redo();
  EXPECT_EQ(b.text(), "ab c");
}

TEST(EditBufferTest, LinesKeepTheColumn) {
  EditBuffer b;
  b.insert("이직을 했다\nab\n회고를 쓴다");
  b.line_end();
  EXPECT_TRUE(b.up());
  EXPECT_TRUE(b.up());
  EXPECT_EQ(b.cursor(), std::string("이직을 했다").size());
  EXPECT_FALSE(b.up());
  EXPECT_TRUE(b.down());
  EXPECT_TRUE(b.down());
  EXPECT_FALSE(b.down());
  EXPECT_EQ(b.cursor(), b.text().size());
}

TEST(EditBufferTest, HostileBytesBecomeText) {
  EditBuffer b;
  b.insert(std::string("a\x01\xff\x1b[31m\r\nb\x7f", 12));
  EXPECT_EQ(b.text(), "a�[31m\nb");
}

TEST(RowsTest, CursorStandsBehindWideCharacters) {
  ScreenRows rows = lay_out_rows("\x1b[1mh>\x1b[0m ", "..> ", "이직\nab", 6, {}, 80);
  EXPECT_THAT(rows.rows, ElementsAre("\x1b[1mh>\x1b[0m 이직", "..> ab"));
  EXPECT_EQ(rows.cursor_row, 0);
  EXPECT_EQ(rows.cursor_column, 7);
}

TEST(RowsTest, WideCharactersAreNotCutAtTheEdge) {
  ScreenRows rows = lay_out_rows("> ", "", "가나다라", 12, {}, 7);
  EXPECT_THAT(rows.rows, ElementsAre("> 가나", "다라"));
  EXPECT_EQ(rows.cursor_row, 1);
  EXPECT_EQ(rows.cursor_column, 4);
}

TEST(HistoryTest, OneEntryForEachStatement) {
  std::string path = (std::filesystem::temp_directory_path() / "hoego_history_test" / "h").string();
  std::filesystem::remove_all(std::filesystem::path(path).parent_path());
  {
    History history(path);
    history.add("MATCH (n)\nRETURN '\\n';");
    history.add("RETURN 1;");
    history.add("RETURN 1;");
    history.add("");
  }
  History again(path);
  EXPECT_THAT(again.entries(), ElementsAre("MATCH (n)\nRETURN '\\n';", "RETURN 1;"));
  EXPECT_EQ(again.search("match", 2), 0u);
  EXPECT_EQ(again.search("return", 1), 0u);
  EXPECT_EQ(again.search("nothing", 2), std::nullopt);
  std::filesystem::remove_all(std::filesystem::path(path).parent_path());
}

TEST(StatementTest, WhenEnterRuns) {
  for (const char* whole : {"", "  ", ":help", ".mode csv", "RETURN 1;", "RETURN ';' ; // end",
                            "MATCH (n)\nRETURN n\n", "\\e"})
    EXPECT_TRUE(is_whole_statement(whole)) << whole;
  for (const char* part :
       {"RETURN 1", "RETURN ';", "MATCH (n)\nRETURN n", "RETURN 1 // ;", ".5", "RETURN /* ;"})
    EXPECT_FALSE(is_whole_statement(part)) << part;
}

TEST(StatementTest, LineByLineAsAWhole) {
  const char* texts[] = {"RETURN 1;",
                         "RETURN ';\n;\n';",
                         "MATCH (n) // ;\nRETURN n;",
                         "RETURN /* ;\n; */ 1\n;",
                         "RETURN `a;`\n, 'it\\';'\n;",
                         "RETURN 1\n\n",
                         "RETURN \"'\" ; // end",
                         ":help"};
  for (const char* text : texts) {
    StatementEnd end;
    std::string all(text);
    std::string seen;
    for (size_t at = 0; at <= all.size();) {
      size_t stop = std::min(all.find('\n', at), all.size());
      std::string line = all.substr(at, stop - at);
      seen += (at == 0 ? "" : "\n") + line;
      EXPECT_EQ(end.ends_with(line, at == 0), is_whole_statement(seen)) << seen;
      at = stop + 1;
    }
  }
}

TEST(HighlightTest, MatchingBracketsAndTokens) {
  std::string text = "MATCH (n:Person)";
  std::vector<StyledSpan> at_end = highlight(text, text.size());
  size_t marked = 0;
  for (const StyledSpan& s : at_end) marked += s.style == "1;4";
  EXPECT_EQ(marked, 2u);
  EXPECT_EQ(at_end[0].span.in(text), "MATCH");
  for (size_t i = 1; i < at_end.size(); ++i)
    EXPECT_LE(at_end[i - 1].span.end, at_end[i].span.begin);
}

struct CompletionCase {
  const char* text;  // the cursor is at its end
  const char* wanted;
  const char* unwanted;
};

class CompletionTest : public ::testing::Test {
 protected:
  CompletionTest() {
    add(schema::kPerson, {{"name", "은성"}, {"id", "p1"}});
    add(schema::kPerson, {{"name", "은하"}, {"id", "p2"}});
    add(schema::kCompany, {{"name", "O'Neil 상사"}, {"industry", "si"}});
    NodeId a = add(schema::kStep, {{"kind", "work"}});
    NodeId b = add(schema::kRole, {{"nameKo", "데이터 엔지니어"}});
    graph_.create_relationship(a, b, graph_.intern_type(schema::kAs));
  }
  NodeId add(std::string_view label,
             std::initializer_list<std::pair<const char*, const char*>> properties) {
    NodeId node = graph_.create_node({graph_.intern_label(label)});
    for (const auto& [key, value] : properties)
      graph_.set_node_property(node, graph_.intern_key(key), Value::string(value));
    return node;
  }
  std::vector<std::string> complete(const std::string& text) {
    Completer completer(graph_, {{":help", "", Argument::kNone},
                                 {":timeline", "", Argument::kPerson},
                                 {":path", "", Argument::kPlace},
                                 {":explain", "", Argument::kQuery},
                                 {":map", "", Argument::kStation},
                                 {":mode", "", Argument::kMode}});
    completer.parameters = [] { return std::vector<Candidate>{{"role", ""}}; };
    std::vector<std::string> out;
    for (const Candidate& c : completer.complete(text, text.size()).candidates)
      out.push_back(c.text);
    return out;
  }
  Graph graph_;
};

TEST_F(CompletionTest, WhatMayStandThere) {
  const CompletionCase cases[] = {
      {"MATCH (p:Per", "Person", "Company"},
      {"MATCH (p:", "Company", "AS"},
      {"MATCH ()-[r:", "AS", "Person"},
      {"MATCH (p:Person) WHERE p.", "name", "kind"},
      {"MATCH (p:Person {n", "name", "MATCH"},
      {"MATCH (p:Person {name: '은", "은성", "O'Neil 상사"},
      {"MATCH (c:Company) WHERE c.name = 'o", "O\\'Neil 상사", "은성"},
      {"mat", "match", "MATCH"},
      {"MAT", "MATCH", "match"},
      {"RETURN toUp", "toUpper(", "toLower("},
      {"RETURN coun", "count(", "collect("},
      {"RETURN COUN", "COUNT(", "count("},
      {"RETURN toup", "toupper(", "toUpper("},
      {"MATCH (c:Company) WHERE c.name = '", "O\\'Neil 상사", "은성"},
      {"MATCH (p:Person) WHERE p.name IN ['은하', '", "은성", "O\\'Neil 상사"},
      {"MATCH (:Company {industry: 'si', name: '", "O\\'Neil 상사", "은성"},
      {":explain MATCH (p:Per", "Person", "Company"},
      {":map r", "role", "company"},
      {"MATCH (person:Person) RETURN per", "person", "Person"},
      {"RETURN $r", "role", "RETURN"},
      {":ti", ":timeline", ":help"},
      {".ti", ".timeline", ":timeline"},
      {":timeline 은", "은하", "O'Neil 상사"},
      {":path 데이터", "데이터 엔지니어", "은성"},
      {":path 데이터 엔지니어 -> o", "O'Neil 상사", "데이터 엔지니어"},
      {":mode mark", "markdown", "table"},
  };
  for (const CompletionCase& c : cases) {
    EXPECT_THAT(complete(c.text), Contains(c.wanted)) << c.text;
    EXPECT_THAT(complete(c.text), Not(Contains(c.unwanted))) << c.text;
  }
}

TEST_F(CompletionTest, NothingInsideNumbersAndUnknownCommands) {
  EXPECT_THAT(complete(":nothing x"), IsEmpty());
  EXPECT_THAT(complete("MATCH (p:Zzz"), IsEmpty());
}

// What completion costs is counted, not timed: nodes looked at and texts compared.
class CompletionCostTest : public ::testing::TestWithParam<size_t> {
 protected:
  CompletionCostTest() {
    LabelId label = graph_.intern_label(schema::kPerson);
    KeyId key = graph_.intern_key(schema::kName);
    for (size_t i = 0; i < GetParam(); ++i)
      graph_.set_node_property(graph_.create_node({label}), key,
                               Value::string("사람" + std::to_string(i)));
  }
  uint64_t cost_of_complete(Completions& out) {
    uint64_t before = completer_.work();
    out = completer_.complete(kText, kText.size());
    return completer_.work() - before;
  }

  static constexpr std::string_view kText = "MATCH (p:Person {name: '사람999";
  static constexpr size_t kSlice = 4096;
  static constexpr size_t kRun = 16384;
  Graph graph_;
  Completer completer_{graph_, {}};
};

TEST_P(CompletionCostTest, IsBoundedHoweverManyNames) {
  Completions found;
  EXPECT_LE(cost_of_complete(found), 3 * kSlice) << "the first answer, without preparation";
  EXPECT_EQ(found.partial, GetParam() > kSlice);
  bool more = true;
  while (more) {
    uint64_t before = completer_.work();
    more = completer_.prepare("", 0);
    EXPECT_LE(completer_.work() - before, kSlice) << "between two keys";
  }
  // A binary search in each run, and what is shown.
  size_t runs = GetParam() / kRun + 1;
  EXPECT_LE(cost_of_complete(found), runs * 16 + 2 * 400);
  EXPECT_FALSE(found.partial);
  size_t fitting = 0;
  for (size_t i = 999; i < GetParam(); ++i) fitting += std::to_string(i).starts_with("999");
  EXPECT_EQ(found.candidates.size(), std::min<size_t>(400, fitting));
}
INSTANTIATE_TEST_SUITE_P(Names, CompletionCostTest, ::testing::Values(1000, 30000, 1000000));

std::vector<std::string> sorted(std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end());
  return texts;
}

TEST(ValueIndexTest, FindsWhatASearchOfAllWouldFind) {
  Graph graph;
  KeyId key = graph.intern_key("name");
  std::set<std::string> all;
  for (int i = 0; i < 40000; ++i) {
    std::string text = (i % 3 == 0 ? "Az" : "az") + std::to_string(i * 7919 % 30000);
    all.insert(text);
    graph.set_node_property(graph.create_node({}), key, Value::string(text));
  }
  ValueIndex index(graph, key, std::nullopt);
  while (index.read_more(1000)) {
  }
  for (std::string prefix : {"", "a", "AZ1", "az29", "aZ299", "az2999", "b"}) {
    std::vector<std::string> wanted;
    for (const std::string& text : all)
      if (fold_case(text).starts_with(fold_case(prefix))) wanted.push_back(text);
    EXPECT_EQ(sorted(index.find(prefix, all.size())), wanted) << prefix;
    std::vector<std::string> few = index.find(prefix, 10);
    EXPECT_TRUE(std::is_sorted(few.begin(), few.end(), [](const auto& x, const auto& y) {
      return fold_case(x) < fold_case(y);
    }));
    EXPECT_EQ(few.size(), std::min<size_t>(10, wanted.size()));
  }
}

TEST(QueryLibraryTest, EveryQuestionIsAQuery) {
  std::set<std::string> names;
  for (const NamedQuery& named : query_library()) {
    EXPECT_NO_THROW(query::parse(named.text)) << named.name;
    EXPECT_TRUE(names.insert(named.name).second);
    for (const auto& parameter : named.parameters)
      EXPECT_THAT(named.text, HasSubstr("$" + parameter.first));
  }
  EXPECT_GE(names.size(), 12u);
}

TEST(QueryLibraryTest, FilesOfOnesOwn) {
  NamedQuery named = parse_named_query(
      "mine", "// what it answers\n// $role = 'cto'\nMATCH (r:Role {id: $role}) RETURN r;\n");
  EXPECT_EQ(named.what_en, "what it answers");
  EXPECT_THAT(named.parameters, ElementsAre(std::make_pair("role", "'cto'")));
  EXPECT_EQ(named.text, "MATCH (r:Role {id: $role}) RETURN r;\n");
}

TEST(HelpTest, EveryExampleIsAQueryOrACommand) {
  for (const HelpTopic& topic : help_topics()) {
    std::string example(topic.example);
    for (Span statement : query::split_statements(example))
      EXPECT_NO_THROW(query::parse(statement.in(example))) << topic.name;
  }
  for (const ShellCommand& command : shell_commands())
    EXPECT_EQ(command.example.rfind(command.name, 0), 0u) << command.name;
}

}  // namespace
}  // namespace hoego::cli

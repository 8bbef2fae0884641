// SPDX-License-Identifier: Apache-2.0
// The program from outside: ingest in step with the files, export and import, exit codes, streams.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <thread>

#include "tests/cli/run_program.h"

namespace hoego::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string exported(const std::string& graph) {
  Ran r = run({"export", graph});
  EXPECT_EQ(r.code, 0) << r.err;
  return r.out;
}

const char* kPost = R"(---
title: 2022년 회고
date: 2022-12-30
author: 다솜
---
2021년 3월, 바다소프트에 백엔드 개발자로 입사했다. 2022년 6월에 퇴사했다.
)";

TEST(Program, IngestTwiceChangesNothing) {
  Scratch scratch;
  std::string graph = scratch / "g.hoego";
  Ran first = run({"ingest", source("samples/posts"), "--author-from", "folder", "-g", graph});
  ASSERT_EQ(first.code, 0) << first.err;
  EXPECT_THAT(first.err, HasSubstr("16 posts: 16 new"));
  EXPECT_EQ(first.out, "");
  std::string before = exported(graph);
  std::string bytes = read(graph);
  Ran second = run({"ingest", source("samples/posts"), "--author-from", "folder", "-g", graph});
  EXPECT_THAT(second.err, HasSubstr("0 new, 0 changed, 0 removed, 16 unchanged"));
  EXPECT_EQ(exported(graph), before);
  EXPECT_EQ(read(graph), bytes);
}

TEST(Program, IngestFollowsEditsAndRemovals) {
  Scratch scratch;
  std::string graph = scratch / "g.hoego";
  write(scratch / "posts/a.md", kPost);
  write(scratch / "posts/b.md", "# 다른 글\n\n오늘은 날씨가 좋다.\n");
  ASSERT_EQ(run({"ingest", scratch / "posts", "-g", graph}).code, 0);
  EXPECT_THAT(exported(graph), HasSubstr("바다소프트"));

  std::string edited = kPost;
  edited.replace(edited.find("바다소프트"), std::string("바다소프트").size(), "하늘소프트");
  write(scratch / "posts/a.md", edited);
  Ran change = run({"ingest", scratch / "posts", "-g", graph});
  EXPECT_THAT(change.err, HasSubstr("0 new, 1 changed, 0 removed, 1 unchanged"));
  EXPECT_THAT(exported(graph), Not(HasSubstr("바다소프트")));
  EXPECT_THAT(exported(graph), HasSubstr("하늘소프트"));

  fs::remove(scratch / "posts/a.md");
  Ran removal = run({"ingest", scratch / "posts", "-g", graph});
  EXPECT_THAT(removal.err, HasSubstr("1 removed"));
  EXPECT_THAT(exported(graph), Not(HasSubstr("하늘소프트")));
}

TEST(Program, PostsOfAnotherFolderStay) {
  Scratch scratch;
  std::string graph = scratch / "g.hoego";
  write(scratch / "one/a.md", kPost);
  write(scratch / "two/b.md", "# 2020년 회고\n\n2020년 5월에 나무컴퍼니에 입사했다.\n");
  ASSERT_EQ(run({"ingest", scratch / "one", "-g", graph}).code, 0);
  ASSERT_EQ(run({"ingest", scratch / "two", "-g", graph}).code, 0);
  EXPECT_THAT(exported(graph), HasSubstr("바다소프트"));
  EXPECT_THAT(exported(graph), HasSubstr("나무컴퍼니"));
}

// Killed at many moments, the file holds the old graph or the new one, and the next run completes.
TEST(Program, KillLeavesOldOrNewGraph) {
  Scratch scratch;
  std::string whole = scratch / "whole.hoego";
  ASSERT_EQ(run({"ingest", source("samples/posts"), "-g", whole}).code, 0);
  std::string wanted = exported(whole);
  for (int delay = 0; delay < 40; delay += 4) {
    std::string graph = scratch / ("killed" + std::to_string(delay) + ".hoego");
    pid_t child = start({"ingest", source("samples/posts"), "-g", graph}, "/dev/null", "/dev/null",
                        "/dev/null");
    std::this_thread::sleep_for(std::chrono::milliseconds(delay));
    ::kill(child, SIGKILL);
    wait_for(child);
    ASSERT_EQ(run({"ingest", source("samples/posts"), "-g", graph}).code, 0);
    EXPECT_EQ(exported(graph), wanted) << "killed after " << delay << " ms";
  }
}

TEST(Program, ExportImportExportGivesTheSameBytes) {
  Scratch scratch;
  std::string graph = scratch / "a.hoego";
  ASSERT_EQ(run({"ingest", source("samples/posts"), "-g", graph}).code, 0);
  ASSERT_EQ(run({"export", graph, "-o", scratch / "a.jsonl"}).code, 0);
  ASSERT_EQ(run({"import", scratch / "a.jsonl", "-g", scratch / "b.hoego"}).code, 0);
  EXPECT_EQ(exported(scratch / "b.hoego"), read(scratch / "a.jsonl"));
}

TEST(Program, FactsAreTheSameBytesWithAnyNumberOfThreads) {
  Ran one = run({"facts", source("samples/posts"), "--threads", "1"});
  Ran two = run({"facts", source("samples/posts"), "--threads", "2"});
  ASSERT_EQ(one.code, 0) << one.err;
  EXPECT_EQ(one.out, two.out);
  EXPECT_EQ(std::count(one.out.begin(), one.out.end(), '\n'), 16);
}

TEST(Program, FactsFromStandardInput) {
  Ran r = run({"facts", "-"}, R"({"source":"x/a.md","text":"# 2022년 회고\n\n3월에 입사했다."})"
                              "\nno json\n");
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.out, HasSubstr(R"("source":"x/a.md")"));
  EXPECT_THAT(r.err, HasSubstr("standard input:2"));
}

TEST(Program, CorrectionsSurviveReingest) {
  Scratch scratch;
  std::string graph = scratch / "g.hoego";
  write(scratch / "posts/a.md", kPost);
  ASSERT_EQ(run({"ingest", scratch / "posts", "-g", graph}).code, 0);
  write(scratch / "posts/hoego.corrections.toml",
        "[[add]]\npost = \"a.md\"\nstep = {kind = \"community\", org = \"글또\", named = true, "
        "cohort = \"7기\"}\n");
  ASSERT_EQ(run({"ingest", scratch / "posts", "-g", graph}).code, 0);
  EXPECT_THAT(exported(graph), HasSubstr("글또"));
  EXPECT_THAT(exported(graph), HasSubstr("corrected by user"));
  write(scratch / "posts/a.md", std::string(kPost) + "\n고마운 한 해였다.\n");
  ASSERT_EQ(run({"ingest", scratch / "posts", "-g", graph}).code, 0);
  EXPECT_THAT(exported(graph), HasSubstr("글또"));
}

TEST(Program, CorrectionMistakesAreNamed) {
  Scratch scratch;
  write(scratch / "posts/a.md", kPost);
  write(scratch / "posts/hoego.corrections.toml",
        "[[change]]\npost = \"a.md\"\nstep = {ogr = \"바다소프트\"}\nset = {start = \"2021\"}\n");
  Ran r = run({"ingest", scratch / "posts", "-g", scratch / "g.hoego"});
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.err,
              HasSubstr("hoego.corrections.toml:3: a step has no field ogr; did you mean org?"));
}

struct ExitCase {
  std::vector<std::string> arguments;
  int code;
  const char* says;
};

TEST(Program, ExitCodesAndMessages) {
  Scratch scratch;
  write(scratch / "notes.txt", "not a graph at all, just text that is long enough to be looked at");
  write(scratch / "empty.hoego", "");
  const ExitCase cases[] = {
      {{}, 2, "subcommand"},
      {{"no-such-command"}, 2, ""},
      {{"query", ":memory:", "RETURN 1", "--format", "xml"}, 2, "xml"},
      {{"query", ":memory:", "RETRUN 1"}, 1, "RETURN"},
      {{"query", ":memory:", "RETURN m"}, 1, "`m`"},
      {{"query", scratch / "missing.hoego", "RETURN 1"}, 1, "there is no graph"},
      {{"query", scratch / "notes.txt", "RETURN 1"}, 1, ""},
      {{"ingest", scratch / "missing", "-g", scratch / "g.hoego"}, 1, "there is no file or folder"},
      {{"why", source("samples/posts"), "no-such-step"}, 1, "there is no step"},
      {{"timeline", source("samples/posts"), "--person", "아무개", "-o", scratch / "x.svg"},
       1,
       "there is no person"},
      {{"timeline", source("samples/posts"), "--person", "한결", "-o", scratch / "x.bmp"},
       2,
       ".bmp"},
      {{"timeline", source("samples/posts"), "-o", scratch / "x.svg"}, 2, "whose career"},
      {{"timeline", source("samples/posts"), "--person", "한결", "--paper", "a4", "-o",
        scratch / "x.png"},
       2,
       "--paper is for .pdf"},
      {{"timeline", source("samples/posts"), "--from", "CTO", "-o", scratch / "x.svg"}, 2, "--to"},
      {{"timeline", source("samples/posts"), "--from", "우주인", "--to", "CTO", "-o",
        scratch / "x.svg"},
       1,
       "nobody went from 우주인 to CTO"},
      {{"map", source("samples/posts"), "-o", scratch / "x.bmp"}, 2, ".bmp"},
      {{"map", source("samples/posts"), "--of", "role", "-o", scratch / "x.svg"}, 0, ""},
      {{"help", "datetim"}, 1, "did you mean datetime?"},
      {{"--help"}, 0, ""},
      {{"--version"}, 0, ""},
  };
  for (const ExitCase& c : cases) {
    Ran r = run(c.arguments);
    std::string shown;
    for (const auto& a : c.arguments) shown += a + " ";
    EXPECT_EQ(r.code, c.code) << shown << "\n" << r.err;
    EXPECT_THAT(r.err, HasSubstr(c.says)) << shown;
    if (c.code != 0) {
      EXPECT_EQ(r.out, "") << shown;
    }
  }
}

TEST(Program, LexiconCheckNamesRowsThatChangeNothing) {
  Scratch scratch;
  write(scratch / "words/companies.tsv",
        "name\tindustry\tproduct\n"
        "NAVER\tplatform\tyes\n"  // a variant of a row of ours
        "바나나상점|망고상점\tgame\n"
        "바나나상점\tgame\t\n"      // the row before it
        "바나나상점\tcommerce\n");  // says something else
  Ran r = run({"lexicon", "check", scratch / "words"});
  EXPECT_EQ(r.code, 0) << "no mistake";
  EXPECT_EQ(r.err,
            "warning: companies.tsv:2: the same row stands in the built-in table\n"
            "warning: companies.tsv:4: the same row stands in companies.tsv:3\n"
            "1 tables, 0 problems\n");
}

TEST(Program, OneShotQueriesFromWhereTheyComeFrom) {
  Scratch scratch;
  write(scratch / "q.cypher", "RETURN 1 AS x;\nRETURN '둘' AS y;\n");
  const std::string both = "x\n1\ny\n둘\n";
  EXPECT_EQ(run({"query", ":memory:", "-c", "RETURN 1 AS x", "--format", "csv"}).out, "x\n1\n");
  EXPECT_EQ(run({"query", ":memory:", "-f", scratch / "q.cypher", "--format", "csv"}).out, both);
  EXPECT_EQ(
      run({"query", ":memory:", "-f", "-", "--format", "csv"}, read(scratch / "q.cypher")).out,
      both);
  EXPECT_EQ(run({"query", ":memory:", "--format", "csv"}, read(scratch / "q.cypher")).out, both);
  Ran shell = run({"repl", ":memory:"}, ".mode csv\nRETURN 1 AS x;\nRETURN nothing;\n");
  EXPECT_EQ(shell.out, "x\n1\n");
  EXPECT_EQ(shell.code, 1);
}

TEST(Program, DoctorSaysWhatIsMissing) {
  Scratch scratch;
  ::setenv("HOEGO_HISTORY", (scratch / "history").c_str(), 1);
  Ran good = run({"doctor"});
  EXPECT_EQ(good.code, 0) << good.out;
  for (const char* what : {"font ", "graphviz ", "sqlite ", "terminal ", "history "})
    EXPECT_THAT(good.out, HasSubstr(what));
  EXPECT_THAT(good.out, Not(HasSubstr("missing")));
  write(scratch / "fonts.conf", "<fontconfig></fontconfig>");
  ::setenv("FONTCONFIG_FILE", (scratch / "fonts.conf").c_str(), 1);
  Ran bad = run({"doctor"});
  ::unsetenv("FONTCONFIG_FILE");
  ::unsetenv("HOEGO_HISTORY");
  EXPECT_EQ(bad.code, 3) << bad.out;
  EXPECT_THAT(bad.out, HasSubstr("install fonts-nanum"));
}

TEST(Program, QueryWritesPersist) {
  Scratch scratch;
  std::string graph = scratch / "g.hoego";
  write(scratch / "posts/a.md", kPost);
  ASSERT_EQ(run({"ingest", scratch / "posts", "-g", graph}).code, 0);
  Ran w = run({"query", graph, "CREATE (:Note {text: $t})", "-p", "t=기억할 것"});
  ASSERT_EQ(w.code, 0) << w.err;
  Ran r = run({"query", graph, "MATCH (n:Note) RETURN n.text AS t", "--format", "csv"});
  EXPECT_EQ(r.out, "t\n기억할 것\n");
  write(scratch / "posts/a.md", std::string(kPost) + "\n덧붙임.\n");
  ASSERT_EQ(run({"ingest", scratch / "posts", "-g", graph}).code, 0);
  r = run({"query", graph, "MATCH (n:Note) RETURN n.text AS t", "--format", "csv"});
  EXPECT_EQ(r.out, "t\n기억할 것\n") << "what the user made stays";
}

TEST(Program, AParameterWithoutUseIsAWarning) {
  Ran r = run({"query", ":memory:", "RETURN $name AS n; RETURN 2 AS n", "-p", "name=x", "-p",
               "nam=y", "--format", "csv"});
  EXPECT_EQ(r.code, 0);
  EXPECT_EQ(r.out, "n\nx\nn\n2\n");
  EXPECT_EQ(r.err, "warning: parameter $nam was given, but nothing uses it; did you mean $name?\n");
  r = run({"query", ":memory:", "MATCH (n:$($lab)) RETURN n", "-p", "lba=Person"});
  EXPECT_EQ(r.code, 1);
  EXPECT_THAT(r.err, HasSubstr("did you mean $lba?"));
}

TEST(Program, RewritesCanBeTurnedOff) {
  const std::string query = "EXPLAIN UNWIND range(1, 9) AS x RETURN x ORDER BY x LIMIT 2";
  Ran with = run({"query", ":memory:", query});
  Ran without = run({"query", ":memory:", "--no-rewrites", query});
  Ran without_one = run({"query", ":memory:", query, "--no-rewrites=limit_sorts"});
  EXPECT_NE(with.out, without.out);
  EXPECT_NE(with.out, without_one.out);
  Ran wrong = run({"query", ":memory:", query, "--no-rewrites=limit_sort"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("did you mean `limit_sorts`?"));
  EXPECT_THAT(run({"query", "--help"}).out, HasSubstr("limit_sorts"));
}

TEST(Program, BatchAnswersEveryLine) {
  Ran r = run({"query", ":memory:", "--batch", "--format", "typed-json"},
              "{\"id\":1,\"query\":\"CREATE (n:A {x: 1}) RETURN n.x AS x\"}\n"
              "{\"id\":2,\"query\":\"RETURN m\"}\n"
              "broken\n"
              "{\"id\":3,\"query\":\"MATCH (n:A) RETURN count(n) AS c\"}\n");
  EXPECT_EQ(r.code, 0);
  EXPECT_EQ(std::count(r.out.begin(), r.out.end(), '\n'), 4);
  EXPECT_THAT(r.out, HasSubstr("\"nodes_created\":1"));
  EXPECT_THAT(r.out, HasSubstr("UndefinedVariable"));
  EXPECT_THAT(r.out, HasSubstr(R"("rows":[[{"$type":"Integer","_value":"1"}]])"));
}

}  // namespace
}  // namespace hoego::test

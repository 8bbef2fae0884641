// SPDX-License-Identifier: Apache-2.0
// Bad input: a clear message, the right exit code, no crash, no hang.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/cli/run_program.h"

namespace hoego::test {
namespace {

using testing::HasSubstr;

// Reading a hostile post is no error: what could be read was read, the rest is a note.
void expect_read(const std::string& name, const std::string& text) {
  Scratch scratch;
  write(scratch / ("posts/" + name), text);
  Ran r = run({"facts", scratch / "posts"});
  EXPECT_EQ(r.code, 0) << name << "\n" << r.err.substr(0, 500);
  EXPECT_EQ(std::count(r.out.begin(), r.out.end(), '\n'), 1) << name;
}

std::string repeated(std::string_view part, size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (size_t i = 0; i < times; ++i) out += part;
  return out;
}

TEST(Hostile, TruncatedUtf8) {
  expect_read("a.md", "# 회고\n\n2021년 3월에 입\xEC\x82");
}
TEST(Hostile, EmptyFile) {
  expect_read("a.md", "");
}
TEST(Hostile, NulBytes) {
  expect_read("a.md", std::string("회고\0\0\0 2021년", 20));
}
TEST(Hostile, LineOf50Megabytes) {
  expect_read("a.md", repeated("가나다라마 ", 50'000'000 / 16));
}
TEST(Hostile, DeepHtml) {
  expect_read("a.html", repeated("<div>", 100'000) + "2021년 회고");
}
TEST(Hostile, DeepMarkdownQuotes) {
  expect_read("a.md", repeated("> ", 100'000) + "회고");
}
TEST(Hostile, ManyBrackets) {
  expect_read("a.md", repeated("[", 200'000));
}
TEST(Hostile, YamlAliasBomb) {
  std::string yaml = "---\na: &a [x,x,x,x,x,x,x,x,x]\n";
  for (char c = 'b'; c <= 'j'; ++c) {
    std::string previous(1, static_cast<char>(c - 1));
    yaml += std::string(1, c) + ": &" + c + " [" + repeated("*" + previous + ",", 8) + "*" +
            previous + "]\n";
  }
  expect_read("a.md", yaml + "title: 회고\n---\n본문.\n");
}
TEST(Hostile, TimesWithoutEnd) {
  expect_read("a.md", repeated("1년 ", 250'000));
}
TEST(Hostile, OneSentenceWithoutEnd) {
  expect_read("a.txt", repeated("회사에서 일하고 ", 60'000));
}

TEST(Hostile, DeepQuery) {
  for (const char* part : {"(", "[", "NOT ", "-", "{a:"}) {
    Scratch scratch;
    write(scratch / "q.cypher", "RETURN " + repeated(part, 100'000) + "1");
    Ran r = run({"query", ":memory:", "-f", scratch / "q.cypher"});
    EXPECT_EQ(r.code, 1) << part;
    EXPECT_THAT(r.err, HasSubstr("error: ")) << part;
    EXPECT_LT(r.err.size(), 2000u) << part;
  }
}

TEST(Hostile, QueryThatIsNotUtf8) {
  Ran r = run({"query", ":memory:", "RETURN '\xFF'"});
  EXPECT_EQ(r.code, 1);
  EXPECT_THAT(r.err, HasSubstr("not UTF-8 at byte 8"));
}

TEST(Hostile, GraphOfAnotherProgram) {
  Scratch scratch;
  write(scratch / "other.hoego", std::string("SQLite format 3\0", 16) + std::string(4080, 'x'));
  EXPECT_EQ(run({"query", scratch / "other.hoego", "RETURN 1"}).code, 1);
  write(scratch / "text.hoego", repeated("이것은 그래프가 아니다. ", 400));
  Ran r = run({"ingest", source("samples/posts"), "-g", scratch / "text.hoego"});
  EXPECT_EQ(r.code, 1) << r.err;
  EXPECT_THAT(read(scratch / "text.hoego"), HasSubstr("이것은 그래프가 아니다.")) << "left alone";
}

TEST(Hostile, HalfAGraphFile) {
  Scratch scratch;
  std::string graph = scratch / "g.hoego";
  ASSERT_EQ(run({"ingest", source("samples/posts"), "-g", graph}).code, 0);
  std::string bytes = read(graph);
  fs::remove(graph + "-snapshot");
  write(graph, bytes.substr(0, bytes.size() / 2));
  Ran r = run({"query", graph, "MATCH (n) RETURN count(n)"});
  EXPECT_EQ(r.code, 1) << r.err;
  EXPECT_THAT(r.err, HasSubstr("error: "));
}

TEST(Hostile, ReadOnlyFolder) {
  if (::geteuid() == 0 && ::access("/proc/version", W_OK) == 0)
    GTEST_SKIP() << "root writes everywhere";
  Scratch scratch;
  fs::create_directories(scratch / "ro");
  ::chmod((scratch / "ro").c_str(), 0555);
  Ran r = run({"ingest", source("samples/posts"), "-g", "/proc/hoego/g.hoego"});
  EXPECT_EQ(r.code, 3) << r.err;
  EXPECT_THAT(r.err, HasSubstr("error: "));
}

TEST(Hostile, FullDisk) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  std::string command =
      program() + " facts " + source("samples/posts") + " > /dev/full 2>/dev/null";
  int status = std::system(command.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 3);
}

TEST(Hostile, LabelsInExports) {
  Scratch scratch;
  std::string graph = scratch / "g.hoego";
  ASSERT_EQ(run({"ingest", source("samples/posts"), "-g", graph}).code, 0);
  std::string evil =
      R"q(CREATE (:`</text><script>"'&` {`a"b]]>`: '<![CDATA[x]]>', name: '"; drop'}))q";
  ASSERT_EQ(run({"query", graph, evil}).code, 0);
  for (const char* format : {"jsonl", "cytoscape", "dot", "facts", "gexf", "graphml", "ical",
                             "json-resume", "jsonld", "markwhen", "mermaid"}) {
    Ran r = run({"export", graph, "--format", format});
    EXPECT_EQ(r.code, 0) << format << r.err;
    bool xml = std::string(format) == "gexf" || std::string(format) == "graphml";
    if (xml) {
      EXPECT_EQ(r.out.find("<script>"), std::string::npos) << format;
    }
  }
}

}  // namespace
}  // namespace hoego::test

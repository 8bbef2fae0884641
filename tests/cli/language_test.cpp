// SPDX-License-Identifier: Apache-2.0
// The language of the program: who chooses it, what speaks it, and what never does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <sstream>

#include "tests/cli/run_program.h"

namespace hoego::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// A variable of the environment for a test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    ::setenv(name, value, 1);
  }
  ~Variable() {
    if (before_)
      ::setenv(name_, before_->c_str(), 1);
    else
      ::unsetenv(name_);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

std::string error_of(const std::vector<std::string>& arguments) {
  return run(arguments).err;
}

const std::vector<std::string> kWrong = {"query", ":memory:", "RETURN m"};

TEST(Language, ComesFromTheLocale) {
  {
    Variable own("HOEGO_LANG", "");
    Variable all("LC_ALL", "ko_KR.UTF-8");
    EXPECT_THAT(error_of(kWrong), StartsWith("오류: 변수 `m`이 정의되지 않았습니다"));
  }
  {
    Variable own("HOEGO_LANG", "");
    Variable all("LC_ALL", "C.UTF-8");
    Variable lang("LANG", "ko_KR.UTF-8");
    EXPECT_THAT(error_of(kWrong), StartsWith("error: variable `m` is not defined"));
  }
  {
    Variable own("HOEGO_LANG", "ko");
    Variable all("LC_ALL", "C.UTF-8");
    EXPECT_THAT(error_of(kWrong), StartsWith("오류: "));
  }
}

TEST(Language, IsThatOfTheOption) {
  for (std::vector<std::string> arguments : {
           std::vector<std::string>{"--lang", "ko", "query", ":memory:", "RETURN m"},
           {"query", "--lang", "ko", ":memory:", "RETURN m"},
           {"query", ":memory:", "RETURN m", "--lang=ko"},
       })
    EXPECT_THAT(error_of(arguments), StartsWith("오류: ")) << arguments[0];
  Variable own("HOEGO_LANG", "ko");
  EXPECT_THAT(error_of({"query", "--lang", "en", ":memory:", "RETURN m"}), StartsWith("error: "));
  Ran wrong = run({"query", "--lang", "fr", ":memory:", "RETURN 1"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("{ko,en}"));
}

TEST(Language, OfHelp) {
  Ran help = run({"why", "--help", "--lang", "ko"});
  EXPECT_EQ(help.code, 0);
  std::string page = help.out.substr(0, help.out.find("\n예:"));
  EXPECT_EQ(page, "단계의 근거를 보여 줍니다: 글, 문장, 규칙\n사용법: " + program() +
                      " why [옵션] GRAPH STEP\n"
                      R"(
인자:
  GRAPH                     .hoego 파일이나 글이 있는 폴더
  STEP                      단계의 id (MATCH (s:Step) RETURN s.id)

옵션:
  -h,--help                 이 도움말을 출력하고 끝냅니다
  --lang LANGUAGE           메시지, 도움말, 그림의 언어: ko, en

)");
}

bool has_hangul(const std::string& line) {
  for (size_t i = 0; i + 2 < line.size(); ++i) {
    auto byte = [&](size_t at) { return static_cast<unsigned char>(line[at]); };
    if (byte(i) >= 0xEA && byte(i) <= 0xED && byte(i + 1) >= 0x80) return true;
  }
  return false;
}

// Whatever command: each line that describes something in its help is Korean.
TEST(Language, OfTheHelpOfEveryCommand) {
  for (const char* command :
       {"ingest", "facts", "query", "repl", "timeline", "export", "import", "why", "time", "eval",
        "lexicon", "help", "doctor", "completions", "man", "map"}) {
    Ran help = run({command, "--help", "--lang", "ko"});
    EXPECT_EQ(help.code, 0) << command;
    // Descriptions of several lines in one.
    std::string text = std::regex_replace(help.out.substr(0, help.out.find("\n예:")),
                                          std::regex("\n {20,}"), "  ");
    std::stringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      if (line.empty()) continue;
      EXPECT_TRUE(has_hangul(line)) << command << ": " << line;
    }
  }
}

// The manual page in both languages: the same sections, rendered without a complaint.
TEST(Language, OfTheManualPage) {
  Ran english = run({"man"});
  Ran korean = run({"man", "--lang", "ko"});
  auto count = [](const std::string& text, const std::string& what) {
    size_t n = 0;
    for (size_t at = 0; (at = text.find(what, at)) != text.npos; ++at) ++n;
    return n;
  };
  for (const char* request : {"\n.SH ", "\n.SS ", "\n.TP\n"}) {
    EXPECT_GT(count(english.out, request), 5u);
    EXPECT_EQ(count(english.out, request), count(korean.out, request)) << request;
  }
  EXPECT_EQ(korean.out.find("\n.SH COMMANDS"), std::string::npos);
  EXPECT_THAT(korean.out, HasSubstr("\n.SH 환경 변수\n"));
  EXPECT_THAT(korean.out, HasSubstr("글자 단위로"));
  if (std::system("command -v man >/dev/null") != 0) GTEST_SKIP() << "no man (man-db)";
  test::Scratch scratch;
  for (const Ran* page : {&english, &korean}) {
    std::ofstream(scratch / "hoego.1") << page->out;
    std::string command = "LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l " + (scratch / "hoego.1") +
                          " >" + (scratch / "seen") + " 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0);
    std::ifstream in(scratch / "seen");
    std::string seen{std::istreambuf_iterator<char>(in), {}};
    EXPECT_THAT(seen, HasSubstr(page == &english ? "EXIT STATUS" : "종료 코드"));
    EXPECT_THAT(seen, Not(HasSubstr("warning")));
  }
}

TEST(Language, OfUsageErrors) {
  Ran missing = run({"query", "--lang", "ko"});
  EXPECT_EQ(missing.code, 2);
  EXPECT_EQ(missing.err,
            "오류: GRAPH가 필요합니다\n도움말: hoego query --help가 쓰는 법을 보여 줍니다\n");
  EXPECT_THAT(error_of({"why", "a", "b", "c", "--lang", "ko"}),
              StartsWith("오류: 알 수 없는 인자입니다: c\n"));
  EXPECT_THAT(error_of({"query", ":memory:", "--max-rows", "x", "--lang", "ko"}),
              StartsWith("오류: --max-rows: `x`를 값으로 바꿀 수 없습니다\n"));
  EXPECT_THAT(error_of({"--lang", "ko"}), StartsWith("오류: 명령이 필요합니다\n"));
  EXPECT_EQ(error_of({"--lang", "ko", "timelin", "a.hoego"}),
            "오류: timelin이라는 명령이 없습니다\n도움말: 혹시 timeline입니까?\n");
  EXPECT_EQ(error_of({"frobnicate", "--lang", "en"}),
            "error: there is no command frobnicate\nhelp: hoego --help lists them all\n");
}

TEST(Language, OfCommands) {
  Scratch scratch;
  std::string graph = scratch / "g.hoego";
  write(scratch / "posts/a.md", "---\nx: &a b\n---\n# 회고\n\n오늘은 날씨가 \xff좋다.\n");
  write(scratch / "posts/hoego.corrections.toml", "[[change]]\npost = \"a\"\n");
  Ran ingest = run({"ingest", scratch / "posts", "-g", graph, "--lang", "ko"});
  EXPECT_EQ(ingest.code, 0);
  std::stringstream lines(ingest.err);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count)
    EXPECT_TRUE(has_hangul(line.substr(line.find(scratch / "") == std::string::npos ? 0 : 8)))
        << line;
  EXPECT_GE(count, 5) << ingest.err;
  EXPECT_THAT(ingest.err, HasSubstr("글 1편: 새 글 1, 바뀐 글 0, 없어진 글 0, 그대로 0\n"));
  EXPECT_THAT(error_of({"query", scratch / "none", "RETURN 1", "--lang", "ko"}),
              HasSubstr("이 없습니다\n도움말: 이렇게 만드세요: hoego ingest FOLDER -g "));
  EXPECT_THAT(run({"doctor", "--lang", "ko"}).out, HasSubstr("sqlite     정상"));
  EXPECT_THAT(run({"help", "toUpper", "--lang", "ko"}).out,
              HasSubstr("\n  대문자로 바꿉니다.\n  예: "));
}

TEST(Language, OfTheShell) {
  Ran shell = run({"repl", ":memory:"},
                  ":lang ko\nRETURN m;\n:hepl\n:help WHERE\n:lang en\n:hepl\n:lang fr\n");
  EXPECT_THAT(shell.err, StartsWith("언어: ko\n오류: 변수 `m`이 정의되지 않았습니다\n"));
  EXPECT_THAT(shell.err, HasSubstr("오류: 그런 명령이 없습니다: :hepl\n"));
  EXPECT_THAT(shell.out, HasSubstr("참인 행만 남긴다"));
  EXPECT_THAT(shell.err, HasSubstr("language: en\nerror: there is no command :hepl\n"));
  EXPECT_THAT(shell.err, HasSubstr("error: a language is ko or en, not fr\n"));
}

// Data is the same for everyone: columns, keys, plans, facts.
TEST(Language, IsNotThatOfData) {
  const std::string query = "UNWIND [1, 2] AS n RETURN n, sum(n) AS s";
  for (std::vector<std::string> arguments :
       {std::vector<std::string>{"query", ":memory:", query},
        {"query", ":memory:", query, "--format", "json"},
        {"query", ":memory:", query, "--explain"},
        {"facts", source("samples/posts")},
        {"query", source("samples/posts"), "CALL dbms.procedures()"}}) {
    std::string english = run(arguments).out;
    arguments.insert(arguments.end(), {"--lang", "ko"});
    EXPECT_EQ(run(arguments).out, english) << arguments[0];
    EXPECT_FALSE(english.empty());
  }
  Ran batch = run({"query", ":memory:", "--batch", "--lang", "ko"}, "{\"query\": \"RETURN m\"}\n");
  EXPECT_THAT(batch.out, HasSubstr("\"message\":\"변수 `m`이 정의되지 않았습니다\""));
  EXPECT_THAT(batch.out, HasSubstr("\"type\":\"SyntaxError\""));
}

TEST(Language, OfPictures) {
  Scratch scratch;
  std::vector<std::string> draw = {"timeline", source("samples/posts"), "--person", "한결", "-o"};
  auto picture = [&](std::vector<std::string> more) {
    std::vector<std::string> arguments = draw;
    arguments.push_back(scratch / "a.svg");
    arguments.insert(arguments.end(), more.begin(), more.end());
    Ran ran = run(arguments);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return read(scratch / "a.svg");
  };
  EXPECT_THAT(picture({}), HasSubstr("lang=\"ko\"")) << "as the posts";
  EXPECT_THAT(picture({"--lang", "en"}), HasSubstr("lang=\"en\""));
}

}  // namespace
}  // namespace hoego::test

// SPDX-License-Identifier: Apache-2.0
// The table of docs/repl.md against the tests it names, and the screens against the sessions.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "cli/repl_shell.h"

namespace hoego::cli {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = HOEGO_SOURCE_DIR;
const fs::path kScreens = kSource / "tests/cli/screens";

std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string all_below(const fs::path& folder, std::string_view ending) {
  std::string out;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ending) out += content(entry.path());
  return out;
}

std::vector<std::string> found_in(const std::string& text, const char* pattern) {
  std::regex regex(pattern);
  std::vector<std::string> out;
  for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it)
    out.push_back((*it)[1]);
  return out;
}

struct Row {
  std::string feature;
  std::string hoego;
  std::vector<std::string> tests;
};

// The rows of the table below "Feature by feature".
std::vector<Row> rows() {
  std::string text = content(kSource / "docs/repl.md");
  std::vector<Row> out;
  for (const std::string& line : found_in(text, "\n(\\|[^\n]*)")) {
    std::vector<std::string> cells = found_in(line, "\\| *([^|]*[^| ]|) *(?=\\|)");
    EXPECT_EQ(cells.size(), 7u) << line;
    if (cells.size() == 7) out.push_back({cells[0], cells[1], found_in(cells[6], "`([^`]+)`")});
  }
  return out;
}

TEST(ReplDocs, EveryRowNamesItsTests) {
  std::vector<Row> table = rows();
  ASSERT_GT(table.size(), 30u);
  std::string tests = all_below(kSource / "tests", ".cpp");
  for (size_t i = 2; i < table.size(); ++i) {  // behind the head
    const Row& row = table[i];
    bool no = row.hoego == "no" || row.hoego.starts_with("no,");
    EXPECT_EQ(row.tests.empty(), no) << row.feature;
    for (const std::string& test : row.tests) {
      constexpr std::string_view kScreen = "screens/";
      if (test.starts_with(kScreen)) {
        EXPECT_TRUE(fs::exists(kScreens / (test.substr(kScreen.size()) + ".txt"))) << test;
        continue;
      }
      size_t dot = test.find('.');
      ASSERT_NE(dot, std::string::npos) << test;
      std::string arguments = "(" + test.substr(0, dot) + ", " + test.substr(dot + 1) + ")";
      bool there = false;
      for (const char* macro : {"TEST", "TEST_F", "TEST_P"})
        there |= tests.find(macro + arguments) != std::string::npos;
      EXPECT_TRUE(there) << test;
    }
  }
}

// A screen that no session takes would pass for a test.
TEST(ReplDocs, EveryScreenIsTakenByASession) {
  std::string sessions = all_below(kSource / "tests/cli/sessions", ".sh");
  std::vector<std::string> taken =
      found_in(sessions, "\\n *(?:for [^\\n]*do )?(?:shot|shot_timed|same) \"?([^\\s\"]+)");
  for (const auto& entry : fs::directory_iterator(kScreens)) {
    std::string name = entry.path().stem().string();
    bool known = false;
    for (const std::string& shot : taken) {
      size_t variable = shot.find('$');
      known |=
          variable == std::string::npos ? shot == name : name.starts_with(shot.substr(0, variable));
    }
    EXPECT_TRUE(known) << name;
  }
}

TEST(ReplDocs, EveryCommandIsTypedInASession) {
  std::string sessions = all_below(kSource / "tests/cli/sessions", ".sh");
  for (const ShellCommand& command : shell_commands()) {
    std::regex typed("\n *(?:try|enter|text) ['\"]" + std::string(command.name) + "\\b");
    EXPECT_TRUE(std::regex_search(sessions, typed)) << command.name;
  }
}

}  // namespace
}  // namespace hoego::cli

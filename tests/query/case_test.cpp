// SPDX-License-Identifier: Apache-2.0
// Runs tests/query/cases/*.test; the format is told in case_file.h.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/unicode.h"
#include "query/error.h"
#include "query/rewrite.h"
#include "tests/query/case_file.h"

namespace hoego::query {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> case_files() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(HOEGO_SOURCE_DIR "/tests/query/cases")) {
    if (entry.path().extension() == ".test") out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string read(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// All rewrites turned off, and each of them alone.
std::vector<std::pair<std::string, Options>> without_rewrites() {
  std::vector<std::pair<std::string, Options>> out{{"rewrites", {}}};
  out[0].second.rewrites = false;
  for (const Rewrite& rewrite : rewrites()) {
    out.push_back({rewrite.name, {}});
    out.back().second.disabled_rewrites = {rewrite.name};
  }
  return out;
}

class Cases : public testing::TestWithParam<std::string> {};

TEST_P(Cases, ComeOutAsWritten) {
  CaseFile file = read_cases(read(GetParam()));
  ASSERT_FALSE(file.cases.empty());
  CaseFile found = file;
  for (size_t i = 0; i < file.cases.size(); ++i) {
    Case& one = found.cases[i];
    one = run_case(file.cases[i]);
    EXPECT_EQ(write_cases({"", {one}}), write_cases({"", {file.cases[i]}}))
        << GetParam() << ":" << one.line;
  }
  // Rewrites and the form of the graph change plans, and nothing else.
  for (const Case& one : file.cases) {
    if (one.find("plan")) continue;
    EXPECT_EQ(write_cases({"", {run_case(one, {}, true)}}), write_cases({"", {one}}))
        << "on a compact graph: " << GetParam() << ":" << one.line;
  }
  for (const auto& [name, options] : without_rewrites()) {
    for (const Case& one : file.cases) {
      if (one.find("plan")) continue;
      EXPECT_EQ(write_cases({"", {run_case(one, options)}}), write_cases({"", {one}}))
          << "without " << name << ": " << GetParam() << ":" << one.line;
    }
  }
  if (std::getenv("HOEGO_REWRITE")) {
    std::ofstream(GetParam(), std::ios::binary) << write_cases(found);
  }
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = fs::path(info.param).stem().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Query, Cases, testing::ValuesIn(case_files()), test_name);

bool has_hangul(std::string_view text) {
  for (size_t at = 0; at < text.size(); at = next_code_point(text, at)) {
    char32_t c = code_point_at(text, at);
    if (c >= 0xAC00 && c <= 0xD7A3) return true;
  }
  return false;
}

// Lines "error: ..." and "help: ..." of all cases, whatever they are about, have a Korean text.
TEST_P(Cases, HaveKoreanErrors) {
  for (Case one : read_cases(read(GetParam())).cases) {
    std::erase_if(one.sections, [](const CaseSection& s) { return s.name == "lang"; });
    one.sections.insert(one.sections.begin(), {"lang", "ko"});
    const Case korean = run_case(one);
    for (const CaseSection& section : korean.sections) {
      if (section.name != "error" && section.name != "warnings") continue;
      std::stringstream lines(section.text);
      for (std::string line; std::getline(lines, line);) {
        EXPECT_FALSE(line.starts_with("error: ") || line.starts_with("help: ")) << line;
        for (std::string_view word : {"오류: ", "경고: ", "도움말: "}) {
          if (!line.starts_with(word)) continue;
          EXPECT_TRUE(has_hangul(line.substr(word.size()))) << line;
        }
      }
    }
  }
}

// The reader and the writer of case files are each other's twins.
TEST(CaseFiles, ReadAsWritten) {
  const std::string text =
      "# head\n\n=== one\n--- query\nRETURN 1\n--- result\n| 1 |\n| 1 |\n\n=== two\n--- query\nx\n";
  EXPECT_EQ(write_cases(read_cases(text)), text);
}

}  // namespace
}  // namespace hoego::query

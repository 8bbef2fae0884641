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

#include "query/error.h"
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

// The reader and the writer of case files are each other's twins.
TEST(CaseFiles, ReadAsWritten) {
  const std::string text =
      "# head\n\n=== one\n--- query\nRETURN 1\n--- result\n| 1 |\n| 1 |\n\n=== two\n--- query\nx\n";
  EXPECT_EQ(write_cases(read_cases(text)), text);
}

}  // namespace
}  // namespace hoego::query

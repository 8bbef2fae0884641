// SPDX-License-Identifier: Apache-2.0
// The openCypher TCK as a test: what fails must stand in expected_failures.txt, and what stands
// there must fail, so that the list can only shrink. Skips where ../shared is absent.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>

#include "tests/tck/gherkin.h"
#include "tests/tck/run.h"

namespace hoego::tck {
namespace {

const std::string kFeatures = HOEGO_SOURCE_DIR "/../shared/tck/features";

// Ids of scenarios, one a line; # begins a comment.
std::set<std::string> expected_failures() {
  std::set<std::string> out;
  std::ifstream in(HOEGO_SOURCE_DIR "/tests/tck/expected_failures.txt");
  for (std::string line; std::getline(in, line);) {
    std::string id = line.substr(0, line.find("  "));
    if (!id.empty() && id[0] != '#') out.insert(id);
  }
  return out;
}

void run_all(const query::Options& options) {
  std::vector<Scenario> scenarios = read_features(kFeatures);
  if (scenarios.empty()) GTEST_SKIP() << "no openCypher TCK at " << kFeatures;
  std::set<std::string> expected = expected_failures();
  for (const Scenario& scenario : scenarios) {
    Result result = run(scenario, options);
    bool may_fail = expected.contains(scenario.id);
    EXPECT_TRUE(result.passed || may_fail) << scenario.id << "  " << scenario.name << "\n"
                                           << result.message;
    EXPECT_FALSE(result.passed && may_fail)
        << scenario.id << " passes now: take it off expected_failures.txt";
  }
}

TEST(Tck, AllScenarios) {
  run_all({});
}

TEST(Tck, AllScenariosWithoutRewrites) {
  query::Options options;
  options.rewrites = false;
  run_all(options);
}

// The reader of features and of values, without the TCK.
TEST(Gherkin, ReadsBackgroundsOutlinesAndTables) {
  const char* text =
      "Feature: F\n  Background:\n    Given an empty graph\n\n"
      "  @tag\n  Scenario Outline: [1] Sum of <a>\n    When executing query:\n      \"\"\"\n"
      "      RETURN <a>\n        + 1 AS b\n      \"\"\"\n"
      "    Then the result should be, in any order:\n      | b     |\n      | <sum> |\n\n"
      "    # a comment\n    Examples:\n      | a | sum |\n      | 1 | 2   |\n      | 3 | 4   |\n";
  auto scenarios = read_feature(text, "x/Y1.feature");
  ASSERT_EQ(scenarios.size(), 2u);
  EXPECT_EQ(scenarios[1].id, "x/Y1.feature:6#2");
  EXPECT_EQ(scenarios[1].area, "x");
  ASSERT_EQ(scenarios[1].steps.size(), 3u);
  EXPECT_EQ(scenarios[1].steps[1].doc, "RETURN 3\n  + 1 AS b");
  EXPECT_EQ(scenarios[1].steps[2].table[1][0], "4");
}

}  // namespace
}  // namespace hoego::tck

// SPDX-License-Identifier: Apache-2.0
// Every query of the openCypher TCK that is no syntax error parses, and parse(unparse(q)) is the
// same tree. Reads ../shared; skips where that is absent.
#include <gtest/gtest.h>

#include <string>

#include "query/error.h"
#include "query/parse.h"
#include "tests/query/tree_text.h"
#include "tests/tck/gherkin.h"

namespace hoego::query {
namespace {

const std::string kFeatures = HOEGO_SOURCE_DIR "/../shared/tck/features";

bool expects_syntax_error(const tck::Scenario& scenario) {
  for (const tck::Step& step : scenario.steps) {
    if (step.text.find("SyntaxError should be raised") != std::string::npos) return true;
  }
  return false;
}

TEST(ParseTck, EveryQueryParsesAndComesBack) {
  auto scenarios = tck::read_features(kFeatures);
  if (scenarios.empty()) GTEST_SKIP() << "no openCypher TCK at " << kFeatures;
  int queries = 0;
  for (const auto& scenario : scenarios) {
    bool may_fail = expects_syntax_error(scenario);
    for (const auto& step : scenario.steps) {
      if (step.doc.empty()) continue;
      ++queries;
      try {
        Statement first = parse(step.doc);
        std::string text = unparse(first);
        EXPECT_EQ(tree_text(parse(text)), tree_text(first)) << scenario.id << "\n" << text;
      } catch (const QueryError& e) {
        EXPECT_TRUE(may_fail) << scenario.id << "\n" << step.doc << "\n" << e.what();
      }
    }
  }
  RecordProperty("queries", queries);
}

}  // namespace
}  // namespace hoego::query

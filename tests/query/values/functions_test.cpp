// SPDX-License-Identifier: Apache-2.0
// The table of functions: every row is whole, every example is true.
#include "query/functions.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "query/aggregate.h"
#include "tests/query/values/evaluate.h"

namespace hoego::query {
namespace {

TEST(Functions, EveryExampleIsTrue) {
  for (const Function& f : functions()) {
    EXPECT_EQ(outcome(f.example), "true") << f.name << ": " << f.example;
  }
}

TEST(Functions, EveryRowIsWhole) {
  for (const Function& f : functions()) {
    EXPECT_FALSE(f.doc.empty()) << f.name;
    EXPECT_TRUE(f.signature.starts_with(f.name)) << f.name;
    EXPECT_TRUE(f.doc.ends_with('.')) << f.name;
    EXPECT_NE(f.call, nullptr) << f.name;
    EXPECT_TRUE(f.max_args == -1 || f.min_args <= f.max_args) << f.name;
    EXPECT_EQ(f.arg_types.empty(), f.max_args == 0) << f.name;
    EXPECT_NE(f.example.find(std::string(f.name) + "("), std::string_view::npos) << f.name;
  }
}

TEST(Functions, AreFoundWithoutCase) {
  for (const Function& f : functions()) {
    std::string upper(f.name);
    std::transform(upper.begin(), upper.end(), upper.begin(), ::toupper);
    EXPECT_EQ(find_function(upper), &f);
  }
  EXPECT_EQ(find_function("nothing"), nullptr);
  EXPECT_EQ(find_function(""), nullptr);
}

}  // namespace
}  // namespace hoego::query

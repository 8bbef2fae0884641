// SPDX-License-Identifier: Apache-2.0
// Scenarios of the openCypher TCK, read from .feature files. Outlines come out as one scenario an
// example, backgrounds as steps before the own ones. The texts stay where they are: this project
// keeps none of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hoego::tck {

using Row = std::vector<std::string>;

struct Step {
  std::string text;  // without Given, When, Then, And, But
  std::string doc;   // between """
  std::vector<Row> table;
};

struct Scenario {
  std::string id;    // "clauses/match/Match1.feature:12", of an outline "...:12#3"
  std::string area;  // "clauses/match"
  std::string name;
  std::vector<Step> steps;
};

// `area` and the path in the ids are relative to the folder of features.
std::vector<Scenario> read_feature(std::string_view text, const std::string& relative_path);
// All of a folder, sorted by path; empty where there is none.
std::vector<Scenario> read_features(const std::string& folder);

}  // namespace hoego::tck

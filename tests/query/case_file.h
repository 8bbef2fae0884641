// SPDX-License-Identifier: Apache-2.0
// Query cases as plain text, tests/query/cases/*.test, that anyone can add to:
//
//   === a missing parenthesis
//   --- setup
//   CREATE (:Person {name: '은성'})
//   --- query
//   MATCH (p:Person) RETURN p.name
//   --- result
//   | p.name |
//   | '은성' |
//
// Sections: setup (statements separated by semicolons), params (a JSON object), lang (ko: errors
// and warnings in Korean), query, and one of
//   result           rows in any order;  "result ordered" in order
//   error            type and detail, then the whole error as it is shown
//   plan             the text of EXPLAIN
// and, after result, effects ("nodes_created 1", one a line) and warnings, as they are shown.
// HOEGO_REWRITE=1 in the environment writes what came out into the file; review the diff.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/query.h"

namespace hoego::query {

struct CaseSection {
  std::string name;  // "query", "result ordered" ...
  std::string text;  // without the last newline
};

struct Case {
  std::string name;
  int line = 0;
  std::vector<CaseSection> sections;

  const CaseSection* find(std::string_view prefix) const;
};

struct CaseFile {
  std::string head;  // comments before the first case
  std::vector<Case> cases;
};

CaseFile read_cases(std::string_view text);
std::string write_cases(const CaseFile& file);

// Runs the case on an empty graph: a copy whose sections say what came out. `compact`: the graph of
// its setup is as it is after loading.
Case run_case(const Case& given, const Options& options = {}, bool compact = false);

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Reads corpus.txt: phrases under the value they share at a fixed context.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "parser/time/time.h"

namespace hoego::parser {
namespace {

struct Case {
  TimeContext context;
  std::string expected;
  std::string phrase;
  int line = 0;
};

TimeContext read_context(const std::string& words) {
  std::istringstream in(words);
  TimeContext context;
  for (std::string key, value; in >> key >> value;) {
    if (key == "published") context.published = parse_edtf(value);
    if (key == "title") context.title_year = std::stoi(value);
    if (key == "heading") context.heading = parse_edtf(value);
  }
  return context;
}

std::vector<Case> read_corpus() {
  std::ifstream in(std::string(HOEGO_SOURCE_DIR) + "/tests/parser/time/corpus.txt");
  std::vector<Case> cases;
  Case current;
  for (std::string line; std::getline(in, line);) {
    ++current.line;
    if (line.empty() || line[0] == '#') continue;
    if (line.starts_with("@ ")) {
      current.context = read_context(line.substr(2));
    } else if (line.starts_with("= ")) {
      current.expected = line.substr(2);
    } else {
      current.phrase = line.starts_with("\\") ? line.substr(1) : line;
      cases.push_back(current);
    }
  }
  return cases;
}

// What describe() says between the kind and the rule, with "point" and "range" left out, and
// "rough" too where the date's ~ says it.
std::string value_of(TimeExpr e) {
  bool dated = e.kind == TimeKind::kPoint || e.kind == TimeKind::kRange;
  if (dated) e.rough = false;
  std::string line = describe(e);
  line = line.substr(line.find(": ") + 2);
  line = line.substr(0, line.find("  ["));
  return dated ? line.substr(std::min(line.size(), size_t{6})) : line;
}

std::string read_all(std::string_view text, TimeContext context) {
  std::string out;
  for (const TimeExpr& e : read_times(text, context)) {
    if (!out.empty()) out += " ; ";
    out += value_of(e);
  }
  return out.empty() ? "none" : out;
}

TEST(TimeCorpus, EveryPhraseHasItsValue) {
  for (const Case& c : read_corpus())
    EXPECT_EQ(read_all(c.phrase, c.context), c.expected) << "line " << c.line << ": " << c.phrase;
}

TEST(TimeCorpus, IsLargeEnough) {
  size_t times = 0;
  size_t none = 0;
  for (const Case& c : read_corpus()) ++(c.expected == "none" ? none : times);
  EXPECT_GE(times, 400U);
  EXPECT_GE(none, 80U);
}

}  // namespace
}  // namespace hoego::parser

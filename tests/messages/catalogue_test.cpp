// SPDX-License-Identifier: Apache-2.0
// The catalogue against the source: each message has a Korean row, each row a message. That the
// holes of both texts agree is checked by the compiler (base/messages.h).
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "messages/korean.h"
#include "query/aggregate.h"
#include "query/functions.h"
#include "tests/messages/source_messages.h"

namespace hoego::messages {
namespace {

const SourceScan& sources() {
  static const SourceScan scan = scan_sources(HOEGO_SOURCE_DIR);
  return scan;
}

// Texts of tables that are said by what they describe.
std::set<std::string> texts_of_tables() {
  std::set<std::string> out;
  for (const query::Function& one : query::functions()) out.emplace(one.doc);
  for (const query::Aggregate& one : query::aggregates()) out.emplace(one.doc);
  return out;
}

std::map<std::string, int> rows() {
  std::map<std::string, int> out;
  for (std::span<const Translation> table : korean_tables())
    for (const Translation& row : table) ++out[std::string(row.english)];
  return out;
}

TEST(Catalogue, EveryMessageHasARow) {
  auto known = rows();
  ASSERT_FALSE(sources().keys.empty()) << "the test reads the sources";
  for (const SourceMessage& key : sources().keys)
    EXPECT_TRUE(known.contains(key.text)) << key.place << ": \"" << key.text << "\"";
  for (const std::string& text : texts_of_tables()) EXPECT_TRUE(known.contains(text)) << text;
}

TEST(Catalogue, EveryRowHasAMessage) {
  std::set<std::string> said = texts_of_tables();
  for (const SourceMessage& key : sources().keys) said.insert(key.text);
  for (const auto& [english, count] : rows()) {
    EXPECT_TRUE(said.contains(english)) << "nobody says \"" << english << "\"";
    EXPECT_EQ(count, 1) << "a row twice: \"" << english << "\"";
  }
}

TEST(Catalogue, ErrorsAreSaid) {
  for (const SourceMessage& text : sources().unmarked)
    ADD_FAILURE() << text.place << ": an error in English only: \"" << text.text << "\"";
}

TEST(Catalogue, KoreanIsKorean) {
  for (std::span<const Translation> table : korean_tables())
    for (const Translation& row : table) {
      EXPECT_NE(row.english, row.korean);
      EXPECT_FALSE(row.korean.empty()) << row.english;
    }
}

TEST(SourceMessages, AreFoundWhereTheyAreSaid) {
  SourceScan scan = scan_source("x.cpp", R"x(
    // say("in a comment")
    throw Error(kInput, say("one {}", name), say("two \"quoted\" "
                                                 "parts"));
    const char* kept = wording("three");
    throw syntax_error("Detail", "not marked at all", span);
    return 'x' + std::string("say(\"four\")");
  )x");
  ASSERT_EQ(scan.keys.size(), 3u);
  EXPECT_EQ(scan.keys[0].text, "one {}");
  EXPECT_EQ(scan.keys[1].text, "two \"quoted\" parts");
  EXPECT_EQ(scan.keys[2].text, "three");
  ASSERT_EQ(scan.unmarked.size(), 1u);
  EXPECT_EQ(scan.unmarked[0].text, "not marked at all");
  EXPECT_EQ(scan.unmarked[0].place, "x.cpp:6");
}

}  // namespace
}  // namespace hoego::messages

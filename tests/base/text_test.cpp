// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "base/diagnostic.h"
#include "base/source.h"
#include "base/suggest.h"
#include "base/unicode.h"

namespace hoego {
namespace {

TEST(Unicode, FirstInvalid) {
  struct Case {
    std::string text;
    size_t at;
  };
  const Case cases[] = {
      {"이직", kNoOffset},     {"abc", kNoOffset}, {"", kNoOffset},
      {"이\xEC\xA7", 3},       {"\xC0\xAF", 0},    {"a\xED\xA0\x80", 1},
      {"\xF4\x90\x80\x80", 0}, {"ok\xFFok", 2},    {"\xF0\x9F\x98\x80", kNoOffset},
  };
  for (const auto& c : cases) EXPECT_EQ(first_invalid_utf8(c.text), c.at) << c.text;
}

TEST(Unicode, ReplaceInvalidGivesValidText) {
  EXPECT_EQ(replace_invalid_utf8("이\xEC\xA7직"), "이\xEF\xBF\xBD직");
  EXPECT_EQ(replace_invalid_utf8("\xFF"), "\xEF\xBF\xBD");
  EXPECT_EQ(replace_invalid_utf8("깨끗"), "깨끗");
}

TEST(Unicode, DisplayWidth) {
  EXPECT_EQ(display_width("abc"), 3);
  EXPECT_EQ(display_width("이직"), 4);
  EXPECT_EQ(display_width("\u1112\u1161\u11ab"), 2) << "decomposed 한 is one cluster";
  EXPECT_EQ(display_width("😀"), 2);
  EXPECT_EQ(display_width("e\u0301"), 1);
  EXPECT_EQ(cut_to_width("이직abc", 3), "이");
  EXPECT_EQ(cut_to_width("이직abc", 5), "이직a");
}

TEST(Unicode, NfcKeepsTheWayBack) {
  std::string nfd = "a\u1112\u1161\u11abb";
  NormalizedText t = nfc_with_offsets(nfd);
  EXPECT_EQ(t.text, "a한b");
  EXPECT_EQ(t.source_offset(0), 0u);
  EXPECT_EQ(t.source_offset(1), 1u);
  EXPECT_EQ(t.source_offset(4), 10u);
  EXPECT_EQ(t.source_offset(5), nfd.size());
  EXPECT_EQ(nfc_with_offsets("한").source_offset(3), 3u);
}

TEST(Source, PositionsCountCharacters) {
  Source s("q", "이직 x\n둘째 y");
  EXPECT_EQ(s.position(7).line, 1u);
  EXPECT_EQ(s.position(7).column, 4u);
  EXPECT_EQ(s.position(16).line, 2u);
  EXPECT_EQ(s.position(16).column, 4u);
  EXPECT_EQ(s.line(2), "둘째 y");
  EXPECT_EQ(s.line(3), "");
}

TEST(Diagnostic, CaretStandsUnderHangul) {
  Source s("query", "MATCH (사람:Peson)\nRETURN 사람");
  Diagnostic d{Severity::kWarning, "unknown label `Peson`", {14, 19}, "did you mean `Person`?"};
  EXPECT_EQ(render(d, s),
            "warning: unknown label `Peson`\n"
            " --> query:1:11\n"
            "  |\n"
            "1 | MATCH (사람:Peson)\n"
            "  |             ^^^^^\n"
            "help: did you mean `Person`?\n");
}

TEST(Diagnostic, LongLinesAreCutAroundTheCaret) {
  std::string text = std::string(500, 'a') + "HERE" + std::string(500, 'b');
  std::string out = render({Severity::kError, "m", {500, 504}, ""}, Source("q", text), 60);
  EXPECT_NE(out.find("HERE"), std::string::npos);
  size_t here = out.find("HERE") - out.rfind('\n', out.find("HERE"));
  size_t caret = out.find("^^^^") - out.rfind('\n', out.find("^^^^"));
  EXPECT_EQ(here, caret);
  EXPECT_LT(out.find('\n', out.find("HERE")) - out.rfind('\n', out.find("HERE")), 64u);
}

TEST(Suggest, NearestName) {
  EXPECT_EQ(suggest("Peson", {"Person", "Post"}), "Person");
  EXPECT_EQ(suggest("person", {"Post", "Person"}), "Person");
  EXPECT_EQ(suggest("retrun", {"RETURN", "WITH"}), "RETURN");
  EXPECT_EQ(suggest("x", {"Person"}), "");
  EXPECT_EQ(suggest("xyz", {"abc"}), "");
  EXPECT_EQ(edit_distance("ab", "ba"), 1);
}

}  // namespace
}  // namespace hoego

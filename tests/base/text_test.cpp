// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "base/diagnostic.h"
#include "base/json.h"
#include "base/sha256.h"
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

TEST(Json, Strings) {
  std::string out = "x";
  append_json_string(out, std::string_view("그\"는\\\n\r\t\x01\0 😀/", 19));
  EXPECT_EQ(out, "x\"그\\\"는\\\\\\n\\r\\t\\u0001\\u0000 😀/\"");
  out.clear();
  append_json_string(out, "");
  EXPECT_EQ(out, "\"\"");
}

// The examples of FIPS 180-4 and RFC 4231.
TEST(Sha256, KnownDigests) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(hmac_sha256_hex(std::string(20, '\x0b'), "Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hmac_sha256_hex("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hmac_sha256_hex(std::string(131, '\xaa'),
                            "Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

}  // namespace
}  // namespace hoego

// SPDX-License-Identifier: Apache-2.0
#include "base/messages.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/particles.h"

namespace hoego {
namespace {

TEST(Particles, FollowTheLastSound) {
  struct Case {
    const char* text;
    const char* subject;    // 이/가
    const char* direction;  // 으로/로
  };
  const Case cases[] = {
      {"이름", "이", "으로"},     {"회사", "가", "로"},
      {"파일", "이", "로"},       {"`이름`", "이", "으로"},
      {"\"회사\"", "가", "로"},   {"(파일)", "이", "로"},
      {"1", "이", "로"},          {"2", "가", "로"},
      {"3", "이", "으로"},        {"10", "이", "으로"},
      {"7", "이", "로"},          {"9", "가", "로"},
      {"n", "이", "으로"},        {"r", "이", "로"},
      {"a", "가", "로"},          {"SVG", "가", "로"},
      {"URL", "이", "로"},        {"csv", "가", "로"},
      {"name", "이", "으로"},     {"node", "가", "로"},
      {"file", "이", "로"},       {"label", "이", "로"},
      {"list", "가", "로"},       {"set", "이", "으로"},
      {"map", "이", "으로"},      {"string", "이", "으로"},
      {"DISTINCT", "가", "로"},   {"MATCH", "가", "로"},
      {"RETURN", "이", "으로"},   {"WHERE", "가", "로"},
      {"`toUpper`", "가", "로"},  {"career.hoego", "가", "로"},
      {"회고.md", "가", "로"},    {"`:`", "이", "으로"},
      {"이름 `->`", "가", "로"},  {"`|`", "이", "로"},
      {"toUpper()", "가", "로"},  {"절(MATCH ...)", "이", "로"},
      {"目", "이(가)", "(으)로"}, {"", "이(가)", "(으)로"},
      {"*", "이(가)", "(으)로"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(particle(c.text, "이", "가"), c.subject) << c.text;
    EXPECT_EQ(particle(c.text, "으로", "로"), c.direction) << c.text;
  }
}

constexpr Translation kRows[] = {
    {"cannot read {}", "{}{을/를} 읽을 수 없습니다"},
    {"{} is no {}", "{1}{이/가} 아닙니다: {0}"},
    {"a map is written {key: value}", "맵은 {key: value}{으로/로} 씁니다"},
};

class Messages : public testing::Test {
 protected:
  static void SetUpTestSuite() { add_translations(kRows); }
  ~Messages() override { set_language(Language::kEnglish); }
};

TEST_F(Messages, AreSaidInTheLanguageOfTheProgram) {
  EXPECT_EQ(say("cannot read {}", "회고.md"), "cannot read 회고.md");
  EXPECT_EQ(say("{} is no {}", 3, std::string("string")), "3 is no string");
  EXPECT_EQ(say("{} is no {}", '{', "digit"), "{ is no digit");
  set_language(Language::kKorean);
  EXPECT_EQ(say("cannot read {}", "회고.md"), "회고.md를 읽을 수 없습니다");
  EXPECT_EQ(say("{} is no {}", 3, std::string("string")), "string이 아닙니다: 3");
  EXPECT_EQ(say("{} is no {}", -3, uint64_t{18446744073709551615u}),
            "18446744073709551615가 아닙니다: -3");
}

TEST_F(Messages, WithoutARowAreEnglish) {
  set_language(Language::kKorean);
  EXPECT_EQ(say("a text of {}", "nobody"), "a text of nobody");
}

TEST_F(Messages, KeepBracesThatAreNoHoles) {
  EXPECT_EQ(say("a map is written {key: value}"), "a map is written {key: value}");
  set_language(Language::kKorean);
  EXPECT_EQ(say("a map is written {key: value}"), "맵은 {key: value}{으로/로} 씁니다")
      << "a message without holes is said as it stands";
  EXPECT_EQ(fill("{x} {} {", std::vector<HoleValue>{"{}"}), "{x} {} {");
}

TEST_F(Messages, TextsOfOthersAreRetold) {
  const char* const texts[] = {"{} is no {}", "cannot read {}"};
  EXPECT_EQ(retold("cannot read a.md", texts), "cannot read a.md");
  set_language(Language::kKorean);
  EXPECT_EQ(retold("cannot read a.md", texts), "a.md를 읽을 수 없습니다");
  EXPECT_EQ(retold("a b is no string at all", texts), "string at all이 아닙니다: a b");
  EXPECT_EQ(retold("cannot write a.md", texts), "cannot write a.md");
}

TEST_F(Messages, HolesAreCounted) {
  static_assert(count_holes("") == 0);
  static_assert(count_holes("{} and {}") == 2);
  static_assert(count_holes("{1} {0} {1}") == 2);
  static_assert(count_holes("{key: value} {은/는} {") == 0);
}

TEST(Locale, ChoosesTheLanguage) {
  EXPECT_EQ(language_named("ko"), Language::kKorean);
  EXPECT_EQ(language_named("ko_KR.UTF-8"), Language::kKorean);
  EXPECT_EQ(language_named("kok_IN"), Language::kEnglish) << "Konkani";
  EXPECT_EQ(language_named("C"), Language::kEnglish);

  const char* names[] = {"LANG", "LC_MESSAGES", "LC_ALL", "HOEGO_LANG"};
  std::vector<std::optional<std::string>> before;
  for (const char* name : names) {
    const char* value = std::getenv(name);
    before.push_back(value ? std::optional<std::string>(value) : std::nullopt);
    unsetenv(name);
  }
  EXPECT_EQ(language_of_locale(), Language::kEnglish);
  bool korean = true;
  for (const char* name : names) {  // each is stronger than the one before
    setenv(name, korean ? "ko_KR.UTF-8" : "en_US.UTF-8", 1);
    EXPECT_EQ(language_of_locale(), korean ? Language::kKorean : Language::kEnglish) << name;
    korean = !korean;
  }
  setenv("HOEGO_LANG", "", 1);
  setenv("LC_ALL", "ko_KR", 1);
  EXPECT_EQ(language_of_locale(), Language::kKorean) << "an empty variable says nothing";
  for (size_t i = 0; i < before.size(); ++i) {
    if (before[i])
      setenv(names[i], before[i]->c_str(), 1);
    else
      unsetenv(names[i]);
  }
}

}  // namespace
}  // namespace hoego

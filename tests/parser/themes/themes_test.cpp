// SPDX-License-Identifier: Apache-2.0
// Themes, aspirations, and what is no reflection. The texts are our own.
#include "parser/themes/themes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace hoego::parser {
namespace {

using ::testing::Contains;
using ::testing::IsSupersetOf;
using ::testing::Not;

Document document(const std::string& text, const std::string& path = "a.md") {
  return read_document({path, text});
}

std::vector<std::string> themes(const std::string& text, bool core_only) {
  std::vector<std::string> out;
  for (const ThemeMention& t : read_themes(document(text), Lexicon::builtin()))
    if (t.core || !core_only) out.push_back(t.theme);
  return out;
}

std::vector<std::string> aspirations(const std::string& text) {
  std::vector<std::string> out;
  for (const Aspiration& a : read_aspirations(document(text), Lexicon::builtin()))
    out.push_back(a.role);
  return out;
}

TEST(Themes, EveryRowIsOfTheClosedListAndFiresOnItsOwnWord) {
  const std::set<std::string_view> closed = {"growth",
                                             "burnout",
                                             "self-doubt",
                                             "career-direction",
                                             "job-search",
                                             "interview",
                                             "job-change",
                                             "resignation",
                                             "reorganization",
                                             "onboarding",
                                             "collaboration",
                                             "leadership",
                                             "mentoring",
                                             "recognition",
                                             "work-life-balance",
                                             "compensation",
                                             "health",
                                             "hobby",
                                             "reading",
                                             "writing",
                                             "study-group",
                                             "networking",
                                             "speaking",
                                             "side-project",
                                             "open-source",
                                             "education",
                                             "time-management",
                                             "goal-setting",
                                             "relationships",
                                             "entrepreneurship",
                                             "military-service",
                                             "machine-learning",
                                             "computer-vision",
                                             "nlp",
                                             "llm",
                                             "recommendation",
                                             "mlops",
                                             "model-optimization",
                                             "data-analysis",
                                             "data-engineering",
                                             "backend",
                                             "frontend",
                                             "mobile",
                                             "infrastructure",
                                             "database",
                                             "security",
                                             "testing",
                                             "architecture",
                                             "algorithms",
                                             "game",
                                             "healthcare",
                                             "commerce",
                                             "finance",
                                             "si-projects"};
  std::set<std::string_view> used;
  for (const LexiconRow& row : Lexicon::builtin().table("themes")) {
    EXPECT_TRUE(closed.count(row.get("theme"))) << row.line;
    EXPECT_TRUE(row.get("strength") == "strong" || row.get("strength") == "weak") << row.line;
    if (row.get("strength") == "strong") used.insert(row.get("theme"));
    std::string word = row.fields[0].substr(0, row.fields[0].find('|'));
    auto matches = Lexicon::builtin().find_all(word);
    EXPECT_TRUE(std::any_of(matches.begin(), matches.end(), [&](const auto& m) {
      return m.row == &row;
    })) << word;
  }
  EXPECT_EQ(used, closed);
}

TEST(Themes, CoreIsSaidTwiceOrNamed) {
  std::string text =
      "올해는 이직을 했다. 이직을 준비하며 면접을 여러 번 봤다. 면접은 어려웠다. 주말에는 등산을 "
      "갔다.\n";
  EXPECT_THAT(themes(text, true), IsSupersetOf({"job-change", "interview"}));
  EXPECT_THAT(themes(text, true), Not(Contains("health")));
  EXPECT_THAT(themes(text, false), Contains("health"));
  EXPECT_THAT(themes("---\ntitle: 번아웃 회고\n---\n그냥 쉬었다.", true), Contains("burnout"));
  EXPECT_THAT(themes("## 퇴사\n\n그렇게 되었다.", true), Contains("resignation"));
}

TEST(Themes, WordsInsideOtherWordsSayNothing) {
  EXPECT_THAT(themes("책임을 느꼈다. 책상을 샀다. 도서관에 갔다.", false),
              Not(Contains("reading")));
  EXPECT_THAT(themes("의사소통이 어려웠다. 의사결정을 했다.", false), Not(Contains("healthcare")));
  EXPECT_THAT(themes("JavaScript를 썼다. JavaScript가 좋다.", false), Not(Contains("backend")));
}

TEST(Themes, AtMostEightAreCore) {
  std::string text;
  for (std::string_view word :
       {"이직", "퇴사", "면접", "독서", "운동", "여행", "연봉", "발표", "멘토링", "창업"})
    for (int i = 0; i < 3; ++i) text += std::string(word) + " 이야기를 했다. ";
  EXPECT_EQ(themes(text, true).size(), 8u);
}

TEST(Themes, OffsetIsThePlaceOfTheFirstMention) {
  Document d = document("처음이다. **면접**을 봤다.");
  std::vector<ThemeMention> found = read_themes(d, Lexicon::builtin());
  auto interview = std::find_if(found.begin(), found.end(),
                                [](const auto& t) { return t.theme == "interview"; });
  ASSERT_NE(interview, found.end());
  EXPECT_EQ(d.bytes.substr(interview->offset, 6), "면접");
}

TEST(Aspirations, WishesAndWhatIsNone) {
  struct Case {
    std::string text;
    std::vector<std::string> expected;
  };
  const Case cases[] = {
      {"나는 데이터 엔지니어가 되고 싶다.", {"data-engineer"}},
      {"백엔드 개발자로 전향하기로 했다.", {"backend-developer"}},
      {"언젠가 머신러닝 엔지니어로 일하고 싶다.", {"machine-learning-engineer"}},
      {"보안 쪽으로 커리어를 바꾸려 한다.", {"security-engineer"}},
      {"iOS 개발자를 목표로 하고 있다.", {"ios-developer"}},
      {"I want to become a data scientist.", {"data-scientist"}},
      {"나의 목표는 DevOps 엔지니어다.", {"devops-engineer"}},
      {"백엔드로 커리어를 전환하고 싶다.", {"backend-developer"}},
      {"PM이 되고 싶다.", {"product-manager"}},
      {"나중에는 QA 엔지니어로 가고 싶음.", {"qa-engineer"}},
      {"그다음엔 iOS 개발자가 될 준비를 할 생각이다.", {"ios-developer"}},
      {"아마 백엔드 쪽이 될 것 같아요.", {"backend-developer"}},
      {"안드로이드 개발자로 전향했다.", {}},
      {"더 나은 개발자가 되고 싶다.", {}},
      {"좋은 백엔드 개발자가 되고 싶다.", {}},
      {"데이터 분석가가 되고 싶지는 않다.", {}},
      {"어렸을 때는 게임을 좋아했다. 게임 개발자가 되고 싶다고 말하곤 했다.", {}},
      {"백엔드 개발자가 되고 싶은 후배를 만났다.", {}},
      {"데이터 엔지니어가 되고 싶은 걸까 고민했다.", {}},
      {"백엔드 개발자로 일하고 있다.", {}},
      {"> 데이터 엔지니어가 되고 싶다.", {}},
  };
  for (const Case& c : cases) EXPECT_EQ(aspirations(c.text), c.expected) << c.text;
}

TEST(Aspirations, EvidenceIsInTheFile) {
  Document d = document("글이다. 나는 **데이터 엔지니어**가 되고 싶다.");
  std::vector<Aspiration> found = read_aspirations(d, Lexicon::builtin());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(d.bytes.substr(found[0].evidence.offset, found[0].evidence.quote.size()),
            found[0].evidence.quote);
}

TEST(Reflective, CareersAgainstEverythingElse) {
  struct Case {
    std::string path;
    std::string title;
    std::string text;
    bool expected;
  };
  const Case cases[] = {
      {"2022-12-30-retrospect.md", "2022년 회고", "많은 일이 있었다.", true},
      {"a.md", "두 번째 퇴사를 하며", "3년을 다닌 곳을 떠난다.", true},
      {"a.md", "글또 9기를 시작하며", "꾸준히 쓰겠다.", true},
      {"a.txt", "",
       "작년에 입사한 회사를 그만뒀다. 다시 취업 준비를 했다. 지금은 새 회사에서 일하고 있다.",
       true},
      {"a.md", "6년 차에 처음으로 팀을 옮겼습니다",
       "입사한 뒤로 같은 팀이었습니다. 올해 다른 본부로 팀을 옮겼습니다. 책상도 옮겼습니다.", true},
      {"a.md", "도커 설치 방법 총정리",
       "먼저 패키지를 내려받습니다. 다음 명령어를 실행합니다. 설정합니다.", false},
      {"a.md", "스프링 트랜잭션 이해하기",
       "이 함수는 값을 돌려준다. 아래 코드를 보자. 예제 코드다.", false},
      {"a.md", "[책 리뷰] 함께 자라기",
       "이 책은 애자일을 다룬다. 저자는 경험을 말한다. 회사에서 읽었다. 입사했을 때 생각이 났다.",
       false},
      {"a.md", "오사카 여행 3박 4일", "첫날은 도톤보리에 갔다. 맛있었다.", false},
      {"a.md", "시니어가 된다는 것",
       "원문을 번역한 글입니다. 나는 회사를 떠났다. 나는 2015년에 입사했다. 나는 이직했다.", false},
      {"a.md", "하늘님 인터뷰: 비전공에서 개발까지",
       "그는 2015년에 입사했다. 그는 이직했다. 그는 퇴사했다.", false},
      {"a.md", "신입 개발자 면접 질문 모음",
       "여러분 준비하세요. 면접에서 물어봅니다. 확인하세요. 입사하세요.", false},
  };
  for (const Case& c : cases) {
    std::string head = c.title.empty() ? "" : "---\ntitle: \"" + c.title + "\"\n---\n";
    EXPECT_EQ(is_reflective(document(head + c.text, c.path), Lexicon::builtin()), c.expected)
        << c.title << c.text;
  }
}

}  // namespace
}  // namespace hoego::parser

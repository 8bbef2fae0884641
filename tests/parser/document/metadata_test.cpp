// SPDX-License-Identifier: Apache-2.0
// Who, when, about which years.
#include "parser/document/metadata.h"

#include <gtest/gtest.h>

namespace hoego::parser {
namespace {

Metadata read(const std::string& path, const std::string& bytes) {
  return read_metadata(read_document({path, bytes}), Lexicon::builtin());
}

TEST(Published, InEveryForm) {
  struct Case {
    std::string path;
    std::string text;
    std::string expected;  // "": none
  };
  const Case cases[] = {
      {"a.md", "---\ndate: 2022-03-04 05:06:07 +0900\n---\n글", "2022-03-04"},
      {"a.md", "---\ndate: \"2022-03-04T05:06:07.121Z\"\n---\n글", "2022-03-04"},
      {"a.md", "---\npublishedAt: 2022.3.4\n---\n글", "2022-03-04"},
      {"a.md", "---\ndate: March 4, 2022\n---\n글", "2022-03-04"},
      {"a.md", "---\ndate: 2022-03\n---\n글", "2022-03"},
      {"a.md", "---\ndate: 1646352000\n---\n글", "2022-03-04"},
      {"+.md", "+++\ndate = 2022-03-04T01:02:03Z\n+++\n글", "2022-03-04"},
      {"2022-03-04-회고.md", "글", "2022-03-04"},
      {"20220304_회고.md", "글", "2022-03-04"},
      {"2022-03-04-회고/index.md", "글", "2022-03-04"},
      {"a.txt", "오늘은 2022년 3월 4일이다.", "2022-03-04"},
      {"a.txt", "2022. 3. 4. 12:30\n글이다.", "2022-03-04"},
      {"a.txt", "이직 후기\n하루하루 2022. 3. 4. 12:30\n\n2017년에 입사했다.", "2022-03-04"},
      {"a.md", "---\ntitle: 글또 7기 다짐글\n---\n글", "2022-05~"},
      {"a.md", "---\ntitle: 글또 7기를 마치며\n---\n글", "2022-10~"},
      {"a.md", "---\ntitle: 2021년 회고\n---\n글", "2021-12~"},
      {"a.md", "---\ntitle: 2021년 상반기 회고\n---\n글", "2021-06~"},
      {"a.txt", "2021년을 되돌아보며 쓴다.", "2021-12~"},
      {"a.txt", "2022년 회고\n솔바람 · Dec 30. 2022\n한 해가 갔다.", "2022-12-30"},
      {"a.md", "# 회고\n\n작성일: 2022년 3월 4일\n\n글이다.", "2022-03-04"},
      {"a.txt", "2021년 3월에 들어왔다. 2022년 5월에 나왔다.", "2022-05~"},
      {"a.txt", "글또 7기에 참여하게 되었다.", "2022-05~"},
      {"a.txt", "그냥 글이다.", ""},
      {"a.txt", "1999.9 버전을 썼다.", ""},
  };
  for (const Case& c : cases) {
    Metadata m = read(c.path, c.text);
    EXPECT_EQ(m.published ? m.published->text() : "", c.expected) << c.path << ": " << c.text;
    EXPECT_EQ(m.published_rule.empty(), c.expected.empty());
  }
}

TEST(Author, FromFrontMatterTextAndLinks) {
  struct Case {
    std::string text;
    std::string expected;  // "": none
  };
  const Case cases[] = {
      {"---\nauthor: 김하늘\n---\n글", "김하늘"},
      {"---\nauthors: [haneul, bada]\n---\n글", "haneul"},
      {"---\nauthors:\n  - name: 하늘\n    url: x\n---\n글", "하늘"},
      {"---\nauthor:\n  name: 하늘\n---\n글", "하늘"},
      {"나는 '솔바람'이라는 이름으로 글을 쓴다.", "솔바람"},
      {"안녕하세요, 솔바람입니다.", "솔바람"},
      {"안녕하세요, 개발자입니다.", ""},
      {"내년에는 더 분발하자 솔바람.", "솔바람"},
      {"내년에도 화이팅 모두!", ""},
      {"2022년 회고\n\nsolbaram · 2022년 12월 30일\n\n한 해가 갔다.", "solbaram"},
      {"> sol, 이거 왜 이런지 아세요?\n\n질문을 받았다.", "sol"},
      {"자세한 이야기는 [지난 회고](https://solbaram.github.io/2020/)에 있다.", "solbaram"},
      {"[가나 기술 블로그](https://gana.github.io/x)를 읽었다.", ""},
      {"## 참고\n\n[글](https://other.github.io/x)", ""},
      {"그냥 글이다.", ""},
  };
  for (const Case& c : cases) {
    std::string path = c.text.find(" · ") == std::string::npos ? "a.md" : "a.txt";
    EXPECT_EQ(read(path, c.text).author.value_or(""), c.expected) << c.text;
  }
}

TEST(LooksBackOn, YearsOfTheTitleButNotThePlan) {
  struct Case {
    std::string path;
    std::string title;
    std::vector<int> expected;
  };
  const Case cases[] = {
      {"a.md", "2021년 회고 / 2022년 계획", {2021}},
      {"a.md", "2020, 2021 회고", {2020, 2021}},
      {"a.md", "21년 회고", {2021}},
      {"a.md", "3년차 개발자의 회고", {}},
      {"2022-01-02-2021-retrospect.md", "돌아보기", {2021}},
      {"a.md", "2022년 목표", {}},
  };
  for (const Case& c : cases)
    EXPECT_EQ(read(c.path, "---\ntitle: " + c.title + "\n---\n글").looks_back_on, c.expected)
        << c.title;
}

}  // namespace
}  // namespace hoego::parser

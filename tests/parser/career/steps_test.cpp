// SPDX-License-Identifier: Apache-2.0
// Posts of a few sentences and the line that a careful reader would draw from them.
#include "parser/career/steps.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "parser/career/facts.h"
#include "parser/career/spelling.h"
#include "parser/document/document.h"

namespace hoego::parser {
namespace {

std::string or_dash(const std::optional<std::string>& text) {
  return text.value_or("-");
}
std::string or_dash(const std::optional<Edtf>& date) {
  return date ? date->text() : "-";
}

// "work 네이버 backend-developer 2021-03/2022-01 moved"
std::string line_of(const CareerStep& step) {
  std::string out = step.kind + " " + or_dash(step.org);
  if (step.cohort) out += " " + *step.cohort;
  out += " " + or_dash(step.role) + " " + or_dash(step.start) + "/" + or_dash(step.end) + " ";
  out += or_dash(step.exit);
  return step.planned ? out + " planned" : out;
}

std::vector<CareerStep> steps_of(const std::string& bytes, std::string_view published,
                                 std::optional<int> year = std::nullopt) {
  const Document document = read_document({"post.md", bytes});
  Metadata metadata;
  if (!published.empty()) metadata.published = parse_edtf(published);
  if (year) metadata.looks_back_on = {*year};
  std::vector<Note> notes;
  return read_steps({document, Lexicon::builtin()}, metadata, notes);
}

struct Case {
  std::string_view published;
  std::string text;
  std::vector<std::string> steps;
};

void expect_steps(const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    std::vector<std::string> lines;
    for (const CareerStep& step : steps_of(each.text, each.published)) {
      lines.push_back(line_of(step));
    }
    EXPECT_EQ(lines, each.steps) << each.text;
  }
}

TEST(Steps, JobsFromOneToTheNext) {
  expect_steps({
      {"2022-12-31",
       "2021년 3월에 네이버에 백엔드 개발자로 입사했다. 2022년 6월에 퇴사했다.",
       {"work 네이버 backend-developer 2021-03/2022-06 resigned"}},
      {"2023-03-02",
       "이전에는 4년 동안 네이버웹툰에서 안드로이드 개발자로 일했다. 네이버웹툰에 입사한 것은 "
       "2018년 "
       "7월이었다. 작년 12월에 토스에 서버 개발자로 합류했다.",
       {"work 네이버웹툰 android-developer 2018-07/2022-07~ moved",
        "work 토스 backend-developer 2022-12/.. -"}},
      {"2021-12-31",
       "2020년 11월에 입사한 스타트업에서 프론트엔드 개발자로 일하고 있었다.\n\n"
       "2021년 4월 말에 권고사직을 당했다.",
       {"work 스타트업 frontend-developer 2020-11/2021-04 laid_off"}},
      {"2022-07-01", "올해 3월에 새봄소프트로 이직했다.", {"work 새봄소프트 - 2022-03/.. -"}},
  });
}

TEST(Steps, UnnamedPlacesAreTiedThroughTheText) {
  expect_steps({
      {"2022-06-30",
       "3월에 이직을 했다. 이전 회사에서는 풀스택 개발자로 2년 반 정도 근무했는데, 새로운 "
       "회사에서는 "
       "화면에만 집중하고 있다. 에듀테크 스타트업이고 개발팀은 10명 정도다.",
       {"work 이전 회사 fullstack-developer 2019-09~/2022-03~ moved",
        "work 에듀테크 스타트업 fullstack-developer 2022-03/.. -"}},
      {"2020-07-01",
       "커머스 회사에서 데이터 분석가로 일하고 있는 1년차 주니어입니다. 작년 7월에 입사했습니다.",
       {"work 커머스 회사 data-analyst 2019-07/.. -"}},
  });
}

TEST(Steps, WhatDidNotHappenIsNoStep) {
  expect_steps({
      {"2022-01-01", "언젠가 카카오에 입사하고 싶다.", {}},
      {"2022-01-01", "친구가 작년에 네이버로 이직했다.", {}},
      {"2022-01-01", "라인에 입사 지원을 했지만 떨어졌다.", {}},
      {"2022-01-01", "이직이라는 단어는 늘 어렵다. 퇴사에 대한 글을 읽었다.", {}},
  });
}

TEST(Steps, SettledFutureIsPlanned) {
  expect_steps({
      {"2024-02-10",
       "올해 1월 LG CNS에 최종 합격하여 3월 입사를 앞두고 있습니다.",
       {"work LG CNS - 2024-03/- - planned"}},
  });
}

TEST(Steps, PlansWithoutADateBeginSoon) {
  expect_steps({
      {"2022-12-27",
       "고민 끝에 새봄소프트에 합류하기로 결정했다.",
       {"work 새봄소프트 - 2023~/- - planned"}},
  });
}

TEST(Steps, TheReviewOfAYearDatesWhatHappenedInIt) {
  const std::string text =
      "다니던 회사를 떠나 결국 작은 스타트업에 합류했다. 지금도 잘 다니고 있다.";
  const auto current = [](const std::vector<CareerStep>& steps) {
    for (const CareerStep& step : steps) {
      if (step.end && step.end->open) return or_dash(step.start);
    }
    return std::string("none");
  };
  EXPECT_EQ(current(steps_of(text, "2020-12-30", 2020)), "2020");
  EXPECT_EQ(current(steps_of(text, "2020-12-30")), "-");
}

TEST(Steps, CohortsAreDatedByTheCalendar) {
  expect_steps({
      {"2023-02-12",
       "# 글또 8기를 시작하며\n\n글또 8기에 참여하게 되었다.",
       {"community 글또 8기 - 2023-02/.. -"}},
      {"2022-12-31",
       "글또 6기에 이어 7기에도 참여했다.",
       {"community 글또 6기 - 2021-07/2021-12~ -", "community 글또 7기 - 2022-05/2022-10 -"}},
      {"2022-12-31",
       "부스트캠프 AI Tech 4기에 멘토로 참여했다.",
       {"mentoring 부스트캠프 AI Tech 4기 mentor 2022-09/.. -"}},
  });
}

TEST(Steps, StudiesAndService) {
  expect_steps({
      {"2022-09-04",
       "2020년 12월에 입대해서 2022년 6월에 전역했다. 공군에서 전산병으로 복무했다.",
       {"military 공군 - 2020-12/2022-06 completed"}},
      {"2021-12-31",
       "2015년 3월 입학, 2021년 2월 졸업. 새솔대학교에서 컴퓨터를 전공했다.",
       {"education 새솔대학교 student 2015-03/2021-02 graduated"}},
  });
}

TEST(Steps, LinesOfACurriculum) {
  expect_steps({
      {"2023-01-03",
       "- 2021.03 ~ 2022.01 : 네이버 (백엔드 개발자)\n- 2022.02 ~ 현재 : 당근마켓, 서버 개발자\n",
       {"work 네이버 backend-developer 2021-03/2022-01 moved",
        "work 당근마켓 backend-developer 2022-02/.. -"}},
      {"2023-01-03",
       "| 기간 | 회사 | 역할 |\n| --- | --- | --- |\n"
       "| 2019.01 ~ 2020.12 | 한글과컴퓨터 | QA 엔지니어 |\n",
       {"work 한글과컴퓨터 qa-engineer 2019-01/2020-12 -"}},
  });
}

TEST(Steps, EnglishPlacesFollowTheirVerb) {
  expect_steps({
      {"2022-12-27",
       "From March to August 2022 I worked as an intern at Moa Games. In October I joined a "
       "fintech "
       "startup as a frontend developer.",
       {"internship Moa Games - 2022-03/2022-08 contract_end",
        "work fintech startup frontend-developer 2022-10/.. -"}},
  });
}

TEST(Steps, EveryQuoteStandsAtItsOffset) {
  const std::string bytes =
      "---\ntitle: 글또 8기를 시작하며\n---\n\n**2021년 3월**에 [네이버](https://naver.example)에 "
      "백엔드 개발자로 입사했다.\n\n글또 8기에 참여하게 되었다.\n";
  const auto steps = steps_of(bytes, "2023-02-12");
  ASSERT_EQ(steps.size(), 2u);
  for (const CareerStep& step : steps) {
    ASSERT_FALSE(step.evidence.empty());
    for (const Evidence& evidence : step.evidence) {
      EXPECT_EQ(bytes.substr(evidence.offset, evidence.quote.size()), evidence.quote);
      EXPECT_FALSE(evidence.rule.empty());
    }
  }
}

TEST(Steps, HostileTextEnds) {
  std::string years;
  std::string brackets;
  for (int i = 0; i < 5000; ++i) {
    years += "1년 ";
    brackets += "(((((";
  }
  std::string joins;
  std::string moves;
  for (int i = 0; i < 5000; ++i) {
    joins += "입사했다 ";
    moves += "가나" + std::to_string(i) + "소프트에 입사했다. 팀을 이동했다.\n";
  }
  steps_of(joins, "2022-01-01");
  EXPECT_LE(steps_of(moves, "2022-01-01").size(), 100u);
  steps_of(years, "2022-01-01");
  steps_of(brackets, "2022-01-01");
  steps_of("\xff\xfe 입사\xed\xa0 했다", "2022-01-01");
}

TEST(FactsJson, IsOneLineWithFixedKeys) {
  PostFacts facts;
  facts.source = "a/b.md";
  facts.title = "tab\tand \"quotes\"";
  CareerStep step;
  step.kind = "work";
  step.start = parse_edtf("2021-03");
  facts.steps.push_back(step);
  const std::string json = to_json(facts);
  EXPECT_EQ(json.find('\n'), std::string::npos);
  EXPECT_EQ(json.rfind("{\"source\":\"a/b.md\",\"title\":\"tab\\tand \\\"quotes\\\"\"", 0), 0u)
      << json;
  EXPECT_NE(json.find("\"start\":\"2021-03\",\"end\":null"), std::string::npos) << json;
}

// Names that no table knows, by what stands around them.
TEST(Steps, NamesOfEmployers) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"2021년 3월, 모두싸인에 입사했다.", "모두싸인"},
      {"주식회사 새벽에서 2년간 근무했다.", "새벽"},
      {"지난 3월 (주)한빛데이터에 입사하였다.", "한빛데이터"},
      {"첫 회사인 하루온에서 3년을 일했다.", "하루온"},
      {"첫 직장은 하루온이었다.", "하루온"},
      {"하루온은 내 첫 직장이다.", "하루온"},
      {"하루온이 두 번째 회사다.", "하루온"},
      {"닥터온(헬스케어 스타트업)에서 2년 동안 일했다.", "닥터온"},
      {"하루온(Haruon)에 입사했다.", "하루온"},
      {"'하루온'이라는 스타트업에서 개발을 시작했다.", "하루온"},
      {"하루온에서 퇴사하고 한 달을 쉬었다.", "하루온"},
      {"하루온을 3년 동안 다녔다.", "하루온"},
      {"저는 하루온의 프론트엔드 개발자입니다.", "하루온"},
      {"쏘카 데이터 엔지니어링 팀에 합류했다.", "쏘카"},
      {"I joined Brightlane as a backend engineer in 2021.", "Brightlane"},
      {"I left Brightlane in June 2022.", "Brightlane"},
  };
  for (const auto& [text, name] : cases) {
    const auto steps = steps_of(text, "2023-12-31");
    const bool found = std::any_of(steps.begin(), steps.end(), [&](const CareerStep& step) {
      return step.named && step.org == name;
    });
    EXPECT_TRUE(found) << text;
  }
}

// What other people do, what is visited, applied for or lies ahead is no step of the author's.
TEST(Steps, NoneWhereNothingIsTold) {
  for (const char* text : {
           "동료가 얼마 전 구글로 이직했다.",
           "내 사수는 미국으로 떠나 지금은 아마존에 다닌다.",
           "배민과 당근에서 오신 연사분들을 모시는 일을 했다.",
           "네이버에 지원했지만 서류에서 떨어졌다.",
           "두 곳의 스타트업에 다니는 상상을 했다.",
           "Let'Swift에 다녀왔다.",
           "앱을 세 개 만들었지만 모두 망했다.",
           "군대도 가야 해서 고민이 많다.",
       }) {
    EXPECT_TRUE(steps_of(text, "2023-12-31").empty()) << text;
  }
}

TEST(Steps, TwoSpellingsOfAName) {
  EXPECT_TRUE(same_sound("모멘티", "Momenti"));
  EXPECT_TRUE(same_sound("Sendbird", "센드버드"));
  EXPECT_FALSE(same_sound("모멘티", "Momento Labs"));
  EXPECT_FALSE(same_sound("토스", "Toss"));  // too short to be sure
  EXPECT_FALSE(same_sound("모멘티", "모멘티"));
  const auto steps =
      steps_of("2021년 8월 Momenti에 입사했다. 모멘티에서 일하고 있다.", "2023-12-31");
  EXPECT_EQ(steps.size(), 1u);
}

TEST(Steps, WhatTheReviewOfAYearLeavesUndated) {
  const auto review = [](const std::string& text) {
    std::vector<std::string> lines;
    const std::string bytes = "---\ntitle: 2021년 회고\ndate: 2021-12-30\n---\n" + text;
    const Document document = read_document({"post.md", bytes});
    std::vector<Note> notes;
    const Metadata metadata = read_metadata(document, Lexicon::builtin());
    for (const auto& step : read_steps({document, Lexicon::builtin()}, metadata, notes))
      lines.push_back(line_of(step));
    return lines;
  };
  EXPECT_EQ(review("우아한테크코스에 참여해 열심히 배웠고 우아한테크코스를 수료했다."),
            (std::vector<std::string>{"bootcamp 우아한테크코스 - 2021/2021 completed"}));
}

TEST(Steps, PlacesTellWhatTheyAre) {
  expect_steps({
      // The last word of a description stands for it.
      {"2022-11-06",
       "2018년에 작은 광고 에이전시에 들어갔습니다. 2021년 6월에 에이전시를 퇴사했어요.",
       {"work 광고 에이전시 - 2018/2021-06 resigned"}},
      // Who came is the author, whose rank ends the sentence.
      {"2023-07-23",
       "지금 카드사 자회사에서 데이터 엔지니어로 일하고 있습니다. 작년 11월에 들어온 신입입니다.",
       {"work 카드사 자회사 data-engineer 2022-11/.. -"}},
      // An own company: when it was decided to close it, and what ended when it began.
      {"2024-12-30",
       "2022년 3월에 창업을 했다. 2024년 2월, 우리는 폐업을 결정했다.\n\n"
       "창업을 하기 전에 나는 토스에서 백엔드 개발자로 4년을 일했다.",
       {"work 토스 backend-developer 2018-03~/2022-03~ resigned",
        "founding - founder 2022-03/2024-02 laid_off"}},
      // The date of joining as a sentence of its own.
      {"2023-07-23",
       "나는 토스에서 백엔드 개발을 해왔다. 입사는 2019년 3월이었고 그 뒤로 팀만 커졌다. 첫 회사는 "
       "아니었어요.",
       {"work 토스 backend-developer 2019-03/.. -"}},
      // A change inside, told first, and how it had begun.
      {"2024-12-30",
       "첫 회사에 입사했고, 9월에 조직 개편으로 부서를 이동했다.\n\n## 입사, 4월\n\n설렜다.\n\n"
       "분석 업무를 주로 하고 있다.",
       {"work 첫 회사 - 2024-04/2024-09 transferred", "work 첫 회사 data-analyst 2024-09/.. -"}},
  });
  for (const CareerStep& step : steps_of("나는 소프트웨어개발과를 나왔다. 회사에 다닌다.", "2022"))
    EXPECT_NE(step.kind + or_dash(step.org), "work소프트웨어개발과");
  for (const CareerStep& step :
       steps_of("작년에 회사에 입사했다. 조사의 차이를 누가 물으면 지금도 깊은 한숨부터 나온다.",
                "2022"))
    EXPECT_NE(or_dash(step.org), "차이");
}

TEST(Steps, WhoOnlyLooksForWorkIsStillLooking) {
  expect_steps({{"2023-12-30",
                 "3월부터 본격적으로 취업 준비를 시작했습니다.",
                 {"jobsearch - - 2023-03/.. -"}}});
}

}  // namespace
}  // namespace hoego::parser

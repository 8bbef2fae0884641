// SPDX-License-Identifier: Apache-2.0
#include "parser/lexicon/lexicon.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <span>

#include "parser/lexicon/phrases.h"

namespace hoego::parser {
namespace {

// The first `role` that is found in the text; empty for none.
std::string first_role(std::string_view text) {
  for (const LexiconMatch& match : Lexicon::builtin().find_all(text)) {
    if (match.row->table == "roles") return std::string(match.row->get("role"));
  }
  return "";
}

TEST(Lexicon, FindsRolesAsWords) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"백엔드 개발자로 일했다", "backend-developer"},
      {"백엔드개발자로 일했다", "backend-developer"},
      {"프론트앤드 개발자입니다.", "frontend-developer"},
      {"ML Enginner", "machine-learning-engineer"},
      {"DevOps 엔지니어가 되었다", "devops-engineer"},
      {"PM이었다", "product-manager"},
      {"2PM을 좋아한다", ""},
      {"RPM 패키지", ""},
      {"개발자스럽다", ""},
      {"비개발자", ""},
  };
  for (const auto& [text, role] : cases) EXPECT_EQ(first_role(text), role) << text;
}

TEST(Lexicon, ReportsLongerMatchesFirst) {
  const auto matches = Lexicon::builtin().find_all("데이터 엔지니어");
  ASSERT_GE(matches.size(), 2u);
  EXPECT_EQ(matches[0].span, (Span{0, 22}));
  EXPECT_EQ(matches[0].row->get("role"), "data-engineer");
}

TEST(Lexicon, ReadsParticleChains) {
  const std::vector<std::tuple<std::string_view, std::string_view, int>> cases = {
      {"카카오", "에서는 일", 9}, {"카카오", "톡", -1},   {"카카오", "", 0},
      {"카카오", ", 네이버", 0},  {"카카오", "에 ", 3},   {"카카오", "였습니다.", 12},
      {"SSAFY", "에서의 1년", 9}, {"글또", "를 시작", 3},
  };
  for (const auto& [word, rest, length] : cases) {
    const std::string text = std::string(word) + std::string(rest);
    EXPECT_EQ(particle_length(text, word.size()), length) << text;
  }
}

TEST(Lexicon, FindsTheRowsAtTheBeginningOfAText) {
  std::vector<const LexiconRow*> rows;
  Lexicon::builtin().find_at("endings", "하고 있다", rows);
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows.back()->get("tells"), "ongoing");
  Lexicon::builtin().find_at("endings", "xyz", rows);
  EXPECT_TRUE(rows.empty());
}

TEST(Lexicon, NoRowOfATableIsBad) {
  std::vector<std::string> problems;
  Lexicon::with_packs({}, problems);
  EXPECT_EQ(problems, std::vector<std::string>());
}

TEST(Lexicon, KnowsTheCohortCalendar) {
  const Lexicon& lexicon = Lexicon::builtin();
  ASSERT_NE(lexicon.cohort("글또", "8기"), nullptr);
  EXPECT_EQ(lexicon.cohort("글또", "8기")->start.text(), "2023-02");
  ASSERT_NE(lexicon.cohort("이어드림 스쿨", "3기"), nullptr);
  EXPECT_EQ(lexicon.cohort("글또", "99기"), nullptr);
}

TEST(Lexicon, PacksAddAndCorrectRows) {
  std::vector<std::string> problems;
  const auto lexicon = Lexicon::with_packs(
      {{"my/cohorts.tsv", "community\tcohort\tstart\tend\n글또\t8기\t2023-03\t2023-08\n"},
       {"my/roles.tsv", "word\trole\tstrength\n우주 비행사\tother\ttitle\n"}},
      problems);
  EXPECT_TRUE(problems.empty()) << problems[0];
  EXPECT_EQ(lexicon->cohort("글또", "8기")->start.text(), "2023-03");
  bool found = false;
  for (const LexiconMatch& match : lexicon->find_all("우주비행사였다")) {
    found |= match.row->table == "roles" && match.row->get("role") == "other";
  }
  EXPECT_TRUE(found);
}

TEST(Lexicon, ReportsBadRowsWithTheirPlace) {
  std::vector<std::string> problems;
  Lexicon::with_packs(
      {{"a/rolls.tsv", "word\tx\n"},
       {"a/roles.tsv", "word\twrong\nx\ty\n"},
       {"b/roles.tsv", "word\trole\tstrength\n\tx\n"},
       {"a/cohorts.tsv", "community\tcohort\tstart\tend\n글또\t11기\tsoon\t2026\n"}},
      problems);
  const std::vector<std::string> expected = {
      "a/rolls.tsv:1: there is no table of this name",
      "a/roles.tsv:1: the columns differ from the built-in table's",
      "b/roles.tsv:2: the word is missing",
      "cohorts.tsv:2: start or end is no EDTF date",
  };
  EXPECT_EQ(problems, expected);
}

TEST(Phrases, StandInATextAsFindSays) {
  constexpr std::array<std::string_view, 5> kWords = {"이직", "이직 준비", "As I am writing",
                                                      "회사", "나"};
  const Phrases phrases{std::span(kWords)};
  for (const std::string_view text :
       {"이직을 했다", "이 직장", "As I am writing this", "as I am writing", "우리회사는",
        "하나뿐인", "", "이", "회", "다른 곳"}) {
    const bool found = std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
      return std::string_view(text).find(word) != std::string_view::npos;
    });
    EXPECT_EQ(phrases.stand_in(text), found) << text;
  }
}

TEST(Particles, BeginWhereTheShortestStemEnds) {
  const std::string_view word = "카카오에서는";
  const size_t at = particles_begin(word, 3);
  EXPECT_EQ(word.substr(at), "에서는");
  EXPECT_EQ(particles_begin("카카오톡", 3), std::string_view("카카오톡").size());
}

}  // namespace
}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// Timelines and comparisons on paper: sheets, and the PDF that holds them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <set>

#include "tests/viz/careers.h"
#include "tests/viz/geometry.h"
#include "viz/pdf.h"
#include "viz/timeline.h"

namespace hoego::viz {
namespace {

using ::testing::HasSubstr;
using testing::make_career;
using ::testing::Not;

Career long_career() {
  Career career = make_career(
      "오래일한", {{"education", "student", "학생", "대학", "1998-03", "2002-02", "graduated"},
                   {"work", "backend-developer", "백엔드 개발자", "A", "2002-03", "2016-05"},
                   {"work", "cto", "기술 이사", "B", "2016-09", ".."}});
  career.posts = {{"스무 해", "https://example.org/p(1)", parse_edtf("2024-06-30")}};
  career.steps[1].evidence.push_back({"말", "스무 해", career.posts[0].source, ""});
  return career;
}

bool says(const Picture& picture, const std::string& text) {
  for (const Shape& shape : picture.shapes)
    if (auto* t = std::get_if<Text>(&shape); t && t->text == text) return true;
  return false;
}

TEST(SheetsTest, LongCareersAreBrokenAtYears) {
  std::vector<Timeline> sheets = lay_out_timeline_sheets(long_career(), {}, kA4Landscape);
  ASSERT_EQ(sheets.size(), 3u);
  for (size_t i = 0; i < sheets.size(); ++i) {
    const Timeline& sheet = sheets[i];
    testing::expect_sound(sheet, "sheet " + std::to_string(i));
    EXPECT_EQ(sheet.picture.width, kA4Landscape.width);
    EXPECT_EQ(sheet.picture.height, kA4Landscape.height);
    EXPECT_EQ(std::fmod(sheet.axis.first, 12), 0);
    if (i > 0) {
      EXPECT_EQ(sheet.axis.first, sheets[i - 1].axis.last);
    }
    EXPECT_EQ(sheet.axis.per_month, sheets[0].axis.per_month);
    EXPECT_TRUE(says(sheet.picture, std::to_string(i + 1) + " / 3"));
  }
}

TEST(SheetsTest, ABarGoesOnFromEdgeToEdge) {
  std::vector<Timeline> sheets = lay_out_timeline_sheets(long_career(), {}, kA4Landscape);
  auto bar_of = [](const Timeline& sheet, size_t step) -> const PlacedBar* {
    for (const PlacedBar& bar : sheet.bars)
      if (bar.step == step) return &bar;
    return nullptr;
  };
  for (size_t i : {0, 1}) {
    ASSERT_TRUE(bar_of(sheets[i], 1)) << i;
    EXPECT_NEAR(bar_of(sheets[i], 1)->rect.right(), sheets[i].axis.right(), 0.01);
    EXPECT_TRUE(says(sheets[i].picture, "다른 쪽으로 이어짐"));
    ASSERT_TRUE(bar_of(sheets[i + 1], 1)) << i;
    EXPECT_NEAR(bar_of(sheets[i + 1], 1)->rect.x, sheets[i + 1].axis.left, 0.01);
  }
  EXPECT_FALSE(bar_of(sheets[2], 0));
  EXPECT_FALSE(says(sheets[2].picture, "빗금: 어림한 시기"));
}

TEST(SheetsTest, ShortCareersAreOneSheet) {
  Career career = make_career("가", {{"work", "cto", "", "A", "2018-01", "2023-12"}});
  EXPECT_EQ(lay_out_timeline_sheets(career, {}, kA4Landscape).size(), 1u);
  EXPECT_EQ(lay_out_timeline_sheets(Career{}, {}, kA4Landscape).size(), 1u);
}

TEST(SheetsTest, ShortCareersFillTheirPage) {
  Career career =
      make_career("가", {{"education", "student", "", "S", "2021-03", "2022-02", "graduated"},
                         {"work", "cto", "", "A", "2022-03", "2023-12"}});
  Timeline sheet = std::move(lay_out_timeline_sheets(career, {}, kA4Landscape)[0]);
  testing::expect_sound(sheet, "short");
  EXPECT_GT(sheet.bottom, kA4Landscape.height * 0.8);
  EXPECT_LT(sheet.bottom, kA4Landscape.height);
  career.steps[1].end = parse_edtf("2029-12");  // longer: as everything else on paper
  Timeline longer = std::move(lay_out_timeline_sheets(career, {}, kA4Landscape)[0]);
  EXPECT_GT(sheet.bars[0].rect.height, 1.2 * longer.bars[0].rect.height);
}

TEST(SheetsTest, WithoutStepsAPageSaysSo) {
  Career career;
  EXPECT_TRUE(
      says(lay_out_timeline_sheets(career, {}, kA4Landscape)[0].picture, "알려진 단계가 없음"));
  career.steps.push_back(testing::make_step({"work", "cto", "", "A", "", ""}, 0));
  EXPECT_TRUE(says(lay_out_timeline(career, {}).picture, "시기를 아는 단계가 없음"));
}

TEST(SheetsTest, RandomCareersAreSoundAndWhole) {
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    Career career = testing::random_career(seed, 30);
    std::string what = "seed " + std::to_string(seed);
    std::set<size_t> drawn;
    size_t left_out = 0;
    for (const Timeline& sheet : lay_out_timeline_sheets(career, {}, kA4Landscape)) {
      testing::expect_sound(sheet, what);
      for (const PlacedBar& bar : sheet.bars) drawn.insert(bar.step);
      drawn.insert(sheet.undated.begin(), sheet.undated.end());
      left_out += sheet.left_out;
    }
    EXPECT_GE(drawn.size() + left_out, career.steps.size()) << what;
    if (::testing::Test::HasFailure()) break;
  }
}

TEST(SheetsTest, ACrowdedCareerIsDrawnSmallerThenCounted) {
  auto sheets_of = [](size_t steps) {
    Career career;
    for (size_t i = 0; i < steps; ++i)
      career.steps.push_back(testing::make_step({"work", "cto", "", "A", "2018-01", "2019-12"}, i));
    return lay_out_timeline_sheets(career, {}, kA4Landscape);
  };
  EXPECT_EQ(sheets_of(12)[0].left_out, 0u);
  EXPECT_LT(sheets_of(12)[0].bars[0].rect.height, sheets_of(2)[0].bars[0].rect.height);
  Timeline crowded = sheets_of(60)[0];
  testing::expect_sound(crowded, "crowded");
  EXPECT_GT(crowded.left_out, 20u);
  EXPECT_EQ(crowded.bars.size() + crowded.left_out, 60u);
}

// A step on several sheets without room on any of them is one step.
TEST(SheetsTest, StepsThatAreNotDrawnAreCountedOnce) {
  Career career;
  for (size_t i = 0; i < 100; ++i)
    career.steps.push_back(testing::make_step({"work", "cto", "", "A", "2000-01", "2019-12"}, i));
  std::vector<Timeline> sheets = lay_out_timeline_sheets(career, {}, kA4Landscape);
  ASSERT_GT(sheets.size(), 1u);
  EXPECT_EQ(steps_not_drawn(career, sheets), 100 - sheets[0].bars.size());
}

TEST(SheetsTest, ComparisonsAreBrokenBetweenPeople) {
  for (uint64_t seed = 1; seed < 200; seed += 20)
    for (bool aligned : {false, true}) {
      CompareOptions options;
      options.aligned = aligned;
      std::vector<Career> careers = testing::random_careers(seed, 20);
      std::vector<Comparison> sheets = lay_out_comparison_sheets(careers, options, kA4Landscape);
      ASSERT_GT(sheets.size(), 1u);
      size_t people = 0;
      for (size_t i = 0; i < sheets.size(); ++i) {
        std::string what = "seed " + std::to_string(seed) + " sheet " + std::to_string(i);
        testing::expect_sound(sheets[i], what);
        EXPECT_EQ(sheets[i].picture.width, kA4Landscape.width);
        EXPECT_EQ(sheets[i].picture.height, kA4Landscape.height);
        EXPECT_EQ(sheets[i].axis.first, sheets[0].axis.first);
        EXPECT_EQ(sheets[i].axis.per_month, sheets[0].axis.per_month);
        EXPECT_TRUE(
            says(sheets[i].picture, std::to_string(i + 1) + " / " + std::to_string(sheets.size())));
        people += sheets[i].people.size();
      }
      // Aligned, those without any dated step are left out, and counted.
      EXPECT_GE(people + (aligned ? sheets.back().left_out : 0), careers.size());
      if (::testing::Test::HasFailure()) return;
    }
}

// Long names of roles on a short axis: they are named together, and the bars stay together.
TEST(SheetsTest, RolesOfOneEmployerStayInOneRow) {
  Career career = make_career(
      "가", {{"work", "software-engineer", "소프트웨어 엔지니어", "A", "2019-01", "2019-06"},
             {"work", "data-engineer", "데이터 엔지니어", "A", "2019-07", "2019-12"},
             {"work", "cto", "기술 이사", "B", "2010-01", "2015-12"}});
  Comparison sheet = std::move(lay_out_comparison_sheets({career}, {}, kA4Landscape)[0]);
  testing::expect_sound(sheet, "roles");
  ASSERT_EQ(sheet.bars.size(), 3u);
  EXPECT_EQ(sheet.bars[1].rect.y, sheet.bars[2].rect.y);
  EXPECT_NEAR(sheet.bars[1].rect.right(), sheet.bars[2].rect.x, 0.01);
  EXPECT_TRUE(says(sheet.picture, "소프트웨어 엔지니어 → 데이터 엔지니어"));
}

TEST(SheetsTest, FewPeopleAreOneSheet) {
  std::vector<Career> careers = {make_career("가", {{"work", "cto", "", "A", "2018-01", ".."}}),
                                 make_career("나", {{"work", "cto", "", "B", "2019-01", ""}})};
  std::vector<Comparison> sheets = lay_out_comparison_sheets(careers, {}, kA4Landscape);
  ASSERT_EQ(sheets.size(), 1u);
  testing::expect_sound(sheets[0], "two");
  EXPECT_FALSE(says(sheets[0].picture, "1 / 1"));
}

TEST(SheetsTest, OneWithMoreThanAPageHoldsIsCutAndCounted) {
  Career busy;
  busy.name = "바쁜사람";
  for (size_t i = 0; i < 40; ++i)
    busy.steps.push_back(testing::make_step({"work", "cto", "", "A", "2018-01", "2019-12"}, i));
  std::vector<Comparison> sheets = lay_out_comparison_sheets({busy}, {}, kA4Landscape);
  ASSERT_EQ(sheets.size(), 1u);
  testing::expect_sound(sheets[0], "busy");
  EXPECT_EQ(sheets[0].bars.size() + sheets[0].left_out, 40u);
  EXPECT_GT(sheets[0].left_out, 10u);
}

std::vector<Picture> pages_of(const std::vector<Timeline>& sheets) {
  std::vector<Picture> pages;
  for (const Timeline& sheet : sheets) pages.push_back(sheet.picture);
  return pages;
}

size_t count(std::string_view text, std::string_view what) {
  size_t n = 0;
  for (size_t at = 0; (at = text.find(what, at)) != text.npos; at += what.size()) ++n;
  return n;
}

TEST(PdfTest, TablePointsToItsObjects) {
  std::string pdf = pages_pdf(pages_of(lay_out_timeline_sheets(long_career(), {}, kA4Landscape)));
  size_t table = std::stoul(pdf.substr(pdf.rfind("startxref") + 10));
  ASSERT_EQ(pdf.compare(table, 5, "xref\n"), 0);
  size_t at = table + 5;
  int objects = 0;
  while (pdf.compare(at, 7, "trailer") != 0) {
    size_t id = std::stoul(pdf.substr(at));
    size_t entry = pdf.find('\n', at) + 1;
    std::string head = std::to_string(id) + " 0 obj\n";
    EXPECT_EQ(pdf.compare(std::stoul(pdf.substr(entry, 10)), head.size(), head), 0) << head;
    at = entry + 20;
    ++objects;
  }
  EXPECT_EQ(objects, 3 + 3);  // pages; their list, the catalogue, the title
  std::string update = pdf.substr(pdf.find("%%EOF"));
  EXPECT_EQ(count(update, "/Type /Page "), 3u);
  EXPECT_EQ(count(update, "/MediaBox [ 0.00 "), 3u);
  EXPECT_THAT(update, HasSubstr("/Count 3"));
  EXPECT_THAT(update, HasSubstr("/URI (https://example.org/p%281%29)"));
}

TEST(PdfTest, SamePagesSameBytes) {
  auto make = [] {
    return pages_pdf(pages_of(lay_out_timeline_sheets(long_career(), {}, kA4Landscape)));
  };
  EXPECT_EQ(make(), make());
}

std::string output_of(const std::string& command) {
  std::string out;
  std::array<char, 4096> buffer{};
  FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return out;
  while (size_t n = fread(buffer.data(), 1, buffer.size(), pipe)) out.append(buffer.data(), n);
  pclose(pipe);
  return out;
}

// Read by a program that is not ours, where there is one.
TEST(PdfTest, IsReadByPoppler) {
  if (output_of("command -v pdftotext").empty()) GTEST_SKIP() << "no pdftotext (poppler-utils)";
  std::string path = ::testing::TempDir() + "hoego_sheets.pdf";
  std::ofstream(path, std::ios::binary)
      << pages_pdf(pages_of(lay_out_timeline_sheets(long_career(), {}, kA4Landscape)));
  std::string info = output_of("pdfinfo " + path + " 2>&1");
  EXPECT_THAT(info, HasSubstr("오래일한의 경력"));
  EXPECT_THAT(info, HasSubstr("Pages:           3"));
  EXPECT_THAT(info, HasSubstr("(A4)"));
  std::string first = output_of("pdftotext -f 1 -l 1 " + path + " - 2>&1");
  EXPECT_THAT(first, HasSubstr("1998"));
  EXPECT_THAT(first, Not(HasSubstr("2016")));
  std::string last = output_of("pdftotext -f 3 -l 3 " + path + " - 2>&1");
  EXPECT_THAT(last, HasSubstr("3/3"));
  EXPECT_THAT(last, HasSubstr("기술 이사"));
  EXPECT_THAT(last, Not(HasSubstr("1998")));
  std::remove(path.c_str());
}

}  // namespace
}  // namespace hoego::viz

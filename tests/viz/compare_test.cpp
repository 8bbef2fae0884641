// SPDX-License-Identifier: Apache-2.0
// Comparisons, maps and pages: geometry and content.
#include "viz/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/viz/careers.h"
#include "tests/viz/geometry.h"
#include "viz/map.h"
#include "viz/page.h"
#include "viz/render.h"

namespace hoego::viz {
namespace {

using ::testing::ElementsAre;
using testing::expect_sound;
using ::testing::HasSubstr;
using testing::make_career;
using ::testing::Not;
using testing::random_careers;

TEST(CompareTest, RandomGroupsAreSound) {
  for (uint64_t seed = 1; seed < 400; seed += 7)
    for (bool aligned : {false, true}) {
      CompareOptions options;
      options.aligned = aligned;
      expect_sound(lay_out_comparison(random_careers(seed, 7), options),
                   "seed " + std::to_string(seed));
      if (::testing::Test::HasFailure()) return;
    }
}

TEST(CompareTest, AlignedCareersBeginTogether) {
  std::vector<Career> careers = {
      make_career("가", {{"work", "cto", "", "A", "2015-01", "2016-12"}}),
      make_career("나", {{"education", "student", "", "S", "2012-03", "2016-02"},
                         {"work", "cto", "", "B", "2020-05", "2021-04"}})};
  CompareOptions options;
  options.aligned = true;
  options.order = CompareOrder::kAsGiven;
  Comparison c = lay_out_comparison(careers, options);
  ASSERT_EQ(c.bars.size(), 3u);
  EXPECT_NEAR(c.bars[0].rect.x, c.bars[2].rect.x, 0.01);
  EXPECT_THAT(c.people, ElementsAre("가", "나"));
}

TEST(CompareTest, AlignedOnARoleLeavesOutWhoNeverHadIt) {
  std::vector<Career> careers = {
      make_career("가", {{"work", "cto", "", "A", "2015-01", "2016-12"}}),
      make_career("나", {{"work", "designer", "", "B", "2020-05", "2021-04"}})};
  CompareOptions options;
  options.align_on = "cto";
  Comparison c = lay_out_comparison(careers, options);
  EXPECT_THAT(c.people, ElementsAre("가"));
  EXPECT_EQ(c.left_out, 1u);
}

TEST(CompareTest, ThousandsOfPeopleAreCutAndCounted) {
  Comparison c = lay_out_comparison(random_careers(1, 2000), {});
  EXPECT_GT(c.left_out, 100u);
  EXPECT_LT(c.picture.height, 15000);
}

TEST(FlowsTest, WaysFromRoleToRole) {
  std::vector<Career> careers = {
      make_career("가", {{"work", "data-analyst", "분석가", "A", "2018-01", "2018-12"},
                         {"work", "data-engineer", "엔지니어", "B", "2020-01", ""}}),
      make_career("나", {{"work", "data-analyst", "분석가", "C", "2019-01", "2019-12"},
                         {"work", "designer", "디자이너", "C", "2020-01", "2020-12"},
                         {"work", "data-engineer", "엔지니어", "D", "2021-01", ""}}),
      make_career("다", {{"work", "data-engineer", "엔지니어", "A", "2018-01", "2018-12"},
                         {"work", "data-analyst", "분석가", "B", "2020-01", ""}})};
  std::vector<Way> ways = ways_between(careers, "분석가", "data-engineer", Language::kKorean);
  ASSERT_EQ(ways.size(), 2u);
  EXPECT_THAT(ways[0].stations, ElementsAre("분석가", "디자이너", "엔지니어"));
  EXPECT_THAT(ways[1].stations, ElementsAre("분석가", "엔지니어"));
  EXPECT_NEAR(ways[1].median_months, 24, 0.1);
  EXPECT_THAT(ways[1].people, ElementsAre("가"));
  EXPECT_EQ(cohort(careers, "분석가", "data-engineer").size(), 2u);
  std::vector<Flow> flows = flows_of(careers, StationKind::kRole, Language::kKorean);
  EXPECT_EQ(flows.size(), 4u);
}

void expect_sound_map(const CareerMap& map, const std::string& what) {
  testing::expect_inside(map.picture, what);
  std::vector<Rect> rects;
  for (const PlacedStation& s : map.stations) {
    rects.push_back(s.rect);
    EXPECT_TRUE(s.label.inside(s.rect)) << what << ": " << s.name;
  }
  testing::expect_apart(rects, what);
}

TEST(MapTest, StationsDoNotOverlapAndHoldTheirLabels) {
  for (uint64_t seed = 1; seed < 200; seed += 5) {
    std::vector<Career> careers = random_careers(seed, 30);
    for (MapKind kind : {MapKind::kRole, MapKind::kCompany, MapKind::kLeaving}) {
      std::vector<Flow> flows = map_flows(careers, kind, Language::kKorean);
      expect_sound_map(lay_out_map(flows, map_options(kind, Language::kKorean)),
                       "seed " + std::to_string(seed));
    }
    if (::testing::Test::HasFailure()) return;
  }
}

// A ribbon that passes a column has a place of its own there: it crosses no station.
TEST(MapTest, RibbonsPassBesideStations) {
  std::vector<Flow> flows = {{{"a"}, {"b"}, 3, {"x"}},
                             {{"b"}, {"c"}, 3, {"x"}},
                             {{"a"}, {"c"}, 2, {"y"}},
                             {{"c"}, {"a"}, 1, {"z"}}};
  CareerMap map = lay_out_map(flows, {});
  ASSERT_EQ(map.stations.size(), 3u);
  for (const Shape& shape : map.picture.shapes) {
    const auto* ribbon = std::get_if<Polygon>(&shape);
    if (!ribbon || ribbon->points.size() < 20) continue;
    for (const PlacedStation& s : map.stations)
      for (const Point& p : ribbon->points) {
        bool in = p.x > s.rect.x + 0.1 && p.x < s.rect.right() - 0.1 && p.y > s.rect.y + 0.1 &&
                  p.y < s.rect.bottom() - 0.1;
        EXPECT_FALSE(in) << s.name;
      }
  }
}

TEST(MapTest, LeavingHasThreeColumns) {
  Career career =
      make_career("가", {{"work", "data-analyst", "분석가", "A", "2018-01", "2019-12", "resigned"},
                         {"work", "data-engineer", "엔지니어", "B", "2020-03", ""}});
  career.posts = {
      {"처음", "a.md", parse_edtf("2019-01"), {{"health", "건강"}}},
      {"퇴사", "b.md", parse_edtf("2020-01"), {{"growth", "성장"}, {"resignation", "퇴사"}}},
      {"나중", "c.md", parse_edtf("2023-01"), {{"hobby", "취미"}}}};
  for (const CareerPost& post : career.posts)
    career.steps[0].evidence.push_back({"", post.title, post.source, ""});
  std::vector<Flow> flows = leaving_flows({career}, Language::kKorean);
  ASSERT_EQ(flows.size(), 2u);
  EXPECT_EQ(flows[0].from.name, "분석가");
  EXPECT_EQ(flows[0].to.name, "성장");
  EXPECT_EQ(flows[1].to.name, "엔지니어");
  EXPECT_EQ(flows[1].to.column, 2);
}

TEST(MapTest, AnEmptyMapHasAPage) {
  CareerMap map = lay_out_map({}, {});
  testing::expect_inside(map.picture, "empty");
  EXPECT_FALSE(render(map.picture, Format::kSvg).empty());
}

TEST(PageTest, IsOneFileThatAsksForNothing) {
  Picture picture = lay_out_timeline(testing::sample_career(), {}).picture;
  std::string page = html_page(picture);
  EXPECT_EQ(page, html_page(picture));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, HasSubstr("<html lang=\"ko\""));
  EXPECT_THAT(page, HasSubstr("<td>백엔드 개발자</td>"));
  for (const char* outside : {"src=\"http", "href=\"//", "@import", "fetch(", "<link"})
    EXPECT_THAT(page, Not(HasSubstr(outside)));
}

TEST(PageTest, TextOfPostsCannotBecomeCode) {
  Career career = testing::sample_career();
  career.name = "</title><script>alert(1)</script>";
  career.steps[0].org = "\"><img src=x onerror=alert(1)>";
  career.steps[3].evidence[0].quote = "</script><script>alert(2)";
  std::string page = html_page(lay_out_timeline(career, {}).picture);
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
}

}  // namespace
}  // namespace hoego::viz

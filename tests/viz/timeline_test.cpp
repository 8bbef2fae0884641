// SPDX-License-Identifier: Apache-2.0
// Geometry of timelines: nothing overlaps, nothing leaves the page, text fits.
#include "viz/timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <ctime>

#include "tests/viz/careers.h"
#include "tests/viz/geometry.h"
#include "viz/render.h"

namespace hoego::viz {
namespace {

using testing::make_career;
using testing::random_career;
using testing::sample_career;

TEST(TimelineTest, SampleCareerIsSound) {
  Timeline t = lay_out_timeline(sample_career(), {});
  testing::expect_sound(t, "sample");
  EXPECT_EQ(t.bars.size(), 12u);
  EXPECT_EQ(t.undated.size(), 1u);
  EXPECT_EQ(t.gaps.size(), 1u);  // after the bootcamp; the one before it may be no gap at all
  EXPECT_EQ(t.left_out, 0u);
  EXPECT_EQ(t.picture.hotspots.size(), 13u + 2u);
}

TEST(TimelineTest, ThousandRandomCareersAreSound) {
  for (uint64_t seed = 1; seed <= 1000; ++seed) {
    Career career = random_career(seed);
    Timeline t = lay_out_timeline(career, {});
    testing::expect_sound(t, "seed " + std::to_string(seed));
    EXPECT_EQ(t.bars.size() + t.undated.size() + t.left_out, career.steps.size());
    if (::testing::Test::HasFailure()) break;
  }
}

TEST(TimelineTest, DarkAndEnglishAreSoundToo) {
  for (uint64_t seed = 1; seed <= 50; ++seed)
    testing::expect_sound(lay_out_timeline(random_career(seed), {Theme::kDark, Language::kEnglish}),
                          "seed " + std::to_string(seed));
}

TEST(TimelineTest, BarsAreToScale) {
  Timeline t =
      lay_out_timeline(make_career("a", {{"work", "cto", "", "A", "2018-01", "2018-12"},
                                         {"education", "student", "", "B", "2012-01", "2017-12"}}),
                       {});
  ASSERT_EQ(t.bars.size(), 2u);
  EXPECT_NEAR(t.bars[1].rect.width / t.bars[0].rect.width, 6, 0.01);
  EXPECT_NEAR(t.bars[0].rect.x, t.axis.x(2018 * 12), 0.01);
}

TEST(TimelineTest, RolesOfOneEmployerAreOneBar) {
  Timeline t = lay_out_timeline(
      make_career("a", {{"work", "data-engineer", "", "A", "2018-01", "2019-12", "transferred"},
                        {"work", "team-lead", "", "A", "2020-01", "2022-12"}}),
      {});
  ASSERT_EQ(t.bars.size(), 2u);
  EXPECT_EQ(t.bars[0].row, t.bars[1].row);
  EXPECT_NEAR(t.bars[0].rect.right(), t.bars[1].rect.x, 0.01);
  EXPECT_TRUE(t.gaps.empty());
}

TEST(TimelineTest, OverlappingStepsStandInSubLanes) {
  Timeline t = lay_out_timeline(make_career("a", {{"work", "cto", "", "A", "2018-01", "2020-12"},
                                                  {"work", "cto", "", "B", "2019-01", "2021-12"}}),
                                {});
  ASSERT_EQ(t.bars.size(), 2u);
  EXPECT_NE(t.bars[0].row, t.bars[1].row);
}

TEST(TimelineTest, ManyStepsFitOrAreCounted) {
  Career career;
  career.name = "많음";
  for (uint64_t seed = 1; career.steps.size() < 10000; ++seed)
    for (CareerStep& step : random_career(seed, 60).steps) career.steps.push_back(step);
  career.steps.resize(10000);
  std::clock_t begin = std::clock();
  Timeline t = lay_out_timeline(career, {});
  std::string svg = render(t.picture, Format::kSvg);
  double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  EXPECT_THAT(svg, ::testing::HasSubstr("그리지 못한 단계 " + std::to_string(t.left_out)));
#ifdef NDEBUG
  EXPECT_LT(seconds, 1) << "of the processor, not of the clock: other tests run beside";
#else
  (void)seconds;
#endif
  EXPECT_EQ(t.bars.size() + t.undated.size() + t.left_out, 10000u);
  EXPECT_GT(t.left_out, 0u);
  testing::expect_inside(t.picture, "many");
}

TEST(TimelineTest, EmptyCareerStillHasAPage) {
  Timeline t = lay_out_timeline(Career{}, {});
  EXPECT_GT(t.picture.width, 100);
  EXPECT_GT(t.picture.height, 100);
  testing::expect_sound(t, "empty");
}

TEST(TimelineTest, FarYearsAreLeftOutAndSaid) {
  Timeline t = lay_out_timeline(make_career("a", {{"work", "cto", "", "A", "0001-01", "2020-12"},
                                                  {"work", "cto", "", "B", "2019-01", "2021-12"}}),
                                {});
  EXPECT_EQ(t.left_out, 1u);
  EXPECT_LT(t.picture.width, 3000);
}

TEST(TimelineTest, TooltipTellsRoleDatesDurationAndQuote) {
  Career career = sample_career();
  TimeSpan span = *span_of(career.steps[3], reference_month(career));
  EXPECT_EQ(step_tooltip(career.steps[3], &span, Language::kKorean),
            "백엔드 개발자 · SI 기업\n2018.03 – 2020.06 무렵 (약 2년 4개월)\n→ 퇴사\n"
            "“2018년 3월 <SI 기업>에 \"입사\"했다.”\n— 퇴사 회고");
}

TEST(TimelineTest, TooltipTellsDatesAsSaidAndTheDateOfThePost) {
  Career career = make_career("가", {{"work", "cto", "기술 이사", "A", "2022-12~", "2023-07"}});
  career.steps[0].evidence = {
      {"작년 말부터 일했다.", "2023년 회고", "a.md", "", parse_edtf("2023-12-30"), "작년 말부터"},
      {"7월에 나왔다.", "퇴사", "b.md", "", std::nullopt, "7월"},
      {"말 그대로.", "", "c.md", "", std::nullopt, "7월"}};
  EXPECT_EQ(step_tooltip(career.steps[0], nullptr, Language::kKorean),
            "기술 이사 · A\n2022.12 무렵 – 2023.07\n글에서는: 작년 말부터 · 7월\n"
            "“작년 말부터 일했다.”\n— 2023년 회고 (2023.12.30)\n“7월에 나왔다.”\n— 퇴사\n"
            "“말 그대로.”\n— c.md");
}

TEST(TimelineTest, ARoughGapEndsWhereTheNextJobBegins) {
  Timeline t = lay_out_timeline(make_career("가", {{"gap", "", "", "", "2022-07", "2022-08~"},
                                                   {"work", "cto", "", "B", "2022-08", "2023-07"}}),
                                {});
  ASSERT_EQ(t.bars.size(), 2u);
  EXPECT_NEAR(t.bars[0].rect.right(), t.axis.x(2022 * 12 + 7), 0.01);
}

TEST(TimelineTest, OnlySafeLinks) {
  EXPECT_EQ(post_url("a.md", "../posts/"), "../posts/a.md");
  EXPECT_EQ(post_url("a.md", ""), "");
  EXPECT_EQ(post_url("https://x.io/a", ""), "https://x.io/a");
  EXPECT_EQ(post_url("a.md", "javascript:alert(1)//"), "");
  EXPECT_EQ(post_url("alert(1)", "JavaScript:"), "");
}

struct SpanCase {
  const char* start;
  const char* end;
  double begin, certain_begin, certain_end, end_month;
};

TEST(SpanTest, WhatIsCertainAndWhatPerhaps) {
  const double y = 2020 * 12.0;
  const SpanCase cases[] = {
      {"2020-03", "2020-05", y + 2, y + 2, y + 5, y + 5},
      {"2020", "2021-12", y, y + 12, y + 24, y + 24},
      {"2020-03", "2021", y + 2, y + 2, y + 12, y + 24},
      {"2020", "2020", y, y + 6, y + 6, y + 12},
      {"2020-03~", "2021-12", y + 0.5, y + 4.5, y + 24, y + 24},
  };
  for (const SpanCase& c : cases) {
    CareerStep step = testing::make_step({"work", "", "", "", c.start, c.end}, 0);
    std::optional<TimeSpan> span = span_of(step, y + 60);
    ASSERT_TRUE(span) << c.start;
    EXPECT_NEAR(span->begin, c.begin, 0.01) << c.start;
    EXPECT_NEAR(span->certain_begin, c.certain_begin, 0.01) << c.start;
    EXPECT_NEAR(span->certain_end, c.certain_end, 0.01) << c.end;
    EXPECT_NEAR(span->end, c.end_month, 0.01) << c.end;
  }
}

TEST(SpanTest, OpenAndUnknownAreNotTheSame) {
  CareerStep open = testing::make_step({"work", "", "", "", "2020-01", ".."}, 0);
  CareerStep unknown = testing::make_step({"work", "", "", "", "2020-01", ""}, 0);
  TimeSpan a = *span_of(open, 2022 * 12.0);
  TimeSpan b = *span_of(unknown, 2022 * 12.0);
  EXPECT_TRUE(a.open);
  EXPECT_FALSE(a.end_unknown);
  EXPECT_NEAR(a.certain_end, 2022 * 12.0, 0.01);
  EXPECT_TRUE(b.end_unknown);
  EXPECT_FALSE(b.open);
  EXPECT_LT(b.end, 2021 * 12.0);
}

TEST(PictureTest, EmojiThatFacesOfTextHaveNotAreLeftOut) {
  auto drawn = [](const char* text) {
    Picture p;
    p.text({0, 0}, text, {});
    return std::get<Text>(p.shapes.at(0)).text;
  };
  EXPECT_EQ(drawn("출처  🗺️ 삶의 지도"), "출처  삶의 지도");
  EXPECT_EQ(drawn("👨‍💻 개발자"), "개발자");
  EXPECT_EQ(drawn("A  ·  B → C"), "A  ·  B → C");
  EXPECT_EQ(drawn("🎉"), "🎉");
}

}  // namespace
}  // namespace hoego::viz

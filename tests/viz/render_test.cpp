// SPDX-License-Identifier: Apache-2.0
// Pictures through Graphviz: formats, bytes, escaping, links, limits.
#include "viz/render.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "base/error.h"
#include "base/unicode.h"
#include "tests/viz/careers.h"
#include "viz/timeline.h"

namespace hoego::viz {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Picture sample() {
  return lay_out_timeline(testing::sample_career(), {}).picture;
}

// WCAG 2.1: how far the lighter of two colours is above the darker.
double contrast(std::string_view one, std::string_view other) {
  auto luminance = [](std::string_view color) {
    constexpr double kWeights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (size_t i = 0; i < 3; ++i) {
      double part = std::stoi(std::string(color.substr(1 + 2 * i, 2)), nullptr, 16) / 255.0;
      sum += kWeights[i] * (part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  };
  auto [low, high] = std::minmax({luminance(one), luminance(other)});
  return (high + 0.05) / (low + 0.05);
}

TEST(PaletteTest, TextAndEdgesHaveTheContrastThatReadersNeed) {
  for (Theme theme : {Theme::kLight, Theme::kDark}) {
    const Palette& colors = palette(theme);
    for (std::string_view ink : {colors.ink, colors.ink_low, colors.ink_faint})
      EXPECT_GE(contrast(ink, colors.page), 4.5) << ink;
    for (size_t family = 0; family < kFamilyCount; ++family) {
      EXPECT_GE(contrast(colors.ink, colors.tint[family]), 4.5) << family;
      EXPECT_GE(contrast(colors.ink_low, colors.tint[family]), 4.5) << family;
      EXPECT_GE(contrast(colors.strong[family], colors.page), 3) << family;
    }
  }
}

TEST(RenderTest, SvgIsDressedForReadersOfScreens) {
  std::string svg = render(sample(), Format::kSvg);
  EXPECT_THAT(svg, StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg "));
  EXPECT_THAT(svg, HasSubstr("role=\"img\" lang=\"ko\""));
  EXPECT_THAT(svg, HasSubstr("<title id=\"hoego-title\">한다온의 경력</title>"));
  EXPECT_THAT(svg, HasSubstr("<desc id=\"hoego-desc\">"));
  EXPECT_THAT(svg, HasSubstr(">백엔드 개발자</text>"));
  EXPECT_THAT(svg, HasSubstr("'NanumGothic','Nanum Gothic','Noto Sans KR'"));
  EXPECT_THAT(svg, HasSubstr("“2018년 3월 &lt;SI 기업&gt;에 &quot;입사&quot;했다.”"));
}

TEST(RenderTest, SamePictureSameBytes) {
  for (Format format : {Format::kSvg, Format::kPng, Format::kPdf, Format::kDot})
    EXPECT_EQ(render(sample(), format), render(sample(), format)) << static_cast<int>(format);
}

TEST(RenderTest, FormatsAreWhatTheySay) {
  EXPECT_THAT(render(sample(), Format::kPng), StartsWith("\x89PNG"));
  EXPECT_THAT(render(sample(), Format::kPdf), StartsWith("%PDF"));
  EXPECT_THAT(render(sample(), Format::kDot), HasSubstr("digraph hoego {"));
}

TEST(RenderTest, PdfEmbedsAFaceWithHangul) {
  EXPECT_THAT(render(sample(), Format::kPdf), HasSubstr("/FontFile"));
}

TEST(RenderTest, HostileTextStaysText) {
  Picture p;
  p.width = 300, p.height = 60;
  p.title = "<script>&\"'";
  p.text({10, 20}, "C:\\new \\N \\G <b>&amp;</b> \x01\xff\"끝", {});
  p.hotspots.push_back({"a",
                        {5, 5, 50, 20},
                        "\\N \\T <i>",
                        "x\n\\N \"</title><script>",
                        "javascript:alert(1)",
                        "g\"><script>"});
  p.hotspots.push_back({"b", {60, 5, 50, 20}, "b", "", "https://x.io/?a=1&b=\"2\"", ""});
  std::string svg = render(p, Format::kSvg);
  EXPECT_THAT(svg, Not(HasSubstr("<script>")));
  EXPECT_THAT(svg, Not(HasSubstr("javascript")));
  EXPECT_THAT(svg, HasSubstr("C:\\new \\N \\G"));
  EXPECT_THAT(svg, HasSubstr("https://x.io/?a=1&amp;b=&quot;2&quot;"));
  EXPECT_EQ(first_invalid_utf8(svg), kNoOffset);
  std::string dot = render(p, Format::kDot);
  EXPECT_THAT(dot, Not(HasSubstr("javascript")));
}

TEST(RenderTest, PngBeyondTheLimitIsRefused) {
  Picture p;
  p.width = 20000, p.height = 50;
  try {
    render(p, Format::kPng);
    FAIL();
  } catch (const Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::kInput);
    EXPECT_STREQ(e.what(), "the picture would be 40000 pixels long; PNG ends at 32767");
  }
  EXPECT_NO_THROW(render(p, Format::kSvg));
}

TEST(RenderTest, SafeUrls) {
  for (const char* yes : {"http://a", "HTTPS://a/b", "a.md", "../a/b.md", "/a:b", "?q=a:b", "#x:y"})
    EXPECT_TRUE(is_safe_url(yes)) << yes;
  for (const char* no : {"javascript:x", "data:text/html,x", "file:///etc", "//evil.io/x",
                         "java\nscript:x", " javascript:x", "vbscript:x"})
    EXPECT_FALSE(is_safe_url(no)) << no;
}

TEST(RenderTest, FormatByEnding) {
  EXPECT_EQ(format_of("a.b/c.SVG"), Format::kSvg);
  EXPECT_EQ(format_of("x.gv"), Format::kDot);
  EXPECT_EQ(format_of("x.jpeg"), std::nullopt);
  EXPECT_EQ(format_of("svg"), std::nullopt);
}

TEST(RenderTest, HundredsOfPicturesInARow) {
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    std::string svg =
        render(lay_out_timeline(testing::random_career(seed), {}).picture, Format::kSvg);
    EXPECT_THAT(svg, HasSubstr("</svg>"));
  }
}

}  // namespace
}  // namespace hoego::viz

// SPDX-License-Identifier: Apache-2.0
// Pictures of careers that were read from posts: geometry on our samples, and on the posts beside
// the project where they are.
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/graph_file.h"
#include "tests/viz/geometry.h"
#include "viz/compare.h"
#include "viz/flows.h"
#include "viz/map.h"
#include "viz/page.h"
#include "viz/timeline.h"

namespace hoego::cli {
namespace {

// On one page and on paper.
void expect_sound_career(const viz::Career& career, const std::string& what) {
  viz::testing::expect_sound(viz::lay_out_timeline(career, {}), what);
  for (const viz::Timeline& sheet : viz::lay_out_timeline_sheets(career, {}, viz::kA4Landscape)) {
    viz::testing::expect_sound(sheet, what + " on paper");
    EXPECT_FALSE(sheet.crowded) << what;
  }
}

void expect_sound_pictures(const std::string& folder) {
  GraphFile file = GraphFile::open(folder);
  std::vector<viz::Career> careers = viz::all_careers(file.graph());
  ASSERT_FALSE(careers.empty());
  for (const viz::Career& career : careers) expect_sound_career(career, career.name);
  viz::Comparison together = viz::lay_out_comparison(careers, {});
  viz::testing::expect_inside(together.picture, "comparison");
  viz::testing::expect_apart(together.labels, "comparison");
  size_t people = 0;
  for (const viz::Comparison& sheet :
       viz::lay_out_comparison_sheets(careers, {}, viz::kA4Landscape)) {
    viz::testing::expect_sound(sheet, "comparison on paper");
    people += sheet.people.size();
  }
  EXPECT_EQ(people, careers.size());
  for (viz::MapKind kind : {viz::MapKind::kRole, viz::MapKind::kCompany, viz::MapKind::kLeaving}) {
    viz::Language korean = viz::Language::kKorean;
    viz::CareerMap map =
        viz::lay_out_map(viz::map_flows(careers, kind, korean), viz::map_options(kind, korean));
    viz::testing::expect_inside(map.picture, "map");
    EXPECT_FALSE(map.stations.empty());
  }
}

TEST(PicturesTest, OfOurSamples) {
  expect_sound_pictures(HOEGO_SOURCE_DIR "/samples/posts");
}

TEST(PicturesTest, OfThePostsBesideTheProject) {
  std::string posts = HOEGO_SOURCE_DIR "/../shared/corpus/posts";
  if (!std::filesystem::exists(posts)) GTEST_SKIP() << "no posts at " << posts;
  for (const auto& author : std::filesystem::directory_iterator(posts))
    if (author.is_directory()) {
      SCOPED_TRACE(author.path().string());
      GraphFile file = GraphFile::open(author.path().string());
      for (const viz::Career& career : viz::all_careers(file.graph()))
        expect_sound_career(career, author.path().string());
    }
}

TEST(PicturesTest, SameBytesFromTheSamePosts) {
  auto draw = [] {
    GraphFile file = GraphFile::open(HOEGO_SOURCE_DIR "/samples/posts");
    std::vector<viz::Career> careers = viz::all_careers(file.graph());
    return viz::html_page(viz::lay_out_timeline(careers.at(0), {}).picture);
  };
  EXPECT_EQ(draw(), draw());
}

}  // namespace
}  // namespace hoego::cli

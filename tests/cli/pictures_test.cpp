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

void expect_sound_pictures(const std::string& folder) {
  GraphFile file = GraphFile::open(folder);
  std::vector<viz::Career> careers = viz::all_careers(file.graph());
  ASSERT_FALSE(careers.empty());
  for (const viz::Career& career : careers)
    viz::testing::expect_sound(viz::lay_out_timeline(career, {}), career.name);
  viz::Comparison together = viz::lay_out_comparison(careers, {});
  viz::testing::expect_inside(together.picture, "comparison");
  viz::testing::expect_apart(together.labels, "comparison");
  for (viz::StationKind kind : {viz::StationKind::kRole, viz::StationKind::kOrganization}) {
    viz::CareerMap map = viz::lay_out_map(viz::flows_of(careers, kind, viz::Language::kKorean), {});
    viz::testing::expect_inside(map.picture, "map");
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
        viz::testing::expect_sound(viz::lay_out_timeline(career, {}), author.path().string());
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

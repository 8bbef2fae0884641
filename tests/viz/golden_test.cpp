// SPDX-License-Identifier: Apache-2.0
// A dozen careers as DOT, kept beside this file. What changes is to be looked at:
//   HOEGO_UPDATE_GOLDEN=1 build/debug/test_viz --gtest_filter='Golden*' && git diff
//   tests/viz/golden
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/viz/careers.h"
#include "viz/compare.h"
#include "viz/map.h"
#include "viz/render.h"
#include "viz/timeline.h"

namespace hoego::viz {
namespace {

using testing::make_career;

struct GoldenCase {
  const char* name;
  Picture picture;
};

Picture timeline_of(const Career& career, TimelineOptions options = {}) {
  return lay_out_timeline(career, options).picture;
}

std::vector<GoldenCase> cases() {
  Career moves = make_career(
      "가람", {{"work", "data-analyst", "데이터 분석가", "A", "2018-01", "2019-12", "transferred"},
               {"work", "data-engineer", "데이터 엔지니어", "A", "2020-01", "2021-06", "moved"},
               {"work", "cto", "CTO", "B", "2021-07", ".."}});
  Career study = make_career(
      "나래", {{"education", "student", "대학생", "대학", "2014-03", "2018-02", "graduated"},
               {"work", "data-engineer", "데이터 엔지니어", "C", "2018-05", "2022-02"}});
  std::vector<Career> both = {moves, study};
  CompareOptions aligned;
  aligned.aligned = true;
  return {
      {"empty", timeline_of({})},
      {"known", timeline_of(make_career("가", {{"work", "cto", "", "A", "2018-01", "2019-12"}}))},
      {"rough", timeline_of(make_career("가", {{"work", "cto", "", "A", "2018", "2021-06~"}}))},
      {"open", timeline_of(make_career("가", {{"work", "cto", "", "A", "2018-01", ".."}}))},
      {"unknown", timeline_of(make_career("가", {{"work", "cto", "", "A", "2018-01", ""},
                                                 {"work", "cto", "", "B", "", "2017-01"},
                                                 {"work", "cto", "", "C", "", ""}}))},
      {"planned",
       timeline_of(make_career("가", {{"work", "cto", "", "A", "2018-01", "2018-12", "", true}}))},
      {"gap", timeline_of(make_career("가", {{"work", "cto", "", "A", "2018-01", "2018-12"},
                                             {"work", "cto", "", "B", "2020-01", "2020-12"}}))},
      {"roles", timeline_of(moves)},
      {"dark", timeline_of(study, {Theme::kDark, Language::kEnglish, ""})},
      {"compare", lay_out_comparison(both, {}).picture},
      {"aligned", lay_out_comparison(both, aligned).picture},
      {"map", lay_out_map(flows_of(both, StationKind::kRole, Language::kKorean), {}).picture},
  };
}

TEST(GoldenTest, DotIsAsItWas) {
  for (const GoldenCase& c : cases()) {
    std::string dot = render(c.picture, Format::kDot);
    std::string path = std::string(HOEGO_SOURCE_DIR "/tests/viz/golden/") + c.name + ".dot";
    if (std::getenv("HOEGO_UPDATE_GOLDEN")) {
      std::ofstream(path, std::ios::binary) << dot;
      continue;
    }
    std::ifstream file(path, std::ios::binary);
    std::string wanted{std::istreambuf_iterator<char>(file), {}};
    EXPECT_TRUE(dot == wanted) << path << " is not what is drawn now";
  }
}

}  // namespace
}  // namespace hoego::viz

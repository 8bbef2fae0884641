// SPDX-License-Identifier: Apache-2.0
// The career of one person as a timeline: a lane for each track, bars to scale, what is uncertain
// drawn as such. The layout is pure data; nothing here draws by itself.
//
//   Timeline t = lay_out_timeline(read_career(graph, person), {});
//   std::string svg = render(t.picture, Format::kSvg);
//   t.bars[0].rect, t.bars[0].label    // what the geometry tests look at
//
// Guaranteed for any career: bars and labels do not overlap each other, nothing stands outside the
// page, every text is inside its box. What cannot be shown is counted in `left_out` and said in
// the caption.
#pragma once

#include <string>
#include <vector>

#include "viz/axis.h"
#include "viz/career.h"
#include "viz/picture.h"
#include "viz/style.h"

namespace hoego::viz {

struct TimelineOptions {
  Theme theme = Theme::kLight;
  Language language = Language::kKorean;
  // Where the posts are read: put before the `source` of a post to make a link ("https://x.io/",
  // "../posts/"); empty: only sources that are http(s) themselves are links.
  std::string link_base;
};

struct PlacedBar {
  size_t step = 0;  // index into career.steps
  size_t lane = 0;
  int row = 0;  // sub-lane in its lane
  Rect rect;
  Rect label;  // empty for a segment that shares the label of its neighbour
  bool inside = true;
};

struct Timeline {
  Picture picture;
  Axis axis;
  std::vector<PlacedBar> bars;
  std::vector<Rect> gaps;       // bands "공백 약 1년"
  std::vector<Rect> labels;     // boxes of all texts of the plot: bars, gaps, lane names
  std::vector<size_t> undated;  // steps without any date, listed below the plot
  size_t left_out = 0;
  double bottom = 0;     // of what is drawn: a sheet of paper goes on below
  bool crowded = false;  // of a sheet of paper: not everything found room on it
};

Timeline lay_out_timeline(const Career& career, const TimelineOptions& options);

// The same on paper, a sheet for every ten years, of a crowded career for every six: bars go on
// from sheet to sheet with chevrons at the edges, each sheet has its number and its legend, the
// last one the sources and the undated. What is crowded even so is drawn smaller, down to three
// fifths; what then finds no room is counted.
// For render_pdf().
//
//   std::vector<Timeline> sheets = lay_out_timeline_sheets(career, {}, kA4Landscape);
struct Paper {
  double width;  // points
  double height;
};
inline constexpr Paper kA4Landscape = {841.89, 595.28};

// What is short is drawn larger, so that it fills its page: up to so many years, if one page holds
// them. The largest first.
struct PaperScale {
  int years;
  double scale;
};
inline constexpr PaperScale kShortOnPaper[] = {{3, 1.5}, {4, 1.3}, {6, 1.15}};
std::vector<Timeline> lay_out_timeline_sheets(const Career& career, const TimelineOptions& options,
                                              const Paper& paper);

// How many steps of the career stand on none of its sheets; one that goes over several sheets may
// have found room on some of them only.
size_t steps_not_drawn(const Career& career, const std::vector<Timeline>& sheets);

// Whether a step is another role of the same employment: drawn as a segment of the same bar.
bool continues_role(const CareerStep& before, const TimeSpan& before_span, const CareerStep& step,
                    const TimeSpan& span);

// The link to a post, or empty.
std::string post_url(const std::string& source, const std::string& link_base);
// When a step was in the words of its posts: "작년 말부터 · 2023년 6월까지"; empty: worked out.
std::string dates_as_said(const CareerStep& step);
// What hovering over a step tells: what, where, when, when in the posts' own words, how it ended,
// and each sentence with its post.
std::string step_tooltip(const CareerStep& step, const TimeSpan* span, Language language);
// "백엔드 개발자" and "핀테크 스타트업 · 2년".
std::string step_headline(const CareerStep& step, Language language);
std::string step_subline(const CareerStep& step, const TimeSpan* span, Language language);

}  // namespace hoego::viz

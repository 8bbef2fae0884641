// SPDX-License-Identifier: Apache-2.0
// Several careers on one axis: a lane for each person, by the calendar or aligned on the first
// year of each ("1년차").
//
//   Comparison c = lay_out_comparison(careers, {.aligned = true});
//   std::string png = render(c.picture, Format::kPng);
//
// Only the career line and the studies are shown, without communities and mentoring. Bars and
// labels do not overlap, nothing stands outside the page; what does not fit is counted.
#pragma once

#include <string>
#include <vector>

#include "viz/timeline.h"

namespace hoego::viz {

enum class CompareOrder { kAsGiven, kByStart, kByLength, kByName };

struct CompareOptions {
  Theme theme = Theme::kLight;
  Language language = Language::kKorean;
  std::string link_base;
  std::string title;     // empty: "N명의 경력"
  bool aligned = false;  // each on the start of its first work (else of its first step)
  // Aligned on the start of this role or organisation instead (id, name, a part of the name of an
  // organisation); who never had it is left out.
  std::string align_on;
  CompareOrder order = CompareOrder::kByStart;
};

struct Comparison {
  Picture picture;
  Axis axis;
  std::vector<PlacedBar> bars;  // `lane` is the index of the person in the picture
  std::vector<Rect> labels;
  std::vector<std::string> people;  // from top to bottom
  bool crowded = false;             // of a page of paper: not everything found room on it
  size_t left_out = 0;              // people and steps that are not in the picture
};

Comparison lay_out_comparison(const std::vector<Career>& careers, const CompareOptions& options);

// The same on paper, a page for as many people as it holds: each page has the whole axis, the
// legend of what is on it and its number, the last one what is not drawn. Of somebody with more
// than a page holds, the steps without room are counted. For pages_pdf().
std::vector<Comparison> lay_out_comparison_sheets(const std::vector<Career>& careers,
                                                  const CompareOptions& options,
                                                  const Paper& paper);

}  // namespace hoego::viz

// SPDX-License-Identifier: Apache-2.0
// One bar of time: tinted body with the ribbon of its family, hatched where uncertain, arrow where
// open, torn where an end is unknown, dashed where only planned, without an edge but with a chevron
// where it goes on on another page.
#pragma once

#include "viz/axis.h"
#include "viz/picture.h"
#include "viz/style.h"

namespace hoego::viz {

inline constexpr double kBarHeight = 34;
inline constexpr double kArrow = 7;  // beyond the end of an open bar
inline constexpr double kRibbon = 4;

struct Bar {
  Rect rect;  // from begin to end, the arrow not included
  double certain_left = 0;
  double certain_right = 0;
  bool torn_left = false;
  bool torn_right = false;
  bool continued_left = false;  // cut by the edge of a page
  bool continued_right = false;
  bool open = false;
  bool planned = false;
  bool quiet = false;  // a gap or a search for work: drawn low
  bool plain = false;  // of very many: no ribbon pattern, no hatching
  Family family = Family::kOther;
};

Bar make_bar(const TimeSpan& span, const Axis& axis, double top, double height, Family family);
void draw_bar(Picture& picture, const Bar& bar, const Palette& colors);
// A mark for what happened on one day.
void draw_point(Picture& picture, Point center, double radius, Family family,
                const Palette& colors);

}  // namespace hoego::viz

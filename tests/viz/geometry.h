// SPDX-License-Identifier: Apache-2.0
// What must hold of every picture.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "viz/compare.h"
#include "viz/picture.h"
#include "viz/timeline.h"

namespace hoego::viz::testing {

inline Rect bounds_of(const std::vector<Point>& points) {
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  for (const Point& p : points) {
    left = std::min(left, p.x), right = std::max(right, p.x);
    top = std::min(top, p.y), bottom = std::max(bottom, p.y);
  }
  return {left, top, right - left, bottom - top};
}

inline std::string show(const Rect& r) {
  return "(" + std::to_string(r.x) + "," + std::to_string(r.y) + " " + std::to_string(r.width) +
         "x" + std::to_string(r.height) + ")";
}

inline void expect_inside(const Picture& picture, const std::string& what) {
  Rect page{0, 0, picture.width, picture.height};
  for (const Shape& shape : picture.shapes) {
    Rect r;
    std::string name = "shape";
    if (auto* polygon = std::get_if<Polygon>(&shape)) r = bounds_of(polygon->points);
    if (auto* line = std::get_if<Line>(&shape)) r = bounds_of(line->points);
    if (auto* text = std::get_if<Text>(&shape)) {
      r = text_box(*text);
      name = text->text;
    }
    EXPECT_TRUE(r.inside(page)) << what << ": outside the page: " << name << " " << show(r);
  }
}

// Rectangles that must be apart; sorted by x so that a thousand pictures stay quick.
inline void expect_apart(std::vector<Rect> rects, const std::string& what) {
  std::sort(rects.begin(), rects.end(), [](const Rect& a, const Rect& b) { return a.x < b.x; });
  constexpr double kTouch = 0.05;
  for (size_t i = 0; i < rects.size(); ++i)
    for (size_t j = i + 1; j < rects.size() && rects[j].x < rects[i].right() - kTouch; ++j) {
      Rect a{rects[i].x + kTouch, rects[i].y, rects[i].width - 2 * kTouch, rects[i].height};
      EXPECT_FALSE(a.overlaps(rects[j])) << what << ": " << show(a) << " and " << show(rects[j]);
    }
}

inline void expect_sound(const Timeline& t, const std::string& what) {
  expect_inside(t.picture, what);
  std::vector<Rect> rects;
  for (const PlacedBar& bar : t.bars) rects.push_back(bar.rect);
  expect_apart(rects, what + " bars");
  expect_apart(t.labels, what + " labels");
  // A label stands in exactly one bar or in none.
  for (const Rect& label : t.labels)
    for (const PlacedBar& bar : t.bars) {
      if (!label.overlaps(bar.rect)) continue;
      bool within =
          label.x >= bar.rect.x && label.y >= bar.rect.y && label.bottom() <= bar.rect.bottom();
      EXPECT_TRUE(bar.inside && within)
          << what << ": label " << show(label) << " cuts bar " << show(bar.rect);
    }
  for (const Rect& gap : t.gaps)
    for (const PlacedBar& bar : t.bars)
      EXPECT_FALSE(gap.overlaps(bar.rect)) << what << ": gap on bar";
}

inline void expect_sound(const Comparison& c, const std::string& what) {
  expect_inside(c.picture, what);
  std::vector<Rect> rects;
  for (const PlacedBar& bar : c.bars) rects.push_back(bar.rect);
  expect_apart(rects, what + " bars");
  expect_apart(c.labels, what + " labels");
  for (const PlacedBar& one : c.bars)
    for (const PlacedBar& other : c.bars) {
      if (&one == &other || !one.label.overlaps(other.rect)) continue;
      ADD_FAILURE() << what << ": a label on the bar of another step";
    }
}

}  // namespace hoego::viz::testing

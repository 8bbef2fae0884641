// SPDX-License-Identifier: Apache-2.0
// Drawing bars out of polygons and lines.
#include "viz/bars.h"

#include <algorithm>
#include <cmath>

namespace hoego::viz {
namespace {

constexpr double kMinWidth = 5;
constexpr double kHatch = 5;  // distance of hatch lines
constexpr double kTooth = 3;  // depth of a torn edge
constexpr int kTeeth = 6;

struct Looks {
  std::string strong;
  std::string tint;
  std::string faint;  // the strong colour, mostly transparent
};

Looks looks_of(const Bar& bar, const Palette& colors) {
  auto i = static_cast<size_t>(bar.family);
  if (bar.quiet) return {std::string(colors.ink_faint), "", std::string(colors.ink_faint) + "66"};
  std::string strong(colors.strong[i]);
  return {strong, std::string(colors.tint[i]), strong + "66"};
}

// Down a torn edge at x, teeth to the side that `direction` says.
void append_torn(std::vector<Point>& out, double x, double from, double to, double direction) {
  for (int i = 0; i <= kTeeth; ++i) {
    double y = from + (to - from) * i / kTeeth;
    out.push_back({i % 2 == 0 ? x : x + direction * kTooth, y});
  }
}

// The outline of the bar, clockwise: straight, torn or pointed at its ends.
std::vector<Point> outline(const Bar& bar) {
  const Rect& r = bar.rect;
  std::vector<Point> points;
  if (bar.torn_left)
    append_torn(points, r.x, r.bottom(), r.y, 1);
  else
    points.insert(points.end(), {{r.x, r.bottom()}, {r.x, r.y}});
  if (bar.torn_right)
    append_torn(points, r.right(), r.y, r.bottom(), -1);
  else if (bar.open)
    points.insert(
        points.end(),
        {{r.right(), r.y}, {r.right() + kArrow, r.y + r.height / 2}, {r.right(), r.bottom()}});
  else
    points.insert(points.end(), {{r.right(), r.y}, {r.right(), r.bottom()}});
  return points;
}

// The edges of the outline that are drawn: none where the bar goes on, and torn ones whole where
// the rest is dashed, for teeth and dashes are of one size.
void draw_edges(Picture& picture, const Bar& bar, const std::vector<Point>& edge,
                const Stroke& stroke) {
  const Rect& r = bar.rect;
  bool closed = !bar.continued_left && !bar.continued_right;
  if (closed && !(stroke.dashed && (bar.torn_left || bar.torn_right)))
    return picture.polygon(edge, "", stroke);
  picture.line({{r.x, r.y}, {r.right(), r.y}}, stroke);
  picture.line({{r.x, r.bottom()}, {r.right(), r.bottom()}}, stroke);
  auto side = [&](double x, bool torn, double direction) {
    std::vector<Point> points{{x, r.y}, {x, r.bottom()}};
    if (torn) {
      points.clear();
      append_torn(points, x, r.y, r.bottom(), direction);
    }
    picture.line(std::move(points), {stroke.color, stroke.width, stroke.dashed && !torn});
  };
  if (!bar.continued_left) side(r.x, bar.torn_left, 1);
  if (!bar.continued_right && !bar.open) side(r.right(), bar.torn_right, -1);
}

// "»": the bar goes on beyond this edge of the page.
void draw_chevrons(Picture& picture, const Bar& bar, const std::string& color) {
  double middle = bar.rect.y + (bar.rect.height - kRibbon) / 2;
  auto draw = [&](double tip, double direction) {
    for (double x : {tip, tip - 3.5 * direction})
      picture.line({{x - 3 * direction, middle - 4}, {x, middle}, {x - 3 * direction, middle + 4}},
                   {color, 1.2, false});
  };
  if (bar.continued_left) draw(bar.rect.x + 1.5, -1);
  if (bar.continued_right) draw(bar.rect.right() - 1.5, 1);
}

// Diagonals through a rectangle, each clipped to it.
void hatch(Picture& picture, const Rect& r, const std::string& color) {
  if (r.width < 1) return;
  double from = std::floor(r.x / kHatch) * kHatch;
  for (double x = from; x < r.right() + r.height; x += kHatch) {
    double x0 = std::max(r.x, x - r.height);  // lower left end
    double x1 = std::min(r.right(), x);
    if (x1 - x0 < 0.8) continue;
    picture.line({{x0, r.y + (x - x0)}, {x1, r.y + (x - x1)}}, {color, 0.7, false});
  }
}

void ribbon(Picture& picture, const Bar& bar, double left, double right, const std::string& color) {
  double y = bar.rect.bottom() - kRibbon;
  const Pattern& pattern = family_pattern(bar.family);
  if (pattern[0] == 0 || bar.plain) {
    picture.box({left, y, right - left, kRibbon}, color);
    return;
  }
  double x = left;
  for (size_t i = 0; x < right; i = (i + 2) % pattern.size()) {
    picture.box({x, y, std::min(pattern[i], right - x), kRibbon}, color);
    x += pattern[i] + pattern[i + 1];
  }
}

void draw_uncertain(Picture& picture, const Bar& bar, double left, double right,
                    const Looks& looks) {
  if (right - left < 0.5 || bar.plain) return;
  double inset_left = bar.torn_left && left <= bar.rect.x ? kTooth : 0;
  double inset_right = bar.torn_right && right >= bar.rect.right() ? kTooth : 0;
  hatch(picture,
        {left + inset_left, bar.rect.y, right - left - inset_left - inset_right, bar.rect.height},
        looks.faint);
}

void draw_certain(Picture& picture, const Bar& bar, const Looks& looks) {
  double width = bar.certain_right - bar.certain_left;
  if (width < 0.5 || bar.planned) return;
  if (!looks.tint.empty())
    picture.box({bar.certain_left, bar.rect.y, width, bar.rect.height}, looks.tint);
  if (!bar.quiet) ribbon(picture, bar, bar.certain_left, bar.certain_right, looks.strong);
}

}  // namespace

Bar make_bar(const TimeSpan& span, const Axis& axis, double top, double height, Family family) {
  Bar bar;
  bar.family = family;
  double left = axis.x(span.begin);
  double right = std::max(axis.x(span.end), left + kMinWidth);
  bar.rect = {left, top, right - left, height};
  bar.certain_left = std::clamp(axis.x(span.certain_begin), left, right);
  bar.certain_right = std::clamp(axis.x(span.certain_end), bar.certain_left, right);
  bool all_certain = span.certain_begin <= span.begin && span.certain_end >= span.end;
  if (all_certain) bar.certain_right = right;
  bar.torn_left = span.start_unknown;
  bar.torn_right = span.end_unknown;
  bar.open = span.open;
  bar.planned = span.planned;
  bar.continued_left = span.continued_left;
  bar.continued_right = span.continued_right;
  return bar;
}

void draw_bar(Picture& picture, const Bar& bar, const Palette& colors) {
  Looks looks = looks_of(bar, colors);
  std::vector<Point> edge = outline(bar);
  picture.polygon(edge, std::string(colors.page));
  draw_certain(picture, bar, looks);
  if (!bar.planned) {
    draw_uncertain(picture, bar, bar.rect.x, bar.certain_left, looks);
    draw_uncertain(picture, bar, bar.certain_right, bar.rect.right(), looks);
  }
  bool soft = bar.planned || bar.quiet;
  if (bar.open)
    picture.polygon({{bar.rect.right(), bar.rect.y},
                     {bar.rect.right() + kArrow, bar.rect.y + bar.rect.height / 2},
                     {bar.rect.right(), bar.rect.bottom()}},
                    looks.strong);
  draw_edges(picture, bar, edge, {looks.strong, soft ? 1.0 : 0.8, soft});
  draw_chevrons(picture, bar, looks.strong);
}

void draw_point(Picture& picture, Point c, double radius, Family family, const Palette& colors) {
  auto i = static_cast<size_t>(family);
  picture.polygon(
      {{c.x, c.y - radius}, {c.x + radius, c.y}, {c.x, c.y + radius}, {c.x - radius, c.y}},
      std::string(colors.tint[i]), {std::string(colors.strong[i]), 1.4, false});
}

}  // namespace hoego::viz

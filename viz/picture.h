// SPDX-License-Identifier: Apache-2.0
// A drawing as plain data: shapes in points (1/72 inch), y downwards, in the order of painting.
// Layouts (timeline, comparison, map) make one; render() draws it; tests measure it.
//
//   Picture p;
//   p.width = 200, p.height = 80;
//   p.box({10, 10, 120, 30}, "#dbe8f5");
//   p.text({16, 30}, "백엔드 개발자", {.size = 11, .bold = true, .color = "#1b1f24"});
//   render(p, Format::kSvg);
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hoego::viz {

struct Point {
  double x = 0;
  double y = 0;
};

struct Rect {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  double right() const { return x + width; }
  double bottom() const { return y + height; }
  bool overlaps(const Rect& other) const {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }
  bool inside(const Rect& outer) const {
    return x >= outer.x && y >= outer.y && right() <= outer.right() && bottom() <= outer.bottom();
  }
  void scale(double factor) { x *= factor, y *= factor, width *= factor, height *= factor; }
};

enum class Anchor { kStart, kMiddle, kEnd };

struct TextStyle {
  double size = 10;
  bool bold = false;
  std::string color = "#1b1f24";
  Anchor anchor = Anchor::kStart;
};

struct Stroke {
  std::string color;  // empty: no stroke
  double width = 1;
  bool dashed = false;
};

struct Polygon {
  std::vector<Point> points;
  std::string fill;  // "#rrggbb" or "#rrggbbaa"; empty: none
  Stroke stroke;
};
struct Line {
  std::vector<Point> points;
  Stroke stroke;
};
struct Text {
  Point at;  // of the baseline
  std::string text;
  TextStyle style;
};
using Shape = std::variant<Polygon, Line, Text>;

// An area that tells more: hover text and a link.
struct Hotspot {
  std::string id;  // unique in the picture; letters, digits, '-', '_'
  Rect area;
  std::string title;    // one line, for readers of screens and of DOT
  std::string tooltip;  // several lines
  std::string url;      // http, https or relative; render() drops anything else
  std::string group;    // for filters of the HTML page: the lane, the person ...
};
// From one hotspot to another; kept in DOT and read out, drawn by shapes.
struct Connection {
  std::string from;
  std::string to;
  std::string label;
};

struct Picture {
  double width = 0;
  double height = 0;
  std::string title;
  std::string description;  // what a reader of screens hears
  std::string lang = "ko";
  std::string background = "#ffffff";
  std::vector<Shape> shapes;
  std::vector<Hotspot> hotspots;
  std::vector<Connection> connections;
  // The same content as a table, for the page beside the picture: first row is the header.
  std::vector<std::vector<std::string>> rows;

  void box(const Rect& rect, std::string fill, Stroke stroke = {});
  void polygon(std::vector<Point> points, std::string fill, Stroke stroke = {});
  void line(std::vector<Point> points, Stroke stroke);
  void text(Point at, std::string_view text, TextStyle style);
  // Everything larger or smaller, the page too.
  void scale(double factor);
};

// The width of a text in points. Measured with the advance widths of NanumGothic, a little on the
// large side, so that what fits here fits in the faces that stand in for it too.
double text_width(std::string_view text, double size);
// The text, or its longest beginning that fits with a "…" behind it.
std::string fit_text(std::string_view text, double size, double width);
// Lines of at most `width`, broken at spaces where possible, at most `max_lines` (then "…").
std::vector<std::string> wrap_text(std::string_view text, double size, double width,
                                   size_t max_lines);

// Where the ink of a text stands (ascent and descent of the face around the baseline).
Rect text_box(const Text& text);

}  // namespace hoego::viz

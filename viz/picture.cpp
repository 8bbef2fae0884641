// SPDX-License-Identifier: Apache-2.0
// Building pictures, and the one model of how wide a text is.
#include "viz/picture.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/unicode.h"

namespace hoego::viz {
namespace {

// Advance widths of NanumGothic for U+0020..U+007E in thousandths of the size.
constexpr std::array<int, 95> kAsciiWidths = {
    280, 424, 430, 606, 606, 1090, 727, 303,  363, 363, 606, 654, 303, 363, 303, 375,
    606, 606, 606, 606, 606, 606,  606, 606,  606, 606, 303, 303, 547, 654, 547, 545,
    872, 727, 606, 672, 727, 576,  503, 797,  727, 242, 363, 641, 484, 969, 727, 787,
    577, 787, 622, 545, 545, 727,  666, 1029, 666, 666, 545, 363, 966, 363, 654, 545,
    242, 545, 606, 484, 606, 545,  363, 606,  606, 242, 269, 520, 242, 908, 606, 606,
    606, 606, 363, 424, 363, 606,  484, 848,  510, 464, 484, 303, 242, 303, 654};
constexpr double kSafety = 1.04;
constexpr double kAscent = 0.86;
constexpr double kDescent = 0.24;

double cluster_width(char32_t c, int columns) {
  if (c >= 0x20 && c < 0x7f) return kAsciiWidths[c - 0x20] / 1000.0;
  if (c >= 0xAC00 && c <= 0xD7A3) return 0.94;
  if (c == 0xB7) return 0.3;
  if (c == 0x2013 || c == 0x2014) return 0.95;
  if (columns == 0) return 0;
  // Symbols and emoji may come from any face.
  return columns >= 2 ? 1.4 : 0.95;
}

// Pictures of the emoji blocks and what glues them together: faces of text have none of them.
bool is_pictograph(char32_t c) {
  return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x200D;
}

std::string without_pictographs(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); i = next_code_point(text, i)) {
    char32_t c = code_point_at(text, i);
    bool doubled = c == ' ' && i > 0 && (out.empty() || out.back() == ' ') && text[i - 1] != ' ';
    if (!is_pictograph(c) && !doubled) append_utf8(out, c);
  }
  return out.empty() ? text : out;
}

std::string without_controls(std::string_view text) {
  std::string clean = replace_invalid_utf8(text);
  std::string out;
  out.reserve(clean.size());
  for (size_t i = 0; i < clean.size(); i = next_code_point(clean, i)) {
    char32_t c = code_point_at(clean, i);
    bool control = c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xFFFE || c == 0xFFFF ||
                   c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
                   (c >= 0x2066 && c <= 0x2069);
    append_utf8(out, control ? U' ' : c);
  }
  return out;
}

}  // namespace

void Picture::box(const Rect& r, std::string fill, Stroke stroke) {
  polygon({{r.x, r.y}, {r.right(), r.y}, {r.right(), r.bottom()}, {r.x, r.bottom()}},
          std::move(fill), std::move(stroke));
}

void Picture::polygon(std::vector<Point> points, std::string fill, Stroke stroke) {
  shapes.emplace_back(Polygon{std::move(points), std::move(fill), std::move(stroke)});
}

void Picture::line(std::vector<Point> points, Stroke stroke) {
  shapes.emplace_back(Line{std::move(points), std::move(stroke)});
}

void Picture::text(Point at, std::string_view content, TextStyle style) {
  if (content.empty()) return;
  shapes.emplace_back(Text{at, without_pictographs(without_controls(content)), std::move(style)});
}

void Picture::scale(double factor) {
  auto points = [&](std::vector<Point>& all) {
    for (Point& p : all) p = {p.x * factor, p.y * factor};
  };
  for (Shape& shape : shapes) {
    if (auto* polygon = std::get_if<Polygon>(&shape)) {
      points(polygon->points);
      polygon->stroke.width *= factor;
    } else if (auto* line = std::get_if<Line>(&shape)) {
      points(line->points);
      line->stroke.width *= factor;
    } else if (auto* text = std::get_if<Text>(&shape)) {
      text->at = {text->at.x * factor, text->at.y * factor};
      text->style.size *= factor;
    }
  }
  for (Hotspot& spot : hotspots)
    spot.area = {spot.area.x * factor, spot.area.y * factor, spot.area.width * factor,
                 spot.area.height * factor};
  width *= factor;
  height *= factor;
}

double text_width(std::string_view text, double size) {
  double total = 0;
  for (size_t i = 0; i < text.size();) {
    size_t next = next_code_point(text, i);
    char32_t c = code_point_at(text, i);
    total += cluster_width(c, c < 0x7f ? 1 : display_width(text.substr(i, next - i)));
    i = next;
  }
  return total * size * kSafety;
}

std::string fit_text(std::string_view text, double size, double width) {
  if (text_width(text, size) <= width) return std::string(text);
  double left = width - text_width("…", size);
  size_t end = 0;
  while (end < text.size()) {
    size_t next = next_code_point(text, end);
    left -= text_width(text.substr(end, next - end), size);
    if (left < 0) break;
    end = next;
  }
  std::string out(text.substr(0, end));
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out + "…";
}

std::vector<std::string> wrap_text(std::string_view text, double size, double width,
                                   size_t max_lines) {
  std::vector<std::string> lines;
  while (!text.empty() && lines.size() + 1 < max_lines && text_width(text, size) > width) {
    size_t end = 0;
    size_t space = 0;
    double used = 0;
    while (end < text.size()) {
      size_t next = next_code_point(text, end);
      used += text_width(text.substr(end, next - end), size);
      if (used > width) break;
      if (text[end] == ' ') space = end;
      end = next;
    }
    size_t cut = space > 0 ? space : (end > 0 ? end : next_code_point(text, 0));
    lines.emplace_back(text.substr(0, cut));
    text.remove_prefix(cut);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  }
  if (!text.empty()) lines.push_back(fit_text(text, size, width));
  return lines;
}

Rect text_box(const Text& text) {
  double width = text_width(text.text, text.style.size);
  double x = text.at.x;
  if (text.style.anchor == Anchor::kMiddle) x -= width / 2;
  if (text.style.anchor == Anchor::kEnd) x -= width;
  return {x, text.at.y - kAscent * text.style.size, width, (kAscent + kDescent) * text.style.size};
}

}  // namespace hoego::viz

// SPDX-License-Identifier: Apache-2.0
// Swatches in rows.
#include "viz/legend.h"

#include "viz/bars.h"

namespace hoego::viz {
namespace {

constexpr double kSwatch = 26;
constexpr double kText = 9;
constexpr double kRow = 20;

class Rows {
 public:
  Rows(Picture& picture, const Palette& colors, Point at, double right)
      : picture_(picture), colors_(colors), left_(at.x), right_(right), x_(at.x), y_(at.y) {}

  // `bar` is a swatch wide; its certain part counts from the swatch's left.
  void bar(Bar bar, std::string_view text) {
    double arrow = bar.open ? kArrow : 0;
    make_room(text, arrow);
    bar.rect = {x_, y_, kSwatch, 13};
    bar.certain_left += x_;
    bar.certain_right += x_;
    draw_bar(picture_, bar, colors_);
    say_beside(text, arrow);
  }
  void dashed_line(std::string_view text) {
    make_room(text, 0);
    picture_.line({{x_, y_ + 6.5}, {x_ + kSwatch, y_ + 6.5}},
                  {std::string(colors_.accent), 0.9, true});
    say_beside(text, 0);
  }
  void next_row() {
    if (x_ == left_) return;
    x_ = left_;
    y_ += kRow;
  }
  double bottom() const { return y_; }

 private:
  double width(std::string_view text) const { return kSwatch + 6 + text_width(text, kText) + 18; }
  void make_room(std::string_view text, double arrow) {
    if (x_ + width(text) + arrow > right_) next_row();
  }
  void say_beside(std::string_view text, double arrow) {
    picture_.text({x_ + kSwatch + 6 + arrow, y_ + 10}, text,
                  {kText, false, std::string(colors_.ink_low)});
    x_ += width(text) + arrow;
  }

  Picture& picture_;
  const Palette& colors_;
  double left_;
  double right_;
  double x_;
  double y_;
};

}  // namespace

void Legend::add(const TimeSpan& span) {
  torn |= span.start_unknown || span.end_unknown;
  rough |= !span.planned && span.length() > span.certain_end - span.certain_begin + 0.01 &&
           !span.start_unknown && !span.end_unknown;
  open |= span.open;
  planned |= span.planned;
}

double draw_legend(Picture& picture, const Legend& legend, const Palette& colors, Language language,
                   Point at, double right) {
  Rows rows(picture, colors, at, right);
  for (Family family : legend.families)
    rows.bar({.certain_right = kSwatch, .family = family}, legend.family_name(family, language));
  rows.next_row();
  if (legend.rough)
    rows.bar({.certain_left = kSwatch / 2, .certain_right = kSwatch},
             say(language, "빗금: 어림한 시기", "hatched: roughly known"));
  if (legend.torn)
    rows.bar({.certain_right = 8, .torn_right = true},
             say(language, "찢긴 끝: 알 수 없음", "torn: not known"));
  if (legend.open)
    rows.bar({.certain_right = kSwatch, .open = true}, say(language, "진행 중", "goes on"));
  if (legend.planned)
    rows.bar({.certain_right = kSwatch, .planned = true}, say(language, "계획", "planned"));
  if (legend.continued)
    rows.bar({.certain_right = kSwatch, .continued_right = true},
             say(language, "다른 쪽으로 이어짐", "goes on on another page"));
  if (!legend.as_of.empty()) rows.dashed_line(legend.as_of);
  rows.next_row();
  return rows.bottom();
}

double draw_note(Picture& picture, std::string_view note, const Palette& colors, Point at,
                 double right, size_t lines) {
  constexpr double kSize = 8.5;
  constexpr double kAscent = 8;
  constexpr double kStep = 13;
  double y = at.y;
  for (const std::string& line : wrap_text(note, kSize, right - at.x, lines)) {
    picture.text({at.x, y + kAscent}, line, {kSize, false, std::string(colors.ink_faint)});
    y += kStep;
  }
  return y;
}

void draw_page_number(Picture& picture, size_t number, size_t count, const Palette& colors,
                      Point corner) {
  if (count == 1) return;
  picture.text({corner.x, corner.y - 18}, std::to_string(number) + " / " + std::to_string(count),
               {9, false, std::string(colors.ink_low), Anchor::kEnd});
}

}  // namespace hoego::viz

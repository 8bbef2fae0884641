// SPDX-License-Identifier: Apache-2.0
// The plot of a timeline: head, lanes, bars, gaps and their text.
#include <algorithm>
#include <cmath>

#include "viz/timeline_layout.h"

namespace hoego::viz::timeline {
namespace {

std::string year_of(double month) {
  return std::to_string(static_cast<int>(std::floor(month / 12)));
}

}  // namespace

double Layout::lane_height(size_t lane) const {
  if (rows_[lane] == 0) return 0;
  return rows_[lane] * kRowStep - (kRowStep - kBarHeight) + 2 * kLanePad + spread();
}

double Layout::lanes_height() const {
  double height = 0;
  for (size_t lane = 0; lane < kLaneCount; ++lane) height += lane_height(lane);
  return height;
}

double Layout::plot_bottom() const {
  bool posts = std::any_of(career_.posts.begin(), career_.posts.end(),
                           [](const CareerPost& post) { return post.published.has_value(); });
  return plot_top_ + kAxisHeight + std::max(lanes_height(), kRowStep) + (posts ? kPostRow : 0);
}

void Layout::draw_header() {
  Picture& p = out_.picture;
  std::string name = career_.name.empty() ? words("이름 없음", "no name") : career_.name;
  std::string title = fit_text(name + words("의 경력", ": career"), 20, content_right_ - kMargin);
  p.text({kMargin, 50}, title, style(20, true, colors_.ink));
  std::string line;
  if (sheet_ && sheet_->count > 1)
    line = year_of(sheet_->first) + " – " + year_of(sheet_->last - 0.01) + "  ·  ";
  else if (!entries_.empty())
    line = year_of(entries_.front().span.begin) + " – " +
           year_of(std::max(reference_ - 0.01, entries_.back().span.begin)) + "  ·  ";
  line += words("단계 ", "steps ") + std::to_string(career_.steps.size()) + "  ·  " +
          words("글 ", "posts ") + std::to_string(career_.posts.size());
  p.text({kMargin, 69}, line, style(10, false, colors_.ink_low));
  plot_top_ = 88;
}

void Layout::draw_text(double x, double baseline, const std::string& text, const TextStyle& look) {
  if (text.empty()) return;
  out_.picture.text({x, baseline}, text, look);
  out_.labels.push_back(text_box({{x, baseline}, text, look}));
}

// Grid lines do not run through text beside a bar, hatching not through text in it.
void Layout::back(double x, double top, double width, double height) {
  out_.picture.box({x - 2, top, width + 4, height}, std::string(colors_.page) + "d9");
}

void Layout::draw_lanes() {
  y_ = plot_top_ + kAxisHeight;
  for (size_t lane = 0; lane < kLaneCount; ++lane) {
    if (rows_[lane] == 0) continue;
    double top = y_ + kLanePad + spread() / 2;
    out_.picture.line({{kMargin, y_}, {content_right_, y_}},
                      {std::string(colors_.grid), 0.8, false});
    draw_text(kMargin, top + 21, lane_name(lane, language_), style(10, true, colors_.ink_low));
    for (const Item& item : lanes_[lane])
      if (item.row >= 0) draw_item(item, lane, top + item.row * kRowStep);
    y_ += lane_height(lane);
  }
  if (entries_.empty()) draw_nothing();
  out_.picture.line({{kMargin, y_}, {content_right_, y_}}, {std::string(colors_.grid), 0.8, false});
}

void Layout::draw_nothing() {
  std::string none = career_.steps.empty()
                         ? words("알려진 단계가 없음", "no step is known")
                         : words("시기를 아는 단계가 없음", "no step with a known date");
  double x = out_.axis.left + 6;
  back(x, y_ + kLanePad, text_width(none, kSub), 14);
  draw_text(x, y_ + kLanePad + 10.5, none, style(kSub, false, colors_.ink_faint));
}

void Layout::draw_item(const Item& item, size_t lane, double top) {
  if (item.segments.empty()) return draw_gap(item, top);
  for (size_t i = 0; i < item.segments.size(); ++i) draw_segment(item, i, lane, top);
  draw_labels(item, top);
}

// A pale band, lower than a bar, with its name in it or beside it.
void Layout::draw_gap(const Item& item, double top) {
  Picture& p = out_.picture;
  double left = item.bar_left + 1;
  double right = std::max(item.bar_right - 1, left + 2);
  Rect band{left, top + 7, right - left, kBarHeight - 14};
  p.box(band, std::string(colors_.grid_low));
  Stroke edge{std::string(colors_.ink_faint), 0.9, false};
  for (double x : {left, right}) p.line({{x, band.y}, {x, band.bottom()}}, edge);
  if (!item.inside) back(item.label_x, top + 10, item.label_width, 14);
  draw_text(item.label_x, top + 20.5, item.heads[0], style(kSub, false, colors_.ink_low));
  out_.gaps.push_back(band);
}

void Layout::draw_segment(const Item& item, size_t index, size_t lane, double top) {
  const Entry& entry = item.segments[index];
  const CareerStep& s = step(entry);
  PlacedBar placed;
  placed.step = entry.step;
  placed.lane = lane;
  placed.row = item.row;
  placed.inside = item.inside;
  if (entry.span.point) {
    Point center{out_.axis.x(entry.span.begin), top + kBarHeight / 2};
    draw_point(out_.picture, center, kPointRadius, family(entry), colors_);
    placed.rect = {center.x - kPointRadius, center.y - kPointRadius, 2 * kPointRadius,
                   2 * kPointRadius};
  } else {
    Bar bar = make_bar(entry.span, out_.axis, top, kBarHeight, family(entry));
    bool last = index + 1 == item.segments.size();
    if (!last) bar.rect.width = entry.span.length() * out_.axis.per_month;
    bar.quiet = is_quiet(s.kind);
    bar.plain = plain_;
    draw_bar(out_.picture, bar, colors_);
    placed.rect = bar.rect;
  }
  if (index == 0) placed.label = {item.label_x, top, item.label_width, kBarHeight};
  std::string url =
      s.evidence.empty() ? "" : post_url(s.evidence[0].post_source, options_.link_base);
  std::string title = step_headline(s, language_) + ", " +
                      step_subline(s, &entry.whole, language_) + ", " + dates_text(s, language_);
  out_.picture.hotspots.push_back({"step-" + std::to_string(entry.step), placed.rect, title,
                                   step_tooltip(s, &entry.whole, language_), url,
                                   lane_name(lane, language_)});
  out_.bars.push_back(placed);
}

// Where text of that width starts in a bar: in its certain part if there is room, else at its
// beginning, with the hatching paled around it.
double Layout::text_place(const TimeSpan& span, double width, double top) {
  double begin = out_.axis.x(span.begin);
  double certain_begin = out_.axis.x(span.certain_begin);
  double certain_end = out_.axis.x(span.certain_end);
  double edge = span.continued_left ? 8 : span.start_unknown ? 4 : 0;
  if (plain_ || span.planned) return begin + kPadding + edge;
  bool certain_at_left = certain_begin == begin;
  if (certain_begin + width + 2 * kPadding + (certain_at_left ? edge : 0) <= certain_end)
    return certain_begin + kPadding + (certain_at_left ? edge : 0);
  double x = begin + kPadding + edge;
  auto pale = [&](double from, double to) {
    double left = std::max(from, x) - 3;
    double right = std::min(to, x + width + 3);
    if (right > left)
      out_.picture.box({left, top + 2, right - left, 27}, std::string(colors_.page) + "d9");
  };
  bool nothing_certain = certain_end - certain_begin < 0.5;
  double end = out_.axis.x(span.end);
  if (nothing_certain) {
    pale(begin, end - 1);
  } else {
    if (certain_begin > begin) pale(begin, certain_begin + 3);
    if (certain_end < end) pale(certain_end + 3, end - 1);
  }
  return x;
}

void Layout::draw_labels(const Item& item, double top) {
  double head = top + (item.sub.empty() ? 19 : 13.5);
  double sub = top + 25.5;
  if (!item.inside) {
    back(item.label_x, top + 3, item.label_width, kBarHeight - 6);
    draw_text(item.label_x, head, item.heads[0], style(kHead, true, colors_.ink));
    draw_text(item.label_x, sub, item.sub, style(kSub, false, colors_.ink_low));
    return;
  }
  for (size_t i = 0; i < item.segments.size(); ++i) {
    if (item.heads[i].empty()) continue;
    double width = text_width(item.heads[i], kHead);
    if (i == 0) width = std::max(width, text_width(item.sub, kSub));
    double x = text_place(item.segments[i].span, width, top);
    draw_text(x, head, item.heads[i], style(kHead, true, colors_.ink));
    if (i == 0) draw_text(x, sub, item.sub, style(kSub, false, colors_.ink_low));
  }
  if (item.tail.empty()) return;
  back(item.label_x, top + 3, item.label_width, kBarHeight - 6);
  draw_text(item.label_x, head, item.tail, style(kHead, true, colors_.ink));
}

void Layout::draw_reference() {
  double x = out_.axis.x(reference_);
  if (x < out_.axis.left || x > out_.axis.right()) return;
  out_.picture.line({{x, plot_top_ + kAxisHeight - 3}, {x, plot_bottom()}},
                    {std::string(colors_.accent), 0.9, true});
}

void Layout::draw() {
  Picture& p = out_.picture;
  p.background = std::string(colors_.page);
  draw_header();
  draw_axis(p, out_.axis, plot_top_, plot_bottom(), colors_, false, language_);
  draw_reference();
  draw_lanes();
  draw_posts();
  y_ = plot_bottom();
  p.line({{kMargin, y_}, {content_right_, y_}}, {std::string(colors_.grid), 0.8, false});
  if (sheet_ && sheet_->number < sheet_->count) out_.undated.clear();
  draw_undated();
  draw_key();
  draw_caption();
  out_.bottom = y_;
  p.width = sheet_ ? sheet_->width : std::ceil(content_right_ + kMargin);
  p.height = sheet_ ? sheet_->height : std::ceil(y_ + kMargin - 6);
  if (sheet_)
    draw_page_number(p, sheet_->number, sheet_->count, colors_, {p.width - kMargin, p.height});
  describe();
}

}  // namespace hoego::viz::timeline

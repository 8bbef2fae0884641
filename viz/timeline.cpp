// SPDX-License-Identifier: Apache-2.0
// Career -> Timeline. The steps of the work stand in lay_out_timeline() at the end.
#include "viz/timeline.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "viz/bars.h"

namespace hoego::viz {
namespace {

constexpr double kMargin = 30;
constexpr double kLaneNames = 74;  // the column on the left
constexpr double kRowStep = kBarHeight + 8;
constexpr double kLanePad = 10;
constexpr double kPadding = 8;  // between a bar's edge and its text
constexpr double kClear = 9;    // between neighbours of one row
constexpr double kHead = 10.5;
constexpr double kSub = 9;
constexpr double kMaxLabel = 330;
constexpr double kPointRadius = 6;
constexpr double kPostRow = 18;
constexpr double kSwatch = 26;  // of the legend
constexpr int kMaxRows = 340;   // what a PNG can hold
constexpr double kMaxMonths = 100 * 12;
constexpr size_t kPlainBeyond = 400;

struct Lane {
  std::string_view korean;
  std::string_view english;
};
constexpr Lane kLanes[] = {
    {"일", "work"},
    {"학업·연구", "study"},
    {"교육 과정", "programmes"},
    {"커뮤니티", "communities"},
    {"멘토링", "beside"},
};
constexpr size_t kLaneCount = std::size(kLanes);

size_t lane_of(std::string_view kind) {
  if (kind == "education" || kind == "research") return 1;
  if (kind == "bootcamp") return 2;
  if (kind == "community") return 3;
  if (kind == "mentoring") return 4;
  return 0;
}

bool on_career_line(std::string_view kind) {
  return kind != "community" && kind != "mentoring";
}
// How a step ended is worth a word where it is not the expected end.
bool is_parting(std::string_view exit) {
  return exit == "resigned" || exit == "moved" || exit == "laid_off" || exit == "dropped" ||
         exit == "contract_end";
}
bool is_quiet(std::string_view kind) {
  return kind == "gap" || kind == "jobsearch";
}

struct Entry {
  size_t step;
  TimeSpan span;
};

// What takes a place in a row: one bar, the segments of one employer, or a gap.
struct Item {
  std::vector<Entry> segments;  // empty: a gap
  TimeSpan span;                // of all segments
  std::vector<std::string> heads;
  std::string sub;
  std::string shorter;  // where `sub` is too long for the bar
  bool inside = false;
  double left = 0;  // what it takes of the row, label included
  double right = 0;
  double label_x = 0;
  double label_width = 0;
  int row = -1;
};

class Layout {
 public:
  Layout(const Career& career, const TimelineOptions& options)
      : career_(career),
        language_(options.language),
        options_(options),
        colors_(palette(options.theme)),
        reference_(reference_month(career)) {}

  void collect();
  void join_segments();
  void find_gaps();
  void scale();
  void label();
  void pack();
  void draw();
  Timeline take() { return std::move(out_); }

 private:
  const CareerStep& step(const Entry& entry) const { return career_.steps[entry.step]; }
  Family family(const Entry& entry) const {
    return family_of(step(entry).role_id, step(entry).kind);
  }
  std::string words(std::string_view korean, std::string_view english) const {
    return std::string(say(language_, korean, english));
  }
  TextStyle style(double size, bool bold, std::string_view color,
                  Anchor anchor = Anchor::kStart) const {
    return {size, bold, std::string(color), anchor};
  }

  bool can_join(const Item& item, const Entry& entry) const;
  void label_inside_or_out(Item& item);
  bool try_inside(Item& item) const;
  void label_outside(Item& item) const;
  void label_gap(Item& item) const;

  void draw_header();
  void draw_lanes();
  void draw_item(const Item& item, size_t lane, double top);
  void draw_gap(const Item& item, double top);
  void draw_segment(const Item& item, size_t index, size_t lane, double top);
  void draw_labels(const Item& item, double top);
  void draw_text(double x, double baseline, const std::string& text, const TextStyle& look);
  double text_place(const TimeSpan& span, double width, double top);
  void back(double x, double top, double width, double height);
  void draw_posts();
  void draw_reference();
  void draw_undated();
  void draw_legend();
  void draw_caption();
  Edtf reference_date() const;
  void place_legend_entry(double& x, double width);
  void legend_bar(double& x, Bar bar, const std::string& text);
  struct LegendEntry {
    bool shown;
    Bar bar;
    std::string text;
  };
  std::vector<LegendEntry> certainty_legend() const;
  void describe();

  double plot_bottom() const;
  double lanes_height() const;

  const Career& career_;
  Language language_;
  TimelineOptions options_;
  const Palette& colors_;
  double reference_;
  std::vector<Entry> entries_;
  std::vector<Item> lanes_[kLaneCount];
  int rows_[kLaneCount] = {};
  std::vector<std::pair<double, double>> gaps_;
  std::set<Family> families_;
  Timeline out_;
  double plot_top_ = 0;
  double y_ = 0;  // the pen, going down the page
  double content_right_ = 0;
  bool plain_ = false;
};

// Dated steps into entries, the others aside; what lies far off the rest is left out.
void Layout::collect() {
  for (size_t i = 0; i < career_.steps.size(); ++i) {
    std::optional<TimeSpan> span = span_of(career_.steps[i], reference_);
    if (!span)
      out_.undated.push_back(i);
    else if (std::abs(span->begin - reference_) > kMaxMonths ||
             std::abs(span->end - reference_) > kMaxMonths)
      ++out_.left_out;
    else
      entries_.push_back({i, *span});
  }
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.span.begin < b.span.begin; });
  plain_ = entries_.size() > kPlainBeyond;
}

bool Layout::can_join(const Item& item, const Entry& entry) const {
  const Entry& last = item.segments.back();
  const CareerStep& a = step(last);
  const CareerStep& b = step(entry);
  if (a.org_id.empty() || a.org_id != b.org_id || a.kind != b.kind) return false;
  if (last.span.point || entry.span.point || last.span.open || last.span.end_unknown ||
      entry.span.start_unknown || a.planned != b.planned)
    return false;
  bool both_visible = last.span.length() >= 1 && entry.span.end - last.span.end >= 1;
  return both_visible && std::abs(entry.span.begin - last.span.end) <= 1.1;
}

// Another role at the same employer is a segment of the same bar.
void Layout::join_segments() {
  std::map<std::string_view, std::vector<std::pair<size_t, size_t>>> by_org;
  for (const Entry& entry : entries_) {
    size_t lane = lane_of(step(entry).kind);
    std::vector<Item>& items = lanes_[lane];
    auto& known = by_org[step(entry).org_id];
    auto joined = std::find_if(known.rbegin(), known.rend(), [&](const auto& place) {
      return place.first == lane && can_join(items[place.second], entry);
    });
    if (joined != known.rend() && std::distance(known.rbegin(), joined) < 8) {
      Item& item = items[joined->second];
      item.segments.push_back(entry);
      item.segments.back().span.begin = item.segments[item.segments.size() - 2].span.end;
      item.segments.back().span.certain_begin =
          std::max(item.segments.back().span.begin, item.segments.back().span.certain_begin);
      item.span.end = std::max(item.span.end, entry.span.end);
      item.span.open |= entry.span.open;
      continue;
    }
    known.emplace_back(lane, items.size());
    items.push_back({{entry}, entry.span});
  }
}

// Stretches of at least two months between first and last step that no step of the line covers.
void Layout::find_gaps() {
  double covered = 0;
  bool rough = false;
  bool any = false;
  for (const Entry& entry : entries_) {
    if (!on_career_line(step(entry).kind) || entry.span.planned) continue;
    if (any && entry.span.begin - covered >= 2) {
      TimeSpan span{covered, covered, entry.span.begin, entry.span.begin};
      span.about = rough || entry.span.certain_begin > entry.span.begin;
      lanes_[0].push_back({{}, span});
    }
    if (any && entry.span.end <= covered) continue;
    covered = entry.span.end;
    rough = entry.span.certain_end < entry.span.end;
    any = true;
  }
}

void Layout::scale() {
  double first = reference_ - 12;
  double last = reference_;
  if (!entries_.empty()) first = entries_.front().span.begin;
  for (const Entry& entry : entries_) last = std::max(last, entry.span.end);
  for (const CareerPost& post : career_.posts)
    if (post.published)
      first = std::min(
          first, std::max(month_begin(post.published->bounds().first), reference_ - kMaxMonths));
  out_.axis = make_axis(first, last, kMargin + kLaneNames, 660, 1180);
  content_right_ = out_.axis.right();
}

bool Layout::try_inside(Item& item) const {
  for (size_t i = 0; i < item.segments.size(); ++i) {
    double width = item.segments[i].span.length() * out_.axis.per_month;
    if (item.segments[i].span.start_unknown) width -= 4;
    if (text_width(item.heads[i], kHead) + 2 * kPadding > width) return false;
  }
  double room = item.span.length() * out_.axis.per_month - 2 * kPadding;
  if (item.span.start_unknown) room -= 4;
  if (text_width(item.sub, kSub) <= room) return true;
  if (text_width(item.shorter, kSub) > room) return false;
  item.sub = item.shorter;
  return true;
}

// Beside the bar: on the right, or on the left where the page would end.
void Layout::label_outside(Item& item) const {
  std::string head;
  for (const std::string& one : item.heads)
    if (head.empty())
      head = one;
    else if (one != item.heads.front())
      head += " → " + one;
  item.heads = {fit_text(head, kHead, kMaxLabel)};
  item.sub = fit_text(item.sub, kSub, kMaxLabel);
  item.label_width = std::max(text_width(item.heads[0], kHead), text_width(item.sub, kSub));
  double gap = 6 + (item.span.open ? kArrow : 0);
  item.label_x = item.right + gap;
  bool beyond = item.label_x + item.label_width > out_.axis.right() + 8;
  double at_left = item.left - 6 - item.label_width;
  if (beyond && at_left >= out_.axis.left) {
    item.label_x = at_left;
    item.left = at_left;
    item.right += item.span.open ? kArrow : 0;
  } else {
    item.right = item.label_x + item.label_width;
  }
}

void Layout::label_inside_or_out(Item& item) {
  for (const Entry& entry : item.segments) {
    item.heads.push_back(step_headline(step(entry), language_));
    families_.insert(family(entry));
  }
  const Entry& first = item.segments[0];
  bool single = item.segments.size() == 1;
  item.sub = item.shorter = step_subline(step(first), single ? &first.span : nullptr, language_);
  std::string_view exit = step(item.segments.back()).exit;
  if (is_parting(exit) && !first.span.point)
    item.sub += (item.sub.empty() ? "" : " · ") + std::string(exit_name(exit, language_));
  if (first.span.point) {
    item.left -= kPointRadius;
    item.right = item.left + 2 * kPointRadius;
  }
  item.inside = !first.span.point && try_inside(item);
  if (!item.inside) label_outside(item);
  if (item.inside && item.span.open) item.right += kArrow;
}

// The name of a gap stands centred over its line and may be wider than it.
void Layout::label_gap(Item& item) const {
  int months = static_cast<int>(std::lround(item.span.length()));
  item.heads = {words("공백 ", "gap of ") + duration_text(months, item.span.about, language_)};
  item.label_width = text_width(item.heads[0], kSub);
  double middle = (item.left + item.right) / 2;
  item.label_x = std::max(out_.axis.left + 2, middle - item.label_width / 2);
  item.left = std::min(item.left, item.label_x);
  item.right = std::max(item.right, item.label_x + item.label_width);
}

void Layout::label() {
  for (std::vector<Item>& items : lanes_)
    for (Item& item : items) {
      item.left = out_.axis.x(item.span.begin);
      item.right = std::max(out_.axis.x(item.span.end), item.left + 5);
      if (item.segments.empty())
        label_gap(item);
      else
        label_inside_or_out(item);
    }
}

// First row with room; items from left to right. Rows beyond what a page holds are left out.
void Layout::pack() {
  int left_rows = kMaxRows;
  for (size_t lane = 0; lane < kLaneCount; ++lane) {
    std::vector<Item>& items = lanes_[lane];
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) { return a.left < b.left; });
    std::vector<double> ends;
    for (Item& item : items) {
      auto row = std::find_if(ends.begin(), ends.end(),
                              [&](double end) { return end + kClear <= item.left; });
      if (row == ends.end()) {
        if (static_cast<int>(ends.size()) >= left_rows) {
          out_.left_out += item.segments.size();
          continue;
        }
        row = ends.insert(row, 0);
      }
      *row = item.right;
      item.row = static_cast<int>(row - ends.begin());
      content_right_ = std::max(content_right_, item.right);
    }
    rows_[lane] = static_cast<int>(ends.size());
    left_rows -= rows_[lane];
  }
}

double Layout::lanes_height() const {
  double height = 0;
  for (int rows : rows_)
    if (rows > 0) height += rows * kRowStep - (kRowStep - kBarHeight) + 2 * kLanePad;
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
  double room = content_right_ - kMargin;
  std::string title = fit_text(name + words("의 경력", ": career"), 20, room);
  p.text({kMargin, 50}, title, style(20, true, colors_.ink));
  auto year = [](double month) { return std::to_string(static_cast<int>(std::floor(month / 12))); };
  std::string line;
  if (!entries_.empty())
    line = year(entries_.front().span.begin) + " – " +
           year(std::max(reference_ - 0.01, entries_.back().span.begin)) + "  ·  ";
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
    double height = rows_[lane] * kRowStep - (kRowStep - kBarHeight) + 2 * kLanePad;
    out_.picture.line({{kMargin, y_}, {content_right_, y_}},
                      {std::string(colors_.grid), 0.8, false});
    draw_text(kMargin, y_ + kLanePad + 21, words(kLanes[lane].korean, kLanes[lane].english),
              style(10, true, colors_.ink_low));
    for (const Item& item : lanes_[lane])
      if (item.row >= 0) draw_item(item, lane, y_ + kLanePad + item.row * kRowStep);
    y_ += height;
  }
  out_.picture.line({{kMargin, y_}, {content_right_, y_}}, {std::string(colors_.grid), 0.8, false});
}

void Layout::draw_item(const Item& item, size_t lane, double top) {
  if (item.segments.empty()) return draw_gap(item, top);
  for (size_t i = 0; i < item.segments.size(); ++i) draw_segment(item, i, lane, top);
  draw_labels(item, top);
}

void Layout::draw_gap(const Item& item, double top) {
  Picture& p = out_.picture;
  double left = out_.axis.x(item.span.begin) + 2;
  double right = std::max(out_.axis.x(item.span.end) - 2, left + 2);
  double y = top + kBarHeight * 0.66;
  Stroke stroke{std::string(colors_.ink_faint), 0.9, true};
  p.line({{left, y}, {right, y}}, stroke);
  stroke.dashed = false;
  p.line({{left, y - 4}, {left, y + 4}}, stroke);
  p.line({{right, y - 4}, {right, y + 4}}, stroke);
  back(item.label_x, top + 4, item.label_width, 14);
  draw_text(item.label_x, top + 15, item.heads[0], style(kSub, false, colors_.ink_low));
  out_.gaps.push_back({left, y - 4, right - left, 8});
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
  std::string title = step_headline(s, language_) + ", " + step_subline(s, &entry.span, language_) +
                      ", " + dates_text(s, language_);
  out_.picture.hotspots.push_back({"step-" + std::to_string(entry.step), placed.rect, title,
                                   step_tooltip(s, &entry.span, language_), url,
                                   words(kLanes[lane].korean, kLanes[lane].english)});
  out_.bars.push_back(placed);
}

// Where text of that width starts in a bar: in its certain part if there is room, else at its
// beginning with the hatching taken back to a strip below it.
double Layout::text_place(const TimeSpan& span, double width, double top) {
  double begin = out_.axis.x(span.begin);
  double certain_begin = out_.axis.x(span.certain_begin);
  double certain_end = out_.axis.x(span.certain_end);
  double end = out_.axis.x(span.end);
  if (plain_ || span.planned) return begin + kPadding;
  if (certain_begin + width + 2 * kPadding <= certain_end) return certain_begin + kPadding;
  double edge = span.start_unknown ? 5 : 1;  // the outline stays
  double x = begin + kPadding + edge - 1;
  auto clear = [&](double from, double to) {
    double left = from + (from == begin ? edge : 0);
    double right = std::min(to - (to == end ? 4 : 0), x + width + 3);
    if (right > left)
      out_.picture.box({left, top + 1, right - left, kBarHeight - 2 * kRibbon},
                       std::string(colors_.page));
  };
  bool nothing_certain = certain_begin == certain_end;
  if (certain_begin > begin) clear(begin, nothing_certain ? end : certain_begin);
  if (end > certain_end && !nothing_certain) clear(certain_end, end);
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
    double width = text_width(item.heads[i], kHead);
    if (i == 0) width = std::max(width, text_width(item.sub, kSub));
    double x = text_place(item.segments[i].span, width, top);
    draw_text(x, head, item.heads[i], style(kHead, true, colors_.ink));
    if (i == 0) draw_text(x, sub, item.sub, style(kSub, false, colors_.ink_low));
  }
}

// When the posts were written: small sheets on the bottom of the plot.
void Layout::draw_posts() {
  double top = plot_bottom() - kPostRow + 4;
  double last = -1e9;
  bool any = false;
  for (size_t i = 0; i < career_.posts.size(); ++i) {
    const CareerPost& post = career_.posts[i];
    if (!post.published) continue;
    any = true;
    double x = out_.axis.x((month_begin(post.published->bounds().first) +
                            month_end(post.published->bounds().last)) /
                           2) -
               3.5;
    if (x < last + 9 || x < out_.axis.left || x + 7 > out_.axis.right() + 4) continue;
    last = x;
    out_.picture.polygon(
        {{x, top}, {x + 4.5, top}, {x + 7, top + 2.5}, {x + 7, top + 10}, {x, top + 10}},
        std::string(colors_.page), {std::string(colors_.ink_low), 0.9, false});
    out_.picture.hotspots.push_back({"post-" + std::to_string(i),
                                     {x, top, 7, 10},
                                     post.title,
                                     post.title + "\n" + date_text(*post.published, language_),
                                     post_url(post.source, options_.link_base),
                                     "posts"});
  }
  if (any) draw_text(kMargin, top + 9, words("글", "posts"), style(10, true, colors_.ink_low));
}

void Layout::draw_reference() {
  double x = out_.axis.x(reference_);
  if (x < out_.axis.left || x > out_.axis.right()) return;
  out_.picture.line({{x, plot_top_ + kAxisHeight - 3}, {x, plot_bottom()}},
                    {std::string(colors_.accent), 0.9, true});
}

// Chips below the plot.
void Layout::draw_undated() {
  if (out_.undated.empty()) return;
  y_ += 8;
  double x = out_.axis.left;
  draw_text(kMargin, y_ + 14, words("시기 모름", "undated"), style(10, true, colors_.ink_low));
  std::vector<size_t> drawn;
  for (size_t i : out_.undated) {
    const CareerStep& s = career_.steps[i];
    std::string sub = step_subline(s, nullptr, language_);
    std::string text = step_headline(s, language_) + (sub.empty() ? "" : " · " + sub);
    double room = content_right_ - out_.axis.left;
    text = fit_text(text, kSub, std::min(kMaxLabel, room - 14));
    double width = text_width(text, kSub) + 14;
    if (x + width > content_right_ && x > out_.axis.left) {
      x = out_.axis.left;
      y_ += 26;
    }
    if (y_ > 14000) {
      ++out_.left_out;
      continue;
    }
    drawn.push_back(i);
    Rect chip{x, y_, width, 20};
    out_.picture.box(chip, "", {std::string(colors_.ink_faint), 0.8, true});
    draw_text(x + 7, y_ + 13.5, text, style(kSub, false, colors_.ink_low));
    out_.picture.hotspots.push_back({"step-" + std::to_string(i), chip, text,
                                     step_tooltip(s, nullptr, language_), "",
                                     words("시기 모름", "undated")});
    x += width + 8;
  }
  out_.undated = std::move(drawn);
  y_ += 28;
}

void Layout::place_legend_entry(double& x, double width) {
  if (x + width <= content_right_ || x <= kMargin) return;
  x = kMargin;
  y_ += 20;
}

void Layout::legend_bar(double& x, Bar bar, const std::string& text) {
  double width = kSwatch + 6 + text_width(text, kSub) + 18;
  place_legend_entry(x, width);
  bar.rect = {x, y_, kSwatch, 13};
  bar.certain_left = bar.rect.x + bar.certain_left;
  bar.certain_right = bar.rect.x + bar.certain_right;
  draw_bar(out_.picture, bar, colors_);
  out_.picture.text({x + 32 + (bar.open ? 4 : 0), y_ + 10}, text,
                    style(kSub, false, colors_.ink_low));
  x += width + (bar.open ? 4 : 0);
}

// Swatches of the families that occur, then of the kinds of uncertainty that occur.
void Layout::draw_legend() {
  y_ += 16;
  double x = kMargin;
  for (Family family : families_)
    legend_bar(x, {.certain_right = kSwatch, .family = family},
               std::string(family_name(family, language_)));
  if (!families_.empty()) {
    x = kMargin;
    y_ += 22;
  }
  for (const LegendEntry& entry : certainty_legend())
    if (entry.shown) legend_bar(x, entry.bar, entry.text);
  std::string as_of = words("자료 기준 ", "as of ") + date_text(reference_date(), language_);
  place_legend_entry(x, 38 + text_width(as_of, kSub));
  out_.picture.line({{x, y_ + 6.5}, {x + kSwatch, y_ + 6.5}},
                    {std::string(colors_.accent), 0.9, true});
  out_.picture.text({x + kSwatch + 6, y_ + 10}, as_of, style(kSub, false, colors_.ink_low));
  y_ += 20;
}

std::vector<Layout::LegendEntry> Layout::certainty_legend() const {
  auto any = [&](auto test) {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const Entry& entry) { return test(entry.span); });
  };
  auto torn = [](const TimeSpan& s) { return s.start_unknown || s.end_unknown; };
  return {
      {any([&](const TimeSpan& s) { return s.about && !torn(s); }),
       {.certain_left = kSwatch / 2, .certain_right = kSwatch},
       words("빗금: 어림한 시기", "hatched: roughly known")},
      {any(torn),
       {.certain_right = 8, .torn_right = true},
       words("찢긴 끝: 알 수 없음", "torn: not known")},
      {any([](const TimeSpan& s) { return s.open; }),
       {.certain_right = kSwatch, .open = true},
       words("진행 중", "goes on")},
      {any([](const TimeSpan& s) { return s.planned; }),
       {.certain_right = kSwatch, .planned = true},
       words("계획", "planned")},
  };
}

Edtf Layout::reference_date() const {
  auto month = static_cast<int>(std::floor(reference_ - 0.01));
  return Edtf::of_month(month / 12, month % 12 + 1);
}

void Layout::draw_caption() {
  y_ += 10;
  double room = content_right_ - kMargin;
  std::string line;
  std::string sources;
  for (const CareerPost& post : career_.posts) {
    const std::string& title = post.title.empty() ? post.source : post.title;
    if (!sources.empty()) sources += "  ·  ";
    sources += title;
    if (post.published) sources += " (" + date_text(*post.published, language_) + ")";
    if (sources.size() > 4000) break;
  }
  if (!sources.empty()) line = words("출처  ", "sources  ") + sources;
  if (out_.left_out > 0)
    line = words("그리지 못한 단계 ", "steps not drawn: ") + std::to_string(out_.left_out) + "   " +
           line;
  for (const std::string& part : wrap_text(line, 8.5, room, 4)) {
    out_.picture.text({kMargin, y_ + 8}, part, style(8.5, false, colors_.ink_faint));
    y_ += 13;
  }
}

void Layout::describe() {
  Picture& p = out_.picture;
  p.lang = language_ == Language::kKorean ? "ko" : "en";
  p.title = career_.name + words("의 경력", ": career");
  p.rows.push_back(language_ == Language::kKorean
                       ? std::vector<std::string>{"단계", "어디", "기간", "상태", "근거"}
                       : std::vector<std::string>{"step", "where", "dates", "state", "evidence"});
  for (const CareerStep& s : career_.steps) {
    std::string state = s.planned   ? words("계획", "planned")
                        : s.ongoing ? words("진행 중", "ongoing")
                                    : std::string(exit_name(s.exit, language_));
    std::string head = step_headline(s, language_);
    std::string where = step_subline(s, nullptr, language_);
    std::string dates = dates_text(s, language_);
    if (p.rows.size() < 200)
      for (const std::string* part : {&head, &where, &dates})
        if (!part->empty()) p.description.append(*part).append(part == &dates ? ". " : ", ");
    p.rows.push_back({head, where, dates, state, s.evidence.empty() ? "" : s.evidence[0].quote});
  }
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
  draw_undated();
  draw_legend();
  draw_caption();
  p.width = std::ceil(content_right_ + kMargin);
  p.height = std::ceil(y_ + kMargin - 6);
  describe();
}

}  // namespace

Timeline lay_out_timeline(const Career& career, const TimelineOptions& options) {
  Layout layout(career, options);
  layout.collect();
  layout.join_segments();
  layout.find_gaps();
  layout.scale();
  layout.label();
  layout.pack();
  layout.draw();
  return layout.take();
}

}  // namespace hoego::viz

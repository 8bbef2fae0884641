// SPDX-License-Identifier: Apache-2.0
// Careers -> Comparison. The steps of the work stand in lay_out_comparison() at the end.
#include "viz/compare.h"

#include <algorithm>
#include <cmath>

#include "base/unicode.h"
#include "viz/bars.h"
#include "viz/legend.h"

namespace hoego::viz {
namespace {

constexpr double kMargin = 30;
constexpr double kHeight = 22;  // of a bar
constexpr double kRowStep = 27;
constexpr double kLanePad = 8;
constexpr double kText = 9.5;
constexpr double kPadding = 6;
constexpr double kClear = 8;
constexpr double kMaxLabel = 260;
constexpr double kMaxName = 150;
constexpr double kMaxMonths = 100 * 12;
constexpr double kMaxHeight = 14000;  // of the plot; a PNG at 144 dpi is twice that

struct Item {
  size_t step;
  TimeSpan span;
  std::string label;
  double left = 0;
  double right = 0;
  double label_x = 0;
  bool inside = false;
  int row = 0;
};

struct Lane {
  const Career* career;
  std::vector<Item> items;
  double origin = 0;  // month of the axis' zero, where aligned
  double first = 0;
  double last = 0;
  int rows = 0;
};

bool is_shown(const CareerStep& step) {
  return step.kind != "community" && step.kind != "mentoring" && step.kind != "gap" &&
         step.kind != "jobsearch";
}

bool is_work(const CareerStep& step) {
  return step.kind == "work" || step.kind == "freelance" || step.kind == "founding";
}

class Layout {
 public:
  explicit Layout(const CompareOptions& options)
      : options_(options), colors_(palette(options.theme)) {}

  void collect(const std::vector<Career>& careers);
  void join_roles();
  void align();
  void sort();
  void scale();
  void pack();
  void draw();
  Comparison take() { return std::move(out_); }

 private:
  std::string words(std::string_view korean, std::string_view english) const {
    return std::string(say(options_.language, korean, english));
  }
  std::optional<double> origin_of(const Lane& lane) const;
  void pack_lane(Lane& lane);
  double lane_height(const Lane& lane) const {
    return std::max(lane.rows, 1) * kRowStep - (kRowStep - kHeight) + 2 * kLanePad;
  }
  void draw_lane(const Lane& lane, size_t index);
  void draw_item(const Lane& lane, const Item& item, size_t index, double top);
  void draw_foot();

  const CompareOptions& options_;
  const Palette& colors_;
  std::vector<Lane> lanes_;
  Legend legend_;
  size_t undated_ = 0;
  std::vector<std::string> not_drawn_;
  Comparison out_;
  double content_right_ = 0;
  double y_ = 0;
};

void Layout::collect(const std::vector<Career>& careers) {
  for (const Career& career : careers) {
    Lane lane{&career, {}};
    double reference = reference_month(career);
    for (size_t i = 0; i < career.steps.size(); ++i) {
      const CareerStep& step = career.steps[i];
      if (!is_shown(step)) continue;
      std::optional<TimeSpan> span = span_of(step, reference);
      bool far = span && (std::abs(span->begin - reference) > kMaxMonths ||
                          std::abs(span->end - reference) > kMaxMonths);
      if (!span || far)
        ++undated_;
      else
        lane.items.push_back({i, *span, step_headline(step, options_.language)});
    }
    std::stable_sort(lane.items.begin(), lane.items.end(),
                     [](const Item& a, const Item& b) { return a.span.begin < b.span.begin; });
    lanes_.push_back(std::move(lane));
  }
}

// Another role at the same employer begins where the one before it ends.
void Layout::join_roles() {
  for (Lane& lane : lanes_)
    for (size_t i = 1; i < lane.items.size(); ++i) {
      TimeSpan& before = lane.items[i - 1].span;
      TimeSpan& span = lane.items[i].span;
      const std::vector<CareerStep>& steps = lane.career->steps;
      if (!continues_role(steps[lane.items[i - 1].step], before, steps[lane.items[i].step], span))
        continue;
      span.begin = before.end;
      span.certain_begin = std::max(span.begin, span.certain_begin);
    }
}

// Where the first year of a person begins; nullopt: the person has no such beginning.
std::optional<double> Layout::origin_of(const Lane& lane) const {
  std::string on = fold_case(options_.align_on);
  for (const Item& item : lane.items) {
    const CareerStep& step = lane.career->steps[item.step];
    bool named = fold_case(step.role) == on || fold_case(step.role_id) == on ||
                 fold_case(step.org).find(on) != std::string::npos;
    bool fits = on.empty() ? is_work(step) : named;
    if (fits && !item.span.planned) return item.span.begin;
  }
  if (!on.empty() || lane.items.empty()) return std::nullopt;
  return lane.items.front().span.begin;
}

void Layout::align() {
  if (!options_.aligned && options_.align_on.empty()) return;
  std::vector<Lane> kept;
  for (Lane& lane : lanes_) {
    std::optional<double> origin = origin_of(lane);
    if (!origin) {
      not_drawn_.push_back(lane.career->name);
      continue;
    }
    lane.origin = *origin;
    for (Item& item : lane.items) item.span.shift(-*origin);
    kept.push_back(std::move(lane));
  }
  lanes_ = std::move(kept);
}

void Layout::sort() {
  for (Lane& lane : lanes_) {
    for (const Item& item : lane.items) lane.last = std::max(lane.last, item.span.end);
    lane.first = lane.items.empty() ? 1e9 : lane.items.front().span.begin;
  }
  auto by = [&](auto key) {
    std::stable_sort(lanes_.begin(), lanes_.end(),
                     [&](const Lane& a, const Lane& b) { return key(a) < key(b); });
  };
  switch (options_.order) {
    case CompareOrder::kAsGiven:
      break;
    case CompareOrder::kByStart:
      by([](const Lane& lane) { return lane.first; });
      break;
    case CompareOrder::kByLength:
      by([](const Lane& lane) { return -(lane.last - lane.first); });
      break;
    case CompareOrder::kByName:
      by([](const Lane& lane) { return lane.career->name; });
      break;
  }
}

void Layout::scale() {
  double names = 40;
  double first = 1e9;
  double last = -1e9;
  for (const Lane& lane : lanes_) {
    names = std::max(names, std::min(kMaxName, text_width(lane.career->name, 11)));
    for (const Item& item : lane.items) {
      first = std::min(first, item.span.begin);
      last = std::max(last, item.span.end);
    }
  }
  if (first > last) first = 0, last = 12;
  out_.axis = make_axis(first, last, kMargin + names + 16, 660, 1180);
  content_right_ = out_.axis.right();
}

void Layout::pack_lane(Lane& lane) {
  std::vector<double> ends;
  for (Item& item : lane.items) {
    item.left = out_.axis.x(item.span.begin);
    item.right = std::max(out_.axis.x(item.span.end), item.left + 5);
    item.label = fit_text(item.label, kText, kMaxLabel);
    double width = text_width(item.label, kText);
    item.inside = !item.span.point && width + 2 * kPadding <= item.right - item.left;
    double arrow = item.span.open ? kArrow : 0;
    item.label_x = item.inside ? item.left + kPadding : item.right + arrow + 5;
    item.right = item.inside ? item.right + arrow : item.label_x + width;
    auto row = std::find_if(ends.begin(), ends.end(), [&](double end) {
      bool follows = end <= item.left + 0.01;  // one bar right behind the other
      return follows || end + kClear <= item.left;
    });
    if (row == ends.end()) row = ends.insert(row, 0);
    *row = item.inside && !item.span.open ? item.right : item.right + kClear;
    item.row = static_cast<int>(row - ends.begin());
    content_right_ = std::max(content_right_, item.right);
  }
  lane.rows = static_cast<int>(ends.size());
}

void Layout::pack() {
  double height = 0;
  for (size_t i = 0; i < lanes_.size(); ++i) {
    pack_lane(lanes_[i]);
    height += lane_height(lanes_[i]);
    if (height <= kMaxHeight) continue;
    for (size_t k = i; k < lanes_.size(); ++k) not_drawn_.push_back(lanes_[k].career->name);
    lanes_.resize(i);
  }
}

void Layout::draw_item(const Lane& lane, const Item& item, size_t index, double top) {
  const CareerStep& step = lane.career->steps[item.step];
  Family family = family_of(step.role_id, step.kind);
  legend_.add(family);
  legend_.add(item.span);
  PlacedBar placed;
  placed.step = item.step;
  placed.lane = index;
  placed.row = item.row;
  placed.inside = item.inside;
  if (item.span.point) {
    Point center{out_.axis.x(item.span.begin) + 2.5, top + kHeight / 2};
    draw_point(out_.picture, center, 5, family, colors_);
    placed.rect = {center.x - 2.5, center.y - 5, 5, 10};
  } else {
    Bar bar = make_bar(item.span, out_.axis, top, kHeight, family);
    draw_bar(out_.picture, bar, colors_);
    placed.rect = bar.rect;
  }
  TextStyle style{kText, false, std::string(colors_.ink), Anchor::kStart};
  Text label{{item.label_x, top + 13}, item.label, style};
  placed.label = text_box(label);
  // Text stands on the page or on a tint; where it would stand on hatching, that is paled.
  auto pale = [&](double from, double to) {
    double left = std::max(from, item.label_x - 2);
    double right = std::min(to, item.label_x + placed.label.width + 2);
    if (right > left)
      out_.picture.box({left, top + 2, right - left, kHeight - kRibbon - 4},
                       std::string(colors_.page) + "d9");
  };
  if (!item.inside) {
    pale(0, 1e9);
  } else if (!item.span.planned) {
    pale(out_.axis.x(item.span.begin), out_.axis.x(item.span.certain_begin));
    pale(out_.axis.x(item.span.certain_end), out_.axis.x(item.span.end));
  }
  out_.picture.text(label.at, label.text, style);
  out_.labels.push_back(placed.label);
  std::string url =
      step.evidence.empty() ? "" : post_url(step.evidence[0].post_source, options_.link_base);
  TimeSpan as_it_was = item.span;
  as_it_was.shift(lane.origin);
  std::string tip = lane.career->name + "\n" + step_tooltip(step, &as_it_was, options_.language);
  std::string title =
      lane.career->name + ", " + item.label + ", " + dates_text(step, options_.language);
  out_.picture.hotspots.push_back({"p" + std::to_string(index) + "-" + std::to_string(item.step),
                                   placed.rect, title, tip, url, lane.career->name});
  out_.picture.rows.push_back({lane.career->name, item.label,
                               step_subline(step, nullptr, options_.language),
                               dates_text(step, options_.language)});
  out_.bars.push_back(placed);
}

void Layout::draw_lane(const Lane& lane, size_t index) {
  out_.picture.line({{kMargin, y_}, {content_right_, y_}}, {std::string(colors_.grid), 0.8, false});
  TextStyle style{11, true, std::string(colors_.ink), Anchor::kStart};
  Text name{{kMargin, y_ + kLanePad + 15}, fit_text(lane.career->name, 11, kMaxName), style};
  out_.picture.text(name.at, name.text, style);
  out_.labels.push_back(text_box(name));
  out_.people.push_back(lane.career->name);
  for (const Item& item : lane.items)
    draw_item(lane, item, index, y_ + kLanePad + item.row * kRowStep);
  if (lane.items.empty()) {
    std::string none = words("시기를 아는 단계가 없음", "no step with a known date");
    TextStyle faint{kText, false, std::string(colors_.ink_faint), Anchor::kStart};
    Text text{{out_.axis.left + 6, y_ + kLanePad + 14.5}, none, faint};
    out_.picture.box({out_.axis.left + 4, y_ + kLanePad + 4, text_box(text).width + 4, 14},
                     std::string(colors_.page) + "d9");
    out_.picture.text(text.at, text.text, faint);
    out_.labels.push_back(text_box(text));
  }
  y_ += lane_height(lane);
}

// What the bars mean, what is not drawn, and how many posts it is drawn from.
void Layout::draw_foot() {
  y_ = draw_legend(out_.picture, legend_, colors_, options_.language, {kMargin, y_ + 16},
                   content_right_);
  size_t posts = 0;
  for (const Lane& lane : lanes_) posts += lane.career->posts.size();
  std::string note = words("출처  글 " + std::to_string(posts) + "편",
                           "drawn from " + std::to_string(posts) + " posts");
  if (undated_ > 0)
    note += words("  ·  시기를 몰라 그리지 못한 단계 ", "  ·  steps without a known date: ") +
            std::to_string(undated_);
  if (!not_drawn_.empty()) {
    note += words("  ·  그리지 못한 사람 ", "  ·  people not drawn: ") +
            std::to_string(not_drawn_.size()) + " (";
    for (size_t i = 0; i < not_drawn_.size() && i < 5; ++i)
      note += (i > 0 ? ", " : "") + not_drawn_[i];
    note += not_drawn_.size() > 5 ? ", …)" : ")";
  }
  y_ = draw_note(out_.picture, note, colors_, {kMargin, y_ + 6}, content_right_) - 2;
  out_.left_out = undated_ + not_drawn_.size();
}

void Layout::draw() {
  Picture& p = out_.picture;
  p.background = std::string(colors_.page);
  p.lang = options_.language == Language::kKorean ? "ko" : "en";
  std::string count = std::to_string(lanes_.size());
  p.title =
      options_.title.empty() ? words(count + "명의 경력", count + " careers") : options_.title;
  p.rows.push_back(options_.language == Language::kKorean
                       ? std::vector<std::string>{"사람", "단계", "어디", "기간"}
                       : std::vector<std::string>{"person", "step", "where", "dates"});
  p.text({kMargin, 50}, fit_text(p.title, 20, content_right_ - kMargin),
         {20, true, std::string(colors_.ink)});
  bool aligned = options_.aligned || !options_.align_on.empty();
  std::string how = !options_.align_on.empty()
                        ? options_.align_on + words(" 시작을 기준으로", ": aligned on its start")
                    : aligned ? words("첫 일의 시작을 기준으로", "aligned on the first work")
                              : words("달력을 기준으로", "by the calendar");
  p.text({kMargin, 69}, fit_text(how, 10, content_right_ - kMargin),
         {10, false, std::string(colors_.ink_low)});
  constexpr double kTop = 88;
  double height = 0;
  for (const Lane& lane : lanes_) height += lane_height(lane);
  draw_axis(p, out_.axis, kTop, kTop + kAxisHeight + height, colors_, aligned, options_.language);
  if (aligned)
    p.line(
        {{out_.axis.x(0), kTop + kAxisHeight - 3}, {out_.axis.x(0), kTop + kAxisHeight + height}},
        {std::string(colors_.accent), 0.9, true});
  y_ = kTop + kAxisHeight;
  for (size_t i = 0; i < lanes_.size(); ++i) draw_lane(lanes_[i], i);
  p.line({{kMargin, y_}, {content_right_, y_}}, {std::string(colors_.grid), 0.8, false});
  draw_foot();
  p.width = std::ceil(content_right_ + kMargin);
  p.height = std::ceil(y_ + kMargin - 6);
  for (size_t i = 1; i < p.rows.size() && i < 200; ++i)
    p.description += p.rows[i][0] + ": " + p.rows[i][1] + ", " + p.rows[i][3] + ". ";
}

}  // namespace

Comparison lay_out_comparison(const std::vector<Career>& careers, const CompareOptions& options) {
  Layout layout(options);
  layout.collect(careers);
  layout.join_roles();
  layout.align();
  layout.sort();
  layout.scale();
  layout.pack();
  layout.draw();
  return layout.take();
}

}  // namespace hoego::viz

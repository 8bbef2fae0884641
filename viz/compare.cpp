// SPDX-License-Identifier: Apache-2.0
// Careers -> Comparison. The steps of the work stand in lay_out() at the end.
#include "viz/compare.h"

#include <algorithm>
#include <cmath>

#include "base/unicode.h"
#include "viz/bars.h"
#include "viz/compare_layout.h"

namespace hoego::viz {
namespace comparison {
namespace {

bool is_shown(const CareerStep& step) {
  return step.kind != "community" && step.kind != "mentoring" && step.kind != "gap" &&
         step.kind != "jobsearch";
}

bool is_work(const CareerStep& step) {
  return step.kind == "work" || step.kind == "freelance" || step.kind == "founding";
}

}  // namespace

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
        lane.items.push_back({i, *span, step_headline(step, options_.language),
                              step_subline(step, nullptr, options_.language)});
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
      lane.items[i].joined = true;
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
  if (!is_aligned()) return;
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
  double left = kMargin + names + 16;
  axis_ = paper_ ? make_axis(first, last, left, page_right() - left, page_right() - left)
                 : make_axis(first, last, left, 660, 1180);
}

// In the bar, if there is room; with the place behind it if there is room for that too.
void Layout::label_inside(Item& item) const {
  item.left = axis_.x(item.span.begin);
  double bar_right = std::max(axis_.x(item.span.end), item.left + kMinBar);
  item.right = bar_right + (item.span.open ? kArrow : 0);
  item.label = fit_text(item.head, kText, kMaxLabel);
  item.label_x = item.left + kPadding;
  double width = text_width(item.label, kText);
  double room = bar_right - item.left - 2 * kPadding;
  item.inside = !item.span.point && width <= room;
  if (!item.inside || width + kWhereGap + text_width(item.where, kText) > room) item.where.clear();
}

bool Layout::has_room_behind(const Item& item) const {
  double width = text_width(fit_text(item.head, kText, kMaxLabel), kText);
  return !paper_ || item.right + kLabelGap + width <= page_right();
}

// On the right of the bars; on paper on their left, or cut, where the page ends. The last of them
// carries the label.
void Layout::label_beside(std::span<Item> bars, const std::string& head) const {
  for (Item& item : bars) {
    item.inside = &item != &bars.back();
    item.label.clear();
    item.where.clear();
  }
  Item& item = bars.back();
  item.label = fit_text(head, kText, kMaxLabel);
  item.label_x = item.right + kLabelGap;
  double width = text_width(item.label, kText);
  if (paper_ && item.label_x + width > page_right()) {
    item.label_x = bars.front().left - kLabelGap - width;
    if (item.label_x >= axis_.left) {
      bars.front().left = item.label_x - kClear;
      return;
    }
    item.label_x = std::min(item.right + kLabelGap, page_right());
    item.label = fit_text(head, kText, page_right() - item.label_x);
    width = text_width(item.label, kText);
  }
  item.right = item.label_x + width;
}

// Roles at one employer stand in a row. Where the last alone has no room in its bar it is named
// behind that, else all of them beside the row: "A → B".
void Layout::label_run(std::span<Item> run) const {
  for (Item& item : run) label_inside(item);
  auto inside = [](const Item& item) { return item.inside; };
  if (std::all_of(run.begin(), run.end(), inside)) return;
  if (std::all_of(run.begin(), run.end() - 1, inside) &&
      (run.size() == 1 || has_room_behind(run.back())))
    return label_beside(run.last(1), run.back().head);
  std::string heads;
  for (size_t i = 0; i < run.size(); ++i)
    if (i == 0 || run[i].head != run[i - 1].head) heads += (i > 0 ? " → " : "") + run[i].head;
  label_beside(run, heads);
}

// The bars from `first` on that touch each other.
std::span<Item> Layout::run_at(Lane& lane, size_t first) const {
  size_t end = first + 1;
  auto touches = [&](const Item& before, const Item& item) {
    return item.joined && !before.span.open && !before.span.point && !item.span.point &&
           before.span.length() * axis_.per_month >= kMinBar;
  };
  while (end < lane.items.size() && touches(lane.items[end - 1], lane.items[end])) ++end;
  return std::span(lane.items).subspan(first, end - first);
}

void Layout::pack_lane(Lane& lane) {
  std::vector<double> ends;
  for (size_t next = 0; next < lane.items.size();) {
    std::span<Item> run = run_at(lane, next);
    next += run.size();
    label_run(run);
    double left = run.front().left;
    const Item& last = run.back();
    auto row = std::find_if(ends.begin(), ends.end(), [&](double end) {
      bool follows = end <= left + 0.01;  // one bar right behind the other
      return follows || end + kClear <= left;
    });
    if (row == ends.end()) row = ends.insert(row, 0);
    *row = last.inside && !last.span.open ? last.right : last.right + kClear;
    for (Item& item : run) item.row = static_cast<int>(row - ends.begin());
    content_right_ = std::max(content_right_, last.right);
  }
  lane.rows = static_cast<int>(ends.size());
}

void Layout::pack() {
  content_right_ = axis_.right();
  for (Lane& lane : lanes_) pack_lane(lane);
}

// What a page has for its lanes.
double Layout::room() const {
  return paper_ ? paper_->height - kTop - kAxisHeight - kSheetFoot : kMaxHeight;
}

// Without paper one, with as many people as a picture can be high.
std::vector<Sheet> Layout::sheets() {
  double room = this->room();
  int rows = static_cast<int>((room - 2 * kLanePad) / kRowStep);
  std::vector<Sheet> sheets = {{}};
  double height = 0;
  for (size_t i = 0; i < lanes_.size(); ++i) {
    Lane& lane = lanes_[i];
    if (paper_ && lane.rows > rows) {
      crowded_out_ += std::erase_if(lane.items, [&](const Item& item) { return item.row >= rows; });
      lane.rows = rows;
    }
    height += lane_height(lane);
    if (height > room) {
      if (sheets.size() == (paper_ ? kMaxSheets : 1)) break;
      sheets.push_back({i, i});
      height = lane_height(lane);
    }
    sheets.back().to = i + 1;
  }
  for (size_t i = sheets.back().to; i < lanes_.size(); ++i)
    not_drawn_.push_back(lanes_[i].career->name);
  lanes_.resize(sheets.back().to);
  for (size_t i = 0; i < sheets.size(); ++i) {
    sheets[i].number = i + 1;
    sheets[i].count = sheets.size();
  }
  return sheets;
}

namespace {

std::vector<Comparison> lay_out(const std::vector<Career>& careers, const CompareOptions& options,
                                const Paper* paper) {
  Layout layout(options, paper);
  layout.collect(careers);
  layout.join_roles();
  layout.align();
  layout.sort();
  layout.scale();
  layout.pack();
  std::vector<Comparison> out;
  for (const Sheet& sheet : layout.sheets()) out.push_back(layout.draw(sheet));
  return out;
}

void scale_by(Comparison& comparison, double factor) {
  comparison.picture.scale(factor);
  for (PlacedBar& bar : comparison.bars) bar.rect.scale(factor), bar.label.scale(factor);
  for (Rect& label : comparison.labels) label.scale(factor);
  comparison.axis.left *= factor;
  comparison.axis.per_month *= factor;
}

}  // namespace
}  // namespace comparison

Comparison lay_out_comparison(const std::vector<Career>& careers, const CompareOptions& options) {
  return std::move(comparison::lay_out(careers, options, nullptr).front());
}

std::vector<Comparison> lay_out_comparison_sheets(const std::vector<Career>& careers,
                                                  const CompareOptions& options,
                                                  const Paper& paper) {
  for (auto [years, scale] : kShortOnPaper) {
    Paper smaller{paper.width / scale, paper.height / scale};
    std::vector<Comparison> sheets = comparison::lay_out(careers, options, &smaller);
    const Axis& axis = sheets[0].axis;
    if (sheets.size() > 1 || sheets[0].crowded || axis.last - axis.first > 12 * (years + 1))
      continue;
    comparison::scale_by(sheets[0], scale);
    return sheets;
  }
  return comparison::lay_out(careers, options, &paper);
}

}  // namespace hoego::viz

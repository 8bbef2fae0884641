// SPDX-License-Identifier: Apache-2.0
// Career -> Timeline: what is to be drawn, in months. The steps of the work stand in lay_out() and
// lay_out_timeline() at the end.
#include "viz/timeline.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "viz/timeline_layout.h"

namespace hoego::viz {
namespace timeline {
namespace {

constexpr size_t kPlainBeyond = 400;

struct LaneWords {
  std::string_view korean;
  std::string_view english;
};
constexpr LaneWords kLanes[kLaneCount] = {
    {"일", "work"},
    {"학업·연구", "study"},
    {"교육 과정", "programmes"},
    {"커뮤니티", "communities"},
    {"멘토링", "beside"},
};

bool on_career_line(std::string_view kind) {
  return kind != "community" && kind != "mentoring";
}

}  // namespace

size_t lane_of(std::string_view kind) {
  if (kind == "education" || kind == "research") return 1;
  if (kind == "bootcamp") return 2;
  if (kind == "community") return 3;
  if (kind == "mentoring") return 4;
  return 0;
}

bool is_quiet(std::string_view kind) {
  return kind == "gap" || kind == "jobsearch";
}

std::string lane_name(size_t lane, Language language) {
  return std::string(say(language, kLanes[lane].korean, kLanes[lane].english));
}

Layout::Layout(const Career& career, const TimelineOptions& options, const Sheet* sheet)
    : career_(career),
      language_(options.language),
      options_(options),
      sheet_(sheet),
      colors_(palette(options.theme)),
      reference_(reference_month(career)) {}

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
      entries_.push_back({i, *span, *span});
  }
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.span.begin < b.span.begin; });
  plain_ = entries_.size() > kPlainBeyond;
}

// A gap or a search whose end is roughly known reaches no further than the next step of the line.
void Layout::end_quiet_steps() {
  for (size_t i = 0; i < entries_.size(); ++i) {
    TimeSpan& span = entries_[i].span;
    if (!is_quiet(step(entries_[i]).kind) || span.open) continue;
    for (size_t k = i + 1; k < entries_.size() && entries_[k].span.begin < span.end; ++k) {
      const TimeSpan& next = entries_[k].span;
      const CareerStep& s = step(entries_[k]);
      bool ends = on_career_line(s.kind) && !is_quiet(s.kind) && !next.planned &&
                  !next.start_unknown && next.begin > span.begin + 0.5 &&
                  (next.begin >= span.certain_end || span.certain_begin == span.certain_end);
      if (!ends) continue;
      span.end = next.begin;
      span.certain_begin = std::min(span.certain_begin, span.end);
      span.certain_end = std::min(span.certain_end, span.end);
      span.end_unknown = false;
      break;
    }
  }
}

// Another role at the same employer is a segment of the same bar.
void Layout::join_roles() {
  constexpr int kLookBack = 8;
  std::map<std::string_view, std::vector<std::pair<size_t, size_t>>> by_org;
  for (const Entry& entry : entries_) {
    size_t lane = lane_of(step(entry).kind);
    std::vector<Item>& items = lanes_[lane];
    auto& known = by_org[step(entry).org_id];
    auto joined = std::find_if(known.rbegin(), known.rend(), [&](const auto& place) {
      if (place.first != lane) return false;
      const Entry& last = items[place.second].segments.back();
      return continues_role(step(last), last.span, step(entry), entry.span);
    });
    if (joined != known.rend() && std::distance(known.rbegin(), joined) < kLookBack) {
      Item& item = items[joined->second];
      Entry next = entry;
      next.span.begin = item.segments.back().span.end;
      next.span.certain_begin = std::max(next.span.begin, next.span.certain_begin);
      item.segments.push_back(next);
      item.span.end = std::max(item.span.end, entry.span.end);
      item.span.open |= entry.span.open;
      continue;
    }
    known.emplace_back(lane, items.size());
    items.push_back({{entry}, entry.span});
  }
}

void Layout::add_gap(double begin, double end, bool about) {
  Item gap;
  gap.span = {begin, begin, end, end};
  gap.span.about = about;
  gap.gap_months = static_cast<int>(std::lround(end - begin));
  lanes_[0].push_back(std::move(gap));
}

// Stretches of at least two months between first and last step that no step of the line covers.
void Layout::find_gaps() {
  double covered = 0;
  bool rough = false;
  bool any = false;
  for (const Entry& entry : entries_) {
    if (!on_career_line(step(entry).kind) || entry.span.planned) continue;
    if (any && entry.span.begin - covered >= 2)
      add_gap(covered, entry.span.begin, rough || entry.span.certain_begin > entry.span.begin);
    if (any && entry.span.end <= covered) continue;
    covered = entry.span.end;
    rough = entry.span.certain_end < entry.span.end;
    any = true;
  }
}

void Layout::cut_to_sheet() {
  auto outside = [&](const TimeSpan& span) {
    bool before = span.end <= sheet_->first && span.begin < sheet_->first;
    return before || span.begin >= sheet_->last;
  };
  for (std::vector<Item>& items : lanes_) {
    std::erase_if(items, [&](const Item& item) { return outside(item.span); });
    for (Item& item : items) {
      std::erase_if(item.segments, [&](const Entry& entry) { return outside(entry.span); });
      for (Entry& entry : item.segments) entry.span.clip(sheet_->first, sheet_->last);
      item.span.clip(sheet_->first, sheet_->last);
    }
  }
}

void Layout::scale() {
  if (sheet_) {
    cut_to_sheet();
    double left = kMargin + kLaneNames;
    double right = sheet_->width - kMargin;
    out_.axis = {sheet_->first, sheet_->last, left,
                 (right - left) / (sheet_->last - sheet_->first)};
    content_right_ = right;
    return;
  }
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

namespace {

Timeline lay_out(const Career& career, const TimelineOptions& options, const Sheet* sheet) {
  Layout layout(career, options, sheet);
  layout.collect();
  layout.end_quiet_steps();
  layout.join_roles();
  layout.find_gaps();
  layout.scale();
  layout.label();
  layout.pack();
  layout.draw();
  return layout.take();
}

void scale_by(Timeline& timeline, double factor) {
  timeline.picture.scale(factor);
  for (PlacedBar& bar : timeline.bars) bar.rect.scale(factor), bar.label.scale(factor);
  for (Rect& gap : timeline.gaps) gap.scale(factor);
  for (Rect& label : timeline.labels) label.scale(factor);
  timeline.bottom *= factor;
  timeline.axis.left *= factor;
  timeline.axis.per_month *= factor;
}

// How much a sheet holds, tried until everything has room on its sheet.
constexpr PaperScale kDensities[] = {{10, 1}, {6, 1}, {6, 0.85}, {6, 0.72}, {6, 0.6}};

// The parts of an axis that stand on one sheet each: whole years, of about the same number.
std::vector<Sheet> sheets_of(const Axis& axis, int most) {
  int first = static_cast<int>(std::floor(axis.first / 12));
  int last = static_cast<int>(std::ceil(axis.last / 12));
  if (axis.last - axis.first <= 12 * (most + 1)) return {{axis.first, axis.last}};
  int count = (last - first + most - 1) / most;
  int years = (last - first + count - 1) / count;
  std::vector<Sheet> sheets;
  for (int year = first; year < last; year += years)
    sheets.push_back({year * 12.0, (year + years) * 12.0, sheets.size() + 1});
  for (Sheet& sheet : sheets) sheet.count = sheets.size();
  return sheets;
}

// A sheet of paper; what it has left goes to the lanes.
Timeline lay_out_sheet(const Career& career, const TimelineOptions& options, Sheet sheet) {
  Timeline tight = lay_out(career, options, &sheet);
  if (tight.crowded) return tight;
  size_t lanes = 0;
  for (const PlacedBar& bar : tight.bars) lanes |= size_t{1} << bar.lane;
  lanes = std::popcount(lanes);
  double left = sheet.height - kMargin - tight.bottom;
  if (lanes == 0 || left < 1) return tight;
  sheet.spread = std::min(left / static_cast<double>(lanes), kMaxSpread);
  return lay_out(career, options, &sheet);
}

// Ends at the first crowded sheet, unless crowded ones are to be had too.
std::vector<Timeline> lay_out_sheets(const Career& career, const TimelineOptions& options,
                                     const Paper& paper, const std::vector<Sheet>& sheets,
                                     double scale, bool crowded_too) {
  std::vector<Timeline> out;
  for (Sheet sheet : sheets) {
    sheet.width = paper.width / scale;
    sheet.height = paper.height / scale;
    out.push_back(lay_out_sheet(career, options, sheet));
    scale_by(out.back(), scale);
    if (out.back().crowded && !crowded_too) return {};
  }
  return out;
}

}  // namespace
}  // namespace timeline

Timeline lay_out_timeline(const Career& career, const TimelineOptions& options) {
  return timeline::lay_out(career, options, nullptr);
}

std::vector<Timeline> lay_out_timeline_sheets(const Career& career, const TimelineOptions& options,
                                              const Paper& paper) {
  timeline::Layout whole(career, options, nullptr);
  whole.collect();
  whole.scale();
  auto lay_out = [&](PaperScale density, bool crowded_too) {
    return timeline::lay_out_sheets(career, options, paper,
                                    timeline::sheets_of(whole.axis(), density.years), density.scale,
                                    crowded_too);
  };
  std::vector<Timeline> out;
  for (PaperScale density : kShortOnPaper) {
    if (timeline::sheets_of(whole.axis(), density.years).size() == 1) out = lay_out(density, false);
    if (!out.empty()) return out;
  }
  for (PaperScale density : timeline::kDensities) {
    out = lay_out(density, false);
    if (!out.empty()) return out;
  }
  return lay_out(*std::rbegin(timeline::kDensities), true);
}

size_t steps_not_drawn(const Career& career, const std::vector<Timeline>& sheets) {
  std::vector<bool> drawn(career.steps.size());
  for (const Timeline& sheet : sheets) {
    for (const PlacedBar& bar : sheet.bars) drawn[bar.step] = true;
    for (size_t step : sheet.undated) drawn[step] = true;
  }
  return static_cast<size_t>(std::count(drawn.begin(), drawn.end(), false));
}

}  // namespace hoego::viz

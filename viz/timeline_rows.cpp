// SPDX-License-Identifier: Apache-2.0
// Which text stands inside of a bar and which beside it, and the row that each item stands in.
#include <algorithm>
#include <cmath>
#include <tuple>

#include "viz/timeline_layout.h"

namespace hoego::viz::timeline {
namespace {

constexpr double kClear = 9;    // between text and its neighbours in a row
constexpr double kBeside = 6;   // between a bar and the text beside it
constexpr double kReach = 150;  // how far a label may widen the page
constexpr int kMaxRows = 340;   // what a PNG can hold
// What of a sheet is not rows: head, axis, posts, legend, sources, page number.
constexpr double kSheetFrame = 250;

// How a step ended is worth a word where it is not the expected end.
bool is_parting(std::string_view exit) {
  return exit == "resigned" || exit == "moved" || exit == "laid_off" || exit == "dropped" ||
         exit == "contract_end";
}

double clear_between(const Extent& left, const Extent& right) {
  return left.bar_at_right && right.bar_at_left ? -0.01 : kClear;
}

}  // namespace

bool Layout::fits_inside(const Item& item, size_t i, double extra) const {
  const TimeSpan& span = item.segments[i].span;
  double width = span.length() * out_.axis.per_month;
  if (span.start_unknown) width -= 4;
  if (span.continued_left) width -= 6;
  if (span.continued_right) width -= 6;
  return text_width(item.heads[i], kHead) + 2 * kPadding + extra <= width;
}

bool Layout::try_inside(Item& item) const {
  for (size_t i = 0; i < item.segments.size(); ++i)
    if (!fits_inside(item, i, 0)) return false;
  double room = item.span.length() * out_.axis.per_month - 2 * kPadding;
  if (item.span.start_unknown || item.span.continued_left || item.span.continued_right) room -= 6;
  if (text_width(item.sub, kSub) <= room) return true;
  if (text_width(item.shorter, kSub) > room) return false;
  item.sub = item.shorter;
  return true;
}

// All segments but the last hold their text; that of the last one stands behind the bar.
bool Layout::try_tail(Item& item) const {
  if (item.segments.size() < 2) return false;
  for (size_t i = 0; i + 1 < item.segments.size(); ++i)
    if (!fits_inside(item, i, 0)) return false;
  double room = item.segments[0].span.length() * out_.axis.per_month - 2 * kPadding - 6;
  if (text_width(item.sub, kSub) > room) item.sub = item.shorter;
  if (text_width(item.sub, kSub) > room) return false;
  std::string tail = fit_text(item.heads.back(), kHead, kMaxLabel);
  double width = text_width(tail, kHead);
  double limit = out_.axis.right() + (sheet_ ? 0 : kReach);
  if (item.bar_right + kBeside + width > limit) return false;
  item.tail = tail;
  item.heads.back().clear();
  item.label_width = width;
  return true;
}

void Layout::put_beside(Item& item) const {
  std::string head;
  for (const std::string& one : item.heads)
    if (head.empty())
      head = one;
    else if (one != item.heads.front())
      head += " → " + one;
  double room = kMaxLabel;
  if (sheet_)
    room = std::min(
        room,
        std::max(out_.axis.right() - item.bar_right, item.bar_left - out_.axis.left) - kBeside);
  item.heads = {fit_text(head, kHead, room)};
  item.sub = fit_text(item.sub, kSub, room);
  item.label_width = std::max(text_width(item.heads[0], kHead), text_width(item.sub, kSub));
}

void Layout::label_bar(Item& item) {
  for (const Entry& entry : item.segments) {
    item.heads.push_back(step_headline(step(entry), language_));
    if (!is_quiet(step(entry).kind)) legend_.add(family(entry));
    legend_.add(entry.span);
    legend_.continued |= entry.span.continued_left || entry.span.continued_right;
  }
  const Entry& first = item.segments[0];
  bool single = item.segments.size() == 1;
  item.shorter = step_subline(step(first), single ? &first.whole : nullptr, language_);
  item.sub = item.shorter;
  std::string_view exit = step(item.segments.back()).exit;
  if (is_parting(exit) && !first.span.point)
    item.sub += (item.sub.empty() ? "" : " · ") + std::string(exit_name(exit, language_));
  if (first.span.point) {
    item.bar_left -= kPointRadius;
    item.bar_right = item.bar_left + 2 * kPointRadius;
    return put_beside(item);
  }
  if (item.span.open) item.bar_right += kArrow;
  item.inside = try_inside(item) || try_tail(item);
  if (!item.inside) put_beside(item);
}

void Layout::label_gap(Item& item) {
  item.heads = {words("공백 ", "gap of ") +
                duration_text(item.gap_months, item.span.about, language_)};
  item.label_width = text_width(item.heads[0], kSub);
  item.inside = item.label_width + 6 <= item.bar_right - item.bar_left;
}

void Layout::label() {
  for (std::vector<Item>& items : lanes_)
    for (Item& item : items) {
      item.bar_left = out_.axis.x(item.span.begin);
      item.bar_right = std::max(out_.axis.x(item.span.end), item.bar_left + 5);
      if (item.segments.empty())
        label_gap(item);
      else
        label_bar(item);
    }
}

// Where the text may stand, and what the item then takes of its row; the best place first.
std::vector<std::pair<double, Extent>> Layout::places_of(const Item& item) const {
  double left = item.bar_left;
  double right = item.bar_right;
  if (item.segments.empty() && item.inside)
    return {{(left + right - item.label_width) / 2, {left, right, true, true}}};
  bool blunt = !item.span.open && !item.span.point;
  double behind = right + kBeside;
  Extent on_the_right{left, behind + item.label_width, !item.span.point, false};
  if (item.inside && item.tail.empty()) return {{left, {left, right, true, blunt}}};
  if (item.inside) return {{behind, on_the_right}};
  double before = left - kBeside - item.label_width;
  Extent on_the_left{before, right, false, blunt};
  bool room_on_the_left = before >= out_.axis.left;
  double over = on_the_right.right - out_.axis.right();
  if (over <= (sheet_ ? 0 : 8)) {
    if (!room_on_the_left) return {{behind, on_the_right}};
    return {{behind, on_the_right}, {before, on_the_left}};
  }
  if (!room_on_the_left) return {{behind, on_the_right}};
  if (sheet_ || over > kReach) return {{before, on_the_left}};
  return {{before, on_the_left}, {behind, on_the_right}};
}

bool Layout::try_row(Row& row, Item& item,
                     const std::vector<std::pair<double, Extent>>& places) const {
  for (const auto& [label_x, extent] : places) {
    auto next = row.lower_bound(extent.left);
    bool free = next == row.end() ||
                extent.right + clear_between(extent, next->second) <= next->second.left;
    if (free && next != row.begin()) {
      const Extent& before = std::prev(next)->second;
      free = before.right + clear_between(before, extent) <= extent.left;
    }
    if (!free) continue;
    row.emplace(extent.left, extent);
    item.label_x = label_x;
    return true;
  }
  return false;
}

int Layout::max_rows() const {
  if (!sheet_) return kMaxRows;
  double lanes = 0;
  for (const std::vector<Item>& items : lanes_) lanes += items.empty() ? 0 : 1;
  double room = sheet_->height - kSheetFrame - lanes * (2 * kLanePad - (kRowStep - kBarHeight));
  return std::max(1, static_cast<int>(room / kRowStep));
}

// The first row with room: bars from left to right, then gaps, which push no bar away. Rows beyond
// what a page holds are left out.
void Layout::pack() {
  int left_rows = max_rows();
  for (size_t lane = 0; lane < kLaneCount; ++lane) {
    std::vector<Item>& items = lanes_[lane];
    std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
      return std::make_tuple(a.segments.empty(), a.bar_left, -a.bar_right) <
             std::make_tuple(b.segments.empty(), b.bar_left, -b.bar_right);
    });
    std::vector<Row> rows;
    for (Item& item : items) {
      std::vector<std::pair<double, Extent>> places = places_of(item);
      auto row = std::find_if(rows.begin(), rows.end(),
                              [&](Row& one) { return try_row(one, item, places); });
      if (row == rows.end()) {
        if (static_cast<int>(rows.size()) >= left_rows) {
          out_.left_out += item.segments.size();
          out_.crowded = true;
          continue;
        }
        row = rows.emplace(rows.end());
        try_row(*row, item, places);
      }
      item.row = static_cast<int>(row - rows.begin());
      content_right_ = std::max({content_right_, item.bar_right, item.label_x + item.label_width});
    }
    rows_[lane] = static_cast<int>(rows.size());
    left_rows -= rows_[lane];
  }
}

}  // namespace hoego::viz::timeline

// SPDX-License-Identifier: Apache-2.0
// The work on a comparison, for viz/compare*.cpp only. The steps are called in the order in which
// they stand.
//
//   Layout layout(options, paper);
//   layout.collect(careers), layout.join_roles(), layout.align(), layout.sort()   who and what
//   layout.scale(), layout.pack()                                  where, in points
//   layout.sheets()                                                who stands together on a page
//   layout.draw(sheet)                                             each
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "viz/compare.h"
#include "viz/legend.h"

namespace hoego::viz::comparison {

inline constexpr double kMargin = 30;
inline constexpr double kHeight = 22;  // of a bar
inline constexpr double kRowStep = 27;
inline constexpr double kLanePad = 8;
inline constexpr double kText = 9.5;
inline constexpr double kPadding = 6;
inline constexpr double kClear = 8;
inline constexpr double kLabelGap = 5;  // between a bar and the label beside it
inline constexpr double kWhereGap = 6;  // between what and where in one bar
inline constexpr double kMinBar = 5;    // the width of the shortest
inline constexpr double kMaxLabel = 260;
inline constexpr double kMaxName = 150;
inline constexpr double kMaxMonths = 100 * 12;
inline constexpr double kMaxHeight = 14000;  // of the plot; a PNG at 144 dpi is twice that
inline constexpr double kTop = 88;           // where the axis stands
inline constexpr double kSheetFoot = 132;    // legend, note and page number of a page of paper
inline constexpr double kMaxSpread = 20;     // what a lane gets of the room that a page has left
inline constexpr size_t kMaxSheets = 200;

struct Item {
  size_t step;
  TimeSpan span;
  std::string head;
  std::string where;  // behind the head, where a bar has room for it
  std::string label;  // the head, cut where it has to be
  double left = 0;    // of bar and label together
  double right = 0;
  double label_x = 0;
  bool inside = false;
  bool joined = false;  // begins where the one before it ended: another role, the same employer
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

// A page: the lanes [from, to), and its place among all pages.
struct Sheet {
  size_t from = 0;
  size_t to = 0;
  size_t number = 1;
  size_t count = 1;
};

class Layout {
 public:
  // Without paper the page is as large as it takes.
  Layout(const CompareOptions& options, const Paper* paper)
      : options_(options), paper_(paper), colors_(palette(options.theme)) {}

  // compare.cpp
  void collect(const std::vector<Career>& careers);
  void join_roles();
  void align();
  void sort();
  void scale();
  void pack();
  std::vector<Sheet> sheets();
  // compare_draw.cpp
  Comparison draw(const Sheet& sheet);

 private:
  std::string words(std::string_view korean, std::string_view english) const {
    return std::string(say(options_.language, korean, english));
  }
  std::optional<double> origin_of(const Lane& lane) const;
  void label_inside(Item& item) const;
  void label_beside(std::span<Item> bars, const std::string& head) const;
  bool has_room_behind(const Item& item) const;
  void label_run(std::span<Item> run) const;
  std::span<Item> run_at(Lane& lane, size_t first) const;
  void pack_lane(Lane& lane);
  double room() const;
  double page_right() const { return paper_->width - kMargin; }
  double lane_height(const Lane& lane) const {
    return std::max(lane.rows, 1) * kRowStep - (kRowStep - kHeight) + 2 * kLanePad + spread_;
  }
  bool is_aligned() const { return options_.aligned || !options_.align_on.empty(); }
  void draw_head(const Sheet& sheet);
  void draw_lane(const Lane& lane, size_t index);
  void draw_item(const Lane& lane, const Item& item, size_t index, double top);
  Rect draw_label(const Item& item, double top);
  void draw_foot(const Sheet& sheet);

  const CompareOptions& options_;
  const Paper* paper_;
  const Palette& colors_;
  std::vector<Lane> lanes_;
  Axis axis_;
  Legend legend_;
  size_t undated_ = 0;
  size_t crowded_out_ = 0;  // steps that find no room on a page of paper
  std::vector<std::string> not_drawn_;
  Comparison out_;
  double content_right_ = 0;
  double spread_ = 0;  // added to the height of each lane of a page
  double y_ = 0;       // the pen, going down the page
};

}  // namespace hoego::viz::comparison

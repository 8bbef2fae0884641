// SPDX-License-Identifier: Apache-2.0
// The work on one sheet of a timeline, for viz/timeline*.cpp only. The steps are called in the
// order in which they stand; each leaves its result in the members below.
//
//   Layout layout(career, options, sheet);
//   layout.collect(), layout.end_quiet_steps(), layout.join_roles(), layout.find_gaps()
//                                                               what is to be drawn, in months
//   layout.scale(), layout.label(), layout.pack()               where, in points
//   layout.draw()                                               into the picture
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "viz/bars.h"
#include "viz/legend.h"
#include "viz/timeline.h"

namespace hoego::viz::timeline {

inline constexpr double kMargin = 30;
inline constexpr double kLaneNames = 74;  // the column on the left
inline constexpr double kRowStep = kBarHeight + 8;
inline constexpr double kLanePad = 10;
inline constexpr double kPadding = 8;  // between a bar's edge and its text
inline constexpr double kHead = 10.5;
inline constexpr double kSub = 9;
inline constexpr double kMaxLabel = 330;
inline constexpr double kPointRadius = 6;
inline constexpr double kPostRow = 18;
inline constexpr double kMaxMonths = 100 * 12;
inline constexpr double kMaxSpread = 44;  // what a lane gets of the room that a sheet has left
inline constexpr size_t kLaneCount = 5;

size_t lane_of(std::string_view kind);
// A gap or a search for work: drawn low, and over when the next step begins.
bool is_quiet(std::string_view kind);
std::string lane_name(size_t lane, Language language);

// A page of paper: the part of the time that stands on it, and its size in points.
struct Sheet {
  double first = 0;
  double last = 0;
  size_t number = 1;
  size_t count = 1;
  double width = 0;
  double height = 0;
  double spread = 0;  // added to the height of each lane
};

struct Entry {
  size_t step;
  TimeSpan span;   // what is drawn: cut where the sheet ends
  TimeSpan whole;  // what is told
};

// What takes a place in a row: one bar, the segments of one employer, or a gap.
struct Item {
  std::vector<Entry> segments;  // empty: a gap
  TimeSpan span;                // of all segments
  int gap_months = 0;
  std::vector<std::string> heads;  // of each segment; beside the bar one for all
  std::string sub;
  std::string shorter;  // where `sub` is too long for the bar
  std::string tail;     // the head of the last segment, where that alone does not fit inside
  bool inside = false;
  double bar_left = 0;
  double bar_right = 0;  // with the arrow
  double label_x = 0;    // of what is beside the bar
  double label_width = 0;
  int row = -1;
};

// What an item takes of a row. Bars may touch each other; text keeps clear of everything.
struct Extent {
  double left;
  double right;
  bool bar_at_left;
  bool bar_at_right;
};

class Layout {
 public:
  Layout(const Career& career, const TimelineOptions& options, const Sheet* sheet);

  // timeline.cpp
  void collect();
  void end_quiet_steps();
  void join_roles();
  void find_gaps();
  void scale();
  // timeline_rows.cpp
  void label();
  void pack();
  // timeline_draw.cpp
  void draw();

  const Axis& axis() const { return out_.axis; }
  Timeline take() { return std::move(out_); }

 private:
  using Row = std::map<double, Extent>;

  const CareerStep& step(const Entry& entry) const { return career_.steps[entry.step]; }
  Family family(const Entry& entry) const {
    return family_of(step(entry).role_id, step(entry).kind);
  }
  std::string words(std::string_view korean, std::string_view english) const {
    return std::string(say(language_, korean, english));
  }
  TextStyle style(double size, bool bold, std::string_view color) const {
    return {size, bold, std::string(color), Anchor::kStart};
  }

  void add_gap(double begin, double end, bool about);
  void cut_to_sheet();
  void label_bar(Item& item);
  void label_gap(Item& item);
  bool fits_inside(const Item& item, size_t segment, double extra) const;
  bool try_inside(Item& item) const;
  bool try_tail(Item& item) const;
  void put_beside(Item& item) const;
  std::vector<std::pair<double, Extent>> places_of(const Item& item) const;
  bool try_row(Row& row, Item& item, const std::vector<std::pair<double, Extent>>& places) const;
  int max_rows() const;

  void draw_header();
  void draw_lanes();
  void draw_nothing();
  void draw_item(const Item& item, size_t lane, double top);
  void draw_gap(const Item& item, double top);
  void draw_segment(const Item& item, size_t index, size_t lane, double top);
  void draw_labels(const Item& item, double top);
  void draw_text(double x, double baseline, const std::string& text, const TextStyle& look);
  double text_place(const TimeSpan& span, double width, double top);
  void back(double x, double top, double width, double height);
  void draw_reference();
  double spread() const { return sheet_ ? sheet_->spread : 0; }
  double lane_height(size_t lane) const;
  double lanes_height() const;
  double plot_bottom() const;
  // timeline_foot.cpp
  void draw_posts();
  void draw_undated();
  void draw_key();
  void draw_caption();
  void describe();
  Edtf reference_date() const;

  const Career& career_;
  Language language_;
  TimelineOptions options_;
  const Sheet* sheet_;  // nullptr: a page as large as it takes
  const Palette& colors_;
  double reference_;
  std::vector<Entry> entries_;
  std::vector<Item> lanes_[kLaneCount];
  int rows_[kLaneCount] = {};
  Legend legend_;
  Timeline out_;
  double plot_top_ = 0;
  double y_ = 0;  // the pen, going down the page
  double content_right_ = 0;
  bool plain_ = false;
};

}  // namespace hoego::viz::timeline

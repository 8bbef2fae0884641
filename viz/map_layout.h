// SPDX-License-Identifier: Apache-2.0
// The work on one career map, for viz/map*.cpp only.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "viz/columns.h"
#include "viz/legend.h"
#include "viz/map.h"

namespace hoego::viz::map {

inline constexpr double kMargin = 30;
inline constexpr double kTop = 96;
inline constexpr double kBox = 148;      // width of a station
inline constexpr double kBetween = 104;  // from column to column
inline constexpr double kMinHeight = 34;
inline constexpr double kClear = 14;  // between stations of a column

struct Move {
  size_t from;
  size_t to;
  int count;
  std::vector<std::string> people;
  bool back = false;
};

class Layout {
 public:
  Layout(const std::vector<Flow>& flows, const MapOptions& options)
      : flows_(flows), options_(options), colors_(palette(options.theme)) {}

  // map.cpp
  void choose();
  void assign_layers();
  void place();
  // map_draw.cpp
  void draw();
  CareerMap take() { return std::move(out_); }

 private:
  std::string words(std::string_view korean, std::string_view english) const {
    return std::string(say(options_.language, korean, english));
  }
  double column_x(size_t layer) const {
    return kMargin + static_cast<double>(layer) * (kBox + kBetween);
  }
  bool reaches(size_t from, size_t to) const;
  void lengthen_ways();

  std::string counts_of(const PlacedStation& station) const;
  std::string subtitle() const;
  void draw_ribbons();
  void draw_back_moves();
  void draw_stations();
  void draw_foot();
  void describe();

  const std::vector<Flow>& flows_;
  const MapOptions& options_;
  const Palette& colors_;
  std::vector<Move> moves_;
  Columns columns_{kTop, kClear};
  std::vector<size_t> move_of_way_;
  std::vector<Family> families_;  // of stations
  CareerMap out_;
  bool pinned_ = false;  // the flows say which column
  double unit_ = 12;     // points for one move
  double bottom_ = 0;
};

}  // namespace hoego::viz::map

// SPDX-License-Identifier: Apache-2.0
// The work on one career map, for viz/map*.cpp only. Columns are filled with places: stations, and
// the gaps through which ribbons pass on their way to a farther column.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "viz/legend.h"
#include "viz/map.h"

namespace hoego::viz::map {

inline constexpr double kMargin = 30;
inline constexpr double kTop = 96;
inline constexpr double kBox = 148;      // width of a station
inline constexpr double kBetween = 104;  // from column to column
inline constexpr double kMinHeight = 34;
inline constexpr double kClear = 14;  // between stations of a column
inline constexpr size_t kNone = static_cast<size_t>(-1);

struct Move {
  size_t from;
  size_t to;
  int count;
  std::vector<std::string> people;
  bool back = false;
  std::vector<size_t> way;  // places from `from` to `to`
};

struct Place {
  size_t station = kNone;  // kNone: a ribbon passes
  size_t layer = 0;
  double height = 0;
  double y = 0;
  double middle() const { return y + height / 2; }
};

// A piece of a ribbon, from one column to the next.
struct Piece {
  size_t from;  // places
  size_t to;
  int count;
  size_t move;
  double leaves = 0;  // where its upper edge begins and ends
  double arrives = 0;
};

class Layout {
 public:
  Layout(const std::vector<Flow>& flows, const MapOptions& options)
      : flows_(flows), options_(options), colors_(palette(options.theme)) {}

  // map.cpp
  void choose();
  void assign_layers();
  void make_places();
  void order_places();
  void place();
  void join_pieces();
  // map_draw.cpp
  void draw();
  CareerMap take() { return std::move(out_); }

 private:
  std::string words(std::string_view korean, std::string_view english) const {
    return std::string(say(options_.language, korean, english));
  }
  size_t color_of(size_t station) const;
  double column_x(size_t layer) const {
    return kMargin + static_cast<double>(layer) * (kBox + kBetween);
  }
  bool reaches(size_t from, size_t to) const;
  void lengthen_ways();
  void settle(const std::vector<size_t>& layer, double height);
  double layer_height(const std::vector<size_t>& layer) const;

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
  std::vector<Place> places_;
  std::vector<Piece> pieces_;
  std::vector<std::vector<size_t>> layers_;  // of places, from top to bottom
  std::vector<Family> families_;             // of stations
  CareerMap out_;
  bool pinned_ = false;  // the flows say which column
  double unit_ = 12;     // points for one move
  double bottom_ = 0;
};

}  // namespace hoego::viz::map

// SPDX-License-Identifier: Apache-2.0
// Boxes in columns and the ways between them: which box stands above which, where each stands, and
// where each way leaves and arrives. A way to a farther column has a passage of its own in every
// column between, so it runs through no box.
//
//   Columns columns(top, clear);
//   size_t a = columns.add(0, 34), b = columns.add(2, 34);
//   columns.join(a, b, 12);            // a way as wide as 12 points
//   columns.arrange();
//   columns.place(b).y, columns.pieces()[0].leaves
#pragma once

#include <cstddef>
#include <vector>

namespace hoego::viz {

class Columns {
 public:
  struct Place {
    size_t column;
    double height;
    double y = 0;
    double middle() const { return y + height / 2; }
  };
  // A piece of a way, from one column to the next: where its upper edge begins and ends.
  struct Piece {
    size_t from;  // places
    size_t to;
    size_t way;
    double width;
    double leaves = 0;
    double arrives = 0;
  };

  Columns(double top, double clear) : top_(top), clear_(clear) {}

  size_t add(size_t column, double height);
  // From a place to one in a later column. Returns the number of the way.
  size_t join(size_t from, size_t to, double width);
  void arrange();

  const Place& place(size_t id) const { return places_[id]; }
  const std::vector<Piece>& pieces() const { return pieces_; }  // of each way from left to right
  size_t count() const { return columns_.size(); }
  double bottom() const { return bottom_; }

 private:
  void order();
  void untangle();
  void stand();
  void settle(const std::vector<size_t>& column, double height);
  void share_sides();
  double height_of(const std::vector<size_t>& column) const;

  double top_;
  double clear_;  // between the places of a column
  double bottom_ = 0;
  std::vector<Place> places_;
  std::vector<Piece> pieces_;
  std::vector<std::vector<size_t>> columns_;  // of places, from top to bottom
  size_t ways_ = 0;
};

}  // namespace hoego::viz

// SPDX-License-Identifier: Apache-2.0
#include "viz/columns.h"

#include <algorithm>
#include <numeric>

namespace hoego::viz {
namespace {

constexpr int kSweeps = 8;
constexpr int kSettlings = 24;

}  // namespace

size_t Columns::add(size_t column, double height) {
  if (columns_.size() <= column) columns_.resize(column + 1);
  columns_[column].push_back(places_.size());
  places_.push_back({column, height});
  return places_.size() - 1;
}

size_t Columns::join(size_t from, size_t to, double width) {
  size_t last = from;
  for (size_t column = places_[from].column + 1; column < places_[to].column; ++column) {
    size_t passage = add(column, width);
    pieces_.push_back({last, passage, ways_, width});
    last = passage;
  }
  pieces_.push_back({last, to, ways_, width});
  return ways_++;
}

void Columns::arrange() {
  order();
  untangle();
  stand();
  share_sides();
}

// Places stand near the middle of where their ways come from and lead to, a few sweeps to and fro.
void Columns::order() {
  std::vector<double> rank(places_.size());
  auto number = [&] {
    for (const std::vector<size_t>& column : columns_)
      for (size_t i = 0; i < column.size(); ++i)
        rank[column[i]] = (static_cast<double>(i) + 0.5) / static_cast<double>(column.size());
  };
  number();
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    bool forward = sweep % 2 == 0;
    std::vector<double> sum(places_.size()), weight(places_.size());
    for (const Piece& piece : pieces_) {
      size_t here = forward ? piece.to : piece.from;
      size_t there = forward ? piece.from : piece.to;
      sum[here] += rank[there] * piece.width;
      weight[here] += piece.width;
    }
    for (std::vector<size_t>& column : columns_)
      std::stable_sort(column.begin(), column.end(), [&](size_t a, size_t b) {
        double of_a = weight[a] > 0 ? sum[a] / weight[a] : rank[a];
        double of_b = weight[b] > 0 ? sum[b] / weight[b] : rank[b];
        return of_a < of_b;
      });
    number();
  }
}

// Neighbours change places where fewer ways cross then, weighed by their widths.
void Columns::untangle() {
  constexpr int kRounds = 12;
  std::vector<size_t> rank(places_.size());
  for (const std::vector<size_t>& column : columns_)
    for (size_t i = 0; i < column.size(); ++i) rank[column[i]] = i;
  std::vector<std::vector<const Piece*>> pieces(places_.size());
  for (const Piece& piece : pieces_) {
    pieces[piece.from].push_back(&piece);
    pieces[piece.to].push_back(&piece);
  }
  // What `upper` above `lower` costs.
  auto crossings = [&](size_t upper, size_t lower) {
    double sum = 0;
    for (const Piece* a : pieces[upper])
      for (const Piece* b : pieces[lower]) {
        bool right = a->from == upper;
        if (right != (b->from == lower)) continue;
        if (right ? rank[a->to] > rank[b->to] : rank[a->from] > rank[b->from])
          sum += a->width * b->width;
      }
    return sum;
  };
  bool changed = true;
  for (int round = 0; changed && round < kRounds; ++round) {
    changed = false;
    for (std::vector<size_t>& column : columns_)
      for (size_t i = 1; i < column.size(); ++i) {
        if (crossings(column[i - 1], column[i]) <= crossings(column[i], column[i - 1])) continue;
        std::swap(column[i - 1], column[i]);
        std::swap(rank[column[i - 1]], rank[column[i]]);
        changed = true;
      }
  }
}

double Columns::height_of(const std::vector<size_t>& column) const {
  double sum = -clear_;
  for (size_t i : column) sum += places_[i].height + clear_;
  return std::max(sum, 0.0);
}

// In their order, apart, and between top and bottom; each as near as it can be to where it wants.
void Columns::settle(const std::vector<size_t>& column, double height) {
  double edge = top_;
  for (size_t i : column) {
    places_[i].y = std::max(places_[i].y, edge);
    edge = places_[i].y + places_[i].height + clear_;
  }
  edge = top_ + height;
  for (auto it = column.rbegin(); it != column.rend(); ++it) {
    Place& place = places_[*it];
    place.y = std::min(place.y, edge - place.height);
    edge = place.y - clear_;
  }
}

void Columns::stand() {
  double tallest = 0;
  for (const std::vector<size_t>& column : columns_) tallest = std::max(tallest, height_of(column));
  for (const std::vector<size_t>& column : columns_) {
    double y = top_ + (tallest - height_of(column)) / 2;
    for (size_t i : column) {
      places_[i].y = y;
      y += places_[i].height + clear_;
    }
  }
  for (int round = 0; round < kSettlings; ++round) {
    std::vector<double> sum(places_.size()), weight(places_.size());
    for (const Piece& piece : pieces_) {
      sum[piece.to] += places_[piece.from].middle() * piece.width;
      sum[piece.from] += places_[piece.to].middle() * piece.width;
      weight[piece.to] += piece.width;
      weight[piece.from] += piece.width;
    }
    for (size_t i = 0; i < places_.size(); ++i)
      if (weight[i] > 0) places_[i].y += (sum[i] / weight[i] - places_[i].middle()) * 0.7;
    for (const std::vector<size_t>& column : columns_) settle(column, tallest);
  }
  bottom_ = top_ + tallest;
}

// Ways leave and arrive in the order of the places at their other end, in the middle of the side.
void Columns::share_sides() {
  std::vector<size_t> order(pieces_.size());
  std::iota(order.begin(), order.end(), size_t{0});
  auto share = [&](auto near, auto far, auto edge) {
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return places_[pieces_[a].*far].middle() < places_[pieces_[b].*far].middle();
    });
    std::vector<double> total(places_.size());
    for (const Piece& piece : pieces_) total[piece.*near] += piece.width;
    std::vector<double> next(places_.size());
    for (size_t i = 0; i < places_.size(); ++i) next[i] = places_[i].middle() - total[i] / 2;
    for (size_t i : order) {
      Piece& piece = pieces_[i];
      piece.*edge = next[piece.*near];
      next[piece.*near] += piece.width;
    }
  };
  share(&Piece::from, &Piece::to, &Piece::leaves);
  share(&Piece::to, &Piece::from, &Piece::arrives);
}

}  // namespace hoego::viz

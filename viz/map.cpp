// SPDX-License-Identifier: Apache-2.0
// Flows -> CareerMap: columns, order within columns, heights. The steps of the work stand in
// lay_out_map() at the end.
#include "viz/map.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "viz/map_layout.h"

namespace hoego::viz {
namespace map {
namespace {

constexpr int kMaxLayers = 8;
constexpr int kSweeps = 8;
constexpr int kSettlings = 24;

}  // namespace

// The busiest stations, by name where equally busy.
void Layout::choose() {
  using Key = std::pair<std::string, int>;  // name and pinned column
  std::map<Key, std::pair<int, Family>> traffic;
  for (const Flow& flow : flows_) {
    for (const FlowEnd* end : {&flow.from, &flow.to}) {
      auto& entry = traffic[{end->name, end->column}];
      entry.first += flow.count;
      entry.second = end->family;
    }
  }
  std::vector<std::pair<Key, std::pair<int, Family>>> sorted(traffic.begin(), traffic.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.first > b.second.first; });
  if (sorted.size() > options_.max_stations) sorted.resize(options_.max_stations);
  std::map<Key, size_t> index;
  for (const auto& [key, entry] : sorted) {
    index[key] = out_.stations.size();
    PlacedStation station;
    station.name = key.first;
    station.layer = std::max(key.second, 0);
    out_.stations.push_back(station);
    families_.push_back(entry.second);
  }
  for (const Flow& flow : flows_) {
    auto from = index.find({flow.from.name, flow.from.column});
    auto to = index.find({flow.to.name, flow.to.column});
    if (from == index.end() || to == index.end()) {
      out_.left_out += static_cast<size_t>(flow.count);
      continue;
    }
    moves_.push_back({from->second, to->second, flow.count, flow.people, false, {}});
    out_.stations[from->second].departures += flow.count;
    out_.stations[to->second].arrivals += flow.count;
  }
}

bool Layout::reaches(size_t from, size_t to) const {
  std::vector<size_t> stack{from};
  std::set<size_t> seen{from};
  while (!stack.empty()) {
    size_t at = stack.back();
    stack.pop_back();
    if (at == to) return true;
    for (const Move& move : moves_)
      if (!move.back && move.from == at && seen.insert(move.to).second) stack.push_back(move.to);
  }
  return false;
}

// The column of a station is the longest way to it.
void Layout::lengthen_ways() {
  bool changed = true;
  for (size_t round = 0; changed && round < out_.stations.size(); ++round) {
    changed = false;
    for (const Move& move : moves_) {
      if (move.back) continue;
      int wanted = std::min(out_.stations[move.from].layer + 1, kMaxLayers - 1);
      if (out_.stations[move.to].layer >= wanted) continue;
      out_.stations[move.to].layer = wanted;
      changed = true;
    }
  }
}

// Moves are taken one by one, the frequent ones first; one that would close a circle goes back.
// Where nobody comes from elsewhere, a station stands right before the first that it leads to.
void Layout::assign_layers() {
  std::vector<Move> all = std::move(moves_);
  moves_.clear();
  for (Move& move : all) {
    move.back = reaches(move.to, move.from);
    moves_.push_back(std::move(move));
  }
  pinned_ = std::any_of(flows_.begin(), flows_.end(),
                        [](const Flow& flow) { return flow.from.column >= 0; });
  if (!pinned_) {
    lengthen_ways();
    for (size_t i = 0; i < out_.stations.size(); ++i) {
      int nearest = kMaxLayers;
      bool comes = false;
      for (const Move& move : moves_) {
        if (move.back) continue;
        comes |= move.to == i;
        if (move.from == i) nearest = std::min(nearest, out_.stations[move.to].layer);
      }
      PlacedStation& station = out_.stations[i];
      if (!comes && nearest < kMaxLayers) station.layer = std::max(station.layer, nearest - 1);
    }
  }
  for (Move& move : moves_)
    move.back |= out_.stations[move.from].layer >= out_.stations[move.to].layer;
}

// A place for each station, and one in every column that a ribbon only passes.
void Layout::make_places() {
  int busiest = 1;
  int last = 0;
  for (const PlacedStation& s : out_.stations) {
    busiest = std::max({busiest, s.arrivals, s.departures});
    last = std::max(last, s.layer);
  }
  unit_ = std::clamp(200.0 / busiest, 0.4, 14.0);
  layers_.resize(static_cast<size_t>(last) + 1);
  auto add = [&](size_t station, int layer, double height) {
    layers_[static_cast<size_t>(layer)].push_back(places_.size());
    places_.push_back({station, static_cast<size_t>(layer), height});
    return places_.size() - 1;
  };
  for (size_t i = 0; i < out_.stations.size(); ++i) {
    const PlacedStation& s = out_.stations[i];
    add(i, s.layer, std::max(kMinHeight, std::max(s.arrivals, s.departures) * unit_));
  }
  for (size_t m = 0; m < moves_.size(); ++m) {
    Move& move = moves_[m];
    if (move.back) continue;
    move.way.push_back(move.from);
    for (int layer = out_.stations[move.from].layer + 1; layer < out_.stations[move.to].layer;
         ++layer)
      move.way.push_back(add(kNone, layer, move.count * unit_));
    move.way.push_back(move.to);
    for (size_t i = 1; i < move.way.size(); ++i)
      pieces_.push_back({move.way[i - 1], move.way[i], move.count, m});
  }
}

// Places stand near the middle of where their ribbons come from and lead to, a few sweeps to and
// fro.
void Layout::order_places() {
  std::vector<double> rank(places_.size());
  auto number = [&] {
    for (const std::vector<size_t>& layer : layers_)
      for (size_t i = 0; i < layer.size(); ++i)
        rank[layer[i]] = (static_cast<double>(i) + 0.5) / static_cast<double>(layer.size());
  };
  number();
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    bool forward = sweep % 2 == 0;
    std::vector<double> sum(places_.size()), weight(places_.size());
    for (const Piece& piece : pieces_) {
      size_t here = forward ? piece.to : piece.from;
      size_t there = forward ? piece.from : piece.to;
      sum[here] += rank[there] * piece.count;
      weight[here] += piece.count;
    }
    for (std::vector<size_t>& layer : layers_)
      std::stable_sort(layer.begin(), layer.end(), [&](size_t a, size_t b) {
        double of_a = weight[a] > 0 ? sum[a] / weight[a] : rank[a];
        double of_b = weight[b] > 0 ? sum[b] / weight[b] : rank[b];
        return of_a < of_b;
      });
    number();
  }
}

double Layout::layer_height(const std::vector<size_t>& layer) const {
  double sum = -kClear;
  for (size_t i : layer) sum += places_[i].height + kClear;
  return std::max(sum, 0.0);
}

// In their order, apart, and between top and bottom; each as near as it can be to where it wants.
void Layout::settle(const std::vector<size_t>& layer, double height) {
  double edge = kTop;
  for (size_t i : layer) {
    places_[i].y = std::max(places_[i].y, edge);
    edge = places_[i].y + places_[i].height + kClear;
  }
  edge = kTop + height;
  for (auto it = layer.rbegin(); it != layer.rend(); ++it) {
    Place& place = places_[*it];
    place.y = std::min(place.y, edge - place.height);
    edge = place.y - kClear;
  }
}

void Layout::place() {
  double tallest = 0;
  for (const std::vector<size_t>& layer : layers_) tallest = std::max(tallest, layer_height(layer));
  for (const std::vector<size_t>& layer : layers_) {
    double y = kTop + (tallest - layer_height(layer)) / 2;
    for (size_t i : layer) {
      places_[i].y = y;
      y += places_[i].height + kClear;
    }
  }
  for (int round = 0; round < kSettlings; ++round) {
    std::vector<double> sum(places_.size()), weight(places_.size());
    for (const Piece& piece : pieces_) {
      sum[piece.to] += places_[piece.from].middle() * piece.count;
      sum[piece.from] += places_[piece.to].middle() * piece.count;
      weight[piece.to] += piece.count;
      weight[piece.from] += piece.count;
    }
    for (size_t i = 0; i < places_.size(); ++i)
      if (weight[i] > 0) places_[i].y += (sum[i] / weight[i] - places_[i].middle()) * 0.7;
    for (const std::vector<size_t>& layer : layers_) settle(layer, tallest);
  }
  for (const Place& place : places_)
    if (place.station != kNone)
      out_.stations[place.station].rect = {column_x(place.layer), place.y, kBox, place.height};
  bottom_ = kTop + tallest;
}

// Ribbons leave and arrive in the order of the places at their other end, in the middle of the
// station's side.
void Layout::join_pieces() {
  std::vector<size_t> order(pieces_.size());
  std::iota(order.begin(), order.end(), size_t{0});
  auto join = [&](auto near, auto far, auto edge) {
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return places_[pieces_[a].*far].middle() < places_[pieces_[b].*far].middle();
    });
    std::vector<double> total(places_.size());
    for (const Piece& piece : pieces_) total[piece.*near] += piece.count * unit_;
    std::vector<double> next(places_.size());
    for (size_t i = 0; i < places_.size(); ++i) next[i] = places_[i].middle() - total[i] / 2;
    for (size_t i : order) {
      Piece& piece = pieces_[i];
      piece.*edge = next[piece.*near];
      next[piece.*near] += piece.count * unit_;
    }
  };
  join(&Piece::from, &Piece::to, &Piece::leaves);
  join(&Piece::to, &Piece::from, &Piece::arrives);
}

}  // namespace map

std::optional<MapKind> map_kind(std::string_view name) {
  if (name == "role") return MapKind::kRole;
  if (name == "company") return MapKind::kCompany;
  if (name == "leaving") return MapKind::kLeaving;
  return std::nullopt;
}

std::vector<Flow> map_flows(const std::vector<Career>& careers, MapKind kind, Language language) {
  if (kind == MapKind::kLeaving) return leaving_flows(careers, language);
  StationKind stations =
      kind == MapKind::kCompany ? StationKind::kOrganization : StationKind::kRole;
  return flows_of(careers, stations, language);
}

MapOptions map_options(MapKind kind, Language language) {
  MapOptions options;
  options.language = language;
  switch (kind) {
    case MapKind::kRole:
      options.title = say(language, "역할에서 역할로", "From role to role");
      break;
    case MapKind::kCompany:
      options.title = say(language, "회사에서 회사로", "From company to company");
      options.colorful = true;
      break;
    case MapKind::kLeaving:
      options.title = say(language, "떠날 때 쓴 것", "What people wrote about when they left");
      options.note =
          say(language, "왼쪽은 떠난 역할, 가운데는 떠남을 적은 글의 주제, 오른쪽은 다음 역할",
              "left: the role that was left; middle: themes of the post that tells of "
              "it; right: the next role");
      break;
  }
  return options;
}

CareerMap lay_out_map(const std::vector<Flow>& flows, const MapOptions& options) {
  map::Layout layout(flows, options);
  layout.choose();
  layout.assign_layers();
  layout.make_places();
  layout.order_places();
  layout.place();
  layout.join_pieces();
  layout.draw();
  return layout.take();
}

}  // namespace hoego::viz

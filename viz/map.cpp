// SPDX-License-Identifier: Apache-2.0
// Flows -> CareerMap: columns, order within columns, heights. The steps of the work stand in
// lay_out_map() at the end.
#include "viz/map.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "viz/map_layout.h"

namespace hoego::viz {
namespace map {
namespace {

constexpr int kMaxLayers = 8;

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
    moves_.push_back({from->second, to->second, flow.count, flow.people});
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

void Layout::place() {
  int busiest = 1;
  for (const PlacedStation& s : out_.stations)
    busiest = std::max({busiest, s.arrivals, s.departures});
  unit_ = std::clamp(200.0 / busiest, 0.4, 14.0);
  for (const PlacedStation& s : out_.stations)  // the place of a station has its number
    columns_.add(static_cast<size_t>(s.layer),
                 std::max(kMinHeight, std::max(s.arrivals, s.departures) * unit_));
  for (size_t m = 0; m < moves_.size(); ++m) {
    const Move& move = moves_[m];
    if (move.back) continue;
    columns_.join(move.from, move.to, move.count * unit_);
    move_of_way_.push_back(m);
  }
  columns_.arrange();
  for (size_t i = 0; i < out_.stations.size(); ++i) {
    const Columns::Place& place = columns_.place(i);
    out_.stations[i].rect = {column_x(place.column), place.y, kBox, place.height};
  }
  bottom_ = std::max(columns_.bottom(), kTop);
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
      options.stations = say(language, "역할", "roles");
      break;
    case MapKind::kCompany:
      options.title = say(language, "회사에서 회사로", "From company to company");
      options.stations = say(language, "곳", "places");
      options.family_name = place_family_name;
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
  layout.place();
  layout.draw();
  return layout.take();
}

}  // namespace hoego::viz

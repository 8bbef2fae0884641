// SPDX-License-Identifier: Apache-2.0
// The career map: stations (roles, organisations, themes) in columns from early to late, and the
// moves between them as ribbons as wide as there are people; a ribbon passes beside the stations
// that it does not stop at.
//
//   CareerMap m = lay_out_map(flows_of(careers, StationKind::kRole, Language::kKorean), {});
//
// Moves against the direction of the columns are lines below. Of very many stations and moves back
// the busiest are drawn, and the rest is counted.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viz/flows.h"
#include "viz/picture.h"
#include "viz/style.h"

namespace hoego::viz {

struct MapOptions {
  Theme theme = Theme::kLight;
  Language language = Language::kKorean;
  std::string title;  // empty: "경력 지도"
  std::string note;   // joins the caption
  size_t max_stations = 40;
  std::string stations;  // what the stations are called, for the count of them; empty: no count
  // What the colours mean.
  std::string_view (*family_name)(Family, Language) = viz::family_name;
};

struct PlacedStation {
  std::string name;
  int layer = 0;  // column, from the left
  int arrivals = 0;
  int departures = 0;
  Rect rect;
  Rect label;  // within `rect`
};

struct CareerMap {
  Picture picture;
  std::vector<PlacedStation> stations;
  size_t left_out = 0;  // moves that are not in the picture
};

// The maps that there are, by name: "role", "company", "leaving" (themes of those who left).
enum class MapKind { kRole, kCompany, kLeaving };
std::optional<MapKind> map_kind(std::string_view name);
std::vector<Flow> map_flows(const std::vector<Career>& careers, MapKind kind, Language language);
// Title, note and colours that suit a kind.
MapOptions map_options(MapKind kind, Language language);

CareerMap lay_out_map(const std::vector<Flow>& flows, const MapOptions& options);

}  // namespace hoego::viz

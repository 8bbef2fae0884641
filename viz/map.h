// SPDX-License-Identifier: Apache-2.0
// The career map: stations (roles or organisations) in layers from early to late, and the moves
// between them as ribbons as wide as there are people.
//
//   CareerMap m = lay_out_map(flows_of(careers, StationKind::kRole, Language::kKorean), {});
//
// Moves against the direction of the layers are lines below. Of very many stations and moves back
// the busiest are drawn, and the rest is counted.
#pragma once

#include <string>
#include <vector>

#include "viz/flows.h"
#include "viz/picture.h"
#include "viz/style.h"

namespace hoego::viz {

struct MapOptions {
  Theme theme = Theme::kLight;
  Language language = Language::kKorean;
  std::string title;  // empty: "경력 지도"
  size_t max_stations = 40;
};

struct PlacedStation {
  std::string name;
  int layer = 0;
  int arrivals = 0;
  int departures = 0;
  Rect rect;
  Rect label;
};

struct CareerMap {
  Picture picture;
  std::vector<PlacedStation> stations;
  size_t left_out = 0;  // moves that are not in the picture
};

CareerMap lay_out_map(const std::vector<Flow>& flows, const MapOptions& options);

}  // namespace hoego::viz

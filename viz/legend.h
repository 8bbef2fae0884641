// SPDX-License-Identifier: Apache-2.0
// What colours, patterns and edges of bars mean: only what occurs in the picture is explained.
//
//   Legend legend;
//   legend.add(Family::kData);
//   legend.add(span);
//   double bottom = draw_legend(picture, legend, colors, language, {30, top}, right);
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "viz/axis.h"
#include "viz/picture.h"
#include "viz/style.h"

namespace hoego::viz {

struct Legend {
  std::set<Family> families;
  bool rough = false;      // hatched
  bool torn = false;       // an end that nobody told
  bool open = false;       // an arrow
  bool planned = false;    // dashed
  bool continued = false;  // goes on on another page
  std::string as_of;       // of the dashed line; empty: there is none
  std::string_view (*family_name)(Family, Language) = viz::family_name;

  void add(Family family) { families.insert(family); }
  void add(const TimeSpan& span);
};

// Rows of swatches from `at` on, none beyond `right`. Returns where the last row ends.
double draw_legend(Picture& picture, const Legend& legend, const Palette& colors, Language language,
                   Point at, double right);
// Small faint words under a picture, from `at` to `right`, at most `lines`. Returns where they end.
double draw_note(Picture& picture, std::string_view note, const Palette& colors, Point at,
                 double right, size_t lines = 3);
// "2 / 5" in the lower right corner; nothing where there is one page.
void draw_page_number(Picture& picture, size_t number, size_t count, const Palette& colors,
                      Point corner);

}  // namespace hoego::viz

// SPDX-License-Identifier: Apache-2.0
// How pictures look and speak: colours of the two themes, families of roles with colour and
// pattern, and the words of both languages.
//
//   family_of("backend-developer", "work")  ->  Family::kEngineering
//   kind_name("bootcamp", Language::kKorean)  ->  "교육 과정"
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/messages.h"

namespace hoego::viz {

using hoego::Language;  // that of the words of a picture; messages have one of their own
enum class Theme { kLight, kDark };

// Roles of one family share a colour; each family has a pattern of its own as well, so that the
// picture can be read in grey and by the colour-blind.
enum class Family {
  kEngineering,
  kInfrastructure,
  kData,
  kIntelligence,
  kProduct,
  kLead,
  kStudy,
  kCommunity,
  kOther,
};
inline constexpr int kFamilyCount = 9;

Family family_of(std::string_view role_id, std::string_view kind);
std::string_view family_name(Family family, Language language);

// Strokes of a ribbon: on, off, on, off ... in points, repeated. All zero: one whole stroke.
using Pattern = std::array<double, 4>;
const Pattern& family_pattern(Family family);

struct Palette {
  std::string_view page;
  std::string_view grid;      // years
  std::string_view grid_low;  // quarters
  std::string_view ink;
  std::string_view ink_low;
  std::string_view ink_faint;
  std::string_view accent;  // the date of the data
  std::array<std::string_view, kFamilyCount> strong;
  std::array<std::string_view, kFamilyCount> tint;
};
const Palette& palette(Theme theme);

// Names of the closed lists; an unknown value is its own name.
std::string_view kind_name(std::string_view kind, Language language);
std::string_view exit_name(std::string_view exit, Language language);

// "2년 3개월", "약 1년"; "2 y 3 m", "about 1 y".
std::string duration_text(int months, bool about, Language language);

inline std::string_view say(Language language, std::string_view korean, std::string_view english) {
  return language == Language::kKorean ? korean : english;
}

}  // namespace hoego::viz

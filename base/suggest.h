// SPDX-License-Identifier: Apache-2.0
// "Did you mean": the nearest of known names, by edit distance over code points, case folded.
//
//   suggest("Peson", {"Person", "Post"})  ->  "Person"
//   suggest("x", {"Person"})              ->  ""
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hoego {

// Damerau-Levenshtein distance (adjacent transpositions count one).
int edit_distance(std::string_view a, std::string_view b);

// Empty where nothing is near enough: at most a third of the name's length may differ (at least 1).
std::string suggest(std::string_view name, const std::vector<std::string>& known);

}  // namespace hoego

// SPDX-License-Identifier: Apache-2.0
// Whether a Korean and a Latin spelling are of one name: "모멘티" and "Momenti".
#pragma once

#include <string_view>

namespace hoego::parser {

// Compares the consonants, as Korean hears them (l and r, b and p, c and k are one). False unless
// one name is written in Hangul, the other in Latin letters, and both have at least three
// consonants.
bool same_sound(std::string_view one, std::string_view other);

}  // namespace hoego::parser

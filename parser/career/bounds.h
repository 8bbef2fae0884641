// SPDX-License-Identifier: Apache-2.0
// Starts, ends and exits that follow from what stands beside an engagement: its length, the next
// one, the time of writing.
#pragma once

#include <vector>

#include "parser/career/line.h"

namespace hoego::parser {

void date_by_length(Engagement& e, const Line& line);
// A programme that the title says is over ended when the post was written.
void date_closing(std::vector<Engagement>& list, const Line& line);
// On a line in order of time: ends bounded by the next start, gaps, farewells, moves, what goes on.
void bound_line(std::vector<Engagement>& list, const Line& line);
// Lengths as written, usual exits.
void write_lengths(std::vector<Engagement>& list);

// Told of as a place before another: "전 직장".
bool is_of_before(const Engagement& e);

}  // namespace hoego::parser

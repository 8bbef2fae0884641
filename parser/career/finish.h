// SPDX-License-Identifier: Apache-2.0
// Stage 5: the grown line -> steps: what was only mentioned is dropped, dates bound one another,
// open ends are decided, confidence is given.
#pragma once

#include <vector>

#include "parser/career/line.h"

namespace hoego::parser {

std::vector<CareerStep> finish_line(Line& line, std::vector<Note>& notes);

// How sure a step is: from its rules, its dates and how often it was told.
double confidence_of(const Engagement& engagement);

}  // namespace hoego::parser

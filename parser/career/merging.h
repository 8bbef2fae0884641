// SPDX-License-Identifier: Apache-2.0
// Engagements that the text told twice, under other words, become one.
#pragma once

#include <vector>

#include "parser/career/line.h"

namespace hoego::parser {

// In this order: two spellings of a name, internships, the author's own company, places without a
// telling word, described ones, those settled for the future.
void merge_works(std::vector<Engagement>& list);
// Programmes, communities and teaching.
void merge_groups(std::vector<Engagement>& list);

}  // namespace hoego::parser

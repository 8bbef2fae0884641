// SPDX-License-Identifier: Apache-2.0
// The words that a post tells the time of a step with, as written.
//
//   dates_as_said(step, post)  ->  "2021년 1월, 작년 말부터 8개월간"
//
// The time expressions of the step's evidence that, read again, say the start, the end or the
// duration that the step has; in the order of the evidence, each once, ", " between. Empty where
// the time was worked out from elsewhere (a title, a cohort, another sentence).
#pragma once

#include <string>

#include "parser/career/facts.h"

namespace hoego::parser {

std::string dates_as_said(const CareerStep& step, const PostFacts& post);

}  // namespace hoego::parser

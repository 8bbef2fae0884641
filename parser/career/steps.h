// SPDX-License-Identifier: Apache-2.0
// Sentences -> mentions (organisation, role, event, time) -> career steps with evidence.
#pragma once

#include <vector>

#include "parser/career/facts.h"
#include "parser/document/metadata.h"
#include "parser/document/searched.h"

namespace hoego::parser {

// In order of time. What could not be placed is appended to `notes`.
std::vector<CareerStep> read_steps(const SearchedDocument& searched, const Metadata& metadata,
                                   std::vector<Note>& notes);

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// The furthest failure of a parse in words: where it is, what would have been right there, and
// advice for what people write who come from SQL and other languages.
#pragma once

#include "query/error.h"
#include "query/grammar_state.h"

namespace hoego::query {

QueryError furthest_failure(const grammar::State& state);

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// The door of the grammar, free of X3.
#pragma once

#include "query/grammar_state.h"

namespace hoego::query::grammar {

bool parse_statement(Cursor& first, Cursor last, State& state, Statement& out);

}  // namespace hoego::query::grammar

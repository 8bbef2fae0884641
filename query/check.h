// SPDX-License-Identifier: Apache-2.0
// What is wrong with a tree that reads well, before any name is looked at: the order of clauses,
// mixed UNIONs, writing inside EXISTS, patterns where values stand, relationships that cannot be
// created. Throws QueryError (SyntaxError, compile time).
#pragma once

#include "query/ast.h"

namespace hoego::query {

void check(const Statement& statement);

}  // namespace hoego::query

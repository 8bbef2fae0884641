// SPDX-License-Identifier: Apache-2.0
// A syntax tree as text, every node in parentheses with its kind: two trees are the same, places
// apart, where their texts are. Unlike unparse it hides nothing.
#pragma once

#include <string>

#include "query/ast.h"

namespace hoego::query {

std::string tree_text(const Statement& statement);

}  // namespace hoego::query

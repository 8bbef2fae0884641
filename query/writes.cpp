// SPDX-License-Identifier: Apache-2.0
// Whether a statement writes, decided on its tree.
#include <algorithm>

#include "base/overloaded.h"
#include "query/parse.h"

namespace hoego::query {

namespace {

bool writes_in(const Query& query);

bool writes_in(const Clause& clause) {
  return std::visit(
      Overloaded{[](const CreateClause&) { return true; }, [](const MergeClause&) { return true; },
                 [](const SetClause&) { return true; }, [](const RemoveClause&) { return true; },
                 [](const DeleteClause&) { return true; },
                 [](const ForeachClause&) { return true; },
                 [](const CallSubquery& c) { return writes_in(*c.query); },
                 [](const auto&) { return false; }},
      clause.content);
}

bool writes_in(const Query& query) {
  return std::any_of(query.parts.begin(), query.parts.end(), [](const SingleQuery& part) {
    return std::any_of(part.clauses.begin(), part.clauses.end(),
                       [](const Clause& clause) { return writes_in(clause); });
  });
}

}  // namespace

bool writes(const Statement& statement) {
  return writes_in(statement.query);
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// A query run by its twins: the reference, the engine with rewrites, the engine
// without all of them and without each.
#pragma once

#include <string>

#include "graph/graph.h"

namespace hoego::query {

struct Verdict {
  enum class Kind {
    kSame,
    kDifferent,
    kRefused,  // the engine says that the query is not valid
    kSkipped,  // too much work for the reference
  };
  Kind kind = Kind::kSame;
  std::string detail;
  size_t rows = 0;  // of the result
};

Verdict compare(const std::string& query, Graph& graph);

// The smallest query found that still differs: parts of the tree are left out one by one.
std::string minimise(const std::string& query, Graph& graph);

}  // namespace hoego::query

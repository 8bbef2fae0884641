// SPDX-License-Identifier: Apache-2.0
// The result of a query: named columns, rows of Values, and what the query did.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "graph/value.h"

namespace hoego::query {

struct Stats {
  int64_t nodes_created = 0;
  int64_t nodes_deleted = 0;
  int64_t relationships_created = 0;
  int64_t relationships_deleted = 0;
  int64_t properties_set = 0;
  int64_t labels_added = 0;
  int64_t labels_removed = 0;

  bool any() const {
    return nodes_created || nodes_deleted || relationships_created || relationships_deleted ||
           properties_set || labels_added || labels_removed;
  }
};

struct Table {
  std::vector<std::string> columns;      // none: a query without RETURN
  std::vector<std::vector<Value>> rows;  // strings may be borrowed from the graph
  Stats stats;
  std::vector<Diagnostic> warnings;  // unknown labels, properties ...; spans into the query
  std::vector<std::string> parameters;  // that the query uses, sorted
  std::string plan;                  // of EXPLAIN and PROFILE
};

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Values in the notation of the openCypher TCK, `(:A {x: 1})`, `<(:A)-[:T]->()>`, and values of a
// result, both as canonical text: two values are the same where their texts are. Labels are a set,
// map keys have no order; temporal values are written as the TCK does, as strings.
#pragma once

#include <string>
#include <string_view>

#include "graph/graph.h"
#include "graph/value.h"

namespace hoego::tck {

struct Canonical {
  bool ignore_list_order = false;

  // Throws std::runtime_error for what is no value.
  std::string of_text(std::string_view text) const;
  std::string of_value(const Graph& graph, const Value& value) const;
};

// Values that can be parameters or cells of a procedure: no nodes, relationships, paths.
Value value_of_text(std::string_view text);

}  // namespace hoego::tck

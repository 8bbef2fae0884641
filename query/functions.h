// SPDX-License-Identifier: Apache-2.0
// The functions of the language, one row each: what the binder checks, `hoego help` prints and the
// executor calls. To add a function, add a row in the table of its topic (functions_*.cpp).
#pragma once

#include <chrono>
#include <span>
#include <string_view>
#include <vector>

#include "graph/graph.h"
#include "graph/value.h"

namespace hoego::query {

struct FunctionContext {
  const Graph& graph;
  // The instant that date(), datetime() ... without arguments give: fixed for one statement.
  int64_t now_seconds = 0;
  int32_t now_nanos = 0;
  uint64_t* random_state = nullptr;  // of rand()
};

struct Function {
  std::string_view name;       // as printed: "toUpper", "date.truncate"; matched without case
  std::string_view signature;  // "toUpper(text :: STRING) :: STRING"
  std::string_view doc;        // one sentence
  std::string_view example;    // an expression that a test runs: "toUpper('abc') = 'ABC'"
  int min_args = 0;
  int max_args = 0;  // -1: any number
  // Static types, for errors at compile time and for the kinds of variables. A letter for each
  // argument (the last repeats): '*' anything, 'N' node, 'R' relationship, 'P' path, 'L' list,
  // 'S' string, 'I' integer, 'F' number, 'B' boolean, 'M' map, 'T' a temporal value; 'E' node or
  // relationship, 'C' list or string, 'K' node, relationship or map. An argument whose type is
  // known and can not be that is an error of the query; one whose type is not known is passed.
  std::string_view arg_types;
  char result_type = '*';
  bool null_in_null_out = true;  // the executor answers null if any argument is null
  bool deterministic = true;      // the same for the same arguments, within one statement
  Value (*call)(const FunctionContext& context, std::span<const Value> args) = nullptr;
};

// Sorted by name without case. Aggregates (count, sum, collect ...) are not here but in
// query/aggregate.h.
const std::vector<Function>& functions();
const Function* find_function(std::string_view name);

}  // namespace hoego::query

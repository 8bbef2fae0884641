// SPDX-License-Identifier: Apache-2.0
// What values mean in openCypher: three-valued equality, comparison, total order, arithmetic, and
// text. Everything here follows the openCypher 9 reference and CIP2016-06-14 (comparability and
// equality); null in, null out unless said. Errors are QueryErrors without a place.
#pragma once

#include <optional>
#include <string>

#include "graph/graph.h"
#include "graph/value.h"
#include "query/ast.h"

namespace hoego::query {

// Three-valued: nullopt is null (unknown).
using Ternary = std::optional<bool>;
Ternary equals(const Value& a, const Value& b);
Ternary less(const Value& a, const Value& b);  // nullopt also where the types do not compare
Ternary compare_with(Op op, const Value& a, const Value& b);  // = <> < <= > >=
Value to_value(Ternary t);

// Equivalence and order for DISTINCT, grouping and ORDER BY: total, null equals null, NaN equals
// NaN. Ascending order of types: Map, Node, Relationship, List, Path, temporal types, String,
// Boolean, Number, NaN, null.
bool equivalent(const Value& a, const Value& b);
int order(const Value& a, const Value& b);  // negative, 0, positive
uint64_t hash(const Value& v);              // equivalent values have equal hashes (1 and 1.0 too)

// Operators of two values: + - * / % ^ IN STARTS WITH, ENDS WITH, CONTAINS, =~.
Value apply(Op op, const Value& a, const Value& b);
Value negate(const Value& v);

// base.key for maps, nodes, relationships, temporal types and Edtf; base[index] for lists, maps and
// elements; slices of lists.
Value property(const Graph& graph, const Value& base, std::string_view key);
Value index(const Graph& graph, const Value& base, const Value& at);
Value slice(const Value& list, const Value& from, const Value& to, bool has_from, bool has_to);

// The text of a value as a query literal would be written: 'a', [1, 2.0], {k: 'v'}, (:Person
// {name: 'x'}), [:TOOK], ISO text of temporal types. Floats: shortest that reads back.
std::string to_text(const Graph& graph, const Value& v);
// As toString() makes it (strings without quotes); nullopt for types it does not take.
std::optional<std::string> to_plain_string(const Value& v);
std::string float_text(double d);
// A type for a message: "an integer", "a local time", "null".
std::string_view a_type(ValueType type);
std::string a_type(const Value& v);

}  // namespace hoego::query

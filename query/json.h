// SPDX-License-Identifier: Apache-2.0
// Values as JSON: the typed JSON of the Neo4j Query API v2 (both ways), and the batch protocol of
// `hoego query GRAPH --batch --format typed-json`: one request a line in, one answer a line out.
//
//   {"id":1,"query":"RETURN $x AS a","params":{"x":{"$type":"Integer","_value":"1"}}}
//   {"id":1,"columns":["a"],"rows":[[{"$type":"Integer","_value":"1"}]],"stats":{}}
//   {"id":2,"error":{"type":"SyntaxError","phase":"compile","detail":"UndefinedVariable",
//                    "message":"...","line":1,"column":8}}
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "graph/graph.h"
#include "query/query.h"
#include "query/table.h"

namespace hoego::query {

// Written as text (streaming, no tree): an object {"$type": ..., "_value": ...}.
void append_typed_json(std::string& out, const Graph& graph, const Value& value);
// Plain JSON for people and scripts: numbers as numbers, nodes as objects, temporal values as text.
void append_plain_json(std::string& out, const Graph& graph, const Value& value);
// Typed JSON, or plain JSON values (a user's `-p x=1`). Throws Error (kInput) where it is neither.
Value value_from_json(const nlohmann::json& json);

// One request line -> one answer line (without newline). Never throws for what the line says.
std::string answer_request(Session& session, std::string_view line);

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// The graph as APOC JSON Lines, the form of Neo4j's apoc.export.json.all: every node, then every
// relationship, one object a line.
//
//   {"type":"node","id":"0","labels":["Person"],"properties":{"name":"은성"}}
//   {"type":"relationship","id":"0","label":"TOOK","start":{"id":"0","labels":["Person"]},
//    "end":{"id":"1","labels":["Step"]}}
//
// Export numbers nodes and relationships from 0 in order of age, sorts labels and keys, and leaves
// out empty `labels` and `properties`; so export -> import -> export gives the same bytes, however
// many deleted elements the graph has behind it.
//
// JSON knows no dates: a temporal value is written as its ISO text, as APOC does, and so that it
// comes back as what it was, its type is told beside it under the key "$types" (not a property that
// APOC readers know; they skip it):
//   {"type":"node","id":"0","properties":{"start":"2021-03-01"},"$types":{"start":"date"}}
// A list of temporals has the type in brackets: "[date]". Floats always have a point or an
// exponent.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>

#include "graph/graph.h"

namespace hoego {

// Called now and then with the bytes done; may throw to stop.
using Progress = std::function<void(uint64_t bytes)>;

void export_apoc(const Graph& graph, std::ostream& out, const Progress& progress = {});

struct ImportReport {
  uint64_t nodes = 0;
  uint64_t relationships = 0;
  uint64_t bytes = 0;
};

// Adds what the lines say to the graph, in one pass and in bounded memory beside the graph itself.
// A line that is no such object is an Error (kInput) that names the line and what is wrong; what
// was read before it stays in the graph, so import into a graph that you can throw away, or
// mark() before and rollback() after.
ImportReport import_apoc(std::istream& in, const std::string& name, Graph& graph,
                         const Progress& progress = {});

}  // namespace hoego

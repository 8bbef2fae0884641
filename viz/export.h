// SPDX-License-Identifier: Apache-2.0
// The graph in the forms of other tools. Streaming: a Sink gets pieces of text in order; memory
// does not grow with the graph. The same graph gives the same bytes.
//
//   std::string out;
//   export_graph(graph, "graphml", [&](std::string_view piece) { out += piece; });
//
// Forms of the whole graph (export_graph):
//   cytoscape   Cytoscape.js JSON                    graphml  GraphML 1.0
//   gexf        GEXF 1.3, Steps with start and end   dot      Graphviz
//   jsonld      schema.org JSON-LD: Person -> EmployeeRole -> Organization
// Forms of careers (export_career, one person each):
//   json-resume  JSON Resume 1.0 (jsonresume.org); exact dates and evidence under "x-hoego"
//   markwhen     a markwhen timeline                 mermaid  a Mermaid gantt chart
//   ical         RFC 5545, an all-day event for each step with a known start
// What a form cannot say (rough, unknown and open ends) is said in its own extension or comment,
// and never made up: a date is written only as precisely as it is known.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"
#include "viz/career.h"

namespace hoego::viz {

using Sink = std::function<void(std::string_view)>;

const std::vector<std::string>& graph_export_formats();
const std::vector<std::string>& career_export_formats();
// ".json", ".graphml" ...; empty for an unknown form.
std::string_view export_ending(std::string_view format);

// Error (kUsage) for an unknown form.
void export_graph(const Graph& graph, std::string_view format, const Sink& sink);
void export_career(const Career& career, std::string_view format, const Sink& sink);

// neo4j-admin import: a file of nodes for each set of labels, a file of relationships for each
// type. `open` gives the sink for a file name.
void export_csv(const Graph& graph, const std::function<Sink(const std::string& name)>& open);

}  // namespace hoego::viz

// SPDX-License-Identifier: Apache-2.0
// The graph in the forms of other tools. Streaming: a Sink gets pieces of text in order; memory
// does not grow with the graph. The same graph gives the same bytes.
//
//   std::string out;
//   export_graph(graph, "graphml", [&](std::string_view piece) { out += piece; });
//
// Forms of the graph:
//   cytoscape   Cytoscape.js JSON                    graphml  GraphML 1.0
//   gexf        GEXF 1.3, Steps with start and end   dot      Graphviz
// Forms of the careers in it:
//   jsonld       schema.org JSON-LD: Person -> EmployeeRole -> Organization
//   json-resume  JSON Resume 1.0 (jsonresume.org); exact dates and evidence under "x-hoego". Of
//                several people: JSON Lines, a resume each
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

struct ExportForm {
  std::string_view name;    // "graphml"
  std::string_view ending;  // of its files: ".graphml"
  bool of_careers;          // what is in the graph beside people and their careers is not written
};
const std::vector<ExportForm>& export_forms();

// Error (kUsage) for an unknown form.
void export_graph(const Graph& graph, std::string_view form, const Sink& sink);

// neo4j-admin import: a file of nodes for each set of labels, a file of relationships for each
// type; import_csv_folder() reads it back to the same graph. A property whose values have several
// types splits its file (nodes_Person.csv, nodes_Person_2.csv). `open` gives the sink for a file
// name. Gives the number of values that CSV cannot hold as what they are (nested and empty lists,
// lists of texts with ";" or of several types): they are written as JSON text.
size_t export_csv(const Graph& graph, const std::function<Sink(const std::string& name)>& open);

}  // namespace hoego::viz

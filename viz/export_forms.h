// SPDX-License-Identifier: Apache-2.0
// The writers behind export_graph(), and what they share; private to the export files of viz/.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/graph.h"
#include "viz/export.h"

namespace hoego::viz {

void export_cytoscape(const Graph& graph, const Sink& sink);
void export_dot(const Graph& graph, const Sink& sink);
void export_gexf(const Graph& graph, const Sink& sink);
void export_graphml(const Graph& graph, const Sink& sink);

void export_ical(const Graph& graph, const Sink& sink);
void export_json_resume(const Graph& graph, const Sink& sink);
void export_jsonld(const Graph& graph, const Sink& sink);
void export_markwhen(const Graph& graph, const Sink& sink);
void export_mermaid(const Graph& graph, const Sink& sink);

template <typename F>
void for_each_node(const Graph& graph, F&& f) {
  for (NodeId id = 0; id < graph.node_limit(); ++id)
    if (graph.node_alive(id)) f(id);
}
template <typename F>
void for_each_relationship(const Graph& graph, F&& f) {
  for (RelId id = 0; id < graph.relationship_limit(); ++id)
    if (graph.relationship_alive(id)) f(id);
}

using Properties = std::vector<std::pair<KeyId, Value>>;

// A value as text: strings as they are, everything else as a query would print it.
std::string value_text(const Graph& graph, const Value& value);
std::string labels_text(const Graph& graph, NodeId id, std::string_view separator);

// "나르고 · 백엔드 개발자": what a step is called where there is one line for it.
std::string step_name(const CareerStep& step);
std::string first_quote(const CareerStep& step);
bool has_one_person(const Graph& graph);

}  // namespace hoego::viz

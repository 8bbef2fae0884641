// SPDX-License-Identifier: Apache-2.0
// The table of forms, and what their writers share.
#include "viz/export_forms.h"

#include "base/error.h"
#include "base/messages.h"
#include "graph/schema.h"
#include "query/semantics.h"

namespace hoego::viz {
namespace {

struct Form {
  ExportForm form;
  void (*write)(const Graph& graph, const Sink& sink);
};

constexpr Form kForms[] = {
    {{"cytoscape", ".json", false}, export_cytoscape},
    {{"dot", ".dot", false}, export_dot},
    {{"gexf", ".gexf", false}, export_gexf},
    {{"graphml", ".graphml", false}, export_graphml},
    {{"ical", ".ics", true}, export_ical},
    {{"json-resume", ".json", true}, export_json_resume},
    {{"jsonld", ".jsonld", true}, export_jsonld},
    {{"markwhen", ".mw", true}, export_markwhen},
    {{"mermaid", ".mmd", true}, export_mermaid},
};

}  // namespace

const std::vector<ExportForm>& export_forms() {
  static const std::vector<ExportForm> kAll = [] {
    std::vector<ExportForm> forms;
    for (const Form& f : kForms) forms.push_back(f.form);
    return forms;
  }();
  return kAll;
}

void export_graph(const Graph& graph, std::string_view name, const Sink& sink) {
  for (const Form& f : kForms)
    if (f.form.name == name) return f.write(graph, sink);
  throw Error(ErrorKind::kUsage, hoego::say("unknown form of export: {}", name));
}

std::string value_text(const Graph& graph, const Value& value) {
  if (auto plain = query::to_plain_string(value)) return *plain;
  return query::to_text(graph, value);
}

std::string labels_text(const Graph& graph, NodeId id, std::string_view separator) {
  std::string out;
  for (LabelId label : graph.labels_of(id)) {
    if (!out.empty()) out += separator;
    out += graph.label_name(label);
  }
  return out;
}

std::string step_name(const CareerStep& step) {
  std::string out = step.org;
  if (!step.cohort.empty()) out += (out.empty() ? "" : " ") + step.cohort;
  if (!step.role.empty()) out += (out.empty() ? "" : " · ") + step.role;
  if (!out.empty()) return out;
  return step.title.empty() ? step.kind : step.title;
}

std::string first_quote(const CareerStep& step) {
  return step.evidence.empty() ? "" : step.evidence.front().quote;
}

bool has_one_person(const Graph& graph) {
  std::optional<LabelId> person = graph.find_label(schema::kPerson);
  return person && graph.node_count(*person) == 1;
}

}  // namespace hoego::viz

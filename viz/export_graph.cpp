// SPDX-License-Identifier: Apache-2.0
// Forms that hold the whole graph: a record for each node, then one for each relationship.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "base/error.h"
#include "base/json.h"
#include "graph/schema.h"
#include "query/json.h"
#include "query/semantics.h"
#include "viz/export.h"
#include "viz/export_text.h"
#include "viz/subgraph.h"

namespace hoego::viz {
namespace {

using Properties = std::vector<std::pair<KeyId, Value>>;

template <typename F>
void for_each_node(const Graph& graph, F&& f) {
  for (NodeId id = 0; id < graph.node_limit(); ++id)
    if (graph.node_alive(id)) f(id);
}

template <typename F>
void for_each_rel(const Graph& graph, F&& f) {
  for (RelId id = 0; id < graph.relationship_limit(); ++id)
    if (graph.relationship_alive(id)) f(id);
}

// A value as text: strings as they are, everything else as a query would print it.
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

std::optional<Value> property(const Graph& graph, NodeId id, std::string_view name) {
  auto key = graph.find_key(name);
  if (!key) return std::nullopt;
  Value value = graph.node_property(id, *key);
  if (value.is_null()) return std::nullopt;
  return value;
}

void append_json_properties(std::string& out, const Graph& graph, const Properties& properties) {
  for (const auto& [key, value] : properties) {
    out += ',';
    append_json_string(out, graph.key_name(key));
    out += ':';
    query::append_plain_json(out, graph, value);
  }
}

void export_cytoscape(const Graph& graph, const Sink& sink) {
  sink("{\"elements\":{\"nodes\":[");
  bool first = true;
  auto comma = [&] { return std::exchange(first, false) ? "\n" : ",\n"; };
  for_each_node(graph, [&](NodeId id) {
    std::string out = comma();
    // "id" and "label" are Cytoscape's own; the node's own id is kept as "key".
    out += "{\"data\":{\"id\":\"n" + std::to_string(id) + "\",\"label\":";
    append_json_string(out, node_caption(graph, id));
    out += ",\"properties\":{\"_labels\":";
    append_json_string(out, labels_text(graph, id, ":"));
    append_json_properties(out, graph, graph.node_properties(id));
    out += "}}}";
    sink(out);
  });
  sink("\n],\"edges\":[");
  first = true;
  for_each_rel(graph, [&](RelId id) {
    std::string out = comma();
    out += "{\"data\":{\"id\":\"e" + std::to_string(id) + "\",\"source\":\"n" +
           std::to_string(graph.source(id)) + "\",\"target\":\"n" +
           std::to_string(graph.target(id)) + "\",\"label\":";
    append_json_string(out, graph.type_name(graph.type_of(id)));
    out += ",\"properties\":{\"_type\":";
    append_json_string(out, graph.type_name(graph.type_of(id)));
    append_json_properties(out, graph, graph.relationship_properties(id));
    out += "}}}";
    sink(out);
  });
  sink("\n]}}\n");
}

// GraphML: every key is text, but for those whose values are all numbers or all booleans.
class KeyTypes {
 public:
  explicit KeyTypes(const Graph& graph) {
    for_each_node(graph, [&](NodeId id) { see(nodes_, graph.node_properties(id)); });
    for_each_rel(graph, [&](RelId id) { see(rels_, graph.relationship_properties(id)); });
  }
  const std::map<KeyId, std::string>& nodes() const { return nodes_; }
  const std::map<KeyId, std::string>& rels() const { return rels_; }

 private:
  static std::string type_of(const Value& value) {
    switch (value.type()) {
      case ValueType::kInteger:
        return "long";
      case ValueType::kFloat:
        return "double";
      case ValueType::kBoolean:
        return "boolean";
      default:
        return "string";
    }
  }
  static void see(std::map<KeyId, std::string>& types, const Properties& properties) {
    for (const auto& [key, value] : properties) {
      auto [it, fresh] = types.emplace(key, type_of(value));
      if (!fresh && it->second != type_of(value)) it->second = "string";
    }
  }
  std::map<KeyId, std::string> nodes_;
  std::map<KeyId, std::string> rels_;
};

void export_graphml(const Graph& graph, const Sink& sink) {
  KeyTypes types(graph);
  sink(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
      "<key id=\"labels\" for=\"node\" attr.name=\"labels\" attr.type=\"string\"/>\n"
      "<key id=\"type\" for=\"edge\" attr.name=\"type\" attr.type=\"string\"/>\n");
  auto declare = [&](const std::map<KeyId, std::string>& keys, const char* kind,
                     const char* prefix) {
    for (const auto& [key, type] : keys)
      sink("<key id=\"" + std::string(prefix) + std::to_string(key) + "\" for=\"" + kind +
           "\" attr.name=\"" + xml_text(graph.key_name(key)) + "\" attr.type=\"" + type + "\"/>\n");
  };
  declare(types.nodes(), "node", "n");
  declare(types.rels(), "edge", "e");
  sink("<graph edgedefault=\"directed\">\n");
  auto data = [&](const Properties& properties, const char* prefix) {
    std::string out;
    for (const auto& [key, value] : properties)
      out += "<data key=\"" + std::string(prefix) + std::to_string(key) + "\">" +
             xml_text(value_text(graph, value)) + "</data>";
    return out;
  };
  for_each_node(graph, [&](NodeId id) {
    sink("<node id=\"n" + std::to_string(id) + "\"><data key=\"labels\">" +
         xml_text(labels_text(graph, id, ":")) + "</data>" + data(graph.node_properties(id), "n") +
         "</node>\n");
  });
  for_each_rel(graph, [&](RelId id) {
    sink("<edge id=\"e" + std::to_string(id) + "\" source=\"n" + std::to_string(graph.source(id)) +
         "\" target=\"n" + std::to_string(graph.target(id)) + "\"><data key=\"type\">" +
         xml_text(graph.type_name(graph.type_of(id))) + "</data>" +
         data(graph.relationship_properties(id), "e") + "</edge>\n");
  });
  sink("</graph>\n</graphml>\n");
}

std::string gexf_values(const Graph& graph, const Properties& properties) {
  if (properties.empty()) return {};
  std::string out = "<attvalues>";
  for (const auto& [key, value] : properties)
    out += "<attvalue for=\"" + std::to_string(key) + "\" value=\"" +
           xml_text(value_text(graph, value)) + "\"/>";
  return out + "</attvalues>";
}

// GEXF's dates are xsd:date; only what the Step says is written.
std::string gexf_period(const Graph& graph, NodeId id) {
  std::string out;
  for (auto [name, attribute] : {std::pair{schema::kStart, "start"}, {schema::kEnd, "end"}})
    if (auto value = property(graph, id, name); value && value->is(ValueType::kDate))
      out += std::string(" ") + attribute + "=\"" + value_text(graph, *value) + "\"";
  return out;
}

void gexf_attributes(const Graph& graph, const std::map<KeyId, std::string>& keys, const char* kind,
                     const Sink& sink) {
  sink("<attributes class=\"" + std::string(kind) + "\">\n");
  for (const auto& [key, type] : keys)
    sink("<attribute id=\"" + std::to_string(key) + "\" title=\"" + xml_text(graph.key_name(key)) +
         "\" type=\"" + type + "\"/>\n");
  sink("</attributes>\n");
}

void export_gexf(const Graph& graph, const Sink& sink) {
  KeyTypes types(graph);
  sink(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
      "<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\">\n");
  gexf_attributes(graph, types.nodes(), "node", sink);
  gexf_attributes(graph, types.rels(), "edge", sink);
  sink("<nodes>\n");
  for_each_node(graph, [&](NodeId id) {
    sink("<node id=\"" + std::to_string(id) + "\" label=\"" + xml_text(node_caption(graph, id)) +
         "\"" + gexf_period(graph, id) + ">" + gexf_values(graph, graph.node_properties(id)) +
         "</node>\n");
  });
  sink("</nodes>\n<edges>\n");
  for_each_rel(graph, [&](RelId id) {
    sink("<edge id=\"" + std::to_string(id) + "\" source=\"" + std::to_string(graph.source(id)) +
         "\" target=\"" + std::to_string(graph.target(id)) + "\" kind=\"" +
         xml_text(graph.type_name(graph.type_of(id))) + "\">" +
         gexf_values(graph, graph.relationship_properties(id)) + "</edge>\n");
  });
  sink("</edges>\n</graph>\n</gexf>\n");
}

void export_dot(const Graph& graph, const Sink& sink) {
  sink(
      "digraph hoego {\n  node [shape=box, fontname=\"NanumGothic\"];\n  edge "
      "[fontname=\"NanumGothic\"];\n");
  for_each_node(graph, [&](NodeId id) {
    sink("  n" + std::to_string(id) + " [label=\"" + dot_text(node_caption(graph, id)) +
         "\", tooltip=\"" + dot_text(labels_text(graph, id, ":")) + "\"];\n");
  });
  for_each_rel(graph, [&](RelId id) {
    sink("  n" + std::to_string(graph.source(id)) + " -> n" + std::to_string(graph.target(id)) +
         " [label=\"" + dot_text(graph.type_name(graph.type_of(id))) + "\"];\n");
  });
  sink("}\n");
}

// Careers as schema.org: Person -> EmployeeRole -> Organization. Dates are written only where they
// are ISO 8601; the EDTF text always stands beside them.
nlohmann::ordered_json jsonld_step(const CareerStep& step) {
  nlohmann::ordered_json role = {{"@type", "EmployeeRole"}};
  if (!step.role.empty()) role["roleName"] = step.role;
  auto iso = [](const std::optional<Edtf>& date) {
    return date ? iso_prefix(*date) : std::string();
  };
  if (std::string start = iso(step.start); !start.empty()) role["startDate"] = start;
  if (std::string end = iso(step.end); !end.empty()) role["endDate"] = end;
  if (!step.start_text.empty()) role["hoego:startEdtf"] = step.start_text;
  if (!step.end_text.empty()) role["hoego:endEdtf"] = step.end_text;
  role["hoego:kind"] = step.kind;
  if (!step.org.empty()) role["worksFor"] = {{"@type", "Organization"}, {"name", step.org}};
  return role;
}

void export_jsonld(const Graph& graph, const Sink& sink) {
  sink(
      "{\"@context\":[\"https://schema.org\",{\"hoego\":\"https://hoego.example/"
      "ns#\"}],\"@graph\":[");
  bool first = true;
  for (const PersonSummary& person : list_people(graph)) {
    Career career = read_career(graph, person.node);
    nlohmann::ordered_json roles = nlohmann::ordered_json::array();
    for (const CareerStep& step : career.steps) roles.push_back(jsonld_step(step));
    nlohmann::ordered_json json = {{"@type", "Person"},
                                   {"@id", "hoego:person/" + percent_encoded(career.person_id)},
                                   {"name", career.name},
                                   {"worksFor", roles}};
    sink(std::exchange(first, false) ? "\n" : ",\n");
    sink(dump_json(json));
  }
  sink("\n]}\n");
}

std::string csv_header(const Graph& graph, const std::map<KeyId, std::string>& keys) {
  std::string out;
  for (const auto& [key, type] : keys) out += "," + csv_field(graph.key_name(key) + ":" + type);
  return out;
}

std::string csv_cells(const Graph& graph, const std::map<KeyId, std::string>& keys,
                      const Properties& properties) {
  std::string out;
  for (const auto& [key, type] : keys) {
    out += ',';
    auto it = std::find_if(properties.begin(), properties.end(),
                           [k = key](const auto& entry) { return entry.first == k; });
    if (it != properties.end()) out += csv_field(value_text(graph, it->second));
  }
  return out;
}

}  // namespace

const std::vector<std::string>& graph_export_formats() {
  static const std::vector<std::string> kFormats = {"cytoscape", "dot", "gexf", "graphml",
                                                    "jsonld"};
  return kFormats;
}

void export_graph(const Graph& graph, std::string_view format, const Sink& sink) {
  if (format == "cytoscape") return export_cytoscape(graph, sink);
  if (format == "graphml") return export_graphml(graph, sink);
  if (format == "gexf") return export_gexf(graph, sink);
  if (format == "dot") return export_dot(graph, sink);
  if (format == "jsonld") return export_jsonld(graph, sink);
  throw Error(ErrorKind::kUsage, "unknown form of export: " + std::string(format));
}

void export_csv(const Graph& graph, const std::function<Sink(const std::string& name)>& open) {
  KeyTypes types(graph);
  std::map<std::string, Sink> files;
  auto file = [&](const std::string& name, const std::string& header) -> Sink& {
    auto it = files.find(name);
    if (it == files.end()) {
      it = files.emplace(name, open(name)).first;
      it->second(header + "\n");
    }
    return it->second;
  };
  for_each_node(graph, [&](NodeId id) {
    std::string labels = labels_text(graph, id, ";");
    std::string name = "nodes_" + file_name_part(labels_text(graph, id, "_")) + ".csv";
    file(name, ":ID" + csv_header(graph, types.nodes()) + ",:LABEL")(
        std::to_string(id) + csv_cells(graph, types.nodes(), graph.node_properties(id)) + "," +
        csv_field(labels) + "\n");
  });
  for_each_rel(graph, [&](RelId id) {
    const std::string& type = graph.type_name(graph.type_of(id));
    file("rels_" + file_name_part(type) + ".csv",
         ":START_ID,:END_ID" + csv_header(graph, types.rels()) +
             ",:TYPE")(std::to_string(graph.source(id)) + "," + std::to_string(graph.target(id)) +
                       csv_cells(graph, types.rels(), graph.relationship_properties(id)) + "," +
                       csv_field(type) + "\n");
  });
}

}  // namespace hoego::viz

// SPDX-License-Identifier: Apache-2.0
// Forms that hold the whole graph: a record for each node, then one for each relationship.
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/json.h"
#include "graph/schema.h"
#include "query/json.h"
#include "viz/export_forms.h"
#include "viz/export_text.h"
#include "viz/subgraph.h"

namespace hoego::viz {
namespace {

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

// GraphML: every key is text, but for those whose values are all numbers or all booleans.
class KeyTypes {
 public:
  explicit KeyTypes(const Graph& graph) {
    for_each_node(graph, [&](NodeId id) { see(nodes_, graph.node_properties(id)); });
    for_each_relationship(graph, [&](RelId id) { see(rels_, graph.relationship_properties(id)); });
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

// Names of keys are NMTOKENs; what a property is really called stands in <desc> where it is none.
// `taken` is the name of the key that every element has.
void graphml_keys(const Graph& graph, const std::map<KeyId, std::string>& keys,
                  const std::string& kind, const char* taken, const Sink& sink) {
  std::set<std::string> names = {taken};
  for (const auto& [key, type] : keys) {
    const std::string& said = graph.key_name(key);
    std::string stem = file_name_part(said);
    std::string name = stem;
    for (int n = 2; !names.insert(name).second; ++n) name = stem + "_" + std::to_string(n);
    sink("<key id=\"" + kind.substr(0, 1) + std::to_string(key) + "\" for=\"" + kind +
         "\" attr.name=\"" + name + "\" attr.type=\"" + type + "\"" +
         (name == said ? "/>\n" : "><desc>" + xml_text(said) + "</desc></key>\n"));
  }
}

// `first`: the labels of a node, the type of a relationship.
std::string gexf_values(const Graph& graph, const std::string& first,
                        const Properties& properties) {
  std::string out = R"(<attvalues><attvalue for="_" value=")" + xml_text(first) + "\"/>";
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
                     const char* first, const Sink& sink) {
  sink("<attributes class=\"" + std::string(kind) + "\">\n<attribute id=\"_\" title=\"" + first +
       "\" type=\"string\"/>\n");
  for (const auto& [key, type] : keys)
    sink("<attribute id=\"" + std::to_string(key) + "\" title=\"" + xml_text(graph.key_name(key)) +
         "\" type=\"" + type + "\"/>\n");
  sink("</attributes>\n");
}

}  // namespace

void export_cytoscape(const Graph& graph, const Sink& sink) {
  sink("{\"elements\":{\"nodes\":[");
  bool first = true;
  auto comma = [&] { return std::exchange(first, false) ? "\n" : ",\n"; };
  for_each_node(graph, [&](NodeId id) {
    std::string out = comma();
    // "id" and "label" are Cytoscape's own; what the graph says stands under "properties".
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
  for_each_relationship(graph, [&](RelId id) {
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

void export_graphml(const Graph& graph, const Sink& sink) {
  KeyTypes types(graph);
  sink(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
      "<key id=\"labels\" for=\"node\" attr.name=\"labels\" attr.type=\"string\"/>\n"
      "<key id=\"type\" for=\"edge\" attr.name=\"type\" attr.type=\"string\"/>\n");
  graphml_keys(graph, types.nodes(), "node", "labels", sink);
  graphml_keys(graph, types.rels(), "edge", "type", sink);
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
  for_each_relationship(graph, [&](RelId id) {
    sink("<edge id=\"e" + std::to_string(id) + "\" source=\"n" + std::to_string(graph.source(id)) +
         "\" target=\"n" + std::to_string(graph.target(id)) + "\"><data key=\"type\">" +
         xml_text(graph.type_name(graph.type_of(id))) + "</data>" +
         data(graph.relationship_properties(id), "e") + "</edge>\n");
  });
  sink("</graph>\n</graphml>\n");
}

void export_gexf(const Graph& graph, const Sink& sink) {
  KeyTypes types(graph);
  sink(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
      "<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\">\n");
  gexf_attributes(graph, types.nodes(), "node", "labels", sink);
  gexf_attributes(graph, types.rels(), "edge", "type", sink);
  sink("<nodes>\n");
  for_each_node(graph, [&](NodeId id) {
    sink("<node id=\"" + std::to_string(id) + "\" label=\"" + xml_text(node_caption(graph, id)) +
         "\"" + gexf_period(graph, id) + ">" +
         gexf_values(graph, labels_text(graph, id, ":"), graph.node_properties(id)) + "</node>\n");
  });
  sink("</nodes>\n<edges>\n");
  for_each_relationship(graph, [&](RelId id) {
    sink("<edge id=\"" + std::to_string(id) + "\" source=\"" + std::to_string(graph.source(id)) +
         "\" target=\"" + std::to_string(graph.target(id)) + "\" kind=\"" +
         xml_text(graph.type_name(graph.type_of(id))) + "\">" +
         gexf_values(graph, graph.type_name(graph.type_of(id)), graph.relationship_properties(id)) +
         "</edge>\n");
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
  for_each_relationship(graph, [&](RelId id) {
    sink("  n" + std::to_string(graph.source(id)) + " -> n" + std::to_string(graph.target(id)) +
         " [label=\"" + dot_text(graph.type_name(graph.type_of(id))) + "\"];\n");
  });
  sink("}\n");
}

}  // namespace hoego::viz

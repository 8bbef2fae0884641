// SPDX-License-Identifier: Apache-2.0
// Commands that show what is in the graph: `:schema`, `:people`.
#include <algorithm>
#include <map>
#include <set>

#include "base/unicode.h"
#include "cli/repl_shell.h"
#include "cli/repl_text.h"
#include "viz/career.h"

namespace hoego::cli {
namespace {

constexpr size_t kSampled = 1000;  // nodes or relationships looked at for :schema
constexpr int kSampleWidth = 40;

// The properties seen on some elements: name, type and one example each.
struct SeenProperties {
  std::map<std::string, std::pair<std::string, std::string>> properties;

  void add(const Graph& graph, const std::vector<std::pair<KeyId, Value>>& entries) {
    for (const auto& [key, value] : entries) {
      auto& seen = properties[graph.key_name(key)];
      if (!seen.first.empty()) continue;
      std::string sample = viz::cell_text(graph, value);
      if (display_width(sample) > kSampleWidth)
        sample = cut_to_width(sample, kSampleWidth - 1) + "…";
      seen = {std::string(type_name(value.type())), sample};
    }
  }
  void add_rows(query::Table& table, const std::string& name, size_t count) const {
    bool first = true;
    auto row = [&](const std::string& key, const std::string& type, const std::string& sample) {
      table.rows.push_back({first ? text_value(name) : text_value(""),
                            first ? Value::integer(static_cast<int64_t>(count)) : Value(),
                            text_value(key), text_value(type), text_value(sample)});
      if (!first) table.rows.back()[1] = text_value("");
      first = false;
    };
    for (const auto& [key, seen] : properties) row(key, seen.first, seen.second);
    if (properties.empty()) row("", "", "");
  }
};

std::string first_label(const Graph& graph, NodeId node) {
  std::span<const LabelId> labels = graph.labels_of(node);
  return labels.empty() ? "" : ":" + graph.label_name(labels[0]);
}

}  // namespace

void Shell::schema(std::string_view) {
  query::Table nodes;
  nodes.columns = {"label", "nodes", "property", "type", "example"};
  for (size_t id = 0; id < graph_.label_count(); ++id) {
    auto label = static_cast<LabelId>(id);
    if (graph_.node_count(label) == 0) continue;
    std::vector<NodeId> ids;
    graph_.scan_nodes(label, 0, graph_.node_limit(), ids);
    if (ids.size() > kSampled) ids.resize(kSampled);
    SeenProperties seen;
    for (NodeId node : ids) seen.add(graph_, graph_.node_properties(node));
    seen.add_rows(nodes, ":" + graph_.label_name(label), graph_.node_count(label));
  }
  query::Table rels;
  rels.columns = {"relationship", "count", "property", "type", "example"};
  std::map<TypeId, std::pair<std::set<std::string>, SeenProperties>> types;
  std::map<TypeId, size_t> looked;
  for (RelId rel = 0; rel < graph_.relationship_limit(); ++rel) {
    if (!graph_.relationship_alive(rel) || looked[graph_.type_of(rel)]++ >= kSampled) continue;
    auto& [patterns, seen] = types[graph_.type_of(rel)];
    patterns.insert("(" + first_label(graph_, graph_.source(rel)) +
                    ")-[:" + graph_.type_name(graph_.type_of(rel)) + "]->(" +
                    first_label(graph_, graph_.target(rel)) + ")");
    seen.add(graph_, graph_.relationship_properties(rel));
  }
  for (const auto& [type, entry] : types)
    entry.second.add_rows(rels, *entry.first.begin(), graph_.relationship_count(type));
  show_text(rendered(nodes, viz::Mode::kTable, 0) + rendered(rels, viz::Mode::kTable, 0));
}

void Shell::people(std::string_view) {
  query::Table table;
  table.columns = {"name", "steps", "posts"};
  for (const viz::PersonSummary& person : viz::list_people(graph_))
    table.rows.push_back({text_value(person.name),
                          Value::integer(static_cast<int64_t>(person.steps)),
                          Value::integer(static_cast<int64_t>(person.posts))});
  show(table, mode_, 0, -1);
  keep(std::move(table));
}

}  // namespace hoego::cli

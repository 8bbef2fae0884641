// SPDX-License-Identifier: Apache-2.0
// Commands that show what is in the graph: `:schema`, `:people`.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/unicode.h"
#include "cli/repl_shell.h"
#include "cli/repl_text.h"
#include "viz/career.h"

namespace hoego::cli {
namespace {

constexpr size_t kSampled = 100000;  // nodes or relationships looked at for :schema
constexpr int kSampleWidth = 40;
constexpr size_t kExamples = 3;

// The properties seen on some elements: type, on how many, and a few different values.
class SeenProperties {
 public:
  void add(const Graph& graph, const std::vector<std::pair<KeyId, Value>>& entries) {
    ++elements_;
    for (const auto& [key, value] : entries) {
      Seen& seen = properties_[graph.key_name(key)];
      ++seen.count;
      if (seen.examples.size() >= kExamples) continue;
      seen.type = type_name(value.type());
      std::string text = viz::cell_text(graph, value);
      if (std::find(seen.examples.begin(), seen.examples.end(), text) == seen.examples.end())
        seen.examples.push_back(text);
    }
  }

  void add_rows(query::Table& table, const std::string& name, size_t count) const {
    Value shown_name = text_value(name);
    Value shown_count = Value::integer(static_cast<int64_t>(count));
    auto row = [&](const std::string& key, const std::string& type, const Value& filled,
                   const std::string& examples) {
      table.rows.push_back({std::exchange(shown_name, text_value("")),
                            std::exchange(shown_count, text_value("")), text_value(key),
                            text_value(type), filled, text_value(examples)});
    };
    for (const auto& [key, seen] : properties_)
      row(key, seen.type, counted(seen.count, count), examples_of(seen));
    if (properties_.empty()) row("", "", text_value(""), "");
  }

 private:
  struct Seen {
    std::string type;
    size_t count = 0;
    std::vector<std::string> examples;
  };

  // Of many elements only some were looked at: then it is about so many.
  Value counted(size_t seen, size_t all) const {
    if (elements_ == all) return Value::integer(static_cast<int64_t>(seen));
    double share = static_cast<double>(seen) / static_cast<double>(elements_);
    auto about = static_cast<uint64_t>(share * static_cast<double>(all));
    return text_value(seen == elements_ ? viz::grouped(all) : "~" + viz::grouped(about));
  }
  static std::string examples_of(const Seen& seen) {
    std::string text = joined(seen.examples);
    if (display_width(text) <= kSampleWidth) return text;
    return cut_to_width(text, kSampleWidth - 1) + "…";
  }

  size_t elements_ = 0;
  std::map<std::string, Seen> properties_;
};

std::string first_label(const Graph& graph, NodeId node) {
  std::span<const LabelId> labels = graph.labels_of(node);
  return labels.empty() ? "" : ":" + graph.label_name(labels[0]);
}

}  // namespace

void Shell::schema(std::string_view) {
  query::Table nodes;
  nodes.columns = {"label", "nodes", "property", "type", "filled", "examples"};
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
  rels.columns = {"relationship", "count", "property", "type", "filled", "examples"};
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

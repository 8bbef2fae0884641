// SPDX-License-Identifier: Apache-2.0
// Commands that read a graph or make one: import, why.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/error.h"
#include "base/messages.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/graph_file.h"
#include "cli/terminal.h"
#include "graph/apoc.h"
#include "graph/csv_import.h"
#include "graph/schema.h"

namespace hoego::cli {
namespace {

namespace fs = std::filesystem;

std::optional<NodeId> find_step(const Graph& graph, const std::string& id) {
  auto label = graph.find_label(schema::kStep);
  auto key = graph.find_key(schema::kId);
  if (!label || !key) return std::nullopt;
  std::vector<NodeId> steps;
  graph.scan_nodes(*label, 0, graph.node_limit(), steps);
  for (NodeId step : steps) {
    Value value = graph.node_property(step, *key);
    if (value.is(ValueType::kString) && value.as_string() == id) return step;
  }
  return std::nullopt;
}

std::string text_or(const Value& value, const std::string& otherwise) {
  return value.is(ValueType::kString) ? std::string(value.as_string()) : otherwise;
}

// One property of a node or relationship as text; "-" where it is not there.
std::string node_text(const Graph& graph, NodeId node, std::string_view name) {
  auto key = graph.find_key(name);
  return key ? text_or(graph.node_property(node, *key), "-") : "-";
}
std::string rel_text(const Graph& graph, RelId rel, std::string_view name) {
  auto key = graph.find_key(name);
  return key ? text_or(graph.relationship_property(rel, *key), "-") : "-";
}
int64_t rel_integer(const Graph& graph, RelId rel, std::string_view name) {
  auto key = graph.find_key(name);
  Value value = key ? graph.relationship_property(rel, *key) : Value();
  return value.is(ValueType::kInteger) ? value.as_integer() : 0;
}

void print_evidence(const Graph& graph, NodeId step) {
  auto type = graph.find_type(schema::kStatedIn);
  if (!type) return;
  TypeId types[] = {*type};
  graph.for_each_relationship(step, Direction::kOut, types, [&](RelId rel, NodeId post) {
    std::printf("\n%s\n", node_text(graph, post, schema::kSource).c_str());
    std::printf("  post   %s (%s)\n", node_text(graph, post, schema::kTitle).c_str(),
                node_text(graph, post, schema::kPublishedEdtf).c_str());
    std::printf("  says   \"%s\"\n", rel_text(graph, rel, schema::kQuote).c_str());
    if (std::string said = rel_text(graph, rel, schema::kSaid); !said.empty())
      std::printf("  when   \"%s\"\n", said.c_str());
    std::printf("  at     byte %lld, %lld bytes\n",
                static_cast<long long>(rel_integer(graph, rel, schema::kOffset)),
                static_cast<long long>(rel_integer(graph, rel, schema::kLength)));
    std::printf("  rule   %s\n", rel_text(graph, rel, schema::kRule).c_str());
    return true;
  });
}

uint64_t size_of_files(const std::string& folder) {
  std::error_code error;
  uint64_t sum = 0;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.is_regular_file(error)) sum += entry.file_size(error);
  }
  return sum;
}

}  // namespace

int run_import(const ImportOptions& options) {
  if (options.file.empty() == options.csv_folder.empty())
    throw Error(ErrorKind::kUsage, say("import takes one file of JSON Lines, or --csv FOLDER"));
  std::error_code error;
  if (fs::exists(options.graph, error))
    throw Error(ErrorKind::kInput, say("{} is there already", options.graph),
                say("name a new file with -g, or remove the old one first"));
  Graph graph;
  ImportReport report;
  if (!options.csv_folder.empty()) {
    Progress progress(say("importing"), size_of_files(options.csv_folder));
    report = import_csv_folder(options.csv_folder, graph, in_steps(progress));
  } else {
    std::ifstream in(options.file, std::ios::binary);
    if (options.file != "-" && !in)
      throw Error(ErrorKind::kInput, say("cannot read {}", options.file));
    Progress progress(say("importing"),
                      options.file == "-" ? 0 : fs::file_size(options.file, error));
    report =
        import_apoc(options.file == "-" ? std::cin : in, options.file, graph, in_steps(progress));
  }
  Store store = Store::open_or_create(options.graph);
  store.replace(graph);
  tell(say("{}: {} nodes, {} relationships", options.graph, report.nodes, report.relationships));
  return 0;
}

int run_why(const WhyOptions& options) {
  GraphFile file = GraphFile::open(options.graph);
  const Graph& graph = file.graph();
  auto step = find_step(graph, options.step);
  if (!step)
    throw Error(ErrorKind::kInput, say("there is no step {}", options.step),
                say("the steps: MATCH (s:Step) RETURN s.id, s.title"));
  std::string title = node_text(graph, *step, schema::kTitle);
  if (title == "-") title = node_text(graph, *step, schema::kKind);
  std::printf("%s: %s, %s to %s\n", options.step.c_str(), title.c_str(),
              node_text(graph, *step, schema::kStartEdtf).c_str(),
              node_text(graph, *step, schema::kEndEdtf).c_str());
  print_evidence(graph, *step);
  return 0;
}

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// CALL graph.pagerank(['Role'], ['NEXT']) and its kind: algorithms over nodes with some labels and
// relationships of some types (left out or null: all); and full-text search.
#include <memory>
#include <optional>

#include "base/messages.h"
#include "graph/algorithms.h"
#include "graph/search.h"
#include "query/error.h"
#include "query/procedures.h"

namespace hoego::query {

namespace {

using Emit = std::function<void(std::vector<Value>)>;
using Args = std::vector<Value>;

[[noreturn]] void wrong(const std::string& message) {
  throw runtime_error("TypeError", "InvalidArgumentType", message);
}

// A name, a list of names, or null for all.
std::vector<std::string> names(const Value& v, std::string_view what) {
  if (v.is_null()) return {};
  if (v.is(ValueType::kString)) return {std::string(v.as_string())};
  if (!v.is(ValueType::kList)) wrong(say("{} must be a list of strings", what));
  std::vector<std::string> out;
  for (const Value& item : v.as_list()) {
    if (!item.is(ValueType::kString)) wrong(say("{} must be a list of strings", what));
    out.emplace_back(item.as_string());
  }
  return out;
}

// Nothing where names were given and the graph knows none of them.
std::optional<Scope> scope_of(const Graph& g, const Value& labels, const Value& types) {
  Scope scope;
  const auto label_names = names(labels, "labels");
  for (const std::string& name : label_names) {
    if (const auto id = g.find_label(name)) scope.labels.push_back(*id);
  }
  const auto type_names = names(types, "types");
  for (const std::string& name : type_names) {
    if (const auto id = g.find_type(name)) scope.types.push_back(*id);
  }
  if (!label_names.empty() && scope.labels.empty()) return std::nullopt;
  if (!type_names.empty() && scope.types.empty()) return std::nullopt;
  return scope;
}

NodeId node_of(const Value& v, std::string_view what) {
  if (!v.is(ValueType::kNode)) wrong(say("{} must be a node", what));
  return v.as_node();
}

void emit_all(const NodeResults<double>& results, const Emit& emit) {
  for (const auto& [node, score] : results) emit({Value::node(node), Value::floating(score)});
}
void emit_all(const NodeResults<uint32_t>& results, const Emit& emit) {
  for (const auto& [node, number] : results) emit({Value::node(node), Value::integer(number)});
}

Procedure on_scope(std::string name, Procedure::Field result, std::string doc,
                   void (*run)(const Graph&, const Scope&, const Emit&)) {
  Procedure p;
  p.name = std::move(name);
  p.inputs = {{"labels", "ANY?"}, {"types", "ANY?"}};
  p.optional_inputs = 2;
  p.outputs = {{"node", "NODE?"}, std::move(result)};
  p.doc = std::move(doc);
  p.run = [run](Graph& g, const Args& args, const Emit& emit) {
    if (const auto scope = scope_of(g, args[0], args[1])) run(g, *scope, emit);
  };
  return p;
}

Procedure shortest_paths() {
  Procedure p;
  p.name = "graph.shortest_paths";
  p.inputs = {{"source", "NODE?"}, {"labels", "ANY?"}, {"types", "ANY?"}};
  p.optional_inputs = 2;
  p.outputs = {{"node", "NODE?"}, {"distance", "INTEGER?"}};
  p.doc = "The steps from a node to every node that can be reached, direction not counted.";
  p.run = [](Graph& g, const Args& args, const Emit& emit) {
    const NodeId source = node_of(args[0], "source");
    const auto scope = scope_of(g, args[1], args[2]);
    if (scope) emit_all(distances(g, {source}, Direction::kBoth, *scope), emit);
  };
  return p;
}

Procedure lightest_path() {
  Procedure p;
  p.name = "graph.shortest_path";
  p.inputs = {{"source", "NODE?"}, {"target", "NODE?"}, {"types", "ANY?"}, {"weight", "STRING?"}};
  p.optional_inputs = 2;
  p.outputs = {{"path", "PATH?"}};
  p.doc =
      "The lightest path between two nodes, by a property of its relationships or by their number.";
  p.run = [](Graph& g, const Args& args, const Emit& emit) {
    const auto scope = scope_of(g, {}, args[2]);
    if (!scope) return;
    std::optional<KeyId> weight;
    if (args[3].is(ValueType::kString)) weight = g.find_key(args[3].as_string());
    const auto path = shortest_path(g, node_of(args[0], "source"), node_of(args[1], "target"),
                                    Direction::kBoth, *scope, weight);
    if (path) emit({Value::path(*path)});
  };
  return p;
}

// The index of the last graph that was searched, as long as nothing is written to it.
class KeptIndex {
 public:
  const TextIndex& of(const Graph& graph) {
    if (!index_ || state_ != graph.state()) index_.emplace(graph);
    state_ = graph.state();
    return *index_;
  }

 private:
  std::optional<TextIndex> index_;
  Graph::State state_;
};

Procedure search() {
  Procedure p;
  p.name = "search";
  p.inputs = {{"text", "STRING?"}, {"limit", "INTEGER?"}};
  p.optional_inputs = 1;
  p.outputs = {{"post", "NODE?"}, {"quote", "STRING?"}, {"score", "FLOAT?"}};
  p.doc = "Posts and quotes that have all words of a text, the best first.";
  p.run = [kept = std::make_shared<KeptIndex>()](Graph& g, const Args& args, const Emit& emit) {
    if (args[0].is_null()) return;
    if (!args[0].is(ValueType::kString)) wrong(say("text must be a string"));
    int64_t limit = 20;
    if (args[1].is(ValueType::kInteger)) limit = std::max<int64_t>(0, args[1].as_integer());
    for (const TextHit& hit : kept->of(g).search(args[0].as_string(), static_cast<size_t>(limit))) {
      emit({Value::node(hit.post), Value::string(hit.quote), Value::floating(hit.score)});
    }
  };
  return p;
}

}  // namespace

void add_graph_procedures(Procedures& all) {
  const auto add = [&](Procedure p) {
    std::string name = p.name;
    all.emplace(std::move(name), std::move(p));
  };
  add(on_scope("graph.pagerank", {"score", "FLOAT?"}, "The PageRank of each node.",
               [](const Graph& g, const Scope& s, const Emit& e) { emit_all(pagerank(g, s), e); }));
  add(on_scope("graph.betweenness", {"score", "FLOAT?"},
               "How many shortest paths go through each node.",
               [](const Graph& g, const Scope& s, const Emit& e) {
                 emit_all(betweenness(g, s, false), e);
               }));
  add(on_scope(
      "graph.components", {"component", "INTEGER?"},
      "The connected part that each node belongs to.",
      [](const Graph& g, const Scope& s, const Emit& e) { emit_all(components(g, s), e); }));
  add(on_scope(
      "graph.community", {"community", "INTEGER?"},
      "The group of nodes that hold together (Louvain) that each node belongs to.",
      [](const Graph& g, const Scope& s, const Emit& e) { emit_all(communities(g, s), e); }));
  add(shortest_paths());
  add(lightest_path());
  add(search());
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// CALL db.labels() and its kind: what names the graph has.
#include "query/procedures.h"

#include <algorithm>

namespace hoego::query {

namespace {

using Emit = std::function<void(std::vector<Value>)>;

// Names in alphabetical order, those without an element left out.
template <typename Name, typename Count>
void emit_names(size_t count, Name&& name, Count&& in_use, const Emit& emit) {
  std::vector<std::string> names;
  for (size_t i = 0; i < count; ++i) {
    if (in_use(i)) names.push_back(name(i));
  }
  std::sort(names.begin(), names.end());
  for (const std::string& n : names) emit({Value::string(n)});
}

void labels(Graph& g, const std::vector<Value>&, const Emit& emit) {
  emit_names(
      g.label_count(), [&](size_t i) { return g.label_name(static_cast<LabelId>(i)); },
      [&](size_t i) { return g.node_count(static_cast<LabelId>(i)) > 0; }, emit);
}

void types(Graph& g, const std::vector<Value>&, const Emit& emit) {
  emit_names(
      g.type_count(), [&](size_t i) { return g.type_name(static_cast<TypeId>(i)); },
      [&](size_t i) { return g.relationship_count(static_cast<TypeId>(i)) > 0; }, emit);
}

void keys(Graph& g, const std::vector<Value>&, const Emit& emit) {
  emit_names(
      g.key_count(), [&](size_t i) { return g.key_name(static_cast<KeyId>(i)); },
      [](size_t) { return true; }, emit);
}

Procedure make(std::string name, std::vector<Procedure::Field> outputs, std::string doc,
               decltype(Procedure::run) run) {
  Procedure p;
  p.name = std::move(name);
  p.outputs = std::move(outputs);
  p.doc = std::move(doc);
  p.run = std::move(run);
  return p;
}

}  // namespace

Procedures built_in_procedures() {
  Procedures all;
  const auto add = [&](Procedure p) {
    std::string name = p.name;
    all.emplace(std::move(name), std::move(p));
  };
  add(make("db.labels", {{"label", "STRING?"}}, "The labels in use.", labels));
  add(make("db.relationshipTypes", {{"relationshipType", "STRING?"}},
           "The relationship types in use.", types));
  add(make("db.propertyKeys", {{"propertyKey", "STRING?"}}, "The property names known.", keys));
  add_graph_procedures(all);
  std::vector<std::pair<std::string, std::string>> docs;
  for (const auto& [name, p] : all) docs.emplace_back(name, p.doc);
  docs.emplace_back("dbms.procedures", "The procedures that can be called.");
  add(make("dbms.procedures", {{"name", "STRING?"}, {"description", "STRING?"}},
           "The procedures that can be called.",
           [docs](Graph&, const std::vector<Value>&, const Emit& emit) {
             for (const auto& [name, doc] : docs) emit({Value::string(name), Value::string(doc)});
           }));
  return all;
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Functions of nodes, relationships and paths.
#include <algorithm>

#include "base/messages.h"
#include "query/function_tables.h"

namespace hoego::query {
namespace {

using Context = FunctionContext;

[[noreturn]] void fail_deleted(const char* message) {
  throw runtime_error("EntityNotFound", "DeletedEntityAccess", std::string(translated(message)));
}

NodeId node_arg(std::string_view function, const Value& v) {
  if (!v.is(ValueType::kNode)) fail_value(function, v, wording("a node"));
  return v.as_node();
}

RelId relationship_arg(std::string_view function, const Value& v) {
  if (!v.is(ValueType::kRelationship)) fail_value(function, v, wording("a relationship"));
  return v.as_relationship();
}

const Path& path_arg(std::string_view function, const Value& v) {
  if (!v.is(ValueType::kPath)) fail_value(function, v, wording("a path"));
  return v.as_path();
}

Value id(const Context&, Args args) {
  if (args[0].is(ValueType::kRelationship)) {
    return Value::integer(args[0].as_relationship());
  }
  return Value::integer(node_arg("id", args[0]));
}

Value element_id(const Context&, Args args) {
  if (args[0].is(ValueType::kRelationship)) {
    return Value::string("r" + std::to_string(args[0].as_relationship()));
  }
  return Value::string("n" + std::to_string(node_arg("elementId", args[0])));
}

Value labels(const Context& context, Args args) {
  NodeId node = node_arg("labels", args[0]);
  if (!context.graph.node_alive(node))
    fail_deleted(wording("this node has been deleted in this statement"));
  List out;
  for (LabelId label : context.graph.labels_of(node)) {
    out.push_back(Value::string(context.graph.label_name(label)));
  }
  return Value::list(std::move(out));
}

Value type(const Context& context, Args args) {
  RelId rel = relationship_arg("type", args[0]);
  return Value::string(context.graph.type_name(context.graph.type_of(rel)));
}

// The properties of a node, relationship or map.
Map map_of(std::string_view function, const Context& context, const Value& v) {
  if (v.is(ValueType::kMap)) return v.as_map();
  Map out;
  auto take = [&](const std::vector<std::pair<KeyId, Value>>& properties) {
    for (const auto& [key, value] : properties) {
      out.emplace_back(context.graph.key_name(key), value.owned());
    }
  };
  if (v.is(ValueType::kNode)) {
    if (!context.graph.node_alive(v.as_node()))
      fail_deleted(wording("this node has been deleted in this statement"));
    take(context.graph.node_properties(v.as_node()));
  } else if (v.is(ValueType::kRelationship)) {
    if (!context.graph.relationship_alive(v.as_relationship()))
      fail_deleted(wording("this relationship has been deleted in this statement"));
    take(context.graph.relationship_properties(v.as_relationship()));
  } else {
    fail_value(function, v, wording("a node, a relationship or a map"));
  }
  return out;
}

Value properties(const Context& context, Args args) {
  return Value::map(map_of("properties", context, args[0]));
}

Value keys(const Context& context, Args args) {
  List out;
  for (const auto& [key, value] : map_of("keys", context, args[0])) {
    out.push_back(Value::string(key));
  }
  return Value::list(std::move(out));
}

Value nodes(const Context&, Args args) {
  List out;
  for (NodeId node : path_arg("nodes", args[0]).nodes) out.push_back(Value::node(node));
  return Value::list(std::move(out));
}

Value relationships(const Context&, Args args) {
  List out;
  for (RelId rel : path_arg("relationships", args[0]).rels) {
    out.push_back(Value::relationship(rel));
  }
  return Value::list(std::move(out));
}

Value length(const Context&, Args args) {
  return Value::integer(static_cast<int64_t>(path_arg("length", args[0]).rels.size()));
}

Value start_node(const Context& context, Args args) {
  return Value::node(context.graph.source(relationship_arg("startNode", args[0])));
}

Value end_node(const Context& context, Args args) {
  return Value::node(context.graph.target(relationship_arg("endNode", args[0])));
}

Value degree(const Context& context, Args args) {
  NodeId node = node_arg("degree", args[0]);
  if (!context.graph.node_alive(node))
    fail_deleted(wording("this node has been deleted in this statement"));
  std::vector<TypeId> types;
  if (args.size() > 1) {
    auto found = context.graph.find_type(string_arg("degree", args[1]));
    if (!found) return Value::integer(0);
    types.push_back(*found);
  }
  return Value::integer(static_cast<int64_t>(context.graph.degree(node, Direction::kBoth, types)));
}

// `exists(n.name)`: the older spelling of IS NOT NULL.
Value exists(const Context&, Args args) {
  return Value::boolean(!args[0].is_null());
}

constexpr Function kTable[] = {
    {"degree", "degree(node :: NODE, [type :: STRING]) :: INTEGER",
     "The number of relationships of a node, of one type or of all.", "degree(null) IS NULL", 1, 2,
     "NS", 'I', true, true, degree},
    {"elementId", "elementId(element :: NODE | RELATIONSHIP) :: STRING",
     "The identifier of a node or relationship as text.", "elementId(null) IS NULL", 1, 1, "E", 'S',
     true, true, element_id},
    {"endNode", "endNode(relationship :: RELATIONSHIP) :: NODE",
     "The node at which a relationship ends.", "endNode(null) IS NULL", 1, 1, "R", 'N', true, true,
     end_node},
    {"exists", "exists(value :: ANY) :: BOOLEAN",
     "Whether a property is there, that is, whether the value is not null.",
     "exists({a: 1}.a) = true", 1, 1, "*", 'B', false, true, exists},
    {"id", "id(element :: NODE | RELATIONSHIP) :: INTEGER",
     "The identifier of a node or relationship as a number.", "id(null) IS NULL", 1, 1, "E", 'I',
     true, true, id},
    {"keys", "keys(x :: NODE | RELATIONSHIP | MAP) :: LIST<STRING>",
     "The names of the properties of a node or relationship, or the keys of a map.",
     "keys({a: 1, b: 2}) = ['a', 'b']", 1, 1, "K", 'L', true, true, keys},
    {"labels", "labels(node :: NODE) :: LIST<STRING>", "The labels of a node.",
     "labels(null) IS NULL", 1, 1, "N", 'L', true, true, labels},
    {"length", "length(path :: PATH) :: INTEGER", "The number of relationships of a path.",
     "length(null) IS NULL", 1, 1, "P", 'I', true, true, length},
    {"nodes", "nodes(path :: PATH) :: LIST<NODE>", "The nodes of a path, in order.",
     "nodes(null) IS NULL", 1, 1, "P", 'L', true, true, nodes},
    {"properties", "properties(x :: NODE | RELATIONSHIP | MAP) :: MAP",
     "All properties of a node or relationship as a map.", "properties({a: 1}) = {a: 1}", 1, 1, "K",
     'M', true, true, properties},
    {"relationships", "relationships(path :: PATH) :: LIST<RELATIONSHIP>",
     "The relationships of a path, in order.", "relationships(null) IS NULL", 1, 1, "P", 'L', true,
     true, relationships},
    {"rels", "rels(path :: PATH) :: LIST<RELATIONSHIP>",
     "The relationships of a path: another name of relationships().", "rels(null) IS NULL", 1, 1,
     "P", 'L', true, true, relationships},
    {"startNode", "startNode(relationship :: RELATIONSHIP) :: NODE",
     "The node at which a relationship begins.", "startNode(null) IS NULL", 1, 1, "R", 'N', true,
     true, start_node},
    {"type", "type(relationship :: RELATIONSHIP) :: STRING", "The type of a relationship.",
     "type(null) IS NULL", 1, 1, "R", 'S', true, true, type},
};

}  // namespace

std::span<const Function> graph_functions() {
  return kTable;
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Binding of patterns that are read: MATCH, pattern predicates and comprehensions. All variables
// of a pattern are declared first, then the expressions in it, which may use any of them.
#include <algorithm>

#include "base/messages.h"
#include "base/suggest.h"
#include "query/binder.h"
#include "query/semantics.h"

namespace hoego::query {

namespace {

constexpr Type kNodeType{Type::Kind::kNode};
constexpr Type kRelType{Type::Kind::kRelationship};
constexpr Type kRelListType{Type::Kind::kList, Type::Kind::kRelationship};

[[noreturn]] void type_conflict(const Name& name, const Type& type, std::string_view wanted) {
  throw syntax_error("VariableTypeConflict",
                     say("variable `{}` is {} and cannot be used as {}", name.text,
                         kind_name(type.kind), translated(wanted)),
                     name.span, say("choose another name"));
}

std::vector<std::string> known_names(const Graph& graph, bool types) {
  std::vector<std::string> names;
  const size_t count = types ? graph.type_count() : graph.label_count();
  for (size_t i = 0; i < count; ++i) {
    names.push_back(types ? graph.type_name(static_cast<TypeId>(i))
                          : graph.label_name(static_cast<LabelId>(i)));
  }
  return names;
}

}  // namespace

BoundMatch Binder::bind_match(const MatchClause& clause) {
  BoundMatch out = bind_pattern(clause.pattern, clause.where);
  out.optional = clause.optional;
  return out;
}

BoundMatch Binder::bind_pattern(const Pattern& pattern, ExprId where) {
  BoundMatch out;
  const size_t first_new = out_.slot_names.size();
  std::set<Slot> rels_here;
  for (const PathPattern& path : pattern) out.paths.push_back(declare_path(path, rels_here));
  for (Slot s = static_cast<Slot>(first_new); s < out_.slot_names.size(); ++s) {
    out.introduced.push_back(s);
  }
  for (size_t i = 0; i < pattern.size(); ++i) bind_path_filters(pattern[i], out.paths[i]);
  if (where != kNoExpr) out.where = bind_predicate(where);
  return out;
}

BoundPath Binder::declare_path(const PathPattern& path, std::set<Slot>& rels_here) {
  BoundPath out;
  out.kind = path.kind;
  out.span = path.span;
  for (size_t i = 0; i < path.nodes.size(); ++i) {
    out.nodes.push_back(declare_node(path.nodes[i]));
    if (i < path.rels.size()) out.rels.push_back(declare_rel(path.rels[i], rels_here));
  }
  if (path.kind != PathPattern::Kind::kPlain && path.rels.size() != 1) {
    throw syntax_error("InvalidRelationshipPattern",
                       say("shortestPath takes a pattern of two nodes and one relationship"),
                       path.span, say("write shortestPath((a)-[:TYPE*]-(b))"));
  }
  if (path.variable) {
    if (scope_.contains(path.variable->text)) {
      throw syntax_error("VariableAlreadyBound",
                         say("variable `{}` is already defined", path.variable->text),
                         path.variable->span, say("choose another name for the path"));
    }
    out.path = declare(path.variable->text, {Type::Kind::kPath}).slot;
  }
  return out;
}

BoundNode Binder::declare_node(const NodePattern& node) {
  BoundNode out;
  out.span = node.span;
  if (node.labels) out.labels = bind_labels(*node.labels);
  if (node.labels) warn_label(*out.labels, false);
  if (!node.variable) {
    out.slot = new_slot(" node", kNodeType);
    return out;
  }
  if (const Variable* v = find(node.variable->text)) {
    if (!v->type.may_be(Type::Kind::kNode))
      type_conflict(*node.variable, v->type, wording("a node"));
    out.slot = v->slot;
    out.bound = true;
    return out;
  }
  out.slot = declare(node.variable->text, kNodeType).slot;
  return out;
}

BoundRel Binder::declare_rel(const RelPattern& rel, std::set<Slot>& rels_here) {
  BoundRel out;
  out.span = rel.span;
  out.arrow = rel.arrow;
  if (rel.types) out.types = bind_labels(*rel.types);
  if (rel.types) warn_label(*out.types, true);
  out.variable_length = rel.variable_length;
  if (rel.variable_length) {
    out.min_hops = rel.min_hops.value_or(1);
    out.max_hops = rel.max_hops.value_or(-1);
    out.each = new_slot(" each", kRelType);
  }
  const Type type = rel.variable_length ? kRelListType : kRelType;
  if (!rel.variable) {
    out.slot = new_slot(" rel", type);
    return out;
  }
  if (const Variable* v = find(rel.variable->text)) {
    const bool fits =
        v->type.may_be(type.kind) && (!rel.variable_length || v->type.element == Type::Kind::kAny ||
                                      v->type.element == Type::Kind::kRelationship);
    if (!fits) {
      type_conflict(
          *rel.variable, v->type,
          rel.variable_length ? wording("a list of relationships") : wording("a relationship"));
    }
    if (rels_here.contains(v->slot)) {
      throw syntax_error("RelationshipUniquenessViolation",
                         say("relationship `{}` stands twice in one pattern, where each "
                             "relationship is matched once",
                             rel.variable->text),
                         rel.variable->span, say("use two variables, or two MATCH clauses"));
    }
    out.slot = v->slot;
    out.bound = true;
  } else {
    out.slot = declare(rel.variable->text, type).slot;
  }
  rels_here.insert(out.slot);
  return out;
}

void Binder::bind_path_filters(const PathPattern& path, BoundPath& bound) {
  for (size_t i = 0; i < path.nodes.size(); ++i) {
    BoundNode& node = bound.nodes[i];
    node.properties = bind_properties(path.nodes[i].properties, false, node.property_map);
    if (path.nodes[i].where != kNoExpr) node.where = bind_predicate(path.nodes[i].where);
  }
  for (size_t i = 0; i < path.rels.size(); ++i) {
    BoundRel& rel = bound.rels[i];
    rel.properties = bind_properties(path.rels[i].properties, false, rel.property_map);
    if (path.rels[i].where == kNoExpr) continue;
    // Inside the brackets of a variable length the variable is each relationship in turn.
    const bool each = rel.variable_length && path.rels[i].variable.has_value();
    if (each) locals_.emplace_back(path.rels[i].variable->text, Variable{rel.each, kRelType});
    rel.where = bind_predicate(path.rels[i].where);
    if (each) locals_.pop_back();
  }
}

// {key: value, ...}; a parameter in its place only where something is created.
BoundProperties Binder::bind_properties(ExprId map, bool allow_parameter, BoundId& property_map) {
  BoundProperties out;
  if (map == kNoExpr) return out;
  const Expr& e = source(map);
  if (e.kind == ExprKind::kParameter) {
    if (!allow_parameter) {
      throw syntax_error("InvalidParameterUse",
                         say("a parameter cannot stand for all properties of a pattern"), e.span,
                         say("name the properties: {name: ${}.name}", e.name.text));
    }
    property_map = bind_expr(map);
    return out;
  }
  for (size_t i = 0; i < e.args.size(); ++i) {
    if (!allow_parameter) warn_key(e.names[i]);
    out.emplace_back(e.names[i].text, bind_expr(e.args[i]));
  }
  return out;
}

namespace {

[[noreturn]] void no_name(const LabelExpr& label, const std::string& message) {
  throw QueryError("TypeError", Phase::kCompile, "InvalidArgumentType", message, label.span,
                   say("give it as a string: -p {}=Person", label.name.text));
}

std::string checked_name(const LabelExpr& label, const Value& value) {
  const std::string& parameter = label.name.text;
  if (!value.is(ValueType::kString)) {
    no_name(label, say("parameter ${} must hold a name or a list of names here, not {}", parameter,
                       a_type(value)));
  }
  if (value.as_string().empty()) {
    no_name(label, say("parameter ${} must hold a name here, not an empty string", parameter));
  }
  return std::string(value.as_string());
}

std::vector<std::string> names_in(const LabelExpr& label, const Value& value) {
  if (!value.is(ValueType::kList)) return {checked_name(label, value)};
  std::vector<std::string> out;
  for (const Value& item : value.as_list()) out.push_back(checked_name(label, item));
  return out;
}

}  // namespace

// Parameters become the names that they hold, so that nothing behind the binder meets them; only
// EXPLAIN without values keeps them.
LabelExpr Binder::bind_labels(const LabelExpr& labels) {
  using Kind = LabelExpr::Kind;
  LabelExpr out = labels;
  for (LabelExpr& child : out.children) child = bind_labels(child);
  if (labels.kind != Kind::kParameter) return out;
  const Value* value = parameter(labels.name.text, labels.span);
  if (!value) return out;
  out_.label_parameters[labels.name.text] = *value;
  out.children.clear();
  for (const std::string& name : names_in(labels, *value)) {
    LabelExpr one;
    one.name = {name, labels.span};
    one.span = labels.span;
    out.children.push_back(std::move(one));
  }
  out.kind = labels.any ? Kind::kOr : Kind::kAnd;
  if (out.children.size() != 1) return out;
  return LabelExpr(out.children.front());
}

// A name that a read asks for and the graph has never seen finds nothing: worth a warning.
void Binder::warn_label(const LabelExpr& labels, bool types) {
  for (const LabelExpr& child : labels.children) warn_label(child, types);
  if (labels.kind != LabelExpr::Kind::kName) return;
  const std::string& name = labels.name.text;
  if (types ? graph_.find_type(name).has_value() : graph_.find_label(name).has_value()) return;
  const std::string near = suggest(name, known_names(graph_, types));
  out_.warnings.push_back({Severity::kWarning,
                           types ? say("relationship type `{}` does not exist in this graph", name)
                                 : say("label `{}` does not exist in this graph", name),
                           labels.name.span,
                           near.empty() ? std::string() : say("did you mean `{}`?", near)});
}

void Binder::warn_key(const Name& key) {
  if (graph_.find_key(key.text)) return;
  std::vector<std::string> names;
  for (size_t i = 0; i < graph_.key_count(); ++i) {
    names.push_back(graph_.key_name(static_cast<KeyId>(i)));
  }
  const std::string near = suggest(key.text, names);
  out_.warnings.push_back({Severity::kWarning,
                           say("property `{}` does not exist in this graph", key.text), key.span,
                           near.empty() ? std::string() : say("did you mean `{}`?", near)});
}

}  // namespace hoego::query

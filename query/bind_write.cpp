// SPDX-License-Identifier: Apache-2.0
// Binding of the clauses that write: CREATE, MERGE, SET, REMOVE, DELETE.
#include <algorithm>

#include "base/messages.h"
#include "query/binder.h"

namespace hoego::query {

namespace {

constexpr Type kNodeType{Type::Kind::kNode};
constexpr Type kRelType{Type::Kind::kRelationship};

// The one type name that a created relationship needs; also as $parameter.
bool is_single_type(const LabelExpr& types) {
  return types.kind == LabelExpr::Kind::kName || types.kind == LabelExpr::Kind::kParameter;
}

}  // namespace

BoundCreate Binder::bind_create(const CreateClause& clause) {
  BoundCreate out;
  for (const PathPattern& path : clause.pattern)
    out.paths.push_back(bind_created_path(path, false));
  return out;
}

BoundPath Binder::bind_created_path(const PathPattern& path, bool merge) {
  if (path.kind != PathPattern::Kind::kPlain) {
    throw syntax_error("UnexpectedSyntax", say("shortestPath cannot be created"), path.span,
                       say("find it with MATCH"));
  }
  BoundPath out;
  out.span = path.span;
  const bool alone = path.rels.empty();
  // MERGE looks before it creates, so that its filters may not use what it introduces.
  for (size_t i = 0; i < path.nodes.size(); ++i) {
    out.nodes.push_back(bind_created_node(path.nodes[i], alone, merge));
    if (i < path.rels.size()) out.rels.push_back(bind_created_rel(path.rels[i], merge));
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

BoundNode Binder::bind_created_node(const NodePattern& node, bool alone, bool merge) {
  BoundNode out;
  out.span = node.span;
  if (node.labels) out.labels = bind_labels(*node.labels);
  if (node.where != kNoExpr) {
    throw syntax_error("UnexpectedSyntax", say("WHERE cannot stand in a pattern that is created"),
                       source(node.where).span);
  }
  const Variable* v = node.variable ? find(node.variable->text) : nullptr;
  if (v) {
    if (!v->type.may_be(Type::Kind::kNode) && !alone && !node.labels &&
        node.properties == kNoExpr) {
      throw syntax_error("VariableTypeConflict",
                         say("variable `{}` is not a node", node.variable->text),
                         node.variable->span);
    }
    if (alone || node.labels || node.properties != kNoExpr) {
      throw syntax_error(
          "VariableAlreadyBound", say("variable `{}` is already defined", node.variable->text),
          node.variable->span, say("use it without labels and properties inside a longer pattern"));
    }
    out.slot = v->slot;
    out.bound = true;
    return out;
  }
  note_created(out.labels);
  out.properties = bind_properties(node.properties, !merge, out.property_map);
  for (const auto& [key, value] : out.properties) created_names_.insert(key);
  for (const auto& [key, value] : out.properties) check_storable(value);
  out.slot =
      node.variable ? declare(node.variable->text, kNodeType).slot : new_slot(" node", kNodeType);
  return out;
}

BoundRel Binder::bind_created_rel(const RelPattern& rel, bool merge) {
  BoundRel out;
  out.span = rel.span;
  out.arrow = rel.arrow;
  if (rel.types) out.types = bind_labels(*rel.types);
  if (rel.variable && scope_.contains(rel.variable->text)) {
    throw syntax_error("VariableAlreadyBound",
                       say("variable `{}` is already defined", rel.variable->text),
                       rel.variable->span, say("a created relationship is always a new one"));
  }
  if (rel.variable_length) {
    throw syntax_error("CreatingVarLength", say("a created relationship has no variable length"),
                       rel.span, say("write each relationship out"));
  }
  if (!out.types || !is_single_type(*out.types)) {
    throw syntax_error("NoSingleRelationshipType",
                       say("a created relationship needs exactly one type"), rel.span,
                       say("write -[:TYPE]->"));
  }
  if (!merge && rel.arrow == Arrow::kBoth) {
    throw syntax_error("RequiresDirectedRelationship",
                       say("a created relationship needs a direction"), rel.span,
                       say("write --> or <--"));
  }
  if (rel.where != kNoExpr) {
    throw syntax_error("UnexpectedSyntax", say("WHERE cannot stand in a pattern that is created"),
                       source(rel.where).span);
  }
  note_created(out.types);
  out.properties = bind_properties(rel.properties, !merge, out.property_map);
  for (const auto& [key, value] : out.properties) created_names_.insert(key);
  for (const auto& [key, value] : out.properties) check_storable(value);
  out.slot = rel.variable ? declare(rel.variable->text, kRelType).slot : new_slot(" rel", kRelType);
  return out;
}

BoundMerge Binder::bind_merge(const MergeClause& clause) {
  BoundMerge out;
  out.path = bind_created_path(clause.pattern, true);
  for (const SetItem& item : clause.on_create) out.on_create.push_back(bind_set_item(item));
  for (const SetItem& item : clause.on_match) out.on_match.push_back(bind_set_item(item));
  return out;
}

BoundSet Binder::bind_set(const SetClause& clause) {
  BoundSet out;
  for (const SetItem& item : clause.items) out.items.push_back(bind_set_item(item));
  return out;
}

BoundSetItem Binder::bind_set_item(const SetItem& item) {
  BoundSetItem out;
  out.span = item.span;
  out.target = bind_expr(item.target);
  const Type& type = type_of(out.target);
  if (!type.may_be(Type::Kind::kNode) && !type.may_be(Type::Kind::kRelationship) &&
      !(item.kind == SetItem::Kind::kProperty && type.may_be(Type::Kind::kMap))) {
    throw syntax_error("InvalidArgumentType",
                       say("SET changes nodes and relationships, not {}", kind_name(type.kind)),
                       item.span);
  }
  switch (item.kind) {
    case SetItem::Kind::kProperty:
      out.kind = BoundSetItem::Kind::kProperty;
      break;
    case SetItem::Kind::kReplace:
      out.kind = BoundSetItem::Kind::kReplace;
      break;
    case SetItem::Kind::kMerge:
      out.kind = BoundSetItem::Kind::kMerge;
      break;
    case SetItem::Kind::kLabels:
      out.kind = BoundSetItem::Kind::kAddLabels;
      break;
  }
  out.key = item.name.text;
  created_names_.insert(out.key);
  out.labels = label_names(item.labels);
  created_names_.insert(out.labels.begin(), out.labels.end());
  if (item.value != kNoExpr) out.value = bind_expr(item.value);
  if (out.kind == BoundSetItem::Kind::kProperty) check_storable(out.value);
  return out;
}

std::vector<std::string> Binder::label_names(const std::vector<LabelExpr>& labels) {
  std::vector<std::string> out;
  for (const LabelExpr& label : labels) {
    const LabelExpr bound = bind_labels(label);
    if (bound.kind == LabelExpr::Kind::kName) out.push_back(bound.name.text);
    for (const LabelExpr& child : bound.children) out.push_back(child.name.text);
  }
  return out;
}

// REMOVE n.x is SET n.x = null.
BoundSet Binder::bind_remove(const RemoveClause& clause) {
  BoundSet out;
  for (const RemoveItem& item : clause.items) {
    BoundSetItem bound;
    bound.span = item.span;
    bound.target = bind_expr(item.target);
    if (item.property) {
      bound.key = item.property->text;
      bound.value = add(BoundExpr{BoundKind::kConstant, item.span, {Type::Kind::kNull}});
    } else {
      bound.kind = BoundSetItem::Kind::kRemoveLabels;
      bound.labels = label_names(item.labels);
    }
    out.items.push_back(std::move(bound));
  }
  return out;
}

BoundDelete Binder::bind_delete(const DeleteClause& clause) {
  BoundDelete out;
  out.detach = clause.detach;
  for (ExprId id : clause.values) {
    if (source(id).kind == ExprKind::kHasLabels) {
      throw syntax_error("InvalidDelete", say("DELETE removes nodes and relationships, not labels"),
                         source(id).span, say("use REMOVE to take a label away"));
    }
    const BoundId value = bind_expr(id);
    using K = Type::Kind;
    const Type& type = type_of(value);
    if (!type.may_be(K::kNode) && !type.may_be(K::kRelationship) && !type.may_be(K::kPath)) {
      throw syntax_error(
          "InvalidArgumentType",
          say("DELETE removes nodes, relationships and paths, not {}", kind_name(type.kind)),
          source(id).span);
    }
    out.values.push_back(value);
  }
  return out;
}

// A property is a simple value or a list of such.
void Binder::check_storable(BoundId value) const {
  using K = Type::Kind;
  const Type& type = type_of(value);
  const auto bad = [](K kind) {
    return kind == K::kMap || kind == K::kNode || kind == K::kRelationship || kind == K::kPath;
  };
  if (!bad(type.kind) && !(type.kind == K::kList && bad(type.element))) return;
  throw QueryError("TypeError", Phase::kCompile, "InvalidPropertyType",
                   type.kind == K::kList ? say("a property cannot hold a list of such values")
                                         : say("a property cannot hold {}", kind_name(type.kind)),
                   out_.exprs[value].span, say("store its parts as properties of their own"));
}

}  // namespace hoego::query

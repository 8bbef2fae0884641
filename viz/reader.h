// SPDX-License-Identifier: Apache-2.0
// Reads properties by name and follows relationships by type of one graph. A property that is not
// there, or of another type than asked for, is empty.
//
//   Reader read(graph);
//   read.follow(person, schema::kTook, [&](RelId, NodeId step) { read.text(step, schema::kId); });
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/graph.h"

namespace hoego::viz {

// Strings as they are, dates and EDTF as their text.
std::string text_of(const Value& value);

class Reader {
 public:
  explicit Reader(const Graph& graph) : graph_(graph) {}

  Value property(NodeId node, std::string_view name) const {
    std::optional<KeyId> key = graph_.find_key(name);
    return key ? graph_.node_property(node, *key) : Value();
  }
  Value rel_property(RelId rel, std::string_view name) const {
    std::optional<KeyId> key = graph_.find_key(name);
    return key ? graph_.relationship_property(rel, *key) : Value();
  }
  std::string text(NodeId node, std::string_view name) const {
    return text_of(property(node, name));
  }
  bool flag(NodeId node, std::string_view name) const {
    Value value = property(node, name);
    return value.is(ValueType::kBoolean) && value.as_boolean();
  }
  std::optional<int64_t> integer(NodeId node, std::string_view name) const {
    Value value = property(node, name);
    if (!value.is(ValueType::kInteger)) return std::nullopt;
    return value.as_integer();
  }
  std::string rel_text(RelId rel, std::string_view name) const {
    return text_of(rel_property(rel, name));
  }
  bool has_label(NodeId node, std::string_view name) const {
    std::optional<LabelId> label = graph_.find_label(name);
    return label && graph_.has_label(node, *label);
  }
  // f(RelId, NodeId other end) for each relationship of the type.
  template <typename F>
  void follow(NodeId node, std::string_view type, F&& f) const {
    visit(node, Direction::kOut, type, f);
  }
  template <typename F>
  void follow_back(NodeId node, std::string_view type, F&& f) const {
    visit(node, Direction::kIn, type, f);
  }

 private:
  template <typename F>
  void visit(NodeId node, Direction direction, std::string_view type, F&& f) const {
    std::optional<TypeId> id = graph_.find_type(type);
    if (!id) return;
    TypeId types[] = {*id};
    graph_.for_each_relationship(node, direction, types, [&](RelId rel, NodeId other) {
      f(rel, other);
      return true;
    });
  }

  const Graph& graph_;
};

}  // namespace hoego::viz

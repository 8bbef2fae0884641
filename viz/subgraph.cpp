// SPDX-License-Identifier: Apache-2.0
// Table -> DOT text. Written by hand: nothing is laid out here.
#include "viz/subgraph.h"

#include <algorithm>
#include <set>

#include "base/unicode.h"
#include "graph/schema.h"
#include "viz/style.h"

namespace hoego::viz {
namespace {

constexpr size_t kMaxCaption = 60;  // code points

struct Collector {
  const Graph& graph;
  std::set<NodeId> nodes;
  std::set<RelId> rels;

  void add_rel(RelId rel) {
    rels.insert(rel);
    nodes.insert(graph.source(rel));
    nodes.insert(graph.target(rel));
  }
  void add(const Value& value) {
    switch (value.type()) {
      case ValueType::kNode:
        nodes.insert(value.as_node());
        break;
      case ValueType::kRelationship:
        add_rel(value.as_relationship());
        break;
      case ValueType::kPath:
        for (NodeId node : value.as_path().nodes) nodes.insert(node);
        for (RelId rel : value.as_path().rels) add_rel(rel);
        break;
      case ValueType::kList:
        for (const Value& item : value.as_list()) add(item);
        break;
      case ValueType::kMap:
        for (const auto& entry : value.as_map()) add(entry.second);
        break;
      default:
        break;
    }
  }
};

std::string quoted(std::string_view raw) {
  std::string out = "\"";
  for (char c : replace_invalid_utf8(raw)) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
  }
  return out + '"';
}

std::string text_property(const Graph& graph, NodeId node, std::string_view name) {
  std::optional<KeyId> key = graph.find_key(name);
  if (!key) return {};
  Value value = graph.node_property(node, *key);
  if (value.is(ValueType::kString)) return std::string(value.as_string());
  if (value.is(ValueType::kInteger)) return std::to_string(value.as_integer());
  return {};
}

Family family_of_label(std::string_view label) {
  if (label == schema::kPerson) return Family::kLead;
  if (label == schema::kStep) return Family::kEngineering;
  if (label == schema::kRole) return Family::kIntelligence;
  if (label == schema::kPost) return Family::kOther;
  if (label == schema::kTheme) return Family::kProduct;
  if (label == schema::kYear) return Family::kCommunity;
  return Family::kStudy;
}

std::string node_line(const Graph& graph, NodeId node) {
  std::string labels;
  for (LabelId label : graph.labels_of(node)) labels += ":" + graph.label_name(label);
  const Palette& colors = palette(Theme::kLight);
  auto i = static_cast<size_t>(node_family(graph, node));
  std::string caption = node_caption(graph, node);
  return "  n" + std::to_string(node) + " [label=" + quoted(caption) +
         ", tooltip=" + quoted(labels) + ", fillcolor=\"" + std::string(colors.tint[i]) +
         "\", color=\"" + std::string(colors.strong[i]) + "\"];\n";
}

}  // namespace

Subgraph collect_subgraph(const Graph& graph, const query::Table& table) {
  Collector collector{graph, {}, {}};
  for (const std::vector<Value>& row : table.rows)
    for (const Value& value : row) collector.add(value);
  return {{collector.nodes.begin(), collector.nodes.end()},
          {collector.rels.begin(), collector.rels.end()}};
}

Family node_family(const Graph& graph, NodeId node) {
  std::span<const LabelId> labels = graph.labels_of(node);
  return labels.empty() ? Family::kOther : family_of_label(graph.label_name(labels[0]));
}

Subgraph neighbourhood(const Graph& graph, NodeId person) {
  Collector collector{graph, {person}, {}};
  // Follows the relationships of one type; gives the nodes at their other ends.
  auto follow = [&](NodeId node, Direction direction, std::string_view name) {
    std::vector<NodeId> found;
    std::optional<TypeId> type = graph.find_type(name);
    if (!type) return found;
    TypeId types[] = {*type};
    graph.for_each_relationship(node, direction, types, [&](RelId rel, NodeId other) {
      collector.add_rel(rel);
      found.push_back(other);
      return true;
    });
    return found;
  };
  std::optional<KeyId> named = graph.find_key(schema::kNamed);
  auto has_name = [&](NodeId org) {
    Value value = named ? graph.node_property(org, *named) : Value();
    return value.is(ValueType::kBoolean) && value.as_boolean();
  };
  follow(person, Direction::kOut, schema::kAspiresTo);
  for (NodeId step : follow(person, Direction::kOut, schema::kTook)) {
    follow(step, Direction::kOut, schema::kAs);
    follow(step, Direction::kOut, schema::kNext);
    for (NodeId org : follow(step, Direction::kOut, schema::kAt)) {
      if (!has_name(org)) continue;
      for (NodeId other : follow(org, Direction::kIn, schema::kAt))
        follow(other, Direction::kIn, schema::kTook);
    }
  }
  return {{collector.nodes.begin(), collector.nodes.end()},
          {collector.rels.begin(), collector.rels.end()}};
}

std::string neighbourhood_title(const Graph& graph, NodeId person, Language language) {
  std::string name = node_caption(graph, person);
  return language == Language::kKorean ? name + "의 둘레" : "Around " + name;
}

std::string node_caption(const Graph& graph, NodeId node) {
  for (std::string_view name : {schema::kNameKo, schema::kName, schema::kTitle, schema::kKind,
                                schema::kValue, schema::kId}) {
    std::string text = text_property(graph, node, name);
    if (text.empty()) continue;
    size_t end = byte_offset_of_code_point(text, kMaxCaption);
    return end < text.size() ? text.substr(0, end) + "…" : text;
  }
  return "#" + std::to_string(node);
}

std::string node_dates(const Graph& graph, NodeId node) {
  std::string start = text_property(graph, node, schema::kStartEdtf);
  std::string end = text_property(graph, node, schema::kEndEdtf);
  auto said = [](const std::string& date) { return date.empty() ? "?" : date; };
  return start.empty() && end.empty() ? "" : said(start) + " – " + said(end);
}

std::string short_node(const Graph& graph, NodeId node) {
  std::string out = "(";
  std::span<const LabelId> labels = graph.labels_of(node);
  if (!labels.empty()) out += ":" + graph.label_name(labels[0]) + " ";
  out += node_caption(graph, node);
  std::string dates = node_dates(graph, node);
  if (!dates.empty()) out += " " + dates;
  return out + ")";
}

std::string subgraph_dot(const Graph& graph, const query::Table& table) {
  Subgraph part = collect_subgraph(graph, table);
  std::string out =
      "digraph hoego {\n"
      "  graph [rankdir=LR, fontname=\"NanumGothic\", charset=\"UTF-8\"];\n"
      "  node [shape=box, style=\"rounded,filled\", fontname=\"NanumGothic\", fontsize=11];\n"
      "  edge [fontname=\"NanumGothic\", fontsize=9, color=\"#929ba6\", fontcolor=\"#55606d\"];\n";
  for (NodeId node : part.nodes) out += node_line(graph, node);
  for (RelId rel : part.rels)
    out += "  n" + std::to_string(graph.source(rel)) + " -> n" + std::to_string(graph.target(rel)) +
           " [xlabel=" + quoted(graph.type_name(graph.type_of(rel))) + "];\n";
  return out + "}\n";
}

}  // namespace hoego::viz

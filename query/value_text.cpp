// SPDX-License-Identifier: Apache-2.0
// Values as text: as literals of the language, and as toString() makes them.
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "base/messages.h"
#include "query/nesting.h"
#include "query/semantics.h"
#include "query/temporal.h"

namespace hoego::query {
namespace {

void append_value(std::string& out, const Graph& graph, const Value& v);

void append_quoted(std::string& out, std::string_view text) {
  out += '\'';
  for (char c : text) {
    switch (c) {
      case '\\':
        out += "\\\\";
        break;
      case '\'':
        out += "\\'";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += c;
    }
  }
  out += '\'';
}

bool is_plain_name(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  for (char c : name) {
    bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                c == '_' || static_cast<unsigned char>(c) >= 0x80;
    if (!word) return false;
  }
  return true;
}

void append_name(std::string& out, std::string_view name) {
  if (is_plain_name(name)) {
    out += name;
    return;
  }
  out += '`';
  for (char c : name) out += c == '`' ? std::string("``") : std::string(1, c);
  out += '`';
}

void append_list(std::string& out, const Graph& graph, const List& list) {
  Nesting nesting;
  out += '[';
  for (size_t i = 0; i < list.size(); ++i) {
    if (i > 0) out += ", ";
    append_value(out, graph, list[i]);
  }
  out += ']';
}

void append_map(std::string& out, const Graph& graph, const Map& map) {
  Nesting nesting;
  out += '{';
  for (size_t i = 0; i < map.size(); ++i) {
    if (i > 0) out += ", ";
    append_name(out, map[i].first);
    out += ": ";
    append_value(out, graph, map[i].second);
  }
  out += '}';
}

void append_properties(std::string& out, const Graph& graph,
                       const std::vector<std::pair<KeyId, Value>>& properties) {
  if (properties.empty()) return;
  Map map;
  for (const auto& [key, value] : properties) map.emplace_back(graph.key_name(key), value);
  append_map(out, graph, map);
}

void append_node(std::string& out, const Graph& graph, NodeId id) {
  out += '(';
  for (LabelId label : graph.labels_of(id)) {
    out += ':';
    append_name(out, graph.label_name(label));
  }
  auto properties = graph.node_properties(id);
  if (out.back() != '(' && !properties.empty()) out += ' ';
  append_properties(out, graph, properties);
  out += ')';
}

void append_relationship(std::string& out, const Graph& graph, RelId id) {
  out += "[:";
  append_name(out, graph.type_name(graph.type_of(id)));
  auto properties = graph.relationship_properties(id);
  if (!properties.empty()) out += ' ';
  append_properties(out, graph, properties);
  out += ']';
}

void append_path(std::string& out, const Graph& graph, const Path& path) {
  out += '<';
  append_node(out, graph, path.nodes.front());
  for (size_t i = 0; i < path.rels.size(); ++i) {
    bool forward = graph.source(path.rels[i]) == path.nodes[i];
    out += forward ? "-" : "<-";
    append_relationship(out, graph, path.rels[i]);
    out += forward ? "->" : "-";
    append_node(out, graph, path.nodes[i + 1]);
  }
  out += '>';
}

void append_value(std::string& out, const Graph& graph, const Value& v) {
  switch (v.type()) {
    case ValueType::kNull:
      out += "null";
      return;
    case ValueType::kString:
      return append_quoted(out, v.as_string());
    case ValueType::kList:
      return append_list(out, graph, v.as_list());
    case ValueType::kMap:
      return append_map(out, graph, v.as_map());
    case ValueType::kNode:
      return append_node(out, graph, v.as_node());
    case ValueType::kRelationship:
      return append_relationship(out, graph, v.as_relationship());
    case ValueType::kPath:
      return append_path(out, graph, v.as_path());
    default:
      out += to_plain_string(v).value_or("");
  }
}

}  // namespace

std::string to_text(const Graph& graph, const Value& v) {
  std::string out;
  append_value(out, graph, v);
  return out;
}

std::optional<std::string> to_plain_string(const Value& v) {
  switch (v.type()) {
    case ValueType::kBoolean:
      return v.as_boolean() ? "true" : "false";
    case ValueType::kInteger:
      return std::to_string(v.as_integer());
    case ValueType::kFloat:
      return float_text(v.as_float());
    case ValueType::kString:
      return std::string(v.as_string());
    case ValueType::kDate:
      return to_text(v.as_date());
    case ValueType::kLocalTime:
      return to_text(v.as_local_time());
    case ValueType::kTime:
      return to_text(v.as_time());
    case ValueType::kLocalDateTime:
      return to_text(v.as_local_date_time());
    case ValueType::kDateTime:
      return to_text(v.as_date_time());
    case ValueType::kDuration:
      return to_text(v.as_duration());
    case ValueType::kEdtf:
      return v.as_edtf().text();
    default:
      return std::nullopt;
  }
}

namespace {

const char* english_type(ValueType type) {
  switch (type) {
    case ValueType::kNull:
      return wording("null");
    case ValueType::kBoolean:
      return wording("a boolean");
    case ValueType::kInteger:
      return wording("an integer");
    case ValueType::kFloat:
      return wording("a float");
    case ValueType::kString:
      return wording("a string");
    case ValueType::kList:
      return wording("a list");
    case ValueType::kMap:
      return wording("a map");
    case ValueType::kNode:
      return wording("a node");
    case ValueType::kRelationship:
      return wording("a relationship");
    case ValueType::kPath:
      return wording("a path");
    case ValueType::kDate:
      return wording("a date");
    case ValueType::kLocalTime:
      return wording("a local time");
    case ValueType::kTime:
      return wording("a time");
    case ValueType::kLocalDateTime:
      return wording("a local datetime");
    case ValueType::kDateTime:
      return wording("a datetime");
    case ValueType::kDuration:
      return wording("a duration");
    case ValueType::kEdtf:
      return wording("an EDTF value");
  }
  return wording("a value");
}

}  // namespace

std::string_view a_type(ValueType type) {
  return translated(english_type(type));
}

std::string a_type(const Value& v) {
  return std::string(a_type(v.type()));
}

// Plain digits between a thousandth and ten millions, else 1.0E10, as the JVM writes doubles.
std::string float_text(double d) {
  if (std::isnan(d)) return "NaN";
  if (std::isinf(d)) return d > 0 ? "Infinity" : "-Infinity";
  double size = std::fabs(d);
  bool plain = d == 0 || (size >= 1e-3 && size < 1e7);
  char buffer[64];
  auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
  std::string text(buffer, std::to_chars(buffer, buffer + sizeof buffer, d, format).ptr);
  if (plain) return text.find('.') == std::string::npos ? text + ".0" : text;
  size_t e = text.find('e');
  std::string mantissa = text.substr(0, e);
  if (mantissa.find('.') == std::string::npos) mantissa += ".0";
  int exponent = std::atoi(text.c_str() + e + 1);
  return mantissa + "E" + std::to_string(exponent);
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
#include "tests/tck/notation.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

#include "base/unicode.h"
#include "query/temporal.h"

namespace hoego::tck {

namespace {

std::string float_text(double d) {
  if (std::isnan(d)) return "NaN";
  if (std::isinf(d)) return d > 0 ? "Inf" : "-Inf";
  if (d == 0) d = 0.0;  // -0.0 equals 0.0
  char buffer[64];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, d, std::chars_format::scientific).ptr;
  return "f" + std::string(buffer, end);
}

std::string quoted(std::string_view text) {
  return "'" + std::string(text) + "'";
}

std::string joined(std::vector<std::string> parts, const char* open, const char* close, bool sort) {
  if (sort) std::sort(parts.begin(), parts.end());
  std::string out = open;
  for (size_t i = 0; i < parts.size(); ++i) out += (i > 0 ? ", " : "") + parts[i];
  return out + close;
}

using Entries = std::vector<std::pair<std::string, std::string>>;

std::string map_text(const Entries& entries) {
  std::vector<std::string> parts;
  parts.reserve(entries.size());
  for (const auto& [key, value] : entries) parts.push_back(key + ": " + value);
  return joined(std::move(parts), "{", "}", true);
}

std::string node_text(std::vector<std::string> labels, const Entries& properties) {
  return "(" + joined(std::move(labels), ":", "", true) + " " + map_text(properties) + ")";
}

std::string relationship_text(const std::string& type, const Entries& properties) {
  return "[:" + type + " " + map_text(properties) + "]";
}

// Reads the notation; makes text or (for parameters) values.
class Reader {
 public:
  Reader(std::string_view text, bool ignore_list_order)
      : text_(text), ignore_list_order_(ignore_list_order) {}

  std::string whole() {
    std::string out = value();
    finish();
    return out;
  }
  Value whole_value() {
    Value out = typed();
    finish();
    return out;
  }

 private:
  [[noreturn]] void fail(const char* what) const {
    throw std::runtime_error(std::string("bad TCK value, ") + what + ": " + std::string(text_));
  }
  void finish() {
    blanks();
    if (at_ != text_.size()) fail("more than one value");
  }
  void blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  char peek() {
    blanks();
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool take(std::string_view sign) {
    blanks();
    if (!text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }
  void need(std::string_view sign) {
    if (!take(sign)) fail("punctuation missing");
  }
  std::string name() {
    blanks();
    if (take("`")) {
      size_t end = text_.find('`', at_);
      std::string out(text_.substr(at_, end - at_));
      at_ = end + 1;
      return out;
    }
    size_t begin = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) ||
                                  text_[at_] == '_' || (text_[at_] & 0x80))) {
      ++at_;
    }
    if (at_ == begin) fail("a name is missing");
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string value() {
    switch (peek()) {
      case '(':
        return node();
      case '<':
        return path();
      case '{':
        return map_text(entries());
      case '[':
        return bracket();
      default:
        return canonical_scalar();
    }
  }
  std::string canonical_scalar() {
    Value v = scalar();
    switch (v.type()) {
      case ValueType::kNull:
        return "null";
      case ValueType::kBoolean:
        return v.as_boolean() ? "true" : "false";
      case ValueType::kInteger:
        return std::to_string(v.as_integer());
      case ValueType::kFloat:
        return float_text(v.as_float());
      default:
        return quoted(v.as_string());
    }
  }
  Entries entries() {
    Entries out;
    need("{");
    while (!take("}")) {
      if (!out.empty()) need(",");
      std::string key = name();
      need(":");
      out.emplace_back(key, value());
    }
    return out;
  }
  std::string bracket() {
    size_t before = at_;
    need("[");
    if (peek() == ':') {
      at_ = before;
      return relationship();
    }
    std::vector<std::string> parts;
    while (!take("]")) {
      if (!parts.empty()) need(",");
      parts.push_back(value());
    }
    return joined(std::move(parts), "[", "]", ignore_list_order_);
  }
  std::string node() {
    need("(");
    std::vector<std::string> labels;
    while (take(":")) labels.push_back(name());
    Entries properties = peek() == '{' ? entries() : Entries();
    need(")");
    return node_text(std::move(labels), properties);
  }
  std::string relationship() {
    need("[");
    need(":");
    std::string type = name();
    Entries properties = peek() == '{' ? entries() : Entries();
    need("]");
    return relationship_text(type, properties);
  }
  std::string path() {
    need("<");
    std::string out = "<" + node();
    while (!take(">")) {
      bool left = take("<-");
      if (!left) need("-");
      std::string rel = relationship();
      bool right = !left && take("->");
      if (!right) need("-");
      out += (left ? "<-" : "-") + rel + (right ? "->" : "-") + node();
    }
    return out + ">";
  }

  Value typed() {
    if (take("[")) {
      List items;
      while (!take("]")) {
        if (!items.empty()) need(",");
        items.push_back(typed());
      }
      return Value::list(std::move(items));
    }
    if (!take("{")) return scalar();
    Map map;
    while (!take("}")) {
      if (!map.empty()) need(",");
      std::string key = name();
      need(":");
      map.emplace_back(key, typed());
    }
    return Value::map(std::move(map));
  }
  Value scalar() {
    if (peek() == '\'') return Value::string(string());
    size_t end = std::min(text_.find_first_of(",]})> ", at_), text_.size());
    std::string_view word = text_.substr(at_, end - at_);
    at_ = end;
    if (word == "null") return Value::null();
    if (word == "true" || word == "false") return Value::boolean(word == "true");
    if (word == "NaN") return Value::floating(std::numeric_limits<double>::quiet_NaN());
    if (word == "Inf") return Value::floating(std::numeric_limits<double>::infinity());
    if (word == "-Inf") return Value::floating(-std::numeric_limits<double>::infinity());
    return number(word);
  }
  Value number(std::string_view word) const {
    const char* last = word.data() + word.size();
    int64_t i = 0;
    auto integer = std::from_chars(word.data(), last, i);
    if (integer.ec == std::errc{} && integer.ptr == last) return Value::integer(i);
    double d = 0;
    auto real = std::from_chars(word.data(), last, d);
    if (real.ec == std::errc{} && real.ptr == last && !word.empty()) return Value::floating(d);
    fail("no number");
  }
  std::string string() {
    std::string out;
    for (++at_; at_ < text_.size() && text_[at_] != '\''; ++at_) {
      bool escape = text_[at_] == '\\' && at_ + 1 < text_.size();
      if (escape) ++at_;
      char c = text_[at_];
      if (escape && c == 'n') c = '\n';
      if (escape && c == 't') c = '\t';
      out += c;
    }
    if (at_ == text_.size()) fail("open string");
    ++at_;
    return out;
  }

  std::string_view text_;
  size_t at_ = 0;
  bool ignore_list_order_;
};

class Writer {
 public:
  Writer(const Graph& graph, bool ignore_list_order)
      : graph_(graph), ignore_list_order_(ignore_list_order) {}

  std::string value(const Value& v) const {
    using namespace query;
    switch (v.type()) {
      case ValueType::kNull:
        return "null";
      case ValueType::kBoolean:
        return v.as_boolean() ? "true" : "false";
      case ValueType::kInteger:
        return std::to_string(v.as_integer());
      case ValueType::kFloat:
        return float_text(v.as_float());
      case ValueType::kString:
        return quoted(v.as_string());
      case ValueType::kList:
        return list(v.as_list());
      case ValueType::kMap:
        return map(v.as_map());
      case ValueType::kNode:
        return node(v.as_node());
      case ValueType::kRelationship:
        return relationship(v.as_relationship());
      case ValueType::kPath:
        return path(v.as_path());
      case ValueType::kDate:
        return quoted(to_text(v.as_date()));
      case ValueType::kLocalTime:
        return quoted(to_text(v.as_local_time()));
      case ValueType::kTime:
        return quoted(to_text(v.as_time()));
      case ValueType::kLocalDateTime:
        return quoted(to_text(v.as_local_date_time()));
      case ValueType::kDateTime:
        return quoted(to_text(v.as_date_time()));
      case ValueType::kDuration:
        return quoted(to_text(v.as_duration()));
      case ValueType::kEdtf:
        return quoted(v.as_edtf().text());
    }
    return "?";
  }

 private:
  std::string list(const List& items) const {
    std::vector<std::string> parts;
    for (const Value& item : items) parts.push_back(value(item));
    return joined(std::move(parts), "[", "]", ignore_list_order_);
  }
  std::string map(const Map& map) const {
    Entries entries;
    for (const auto& [key, item] : map) entries.emplace_back(key, value(item));
    return map_text(entries);
  }
  Entries properties(const std::vector<std::pair<KeyId, Value>>& all) const {
    Entries entries;
    for (const auto& [key, item] : all) entries.emplace_back(graph_.key_name(key), value(item));
    return entries;
  }
  std::string node(NodeId id) const {
    std::vector<std::string> labels;
    for (LabelId label : graph_.labels_of(id)) labels.push_back(graph_.label_name(label));
    return node_text(std::move(labels), properties(graph_.node_properties(id)));
  }
  std::string relationship(RelId id) const {
    return relationship_text(graph_.type_name(graph_.type_of(id)),
                             properties(graph_.relationship_properties(id)));
  }
  std::string path(const Path& p) const {
    std::string out = "<" + node(p.nodes[0]);
    for (size_t i = 0; i < p.rels.size(); ++i) {
      bool right = graph_.source(p.rels[i]) == p.nodes[i];
      out += (right ? "-" : "<-") + relationship(p.rels[i]) + (right ? "->" : "-") +
             node(p.nodes[i + 1]);
    }
    return out + ">";
  }

  const Graph& graph_;
  bool ignore_list_order_;
};

}  // namespace

std::string Canonical::of_text(std::string_view text) const {
  return Reader(text, ignore_list_order).whole();
}

std::string Canonical::of_value(const Graph& graph, const Value& value) const {
  return Writer(graph, ignore_list_order).value(value);
}

Value value_of_text(std::string_view text) {
  return Reader(text, false).whole_value();
}

}  // namespace hoego::tck

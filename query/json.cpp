// SPDX-License-Identifier: Apache-2.0
// Values as JSON text, written straight into a string; requests and answers of the batch protocol.
#include "query/json.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/json.h"
#include "base/messages.h"
#include "base/source.h"
#include "base/unicode.h"
#include "query/semantics.h"
#include "query/temporal.h"

namespace hoego::query {

namespace {

using Json = nlohmann::json;

template <typename Items, typename Append>
void append_list(std::string& out, char open, const Items& items, char close, Append&& append) {
  out += open;
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    append(item);
  }
  out += close;
}

void append_key(std::string& out, std::string_view key) {
  append_json_string(out, key);
  out += ':';
}

std::string node_id(NodeId id) {
  return "n" + std::to_string(id);
}
std::string relationship_id(RelId id) {
  return "r" + std::to_string(id);
}

// The text of a temporal or uncertain value; nullopt for other types.
std::optional<std::string> temporal_text(const Value& v) {
  switch (v.type()) {
    case ValueType::kDate:
    case ValueType::kLocalTime:
    case ValueType::kTime:
    case ValueType::kLocalDateTime:
    case ValueType::kDateTime:
    case ValueType::kDuration:
    case ValueType::kEdtf:
      return to_plain_string(v);
    default:
      return std::nullopt;
  }
}

// The type's name in the Query API.
std::string_view api_name(const Value& v) {
  switch (v.type()) {
    case ValueType::kDateTime:
      return v.as_date_time().zone.empty() ? "OffsetDateTime" : "ZonedDateTime";
    case ValueType::kEdtf:
      return "Edtf";
    default:
      return type_name(v.type());
  }
}

std::string number_text(double d) {
  if (std::isnan(d)) return "NaN";
  if (std::isinf(d)) return d > 0 ? "Infinity" : "-Infinity";
  return float_text(d);
}

// One writer for both forms: `kTyped` wraps every value in {"$type": ..., "_value": ...}.
template <bool kTyped>
class Writer {
 public:
  Writer(std::string& out, const Graph& graph) : out_(out), graph_(graph) {}

  void value(const Value& v) {
    if constexpr (kTyped) {
      out_ += "{\"$type\":";
      append_json_string(out_, api_name(v));
      out_ += ",\"_value\":";
    }
    content(v);
    if constexpr (kTyped) out_ += '}';
  }

 private:
  void content(const Value& v) {
    switch (v.type()) {
      case ValueType::kNull:
        out_ += "null";
        return;
      case ValueType::kBoolean:
        out_ += v.as_boolean() ? "true" : "false";
        return;
      case ValueType::kInteger:
        return number(std::to_string(v.as_integer()), true);
      case ValueType::kFloat:
        return number(number_text(v.as_float()), std::isfinite(v.as_float()));
      case ValueType::kString:
        return append_json_string(out_, v.as_string());
      case ValueType::kList:
        return append_list(out_, '[', v.as_list(), ']', [&](const Value& item) { value(item); });
      case ValueType::kMap:
        return map(v.as_map());
      case ValueType::kNode:
        return node(v.as_node());
      case ValueType::kRelationship:
        return relationship(v.as_relationship());
      case ValueType::kPath:
        return path(v.as_path());
      default:
        return append_json_string(out_, temporal_text(v).value_or(""));
    }
  }
  // Typed numbers are strings, so that no reader rounds them; so are NaN and the infinities.
  void number(const std::string& text, bool finite) {
    if (kTyped || !finite) {
      append_json_string(out_, text);
    } else {
      out_ += text;
    }
  }
  void map(const Map& entries) {
    append_list(out_, '{', entries, '}', [&](const auto& entry) {
      append_key(out_, entry.first);
      value(entry.second);
    });
  }
  void properties(const std::vector<std::pair<KeyId, Value>>& all) {
    append_list(out_, '{', all, '}', [&](const auto& entry) {
      append_key(out_, graph_.key_name(entry.first));
      value(entry.second);
    });
  }
  // "_name": in typed JSON, "name": in plain.
  void member(const char* name) {
    out_ += kTyped ? "\"_" : "\"";
    out_ += name;
    out_ += "\":";
  }
  void node(NodeId id) {
    out_ += '{';
    member(kTyped ? "element_id" : "id");
    append_json_string(out_, node_id(id));
    out_ += ',';
    member("labels");
    append_list(out_, '[', graph_.labels_of(id), ']',
                [&](LabelId label) { append_json_string(out_, graph_.label_name(label)); });
    out_ += ',';
    member("properties");
    properties(graph_.node_properties(id));
    out_ += '}';
  }
  void relationship(RelId id) {
    out_ += '{';
    member(kTyped ? "element_id" : "id");
    append_json_string(out_, relationship_id(id));
    out_ += ',';
    member(kTyped ? "start_node_element_id" : "start");
    append_json_string(out_, node_id(graph_.source(id)));
    out_ += ',';
    member(kTyped ? "end_node_element_id" : "end");
    append_json_string(out_, node_id(graph_.target(id)));
    out_ += ',';
    member("type");
    append_json_string(out_, graph_.type_name(graph_.type_of(id)));
    out_ += ',';
    member("properties");
    properties(graph_.relationship_properties(id));
    out_ += '}';
  }
  void path(const Path& p) {
    out_ += '[';
    for (size_t i = 0; i < p.nodes.size(); ++i) {
      if (i > 0) {
        out_ += ',';
        value(Value::relationship(p.rels[i - 1]));
        out_ += ',';
      }
      value(Value::node(p.nodes[i]));
    }
    out_ += ']';
  }

  std::string& out_;
  const Graph& graph_;
};

// Reading.
[[noreturn]] void refuse(const std::string& message) {
  throw Error(ErrorKind::kInput, message,
              say("values are plain JSON, or {\"$type\": \"Integer\", \"_value\": \"1\"}"));
}

Value from_json(const Json& json, int depth);

Value integer_from(const Json& json) {
  if (json.is_number_integer()) return Value::integer(json.get<int64_t>());
  if (!json.is_string()) refuse(say("an Integer is written as a string of digits"));
  const auto& text = json.get_ref<const std::string&>();
  int64_t i = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), i);
  if (error != std::errc{} || end != text.data() + text.size()) {
    refuse(say("`{}` is no 64-bit integer", text));
  }
  return Value::integer(i);
}

Value float_from(const Json& json) {
  if (json.is_number()) return Value::floating(json.get<double>());
  if (!json.is_string()) refuse(say("a Float is written as a string"));
  const auto& text = json.get_ref<const std::string&>();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (text == "NaN") return Value::floating(std::numeric_limits<double>::quiet_NaN());
  if (text == "Infinity" || text == "+Infinity") return Value::floating(kInfinity);
  if (text == "-Infinity") return Value::floating(-kInfinity);
  double d = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), d);
  if (error != std::errc{} || end != text.data() + text.size()) {
    refuse(say("`{}` is no number", text));
  }
  return Value::floating(d);
}

Value list_from(const Json& json, int depth) {
  if (!json.is_array()) refuse(say("a List is written as [...]"));
  List items;
  items.reserve(json.size());
  for (const Json& item : json) items.push_back(from_json(item, depth + 1));
  return Value::list(std::move(items));
}

Value map_from(const Json& json, int depth) {
  if (!json.is_object()) refuse(say("a Map is written as {...}"));
  Map entries;
  for (const auto& [key, item] : json.items())
    entries.emplace_back(key, from_json(item, depth + 1));
  return Value::map(std::move(entries));
}

template <typename T, typename Make>
Value temporal_from(const std::string& type, const std::string& text, const std::optional<T>& read,
                    Make make) {
  if (!read) refuse(say("`{}` is no {}", text, type));
  return make(*read);
}

Value temporal_from(const std::string& type, const Json& json) {
  if (!json.is_string()) refuse(say("a {} is written as a string", type));
  const auto& text = json.get_ref<const std::string&>();
  if (type == "Date") return temporal_from(type, text, parse_date(text), Value::date);
  if (type == "Time") return temporal_from(type, text, parse_time(text), Value::time);
  if (type == "LocalTime") {
    return temporal_from(type, text, parse_local_time(text), Value::local_time);
  }
  if (type == "LocalDateTime") {
    return temporal_from(type, text, parse_local_date_time(text), Value::local_date_time);
  }
  if (type == "OffsetDateTime" || type == "ZonedDateTime" || type == "DateTime") {
    return temporal_from(type, text, parse_date_time(text), Value::date_time);
  }
  if (type == "Duration") return temporal_from(type, text, parse_duration(text), Value::duration);
  refuse(say("a parameter cannot be of type `{}`", type));
}

Value typed_from(const std::string& type, const Json& json, int depth) {
  if (type == "Null") return Value::null();
  if (type == "Integer") return integer_from(json);
  if (type == "Float") return float_from(json);
  if (type == "List") return list_from(json, depth);
  if (type == "Map") return map_from(json, depth);
  if (type == "Boolean") {
    if (!json.is_boolean()) refuse(say("a Boolean is true or false"));
    return Value::boolean(json.get<bool>());
  }
  if (type == "String") {
    if (!json.is_string()) refuse(say("a String is written as \"...\""));
    return Value::string(json.get_ref<const std::string&>());
  }
  return temporal_from(type, json);
}

Value plain_from(const Json& json, int depth) {
  switch (json.type()) {
    case Json::value_t::boolean:
      return Value::boolean(json.get<bool>());
    case Json::value_t::number_integer:
      return Value::integer(json.get<int64_t>());
    case Json::value_t::number_unsigned:
      if (json.get<uint64_t>() > static_cast<uint64_t>(std::numeric_limits<int64_t>::max())) {
        refuse(say("{} does not fit a 64-bit integer", json.dump()));
      }
      return Value::integer(json.get<int64_t>());
    case Json::value_t::number_float:
      return Value::floating(json.get<double>());
    case Json::value_t::string:
      return Value::string(json.get_ref<const std::string&>());
    case Json::value_t::array:
      return list_from(json, depth);
    case Json::value_t::object:
      return map_from(json, depth);
    default:
      return Value::null();
  }
}

Value from_json(const Json& json, int depth) {
  constexpr int kMaxJsonDepth = 500;
  if (depth > kMaxJsonDepth) refuse(say("the value is nested too deeply"));
  if (json.is_object()) {
    auto type = json.find("$type");
    auto value = json.find("_value");
    bool typed = type != json.end() && type->is_string() && value != json.end();
    if (typed) return typed_from(type->get_ref<const std::string&>(), *value, depth);
  }
  return plain_from(json, depth);
}

// The batch protocol.
struct Request {
  std::string query;
  Parameters parameters;
};

// JSON nested deeper than this is refused before it is read: the reader recurses.
bool too_deep(std::string_view line) {
  constexpr int kMaxLineDepth = 1100;
  int depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < line.size() && depth <= kMaxLineDepth; ++i) {
    char c = line[i];
    if (in_string && c == '\\') {
      ++i;
    } else if (c == '"') {
      in_string = !in_string;
    } else if (!in_string) {
      depth += (c == '[' || c == '{') - (c == ']' || c == '}');
    }
  }
  return depth > kMaxLineDepth;
}

constexpr const char* kExampleRequest = "{\"id\": 1, \"query\": \"RETURN 1\"}";

Json read_line(std::string_view line) {
  Json json = too_deep(line) ? Json() : Json::parse(line, nullptr, false);
  if (!json.is_object()) {
    throw Error(ErrorKind::kInput, say("a request is one JSON object on one line"),
                say("for example {}", kExampleRequest));
  }
  return json;
}

Request read_request(const Json& json) {
  Request request;
  auto query = json.find("query");
  if (query == json.end() || !query->is_string()) {
    throw Error(ErrorKind::kInput, say("the request has no \"query\""),
                say("for example {}", kExampleRequest));
  }
  request.query = query->get<std::string>();
  auto parameters = json.find("params");
  if (parameters == json.end() || parameters->is_null()) return request;
  if (!parameters->is_object()) throw Error(ErrorKind::kInput, say("\"params\" is an object"));
  for (const auto& [name, value] : parameters->items()) {
    request.parameters[name] = from_json(value, 0);
  }
  return request;
}

void append_stats(std::string& out, const Stats& stats) {
  const std::pair<const char*, int64_t> all[] = {
      {"nodes_created", stats.nodes_created},
      {"nodes_deleted", stats.nodes_deleted},
      {"relationships_created", stats.relationships_created},
      {"relationships_deleted", stats.relationships_deleted},
      {"properties_set", stats.properties_set},
      {"labels_added", stats.labels_added},
      {"labels_removed", stats.labels_removed}};
  out += '{';
  for (const auto& [name, count] : all) {
    if (count == 0) continue;
    if (out.back() != '{') out += ',';
    append_key(out, name);
    out += std::to_string(count);
  }
  out += '}';
}

void append_table(std::string& out, const Graph& graph, const Table& table) {
  out += "\"columns\":";
  append_list(out, '[', table.columns, ']',
              [&](const auto& name) { append_json_string(out, name); });
  out += ",\"rows\":";
  append_list(out, '[', table.rows, ']', [&](const std::vector<Value>& row) {
    append_list(out, '[', row, ']', [&](const Value& v) { append_typed_json(out, graph, v); });
  });
  out += ",\"stats\":";
  append_stats(out, table.stats);
  if (table.plan.empty()) return;
  out += ",\"plan\":";
  append_json_string(out, table.plan);
}

struct Failure {
  std::string type;
  std::string phase;
  std::string detail;
  std::string message;
  std::string hint;
  std::optional<Position> position;
};

void append_failure(std::string& out, const Failure& failure) {
  out += "\"error\":{\"type\":";
  append_json_string(out, failure.type);
  out += ",\"phase\":";
  append_json_string(out, failure.phase);
  out += ",\"detail\":";
  append_json_string(out, failure.detail);
  out += ",\"message\":";
  append_json_string(out, replace_invalid_utf8(failure.message));
  if (!failure.hint.empty()) {
    out += ",\"hint\":";
    append_json_string(out, replace_invalid_utf8(failure.hint));
  }
  if (failure.position) {
    out += ",\"line\":" + std::to_string(failure.position->line);
    out += ",\"column\":" + std::to_string(failure.position->column);
  }
  out += '}';
}

Failure failure_of(const QueryError& e, const std::string& query) {
  return {e.type(), e.phase() == Phase::kCompile ? "compile" : "runtime", e.detail(), e.what(),
          e.hint(), Source("query", query).position(e.span().begin)};
}

}  // namespace

void append_typed_json(std::string& out, const Graph& graph, const Value& value) {
  Writer<true>(out, graph).value(value);
}

void append_plain_json(std::string& out, const Graph& graph, const Value& value) {
  Writer<false>(out, graph).value(value);
}

Value value_from_json(const nlohmann::json& json) {
  return from_json(json, 0);
}

std::string answer_request(Session& session, std::string_view line) {
  std::string id = "null";
  std::string body;
  Request request;
  try {
    Json json = read_line(line);
    id = json.value("id", Json()).dump(-1, ' ', false, Json::error_handler_t::replace);
    request = read_request(json);
    append_table(body, session.graph(), session.run(request.query, request.parameters));
  } catch (const QueryError& e) {
    append_failure(body = {}, failure_of(e, request.query));
  } catch (const Error& e) {
    append_failure(body = {},
                   {"RequestError", "compile", "InvalidRequest", e.what(), e.hint(), {}});
  } catch (const std::bad_alloc&) {
    append_failure(body = {},
                   {"MemoryError", "runtime", "OutOfMemory", say("out of memory"), {}, {}});
  }
  return "{\"id\":" + id + "," + body + "}";
}

}  // namespace hoego::query

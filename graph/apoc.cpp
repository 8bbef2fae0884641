// SPDX-License-Identifier: Apache-2.0
// Export walks the columns key by key in order of name; import scans line by line and keeps, beside
// the graph, only the map from the file's node ids to the graph's.
#include "graph/apoc.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <memory>
#include <unordered_map>

#include "base/error.h"
#include "base/json.h"
#include "base/messages.h"
#include "graph/id_map.h"
#include "graph/property_text.h"

namespace hoego {

namespace {

constexpr size_t kBlock = size_t{1} << 20;

// A property column under its name, ready to be written.
struct NamedColumn {
  std::string name;  // as JSON
  ColumnView column;
};

void append_number(std::string& out, uint64_t value) {
  char buffer[24];
  out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

class Exporter {
 public:
  Exporter(const Graph& graph, std::ostream& out, const Progress& progress)
      : graph_(graph), out_(out), progress_(progress) {}

  void run() {
    number_nodes();
    auto keys = sorted_keys();
    write_nodes(columns(keys, true));
    write_relationships(columns(keys, false));
    flush();
  }

 private:
  std::vector<KeyId> sorted_keys() const {
    std::vector<KeyId> keys(graph_.key_count());
    for (size_t i = 0; i < keys.size(); ++i) keys[i] = static_cast<KeyId>(i);
    std::sort(keys.begin(), keys.end(),
              [this](KeyId a, KeyId b) { return graph_.key_name(a) < graph_.key_name(b); });
    return keys;
  }
  std::vector<NamedColumn> columns(const std::vector<KeyId>& keys, bool nodes) const {
    std::vector<NamedColumn> out;
    for (KeyId key : keys) {
      ColumnView column = nodes ? graph_.node_column(key) : graph_.relationship_column(key);
      if (column.type == ColumnType::kEmpty) continue;
      out.push_back({"", column});
      append_json_string(out.back().name, graph_.key_name(key));
    }
    return out;
  }
  // Numbers in the file are ranks among the living.
  void number_nodes() {
    if (graph_.node_count() == graph_.node_limit()) return;
    rank_.resize(graph_.node_limit());
    uint32_t next = 0;
    graph_.node_bits().for_each(0, graph_.node_limit(), [&](size_t id) { rank_[id] = next++; });
  }
  uint32_t rank(NodeId id) const { return rank_.empty() ? id : rank_[id]; }

  // The JSON array of a node's labels, sorted by name; made once for each set of labels.
  const std::string& labels(NodeId id) {
    auto set = graph_.labels_of(id);
    auto [it, fresh] = labels_.try_emplace(set.data());
    if (!fresh) return it->second;
    std::vector<std::string> names;
    for (LabelId label : set) names.push_back(graph_.label_name(label));
    std::sort(names.begin(), names.end());
    std::string& json = it->second;
    for (const std::string& name : names) {
      json += json.empty() ? '[' : ',';
      append_json_string(json, name);
    }
    if (!json.empty()) json += ']';
    return json;
  }

  void write_properties(const std::vector<NamedColumn>& columns, uint32_t id) {
    bool any = false;
    types_.clear();
    for (const NamedColumn& named : columns) {
      if (!named.column.has(id)) continue;
      buffer_ += any ? "," : ",\"properties\":{";
      any = true;
      buffer_ += named.name;
      buffer_ += ':';
      write_cell(named, id);
    }
    if (any) buffer_ += '}';
    if (!types_.empty()) buffer_ += ",\"$types\":{" + types_ + '}';
  }
  void write_cell(const NamedColumn& named, uint32_t id) {
    if (named.column.type == ColumnType::kString)
      return append_json_string(buffer_, named.column.text(id));
    Value value = named.column.value(id);
    append_json_value(buffer_, value);
    std::string type;
    if (!append_json_type(type, value)) return;
    if (!types_.empty()) types_ += ',';
    types_ += named.name + ':' + type;
  }
  void write_nodes(const std::vector<NamedColumn>& columns) {
    graph_.node_bits().for_each(0, graph_.node_limit(), [&](size_t i) {
      auto id = static_cast<NodeId>(i);
      buffer_ += "{\"type\":\"node\",\"id\":\"";
      append_number(buffer_, rank(id));
      buffer_ += '"';
      write_labels(id);
      write_properties(columns, id);
      end_line();
    });
  }
  void write_labels(NodeId id) {
    const std::string& json = labels(id);
    if (json.empty()) return;
    buffer_ += ",\"labels\":";
    buffer_ += json;
  }
  void write_end(const char* name, NodeId id) {
    buffer_ += ",\"";
    buffer_ += name;
    buffer_ += "\":{\"id\":\"";
    append_number(buffer_, rank(id));
    buffer_ += '"';
    write_labels(id);
    buffer_ += '}';
  }
  void write_relationships(const std::vector<NamedColumn>& columns) {
    std::vector<std::string> types(graph_.type_count());
    for (size_t t = 0; t < types.size(); ++t)
      append_json_string(types[t], graph_.type_name(static_cast<TypeId>(t)));
    uint32_t number = 0;
    graph_.relationship_bits().for_each(0, graph_.relationship_limit(), [&](size_t i) {
      auto id = static_cast<RelId>(i);
      buffer_ += "{\"type\":\"relationship\",\"id\":\"";
      append_number(buffer_, number++);
      buffer_ += "\",\"label\":";
      buffer_ += types[graph_.type_of(id)];
      write_properties(columns, id);
      write_end("start", graph_.source(id));
      write_end("end", graph_.target(id));
      end_line();
    });
  }
  void end_line() {
    buffer_ += "}\n";
    if (buffer_.size() >= kBlock) flush();
  }
  void flush() {
    out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    if (!out_)
      throw Error(ErrorKind::kEnvironment, say("cannot write the export"),
                  say("is there space left where it goes?"));
    written_ += buffer_.size();
    buffer_.clear();
    if (progress_) progress_(written_);
  }

  const Graph& graph_;
  std::ostream& out_;
  const Progress& progress_;
  std::string buffer_;
  std::string types_;
  std::vector<uint32_t> rank_;
  std::unordered_map<const LabelId*, std::string> labels_;
  uint64_t written_ = 0;
};

// What a line can say; views are into the line or the scanner.
struct Cell {
  enum { kInteger, kString, kOther } kind;
  KeyId key;
  int64_t integer = 0;
  std::string_view text;
  Value value;
};
struct Line {
  std::string_view type, id, label, start, end;
  bool has_id = false, has_label = false, has_start = false, has_end = false;
  std::vector<LabelId> labels;
  std::vector<Cell> cells;
  Value types;
};

class Importer {
 public:
  explicit Importer(Graph& graph) : graph_(graph) {}

  void read(std::string_view text) {
    JsonScanner in(text);
    if (in.at_end()) return;
    line_.type = line_.id = line_.label = line_.start = line_.end = {};
    line_.has_id = line_.has_label = line_.has_start = line_.has_end = false;
    line_.labels.clear();
    line_.cells.clear();
    line_.types = {};
    in.object([&](std::string_view key) { field(key, in); });
    if (!in.at_end()) throw JsonError(say("text after the object"), in.offset());
    if (line_.type == "node")
      add_node();
    else if (line_.type == "relationship")
      add_relationship();
    else
      throw JsonError(say("expected \"type\" to be \"node\" or \"relationship\""), 0);
  }

  ImportReport report;

 private:
  void field(std::string_view key, JsonScanner& in) {
    if (key == "type") {
      line_.type = in.string();
    } else if (key == "id") {
      line_.id = id_text(in);
      line_.has_id = true;
    } else if (key == "label") {
      line_.label = in.string();
      line_.has_label = true;
    } else if (key == "labels") {
      in.array([&] { line_.labels.push_back(label(in.string())); });
    } else if (key == "properties") {
      in.object([&](std::string_view name) { property(name, in); });
    } else if (key == "start") {
      line_.has_start = end_of(in, line_.start);
    } else if (key == "end") {
      line_.has_end = end_of(in, line_.end);
    } else if (key == "$types") {
      line_.types = in.value();
      if (!line_.types.is(ValueType::kMap))
        throw JsonError(say("\"$types\" is no object"), in.offset());
    } else {
      in.skip();
    }
  }
  // Ids are strings; numbers are taken by their text.
  static std::string_view id_text(JsonScanner& in) {
    if (in.peek() == '"') return in.string();
    size_t start = in.offset();
    in.value();
    return in.text_from(start);
  }
  static bool end_of(JsonScanner& in, std::string_view& id) {
    bool found = false;
    in.object([&](std::string_view key) {
      if (key != "id") return in.skip();
      id = id_text(in);
      found = true;
    });
    return found;
  }
  void property(std::string_view name, JsonScanner& in) {
    Cell cell{Cell::kOther, key(name), 0, {}, {}};
    char c = in.peek();
    if (c == '"') {
      cell.kind = Cell::kString;
      cell.text = in.string();
    } else if (c == '-' || (c >= '0' && c <= '9')) {
      double floating = 0;
      if (in.number(cell.integer, floating))
        cell.kind = Cell::kInteger;
      else
        cell.value = Value::floating(floating);
    } else {
      cell.value = in.value();
    }
    line_.cells.push_back(std::move(cell));
  }
  // The names of a file are few and come in the same order in line after line.
  KeyId key(std::string_view name) {
    size_t& guess = key_guess_[line_.cells.size() % key_guess_.size()];
    if (guess < graph_.key_count() && graph_.key_name(static_cast<KeyId>(guess)) == name)
      return static_cast<KeyId>(guess);
    guess = graph_.intern_key(name);
    return static_cast<KeyId>(guess);
  }
  LabelId label(std::string_view name) {
    if (label_guess_ < graph_.label_count() &&
        graph_.label_name(static_cast<LabelId>(label_guess_)) == name)
      return static_cast<LabelId>(label_guess_);
    label_guess_ = graph_.intern_label(name);
    return static_cast<LabelId>(label_guess_);
  }

  void add_node() {
    if (!line_.has_id) throw JsonError(say("a node without \"id\""), 0);
    NodeId node = graph_.create_node(line_.labels);
    if (!ids_.insert(line_.id, node))
      throw JsonError(say("a second node with the id \"{}\"", line_.id), 0);
    ++report.nodes;
    for (const Cell& cell : line_.cells) {
      if (const Value* type = type_of(cell))
        graph_.set_node_property(node, cell.key, with_types(value_of(cell), *type));
      else if (cell.kind == Cell::kInteger)
        graph_.set_node_integer(node, cell.key, cell.integer);
      else if (cell.kind == Cell::kString)
        graph_.set_node_string(node, cell.key, cell.text);
      else
        graph_.set_node_property(node, cell.key, cell.value);
    }
  }
  void add_relationship() {
    if (!line_.has_label) throw JsonError(say("a relationship without \"label\""), 0);
    NodeId start = node(line_.has_start, "start", line_.start);
    NodeId end = node(line_.has_end, "end", line_.end);
    RelId rel = graph_.create_relationship(start, end, graph_.intern_type(line_.label));
    ++report.relationships;
    for (const Cell& cell : line_.cells) {
      if (const Value* type = type_of(cell))
        graph_.set_relationship_property(rel, cell.key, with_types(value_of(cell), *type));
      else if (cell.kind == Cell::kInteger)
        graph_.set_relationship_integer(rel, cell.key, cell.integer);
      else if (cell.kind == Cell::kString)
        graph_.set_relationship_string(rel, cell.key, cell.text);
      else
        graph_.set_relationship_property(rel, cell.key, cell.value);
    }
  }
  NodeId node(bool there, const char* which, std::string_view id) const {
    if (!there) throw JsonError(say("a relationship without \"{}\"", which), 0);
    NodeId found = ids_.find(id);
    if (found == kNoId)
      throw JsonError(
          say("the relationship's {} is node \"{}\", which no line before has", which, id), 0);
    return found;
  }
  const Value* type_of(const Cell& cell) const {
    return line_.types.is_null() ? nullptr : line_.types.find(graph_.key_name(cell.key));
  }
  static Value value_of(const Cell& cell) {
    if (cell.kind == Cell::kInteger) return Value::integer(cell.integer);
    return cell.kind == Cell::kString ? Value::string(cell.text) : cell.value;
  }

  Graph& graph_;
  IdMap ids_;
  Line line_;
  std::array<size_t, 16> key_guess_{};
  size_t label_guess_ = 0;
};

// Lines of a stream, in blocks; a line may be longer than a block.
class LineReader {
 public:
  explicit LineReader(std::istream& in) : in_(in) {}

  bool next(std::string_view& line) {
    while (true) {
      const char* begin = buffer_.data() + at_;
      size_t searched = std::max(at_, searched_);
      const void* newline = std::memchr(buffer_.data() + searched, '\n', size_ - searched);
      if (newline != nullptr) {
        line = {begin, static_cast<size_t>(static_cast<const char*>(newline) - begin)};
        at_ += line.size() + 1;
        return true;
      }
      searched_ = size_;
      if (!fill()) {
        line = {buffer_.data() + at_, size_ - at_};
        at_ = size_;
        return !line.empty();
      }
    }
  }

 private:
  bool fill() {
    if (!in_) return false;
    std::memmove(buffer_.data(), buffer_.data() + at_, size_ - at_);
    size_ -= at_;
    searched_ -= std::min(searched_, at_);
    at_ = 0;
    if (buffer_.size() < size_ * 2 + kBlock) buffer_.resize(size_ * 2 + kBlock);
    in_.read(buffer_.data() + size_, static_cast<std::streamsize>(buffer_.size() - size_));
    size_ += static_cast<size_t>(in_.gcount());
    return in_.gcount() > 0;
  }

  std::istream& in_;
  std::string buffer_;
  size_t size_ = 0;
  size_t at_ = 0;
  size_t searched_ = 0;  // no newline before here
};

}  // namespace

void export_apoc(const Graph& graph, std::ostream& out, const Progress& progress) {
  Exporter(graph, out, progress).run();
}

ImportReport import_apoc(std::istream& in, const std::string& name, Graph& graph,
                         const Progress& progress) {
  Importer importer(graph);
  LineReader lines(in);
  std::string_view line;
  uint64_t reported = 0;
  for (uint64_t number = 1; lines.next(line); ++number) {
    try {
      importer.read(line);
    } catch (const JsonError& e) {
      throw Error(ErrorKind::kInput,
                  name + ":" + std::to_string(number) + ":" + std::to_string(e.offset + 1) + ": " +
                      e.what(),
                  say("expected APOC JSON Lines, as `hoego export` writes them"));
    }
    importer.report.bytes += line.size() + 1;
    if (progress && importer.report.bytes - reported >= kBlock) {
      reported = importer.report.bytes;
      progress(reported);
    }
  }
  return importer.report;
}

}  // namespace hoego

// SPDX-License-Identifier: Apache-2.0
// Files are mapped and read twice: once to see what type each column has, once to fill the graph.
// Node files go first, so that relationship files find their ends.
#include "graph/csv_import.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>

#include "base/error.h"
#include "base/messages.h"
#include "base/unicode.h"
#include "graph/id_map.h"
#include "graph/property_text.h"

namespace hoego {

namespace {

namespace fs = std::filesystem;

class MappedFile {
 public:
  explicit MappedFile(const std::string& path) {
    int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    if (fd < 0 || ::fstat(fd, &info) != 0)
      throw Error(ErrorKind::kEnvironment, say("cannot read {}", path));
    size_ = static_cast<size_t>(info.st_size);
    if (size_ > 0) data_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd, 0);
    ::close(fd);
    if (data_ == MAP_FAILED) throw Error(ErrorKind::kEnvironment, say("cannot read {}", path));
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile() {
    if (data_ != nullptr) ::munmap(data_, size_);
  }
  std::string_view text() const { return {static_cast<const char*>(data_), size_}; }

 private:
  void* data_ = nullptr;
  size_t size_ = 0;
};

// Rows of RFC 4180; cells are views into the text, or, where they have quotes, into the reader's
// own memory until the next row. A bare empty cell has no data() at all, a quoted one has.
class CsvReader {
 public:
  CsvReader(std::string_view text, std::string name) : text_(text), name_(std::move(name)) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  bool next(std::vector<std::string_view>& cells) {
    cells.clear();
    unquoted_.clear();
    while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r'))
      line_ += text_[at_++] == '\n';
    if (at_ >= text_.size()) return false;
    do cells.push_back(cell());
    while (at_ < text_.size() && text_[at_++] == ',');
    ++line_;
    return true;
  }
  size_t offset() const { return at_; }
  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ErrorKind::kInput, name_ + ":" + std::to_string(line_) + ": " + what);
  }

 private:
  std::string_view cell() {
    if (at_ < text_.size() && text_[at_] == '"') return quoted();
    const char* start = text_.data() + at_;
    const char* limit = text_.data() + text_.size();
    const char* end = start;
    while (end != limit && *end != ',' && *end != '\n') ++end;
    at_ += static_cast<size_t>(end - start);
    if (end != start && end[-1] == '\r') --end;
    if (end == start) return {};
    return {start, static_cast<size_t>(end - start)};
  }
  std::string_view quoted() {
    auto out = std::make_unique<std::string>();
    for (++at_;; ++at_) {
      size_t end = text_.find('"', at_);
      if (end == std::string_view::npos) fail(say("a quoted cell without an end"));
      out->append(text_, at_, end - at_);
      line_ += static_cast<size_t>(std::count(text_.begin() + static_cast<ptrdiff_t>(at_),
                                              text_.begin() + static_cast<ptrdiff_t>(end), '\n'));
      at_ = end + 1;
      if (at_ >= text_.size() || text_[at_] != '"') break;
      *out += '"';
    }
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n')
      fail(say("text after the closing quote"));
    unquoted_.push_back(std::move(out));
    return *unquoted_.back();
  }

  std::string_view text_;
  std::string name_;
  size_t at_ = 0;
  size_t line_ = 1;
  std::vector<std::unique_ptr<std::string>> unquoted_;
};

// Eight bytes a step; most relationship files have no other characters at all.
bool is_ascii(std::string_view text) {
  size_t i = 0;
  uint64_t high = 0;
  for (; i + 8 <= text.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, text.data() + i, 8);
    high |= word;
  }
  for (; i < text.size(); ++i) high |= static_cast<unsigned char>(text[i]);
  return (high & 0x8080808080808080ULL) == 0;
}

enum class CellType { kUnknown, kInteger, kFloat, kBoolean, kString, kTemporal };

struct ColumnPlan {
  enum Role { kProperty, kId, kStart, kEnd, kLabel, kType, kIgnored } role = kProperty;
  std::string name;      // of the property; may be empty for kId
  std::string space;     // of ids
  IdMap* ids = nullptr;  // of that space, for the ends of relationships
  CellType type = CellType::kUnknown;
  std::string temporal;  // "date" ...
  bool list = false;
  KeyId key = 0;
};

struct FilePlan {
  std::string path;
  std::string stem;
  std::vector<ColumnPlan> columns;
  bool relationships = false;
};

// What a schema file (meta.json) may say about the folder.
struct Hints {
  std::map<std::string, std::vector<std::string>> ends;   // type -> from, to
  std::map<std::string, std::string, std::less<>> cells;  // "Person.name" -> type
};

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

void set_type(ColumnPlan& column, std::string type) {
  type = lower(type);
  if (type.ends_with("[]")) {
    column.list = true;
    type.resize(type.size() - 2);
  }
  static const std::map<std::string, CellType> types = {
      {"int", CellType::kInteger},     {"integer", CellType::kInteger},
      {"long", CellType::kInteger},    {"int64", CellType::kInteger},
      {"short", CellType::kInteger},   {"byte", CellType::kInteger},
      {"float", CellType::kFloat},     {"double", CellType::kFloat},
      {"boolean", CellType::kBoolean}, {"bool", CellType::kBoolean},
      {"string", CellType::kString},   {"char", CellType::kString}};
  static const std::vector<std::string> temporal = {
      "date", "localtime", "time", "datetime", "localdatetime", "duration", "edtf"};
  if (auto it = types.find(type); it != types.end()) {
    column.type = it->second;
  } else if (std::find(temporal.begin(), temporal.end(), type) != temporal.end()) {
    column.type = CellType::kTemporal;
    column.temporal = type;
  } else if (!type.empty()) {
    throw Error(ErrorKind::kInput, say("unknown type \"{}\" in a CSV header", type),
                say("known are int, float, boolean, string, date and other temporal types"));
  }
}

// "name", "name:STRING", "personId:ID(Person)", ":START_ID(Person)", ":LABEL", "from:Person".
// "from" and "to" are the ends where they are the first two columns.
ColumnPlan plan_column(std::string_view header, size_t index, bool ends_first) {
  ColumnPlan column;
  size_t colon = header.rfind(':');
  column.name = header.substr(0, colon);
  std::string type(colon == std::string_view::npos ? "" : header.substr(colon + 1));
  size_t open = type.find('(');
  if (open != std::string::npos && type.ends_with(')')) {
    column.space = type.substr(open + 1, type.size() - open - 2);
    type.resize(open);
  }
  std::string word = lower(type);
  if (index < 2 && ends_first) {
    column.role = column.name == "from" ? ColumnPlan::kStart : ColumnPlan::kEnd;
    column.space = type;
  } else if (word == "id") {
    column.role = ColumnPlan::kId;
  } else if (word == "start_id" || word == "end_id") {
    column.role = word == "start_id" ? ColumnPlan::kStart : ColumnPlan::kEnd;
  } else if (word == "label") {
    column.role = ColumnPlan::kLabel;
  } else if (word == "type") {
    column.role = ColumnPlan::kType;
  } else if (word == "ignore") {
    column.role = ColumnPlan::kIgnored;
  } else {
    set_type(column, type);
  }
  return column;
}

bool names(std::string_view header, std::string_view name) {
  return header.substr(0, header.rfind(':')) == name;
}

// A quoted empty cell is an empty text, everything else that is empty is no value.
bool has_value(const ColumnPlan& column, std::string_view cell) {
  return !cell.empty() || (cell.data() != nullptr && column.type == CellType::kString);
}

bool has_role(const FilePlan& file, ColumnPlan::Role role) {
  return std::any_of(file.columns.begin(), file.columns.end(),
                     [role](const ColumnPlan& c) { return c.role == role; });
}

CellType type_of_cell(std::string_view cell) {
  const char* end = cell.data() + cell.size();
  int64_t integer = 0;
  auto whole = std::from_chars(cell.data(), end, integer);
  size_t sign = cell[0] == '-' ? 1 : 0;
  bool padded = cell.size() > sign + 1 && cell[sign] == '0' && cell[sign + 1] != '.';
  if (padded) return CellType::kString;
  if (whole.ec == std::errc() && whole.ptr == end) return CellType::kInteger;
  double floating = 0;
  auto real = std::from_chars(cell.data(), end, floating);
  bool digits = cell.find_first_of("0123456789") != std::string_view::npos;
  if (real.ec == std::errc() && real.ptr == end && digits) return CellType::kFloat;
  return CellType::kString;
}

CellType wider(CellType a, CellType b) {
  if (a == CellType::kUnknown || a == b) return b;
  bool numbers = (a == CellType::kInteger || a == CellType::kFloat) &&
                 (b == CellType::kInteger || b == CellType::kFloat);
  return numbers ? CellType::kFloat : CellType::kString;
}

class FolderImporter {
 public:
  FolderImporter(std::string folder, Graph& graph, const Progress& progress)
      : folder_(std::move(folder)), graph_(graph), progress_(progress) {}

  ImportReport run() {
    read_hints();
    std::vector<FilePlan> files = plan_files();
    for (FilePlan& file : files)
      if (!file.relationships) read_file(file);
    for (FilePlan& file : files)
      if (file.relationships) read_file(file);
    return report_;
  }

 private:
  // meta.json beside or above the files: {"rel_schema":{"TOOK":["Person","Step",..]},
  // "node_schema":{"Person":"id:INT64,name:STRING"}}.
  void read_hints() {
    for (const fs::path& path :
         {fs::path(folder_) / "meta.json", fs::path(folder_) / ".." / "meta.json"}) {
      std::ifstream in(path);
      if (!in) continue;
      std::stringstream text;
      text << in.rdbuf();
      try {
        std::string json = text.str();
        take_hints(JsonScanner(json).value());
      } catch (const JsonError&) {
        continue;  // some other file of that name
      }
      return;
    }
  }
  void take_hints(const Value& meta) {
    if (!meta.is(ValueType::kMap)) return;
    if (const Value* ends = meta.find("rel_schema"); ends != nullptr && ends->is(ValueType::kMap))
      for (const auto& [type, parts] : ends->as_map()) {
        if (!parts.is(ValueType::kList)) continue;
        const List& list = parts.as_list();
        for (size_t i = 0; i < list.size() && i < 2; ++i)
          if (list[i].is(ValueType::kString)) hints_.ends[type].emplace_back(list[i].as_string());
        if (list.size() > 2) take_cell_hints(type, list[2]);
      }
    if (const Value* nodes = meta.find("node_schema");
        nodes != nullptr && nodes->is(ValueType::kMap))
      for (const auto& [label, cells] : nodes->as_map()) take_cell_hints(label, cells);
  }
  void take_cell_hints(const std::string& stem, const Value& cells) {
    if (!cells.is(ValueType::kString)) return;
    std::string_view rest = cells.as_string();
    while (!rest.empty()) {
      std::string_view one = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(one.size() + 1, rest.size()));
      size_t colon = one.find(':');
      if (colon != std::string_view::npos)
        hints_.cells[stem + "." + std::string(one.substr(0, colon))] = one.substr(colon + 1);
    }
  }

  std::vector<FilePlan> plan_files() {
    std::error_code error;
    std::vector<std::string> paths;
    for (const auto& entry : fs::directory_iterator(folder_, error))
      if (entry.path().extension() == ".csv") paths.push_back(entry.path().string());
    if (error) throw Error(ErrorKind::kEnvironment, say("cannot read the folder {}", folder_));
    if (paths.empty())
      throw Error(ErrorKind::kInput, say("there are no .csv files in {}", folder_),
                  say("a folder with one file for each label and relationship type is expected"));
    std::sort(paths.begin(), paths.end());
    std::vector<FilePlan> files;
    for (const std::string& path : paths) files.push_back(plan_file(path));
    return files;
  }
  FilePlan plan_file(const std::string& path) {
    FilePlan file;
    file.path = path;
    file.stem = fs::path(path).stem().string();
    MappedFile mapped(path);
    CsvReader reader(mapped.text(), path);
    std::vector<std::string_view> cells;
    if (!reader.next(cells)) reader.fail(say("an empty file; a header is expected"));
    bool ends_first = cells.size() > 1 && ((names(cells[0], "from") && names(cells[1], "to")) ||
                                           (names(cells[0], "to") && names(cells[1], "from")));
    for (size_t i = 0; i < cells.size(); ++i)
      file.columns.push_back(plan_column(cells[i], i, ends_first));
    file.relationships = has_role(file, ColumnPlan::kStart) && has_role(file, ColumnPlan::kEnd);
    for (ColumnPlan& column : file.columns) {
      auto hint = hints_.cells.find(file.stem + "." + column.name);
      if (column.role == ColumnPlan::kProperty && column.type == CellType::kUnknown &&
          hint != hints_.cells.end())
        set_type(column, hint->second);
    }
    find_types(file, reader);
    return file;
  }
  // The narrowest type that every cell of a column has, where the header does not tell.
  static void find_types(FilePlan& file, CsvReader& reader) {
    std::vector<size_t> open;
    for (size_t i = 0; i < file.columns.size(); ++i)
      if (file.columns[i].role == ColumnPlan::kProperty &&
          file.columns[i].type == CellType::kUnknown)
        open.push_back(i);
    std::vector<std::string_view> cells;
    while (!open.empty() && reader.next(cells)) {
      for (size_t i : open)
        if (i < cells.size() && !cells[i].empty())
          file.columns[i].type = wider(file.columns[i].type, type_of_cell(cells[i]));
      std::erase_if(open, [&](size_t i) { return file.columns[i].type == CellType::kString; });
    }
  }

  void read_file(FilePlan& file) {
    MappedFile mapped(file.path);
    if (!is_ascii(mapped.text()) && first_invalid_utf8(mapped.text()) != kNoOffset)
      throw Error(ErrorKind::kInput, say("{} is no UTF-8 text", file.path));
    CsvReader reader(mapped.text(), file.path);
    std::vector<std::string_view> cells;
    reader.next(cells);
    for (ColumnPlan& column : file.columns)
      if (column.role == ColumnPlan::kProperty ||
          (column.role == ColumnPlan::kId && !column.name.empty()))
        column.key = graph_.intern_key(column.name);
    if (file.relationships) find_spaces(file);
    const ColumnPlan& first = id_column(file);
    if (!file.relationships)
      ids_ = &spaces_[first.role == ColumnPlan::kId ? first.space : file.stem];
    LabelId label = file.relationships ? 0 : graph_.intern_label(file.stem);
    TypeId type = file.relationships ? graph_.intern_type(file.stem) : 0;
    uint64_t before = report_.bytes;
    while (reader.next(cells)) {
      if (cells.size() != file.columns.size())
        reader.fail(say("{} cells where the header has {}", cells.size(), file.columns.size()));
      file.relationships ? add_relationship(file, cells, type, reader)
                         : add_node(file, cells, label, reader);
      if (progress_ && (report_.nodes + report_.relationships) % 65'536 == 0)
        progress_(before + reader.offset());
    }
    report_.bytes = before + mapped.text().size();
    if (progress_) progress_(report_.bytes);
  }

  void add_node(const FilePlan& file, const std::vector<std::string_view>& cells, LabelId label,
                const CsvReader& reader) {
    labels_.clear();
    bool told = false;
    for (size_t i = 0; i < cells.size(); ++i) {
      if (file.columns[i].role != ColumnPlan::kLabel) continue;
      split_labels(cells[i]);
      told = true;
    }
    if (!told) labels_.push_back(label);
    NodeId node = graph_.create_node(labels_);
    ++report_.nodes;
    std::string_view id = cells[static_cast<size_t>(&id_column(file) - file.columns.data())];
    if (!ids_->insert(id, node)) reader.fail(say("a second node with the id {}", id));
    for (size_t i = 0; i < cells.size(); ++i)
      if (has_value(file.columns[i], cells[i])) set_node(node, file.columns[i], cells[i], reader);
  }
  // The one that says so, else the first.
  static const ColumnPlan& id_column(const FilePlan& file) {
    for (const ColumnPlan& column : file.columns)
      if (column.role == ColumnPlan::kId) return column;
    return file.columns.front();
  }
  void split_labels(std::string_view cell) {
    while (!cell.empty()) {
      std::string_view one = cell.substr(0, cell.find(';'));
      if (!one.empty()) labels_.push_back(graph_.intern_label(one));
      cell.remove_prefix(std::min(one.size() + 1, cell.size()));
    }
  }
  void set_node(NodeId node, const ColumnPlan& column, std::string_view cell,
                const CsvReader& reader) {
    if (column.role == ColumnPlan::kId && !column.name.empty())
      return graph_.set_node_string(node, column.key, cell);
    if (column.role != ColumnPlan::kProperty) return;
    int64_t integer = 0;
    if (plain_integer(column, cell, integer))
      return graph_.set_node_integer(node, column.key, integer);
    if (column.type == CellType::kString && !column.list)
      return graph_.set_node_string(node, column.key, cell);
    graph_.set_node_property(node, column.key, value_of(column, cell, reader));
  }

  void add_relationship(const FilePlan& file, const std::vector<std::string_view>& cells,
                        TypeId type, const CsvReader& reader) {
    NodeId start = kNoId;
    NodeId end = kNoId;
    for (size_t i = 0; i < cells.size(); ++i) {
      ColumnPlan::Role role = file.columns[i].role;
      if (role == ColumnPlan::kType && !cells[i].empty()) type = graph_.intern_type(cells[i]);
      if (role != ColumnPlan::kStart && role != ColumnPlan::kEnd) continue;
      NodeId node = file.columns[i].ids->find(cells[i]);
      if (node == kNoId) reader.fail(say("no node has the id {}", cells[i]));
      (role == ColumnPlan::kStart ? start : end) = node;
    }
    RelId rel = graph_.create_relationship(start, end, type);
    ++report_.relationships;
    for (size_t i = 0; i < cells.size(); ++i)
      if (file.columns[i].role == ColumnPlan::kProperty && has_value(file.columns[i], cells[i]))
        set_relationship(rel, file.columns[i], cells[i], reader);
  }
  void set_relationship(RelId rel, const ColumnPlan& column, std::string_view cell,
                        const CsvReader& reader) {
    int64_t integer = 0;
    if (plain_integer(column, cell, integer))
      return graph_.set_relationship_integer(rel, column.key, integer);
    if (column.type == CellType::kString && !column.list)
      return graph_.set_relationship_string(rel, column.key, cell);
    graph_.set_relationship_property(rel, column.key, value_of(column, cell, reader));
  }

  // Where the ends of a file's relationships lie: as told, else the smallest label that has all
  // ids.
  void find_spaces(FilePlan& file) {
    auto hint = hints_.ends.find(file.stem);
    for (ColumnPlan& column : file.columns) {
      bool start = column.role == ColumnPlan::kStart;
      if (!start && column.role != ColumnPlan::kEnd) continue;
      bool told = spaces_.count(column.space) != 0;
      if (!told && hint != hints_.ends.end() && hint->second.size() == 2)
        column.space = hint->second[start ? 0 : 1];
      else if (!told)
        column.space = guess_space(file, column);
      column.ids = &spaces_[column.space];
    }
  }
  std::string guess_space(const FilePlan& file, const ColumnPlan& column) const {
    auto index = static_cast<size_t>(&column - file.columns.data());
    std::vector<const std::pair<const std::string, IdMap>*> candidates;
    for (const auto& space : spaces_) candidates.push_back(&space);
    MappedFile mapped(file.path);
    CsvReader reader(mapped.text(), file.path);
    std::vector<std::string_view> cells;
    reader.next(cells);
    while (candidates.size() > 1 && reader.next(cells))
      if (index < cells.size())
        std::erase_if(candidates, [&](auto* s) { return s->second.find(cells[index]) == kNoId; });
    auto smallest = std::min_element(candidates.begin(), candidates.end(), [](auto* a, auto* b) {
      return a->second.size() < b->second.size();
    });
    if (smallest != candidates.end()) return (*smallest)->first;
    throw Error(ErrorKind::kInput,
                say("{}: no label has all the ids of the column {}", file.path, column.name),
                say("name it in the header: from:Person,to:Step"));
  }

  static bool plain_integer(const ColumnPlan& column, std::string_view cell, int64_t& integer) {
    if (column.type != CellType::kInteger || column.list) return false;
    auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), integer);
    return error == std::errc() && end == cell.data() + cell.size();
  }
  static Value value_of(const ColumnPlan& column, std::string_view cell, const CsvReader& reader) {
    if (!column.list) return scalar(column, cell, reader);
    List items;
    while (true) {
      std::string_view one = cell.substr(0, cell.find(';'));
      items.push_back(scalar(column, one, reader));
      if (one.size() == cell.size()) break;
      cell.remove_prefix(one.size() + 1);
    }
    return Value::list(std::move(items));
  }
  static Value scalar(const ColumnPlan& column, std::string_view cell, const CsvReader& reader) {
    const char* end = cell.data() + cell.size();
    int64_t integer = 0;
    double floating = 0;
    switch (column.type) {
      case CellType::kInteger:
        if (std::from_chars(cell.data(), end, integer).ptr == end && !cell.empty())
          return Value::integer(integer);
        break;
      case CellType::kFloat:
        if (std::from_chars(cell.data(), end, floating).ptr == end && !cell.empty())
          return Value::floating(floating);
        break;
      case CellType::kBoolean:
        if (std::string word = lower(cell); word == "true" || word == "false")
          return Value::boolean(word == "true");
        break;
      case CellType::kTemporal:
        if (auto value = parse_temporal(column.temporal, cell)) return *value;
        break;
      default:
        return Value::string(cell);
    }
    reader.fail(
        say("\"{}\" is not of the type of its column \"{}\"", cell.substr(0, 40), column.name));
  }

  std::string folder_;
  Graph& graph_;
  const Progress& progress_;
  Hints hints_;
  std::map<std::string, IdMap> spaces_;
  IdMap* ids_ = nullptr;  // of the file being read
  std::vector<LabelId> labels_;
  ImportReport report_;
};

}  // namespace

ImportReport import_csv_folder(const std::string& folder, Graph& graph, const Progress& progress) {
  return FolderImporter(folder, graph, progress).run();
}

}  // namespace hoego

// SPDX-License-Identifier: Apache-2.0
// neo4j-admin's CSV. The graph is walked twice: once to see what columns each file has, once to
// write. What is kept between is the columns.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "graph/property_text.h"
#include "viz/export_forms.h"
#include "viz/export_text.h"

namespace hoego::viz {
namespace {

// As the header names them; of lists with "[]" behind.
std::string_view scalar_type(const Value& value) {
  switch (value.type()) {
    case ValueType::kBoolean:
      return "boolean";
    case ValueType::kInteger:
      return "long";
    case ValueType::kFloat:
      return "double";
    case ValueType::kString:
      return "string";
    case ValueType::kDate:
      return "date";
    case ValueType::kLocalTime:
      return "localtime";
    case ValueType::kTime:
      return "time";
    case ValueType::kLocalDateTime:
      return "localdatetime";
    case ValueType::kDateTime:
      return "datetime";
    case ValueType::kDuration:
      return "duration";
    case ValueType::kEdtf:
      return "edtf";
    default:
      return {};
  }
}

std::string scalar_text(const Value& value) {
  if (value.is(ValueType::kString)) return std::string(value.as_string());
  if (value.is(ValueType::kFloat) && !std::isfinite(value.as_float()))
    return std::isnan(value.as_float()) ? "NaN" : value.as_float() > 0 ? "Infinity" : "-Infinity";
  std::string out;
  if (value.is(ValueType::kBoolean) || value.is_number())
    append_json_value(out, value);
  else
    out = temporal_text(value);
  return out;
}

// Lists are joined by ";", so they cannot hold one, and are of one type.
bool is_joinable(const Value& value) {
  const List& items = value.as_list();
  return !items.empty() && std::all_of(items.begin(), items.end(), [&](const Value& item) {
    return !scalar_type(item).empty() && item.type() == items.front().type() &&
           scalar_text(item).find(';') == std::string::npos;
  });
}

bool is_exact(const Value& value) {
  return value.is(ValueType::kList) ? is_joinable(value) : !scalar_type(value).empty();
}

std::string column_type(const Value& value) {
  if (!is_exact(value)) return "string";
  if (!value.is(ValueType::kList)) return std::string(scalar_type(value));
  return std::string(scalar_type(value.as_list().front())) + "[]";
}

std::string cell_text(const Value& value) {
  if (!is_exact(value)) {
    std::string json;
    append_json_value(json, value);
    return json;
  }
  if (!value.is(ValueType::kList)) return scalar_text(value);
  std::string out;
  for (const Value& item : value.as_list())
    out += (&item == &value.as_list().front() ? "" : ";") + scalar_text(item);
  return out;
}

// What is there but empty is quoted: a bare empty cell is no value.
std::string cell(const Value& value) {
  std::string text = cell_text(value);
  return text.empty() ? "\"\"" : csv_field(text);
}

using Columns = std::map<KeyId, std::string>;  // the type of each key

bool fits(const Columns& columns, const Columns& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const auto& column) {
    auto it = columns.find(column.first);
    return it == columns.end() || it->second == column.second;
  });
}

struct CsvFile {
  std::string name;
  Columns columns;
  Sink sink;
};

// The files of one set of labels, or of one type of relationship.
struct Group {
  std::vector<CsvFile> files;

  // Both walks find the same file for an element: what did not fit once never fits later.
  CsvFile* file_for(const Columns& wanted) {
    for (CsvFile& file : files)
      if (fits(file.columns, wanted)) return &file;
    return nullptr;
  }
  void see(const Columns& wanted) {
    CsvFile* file = file_for(wanted);
    if (file == nullptr) file = &files.emplace_back();
    file->columns.insert(wanted.begin(), wanted.end());
  }
};

class CsvExport {
 public:
  explicit CsvExport(const Graph& graph) : graph_(graph) {}

  size_t run(const std::function<Sink(const std::string& name)>& open) {
    for_each_node(graph_, [&](NodeId id) { see(group_of(id), graph_.node_properties(id)); });
    for_each_relationship(graph_, [&](RelId id) {
      see(rels_[graph_.type_of(id)], graph_.relationship_properties(id));
    });
    name_groups();
    for (auto& [labels, group] : nodes_) open_files(group, ":ID", ":LABEL", open);
    for (auto& [type, group] : rels_) open_files(group, ":START_ID,:END_ID", ":TYPE", open);
    for_each_node(graph_, [&](NodeId id) {
      write(group_of(id), std::to_string(id), graph_.node_properties(id),
            labels_text(graph_, id, ";"));
    });
    for_each_relationship(graph_, [&](RelId id) {
      TypeId type = graph_.type_of(id);
      write(rels_[type],
            std::to_string(graph_.source(id)) + "," + std::to_string(graph_.target(id)),
            graph_.relationship_properties(id), graph_.type_name(type));
    });
    return inexact_;
  }

 private:
  using LabelSet = std::vector<LabelId>;

  Group& group_of(NodeId id) {
    auto labels = graph_.labels_of(id);
    return nodes_[LabelSet(labels.begin(), labels.end())];
  }
  static Columns columns_of(const Properties& properties) {
    Columns columns;
    for (const auto& [key, value] : properties) columns[key] = column_type(value);
    return columns;
  }
  void see(Group& group, const Properties& properties) {
    for (const auto& [key, value] : properties) inexact_ += is_exact(value) ? 0 : 1;
    group.see(columns_of(properties));
  }
  // File names are made of names, of which two may come out as one.
  void name_groups() {
    for (auto& [labels, group] : nodes_) {
      std::string name;
      for (LabelId label : labels) name += (name.empty() ? "" : "_") + graph_.label_name(label);
      name_files(group, "nodes_" + file_name_part(name));
    }
    for (auto& [type, group] : rels_)
      name_files(group, "rels_" + file_name_part(graph_.type_name(type)));
  }
  void name_files(Group& group, const std::string& stem) {
    for (CsvFile& file : group.files) {
      file.name = stem;
      for (int n = 2; !taken_.insert(file.name).second; ++n)
        file.name = stem + "_" + std::to_string(n);
    }
  }
  void open_files(Group& group, const std::string& first, const std::string& last,
                  const std::function<Sink(const std::string& name)>& open) {
    for (CsvFile& file : group.files) {
      file.sink = open(file.name + ".csv");
      std::string header = first;
      for (const auto& [key, type] : file.columns)
        header += "," + csv_field(graph_.key_name(key) + ":" + type);
      file.sink(header + "," + last + "\n");
    }
  }
  static void write(Group& group, std::string line, const Properties& properties,
                    const std::string& last) {
    CsvFile& file = *group.file_for(columns_of(properties));
    for (const auto& [key, type] : file.columns) {
      line += ',';
      auto it = std::find_if(properties.begin(), properties.end(),
                             [k = key](const auto& entry) { return entry.first == k; });
      if (it != properties.end()) line += cell(it->second);
    }
    file.sink(line + "," + csv_field(last) + "\n");
  }

  const Graph& graph_;
  std::map<LabelSet, Group> nodes_;
  std::map<TypeId, Group> rels_;
  std::set<std::string> taken_;
  size_t inexact_ = 0;
};

}  // namespace

size_t export_csv(const Graph& graph, const std::function<Sink(const std::string& name)>& open) {
  return CsvExport(graph).run(open);
}

}  // namespace hoego::viz

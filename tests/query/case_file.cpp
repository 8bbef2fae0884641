// SPDX-License-Identifier: Apache-2.0
#include "tests/query/case_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/diagnostic.h"
#include "base/messages.h"
#include "messages/korean.h"
#include "query/error.h"
#include "query/json.h"
#include "query/parse.h"
#include "query/query.h"
#include "query/semantics.h"

namespace hoego::query {

const CaseSection* Case::find(std::string_view prefix) const {
  for (const CaseSection& section : sections) {
    if (section.name.starts_with(prefix)) return &section;
  }
  return nullptr;
}

namespace {

std::string_view next_line(std::string_view& text) {
  size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

// Blank lines between cases belong to nobody; a query may end with blanks on its last line.
void trim_end(std::string& text) {
  while (text.ends_with('\n')) text.pop_back();
}

}  // namespace

CaseFile read_cases(std::string_view text) {
  CaseFile file;
  std::string* open = &file.head;
  for (int number = 1; !text.empty(); ++number) {
    std::string_view line = next_line(text);
    if (line.starts_with("=== ")) {
      file.cases.push_back({std::string(line.substr(4)), number, {}});
      open = nullptr;
    } else if (line.starts_with("--- ") && !file.cases.empty()) {
      auto& sections = file.cases.back().sections;
      sections.push_back({std::string(line.substr(4)), {}});
      open = &sections.back().text;
    } else if (open) {
      *open += line;
      *open += '\n';
    }
  }
  trim_end(file.head);
  for (Case& one : file.cases) {
    for (CaseSection& section : one.sections) trim_end(section.text);
  }
  return file;
}

std::string write_cases(const CaseFile& file) {
  std::string out = file.head.empty() ? "" : file.head + "\n";
  for (const Case& one : file.cases) {
    if (!out.empty()) out += '\n';
    out += "=== " + one.name + "\n";
    for (const CaseSection& section : one.sections) {
      out += "--- " + section.name + "\n";
      if (!section.text.empty()) out += section.text + "\n";
    }
  }
  return out;
}

namespace {

std::string cell(std::string text) {
  for (size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2)
    text.insert(at, "\\");
  return text;
}

std::string row_text(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const std::string& one : cells) out += " " + cell(one) + " |";
  return out;
}

// As a table of text; rows sorted unless their order counts.
std::string table_text(const Graph& graph, const Table& table, bool ordered) {
  std::vector<std::string> rows;
  for (const auto& values : table.rows) {
    std::vector<std::string> cells;
    for (const Value& v : values) cells.push_back(to_text(graph, v));
    rows.push_back(row_text(cells));
  }
  if (!ordered) std::sort(rows.begin(), rows.end());
  std::string out = table.columns.empty() ? "" : row_text(table.columns);
  for (const std::string& row : rows) out += "\n" + row;
  return out;
}

std::string effects_text(const Stats& stats) {
  std::string out;
  auto add = [&](const char* name, int64_t count) {
    if (count == 0) return;
    if (!out.empty()) out += '\n';
    out += name;
    out += ' ' + std::to_string(count);
  };
  add("nodes_created", stats.nodes_created);
  add("nodes_deleted", stats.nodes_deleted);
  add("relationships_created", stats.relationships_created);
  add("relationships_deleted", stats.relationships_deleted);
  add("properties_set", stats.properties_set);
  add("labels_added", stats.labels_added);
  add("labels_removed", stats.labels_removed);
  return out;
}

std::string error_text(const QueryError& e, const std::string& query) {
  std::string out = e.type() + " " + e.detail() +
                    (e.phase() == Phase::kCompile ? " (compile)\n" : " (runtime)\n");
  out += render({Severity::kError, e.what(), e.span(), e.hint()}, Source("query", query));
  trim_end(out);
  return out;
}

std::string warnings_text(const Table& table, const std::string& query) {
  std::string out;
  for (const Diagnostic& one : table.warnings) out += render(one, Source("query", query));
  trim_end(out);
  return out;
}

Parameters parameters_of(const Case& given) {
  Parameters out;
  const CaseSection* section = given.find("params");
  if (!section) return out;
  const nlohmann::json json = nlohmann::json::parse(section->text);
  for (const auto& [name, value] : json.items()) out[name] = value_from_json(value);
  return out;
}

void run_setup(Session& session, const std::string& text) {
  for (Span span : split_statements(text)) session.run(span.in(text));
}

void report(Case& out, const Case& given, const Graph& graph, const Table& table,
            const std::string& query) {
  if (!table.plan.empty()) {
    std::string plan = table.plan;
    trim_end(plan);
    out.sections.push_back({"plan", plan});
    return;
  }
  const CaseSection* wanted = given.find("result");
  bool ordered = wanted && wanted->name == "result ordered";
  out.sections.push_back(
      {ordered ? "result ordered" : "result", table_text(graph, table, ordered)});
  if (table.stats.any()) out.sections.push_back({"effects", effects_text(table.stats)});
  if (!table.warnings.empty()) out.sections.push_back({"warnings", warnings_text(table, query)});
}

// Speaks a language while it lives.
class InLanguage {
 public:
  explicit InLanguage(Language language) { messages::use_language(language); }
  ~InLanguage() { messages::use_language(Language::kEnglish); }
  InLanguage(const InLanguage&) = delete;
  InLanguage& operator=(const InLanguage&) = delete;
};

}  // namespace

Case run_case(const Case& given, const Options& options, bool compact) {
  Case out{given.name, given.line, {}};
  for (const CaseSection& section : given.sections) {
    bool input = section.name == "setup" || section.name == "params" || section.name == "lang" ||
                 section.name == "query";
    if (input) out.sections.push_back(section);
  }
  const CaseSection* lang = given.find("lang");
  const InLanguage speaking(language_named(lang ? lang->text : "en"));
  const CaseSection* query = given.find("query");
  const std::string text = query ? query->text : "";
  Graph graph;
  Session session(graph, options);
  if (const CaseSection* setup = given.find("setup")) run_setup(session, setup->text);
  if (compact) graph.compact();
  try {
    report(out, given, graph, session.run(text, parameters_of(given)), text);
  } catch (const QueryError& e) {
    out.sections.push_back({"error", error_text(e, text)});
  }
  return out;
}

}  // namespace hoego::query

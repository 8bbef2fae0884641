// SPDX-License-Identifier: Apache-2.0
// Tables for machines and documents: JSON, CSV, TSV, Markdown, HTML.
#include "base/json.h"
#include "base/unicode.h"
#include "query/json.h"
#include "query/semantics.h"
#include "viz/export_text.h"
#include "viz/table_writers.h"

namespace hoego::viz::table {
namespace {

void append_json_row(std::string& out, const Graph& graph, const query::Table& table,
                     const std::vector<Value>& row) {
  out += '{';
  for (size_t c = 0; c < table.columns.size(); ++c) {
    if (c > 0) out += ',';
    append_json_string(out, replace_invalid_utf8(table.columns[c]));
    out += ':';
    query::append_plain_json(out, graph, row[c]);
  }
  out += '}';
}

// The text of a cell for machines: null is empty, strings as they are.
std::string raw_text(const Graph& graph, const Value& value) {
  if (value.is_null()) return {};
  if (value.is(ValueType::kString)) return std::string(value.as_string());
  return query::to_text(graph, value);
}

// RFC 4180. An empty string is quoted, so that it is not taken for null.
std::string csv_field(const std::string& text, bool is_null) {
  bool quote = (text.empty() && !is_null) || text.find_first_of(",\"\r\n") != std::string::npos ||
               (!text.empty() && (text.front() == ' ' || text.back() == ' '));
  if (!quote) return text;
  std::string out = "\"";
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string tsv_field(const std::string& text) {
  std::string out;
  for (char c : text) switch (c) {
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\\':
        out += "\\\\";
        break;
      default:
        out += c;
    }
  return out;
}

std::string markdown_cell(std::string_view text) {
  std::string out;
  for (char c : one_line(text)) {
    if (c == '|' || c == '\\' || c == '`' || c == '*' || c == '_' || c == '<' || c == '[')
      out += '\\';
    out += c;
  }
  return out;
}

std::string html_text(std::string_view raw) {
  std::string out;
  for (char c : replace_invalid_utf8(raw)) {
    if (std::string_view entity = entity_of(c); !entity.empty())
      out += entity;
    else
      out += c;
  }
  return out;
}

}  // namespace

void write_json(Writer& out, const Graph& graph, const query::Table& table) {
  out << "[";
  for (size_t r = 0; r < table.rows.size(); ++r) {
    out << (r > 0 ? ",\n " : "");
    append_json_row(out.buffer(), graph, table, table.rows[r]);
  }
  out << "]\n";
}

void write_jsonl(Writer& out, const Graph& graph, const query::Table& table) {
  for (const std::vector<Value>& row : table.rows) {
    append_json_row(out.buffer(), graph, table, row);
    out << "\n";
  }
}

void write_typed_json(Writer& out, const Graph& graph, const query::Table& table) {
  out << "{\"columns\":[";
  for (size_t c = 0; c < table.columns.size(); ++c) {
    out << (c > 0 ? "," : "");
    append_json_string(out.buffer(), replace_invalid_utf8(table.columns[c]));
  }
  out << "],\"rows\":[";
  for (size_t r = 0; r < table.rows.size(); ++r) {
    out << (r > 0 ? ",\n[" : "[");
    for (size_t c = 0; c < table.columns.size(); ++c) {
      out << (c > 0 ? "," : "");
      query::append_typed_json(out.buffer(), graph, table.rows[r][c]);
    }
    out << "]";
  }
  out << "]}\n";
}

void write_separated(Writer& out, const Graph& graph, const query::Table& table, bool tabs) {
  std::string_view between = tabs ? "\t" : ",";
  auto field = [&](const std::string& text, bool is_null) {
    return tabs ? tsv_field(text) : csv_field(text, is_null);
  };
  for (size_t c = 0; c < table.columns.size(); ++c)
    out << (c > 0 ? between : "") << field(table.columns[c], false);
  out << "\n";
  for (const std::vector<Value>& row : table.rows) {
    for (size_t c = 0; c < row.size(); ++c)
      out << (c > 0 ? between : "") << field(raw_text(graph, row[c]), row[c].is_null());
    out << "\n";
  }
}

void write_markdown(Writer& out, const Graph& graph, const query::Table& table) {
  if (table.columns.empty()) return;
  out << "|";
  for (const std::string& column : table.columns) out << " " << markdown_cell(column) << " |";
  out << "\n|";
  for (size_t c = 0; c < table.columns.size(); ++c) {
    bool numbers = !table.rows.empty();
    for (const std::vector<Value>& row : table.rows)
      numbers &= row[c].is_number() || row[c].is_null();
    out << (numbers ? " ---: |" : " --- |");
  }
  out << "\n";
  for (const std::vector<Value>& row : table.rows) {
    out << "|";
    for (const Value& value : row) out << " " << markdown_cell(cell_text(graph, value)) << " |";
    out << "\n";
  }
}

void write_html(Writer& out, const Graph& graph, const query::Table& table) {
  out << "<table>\n<thead><tr>";
  for (const std::string& column : table.columns)
    out << "<th scope=\"col\">" << html_text(column) << "</th>";
  out << "</tr></thead>\n<tbody>\n";
  for (const std::vector<Value>& row : table.rows) {
    out << "<tr>";
    for (const Value& value : row)
      out << (value.is_number() ? "<td align=\"right\">" : "<td>")
          << html_text(raw_text(graph, value)) << "</td>";
    out << "</tr>\n";
  }
  out << "</tbody>\n</table>\n";
}

}  // namespace hoego::viz::table

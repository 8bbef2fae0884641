// SPDX-License-Identifier: Apache-2.0
// The modes of tables, and which writer is whose.
#include "viz/table.h"

#include "base/messages.h"
#include "base/unicode.h"
#include "query/semantics.h"
#include "viz/network.h"
#include "viz/render.h"
#include "viz/subgraph.h"
#include "viz/table_writers.h"
#include "viz/terminal_timeline.h"

namespace hoego::viz {

const std::vector<ModeName>& modes() {
  static const std::vector<ModeName> table = {
      {Mode::kTable, "table", wording("a framed table, cut to the width of the screen")},
      {Mode::kLine, "line", wording("one value a line")},
      {Mode::kJson, "json", wording("one array of objects")},
      {Mode::kJsonl, "jsonl", wording("one object a line")},
      {Mode::kCsv, "csv", wording("comma separated (RFC 4180)")},
      {Mode::kTsv, "tsv", wording("tab separated, with \\t \\n \\\\ escaped")},
      {Mode::kMarkdown, "markdown", wording("a table of GitHub Markdown")},
      {Mode::kHtml, "html", wording("a table of HTML")},
      {Mode::kTypedJson, "typed-json", wording("typed JSON as of the Neo4j Query API")},
      {Mode::kDot, "dot", wording("nodes and relationships of the result as Graphviz DOT")},
      {Mode::kSvg, "svg", wording("nodes and relationships of the result as a picture")},
      {Mode::kTimeline, "timeline",
       wording("persons, steps or dates of the result as bars of time")},
  };
  return table;
}

std::optional<Mode> mode_of(std::string_view name) {
  std::string folded = fold_case(name);
  if (folded == "md") folded = "markdown";
  if (folded == "box" || folded == "duckbox") folded = "table";
  if (folded == "ndjson") folded = "jsonl";
  for (const ModeName& row : modes())
    if (row.name == folded) return row.mode;
  return std::nullopt;
}

std::string_view name_of(Mode mode) {
  for (const ModeName& row : modes())
    if (row.mode == mode) return row.name;
  return {};
}

std::optional<Mode> mode_of_file(std::string_view path) {
  size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  std::string ending = fold_case(path.substr(dot + 1));
  if (ending == "txt") return Mode::kTable;
  if (ending == "htm") return Mode::kHtml;
  if (ending == "gv") return Mode::kDot;
  return mode_of(ending);
}

std::string cell_text(const Graph& graph, const Value& value) {
  switch (value.type()) {
    case ValueType::kNull:
      return "null";
    case ValueType::kString:
      return table::one_line(value.as_string());
    default:
      return table::one_line(query::to_text(graph, value));
  }
}

std::string grouped(uint64_t number) {
  std::string digits = std::to_string(number);
  for (size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string stats_text(const query::Stats& stats) {
  struct Row {
    int64_t count;
    const char* one;
    const char* many;
  };
  const Row rows[] = {
      {stats.nodes_created, wording("1 node created"), wording("{} nodes created")},
      {stats.nodes_deleted, wording("1 node deleted"), wording("{} nodes deleted")},
      {stats.relationships_created, wording("1 relationship created"),
       wording("{} relationships created")},
      {stats.relationships_deleted, wording("1 relationship deleted"),
       wording("{} relationships deleted")},
      {stats.properties_set, wording("1 property set"), wording("{} properties set")},
      {stats.labels_added, wording("1 label added"), wording("{} labels added")},
      {stats.labels_removed, wording("1 label removed"), wording("{} labels removed")},
  };
  std::string out;
  for (const Row& row : rows) {
    if (row.count == 0) continue;
    if (!out.empty()) out += ", ";
    const std::string count = grouped(static_cast<uint64_t>(row.count));
    const HoleValue holes[] = {count};
    out += row.count == 1 ? std::string(translated(row.one)) : fill(row.many, holes);
  }
  return out;
}

void write_table(const Sink& sink, const Graph& graph, const query::Table& rows, Mode mode,
                 const TableOptions& options) {
  table::Writer out(sink);
  switch (mode) {
    case Mode::kTable:
      table::write_box(out, graph, rows, options);
      break;
    case Mode::kLine:
      table::write_lines(out, graph, rows, options.width);
      break;
    case Mode::kJson:
      table::write_json(out, graph, rows);
      break;
    case Mode::kJsonl:
      table::write_jsonl(out, graph, rows);
      break;
    case Mode::kCsv:
      table::write_separated(out, graph, rows, false);
      break;
    case Mode::kTsv:
      table::write_separated(out, graph, rows, true);
      break;
    case Mode::kMarkdown:
      table::write_markdown(out, graph, rows);
      break;
    case Mode::kHtml:
      table::write_html(out, graph, rows);
      break;
    case Mode::kTypedJson:
      table::write_typed_json(out, graph, rows);
      break;
    case Mode::kDot:
      out << subgraph_dot(graph, rows);
      break;
    case Mode::kSvg:
      out << render(lay_out_network(graph, collect_subgraph(graph, rows), {}).picture,
                    Format::kSvg);
      break;
    case Mode::kTimeline:
      out << terminal_timeline(graph, rows, options.width > 0 ? options.width : 100, options.color);
      break;
  }
}

std::string render_table(const Graph& graph, const query::Table& table, Mode mode,
                         const TableOptions& options) {
  std::string out;
  write_table([&](std::string_view piece) { out += piece; }, graph, table, mode, options);
  return out;
}

}  // namespace hoego::viz

// SPDX-License-Identifier: Apache-2.0
// The result of a query as text, in the modes of the shell and of --format.
//
//   write_table(to_stdout, graph, table, Mode::kTable, {.width = 80});
//   ┌────────────┬───────┐
//   │ name       │  개월 │
//   ├────────────┼───────┤
//   │ 은성       │    27 │
//   └────────────┴───────┘
//
// Text goes to the sink in pieces of some kilobytes; memory does not grow with the rows. Columns
// align for Hangul and emoji. Modes for machines (json, jsonl, csv, tsv, typed-json) hold nothing
// but data.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"
#include "query/table.h"

namespace hoego::viz {

enum class Mode {
  kTable,
  kLine,
  kJson,
  kJsonl,
  kCsv,
  kTsv,
  kMarkdown,
  kHtml,
  kTypedJson,
  kDot,
  kSvg,
  kTimeline,
};

struct ModeName {
  Mode mode;
  std::string_view name;
  std::string_view what;  // one line of help
};
const std::vector<ModeName>& modes();
std::optional<Mode> mode_of(std::string_view name);
std::string_view name_of(Mode mode);
// By the ending of a file: ".csv", ".md", ".json" ...
std::optional<Mode> mode_of_file(std::string_view path);

struct TableOptions {
  int width = 0;        // columns of the screen; 0: as wide as it needs
  size_t max_rows = 0;  // of table mode: more are cut in the middle; 0: all
  bool color = false;
  bool ascii = false;  // no box drawing characters
};

using Sink = std::function<void(std::string_view)>;

void write_table(const Sink& sink, const Graph& graph, const query::Table& table, Mode mode,
                 const TableOptions& options = {});
std::string render_table(const Graph& graph, const query::Table& table, Mode mode,
                         const TableOptions& options = {});

// One value on one line, for people: strings bare, nodes and paths readable.
std::string cell_text(const Graph& graph, const Value& value);
// "3 nodes created, 2 properties set"; empty where nothing was written.
std::string stats_text(const query::Stats& stats);
// "12,345"
std::string grouped(uint64_t number);

}  // namespace hoego::viz

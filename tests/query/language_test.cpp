// SPDX-License-Identifier: Apache-2.0
// docs/language.md tells the truth: every block of it runs, in order, on one graph, gives the table
// that stands below it, and survives unparse; its lists of functions and procedures are the
// program's own. HOEGO_REWRITE=1 writes both into the page; review the diff.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "query/aggregate.h"
#include "query/functions.h"
#include "query/parse.h"
#include "query/query.h"
#include "query/rewrite.h"
#include "query/semantics.h"
#include "tests/query/tree_text.h"

namespace hoego::query {
namespace {

constexpr const char* kPage = HOEGO_SOURCE_DIR "/docs/language.md";

std::vector<std::string> lines_of(const std::string& path) {
  std::vector<std::string> lines;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// A page in pieces: what stands before a block, the query, the table below it.
struct Block {
  std::vector<std::string> before;
  int line = 0;
  std::string query;
  std::vector<std::string> table;
};

// The values of parameters that the page tells of.
Parameters page_parameters() {
  return {{"label", Value::string("Person")},
          {"types", Value::list({Value::string("TOOK"), Value::string("NEXT")})}};
}

struct Page {
  std::vector<Block> blocks;
  std::vector<std::string> rest;
};

Page page_of(const std::vector<std::string>& lines) {
  Page page;
  std::vector<std::string> prose;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (lines[i] != "```cypher") {
      prose.push_back(lines[i]);
      continue;
    }
    Block block{std::move(prose), static_cast<int>(i) + 1, {}, {}};
    prose.clear();
    for (++i; i < lines.size() && lines[i] != "```"; ++i) block.query += lines[i] + "\n";
    // A blank line, then the table.
    if (i + 2 < lines.size() && lines[i + 1].empty() && lines[i + 2].starts_with("| ")) {
      for (i += 2; i < lines.size() && lines[i].starts_with("|"); ++i) {
        block.table.push_back(lines[i]);
      }
      --i;
    }
    page.blocks.push_back(std::move(block));
  }
  page.rest = std::move(prose);
  return page;
}

std::string cell(const std::string& text) {
  std::string out;
  for (char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

// Rows in the order of the query, or sorted where it has none.
std::vector<std::string> table_text(const Graph& graph, const Table& table, bool ordered) {
  if (table.columns.empty()) return {};
  std::vector<std::string> out;
  std::string head = "|";
  std::string line = "|";
  for (const std::string& column : table.columns) {
    head += " " + cell(column) + " |";
    line += "---|";
  }
  for (const auto& row : table.rows) {
    std::string& text = out.emplace_back("|");
    for (const Value& v : row) text += " " + cell(to_text(graph, v)) + " |";
  }
  if (!ordered) std::sort(out.begin(), out.end());
  out.insert(out.begin(), {head, line});
  return out;
}

// The lists of the page, from the tables of the program.
void add_row(std::vector<std::string>& out, std::string_view name, std::string_view signature,
             std::string_view doc, std::string_view example) {
  out.push_back("| `" + std::string(name) + "` | `" + cell(std::string(signature)) + "` | " +
                cell(std::string(doc)) + " | `" + cell(std::string(example)) + "` |");
}

std::vector<std::string> function_list() {
  std::vector<std::string> out{"| function | takes and gives | what it does | example |",
                               "|---|---|---|---|"};
  for (const Function& f : functions()) add_row(out, f.name, f.signature, f.doc, f.example);
  return out;
}

std::vector<std::string> aggregate_list() {
  std::vector<std::string> out{"| aggregate | takes and gives | what it does | example |",
                               "|---|---|---|---|"};
  for (const Aggregate& a : aggregates()) add_row(out, a.name, a.signature, a.doc, a.example);
  return out;
}

std::vector<std::string> procedure_list() {
  std::vector<std::string> out{"| procedure | what it does |", "|---|---|"};
  Graph graph;
  const Table table = Session(graph).run(
      "CALL dbms.procedures() YIELD name, description "
      "RETURN name, description ORDER BY toLower(name)");
  for (const auto& row : table.rows) {
    out.push_back("| `" + std::string(row[0].as_string()) + "` | " +
                  cell(std::string(row[1].as_string())) + " |");
  }
  return out;
}

std::vector<std::string> rewrite_list() {
  std::vector<std::string> out = {"| rewrite | what it does |", "|---|---|"};
  for (const Rewrite& one : rewrites()) {
    out.push_back("| `" + one.name + "` | " + cell(one.doc) + " |");
  }
  return out;
}

struct List {
  const char* mark;  // the line above the list
  std::vector<std::string> lines;
};
std::vector<List> lists() {
  return {{"<!-- functions -->", function_list()},
          {"<!-- aggregates -->", aggregate_list()},
          {"<!-- procedures -->", procedure_list()},
          {"<!-- rewrites -->", rewrite_list()}};
}

// The lines of the table after the mark, as [from, to).
std::pair<size_t, size_t> list_at(const std::vector<std::string>& lines, std::string_view mark) {
  size_t from = static_cast<size_t>(std::find(lines.begin(), lines.end(), mark) - lines.begin());
  from = std::min(from + 1, lines.size());
  size_t to = from;
  while (to < lines.size() && lines[to].starts_with("|")) ++to;
  return {from, to};
}

std::vector<std::string> run(Session& session, const Block& block) {
  const Statement statement = parse(block.query);
  EXPECT_EQ(tree_text(parse(unparse(statement))), tree_text(statement)) << block.line;
  const Table table = session.run(block.query, page_parameters());
  const bool ordered = block.query.find("ORDER BY") != std::string::npos;
  return table_text(session.graph(), table, ordered);
}

void rewrite_page() {
  std::vector<std::string> lines = lines_of(kPage);
  for (const List& list : lists()) {
    const auto [from, to] = list_at(lines, list.mark);
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(from),
                lines.begin() + static_cast<std::ptrdiff_t>(to));
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(from), list.lines.begin(),
                 list.lines.end());
  }
  const Page page = page_of(lines);
  Graph graph;
  Session session(graph);
  std::ostringstream out;
  for (const Block& block : page.blocks) {
    if (block.before.empty()) out << "\n";
    for (const std::string& line : block.before) out << line << "\n";
    out << "```cypher\n" << block.query << "```\n";
    std::vector<std::string> table;
    try {
      table = run(session, block);
    } catch (const QueryError& e) {
      ADD_FAILURE() << "docs/language.md:" << block.line << " " << e.what();
    }
    if (!table.empty()) out << "\n";
    for (const std::string& line : table) out << line << "\n";
  }
  for (const std::string& line : page.rest) out << line << "\n";
  std::ofstream(kPage) << out.str();
}

TEST(Language, EveryExampleGivesWhatThePageSays) {
  if (std::getenv("HOEGO_REWRITE") != nullptr) rewrite_page();
  const Page page = page_of(lines_of(kPage));
  ASSERT_GT(page.blocks.size(), 40u);
  Graph graph;
  Session session(graph);
  for (const Block& block : page.blocks) {
    try {
      EXPECT_EQ(run(session, block), block.table) << "docs/language.md:" << block.line;
    } catch (const QueryError& e) {
      ADD_FAILURE() << "docs/language.md:" << block.line << " " << e.what();
    }
  }
}

TEST(Language, EveryFunctionAndProcedureIsListed) {
  const std::vector<std::string> lines = lines_of(kPage);
  for (const List& list : lists()) {
    const auto [from, to] = list_at(lines, list.mark);
    const std::vector<std::string> listed(lines.begin() + static_cast<std::ptrdiff_t>(from),
                                          lines.begin() + static_cast<std::ptrdiff_t>(to));
    EXPECT_EQ(listed, list.lines) << list.mark;
  }
}

// What the page says is not there is refused: the first column of its last table.
TEST(Language, WhatIsNotThereIsRefused) {
  const std::vector<std::string> lines = lines_of(kPage);
  const auto [from, to] = list_at(lines, "<!-- not there -->");
  ASSERT_GT(to - from, 8u);
  Graph graph;
  for (size_t i = from + 2; i < to; ++i) {
    const size_t open = lines[i].rfind("| `");
    const size_t close = lines[i].rfind("` |");
    ASSERT_NE(open, std::string::npos) << lines[i];
    std::string query = lines[i].substr(open + 3, close - open - 3);
    for (size_t at; (at = query.find("\\|")) != std::string::npos;) query.erase(at, 1);
    EXPECT_THROW(Session(graph).run(query), QueryError) << query;
  }
}

}  // namespace
}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Every block of docs/language.md runs, in order, on one graph; its canonical text is the same
// tree.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "query/error.h"
#include "query/parse.h"
#include "query/query.h"
#include "tests/query/tree_text.h"

namespace hoego::query {
namespace {

struct Block {
  int line = 0;
  std::string text;
};

std::vector<Block> blocks_of(const std::string& path) {
  std::vector<Block> blocks;
  std::ifstream in(path);
  bool inside = false;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line == "```cypher") {
      blocks.push_back({number, {}});
      inside = true;
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      blocks.back().text += line + "\n";
    }
  }
  return blocks;
}

TEST(Language, EveryExampleRuns) {
  std::vector<Block> blocks = blocks_of(HOEGO_SOURCE_DIR "/docs/language.md");
  ASSERT_GT(blocks.size(), 20u);
  Graph graph;
  Session session(graph);
  for (const Block& block : blocks) {
    try {
      Statement statement = parse(block.text);
      EXPECT_EQ(tree_text(parse(unparse(statement))), tree_text(statement)) << block.line;
      Table table = session.run(block.text);
      bool shows = block.text.find("RETURN") != std::string::npos;
      EXPECT_TRUE(!shows || !table.rows.empty() || !table.plan.empty())
          << "no rows, line " << block.line;
    } catch (const QueryError& e) {
      ADD_FAILURE() << "docs/language.md:" << block.line << " " << e.what();
    }
  }
}

}  // namespace
}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Any bytes as a query: parsing ends with a tree or an error that points into the text; what parses
// comes back from unparse as the same tree; and it runs on a small graph within limits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "query/error.h"
#include "query/parse.h"
#include "query/query.h"
#include "tests/query/tree_text.h"

namespace {

using namespace hoego;
using namespace hoego::query;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_twins(std::string_view text) {
  uint32_t end = 0;
  for (const Token& token : lex(text)) {
    require(token.span.begin >= end && token.span.end > token.span.begin);
    end = token.span.end;
  }
  for (Span span : split_statements(text)) require(span.end <= text.size());
  Statement statement = parse(text);
  require(tree_text(parse(unparse(statement))) == tree_text(statement));
}

void run(std::string_view text) {
  Graph graph;
  Options options;
  options.limits.rows = 1000;
  options.limits.memory_bytes = 16u << 20;
  options.limits.time = std::chrono::milliseconds(200);
  Session session(graph, options);
  session.run("CREATE (a:A {x: 1, s: 'b'})-[:T {y: 2}]->(b:B {x: 2})-[:U]->(a), (b)-[:T]->(:C:A)");
  session.run(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    check_twins(text);
    run(text);
  } catch (const QueryError& e) {
    require(e.span().begin <= e.span().end && e.span().end <= text.size());
  }
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
// The same rows, sooner. Each rewrite is a function with a name; Options::rewrites turns all of
// them off, Options::disabled_rewrites single ones.
#pragma once

#include <string>
#include <vector>

#include "graph/graph.h"
#include "query/plan.h"
#include "query/query.h"

namespace hoego::query {

struct Rewrite {
  std::string name;
  std::string doc;
  void (*apply)(Plan& plan, const Graph& graph);
};

const std::vector<Rewrite>& rewrites();
void rewrite(Plan& plan, const Graph& graph, const Options& options);

}  // namespace hoego::query

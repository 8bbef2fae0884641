// SPDX-License-Identifier: Apache-2.0
// The GRAPH of the command line: a .hoego file, a folder of posts (read in memory), or :memory:.
#pragma once

#include <optional>
#include <string>

#include "graph/graph.h"
#include "graph/store.h"

namespace hoego::cli {

class GraphFile {
 public:
  // Error (kInput) where there is nothing, or where it is no graph.
  static GraphFile open(const std::string& where);

  Graph& graph() { return graph_; }
  bool is_file() const { return store_.has_value(); }
  bool read_only() const { return store_ && store_->read_only(); }
  // Writes what has changed to the file; without a file there is nothing to do.
  void save();

 private:
  Graph graph_;
  std::optional<Store> store_;
};

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// The different texts that nodes have under one key, for search by beginning, case aside.
//
//   ValueIndex index(graph, name_key, person_label);
//   while (index.read_more(4096)) {}      // a slice at a time, so that nobody waits
//   index.find("은", 400)  ->  {"은성", "은하"}
//
// What has not been read yet is not found; whole() tells. Texts lie in sorted runs of bounded
// length: a slice costs the same however many there are, and a search grows with the logarithm of
// a run and with the number of runs. The graph must not change while the index lives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"

namespace hoego::cli {

class ValueIndex {
 public:
  // Of all nodes, or of those with a label.
  ValueIndex(const Graph& graph, KeyId key, std::optional<LabelId> label);

  // Looks at the next `nodes` nodes; true while there are more.
  bool read_more(NodeId nodes);
  bool whole() const { return next_ >= graph_->node_limit(); }
  // Sorted by folded text, each once.
  std::vector<std::string> find(std::string_view prefix, size_t limit);
  // Nodes looked at and texts compared so far, for tests of what a search costs.
  uint64_t work() const { return work_; }

 private:
  struct Entry {
    std::string folded;
    std::string text;  // empty: the same
    const std::string& shown() const { return text.empty() ? folded : text; }
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };
  using Run = std::vector<Entry>;
  void close_run();

  const Graph* graph_;
  KeyId key_;
  std::optional<LabelId> label_;
  NodeId next_ = 0;
  std::vector<Run> runs_;  // each sorted, without repeats
  Run open_;               // not sorted yet
  uint64_t work_ = 0;
};

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
#include "cli/value_index.h"

#include <algorithm>
#include <queue>

#include "base/unicode.h"

namespace hoego::cli {
namespace {

constexpr size_t kRun = 16384;

}  // namespace

ValueIndex::ValueIndex(const Graph& graph, KeyId key, std::optional<LabelId> label)
    : graph_(&graph), key_(key), label_(label) {}

bool ValueIndex::read_more(NodeId nodes) {
  if (whole()) return false;
  NodeId end = next_ + std::min(nodes, graph_->node_limit() - next_);
  std::vector<NodeId> found;
  graph_->scan_nodes(label_, next_, end, found);
  work_ += end - next_;
  next_ = end;
  for (NodeId node : found) {
    Value value = graph_->node_property(node, key_);
    if (!value.is(ValueType::kString) || value.as_string().empty()) continue;
    std::string text(value.as_string());
    std::string folded = fold_case(text);
    if (folded == text) text.clear();
    open_.push_back({std::move(folded), std::move(text)});
    if (open_.size() >= kRun) close_run();
  }
  if (whole()) close_run();
  return !whole();
}

// Few different texts among many nodes stay in the open run.
void ValueIndex::close_run() {
  std::sort(open_.begin(), open_.end());
  open_.erase(std::unique(open_.begin(), open_.end()), open_.end());
  if (open_.size() < kRun / 2 && !whole()) return;
  runs_.push_back(std::move(open_));
  open_.clear();
}

std::vector<std::string> ValueIndex::find(std::string_view prefix, size_t limit) {
  const std::string wanted = fold_case(prefix);
  // Whether it begins so; counts.
  auto fits = [&](const Entry& entry) {
    ++work_;
    return entry.folded.starts_with(wanted);
  };
  Run unsorted;
  std::copy_if(open_.begin(), open_.end(), std::back_inserter(unsorted), fits);
  std::sort(unsorted.begin(), unsorted.end());

  struct Cursor {
    Run::const_iterator at, end;
    bool operator>(const Cursor& other) const { return *at > *other.at; }
  };
  std::priority_queue<Cursor, std::vector<Cursor>, std::greater<>> nearest;
  auto add = [&](const Run& run) {
    auto at = std::lower_bound(run.begin(), run.end(), wanted, [&](const Entry& e, const auto& p) {
      ++work_;
      return e.folded < p;
    });
    if (at != run.end() && fits(*at)) nearest.push({at, run.end()});
  };
  for (const Run& run : runs_) add(run);
  add(unsorted);

  std::vector<std::string> out;
  while (!nearest.empty() && out.size() < limit) {
    Cursor cursor = nearest.top();
    nearest.pop();
    if (out.empty() || out.back() != cursor.at->shown()) out.push_back(cursor.at->shown());
    if (++cursor.at != cursor.end && fits(*cursor.at)) nearest.push(cursor);
  }
  return out;
}

}  // namespace hoego::cli

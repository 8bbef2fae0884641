// SPDX-License-Identifier: Apache-2.0
// The ids of nodes in a file that is being imported -> the graph's; private to the importers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "graph/array.h"
#include "graph/value.h"

namespace hoego {

// Most files count from 0, so small numbers have a table.
class IdMap {
 public:
  // False: the id was there.
  bool insert(std::string_view id, NodeId node) {
    ++count_;
    if (auto number = small(id)) {
      if (*number >= table_.size()) table_.resize(*number + 1, kNoId);
      if (table_[*number] != kNoId) return false;
      table_[*number] = node;
      return true;
    }
    return others_.emplace(id, node).second;
  }
  NodeId find(std::string_view id) const {
    if (auto number = parse(id); number && *number < table_.size() && table_[*number] != kNoId)
      return table_[*number];
    auto it = others_.find(std::string(id));
    return it == others_.end() ? kNoId : it->second;
  }

  size_t size() const { return count_; }

 private:
  // Decimal without leading zeros, so that different ids stay different.
  static std::optional<size_t> parse(std::string_view id) {
    uint64_t number = 0;
    if (id.empty() || id.size() > 10 || (id[0] == '0' && id.size() > 1)) return {};
    for (char c : id) {
      if (c < '0' || c > '9') return {};
      number = number * 10 + static_cast<uint64_t>(c - '0');
    }
    return number;
  }
  std::optional<size_t> small(std::string_view id) const {
    auto number = parse(id);
    return number && *number < count_ * 4 + 100'000 ? number : std::nullopt;
  }

  Array<NodeId> table_;
  std::unordered_map<std::string, NodeId> others_;
  size_t count_ = 0;
};

}  // namespace hoego

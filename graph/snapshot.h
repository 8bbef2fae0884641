// SPDX-License-Identifier: Apache-2.0
// A cache beside the graph file: the memory of a Graph as it is, mapped back in without reading it.
//
//   write_snapshot(graph, {identity, counter}, "career.hoego-snapshot");
//   std::optional<Graph> g = open_snapshot("career.hoego-snapshot", {identity, counter});
//
// It can always be made again from the graph file, so whatever is wrong with it (missing, of an
// older state, another version, cut short, a header that does not add up) is nullopt, no error.
// The file is written under another name, synced and renamed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "graph/graph.h"

namespace hoego {

struct SnapshotKey {
  uint64_t identity = 0;
  uint64_t counter = 0;
  friend bool operator==(const SnapshotKey&, const SnapshotKey&) = default;
};

// False: it could not be written (a read-only folder, a full disk). Folds the graph and
// settles its columns first: nothing can be undone from then on.
bool write_snapshot(Graph& graph, const SnapshotKey& key, const std::string& path);
// Opening checks the header and the table of contents; pages come in as they are used. The file may
// be replaced or removed meanwhile.
std::optional<Graph> open_snapshot(const std::string& path, const SnapshotKey& key);
// Reads all of it and checks every block.
bool verify_snapshot(const std::string& path);

std::string snapshot_path(const std::string& store_path);  // "career.hoego-snapshot"

}  // namespace hoego

// SPDX-License-Identifier: Apache-2.0
// Posts -> graph, in step with the files.
#pragma once

#include "cli/commands.h"
#include "graph/graph.h"

namespace hoego::cli {

// Reads all posts of the options into a graph in memory.
void ingest_into(const IngestOptions& options, Graph& graph);

}  // namespace hoego::cli

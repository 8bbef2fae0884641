// SPDX-License-Identifier: Apache-2.0
// The graph as facts again: the lines of `hoego facts`, one for each post, in order of age.
//
// The graph holds what posts said after they were merged, so a step stands in each post that states
// it with all that is known of it; what the graph does not keep (the words a rule looked at one by
// one, other names of an organisation, notes) is empty, and the rules of author and date are
// "graph".
#pragma once

#include "graph/graph.h"
#include "viz/export.h"

namespace hoego::cli {

void export_facts(const Graph& graph, const viz::Sink& sink);

}  // namespace hoego::cli

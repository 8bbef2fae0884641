// SPDX-License-Identifier: Apache-2.0
// The procedures that every session knows: what the graph contains (db.*), and graph algorithms
// (graph.*). To add one, add a row in procedures*.cpp.
#pragma once

#include "query/bind.h"

namespace hoego::query {

Procedures built_in_procedures();
// The part of them in procedures_graph.cpp.
void add_graph_procedures(Procedures& all);

}  // namespace hoego::query

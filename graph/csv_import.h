// SPDX-License-Identifier: Apache-2.0
// A folder of CSV files -> graph: one file for each label (Person.csv) and relationship type
// (TOOK.csv), as neo4j-admin and the benchmark's generator write them.
//
// Node files have a header of property names; relationship files begin with the two columns
// `from,to`, which hold the values of the nodes' first column. Which labels they lie in is said by
// a header "from:Person,to:Step", by "rel_schema" in a meta.json beside or above the files
// ({"rel_schema":{"TOOK":["Person","Step"]}}), or is worked out: the smallest label that has all
// the ids.
// neo4j-admin's headers are read too: "personId:ID(Person)", "name:STRING", "months:int",
// ":START_ID(Person)", ":END_ID", ":LABEL", ":TYPE". Cells are RFC 4180; an empty cell is no value,
// a quoted one ("") in a column of text is an empty text.
// Without a type in the header a column is of the narrowest type that all its cells have
// (integer, float, string).
#pragma once

#include <string>

#include "graph/apoc.h"
#include "graph/graph.h"

namespace hoego {

ImportReport import_csv_folder(const std::string& folder, Graph& graph,
                               const Progress& progress = {});

}  // namespace hoego

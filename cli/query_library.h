// SPDX-License-Identifier: Apache-2.0
// Named questions about careers, with parameters: built in, and the user's own files.
//
// A file of one's own is NAME.cypher in $XDG_CONFIG_HOME/hoego/queries (~/.config/...):
//   // what it answers
//   // $role = 'data-engineer'
//   MATCH (p:Person)-[:TOOK]->(:Step)-[:AS]->(:Role {id: $role}) RETURN DISTINCT p.name
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hoego::cli {

struct NamedQuery {
  std::string name;
  std::string what_ko;
  std::string what_en;
  std::vector<std::pair<std::string, std::string>> parameters;  // name, default as an expression
  std::string text;
};

// Sorted by name; a file of the user's own hides a built-in one of the same name.
std::vector<NamedQuery> query_library(const std::string& folder = {});
// The content of a file in the form above.
NamedQuery parse_named_query(std::string name, std::string_view content);

}  // namespace hoego::cli

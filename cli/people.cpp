// SPDX-License-Identifier: Apache-2.0
#include "cli/people.h"

#include <vector>

#include "base/error.h"
#include "base/messages.h"
#include "base/suggest.h"
#include "viz/career.h"

namespace hoego::cli {

NodeId person_or_fail(const Graph& graph, const std::string& name) {
  if (auto node = viz::find_person(graph, name)) return *node;
  std::vector<std::string> names;
  for (const auto& person : viz::list_people(graph)) names.push_back(person.name);
  std::string near = suggest(name, names);
  std::string hint = near.empty() ? say("the people: MATCH (p:Person) RETURN p.name")
                                  : say("did you mean {}?", near);
  throw Error(ErrorKind::kInput, say("there is no person {}", name), hint);
}

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// What may stand at the cursor of a text that is being written.
//
//   Completer c(graph, {":help", ":schema"});
//   c.complete("MATCH (p:Per", 12).candidates[0].text   ->  "Person"
//   c.complete("... {name: '은", 26)                    ->  names of the graph that begin so
//
// Values are looked up in an index that is built on first use and kept until invalidate(): prefix
// search stays below milliseconds with a million names.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/line_editor.h"
#include "graph/graph.h"

namespace hoego::cli {

// What a command takes, for completion.
enum class Argument {
  kNone,
  kPerson,
  kPlace,
  kFile,
  kMode,
  kSwitch,
  kLanguage,
  kTopic,
  kQueryName,
  kParameter
};
struct CommandWord {
  std::string name;    // ":timeline"
  std::string detail;  // its one line of help
  Argument argument = Argument::kNone;
};

class Completer {
 public:
  Completer(const Graph& graph, std::vector<CommandWord> commands);

  Completions complete(std::string_view text, size_t cursor);
  void invalidate();  // the graph has changed

  // Lists that are not of the graph.
  std::function<std::vector<Candidate>()> topics;
  std::function<std::vector<Candidate>()> query_names;
  std::function<std::vector<Candidate>()> parameters;

 private:
  struct Index {
    std::vector<std::pair<std::string, std::string>> entries;  // folded, as it is; sorted
  };
  // Of all nodes, or of those with a label.
  const Index& values_of(std::string_view key, std::string_view label);
  void add_values(std::string_view key, std::string_view prefix, std::vector<Candidate>& out,
                  std::string_view label = {});

  Completions complete_command(std::string_view text);
  Completions complete_argument(Argument argument, std::string_view text, size_t begin);
  Completions complete_person(std::string_view text, size_t begin);
  Completions complete_place(std::string_view text, size_t begin);
  Completions complete_query(std::string_view text, size_t cursor);
  Completions in_string(std::string_view before, size_t quote);
  void add_names(std::string_view prefix, std::string_view before, std::vector<Candidate>& out);
  void add_keys(std::string_view prefix, std::string_view before, std::string_view variable,
                std::vector<Candidate>& out);

  const Graph& graph_;
  std::vector<CommandWord> commands_;
  std::map<std::string, Index, std::less<>> indexes_;
};

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// What may stand at the cursor of a text that is being written.
//
//   Completer c(graph, {":help", ":schema"});
//   c.complete("MATCH (p:Per", 12).candidates[0].text   ->  "Person"
//   c.complete("... {name: '은", 26)                    ->  names of the graph that begin so
//
// Values are looked up in indexes that are built when they are first asked for and kept until
// invalidate(). An answer looks at a bounded number of nodes; where there are more, it is partial,
// and prepare() reads on while the user pauses (value_index.h): an answer takes less than 5 ms with
// a million names.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/completion_menu.h"
#include "cli/value_index.h"
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
  kParameter,
  kQuery,
  kStation
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
  // One more slice of the names that the text asks for, or that were asked for before; true while
  // there are more.
  bool prepare(std::string_view text, size_t cursor);
  void invalidate();      // the graph has changed
  uint64_t work() const;  // nodes looked at and texts compared, of all indexes

  // Lists that are not of the graph.
  std::function<std::vector<Candidate>()> topics;
  std::function<std::vector<Candidate>()> query_names;
  std::function<std::vector<Candidate>()> parameters;

 private:
  void add_values(std::string_view key, std::string_view prefix, std::string_view label,
                  Completions& out);
  bool wants_values(std::string_view before) const;
  const CommandWord* find_command(std::string_view text) const;

  Completions complete_command(std::string_view text);
  Completions complete_argument(Argument argument, std::string_view text, size_t begin);
  Completions complete_person(std::string_view text, size_t begin);
  Completions complete_place(std::string_view text, size_t begin);
  Completions complete_station(std::string_view text, size_t begin);
  Completions complete_query(std::string_view before);
  Completions in_string(std::string_view before, size_t quote);
  void add_names(std::string_view prefix, std::string_view before, std::vector<Candidate>& out);
  void add_keys(std::string_view prefix, std::string_view before, std::string_view variable,
                std::vector<Candidate>& out);

  const Graph& graph_;
  std::vector<CommandWord> commands_;
  std::map<std::pair<KeyId, std::optional<LabelId>>, ValueIndex> indexes_;
};

// Where a string begins that is still open at the end of a query: its quote.
std::optional<size_t> open_string(std::string_view before);

}  // namespace hoego::cli

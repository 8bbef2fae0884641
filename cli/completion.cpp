// SPDX-License-Identifier: Apache-2.0
// Completion of commands and what they take, and the index of values. That of queries is in
// completion_query.cpp.
#include "cli/completion.h"

#include <algorithm>

#include "base/messages.h"
#include "base/unicode.h"
#include "cli/completion_words.h"
#include "cli/statement_text.h"
#include "graph/schema.h"
#include "viz/table.h"

namespace hoego::cli {
namespace {

// Nodes that are looked at before an answer, and each time that the user pauses.
constexpr NodeId kSlice = 4096;

std::vector<Candidate> mode_names() {
  std::vector<Candidate> out;
  for (const viz::ModeName& mode : viz::modes())
    out.push_back({std::string(mode.name), std::string(translated(mode.what))});
  return out;
}

// The first place from `at` on that is not `c`.
size_t first_behind(std::string_view text, char c, size_t at) {
  return std::min(text.find_first_not_of(c, at), text.size());
}

}  // namespace

Completer::Completer(const Graph& graph, std::vector<CommandWord> commands)
    : graph_(graph), commands_(std::move(commands)) {}

void Completer::invalidate() {
  indexes_.clear();
}

// Few names are read at once; many in slices between keys, which prepare() asks for.
void Completer::add_values(std::string_view key, std::string_view prefix, std::string_view label,
                           Completions& out) {
  std::optional<KeyId> key_id = graph_.find_key(key);
  std::optional<LabelId> label_id = label.empty() ? std::nullopt : graph_.find_label(label);
  if (!key_id || (!label.empty() && !label_id)) return;
  auto at = indexes_.try_emplace({*key_id, label_id}, graph_, *key_id, label_id).first;
  ValueIndex& index = at->second;
  out.partial |= index.read_more(kSlice);
  for (std::string& text : index.find(prefix, kMaxCandidates))
    out.candidates.push_back({std::move(text), ""});
}

bool Completer::prepare(std::string_view text, size_t cursor) {
  if (wants_values(text.substr(0, cursor))) complete(text, cursor);
  for (auto& entry : indexes_)
    if (entry.second.read_more(kSlice)) return true;
  return false;
}

uint64_t Completer::work() const {
  uint64_t work = 0;
  for (const auto& entry : indexes_) work += entry.second.work();
  return work;
}

Completions Completer::complete(std::string_view text, size_t cursor) {
  std::string_view before = text.substr(0, cursor);
  return is_command(before) ? complete_command(before) : complete_query(before);
}

// Where values of properties belong: names of people and places behind commands, strings in
// queries.
bool Completer::wants_values(std::string_view before) const {
  if (!is_command(before)) return open_string(before).has_value();
  size_t start = before.find_first_not_of(" \t\n");
  const CommandWord* command = find_command(before.substr(start));
  return command && before.find(' ', start) != std::string_view::npos &&
         (command->argument == Argument::kPerson || command->argument == Argument::kPlace);
}

// The command that the text begins with.
const CommandWord* Completer::find_command(std::string_view text) const {
  std::string_view name = text.substr(1, text.find(' ') - 1);
  auto command = std::find_if(commands_.begin(), commands_.end(),
                              [&](const CommandWord& c) { return c.name.substr(1) == name; });
  return command == commands_.end() ? nullptr : &*command;
}

// The name of a command, or what the command takes.
Completions Completer::complete_command(std::string_view text) {
  size_t start = text.find_first_not_of(" \t\n");
  size_t space = text.find(' ', start);
  if (space != std::string_view::npos) {
    const CommandWord* command = find_command(text.substr(start));
    if (!command) return {};
    return complete_argument(command->argument, text, first_behind(text, ' ', space));
  }
  Completions out{start, {}};
  for (const CommandWord& command : commands_)
    if (command.name.substr(1).starts_with(text.substr(start + 1)))
      out.candidates.push_back({text[start] + command.name.substr(1), command.detail});
  return out;
}

Completions Completer::complete_argument(Argument argument, std::string_view text, size_t begin) {
  auto listed = [&](const std::function<std::vector<Candidate>()>& list) {
    return list ? from_list(list(), text.substr(begin), begin) : Completions{};
  };
  switch (argument) {
    case Argument::kNone:
      return {};
    case Argument::kQuery: {
      Completions out = complete_query(text.substr(begin));
      out.begin += begin;
      return out;
    }
    case Argument::kStation:
      return complete_station(text, begin);
    case Argument::kPerson:
      return complete_person(text, begin);
    case Argument::kPlace:
      return complete_place(text, begin);
    case Argument::kFile:
      return {begin, files_like(text.substr(begin))};
    case Argument::kMode:
      return listed(mode_names);
    case Argument::kSwitch:
      return from_list({{"off", ""}, {"on", ""}}, text.substr(begin), begin);
    case Argument::kLanguage:
      return from_list({{"en", "English"}, {"ko", "한국어"}}, text.substr(begin), begin);
    case Argument::kTopic:
      return listed(topics);
    case Argument::kQueryName:
      return listed(query_names);
    case Argument::kParameter:
      return listed(parameters);
  }
  return {};
}

// Behind a comma another name, behind a name a file.
Completions Completer::complete_person(std::string_view text, size_t begin) {
  size_t comma = text.rfind(',');
  if (comma != std::string_view::npos && comma >= begin) begin = first_behind(text, ' ', comma + 1);
  Completions out{begin, {}};
  add_values(schema::kName, text.substr(begin), schema::kPerson, out);
  size_t word = text.rfind(' ') + 1;
  if (out.candidates.empty() && word > begin) return {word, files_like(text.substr(word))};
  return out;
}

// `role` or `company`, behind it a file.
Completions Completer::complete_station(std::string_view text, size_t begin) {
  Completions out = from_list({{"company", ""}, {"role", ""}}, text.substr(begin), begin);
  size_t word = text.rfind(' ') + 1;
  return word > begin ? Completions{word, files_like(text.substr(word))} : out;
}

Completions Completer::complete_place(std::string_view text, size_t begin) {
  size_t arrow = text.rfind("->");
  if (arrow != std::string_view::npos && arrow >= begin) begin = first_behind(text, ' ', arrow + 2);
  Completions out{begin, {}};
  add_values(schema::kNameKo, text.substr(begin), {}, out);
  add_values(schema::kName, text.substr(begin), {}, out);
  sort_candidates(out.candidates);
  return out;
}

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// Completion on the tokens of query/parse.h.
#include "cli/completion.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <unordered_set>

#include "base/unicode.h"
#include "cli/statement_text.h"
#include "graph/schema.h"
#include "query/aggregate.h"
#include "query/functions.h"
#include "query/parse.h"
#include "viz/table.h"

namespace hoego::cli {
namespace {

using query::Token;
using query::TokenKind;

constexpr size_t kMaxCandidates = 400;

struct KeywordHelp {
  std::string_view word;
  std::string_view what;
};
constexpr KeywordHelp kKeywords[] = {
    {"MATCH", "find patterns"},
    {"OPTIONAL MATCH", "find patterns, null where there are none"},
    {"WHERE", "keep rows for which this is true"},
    {"RETURN", "the columns of the result"},
    {"WITH", "columns for the next part of the query"},
    {"DISTINCT", "each row once"},
    {"ORDER BY", "sort"},
    {"SKIP", "leave out the first rows"},
    {"LIMIT", "at most so many rows"},
    {"UNWIND", "a row for each element of a list"},
    {"UNION", "rows of both queries, each once"},
    {"UNION ALL", "rows of both queries"},
    {"CREATE", "new nodes and relationships"},
    {"MERGE", "find, or create where there is none"},
    {"ON CREATE SET", "of MERGE"},
    {"ON MATCH SET", "of MERGE"},
    {"SET", "properties and labels"},
    {"REMOVE", "properties and labels"},
    {"DELETE", "nodes and relationships"},
    {"DETACH DELETE", "nodes with their relationships"},
    {"CALL", "a procedure"},
    {"YIELD", "columns of a procedure"},
    {"EXPLAIN", "show the plan, do not run"},
    {"PROFILE", "run, and show the plan with counts"},
    {"AS", "name a column"},
    {"ASC", "from small to large"},
    {"DESC", "from large to small"},
    {"AND", ""},
    {"OR", ""},
    {"XOR", ""},
    {"NOT", ""},
    {"IN", "is an element of a list"},
    {"IS NULL", ""},
    {"IS NOT NULL", ""},
    {"STARTS WITH", "text begins so"},
    {"ENDS WITH", "text ends so"},
    {"CONTAINS", "text holds this"},
    {"CASE", "CASE WHEN ... THEN ... ELSE ... END"},
    {"WHEN", ""},
    {"THEN", ""},
    {"ELSE", ""},
    {"END", ""},
    {"EXISTS", "a pattern is there"},
    {"true", ""},
    {"false", ""},
    {"null", ""},
};

bool begins_with(std::string_view text, std::string_view folded_prefix) {
  return fold_case(text.substr(0, folded_prefix.size() * 2 + 8)).rfind(folded_prefix, 0) == 0;
}

// Keywords follow the case of what was typed.
std::string cased_like(std::string_view word, std::string_view typed) {
  bool lower = !typed.empty() && std::none_of(typed.begin(), typed.end(),
                                              [](char c) { return c >= 'A' && c <= 'Z'; });
  std::string out(word);
  if (lower)
    for (char& c : out)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string quoted_name(const std::string& name) {
  bool plain = !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
               std::all_of(name.begin(), name.end(), [](char c) {
                 return (c >= '0' && c <= '9') || c == '_' ||
                        ((c | 32) >= 'a' && (c | 32) <= 'z') || static_cast<signed char>(c) < 0;
               });
  return plain ? name : "`" + name + "`";
}

std::string escaped_in(const std::string& value, char quote) {
  std::string out;
  for (char c : value) {
    if (c == '\\' || c == quote) out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out;
}

size_t word_begin(std::string_view text) {
  size_t at = text.size();
  while (at > 0) {
    auto c = static_cast<unsigned char>(text[at - 1]);
    if (!(c >= 0x80 || c == '_' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z')))
      break;
    --at;
  }
  return at;
}

void sort_candidates(std::vector<Candidate>& candidates) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return a.text < b.text; });
  candidates.erase(std::unique(candidates.begin(), candidates.end(),
                               [](const auto& a, const auto& b) { return a.text == b.text; }),
                   candidates.end());
}

Completions from_list(std::vector<Candidate> all, std::string_view prefix, size_t begin) {
  Completions out{begin, {}};
  std::string folded = fold_case(prefix);
  for (Candidate& candidate : all)
    if (begins_with(candidate.text, folded)) out.candidates.push_back(std::move(candidate));
  return out;
}

std::vector<Candidate> mode_names() {
  std::vector<Candidate> out;
  for (const viz::ModeName& mode : viz::modes())
    out.push_back({std::string(mode.name), std::string(mode.what)});
  return out;
}

// The first place from `at` on that is not `c`.
size_t first_behind(std::string_view text, char c, size_t at) {
  return std::min(text.find_first_not_of(c, at), text.size());
}

std::vector<Candidate> files_like(std::string_view typed) {
  namespace fs = std::filesystem;
  size_t slash = typed.rfind('/');
  std::string folder(slash == std::string_view::npos ? "" : typed.substr(0, slash + 1));
  std::string_view name = slash == std::string_view::npos ? typed : typed.substr(slash + 1);
  std::vector<Candidate> out;
  std::error_code error;
  fs::directory_iterator end;
  for (fs::directory_iterator it(folder.empty() ? "." : folder, error); !error && it != end;
       it.increment(error)) {
    std::string file = it->path().filename().string();
    if (file.rfind(name, 0) != 0 || (file[0] == '.' && name.empty())) continue;
    std::error_code no_folder;
    bool is_folder = it->is_directory(no_folder);
    out.push_back({folder + file + (is_folder ? "/" : ""), is_folder ? "folder" : ""});
    if (out.size() >= kMaxCandidates) break;
  }
  sort_candidates(out);
  return out;
}

// The kind of bracket that is open at the end of the tokens: '(', '[', '{' or 0.
char open_bracket(std::string_view text, const std::vector<Token>& tokens) {
  std::string stack;
  for (const Token& token : tokens) {
    if (!is_bracket(text, token)) continue;
    char c = text[token.span.begin];
    if (c == '(' || c == '[' || c == '{')
      stack += c;
    else if (!stack.empty())
      stack.pop_back();
  }
  return stack.empty() ? '\0' : stack.back();
}

// The label or type that `variable` was given in the text: "(p:Person" or "[t:TOOK".
std::string label_of_variable(std::string_view text, const std::vector<Token>& tokens,
                              std::string_view variable) {
  for (size_t i = 0; i + 2 < tokens.size(); ++i)
    if (tokens[i].span.in(text) == variable && tokens[i + 1].span.in(text) == ":")
      return std::string(tokens[i + 2].span.in(text));
  return {};
}

}  // namespace

Completer::Completer(const Graph& graph, std::vector<CommandWord> commands)
    : graph_(graph), commands_(std::move(commands)) {}

void Completer::invalidate() {
  indexes_.clear();
}

// All different texts that nodes have under a key, for prefix search without case.
const Completer::Index& Completer::values_of(std::string_view key, std::string_view label) {
  std::string name = std::string(label) + "." + std::string(key);
  auto known = indexes_.find(name);
  if (known != indexes_.end()) return known->second;
  Index& index = indexes_[name];
  std::optional<KeyId> id = graph_.find_key(key);
  std::optional<LabelId> label_id = label.empty() ? std::nullopt : graph_.find_label(label);
  if (!id || (!label.empty() && !label_id)) return index;
  std::vector<NodeId> nodes;
  graph_.scan_nodes(label_id, 0, graph_.node_limit(), nodes);
  std::unordered_set<std::string> seen;
  for (NodeId node : nodes) {
    Value value = graph_.node_property(node, *id);
    if (!value.is(ValueType::kString)) continue;
    std::string text(value.as_string());
    if (!text.empty() && seen.insert(text).second)
      index.entries.emplace_back(fold_case(text), text);
  }
  std::sort(index.entries.begin(), index.entries.end());
  return index;
}

void Completer::add_values(std::string_view key, std::string_view prefix,
                           std::vector<Candidate>& out, std::string_view label) {
  std::string folded = fold_case(prefix);
  const std::vector<std::pair<std::string, std::string>>& entries = values_of(key, label).entries;
  auto at =
      std::lower_bound(entries.begin(), entries.end(), folded,
                       [](const auto& entry, const std::string& p) { return entry.first < p; });
  for (; at != entries.end() && at->first.rfind(folded, 0) == 0; ++at) {
    if (out.size() >= kMaxCandidates) return;
    out.push_back({at->second, ""});
  }
}

Completions Completer::complete(std::string_view text, size_t cursor) {
  std::string_view before = text.substr(0, cursor);
  return is_command(before) ? complete_command(before) : complete_query(before, cursor);
}

// The name of a command, or what the command takes.
Completions Completer::complete_command(std::string_view text) {
  size_t start = text.find_first_not_of(" \t\n");
  size_t space = text.find(' ', start);
  std::string name(text.substr(start, space == std::string_view::npos ? space : space - start));
  std::string colon_name = name[0] == '.' ? ":" + name.substr(1) : name;
  if (space == std::string_view::npos) {
    Completions out{start, {}};
    for (const CommandWord& command : commands_)
      if (command.name.rfind(colon_name, 0) == 0)
        out.candidates.push_back({name[0] + command.name.substr(1), command.detail});
    return out;
  }
  auto command = std::find_if(commands_.begin(), commands_.end(),
                              [&](const CommandWord& c) { return c.name == colon_name; });
  if (command == commands_.end()) return {};
  return complete_argument(command->argument, text, first_behind(text, ' ', space));
}

Completions Completer::complete_argument(Argument argument, std::string_view text, size_t begin) {
  auto listed = [&](const std::function<std::vector<Candidate>()>& list) {
    return list ? from_list(list(), text.substr(begin), begin) : Completions{};
  };
  switch (argument) {
    case Argument::kNone:
      return {};
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
  add_values(schema::kName, text.substr(begin), out.candidates, schema::kPerson);
  size_t word = text.rfind(' ') + 1;
  if (out.candidates.empty() && word > begin) return {word, files_like(text.substr(word))};
  return out;
}

Completions Completer::complete_place(std::string_view text, size_t begin) {
  size_t arrow = text.rfind("->");
  if (arrow != std::string_view::npos && arrow >= begin) begin = first_behind(text, ' ', arrow + 2);
  Completions out{begin, {}};
  add_values(schema::kNameKo, text.substr(begin), out.candidates);
  add_values(schema::kName, text.substr(begin), out.candidates);
  sort_candidates(out.candidates);
  return out;
}

// Values of the property that the string is compared with; else names of anything.
Completions Completer::in_string(std::string_view before, size_t quote) {
  std::vector<Token> tokens = query::lex(before.substr(0, quote));
  std::string key;
  for (size_t back = 0; back < tokens.size() && back < 4; ++back) {
    const Token& token = tokens[tokens.size() - 1 - back];
    if (token.kind == TokenKind::kIdentifier) {
      key = token.span.in(before);
      break;
    }
  }
  Completions out{quote + 1, {}};
  std::string_view prefix = before.substr(quote + 1);
  std::vector<Candidate> found;
  if (graph_.find_key(key)) add_values(key, prefix, found);
  if (found.empty() && !graph_.find_key(key)) {
    add_values(schema::kName, prefix, found);
    add_values(schema::kNameKo, prefix, found);
    sort_candidates(found);
  }
  for (Candidate& candidate : found) candidate.text = escaped_in(candidate.text, before[quote]);
  out.candidates = std::move(found);
  return out;
}

void Completer::add_keys(std::string_view prefix, std::string_view before,
                         std::string_view variable, std::vector<Candidate>& out) {
  std::string folded = fold_case(prefix);
  std::string label = label_of_variable(before, query::lex(before), variable);
  std::set<std::string> of_label;
  if (std::optional<LabelId> id = graph_.find_label(label)) {
    std::vector<NodeId> nodes;
    constexpr NodeId kLooked = 200000;
    graph_.scan_nodes(*id, 0, std::min(graph_.node_limit(), kLooked), nodes);
    if (nodes.size() > 50) nodes.resize(50);
    for (NodeId node : nodes)
      for (const auto& entry : graph_.node_properties(node))
        of_label.insert(graph_.key_name(entry.first));
  }
  for (size_t id = 0; id < graph_.key_count(); ++id) {
    const std::string& name = graph_.key_name(static_cast<KeyId>(id));
    if (!begins_with(name, folded) || (!of_label.empty() && !of_label.count(name))) continue;
    out.push_back({quoted_name(name), label.empty() ? "property" : "property of " + label});
  }
  sort_candidates(out);
}

// Variables of the text, functions, keywords.
void Completer::add_names(std::string_view prefix, std::string_view before,
                          std::vector<Candidate>& out) {
  std::string folded = fold_case(prefix);
  std::vector<Candidate> variables;
  for (const Token& token : query::lex(before.substr(0, before.size() - prefix.size())))
    if (token.kind == TokenKind::kIdentifier && begins_with(token.span.in(before), folded) &&
        (token.span.begin == 0 || before[token.span.begin - 1] != '.'))
      variables.push_back({std::string(token.span.in(before)), "variable"});
  sort_candidates(variables);
  out = std::move(variables);
  if (prefix.empty() && !out.empty()) return;
  for (const KeywordHelp& keyword : kKeywords)
    if (begins_with(keyword.word, folded))
      out.push_back({cased_like(keyword.word, prefix), std::string(keyword.what)});
  std::vector<Candidate> calls;
  for (const query::Function& function : query::functions())
    if (!prefix.empty() && begins_with(function.name, folded))
      calls.push_back({std::string(function.name) + "(", std::string(function.signature)});
  for (const query::Aggregate& aggregate : query::aggregates())
    if (!prefix.empty() && begins_with(aggregate.name, folded))
      calls.push_back({std::string(aggregate.name) + "(", std::string(aggregate.signature)});
  sort_candidates(calls);
  out.insert(out.end(), calls.begin(), calls.end());
}

Completions Completer::complete_query(std::string_view before, size_t cursor) {
  std::vector<Token> tokens = query::lex(before);
  // An unfinished string is the one error that begins with a quote.
  if (!tokens.empty() && tokens.back().kind == TokenKind::kError) {
    size_t at = tokens.back().span.begin;
    if (before[at] == '\'' || before[at] == '"') return in_string(before, at);
  }
  size_t begin = word_begin(before);
  std::string_view prefix = before.substr(begin);
  Completions out{begin, {}};
  char sign = begin > 0 ? before[begin - 1] : '\0';
  if (sign == '$') {
    if (parameters) out = from_list(parameters(), prefix, begin);
    return out;
  }
  while (!tokens.empty() && tokens.back().span.end > begin) tokens.pop_back();
  char open = open_bracket(before, tokens);
  bool in_pattern = sign == ':' || ((sign == '|' || sign == '&' || sign == '!') && open != '{');
  std::string folded = fold_case(prefix);
  if (in_pattern && open == '[') {
    for (size_t id = 0; id < graph_.type_count(); ++id) {
      const std::string& name = graph_.type_name(static_cast<TypeId>(id));
      if (begins_with(name, folded)) out.candidates.push_back({quoted_name(name), "relationship"});
    }
  } else if (in_pattern && open != '{') {
    for (size_t id = 0; id < graph_.label_count(); ++id) {
      auto label = static_cast<LabelId>(id);
      if (begins_with(graph_.label_name(label), folded))
        out.candidates.push_back({quoted_name(graph_.label_name(label)),
                                  viz::grouped(graph_.node_count(label)) + " nodes"});
    }
  } else if (sign == '.') {
    std::string_view owner = before.substr(0, begin - 1);
    add_keys(prefix, before, owner.substr(word_begin(owner)), out.candidates);
  } else if (open == '{' && (sign == '{' || sign == ',' || sign == ' ') && !tokens.empty() &&
             (tokens.back().span.in(before) == "{" || tokens.back().span.in(before) == ",")) {
    add_keys(prefix, before, "", out.candidates);
  } else if (!prefix.empty() || cursor == 0 || sign == ' ' || sign == '(' || sign == '\n') {
    add_names(prefix, before, out.candidates);
  }
  bool sorted_kinds = in_pattern;
  if (sorted_kinds) sort_candidates(out.candidates);
  return out;
}

}  // namespace hoego::cli

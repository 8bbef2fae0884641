// SPDX-License-Identifier: Apache-2.0
// What may stand at the end of a query, by the tokens of query/parse.h.
#include <algorithm>
#include <set>

#include "base/messages.h"
#include "base/unicode.h"
#include "cli/completion.h"
#include "cli/completion_words.h"
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

struct KeywordHelp {
  std::string_view word;
  const char* what;
};
constexpr KeywordHelp kKeywords[] = {
    {"MATCH", wording("find patterns")},
    {"OPTIONAL MATCH", wording("find patterns, null where there are none")},
    {"WHERE", wording("keep rows for which this is true")},
    {"RETURN", wording("the columns of the result")},
    {"WITH", wording("columns for the next part of the query")},
    {"DISTINCT", wording("each row once")},
    {"ORDER BY", wording("sort")},
    {"SKIP", wording("leave out the first rows")},
    {"LIMIT", wording("at most so many rows")},
    {"UNWIND", wording("a row for each element of a list")},
    {"UNION", wording("rows of both queries, each once")},
    {"UNION ALL", wording("rows of both queries")},
    {"CREATE", wording("new nodes and relationships")},
    {"MERGE", wording("find, or create where there is none")},
    {"ON CREATE SET", wording("of MERGE")},
    {"ON MATCH SET", wording("of MERGE")},
    {"SET", wording("properties and labels")},
    {"REMOVE", wording("properties and labels")},
    {"DELETE", wording("nodes and relationships")},
    {"DETACH DELETE", wording("nodes with their relationships")},
    {"CALL", wording("a procedure")},
    {"YIELD", wording("columns of a procedure")},
    {"EXPLAIN", wording("show the plan, do not run")},
    {"PROFILE", wording("run, and show the plan with counts")},
    {"AS", wording("name a column")},
    {"ASC", wording("from small to large")},
    {"DESC", wording("from large to small")},
    {"AND", ""},
    {"OR", ""},
    {"XOR", ""},
    {"NOT", ""},
    {"IN", wording("is an element of a list")},
    {"IS NULL", ""},
    {"IS NOT NULL", ""},
    {"STARTS WITH", wording("text begins so")},
    {"ENDS WITH", wording("text ends so")},
    {"CONTAINS", wording("text holds this")},
    {"CASE", "CASE WHEN ... THEN ... ELSE ... END"},
    {"WHEN", ""},
    {"THEN", ""},
    {"ELSE", ""},
    {"END", ""},
    {"EXISTS", wording("a pattern is there")},
    {"true", ""},
    {"false", ""},
    {"null", ""},
};

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

// Names of functions are the same in any case: what was typed stays, the rest follows it.
std::string going_on(std::string_view name, std::string_view typed) {
  bool upper = typed.size() > 1 && std::none_of(typed.begin(), typed.end(),
                                                [](char c) { return c >= 'a' && c <= 'z'; });
  std::string out(name);
  if (upper)
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
  return std::string(typed) + out.substr(typed.size());
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

// A property that is spoken of, and the label of its owner where the text says it.
struct PropertyPlace {
  std::string_view key;
  std::string label;
};

// The property that a text at the end of the tokens is compared with: back over the comparison,
// and over what stands before it in a list.
PropertyPlace property_before(std::string_view text, const std::vector<Token>& tokens) {
  size_t at = tokens.size();
  while (at > 0 && tokens[at - 1].kind != TokenKind::kIdentifier) {
    --at;
    char c = text[tokens[at].span.begin];
    if (tokens[at].kind == TokenKind::kBracket && c != '[') return {};
  }
  if (at == 0) return {};
  PropertyPlace place{tokens[at - 1].span.in(text), {}};
  if (at > 2 && tokens[at - 2].span.in(text) == ".") {
    place.label = label_of_variable(text, tokens, tokens[at - 3].span.in(text));
    return place;
  }
  int depth = 0;
  for (size_t i = at - 1; i > 0; --i) {
    std::string_view sign = tokens[i - 1].span.in(text);
    if (sign == "}") ++depth;
    if (sign == "{" && depth-- == 0) {
      if (i > 1 && tokens[i - 2].kind == TokenKind::kLabel)
        place.label = tokens[i - 2].span.in(text);
      break;
    }
  }
  return place;
}

// The first few nodes with a label, without a look at all of a large graph.
std::vector<NodeId> some_nodes(const Graph& graph, LabelId label) {
  constexpr size_t kEnough = 50;
  constexpr NodeId kLooked = 200000;
  constexpr NodeId kStep = 4096;
  std::vector<NodeId> nodes;
  NodeId limit = std::min(graph.node_limit(), kLooked);
  for (NodeId from = 0; from < limit && nodes.size() < kEnough; from += kStep)
    graph.scan_nodes(label, from, std::min(limit, from + kStep), nodes);
  if (nodes.size() > kEnough) nodes.resize(kEnough);
  return nodes;
}

}  // namespace

// An unfinished string is the one error that begins with a quote.
std::optional<size_t> open_string(std::string_view before) {
  std::vector<Token> tokens = query::lex(before);
  if (tokens.empty() || tokens.back().kind != TokenKind::kError) return std::nullopt;
  size_t at = tokens.back().span.begin;
  return before[at] == '\'' || before[at] == '"' ? std::optional(at) : std::nullopt;
}

// Values of the property that the string is compared with; else names of anything.
Completions Completer::in_string(std::string_view before, size_t quote) {
  std::string_view prefix = before.substr(quote + 1);
  PropertyPlace place = property_before(before, query::lex(before.substr(0, quote)));
  Completions out{quote + 1, {}};
  if (graph_.find_key(place.key)) {
    add_values(place.key, prefix, graph_.find_label(place.label) ? place.label : "", out);
  } else {
    add_values(schema::kName, prefix, {}, out);
    add_values(schema::kNameKo, prefix, {}, out);
    sort_candidates(out.candidates);
  }
  for (Candidate& candidate : out.candidates)
    candidate.text = escaped_in(candidate.text, before[quote]);
  return out;
}

void Completer::add_keys(std::string_view prefix, std::string_view before,
                         std::string_view variable, std::vector<Candidate>& out) {
  std::string folded = fold_case(prefix);
  std::string label = label_of_variable(before, query::lex(before), variable);
  std::set<std::string> of_label;
  if (std::optional<LabelId> id = graph_.find_label(label)) {
    for (NodeId node : some_nodes(graph_, *id))
      for (const auto& entry : graph_.node_properties(node))
        of_label.insert(graph_.key_name(entry.first));
  }
  for (size_t id = 0; id < graph_.key_count(); ++id) {
    const std::string& name = graph_.key_name(static_cast<KeyId>(id));
    if (!begins_with(name, folded) || (!of_label.empty() && !of_label.count(name))) continue;
    out.push_back(
        {quoted_name(name), label.empty() ? say("property") : say("property of {}", label)});
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
      out.push_back({cased_like(keyword.word, prefix), std::string(translated(keyword.what))});
  std::vector<Candidate> calls;
  for (const query::Function& function : query::functions())
    if (!prefix.empty() && begins_with(function.name, folded))
      calls.push_back({going_on(function.name, prefix) + "(", std::string(function.signature)});
  for (const query::Aggregate& aggregate : query::aggregates())
    if (!prefix.empty() && begins_with(aggregate.name, folded))
      calls.push_back({going_on(aggregate.name, prefix) + "(", std::string(aggregate.signature)});
  sort_candidates(calls);
  out.insert(out.end(), calls.begin(), calls.end());
}

Completions Completer::complete_query(std::string_view before) {
  std::vector<Token> tokens = query::lex(before);
  if (std::optional<size_t> quote = open_string(before)) return in_string(before, *quote);
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
      if (begins_with(name, folded))
        out.candidates.push_back({quoted_name(name), say("relationship")});
    }
  } else if (in_pattern && open != '{') {
    for (size_t id = 0; id < graph_.label_count(); ++id) {
      auto label = static_cast<LabelId>(id);
      if (begins_with(graph_.label_name(label), folded))
        out.candidates.push_back({quoted_name(graph_.label_name(label)),
                                  say("{} nodes", viz::grouped(graph_.node_count(label)))});
    }
  } else if (sign == '.') {
    std::string_view owner = before.substr(0, begin - 1);
    add_keys(prefix, before, owner.substr(word_begin(owner)), out.candidates);
  } else if (open == '{' && (sign == '{' || sign == ',' || sign == ' ') && !tokens.empty() &&
             (tokens.back().span.in(before) == "{" || tokens.back().span.in(before) == ",")) {
    add_keys(prefix, before, "", out.candidates);
  } else if (!prefix.empty() || before.empty() || sign == ' ' || sign == '(' || sign == '\n') {
    add_names(prefix, before, out.candidates);
  }
  if (in_pattern) sort_candidates(out.candidates);
  return out;
}

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// `hoego query`: one statement, a file of statements, or a batch of JSON requests.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <iterator>

#include "base/diagnostic.h"
#include "base/error.h"
#include "base/messages.h"
#include "base/suggest.h"
#include "base/unicode.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/graph_file.h"
#include "cli/parameters.h"
#include "cli/repl.h"
#include "cli/terminal.h"
#include "cli/threads.h"
#include "query/json.h"
#include "query/parse.h"
#include "query/query.h"
#include "query/rewrite.h"
#include "viz/table.h"

namespace hoego::cli {
namespace {

void to_stdout(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

std::string read_stdin() {
  return {std::istreambuf_iterator<char>(std::cin), {}};
}

// "all", or the name of a rewrite.
void turn_off(const std::string& name, query::Options& options) {
  std::vector<std::string> names;
  for (const query::Rewrite& one : query::rewrites()) names.push_back(one.name);
  if (name == "all") {
    options.rewrites = false;
  } else if (std::find(names.begin(), names.end(), name) != names.end()) {
    options.disabled_rewrites.push_back(name);
  } else {
    std::string near = suggest(name, names);
    throw Error(ErrorKind::kUsage,
                near.empty() ? say("there is no rewrite `{}`", name)
                             : say("there is no rewrite `{}`; did you mean `{}`?", name, near));
  }
}

query::Options session_options(const QueryOptions& o) {
  query::Options options;
  for (const std::string& name : o.no_rewrites) turn_off(name, options);
  options.read_only = o.read_only;
  options.threads = thread_count(o.threads);
  options.limits.rows = o.max_rows;
  options.limits.memory_bytes = o.max_memory_mb << 20;
  options.limits.time = std::chrono::milliseconds(o.timeout_ms);
  return options;
}

// The statements of the command line, with the text they stand in (for carets).
struct Script {
  Source source;
  std::vector<Span> statements;
};

Script read_script(const QueryOptions& options) {
  bool from_stdin = options.file == "-" || (options.file.empty() && options.query.empty());
  std::string name = from_stdin ? "stdin" : options.file.empty() ? "query" : options.file;
  std::string text = from_stdin             ? read_stdin()
                     : options.file.empty() ? options.query
                                            : read_file(options.file);
  if (size_t at = first_invalid_utf8(text); at != kNoOffset)
    throw Error(ErrorKind::kInput, say("{} is not UTF-8 at byte {}", name, at));
  Source source(name, std::move(text));
  auto statements = query::split_statements(source.text());
  if (statements.empty()) throw Error(ErrorKind::kInput, say("there is no statement in {}", name));
  return {std::move(source), std::move(statements)};
}

void print_diagnostic(Diagnostic d, const Script& script, Span statement) {
  d.span.begin += statement.begin;
  d.span.end += statement.begin;
  std::fputs(render(d, script.source).c_str(), stderr);
}

void print_result(const Graph& graph, const query::Table& table, const QueryOptions& options) {
  if (!table.plan.empty()) std::printf("%s", table.plan.c_str());
  viz::Mode mode = viz::mode_of(options.format).value_or(viz::Mode::kTable);
  viz::TableOptions layout;
  layout.width = stdout_is_terminal() ? terminal_width() : 0;
  layout.color = stdout_is_terminal();
  if (!table.columns.empty()) viz::write_table(to_stdout, graph, table, mode, layout);
  std::string effects = viz::stats_text(table.stats);
  if (!effects.empty()) tell(effects);
}

// False: the statement failed, and the error was printed. Adds the parameters it uses to `used`.
bool run_statement(query::Session& session, const Script& script, Span statement,
                   const query::Parameters& parameters, const QueryOptions& options,
                   std::vector<std::string>& used) {
  std::string_view text = statement.in(script.source.text());
  try {
    if (options.explain) {
      std::printf("%s", session.explain(text, parameters).c_str());
      return true;
    }
    query::Table table = session.run(text, parameters);
    used.insert(used.end(), table.parameters.begin(), table.parameters.end());
    for (const Diagnostic& warning : table.warnings) print_diagnostic(warning, script, statement);
    print_result(session.graph(), table, options);
    return true;
  } catch (const query::QueryError& error) {
    print_diagnostic({Severity::kError, error.what(), error.span(), error.hint()}, script,
                     statement);
    return false;
  }
}

int run_batch(GraphFile& file, const QueryOptions& options) {
  query::Session session(file.graph(), session_options(options));
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    std::string answer = query::answer_request(session, line) + "\n";
    file.save();
    to_stdout(answer);
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace

int run_query(const QueryOptions& options) {
  GraphFile file = GraphFile::open(options.graph);
  if (options.batch) return run_batch(file, options);
  Script script = read_script(options);
  query::Parameters parameters = parse_parameters(options.parameters);
  query::Session session(file.graph(), session_options(options));
  std::vector<std::string> used;
  for (Span statement : script.statements) {
    if (!run_statement(session, script, statement, parameters, options, used)) return 1;
    file.save();
  }
  if (options.explain) return 0;
  for (const std::string& warning : query::unused_parameters(parameters, used)) {
    std::fprintf(stderr, "%s: %s\n", say("warning").c_str(), warning.c_str());
  }
  return 0;
}

int run_repl_command(const ReplCommandOptions& options) {
  GraphFile file = GraphFile::open(options.graph);
  ReplOptions repl;
  repl.name = options.graph;
  repl.session.read_only = options.read_only;
  repl.session.threads = thread_count(0);
  repl.picture_language = options.picture_language;
  if (file.is_file() && !file.read_only()) repl.save = [&file] { file.save(); };
  return run_repl(file.graph(), repl);
}

}  // namespace hoego::cli

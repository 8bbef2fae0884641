// SPDX-License-Identifier: Apache-2.0
// `hoego export`: which part of the graph, seen by whom, in which form, into which files.
#include <sys/random.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>

#include "base/diagnostic.h"
#include "base/error.h"
#include "base/messages.h"
#include "base/unicode.h"
#include "cli/commands.h"
#include "cli/export_facts.h"
#include "cli/files.h"
#include "cli/graph_file.h"
#include "cli/output_file.h"
#include "cli/parameters.h"
#include "cli/people.h"
#include "cli/terminal.h"
#include "cli/threads.h"
#include "graph/apoc.h"
#include "parser/lexicon/lexicon.h"
#include "query/query.h"
#include "viz/anonymize.h"
#include "viz/career.h"
#include "viz/export.h"
#include "viz/export_text.h"
#include "viz/selection.h"

namespace hoego::cli {
namespace {

namespace fs = std::filesystem;

// The forms of this room, beside those of viz/export.h.
struct Form {
  std::string name;
  std::string ending;
  bool of_careers;
};

std::vector<Form> all_forms() {
  std::vector<Form> forms = {
      {"csv", "", false}, {"facts", ".jsonl", true}, {"jsonl", ".jsonl", false}};
  for (const viz::ExportForm& form : viz::export_forms())
    forms.push_back({std::string(form.name), std::string(form.ending), form.of_careers});
  return forms;
}

Form form_of(const std::string& name) {
  for (Form& form : all_forms())
    if (form.name == name) return form;
  throw Error(ErrorKind::kUsage, say("unknown form of export: {}", name));
}

void make_folder(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw Error(ErrorKind::kEnvironment,
                say("cannot make the folder {}: {}", folder, error.message()));
}

void export_csv_folder(const Graph& graph, const std::string& folder) {
  make_folder(folder);
  std::vector<std::unique_ptr<OutputFile>> files;
  size_t inexact = viz::export_csv(graph, [&](const std::string& name) {
    files.push_back(std::make_unique<OutputFile>((fs::path(folder) / name).string()));
    return files.back()->sink();
  });
  for (auto& file : files) file->finish();
  if (inexact > 0) note(say("{} values that CSV cannot hold are written as JSON text", inexact));
}

void write_form(const Graph& graph, const std::string& format, const std::string& output) {
  if (format == "csv") return export_csv_folder(graph, output);
  OutputFile out(output);
  Progress progress(say("exporting"), 0);
  viz::Sink sink = [&, to_file = out.sink()](std::string_view piece) {
    to_file(piece);
    progress.advance(piece.size());
  };
  if (format == "jsonl")
    export_apoc(graph, out.stream(), in_steps(progress));
  else if (format == "facts")
    export_facts(graph, sink);
  else
    viz::export_graph(graph, format, sink);
  progress.finish();
  out.finish();
}

// A file (of csv: a folder) for each person, with that person's career.
void write_people(const Graph& graph, const Form& form, const std::string& folder) {
  make_folder(folder);
  std::set<std::string> taken;
  viz::for_each_person(graph, [&](NodeId person) {
    Graph one = viz::copy_of(graph, viz::with_careers(graph, {{person}, {}}));
    viz::Career career = viz::read_career(graph, person);
    std::string stem =
        viz::file_name_part(career.person_id.empty() ? career.name : career.person_id);
    std::string name = stem;
    for (int n = 2; !taken.insert(name).second; ++n) name = stem + "_" + std::to_string(n);
    write_form(one, form.name, (fs::path(folder) / (name + form.ending)).string());
  });
}

// What the query speaks of. nullopt: the query is wrong, and it was said why.
std::optional<viz::Subgraph> ask(Graph& graph, const ExportOptions& options) {
  if (first_invalid_utf8(options.query) != kNoOffset)
    throw Error(ErrorKind::kInput, say("the query is not UTF-8"));
  query::Options session_options;
  session_options.read_only = true;
  session_options.threads = thread_count(0);
  query::Session session(graph, session_options);
  Source source("query", options.query);
  try {
    query::Table table = session.run(options.query, parse_parameters(options.parameters));
    for (const Diagnostic& warning : table.warnings)
      std::fputs(render(warning, source).c_str(), stderr);
    viz::Subgraph part = viz::collect_subgraph(graph, table);
    if (part.nodes.empty() && !table.rows.empty())
      throw Error(ErrorKind::kInput, say("the result holds no nodes, relationships or paths"),
                  say("return them whole: RETURN p instead of RETURN p.name"));
    if (part.nodes.empty()) note(say("the query finds nothing"));
    return part;
  } catch (const query::QueryError& error) {
    bool writes = error.detail() == "ReadOnly";
    Diagnostic problem{Severity::kError, error.what(), error.span(), error.hint()};
    if (writes) problem.message = say("the query of an export chooses; it cannot write");
    if (writes) problem.hint = say("change the graph with hoego query first");
    std::fputs(render(problem, source).c_str(), stderr);
    return std::nullopt;
  }
}

viz::Subgraph extended(const Graph& graph, const viz::Subgraph& part, std::string around,
                       const Form& form) {
  if (around.empty()) around = form.of_careers ? "careers" : "relationships";
  if (around == "careers") return viz::with_careers(graph, part);
  if (around == "relationships") return viz::with_relationships(graph, part);
  return part;
}

viz::Subgraph careers_of(const Graph& graph, const std::vector<std::string>& names) {
  std::set<NodeId> people;
  for (const std::string& name : names) people.insert(person_or_fail(graph, name));
  return viz::with_careers(graph, {{people.begin(), people.end()}, {}});
}

// From the file, else from the environment, else made up for this run.
std::string key_of(const ExportOptions& options) {
  constexpr size_t kLeast = 16;
  std::string key;
  const char* variable = std::getenv("HOEGO_KEY");
  if (!options.key_file.empty()) {
    key = read_file(options.key_file);
    while (!key.empty() && (key.back() == '\n' || key.back() == '\r')) key.pop_back();
  } else if (variable != nullptr) {
    key = variable;
  } else {
    key.resize(32);
    if (::getrandom(key.data(), key.size(), 0) != static_cast<ssize_t>(key.size()))
      throw Error(ErrorKind::kEnvironment, say("the system gives no random numbers"));
    note(
        say("pseudonyms by a random key; they will be others the next time "
            "(--key FILE or HOEGO_KEY keeps them)"));
  }
  if (key.size() < kLeast)
    throw Error(ErrorKind::kInput, say("a key needs 16 bytes: a shorter one can be guessed"),
                say("make one: openssl rand -hex 32 > key"));
  return key;
}

bool is_listed(std::string_view list, std::string_view id) {
  const auto& rows = parser::Lexicon::builtin().table("closed_lists");
  return std::any_of(rows.begin(), rows.end(), [&](const parser::LexiconRow& row) {
    return row.fields.front() == id && row.get("list") == list;
  });
}

Graph anonymized(const Graph& graph, const viz::Subgraph* part, const ExportOptions& options) {
  viz::AnonymizeOptions how;
  how.key = key_of(options);
  how.min_people = options.min_people;
  how.is_listed = is_listed;
  if (options.dates == "month") how.dates = viz::AnonymizeOptions::Dates::kMonth;
  if (options.dates == "year") how.dates = viz::AnonymizeOptions::Dates::kYear;
  viz::Anonymized out = viz::anonymized(graph, part, how);
  if (out.people_left_out > 0)
    note(say("people left out because they wrote no post: {}", out.people_left_out));
  if (out.nodes_left_out > 0)
    note(say("nodes left out because no closed list has them: {}", out.nodes_left_out));
  return std::move(out.graph);
}

void check_usage(const ExportOptions& options) {
  if (!options.query.empty() && !options.people.empty())
    throw Error(ErrorKind::kUsage, say("--query and --person both choose"),
                say("give one of them"));
  if (options.query.empty() && !(options.around.empty() && options.parameters.empty()))
    throw Error(ErrorKind::kUsage, say("--around and --param belong to --query"));
  if (!options.anonymize &&
      !(options.key_file.empty() && options.dates.empty() && options.min_people <= 1))
    throw Error(ErrorKind::kUsage, say("--key, --dates and --min-people belong to --anonymize"));
  if (options.output == "-" && (options.format == "csv" || !options.split.empty()))
    throw Error(ErrorKind::kUsage, say("this is a folder of files"), say("name it with -o FOLDER"));
}

}  // namespace

std::vector<std::string> export_format_names() {
  std::vector<std::string> names;
  for (const Form& form : all_forms()) names.push_back(form.name);
  std::sort(names.begin(), names.end());
  return names;
}

int run_export(const ExportOptions& options) {
  check_usage(options);
  Form form = form_of(options.format);
  GraphFile file = GraphFile::open(options.graph);
  std::optional<viz::Subgraph> part;
  if (!options.query.empty()) {
    part = ask(file.graph(), options);
    if (!part) return 1;
    part = extended(file.graph(), *part, options.around, form);
  } else if (!options.people.empty()) {
    part = careers_of(file.graph(), options.people);
  }
  std::optional<Graph> made;
  if (options.anonymize)
    made = anonymized(file.graph(), part ? &*part : nullptr, options);
  else if (part)
    made = viz::copy_of(file.graph(), *part);
  const Graph& graph = made ? *made : file.graph();
  if (options.split.empty())
    write_form(graph, form.name, options.output);
  else
    write_people(graph, form, options.output);
  return 0;
}

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// The command line: what can be said. With cli/usage.cpp the only file that knows CLI11.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <functional>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/messages.h"
#include "cli/commands.h"
#include "cli/shell_files.h"
#include "cli/terminal.h"
#include "cli/usage.h"
#include "query/rewrite.h"

namespace hoego::cli {
namespace {

// Each add_* describes one command; `run` is what is to be done when the command was given.
using Run = std::function<int()>;

void add_ingest(CLI::App& app, IngestOptions& o, Run& run) {
  CLI::App* c =
      app.add_subcommand("ingest", say("Read posts into a graph file, and keep it in step"));
  c->add_option("PATH", o.paths, say("Folders or files of posts"))->required();
  c->add_option("-g,--graph", o.graph, say("The graph file"))->capture_default_str();
  c->add_option("--author", o.author, say("The author of posts that name nobody"));
  c->add_option(
       "--author-from", o.author_from,
       say("Where an author is taken from: the front matter, or the first folder below PATH"))
      ->check(CLI::IsMember({"frontmatter", "folder"}))
      ->capture_default_str();
  c->add_option("--lexicon", o.lexicons, say("A folder of further word tables (*.tsv)"));
  c->add_option("--threads", o.threads, say("Threads for reading; 0: one for each core"));
  c->add_flag("--dry-run", o.dry_run, say("Say what would change, change nothing"));
  c->callback([&] { run = [&o] { return run_ingest(o); }; });
}

void add_facts(CLI::App& app, FactsOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("facts", say("What each post says, as JSON Lines on stdout"));
  c->add_option("PATH", o.paths, say("Folders or files of posts; - reads JSON Lines from stdin"))
      ->required();
  c->add_option("--lexicon", o.lexicons, say("A folder of further word tables (*.tsv)"));
  c->add_option("--threads", o.threads, say("Threads for reading; 0: one for each core"));
  c->callback([&] { run = [&o] { return run_facts(o); }; });
}

std::string rewrite_names() {
  std::string out;
  for (const query::Rewrite& one : query::rewrites()) out += (out.empty() ? "" : ", ") + one.name;
  return out;
}

void add_query(CLI::App& app, QueryOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("query", say("Ask the graph in openCypher"));
  c->add_option("GRAPH", o.graph, say("A .hoego file, a folder of posts, or :memory:"))->required();
  c->add_option("QUERY", o.query, say("The query; left out, it is read from -f or standard input"));
  c->add_option("-c,--command", o.query, say("The query, as an option"));
  c->add_option("-f,--file", o.file,
                say("Read statements separated by ; from a file (- is stdin)"));
  c->add_option("-p,--param", o.parameters, say("A parameter: name=value (JSON, else text)"))
      ->type_name("NAME=VALUE");
  c->add_option("--format", o.format, say("How to print the result"))
      ->check(CLI::IsMember({"table", "line", "json", "jsonl", "csv", "tsv", "markdown", "html",
                             "typed-json", "dot", "svg"}));
  c->add_flag("--batch", o.batch, say("JSON requests on stdin, one a line; answers on stdout"));
  c->add_flag("--read-only", o.read_only, say("Refuse statements that write"));
  c->add_flag("--explain", o.explain, say("Print the plan, do not run"));
  c->add_flag(
      "--no-rewrites{all}", o.no_rewrites,
      say("Run plans as they are first made, or without one rewrite (=NAME): {}", rewrite_names()));
  c->add_option("--max-rows", o.max_rows, say("At most so many rows; 0: no limit"));
  c->add_option("--max-memory", o.max_memory_mb, say("At most so many MB of intermediate rows"));
  c->add_option("--timeout", o.timeout_ms, say("At most so many milliseconds a statement"));
  c->add_option("--threads", o.threads, say("Threads for one query; 0: one for each core"));
  c->callback([&] { run = [&o] { return run_query(o); }; });
}

void add_repl(CLI::App& app, ReplCommandOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("repl", say("Ask and draw in a shell"));
  c->add_option("GRAPH", o.graph, say("A .hoego file, a folder of posts, or :memory:"))->required();
  c->add_flag("--read-only", o.read_only, say("Refuse statements that write"));
  c->callback([&] { run = [&o] { return run_repl_command(o); }; });
}

void add_timeline(CLI::App& app, TimelineCommandOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("timeline", say("Draw the career of a person, or of several"));
  c->add_option("GRAPH", o.graph, say("A .hoego file, a folder of posts"))->required();
  c->add_option("--person", o.people, say("A name; several are drawn on one axis"));
  c->add_flag("--everybody", o.everybody, say("All people of the graph on one axis"));
  c->add_option("--from", o.from, say("With --to: those who left this role or company"));
  c->add_option("--to", o.to, say("With --from: for this role or company"));
  c->add_option("-o,--output", o.output,
                say("OUT.svg, .png, .pdf, .dot or .html; none: the terminal"));
  c->add_option("--paper", o.paper, say("Pages of this size, landscape, for .pdf"))
      ->check(CLI::IsMember({"a4"}));
  c->add_option("--link-base", o.link_base, say("Put before the file of a post to make its link"));
  c->add_flag("--dark", o.dark, say("Light on dark"));
  c->add_flag("--aligned", o.aligned, say("Several people: by years since their start"));
  c->add_option("--align-on", o.align_on,
                say("Several people: by years since they came to this role or company"));
  c->add_option("--sort", o.sort, say("The order of several people"))
      ->check(CLI::IsMember({"start", "length", "name", "given"}))
      ->capture_default_str();
  c->callback([&] { run = [&o] { return run_timeline(o); }; });
}

void add_map(CLI::App& app, MapCommandOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("map", say("Draw how people moved"));
  c->add_option("GRAPH", o.graph, say("A .hoego file, a folder of posts"))->required();
  c->add_option("--of", o.of, say("Moves between roles or companies, or themes of leaving"))
      ->check(CLI::IsMember({"role", "company", "leaving"}))
      ->capture_default_str();
  c->add_option("--person", o.person, say("The neighbourhood of this person instead"));
  c->add_option("-o,--output", o.output, say("OUT.svg, .png, .pdf, .dot or .html"))->required();
  c->add_option("--most", o.most, say("At most so many stations, the busiest"))
      ->capture_default_str();
  c->add_flag("--dark", o.dark, say("Light on dark"));
  c->callback([&] { run = [&o] { return run_map(o); }; });
}

void add_export(CLI::App& app, ExportOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("export", say("Write the graph in another form"));
  c->add_option("GRAPH", o.graph, say("A .hoego file, a folder of posts"))->required();
  c->add_option("--format", o.format, say("jsonl: APOC JSON Lines, which import reads back"))
      ->check(CLI::IsMember(export_format_names()))
      ->capture_default_str();
  c->add_option("-o,--output", o.output, say("The file (- is stdout), or a folder for many files"))
      ->capture_default_str();
  c->add_option("--split", o.split, say("A file for each person in the folder -o"))
      ->check(CLI::IsMember({"person"}));
  c->add_option("--person", o.people, say("Only the career of this person; again for more"))
      ->allow_extra_args(false);
  c->add_option("--query", o.query, say("Only what the result of this query speaks of"));
  c->add_option("-p,--param", o.parameters, say("A parameter of the query: name=value"))
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  c->add_option("--around", o.around,
                say("With --query: nothing more, the relationships between its nodes, or the whole "
                    "careers of its people (left out: careers where the form is of careers)"))
      ->check(CLI::IsMember({"nothing", "relationships", "careers"}));
  c->add_flag("--anonymize", o.anonymize,
              say("Pseudonyms; no quotes, titles, sources, third parties"));
  c->add_option("--key", o.key_file,
                say("With --anonymize: the key is in this file (else HOEGO_KEY)"));
  c->add_option("--dates", o.dates, say("With --anonymize: no date more precise than this"))
      ->check(CLI::IsMember({"month", "year"}));
  c->add_option("--min-people", o.min_people,
                say("With --anonymize: organisations of fewer people lose their name"));
  c->callback([&] { run = [&o] { return run_export(o); }; });
}

void add_import(CLI::App& app, ImportOptions& o, Run& run) {
  CLI::App* c =
      app.add_subcommand("import", say("Read APOC JSON Lines or a CSV folder into a new graph"));
  c->add_option("FILE", o.file, say("A file of APOC JSON Lines"));
  c->add_option("--csv", o.csv_folder, say("A folder of neo4j-admin style CSV files"));
  c->add_option("-g,--graph", o.graph, say("The graph file to make"))->required();
  c->callback([&] { run = [&o] { return run_import(o); }; });
}

void add_why(CLI::App& app, WhyOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("why", say("Where a step comes from: post, sentence, rule"));
  c->add_option("GRAPH", o.graph, say("A .hoego file, a folder of posts"))->required();
  c->add_option("STEP", o.step, say("The id of a step (MATCH (s:Step) RETURN s.id)"))->required();
  c->callback([&] { run = [&o] { return run_why(o); }; });
}

void add_time(CLI::App& app, TimeOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("time", say("Read the time expressions of a text"));
  c->add_option("TEXT", o.text, say("For example \"작년 말부터 8개월간\""))->required();
  c->add_option("--today", o.today, say("The date that relative expressions count from (EDTF)"));
  c->add_option("--heading", o.heading, say("The heading above the text"));
  c->callback([&] { run = [&o] { return run_time(o); }; });
}

void add_eval(CLI::App& app, EvalOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("eval", say("Score facts against a key"));
  c->add_option("KEY", o.key, say("A folder of <post id>.json"))->required();
  c->add_option("FACTS", o.facts, say("The output of hoego facts"))->required();
  c->add_flag("--errors", o.errors, say("List every disagreement, grouped by cause"));
  c->callback([&] { run = [&o] { return run_eval(o); }; });
}

void add_lexicon(CLI::App& app, LexiconOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("lexicon", say("Word tables"));
  CLI::App* check = c->add_subcommand("check", say("Check folders of word tables (*.tsv)"));
  check->add_option("DIR", o.folders, say("The folders"))->required();
  c->require_subcommand(1);
  check->callback([&] { run = [&o] { return run_lexicon_check(o); }; });
}

void add_help(CLI::App& app, HelpOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("help", say("A function of the query language, or all of them"));
  c->add_option("FUNCTION", o.topic, say("Its name"));
  c->callback([&] { run = [&o] { return run_help(o); }; });
  app.add_subcommand("doctor", say("Check fonts, Graphviz, SQLite and the terminal"))
      ->callback([&] { run = [] { return run_doctor(); }; });
}

OptionInfo describe(const CLI::Option& option) {
  OptionInfo info;
  info.positional = option.get_positional();
  if (info.positional) info.names.push_back(option.get_name(true));
  for (const std::string& name : option.get_snames()) info.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) info.names.push_back("--" + name);
  if (option.get_items_expected_max() != 0) info.value = "VALUE";
  info.doc = option.get_description();
  // CLI11 keeps a closed list only as text: "TEXT:{a,b}".
  std::string type = option.get_type_name();
  size_t open = type.find('{');
  if (open == std::string::npos) return info;
  std::string value;
  for (char c : type.substr(open + 1)) {
    if (c != ',' && c != '}')
      value += c;
    else if (!value.empty())
      info.values.push_back(std::exchange(value, {}));
  }
  return info;
}

CommandInfo describe(const CLI::App& app) {
  CommandInfo info{app.get_name(), app.get_description(), {}, {}};
  for (const CLI::Option* option : app.get_options()) info.options.push_back(describe(*option));
  for (const CLI::App* command : app.get_subcommands(nullptr))
    info.commands.push_back(describe(*command));
  return info;
}

void add_shell_files(CLI::App& app, std::string& shell, Run& run) {
  CLI::App* c = app.add_subcommand("completions", say("Print completions for a shell"));
  c->add_option("SHELL", shell, say("Which shell"))
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  auto print = [](const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    return 0;
  };
  c->callback([&app, &shell, &run, print] {
    run = [&app, &shell, print] { return print(shell_completions(describe(app), shell)); };
  });
  app.add_subcommand("man", say("Print the manual page"))->callback([&app, &run, print] {
    run = [&app, print] { return print(manual_page(describe(app), app.get_footer())); };
  });
}

int report(const Error& error) {
  tell(say("error") + ": " + error.what());
  if (!error.hint().empty()) tell(say("help") + ": " + error.hint());
  return static_cast<int>(error.kind());
}

int run_guarded(const Run& run) {
  try {
    return run();
  } catch (const Error& error) {
    return report(error);
  } catch (const std::bad_alloc&) {
    return report(Error(ErrorKind::kEnvironment, say("out of memory")));
  } catch (const std::exception& error) {
    return report(Error(ErrorKind::kEnvironment, error.what()));
  }
}

std::string examples() {
  return say(R"(
Examples:
  hoego ingest ~/posts --author-from folder       posts -> career.hoego
  hoego query career.hoego "MATCH (p:Person)-[:TOOK]->(s:Step) RETURN p.name, s.title, s.startEdtf"
  hoego timeline career.hoego --person 한결 -o hangyeol.svg
  hoego repl career.hoego                         ask and draw in a shell
  hoego help datetime                             one function of the query language

Exit codes: 0 success, 1 the input or query is wrong, 2 usage, 3 environment.
)");
}

}  // namespace

int run_program(int argc, char** argv) {
  choose_language(argc, argv);
  CLI::App app(
      say("hoego reads Korean career reflections into a graph that can be asked and drawn."));
  app.set_version_flag("--version", "hoego " HOEGO_VERSION,
                       say("Display program version information and exit"));
  app.require_subcommand(1);
  app.footer(examples());

  Run run;
  IngestOptions ingest;
  FactsOptions facts;
  QueryOptions query;
  ReplCommandOptions repl;
  TimelineCommandOptions timeline;
  MapCommandOptions map;
  ExportOptions exporting;
  ImportOptions importing;
  WhyOptions why;
  TimeOptions time;
  EvalOptions eval;
  LexiconOptions lexicon;
  HelpOptions help;
  add_ingest(app, ingest, run);
  add_facts(app, facts, run);
  add_query(app, query, run);
  add_repl(app, repl, run);
  add_timeline(app, timeline, run);
  add_map(app, map, run);
  add_export(app, exporting, run);
  add_import(app, importing, run);
  add_why(app, why, run);
  add_time(app, time, run);
  add_eval(app, eval, run);
  add_lexicon(app, lexicon, run);
  add_help(app, help, run);
  std::string shell;
  add_shell_files(app, shell, run);
  std::string language;
  add_language(app, language);
  speak_language(app);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    int code = app.exit(error, std::cout, std::cerr);
    return code == 0 ? 0 : static_cast<int>(ErrorKind::kUsage);
  }
  if (!language.empty())
    repl.picture_language = timeline.picture_language = map.picture_language =
        language_named(language);
  return run_guarded(run);
}

}  // namespace hoego::cli

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

void add_examples(CLI::App& command, std::initializer_list<const char*> lines) {
  std::string text = "\n" + say("Examples") + ":\n";
  for (const char* line : lines) text.append("  ").append(line).append("\n");
  command.footer(text);
}

// Each add_* describes one command; `run` is what is to be done when the command was given.
using Run = std::function<int()>;

void add_ingest(CLI::App& app, IngestOptions& o, Run& run) {
  CLI::App* c =
      app.add_subcommand("ingest", say("Read posts into a graph file, and keep it in step"));
  c->add_option("PATH", o.paths, say("Folders or files of posts"))->required();
  c->add_option("-g,--graph", o.graph, say("The graph file"))
      ->type_name("FILE")
      ->capture_default_str();
  c->add_option("--author", o.author, say("The author of posts that name nobody"))
      ->type_name("NAME");
  c->add_option(
       "--author-from", o.author_from,
       say("Where an author is taken from: the front matter, or the first folder below PATH"))
      ->type_name("WHERE")
      ->check(CLI::IsMember({"frontmatter", "folder"}))
      ->capture_default_str();
  c->add_option("--lexicon", o.lexicons, say("A folder of further word tables (*.tsv)"))
      ->type_name("DIR");
  c->add_option("--threads", o.threads, say("Threads for reading; 0: one for each core"))
      ->type_name("N");
  c->add_flag("--dry-run", o.dry_run, say("Say what would change, change nothing"));
  add_examples(*c, {"hoego ingest ~/posts --author-from folder",
                    "hoego ingest ~/blog --author 한결 -g hangyeol.hoego",
                    "hoego ingest ~/posts --dry-run"});
  c->callback([&] { run = [&o] { return run_ingest(o); }; });
}

void add_facts(CLI::App& app, FactsOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("facts", say("What each post says, as JSON Lines on stdout"));
  c->add_option("PATH", o.paths, say("Folders or files of posts; - reads JSON Lines from stdin"))
      ->required();
  c->add_option("--lexicon", o.lexicons, say("A folder of further word tables (*.tsv)"))
      ->type_name("DIR");
  c->add_option("--threads", o.threads, say("Threads for reading; 0: one for each core"))
      ->type_name("N");
  add_examples(*c, {"hoego facts ~/posts > facts.jsonl"});
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
  c->add_option("-c,--command", o.query, say("The query, where it is no argument"))
      ->type_name("QUERY");
  c->add_option("-f,--file", o.file, say("Read statements separated by ; from a file (- is stdin)"))
      ->type_name("FILE");
  c->add_option("-p,--param", o.parameters, say("A parameter: name=value (JSON, else text)"))
      ->type_name("NAME=VALUE");
  c->add_option("--format", o.format, say("How to print the result"))
      ->type_name("FORM")
      ->check(CLI::IsMember({"table", "line", "json", "jsonl", "csv", "tsv", "markdown", "html",
                             "typed-json", "dot", "svg"}));
  c->add_flag("--batch", o.batch, say("JSON requests on stdin, one a line; answers on stdout"));
  c->add_flag("--read-only", o.read_only, say("Refuse statements that write"));
  c->add_flag("--explain", o.explain, say("Print the plan, do not run"));
  c->add_flag(
      "--no-rewrites{all}", o.no_rewrites,
      say("Plans as first made, for comparing; =NAME leaves out one rewrite: {}", rewrite_names()));
  c->add_option("--max-rows", o.max_rows, say("At most so many rows; 0: no limit"))->type_name("N");
  c->add_option("--max-memory", o.max_memory_mb, say("At most so many MB of intermediate rows"))
      ->type_name("MB");
  c->add_option("--timeout", o.timeout_ms, say("At most so many milliseconds a statement"))
      ->type_name("MS");
  c->add_option("--threads", o.threads, say("Threads for one query; 0: one for each core"))
      ->type_name("N");
  add_examples(*c,
               {"hoego query career.hoego \"MATCH (p:Person)-[:TOOK]->(s:Step) RETURN p.name, "
                "s.title, s.startEdtf\"",
                "hoego query career.hoego -f question.cypher -p role=data-engineer --format csv"});
  c->callback([&] { run = [&o] { return run_query(o); }; });
}

void add_repl(CLI::App& app, ReplCommandOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("repl", say("Ask and draw in a shell"));
  c->add_option("GRAPH", o.graph, say("A .hoego file, a folder of posts, or :memory:"))->required();
  c->add_flag("--read-only", o.read_only, say("Refuse statements that write"));
  add_examples(*c, {"hoego repl career.hoego", "hoego repl :memory:"});
  c->callback([&] { run = [&o] { return run_repl_command(o); }; });
}

void add_timeline(CLI::App& app, TimelineCommandOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("timeline", say("Draw the career of a person, or of several"));
  c->add_option("GRAPH", o.graph, say("A .hoego file, a folder of posts"))->required();
  c->add_option("--person", o.people, say("Whose career; again for more, on one axis"))
      ->type_name("NAME");
  c->add_flag("--everybody", o.everybody, say("All people of the graph on one axis"));
  c->add_option("--from", o.from, say("Those who went from this role or company to that of --to"))
      ->type_name("PLACE");
  c->add_option("--to", o.to, say("Where those of --from went"))->type_name("PLACE");
  c->add_option("-o,--output", o.output,
                say("The picture: .svg, .png, .pdf, .dot or .html; left out: the terminal"))
      ->type_name("OUT");
  c->add_option("--paper", o.paper, say("Break a .pdf into landscape pages of this size"))
      ->type_name("SIZE")
      ->check(CLI::IsMember({"a4"}));
  c->add_option("--link-base", o.link_base, say("What makes a link of the file of a post"))
      ->type_name("URL");
  c->add_flag("--dark", o.dark, say("A dark page"));
  c->add_flag("--aligned", o.aligned, say("Several people: by years of work, not of the calendar"));
  c->add_option("--align-on", o.align_on,
                say("Several people: by years since they came to this role or company"))
      ->type_name("PLACE");
  c->add_option("--sort", o.sort, say("The order of several people"))
      ->type_name("ORDER")
      ->check(CLI::IsMember({"start", "length", "name", "given"}))
      ->capture_default_str();
  add_examples(*c, {"hoego timeline career.hoego --person 한결",
                    "hoego timeline career.hoego --person 한결 -o hangyeol.html --link-base "
                    "https://example.org/",
                    "hoego timeline career.hoego --everybody --paper a4 -o everybody.pdf",
                    "hoego timeline career.hoego --from \"백엔드 개발자\" --to \"데이터 엔지니어\" "
                    "-o moved.svg"});
  c->callback([&] { run = [&o] { return run_timeline(o); }; });
}

void add_map(CLI::App& app, MapCommandOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("map", say("Draw how people moved"));
  c->add_option("GRAPH", o.graph, say("A .hoego file, a folder of posts"))->required();
  c->add_option("--of", o.of,
                say("Moves between roles or companies, or what people wrote about when they left"))
      ->type_name("WHAT")
      ->check(CLI::IsMember({"role", "company", "leaving"}))
      ->capture_default_str();
  c->add_option("--person", o.person, say("Instead: steps, places and people around this person"))
      ->type_name("NAME");
  c->add_option("-o,--output", o.output, say("The picture: .svg, .png, .pdf, .dot or .html"))
      ->type_name("OUT")
      ->required();
  c->add_option("--most", o.most, say("At most so many roles or companies, the busiest"))
      ->type_name("N")
      ->capture_default_str();
  c->add_flag("--dark", o.dark, say("A dark page"));
  add_examples(*c, {"hoego map career.hoego -o roles.svg",
                    "hoego map career.hoego --of leaving -o leaving.html",
                    "hoego map career.hoego --person 한결 -o around.svg"});
  c->callback([&] { run = [&o] { return run_map(o); }; });
}

void add_export(CLI::App& app, ExportOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("export", say("Write the graph in another form"));
  c->add_option("GRAPH", o.graph, say("A .hoego file, a folder of posts"))->required();
  c->add_option("--format", o.format,
                say("The form; jsonl is APOC JSON Lines, which import reads back"))
      ->type_name("FORM")
      ->check(CLI::IsMember(export_format_names()))
      ->capture_default_str();
  c->add_option("-o,--output", o.output, say("The file (- is stdout), or a folder for many files"))
      ->type_name("OUT")
      ->capture_default_str();
  c->add_option("--split", o.split, say("A file for each person in the folder -o"))
      ->type_name("BY")
      ->check(CLI::IsMember({"person"}));
  c->add_option("--person", o.people, say("Only the career of this person; again for more"))
      ->type_name("NAME")
      ->allow_extra_args(false);
  c->add_option("--query", o.query, say("Only what the result of this query speaks of"))
      ->type_name("QUERY");
  c->add_option("-p,--param", o.parameters, say("A parameter of the query: name=value"))
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  c->add_option("--around", o.around,
                say("With --query: what comes along - nothing, relationships between its nodes, or "
                    "whole careers of its people; left out, what suits the form"))
      ->type_name("WHAT")
      ->check(CLI::IsMember({"nothing", "relationships", "careers"}));
  c->add_flag("--anonymize", o.anonymize,
              say("Pseudonyms; no quotes, titles, sources, third parties"));
  c->add_option("--key", o.key_file,
                say("With --anonymize: the key is in this file (else HOEGO_KEY)"))
      ->type_name("FILE");
  c->add_option("--dates", o.dates, say("With --anonymize: no date more precise than this"))
      ->type_name("UNIT")
      ->check(CLI::IsMember({"month", "year"}));
  c->add_option("--min-people", o.min_people,
                say("With --anonymize: organisations of fewer people lose their name"))
      ->type_name("N");
  add_examples(*c, {"hoego export career.hoego -o career.jsonl",
                    "hoego export career.hoego --format json-resume --person 한결",
                    "hoego export career.hoego --format ical --split person -o calendars",
                    "hoego export career.hoego --anonymize --key key --dates year -o open.jsonl"});
  c->callback([&] { run = [&o] { return run_export(o); }; });
}

void add_import(CLI::App& app, ImportOptions& o, Run& run) {
  CLI::App* c =
      app.add_subcommand("import", say("Read APOC JSON Lines or a CSV folder into a new graph"));
  c->add_option("FILE", o.file, say("A file of APOC JSON Lines"));
  c->add_option("--csv", o.csv_folder, say("A folder of neo4j-admin style CSV files"))
      ->type_name("DIR");
  c->add_option("-g,--graph", o.graph, say("The graph file to make"))
      ->type_name("FILE")
      ->required();
  add_examples(*c, {"hoego import career.jsonl -g career.hoego",
                    "hoego import --csv folder -g career.hoego"});
  c->callback([&] { run = [&o] { return run_import(o); }; });
}

void add_why(CLI::App& app, WhyOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("why", say("Where a step comes from: post, sentence, rule"));
  c->add_option("GRAPH", o.graph, say("A .hoego file, a folder of posts"))->required();
  c->add_option("STEP", o.step, say("The id of a step (MATCH (s:Step) RETURN s.id)"))->required();
  add_examples(*c, {"hoego why career.hoego 한결/3"});
  c->callback([&] { run = [&o] { return run_why(o); }; });
}

void add_time(CLI::App& app, TimeOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("time", say("Read the time expressions of a text"));
  c->add_option("TEXT", o.text, say("For example \"작년 말부터 8개월간\""))->required();
  c->add_option("--today", o.today, say("The date that relative expressions count from (EDTF)"))
      ->type_name("DATE");
  c->add_option("--heading", o.heading, say("The heading that the text stands under"))
      ->type_name("TEXT");
  add_examples(*c, {"hoego time \"작년 말부터 8개월간\" --today 2023-02-12"});
  c->callback([&] { run = [&o] { return run_time(o); }; });
}

void add_eval(CLI::App& app, EvalOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("eval", say("Score facts against a key"));
  c->add_option("KEY", o.key, say("The right answers: a folder of <post id>.json"))->required();
  c->add_option("FACTS", o.facts, say("The output of hoego facts"))->required();
  c->add_flag("--errors", o.errors, say("List every disagreement, grouped by cause"));
  add_examples(*c, {"hoego eval keys facts.jsonl --errors"});
  c->callback([&] { run = [&o] { return run_eval(o); }; });
}

void add_lexicon(CLI::App& app, LexiconOptions& o, Run& run) {
  CLI::App* c = app.add_subcommand("lexicon", say("Check word tables of your own"));
  CLI::App* check = c->add_subcommand("check", say("Check folders of word tables (*.tsv)"));
  check->add_option("DIR", o.folders, say("The folders"))->required();
  c->require_subcommand(1);
  add_examples(*c, {"hoego lexicon check my-words"});
  check->callback([&] { run = [&o] { return run_lexicon_check(o); }; });
}

void add_help(CLI::App& app, HelpOptions& o, Run& run) {
  CLI::App* c =
      app.add_subcommand("help", say("Explain a function of the query language, or list all"));
  c->add_option("FUNCTION", o.topic, say("The name of a function"));
  add_examples(*c, {"hoego help", "hoego help datetime"});
  c->callback([&] { run = [&o] { return run_help(o); }; });
  CLI::App* doctor =
      app.add_subcommand("doctor", say("Check fonts, Graphviz, SQLite and the terminal"));
  add_examples(*doctor, {"hoego doctor"});
  doctor->callback([&] { run = [] { return run_doctor(); }; });
}

void add_shell_files(CLI::App& app, std::string& shell, Run& run) {
  CLI::App* c = app.add_subcommand("completions", say("Print completions for a shell"));
  c->add_option("SHELL", shell, say("The shell that is to complete"))
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  auto print = [](const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    return 0;
  };
  add_examples(*c, {"hoego completions bash > ~/.local/share/bash-completion/completions/hoego",
                    "hoego completions zsh > ~/.zfunc/_hoego",
                    "hoego completions fish > ~/.config/fish/completions/hoego.fish"});
  c->callback([&app, &shell, &run, print] {
    run = [&app, &shell, print] { return print(shell_completions(describe(app), shell)); };
  });
  CLI::App* man = app.add_subcommand("man", say("Print the manual page"));
  add_examples(*man, {"hoego man | man -l -", "hoego --lang ko man > hoego.1"});
  man->callback([&app, &run, print] {
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

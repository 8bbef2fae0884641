// SPDX-License-Identifier: Apache-2.0
// The commands of the program: what each takes, and the function that does it. cli/options.cpp
// fills the structs from the command line; every function returns the exit code (0 success, 1 input
// or query wrong, 2 usage, 3 environment) or throws Error. Data goes to stdout, the rest to stderr.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/messages.h"

namespace hoego::cli {

struct IngestOptions {
  std::vector<std::string> paths;
  std::string graph = "career.hoego";
  std::string author;                       // --author NAME: for posts that name nobody
  std::string author_from = "frontmatter";  // or "folder"
  std::vector<std::string> lexicons;        // --lexicon DIR
  int threads = 0;
  bool dry_run = false;
};
int run_ingest(const IngestOptions& options);

struct FactsOptions {
  std::vector<std::string> paths;  // "-": JSON Lines from standard input
  std::vector<std::string> lexicons;
  int threads = 0;
};
int run_facts(const FactsOptions& options);

struct QueryOptions {
  std::string graph;
  std::string query;
  std::string file;                     // -f; "-" is standard input
  std::vector<std::string> parameters;  // name=value
  std::string format;                   // empty: table on a terminal and off it
  bool batch = false;
  bool read_only = false;
  bool explain = false;
  std::vector<std::string> no_rewrites;  // names; "all"
  uint64_t max_rows = 0;
  uint64_t max_memory_mb = 0;
  uint64_t timeout_ms = 0;
  int threads = 0;
};
int run_query(const QueryOptions& options);

struct ReplCommandOptions {
  std::string graph;
  bool read_only = false;
  Language picture_language = Language::kKorean;  // as the posts, or what --lang says
};
int run_repl_command(const ReplCommandOptions& options);

// Which careers are drawn, and how. One career alone is a timeline, several are a comparison.
struct TimelineCommandOptions {
  std::string graph;
  std::vector<std::string> people;
  bool everybody = false;
  std::string from;  // with `to`: those who went from one role or company to another
  std::string to;
  std::string output;     // by its ending: .svg .png .pdf .dot .html; empty: drawn in the terminal
  std::string paper;      // "a4": the pages of a .pdf
  std::string link_base;  // before the source of a post: where its link leads
  bool dark = false;
  bool aligned = false;
  std::string align_on;  // a role or company
  std::string sort = "start";
  Language picture_language = Language::kKorean;
};
int run_timeline(const TimelineCommandOptions& options);

struct MapCommandOptions {
  std::string graph;
  std::string of = "role";  // or "company", "leaving"
  std::string person;       // the neighbourhood of a person instead
  std::string output;       // by its ending, as above
  size_t most = 40;         // stations
  bool dark = false;
  Language picture_language = Language::kKorean;
};
int run_map(const MapCommandOptions& options);

struct ExportOptions {
  std::string graph;
  std::string format = "jsonl";         // one of export_format_names()
  std::string output = "-";             // a folder for csv, and for a file for each person
  std::string split;                    // "person": a file for each
  std::vector<std::string> people;      // their careers only
  std::string query;                    // what its result speaks of only
  std::vector<std::string> parameters;  // name=value
  std::string around;  // of the result: "nothing", "relationships", "careers"; empty: by the form
  bool anonymize = false;
  std::string key_file;   // empty: from the environment, else random
  std::string dates;      // "month", "year"; empty: as known
  size_t min_people = 1;  // for an organisation to keep its name
};
int run_export(const ExportOptions& options);
std::vector<std::string> export_format_names();

struct ImportOptions {
  std::string file;
  std::string csv_folder;
  std::string graph;
};
int run_import(const ImportOptions& options);

struct WhyOptions {
  std::string graph;
  std::string step;
};
int run_why(const WhyOptions& options);

struct TimeOptions {
  std::string text;
  std::string today;  // EDTF: what relative expressions count from
  std::string heading;
};
int run_time(const TimeOptions& options);

struct EvalOptions {
  std::string key;
  std::string facts;
  bool errors = false;
};
int run_eval(const EvalOptions& options);

struct LexiconOptions {
  std::vector<std::string> folders;
};
int run_lexicon_check(const LexiconOptions& options);

struct HelpOptions {
  std::string topic;
};
int run_help(const HelpOptions& options);
int run_doctor();

// Takes the command line apart and runs the command. Catches every Error.
int run_program(int argc, char** argv);

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// The shell: reads statements and commands, shows results, keeps going after mistakes.
//
//   ReplOptions options;
//   options.name = "career.hoego";
//   options.save = [&] { file.save(); };
//   return run_repl(graph, options);
//
// On a terminal it edits, colours, completes and pages; otherwise it reads statements from standard
// input, writes nothing but data to standard output, and returns 1 if a statement failed.
// Every write is saved before the next input is run and at the end, so that `:undo` can take the
// last one back.
#pragma once

#include <functional>
#include <string>

#include "base/messages.h"
#include "graph/graph.h"
#include "query/query.h"

namespace hoego::cli {

struct ReplOptions {
  std::string name;  // of the graph, for the prompt
  query::Options session;
  std::function<void()> save;  // persists graph.changes(); none: nothing to persist
  std::string history_path;    // empty: History::default_path()
  std::string init_file;       // run at the start; empty: config_path("repl.cypher")
  std::string query_folder;    // empty: config_path("queries")
  std::string link_base;       // see viz::TimelineOptions
  Language picture_language = Language::kKorean;  // as the posts; messages: base/messages.h
  bool color = true;                              // on a terminal, and unless NO_COLOR is set
};

int run_repl(Graph& graph, ReplOptions options);

}  // namespace hoego::cli

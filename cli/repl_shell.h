// SPDX-License-Identifier: Apache-2.0
// The state of a shell and its commands; private to the repl_*.cpp files.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "cli/completion.h"
#include "cli/history.h"
#include "cli/line_editor.h"
#include "cli/query_library.h"
#include "cli/repl.h"
#include "cli/statement_text.h"
#include "query/query.h"
#include "viz/career.h"
#include "viz/picture.h"
#include "viz/table.h"

namespace hoego::cli {

class Shell;

struct ShellCommand {
  std::string_view name;  // ":help"
  std::string_view arguments_ko;
  std::string_view arguments_en;  // "[topic|function|clause]"
  std::string_view what_ko;
  std::string_view what_en;
  std::string_view example;
  Argument argument;
  void (Shell::*run)(std::string_view arguments);
};
// The one table: dispatch, completion, `:help` and the documentation come from it.
const std::vector<ShellCommand>& shell_commands();

// What is not a command and not a function: clauses of the language and general topics.
struct HelpTopic {
  std::string_view name;  // "MATCH", "keys"
  std::string_view what_ko;
  std::string_view what_en;
  std::string_view example;
};
const std::vector<HelpTopic>& help_topics();

class Shell {
 public:
  Shell(Graph& graph, ReplOptions options);
  int run();

  // The commands, by the names of the table.
  void help(std::string_view arguments);
  void schema(std::string_view arguments);
  void people(std::string_view arguments);
  void timeline(std::string_view arguments);
  void compare(std::string_view arguments);
  void map(std::string_view arguments);
  void path(std::string_view arguments);
  void why(std::string_view arguments);
  void param(std::string_view arguments);
  void source(std::string_view arguments);
  void queries(std::string_view arguments);
  void explain(std::string_view arguments);
  void lang(std::string_view arguments);
  void timing(std::string_view arguments);
  void limit(std::string_view arguments);
  void undo(std::string_view arguments);
  void last(std::string_view arguments);
  void mode(std::string_view arguments);
  void save_result(std::string_view arguments);
  void edit(std::string_view arguments);
  void quit(std::string_view arguments);

 private:
  std::string words(std::string_view korean, std::string_view english) const {
    return std::string(language() == Language::kKorean ? korean : english);
  }
  void greet();
  void run_init_file();
  void run_input(const std::string& text);
  void run_command(std::string_view text);
  bool run_statements(const std::string& text, const std::string& name);
  bool run_statement(const Source& source, Span statement);
  void keep(query::Table table);
  void report(const Diagnostic& diagnostic, const Source& source) const;
  void complain(const std::string& message, const std::string& hint = {}) const;
  void say_line(const std::string& text) const;  // remarks; not where data is expected

  void show(const query::Table& table, viz::Mode mode, size_t max_rows, double seconds);
  std::string rendered(const query::Table& table, viz::Mode mode, size_t max_rows) const;
  void show_text(const std::string& text) const;
  query::Table query(const std::string& text, const query::Parameters& parameters = {});
  void settle();  // saves the writes that are still pending

  std::string usage_of(const ShellCommand& command) const;
  std::string help_overview() const;
  std::optional<std::string> help_for(std::string_view topic) const;
  std::string colored(std::string_view style, std::string_view text) const;
  Completer make_completer();
  void list_queries();
  void set_parameter(const std::string& assignment);
  std::optional<NodeId> person_named(
      const std::string& name) const;  // complains where there is none
  bool knows_place(const std::vector<viz::Career>& careers,
                   const std::string& name) const;  // complains where nobody was there
  void write_picture(const std::string& file, const std::vector<viz::Picture>& pages,
                     size_t left_out) const;

  Graph& graph_;
  ReplOptions options_;
  query::Session session_;
  History history_;
  std::vector<NamedQuery> queries_;
  query::Parameters parameters_;
  Completer completer_;
  StatementEnd statement_end_;
  LineEditor editor_;
  bool interactive_ = false;
  bool color_ = false;
  viz::Mode mode_ = viz::Mode::kTable;
  size_t limit_ = 200;
  bool timing_ = true;
  bool done_ = false;
  bool failed_ = false;
  bool warnings_ = true;  // not for questions of the library: a graph need not hold all they name
  int depth_ = 0;         // of :source in :source
  std::optional<query::Table> last_;
  std::vector<Graph::Mark> undo_marks_;
  bool unsaved_ = false;
};

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// The loop of the shell: input, statements, results, saving.
#include "cli/repl.h"

#include <signal.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "base/error.h"
#include "base/suggest.h"
#include "base/unicode.h"
#include "cli/files.h"
#include "cli/pager.h"
#include "cli/raw_terminal.h"
#include "cli/repl_shell.h"
#include "cli/repl_text.h"
#include "cli/terminal.h"
#include "query/aggregate.h"
#include "query/functions.h"
#include "query/parse.h"

namespace hoego::cli {
namespace {

std::atomic<bool> cancelled{false};
static_assert(std::atomic<bool>::is_always_lock_free);
void on_interrupt(int) {
  cancelled = true;
}

// Ctrl-C stops the statement that runs while this lives, not the program.
class InterruptGuard {
 public:
  InterruptGuard() {
    struct sigaction action {};
    action.sa_handler = on_interrupt;
    sigaction(SIGINT, &action, &old_);
  }
  ~InterruptGuard() { sigaction(SIGINT, &old_, nullptr); }
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

 private:
  struct sigaction old_ {};
};

query::Options with_cancel(query::Options options) {
  options.cancelled = &cancelled;
  return options;
}

// The semicolon stays.
std::string without_blanks(std::string_view text) {
  size_t begin = text.find_first_not_of(" \t\n\r");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\n\r") - begin + 1));
}

// Strings of a result may live in the graph only until the next write.
void own_strings(query::Table& table) {
  for (std::vector<Value>& row : table.rows)
    for (Value& value : row) value = value.owned();
}

}  // namespace

Shell::Shell(Graph& graph, ReplOptions options)
    : graph_(graph),
      options_(std::move(options)),
      session_(graph, with_cancel(options_.session)),
      history_(options_.history_path.empty() ? History::default_path() : options_.history_path),
      queries_(query_library(options_.query_folder.empty() ? config_path("queries")
                                                           : options_.query_folder)),
      completer_(make_completer()),
      editor_(history_,
              {.highlight = highlight,
               .complete = [this](std::string_view text,
                                  size_t cursor) { return completer_.complete(text, cursor); },
               .prepare = [this](std::string_view text,
                                 size_t cursor) { return completer_.prepare(text, cursor); },
               .is_complete = is_whole_statement,
               .ends_with_line =
                   [this](std::string_view line, bool first) {
                     return statement_end_.ends_with(line, first);
                   }}) {
  interactive_ = editor_.interactive();
  color_ = interactive_ && options_.color && !std::getenv("NO_COLOR");
}

Completer Shell::make_completer() {
  std::vector<CommandWord> commands;
  for (const ShellCommand& command : shell_commands())
    commands.push_back(
        {std::string(command.name), words(command.what_ko, command.what_en), command.argument});
  Completer completer(graph_, std::move(commands));
  completer.query_names = [this] {
    std::vector<Candidate> out;
    for (const NamedQuery& query : queries_)
      out.push_back({query.name, words(query.what_ko, query.what_en)});
    return out;
  };
  completer.parameters = [this] {
    std::vector<Candidate> out;
    for (const auto& entry : parameters_)
      out.push_back({entry.first, viz::cell_text(graph_, entry.second)});
    return out;
  };
  completer.topics = [this] {
    std::vector<Candidate> out;
    for (const ShellCommand& command : shell_commands())
      out.push_back({std::string(command.name.substr(1)), words(command.what_ko, command.what_en)});
    for (const HelpTopic& topic : help_topics())
      out.push_back({std::string(topic.name), words(topic.what_ko, topic.what_en)});
    for (const query::Function& function : query::functions())
      out.push_back({std::string(function.name), std::string(function.signature)});
    for (const query::Aggregate& aggregate : query::aggregates())
      out.push_back({std::string(aggregate.name), std::string(aggregate.signature)});
    return out;
  };
  return completer;
}

int Shell::run() {
  std::string prompt = interactive_ ? colored("1;32", "hoego") + colored("2", "> ") : "";
  std::string continuation = interactive_ ? colored("2", "  ...> ") : "";
  // Without a terminal Ctrl-C ends the program, as it ends any other.
  std::optional<InterruptGuard> guard;
  std::optional<TerminalMode> quiet;
  if (interactive_) {
    guard.emplace();
    quiet.emplace(TerminalMode::Wanted::kQuiet);
    greet();
    run_init_file();
  }
  while (!done_) {
    LineEditor::Result input = editor_.read(prompt, continuation);
    if (input.kind == LineEditor::Kind::kEnd) break;
    if (input.kind == LineEditor::Kind::kInterrupted) continue;
    std::string text = without_blanks(input.text);
    if (text.empty()) continue;
    if (interactive_) history_.add(text);
    run_input(text);
  }
  try {
    settle();
  } catch (const Error& error) {
    complain(error.what(), error.hint());
    return static_cast<int>(error.kind());
  }
  return !interactive_ && failed_ ? 1 : 0;
}

// What the user wants in every shell: modes, limits, parameters.
void Shell::run_init_file() {
  std::string path = options_.init_file.empty() ? config_path("repl.cypher") : options_.init_file;
  std::error_code none;
  if (path.empty() || !std::filesystem::exists(path, none)) return;
  try {
    source(path);
  } catch (const Error& error) {
    complain(error.what(), error.hint());
  }
}

void Shell::greet() {
  say_line(colored("1", "hoego") + "  " + options_.name + "  " + words("노드 ", "nodes ") +
           viz::grouped(graph_.node_count()) + ", " + words("관계 ", "relationships ") +
           viz::grouped(graph_.relationship_count()));
  say_line(trimmed(wrapped(
      words("쿼리는 ;로 끝납니다. 도움말은 :help, 예제는 :queries, 끝내기는 Ctrl-D.",
            "Statements end with a semicolon. :help, :queries for examples, Ctrl-D to leave."),
      terminal_width())));
}

void Shell::run_input(const std::string& text) {
  bool undoing = text.rfind(":undo", 0) == 0 || text.rfind(".undo", 0) == 0;
  try {
    if (!undoing) settle();
    if (is_command(text))
      run_command(text);
    else
      run_statements(text, "query");
  } catch (const Error& error) {
    complain(error.what(), error.hint());
  }
  std::fflush(stdout);
}

void Shell::run_command(std::string_view text) {
  size_t space = text.find_first_of(" \t\n");
  std::string name(text.substr(0, space));
  if (name == "\\e") name = ":edit";
  name[0] = ':';
  if (name.back() == ';') name.pop_back();
  std::string arguments = space == std::string_view::npos ? "" : without_blanks(text.substr(space));
  static constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
      {":exit", ":quit"},   {":q", ":quit"},       {":?", ":help"},        {":h", ":help"},
      {":read", ":source"}, {":timer", ":timing"}, {":maxrows", ":limit"}, {":tables", ":schema"}};
  for (const auto& [alias, real] : kAliases)
    if (name == alias) name = real;
  for (const ShellCommand& command : shell_commands())
    if (command.name == name) return (this->*command.run)(arguments);
  std::vector<std::string> names;
  for (const ShellCommand& command : shell_commands()) names.emplace_back(command.name);
  std::string near = suggest(name, names);
  complain(words("그런 명령이 없습니다: ", "there is no command ") + name,
           near.empty() ? words(":help 가 명령을 보여 줍니다", ":help lists the commands")
                        : words("혹시 ", "did you mean ") + near + "?");
}

bool Shell::run_statements(const std::string& text, const std::string& name) {
  if (first_invalid_utf8(text) != kNoOffset) {
    complain(name + words(": UTF-8이 아닙니다", " is not UTF-8"));
    return false;
  }
  Source source(name, text);
  for (Span statement : query::split_statements(source.text()))
    if (!run_statement(source, statement)) return false;
  return true;
}

bool Shell::run_statement(const Source& source, Span statement) {
  if (interactive_ || options_.save) settle();
  cancelled = false;
  Graph::Mark mark = graph_.mark();
  auto begin = std::chrono::steady_clock::now();
  try {
    query::Table table = session_.run(statement.in(source.text()), parameters_);
    std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    for (Diagnostic warning : table.warnings) {
      if (!warnings_) break;
      warning.span.begin += statement.begin;
      warning.span.end += statement.begin;
      report(warning, source);
    }
    if (table.stats.any()) {
      undo_marks_.push_back(mark);
      unsaved_ = true;
      completer_.invalidate();
      last_.reset();
    }
    show(table, mode_, limit_, took.count());
    keep(std::move(table));
    return true;
  } catch (const query::QueryError& error) {
    Span span{error.span().begin + statement.begin, error.span().end + statement.begin};
    report({Severity::kError, error.what(), span, error.hint()}, source);
  }
  failed_ = true;
  return false;
}

void Shell::keep(query::Table table) {
  own_strings(table);
  last_ = std::move(table);
}

void Shell::settle() {
  if (!unsaved_ || !options_.save) return;
  options_.save();
  unsaved_ = false;
  undo_marks_.clear();
}

query::Table Shell::query(const std::string& text, const query::Parameters& parameters) {
  cancelled = false;
  return session_.run(text, parameters);
}

void Shell::report(const Diagnostic& diagnostic, const Source& source) const {
  std::string text = render(diagnostic, source, std::max(40, terminal_width()));
  size_t colon = text.find(':');
  if (color_ && colon != std::string::npos)
    text =
        colored(diagnostic.severity == Severity::kError ? "1;31" : "1;33", text.substr(0, colon)) +
        text.substr(colon);
  std::fflush(stdout);
  std::fputs(text.c_str(), stderr);
}

void Shell::complain(const std::string& message, const std::string& hint) const {
  std::fflush(stdout);
  tell(colored("1;31", say("error")) + ": " + message);
  if (!hint.empty()) tell(say("help") + ": " + hint);
}

void Shell::say_line(const std::string& text) const {
  FILE* where = interactive_ ? stdout : stderr;
  std::fprintf(where, "%s\n", text.c_str());
}

std::string Shell::colored(std::string_view style, std::string_view text) const {
  if (!color_) return std::string(text);
  return "\x1b[" + std::string(style) + "m" + std::string(text) + "\x1b[0m";
}

std::string Shell::rendered(const query::Table& table, viz::Mode mode, size_t max_rows) const {
  viz::TableOptions layout;
  layout.width = interactive_ ? terminal_width() : 0;
  layout.max_rows = interactive_ ? max_rows : 0;
  layout.color = color_;
  return viz::render_table(graph_, table, mode, layout);
}

void Shell::show(const query::Table& table, viz::Mode mode, size_t max_rows, double seconds) {
  std::string text = table.plan;
  if (!table.columns.empty() && table.plan.empty()) text += rendered(table, mode, max_rows);
  std::string remark;
  if (!table.columns.empty() && table.plan.empty())
    remark =
        viz::grouped(table.rows.size()) + words("행", table.rows.size() == 1 ? " row" : " rows");
  std::string effects = viz::stats_text(table.stats);
  if (!effects.empty()) remark += (remark.empty() ? "" : ", ") + effects;
  if (timing_ && seconds >= 0) {
    char time[48];
    std::snprintf(time, sizeof time, "%.1f ms", seconds * 1000);
    remark += (remark.empty() ? "" : "  ") + std::string(time);
  }
  show_text(text);
  if (interactive_ && !remark.empty()) say_line(colored("2", remark));
  if (!interactive_ && !effects.empty()) say_line(effects);
}

void Shell::show_text(const std::string& text) const {
  page(text);
}

int run_repl(Graph& graph, ReplOptions options) {
  Shell shell(graph, std::move(options));
  return shell.run();
}

}  // namespace hoego::cli

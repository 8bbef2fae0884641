// SPDX-License-Identifier: Apache-2.0
// The table of commands, and those that set or run something. What shows the graph is in
// repl_graph.cpp, what draws careers in repl_careers.cpp, what is done with results in
// repl_results.cpp.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "base/error.h"
#include "base/messages.h"
#include "base/suggest.h"
#include "cli/files.h"
#include "cli/raw_terminal.h"
#include "cli/repl_shell.h"
#include "cli/repl_text.h"
#include "messages/korean.h"
#include "query/parse.h"

namespace hoego::cli {
namespace {

constexpr int kMaxSourceDepth = 8;

std::string edited_in_editor(const std::string& text) {
  const char* editor = std::getenv("VISUAL");
  if (!editor || !*editor) editor = std::getenv("EDITOR");
  if (!editor || !*editor) editor = "vi";
  std::string name = (std::filesystem::temp_directory_path() / "hoego-XXXXXX.cypher").string();
  int descriptor = mkstemps(name.data(), 7);
  if (descriptor < 0) throw Error(ErrorKind::kEnvironment, say("cannot make a temporary file"));
  FILE* file = fdopen(descriptor, "w");
  std::fwrite(text.data(), 1, text.size(), file);
  std::fclose(file);
  TerminalMode found(TerminalMode::Wanted::kAsFound);
  int status = std::system((std::string(editor) + " " + name).c_str());
  std::string edited = status == 0 ? read_file(name) : text;
  std::error_code error;
  std::filesystem::remove(name, error);
  return edited;
}

}  // namespace

const std::vector<ShellCommand>& shell_commands() {
  static const std::vector<ShellCommand> table = {
      {":help", "[주제|함수|절]", "[topic|function|clause]", "도움말",
       "help on a command, function, clause or topic", ":help MATCH", Argument::kTopic,
       &Shell::help},
      {":schema", "", "", "레이블, 관계, 속성과 그 수",
       "labels, relationships and properties, counted", ":schema", Argument::kNone, &Shell::schema},
      {":people", "", "", "그래프에 있는 사람들", "the persons of the graph", ":people",
       Argument::kNone, &Shell::people},
      {":timeline", "이름 [파일] [--paper a4]", "NAME [FILE] [--paper a4]",
       "한 사람의 경력을 그립니다 (.svg .png .pdf .html .dot)",
       "draw a career, here or into a .svg .png .pdf .html .dot", ":timeline 한다온 out.svg",
       Argument::kPerson, &Shell::timeline},
      {":compare", "[이름, 이름 ... | A -> B] [--aligned] [파일] [--paper a4]",
       "[NAME, NAME ... | A -> B] [--aligned] [FILE] [--paper a4]",
       "여러 사람을 한 축에 그립니다. A -> B: A에서 B로 옮긴 사람들. --aligned: 첫 일을 기준으로",
       "several people on one axis; A -> B: those who went that way; --aligned: from their first "
       "work",
       ":compare 한다온, 오하루 --aligned out.png", Argument::kPerson, &Shell::compare},
      {":map", "[무엇] [파일]", "[WHAT] [FILE]", "이동: role, company, leaving (떠날 때 쓴 주제)",
       "moves: by role, company or leaving (what people wrote then)", ":map role map.svg",
       Argument::kStation, &Shell::map},
      {":path", "역할|회사 -> 역할|회사", "ROLE|COMPANY -> ROLE|COMPANY",
       "한 역할이나 회사에서 다른 곳으로 옮긴 길",
       "the ways people went from one role or company to another",
       ":path 데이터 분석가 -> 데이터 엔지니어", Argument::kPlace, &Shell::path},
      {":why", "[단계 id]", "[STEP ID]", "마지막 결과에 있는 단계의 근거 문장과 규칙",
       "sentence and rule behind the steps of the last result", ":why", Argument::kNone,
       &Shell::why},
      {":queries", "[이름 [매개변수=값 ...]]", "[NAME [PARAMETER=VALUE ...]]",
       "이름 붙은 질문 목록, 이름을 주면 그 질문의 답",
       "the library of named questions; with a name: ask it", ":queries in-year year=2021",
       Argument::kQueryName, &Shell::queries},
      {":param", "[이름 = 식 | clear]", "[NAME = EXPRESSION | clear]", "쿼리의 매개변수",
       "parameters of queries", ":param role = 'data-engineer'", Argument::kParameter,
       &Shell::param},
      {":mode", "[방식]", "[MODE]", "결과를 보여 주는 방식", "how results are shown",
       ":mode markdown", Argument::kMode, &Shell::mode},
      {":last", "[방식]", "[MODE]", "마지막 결과를 빠짐없이, 다른 방식으로 다시 보여 줍니다",
       "the last result again, whole, in another mode", ":last json", Argument::kMode,
       &Shell::last},
      {":save", "파일", "FILE", "마지막 결과를 파일로 저장합니다 (.csv .json .md .html ...)",
       "write the last result to a file, by its ending", ":save out.csv", Argument::kFile,
       &Shell::save_result},
      {":limit", "[N]", "[N]", "표에 보여 줄 행의 수 (0: 모두)", "rows shown in tables (0: all)",
       ":limit 40", Argument::kNone, &Shell::limit},
      {":timing", "[on|off]", "[on|off]", "걸린 시간을 보여 줍니다", "show how long it took",
       ":timing off", Argument::kSwitch, &Shell::timing},
      {":lang", "[ko|en]", "[ko|en]", "메시지와 도움말, 그림의 언어",
       "the language of messages, help and pictures", ":lang en", Argument::kLanguage,
       &Shell::lang},
      {":explain", "쿼리", "QUERY", "실행하지 않고 실행 계획을 보여 줍니다",
       "the plan of a query, without running it", ":explain MATCH (p:Person) RETURN p",
       Argument::kQuery, &Shell::explain},
      {":source", "파일", "FILE", "파일에 있는 쿼리와 명령을 실행합니다",
       "run the statements of a file", ":source queries.cypher", Argument::kFile, &Shell::source},
      {":undo", "", "", "마지막 쓰기를 되돌립니다", "take the last write back", ":undo",
       Argument::kNone, &Shell::undo},
      {":edit", "", "", "$EDITOR로 쿼리를 씁니다 (\\e)", "write a statement in $EDITOR (\\e)",
       ":edit", Argument::kNone, &Shell::edit},
      {":quit", "", "", "끝냅니다 (Ctrl-D)", "leave (Ctrl-D)", ":quit", Argument::kNone,
       &Shell::quit},
  };
  return table;
}

void Shell::param(std::string_view arguments) {
  std::string text = trimmed(arguments);
  if (text == "clear") return parameters_.clear();
  if (text.empty()) {
    query::Table table;
    table.columns = {"parameter", "value"};
    for (const auto& [name, value] : parameters_)
      table.rows.push_back({text_value("$" + name), value});
    return show(table, viz::Mode::kTable, 0, -1);
  }
  size_t end = text.find_first_of(" =\t");
  std::string name = text.substr(0, end);
  if (name[0] == '$') name.erase(0, 1);
  if (end == std::string::npos) {
    auto known = parameters_.find(name);
    if (known == parameters_.end())
      return complain(words("그런 매개변수가 없습니다: ", "there is no parameter ") + name);
    return say_line("$" + name + " = " + viz::cell_text(graph_, known->second));
  }
  std::string expression = trimmed(text.substr(end));
  for (std::string_view sign : {"=>", "="})
    if (expression.rfind(sign, 0) == 0) {
      expression = trimmed(std::string_view(expression).substr(sign.size()));
      break;
    }
  try {
    query::Table table = query("RETURN " + expression + " AS value", parameters_);
    parameters_[name] = table.rows.at(0).at(0).owned();
  } catch (const query::QueryError& error) {
    return complain(error.what(), error.hint());
  }
}

void Shell::source(std::string_view arguments) {
  std::string path = file_argument(arguments);
  if (path.empty()) return complain(words("파일 이름이 없습니다", "which file?"));
  if (depth_ >= kMaxSourceDepth)
    return complain(words("파일이 파일을 너무 깊이 부릅니다", "files call files too deep"));
  std::string text = read_file(path);
  ++depth_;
  // Commands stand on lines of their own; what lies between is statements.
  std::string statements;
  bool good = true;
  auto flush = [&] {
    if (statements.find_first_not_of(" \t\r\n") != std::string::npos)
      good = run_statements(statements, path);
    statements.clear();
  };
  for (size_t at = 0; at < text.size() && good;) {
    size_t end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    at = end + 1;
    if (is_command(line) && is_whole_statement(statements)) {
      flush();
      if (good) run_command(trimmed(line));
    } else {
      statements += line + "\n";
    }
  }
  if (good) flush();
  --depth_;
}

void Shell::queries(std::string_view arguments) {
  std::vector<std::string> parts = split_words(arguments);
  if (parts.empty()) return list_queries();
  auto found = std::find_if(queries_.begin(), queries_.end(),
                            [&](const NamedQuery& named) { return named.name == parts[0]; });
  if (found == queries_.end()) {
    std::vector<std::string> names;
    for (const NamedQuery& named : queries_) names.push_back(named.name);
    std::string near = suggest(parts[0], names);
    return complain(words("그런 질문이 없습니다: ", "there is no question ") + parts[0],
                    near.empty() ? "" : words("혹시 ", "did you mean ") + near + "?");
  }
  query::Parameters saved = parameters_;
  for (const auto& [name, value] : found->parameters)
    if (!parameters_.count(name)) param(std::string(name).append(" = ").append(value));
  for (size_t i = 1; i < parts.size(); ++i) set_parameter(parts[i]);
  if (interactive_) say_line(colored("2", trimmed(found->text)));
  warnings_ = false;
  run_statements(found->text, found->name);
  warnings_ = true;
  parameters_ = std::move(saved);
}

void Shell::list_queries() {
  query::Table table;
  table.columns = {"name", "question", "parameters"};
  for (const NamedQuery& named : queries_) {
    std::string parameters;
    for (const auto& [name, value] : named.parameters)
      parameters.append(parameters.empty() ? "" : " ").append(name).append("=").append(value);
    table.rows.push_back({text_value(named.name), text_value(words(named.what_ko, named.what_en)),
                          text_value(parameters)});
  }
  show(table, viz::Mode::kTable, 0, -1);
}

// "name=value": a number, a quoted text or a list as they are, anything else is text.
void Shell::set_parameter(const std::string& assignment) {
  size_t equals = assignment.find('=');
  if (equals == std::string::npos || equals + 1 == assignment.size()) return;
  char first = assignment[equals + 1];
  bool literal = std::string_view("0123456789'\"[{-").find(first) != std::string_view::npos;
  if (literal)
    param(assignment);
  else
    parameters_[assignment.substr(0, equals)] = text_value(assignment.substr(equals + 1));
}

void Shell::explain(std::string_view arguments) {
  std::string text = trimmed(arguments);
  try {
    show_text(session_.explain(text, parameters_));
  } catch (const query::QueryError& error) {
    report({Severity::kError, error.what(), error.span(), error.hint()}, Source("query", text));
  }
}

void Shell::timing(std::string_view arguments) {
  timing_ = arguments.empty() ? !timing_ : arguments == "on";
  say_line(words("걸린 시간: ", "timing: ") + (timing_ ? "on" : "off"));
}

void Shell::lang(std::string_view arguments) {
  std::string name = trimmed(arguments);
  if (!name.empty() && name != "ko" && name != "en")
    return complain(words("언어는 ko 아니면 en 입니다: ", "a language is ko or en, not ") + name);
  if (!name.empty()) {
    messages::use_language(language_named(name));
    options_.picture_language = language();
  }
  say_line(words("언어: ko", "language: en"));
}

void Shell::limit(std::string_view arguments) {
  std::string text = trimmed(arguments);
  if (!text.empty()) {
    if (text.find_first_not_of("0123456789") != std::string::npos || text.size() > 9)
      return complain(words("수가 아닙니다: ", "not a number: ") + text);
    limit_ = std::stoul(text);
  }
  say_line(words("표에 보이는 행: ", "rows shown: ") +
           (limit_ == 0 ? words("모두", "all") : viz::grouped(limit_)));
}

void Shell::undo(std::string_view) {
  if (undo_marks_.empty())
    return complain(words("되돌릴 쓰기가 없습니다", "there is no write to take back"),
                    words("저장된 뒤의 쓰기는 되돌릴 수 없습니다",
                          "a write is saved when the next input is run"));
  graph_.rollback(undo_marks_.back());
  undo_marks_.pop_back();
  unsaved_ = !undo_marks_.empty();
  last_.reset();
  completer_.invalidate();
  say_line(words("되돌렸습니다", "taken back"));
}

void Shell::mode(std::string_view arguments) {
  std::string name = trimmed(arguments);
  if (name.empty()) {
    for (const viz::ModeName& row : viz::modes())
      say_line((row.mode == mode_ ? "* " : "  ") + std::string(row.name) +
               std::string(12 - row.name.size(), ' ') + std::string(translated(row.what)));
    return;
  }
  if (std::optional<viz::Mode> chosen = viz::mode_of(name)) {
    mode_ = *chosen;
    return;
  }
  std::vector<std::string> names;
  for (const viz::ModeName& row : viz::modes()) names.emplace_back(row.name);
  std::string near = suggest(name, names);
  complain(words("그런 방식이 없습니다: ", "there is no mode ") + name,
           near.empty() ? ":mode" : words("혹시 ", "did you mean ") + near + "?");
}

void Shell::edit(std::string_view) {
  std::string text;
  for (auto it = history_.entries().rbegin(); it != history_.entries().rend(); ++it)
    if (!is_command(*it)) {
      text = *it;
      break;
    }
  editor_.preset(trimmed(edited_in_editor(text)) + ";");
}

void Shell::quit(std::string_view) {
  done_ = true;
}

}  // namespace hoego::cli

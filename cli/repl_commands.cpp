// SPDX-License-Identifier: Apache-2.0
// The commands of the shell: the table, and what each does.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "base/error.h"
#include "base/suggest.h"
#include "base/unicode.h"
#include "cli/files.h"
#include "cli/repl_shell.h"
#include "cli/terminal.h"
#include "graph/schema.h"
#include "query/parse.h"
#include "viz/career.h"
#include "viz/compare.h"
#include "viz/flows.h"
#include "viz/map.h"
#include "viz/page.h"
#include "viz/terminal_timeline.h"
#include "viz/timeline.h"

namespace hoego::cli {
namespace {

constexpr int kMaxSourceDepth = 8;
constexpr size_t kSampled = 1000;  // nodes or relationships looked at for :schema
constexpr int kSampleWidth = 40;

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    size_t begin = text.find_first_not_of(" \t\n");
    if (begin == std::string_view::npos) break;
    size_t end = std::min(text.find_first_of(" \t\n", begin), text.size());
    words.emplace_back(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
  return words;
}

std::string trimmed(std::string_view text) {
  size_t begin = text.find_first_not_of(" \t\n");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\n;") - begin + 1));
}

std::string unquoted(std::string text) {
  if (text.size() >= 2 && (text[0] == '\'' || text[0] == '"') && text.back() == text[0])
    return text.substr(1, text.size() - 2);
  return text;
}

// Takes a file name with an ending of pictures off the end of the arguments.
std::string split_file(std::string& arguments) {
  size_t space = arguments.rfind(' ');
  std::string last = space == std::string::npos ? arguments : arguments.substr(space + 1);
  if (!viz::is_picture_file(last)) return {};
  arguments = space == std::string::npos ? "" : trimmed(arguments.substr(0, space));
  return last;
}

std::vector<std::string> split_commas(const std::string& text) {
  std::vector<std::string> out;
  for (size_t begin = 0; begin <= text.size();) {
    size_t end = std::min(text.find(',', begin), text.size());
    std::string part = unquoted(trimmed(text.substr(begin, end - begin)));
    if (!part.empty()) out.push_back(part);
    begin = end + 1;
  }
  return out;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

Value text_value(const std::string& text) {
  return Value::string(text);
}

// The properties seen on some elements: name, type and one example each.
struct SeenProperties {
  std::map<std::string, std::pair<std::string, std::string>> properties;

  void add(const Graph& graph, const std::vector<std::pair<KeyId, Value>>& entries) {
    for (const auto& [key, value] : entries) {
      auto& seen = properties[graph.key_name(key)];
      if (!seen.first.empty()) continue;
      std::string sample = viz::cell_text(graph, value);
      if (display_width(sample) > kSampleWidth)
        sample = cut_to_width(sample, kSampleWidth - 1) + "…";
      seen = {std::string(type_name(value.type())), sample};
    }
  }
  void add_rows(query::Table& table, const std::string& name, size_t count) const {
    bool first = true;
    auto row = [&](const std::string& key, const std::string& type, const std::string& sample) {
      table.rows.push_back({first ? text_value(name) : text_value(""),
                            first ? Value::integer(static_cast<int64_t>(count)) : Value(),
                            text_value(key), text_value(type), text_value(sample)});
      if (!first) table.rows.back()[1] = text_value("");
      first = false;
    };
    for (const auto& [key, seen] : properties) row(key, seen.first, seen.second);
    if (properties.empty()) row("", "", "");
  }
};

std::string first_label(const Graph& graph, NodeId node) {
  std::span<const LabelId> labels = graph.labels_of(node);
  return labels.empty() ? "" : ":" + graph.label_name(labels[0]);
}

void collect_steps(const Value& value, std::vector<NodeId>& nodes,
                   std::vector<std::string>& texts) {
  switch (value.type()) {
    case ValueType::kNode:
      nodes.push_back(value.as_node());
      break;
    case ValueType::kString:
      texts.emplace_back(value.as_string());
      break;
    case ValueType::kPath:
      for (NodeId node : value.as_path().nodes) nodes.push_back(node);
      break;
    case ValueType::kList:
      for (const Value& item : value.as_list()) collect_steps(item, nodes, texts);
      break;
    case ValueType::kMap:
      for (const auto& entry : value.as_map()) collect_steps(entry.second, nodes, texts);
      break;
    default:
      break;
  }
}

std::vector<NodeId> steps_with_ids(const Graph& graph, const std::vector<std::string>& ids) {
  std::vector<NodeId> out;
  std::optional<LabelId> label = graph.find_label(schema::kStep);
  std::optional<KeyId> key = graph.find_key(schema::kId);
  if (!label || !key || ids.empty()) return out;
  std::set<std::string_view> wanted(ids.begin(), ids.end());
  std::vector<NodeId> steps;
  graph.scan_nodes(*label, 0, graph.node_limit(), steps);
  for (NodeId step : steps) {
    Value id = graph.node_property(step, *key);
    if (id.is(ValueType::kString) && wanted.count(id.as_string())) out.push_back(step);
  }
  return out;
}

std::string edited_in_editor(const std::string& text) {
  const char* editor = std::getenv("VISUAL");
  if (!editor || !*editor) editor = std::getenv("EDITOR");
  if (!editor || !*editor) editor = "vi";
  std::string name = (std::filesystem::temp_directory_path() / "hoego-XXXXXX.cypher").string();
  int descriptor = mkstemps(name.data(), 7);
  if (descriptor < 0) throw Error(ErrorKind::kEnvironment, "cannot make a temporary file");
  FILE* file = fdopen(descriptor, "w");
  std::fwrite(text.data(), 1, text.size(), file);
  std::fclose(file);
  int status = std::system((std::string(editor) + " " + name).c_str());
  std::string edited = status == 0 ? read_file(name) : text;
  std::error_code error;
  std::filesystem::remove(name, error);
  return edited;
}

}  // namespace

const std::vector<ShellCommand>& shell_commands() {
  static const std::vector<ShellCommand> table = {
      {":help", "[주제|함수|절]", "도움말", "help on a command, function, clause or topic",
       ":help MATCH", Argument::kTopic, &Shell::help},
      {":schema", "", "라벨, 관계, 속성과 그 수", "labels, relationships and properties, counted",
       ":schema", Argument::kNone, &Shell::schema},
      {":people", "", "그래프에 있는 사람들", "the persons of the graph", ":people",
       Argument::kNone, &Shell::people},
      {":timeline", "이름 [파일]", "한 사람의 경력을 그린다 (.svg .png .pdf .html .dot)",
       "draw a career, here or into a file (.svg .png .pdf .html .dot)", ":timeline 한다온 out.svg",
       Argument::kPerson, &Shell::timeline},
      {":compare", "[이름, 이름 ... | A -> B] [--aligned] [파일]",
       "여러 사람을 한 축에 그린다. A -> B: 그 길을 간 사람들. --aligned: 첫 일에 맞춰",
       "several people on one axis; A -> B: those who went that way; --aligned: from their first "
       "work",
       ":compare 한다온, 오하루 --aligned out.png", Argument::kPerson, &Shell::compare},
      {":map", "[role|company] [파일]", "직무나 회사 사이의 이동",
       "moves between roles or companies", ":map role map.svg", Argument::kNone, &Shell::map},
      {":path", "직무|회사 -> 직무|회사", "한 자리에서 다른 자리로 간 길들",
       "the ways people went from one role or company to another",
       ":path 데이터 분석가 -> 데이터 엔지니어", Argument::kPlace, &Shell::path},
      {":why", "[단계 id]", "마지막 결과에 있는 단계의 근거 문장과 규칙",
       "sentence and rule behind the steps of the last result", ":why", Argument::kNone,
       &Shell::why},
      {":queries", "[이름 [매개변수=값 ...]]", "이름 붙은 질문들, 또는 그 하나를 묻는다",
       "the library of named questions; with a name: ask it", ":queries in-year year=2021",
       Argument::kQueryName, &Shell::queries},
      {":param", "[이름 = 식 | clear]", "질의의 매개변수", "parameters of queries",
       ":param role = 'data-engineer'", Argument::kParameter, &Shell::param},
      {":mode", "[방식]", "결과를 보이는 방식", "how results are shown", ":mode markdown",
       Argument::kMode, &Shell::mode},
      {":last", "[방식]", "마지막 결과를 모두, 다른 방식으로 다시",
       "the last result again, whole, in another mode", ":last json", Argument::kMode,
       &Shell::last},
      {":save", "파일", "마지막 결과를 파일로 (.csv .json .md .html ...)",
       "write the last result to a file, by its ending", ":save out.csv", Argument::kFile,
       &Shell::save_result},
      {":limit", "[N]", "표에 보이는 행의 수 (0: 모두)", "rows shown in tables (0: all)",
       ":limit 40", Argument::kNone, &Shell::limit},
      {":timing", "[on|off]", "걸린 시간을 보인다", "show how long it took", ":timing off",
       Argument::kSwitch, &Shell::timing},
      {":explain", "질의", "실행하지 않고 계획을 보인다", "the plan of a query, without running it",
       ":explain MATCH (p:Person) RETURN p", Argument::kNone, &Shell::explain},
      {":source", "파일", "파일의 질의와 명령을 실행한다", "run the statements of a file",
       ":source queries.cypher", Argument::kFile, &Shell::source},
      {":undo", "", "마지막 쓰기를 되돌린다", "take the last write back", ":undo", Argument::kNone,
       &Shell::undo},
      {":edit", "", "$EDITOR 로 질의를 쓴다 (\\e)", "write a statement in $EDITOR (\\e)", ":edit",
       Argument::kNone, &Shell::edit},
      {":quit", "", "끝낸다 (Ctrl-D)", "leave (Ctrl-D)", ":quit", Argument::kNone, &Shell::quit},
  };
  return table;
}

void Shell::schema(std::string_view) {
  query::Table nodes;
  nodes.columns = {"label", "nodes", "property", "type", "example"};
  for (size_t id = 0; id < graph_.label_count(); ++id) {
    auto label = static_cast<LabelId>(id);
    if (graph_.node_count(label) == 0) continue;
    std::vector<NodeId> ids;
    graph_.scan_nodes(label, 0, graph_.node_limit(), ids);
    if (ids.size() > kSampled) ids.resize(kSampled);
    SeenProperties seen;
    for (NodeId node : ids) seen.add(graph_, graph_.node_properties(node));
    seen.add_rows(nodes, ":" + graph_.label_name(label), graph_.node_count(label));
  }
  query::Table rels;
  rels.columns = {"relationship", "count", "property", "type", "example"};
  std::map<TypeId, std::pair<std::set<std::string>, SeenProperties>> types;
  std::map<TypeId, size_t> looked;
  for (RelId rel = 0; rel < graph_.relationship_limit(); ++rel) {
    if (!graph_.relationship_alive(rel) || looked[graph_.type_of(rel)]++ >= kSampled) continue;
    auto& [patterns, seen] = types[graph_.type_of(rel)];
    patterns.insert("(" + first_label(graph_, graph_.source(rel)) +
                    ")-[:" + graph_.type_name(graph_.type_of(rel)) + "]->(" +
                    first_label(graph_, graph_.target(rel)) + ")");
    seen.add(graph_, graph_.relationship_properties(rel));
  }
  for (const auto& [type, entry] : types)
    entry.second.add_rows(rels, *entry.first.begin(), graph_.relationship_count(type));
  show_text(rendered(nodes, viz::Mode::kTable, 0) + rendered(rels, viz::Mode::kTable, 0));
}

void Shell::people(std::string_view) {
  query::Table table;
  table.columns = {"name", "steps", "posts"};
  for (const viz::PersonSummary& person : viz::list_people(graph_))
    table.rows.push_back({text_value(person.name),
                          Value::integer(static_cast<int64_t>(person.steps)),
                          Value::integer(static_cast<int64_t>(person.posts))});
  show(table, mode_, 0, -1);
  keep(std::move(table));
}

std::optional<NodeId> Shell::person_named(const std::string& name) const {
  if (std::optional<NodeId> person = viz::find_person(graph_, name)) return person;
  std::vector<std::string> names;
  for (const viz::PersonSummary& known : viz::list_people(graph_)) names.push_back(known.name);
  std::string near = suggest(name, names);
  complain(words("그런 사람이 없습니다: ", "there is no person ") + name,
           near.empty() ? words(":people 이 사람들을 보여 줍니다", ":people lists them")
                        : words("혹시 ", "did you mean ") + near + "?");
  return std::nullopt;
}

void Shell::write_picture(const std::string& file, const viz::Picture& picture,
                          size_t left_out) const {
  write_file(file, viz::picture_file(picture, file).value_or(""));
  std::string note =
      left_out == 0 ? "" : words("  그리지 못한 것 ", "  not drawn: ") + std::to_string(left_out);
  say_line(file + note);
}

void Shell::timeline(std::string_view arguments) {
  std::string name = trimmed(arguments);
  std::string file = split_file(name);
  std::optional<NodeId> person = person_named(unquoted(name));
  if (!person) return;
  viz::Career career = viz::read_career(graph_, *person);
  if (file.empty())
    return show_text(viz::terminal_timeline(career, interactive_ ? terminal_width() : 100, color_,
                                            options_.picture_language));
  viz::TimelineOptions layout;
  layout.language = options_.picture_language;
  layout.link_base = options_.link_base;
  viz::Timeline drawn = viz::lay_out_timeline(career, layout);
  write_picture(file, drawn.picture, drawn.left_out);
}

void Shell::compare(std::string_view arguments) {
  std::string names = trimmed(arguments);
  std::string file = split_file(names);
  viz::CompareOptions layout;
  layout.language = options_.picture_language;
  layout.link_base = options_.link_base;
  constexpr std::string_view kAligned = "--aligned";
  size_t at = names.find(kAligned);
  if (at != std::string::npos) {
    layout.aligned = true;
    names = trimmed(names.erase(at, kAligned.size()));
  }
  std::vector<viz::Career> careers;
  size_t arrow = names.find("->");
  if (arrow != std::string::npos) {
    std::string to = unquoted(trimmed(names.substr(arrow + 2)));
    careers = viz::cohort(viz::all_careers(graph_), unquoted(trimmed(names.substr(0, arrow))), to);
    layout.align_on = to;
    if (careers.empty())
      return complain(words("그 길을 간 사람이 없습니다", "nobody went that way"));
  } else {
    for (const std::string& name : split_commas(names)) {
      std::optional<NodeId> person = person_named(name);
      if (!person) return;
      careers.push_back(viz::read_career(graph_, *person));
    }
    if (careers.empty()) careers = viz::all_careers(graph_);
  }
  if (!file.empty()) {
    viz::Comparison drawn = viz::lay_out_comparison(careers, layout);
    return write_picture(file, drawn.picture, drawn.left_out);
  }
  std::string out;
  for (const viz::Career& career : careers)
    out += (out.empty() ? "" : "\n") + viz::terminal_timeline(career,
                                                              interactive_ ? terminal_width() : 100,
                                                              color_, options_.picture_language);
  show_text(out);
}

void Shell::map(std::string_view arguments) {
  std::string what = trimmed(arguments);
  std::string file = split_file(what);
  viz::StationKind kind =
      what == "company" ? viz::StationKind::kOrganization : viz::StationKind::kRole;
  std::vector<viz::Flow> flows =
      viz::flows_of(viz::all_careers(graph_), kind, options_.picture_language);
  if (!file.empty()) {
    viz::CareerMap drawn = viz::lay_out_map(flows, {.language = options_.picture_language});
    return write_picture(file, drawn.picture, drawn.left_out);
  }
  query::Table table;
  table.columns = {"from", "to", "moves", "who"};
  for (const viz::Flow& flow : flows)
    table.rows.push_back({text_value(flow.from), text_value(flow.to), Value::integer(flow.count),
                          text_value(joined(flow.people))});
  show(table, mode_, limit_, -1);
  keep(std::move(table));
}

void Shell::path(std::string_view arguments) {
  size_t arrow = arguments.find("->");
  std::string from = unquoted(trimmed(arguments.substr(0, arrow)));
  std::string to =
      arrow == std::string_view::npos ? "" : unquoted(trimmed(arguments.substr(arrow + 2)));
  if (from.empty() || to.empty())
    return complain(words("이렇게 씁니다: ", "write: ") + ":path A -> B");
  query::Table table;
  table.columns = {"way", "people", "median", "who"};
  for (const viz::Way& way :
       viz::ways_between(viz::all_careers(graph_), from, to, options_.picture_language)) {
    std::string stations;
    for (const std::string& station : way.stations)
      stations += (stations.empty() ? "" : " → ") + station;
    std::string who = joined(way.people);
    int months = static_cast<int>(std::lround(way.median_months));
    table.rows.push_back(
        {text_value(stations), Value::integer(static_cast<int64_t>(way.people.size())),
         months < 0 ? Value()
                    : text_value(viz::duration_text(months, false, options_.picture_language)),
         text_value(who)});
  }
  show(table, mode_, limit_, -1);
  keep(std::move(table));
}

void Shell::why(std::string_view arguments) {
  std::vector<NodeId> nodes;
  std::vector<std::string> texts = split_words(arguments);
  if (texts.empty()) {
    if (!last_) return complain(words("아직 결과가 없습니다", "there is no result yet"));
    for (const std::vector<Value>& row : last_->rows)
      for (const Value& value : row) collect_steps(value, nodes, texts);
  }
  std::optional<LabelId> label = graph_.find_label(schema::kStep);
  std::erase_if(nodes, [&](NodeId node) {
    return !label || !graph_.node_alive(node) || !graph_.has_label(node, *label);
  });
  std::vector<NodeId> by_id = steps_with_ids(graph_, texts);
  nodes.insert(nodes.end(), by_id.begin(), by_id.end());
  std::string out;
  std::set<NodeId> seen;
  for (NodeId node : nodes) {
    if (!seen.insert(node).second) continue;
    viz::CareerStep step = viz::read_step(graph_, node);
    std::string where = viz::step_subline(step, nullptr, options_.picture_language);
    out += colored("1", viz::step_headline(step, options_.picture_language)) +
           (where.empty() ? "" : " · " + where) + "  " +
           viz::dates_text(step, options_.picture_language) + "  " + colored("2", step.id) + "\n";
    for (const viz::StepEvidence& evidence : step.evidence)
      out +=
          "  “" + evidence.quote + "”\n  " +
          colored("2", evidence.post_source + (evidence.rule.empty() ? "" : "  " + evidence.rule)) +
          "\n";
  }
  if (out.empty())
    return complain(words("결과에 단계가 없습니다", "the result holds no step"),
                    words("단계나 그 id를 돌려주게 하세요: RETURN s", "return the step: RETURN s"));
  show_text(out);
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
  std::string path = unquoted(trimmed(arguments));
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
    show_text(session_.explain(text));
  } catch (const query::QueryError& error) {
    report({Severity::kError, error.what(), error.span(), error.hint()}, Source("query", text));
  }
}

void Shell::timing(std::string_view arguments) {
  timing_ = arguments.empty() ? !timing_ : arguments == "on";
  say_line(words("걸린 시간: ", "timing: ") + (timing_ ? "on" : "off"));
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

void Shell::last(std::string_view arguments) {
  if (!last_) return complain(words("아직 결과가 없습니다", "there is no result yet"));
  std::string name = trimmed(arguments);
  std::optional<viz::Mode> chosen = name.empty() ? mode_ : viz::mode_of(name);
  if (!chosen) return mode(name);
  show(*last_, *chosen, 0, -1);
}

void Shell::mode(std::string_view arguments) {
  std::string name = trimmed(arguments);
  if (name.empty()) {
    for (const viz::ModeName& row : viz::modes())
      say_line((row.mode == mode_ ? "* " : "  ") + std::string(row.name) +
               std::string(12 - row.name.size(), ' ') + std::string(row.what));
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

void Shell::save_result(std::string_view arguments) {
  std::string path = unquoted(trimmed(arguments));
  if (!last_) return complain(words("아직 결과가 없습니다", "there is no result yet"));
  std::optional<viz::Mode> chosen = viz::mode_of_file(path);
  if (!chosen)
    return complain(words("파일의 끝을 모르겠습니다: ", "cannot tell the kind from ") + path,
                    ".csv .tsv .json .jsonl .md .html .dot .txt");
  write_file(path, viz::render_table(graph_, *last_, *chosen));
  say_line(path);
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

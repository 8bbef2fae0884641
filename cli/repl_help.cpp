// SPDX-License-Identifier: Apache-2.0
// `:help`: an overview, and one page for each command, function, clause and topic.
#include <algorithm>

#include "base/messages.h"
#include "base/suggest.h"
#include "base/unicode.h"
#include "cli/repl_shell.h"
#include "cli/repl_text.h"
#include "cli/terminal.h"
#include "query/aggregate.h"
#include "query/functions.h"

namespace hoego::cli {
namespace {

std::string function_page(std::string_view signature, std::string_view doc,
                          std::string_view example) {
  return std::string(signature) + "\n  " + std::string(translated(doc)) + "\n  " +
         std::string(example) + "\n";
}

}  // namespace

const std::vector<HelpTopic>& help_topics() {
  static const std::vector<HelpTopic> table = {
      {"MATCH", "그래프에서 무늬를 찾는다. 노드는 (n:Label {key: value}), 관계는 -[r:TYPE]->",
       "find patterns: nodes (n:Label {key: value}), relationships -[r:TYPE]->",
       "MATCH (p:Person)-[:TOOK]->(s:Step)-[:AT]->(o:Organization)\n"
       "RETURN p.name, s.title, o.name;"},
      {"OPTIONAL MATCH", "찾지 못하면 null 을 준다", "like MATCH; null where nothing is found",
       "MATCH (s:Step) OPTIONAL MATCH (s)-[:AS]->(r:Role) RETURN s.title, r.nameKo;"},
      {"WHERE", "참인 행만 남긴다", "keeps the rows for which the condition is true",
       "MATCH (s:Step) WHERE s.months >= 24 AND s.kind = 'work' RETURN s.title;"},
      {"RETURN", "결과의 열. AS 로 이름을 주고 DISTINCT 로 같은 행을 한 번만",
       "the columns of the result; AS names them, DISTINCT gives each row once",
       "MATCH (r:Role)<-[:AS]-(s:Step) RETURN r.nameKo AS role, count(*) AS steps;"},
      {"WITH", "다음 부분으로 넘길 열. 집계와 조건 사이에 쓴다",
       "columns for the next part; filters on aggregates stand behind it",
       "MATCH (p:Person)-[:TOOK]->(s:Step {kind: 'work'})\n"
       "WITH p, count(s) AS jobs WHERE jobs > 2 RETURN p.name, jobs;"},
      {"ORDER BY", "정렬. DESC는 큰 것부터", "sorts; DESC begins with the largest",
       "MATCH (s:Step) RETURN s.title, s.months ORDER BY s.months DESC LIMIT 5;"},
      {"LIMIT", "행의 수를 줄인다. SKIP은 앞을 건너뛴다",
       "at most so many rows; SKIP leaves out the first",
       "MATCH (p:Person) RETURN p.name ORDER BY p.name SKIP 10 LIMIT 10;"},
      {"UNWIND", "목록의 값마다 한 행", "a row for each element of a list",
       "UNWIND [2020, 2021] AS y MATCH (:Year {value: y})<-[:DURING]-(s:Step)\n"
       "RETURN y, count(s);"},
      {"UNION", "두 쿼리의 행을 합친다. UNION ALL은 같은 행도 둔다",
       "rows of both queries; UNION ALL keeps equal ones",
       "MATCH (c:Company) RETURN c.name AS name UNION MATCH (s:School) RETURN s.name AS name;"},
      {"CREATE", "노드와 관계를 만든다", "makes nodes and relationships",
       "CREATE (:Person {name: '새 사람'});"},
      {"MERGE", "있으면 찾고 없으면 만든다", "finds the pattern or creates it",
       "MERGE (p:Person {name: '새 사람'}) ON CREATE SET p.id = 'new' RETURN p;"},
      {"SET", "속성과 레이블을 고친다. REMOVE는 없앤다",
       "changes properties and labels; REMOVE takes away",
       "MATCH (o:Organization {name: 'SI 기업'}) SET o.industry = 'si';"},
      {"DELETE", "지운다. DETACH DELETE는 관계까지", "deletes; DETACH DELETE with relationships",
       "MATCH (p:Person {name: '새 사람'}) DETACH DELETE p;"},
      {"CASE", "경우에 따라 값을 고른다", "chooses a value",
       "MATCH (s:Step) RETURN CASE WHEN s.ongoing THEN '진행' ELSE '끝' END, count(*);"},
      {"paths", "길이가 변하는 길과 가장 짧은 길", "paths of variable length, shortest paths",
       "MATCH path = (a:Step)-[:NEXT*1..3]->(b:Step) RETURN path LIMIT 5;"},
      {"dates", "날짜는 두 번 있다: startEdtf는 글대로 (2021-12~), start는 비교할 수 있는 날짜",
       "dates are kept twice: startEdtf as said (2021-12~), start as a date to compare",
       "MATCH (s:Step) WHERE s.start >= date('2021-01-01') RETURN s.title, s.startEdtf;"},
      {"keys", "편집 키", "keys of the editor", ""},
  };
  return table;
}

std::string Shell::usage_of(const ShellCommand& command) const {
  return std::string(command.name) + " " + words(command.arguments_ko, command.arguments_en);
}

std::string Shell::help_overview() const {
  constexpr int kLeft = 34;
  int width = interactive_ ? std::max(60, terminal_width()) : 100;
  std::string out;
  for (const ShellCommand& command : shell_commands()) {
    std::string left = usage_of(command);
    out += "  " + colored("36", padded(left, kLeft));
    if (display_width(left) >= kLeft) out += "\n" + std::string(kLeft + 2, ' ');
    out += wrapped(words(command.what_ko, command.what_en), width, kLeft + 2);
  }
  std::string clauses;
  for (const HelpTopic& topic : help_topics())
    clauses += (clauses.empty() ? "" : ", ") + std::string(topic.name);
  out += "\n" + wrapped(words("쿼리는 openCypher이고 ;로 끝납니다. 명령은 .으로 시작해도 됩니다 "
                              "(.mode, .quit).",
                              "Queries are openCypher and end with a semicolon. Commands may begin "
                              "with a dot (.mode, .quit)."),
                        width);
  out += wrapped(words(":help 뒤에 올 수 있는 것: ", ":help also knows ") + clauses, width);
  out += wrapped(words("그리고 함수 이름, 예: :help toUpper", "and every function: :help toUpper"),
                 width);
  return out;
}

std::optional<std::string> Shell::help_for(std::string_view topic) const {
  std::string folded = fold_case(topic);
  std::string name = folded[0] == '.' || folded[0] == ':' ? folded.substr(1) : folded;
  if (name == "keys") {
    std::string out;
    for (const KeyHelp& key : key_help())
      out += "  " + colored("36", padded(key.keys, 38)) + std::string(translated(key.what)) + "\n";
    return out;
  }
  for (const ShellCommand& command : shell_commands())
    if (command.name.substr(1) == name)
      return usage_of(command) + "\n  " + words(command.what_ko, command.what_en) + "\n  " +
             std::string(command.example) + "\n";
  if (!name.empty() && name.back() == '(') name.pop_back();
  if (const query::Function* function = query::find_function(name))
    return function_page(function->signature, function->doc, function->example);
  if (const query::Aggregate* aggregate = query::find_aggregate(name))
    return function_page(aggregate->signature, aggregate->doc, aggregate->example);
  for (const HelpTopic& entry : help_topics())
    if (fold_case(entry.name) == name)
      return std::string(entry.name) + "\n  " + words(entry.what_ko, entry.what_en) + "\n\n" +
             std::string(entry.example) + "\n";
  return std::nullopt;
}

void Shell::help(std::string_view arguments) {
  std::string topic(arguments);
  if (topic.empty()) return show_text(help_overview());
  if (std::optional<std::string> page = help_for(topic)) return show_text(*page);
  std::vector<std::string> known;
  for (const ShellCommand& command : shell_commands()) known.emplace_back(command.name.substr(1));
  for (const HelpTopic& entry : help_topics()) known.emplace_back(entry.name);
  for (const query::Function& function : query::functions()) known.emplace_back(function.name);
  for (const query::Aggregate& aggregate : query::aggregates()) known.emplace_back(aggregate.name);
  std::string near = suggest(topic, known);
  complain(words("도움말이 없습니다: ", "there is no help on ") + topic,
           near.empty() ? "" : words("혹시 ", "did you mean ") + near + "?");
}

}  // namespace hoego::cli

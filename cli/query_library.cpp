// SPDX-License-Identifier: Apache-2.0
// The library of questions: a table, and files.
#include "cli/query_library.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace hoego::cli {
namespace {

const std::vector<NamedQuery>& built_in() {
  static const std::vector<NamedQuery> table = {
      {"career",
       "한 사람의 단계를 시간 순서로",
       "the steps of one person in order of time",
       {{"name", "'이름'"}},
       "MATCH (p:Person {name: $name})-[:TOOK]->(s:Step)\n"
       "OPTIONAL MATCH (s)-[:AS]->(r:Role)\nOPTIONAL MATCH (s)-[:AT]->(o:Organization)\n"
       "RETURN s.startEdtf AS start, s.endEdtf AS end, s.kind AS kind, r.nameKo AS role, "
       "o.name AS org, s.months AS months\nORDER BY s.order"},
      {"role-changes",
       "같은 사람이 역할을 바꾼 이동",
       "moves in which a person changed the role",
       {},
       "MATCH (p:Person)-[:TOOK]->(a:Step)-[:NEXT]->(b:Step),\n"
       "      (a)-[:AS]->(x:Role), (b)-[:AS]->(y:Role)\nWHERE x <> y\n"
       "RETURN x.nameKo AS from, y.nameKo AS to, count(*) AS moves, "
       "collect(DISTINCT p.name) AS people\nORDER BY moves DESC, from, to"},
      {"who-became",
       "어떤 역할을 맡은 적이 있는 사람",
       "who has ever had a role",
       {{"role", "'data-engineer'"}},
       "MATCH (p:Person)-[:TOOK]->(s:Step)-[:AS]->(r:Role {id: $role})\n"
       "RETURN p.name AS person, min(s.startEdtf) AS since, count(s) AS steps\nORDER BY person"},
      {"gaps",
       "일과 일 사이의 공백",
       "gaps between one step and the next",
       {{"months", "3"}},
       "MATCH (p:Person)-[:TOOK]->(a:Step)-[n:NEXT]->(b:Step)\nWHERE n.gapMonths >= $months\n"
       "RETURN p.name AS person, a.endEdtf AS from, b.startEdtf AS to, n.gapMonths AS months, "
       "n.exit AS exit\nORDER BY months DESC, person"},
      {"exits",
       "떠난 이유별 횟수",
       "how steps ended, counted",
       {},
       "MATCH (s:Step) WHERE s.exit IS NOT NULL\n"
       "RETURN s.exit AS exit, s.kind AS kind, count(*) AS steps\nORDER BY steps DESC, exit, kind"},
      {"tenure",
       "역할별로 머문 개월 수",
       "months spent in each role",
       {},
       "MATCH (s:Step {kind: 'work'})-[:AS]->(r:Role) WHERE s.months IS NOT NULL\n"
       "RETURN r.nameKo AS role, count(s) AS steps, round(avg(s.months)) AS average, "
       "max(s.months) AS longest\nORDER BY steps DESC, role"},
      {"bootcamps",
       "교육 과정 다음에 간 곳",
       "where people went after a bootcamp",
       {},
       "MATCH (p:Person)-[:TOOK]->(b:Step {kind: 'bootcamp'})-[:NEXT]->(s:Step)\n"
       "OPTIONAL MATCH (b)-[:AT]->(o:Organization)\nOPTIONAL MATCH (s)-[:AS]->(r:Role)\n"
       "RETURN o.name AS bootcamp, r.nameKo AS next, s.kind AS kind, count(*) AS people\n"
       "ORDER BY people DESC, bootcamp, next"},
      {"themes",
       "글이 다룬 주제",
       "what the posts are about",
       {},
       "MATCH (post:Post)-[a:ABOUT]->(t:Theme)\n"
       "RETURN t.nameKo AS theme, t.facet AS facet, count(post) AS posts, "
       "sum(CASE WHEN a.core THEN 1 ELSE 0 END) AS core\nORDER BY posts DESC, theme"},
      {"leaving-themes",
       "퇴사나 이직을 말한 글의 주제",
       "themes of posts that tell of leaving",
       {},
       "MATCH (s:Step)-[:STATED_IN]->(post:Post)-[:ABOUT]->(t:Theme)\n"
       "WHERE s.exit IN ['resigned', 'moved', 'laid_off']\n"
       "RETURN t.nameKo AS theme, count(DISTINCT post) AS posts\nORDER BY posts DESC, theme"},
      {"in-year",
       "어느 해에 누가 무엇을 하고 있었나",
       "who did what in a year",
       {{"year", "2022"}},
       "MATCH (p:Person)-[:TOOK]->(s:Step)-[:DURING]->(:Year {value: $year})\n"
       "OPTIONAL MATCH (s)-[:AS]->(r:Role)\nOPTIONAL MATCH (s)-[:AT]->(o:Organization)\n"
       "RETURN p.name AS person, s.kind AS kind, r.nameKo AS role, o.name AS org\n"
       "ORDER BY person, s.order"},
      {"ongoing",
       "지금 진행 중인 단계",
       "steps that go on",
       {},
       "MATCH (p:Person)-[:TOOK]->(s:Step) WHERE s.ongoing\n"
       "OPTIONAL MATCH (s)-[:AS]->(r:Role)\nOPTIONAL MATCH (s)-[:AT]->(o:Organization)\n"
       "RETURN p.name AS person, s.startEdtf AS since, s.kind AS kind, r.nameKo AS role, "
       "o.name AS org\nORDER BY person, since"},
      {"aspirations",
       "되고 싶다고 쓴 역할",
       "roles that people want to have",
       {},
       "MATCH (p:Person)-[a:ASPIRES_TO]->(r:Role)\n"
       "RETURN p.name AS person, r.nameKo AS role, a.quote AS quote\nORDER BY person, role"},
      {"evidence",
       "한 사람의 단계와 그 근거 문장",
       "the steps of one person and the sentences they were read from",
       {{"name", "'이름'"}},
       "MATCH (p:Person {name: $name})-[:TOOK]->(s:Step)-[e:STATED_IN]->(post:Post)\n"
       "RETURN s.title AS step, s.startEdtf AS start, e.quote AS quote, post.source AS source\n"
       "ORDER BY s.order, source"},
      {"uncertain",
       "확신이 낮은 단계",
       "steps that were read with little confidence",
       {{"below", "0.6"}},
       "MATCH (p:Person)-[:TOOK]->(s:Step) WHERE s.confidence < $below\n"
       "RETURN p.name AS person, s.title AS step, s.confidence AS confidence, s.id AS id\n"
       "ORDER BY confidence, person, step"},
  };
  return table;
}

std::string trimmed(std::string_view text) {
  size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

void read_folder(const std::string& folder, std::map<std::string, NamedQuery>& out) {
  namespace fs = std::filesystem;
  std::error_code error;
  constexpr uintmax_t kMaxBytes = 1 << 20;
  fs::directory_iterator end;
  for (fs::directory_iterator it(folder, error); !error && it != end; it.increment(error)) {
    std::error_code unreadable;
    if (it->path().extension() != ".cypher" || it->file_size(unreadable) > kMaxBytes) continue;
    std::ifstream file(it->path(), std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(file), {}};
    std::string name = it->path().stem().string();
    out[name] = parse_named_query(name, content);
  }
}

}  // namespace

NamedQuery parse_named_query(std::string name, std::string_view content) {
  NamedQuery query;
  query.name = std::move(name);
  while (content.substr(0, 2) == "//") {
    size_t end = content.find('\n');
    std::string line = trimmed(content.substr(2, end == std::string_view::npos ? end : end - 2));
    size_t equals = line.find('=');
    if (!line.empty() && line[0] == '$' && equals != std::string::npos)
      query.parameters.emplace_back(trimmed(std::string_view(line).substr(1, equals - 1)),
                                    trimmed(std::string_view(line).substr(equals + 1)));
    else if (query.what_ko.empty())
      query.what_ko = query.what_en = line;
    content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
  }
  query.text = std::string(content);
  return query;
}

std::vector<NamedQuery> query_library(const std::string& folder) {
  std::map<std::string, NamedQuery> by_name;
  for (const NamedQuery& query : built_in()) by_name[query.name] = query;
  if (!folder.empty()) read_folder(folder, by_name);
  std::vector<NamedQuery> out;
  out.reserve(by_name.size());
  for (auto& entry : by_name) out.push_back(std::move(entry.second));
  return out;
}

}  // namespace hoego::cli

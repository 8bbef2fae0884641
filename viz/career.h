// SPDX-License-Identifier: Apache-2.0
// The career of one person as plain data, read from the graph by the names of graph/schema.h.
//
//   std::optional<NodeId> p = find_person(graph, "은성");
//   Career c = read_career(graph, *p);
//   c.steps[0].role  ->  "백엔드 개발자"
//
// Reading never fails: a property of the wrong type is as if it were not there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/edtf.h"
#include "graph/graph.h"

namespace hoego::viz {

struct StepEvidence {
  std::string quote;
  std::string post_title;
  std::string post_source;
  std::string rule;
  std::optional<Edtf> published = {};  // of the post
  std::string said = {};               // its time in the post's own words
};

struct CareerStep {
  std::string id;
  std::string kind;  // "work", "community" ...
  std::string title;
  std::string role_id;  // "backend-developer"; empty: not said
  std::string role;     // for people: the Korean name, else the id
  std::string org_id;
  std::string org;
  bool org_named = false;
  std::string cohort;
  std::optional<Edtf> start;  // nullopt: unknown
  std::optional<Edtf> end;    // nullopt: unknown; never open (see ongoing)
  std::string start_text;     // EDTF as stored
  std::string end_text;
  bool ongoing = false;
  bool planned = false;
  std::string exit;
  double confidence = 1;
  std::optional<int64_t> months;  // as stored
  int64_t order = 0;
  std::vector<StepEvidence> evidence;
};

struct PostTheme {
  std::string id;    // "job-change"
  std::string name;  // in Korean, else the id
};

struct CareerPost {
  std::string title;
  std::string source;
  std::optional<Edtf> published;
  std::vector<PostTheme> themes = {};  // what it reflects on above all, by id; no mere topics
};

struct Career {
  std::string person_id;
  std::string name;
  std::vector<CareerStep> steps;  // by `order`, then start, then id
  std::vector<CareerPost> posts;  // by date, those without one last
};

// All persons, sorted by name, then id.
struct PersonSummary {
  NodeId node = kNoId;
  std::string name;
  size_t steps = 0;
  size_t posts = 0;
};
std::vector<PersonSummary> list_people(const Graph& graph);

// By name (exact, else without case), else by id. Of several of the same name the first by id.
std::optional<NodeId> find_person(const Graph& graph, std::string_view name);
Career read_career(const Graph& graph, NodeId person);
// One step by itself; of a node that is no Step, what it has of a step's properties.
CareerStep read_step(const Graph& graph, NodeId step);
// The date that a property or a cell holds: EDTF text, a date or an Edtf; nullopt: none or open.
std::optional<Edtf> date_of_value(const Value& value);

}  // namespace hoego::viz

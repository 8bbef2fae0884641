// SPDX-License-Identifier: Apache-2.0
// How people went from one place to the next: the moves of many careers, counted.
//
// A station is a role (of studies and programmes without one their kind, "교육 과정") or an
// organisation. Only steps on the career line count (no communities, no mentoring), dated and not
// merely planned; a job whose role nobody named is no station among roles.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "viz/career.h"
#include "viz/style.h"

namespace hoego::viz {

enum class StationKind { kRole, kOrganization };

// Indices of the steps on the career line, in order of time.
std::vector<size_t> career_line(const Career& career);
// Empty: the step is no station of that kind.
std::string station_of(const CareerStep& step, StationKind kind, Language language);

// The ways from one role or company to another.
struct Way {
  std::vector<std::string> stations;  // from, between ..., to
  std::vector<std::string> people;
  double median_months = -1;  // from the start of the first to the start of the last; -1 unknown
};
// `from` and `to` are names (role, its id, organisation), compared without case; also a part of an
// organisation's name. Most frequent first.
std::vector<Way> ways_between(const std::vector<Career>& careers, std::string_view from,
                              std::string_view to, Language language);

// Names of the roles and organisations on the careers, each once.
std::vector<std::string> places_of(const std::vector<Career>& careers);
// Whether ways_between() knows a place by that name.
bool is_place(const std::vector<Career>& careers, std::string_view name);

// Those who went one of these ways, as they are in `careers`.
std::vector<Career> cohort(const std::vector<Career>& careers, std::string_view from,
                           std::string_view to);

// "백엔드 개발자 → 데이터 엔지니어", of its picture.
std::string cohort_title(std::string_view from, std::string_view to, Language language);

// All moves from one station to the next, counted; sorted by count, then names.
struct FlowEnd {
  std::string name;
  Family family = Family::kOther;  // of a role; of an organisation what it is
  int column = -1;                 // of the map; -1: where the moves put it
  auto operator<=>(const FlowEnd&) const = default;
};
struct Flow {
  FlowEnd from;
  FlowEnd to;
  int count = 0;
  std::vector<std::string> people;  // each once
};
std::vector<Flow> flows_of(const std::vector<Career>& careers, StationKind kind, Language language);

// What a family of organisations is called: "회사", "학교·연구실".
std::string_view place_family_name(Family family, Language language);

// What people wrote about when they left: from the role that was left to each theme of the post
// that tells of it, and from there to what came next. Three columns. Leaving is a step that ended
// by a change of job, by quitting or by being let go; the post is the first one from its end on,
// else the last before.
std::vector<Flow> leaving_flows(const std::vector<Career>& careers, Language language);

std::vector<Career> all_careers(const Graph& graph);

}  // namespace hoego::viz

// SPDX-License-Identifier: Apache-2.0
// Counting moves over careers.
#include "viz/flows.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/unicode.h"
#include "viz/timeline.h"

namespace hoego::viz {
namespace {

bool names(const CareerStep& step, const std::string& folded) {
  if (fold_case(step.role) == folded || fold_case(step.role_id) == folded) return true;
  return !folded.empty() && fold_case(step.org).find(folded) != std::string::npos;
}

double start_of(const CareerStep& step) {
  return step.start ? step.start->middle_month() : step.end ? step.end->middle_month() - 6 : 1e9;
}

double median(std::vector<double> values) {
  if (values.empty()) return -1;
  std::sort(values.begin(), values.end());
  size_t half = values.size() / 2;
  return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

// The first way of one person: from the last matching step before the nearest target.
std::optional<std::pair<size_t, size_t>> first_way(const Career& career,
                                                   const std::vector<size_t>& line,
                                                   const std::string& from, const std::string& to) {
  std::optional<size_t> begin;
  for (size_t i = 0; i < line.size(); ++i) {
    const CareerStep& step = career.steps[line[i]];
    if (begin && names(step, to)) return std::make_pair(*begin, i);
    if (names(step, from)) begin = i;
  }
  return std::nullopt;
}

struct PlaceFamily {
  Family family;
  std::string_view korean;
  std::string_view english;
};
constexpr PlaceFamily kPlaces[] = {
    {Family::kEngineering, "회사", "companies"},
    {Family::kStudy, "학교·연구실", "schools and labs"},
    {Family::kData, "교육 과정", "programmes"},
    {Family::kOther, "그 밖", "other"},
};

Family family_of_place(std::string_view kind) {
  if (kind == "work" || kind == "internship" || kind == "freelance" || kind == "founding")
    return Family::kEngineering;
  if (kind == "education" || kind == "research") return Family::kStudy;
  return kind == "bootcamp" ? Family::kData : Family::kOther;
}

FlowEnd end_of(const CareerStep& step, StationKind kind, Language language) {
  bool role = kind == StationKind::kRole;
  return {station_of(step, kind, language),
          role ? family_of(step.role_id, step.kind) : family_of_place(step.kind)};
}

class FlowCounter {
 public:
  void add(const FlowEnd& from, const FlowEnd& to, const std::string& person) {
    Flow& flow = flows_[{from, to}];
    ++flow.count;
    if (flow.people.empty() || flow.people.back() != person) flow.people.push_back(person);
  }
  std::vector<Flow> flows() {
    std::vector<Flow> out;
    for (auto& [key, flow] : flows_) {
      flow.from = key.first;
      flow.to = key.second;
      out.push_back(std::move(flow));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Flow& a, const Flow& b) { return a.count > b.count; });
    return out;
  }

 private:
  std::map<std::pair<FlowEnd, FlowEnd>, Flow> flows_;
};

bool is_leaving(const CareerStep& step) {
  bool job = step.kind == "work" || step.kind == "internship" || step.kind == "freelance" ||
             step.kind == "founding";
  return job && (step.exit == "resigned" || step.exit == "moved" || step.exit == "laid_off" ||
                 step.exit == "contract_end");
}

// Of the posts that state the step the first one from its end on, else the last one.
const CareerPost* post_of_leaving(const Career& career, const CareerStep& step) {
  const CareerPost* found = nullptr;
  for (const CareerPost& post : career.posts) {
    bool states = std::any_of(
        step.evidence.begin(), step.evidence.end(),
        [&](const StepEvidence& evidence) { return evidence.post_source == post.source; });
    if (!states) continue;
    found = &post;
    if (step.end && post.published && post.published->middle_month() >= step.end->middle_month())
      break;
  }
  return found;
}

}  // namespace

std::vector<size_t> career_line(const Career& career) {
  std::vector<size_t> line;
  for (size_t i = 0; i < career.steps.size(); ++i) {
    const CareerStep& step = career.steps[i];
    bool beside = step.kind == "community" || step.kind == "mentoring" || step.kind == "military" ||
                  step.kind == "gap" || step.kind == "jobsearch";
    if (!beside && !step.planned && (step.start || step.end)) line.push_back(i);
  }
  std::stable_sort(line.begin(), line.end(), [&](size_t a, size_t b) {
    return start_of(career.steps[a]) < start_of(career.steps[b]);
  });
  return line;
}

std::string station_of(const CareerStep& step, StationKind kind, Language language) {
  if (kind == StationKind::kOrganization) return step.org;
  if (!step.role_id.empty() && step.role_id != "other") return step_headline(step, language);
  bool job = step.kind == "work" || step.kind == "freelance";
  return job ? std::string() : std::string(kind_name(step.kind, language));
}

std::vector<Way> ways_between(const std::vector<Career>& careers, std::string_view from,
                              std::string_view to, Language language) {
  std::string from_folded = fold_case(from);
  std::string to_folded = fold_case(to);
  std::map<std::vector<std::string>, std::pair<Way, std::vector<double>>> ways;
  for (const Career& career : careers) {
    std::vector<size_t> line = career_line(career);
    auto found = first_way(career, line, from_folded, to_folded);
    if (!found) continue;
    std::vector<std::string> stations;
    for (size_t i = found->first; i <= found->second; ++i) {
      std::string name = step_headline(career.steps[line[i]], language);
      if (stations.empty() || stations.back() != name) stations.push_back(name);
    }
    auto& entry = ways[stations];
    entry.first.stations = stations;
    entry.first.people.push_back(career.name);
    double begin = start_of(career.steps[line[found->first]]);
    double end = start_of(career.steps[line[found->second]]);
    if (begin < 1e8 && end < 1e8) entry.second.push_back(end - begin);
  }
  std::vector<Way> out;
  for (auto& entry : ways) {
    entry.second.first.median_months = median(entry.second.second);
    out.push_back(std::move(entry.second.first));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Way& a, const Way& b) { return a.people.size() > b.people.size(); });
  return out;
}

std::vector<std::string> places_of(const std::vector<Career>& careers) {
  std::set<std::string> names;
  for (const Career& career : careers)
    for (const CareerStep& step : career.steps)
      for (const std::string& name : {step.role, step.org})
        if (!name.empty()) names.insert(name);
  return {names.begin(), names.end()};
}

bool is_place(const std::vector<Career>& careers, std::string_view name) {
  std::string folded = fold_case(name);
  return std::any_of(careers.begin(), careers.end(), [&](const Career& career) {
    return std::any_of(career.steps.begin(), career.steps.end(),
                       [&](const CareerStep& step) { return names(step, folded); });
  });
}

std::string_view place_family_name(Family family, Language language) {
  for (const PlaceFamily& place : kPlaces)
    if (place.family == family) return say(language, place.korean, place.english);
  return family_name(family, language);
}

std::vector<Career> cohort(const std::vector<Career>& careers, std::string_view from,
                           std::string_view to) {
  std::vector<Career> out;
  for (const Career& career : careers)
    if (first_way(career, career_line(career), fold_case(from), fold_case(to)))
      out.push_back(career);
  return out;
}

std::string cohort_title(std::string_view from, std::string_view to, Language language) {
  std::string way = std::string(from) + " → " + std::string(to);
  return language == Language::kKorean ? way + "의 길을 간 사람들" : "Who went " + way;
}

std::vector<Flow> flows_of(const std::vector<Career>& careers, StationKind kind,
                           Language language) {
  FlowCounter counter;
  for (const Career& career : careers) {
    FlowEnd before;
    for (size_t i : career_line(career)) {
      FlowEnd here = end_of(career.steps[i], kind, language);
      if (here.name.empty()) continue;
      if (!before.name.empty() && before.name != here.name) counter.add(before, here, career.name);
      before = here;
    }
  }
  return counter.flows();
}

std::vector<Flow> leaving_flows(const std::vector<Career>& careers, Language language) {
  FlowCounter counter;
  for (const Career& career : careers) {
    std::vector<size_t> line = career_line(career);
    for (size_t i = 0; i < line.size(); ++i) {
      const CareerStep& step = career.steps[line[i]];
      const CareerPost* post = is_leaving(step) ? post_of_leaving(career, step) : nullptr;
      if (!post) continue;
      FlowEnd left = end_of(step, StationKind::kRole, language);
      if (left.name.empty()) left.name = step_headline(step, language);
      left.column = 0;
      FlowEnd next{std::string(say(language, "아직 모름", "not known")), Family::kOther, 2};
      for (size_t k = i + 1; k < line.size(); ++k) {
        FlowEnd end = end_of(career.steps[line[k]], StationKind::kRole, language);
        if (end.name.empty()) continue;
        next = {end.name, end.family, 2};
        break;
      }
      for (const PostTheme& theme : post->themes) {
        if (theme.id == "resignation" || theme.id == "job-change") continue;
        FlowEnd about{language == Language::kKorean ? theme.name : theme.id, Family::kOther, 1};
        counter.add(left, about, career.name);
        counter.add(about, next, career.name);
      }
    }
  }
  return counter.flows();
}

std::vector<Career> all_careers(const Graph& graph) {
  std::vector<Career> careers;
  for (const PersonSummary& person : list_people(graph))
    careers.push_back(read_career(graph, person.node));
  return careers;
}

}  // namespace hoego::viz

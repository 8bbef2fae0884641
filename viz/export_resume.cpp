// SPDX-License-Identifier: Apache-2.0
// Careers as JSON of other tools: JSON Resume and schema.org.
#include <nlohmann/json.hpp>
#include <utility>

#include "viz/export_forms.h"
#include "viz/export_text.h"
#include "viz/selection.h"

namespace hoego::viz {
namespace {

using Json = nlohmann::ordered_json;

// Where a step belongs in a resume. What is planned, or no engagement, is no part of one.
enum class Part { kWork, kStudy, kBeside, kOther };

Part part_of(const CareerStep& step) {
  const std::string& kind = step.kind;
  if (step.planned || kind == "jobsearch" || kind == "gap" || kind == "military")
    return Part::kOther;
  if (kind == "education" || kind == "bootcamp") return Part::kStudy;
  if (kind == "community" || kind == "mentoring") return Part::kBeside;
  return Part::kWork;
}

std::string_view open_or(const CareerStep& step) {
  return step.ongoing ? std::string_view("..") : std::string_view(step.end_text);
}

// What JSON Resume cannot say, exactly.
Json exact(const CareerStep& step) {
  Json evidence = Json::array();
  for (const StepEvidence& e : step.evidence)
    if (!e.quote.empty()) evidence.push_back({{"quote", e.quote}, {"post", e.post_source}});
  auto text_or_null = [](std::string_view text) { return text.empty() ? Json() : Json(text); };
  return {{"id", step.id},
          {"kind", step.kind},
          {"org", text_or_null(step.org)},
          {"cohort", text_or_null(step.cohort)},
          {"role", text_or_null(step.role_id)},
          {"startEdtf", text_or_null(step.start_text)},
          {"endEdtf", text_or_null(open_or(step))},
          {"exit", text_or_null(step.exit)},
          {"certainty", step.planned ? "planned" : "actual"},
          {"confidence", step.confidence},
          {"evidence", evidence}};
}

void put_dates(Json& json, const CareerStep& step) {
  if (step.start) json["startDate"] = iso_prefix(*step.start);
  if (step.end && !step.ongoing) json["endDate"] = iso_prefix(*step.end);
}

Json resume_entry(const CareerStep& step, const char* org_key, const char* role_key) {
  Json json;
  if (!step.org.empty()) json[org_key] = step.org;
  if (!step.role.empty()) json[role_key] = step.role;
  put_dates(json, step);
  // JSON Resume has no summary in education.
  if (std::string quote = first_quote(step); !quote.empty() && part_of(step) != Part::kStudy)
    json["summary"] = quote;
  json["x-hoego"] = exact(step);
  return json;
}

Json resume_of(const Career& career) {
  Json work = Json::array(), volunteer = Json::array(), education = Json::array(),
       other = Json::array();
  for (const CareerStep& step : career.steps) switch (part_of(step)) {
      case Part::kWork:
        work.push_back(resume_entry(step, "name", "position"));
        break;
      case Part::kStudy:
        education.push_back(resume_entry(step, "institution", "area"));
        break;
      case Part::kBeside:
        volunteer.push_back(resume_entry(step, "organization", "position"));
        break;
      case Part::kOther:
        other.push_back(exact(step));
    }
  return {
      {"$schema", "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"},
      {"basics", {{"name", career.name}}},
      {"work", work},
      {"volunteer", volunteer},
      {"education", education},
      {"x-hoego", {{"other", other}}}};
}

// Dates are written only where they are ISO 8601; the EDTF text always stands beside them.
Json role_of(const CareerStep& step, const char* type, const char* property, const char* org_type) {
  Json role = {{"@type", type}};
  if (!step.role.empty()) role["roleName"] = step.role;
  put_dates(role, step);
  if (!step.start_text.empty()) role["hoego:startEdtf"] = step.start_text;
  if (!open_or(step).empty()) role["hoego:endEdtf"] = open_or(step);
  role["hoego:kind"] = step.kind;
  if (step.planned) role["hoego:certainty"] = "planned";
  if (!step.org.empty()) role[property] = {{"@type", org_type}, {"name", step.org}};
  return role;
}

// A Role stands between the person and the organisation, under the same property on both sides.
Json person_of(const Career& career) {
  Json works = Json::array(), studies = Json::array(), beside = Json::array(),
       other = Json::array();
  for (const CareerStep& step : career.steps) switch (part_of(step)) {
      case Part::kWork:
        works.push_back(role_of(step, "EmployeeRole", "worksFor", "Organization"));
        break;
      case Part::kStudy:
        studies.push_back(role_of(step, "Role", "alumniOf", "EducationalOrganization"));
        break;
      case Part::kBeside:
        beside.push_back(role_of(step, "OrganizationRole", "memberOf", "Organization"));
        break;
      case Part::kOther:
        other.push_back(role_of(step, "hoego:Step", "hoego:at", "Organization"));
    }
  Json json = {{"@type", "Person"}};
  std::string id = career.person_id.empty() ? career.name : career.person_id;
  if (!id.empty()) json["@id"] = "hoego:person/" + percent_encoded(id);
  if (!career.name.empty()) json["name"] = career.name;
  if (!works.empty()) json["worksFor"] = std::move(works);
  if (!studies.empty()) json["alumniOf"] = std::move(studies);
  if (!beside.empty()) json["memberOf"] = std::move(beside);
  if (!other.empty()) json["hoego:step"] = std::move(other);
  return json;
}

}  // namespace

void export_json_resume(const Graph& graph, const Sink& sink) {
  int indent = has_one_person(graph) ? 1 : -1;
  for_each_person(graph, [&](NodeId person) {
    sink(dump_json(resume_of(read_career(graph, person)), indent) + "\n");
  });
}

// The context stands inside, so that it is read without the network.
void export_jsonld(const Graph& graph, const Sink& sink) {
  sink(R"({"@context":{"@vocab":"https://schema.org/","hoego":"https://hoego.example/ns#",)"
       R"("startDate":{"@type":"Date"},"endDate":{"@type":"Date"}},"@graph":[)");
  bool first = true;
  for_each_person(graph, [&](NodeId person) {
    sink(std::exchange(first, false) ? "\n" : ",\n");
    sink(dump_json(person_of(read_career(graph, person))));
  });
  sink("\n]}\n");
}

}  // namespace hoego::viz

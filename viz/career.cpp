// SPDX-License-Identifier: Apache-2.0
// Graph -> Career. The only place of this room that knows the names of the schema's properties.
#include "viz/career.h"

#include <algorithm>
#include <tuple>

#include "base/unicode.h"
#include "graph/schema.h"
#include "viz/reader.h"

namespace hoego::viz {
namespace {

std::optional<Edtf> date_of(const Value& value) {
  std::optional<Edtf> date = parse_edtf(text_of(value));
  return date && !date->open ? date : std::nullopt;
}

void read_dates(const Reader& reader, NodeId node, CareerStep& step) {
  step.start_text = reader.text(node, schema::kStartEdtf);
  step.end_text = reader.text(node, schema::kEndEdtf);
  step.start = date_of(reader.property(node, schema::kStartEdtf));
  step.end = date_of(reader.property(node, schema::kEndEdtf));
  if (step.start_text.empty()) step.start = date_of(reader.property(node, schema::kStart));
  if (step.end_text.empty()) step.end = date_of(reader.property(node, schema::kEnd));
  step.ongoing = reader.flag(node, schema::kOngoing) || step.end_text == "..";
  step.months = reader.integer(node, schema::kMonths);
}

std::optional<Edtf> published_of(const Reader& reader, NodeId post) {
  std::optional<Edtf> said = date_of(reader.property(post, schema::kPublishedEdtf));
  return said ? said : date_of(reader.property(post, schema::kPublished));
}

void read_neighbours(const Reader& reader, NodeId node, CareerStep& step) {
  reader.follow(node, schema::kAs, [&](RelId, NodeId role) {
    if (!step.role_id.empty()) return;
    step.role_id = reader.text(role, schema::kId);
    step.role = reader.text(role, schema::kNameKo);
    if (step.role.empty()) step.role = reader.text(role, schema::kName);
    if (step.role.empty()) step.role = step.role_id;
  });
  reader.follow(node, schema::kAt, [&](RelId, NodeId org) {
    if (!step.org_id.empty()) return;
    step.org = reader.text(org, schema::kName);
    step.org_id = reader.text(org, schema::kId);
    if (step.org_id.empty()) step.org_id = step.org;
    step.org_named = reader.flag(org, schema::kNamed);
  });
  reader.follow(node, schema::kStatedIn, [&](RelId rel, NodeId post) {
    step.evidence.push_back(
        {text_of(reader.rel_property(rel, schema::kQuote)), reader.text(post, schema::kTitle),
         reader.text(post, schema::kSource), text_of(reader.rel_property(rel, schema::kRule)),
         published_of(reader, post), text_of(reader.rel_property(rel, schema::kSaid))});
  });
}

std::vector<PostTheme> themes_of(const Reader& reader, NodeId post) {
  std::vector<PostTheme> themes;
  reader.follow(post, schema::kAbout, [&](RelId rel, NodeId theme) {
    Value core = reader.rel_property(rel, schema::kCore);
    if (reader.text(theme, schema::kFacet) != "reflection") return;
    if (!core.is(ValueType::kBoolean) || !core.as_boolean()) return;
    PostTheme read{reader.text(theme, schema::kId), reader.text(theme, schema::kNameKo)};
    if (read.name.empty()) read.name = read.id;
    themes.push_back(std::move(read));
  });
  std::sort(themes.begin(), themes.end(),
            [](const PostTheme& a, const PostTheme& b) { return a.id < b.id; });
  return themes;
}

CareerStep step_at(const Reader& reader, NodeId node) {
  CareerStep step;
  step.id = reader.text(node, schema::kId);
  step.kind = reader.text(node, schema::kKind);
  step.title = reader.text(node, schema::kTitle);
  step.cohort = reader.text(node, schema::kCohort);
  step.exit = reader.text(node, schema::kExit);
  step.planned = reader.text(node, schema::kCertainty) == "planned";
  Value confidence = reader.property(node, schema::kConfidence);
  if (confidence.is_number()) step.confidence = confidence.as_number();
  step.order = reader.integer(node, schema::kOrder).value_or(0);
  read_dates(reader, node, step);
  read_neighbours(reader, node, step);
  return step;
}

double middle(const std::optional<Edtf>& date) {
  return date ? date->middle_month() : 1e9;
}

size_t count_out(const Graph& graph, NodeId node, std::string_view type) {
  std::optional<TypeId> id = graph.find_type(type);
  if (!id) return 0;
  TypeId types[] = {*id};
  return graph.degree(node, Direction::kOut, types);
}

}  // namespace

std::optional<Edtf> date_of_value(const Value& value) {
  return date_of(value);
}

CareerStep read_step(const Graph& graph, NodeId step) {
  return step_at(Reader(graph), step);
}

std::vector<PersonSummary> list_people(const Graph& graph) {
  std::vector<PersonSummary> people;
  std::optional<LabelId> label = graph.find_label(schema::kPerson);
  if (!label) return people;
  std::vector<NodeId> nodes;
  graph.scan_nodes(*label, 0, graph.node_limit(), nodes);
  Reader reader(graph);
  for (NodeId node : nodes)
    people.push_back({node, reader.text(node, schema::kName), count_out(graph, node, schema::kTook),
                      count_out(graph, node, schema::kWrote)});
  std::stable_sort(people.begin(), people.end(),
                   [](const auto& a, const auto& b) { return a.name < b.name; });
  return people;
}

std::optional<NodeId> find_person(const Graph& graph, std::string_view name) {
  std::vector<PersonSummary> people = list_people(graph);
  for (const PersonSummary& person : people)
    if (person.name == name) return person.node;
  std::string folded = fold_case(nfc(name));
  for (const PersonSummary& person : people)
    if (fold_case(nfc(person.name)) == folded) return person.node;
  Reader reader(graph);
  for (const PersonSummary& person : people)
    if (reader.text(person.node, schema::kId) == name) return person.node;
  return std::nullopt;
}

Career read_career(const Graph& graph, NodeId person) {
  Reader reader(graph);
  Career career;
  career.person_id = reader.text(person, schema::kId);
  career.name = reader.text(person, schema::kName);
  reader.follow(person, schema::kTook,
                [&](RelId, NodeId node) { career.steps.push_back(step_at(reader, node)); });
  std::stable_sort(career.steps.begin(), career.steps.end(), [](const auto& a, const auto& b) {
    return std::make_tuple(a.order, middle(a.start), std::string_view(a.id)) <
           std::make_tuple(b.order, middle(b.start), std::string_view(b.id));
  });
  reader.follow(person, schema::kWrote, [&](RelId, NodeId post) {
    CareerPost read{reader.text(post, schema::kTitle), reader.text(post, schema::kSource),
                    published_of(reader, post)};
    read.themes = themes_of(reader, post);
    career.posts.push_back(std::move(read));
  });
  std::stable_sort(career.posts.begin(), career.posts.end(), [](const auto& a, const auto& b) {
    return std::make_tuple(middle(a.published), std::string_view(a.source)) <
           std::make_tuple(middle(b.published), std::string_view(b.source));
  });
  return career;
}

}  // namespace hoego::viz

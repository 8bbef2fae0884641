// SPDX-License-Identifier: Apache-2.0
// Graph -> Career. The only place of this room that knows the names of the schema's properties.
#include "viz/career.h"

#include <algorithm>
#include <tuple>

#include "base/unicode.h"
#include "graph/schema.h"

namespace hoego::viz {
namespace {

// The Day that many days after 1970-01-01 (Howard Hinnant's civil_from_days).
Day day_of(int64_t days) {
  days += 719468;
  int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  int64_t of_era = days - era * 146097;
  int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  int64_t shifted = (5 * of_year + 2) / 153;
  int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {static_cast<int32_t>(year + era * 400 + (month <= 2)), static_cast<int32_t>(month),
          static_cast<int32_t>(of_year - (153 * shifted + 2) / 5 + 1)};
}

std::string text_of(const Value& value) {
  switch (value.type()) {
    case ValueType::kString:
      return std::string(value.as_string());
    case ValueType::kEdtf:
      return value.as_edtf().text();
    case ValueType::kDate:
      return to_iso(day_of(value.as_date().days));
    default:
      return {};
  }
}

std::optional<Edtf> date_of(const Value& value) {
  std::optional<Edtf> date = parse_edtf(text_of(value));
  return date && !date->open ? date : std::nullopt;
}

// Reads properties by name and follows relationships by type of one graph.
class Reader {
 public:
  explicit Reader(const Graph& graph) : graph_(graph) {}

  Value property(NodeId node, std::string_view name) const {
    std::optional<KeyId> key = graph_.find_key(name);
    return key ? graph_.node_property(node, *key) : Value();
  }
  Value rel_property(RelId rel, std::string_view name) const {
    std::optional<KeyId> key = graph_.find_key(name);
    return key ? graph_.relationship_property(rel, *key) : Value();
  }
  std::string text(NodeId node, std::string_view name) const {
    return text_of(property(node, name));
  }
  bool flag(NodeId node, std::string_view name) const {
    Value value = property(node, name);
    return value.is(ValueType::kBoolean) && value.as_boolean();
  }
  std::optional<int64_t> integer(NodeId node, std::string_view name) const {
    Value value = property(node, name);
    if (!value.is(ValueType::kInteger)) return std::nullopt;
    return value.as_integer();
  }
  template <typename F>
  void follow(NodeId node, std::string_view type, F&& f) const {
    std::optional<TypeId> id = graph_.find_type(type);
    if (!id) return;
    TypeId types[] = {*id};
    graph_.for_each_relationship(node, Direction::kOut, types, [&](RelId rel, NodeId other) {
      f(rel, other);
      return true;
    });
  }

 private:
  const Graph& graph_;
};

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
    step.evidence.push_back({text_of(reader.rel_property(rel, schema::kQuote)),
                             reader.text(post, schema::kTitle), reader.text(post, schema::kSource),
                             text_of(reader.rel_property(rel, schema::kRule))});
  });
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
                    date_of(reader.property(post, schema::kPublishedEdtf))};
    if (!read.published) read.published = date_of(reader.property(post, schema::kPublished));
    career.posts.push_back(std::move(read));
  });
  std::stable_sort(career.posts.begin(), career.posts.end(), [](const auto& a, const auto& b) {
    return std::make_tuple(middle(a.published), std::string_view(a.source)) <
           std::make_tuple(middle(b.published), std::string_view(b.source));
  });
  return career;
}

}  // namespace hoego::viz

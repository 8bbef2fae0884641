// SPDX-License-Identifier: Apache-2.0
#include "cli/export_facts.h"

#include <algorithm>
#include <map>

#include "graph/schema.h"
#include "parser/career/facts.h"
#include "viz/career.h"
#include "viz/reader.h"

namespace hoego::cli {
namespace {

std::optional<std::string> if_any(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::optional<std::string> org_type(const viz::Reader& read, NodeId org) {
  constexpr std::pair<std::string_view, const char*> kTypes[] = {
      {schema::kCompany, "company"},
      {schema::kSchool, "school"},
      {schema::kLab, "lab"},
      {schema::kProgram, "program"},
      {schema::kCommunity, "community"},
      {schema::kGovernment, "government"}};
  for (const auto& [label, type] : kTypes)
    if (read.has_label(org, label)) return type;
  return std::nullopt;
}

class FactsReader {
 public:
  explicit FactsReader(const Graph& graph) : graph_(graph), read_(graph) {}

  parser::PostFacts facts_of(NodeId post) const {
    parser::PostFacts facts;
    facts.source = read_.text(post, schema::kSource);
    if (facts.source.empty()) facts.source = read_.text(post, schema::kId);
    facts.title = read_.text(post, schema::kTitle);
    facts.lang = read_.text(post, schema::kLang);
    facts.published = parse_edtf(read_.text(post, schema::kPublishedEdtf));
    if (facts.published) facts.published_rule = "graph";
    read_.follow(post, schema::kLooksBackOn, [&](RelId, NodeId year) {
      if (auto value = read_.integer(year, schema::kValue))
        facts.looks_back_on.push_back(static_cast<int>(*value));
    });
    std::sort(facts.looks_back_on.begin(), facts.looks_back_on.end());
    read_.follow_back(post, schema::kWrote, [&](RelId, NodeId person) {
      facts.author = if_any(read_.text(person, schema::kName));
      facts.author_rule = "graph";
      facts.aspires_to = aspirations(person, facts.source);
    });
    facts.steps = steps_of(post);
    facts.themes = themes_of(post);
    facts.reflective =
        !facts.steps.empty() || !facts.aspires_to.empty() || !facts.looks_back_on.empty();
    return facts;
  }

 private:
  std::vector<parser::CareerStep> steps_of(NodeId post) const {
    std::map<std::pair<int64_t, NodeId>, parser::CareerStep> steps;
    read_.follow_back(post, schema::kStatedIn, [&](RelId rel, NodeId node) {
      int64_t order = read_.integer(node, schema::kOrder).value_or(0);
      auto [it, fresh] = steps.try_emplace({order, node});
      if (fresh) it->second = step_of(node);
      it->second.rule = read_.rel_text(rel, schema::kRule);
      if (std::string quote = read_.rel_text(rel, schema::kQuote); !quote.empty())
        it->second.evidence.push_back({std::move(quote), offset_of(rel), "", it->second.rule});
    });
    std::vector<parser::CareerStep> out;
    for (auto& [key, step] : steps) out.push_back(std::move(step));
    return out;
  }
  uint32_t offset_of(RelId rel) const {
    Value offset = read_.rel_property(rel, schema::kOffset);
    return offset.is(ValueType::kInteger) ? static_cast<uint32_t>(offset.as_integer()) : 0;
  }
  parser::CareerStep step_of(NodeId node) const {
    viz::CareerStep from = viz::read_step(graph_, node);
    parser::CareerStep step;
    step.kind = from.kind;
    read_.follow(node, schema::kAt, [&](RelId, NodeId org) {
      step.org = if_any(read_.text(org, schema::kName));
      step.org_type = org_type(read_, org);
      step.named = from.org_named;
      step.industry = if_any(read_.text(org, schema::kIndustry));
    });
    step.cohort = if_any(from.cohort);
    step.role = if_any(from.role_id);
    // A step without words for its role is called by its place.
    if (from.title.rfind(from.org, 0) != 0 || from.org.empty()) step.role_text = if_any(from.title);
    step.start = from.start;
    step.end = from.ongoing ? Edtf::of_open() : from.end;
    step.exit = if_any(from.exit);
    step.planned = from.planned;
    step.confidence = from.confidence;
    return step;
  }
  std::vector<parser::Aspiration> aspirations(NodeId person, const std::string& source) const {
    std::vector<parser::Aspiration> out;
    read_.follow(person, schema::kAspiresTo, [&](RelId rel, NodeId role) {
      if (read_.rel_text(rel, schema::kPostProperty) != source) return;
      out.push_back(
          {read_.text(role, schema::kId), {read_.rel_text(rel, schema::kQuote), 0, "", ""}});
    });
    return out;
  }
  std::vector<parser::ThemeMention> themes_of(NodeId post) const {
    std::vector<parser::ThemeMention> out;
    read_.follow(post, schema::kAbout, [&](RelId rel, NodeId theme) {
      Value core = read_.rel_property(rel, schema::kCore);
      Value count = read_.rel_property(rel, schema::kCount);
      out.push_back({read_.text(theme, schema::kId),
                     core.is(ValueType::kBoolean) && core.as_boolean(),
                     count.is(ValueType::kInteger) ? static_cast<int>(count.as_integer()) : 0, 0});
    });
    return out;
  }

  const Graph& graph_;
  viz::Reader read_;
};

}  // namespace

void export_facts(const Graph& graph, const viz::Sink& sink) {
  std::optional<LabelId> label = graph.find_label(schema::kPost);
  if (!label) return;
  FactsReader reader(graph);
  for (NodeId node = 0; node < graph.node_limit(); ++node)
    if (graph.node_alive(node) && graph.has_label(node, *label))
      sink(parser::to_json(reader.facts_of(node)) + "\n");
}

}  // namespace hoego::cli

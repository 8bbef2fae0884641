// SPDX-License-Identifier: Apache-2.0
#include "parser/corrections.h"

#include <algorithm>
#include <array>
#include <functional>

#include "base/messages.h"
#include "base/suggest.h"
#include "base/unicode.h"
#include "parser/document/toml.h"

namespace hoego::parser {
namespace {

constexpr std::string_view kRule = "corrected by user";

using Fields = std::map<std::string, std::string>;
using Text = std::optional<std::string>;

// How a field of a step is read as text and set from text; false: the text is no value of it.
struct Field {
  std::string_view name;
  std::function<Text(const CareerStep&)> get;
  std::function<bool(CareerStep&, const std::string&)> set;
};

Field text_field(std::string_view name, Text CareerStep::*member) {
  return {name, [member](const CareerStep& s) { return s.*member; },
          [member](CareerStep& s, const std::string& text) {
            s.*member = text.empty() ? Text() : Text(text);
            return true;
          }};
}

Field date_field(std::string_view name, std::optional<Edtf> CareerStep::*member) {
  return {name,
          [member](const CareerStep& s) { return s.*member ? Text((s.*member)->text()) : Text(); },
          [member](CareerStep& s, const std::string& text) {
            s.*member = parse_edtf(text);
            return text.empty() || (s.*member).has_value();
          }};
}

Field flag_field(std::string_view name, bool CareerStep::*member) {
  return {name, [member](const CareerStep& s) { return Text(s.*member ? "true" : "false"); },
          [member](CareerStep& s, const std::string& text) {
            s.*member = text == "true";
            return text == "true" || text == "false";
          }};
}

const std::vector<Field>& step_fields() {
  static const std::vector<Field> kFields = {
      {"kind", [](const CareerStep& s) { return Text(s.kind); },
       [](CareerStep& s, const std::string& text) { return s.kind = text, !text.empty(); }},
      text_field("org", &CareerStep::org),
      text_field("org_type", &CareerStep::org_type),
      flag_field("named", &CareerStep::named),
      text_field("industry", &CareerStep::industry),
      text_field("cohort", &CareerStep::cohort),
      text_field("role", &CareerStep::role),
      date_field("start", &CareerStep::start),
      date_field("end", &CareerStep::end),
      text_field("exit", &CareerStep::exit),
      flag_field("planned", &CareerStep::planned),
  };
  return kFields;
}

const Field* find_field(std::string_view name) {
  for (const Field& field : step_fields())
    if (field.name == name) return &field;
  return nullptr;
}

bool meets(const CareerStep& step, const Fields& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const auto& entry) {
    return find_field(entry.first)->get(step).value_or("") == entry.second;
  });
}

void set_fields(CareerStep& step, const Fields& values) {
  for (const auto& [name, text] : values) {
    find_field(name)->set(step, text);
    step.evidence.push_back({"", 0, name, std::string(kRule)});
  }
  step.confidence = 1;
}

bool is_post(const PostFacts& facts, const std::string& wanted) {
  if (facts.source == wanted) return true;
  bool suffix = facts.source.size() > wanted.size() && facts.source.ends_with(wanted);
  return suffix && facts.source[facts.source.size() - wanted.size() - 1] == '/';
}

}  // namespace

// Reads the tables of the file; every mistake has a line.
struct Corrections::Parser {
  Corrections& out;
  const std::string& name;
  std::vector<std::string>& problems;

  std::string place(const toml::node& node) const {
    return name + ":" + std::to_string(node.source().begin.line);
  }
  void complain(const toml::node& node, const std::string& what) {
    problems.push_back(place(node) + ": " + what);
  }

  std::string text_of(const toml::node& node) {
    if (auto text = node.value<std::string>(); text && node.is_string()) return *text;
    if (auto flag = node.value<bool>(); flag && node.is_boolean()) return *flag ? "true" : "false";
    complain(node, say("a value here is a text in quotes, true or false"));
    return {};
  }

  Fields step_fields_of(const toml::table& table) {
    Fields fields;
    for (const auto& [key, node] : table) {
      std::string field(key.str());
      const Field* known = find_field(field);
      CareerStep scratch;
      if (known == nullptr) {
        std::vector<std::string> names;
        for (const Field& f : step_fields()) names.emplace_back(f.name);
        std::string near = suggest(field, names);
        complain(node, near.empty() ? say("a step has no field {}", field)
                                    : say("a step has no field {}; did you mean {}?", field, near));
      } else if (std::string text = text_of(node); known->set(scratch, text)) {
        fields[field] = text;
      } else {
        complain(node, say("\"{}\" is no value of {}", text, field));
      }
    }
    return fields;
  }

  void read_edit(Action action, const toml::table& table) {
    Edit edit{action, place(table), table["post"].value_or(std::string()), {}, {}};
    if (edit.post.empty()) return complain(table, say("say which post: post = \"...\""));
    if (const auto* step = table["step"].as_table()) edit.step = step_fields_of(*step);
    if (const auto* set = table["set"].as_table()) edit.set = step_fields_of(*set);
    if (edit.step.empty()) return complain(table, say("say which step: step = {org = \"...\"}"));
    if (action == Action::kChange && edit.set.empty())
      return complain(table, say("say what to change: set = {start = \"...\"}"));
    if (action == Action::kAdd && edit.step.count("kind") == 0)
      return complain(table, say("a new step needs a kind: step = {kind = \"work\", ...}"));
    out.edits_.push_back(std::move(edit));
  }

  void read_alias(const toml::table& table) {
    std::string canonical = table["name"].value_or(std::string());
    const auto* also = table["also"].as_array();
    if (canonical.empty() || also == nullptr)
      return complain(table, say("an alias is name = \"...\" and also = [\"...\"]"));
    for (const toml::node& node : *also) out.aliases_[fold_case(nfc(text_of(node)))] = canonical;
  }

  void read_cohort(const toml::table& table) {
    Fields cohort;
    for (const char* field : {"org", "cohort", "start", "end"})
      cohort[field] = table[field].value_or(std::string());
    if (cohort["org"].empty() || cohort["cohort"].empty() || !parse_edtf(cohort["start"]) ||
        !parse_edtf(cohort["end"]))
      return complain(table, say("a cohort is org, cohort, start and end (dates as 2025-10)"));
    out.cohorts_.push_back(std::move(cohort));
  }

  void read_section(std::string_view section, const toml::node& node) {
    const auto* array = node.as_array();
    if (array == nullptr || !array->is_homogeneous<toml::table>())
      return complain(node, say("write [[{}]]", section));
    for (const toml::node& item : *array) {
      const toml::table& table = *item.as_table();
      if (section == "change")
        read_edit(Action::kChange, table);
      else if (section == "remove")
        read_edit(Action::kRemove, table);
      else if (section == "add")
        read_edit(Action::kAdd, table);
      else if (section == "alias")
        read_alias(table);
      else if (section == "cohort")
        read_cohort(table);
      else
        complain(node,
                 say("there is no section {}; known: change, remove, add, alias, cohort", section));
    }
  }
};

Corrections Corrections::parse(std::string_view text, const std::string& name,
                               std::vector<std::string>& problems) {
  Corrections corrections;
  toml::parse_result result = parse_toml(text);
  if (!result) {
    problems.push_back(name + ":" + std::to_string(result.error().source().begin.line) + ": " +
                       std::string(result.error().description()));
    return corrections;
  }
  Parser parser{corrections, name, problems};
  for (const auto& [section, node] : result.table()) parser.read_section(section.str(), node);
  return corrections;
}

bool Corrections::apply_edit(const Edit& edit, PostFacts& facts) const {
  if (edit.action == Action::kAdd) {
    CareerStep step;
    step.rule = kRule;
    set_fields(step, edit.step);
    facts.steps.push_back(std::move(step));
    return true;
  }
  if (edit.action == Action::kRemove)
    return std::erase_if(facts.steps, [&](const CareerStep& s) { return meets(s, edit.step); }) > 0;
  bool met = false;
  for (CareerStep& step : facts.steps) {
    if (!meets(step, edit.step)) continue;
    set_fields(step, edit.set);
    met = true;
  }
  return met;
}

void Corrections::apply_aliases(CareerStep& step) const {
  if (!step.org) return;
  auto it = aliases_.find(fold_case(*step.org));
  if (it == aliases_.end() || it->second == *step.org) return;
  step.org_alt.push_back(*step.org);
  step.org = it->second;
  step.evidence.push_back({"", 0, "org", std::string(kRule)});
}

void Corrections::apply(std::vector<PostFacts>& all, std::vector<std::string>& unused) const {
  for (const Edit& edit : edits_) {
    bool met = false;
    for (PostFacts& facts : all)
      if (is_post(facts, edit.post)) met = apply_edit(edit, facts) || met;
    if (!met) unused.push_back(say("{}: meets no step of a post {}", edit.place, edit.post));
  }
  for (PostFacts& facts : all)
    for (CareerStep& step : facts.steps) apply_aliases(step);
}

std::string Corrections::cohort_table() const {
  if (cohorts_.empty()) return {};
  std::string out = "community\tcohort\tstart\tend\n";
  for (const Fields& c : cohorts_)
    out += c.at("org") + "\t" + c.at("cohort") + "\t" + c.at("start") + "\t" + c.at("end") + "\n";
  return out;
}

}  // namespace hoego::parser

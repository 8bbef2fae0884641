// SPDX-License-Identifier: Apache-2.0
#include "viz/anonymize.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <tuple>
#include <vector>

#include "base/hash.h"
#include "base/sha256.h"
#include "graph/property_text.h"
#include "graph/schema.h"
#include "viz/career.h"
#include "viz/reader.h"

namespace hoego::viz {
namespace {

using Dates = AnonymizeOptions::Dates;

enum class What { kPerson, kPost, kStep, kOrganization, kRole, kTheme, kYear, kOther };
constexpr std::array<std::string_view, 7> kLabels = {
    schema::kPerson, schema::kPost,  schema::kStep, schema::kOrganization,
    schema::kRole,   schema::kTheme, schema::kYear};
constexpr std::array<std::string_view, 7> kPrefixes = {"person", "post",  "step", "organization",
                                                       "role",   "theme", "year"};
constexpr std::array<std::string_view, 6> kOrganizationKinds = {
    schema::kCompany, schema::kSchool,    schema::kLab,
    schema::kProgram, schema::kCommunity, schema::kGovernment};
constexpr std::array<std::string_view, 10> kTypes = {
    schema::kWrote, schema::kTook,     schema::kAt,        schema::kAs,    schema::kDuring,
    schema::kNext,  schema::kStatedIn, schema::kAspiresTo, schema::kAbout, schema::kLooksBackOn};

// A word of a closed list, not of a text: "contract_end", "work.told_as", "ko".
bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

Value date_value(const Day& day) {
  return parse_temporal("date", to_iso(day)).value_or(Value());
}

class Anonymizer {
 public:
  Anonymizer(const Graph& graph, const Subgraph* part, const AnonymizeOptions& options)
      : graph_(graph), read_(graph), part_(part), options_(options) {}

  Anonymized run() {
    choose();
    twins_.assign(graph_.node_limit(), kNoId);
    for (const Kept& kept : kept_) twins_[kept.node] = add_node(kept);
    for (const Kept& kept : kept_) add_relationships(kept.node);
    out_.graph.clear_changes();
    return std::move(out_);
  }

 private:
  struct Kept {
    What what;
    uint64_t pseudonym;
    NodeId node;
  };

  What what_is(NodeId node) const {
    for (size_t i = 0; i < kLabels.size(); ++i)
      if (read_.has_label(node, kLabels[i])) return static_cast<What>(i);
    return What::kOther;
  }
  bool is_author(NodeId person) const {
    bool wrote = false;
    read_.follow(person, schema::kWrote, [&](RelId, NodeId) { wrote = true; });
    return wrote;
  }
  bool of_third_party(NodeId step) const {
    bool third = false;
    read_.follow_back(step, schema::kTook,
                      [&](RelId, NodeId person) { third |= !is_author(person); });
    return third;
  }
  std::set<NodeId> people_at(NodeId organization) const {
    std::set<NodeId> people;
    read_.follow_back(organization, schema::kAt, [&](RelId, NodeId step) {
      read_.follow_back(step, schema::kTook, [&](RelId, NodeId person) {
        if (is_author(person)) people.insert(person);
      });
    });
    return people;
  }
  bool is_kept(What what, NodeId node) const {
    switch (what) {
      case What::kPerson:
        return is_author(node);
      case What::kStep:
        return !of_third_party(node);
      case What::kOrganization:
        return !people_at(node).empty();
      case What::kRole:
        return options_.is_listed("role", read_.text(node, schema::kId));
      case What::kTheme:
        return options_.is_listed("theme", read_.text(node, schema::kId));
      case What::kYear:
        return read_.integer(node, schema::kValue).has_value();
      case What::kPost:
        return true;
      case What::kOther:
        break;
    }
    return false;
  }

  void choose() {
    auto look_at = [this](NodeId node) {
      What what = what_is(node);
      if (is_kept(what, node))
        kept_.push_back({what, pseudonym(what, node), node});
      else if (what == What::kPerson)
        ++out_.people_left_out;
      else if (what != What::kStep && what != What::kOrganization)
        ++out_.nodes_left_out;
    };
    if (part_ != nullptr)
      for (NodeId node : part_->nodes) look_at(node);
    else
      for (NodeId node = 0; node < graph_.node_limit(); ++node)
        if (graph_.node_alive(node)) look_at(node);
    std::sort(kept_.begin(), kept_.end(), [](const Kept& a, const Kept& b) {
      return std::tie(a.what, a.pseudonym, a.node) < std::tie(b.what, b.pseudonym, b.node);
    });
  }
  // 64 bits: among a million people the chance that two share one is below 1 in 10 million.
  uint64_t pseudonym(What what, NodeId node) const {
    std::string id = read_.text(node, schema::kId);
    if (id.empty()) id = read_.text(node, schema::kName);
    if (auto number = read_.integer(node, schema::kId)) id = std::to_string(*number);
    std::string digest = hmac_sha256_hex(
        options_.key, std::string(kPrefixes[static_cast<size_t>(what)]) + '\0' + id);
    uint64_t bits = 0;
    std::from_chars(digest.data(), digest.data() + 16, bits, 16);
    return bits;
  }
  static std::string name_of(const Kept& kept) {
    return std::string(kPrefixes[static_cast<size_t>(kept.what)]) + "-" + hex(kept.pseudonym);
  }

  NodeId add_node(const Kept& kept) {
    Graph& graph = out_.graph;
    std::vector<LabelId> labels = {graph.intern_label(kLabels[static_cast<size_t>(kept.what)])};
    if (kept.what == What::kOrganization)
      for (std::string_view kind : kOrganizationKinds)
        if (read_.has_label(kept.node, kind)) labels.push_back(graph.intern_label(kind));
    NodeId twin = graph.create_node(labels);
    fill(kept, twin);
    return twin;
  }
  void fill(const Kept& kept, NodeId twin) {
    NodeId node = kept.node;
    switch (kept.what) {
      case What::kPerson:
        set(twin, schema::kId, Value::string(name_of(kept)));
        set(twin, schema::kName, Value::string(name_of(kept)));
        return;
      case What::kPost:
        set(twin, schema::kId, Value::string(name_of(kept)));
        take_code(node, twin, schema::kLang);
        take_date(node, twin, schema::kPublishedEdtf, schema::kPublished, false);
        return;
      case What::kStep:
        set(twin, schema::kId, Value::string(name_of(kept)));
        for (auto code : {schema::kKind, schema::kExit, schema::kCertainty})
          take_code(node, twin, code);
        for (auto plain : {schema::kOngoing, schema::kConfidence, schema::kOrder})
          take_plain(node, twin, plain);
        if (options_.dates != Dates::kYear) take_plain(node, twin, schema::kMonths);
        take_date(node, twin, schema::kStartEdtf, schema::kStart, false);
        take_date(node, twin, schema::kEndEdtf, schema::kEnd, true);
        return;
      case What::kOrganization:
        set(twin, schema::kId, Value::string(name_of(kept)));
        set(twin, schema::kName, Value::string(organization_name(kept)));
        take_plain(node, twin, schema::kNamed);
        take_code(node, twin, schema::kIndustry);
        return;
      case What::kRole:
      case What::kTheme:
        for (auto text : {schema::kId, schema::kName, schema::kNameKo, schema::kFacet})
          set(twin, text, read_.property(node, text));
        return;
      case What::kYear:
        take_plain(node, twin, schema::kValue);
        return;
      case What::kOther:
        return;
    }
  }
  // The name, unless it is none, speaks of a person who was there, or of a place on the net.
  std::string organization_name(const Kept& kept) const {
    std::string name = read_.text(kept.node, schema::kName);
    std::set<NodeId> people = people_at(kept.node);
    bool hidden = name.empty() || !read_.flag(kept.node, schema::kNamed) ||
                  people.size() < options_.min_people ||
                  name.find_first_of("/\\@") != std::string::npos;
    for (NodeId person : people) {
      std::string own = read_.text(person, schema::kName);
      hidden |= !own.empty() && name.find(own) != std::string::npos;
    }
    return hidden ? name_of(kept) : name;
  }

  void set(NodeId twin, std::string_view name, const Value& value) {
    if (!value.is_null()) out_.graph.set_node_property(twin, out_.graph.intern_key(name), value);
  }
  void take_code(NodeId node, NodeId twin, std::string_view name) {
    if (std::string text = read_.text(node, name); is_code(text))
      set(twin, name, Value::string(text));
  }
  void take_plain(NodeId node, NodeId twin, std::string_view name) {
    Value value = read_.property(node, name);
    if (value.is_number() || value.is(ValueType::kBoolean)) set(twin, name, value);
  }
  // A date is kept twice: as EDTF, and as the first or last day that it may mean.
  void take_date(NodeId node, NodeId twin, std::string_view edtf, std::string_view day, bool last) {
    if (read_.text(node, edtf) == "..") return set(twin, edtf, Value::string(".."));
    std::optional<Edtf> said = date_of_value(read_.property(node, edtf));
    std::optional<Edtf> known = said ? said : date_of_value(read_.property(node, day));
    if (!known) return;
    Edtf date = coarse(*known);
    if (said) set(twin, edtf, Value::string(date.text()));
    set(twin, day, date_value(last ? date.bounds().last : date.bounds().first));
  }
  Edtf coarse(const Edtf& date) const {
    Edtf out = date;
    if (options_.dates == Dates::kYear)
      out = Edtf::of_year(date.year, date.approximate);
    else if (options_.dates == Dates::kMonth && date.precision == Precision::kDay)
      out = Edtf::of_month(date.year, date.part, date.approximate);
    out.uncertain = date.uncertain;
    return out;
  }

  void add_relationships(NodeId node) {
    for (std::string_view type : kTypes)
      read_.follow(node, type, [&](RelId rel, NodeId other) {
        if (twins_[other] == kNoId || !in_part(rel)) return;
        RelId twin = out_.graph.create_relationship(twins_[node], twins_[other],
                                                    out_.graph.intern_type(type));
        fill_relationship(type, rel, twin);
      });
  }
  bool in_part(RelId rel) const {
    return part_ == nullptr || std::binary_search(part_->rels.begin(), part_->rels.end(), rel);
  }
  void fill_relationship(std::string_view type, RelId rel, RelId twin) {
    auto take = [&](std::string_view name) {
      Value value = read_.rel_property(rel, name);
      bool plain = value.is_number() || value.is(ValueType::kBoolean);
      if (plain || is_code(text_of(value)))
        out_.graph.set_relationship_property(twin, out_.graph.intern_key(name), value);
    };
    if (type == schema::kNext) {
      take(schema::kExit);
      if (options_.dates != Dates::kYear) take(schema::kGapMonths);
    }
    if (type == schema::kStatedIn) take(schema::kRule);
    if (type == schema::kAbout) take(schema::kCore);
  }

  const Graph& graph_;
  Reader read_;
  const Subgraph* part_;
  const AnonymizeOptions& options_;
  std::vector<Kept> kept_;
  std::vector<NodeId> twins_;
  Anonymized out_;
};

}  // namespace

Anonymized anonymized(const Graph& graph, const Subgraph* part, const AnonymizeOptions& options) {
  return Anonymizer(graph, part, options).run();
}

}  // namespace hoego::viz

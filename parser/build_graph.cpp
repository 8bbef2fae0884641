// SPDX-License-Identifier: Apache-2.0
// First the wanted graph is written down by names (Wanted), then the graph is changed where it
// differs. What a rebuild does not change is not written, and so costs nothing in the store.
//
// The builder owns posts (nodes with label Post and a source), steps (Step with certainty and
// order), and what it hangs on them; everything else is the user's.
#include "parser/build_graph.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "base/unicode.h"
#include "graph/property_text.h"
#include "graph/schema.h"
#include "parser/lexicon/lexicon.h"
#include "parser/merge_steps.h"
#include "parser/said.h"

namespace hoego::parser {

namespace {

using Properties = std::vector<std::pair<std::string_view, Value>>;  // null: not there

struct WantedNode {
  std::vector<std::string_view> labels;  // the first one is what the id belongs to
  Properties properties;
};

struct WantedRelationship {
  size_t source;  // places in Wanted::nodes
  std::string_view type;
  size_t target;
  Properties properties;
};

// The graph as the facts want it.
class Wanted {
 public:
  // The place of the node with this label and id; made with `make` if it is new.
  template <typename F>
  size_t node(std::string_view label, const std::string& id, F&& make) {
    auto [it, fresh] = places_.try_emplace({label, id}, nodes.size());
    if (fresh) nodes.push_back(make());
    return it->second;
  }
  void relate(size_t source, std::string_view type, size_t target, Properties properties = {}) {
    relationships.push_back({source, type, target, std::move(properties)});
  }
  std::vector<WantedNode> nodes;
  std::vector<WantedRelationship> relationships;

 private:
  std::map<std::pair<std::string_view, std::string>, size_t> places_;
};

Value text(const std::string& s) {
  return s.empty() ? Value() : Value::string(s);
}
Value text(const std::optional<std::string>& s) {
  return s ? text(*s) : Value();
}
Value text(const std::optional<Edtf>& e) {
  return e ? Value::string(e->text()) : Value();
}
Value date(const Day& day) {
  return parse_temporal("date", to_iso(day)).value_or(Value());
}

bool known(const std::optional<Edtf>& e) {
  return e && !e->open;
}
Value first_day(const std::optional<Edtf>& e) {
  return known(e) ? date(e->bounds().first) : Value();
}
Value last_day(const std::optional<Edtf>& e) {
  return known(e) ? date(e->bounds().last) : Value();
}

// "P1Y6M" -> 18; only whole years and months count.
std::optional<int64_t> months_of_duration(std::string_view iso) {
  int64_t months = 0;
  int64_t number = 0;
  bool any = false;
  for (char c : iso.substr(std::min<size_t>(1, iso.size()))) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      number = std::min<int64_t>(number * 10 + (c - '0'), 10'000);
      continue;
    }
    if (c != 'Y' && c != 'M') return any ? std::optional(months) : std::nullopt;
    months += c == 'Y' ? number * 12 : number;
    number = 0;
    any = true;
  }
  return any ? std::optional(months) : std::nullopt;
}

// From the middle of one to the middle of the other; what the post says itself goes first where the
// dates are no better than years.
Value months_of(const CareerStep& step) {
  bool coarse = !known(step.start) || !known(step.end) ||
                step.start->precision == Precision::kYear ||
                step.end->precision == Precision::kYear;
  if (coarse && step.duration)
    if (auto months = months_of_duration(*step.duration)) return Value::integer(*months);
  if (!known(step.start) || !known(step.end)) return {};
  double months = step.end->middle_month() - step.start->middle_month();
  return Value::integer(std::max<int64_t>(0, std::llround(months)));
}

// Free months between two steps; unknown where a date is no better than a year.
Value gap_months(const CareerStep& from, const CareerStep& to) {
  if (!known(from.end) || !known(to.start)) return {};
  if (from.end->precision == Precision::kYear || to.start->precision == Precision::kYear) return {};
  Day end = from.end->bounds().last;
  Day start = to.start->bounds().first;
  int32_t months = month_number(start.year, start.month) - month_number(end.year, end.month) - 1;
  return Value::integer(std::max(0, months));
}

std::string slug(std::string_view name) {
  std::string out;
  for (char c : fold_case(nfc(name))) {
    auto byte = static_cast<unsigned char>(c);
    bool kept = byte >= 0x80 || std::isalnum(byte) != 0;
    if (kept)
      out += c;
    else if (!out.empty() && out.back() != '-')
      out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "person" : out;
}

// The same id is not given twice.
class Ids {
 public:
  std::string take(const std::string& wanted) {
    std::string id = wanted;
    for (int n = 2; !taken_.insert(id).second; ++n) id = wanted + "-" + std::to_string(n);
    return id;
  }

 private:
  std::set<std::string> taken_;
};

// "machine-learning-engineer" -> "Machine Learning Engineer".
std::string title_case(std::string_view id) {
  std::string out;
  for (char c : id) {
    bool first = out.empty() || out.back() == ' ';
    out += c == '-' ? ' '
           : first  ? static_cast<char>(std::toupper(static_cast<unsigned char>(c)))
                    : c;
  }
  return out;
}

// The row of an id in one of the closed lists, or nullptr.
const LexiconRow* closed_row(std::string_view list, std::string_view id) {
  for (const LexiconRow& row : Lexicon::builtin().table("closed_lists"))
    if (row.fields.front() == id && row.get("list") == list) return &row;
  return nullptr;
}

Value closed_text(std::string_view list, std::string_view id, std::string_view column) {
  const LexiconRow* row = closed_row(list, id);
  return row == nullptr ? Value() : text(std::string(row->get(column)));
}

// A role that no list has is shown by its id.
Value role_name(const std::string& id) {
  Value name = closed_text("role", id, schema::kName);
  return name.is_null() ? text(title_case(id)) : name;
}

std::string_view kind_label(const std::optional<std::string>& org_type) {
  static const std::map<std::string_view, std::string_view> labels = {
      {"company", schema::kCompany},
      {"school", schema::kSchool},
      {"lab", schema::kLab},
      {"program", schema::kProgram},
      {"community", schema::kCommunity},
      {"government", schema::kGovernment}};
  auto it = org_type ? labels.find(*org_type) : labels.end();
  return it == labels.end() ? std::string_view() : it->second;
}

// Facts -> Wanted.
class Planner {
 public:
  Wanted wanted;
  BuildReport report;

  void run(const std::vector<PostFacts>& facts) {
    std::map<std::string, std::vector<const PostFacts*>> by_author;
    for (const PostFacts& post : facts) by_author[post.author.value_or("")].push_back(&post);
    collect_organizations(facts);
    for (auto& [author, posts] : by_author) {
      std::stable_sort(posts.begin(), posts.end(),
                       [](const PostFacts* a, const PostFacts* b) { return age(*a) < age(*b); });
      for (const PostFacts* post : posts) add_post(*post);
      if (!author.empty()) add_person(author, posts);
    }
  }

 private:
  static std::tuple<bool, Day, std::string> age(const PostFacts& post) {
    bool dated = known(post.published);
    return {!dated, dated ? post.published->bounds().first : Day{}, post.source};
  }

  // A named organisation is one node for everybody: what most of its mentions say of it.
  struct Organization {
    std::map<std::string, int> names, types, industries;
  };
  void collect_organizations(const std::vector<PostFacts>& facts) {
    for (const PostFacts& post : facts)
      for (const CareerStep& step : post.steps) {
        if (!step.named || !step.org) continue;
        Organization& org = organizations_[organization_key(*step.org)];
        ++org.names[organization_name(*step.org)];
        if (step.org_type) ++org.types[*step.org_type];
        if (step.industry) ++org.industries[*step.industry];
      }
  }
  static std::optional<std::string> most(const std::map<std::string, int>& counts) {
    auto it = std::max_element(counts.begin(), counts.end(),
                               [](const auto& a, const auto& b) { return a.second < b.second; });
    return it == counts.end() ? std::nullopt : std::optional(it->first);
  }

  void add_post(const PostFacts& post) {
    ++report.posts;
    std::string id = post_ids_.take(post.source);
    size_t node = wanted.node(schema::kPost, id, [&] {
      return WantedNode{{schema::kPost},
                        {{schema::kId, Value::string(id)},
                         {schema::kTitle, text(post.title)},
                         {schema::kSource, Value::string(post.source)},
                         {schema::kPublished, first_day(post.published)},
                         {schema::kPublishedEdtf, text(post.published)},
                         {schema::kLang, text(post.lang)}}};
    });
    posts_[&post] = node;
    for (const ThemeMention& mention : post.themes)
      wanted.relate(node, schema::kAbout, theme(mention.theme),
                    {{schema::kCore, Value::boolean(mention.core)},
                     {schema::kCount, Value::integer(mention.count)}});
    std::set<int> years(post.looks_back_on.begin(), post.looks_back_on.end());
    for (int y : years) wanted.relate(node, schema::kLooksBackOn, year(y));
  }

  void add_person(const std::string& author, const std::vector<const PostFacts*>& posts) {
    ++report.people;
    std::string id = person_ids_.take(slug(author));
    size_t person = wanted.node(schema::kPerson, id, [&] {
      return WantedNode{
          {schema::kPerson},
          {{schema::kId, Value::string(id)}, {schema::kName, Value::string(nfc(author))}}};
    });
    for (const PostFacts* post : posts) wanted.relate(person, schema::kWrote, posts_.at(post));
    add_steps(person, id, merge_steps(posts));
    for (const PostFacts* post : posts) add_aspirations(person, *post);
  }

  void add_steps(size_t person, const std::string& person_id, const std::vector<MergedStep>& line) {
    const MergedStep* before = nullptr;
    size_t before_node = 0;
    for (size_t i = 0; i < line.size(); ++i) {
      std::string id = person_id + "/" + std::to_string(i + 1);
      size_t node = add_step(id, i + 1, line[i]);
      wanted.relate(person, schema::kTook, node);
      const CareerStep& step = line[i].step;
      // The career line is of what happened, not of plans.
      if (beside_the_line(step) || step.planned) continue;
      if (before != nullptr)
        wanted.relate(before_node, schema::kNext, node,
                      {{schema::kGapMonths, gap_months(before->step, step)},
                       {schema::kExit, text(before->step.exit)}});
      before = &line[i];
      before_node = node;
    }
  }

  size_t add_step(const std::string& id, size_t order, const MergedStep& engagement) {
    ++report.steps;
    if (engagement.statements.size() > 1) ++report.merged;
    const CareerStep& step = engagement.step;
    size_t node = wanted.node(schema::kStep, id, [&] { return step_node(id, order, step); });
    if (step.org || step.org_type) wanted.relate(node, schema::kAt, organization(id, step));
    if (step.role) wanted.relate(node, schema::kAs, role(*step.role));
    add_years(node, engagement);
    for (const StepStatement& statement : engagement.statements) {
      add_statement(node, statement);
      if (!statement.reason.empty())
        report.merges.push_back({id, statement.post->source, statement.reason});
    }
    return node;
  }

  // What a person would call the step: the role as written, else the place.
  static std::optional<std::string> title_of(const CareerStep& step) {
    if (step.role_text || !step.org) return step.role_text;
    return step.cohort ? *step.org + " " + *step.cohort : *step.org;
  }

  static WantedNode step_node(const std::string& id, size_t order, const CareerStep& step) {
    bool open = step.end && step.end->open;
    return {{schema::kStep},
            {{schema::kId, Value::string(id)},
             {schema::kKind, text(step.kind)},
             {schema::kTitle, text(title_of(step))},
             {schema::kCohort, text(step.cohort)},
             {schema::kStart, first_day(step.start)},
             {schema::kEnd, last_day(step.end)},
             {schema::kStartEdtf, text(step.start)},
             {schema::kEndEdtf, text(step.end)},
             {schema::kOngoing, Value::boolean(open)},
             {schema::kMonths, months_of(step)},
             {schema::kExit, text(step.exit)},
             {schema::kCertainty, Value::string(step.planned ? "planned" : "actual")},
             {schema::kConfidence, Value::floating(step.confidence)},
             {schema::kOrder, Value::integer(static_cast<int64_t>(order))}}};
  }

  size_t organization(const std::string& step_id, const CareerStep& step) {
    bool named = step.named && step.org;
    std::string key = named ? organization_key(*step.org) : step_id + "/org";
    return wanted.node(schema::kOrganization, key, [&] {
      std::optional<std::string> name = step.org;
      std::optional<std::string> type = step.org_type;
      std::optional<std::string> industry = step.industry;
      if (named) {
        const Organization& org = organizations_.at(key);
        name = most(org.names);
        type = most(org.types);
        industry = most(org.industries);
      }
      WantedNode node{{schema::kOrganization},
                      {{schema::kId, Value::string(key)},
                       {schema::kName, text(name)},
                       {schema::kNamed, Value::boolean(named)},
                       {schema::kIndustry, text(industry)}}};
      if (auto label = kind_label(type); !label.empty()) node.labels.push_back(label);
      return node;
    });
  }

  size_t role(const std::string& id) {
    return wanted.node(schema::kRole, id, [&] {
      return WantedNode{{schema::kRole},
                        {{schema::kId, Value::string(id)},
                         {schema::kName, role_name(id)},
                         {schema::kNameKo, closed_text("role", id, schema::kNameKo)}}};
    });
  }

  size_t theme(const std::string& id) {
    return wanted.node(schema::kTheme, id, [&] {
      return WantedNode{{schema::kTheme},
                        {{schema::kId, Value::string(id)},
                         {schema::kNameKo, closed_text("theme", id, schema::kNameKo)},
                         {schema::kFacet, closed_text("theme", id, schema::kFacet)}}};
    });
  }

  size_t year(int value) {
    return wanted.node(schema::kYear, std::to_string(value), [&] {
      return WantedNode{{schema::kYear}, {{schema::kValue, Value::integer(value)}}};
    });
  }

  // From the first year to the last one; what is still going on reaches to the last post that says
  // so, and what is not known reaches no further than the year that is.
  void add_years(size_t node, const MergedStep& engagement) {
    const CareerStep& step = engagement.step;
    if (!known(step.start) && !known(step.end)) return;
    int32_t first =
        known(step.start) ? step.start->bounds().first.year : step.end->bounds().first.year;
    int32_t last = known(step.end) ? step.end->bounds().last.year : step.start->bounds().last.year;
    if (step.end && step.end->open)
      for (const StepStatement& s : engagement.statements)
        if (known(s.post->published)) last = std::max(last, s.post->published->bounds().first.year);
    constexpr int32_t kLongest = 80;
    last = std::min(last, first + kLongest);
    for (int32_t y = first; y <= last; ++y) wanted.relate(node, schema::kDuring, year(y));
  }

  void add_statement(size_t node, const StepStatement& statement) {
    const CareerStep& step = *statement.step;
    // The sentence for the step as a whole, else the first.
    auto evidence = std::find_if(step.evidence.begin(), step.evidence.end(),
                                 [](const Evidence& e) { return e.field.empty(); });
    if (evidence == step.evidence.end()) evidence = step.evidence.begin();
    Properties properties = {{schema::kRule, text(step.rule)}};
    if (evidence != step.evidence.end()) {
      properties = {{schema::kQuote, text(evidence->quote)},
                    {schema::kOffset, Value::integer(evidence->offset)},
                    {schema::kLength, Value::integer(static_cast<int64_t>(evidence->quote.size()))},
                    {schema::kRule, text(step.rule.empty() ? evidence->rule : step.rule)}};
    }
    if (std::string said = dates_as_said(step, *statement.post); !said.empty())
      properties.emplace_back(schema::kSaid, text(said));
    wanted.relate(node, schema::kStatedIn, posts_.at(statement.post), std::move(properties));
  }

  void add_aspirations(size_t person, const PostFacts& post) {
    for (const Aspiration& aspiration : post.aspires_to)
      wanted.relate(person, schema::kAspiresTo, role(aspiration.role),
                    {{schema::kQuote, text(aspiration.evidence.quote)},
                     {schema::kPostProperty, Value::string(post.source)}});
  }

  std::map<std::string, Organization> organizations_;
  std::map<const PostFacts*, size_t> posts_;
  Ids post_ids_;
  Ids person_ids_;
};

constexpr std::string_view kOwnTypes[] = {
    schema::kWrote, schema::kTook,     schema::kAt,        schema::kAs,    schema::kDuring,
    schema::kNext,  schema::kStatedIn, schema::kAspiresTo, schema::kAbout, schema::kLooksBackOn};
constexpr std::string_view kOwnLabels[] = {schema::kPerson,       schema::kPost, schema::kStep,
                                           schema::kOrganization, schema::kRole, schema::kYear,
                                           schema::kTheme};
constexpr std::string_view kOrganizationKinds[] = {schema::kCompany,   schema::kSchool,
                                                   schema::kLab,       schema::kProgram,
                                                   schema::kCommunity, schema::kGovernment};

bool same(const Value& a, const Value& b) {
  if (a.type() != b.type()) return false;
  std::string x, y;
  append_json_value(x, a);
  append_json_value(y, b);
  return x == y;
}

// Changes a graph to what is wanted.
class Applier {
 public:
  explicit Applier(Graph& graph) : graph_(graph) {}

  void run(const Wanted& wanted) {
    if (wanted.nodes.empty() && graph_.node_count() == 0) return;
    intern_names();
    find_own();
    for (const WantedNode& node : wanted.nodes) places_.push_back(put(node));
    put_relationships(wanted);
    remove_leftovers();
  }

 private:
  void intern_names() {
    for (std::string_view label : kOwnLabels) labels_.push_back(graph_.intern_label(label));
    for (std::string_view type : kOwnTypes) types_.push_back(graph_.intern_type(type));
  }
  Value property(NodeId node, std::string_view name) const {
    auto key = graph_.find_key(name);
    return key ? graph_.node_property(node, *key) : Value();
  }
  static std::string_view id_property(std::string_view label) {
    return label == schema::kYear ? schema::kValue : schema::kId;
  }
  static std::string id_text(const Value& id) {
    if (id.is(ValueType::kString)) return std::string(id.as_string());
    return id.is(ValueType::kInteger) ? std::to_string(id.as_integer()) : std::string();
  }

  // Posts and steps by their marks, then what hangs on them by the builder's relationships.
  void find_own() {
    for (size_t l = 0; l < labels_.size(); ++l) {
      std::vector<NodeId> nodes;
      graph_.scan_nodes(labels_[l], 0, graph_.node_limit(), nodes);
      for (NodeId node : nodes) {
        std::string id = id_text(property(node, id_property(kOwnLabels[l])));
        if (id.empty()) continue;
        by_id_.try_emplace({kOwnLabels[l], id}, node);
        bool post = kOwnLabels[l] == schema::kPost && !property(node, schema::kSource).is_null();
        bool step = kOwnLabels[l] == schema::kStep && !property(node, schema::kOrder).is_null() &&
                    !property(node, schema::kCertainty).is_null();
        if (post || step) own_.insert(node);
      }
    }
    std::set<NodeId> around;
    for (NodeId node : own_)
      graph_.for_each_relationship(node, Direction::kBoth, types_, [&](RelId, NodeId other) {
        if (has_id(other)) around.insert(other);
        return true;
      });
    // Roles that are only aspired to hang on their person.
    std::set<NodeId> further;
    for (NodeId node : around)
      graph_.for_each_relationship(node, Direction::kOut, types_, [&](RelId, NodeId other) {
        if (has_id(other)) further.insert(other);
        return true;
      });
    own_.merge(around);
    own_.merge(further);
  }
  bool has_id(NodeId node) const {
    for (size_t l = 0; l < labels_.size(); ++l)
      if (graph_.has_label(node, labels_[l]) &&
          !property(node, id_property(kOwnLabels[l])).is_null())
        return true;
    return false;
  }

  NodeId put(const WantedNode& wanted) {
    std::string_view label = wanted.labels.front();
    std::string id;
    for (const auto& [name, value] : wanted.properties)
      if (name == id_property(label)) id = id_text(value);
    auto it = by_id_.find({label, id});
    NodeId node = it != by_id_.end() ? it->second : graph_.create_node({});
    put_labels(node, wanted.labels);
    for (const auto& [name, value] : wanted.properties) {
      KeyId key = graph_.intern_key(name);
      if (!same(graph_.node_property(node, key), value)) graph_.set_node_property(node, key, value);
    }
    own_.insert(node);
    kept_.insert(node);
    return node;
  }
  // Labels that a user added stay; of the kinds of organisation only the wanted one does.
  void put_labels(NodeId node, const std::vector<std::string_view>& labels) {
    for (std::string_view label : labels) graph_.add_label(node, graph_.intern_label(label));
    if (labels.front() != schema::kOrganization) return;
    for (std::string_view kind : kOrganizationKinds) {
      bool wanted = std::find(labels.begin(), labels.end(), kind) != labels.end();
      if (auto id = graph_.find_label(kind); id && !wanted) graph_.remove_label(node, *id);
    }
  }

  using Pair = std::tuple<NodeId, TypeId, NodeId>;
  void put_relationships(const Wanted& wanted) {
    std::map<Pair, std::vector<RelId>> old;
    for (NodeId node : own_)
      graph_.for_each_relationship(node, Direction::kOut, types_, [&](RelId rel, NodeId other) {
        if (own_.count(other) != 0) old[{node, graph_.type_of(rel), other}].push_back(rel);
        return true;
      });
    std::map<Pair, size_t> used;
    for (const WantedRelationship& r : wanted.relationships) {
      Pair pair{places_[r.source], graph_.intern_type(r.type), places_[r.target]};
      auto it = old.find(pair);
      size_t n = used[pair]++;
      bool there = it != old.end() && n < it->second.size();
      RelId rel = there ? it->second[n]
                        : graph_.create_relationship(std::get<0>(pair), std::get<2>(pair),
                                                     std::get<1>(pair));
      for (const auto& [name, value] : r.properties) {
        KeyId key = graph_.intern_key(name);
        if (!same(graph_.relationship_property(rel, key), value))
          graph_.set_relationship_property(rel, key, value);
      }
    }
    for (const auto& [pair, rels] : old)
      for (size_t n = used.count(pair) != 0 ? used[pair] : 0; n < rels.size(); ++n)
        graph_.delete_relationship(rels[n]);
  }

  // Steps and posts go with all that hangs on them; what a user may have tied to something of his
  // own stays as long as it is tied.
  void remove_leftovers() {
    for (NodeId node : own_) {
      if (kept_.count(node) != 0) continue;
      bool whole = graph_.has_label(node, *graph_.find_label(schema::kStep)) ||
                   graph_.has_label(node, *graph_.find_label(schema::kPost));
      std::vector<RelId> rels;
      graph_.for_each_relationship(node, Direction::kBoth, {}, [&](RelId rel, NodeId) {
        rels.push_back(rel);
        return true;
      });
      if (!whole && !rels.empty()) continue;
      for (RelId rel : rels) graph_.delete_relationship(rel);
      graph_.delete_node(node);
    }
  }

  Graph& graph_;
  std::vector<LabelId> labels_;
  std::vector<TypeId> types_;
  std::map<std::pair<std::string_view, std::string>, NodeId> by_id_;
  std::set<NodeId> own_;
  std::set<NodeId> kept_;
  std::vector<NodeId> places_;
};

}  // namespace

BuildReport build_graph(const std::vector<PostFacts>& facts, Graph& graph) {
  Planner planner;
  planner.run(facts);
  Applier(graph).run(planner.wanted);
  return std::move(planner.report);
}

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
#include "parser/eval/score.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "base/edtf.h"
#include "base/unicode.h"

namespace hoego::parser {
namespace {

using Json = nlohmann::json;
using Names = std::set<std::string>;

// The value of a key, or null where it is missing.
const Json& get(const Json& object, std::string_view key) {
  static const Json kNull;
  if (!object.is_object()) return kNull;
  auto it = object.find(key);
  return it == object.end() ? kNull : *it;
}

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : "";
}

bool is_blank(const Json& value) {
  return value.is_null() || (value.is_string() && text_of(value).empty());
}

void erase_all(std::string& text, std::string_view part) {
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at))
    text.erase(at, part.size());
}

// A name without company forms, punctuation and case.
std::string normal_name(const Json& name) {
  std::string text = fold_case(nfc(text_of(name)));
  for (std::string_view form :
       {"(주)", "주식회사", "㈜", "inc", "corp", "co., ltd", "co.,ltd", "co. ltd", "co.ltd"})
    erase_all(text, form);
  std::string out;
  for (size_t i = 0; i < text.size(); i = next_code_point(text, i)) {
    char32_t c = code_point_at(text, i);
    if (is_letter_or_number(c)) append_utf8(out, c);
  }
  return out;
}

bool truthy(const Json& value) {
  return value.is_boolean() ? value.get<bool>()
                            : !is_blank(value) && !(value.is_number() && value == 0);
}

Names names_of(const Json& step) {
  Names names;
  auto add = [&](const Json& name) {
    if (!is_blank(name)) names.insert(normal_name(name));
  };
  add(get(step, "org"));
  if (get(step, "org_alt").is_array())
    for (const Json& name : get(step, "org_alt")) add(name);
  return names;
}

bool share_a_name(const Names& a, const Names& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& name) { return b.count(name) == 1; });
}

bool one_contains_other(const std::string& a, const std::string& b) {
  if (a == b) return true;
  bool long_enough = std::min(count_code_points(a), count_code_points(b)) >= 2;
  return long_enough && (a.find(b) != std::string::npos || b.find(a) != std::string::npos);
}

bool named_orgs_agree(const Json& key, const Json& predicted) {
  bool same = false;
  Names theirs = names_of(predicted);
  for (const std::string& a : names_of(key))
    for (const std::string& b : theirs) same = same || one_contains_other(a, b);
  std::string cohort = normal_name(get(key, "cohort"));
  return same && (cohort.empty() || cohort == normal_name(get(predicted, "cohort")));
}

bool orgs_agree(const Json& key, const Json& predicted) {
  if (truthy(get(key, "named")) != truthy(get(predicted, "named"))) return false;
  if (truthy(get(key, "named"))) return named_orgs_agree(key, predicted);
  Names ours = names_of(key);
  Names theirs = names_of(predicted);
  const Json& a = get(key, "industry");
  const Json& b = get(predicted, "industry");
  bool silent = a.is_null() && !(!ours.empty() && !theirs.empty() && truthy(b));
  return a == b || silent || share_a_name(ours, theirs);
}

bool kinds_compatible(const Json& a, const Json& b) {
  static const std::array<std::set<std::string>, 3> kGroups = {{
      {"work", "internship", "freelance", "founding", "research", "military"},
      {"education", "bootcamp", "community", "mentoring", "research", "internship"},
      {"jobsearch", "gap"},
  }};
  if (a == b) return true;
  return std::any_of(kGroups.begin(), kGroups.end(), [&](const auto& group) {
    return group.count(text_of(a)) == 1 && group.count(text_of(b)) == 1;
  });
}

bool has(const Json& step, std::string_view field) {
  return !is_blank(get(step, field));
}

std::vector<Json> also_right(const Json& key, std::string_view field) {
  const Json& values = get(get(key, "also_right"), field);
  return values.is_array() ? values.get<std::vector<Json>>() : std::vector<Json>{};
}

bool agree(const Json& key, const Json& predicted, std::string_view field) {
  if (field == "org") return has(key, "org") && has(predicted, "org") && orgs_agree(key, predicted);
  std::vector<Json> values = also_right(key, field);
  values.push_back(get(key, field));
  bool date = field == "start" || field == "end";
  return std::any_of(values.begin(), values.end(), [&](const Json& value) {
    return date ? dates_agree(value, get(predicted, field))
                : !is_blank(value) && value == get(predicted, field);
  });
}

bool may_be_silent(const Json& key, std::string_view field) {
  auto values = also_right(key, field);
  return std::any_of(values.begin(), values.end(), [](const Json& v) { return v.is_null(); });
}

double similarity(const Json& key, const Json& predicted) {
  static constexpr std::array<double, kScoredFields.size()> kWeights = {0.5, 1.5, 1.0,
                                                                        1.0, 0.6, 0.3};
  if (!kinds_compatible(get(key, "kind"), get(predicted, "kind"))) return 0;
  double total = 0;
  bool anchored = false;
  for (size_t f = 0; f < kScoredFields.size(); ++f) {
    std::string_view field = kScoredFields[f];
    if (!agree(key, predicted, field)) continue;
    total += kWeights[f];
    bool open_end = field == "end" && get(key, "end") == "..";
    anchored = anchored || (field != "kind" && field != "exit" && !open_end);
  }
  std::string kind = text_of(get(key, "kind"));
  bool idle = (kind == "jobsearch" || kind == "gap") && get(key, "kind") == get(predicted, "kind");
  return anchored || idle ? total : 0;
}

using Matrix = std::vector<std::vector<double>>;

// The Hungarian algorithm (Jonker and Volgenant's shortest augmenting paths) on a square matrix of
// costs: the row of each column, 1-based as usual for it, entry 0 unused.
std::vector<size_t> assign(const Matrix& cost) {
  const double infinity = std::numeric_limits<double>::infinity();
  size_t n = cost.size();
  std::vector<double> u(n + 1), v(n + 1);
  std::vector<size_t> row_of(n + 1), way(n + 1);
  for (size_t i = 1; i <= n; ++i) {
    row_of[0] = i;
    size_t j0 = 0;
    std::vector<double> least(n + 1, infinity);
    std::vector<bool> used(n + 1);
    do {
      used[j0] = true;
      size_t i0 = row_of[j0];
      double delta = infinity;
      size_t j1 = 0;
      for (size_t j = 1; j <= n; ++j) {
        if (used[j]) continue;
        double current = cost[i0 - 1][j - 1] - u[i0] - v[j];
        if (current < least[j]) least[j] = current, way[j] = j0;
        if (least[j] < delta) delta = least[j], j1 = j;
      }
      for (size_t j = 0; j <= n; ++j) {
        if (used[j])
          u[row_of[j]] += delta, v[j] -= delta;
        else
          least[j] -= delta;
      }
      j0 = j1;
    } while (row_of[j0] != 0);
    while (j0 != 0) {
      row_of[j0] = row_of[way[j0]];
      j0 = way[j0];
    }
  }
  return row_of;
}

struct Pair {
  size_t key;
  size_t predicted;
};

std::vector<Pair> align(const std::vector<Json>& keys, const std::vector<Json>& predicted) {
  if (keys.empty() || predicted.empty()) return {};
  size_t n = std::max(keys.size(), predicted.size());
  Matrix weight(n, std::vector<double>(n));
  double top = 0;
  for (size_t i = 0; i < keys.size(); ++i)
    for (size_t j = 0; j < predicted.size(); ++j) {
      weight[i][j] = similarity(keys[i], predicted[j]);
      top = std::max(top, weight[i][j]);
    }
  Matrix cost = weight;
  for (auto& row : cost)
    for (double& cell : row) cell = top - cell;
  std::vector<Pair> pairs;
  auto row_of = assign(cost);
  for (size_t j = 1; j <= n; ++j) {
    size_t i = row_of[j] - 1;
    if (i < keys.size() && j - 1 < predicted.size() && weight[i][j - 1] > 0)
      pairs.push_back({i, j - 1});
  }
  return pairs;
}

std::vector<Json> list_of(const Json& value) {
  return value.is_array() ? value.get<std::vector<Json>>() : std::vector<Json>{};
}

std::set<std::string> set_of(const Json& value) {
  std::set<std::string> out;
  for (const Json& item : list_of(value)) out.insert(text_of(item));
  return out;
}

std::string shown(const Json& value) {
  return value.is_null() ? "nothing" : value.dump();
}

std::string summary(const Json& step) {
  std::string out;
  for (std::string_view field : {"kind", "org", "role"}) {
    std::string text = text_of(get(step, field));
    out += (text.empty() ? "-" : text) + " ";
  }
  return out + shown(get(step, "start")) + "/" + shown(get(step, "end"));
}

// Adds up one post after the other.
class Scorer {
 public:
  explicit Scorer(std::vector<Disagreement>* errors) : errors_(errors) {}

  void add_post(const std::string& id, const Json& key, const Json& predicted) {
    id_ = id;
    ++score_.posts;
    add_steps(list_of(get(key, "steps")), list_of(get(predicted, "steps")));
    add_aspirations(set_of(get(key, "aspires_to")), set_of(get(predicted, "aspires_to")));
    add_themes(get(key, "themes"), get(predicted, "themes"));
    add_metadata(key, predicted);
  }

  Score result() {
    score_.theme_precision = ratio(theme_hits_, theme_said_, 0);
    score_.theme_recall = ratio(core_hits_, core_, 1);
    double sum = score_.theme_precision + score_.theme_recall;
    score_.theme_f1 = sum > 0 ? 2 * score_.theme_precision * score_.theme_recall / sum : 0;
    return score_;
  }

 private:
  static double ratio(int64_t part, int64_t whole, double otherwise) {
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : otherwise;
  }

  void complain(std::string cause, const std::string& text) {
    if (errors_ != nullptr) errors_->push_back({std::move(cause), id_ + "  " + text});
  }

  void count(size_t field, int64_t t, int64_t p, int64_t n) {
    score_.fields[field].add(t, p, n);
    score_.facts.add(t, p, n);
  }

  void add_steps(const std::vector<Json>& keys, const std::vector<Json>& predicted) {
    if (keys.empty()) {
      ++score_.silent.all;
      score_.silent.right += predicted.empty();
    }
    auto pairs = align(keys, predicted);
    std::set<size_t> keys_done, predicted_done;
    for (const Pair& pair : pairs) {
      keys_done.insert(pair.key);
      predicted_done.insert(pair.predicted);
      compare(keys[pair.key], predicted[pair.predicted]);
    }
    for (size_t i = 0; i < keys.size(); ++i)
      if (truthy(get(keys[i], "optional"))) keys_done.insert(i);
    auto n = [](size_t size) { return static_cast<int64_t>(size); };
    score_.steps.add(n(pairs.size()), n(predicted.size() - pairs.size()),
                     n(keys.size() - keys_done.size()));
    add_unpaired(keys, keys_done, "missed step", 0, 1);
    add_unpaired(predicted, predicted_done, "surplus step", 1, 0);
  }

  void compare(const Json& key, const Json& predicted) {
    for (size_t f = 0; f < kScoredFields.size(); ++f) {
      std::string_view field = kScoredFields[f];
      bool in_key = has(key, field);
      bool said = has(predicted, field);
      bool ok = agree(key, predicted, field);
      if (!ok && !said && may_be_silent(key, field)) continue;
      count(f, ok, !ok && said, !ok && in_key);
      if (!ok && (in_key || said))
        complain(std::string(field), "key " + shown(get(key, field)) + " (" +
                                         text_of(get(key, "org")) + "), predicted " +
                                         shown(get(predicted, field)));
    }
  }

  void add_unpaired(const std::vector<Json>& steps, const std::set<size_t>& done, const char* cause,
                    int64_t fp, int64_t fn) {
    for (size_t i = 0; i < steps.size(); ++i) {
      if (done.count(i) == 1) continue;
      for (size_t f = 0; f < kScoredFields.size(); ++f)
        if (has(steps[i], kScoredFields[f])) count(f, 0, fp, fn);
      complain(cause, summary(steps[i]));
    }
  }

  void add_aspirations(const std::set<std::string>& key, const std::set<std::string>& said) {
    int64_t both = 0;
    for (const std::string& role : said) both += static_cast<int64_t>(key.count(role));
    score_.aspirations.add(both, static_cast<int64_t>(said.size()) - both,
                           static_cast<int64_t>(key.size()) - both);
    for (const std::string& role : said)
      if (key.count(role) == 0) complain("aspires_to", "surplus " + role);
    for (const std::string& role : key)
      if (said.count(role) == 0) complain("aspires_to", "missed " + role);
  }

  void add_themes(const Json& key, const Json& predicted) {
    auto core = set_of(get(key, "core"));
    auto also = set_of(get(key, "also"));
    auto said = set_of(get(predicted, "core"));
    auto said_also = set_of(get(predicted, "also"));
    theme_said_ += static_cast<int64_t>(said.size());
    core_ += static_cast<int64_t>(core.size());
    for (const std::string& theme : said) theme_hits_ += core.count(theme) + also.count(theme) > 0;
    for (const std::string& theme : core) {
      bool hit = said.count(theme) + said_also.count(theme) > 0;
      core_hits_ += hit;
      if (!hit) complain("themes", "missed " + theme);
    }
    for (const std::string& theme : said)
      if (core.count(theme) + also.count(theme) == 0) complain("themes", "surplus " + theme);
  }

  void add_metadata(const Json& key, const Json& predicted) {
    if (truthy(get(key, "published"))) {
      ++score_.published.all;
      bool ok = dates_agree(get(key, "published"), get(predicted, "published"));
      score_.published.right += ok;
      if (!ok)
        complain("published", "key " + shown(get(key, "published")) + ", predicted " +
                                  shown(get(predicted, "published")));
    }
    if (truthy(get(key, "author"))) {
      ++score_.author.all;
      bool ok = normal_name(get(key, "author")) == normal_name(get(predicted, "author"));
      score_.author.right += ok;
      if (!ok)
        complain("author", "key " + shown(get(key, "author")) + ", predicted " +
                               shown(get(predicted, "author")));
    }
  }

  std::vector<Disagreement>* errors_;
  std::string id_;
  Score score_;
  int64_t theme_hits_ = 0;
  int64_t theme_said_ = 0;
  int64_t core_hits_ = 0;
  int64_t core_ = 0;
};

// Seasons, quarters and halves are one precision for the score.
enum class Grain { kYear, kPart, kMonth };
Grain grain_of(const Edtf& e) {
  switch (e.precision) {
    case Precision::kYear:
      return Grain::kYear;
    case Precision::kMonth:
    case Precision::kDay:
      return Grain::kMonth;
    default:
      return Grain::kPart;
  }
}

double slack_of(const Edtf& key, const Edtf& predicted) {
  if (grain_of(key) == Grain::kPart) return 2;
  if (key.approximate || key.uncertain) return 2;
  return predicted.approximate || predicted.uncertain ? 1 : 0;
}

}  // namespace

double Count::precision() const {
  return tp + fp > 0 ? static_cast<double>(tp) / static_cast<double>(tp + fp) : 1;
}
double Count::recall() const {
  return tp + fn > 0 ? static_cast<double>(tp) / static_cast<double>(tp + fn) : 1;
}
double Count::f1() const {
  double p = precision();
  double r = recall();
  return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

bool dates_agree(const Json& key, const Json& predicted) {
  auto k = parse_edtf(text_of(key));
  auto p = parse_edtf(text_of(predicted));
  if (!k || !p) return false;
  if (k->open || p->open) return k->open == p->open;
  double apart = std::abs(k->middle_month() - p->middle_month());
  bool p_rough = p->approximate || p->uncertain;
  if (grain_of(*k) == Grain::kYear) {
    if (grain_of(*p) != Grain::kYear && !p_rough) return false;
    return apart <= (k->approximate || k->uncertain ? 18 : 6);
  }
  return grain_of(*p) != Grain::kYear && apart <= slack_of(*k, *p);
}

Score score(const PostMap& keys, const PostMap& predictions, std::vector<Disagreement>* errors) {
  static const Json kNothing = Json::object();
  Scorer scorer(errors);
  for (const auto& [id, key] : keys) {
    auto it = predictions.find(id);
    scorer.add_post(id, key, it == predictions.end() ? kNothing : it->second);
  }
  return scorer.result();
}

}  // namespace hoego::parser

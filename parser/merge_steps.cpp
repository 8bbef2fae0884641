// SPDX-License-Identifier: Apache-2.0
// Each step of a post goes to the engagement that fits it best, or begins a new one. Named
// organisations are compared by name and cohort, unnamed ones by dates, role and industry.
#include "parser/merge_steps.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "base/unicode.h"
#include "parser/lexicon/lexicon.h"

namespace hoego::parser {

namespace {

// Letters, digits and whatever is no ASCII (Hangul), folded; without the marks of a company's form.
std::string bare(std::string_view name) {
  std::string folded = fold_case(nfc(name));
  for (std::string_view form : {"주식회사", "(주)", "㈜", "（주）"})
    for (size_t at; (at = folded.find(form)) != std::string::npos;) folded.erase(at, form.size());
  std::string out;
  for (char c : folded) {
    auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) out += c;
  }
  return out.empty() ? folded : out;
}

// Every form of every organisation that the lexicon knows -> its first form.
const std::map<std::string, std::string>& known_names() {
  static const std::map<std::string, std::string> names = [] {
    std::map<std::string, std::string> out;
    for (const char* table : {"companies", "communities", "programs", "schools", "government"})
      for (const LexiconRow& row : Lexicon::builtin().table(table)) {
        std::string_view forms = row.fields.front();
        std::string first(forms.substr(0, forms.find('|')));
        while (!forms.empty()) {
          size_t end = std::min(forms.find('|'), forms.size());
          out.emplace(bare(forms.substr(0, end)), first);
          forms.remove_prefix(std::min(end + 1, forms.size()));
        }
      }
    return out;
  }();
  return names;
}

bool known(const std::optional<Edtf>& date) {
  return date && !date->open;
}

// How far, in months, the middle of a date may lie from the truth.
double tolerance(const Edtf& date) {
  double rough = date.approximate || date.uncertain ? 2.0 : 0.0;
  switch (date.precision) {
    case Precision::kDay:
    case Precision::kMonth:
      return 1.0 + rough;
    case Precision::kQuarter:
    case Precision::kSeason:
      return 2.0 + rough;
    case Precision::kHalf:
      return 3.5 + rough;
    case Precision::kYear:
      return 6.5 + 3.0 * rough;
  }
  return 1.0;
}

enum class Agreement { kUnknown, kAgree, kDiffer };

Agreement compare(const std::optional<Edtf>& a, const std::optional<Edtf>& b) {
  if (!known(a) || !known(b)) return Agreement::kUnknown;
  double apart = std::abs(a->middle_month() - b->middle_month());
  return apart <= tolerance(*a) + tolerance(*b) ? Agreement::kAgree : Agreement::kDiffer;
}

// One ends clearly before the other begins.
bool apart(const CareerStep& a, const CareerStep& b) {
  auto before = [](const CareerStep& x, const CareerStep& y) {
    return known(x.end) && known(y.start) && x.end->bounds().last < y.start->bounds().first &&
           compare(x.end, y.start) == Agreement::kDiffer;
  };
  return before(a, b) || before(b, a);
}

template <typename T>
bool contradict(const std::optional<T>& a, const std::optional<T>& b) {
  return a && b && *a != *b;
}

bool general_role(const std::optional<std::string>& role) {
  return !role || *role == "software-engineer" || *role == "other";
}

bool roles_fit(const CareerStep& a, const CareerStep& b) {
  return general_role(a.role) || general_role(b.role) || *a.role == *b.role;
}

struct Fit {
  int score = 0;
  std::string reason;
};

std::string with_dates(std::string reason, Agreement starts, Agreement ends) {
  if (starts == Agreement::kAgree) reason += ", same start";
  if (ends == Agreement::kAgree) reason += ", same end";
  if (starts == Agreement::kDiffer) reason += ", but another start";
  if (ends == Agreement::kDiffer) reason += ", but another end";
  return reason;
}

int points(Agreement agreement, int yes, int no) {
  return agreement == Agreement::kAgree ? yes : agreement == Agreement::kDiffer ? no : 0;
}

// Both have a name.
std::optional<Fit> fit_named(const CareerStep& a, const CareerStep& b) {
  if (organization_key(*a.org) != organization_key(*b.org)) return {};
  if (contradict(a.cohort, b.cohort)) return {};
  Agreement starts = compare(a.start, b.start);
  Agreement ends = compare(a.end, b.end);
  bool same_cohort = a.cohort && b.cohort;
  if (!same_cohort && (apart(a, b) || (starts == Agreement::kDiffer && !roles_fit(a, b))))
    return {};
  // Two terms in one community are two steps; without numbers only dates can tell.
  if (!same_cohort && a.kind == "community" && starts == Agreement::kDiffer) return {};
  std::string reason = same_cohort ? "same organisation and cohort" : "same organisation";
  int score = 100 + points(starts, 20, -20) + points(ends, 10, -10) + (same_cohort ? 40 : 0) +
              (a.role && a.role == b.role ? 5 : 0);
  return Fit{score, with_dates(reason, starts, ends)};
}

// Without dates to go by: one serves once; and "the lab" or "the university", told without any
// date, is the one that was told of before.
bool told_again(const CareerStep& a, const CareerStep& b) {
  if (a.kind == "military") return true;
  if (a.kind != "education" && a.kind != "research") return false;
  auto undated = [](const CareerStep& s) { return !known(s.start) && !known(s.end); };
  return (undated(a) || undated(b)) && a.org && b.org && bare(*a.org) == bare(*b.org);
}

// A common start tells one place from another only where it is told to the month, or where more
// than it agrees: people change jobs more than once a year.
bool dates_speak(const CareerStep& a, const CareerStep& b, Agreement starts, Agreement ends) {
  if (ends == Agreement::kAgree) return true;
  if (starts != Agreement::kAgree) return false;
  const auto exact = [](const std::optional<Edtf>& date) {
    return date && date->precision >= Precision::kMonth;
  };
  if (exact(a.start) && exact(b.start)) return true;
  return (a.role && a.role == b.role) || (a.industry && a.industry == b.industry) ||
         (a.cohort && a.cohort == b.cohort);
}

// One or both have no name: dates must speak for it and nothing against it.
std::optional<Fit> fit_unnamed(const CareerStep& a, const CareerStep& b, bool one_named) {
  if (contradict(a.industry, b.industry) || contradict(a.org_type, b.org_type)) return {};
  if (contradict(a.cohort, b.cohort) || !roles_fit(a, b) || apart(a, b)) return {};
  Agreement starts = compare(a.start, b.start);
  Agreement ends = compare(a.end, b.end);
  if (starts == Agreement::kDiffer || (one_named && ends == Agreement::kDiffer)) return {};
  bool dated = dates_speak(a, b, starts, ends);
  if (!dated && (one_named || !told_again(a, b))) return {};
  std::string reason = one_named ? "same kind of work, one without a name"
                                 : "unnamed, same kind, nothing against it";
  if (a.industry && a.industry == b.industry) reason += ", same industry";
  int score = 40 + points(starts, 20, 0) + points(ends, 10, -5) + (one_named ? 0 : 5) +
              (a.role && a.role == b.role ? 5 : 0) +
              (a.industry && a.industry == b.industry ? 5 : 0);
  return Fit{score, with_dates(reason, starts, ends)};
}

std::optional<Fit> fit(const CareerStep& a, const CareerStep& b) {
  if (a.kind != b.kind) return {};
  bool a_named = a.named && a.org.has_value();
  bool b_named = b.named && b.org.has_value();
  return a_named && b_named ? fit_named(a, b) : fit_unnamed(a, b, a_named != b_named);
}

// A larger figure says more.
double precision(const Edtf& date) {
  constexpr std::array<double, 6> kRank = {1, 2, 3, 3, 4, 5};  // in order of enum Precision
  return kRank[static_cast<size_t>(date.precision)] - (date.approximate ? 0.5 : 0) -
         (date.uncertain ? 0.25 : 0);
}

void take_date(std::optional<Edtf>& mine, const std::optional<Edtf>& other) {
  if (!other) return;
  if (!mine || (mine->open && !other->open)) mine = other;
  if (!other->open && precision(*other) > precision(*mine)) mine = other;
}

template <typename T>
void take_missing(std::optional<T>& mine, const std::optional<T>& other) {
  if (!mine) mine = other;
}

void take_organization(CareerStep& mine, const CareerStep& other) {
  auto remember = [&mine](const std::string& name) {
    auto& names = mine.org_alt;
    if (mine.org != name && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(name);
  };
  if (other.org && (!mine.org || (other.named && !mine.named))) {
    std::optional<std::string> old = mine.org;
    mine.org = other.org;
    mine.named = other.named;
    if (old) remember(*old);
  } else if (other.org) {
    remember(*other.org);
  }
  for (const std::string& name : other.org_alt) remember(name);
  take_missing(mine.org_type, other.org_type);
  take_missing(mine.industry, other.industry);
  take_missing(mine.cohort, other.cohort);
}

void take_role(CareerStep& mine, const CareerStep& other) {
  if (other.role && general_role(mine.role) && (!mine.role || !general_role(other.role))) {
    mine.role = other.role;
    if (other.role_text) mine.role_text = other.role_text;
  }
  take_missing(mine.role_text, other.role_text);
}

void absorb(CareerStep& mine, const CareerStep& other) {
  // What happened says more than what was planned.
  if (mine.planned && !other.planned) {
    if (other.start) mine.start = other.start;
    if (other.end) mine.end = other.end;
    mine.planned = false;
  } else if (mine.planned == other.planned) {
    take_date(mine.start, other.start);
    take_date(mine.end, other.end);
  }
  take_organization(mine, other);
  take_role(mine, other);
  take_missing(mine.duration, other.duration);
  take_missing(mine.exit, other.exit);
  mine.confidence = std::max(mine.confidence, other.confidence);
}

void add_step(std::vector<MergedStep>& line, const PostFacts& post, const CareerStep& step) {
  MergedStep* best = nullptr;
  Fit best_fit;
  for (MergedStep& engagement : line) {
    // A post tells an engagement once; two steps of it are two engagements.
    if (engagement.statements.back().post == &post) continue;
    std::optional<Fit> found = fit(engagement.step, step);
    if (!found || (best != nullptr && found->score <= best_fit.score)) continue;
    best = &engagement;
    best_fit = *found;
  }
  if (best == nullptr) {
    line.push_back({step, {{&post, &step, ""}}});
  } else {
    absorb(best->step, step);
    best->statements.push_back({&post, &step, best_fit.reason});
  }
}

bool is_job(const CareerStep& step) {
  return step.kind == "work" || step.kind == "founding" || step.kind == "internship";
}

// "Still there" was true when it was written. When a later post that does not know the job any more
// tells of another one begun since, its end is unknown, not open.
void close_what_was_left(std::vector<MergedStep>& line) {
  for (MergedStep& old : line) {
    const auto& last = old.statements.back().post->published;
    if (!is_job(old.step) || !old.step.end || !old.step.end->open || !known(last)) continue;
    for (const MergedStep& next : line) {
      const auto& first = next.statements.front().post->published;
      bool later = &next != &old && is_job(next.step) && !next.step.planned && known(first) &&
                   first->bounds().first > last->bounds().last && known(next.step.start) &&
                   next.step.start->bounds().first > last->bounds().first;
      if (later) old.step.end = std::nullopt;
      if (later) break;
    }
  }
}

std::optional<double> own_place(const CareerStep& step) {
  if (known(step.start)) return step.start->middle_month();
  if (known(step.end)) return step.end->middle_month() - 0.5;
  return std::nullopt;
}

bool covers(const CareerStep& step, double month) {
  if (!known(step.start) || step.start->precision != Precision::kYear) return false;
  Edtf::Bounds bounds = step.start->bounds();
  return month_number(bounds.first.year, 1) <= month && month < month_number(bounds.last.year, 13);
}

// Steps without a date, or with no more than a year, stand where their post tells them.
std::vector<double> places(const std::vector<MergedStep>& line) {
  std::map<const CareerStep*, size_t> engagement_of;
  for (size_t i = 0; i < line.size(); ++i)
    for (const StepStatement& s : line[i].statements) engagement_of[s.step] = i;
  std::vector<std::optional<double>> place(line.size());
  for (size_t i = 0; i < line.size(); ++i) place[i] = own_place(line[i].step);
  constexpr double kNext = 1e-3;
  for (size_t i = 0; i < line.size(); ++i) {
    const auto& steps = line[i].statements.front().post->steps;
    auto neighbour = [&](size_t at) { return place[engagement_of.at(&steps[at])]; };
    auto at = static_cast<size_t>(line[i].statements.front().step - steps.data());
    std::optional<double> before = at > 0 ? neighbour(at - 1) : std::nullopt;
    std::optional<double> after = at + 1 < steps.size() ? neighbour(at + 1) : std::nullopt;
    const CareerStep& step = line[i].step;
    if (!place[i] || (before && covers(step, *before) && *before >= *place[i]))
      place[i] = before ? std::optional(*before + kNext) : place[i];
    if (!place[i] || (after && covers(step, *after) && *after <= *place[i]))
      place[i] = after ? std::optional(*after - kNext) : place[i];
  }
  std::vector<double> out;
  for (size_t i = 0; i < line.size(); ++i) {
    const auto& published = line[i].statements.front().post->published;
    out.push_back(place[i] ? *place[i] : known(published) ? published->middle_month() : 1e9);
  }
  return out;
}

void sort_by_time(std::vector<MergedStep>& line) {
  std::vector<double> place = places(line);
  std::vector<size_t> order(line.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return place[a] < place[b]; });
  std::vector<MergedStep> sorted;
  for (size_t i : order) sorted.push_back(std::move(line[i]));
  line = std::move(sorted);
}

}  // namespace

std::string organization_key(std::string_view name) {
  std::string key = bare(name);
  auto it = known_names().find(key);
  return it == known_names().end() ? key : bare(it->second);
}

std::string organization_name(std::string_view name) {
  auto it = known_names().find(bare(name));
  return it == known_names().end() ? std::string(name) : it->second;
}

bool beside_the_line(const CareerStep& step) {
  return step.kind == "community" || step.kind == "mentoring";
}

std::vector<MergedStep> merge_steps(const std::vector<const PostFacts*>& posts) {
  std::vector<MergedStep> line;
  for (const PostFacts* post : posts)
    for (const CareerStep& step : post->steps) add_step(line, *post, step);
  close_what_was_left(line);
  sort_by_time(line);
  return line;
}

}  // namespace hoego::parser

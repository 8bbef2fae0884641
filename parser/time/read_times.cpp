// SPDX-License-Identifier: Apache-2.0
// The driver: go to a place where an expression can begin, take the longest row that matches
// there, add what follows it, resolve it, join it to the one before.
#include <memory>
#include <string>

#include "base/unicode.h"
#include "parser/time/pattern.h"
#include "parser/time/pattern_set.h"
#include "parser/time/resolve.h"
#include "parser/time/rules.h"
#include "parser/time/time.h"

namespace hoego::parser {
namespace {

constexpr size_t kTenseWindow = 60;  // bytes after an expression that may tell its tense
constexpr size_t kWidestGap = 16;    // bytes between two expressions that are one

std::string_view verb_of(std::string_view meaning) {
  return meaning.substr(0, meaning.find(':'));
}

struct CompiledRule {
  const TimeRuleInfo* info;
  std::string_view verb;
  Pattern pattern;
};

std::vector<CompiledRule> compile(const std::vector<TimeRuleInfo>& rows) {
  std::vector<CompiledRule> out;
  out.reserve(rows.size());
  for (const TimeRuleInfo& row : rows)
    out.push_back({&row, verb_of(row.meaning), Pattern(row.pattern, time_vocabulary())});
  return out;
}

// All rows, and the code points of the basic plane that one of them can begin with.
class Rulebook {
 public:
  Rulebook()
      : core(compile(core_rules())),
        suffix(compile(suffix_rules())),
        join(compile(join_rules())),
        begins_(0x10000, false) {
    for (const CompiledRule& rule : core)
      for (char32_t c : rule.pattern.first_code_points()) {
        begins_[c & 0xFFFF] = true;
        if (c >= U'a' && c <= U'z') begins_[c - 0x20] = true;
      }
  }

  bool may_begin_with(char32_t c) const { return c < 0x10000 && begins_[c]; }

  std::vector<CompiledRule> core;
  std::vector<CompiledRule> suffix;
  std::vector<CompiledRule> join;

 private:
  std::vector<bool> begins_;
};

const Rulebook& rulebook() {
  static const Rulebook book;
  return book;
}

// Every thread grows its own automaton.
PatternSet& core_set() {
  thread_local PatternSet set = [] {
    std::vector<const Pattern*> patterns;
    for (const CompiledRule& rule : rulebook().core) patterns.push_back(&rule.pattern);
    return PatternSet(std::move(patterns));
  }();
  return set;
}

bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_hangul(char32_t c) {
  return c >= 0xAC00 && c <= 0xD7A3;
}

bool ends_anywhere(std::string_view, size_t) {
  return true;
}

// An expression with what is needed to join it to its neighbour.
struct Found {
  TimeExpr expr;
  bool open_only = false;  // "현재": means something only as the end of a range
};

class Reader {
 public:
  Reader(std::string_view text, TimeContext& context) : text_(text), around_{context} {}

  std::vector<TimeExpr> read() {
    const Rulebook& book = rulebook();
    size_t at = 0;
    while (at < text_.size()) {
      size_t next = 0;
      char32_t c = decode(at, next);
      if (book.may_begin_with(c) && may_begin(at, c) && take_longest(book, at, c)) {
        at = resume_;
        continue;
      }
      at = next;
    }
    return finish();
  }

 private:
  // Plain three-byte and one-byte characters quickly, the rest with care.
  char32_t decode(size_t at, size_t& next) const {
    auto byte = [&](size_t i) { return static_cast<unsigned char>(text_[i]); };
    unsigned char lead = byte(at);
    if (lead < 0x80) {
      next = at + 1;
      return lead;
    }
    if ((lead & 0xF0) == 0xE0 && at + 2 < text_.size() && (byte(at + 1) & 0xC0) == 0x80 &&
        (byte(at + 2) & 0xC0) == 0x80) {
      next = at + 3;
      return static_cast<char32_t>((lead & 0x0F) << 12 | (byte(at + 1) & 0x3F) << 6 |
                                   (byte(at + 2) & 0x3F));
    }
    next = next_code_point(text_, at);
    return 0xFFFD;
  }

  // Words begin at a word's beginning; numbers are no part of longer numbers, names or paths.
  bool may_begin(size_t at, char32_t c) const {
    if (at == 0 || at == resume_) return true;
    char before = text_[at - 1];
    if (c < 0x80) {
      if (is_alnum(before) || before == '_') return false;
      bool in_number = before == '.' || before == '-' || before == '/' || before == ':' ||
                       before == ',' || before == '#' || before == '$' || before == '\\';
      if (!in_number || at == resume_ + 1) return true;
      return at >= 2 && before != '#' && before != '$' && !is_alnum(text_[at - 2]) &&
             text_[at - 2] != '/';
    }
    return true;
  }

  bool glued_to_word(size_t at) const { return at >= 3 && is_hangul(code_point_at(text_, at - 3)); }

  bool take_longest(const Rulebook& book, size_t at, char32_t first) {
    const CompiledRule* best = nullptr;
    PatternMatch match;
    PatternMatch longest;
    bool glued = is_hangul(first) && glued_to_word(at);
    for (const PatternSet::Candidate& candidate : set_.candidates(text_, at)) {
      if (best && candidate.reach < longest.end) break;
      const CompiledRule& rule = book.core[candidate.pattern];
      if (!rule.pattern.match(text_, at, may_end_at, match)) continue;
      if (glued && match.begin == at) continue;
      if (best && !better(match, rule, longest, *best)) continue;
      best = &rule;
      longest = match;
    }
    if (!best) return false;
    resume_ = longest.end > at ? longest.end : at + 1;
    if (best->verb != "not") make(*best, longest);
    return true;
  }

  // The longer one; of equally long ones the one that saw more; then the earlier row.
  static bool better(const PatternMatch& a, const CompiledRule& a_rule, const PatternMatch& b,
                     const CompiledRule& b_rule) {
    if (a.end != b.end) return a.end > b.end;
    return a.reach != b.reach ? a.reach > b.reach : &a_rule < &b_rule;
  }

  void make(const CompiledRule& rule, const PatternMatch& match) {
    const Slots& s = match.slots;
    bool needs_tense = !s.has(Slot::kYear) && (s.has(Slot::kMonth) || s.has(Slot::kYearShift) ||
                                               s.has(Slot::kEdge) || s.has(Slot::kPart));
    around_.tense = needs_tense ? tense_of(text_.substr(match.end, kTenseWindow)) : Tense::kNone;
    auto expr = resolve(rule.verb, s, around_);
    if (!expr) return;
    expr->span = {match.begin, match.end};
    expr->rule = rule.info->name;
    expr->rough = expr->rough || s.get(Slot::kRough) != 0;
    if (s.has(Slot::kBound)) expr->bound = static_cast<TimeBound>(s.get(Slot::kBound));
    Found found{std::move(*expr), rule.verb == "now"};
    add_suffixes(found.expr);
    if (found.expr.kind == TimeKind::kRange) found.expr.bound = TimeBound::kNone;
    resume_ = std::max<size_t>(resume_, found.expr.span.end);
    carry_along(found.expr);
    if (!join(found)) found_.push_back(std::move(found));
  }

  static bool is_length(const TimeExpr& e) {
    return e.kind != TimeKind::kPoint && e.kind != TimeKind::kRange;
  }

  void add_suffixes(TimeExpr& e) const {
    PatternMatch match;
    for (int i = 0; i < 3; ++i) {
      bool any = false;
      for (const CompiledRule& row : rulebook().suffix) {
        if (row.info->meaning.ends_with("lengths") && !is_length(e)) continue;
        if (row.info->meaning.ends_with("dates") && is_length(e)) continue;
        if (!row.pattern.match(text_, e.span.end, may_end_at, match)) continue;
        if (apply_suffix(e, match)) any = true;
        if (any) break;
      }
      if (!any) return;
    }
  }

  static bool apply_suffix(TimeExpr& e, const PatternMatch& match) {
    if (match.slots.has(Slot::kIgnored)) {  // an open end: "2021.03 ~ )"
      if (e.kind != TimeKind::kPoint || !e.start || e.start->precision < Precision::kMonth)
        return false;
      e.kind = TimeKind::kRange;
      e.end = Edtf::of_open();
    }
    e.span.end = match.end;
    if (match.slots.has(Slot::kBound))
      e.bound = static_cast<TimeBound>(match.slots.get(Slot::kBound));
    if (match.slots.has(Slot::kRough)) {
      e.rough = true;
      if (e.start && !e.start->open) e.start = e.start->approx();
      if (e.kind == TimeKind::kPoint) e.end = e.start;
    }
    return true;
  }

  void carry_along(const TimeExpr& e) {
    if (is_length(e) || !e.start || e.start->open) return;
    const Edtf& last = e.end && !e.end->open ? *e.end : *e.start;
    TimeContext& c = around_.context;
    c.running_year = last.year;
    c.running_day = last.precision == Precision::kDay;
    around_.year_said_here = around_.year_said_here || e.has_year;
    around_.year_known_here = true;
    around_.month_said_here = last.precision >= Precision::kMonth;
    c.running_month.reset();
    if (around_.month_said_here) c.running_month = last.part;
  }

  const CompiledRule* join_row(const TimeExpr& a, const TimeExpr& b) const {
    if (b.span.begin < a.span.end || b.span.begin - a.span.end > kWidestGap) return nullptr;
    std::string_view gap = text_.substr(0, b.span.begin);
    PatternMatch match;
    for (const CompiledRule& row : rulebook().join)
      if (row.pattern.match(gap, a.span.end, ends_anywhere, match) && match.end == b.span.begin &&
          fits(row.info->name, a, b))
        return &row;
    return nullptr;
  }

  static bool fits(std::string_view join, const TimeExpr& a, const TimeExpr& b) {
    bool to_date = b.kind == TimeKind::kPoint && b.start.has_value();
    bool backwards = to_date && b.has_year && comes_before(*b.start, *a.start);
    if (backwards && a.has_year) return false;
    if (join == "from-until")
      return a.bound == TimeBound::kFrom &&
             ((to_date && (b.bound == TimeBound::kUntil || b.start->open)) ||
              b.kind == TimeKind::kLength);
    if (!to_date) return false;
    if (join == "until-after") return b.bound == TimeBound::kUntil;
    return a.bound != TimeBound::kUntil && a.bound != TimeBound::kBefore;
  }

  // "3월부터 22년 1월까지": the year of the end tells that of the start.
  static void begin_before_end(TimeExpr& range) {
    range.start = years_later(*range.start, range.end->year - range.start->year);
    if (comes_before(*range.end, *range.start)) range.start = years_later(*range.start, -1);
  }

  bool join(const Found& b) {
    if (found_.empty()) return false;
    TimeExpr& a = found_.back().expr;
    if (a.kind != TimeKind::kPoint || !a.start || a.start->open) return false;
    const CompiledRule* row = join_row(a, b.expr);
    if (!row) return false;
    if (b.expr.kind == TimeKind::kLength) {
      a = with_length(a, b.expr);
    } else {
      a.end = b.expr.end;
      if (b.expr.has_year && comes_before(*a.end, *a.start)) begin_before_end(a);
      if (!b.expr.has_year && comes_before(*a.end, *a.start)) a.end = years_later(*a.end, 1);
      a.kind = TimeKind::kRange;
      a.bound = TimeBound::kNone;
      tell_the_past(a, around_);
    }
    a.span.end = b.expr.span.end;
    a.rule += "+" + b.expr.rule;
    carry_along(a);
    return true;
  }

  // "2021년 10월 ~ 나무상점": a date with a tilde that nothing else of time follows.
  bool is_left_open(const TimeExpr& e) const {
    bool dated = e.kind == TimeKind::kPoint && e.start && !e.start->open && e.has_year;
    if (!dated || e.start->precision < Precision::kMonth) return false;
    size_t at = text_.find_first_not_of(' ', e.span.end);
    if (at == std::string_view::npos || !text_.substr(at).starts_with("~")) return false;
    at = text_.find_first_not_of(" \\", at + 1);
    if (at == std::string_view::npos) return true;
    bool number = text_[at] >= '0' && text_[at] <= '9';
    return !number && text_[at] != '\'' && text_[at] != '~';
  }

  std::vector<TimeExpr> finish() {
    std::vector<TimeExpr> out;
    for (Found& f : found_) {
      if (!is_left_open(f.expr)) continue;
      f.expr.kind = TimeKind::kRange;
      f.expr.end = Edtf::of_open();
    }
    for (Found& f : found_)
      if (!f.open_only || f.expr.bound == TimeBound::kUntil) out.push_back(std::move(f.expr));
    return out;
  }

  std::string_view text_;
  Surroundings around_;
  PatternSet& set_ = core_set();
  size_t resume_ = 0;
  std::vector<Found> found_;
};

// A heading of a year alone: "2022", "2021, 두 번째 해".
std::optional<Edtf> bare_year(std::string_view text) {
  for (size_t i = 0; i + 4 <= text.size(); ++i) {
    bool inside = i > 0 && (is_alnum(text[i - 1]) || text[i - 1] == '.');
    bool longer = i + 4 < text.size() && is_alnum(text[i + 4]);
    if (inside || longer) continue;
    if (auto year = parse_edtf(text.substr(i, 4)); year && year->year >= 1950 && year->year < 2080)
      return year;
  }
  return std::nullopt;
}

// One value for the period of a heading: "1~3월" is a quarter, "2019~2020" is none.
std::optional<Edtf> period_of(const TimeExpr& e) {
  if (!e.start || e.start->open) return std::nullopt;
  if (e.kind == TimeKind::kPoint) return e.start;
  if (e.kind != TimeKind::kRange || !e.end || e.end->open || e.end->year != e.start->year)
    return std::nullopt;
  int first = e.start->bounds().first.month;
  int last = e.end->bounds().last.month;
  if (first == last) return Edtf::of_month(e.start->year, first);
  if (first % 3 == 1 && last == first + 2) return Edtf::of_part(e.start->year, 33 + first / 3);
  if (first % 6 == 1 && last == first + 5) return Edtf::of_part(e.start->year, 40 + first / 6);
  return Edtf::of_year(e.start->year);
}

std::string_view kind_name(TimeKind kind) {
  switch (kind) {
    case TimeKind::kPoint:
      return "point";
    case TimeKind::kRange:
      return "range";
    case TimeKind::kLength:
      return "length";
    case TimeKind::kElapsed:
      return "elapsed";
    case TimeKind::kOrdinal:
      return "ordinal";
  }
  return "";
}

std::string_view bound_name(TimeBound bound) {
  switch (bound) {
    case TimeBound::kNone:
      return "";
    case TimeBound::kFrom:
      return "from";
    case TimeBound::kUntil:
      return "until";
    case TimeBound::kAfter:
      return "after";
    case TimeBound::kBefore:
      return "before";
  }
  return "";
}

std::string value_text(const TimeExpr& e) {
  std::string out = e.start ? e.start->text() : "";
  if (e.kind == TimeKind::kRange) out += "/" + (e.end ? e.end->text() : std::string());
  return out;
}

}  // namespace

std::vector<TimeExpr> read_times(std::string_view text, TimeContext& context) {
  return Reader(text, context).read();
}

void enter_heading(std::string_view heading_text, TimeContext& context) {
  TimeContext inner = context;
  inner.running_year.reset();
  inner.running_month.reset();
  std::optional<Edtf> period;
  for (const TimeExpr& e : read_times(heading_text, inner)) {
    bool back = e.rule == "year-relative" && context.published && e.start &&
                e.start->year < context.published->year;
    if (!back) period = period_of(e);
    if (period) break;
  }
  if (!period) period = bare_year(heading_text);
  if (!period) return;
  context.heading = period;
  context.running_year.reset();
  context.running_month.reset();
}

std::string iso_duration(int months, int days) {
  if (months <= 0 && days <= 0) return "";
  std::string out = "P";
  if (months >= 12) out += std::to_string(months / 12) + "Y";
  if (months % 12 > 0) out += std::to_string(months % 12) + "M";
  if (days > 0 && days % 7 == 0 && months <= 0) return out + std::to_string(days / 7) + "W";
  if (days > 0) out += std::to_string(days) + "D";
  return out;
}

std::string describe(const TimeExpr& e, std::string_view text) {
  std::string out = text.empty() ? std::to_string(e.span.begin) + "-" + std::to_string(e.span.end)
                                 : std::string(e.span.in(text));
  out += ": " + std::string(kind_name(e.kind));
  for (const std::string& part : {value_text(e), iso_duration(e.months, e.days)})
    if (!part.empty()) out += " " + part;
  if (e.rough) out += " rough";
  if (e.bound != TimeBound::kNone) out += " " + std::string(bound_name(e.bound));
  out += "  [rule " + e.rule;
  if (!e.anchor.empty()) out += "; " + e.anchor;
  return out + "]";
}

const std::vector<TimeRuleInfo>& time_rules() {
  static const std::vector<TimeRuleInfo> all = [] {
    std::vector<TimeRuleInfo> rows = core_rules();
    rows.insert(rows.end(), suffix_rules().begin(), suffix_rules().end());
    rows.insert(rows.end(), join_rules().begin(), join_rules().end());
    return rows;
  }();
  return all;
}

}  // namespace hoego::parser

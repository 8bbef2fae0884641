// SPDX-License-Identifier: Apache-2.0
// What hoego adds to openCypher: uncertain time, careers, evidence, and Hangul. Only Unicode's
// arithmetic of syllables is known here, no Korean words.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

#include "base/messages.h"
#include "base/suggest.h"
#include "base/unicode.h"
#include "graph/schema.h"
#include "query/function_tables.h"
#include "query/semantics.h"
#include "query/temporal.h"

namespace hoego::query {
namespace {

using Context = FunctionContext;

// --- Uncertain time

constexpr int64_t kEarliest = std::numeric_limits<int64_t>::min();
constexpr int64_t kLatest = std::numeric_limits<int64_t>::max();

// A day that is known to lie between two others (days since 1970).
struct Bounds {
  int64_t first = kEarliest;
  int64_t last = kLatest;

  bool known() const { return first != kEarliest && last != kLatest; }
};

// A time that begins and ends somewhere.
struct Interval {
  Bounds start;
  Bounds end;
};

int64_t days_of(const Day& d) {
  return days_from_civil(d.year, d.month, d.day);
}

Bounds bounds_of(const Edtf& e) {
  if (e.open) return {kLatest, kLatest};
  return {days_of(e.bounds().first), days_of(e.bounds().last)};
}

// A date, an Edtf or its text; anything else is unknown.
Bounds bounds_of(const Value& v) {
  if (v.is(ValueType::kEdtf)) return bounds_of(v.as_edtf());
  if (auto days = parts_of(v).days) return {*days, *days};
  if (!v.is(ValueType::kString)) return {};
  auto e = parse_edtf(v.as_string());
  return e ? bounds_of(*e) : Bounds{};
}

Value get(const Context& context, NodeId node, std::string_view key) {
  auto id = context.graph.find_key(key);
  return id ? context.graph.node_property(node, *id) : Value::null();
}

// The end that is known only to come after the start.
void bound_by_each_other(Interval& i) {
  i.end.first = std::max(i.end.first, i.start.first);
  i.start.last = std::min(i.start.last, i.end.last);
}

Interval interval_of_step(const Context& context, NodeId step) {
  auto bound = [&](std::string_view edtf, std::string_view date) {
    Value exact = get(context, step, edtf);
    return bounds_of(exact.is_null() ? get(context, step, date) : exact);
  };
  Interval i{bound(schema::kStartEdtf, schema::kStart), bound(schema::kEndEdtf, schema::kEnd)};
  Value ongoing = get(context, step, schema::kOngoing);
  if (ongoing.is(ValueType::kBoolean) && ongoing.as_boolean()) i.end = {kLatest, kLatest};
  bound_by_each_other(i);
  return i;
}

[[noreturn]] void fail_interval(std::string_view function, const Value& v) {
  fail_value(function, v,
             wording("a Step, a date, an EDTF value, or a list or map of start and end"));
}

Interval interval_of_pair(const Value& start, const Value& end) {
  Interval i{bounds_of(start), bounds_of(end)};
  bound_by_each_other(i);
  return i;
}

Interval interval_of(std::string_view function, const Context& context, const Value& v) {
  switch (v.type()) {
    case ValueType::kNode:
      return interval_of_step(context, v.as_node());
    case ValueType::kList:
      if (v.as_list().size() != 2) fail_interval(function, v);
      return interval_of_pair(v.as_list()[0], v.as_list()[1]);
    case ValueType::kMap: {
      const Value* start = v.find(schema::kStart);
      const Value* end = v.find(schema::kEnd);
      return interval_of_pair(start ? *start : Value::null(), end ? *end : Value::null());
    }
    case ValueType::kEdtf:
    case ValueType::kDate:
    case ValueType::kDateTime:
    case ValueType::kLocalDateTime:
    case ValueType::kString:
      return {bounds_of(v), bounds_of(v)};
    default:
      fail_interval(function, v);
  }
}

Value edtf(const Context&, Args args) {
  if (args[0].is(ValueType::kEdtf)) return args[0];
  if (auto days = parts_of(args[0]).days) {
    Civil c = civil_from_days(*days);
    if (c.year < 0 || c.year > 9999) fail_range(say("EDTF values have years from 0 to 9999"));
    return Value::edtf(Edtf::of_day(static_cast<int32_t>(c.year), c.month, c.day));
  }
  std::string_view text = string_arg("edtf", args[0]);
  if (auto e = parse_edtf(text)) return Value::edtf(*e);
  throw runtime_error("ArgumentError", "InvalidArgumentValue", say("'{}' is no EDTF date", text),
                      say("write 2021, 2021-12, 2021-12-03, 2021-21 (spring), 2021-33 (first "
                          "quarter), 2021-40 (first half), with ~ for roughly, or .. for open"));
}

// There is a choice of days within the bounds for which both share a day.
Value possibly_overlaps(const Context& context, Args args) {
  Interval a = interval_of("possibly_overlaps", context, args[0]);
  Interval b = interval_of("possibly_overlaps", context, args[1]);
  return Value::boolean(a.start.first <= b.end.last && b.start.first <= a.end.last);
}

// Every choice of days makes them share one.
Value certainly_overlaps(const Context& context, Args args) {
  Interval a = interval_of("certainly_overlaps", context, args[0]);
  Interval b = interval_of("certainly_overlaps", context, args[1]);
  return Value::boolean(a.start.last <= b.end.first && b.start.last <= a.end.first);
}

// Months since year 0, with the days as fractions.
double month_of(int64_t days) {
  Civil c = civil_from_days(days);
  return static_cast<double>(c.year * 12 + c.month - 1) +
         (c.day - 1.0) / days_in_month(c.year, c.month);
}

double middle_month(const Bounds& b) {
  return (month_of(b.first) + month_of(b.last + 1)) / 2;
}

Value gap_months(const Context& context, Args args) {
  Interval a = interval_of("gap_months", context, args[0]);
  Interval b = interval_of("gap_months", context, args[1]);
  if (!a.end.known() || !b.start.known() || a.end.first == kLatest) return {};
  return Value::integer(std::llround(middle_month(b.start) - middle_month(a.end)));
}

// --- Careers

template <typename F>
void for_each(const Context& context, NodeId node, Direction direction, std::string_view type,
              F&& f) {
  auto id = context.graph.find_type(type);
  if (!id) return;
  std::array<TypeId, 1> types = {*id};
  context.graph.for_each_relationship(node, direction, types, [&](RelId rel, NodeId other) {
    f(rel, other);
    return true;
  });
}

NodeId node_arg(std::string_view function, const Value& v, std::string_view wanted) {
  if (!v.is(ValueType::kNode)) fail_value(function, v, wanted);
  return v.as_node();
}

// The last day on which a post says something of the step.
std::optional<int64_t> last_statement(const Context& context, NodeId step) {
  std::optional<int64_t> last;
  for_each(context, step, Direction::kOut, schema::kStatedIn, [&](RelId, NodeId post) {
    auto days = parts_of(get(context, post, schema::kPublished)).days;
    if (days && (!last || *days > *last)) last = days;
  });
  return last;
}

Value whole_months(double months) {
  return Value::integer(static_cast<int64_t>(std::max(0.0, std::floor(months + 1e-9))));
}

Value tenure(const Context& context, Args args) {
  NodeId step = node_arg("tenure", args[0], wording("a Step"));
  Interval i = interval_of_step(context, step);
  bool ongoing = i.end.first == kLatest;
  Value least;
  Value most;
  int64_t end = ongoing ? last_statement(context, step).value_or(kLatest) : i.end.first;
  bool start_known = i.start.known();
  if (start_known && end != kLatest && end != kEarliest) {
    least = whole_months(month_of(end) - month_of(i.start.last));
  }
  if (start_known && i.end.known() && !ongoing) {
    most = Value::integer(
        static_cast<int64_t>(std::ceil(month_of(i.end.last + 1) - month_of(i.start.first) - 1e-9)));
  }
  return Value::map({{"min", least}, {"max", most}, {"ongoing", Value::boolean(ongoing)}});
}

// The place of a step in the order of time.
Value place(const Context& context, NodeId step) {
  return get(context, step, schema::kOrder);
}

std::optional<NodeId> first_step(const Context& context, NodeId person) {
  std::optional<NodeId> best;
  bool best_on_line = false;
  for_each(context, person, Direction::kOut, schema::kTook, [&](RelId, NodeId step) {
    bool has_before = false;
    bool has_next = false;
    for_each(context, step, Direction::kIn, schema::kNext,
             [&](RelId, NodeId) { has_before = true; });
    for_each(context, step, Direction::kOut, schema::kNext,
             [&](RelId, NodeId) { has_next = true; });
    if (has_before || (best_on_line && !has_next)) return;
    bool nearer = !best || (has_next && !best_on_line) ||
                  order(place(context, step), place(context, *best)) < 0;
    if (!nearer) return;
    best = step;
    best_on_line = has_next;
  });
  return best;
}

Value career(const Context& context, Args args) {
  auto step = first_step(context, node_arg("career", args[0], wording("a Person")));
  if (!step) return {};
  Path path;
  std::set<NodeId> seen = {*step};
  path.nodes.push_back(*step);
  for (bool moved = true; moved;) {
    moved = false;
    for_each(context, path.nodes.back(), Direction::kOut, schema::kNext,
             [&](RelId rel, NodeId next) {
               if (moved || !seen.insert(next).second) return;
               path.rels.push_back(rel);
               path.nodes.push_back(next);
               moved = true;
             });
  }
  return Value::path(std::move(path));
}

// --- Evidence

Value get_rel(const Context& context, RelId rel, std::string_view key) {
  auto id = context.graph.find_key(key);
  return id ? context.graph.relationship_property(rel, *id).owned() : Value::null();
}

// What a relationship with a quote says; the post is its other end, or named by a property.
Value quoted(const Context& context, RelId rel) {
  Value post = get_rel(context, rel, schema::kPostProperty);
  if (post.is_null()) post = get(context, context.graph.target(rel), schema::kSource).owned();
  return Value::map({{"quote", get_rel(context, rel, schema::kQuote)},
                     {"post", post},
                     {"offset", get_rel(context, rel, schema::kOffset)},
                     {"length", get_rel(context, rel, schema::kLength)},
                     {"rule", get_rel(context, rel, schema::kRule)}});
}

void sort_and_unique(List& list) {
  auto by_place = [](const Value& a, const Value& b) {
    for (std::string_view key : {"post", "offset", "quote"}) {
      if (int c = order(*a.find(key), *b.find(key))) return c < 0;
    }
    return order(a, b) < 0;
  };
  std::sort(list.begin(), list.end(), by_place);
  list.erase(std::unique(list.begin(), list.end(), equivalent), list.end());
}

// All quotes on relationships that leave the node, or reach it from a step.
List evidence_of_node(const Context& context, NodeId node) {
  List out;
  context.graph.for_each_relationship(node, Direction::kBoth, {}, [&](RelId rel, NodeId) {
    if (!get_rel(context, rel, schema::kQuote).is_null()) out.push_back(quoted(context, rel));
    return true;
  });
  return out;
}

// A relationship without a quote of its own rests on the evidence of the node it leaves.
Value evidence(const Context& context, Args args) {
  List out;
  if (args[0].is(ValueType::kRelationship)) {
    RelId rel = args[0].as_relationship();
    if (!get_rel(context, rel, schema::kQuote).is_null()) {
      out.push_back(quoted(context, rel));
    } else {
      out = evidence_of_node(context, context.graph.source(rel));
    }
  } else {
    out = evidence_of_node(context,
                           node_arg("evidence", args[0], wording("a node or a relationship")));
  }
  sort_and_unique(out);
  return Value::list(std::move(out));
}

// --- Hangul

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;
constexpr char32_t kVowels = 21;
constexpr char32_t kFinals = 28;  // with "none"
constexpr char32_t kFirstVowel = 0x314F;
// The letters (compatibility jamo) in the order of the syllable block.
constexpr std::u32string_view kInitialLetters = U"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
constexpr std::u32string_view kFinalLetters =
    U"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

bool is_syllable(char32_t c) {
  return c >= kFirstSyllable && c <= kLastSyllable;
}

char32_t initial_of(char32_t syllable) {
  return kInitialLetters[(syllable - kFirstSyllable) / (kVowels * kFinals)];
}

// Syllables taken apart into letters, everything else as it is.
std::string letters_of(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); i = next_code_point(text, i)) {
    char32_t c = code_point_at(text, i);
    if (!is_syllable(c)) {
      append_utf8(out, c);
      continue;
    }
    append_utf8(out, initial_of(c));
    append_utf8(out, kFirstVowel + (c - kFirstSyllable) / kFinals % kVowels);
    char32_t final_index = (c - kFirstSyllable) % kFinals;
    if (final_index > 0) append_utf8(out, kFinalLetters[final_index - 1]);
  }
  return out;
}

// Texts are compared letter by letter: cost grows with the product of their lengths.
constexpr size_t kMaxComparison = 25'000'000;

Value similar(const Context&, Args args) {
  std::string a = letters_of(fold_case(nfc(string_arg("similar", args[0]))));
  std::string b = letters_of(fold_case(nfc(string_arg("similar", args[1]))));
  size_t size_a = count_code_points(a);
  size_t size_b = count_code_points(b);
  size_t longest = std::max(size_a, size_b);
  if (longest == 0) return Value::floating(1.0);
  if (size_a > kMaxComparison / std::max<size_t>(size_b, 1)) {
    fail_range(say("similar() compares short texts: names, titles, sentences"));
  }
  double distance = edit_distance(a, b);
  return Value::floating(1.0 - distance / static_cast<double>(longest));
}

Value chosung(const Context&, Args args) {
  std::string text = nfc(string_arg("chosung", args[0]));
  std::string out;
  for (size_t i = 0; i < text.size(); i = next_code_point(text, i)) {
    char32_t c = code_point_at(text, i);
    append_utf8(out, is_syllable(c) ? initial_of(c) : c);
  }
  return Value::string(out);
}

bool is_letter(char32_t c) {
  bool ascii = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return ascii || is_syllable(c) || (c >= 0x3131 && c <= 0x318E) || (c >= 0xC0 && c <= 0x24F);
}

char32_t code_point_before(std::string_view text, size_t at) {
  if (at == 0) return 0;
  size_t begin = at - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return code_point_at(text, begin);
}

// Particles and endings are short runs of Hangul: up to this many syllables may follow a word.
constexpr int kMaxTail = 4;

bool ends_word(std::string_view text, size_t at) {
  int tail = 0;
  while (at < text.size() && is_syllable(code_point_at(text, at)) && tail <= kMaxTail) {
    at = next_code_point(text, at);
    ++tail;
  }
  if (tail > kMaxTail) return false;
  return at >= text.size() || !is_letter(code_point_at(text, at));
}

Value matches_ko(const Context&, Args args) {
  std::string text = fold_case(nfc(string_arg("matches_ko", args[0])));
  std::string word = fold_case(nfc(string_arg("matches_ko", args[1])));
  if (word.empty()) return Value::boolean(false);
  for (size_t at = 0; (at = text.find(word, at)) != text.npos; at = next_code_point(text, at)) {
    if (!is_letter(code_point_before(text, at)) && ends_word(text, at + word.size())) {
      return Value::boolean(true);
    }
  }
  return Value::boolean(false);
}

constexpr Function kTable[] = {
    {"career", "career(person :: NODE) :: PATH",
     "The steps of a person in order of time, as a path along NEXT; null without steps.",
     "career(null) IS NULL", 1, 1, "N", 'P', true, true, career},
    {"certainly_overlaps", "certainly_overlaps(a :: ANY, b :: ANY) :: BOOLEAN",
     "Whether two steps, dates or [start, end] pairs share a day, whatever their unknown days are.",
     "certainly_overlaps(['2021-01', '2021-12'], ['2021-06', '..']) = true", 2, 2, "*", 'B', true,
     true, certainly_overlaps},
    {"chosung", "chosung(text :: STRING) :: STRING",
     "The initial consonants of the Hangul syllables of a text.", "chosung('커리어') = 'ㅋㄹㅇ'", 1,
     1, "S", 'S', true, true, chosung},
    {"edtf", "edtf(x :: STRING | DATE) :: EDTF",
     "An uncertain date out of its EDTF text (ISO 8601-2): its year, half, season, quarter, month "
     "or day, with ~ where it is rough, or .. where it is open.",
     "edtf('2021-12~').last = date('2021-12-31')", 1, 1, "*", '*', true, true, edtf},
    {"evidence", "evidence(x :: NODE | RELATIONSHIP) :: LIST<MAP>",
     "The quotes on which a node or relationship rests: quote, post, offset, length and rule.",
     "evidence(null) IS NULL", 1, 1, "E", 'L', true, true, evidence},
    {"gap_months", "gap_months(a :: ANY, b :: ANY) :: INTEGER",
     "The months from the end of a to the start of b, negative where they overlap; null where one "
     "is unknown or open.",
     "gap_months(edtf('2021-12'), edtf('2022-03')) = 3", 2, 2, "*", 'I', true, true, gap_months},
    {"matches_ko", "matches_ko(text :: STRING, word :: STRING) :: BOOLEAN",
     "Whether a word stands in a text, with or without Korean particles or endings behind it.",
     "matches_ko('작년에 이직을 했다', '이직') = true", 2, 2, "S", 'B', true, true, matches_ko},
    {"possibly_overlaps", "possibly_overlaps(a :: ANY, b :: ANY) :: BOOLEAN",
     "Whether two steps, dates or [start, end] pairs may share a day.",
     "possibly_overlaps(edtf('2021'), edtf('2021-12')) = true", 2, 2, "*", 'B', true, true,
     possibly_overlaps},
    {"similar", "similar(a :: STRING, b :: STRING) :: FLOAT",
     "How alike two texts are, from 0.0 to 1.0, by the letters to change; Hangul by its letters.",
     "similar('데이터', '데이타') > 0.8", 2, 2, "S", 'F', true, true, similar},
    {"tenure", "tenure(step :: NODE) :: MAP",
     "How many months a step lasted at least (min) and at most (max), and whether it is ongoing.",
     "tenure(null) IS NULL", 1, 1, "N", 'M', true, true, tenure},
};

}  // namespace

std::span<const Function> career_functions() {
  return kTable;
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// The grammar of patterns: nodes, relationships, paths, label expressions.
#include <algorithm>
#include <cstring>

#include "base/messages.h"
#include "query/grammar.h"

namespace hoego::query::grammar {

namespace {

// Arrows may be drawn with the dashes and angles of word processors, as openCypher allows.
constexpr std::string_view kDashes[] = {"-",      "\u00AD", "\u2010", "\u2011", "\u2012", "\u2013",
                                        "\u2014", "\u2015", "\u2212", "\uFE58", "\uFE63", "\uFF0D"};
constexpr std::string_view kLeftHeads[] = {"<", "\u27E8", "\u3008", "\uFE64", "\uFF1C"};
constexpr std::string_view kRightHeads[] = {">", "\u27E9", "\u3009", "\uFE65", "\uFF1E"};

template <size_t N>
bool take_one(Cursor& first, Cursor last, const std::string_view (&texts)[N]) {
  skip_blanks(first, last);
  for (std::string_view text : texts) {
    if (Token::scan(first, last, text)) return true;
  }
  return false;
}

// `-` or `<-`: whether an arrow head was seen.
bool scan_arrow_start(Cursor& first, Cursor last, State&, bool& head) {
  head = take_one(first, last, kLeftHeads);
  return take_one(first, last, kDashes);
}
bool scan_arrow_end(Cursor& first, Cursor last, State&, bool& head) {
  if (!take_one(first, last, kDashes)) return false;
  Cursor at = first;
  head = take_one(at, last, kRightHeads);
  if (head) first = at;
  return true;
}

using Labels = LabelExpr;

// What stands before the parenthesis of a dynamic label: $( $all( $any(
bool scan_dynamic_start(Cursor& first, Cursor last, bool& any) {
  Cursor at = first + 1;
  bool is_any = scan_keyword(at, last, "ANY");
  if (!is_any) scan_keyword(at, last, "ALL");
  if (!Token::scan(at, last, "(")) return false;
  any = is_any;
  first = at;
  return true;
}

// Names that a parameter gives: $label, $($label), $any($labels).
bool scan_label_parameter(Cursor& first, Cursor last, State& state, Labels& out) {
  out.kind = Labels::Kind::kParameter;
  Cursor at = first;
  if (!scan_dynamic_start(at, last, out.any)) return scan_parameter(first, last, state, out.name);
  skip_blanks(at, last);
  Cursor inside = at;
  bool good = scan_parameter(at, last, state, out.name);
  skip_blanks(at, last);
  if (!good || !Token::scan(at, last, ")")) {
    state.fail(syntax_error("UnexpectedSyntax", say("a dynamic label or type is one parameter"),
                            state.span(inside, std::min(inside + 1, last)),
                            say("write $($label), and give it with -p label=Person")));
    return false;
  }
  first = at;
  return true;
}

Labels combined(Labels::Kind kind, std::vector<Labels> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  Labels out;
  out.kind = kind;
  out.span = {parts.front().span.begin, parts.back().span.end};
  out.children = std::move(parts);
  return out;
}

bool scan_label(Cursor& first, Cursor last, State& state, Labels& out) {
  bool is_parameter = first != last && *first == '$';
  return is_parameter ? scan_label_parameter(first, last, state, out)
                      : scan_name(first, last, state, out.name);
}

// parts joined by `separators`; a label expression is read by hand: it is small, and recursive by
// value.
class LabelReader {
 public:
  LabelReader(Cursor first, Cursor last, State& state) : at_(first), last_(last), state_(state) {}
  Cursor at() const { return at_; }

  bool either(Labels& out) {
    return list(out, Labels::Kind::kOr, &LabelReader::both, [this] {
      if (!take("|")) return false;
      take(":");
      return true;
    });
  }
  bool both(Labels& out) {
    return list(out, Labels::Kind::kAnd, &LabelReader::one,
                [this] { return take("&") || take(":"); });
  }

 private:
  template <typename Separator>
  bool list(Labels& out, Labels::Kind kind, bool (LabelReader::*item)(Labels&),
            Separator&& separator) {
    std::vector<Labels> parts(1);
    if (!(this->*item)(parts.back())) return false;
    for (Cursor before = at_; separator(); before = at_) {
      parts.emplace_back();
      if ((this->*item)(parts.back())) continue;
      parts.pop_back();
      at_ = before;
      break;
    }
    out = combined(kind, std::move(parts));
    return true;
  }

  bool one(Labels& out) {
    State::Nesting nesting(state_, at_);
    if (state_.failed()) return false;
    skip_blanks(at_, last_);
    Cursor begin = at_;
    bool found = take("!") ? negated(out) : take("(") ? group(out) : single(out);
    if (found) out.span = state_.span(begin, at_);
    if (!found && at_ == begin) state_.want(begin, {"", wording("a label")});
    return found;
  }
  bool negated(Labels& out) {
    out.kind = Labels::Kind::kNot;
    out.children.emplace_back();
    return one(out.children.back());
  }
  bool group(Labels& out) {
    if (!either(out)) return false;
    if (take(")")) return true;
    state_.want(at_, {"", ")"});
    return false;
  }
  bool single(Labels& out) {
    if (take("%")) return out.kind = Labels::Kind::kAny, true;
    return scan_label(at_, last_, state_, out);
  }
  bool take(std::string_view text) {
    Cursor at = at_;
    skip_blanks(at, last_);
    if (!Token::scan(at, last_, text)) return false;
    at_ = at;
    return true;
  }

  Cursor at_;
  Cursor last_;
  State& state_;
};

}  // namespace

bool parse_label(Cursor& first, Cursor last, State& state, LabelExpr& out) {
  Cursor begin = first;
  if (!scan_label(first, last, state, out)) return false;
  out.span = state.span(begin, first);
  return true;
}

bool parse_labels(Cursor& first, Cursor last, State& state, LabelExpr& out) {
  LabelReader reader(first, last, state);
  if (!reader.either(out)) return false;
  first = reader.at();
  return true;
}

bool parse_simple_labels(Cursor& first, Cursor last, State& state, LabelExpr& out) {
  LabelReader reader(first, last, state);
  if (!reader.both(out)) return false;
  first = reader.at();
  return true;
}

namespace {

bool range_error(State& state, Cursor first, Cursor last, const std::string& message) {
  state.fail(syntax_error("InvalidRelationshipPattern", message, state.span(first, last),
                          say("a length is written *, *2, *1.., *..3 or *1..3")));
  return false;
}

// What stands behind the star: nothing, 2, 1.., ..3, 1..3.
bool scan_range(Cursor& first, Cursor last, State& state, RelPattern& out) {
  if (!Token::scan(first, last, "*")) return false;
  Cursor star = first - 1;
  out.variable_length = true;
  int64_t hops = 0;
  skip_blanks(first, last);
  if (first != last && *first == '-') {
    return range_error(state, first, first + 1, say("the length of a path cannot be negative"));
  }
  if (scan_hops(first, last, state, hops)) out.min_hops = hops;
  Cursor at = first;
  skip_blanks(at, last);
  if (!Token::scan(at, last, "..")) {
    out.max_hops = out.min_hops;
    return true;
  }
  first = at;
  skip_blanks(at, last);
  if (at != last && *at == '-') {
    return range_error(state, star, at + 1, say("the length of a path cannot be negative"));
  }
  if (scan_hops(at, last, state, hops)) {
    out.max_hops = hops;
    first = at;
  }
  return true;
}

// [:LIKES..] lacks its star.
bool refuse_dots(Cursor& first, Cursor last, State& state, bool&) {
  if (!Token::scan(first, last, "..")) return false;
  return range_error(state, first - 2, first, say("a length begins with a star"));
}

constexpr Scanner<RelPattern, scan_range> range{wording("a length like *1..3")};
constexpr Scanner<bool, refuse_dots> no_dots{""};
constexpr Scanner<bool, scan_arrow_start> arrow_start{wording("a relationship like -[:TOOK]->")};
constexpr Scanner<bool, scan_arrow_end> arrow_end{kArrowName};

}  // namespace

constexpr auto set_range = [](auto& context) {
  RelPattern& rel = x3::_val(context);
  const RelPattern& read = x3::_attr(context);
  rel.variable_length = true;
  rel.min_hops = read.min_hops;
  rel.max_hops = read.max_hops;
};
// A relationship keeps its left head in `arrow` until the right one is known.
constexpr auto set_left = [](auto& context) {
  x3::_val(context).arrow = x3::_attr(context) ? Arrow::kLeft : Arrow::kBoth;
};
constexpr auto set_right = [](auto& context) {
  Arrow& arrow = x3::_val(context).arrow;
  if (!x3::_attr(context)) return;
  arrow = arrow == Arrow::kLeft ? Arrow::kBoth : Arrow::kRight;
};

const x3::rule<struct NodeRule, NodePattern> node_pattern = "node";
const auto node_pattern_def = tok("(", kNodeName) >> -variable[set<&NodePattern::variable>] >>
                              -(tok(":") >> labels[set<&NodePattern::labels>]) >>
                              -(map_literal[set<&NodePattern::properties>] |
                                parameter[set<&NodePattern::properties>]) >>
                              -(kw("WHERE") >> expression[set<&NodePattern::where>]) >> tok(")");

const x3::rule<struct RelDetailRule, RelPattern> rel_pattern = "relationship";
const auto rel_detail = tok("[") >> -variable[set<&RelPattern::variable>] >>
                        -(tok(":") >> labels[set<&RelPattern::types>]) >> -range[set_range] >>
                        !no_dots >> -(map_literal[set<&RelPattern::properties>] |
                                      parameter[set<&RelPattern::properties>]) >>
                        -(kw("WHERE") >> expression[set<&RelPattern::where>]) >> tok("]");
const auto rel_pattern_def = arrow_start[set_left] >> -rel_detail >> arrow_end[set_right];

constexpr auto add_node = push<&PathPattern::nodes>;
constexpr auto add_rel = push<&PathPattern::rels>;

const x3::rule<struct StepsRule, PathPattern> steps = "path";
const auto steps_def = spanned(node_pattern)[add_node] >>
                       *(spanned(rel_pattern)[add_rel] >> spanned(node_pattern)[add_node]);

const x3::rule<struct RelationPathRule, PathPattern> relation_steps = "path";
const auto relation_steps_def = spanned(node_pattern)[add_node] >>
                                +(spanned(rel_pattern)[add_rel] >> spanned(node_pattern)[add_node]);

using Kind = PathPattern::Kind;
constexpr auto set_steps = [](auto& context) {
  PathPattern& out = x3::_val(context);
  out.nodes = std::move(x3::_attr(context).nodes);
  out.rels = std::move(x3::_attr(context).rels);
};
const x3::rule<struct ShortestPathRule, PathPattern> shortest_path = "shortest path";
const auto shortest_path_def =
    ((kw("SHORTESTPATH", "") >> always[put<&PathPattern::kind, Kind::kShortest>]) |
     (kw("ALLSHORTESTPATHS", "") >> always[put<&PathPattern::kind, Kind::kAllShortest>])) >>
    tok("(") >> relation_steps[set_steps] >> tok(")");

constexpr auto set_whole = [](auto& context) {
  std::optional<Name> variable_name = std::move(x3::_val(context).variable);
  x3::_val(context) = std::move(x3::_attr(context));
  x3::_val(context).variable = std::move(variable_name);
};
const x3::rule<struct PathNameRule, Name> path_name = "path name";
const auto path_name_def = variable >> tok("=", kPathEquals);

const x3::rule<struct NamedPathRule, PathPattern> named_path = "path";
const auto named_path_def = -path_name[set<&PathPattern::variable>] >>
                            (shortest_path[set_whole] | steps[set_whole]);

const x3::rule<struct ComprehensionPathRule, PathPattern> named_steps = "path";
const auto named_steps_def = -path_name[set<&PathPattern::variable>] >> relation_steps[set_whole];

BOOST_SPIRIT_DEFINE(path_name, node_pattern, rel_pattern, steps, relation_steps, shortest_path,
                    named_path, named_steps)

const x3::rule<struct PatternListRule, Pattern> pattern_list = "pattern";
const auto pattern_list_def = spanned(named_path) % tok(",");
BOOST_SPIRIT_DEFINE(pattern_list)

bool parse_pattern(Cursor& first, Cursor last, State& state, Pattern& out) {
  size_t mark = state.mark_wanted(first);
  if (run(pattern_list, first, last, state, out)) return true;
  state.summarize_wanted(first, mark, {"", wording("a pattern like (n)-->(m)")});
  return false;
}

bool parse_path(Cursor& first, Cursor last, State& state, PathPattern& out) {
  size_t mark = state.mark_wanted(first);
  if (run(spanned(named_path), first, last, state, out)) return true;
  state.summarize_wanted(first, mark, {"", wording("a pattern like (n)-->(m)")});
  return false;
}

bool parse_relation_path(Cursor& first, Cursor last, State& state, PathPattern& out) {
  return run(spanned(relation_steps), first, last, state, out);
}

bool parse_comprehension_path(Cursor& first, Cursor last, State& state, PathPattern& out) {
  return run(spanned(named_steps), first, last, state, out);
}

bool parse_shortest(Cursor& first, Cursor last, State& state, PathPattern& out) {
  return run(spanned(shortest_path), first, last, state, out);
}

}  // namespace hoego::query::grammar

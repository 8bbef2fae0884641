// SPDX-License-Identifier: Apache-2.0
// The vocabulary of the grammar: a handful of X3 parsers and directives, of which grammar_*.cpp
// build the language. Between the files stand plain functions (the doors at the end), so that no
// file compiles the templates of another.
//
//   kw("RETURN")  tok("(")      a keyword; a punctuation mark. Both note what was wanted.
//   set<&M>  push<&M>  on<&M>   actions: move the attribute into a member, append it, set it true
//   spanned(p)                  p, and its place into the attribute's `span`
//   node<kind>(lead, p)         where lead matches, p fills an Expr, which becomes part of the tree
//   chain(p, ops)               p op p op p, from the left
#pragma once

#include <boost/spirit/home/x3.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/messages.h"
#include "query/grammar_doors.h"

namespace hoego::query::grammar {

namespace x3 = boost::spirit::x3;

struct StateTag {};
template <typename Context>
State& state_of(const Context& context) {
  return x3::get<StateTag>(context);
}

// The skipper: blanks and comments.
struct Blank : x3::parser<Blank> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context&, RContext&, Attribute&) const {
    Cursor before = first;
    skip_blanks(first, last);
    return first != before;
  }
};

// Runs a grammar rule from behind a door.
template <typename Rule, typename Attribute>
bool run(const Rule& rule, Cursor& first, Cursor last, State& state, Attribute& out) {
  Cursor at = first;
  if (!x3::phrase_parse(at, last, x3::with<StateTag>(state)[rule], Blank{}, out,
                        x3::skip_flag::dont_post_skip)) {
    return false;
  }
  first = at;
  return true;
}

// Keywords and punctuation.
template <typename Derived>
struct Mark : x3::parser<Derived> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  constexpr Mark(std::string_view mark_text, std::string_view mark_name)
      : text(mark_text), name(mark_name) {}

  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RContext&,
             Attribute&) const {
    State& state = state_of(context);
    Cursor at = first;
    skip_blanks(at, last);
    Cursor begin = at;
    if (at != last && Derived::starts(*at, text[0]) && !state.failed() &&
        Derived::scan(at, last, text)) {
      first = at;
      return true;
    }
    if (!name.empty()) state.want(begin, {Derived::kWord ? text : "", name});
    return false;
  }

  std::string_view text;
  std::string_view name;
};
struct Keyword : Mark<Keyword> {
  using Mark::Mark;
  static constexpr bool kWord = true;
  static bool starts(char c, char upper) { return (c & ~0x20) == upper; }
  static bool scan(Cursor& first, Cursor last, std::string_view text) {
    return scan_keyword(first, last, text);
  }
};
struct Token : Mark<Token> {
  using Mark::Mark;
  static constexpr bool kWord = false;
  static bool starts(char c, char mark) { return c == mark; }
  static bool scan(Cursor& first, Cursor last, std::string_view text) {
    auto size = static_cast<std::ptrdiff_t>(text.size());
    if (last - first < size || *first != text[0]) return false;
    if (size > 1 && std::string_view(first, text.size()) != text) return false;
    first += size;
    return true;
  }
};
// The name is what people read; "" keeps silent about it.
constexpr Keyword kw(std::string_view text, std::string_view name) {
  return {text, name};
}
constexpr Keyword kw(std::string_view text) {
  return {text, text};
}
constexpr Token tok(std::string_view text, std::string_view name) {
  return {text, name};
}
constexpr Token tok(std::string_view text) {
  return {text, text};
}
constexpr Keyword op_kw(std::string_view text) {
  return {text, kOperator};
}
constexpr Token op_tok(std::string_view text) {
  return {text, kOperator};
}

// A plain function as a parser: bool f(first, last, state, out). Blanks are skipped before it;
// where it fails, `name` was wanted.
template <typename T, bool (*Function)(Cursor&, Cursor, State&, T&)>
struct Scanner : x3::parser<Scanner<T, Function>> {
  using attribute_type = T;
  static constexpr bool has_attribute = true;
  constexpr explicit Scanner(std::string_view scanner_name) : name(scanner_name) {}

  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RContext&,
             Attribute& attribute) const {
    State& state = state_of(context);
    if (state.failed()) return false;
    Cursor at = first;
    skip_blanks(at, last);
    Cursor begin = at;
    T value{};
    if (!Function(at, last, state, value)) {
      if (!name.empty()) state.want(begin, {"", name});
      return false;
    }
    first = at;
    x3::traits::move_to(std::move(value), attribute);
    return true;
  }

  std::string_view name;
};

// Matches nothing, to hang an action on; x3::eps would skip blanks, which then were part of spans.
struct Always : x3::parser<Always> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor&, const Cursor&, const Context&, RContext&, Attribute&) const {
    return true;
  }
};
inline constexpr Always always{};

// Actions.
template <auto Member>
struct SetMember {
  template <typename Context>
  void operator()(const Context& context) const {
    x3::_val(context).*Member = std::move(x3::_attr(context));
  }
};
template <auto Member>
struct PushMember {
  template <typename Context>
  void operator()(const Context& context) const {
    (x3::_val(context).*Member).push_back(std::move(x3::_attr(context)));
  }
};
template <auto Member, auto What>
struct PutMember {
  template <typename Context>
  void operator()(const Context& context) const {
    x3::_val(context).*Member = What;
  }
};
template <auto Member>
inline constexpr SetMember<Member> set{};
template <auto Member>
inline constexpr PushMember<Member> push{};
template <auto Member, auto What = true>
inline constexpr PutMember<Member, What> put{};
template <auto Member>
inline constexpr PutMember<Member, true> on{};

// spanned(p)
template <typename Subject>
struct Spanned : x3::unary_parser<Subject, Spanned<Subject>> {
  using Base = x3::unary_parser<Subject, Spanned<Subject>>;
  using attribute_type = typename x3::traits::attribute_of<Subject, x3::unused_type>::type;
  static constexpr bool has_attribute = true;
  using Base::Base;

  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RContext& rcontext,
             Attribute& attribute) const {
    State& state = state_of(context);
    Cursor at = first;
    skip_blanks(at, last);
    Cursor begin = at;
    attribute_type value{};
    if (!this->subject.parse(at, last, context, rcontext, value)) return false;
    value.span = state.span(begin, at);
    first = at;
    x3::traits::move_to(std::move(value), attribute);
    return true;
  }
};
template <typename Subject>
constexpr auto spanned(const Subject& subject) {
  return Spanned<Subject>{subject};
}

// node<kind>(lead, p)
template <ExprKind Kind, typename Lead, typename Subject>
struct Node : x3::parser<Node<Kind, Lead, Subject>> {
  using attribute_type = ExprId;
  static constexpr bool has_attribute = true;
  constexpr Node(const Lead& l, const Subject& s) : lead(l), subject(s) {}

  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RContext& rcontext,
             Attribute& attribute) const {
    State& state = state_of(context);
    Cursor at = first;
    skip_blanks(at, last);
    Cursor begin = at;
    if (!lead.parse(at, last, context, rcontext, x3::unused)) return false;
    size_t inside = state.size();
    Expr expr;
    expr.kind = Kind;
    if (!subject.parse(at, last, context, rcontext, expr)) return false;
    expr.span = state.span(begin, at);
    first = at;
    x3::traits::move_to(state.add(std::move(expr), inside), attribute);
    return true;
  }

  Lead lead;
  Subject subject;
};
template <ExprKind Kind, typename Lead, typename Subject>
constexpr auto node(const Lead& lead, const Subject& subject) {
  return Node<Kind, Lead, Subject>{lead, subject};
}

// chain(p, ops): `join` makes one node of two.
ExprId join(State& state, Op op, ExprId left, ExprId right);

template <typename Operand, typename Ops>
struct Chain : x3::parser<Chain<Operand, Ops>> {
  using attribute_type = ExprId;
  static constexpr bool has_attribute = true;
  constexpr Chain(const Operand& o, const Ops& p) : operand(o), ops(p) {}

  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RContext& rcontext,
             Attribute& attribute) const {
    ExprId left = kNoExpr;
    if (!operand.parse(first, last, context, rcontext, left)) return false;
    for (;;) {
      Cursor at = first;
      Op op = Op::kNone;
      ExprId right = kNoExpr;
      if (!ops.parse(at, last, context, rcontext, op) ||
          !operand.parse(at, last, context, rcontext, right)) {
        break;
      }
      left = join(state_of(context), op, left, right);
      first = at;
    }
    x3::traits::move_to(left, attribute);
    return true;
  }

  Operand operand;
  Ops ops;
};
template <typename Operand, typename Ops>
constexpr auto chain(const Operand& operand, const Ops& ops) {
  return Chain<Operand, Ops>{operand, ops};
}

// The doors between the files.
bool parse_expression(Cursor& first, Cursor last, State& state, ExprId& out);
bool parse_before_bar(Cursor& first, Cursor last, State& state, ExprId& out);
bool parse_map(Cursor& first, Cursor last, State& state, ExprId& out);
bool parse_parameter(Cursor& first, Cursor last, State& state, ExprId& out);
bool parse_set_target(Cursor& first, Cursor last, State& state, ExprId& out);
bool parse_label(Cursor& first, Cursor last, State& state, LabelExpr& out);   // one name
bool parse_labels(Cursor& first, Cursor last, State& state, LabelExpr& out);  // after the colon
bool parse_simple_labels(Cursor& first, Cursor last, State& state, LabelExpr& out);  // no bar
bool parse_pattern(Cursor& first, Cursor last, State& state, Pattern& out);
bool parse_path(Cursor& first, Cursor last, State& state, PathPattern& out);  // with p = ...
bool parse_relation_path(Cursor& first, Cursor last, State& state, PathPattern& out);  // >= 1 rel
bool parse_comprehension_path(Cursor& first, Cursor last, State& state, PathPattern& out);
bool parse_shortest(Cursor& first, Cursor last, State& state, PathPattern& out);
bool parse_query(Cursor& first, Cursor last, State& state, Query& out);
bool parse_clauses(Cursor& first, Cursor last, State& state, std::vector<Clause>& out);

bool scan_variable(Cursor& first, Cursor last, State& state, Name& out);   // not a reserved word
bool scan_call_name(Cursor& first, Cursor last, State& state, Name& out);  // a.b.c before (

inline constexpr Scanner<ExprId, parse_expression> expression{""};
inline constexpr Scanner<ExprId, parse_before_bar> before_bar{""};
inline constexpr Scanner<ExprId, parse_map> map_literal{wording("a map like {key: value}")};
inline constexpr Scanner<ExprId, parse_parameter> parameter{""};
inline constexpr Scanner<LabelExpr, parse_label> label{wording("a label")};
inline constexpr Scanner<LabelExpr, parse_labels> labels{""};
inline constexpr Scanner<LabelExpr, parse_simple_labels> simple_labels{""};
inline constexpr Scanner<Pattern, parse_pattern> pattern{""};
inline constexpr Scanner<PathPattern, parse_path> path{""};
inline constexpr Scanner<PathPattern, parse_relation_path> relation_path{""};
inline constexpr Scanner<PathPattern, parse_comprehension_path> comprehension_path{""};
inline constexpr Scanner<PathPattern, parse_shortest> shortest{""};
inline constexpr Scanner<Query, parse_query> query{""};
inline constexpr Scanner<std::vector<Clause>, parse_clauses> clauses{""};

inline constexpr Scanner<Name, scan_variable> variable{wording("a variable")};
constexpr Scanner<Name, scan_name> name(const char* what) {
  return Scanner<Name, scan_name>{what};
}

}  // namespace hoego::query::grammar

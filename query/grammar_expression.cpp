// SPDX-License-Identifier: Apache-2.0
// The grammar of expressions: a ladder of precedence from OR down to the atoms. Its doors are
// parse_expression and its kin; `expression` is memoised, so that what is tried in several ways
// (a list, a list comprehension, a pattern comprehension) is read once.
#include <algorithm>
#include <memory>

#include "base/messages.h"
#include "query/grammar.h"

namespace hoego::query::grammar {

// Words of one token, scanned by hand.
namespace {

bool peek(Cursor at, Cursor last, char c) {
  skip_blanks(at, last);
  return at != last && *at == c;
}

bool take(Cursor& first, Cursor last, std::string_view text) {
  return Token::scan(first, last, text);
}

bool scan_comparison(Cursor& first, Cursor last, State&, Op& op) {
  if (first == last) return false;
  constexpr std::pair<std::string_view, Op> kOps[] = {
      {"<>", Op::kNotEqual}, {"<=", Op::kLessEqual}, {">=", Op::kGreaterEqual},
      {"<", Op::kLess},      {">", Op::kGreater},    {"=", Op::kEqual}};
  if (last - first > 1 && first[0] == '=' && first[1] == '~') return false;
  for (const auto& [text, value] : kOps) {
    if (take(first, last, text)) return op = value, true;
  }
  return false;
}

bool scan_additive(Cursor& first, Cursor last, State&, Op& op) {
  if (take(first, last, "+")) return op = Op::kAdd, true;
  if (take(first, last, "-")) return op = Op::kSubtract, true;
  return false;
}

bool scan_multiplicative(Cursor& first, Cursor last, State&, Op& op) {
  if (take(first, last, "*")) return op = Op::kMultiply, true;
  if (take(first, last, "/")) return op = Op::kDivide, true;
  if (take(first, last, "%")) return op = Op::kModulo, true;
  return false;
}

bool scan_power(Cursor& first, Cursor last, State&, Op& op) {
  return take(first, last, "^") ? (op = Op::kPower, true) : false;
}

bool scan_not(Cursor& first, Cursor last, State&, Op& op) {
  return scan_keyword(first, last, "NOT") ? (op = Op::kNot, true) : false;
}

bool starts_number(Cursor at, Cursor last) {
  skip_blanks(at, last);
  auto digit = [&](Cursor c) { return c < last && *c >= '0' && *c <= '9'; };
  return at != last && (digit(at) || (*at == '.' && digit(at + 1)));
}

// A minus before a number belongs to the number: -9223372036854775808 is an integer.
bool scan_sign(Cursor& first, Cursor last, State&, Op& op) {
  if (take(first, last, "+")) return op = Op::kPlus, true;
  if (first == last || *first != '-' || starts_number(first + 1, last)) return false;
  ++first;
  return op = Op::kNegate, true;
}

bool scan_literal_value(Cursor& first, Cursor last, State& state, Value& out) {
  if (first == last) return false;
  if (*first == '\'' || *first == '"') {
    std::string text;
    scan_string(first, last, state, text);
    out = Value::string(text);
    return true;
  }
  Cursor at = first;
  bool negative = *at == '-';
  if (negative) skip_blanks(++at, last);
  if (scan_number(at, last, state, negative, out)) return first = at, true;
  if (negative) return false;
  if (scan_keyword(first, last, "NULL")) return out = Value::null(), true;
  if (scan_keyword(first, last, "TRUE")) return out = Value::boolean(true), true;
  if (scan_keyword(first, last, "FALSE")) return out = Value::boolean(false), true;
  return false;
}

bool scan_literal(Cursor& first, Cursor last, State& state, ExprId& out) {
  Cursor begin = first;
  Value value;
  if (!scan_literal_value(first, last, state, value)) return false;
  Expr expr;
  expr.kind = ExprKind::kLiteral;
  expr.literal = std::move(value);
  expr.span = state.span(begin, first);
  out = state.add(std::move(expr));
  return true;
}

bool scan_variable_expr(Cursor& first, Cursor last, State& state, ExprId& out) {
  Expr expr;
  if (!scan_variable(first, last, state, expr.name)) return false;
  expr.kind = ExprKind::kVariable;
  expr.span = expr.name.span;
  out = state.add(std::move(expr));
  return true;
}

bool scan_quantifier(Cursor& first, Cursor last, State& state, Name& out) {
  constexpr std::pair<const char*, const char*> kNames[] = {
      {"ALL", "all"}, {"ANY", "any"}, {"NONE", "none"}, {"SINGLE", "single"}};
  Cursor at = first;
  for (const auto& [word, lower] : kNames) {
    if (!scan_keyword(at, last, word)) continue;
    if (!peek(at, last, '(')) return false;
    out = {lower, state.span(first, at)};
    first = at;
    return true;
  }
  return false;
}

// count(*), whole.
bool scan_count_star(Cursor& first, Cursor last, State&, bool&) {
  Cursor at = first;
  if (!scan_keyword(at, last, "COUNT")) return false;
  for (std::string_view part : {"(", "*", ")"}) {
    skip_blanks(at, last);
    if (!take(at, last, part)) return false;
  }
  first = at;
  return true;
}

bool scan_before(Cursor& first, Cursor last, std::string_view word, char next) {
  Cursor at = first;
  if (!scan_keyword(at, last, word) || !peek(at, last, next)) return false;
  first = at;
  return true;
}
bool scan_exists(Cursor& first, Cursor last, State&, bool&) {
  return scan_before(first, last, "EXISTS", '{');
}
bool scan_count(Cursor& first, Cursor last, State&, bool&) {
  return scan_before(first, last, "COUNT", '{');
}
bool scan_collect(Cursor& first, Cursor last, State&, bool&) {
  return scan_before(first, last, "COLLECT", '{');
}
bool scan_reduce(Cursor& first, Cursor last, State&, bool&) {
  return scan_before(first, last, "REDUCE", '(');
}

// `variable {`, without moving beyond the variable.
bool peek_projection(Cursor& first, Cursor last, State& state, bool&) {
  Cursor at = first;
  if (!skip_name(at, last) || !peek(at, last, '{')) return false;
  at = first;
  Name ignored;
  if (!scan_variable(at, last, state, ignored)) return false;
  constexpr std::string_view kSubqueries[] = {"EXISTS", "COUNT", "COLLECT"};
  return std::none_of(std::begin(kSubqueries), std::end(kSubqueries),
                      [&](std::string_view word) { return same_word(ignored.text, word); });
}

// `a.b (`: most names are not, and are told apart without making a string.
bool peek_call(Cursor& first, Cursor last, State& state, bool&) {
  Cursor at = first;
  do {
    skip_blanks(at, last);
    if (!skip_name(at, last)) return false;
    skip_blanks(at, last);
  } while (take(at, last, "."));
  if (at == last || *at != '(') return false;
  at = first;
  Name ignored;
  return scan_call_name(at, last, state, ignored);
}

// `[ variable IN`, the bracket taken.
bool scan_comprehension(Cursor& first, Cursor last, State& state, bool&) {
  Cursor at = first;
  Name ignored;
  if (!take(at, last, "[")) return false;
  Cursor inside = at;
  skip_blanks(at, last);
  if (!scan_variable(at, last, state, ignored)) return false;
  skip_blanks(at, last);
  if (!scan_keyword(at, last, "IN")) return false;
  first = inside;
  return true;
}

// `[ (` or `[ p = (`, the bracket taken.
bool scan_pattern_comprehension(Cursor& first, Cursor last, State& state, bool&) {
  Cursor at = first;
  Name ignored;
  if (!take(at, last, "[")) return false;
  Cursor inside = at;
  skip_blanks(at, last);
  if (scan_variable(at, last, state, ignored)) {
    skip_blanks(at, last);
    if (!take(at, last, "=")) return false;
  }
  if (!peek(at, last, '(')) return false;
  first = inside;
  return true;
}

bool peek_shortest(Cursor& first, Cursor last, State&, bool&) {
  Cursor at = first;
  return scan_before(at, last, "SHORTESTPATH", '(') ||
         scan_before(at, last, "ALLSHORTESTPATHS", '(');
}

bool labels_of_expression(Cursor& first, Cursor last, State& state, LabelExpr& out) {
  return state.bar_ends() ? parse_simple_labels(first, last, state, out)
                          : parse_labels(first, last, state, out);
}

constexpr Scanner<Op, scan_comparison> comparison_op{kOperator};
constexpr Scanner<Op, scan_additive> additive_op{kOperator};
constexpr Scanner<Op, scan_multiplicative> multiplicative_op{kOperator};
constexpr Scanner<Op, scan_power> power_op{kOperator};
constexpr Scanner<Op, scan_not> not_op{""};
constexpr Scanner<Op, scan_sign> sign_op{""};
constexpr Scanner<ExprId, scan_literal> literal{""};
constexpr Scanner<ExprId, scan_variable_expr> variable_expr{wording("an expression")};
constexpr Scanner<Name, scan_quantifier> quantifier_name{""};
constexpr Scanner<Name, scan_call_name> call_name{""};
constexpr Scanner<LabelExpr, labels_of_expression> expression_labels{""};
template <bool (*Function)(Cursor&, Cursor, State&, bool&)>
constexpr Scanner<bool, Function> lead{""};

}  // namespace

bool scan_variable(Cursor& first, Cursor last, State& state, Name& out) {
  Cursor at = first;
  if (!scan_name(at, last, state, out)) return false;
  if (*first != '`' && is_reserved(out.text)) return false;
  first = at;
  return true;
}

bool scan_call_name(Cursor& first, Cursor last, State& state, Name& out) {
  Cursor at = first;
  Name part;
  if (!scan_name(at, last, state, part) || (*first != '`' && is_reserved(part.text))) return false;
  for (std::string_view word : {"ALL", "ANY", "NONE", "SINGLE", "REDUCE"}) {
    if (same_word(part.text, word)) return false;
  }
  out.text = part.text;
  Cursor end = at;
  while (skip_blanks(at, last), take(at, last, ".")) {
    skip_blanks(at, last);
    if (!scan_name(at, last, state, part)) return false;
    out.text += "." + part.text;
    end = at;
  }
  if (!peek(at, last, '(')) return false;
  out.span = state.span(first, end);
  first = end;
  return true;
}

ExprId join(State& state, Op op, ExprId left, ExprId right) {
  Expr expr;
  expr.kind = ExprKind::kBinary;
  expr.op = op;
  expr.args = {left, right};
  expr.span = {state.expr(left).span.begin, state.expr(right).span.end};
  return state.add(std::move(expr));
}

// The combinators of this file.
namespace {

constexpr size_t kGroup = 64;

// A long chain of AND, OR or XOR in groups, so that the tree stays low; a short one from the left.
ExprId join_all(State& state, Op op, std::vector<ExprId> parts) {
  while (parts.size() > 1) {
    std::vector<ExprId> groups;
    for (size_t i = 0; i < parts.size(); ++i) {
      if (i % kGroup == 0) {
        groups.push_back(parts[i]);
      } else {
        groups.back() = join(state, op, groups.back(), parts[i]);
      }
    }
    parts = std::move(groups);
  }
  return parts.front();
}

template <typename Operand>
struct Logic : x3::parser<Logic<Operand>> {
  using attribute_type = ExprId;
  static constexpr bool has_attribute = true;
  constexpr Logic(const Operand& o, Keyword k, Op p) : operand(o), keyword(k), op(p) {}

  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RContext& rcontext,
             Attribute& attribute) const {
    ExprId one = kNoExpr;
    if (!operand.parse(first, last, context, rcontext, one)) return false;
    std::vector<ExprId> parts;
    for (Cursor at = first; keyword.parse(at, last, context, rcontext, x3::unused); first = at) {
      ExprId next = kNoExpr;
      if (!operand.parse(at, last, context, rcontext, next)) break;
      if (parts.empty()) parts.push_back(one);
      parts.push_back(next);
    }
    x3::traits::move_to(parts.empty() ? one : join_all(state_of(context), op, std::move(parts)),
                        attribute);
    return true;
  }

  Operand operand;
  Keyword keyword;
  Op op;
};
template <typename Operand>
constexpr auto logic(const Operand& operand, Keyword keyword, Op op) {
  return Logic<Operand>{operand, keyword, op};
}

// a < b < c: one node.
template <typename Operand>
struct Comparison : x3::unary_parser<Operand, Comparison<Operand>> {
  using Base = x3::unary_parser<Operand, Comparison<Operand>>;
  using attribute_type = ExprId;
  static constexpr bool has_attribute = true;
  using Base::Base;

  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RContext& rcontext,
             Attribute& attribute) const {
    State& state = state_of(context);
    ExprId one = kNoExpr;
    if (!this->subject.parse(first, last, context, rcontext, one)) return false;
    std::vector<ExprId> args;
    std::vector<Op> ops;
    Op op = Op::kNone;
    for (Cursor at = first; comparison_op.parse(at, last, context, rcontext, op); first = at) {
      ExprId next = kNoExpr;
      if (!this->subject.parse(at, last, context, rcontext, next)) break;
      if (args.empty()) args.push_back(one);
      args.push_back(next);
      ops.push_back(op);
    }
    x3::traits::move_to(ops.empty() ? one : add(state, std::move(args), std::move(ops)), attribute);
    return true;
  }

 private:
  static ExprId add(State& state, std::vector<ExprId> args, std::vector<Op> ops) {
    Expr expr;
    expr.kind = ExprKind::kComparison;
    expr.span = {state.expr(args.front()).span.begin, state.expr(args.back()).span.end};
    expr.args = std::move(args);
    expr.ops = std::move(ops);
    return state.add(std::move(expr));
  }
};
template <typename Operand>
constexpr auto comparisons(const Operand& operand) {
  return Comparison<Operand>{operand};
}

// NOT NOT a, - + a.
template <typename Ops, typename Operand>
struct Prefixed : x3::parser<Prefixed<Ops, Operand>> {
  using attribute_type = ExprId;
  static constexpr bool has_attribute = true;
  constexpr Prefixed(const Ops& p, const Operand& o) : ops(p), operand(o) {}

  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RContext& rcontext,
             Attribute& attribute) const {
    State& state = state_of(context);
    std::vector<std::pair<Op, uint32_t>> prefix;
    Cursor at = first;
    Op op = Op::kNone;
    for (skip_blanks(at, last); ops.parse(at, last, context, rcontext, op);) {
      prefix.emplace_back(op, state.offset(at) - (op == Op::kNot ? 3 : 1));
    }
    ExprId value = kNoExpr;
    if (!operand.parse(at, last, context, rcontext, value)) return false;
    for (; !prefix.empty(); prefix.pop_back()) value = add(state, prefix.back(), value);
    first = at;
    x3::traits::move_to(value, attribute);
    return true;
  }

  Ops ops;
  Operand operand;

 private:
  static ExprId add(State& state, std::pair<Op, uint32_t> prefix, ExprId value) {
    Expr expr;
    expr.kind = ExprKind::kUnary;
    expr.op = prefix.first;
    expr.args = {value};
    expr.span = {prefix.second, state.expr(value).span.end};
    return state.add(std::move(expr));
  }
};
template <typename Ops, typename Operand>
constexpr auto prefixed(const Ops& ops, const Operand& operand) {
  return Prefixed<Ops, Operand>{ops, operand};
}

// p, where the next character may begin it.
template <typename Subject>
struct When : x3::unary_parser<Subject, When<Subject>> {
  using Base = x3::unary_parser<Subject, When<Subject>>;
  using attribute_type = ExprId;
  static constexpr bool has_attribute = true;
  constexpr When(const Subject& s, bool (*m)(char)) : Base(s), may_start(m) {}

  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RContext& rcontext,
             Attribute& attribute) const {
    Cursor at = first;
    skip_blanks(at, last);
    if (at == last || !may_start(*at)) return false;
    ExprId value = kNoExpr;
    if (!this->subject.parse(at, last, context, rcontext, value)) return false;
    first = at;
    x3::traits::move_to(value, attribute);
    return true;
  }

  bool (*may_start)(char);
};
template <typename Subject>
constexpr auto when(bool (*may_start)(char), const Subject& subject) {
  return When<Subject>{subject, may_start};
}

// a.b[c] IS NULL: each suffix makes an Expr, of which what stands left becomes the first argument.
// `may_start` spares the Expr where the next character begins no suffix.
template <typename Operand, typename Suffix>
struct Suffixed : x3::parser<Suffixed<Operand, Suffix>> {
  using attribute_type = ExprId;
  static constexpr bool has_attribute = true;
  constexpr Suffixed(const Operand& o, const Suffix& s, bool (*m)(char))
      : operand(o), suffix(s), may_start(m) {}

  template <typename Context, typename RContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RContext& rcontext,
             Attribute& attribute) const {
    State& state = state_of(context);
    ExprId left = kNoExpr;
    Cursor begin = first;
    skip_blanks(begin, last);
    if (!operand.parse(first, last, context, rcontext, left)) return false;
    for (;;) {
      Cursor next = first;
      skip_blanks(next, last);
      if (next == last || !may_start(*next)) break;
      Expr expr;
      if (!suffix.parse(first, last, context, rcontext, expr)) break;
      expr.args.insert(expr.args.begin(), left);
      expr.span = state.span(begin, first);
      left = state.add(std::move(expr));
    }
    x3::traits::move_to(left, attribute);
    return true;
  }

  Operand operand;
  Suffix suffix;
  bool (*may_start)(char);
};
template <typename Operand, typename Suffix>
constexpr auto suffixed(const Operand& operand, const Suffix& suffix, bool (*may_start)(char)) {
  return Suffixed<Operand, Suffix>{operand, suffix, may_start};
}

bool starts_postfix(char c) {
  return c == '.' || c == '[' || c == ':';
}
bool starts_predicate(char c) {
  return c == '=' || std::string_view("IiSsEeCc").find(c) != std::string_view::npos;
}

}  // namespace

// The atoms.
constexpr auto arg = push<&Expr::args>;
// An argument that may be left out keeps its place.
constexpr auto push_none = [](auto& context) { x3::_val(context).args.push_back(kNoExpr); };
template <typename Parser>
constexpr auto optional_arg(const Parser& parser) {
  return parser[arg] | always[push_none];
}
template <ExprKind Kind, Op Operator = Op::kNone>
constexpr auto is = [](auto& context) {
  x3::_val(context).kind = Kind;
  x3::_val(context).op = Operator;
};
constexpr auto set_subquery = [](auto& context) {
  x3::_val(context).subquery = std::make_shared<Query>(std::move(x3::_attr(context)));
};

const x3::rule<struct CaseRule, Expr> case_body = "case";
const auto case_body_def = optional_arg(!kw("WHEN", "") >> expression) >>
                           +(kw("WHEN") >> expression[arg] >> kw("THEN") >> expression[arg]) >>
                           optional_arg(kw("ELSE") >> expression) >> kw("END");

const x3::rule<struct QuantifierRule, Expr> quantifier = "quantifier";
const auto quantifier_def = quantifier_name[set<&Expr::name>] >>
                            tok("(") >> variable[set<&Expr::variable>] >>
                            kw("IN") >> expression[arg] >> kw("WHERE") >> expression[arg] >>
                            tok(")");

const x3::rule<struct ReduceRule, Expr> reduce_body = "reduce";
const auto reduce_body_def = tok("(") >> variable[set<&Expr::accumulator>] >>
                             tok("=") >> expression[arg] >>
                             tok(",") >> variable[set<&Expr::variable>] >>
                             kw("IN") >> before_bar[arg] >> tok("|") >> expression[arg] >> tok(")");

const x3::rule<struct ComprehensionRule, Expr> comprehension = "comprehension";
const auto comprehension_def = variable[set<&Expr::variable>] >> kw("IN") >> before_bar[arg] >>
                               optional_arg(kw("WHERE") >> before_bar) >>
                               optional_arg(tok("|") >> expression) >> tok("]");

const x3::rule<struct PatternComprehensionRule, Expr> pattern_comprehension = "comprehension";
const auto pattern_comprehension_def = always[push_none] >>
                                       comprehension_path[push<&Expr::pattern>] >>
                                       optional_arg(kw("WHERE") >> before_bar) >>
                                       tok("|") >> expression[arg] >> tok("]");

const x3::rule<struct ListRule, Expr> list_body = "list";
const auto list_body_def = -(expression[arg] % tok(",")) >> tok("]");

constexpr auto key = name(wording("a key"));
const x3::rule<struct MapRule, Expr> map_body = "map";
const auto map_body_def = -((key[push<&Expr::names>] >> tok(":") >> expression[arg]) % tok(",")) >>
                          tok("}");

using Item = MapProjectionItem;
const x3::rule<struct ProjectionItemRule, Item> map_item = "item";
const auto map_item_def =
    (tok(".*", "`.*`") >> always[put<&Item::kind, Item::Kind::kAll>]) |
    (tok(".") >> key[set<&Item::name>] >> always[put<&Item::kind, Item::Kind::kProperty>]) |
    (key[set<&Item::name>] >> tok(":") >> expression[set<&Item::value>] >>
     always[put<&Item::kind, Item::Kind::kEntry>]) |
    (variable[set<&Item::name>] >> always[put<&Item::kind, Item::Kind::kVariable>]);

const x3::rule<struct MapProjectionRule, Expr> map_projection = "projection";
const auto map_projection_def = variable_expr[arg] >> tok("{") >>
                                -(map_item[push<&Expr::projections>] % tok(",")) >> tok("}");

const x3::rule<struct SubqueryRule, Expr> subquery_body = "subquery";
const auto subquery_body_def = tok("{") >>
                               (query[set_subquery] | (pattern[set<&Expr::pattern>] >>
                                                       -(kw("WHERE") >> expression[arg]))) >>
                               tok("}");

const auto arguments = expression[arg] % tok(",");
const x3::rule<struct CallRule, Expr> call = "call";
const auto call_def = call_name[set<&Expr::name>] >> tok("(") >>
                      ((kw("DISTINCT")[on<&Expr::distinct>] >> arguments) | -arguments) >> tok(")");

const x3::rule<struct PatternRule, Expr> pattern_value = "pattern";
const auto pattern_value_def = relation_path[push<&Expr::pattern>];
const x3::rule<struct ShortestRule, Expr> shortest_value = "shortest";
const auto shortest_value_def = shortest[push<&Expr::pattern>];

// What an atom is shows in its first character.
bool opens_list(char c) {
  return c == '[';
}
bool opens_group(char c) {
  return c == '(';
}
bool opens_map(char c) {
  return c == '{';
}
bool may_open_construct(char c) {
  return std::string_view("AaCcEeNnRrSs").find(c) != std::string_view::npos;
}

const auto lists =
    node<ExprKind::kPatternComprehension>(lead<scan_pattern_comprehension>, pattern_comprehension) |
    node<ExprKind::kListComprehension>(lead<scan_comprehension>, comprehension) |
    node<ExprKind::kList>(tok("[", ""), list_body);

const auto groups = node<ExprKind::kPattern>(&tok("(", ""), pattern_value) |
                    (tok("(", "") >> expression >> tok(")"));

const auto constructs = node<ExprKind::kCase>(kw("CASE", ""), case_body) |
                        node<ExprKind::kQuantifier>(&quantifier_name, quantifier) |
                        node<ExprKind::kReduce>(lead<scan_reduce>, reduce_body) |
                        node<ExprKind::kPattern>(lead<peek_shortest>, shortest_value) |
                        node<ExprKind::kExists>(lead<scan_exists>, subquery_body) |
                        node<ExprKind::kCount>(lead<scan_count>, subquery_body) |
                        node<ExprKind::kCollect>(lead<scan_collect>, subquery_body) |
                        node<ExprKind::kCountStar>(lead<scan_count_star>, always);

const x3::rule<struct AtomRule, ExprId> atom = "atom";
const auto atom_def =
    literal | parameter | when(opens_list, lists) | when(opens_group, groups) |
    when(opens_map, node<ExprKind::kMap>(tok("{", ""), map_body)) |
    when(may_open_construct, constructs) | node<ExprKind::kCall>(lead<peek_call>, call) |
    node<ExprKind::kMapProjection>(lead<peek_projection>, map_projection) | variable_expr;

// The suffixes.
const x3::rule<struct PropertySuffixRule, Expr> property_suffix = "property";
const auto property_suffix_def =
    tok(".", kOperator) >>
    name(wording("a property"))[set<&Expr::name>] >> always[is<ExprKind::kProperty>];

// [i], [from..to], [from..], [..to], [..]
const auto slice_end = tok("..") >> optional_arg(expression) >>
                       tok("]") >> always[is<ExprKind::kSlice>];
const x3::rule<struct BracketSuffixRule, Expr> bracket_suffix = "bracket";
const auto bracket_suffix_def = tok("[", kOperator) >>
                                ((expression[arg] >>
                                  ((tok("]") >> always[is<ExprKind::kIndex>]) | slice_end)) |
                                 (always[push_none] >> slice_end));

const x3::rule<struct LabelSuffixRule, Expr> label_suffix = "labels";
const auto label_suffix_def = tok(":", kOperator) >> expression_labels[set<&Expr::labels>] >>
                              always[is<ExprKind::kHasLabels>];

BOOST_SPIRIT_DEFINE(case_body, quantifier, reduce_body, comprehension, pattern_comprehension,
                    list_body, map_body, map_item, map_projection, subquery_body, call,
                    pattern_value, shortest_value, atom, property_suffix, bracket_suffix,
                    label_suffix)

// The ladder, tightest first.
const x3::rule<struct PostfixRule, ExprId> postfix = "postfix";
const auto postfix_def =
    suffixed(atom, property_suffix | bracket_suffix | label_suffix, starts_postfix);

const x3::rule<struct UnaryRule, ExprId> unary = "unary";
const auto unary_def = prefixed(sign_op, postfix);

const x3::rule<struct SumRule, ExprId> sum = "sum";
const auto sum_def = chain(chain(chain(unary, power_op), multiplicative_op), additive_op);

const x3::rule<struct PredicateSuffixRule, Expr> predicate_suffix = "predicate";
const auto predicate_suffix_def =
    (op_tok("=~") >> sum[arg] >> always[is<ExprKind::kBinary, Op::kRegex>]) |
    (op_kw("IN") >> sum[arg] >> always[is<ExprKind::kBinary, Op::kIn>]) |
    (op_kw("STARTS") >> kw("WITH") >> sum[arg] >> always[is<ExprKind::kBinary, Op::kStartsWith>]) |
    (op_kw("ENDS") >> kw("WITH") >> sum[arg] >> always[is<ExprKind::kBinary, Op::kEndsWith>]) |
    (op_kw("CONTAINS") >> sum[arg] >> always[is<ExprKind::kBinary, Op::kContains>]) |
    (op_kw("IS") >> kw("NULL") >> always[is<ExprKind::kIsNull>]) |
    (op_kw("IS") >> kw("NOT") >> kw("NULL") >> always[is<ExprKind::kIsNotNull>]);

const x3::rule<struct NegationRule, ExprId> negation = "negation";
const auto negation_def =
    prefixed(not_op, comparisons(suffixed(sum, predicate_suffix, starts_predicate)));

const x3::rule<struct DisjunctionRule, ExprId> disjunction = "disjunction";
const auto disjunction_def = logic(
    logic(logic(negation, op_kw("AND"), Op::kAnd), op_kw("XOR"), Op::kXor), op_kw("OR"), Op::kOr);

const x3::rule<struct SetTargetRule, ExprId> set_target = "target";
const auto set_target_def = suffixed(atom, property_suffix, starts_postfix);

BOOST_SPIRIT_DEFINE(postfix, unary, sum, predicate_suffix, negation, disjunction, set_target)

namespace {

bool memoised(Cursor& first, Cursor last, State& state, ExprId& out) {
  State::Memo& memo = state.memo(first);
  if (memo.kind == State::Memo::Kind::kUnknown) {
    State::Nesting nesting(state, first);
    Cursor at = first;
    ExprId id = kNoExpr;
    bool found = run(disjunction, at, last, state, id);
    memo = {found ? State::Memo::Kind::kFound : State::Memo::Kind::kFailed, state.offset(at), id};
  }
  if (memo.kind == State::Memo::Kind::kFailed) return false;
  first = state.begin() + memo.end;
  out = memo.id;
  return true;
}

}  // namespace

bool parse_expression(Cursor& first, Cursor last, State& state, ExprId& out) {
  State::BarMode mode(state, false);
  return memoised(first, last, state, out);
}

bool parse_before_bar(Cursor& first, Cursor last, State& state, ExprId& out) {
  State::BarMode mode(state, true);
  return memoised(first, last, state, out);
}

bool parse_map(Cursor& first, Cursor last, State& state, ExprId& out) {
  return run(node<ExprKind::kMap>(tok("{", ""), map_body), first, last, state, out);
}

bool parse_parameter(Cursor& first, Cursor last, State& state, ExprId& out) {
  Cursor at = first;
  Expr expr;
  expr.kind = ExprKind::kParameter;
  if (!scan_parameter(at, last, state, expr.name)) return false;
  expr.span = state.span(first, at);
  out = state.add(std::move(expr));
  first = at;
  return true;
}

bool parse_set_target(Cursor& first, Cursor last, State& state, ExprId& out) {
  size_t mark = state.mark_wanted(first);
  if (run(set_target, first, last, state, out)) return true;
  state.summarize_wanted(first, mark, {"", wording("a property like n.name or a variable")});
  return false;
}

}  // namespace hoego::query::grammar

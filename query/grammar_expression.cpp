// SPDX-License-Identifier: Apache-2.0
// The grammar of expressions: a ladder of precedence from OR down to the atoms. Its doors are
// parse_expression and its kin; `expression` is memoised, so that what is tried in several ways
// (a list, a list comprehension, a pattern comprehension) is read once.
#include <memory>

#include "base/messages.h"
#include "query/grammar_combinators.h"
#include "query/grammar_tokens.h"

namespace hoego::query::grammar {

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
    if (state.failed()) return false;
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

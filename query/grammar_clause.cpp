// SPDX-License-Identifier: Apache-2.0
// The grammar of clauses, queries and statements.
#include <memory>

#include "base/messages.h"
#include "query/grammar.h"

namespace hoego::query::grammar {

namespace {

// The expression of a RETURN or WITH item, with its text: the name of its column.
bool parse_item(Cursor& first, Cursor last, State& state, ProjectionItem& out) {
  Cursor begin = first;
  if (!parse_expression(first, last, state, out.value)) return false;
  out.text.assign(begin, first);
  return true;
}

bool scan_procedure(Cursor& first, Cursor last, State& state, Name& out) {
  Cursor at = first;
  Name part;
  if (!scan_name(at, last, state, part)) return false;
  out.text = part.text;
  Cursor end = at;
  while (skip_blanks(at, last), Token::scan(at, last, ".")) {
    skip_blanks(at, last);
    if (!scan_name(at, last, state, part)) return false;
    out.text += "." + part.text;
    end = at;
  }
  out.span = state.span(first, end);
  first = end;
  return true;
}

constexpr Scanner<ProjectionItem, parse_item> item_value{""};
constexpr Scanner<Name, scan_procedure> procedure_name{wording("the name of a procedure")};
constexpr Scanner<ExprId, parse_set_target> set_target{""};
constexpr auto any_name = name(wording("a name"));

}  // namespace

template <auto Member>
constexpr auto share = [](auto& context) {
  x3::_val(context).*Member = std::make_shared<Query>(std::move(x3::_attr(context)));
};

// RETURN and WITH.
const x3::rule<struct ItemRule, ProjectionItem> item = "item";
constexpr auto set_item = [](auto& context) {
  x3::_val(context).value = x3::_attr(context).value;
  x3::_val(context).text = std::move(x3::_attr(context).text);
};
const auto item_def = item_value[set_item] >> -(kw("AS") >> any_name[set<&ProjectionItem::alias>]);

const x3::rule<struct SortRule, SortItem> sort_item = "sort";
const auto descending = kw("DESCENDING") | kw("DESC");
const auto ascending = kw("ASCENDING") | kw("ASC");
const auto sort_item_def = expression[set<&SortItem::value>] >>
                           -(descending[on<&SortItem::descending>] | ascending);

const x3::rule<struct ProjectionRule, Projection> projection = "projection";
const auto items = item[push<&Projection::items>] % tok(",");
const auto star = tok("*")[on<&Projection::star>] >> -(tok(",") >> items);
const auto order_by = kw("ORDER", "ORDER BY") >>
                      kw("BY") >> sort_item[push<&Projection::order_by>] % tok(",");
const auto projection_def = -kw("DISTINCT")[on<&Projection::distinct>] >> (star | items) >>
                            -order_by >> -(kw("SKIP") >> expression[set<&Projection::skip>]) >>
                            -(kw("LIMIT") >> expression[set<&Projection::limit>]);

// The clauses.
template <auto Member>
const auto where = -(kw("WHERE") >> expression[set<Member>]);

const x3::rule<struct MatchRule, MatchClause> match = "match";
const auto match_def =
    -kw("OPTIONAL")[on<&MatchClause::optional>] >>
    kw("MATCH") >> pattern[set<&MatchClause::pattern>] >> where<&MatchClause::where>;

const x3::rule<struct UnwindRule, UnwindClause> unwind = "unwind";
const auto unwind_def = kw("UNWIND") >> expression[set<&UnwindClause::list>] >>
                        kw("AS") >> variable[set<&UnwindClause::variable>];

const x3::rule<struct WithRule, WithClause> with = "with";
const auto with_def =
    kw("WITH") >> spanned(projection)[set<&WithClause::projection>] >> where<&WithClause::where>;

const x3::rule<struct ReturnRule, ReturnClause> return_ = "return";
const auto return__def = kw("RETURN") >> spanned(projection)[set<&ReturnClause::projection>];

const x3::rule<struct CreateRule, CreateClause> create = "create";
const auto create_def = kw("CREATE") >> pattern[set<&CreateClause::pattern>];

// n.name = v: the target is read as an expression and taken apart here.
using SetKind = SetItem::Kind;
constexpr auto set_target_of_item = [](auto& context) {
  const Expr& target = state_of(context).expr(x3::_attr(context));
  SetItem& out = x3::_val(context);
  bool is_property = target.kind == ExprKind::kProperty;
  out.kind = is_property ? SetKind::kProperty : SetKind::kReplace;
  out.target = is_property ? target.args[0] : x3::_attr(context);
  if (is_property) out.name = target.name;
};
constexpr auto only_variable = [](auto& context) {
  x3::_pass(context) = x3::_val(context).kind != SetKind::kProperty;
};
const x3::rule<struct SetItemRule, SetItem> set_item_ = "set item";
const auto set_value = expression[set<&SetItem::value>];
const auto set_item__def = set_target[set_target_of_item] >>
                           ((tok("=") >> set_value) |
                            (always[only_variable] >> tok("+=") >> set_value >>
                             always[put<&SetItem::kind, SetKind::kMerge>]) |
                            (always[only_variable] >>
                             +(tok(":") >> label[push<&SetItem::labels>]) >>
                             always[put<&SetItem::kind, SetKind::kLabels>]));

const x3::rule<struct MergeRule, MergeClause> merge = "merge";
const auto merge_def = kw("MERGE") >> path[set<&MergeClause::pattern>] >>
                       *((kw("ON", "ON CREATE SET") >> kw("CREATE") >> kw("SET") >>
                          (spanned(set_item_)[push<&MergeClause::on_create>] % tok(","))) |
                         (kw("ON", "ON MATCH SET") >> kw("MATCH") >> kw("SET") >>
                          (spanned(set_item_)[push<&MergeClause::on_match>] % tok(","))));

const x3::rule<struct SetRule, SetClause> set_clause = "set";
const auto set_clause_def = kw("SET") >> (spanned(set_item_)[push<&SetClause::items>] % tok(","));

constexpr auto set_target_of_removal = [](auto& context) {
  const Expr& target = state_of(context).expr(x3::_attr(context));
  RemoveItem& out = x3::_val(context);
  bool is_property = target.kind == ExprKind::kProperty;
  out.target = is_property ? target.args[0] : x3::_attr(context);
  if (is_property) out.property = target.name;
};
constexpr auto is_removed_property = [](auto& context) {
  x3::_pass(context) = x3::_val(context).property.has_value();
};
const x3::rule<struct RemoveItemRule, RemoveItem> remove_item = "remove item";
const auto remove_item_def = set_target[set_target_of_removal] >>
                             (always[is_removed_property] |
                              +(tok(":") >> label[push<&RemoveItem::labels>]));

const x3::rule<struct RemoveRule, RemoveClause> remove = "remove";
const auto remove_def = kw("REMOVE") >>
                        (spanned(remove_item)[push<&RemoveClause::items>] % tok(","));

const x3::rule<struct DeleteRule, DeleteClause> delete_ = "delete";
const auto delete__def = -kw("DETACH")[on<&DeleteClause::detach>] >> kw("DELETE") >>
                         (expression[push<&DeleteClause::values>] % tok(","));

const x3::rule<struct YieldItemRule, YieldItem> yield_item = "yield item";
constexpr auto rename = [](auto& context) {
  YieldItem& out = x3::_val(context);
  out.alias = std::move(x3::_attr(context));
};
const auto yield_item_def = any_name[set<&YieldItem::field>] >> -(kw("AS") >> variable[rename]);

const x3::rule<struct YieldRule, std::vector<YieldItem>> yield_items = "yield";
const auto yield_items_def = yield_item % tok(",");

const x3::rule<struct CallRule, CallClause> call_clause = "call";
const auto call_arguments = tok("(") >> -(expression[push<&CallClause::args>] % tok(",")) >>
                            tok(")");
const auto call_clause_def = kw("CALL") >> procedure_name[set<&CallClause::procedure>] >>
                             (call_arguments | always[on<&CallClause::implicit_arguments>]) >>
                             -(kw("YIELD") >>
                               (tok("*")[on<&CallClause::yield_all>] | (tok("-", "") >> always) |
                                yield_items[set<&CallClause::yield>]) >>
                               where<&CallClause::where>);

const x3::rule<struct ImportsRule, std::vector<Name>> imports = "imports";
const auto imports_def = tok("(") >> -(variable % tok(",")) >> tok(")");

const x3::rule<struct CallSubqueryRule, CallSubquery> call_subquery = "subquery";
const auto call_subquery_def = kw("CALL", "") >> -imports[set<&CallSubquery::imports>] >>
                               tok("{") >> query[share<&CallSubquery::query>] >> tok("}");

const x3::rule<struct ForeachRule, ForeachClause> foreach = "foreach";
constexpr Scanner<ExprId, parse_before_bar> foreach_list{""};
const auto foreach_def = kw("FOREACH") >> tok("(") >> variable[set<&ForeachClause::variable>] >>
                         kw("IN") >> foreach_list[set<&ForeachClause::list>] >>
                         tok("|") >> clauses[set<&ForeachClause::body>] >> tok(")");

const x3::rule<struct ClauseRule, Clause> clause = "clause";
constexpr auto content = set<&Clause::content>;
const auto clause_def =
    spanned(match)[content] | spanned(unwind)[content] | spanned(with)[content] |
    spanned(return_)[content] | spanned(create)[content] | spanned(merge)[content] |
    spanned(set_clause)[content] | spanned(remove)[content] | spanned(delete_)[content] |
    spanned(call_subquery)[content] | spanned(call_clause)[content] | spanned(foreach)[content];

BOOST_SPIRIT_DEFINE(item, sort_item, projection, match, unwind, with, return_, create, set_item_,
                    merge, set_clause, remove_item, remove, delete_, yield_item, yield_items,
                    call_clause, imports, call_subquery, foreach, clause)

// Queries and statements.
const x3::rule<struct SingleQueryRule, SingleQuery> single_query = "query";
const auto single_query_def = +clause[push<&SingleQuery::clauses>];

template <bool All>
constexpr auto push_all = [](auto& context) { x3::_val(context).all.push_back(All); };
const x3::rule<struct UnionRule, Query> union_query = "union";
const auto union_query_def = spanned(single_query)[push<&Query::parts>] >>
                             *(kw("UNION") >>
                               ((kw("ALL") >> always[push_all<true>]) | always[push_all<false>]) >>
                               spanned(single_query)[push<&Query::parts>]);

using Mode = Statement::Mode;
const x3::rule<struct StatementRule, Statement> statement = "statement";
const auto statement_def = -((kw("EXPLAIN") >> always[put<&Statement::mode, Mode::kExplain>]) |
                             (kw("PROFILE") >> always[put<&Statement::mode, Mode::kProfile>])) >>
                           query[set<&Statement::query>] >> -tok(";");

BOOST_SPIRIT_DEFINE(single_query, union_query, statement)

bool parse_query(Cursor& first, Cursor last, State& state, Query& out) {
  State::Nesting nesting(state, first);
  if (state.failed()) return false;
  State::BarMode mode(state, false);
  return run(spanned(union_query), first, last, state, out);
}

bool parse_clauses(Cursor& first, Cursor last, State& state, std::vector<Clause>& out) {
  State::Nesting nesting(state, first);
  if (state.failed()) return false;
  State::BarMode mode(state, false);
  SingleQuery body;
  if (!run(single_query, first, last, state, body)) return false;
  out = std::move(body.clauses);
  return true;
}

bool parse_statement(Cursor& first, Cursor last, State& state, Statement& out) {
  return run(statement, first, last, state, out);
}

}  // namespace hoego::query::grammar

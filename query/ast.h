// SPDX-License-Identifier: Apache-2.0
// The tree of a query as written: what the grammar makes, what the binder reads. Plain data.
// Expressions live in one arena per Statement and name each other by number, so that no copy,
// destructor or walk depends on the depth of the query. Every part keeps the Span of its text.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/span.h"
#include "graph/value.h"
#include "query/op.h"

namespace hoego::query {

using ExprId = uint32_t;
inline constexpr ExprId kNoExpr = 0xFFFFFFFF;

struct Name {
  std::string text;  // without back-ticks
  Span span;
};

enum class ExprKind : uint8_t {
  kLiteral,     // literal: null, boolean, integer, float, string
  kParameter,   // name
  kVariable,    // name
  kList,        // args
  kMap,         // names[i]: args[i]
  kProperty,    // args[0] . name
  kIndex,       // args[0] [ args[1] ]
  kSlice,       // args[0] [ args[1] .. args[2] ]; kNoExpr where left out
  kHasLabels,   // args[0] : label
  kUnary,       // op args[0]            (NOT, -, +)
  kBinary,      // args[0] op args[1]    (everything but comparisons)
  kComparison,  // args[0] ops[0] args[1] ops[1] args[2] ...  (a < b < c means a < b AND b < c)
  kIsNull,
  kIsNotNull,             // args[0]
  kCall,                  // name ( [DISTINCT] args ); name may have dots: "date.truncate"
  kCountStar,             // count(*)
  kCase,                  // args: [subject or kNoExpr, when, then, when, then ..., else or kNoExpr]
  kListComprehension,     // [ variable IN args[0] WHERE args[1] | args[2] ]; kNoExpr where left out
  kPatternComprehension,  // [ pattern WHERE args[1] | args[2] ]  (args[0] unused: kNoExpr)
  kQuantifier,            // name is all, any, none or single: ( variable IN args[0] WHERE args[1] )
  kReduce,                // reduce(accumulator = args[0], variable IN args[1] | args[2])
  kMapProjection,         // args[0] { projections }
  kPattern,               // a pattern as a predicate or path value: (a)-->(b), shortestPath(...)
  kExists,                // EXISTS { subquery }, or EXISTS { pattern WHERE args[0] }
  kCount,                 // COUNT { the same }
  kCollect,               // COLLECT { subquery }
};

// :A|B&!C  (also the classic :A:B, which is And)
struct LabelExpr {
  enum class Kind : uint8_t { kName, kParameter, kAnd, kOr, kNot, kAny };
  Kind kind = Kind::kName;
  Name name;                        // of kName and kParameter
  bool any = false;                 // of kParameter: one of its names will do, $any($labels)
  std::vector<LabelExpr> children;  // depth limited by the grammar
  Span span;
};

struct NodePattern {
  std::optional<Name> variable;
  std::optional<LabelExpr> labels;
  ExprId properties = kNoExpr;  // a map literal or a parameter
  ExprId where = kNoExpr;       // (n WHERE ...)
  Span span;
};

enum class Arrow : uint8_t { kRight, kLeft, kBoth };  // -->, <--, -- or <-->

struct RelPattern {
  std::optional<Name> variable;
  std::optional<LabelExpr> types;
  Arrow arrow = Arrow::kBoth;
  bool variable_length = false;
  std::optional<int64_t> min_hops;  // *2..3
  std::optional<int64_t> max_hops;
  ExprId properties = kNoExpr;
  ExprId where = kNoExpr;
  Span span;
};

struct PathPattern {
  enum class Kind : uint8_t { kPlain, kShortest, kAllShortest };
  std::optional<Name> variable;  // p = ...
  Kind kind = Kind::kPlain;
  std::vector<NodePattern> nodes;  // nodes.size() == rels.size() + 1
  std::vector<RelPattern> rels;
  Span span;
};
using Pattern = std::vector<PathPattern>;

struct MapProjectionItem {
  enum class Kind : uint8_t {
    kProperty,
    kEntry,
    kVariable,
    kAll
  };  // .name, key: expr, variable, .*
  Kind kind = Kind::kAll;
  Name name;
  ExprId value = kNoExpr;  // of kEntry
};

struct Query;

struct Expr {
  ExprKind kind = ExprKind::kLiteral;
  Op op = Op::kNone;
  bool distinct = false;  // of kCall
  Span span;
  Value literal;
  Name name;         // variable, parameter, property, function, quantifier
  Name variable;     // bound by a comprehension, quantifier or reduce
  Name accumulator;  // of reduce
  std::vector<ExprId> args;
  std::vector<Op> ops;              // of kComparison
  std::vector<Name> names;          // keys of kMap
  std::optional<LabelExpr> labels;  // of kHasLabels
  std::vector<MapProjectionItem> projections;
  Pattern pattern;                  // of kPattern, kPatternComprehension, kExists, kCount
  std::shared_ptr<Query> subquery;  // of kExists, kCount, kCollect
};

struct SortItem {
  ExprId value = kNoExpr;
  bool descending = false;
};

struct ProjectionItem {
  ExprId value = kNoExpr;
  std::optional<Name> alias;
  std::string text;  // the source text of the expression: the column's name without an alias
};

// What follows RETURN and WITH.
struct Projection {
  bool distinct = false;
  bool star = false;  // *, before the items
  std::vector<ProjectionItem> items;
  std::vector<SortItem> order_by;
  ExprId skip = kNoExpr;
  ExprId limit = kNoExpr;
  Span span;
};

struct MatchClause {
  bool optional = false;
  Pattern pattern;
  ExprId where = kNoExpr;
  Span span;
};
struct UnwindClause {
  ExprId list = kNoExpr;
  Name variable;
  Span span;
};
struct WithClause {
  Projection projection;
  ExprId where = kNoExpr;
  Span span;
};
struct ReturnClause {
  Projection projection;
  Span span;
};
struct CreateClause {
  Pattern pattern;
  Span span;
};

struct SetItem {
  enum class Kind : uint8_t {
    kProperty,  // target.name = value   (target: any expression)
    kReplace,   // variable = value
    kMerge,     // variable += value
    kLabels,    // variable:A:B
  };
  Kind kind = Kind::kProperty;
  ExprId target = kNoExpr;
  Name name;                      // property
  std::vector<LabelExpr> labels;  // kName and kParameter
  ExprId value = kNoExpr;
  Span span;
};
struct RemoveItem {
  ExprId target = kNoExpr;
  std::optional<Name> property;   // otherwise labels
  std::vector<LabelExpr> labels;  // kName and kParameter
  Span span;
};
struct MergeClause {
  PathPattern pattern;
  std::vector<SetItem> on_create;
  std::vector<SetItem> on_match;
  Span span;
};
struct SetClause {
  std::vector<SetItem> items;
  Span span;
};
struct RemoveClause {
  std::vector<RemoveItem> items;
  Span span;
};
struct DeleteClause {
  bool detach = false;
  std::vector<ExprId> values;
  Span span;
};
struct YieldItem {
  Name field;
  std::optional<Name> alias;
};
struct CallClause {                 // CALL name(args) YIELD ...
  Name procedure;                   // "graph.pagerank"
  bool implicit_arguments = false;  // CALL name without parentheses
  std::vector<ExprId> args;
  bool yield_all = false;  // YIELD *
  std::optional<std::vector<YieldItem>> yield;
  ExprId where = kNoExpr;
  Span span;
};
struct CallSubquery {  // CALL { ... }, CALL (a, b) { ... }
  std::optional<std::vector<Name>> imports;
  std::shared_ptr<Query> query;
  Span span;
};
struct Clause;
struct ForeachClause {
  Name variable;
  ExprId list = kNoExpr;
  std::vector<Clause> body;
  Span span;
};

struct Clause {
  std::variant<MatchClause, UnwindClause, WithClause, ReturnClause, CreateClause, MergeClause,
               SetClause, RemoveClause, DeleteClause, CallClause, CallSubquery, ForeachClause>
      content;
};

struct SingleQuery {
  std::vector<Clause> clauses;
  Span span;
};

// parts[0] UNION [ALL] parts[1] ...; all[i] stands between parts[i] and parts[i + 1].
struct Query {
  std::vector<SingleQuery> parts;
  std::vector<bool> all;
  Span span;
};

struct Statement {
  enum class Mode : uint8_t { kRun, kExplain, kProfile };
  Mode mode = Mode::kRun;
  Query query;
  std::vector<Expr> exprs;  // the arena

  const Expr& expr(ExprId id) const { return exprs[id]; }
};

}  // namespace hoego::query

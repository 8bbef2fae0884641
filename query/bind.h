// SPDX-License-Identifier: Apache-2.0
// The tree with its names resolved: every variable is a Slot (a column number of the whole
// statement), every function and procedure is found, every static mistake has been reported.
// bind() is the only door; the planner reads what it gives. Plain data.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/diagnostic.h"
#include "graph/graph.h"
#include "query/aggregate.h"
#include "query/ast.h"
#include "query/functions.h"
#include "query/query.h"

namespace hoego::query {

using Slot = uint32_t;
inline constexpr Slot kNoSlot = 0xFFFFFFFF;
using BoundId = uint32_t;
inline constexpr BoundId kNoBound = 0xFFFFFFFF;

// What is known of a value before the query runs.
struct Type {
  enum class Kind : uint8_t {
    kAny, kNull, kBoolean, kInteger, kFloat, kNumber, kString, kList, kMap, kNode,
    kRelationship, kPath, kTemporal,
  };
  Kind kind = Kind::kAny;
  Kind element = Kind::kAny;  // of a list

  bool unknown() const { return kind == Kind::kAny || kind == Kind::kNull; }
  bool may_be(Kind other) const;
};
std::string_view kind_name(Type::Kind kind);  // "a list"

enum class BoundKind : uint8_t {
  kConstant,           // constant
  kParameter,          // name
  kSlot,               // slot
  kList,               // args
  kMap,                // names[i]: args[i]
  kProperty,           // args[0] . name
  kIndex,              // args[0] [ args[1] ]
  kSlice,              // args[0] [ args[1] .. args[2] ]; kNoBound where left out
  kHasLabels,          // args[0] : labels
  kNot, kNegate, kPlus,
  kChain,              // args[0] ops[0] args[1] ops[1] args[2] ..., from the left
  kAnd, kOr, kXor,     // args
  kCompare,            // a < b <= c: pairwise, joined by AND
  kIsNull, kIsNotNull,
  kCall,               // function (args)
  kCase,               // [subject or kNoBound, when, then, ..., else or kNoBound]
  kListComprehension,  // slot IN args[0] WHERE args[1] | args[2]
  kQuantifier,         // name: all, any, none, single
  kReduce,             // slot2 = args[0], slot IN args[1] | args[2]
  kMapProjection,      // args[0] { names[i]: args[i+1] }; "*" with kNoBound is .*
  kSubquery,           // subquery
  kDegree,             // how many (args[0]) -[:labels]- arrow; of null 0; made by rewrites only
};

struct BoundExpr {
  BoundKind kind = BoundKind::kConstant;
  Span span;
  Type type;
  Value constant;
  std::string name;
  std::vector<BoundId> args;
  std::vector<Op> ops;
  std::vector<std::string> names;
  Slot slot = kNoSlot;
  Slot slot2 = kNoSlot;
  const Function* function = nullptr;
  std::optional<LabelExpr> labels;
  Arrow arrow = Arrow::kBoth;
  uint32_t subquery = 0;
};

using BoundProperties = std::vector<std::pair<std::string, BoundId>>;

struct BoundNode {
  Slot slot = kNoSlot;
  bool bound = false;  // had a value before this clause, or stands earlier in it
  std::optional<LabelExpr> labels;
  BoundProperties properties;
  BoundId property_map = kNoBound;  // CREATE (n $map)
  BoundId where = kNoBound;
  Span span;
};

struct BoundRel {
  Slot slot = kNoSlot;
  bool bound = false;
  std::optional<LabelExpr> types;
  Arrow arrow = Arrow::kBoth;
  bool variable_length = false;
  int64_t min_hops = 1;
  int64_t max_hops = -1;   // -1: any number
  Slot each = kNoSlot;     // of a variable length: the relationship that `where` looks at
  BoundProperties properties;
  BoundId property_map = kNoBound;
  BoundId where = kNoBound;
  Span span;
};

struct BoundPath {
  PathPattern::Kind kind = PathPattern::Kind::kPlain;
  std::vector<BoundNode> nodes;
  std::vector<BoundRel> rels;
  Slot path = kNoSlot;
  Span span;
};

struct BoundMatch {
  bool optional = false;
  std::vector<BoundPath> paths;
  BoundId where = kNoBound;
  std::vector<Slot> introduced;
};

struct BoundUnwind {
  BoundId list = kNoBound;
  Slot slot = kNoSlot;
};

struct BoundItem {
  Slot slot = kNoSlot;
  BoundId value = kNoBound;
};
struct BoundAggregate {
  Slot slot = kNoSlot;
  const Aggregate* aggregate = nullptr;  // nullptr: count(*)
  bool distinct = false;
  std::vector<BoundId> args;
  Span span;
};
struct BoundSort {
  BoundId value = kNoBound;
  bool descending = false;
};

// WITH and RETURN, in the order of what happens: items (the grouping keys where there are
// aggregates), aggregates, results computed from both, DISTINCT over outputs, ORDER BY, SKIP,
// LIMIT, WHERE.
struct BoundProjection {
  std::vector<BoundItem> items;
  bool aggregating = false;
  std::vector<BoundAggregate> aggregates;
  std::vector<BoundItem> results;
  bool distinct = false;
  std::vector<BoundSort> order_by;
  BoundId skip = kNoBound;
  BoundId limit = kNoBound;
  BoundId where = kNoBound;
  std::vector<Slot> outputs;
  Span span;
};

struct BoundCreate {
  std::vector<BoundPath> paths;
};

struct BoundSetItem {
  enum class Kind : uint8_t { kProperty, kReplace, kMerge, kAddLabels, kRemoveLabels };
  Kind kind = Kind::kProperty;
  BoundId target = kNoBound;
  std::string key;
  std::vector<std::string> labels;
  BoundId value = kNoBound;
  Span span;
};
struct BoundSet {
  std::vector<BoundSetItem> items;
};
struct BoundMerge {
  BoundPath path;
  std::vector<BoundSetItem> on_create;
  std::vector<BoundSetItem> on_match;
};
struct BoundDelete {
  bool detach = false;
  std::vector<BoundId> values;
};
struct BoundCall {
  const Procedure* procedure = nullptr;
  std::vector<BoundId> args;
  std::vector<std::pair<size_t, Slot>> yields;  // output field -> slot
  BoundId where = kNoBound;
  Span span;
};
struct BoundSubqueryCall {
  uint32_t subquery = 0;
};
struct BoundClause;
struct BoundForeach {
  BoundId list = kNoBound;
  Slot slot = kNoSlot;
  std::vector<BoundClause> body;
};
struct BoundClause {
  std::variant<BoundMatch, BoundUnwind, BoundProjection, BoundCreate, BoundSet, BoundMerge,
               BoundDelete, BoundCall, BoundSubqueryCall, BoundForeach>
      content;
};

struct BoundPart {
  std::vector<BoundClause> clauses;
  std::vector<Slot> outputs;  // in the order of the columns
};
struct BoundQuery {
  std::vector<BoundPart> parts;
  bool all = true;             // UNION ALL
  bool returns = false;        // ends in RETURN (or a CALL that stands alone)
  bool writes = false;
  std::vector<std::string> columns;
  std::vector<Slot> outputs;   // where the rows of all parts end up
};

struct BoundSubquery {
  enum class Use : uint8_t { kExists, kCount, kCollect, kFirst, kCall };
  Use use = Use::kExists;
  BoundQuery query;
};

struct Bound {
  Statement::Mode mode = Statement::Mode::kRun;
  std::vector<BoundExpr> exprs;
  std::vector<BoundSubquery> subqueries;
  BoundQuery query;
  std::vector<std::string> slot_names;  // by slot; made-up ones start with a space
  std::vector<Type> slot_types;
  std::vector<Diagnostic> warnings;
  std::vector<std::string> parameters;  // that it uses, sorted
  Parameters label_parameters;          // those that it took the names of labels from

  const BoundExpr& expr(BoundId id) const { return exprs[id]; }
};

using Procedures = std::map<std::string, Procedure, std::less<>>;

// Throws QueryError for everything that is wrong before a row is seen. The result borrows from
// `procedures` and the tables of functions, nothing from the statement.
Bound bind(const Statement& statement, const Graph& graph, const Procedures& procedures,
           const Parameters& parameters);

// Calls f(child) for every expression that `expr` is made of (subqueries apart).
template <typename F>
void for_each_child(const BoundExpr& expr, F&& f) {
  for (BoundId arg : expr.args) {
    if (arg != kNoBound) f(arg);
  }
}

}  // namespace hoego::query

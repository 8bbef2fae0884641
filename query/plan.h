// SPDX-License-Identifier: Apache-2.0
// What to do, as data. A Pipeline is a list of steps through which batches of rows flow from the
// first to the last; it begins with the rows that it is given (one empty row at the top). Steps
// that need rows of their own (OPTIONAL MATCH, subqueries, UNION) hold pipelines inside.
//
//   MATCH (p:Person)-[:TOOK]->(s) WHERE s.months > 3 RETURN p.name   is planned as
//   NodeScan p:Person | Expand (p)-[:TOOK]->(s) | Filter s.months > 3 | Project p.name | Result
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "query/bind.h"

namespace hoego::query {

enum class StepKind : uint8_t {
  kNodeScan,     // slot: every node, or those of `label`
  kNodeSeek,     // slot: nodes of `label` whose property `key` equals `value`
  kEdgeScan,     // every (from)-[rel]->(to) of one type
  kExpand,       // (from)-[rel]->(to); `into`: to is known already
  kExpandVar,    // the same with min..max hops; rel is a list
  kBindRel,      // rel is known: from and to are its ends, which may be known too
  kBindRelList,  // rel is a known list
  kShortest,     // from and to are known
  kPath,         // slot = the path through slots (node, rel, node ...)
  kFilter,       // value
  kProject,      // items
  kUnwind,       // slot: each element of value
  kAggregate,    // items (keys), aggregates; `slot`: rows with the same node in it come one after
                 // the other, and no two nodes share a group; `slots`: nodes that no two share a
                 // group either
  kDistinct,     // slots
  kSort,         // sort; with `value` only the first so many
  kSkip,         // value
  kLimit,        // value
  kOptional,     // pipelines[0] for each row; rows without result get nulls in slots
  kSubquery,     // CALL { }: pipelines[0] for each row
  kUnion,        // pipelines; `distinct`
  kHashJoin,     // the rows of pipelines[0], which fills slots, whose key in `to` equals value
  kCreate,       // paths
  kMerge,        // paths[0]; pipelines[0] looks for it; set_create, set_match
  kSet,          // set
  kDelete,       // values; detach
  kForeach,      // pipelines[0] for each element of value as slot
  kCall,         // call
  kEager,        // waits for all rows
  kCountStore,   // slot: a count that the graph knows: nodes of `label`, relationships of
                 // `labels`, or with `value` (a degree) the nodes where it is 0 (`into`: is not)
};

struct Step;
using Pipeline = std::vector<Step>;

struct Step {
  StepKind kind = StepKind::kFilter;
  Slot slot = kNoSlot;
  Slot from = kNoSlot;
  Slot to = kNoSlot;
  Slot rel = kNoSlot;
  Slot hops = kNoSlot;  // of kExpandVar: how many relationships, where nobody reads which
  Slot each = kNoSlot;  // of kExpandVar and kShortest: the relationship that `value` tests
  Slot row = kNoSlot;   // number of the outer row, in pipelines[0]
  std::vector<Slot> slots;
  std::optional<LabelExpr> labels;  // of relationships: types
  std::string label;                // of kNodeScan and kNodeSeek
  std::string key;
  Arrow arrow = Arrow::kBoth;  // as seen from `from`
  bool into = false;
  bool together = false;  // of kNodeScan: chosen so that the rows of each group come together
  bool reversed = false;  // walked against the pattern: turn the list round
  bool detach = false;
  bool distinct = false;
  bool all_paths = false;
  bool batched = false;  // pipelines[0] takes many outer rows at once
  bool may_stop = true;  // of kLimit: nothing before it writes
  bool unit = false;     // of kSubquery: no result, the rows pass through
  int64_t min_hops = 1;
  int64_t max_hops = -1;
  BoundId value = kNoBound;
  std::vector<BoundId> values;
  BoundProperties properties;     // of each relationship of kExpandVar and kShortest
  std::vector<Slot> unique_with;  // relationships that must differ from the new one
  std::vector<BoundItem> items;
  std::vector<BoundAggregate> aggregates;
  std::vector<BoundSort> sort;
  std::vector<BoundPath> paths;
  std::vector<BoundSetItem> set;
  std::vector<BoundSetItem> set_create;
  std::vector<BoundSetItem> set_match;
  std::optional<BoundCall> call;
  std::vector<Pipeline> pipelines;
  std::vector<Slot> live;  // slots that later steps read, in order
  double estimate = -1;    // rows, where known
};

struct Plan {
  Bound bound;  // expressions and names
  Pipeline root;
  std::vector<Pipeline> subplans;                // by BoundExpr::subquery
  std::vector<Slot> subplan_rows;                // their row slots
  std::vector<std::vector<Slot>> subplan_reads;  // slots of the outside that each reads
  std::vector<std::string> columns;
  std::vector<Slot> outputs;
  bool returns = false;
  bool writes = false;
};

Plan make_plan(Bound bound, const Graph& graph);

// Fills in `live` everywhere; the last word before execution.
void find_live_slots(Plan& plan);

// Whether steps handle each row on its own, so that many outer rows can go through at once.
bool is_row_wise(std::span<const Step> steps);

// Appends the slots that an expression reads, subqueries included.
void append_reads(const Plan& plan, BoundId id, std::vector<Slot>& out);
// The same of a step, and the slots that it fills.
void append_reads(const Plan& plan, const Step& step, std::vector<Slot>& out);
void append_defines(const Plan& plan, const Step& step, std::vector<Slot>& out);

// Several lines: a step a line, the last step first.
std::string explain(const Plan& plan);
std::string explain_step(const Plan& plan, const Step& step);
std::string explain_expr(const Plan& plan, BoundId id);

}  // namespace hoego::query

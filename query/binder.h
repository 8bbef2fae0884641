// SPDX-License-Identifier: Apache-2.0
// The binder's state and its parts, one file a topic: bind.cpp (queries and clauses),
// bind_pattern.cpp, bind_projection.cpp, bind_write.cpp, bind_expr.cpp, bind_call.cpp,
// bind_nested.cpp. Internal to bind().
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "query/bind.h"
#include "query/error.h"

namespace hoego::query {

struct Variable {
  Slot slot = kNoSlot;
  Type type;
};
using Scope = std::map<std::string, Variable, std::less<>>;

std::string lower(std::string_view text);  // of ASCII

class Binder {
 public:
  Binder(const Statement& statement, const Graph& graph, const Procedures& procedures,
         const Parameters& parameters)
      : statement_(statement), graph_(graph), procedures_(procedures), parameters_(parameters) {}

  Bound run();

 private:
  // bind.cpp
  BoundQuery bind_query(const Query& query, bool top);
  BoundPart bind_part(const SingleQuery& single, bool top, BoundQuery& query);
  void tidy_warnings();
  void note_created(const std::optional<LabelExpr>& labels);
  void check_composition(const SingleQuery& single, bool top) const;
  BoundClause bind_clause(const Clause& clause, BoundPart& part, BoundQuery& query, bool alone);
  BoundUnwind bind_unwind(const UnwindClause& clause);
  BoundCall bind_call(const CallClause& clause, bool alone, BoundPart& part, BoundQuery& query);
  void bind_call_arguments(const CallClause& clause, const Procedure& procedure, bool alone,
                           BoundCall& call);
  void bind_call_yields(const CallClause& clause, const Procedure& procedure, bool alone,
                        BoundCall& call);
  BoundSubqueryCall bind_call_subquery(const CallSubquery& clause);
  BoundForeach bind_foreach(const ForeachClause& clause);

  // bind_pattern.cpp
  BoundMatch bind_match(const MatchClause& clause);
  BoundMatch bind_pattern(const Pattern& pattern, ExprId where);
  BoundPath declare_path(const PathPattern& path, std::set<Slot>& rels_here);
  BoundNode declare_node(const NodePattern& node);
  BoundRel declare_rel(const RelPattern& rel, std::set<Slot>& rels_here);
  void bind_path_filters(const PathPattern& path, BoundPath& bound);
  BoundProperties bind_properties(ExprId map, bool allow_parameter, BoundId& property_map);
  LabelExpr bind_labels(const LabelExpr& labels);
  void warn_label(const LabelExpr& labels, bool types);
  void warn_key(const Name& key);

  // bind_projection.cpp
  BoundProjection bind_projection(const Projection& projection, bool is_with, ExprId where,
                                  std::vector<std::string>* columns);
  struct Item {
    ExprId source = kNoExpr;  // kNoExpr: a variable taken by *
    std::string name;
    Slot slot = kNoSlot;
    Type type;
    bool aggregating = false;
    bool has_alias = false;
    Span span;
  };
  std::vector<Item> list_items(const Projection& projection);
  void bind_plain_items(std::vector<Item>& items, BoundProjection& out);
  void bind_aggregating_items(std::vector<Item>& items, BoundProjection& out);
  std::vector<std::pair<ExprId, Variable>> restatements(const std::vector<Item>& items,
                                                        const Scope& before) const;
  void bind_order(const Projection& projection, const std::vector<Item>& items, const Scope& before,
                  BoundProjection& out);
  BoundId bind_row_count(ExprId id, std::string_view clause);

  // bind_write.cpp
  BoundCreate bind_create(const CreateClause& clause);
  BoundPath bind_created_path(const PathPattern& path, bool merge);
  BoundNode bind_created_node(const NodePattern& node, bool alone, bool merge);
  BoundRel bind_created_rel(const RelPattern& rel, bool merge);
  BoundMerge bind_merge(const MergeClause& clause);
  BoundSet bind_set(const SetClause& clause);
  BoundSetItem bind_set_item(const SetItem& item);
  BoundSet bind_remove(const RemoveClause& clause);
  std::vector<std::string> label_names(const std::vector<LabelExpr>& labels);
  BoundDelete bind_delete(const DeleteClause& clause);
  void check_storable(BoundId value) const;

  // bind_expr.cpp
  BoundId bind_expr(ExprId id);
  BoundId bind_predicate(ExprId id);
  BoundId bind_node(ExprId id, bool predicate);
  BoundId bind_chain(ExprId id, bool predicate);
  BoundId bind_comparison(const Expr& e);
  BoundId bind_variable(const Expr& e);
  BoundId bind_property(ExprId id, const Expr& e);
  BoundId bind_list_or_map(const Expr& e);
  BoundId bind_args(const Expr& e, BoundKind kind, Type type);
  BoundId add(BoundExpr expr);
  BoundId slot_expr(Slot slot, Type type, Span span);
  void require(BoundId id, Type::Kind kind, std::string_view what) const;
  const Variable* find(std::string_view name) const;
  [[noreturn]] void undefined(const Name& name) const;
  const Value* parameter(const std::string& name, Span span, bool argument = false);

  // bind_call.cpp
  BoundId bind_call_expr(ExprId id, const Expr& e);
  BoundId bind_aggregate(ExprId id, const Expr& e);

  // bind_nested.cpp
  BoundId bind_comprehension(const Expr& e);
  BoundId bind_reduce(const Expr& e);
  BoundId bind_map_projection(const Expr& e);
  BoundId bind_pattern_expr(const Expr& e, bool predicate);
  BoundId bind_subquery_expr(const Expr& e);
  BoundId finish_subquery(BoundSubquery::Use use, BoundQuery query, const Scope& outer, Span span,
                          Type type);

  // Small things used by all.
  Slot new_slot(std::string name, Type type);
  Variable declare(const std::string& name, Type type);
  const Type& type_of(BoundId id) const { return out_.exprs[id].type; }
  const Expr& source(ExprId id) const { return statement_.expr(id); }
  // Whether `holds` for the expression or a part of it (subqueries and patterns apart).
  bool any_inside(ExprId id, const std::function<bool(const Expr&)>& holds) const;
  bool contains_aggregate(ExprId id) const;
  bool same(ExprId a, ExprId b) const;

  const Statement& statement_;
  const Graph& graph_;
  const Procedures& procedures_;
  const Parameters& parameters_;
  Bound out_;
  Scope scope_;
  std::vector<std::pair<std::string, Variable>> locals_;  // of comprehensions; innermost last
  int depth_ = 0;
  std::set<std::string> used_parameters_;
  std::set<std::string> created_names_;  // labels, types and keys that the statement writes

  // How aggregates and the variables around them are to be taken while binding one expression.
  struct AggregateMode {
    BoundProjection* projection = nullptr;  // where aggregates go; null: they are not allowed
    // Simple grouping items: an expression equal to one stands for its slot.
    std::vector<std::pair<ExprId, Variable>> keys;
    std::vector<std::pair<ExprId, Variable>> complex_keys;
    const Scope* inner = nullptr;  // the scope of aggregate arguments
    bool ordering = false;         // in ORDER BY
    size_t locals = 0;             // locals_ when the expression began
  };
  AggregateMode* mode_ = nullptr;
  std::vector<std::pair<ExprId, Variable>> replacements_;  // whole expressions, for ORDER BY
};

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Tree -> canonical text: what unparse() is made of. Internal to it; names and literals are written
// in unparse_text.cpp, the rest in the file of its topic.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/ast.h"

namespace hoego::query {

// The rungs of the grammar's ladder; higher binds tighter.
enum Level {
  kOrLevel,
  kXorLevel,
  kAndLevel,
  kNotLevel,
  kComparisonLevel,
  kPredicateLevel,
  kSumLevel,
  kProductLevel,
  kPowerLevel,
  kUnaryLevel,
  kPostfixLevel,
  kAtomLevel
};

class Unparser {
 public:
  explicit Unparser(const Statement& statement) : statement_(statement) {}

  std::string take() { return std::move(out_); }

  void statement();
  void expression(ExprId id, Level least = kOrLevel);

 private:
  // Names, literals, lists.
  void name(const Name& n);
  void key(const Name& n) { name(n); }
  void dotted(const Name& n);
  template <typename Items, typename Write>
  void list(const Items& items, Write&& write) {
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += ", ";
      first = false;
      write(item);
    }
  }
  void expressions(const std::vector<ExprId>& ids);
  void optional(const char* before, ExprId id);
  void literal(const Value& v);
  void number(double d);
  void text(std::string_view s);

  // Expressions.
  void content(const Expr& expr);
  void parameter(const Name& n);
  void bracketed(char open, const std::vector<ExprId>& ids, char close);
  void map(const Expr& expr);
  // What stands left of a dot, a bracket or a colon: numbers would swallow the dot or lose the
  // sign, and labels would become one with those that follow.
  void base(ExprId id);
  void property(const Expr& expr);
  void index(const Expr& expr);
  void slice(const Expr& expr);
  void has_labels(const Expr& expr);
  void unary(const Expr& expr);
  void binary(const Expr& expr);
  void comparison(const Expr& expr);
  void null_test(const Expr& expr, const char* suffix);
  void call(const Expr& expr);
  void conditional(const Expr& expr);
  void comprehension(const Expr& expr);
  void pattern_comprehension(const Expr& expr);
  void quantifier(const Expr& expr);
  void reduce(const Expr& expr);
  void map_projection(const Expr& expr);
  void subquery(const char* word, const Expr& expr);

  // Patterns.
  void labels(const LabelExpr& l);
  void label_child(const LabelExpr& l);
  template <typename Part>
  void inside(const Part& part, const std::optional<LabelExpr>& l) {
    if (part.variable) name(*part.variable);
    if (!l) return;
    out_ += ':';
    labels(*l);
  }
  // Properties and WHERE, with blanks only between parts; `start` is where the part began.
  template <typename Part>
  void rest(const Part& part, size_t start) {
    auto blank = [&] {
      if (out_.size() > start) out_ += ' ';
    };
    if (part.properties != kNoExpr) {
      blank();
      expression(part.properties);
    }
    if (part.where != kNoExpr) {
      blank();
      out_ += "WHERE ";
      expression(part.where);
    }
  }
  void node(const NodePattern& n);
  void hops(const RelPattern& r);
  void relationship(const RelPattern& r);
  void path(const PathPattern& p);
  void pattern(const Pattern& p);

  // Clauses.
  void query(const Query& q);
  void clauses(const std::vector<Clause>& all);
  void clause(const MatchClause& c);
  void clause(const UnwindClause& c);
  void clause(const WithClause& c);
  void clause(const ReturnClause& c);
  void projection(const Projection& p);
  void clause(const CreateClause& c);
  void clause(const MergeClause& c);
  void clause(const SetClause& c);
  void set_items(const char* before, const std::vector<SetItem>& items);
  void set_item(const SetItem& item);
  void label_names(const std::vector<LabelExpr>& names);
  void clause(const RemoveClause& c);
  void clause(const DeleteClause& c);
  void clause(const CallClause& c);
  void clause(const CallSubquery& c);
  void clause(const ForeachClause& c);

  const Statement& statement_;
  std::string out_;
};

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
#include "tests/query/tree_text.h"

#include <charconv>

namespace hoego::query {

namespace {

class Dump {
 public:
  explicit Dump(const Statement& statement) : statement_(statement) {}

  std::string whole() {
    number(static_cast<int>(statement_.mode));
    query(statement_.query);
    return std::move(out_);
  }

 private:
  template <typename F>
  void group(const char* head, F&& body) {
    out_ += '(';
    out_ += head;
    body();
    out_ += ')';
  }
  void number(int64_t n) { out_ += ' ' + std::to_string(n); }
  void flag(bool set, const char* name) {
    if (set) out_ += std::string(" ") + name;
  }
  void name(const Name& n) { out_ += " `" + n.text + "`"; }
  void name(const std::optional<Name>& n) {
    if (n) name(*n);
  }
  template <typename Items, typename F>
  void each(const Items& items, F&& f) {
    out_ += " [";
    for (const auto& item : items) f(item);
    out_ += ']';
  }

  void literal(const Value& v) {
    char buffer[40];
    out_ += ' ';
    out_ += type_name(v.type());
    if (v.is(ValueType::kBoolean)) out_ += v.as_boolean() ? " true" : " false";
    if (v.is(ValueType::kInteger)) number(v.as_integer());
    if (v.is(ValueType::kFloat)) {
      out_.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, v.as_float()).ptr);
    }
    if (v.is(ValueType::kString)) out_ += " '" + std::string(v.as_string()) + "'";
  }
  void expr(ExprId id) {
    if (id == kNoExpr) {
      out_ += " -";
      return;
    }
    const Expr& e = statement_.expr(id);
    group(" ", [&] {
      number(static_cast<int>(e.kind));
      if (e.op != Op::kNone) number(static_cast<int>(e.op));
      flag(e.distinct, "distinct");
      if (e.kind == ExprKind::kLiteral) literal(e.literal);
      for (const Name* n : {&e.name, &e.variable, &e.accumulator}) {
        if (!n->text.empty()) name(*n);
      }
      for (const Name& n : e.names) name(n);
      for (Op op : e.ops) number(static_cast<int>(op));
      if (e.labels) labels(*e.labels);
      for (const MapProjectionItem& item : e.projections) projection_item(item);
      if (!e.pattern.empty()) pattern(e.pattern);
      if (e.subquery) query(*e.subquery);
      for (ExprId arg : e.args) expr(arg);
    });
  }
  void projection_item(const MapProjectionItem& item) {
    group(" item", [&] {
      number(static_cast<int>(item.kind));
      name(item.name);
      expr(item.value);
    });
  }
  void labels(const LabelExpr& l) {
    group(" label", [&] {
      number(static_cast<int>(l.kind));
      flag(l.any, "any");
      if (!l.name.text.empty()) name(l.name);
      for (const LabelExpr& child : l.children) labels(child);
    });
  }
  void pattern(const Pattern& p) {
    each(p, [&](const PathPattern& one) { path(one); });
  }
  void path(const PathPattern& p) {
    group(" path", [&] {
      number(static_cast<int>(p.kind));
      name(p.variable);
      for (const NodePattern& n : p.nodes) {
        group(" node", [&] {
          name(n.variable);
          if (n.labels) labels(*n.labels);
          expr(n.properties);
          expr(n.where);
        });
      }
      for (const RelPattern& r : p.rels) relationship(r);
    });
  }
  void relationship(const RelPattern& r) {
    group(" rel", [&] {
      name(r.variable);
      if (r.types) labels(*r.types);
      number(static_cast<int>(r.arrow));
      flag(r.variable_length, "*");
      number(r.min_hops.value_or(-1));
      number(r.max_hops.value_or(-1));
      expr(r.properties);
      expr(r.where);
    });
  }

  void query(const Query& q) {
    each(q.parts, [&](const SingleQuery& part) { clauses(part.clauses); });
    for (bool all : q.all) flag(true, all ? "all" : "distinct");
  }
  void clauses(const std::vector<Clause>& all) {
    each(all, [&](const Clause& c) {
      group(" clause", [&] {
        number(static_cast<int>(c.content.index()));
        std::visit([&](const auto& content) { clause(content); }, c.content);
      });
    });
  }
  void clause(const MatchClause& c) {
    flag(c.optional, "optional");
    pattern(c.pattern);
    expr(c.where);
  }
  void clause(const UnwindClause& c) {
    expr(c.list);
    name(c.variable);
  }
  void clause(const WithClause& c) {
    projection(c.projection);
    expr(c.where);
  }
  void clause(const ReturnClause& c) { projection(c.projection); }
  void clause(const CreateClause& c) { pattern(c.pattern); }
  void clause(const MergeClause& c) {
    path(c.pattern);
    set_items(c.on_create);
    set_items(c.on_match);
  }
  void clause(const SetClause& c) { set_items(c.items); }
  void clause(const RemoveClause& c) {
    each(c.items, [&](const RemoveItem& item) {
      expr(item.target);
      name(item.property);
      for (const LabelExpr& label : item.labels) labels(label);
    });
  }
  void clause(const DeleteClause& c) {
    flag(c.detach, "detach");
    each(c.values, [&](ExprId id) { expr(id); });
  }
  void clause(const CallClause& c) {
    name(c.procedure);
    flag(c.implicit_arguments, "implicit");
    flag(c.yield_all, "*");
    each(c.args, [&](ExprId id) { expr(id); });
    if (c.yield) {
      each(*c.yield, [&](const YieldItem& item) {
        name(item.field);
        name(item.alias);
        out_ += ';';
      });
    }
    expr(c.where);
  }
  void clause(const CallSubquery& c) {
    if (c.imports) each(*c.imports, [&](const Name& n) { name(n); });
    query(*c.query);
  }
  void clause(const ForeachClause& c) {
    name(c.variable);
    expr(c.list);
    clauses(c.body);
  }
  void projection(const Projection& p) {
    flag(p.distinct, "distinct");
    flag(p.star, "*");
    each(p.items, [&](const ProjectionItem& item) {
      expr(item.value);
      name(item.alias);
    });
    each(p.order_by, [&](const SortItem& item) {
      expr(item.value);
      flag(item.descending, "desc");
    });
    expr(p.skip);
    expr(p.limit);
  }
  void set_items(const std::vector<SetItem>& items) {
    each(items, [&](const SetItem& item) {
      number(static_cast<int>(item.kind));
      expr(item.target);
      name(item.name);
      for (const LabelExpr& label : item.labels) labels(label);
      expr(item.value);
    });
  }

  const Statement& statement_;
  std::string out_;
};

}  // namespace

std::string tree_text(const Statement& statement) {
  return Dump(statement).whole();
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Tree -> canonical text: clauses, and the doors. parse(unparse(s)) is the same tree as s, places
// apart.
#include "query/parse.h"
#include "query/unparser.h"

namespace hoego::query {

void Unparser::statement() {
  if (statement_.mode == Statement::Mode::kExplain) out_ += "EXPLAIN ";
  if (statement_.mode == Statement::Mode::kProfile) out_ += "PROFILE ";
  query(statement_.query);
}

void Unparser::query(const Query& q) {
  for (size_t i = 0; i < q.parts.size(); ++i) {
    if (i > 0) out_ += q.all[i - 1] ? " UNION ALL " : " UNION ";
    clauses(q.parts[i].clauses);
  }
}

void Unparser::clauses(const std::vector<Clause>& all) {
  for (size_t i = 0; i < all.size(); ++i) {
    if (i > 0) out_ += ' ';
    std::visit([&](const auto& c) { clause(c); }, all[i].content);
  }
}

void Unparser::clause(const MatchClause& c) {
  out_ += c.optional ? "OPTIONAL MATCH " : "MATCH ";
  pattern(c.pattern);
  optional(" WHERE ", c.where);
}

void Unparser::clause(const UnwindClause& c) {
  optional("UNWIND ", c.list);
  out_ += " AS ";
  name(c.variable);
}

void Unparser::clause(const WithClause& c) {
  out_ += "WITH ";
  projection(c.projection);
  optional(" WHERE ", c.where);
}

void Unparser::clause(const ReturnClause& c) {
  out_ += "RETURN ";
  projection(c.projection);
}

void Unparser::projection(const Projection& p) {
  if (p.distinct) out_ += "DISTINCT ";
  if (p.star) out_ += p.items.empty() ? "*" : "*, ";
  list(p.items, [&](const ProjectionItem& item) {
    expression(item.value);
    if (!item.alias) return;
    out_ += " AS ";
    name(*item.alias);
  });
  if (!p.order_by.empty()) out_ += " ORDER BY ";
  list(p.order_by, [&](const SortItem& item) {
    expression(item.value);
    if (item.descending) out_ += " DESC";
  });
  optional(" SKIP ", p.skip);
  optional(" LIMIT ", p.limit);
}

void Unparser::clause(const CreateClause& c) {
  out_ += "CREATE ";
  pattern(c.pattern);
}

void Unparser::clause(const MergeClause& c) {
  out_ += "MERGE ";
  path(c.pattern);
  if (!c.on_create.empty()) set_items(" ON CREATE SET ", c.on_create);
  if (!c.on_match.empty()) set_items(" ON MATCH SET ", c.on_match);
}

void Unparser::clause(const SetClause& c) {
  set_items("SET ", c.items);
}

void Unparser::set_items(const char* before, const std::vector<SetItem>& items) {
  out_ += before;
  list(items, [&](const SetItem& item) { set_item(item); });
}

void Unparser::set_item(const SetItem& item) {
  base(item.target);
  switch (item.kind) {
    case SetItem::Kind::kProperty:
      out_ += '.';
      key(item.name);
      return optional(" = ", item.value);
    case SetItem::Kind::kReplace:
      return optional(" = ", item.value);
    case SetItem::Kind::kMerge:
      return optional(" += ", item.value);
    case SetItem::Kind::kLabels:
      return label_names(item.labels);
  }
}

void Unparser::label_names(const std::vector<LabelExpr>& names) {
  for (const LabelExpr& one : names) {
    out_ += ':';
    labels(one);
  }
}

void Unparser::clause(const RemoveClause& c) {
  out_ += "REMOVE ";
  list(c.items, [&](const RemoveItem& item) {
    base(item.target);
    if (item.property) {
      out_ += '.';
      key(*item.property);
    }
    label_names(item.labels);
  });
}

void Unparser::clause(const DeleteClause& c) {
  out_ += c.detach ? "DETACH DELETE " : "DELETE ";
  expressions(c.values);
}

void Unparser::clause(const CallClause& c) {
  out_ += "CALL ";
  dotted(c.procedure);
  if (!c.implicit_arguments) bracketed('(', c.args, ')');
  if (c.yield_all) out_ += " YIELD *";
  if (c.yield) {
    out_ += " YIELD ";
    if (c.yield->empty()) out_ += '-';
    list(*c.yield, [&](const YieldItem& item) {
      name(item.field);
      if (!item.alias) return;
      out_ += " AS ";
      name(*item.alias);
    });
  }
  optional(" WHERE ", c.where);
}

void Unparser::clause(const CallSubquery& c) {
  out_ += "CALL ";
  if (c.imports) {
    out_ += '(';
    list(*c.imports, [&](const Name& n) { name(n); });
    out_ += ") ";
  }
  out_ += "{ ";
  query(*c.query);
  out_ += " }";
}

void Unparser::clause(const ForeachClause& c) {
  out_ += "FOREACH (";
  name(c.variable);
  optional(" IN ", c.list);
  out_ += " | ";
  clauses(c.body);
  out_ += ')';
}

std::string unparse(const Statement& statement) {
  Unparser writer(statement);
  writer.statement();
  return writer.take();
}

std::string unparse(const Statement& statement, ExprId expr) {
  Unparser writer(statement);
  writer.expression(expr);
  return writer.take();
}

}  // namespace hoego::query

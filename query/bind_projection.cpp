// SPDX-License-Identifier: Apache-2.0
// Binding of WITH and RETURN: items, grouping, the scope that ORDER BY and WHERE see, SKIP and
// LIMIT. The rules for expressions around aggregates follow openCypher 9: beside constants they may
// use grouping items that are a variable or a property, nothing else.
#include <algorithm>

#include "base/messages.h"
#include "query/binder.h"

namespace hoego::query {

namespace {

bool is_simple(const Statement& statement, ExprId id) {
  const Expr* e = &statement.expr(id);
  while (e->kind == ExprKind::kProperty) e = &statement.expr(e->args[0]);
  return e->kind == ExprKind::kVariable;
}

}  // namespace

BoundProjection Binder::bind_projection(const Projection& projection, bool is_with, ExprId where,
                                        std::vector<std::string>* columns) {
  BoundProjection out;
  out.span = projection.span;
  out.distinct = projection.distinct;
  std::vector<Item> items = list_items(projection);
  if (items.empty() && !is_with) {
    throw syntax_error("NoVariablesInScope", say("RETURN * has no variable to return"),
                       projection.span, say("name what to return"));
  }
  const Scope before = scope_;
  out.aggregating = std::any_of(items.begin(), items.end(), [](auto& i) { return i.aggregating; });
  AggregateMode mode;
  if (out.aggregating) {
    bind_aggregating_items(items, out);
  } else {
    bind_plain_items(items, out);
  }
  Scope after;
  for (const Item& item : items) {
    if (!after.emplace(item.name, Variable{item.slot, item.type}).second) {
      throw syntax_error("ColumnNameConflict", say("two columns are named `{}`", item.name),
                         item.span, say("rename one of them with AS"));
    }
    out.outputs.push_back(item.slot);
    if (columns) columns->push_back(item.name);
  }
  const bool open = !out.aggregating && !out.distinct;
  scope_ = after;
  if (open) scope_.insert(before.begin(), before.end());
  bind_order(projection, items, before, out);
  if (is_with) {
    for (const Item& item : items) {
      if (item.source == kNoExpr || item.has_alias) continue;
      if (source(item.source).kind == ExprKind::kVariable) continue;
      throw syntax_error("NoExpressionAlias", say("an expression in WITH needs a name"), item.span,
                         say("give it one with AS"));
    }
  }
  if (where != kNoExpr) {
    if (!open) replacements_ = restatements(items, before);
    out.where = bind_predicate(where);
    replacements_.clear();
  }
  scope_ = after;
  if (projection.skip != kNoExpr) out.skip = bind_row_count(projection.skip, "SKIP");
  if (projection.limit != kNoExpr) out.limit = bind_row_count(projection.limit, "LIMIT");
  return out;
}

std::vector<Binder::Item> Binder::list_items(const Projection& projection) {
  std::vector<Item> items;
  if (projection.star) {
    for (const auto& [name, variable] : scope_) {
      Item item;
      item.name = name;
      item.slot = variable.slot;
      item.type = variable.type;
      item.span = projection.span;
      items.push_back(item);
    }
  }
  for (const ProjectionItem& p : projection.items) {
    Item item;
    item.source = p.value;
    item.has_alias = p.alias.has_value();
    const Expr& e = source(p.value);
    item.name = p.alias ? p.alias->text : e.kind == ExprKind::kVariable ? e.name.text : p.text;
    while (!p.alias && item.name.ends_with(' ')) item.name.pop_back();
    item.span = e.span;
    item.aggregating = contains_aggregate(p.value);
    items.push_back(item);
  }
  return items;
}

// A variable keeps its slot under its new name; anything else gets a slot of its own.
void Binder::bind_plain_items(std::vector<Item>& items, BoundProjection& out) {
  for (Item& item : items) {
    if (item.source == kNoExpr) continue;
    const BoundId value = bind_expr(item.source);
    item.type = type_of(value);
    if (out_.exprs[value].kind == BoundKind::kSlot) {
      item.slot = out_.exprs[value].slot;
      continue;
    }
    item.slot = new_slot(item.name, item.type);
    out.items.push_back({item.slot, value});
  }
}

void Binder::bind_aggregating_items(std::vector<Item>& items, BoundProjection& out) {
  AggregateMode mode;
  mode.projection = &out;
  const Scope inner = scope_;
  mode.inner = &inner;
  mode.locals = locals_.size();
  for (Item& item : items) {
    if (item.aggregating) continue;
    if (item.source == kNoExpr) {
      out.items.push_back({item.slot, slot_expr(item.slot, item.type, item.span)});
      mode.keys.emplace_back(kNoExpr, Variable{item.slot, item.type});
      continue;
    }
    const BoundId value = bind_expr(item.source);
    item.type = type_of(value);
    item.slot = out_.exprs[value].kind == BoundKind::kSlot ? out_.exprs[value].slot
                                                           : new_slot(item.name, item.type);
    out.items.push_back({item.slot, value});
    auto& keys = is_simple(statement_, item.source) ? mode.keys : mode.complex_keys;
    keys.emplace_back(item.source, Variable{item.slot, item.type});
  }
  mode_ = &mode;
  for (Item& item : items) {
    if (!item.aggregating) continue;
    const BoundId value = bind_expr(item.source);
    item.type = type_of(value);
    if (out_.exprs[value].kind == BoundKind::kSlot) {
      item.slot = out_.exprs[value].slot;
      out_.slot_names[item.slot] = item.name;
      continue;
    }
    item.slot = new_slot(item.name, item.type);
    out.results.push_back({item.slot, value});
  }
  mode_ = nullptr;
}

// Items that may be spelled out again after the projection, because the names in them still mean
// the same: in WITH x AS y, y AS x ORDER BY x + 1 the x is the new one.
std::vector<std::pair<ExprId, Variable>> Binder::restatements(const std::vector<Item>& items,
                                                              const Scope& before) const {
  const auto renamed = [&](const Expr& e) {
    if (e.kind != ExprKind::kVariable) return false;
    const auto then = before.find(e.name.text);
    const auto now = scope_.find(e.name.text);
    return then != before.end() && now != scope_.end() && then->second.slot != now->second.slot;
  };
  std::vector<std::pair<ExprId, Variable>> out;
  for (const Item& item : items) {
    if (item.source == kNoExpr || (!item.aggregating && any_inside(item.source, renamed))) continue;
    out.emplace_back(item.source, Variable{item.slot, item.type});
  }
  return out;
}

// What ORDER BY may use: without aggregates and DISTINCT everything from before and after the
// projection; otherwise what was projected, as a name or spelled out again. A whole projected
// expression always stands for its column.
void Binder::bind_order(const Projection& projection, const std::vector<Item>& items,
                        const Scope& before, BoundProjection& out) {
  if (projection.order_by.empty()) return;
  const bool open = !out.aggregating && !out.distinct;
  AggregateMode mode;
  mode.projection = &out;
  mode.ordering = true;
  mode.locals = locals_.size();
  Scope kept;  // variables that the projection passes on as they are
  for (const auto& [name, variable] : scope_) {
    const auto found = before.find(name);
    if (found != before.end() && found->second.slot == variable.slot) kept[name] = variable;
  }
  mode.inner = &kept;
  const auto restated = restatements(items, before);
  for (const auto& [id, variable] : restated) {
    const bool simple = is_simple(statement_, id) || source(id).kind == ExprKind::kCall ||
                        source(id).kind == ExprKind::kCountStar;
    (simple ? mode.keys : mode.complex_keys).emplace_back(id, variable);
  }
  for (const SortItem& sort : projection.order_by) {
    const auto column = std::find_if(items.begin(), items.end(), [&](const Item& item) {
      return item.source != kNoExpr && source(item.source).kind != ExprKind::kVariable &&
             same(item.source, sort.value);
    });
    if (column != items.end()) {
      const BoundId value = slot_expr(column->slot, column->type, source(sort.value).span);
      out.order_by.push_back({value, sort.descending});
      continue;
    }
    const bool aggregating = contains_aggregate(sort.value);
    if (aggregating && !out.aggregating) {
      throw syntax_error(
          "InvalidAggregation", say("ORDER BY cannot aggregate where the projection does not"),
          source(sort.value).span, say("aggregate in the projection and sort by its name"));
    }
    if (aggregating) {
      mode_ = &mode;
    } else if (!open) {
      replacements_ = restated;
    }
    out.order_by.push_back({bind_expr(sort.value), sort.descending});
    mode_ = nullptr;
    replacements_.clear();
  }
}

// SKIP and LIMIT: what is plainly wrong is reported before the query runs.
BoundId Binder::bind_row_count(ExprId id, std::string_view clause) {
  const std::string name(clause);
  std::vector<ExprId> todo{id};
  while (!todo.empty()) {
    const Expr& e = source(todo.back());
    todo.pop_back();
    if (e.kind == ExprKind::kVariable || e.kind == ExprKind::kPattern || e.subquery ||
        e.kind == ExprKind::kPatternComprehension) {
      throw syntax_error("NonConstantExpression", say("{} cannot depend on the rows", name), e.span,
                         say("use a number or a parameter"));
    }
    for (ExprId arg : e.args) {
      if (arg != kNoExpr) todo.push_back(arg);
    }
  }
  Scope nothing;
  std::swap(scope_, nothing);
  const BoundId bound = bind_expr(id);
  std::swap(scope_, nothing);
  const BoundExpr& e = out_.exprs[bound];
  if (e.kind == BoundKind::kConstant) {
    if (!e.constant.is(ValueType::kInteger)) {
      throw syntax_error("InvalidArgumentType", say("{} takes an integer", name), e.span);
    }
    if (e.constant.as_integer() < 0) {
      throw syntax_error("NegativeIntegerArgument", say("{} cannot be negative", name), e.span);
    }
  } else if (!type_of(bound).may_be(Type::Kind::kInteger)) {
    throw syntax_error("InvalidArgumentType", say("{} takes an integer", name), e.span);
  }
  return bound;
}

}  // namespace hoego::query

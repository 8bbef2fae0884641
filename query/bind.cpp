// SPDX-License-Identifier: Apache-2.0
// Binding of queries and clauses: scopes from clause to clause, UNION, CALL, UNWIND, FOREACH.
#include "query/bind.h"

#include <algorithm>

#include "base/messages.h"
#include "base/overloaded.h"
#include "base/suggest.h"
#include "query/binder.h"

namespace hoego::query {

namespace {

Span span_of(const Clause& clause) {
  return std::visit([](const auto& c) { return c.span; }, clause.content);
}

template <typename T>
bool is(const Clause& clause) {
  return std::holds_alternative<T>(clause.content);
}

bool is_write(const Clause& clause) {
  return is<CreateClause>(clause) || is<MergeClause>(clause) || is<SetClause>(clause) ||
         is<RemoveClause>(clause) || is<DeleteClause>(clause) || is<ForeachClause>(clause);
}

Type type_of_field(const std::string& text) {
  using K = Type::Kind;
  if (text.starts_with("INTEGER")) return {K::kInteger};
  if (text.starts_with("FLOAT")) return {K::kFloat};
  if (text.starts_with("NUMBER")) return {K::kNumber};
  if (text.starts_with("STRING")) return {K::kString};
  if (text.starts_with("BOOLEAN")) return {K::kBoolean};
  if (text.starts_with("LIST")) return {K::kList};
  if (text.starts_with("MAP")) return {K::kMap};
  if (text.starts_with("NODE")) return {K::kNode};
  if (text.starts_with("RELATIONSHIP")) return {K::kRelationship};
  if (text.starts_with("PATH")) return {K::kPath};
  return {};
}

bool accepts(const Type& field, const Type& given) {
  if (field.unknown() || given.unknown()) return true;
  if (field.kind == Type::Kind::kFloat && given.kind == Type::Kind::kInteger) return true;
  return given.may_be(field.kind);
}

}  // namespace

bool Type::may_be(Kind other) const {
  if (unknown() || kind == other || other == Kind::kAny) return true;
  if (kind == Kind::kNumber) return other == Kind::kInteger || other == Kind::kFloat;
  if (other == Kind::kNumber) return kind == Kind::kInteger || kind == Kind::kFloat;
  return false;
}

std::string_view kind_name(Type::Kind kind) {
  static constexpr const char* kNames[] = {
      wording("a value"),         wording("null"),           wording("a boolean"),
      wording("an integer"),      wording("a float"),        wording("a number"),
      wording("a string"),        wording("a list"),         wording("a map"),
      wording("a node"),          wording("a relationship"), wording("a path"),
      wording("a temporal value")};
  return translated(kNames[static_cast<size_t>(kind)]);
}

Bound bind(const Statement& statement, const Graph& graph, const Procedures& procedures,
           const Parameters& parameters) {
  return Binder(statement, graph, procedures, parameters).run();
}

Bound Binder::run() {
  out_.mode = statement_.mode;
  out_.exprs.reserve(statement_.exprs.size() * 2);
  out_.query = bind_query(statement_.query, true);
  tidy_warnings();
  out_.parameters.assign(used_parameters_.begin(), used_parameters_.end());
  return std::move(out_);
}

// The value of a parameter; null where EXPLAIN goes without it. `argument`: of a procedure, which
// could be written out instead.
const Value* Binder::parameter(const std::string& name, Span span, bool argument) {
  used_parameters_.insert(name);
  const auto found = parameters_.find(name);
  if (found != parameters_.end()) return &found->second;
  if (statement_.mode == Statement::Mode::kExplain) return nullptr;
  std::vector<std::string> given;
  for (const auto& [other, value] : parameters_) given.push_back(other);
  const std::string near = suggest(name, given);
  throw QueryError("ParameterMissing", Phase::kCompile, "MissingParameter",
                   say("parameter ${} is missing", name), span,
                   !near.empty() ? say("did you mean ${}?", near)
                   : argument    ? say("give the parameter, or write the arguments in parentheses")
                                 : say("give it a value with -p {}=...", name));
}

// Each once, and none about names that the statement itself brings into the graph.
void Binder::tidy_warnings() {
  std::set<std::string> seen;
  std::erase_if(out_.warnings, [&](const Diagnostic& w) {
    const size_t begin = w.message.find('`') + 1;
    const std::string name = w.message.substr(begin, w.message.find('`', begin) - begin);
    return created_names_.contains(name) || !seen.insert(w.message).second;
  });
}

void Binder::note_created(const std::optional<LabelExpr>& labels) {
  if (!labels) return;
  if (labels->kind == LabelExpr::Kind::kName) created_names_.insert(labels->name.text);
  for (const LabelExpr& child : labels->children) note_created(child);
}

// Every part starts with the scope at hand (empty at the top, the outer one in a subquery).
BoundQuery Binder::bind_query(const Query& query, bool top) {
  BoundQuery out;
  const Scope outer = scope_;
  for (size_t i = 1; i < query.all.size(); ++i) {
    if (query.all[i] != query.all[0]) {
      throw syntax_error("InvalidClauseComposition", say("UNION and UNION ALL cannot be mixed"),
                         query.parts[i + 1].span, say("use one of them throughout the query"));
    }
  }
  out.all = query.all.empty() || query.all[0];
  std::vector<std::string> columns;
  for (size_t i = 0; i < query.parts.size(); ++i) {
    scope_ = outer;
    out.columns.clear();
    out.parts.push_back(bind_part(query.parts[i], top, out));
    if (i == 0) {
      columns = out.columns;
    } else if (columns != out.columns) {
      throw syntax_error("DifferentColumnsInUnion",
                         say("all parts of a UNION must return the same columns in the same order"),
                         query.parts[i].span, say("give the columns the same names with AS"));
    }
  }
  out.columns = columns;
  scope_ = outer;
  if (out.parts.size() == 1) {
    out.outputs = out.parts[0].outputs;
  } else {
    for (size_t i = 0; i < columns.size(); ++i) {
      Type type = out_.slot_types[out.parts[0].outputs[i]];
      for (const BoundPart& part : out.parts) {
        if (out_.slot_types[part.outputs[i]].kind != type.kind) type = {};
      }
      out.outputs.push_back(new_slot(columns[i], type));
    }
  }
  return out;
}

void Binder::check_composition(const SingleQuery& single, bool top) const {
  const auto& clauses = single.clauses;
  for (size_t i = 0; i + 1 < clauses.size(); ++i) {
    if (is<ReturnClause>(clauses[i])) {
      throw syntax_error("InvalidClauseComposition", say("RETURN must be the last clause"),
                         span_of(clauses[i]), say("use WITH to go on with the rows"));
    }
  }
  if (clauses.empty() || !top) return;
  const Clause& last = clauses.back();
  const bool ends =
      is<ReturnClause>(last) || is_write(last) || is<CallClause>(last) || is<CallSubquery>(last);
  if (!ends) {
    throw syntax_error("InvalidClauseComposition",
                       say("a query must end with RETURN or a clause that writes"), span_of(last),
                       say("add a RETURN clause"));
  }
}

BoundPart Binder::bind_part(const SingleQuery& single, bool top, BoundQuery& query) {
  check_composition(single, top);
  BoundPart part;
  const bool alone = top && single.clauses.size() == 1;
  for (const Clause& clause : single.clauses) {
    if (is_write(clause)) query.writes = true;
    part.clauses.push_back(bind_clause(clause, part, query, alone));
  }
  return part;
}

BoundClause Binder::bind_clause(const Clause& clause, BoundPart& part, BoundQuery& query,
                                bool alone) {
  return std::visit(
      Overloaded{
          [&](const MatchClause& c) { return BoundClause{bind_match(c)}; },
          [&](const UnwindClause& c) { return BoundClause{bind_unwind(c)}; },
          [&](const WithClause& c) {
            return BoundClause{bind_projection(c.projection, true, c.where, nullptr)};
          },
          [&](const ReturnClause& c) {
            BoundProjection p = bind_projection(c.projection, false, kNoExpr, &query.columns);
            part.outputs = p.outputs;
            query.returns = true;
            return BoundClause{std::move(p)};
          },
          [&](const CreateClause& c) { return BoundClause{bind_create(c)}; },
          [&](const MergeClause& c) { return BoundClause{bind_merge(c)}; },
          [&](const SetClause& c) { return BoundClause{bind_set(c)}; },
          [&](const RemoveClause& c) { return BoundClause{bind_remove(c)}; },
          [&](const DeleteClause& c) { return BoundClause{bind_delete(c)}; },
          [&](const CallClause& c) { return BoundClause{bind_call(c, alone, part, query)}; },
          [&](const CallSubquery& c) {
            BoundSubqueryCall call = bind_call_subquery(c);
            query.writes |= out_.subqueries[call.subquery].query.writes;
            return BoundClause{call};
          },
          [&](const ForeachClause& c) { return BoundClause{bind_foreach(c)}; },
      },
      clause.content);
}

BoundUnwind Binder::bind_unwind(const UnwindClause& clause) {
  BoundUnwind out;
  out.list = bind_expr(clause.list);
  if (scope_.contains(clause.variable.text)) {
    throw syntax_error("VariableAlreadyBound",
                       say("variable `{}` is already defined", clause.variable.text),
                       clause.variable.span, say("choose another name for the elements"));
  }
  const Type& type = type_of(out.list);
  Type element;
  if (type.kind == Type::Kind::kList) {
    element.kind = type.element;
  } else if (!type.unknown()) {
    element = type;
  }
  out.slot = declare(clause.variable.text, element).slot;
  return out;
}

BoundCall Binder::bind_call(const CallClause& clause, bool alone, BoundPart& part,
                            BoundQuery& query) {
  const auto found = procedures_.find(clause.procedure.text);
  if (found == procedures_.end()) {
    std::vector<std::string> names;
    for (const auto& [name, procedure] : procedures_) names.push_back(name);
    const std::string near = suggest(clause.procedure.text, names);
    throw QueryError("ProcedureError", Phase::kCompile, "ProcedureNotFound",
                     say("there is no procedure `{}`", clause.procedure.text),
                     clause.procedure.span,
                     near.empty() ? std::string() : say("did you mean `{}`?", near));
  }
  const Procedure& procedure = found->second;
  BoundCall out;
  out.procedure = &procedure;
  out.span = clause.span;
  query.writes |= procedure.writes;
  bind_call_arguments(clause, procedure, alone, out);
  bind_call_yields(clause, procedure, alone, out);
  if (clause.where != kNoExpr) out.where = bind_predicate(clause.where);
  if (alone) {
    for (const auto& [field, slot] : out.yields) {
      query.columns.push_back(out_.slot_names[slot]);
      part.outputs.push_back(slot);
    }
    query.returns = !out.yields.empty();
  }
  return out;
}

void Binder::bind_call_arguments(const CallClause& clause, const Procedure& procedure, bool alone,
                                 BoundCall& call) {
  if (clause.implicit_arguments) {
    if (!alone && procedure.inputs.size() > procedure.optional_inputs) {
      throw syntax_error("InvalidArgumentPassingMode",
                         say("inside a query the arguments of a procedure must be written out"),
                         clause.span, say("write them in parentheses"));
    }
    const size_t needed = procedure.inputs.size() - procedure.optional_inputs;
    for (size_t i = 0; i < needed && alone; ++i) {
      const Procedure::Field& field = procedure.inputs[i];
      parameter(field.name, clause.span, true);
      BoundExpr e{BoundKind::kParameter, clause.span};
      e.name = field.name;
      call.args.push_back(add(std::move(e)));
    }
    return;
  }
  if (clause.args.size() > procedure.inputs.size() ||
      clause.args.size() + procedure.optional_inputs < procedure.inputs.size()) {
    throw syntax_error("InvalidNumberOfArguments",
                       say("procedure `{}` takes {} arguments, not {}", procedure.name,
                           procedure.inputs.size(), clause.args.size()),
                       clause.span);
  }
  for (size_t i = 0; i < clause.args.size(); ++i) {
    const BoundId arg = bind_expr(clause.args[i]);
    const Type wanted = type_of_field(procedure.inputs[i].type);
    if (!accepts(wanted, type_of(arg))) {
      throw syntax_error("InvalidArgumentType",
                         say("argument `{}` must be {}, not {}", procedure.inputs[i].name,
                             kind_name(wanted.kind), kind_name(type_of(arg).kind)),
                         source(clause.args[i]).span);
    }
    call.args.push_back(arg);
  }
}

void Binder::bind_call_yields(const CallClause& clause, const Procedure& procedure, bool alone,
                              BoundCall& call) {
  if (clause.yield_all && !alone) {
    throw syntax_error("UnexpectedSyntax", say("YIELD * is for a CALL that stands alone"),
                       clause.span, say("name the fields after YIELD"));
  }
  const auto& fields = procedure.outputs;
  if (!clause.yield) {
    if (!alone) return;
    for (size_t i = 0; i < fields.size(); ++i) {
      call.yields.emplace_back(i, declare(fields[i].name, type_of_field(fields[i].type)).slot);
    }
    return;
  }
  for (const YieldItem& item : *clause.yield) {
    const auto at = std::find_if(fields.begin(), fields.end(),
                                 [&](const auto& f) { return f.name == item.field.text; });
    if (at == fields.end()) {
      std::vector<std::string> names;
      for (const auto& f : fields) names.push_back(f.name);
      const std::string near = suggest(item.field.text, names);
      throw syntax_error("UndefinedVariable",
                         say("procedure `{}` has no field `{}`", procedure.name, item.field.text),
                         item.field.span,
                         near.empty() ? std::string() : say("did you mean `{}`?", near));
    }
    const Name& name = item.alias ? *item.alias : item.field;
    if (scope_.contains(name.text)) {
      throw syntax_error("VariableAlreadyBound", say("variable `{}` is already defined", name.text),
                         name.span, say("rename the field with AS"));
    }
    call.yields.emplace_back(static_cast<size_t>(at - fields.begin()),
                             declare(name.text, type_of_field(at->type)).slot);
  }
}

BoundSubqueryCall Binder::bind_call_subquery(const CallSubquery& clause) {
  const Scope outer = scope_;
  if (clause.imports) {
    scope_.clear();
    for (const Name& name : *clause.imports) {
      const auto found = outer.find(name.text);
      if (found == outer.end()) undefined(name);
      scope_.insert(*found);
    }
  } else {
    const bool importing = std::any_of(
        clause.query->parts.begin(), clause.query->parts.end(), [](const SingleQuery& part) {
          return !part.clauses.empty() && is<WithClause>(part.clauses.front());
        });
    if (!importing) scope_.clear();
  }
  BoundQuery query = bind_query(*clause.query, true);
  scope_ = outer;
  for (size_t i = 0; i < query.outputs.size(); ++i) {
    if (scope_.contains(query.columns[i])) {
      throw syntax_error("VariableAlreadyBound",
                         say("variable `{}` is already defined", query.columns[i]), clause.span,
                         say("rename the column of the subquery with AS"));
    }
    scope_[query.columns[i]] = {query.outputs[i], out_.slot_types[query.outputs[i]]};
  }
  BoundSubquery sub;
  sub.use = BoundSubquery::Use::kCall;
  sub.query = std::move(query);
  out_.subqueries.push_back(std::move(sub));
  return {static_cast<uint32_t>(out_.subqueries.size() - 1)};
}

BoundForeach Binder::bind_foreach(const ForeachClause& clause) {
  BoundForeach out;
  out.list = bind_expr(clause.list);
  require(out.list, Type::Kind::kList, "FOREACH");
  const Scope outer = scope_;
  Type element;
  if (type_of(out.list).kind == Type::Kind::kList) element.kind = type_of(out.list).element;
  out.slot = declare(clause.variable.text, element).slot;
  BoundPart part;
  BoundQuery query;
  for (const Clause& inner : clause.body) {
    if (!is_write(inner)) {
      throw syntax_error("InvalidClauseComposition", say("FOREACH takes clauses that write only"),
                         span_of(inner), say("use UNWIND to read for each element"));
    }
    out.body.push_back(bind_clause(inner, part, query, false));
  }
  scope_ = outer;
  return out;
}

Slot Binder::new_slot(std::string name, Type type) {
  out_.slot_names.push_back(std::move(name));
  out_.slot_types.push_back(type);
  return static_cast<Slot>(out_.slot_names.size() - 1);
}

Variable Binder::declare(const std::string& name, Type type) {
  const Variable v{new_slot(name, type), type};
  scope_[name] = v;
  return v;
}

const Variable* Binder::find(std::string_view name) const {
  const auto found = scope_.find(name);
  return found == scope_.end() ? nullptr : &found->second;
}

void Binder::undefined(const Name& name) const {
  std::vector<std::string> known;
  for (const auto& [n, v] : scope_) known.push_back(n);
  const std::string near = suggest(name.text, known);
  throw syntax_error("UndefinedVariable", say("variable `{}` is not defined", name.text), name.span,
                     near.empty() ? std::string() : say("did you mean `{}`?", near));
}

}  // namespace hoego::query

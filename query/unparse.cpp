// SPDX-License-Identifier: Apache-2.0
// Tree -> canonical text. Every operator that could be misread gets its parentheses; names that are
// no plain words get back-ticks. parse(unparse(s)) is the same tree as s, places apart.
#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <string>

#include "query/grammar_state.h"
#include "query/parse.h"

namespace hoego::query {

namespace {

template <typename... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <typename... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

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

Level level_of(Op op) {
  switch (op) {
    case Op::kOr:
      return kOrLevel;
    case Op::kXor:
      return kXorLevel;
    case Op::kAnd:
      return kAndLevel;
    case Op::kAdd:
    case Op::kSubtract:
      return kSumLevel;
    case Op::kMultiply:
    case Op::kDivide:
    case Op::kModulo:
      return kProductLevel;
    case Op::kPower:
      return kPowerLevel;
    default:
      return kPredicateLevel;
  }
}

Level level_of(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::kBinary:
      return level_of(expr.op);
    case ExprKind::kComparison:
      return kComparisonLevel;
    case ExprKind::kIsNull:
    case ExprKind::kIsNotNull:
      return kPredicateLevel;
    case ExprKind::kUnary:
      return expr.op == Op::kNot ? kNotLevel : kUnaryLevel;
    case ExprKind::kProperty:
    case ExprKind::kIndex:
    case ExprKind::kSlice:
    case ExprKind::kHasLabels:
      return kPostfixLevel;
    default:
      return kAtomLevel;
  }
}

bool is_logic(Op op) {
  return op == Op::kOr || op == Op::kXor || op == Op::kAnd;
}

class Writer {
 public:
  explicit Writer(const Statement& statement) : statement_(statement) {}

  std::string take() { return std::move(out_); }

  void statement() {
    if (statement_.mode == Statement::Mode::kExplain) out_ += "EXPLAIN ";
    if (statement_.mode == Statement::Mode::kProfile) out_ += "PROFILE ";
    query(statement_.query);
  }

  void expression(ExprId id, Level least = kOrLevel) {
    const Expr& expr = statement_.expr(id);
    bool parenthesised = level_of(expr) < least;
    if (parenthesised) out_ += '(';
    content(expr);
    if (parenthesised) out_ += ')';
  }

 private:
  // Small parts.
  void name(const Name& n) {
    std::string_view text = n.text;
    grammar::Cursor at = text.data();
    bool plain = grammar::scan_word(at, text.data() + text.size()) &&
                 at == text.data() + text.size() && !grammar::is_reserved(text) &&
                 !is_construct(text);
    if (plain) {
      out_ += text;
      return;
    }
    out_ += '`';
    for (char c : text) out_ += c == '`' ? "``" : std::string(1, c);
    out_ += '`';
  }
  // Words that begin a construct of their own before a parenthesis or brace.
  static bool is_construct(std::string_view text) {
    constexpr std::string_view kWords[] = {
        "ALL", "ANY", "NONE", "SINGLE", "REDUCE", "SHORTESTPATH", "ALLSHORTESTPATHS"};
    return std::any_of(std::begin(kWords), std::end(kWords),
                       [&](std::string_view w) { return grammar::same_word(text, w); });
  }
  void key(const Name& n) { name(n); }
  void dotted(const Name& n) {
    std::string_view text = n.text;
    // A quoted name may hold dots of its own: parts that are nothing have no name to write.
    const bool whole =
        text.starts_with('.') || text.ends_with('.') || text.find("..") != std::string_view::npos;
    if (whole) return name(n);
    for (size_t dot; (dot = text.find('.')) != std::string_view::npos;) {
      name({std::string(text.substr(0, dot)), {}});
      out_ += '.';
      text.remove_prefix(dot + 1);
    }
    name({std::string(text), {}});
  }
  template <typename Items, typename Write>
  void list(const Items& items, Write&& write) {
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += ", ";
      first = false;
      write(item);
    }
  }
  void expressions(const std::vector<ExprId>& ids) {
    list(ids, [&](ExprId id) { expression(id); });
  }
  void optional(const char* before, ExprId id) {
    if (id == kNoExpr) return;
    out_ += before;
    expression(id);
  }

  // Literals.
  void literal(const Value& v) {
    switch (v.type()) {
      case ValueType::kBoolean:
        out_ += v.as_boolean() ? "true" : "false";
        return;
      case ValueType::kInteger:
        out_ += std::to_string(v.as_integer());
        return;
      case ValueType::kFloat:
        number(v.as_float());
        return;
      case ValueType::kString:
        text(v.as_string());
        return;
      default:
        out_ += "null";
        return;
    }
  }
  void number(double d) {
    char buffer[32];
    auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, d);
    std::string written(buffer, end);
    if (written.find_first_of(".e") == std::string::npos) written += ".0";
    out_ += written;
  }
  void text(std::string_view s) {
    out_ += '\'';
    for (char c : s) {
      switch (c) {
        case '\'':
          out_ += "\\'";
          break;
        case '\\':
          out_ += "\\\\";
          break;
        case '\n':
          out_ += "\\n";
          break;
        case '\r':
          out_ += "\\r";
          break;
        case '\t':
          out_ += "\\t";
          break;
        case '\b':
          out_ += "\\b";
          break;
        case '\f':
          out_ += "\\f";
          break;
        default:
          out_ += c;
      }
    }
    out_ += '\'';
  }

  // Expressions.
  void content(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::kLiteral:
        return literal(expr.literal);
      case ExprKind::kParameter:
        return parameter(expr.name);
      case ExprKind::kVariable:
        return name(expr.name);
      case ExprKind::kList:
        return bracketed('[', expr.args, ']');
      case ExprKind::kMap:
        return map(expr);
      case ExprKind::kProperty:
        return property(expr);
      case ExprKind::kIndex:
        return index(expr);
      case ExprKind::kSlice:
        return slice(expr);
      case ExprKind::kHasLabels:
        return has_labels(expr);
      case ExprKind::kUnary:
        return unary(expr);
      case ExprKind::kBinary:
        return binary(expr);
      case ExprKind::kComparison:
        return comparison(expr);
      case ExprKind::kIsNull:
        return null_test(expr, " IS NULL");
      case ExprKind::kIsNotNull:
        return null_test(expr, " IS NOT NULL");
      case ExprKind::kCall:
        return call(expr);
      case ExprKind::kCountStar:
        out_ += "count(*)";
        return;
      case ExprKind::kCase:
        return conditional(expr);
      case ExprKind::kListComprehension:
        return comprehension(expr);
      case ExprKind::kPatternComprehension:
        return pattern_comprehension(expr);
      case ExprKind::kQuantifier:
        return quantifier(expr);
      case ExprKind::kReduce:
        return reduce(expr);
      case ExprKind::kMapProjection:
        return map_projection(expr);
      case ExprKind::kPattern:
        return path(expr.pattern.front());
      case ExprKind::kExists:
        return subquery("EXISTS", expr);
      case ExprKind::kCount:
        return subquery("COUNT", expr);
      case ExprKind::kCollect:
        return subquery("COLLECT", expr);
    }
  }
  void parameter(const Name& n) {
    out_ += '$';
    bool digits = !n.text.empty() && std::all_of(n.text.begin(), n.text.end(),
                                                 [](char c) { return c >= '0' && c <= '9'; });
    if (digits) {
      out_ += n.text;
    } else {
      name(n);
    }
  }
  void bracketed(char open, const std::vector<ExprId>& ids, char close) {
    out_ += open;
    expressions(ids);
    out_ += close;
  }
  void map(const Expr& expr) {
    out_ += '{';
    for (size_t i = 0; i < expr.names.size(); ++i) {
      if (i > 0) out_ += ", ";
      key(expr.names[i]);
      out_ += ": ";
      expression(expr.args[i]);
    }
    out_ += '}';
  }
  // What stands left of a dot, a bracket or a colon: numbers would swallow the dot or lose the
  // sign.
  void base(ExprId id) {
    const Expr& expr = statement_.expr(id);
    bool number = expr.kind == ExprKind::kLiteral &&
                  (expr.literal.is(ValueType::kInteger) || expr.literal.is(ValueType::kFloat));
    if (number) out_ += '(';
    expression(id, kPostfixLevel);
    if (number) out_ += ')';
  }
  void property(const Expr& expr) {
    base(expr.args[0]);
    out_ += '.';
    key(expr.name);
  }
  void index(const Expr& expr) {
    base(expr.args[0]);
    out_ += '[';
    expression(expr.args[1]);
    out_ += ']';
  }
  void slice(const Expr& expr) {
    base(expr.args[0]);
    out_ += '[';
    optional("", expr.args[1]);
    out_ += "..";
    optional("", expr.args[2]);
    out_ += ']';
  }
  void has_labels(const Expr& expr) {
    base(expr.args[0]);
    out_ += ':';
    // In parentheses, so that a bar is that of the labels everywhere.
    bool simple = expr.labels->kind == LabelExpr::Kind::kName ||
                  expr.labels->kind == LabelExpr::Kind::kParameter;
    if (!simple) out_ += '(';
    labels(*expr.labels);
    if (!simple) out_ += ')';
  }
  void unary(const Expr& expr) {
    out_ += text_of(expr.op);
    if (expr.op == Op::kNot) out_ += ' ';
    const Expr& operand = statement_.expr(expr.args[0]);
    bool number = expr.op != Op::kNot && operand.kind == ExprKind::kLiteral;
    if (number) out_ += '(';
    expression(expr.args[0], expr.op == Op::kNot ? kNotLevel : kUnaryLevel);
    if (number) out_ += ')';
  }
  void binary(const Expr& expr) {
    Level level = level_of(expr.op);
    const Expr& left = statement_.expr(expr.args[0]);
    const Expr& right = statement_.expr(expr.args[1]);
    // Long chains of AND and OR are trees of groups (see grammar_expression.cpp).
    bool same = [&](const Expr& e) {
      return e.kind == ExprKind::kBinary && e.op == expr.op;
    }(right);
    bool group = is_logic(expr.op) && same && left.kind == ExprKind::kBinary && left.op == expr.op;
    expression(expr.args[0], group ? kAtomLevel : level);
    out_ += ' ';
    out_ += text_of(expr.op);
    out_ += ' ';
    expression(expr.args[1], level == kPredicateLevel ? kSumLevel : static_cast<Level>(level + 1));
  }
  void comparison(const Expr& expr) {
    for (size_t i = 0; i < expr.args.size(); ++i) {
      if (i > 0) {
        out_ += ' ';
        out_ += text_of(expr.ops[i - 1]);
        out_ += ' ';
      }
      expression(expr.args[i], kPredicateLevel);
    }
  }
  void null_test(const Expr& expr, const char* suffix) {
    expression(expr.args[0], kPredicateLevel);
    out_ += suffix;
  }
  void call(const Expr& expr) {
    dotted(expr.name);
    out_ += '(';
    if (expr.distinct) out_ += "DISTINCT ";
    expressions(expr.args);
    out_ += ')';
  }
  void conditional(const Expr& expr) {
    size_t whens_end = expr.args.size() - 1;
    out_ += "CASE";
    optional(" ", expr.args[0]);
    for (size_t i = 1; i < whens_end; i += 2) {
      optional(" WHEN ", expr.args[i]);
      optional(" THEN ", expr.args[i + 1]);
    }
    optional(" ELSE ", expr.args[whens_end]);
    out_ += " END";
  }
  void comprehension(const Expr& expr) {
    out_ += '[';
    name(expr.variable);
    optional(" IN ", expr.args[0]);
    optional(" WHERE ", expr.args[1]);
    optional(" | ", expr.args[2]);
    out_ += ']';
  }
  void pattern_comprehension(const Expr& expr) {
    out_ += '[';
    path(expr.pattern.front());
    optional(" WHERE ", expr.args[1]);
    optional(" | ", expr.args[2]);
    out_ += ']';
  }
  void quantifier(const Expr& expr) {
    out_ += expr.name.text + "(";
    name(expr.variable);
    optional(" IN ", expr.args[0]);
    optional(" WHERE ", expr.args[1]);
    out_ += ')';
  }
  void reduce(const Expr& expr) {
    out_ += "reduce(";
    name(expr.accumulator);
    optional(" = ", expr.args[0]);
    out_ += ", ";
    name(expr.variable);
    optional(" IN ", expr.args[1]);
    optional(" | ", expr.args[2]);
    out_ += ')';
  }
  void map_projection(const Expr& expr) {
    expression(expr.args[0]);
    out_ += " {";
    list(expr.projections, [&](const MapProjectionItem& item) {
      using Kind = MapProjectionItem::Kind;
      if (item.kind == Kind::kAll) out_ += ".*";
      if (item.kind == Kind::kProperty) out_ += '.';
      if (item.kind != Kind::kAll) key(item.name);
      if (item.kind == Kind::kEntry) optional(": ", item.value);
    });
    out_ += '}';
  }
  void subquery(const char* word, const Expr& expr) {
    out_ += word;
    out_ += " {";
    if (expr.subquery) {
      query(*expr.subquery);
    } else {
      pattern(expr.pattern);
      for (ExprId id : expr.args) optional(" WHERE ", id);
    }
    out_ += '}';
  }

  // Patterns.
  void labels(const LabelExpr& l) {
    using Kind = LabelExpr::Kind;
    switch (l.kind) {
      case Kind::kName:
        return key(l.name);
      case Kind::kParameter:
        out_ += l.any ? "$any(" : "$(";
        parameter(l.name);
        out_ += ')';
        return;
      case Kind::kAny:
        out_ += '%';
        return;
      case Kind::kNot:
        out_ += '!';
        return label_child(l.children.front());
      case Kind::kAnd:
      case Kind::kOr:
        for (size_t i = 0; i < l.children.size(); ++i) {
          if (i > 0) out_ += l.kind == Kind::kAnd ? '&' : '|';
          label_child(l.children[i]);
        }
    }
  }
  void label_child(const LabelExpr& l) {
    bool compound = l.kind == LabelExpr::Kind::kAnd || l.kind == LabelExpr::Kind::kOr;
    if (compound) out_ += '(';
    labels(l);
    if (compound) out_ += ')';
  }
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
  void node(const NodePattern& n) {
    out_ += '(';
    size_t start = out_.size();
    inside(n, n.labels);
    rest(n, start);
    out_ += ')';
  }
  void hops(const RelPattern& r) {
    out_ += '*';
    if (r.min_hops && r.max_hops && r.min_hops == r.max_hops) {
      out_ += std::to_string(*r.min_hops);
      return;
    }
    if (r.min_hops) out_ += std::to_string(*r.min_hops);
    if (r.min_hops || r.max_hops) out_ += "..";
    if (r.max_hops) out_ += std::to_string(*r.max_hops);
  }
  void relationship(const RelPattern& r) {
    out_ += r.arrow == Arrow::kLeft ? "<-" : "-";
    size_t before = out_.size();
    out_ += '[';
    size_t start = out_.size();
    inside(r, r.types);
    if (r.variable_length) hops(r);
    rest(r, start);
    if (out_.size() == start) {
      out_.resize(before);
    } else {
      out_ += ']';
    }
    out_ += r.arrow == Arrow::kRight ? "->" : "-";
  }
  void path(const PathPattern& p) {
    if (p.variable) {
      name(*p.variable);
      out_ += " = ";
    }
    if (p.kind == PathPattern::Kind::kShortest) out_ += "shortestPath(";
    if (p.kind == PathPattern::Kind::kAllShortest) out_ += "allShortestPaths(";
    for (size_t i = 0; i < p.nodes.size(); ++i) {
      if (i > 0) relationship(p.rels[i - 1]);
      node(p.nodes[i]);
    }
    if (p.kind != PathPattern::Kind::kPlain) out_ += ')';
  }
  void pattern(const Pattern& p) {
    list(p, [&](const PathPattern& one) { path(one); });
  }

  // Clauses.
  void query(const Query& q) {
    for (size_t i = 0; i < q.parts.size(); ++i) {
      if (i > 0) out_ += q.all[i - 1] ? " UNION ALL " : " UNION ";
      clauses(q.parts[i].clauses);
    }
  }
  void clauses(const std::vector<Clause>& all) {
    for (size_t i = 0; i < all.size(); ++i) {
      if (i > 0) out_ += ' ';
      std::visit([&](const auto& c) { clause(c); }, all[i].content);
    }
  }
  void clause(const MatchClause& c) {
    out_ += c.optional ? "OPTIONAL MATCH " : "MATCH ";
    pattern(c.pattern);
    optional(" WHERE ", c.where);
  }
  void clause(const UnwindClause& c) {
    optional("UNWIND ", c.list);
    out_ += " AS ";
    name(c.variable);
  }
  void clause(const WithClause& c) {
    out_ += "WITH ";
    projection(c.projection);
    optional(" WHERE ", c.where);
  }
  void clause(const ReturnClause& c) {
    out_ += "RETURN ";
    projection(c.projection);
  }
  void projection(const Projection& p) {
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
  void clause(const CreateClause& c) {
    out_ += "CREATE ";
    pattern(c.pattern);
  }
  void clause(const MergeClause& c) {
    out_ += "MERGE ";
    path(c.pattern);
    if (!c.on_create.empty()) set_items(" ON CREATE SET ", c.on_create);
    if (!c.on_match.empty()) set_items(" ON MATCH SET ", c.on_match);
  }
  void clause(const SetClause& c) { set_items("SET ", c.items); }
  void set_items(const char* before, const std::vector<SetItem>& items) {
    out_ += before;
    list(items, [&](const SetItem& item) { set_item(item); });
  }
  void set_item(const SetItem& item) {
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
  void label_names(const std::vector<LabelExpr>& names) {
    for (const LabelExpr& one : names) {
      out_ += ':';
      labels(one);
    }
  }
  void clause(const RemoveClause& c) {
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
  void clause(const DeleteClause& c) {
    out_ += c.detach ? "DETACH DELETE " : "DELETE ";
    expressions(c.values);
  }
  void clause(const CallClause& c) {
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
  void clause(const CallSubquery& c) {
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
  void clause(const ForeachClause& c) {
    out_ += "FOREACH (";
    name(c.variable);
    optional(" IN ", c.list);
    out_ += " | ";
    clauses(c.body);
    out_ += ')';
  }

  const Statement& statement_;
  std::string out_;
};

bool writes_in(const Query& query);

bool writes_in(const Clause& clause) {
  return std::visit(
      Overloaded{[](const CreateClause&) { return true; }, [](const MergeClause&) { return true; },
                 [](const SetClause&) { return true; }, [](const RemoveClause&) { return true; },
                 [](const DeleteClause&) { return true; },
                 [](const ForeachClause&) { return true; },
                 [](const CallSubquery& c) { return writes_in(*c.query); },
                 [](const auto&) { return false; }},
      clause.content);
}

bool writes_in(const Query& query) {
  return std::any_of(query.parts.begin(), query.parts.end(), [](const SingleQuery& part) {
    return std::any_of(part.clauses.begin(), part.clauses.end(),
                       [](const Clause& clause) { return writes_in(clause); });
  });
}

}  // namespace

std::string_view text_of(Op op) {
  switch (op) {
    case Op::kNone:
      return "";
    case Op::kOr:
      return "OR";
    case Op::kXor:
      return "XOR";
    case Op::kAnd:
      return "AND";
    case Op::kNot:
      return "NOT";
    case Op::kEqual:
      return "=";
    case Op::kNotEqual:
      return "<>";
    case Op::kLess:
      return "<";
    case Op::kLessEqual:
      return "<=";
    case Op::kGreater:
      return ">";
    case Op::kGreaterEqual:
      return ">=";
    case Op::kAdd:
      return "+";
    case Op::kSubtract:
      return "-";
    case Op::kMultiply:
      return "*";
    case Op::kDivide:
      return "/";
    case Op::kModulo:
      return "%";
    case Op::kPower:
      return "^";
    case Op::kNegate:
      return "-";
    case Op::kPlus:
      return "+";
    case Op::kIn:
      return "IN";
    case Op::kStartsWith:
      return "STARTS WITH";
    case Op::kEndsWith:
      return "ENDS WITH";
    case Op::kContains:
      return "CONTAINS";
    case Op::kRegex:
      return "=~";
  }
  return "";
}

std::string unparse(const Statement& statement) {
  Writer writer(statement);
  writer.statement();
  return writer.take();
}

std::string unparse(const Statement& statement, ExprId expr) {
  Writer writer(statement);
  writer.expression(expr);
  return writer.take();
}

bool writes(const Statement& statement) {
  return writes_in(statement.query);
}

}  // namespace hoego::query

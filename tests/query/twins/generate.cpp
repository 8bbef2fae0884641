// SPDX-License-Identifier: Apache-2.0
#include "tests/query/twins/generate.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "query/query.h"

namespace hoego::query {
namespace {

// splitmix64: the same numbers with every library.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  int below(int n) { return static_cast<int>(next() % static_cast<uint64_t>(n)); }
  bool chance(int percent) { return below(100) < percent; }
  std::string pick(std::initializer_list<const char*> words) {
    return words.begin()[below(static_cast<int>(words.size()))];
  }

 private:
  uint64_t state_;
};

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) out += (i > 0 ? between : "") + parts[i];
  return out;
}

std::string random_map(Random& random, int percent) {
  std::vector<std::string> entries;
  const auto maybe = [&](const std::string& entry) {
    if (random.chance(percent)) entries.push_back(entry);
  };
  maybe("n: " + std::to_string(random.below(5)));
  maybe("f: " + random.pick({"0.5", "1.0", "2.25", "-1.5"}));
  maybe("s: " + random.pick({"'a'", "'b'", "'ab'", "'가나'", "''"}));
  maybe("b: " + random.pick({"true", "false"}));
  maybe("l: " + random.pick({"[]", "[1]", "[1, 2, 3]", "[2, 2]"}));
  maybe("x: " + random.pick({"1", "1.0", "'a'", "true", "[1]", "2", "date('2020-01-01')"}));
  return "{" + joined(entries, ", ") + "}";
}

enum class Kind { kNode, kRel, kRels, kPath, kInt, kFloat, kString, kBool, kInts, kAny, kBag };

struct Variable {
  std::string name;
  Kind kind;
};

class Generator {
 public:
  explicit Generator(uint64_t seed) : random_(seed) {}

  std::string query() {
    if (!random_.chance(8)) return single({});
    std::vector<Kind> kinds;
    for (int i = 0, n = 1 + random_.below(2); i < n; ++i) kinds.push_back(scalar_kind());
    const std::string first = single(kinds);
    const std::string between = random_.pick({" UNION ", " UNION ALL "});
    scope_.clear();
    return first + between + single(kinds);
  }

 private:
  // Clauses. `kinds` are the columns that a part of a UNION must have; none: free.
  std::string single(const std::vector<Kind>& kinds) {
    std::vector<std::string> clauses{random_.chance(90) ? match(false) : unwind()};
    const int more = random_.below(4);
    for (int i = 0; i < more; ++i) clauses.push_back(clause());
    clauses.push_back(kinds.empty() ? last() : return_of(kinds));
    return joined(clauses, " ");
  }

  std::string clause() {
    const int die = random_.below(100);
    if (die < 20) return match(false);
    if (die < 40) return match(true);
    if (die < 50) return unwind();
    if (die < 60) return subquery();
    if (die < 64 && count_of(Kind::kNode) >= 2) return shortest();
    return with();
  }

  std::string match(bool optional) {
    std::string out = optional ? "OPTIONAL MATCH " : "MATCH ";
    out += pattern(true, random_.chance(25) ? 2 : 1);
    if (count_of(Kind::kNode) >= 2 && random_.chance(15)) {
      out += " WHERE " + join();
      if (random_.chance(40)) out += " AND " + condition();
      return out;
    }
    if (random_.chance(45)) out += " WHERE " + condition();
    return out;
  }

  // What could bind two parts of a pattern together.
  std::string join() {
    const auto side = [&] {
      const std::string key = random_.pick({"x", "n", "s", "l", "f"});
      const std::string property = variable(Kind::kNode) + "." + key;
      switch (random_.below(3)) {
        case 0:
          return "coalesce(" + property + ", null)";
        case 1:
          return "[1, " + property + "]";
        default:
          return property;
      }
    };
    return side() + " = " + side();
  }

  std::string shortest() {
    const std::string a = variable(Kind::kNode);
    const std::string b = variable(Kind::kNode);
    const std::string p = fresh("p");
    std::string out = "WITH *, 1 AS " + fresh("one") + " WHERE " + a + " <> " + b;
    scope_.push_back({last_fresh_, Kind::kInt});
    const bool all = random_.chance(50);
    out += std::string(" MATCH ") + (all ? p + " = allShortestPaths((" : p + " = shortestPath((") +
           a + ")" + rel_without_name("*.." + std::to_string(1 + random_.below(4))) + "(" + b +
           "))";
    if (all) {
      scope_.push_back({p, Kind::kPath});
      return out;
    }
    // Which of several shortest paths comes is not said, only its length.
    out += " WITH ";
    for (const Variable& v : scope_) out += v.name + ", ";
    const std::string length = fresh("i");
    scope_.push_back({length, Kind::kInt});
    return out + "length(" + p + ") AS " + length;
  }

  std::string unwind() {
    const int die = random_.below(3);
    const std::string name = fresh("u");
    std::string out = "UNWIND ";
    if (die == 0) {
      out += random_.chance(5) ? "range(1, 1" + number(0, 9) + "00)" : ints(2);
      scope_.push_back({name, Kind::kInt});
    } else if (die == 1) {
      out += "[" + value(scope_.empty() ? Kind::kInt : Kind::kAny, 1) + ", " +
             value(Kind::kAny, 1) + "]";
      scope_.push_back({name, Kind::kAny});
      return out + " AS " + name;
    } else {
      out += "[" + string(1) + ", " + string(1) + ", null]";
      scope_.push_back({name, Kind::kString});
    }
    return out + " AS " + name;
  }

  std::string subquery() {
    std::vector<std::string> imports;
    const std::vector<Variable> outer = scope_;
    std::vector<Variable> inner;
    for (const Variable& v : outer) {
      if (random_.chance(50)) {
        inner.push_back(v);
        imports.push_back(v.name);
      }
    }
    scope_ = inner;
    std::string out = "CALL (" + joined(imports, ", ") + ") { ";
    if (!imports.empty() && random_.chance(30)) out = "CALL { WITH " + joined(imports, ", ") + " ";
    out += match(false) + " ";
    const Kind kind = scalar_kind();
    const std::string name = fresh("c");
    if (random_.chance(40)) {
      out += "RETURN " + aggregate(kind) + " AS " + name;
    } else {
      out += "RETURN " + value(kind, 1) + " AS " + name;
      if (random_.chance(30)) out += " ORDER BY " + name + " LIMIT " + number(1, 2);
    }
    scope_ = outer;
    scope_.push_back({name, kind});
    return out + " }";
  }

  // One projection: its text after WITH or RETURN, with all its columns in the scope afterwards.
  std::string projection(bool is_with) {
    std::vector<Variable> after;
    std::vector<std::string> items;
    const bool aggregating = random_.chance(35);
    const bool distinct = random_.chance(20);
    for (const Variable& v : scope_) {
      if (v.kind == Kind::kBag && (distinct || aggregating)) continue;
      if (!random_.chance(aggregating ? 35 : 60)) continue;
      items.push_back(v.name);
      after.push_back(v);
    }
    const int fresh_items = (items.empty() ? 1 : 0) + random_.below(3);
    for (int i = 0; i < fresh_items; ++i) {
      const Kind kind = random_.chance(15) ? Kind::kAny : scalar_kind();
      const std::string name = fresh("v");
      items.push_back(value(kind, 2) + " AS " + name);
      after.push_back({name, kind});
    }
    if (!aggregating && !distinct && random_.chance(12)) {
      const std::string name = fresh("l");
      items.push_back(collected() + " AS " + name);
      after.push_back({name, Kind::kBag});
    }
    bool bag = std::any_of(after.begin(), after.end(), is_bag);
    if (aggregating) {
      const Kind kind = random_.chance(20) ? Kind::kBag : scalar_kind();
      const std::string name = fresh("g");
      items.push_back(aggregate(kind) + " AS " + name);
      after.push_back({name, kind});
      bag = bag || kind == Kind::kBag;
    }
    const std::vector<Variable> before = scope_;
    std::string out = (distinct && !bag ? "DISTINCT " : "") + joined(items, ", ");
    out += order(before, after, !aggregating && !distinct, bag);
    scope_ = after;
    if (is_with && random_.chance(35)) out += " WHERE " + boolean(1);
    return out;
  }

  // Cut only what is ordered by all columns.
  std::string order(const std::vector<Variable>& before, std::vector<Variable> after, bool open,
                    bool bag) {
    if (bag || !random_.chance(35)) return "";
    if (open && random_.chance(25)) {
      scope_ = before;
      return " ORDER BY " + value(scalar_kind(), 1) + random_.pick({"", " DESC"});
    }
    for (size_t i = after.size(); i > 1; --i) {
      std::swap(after[i - 1], after[static_cast<size_t>(random_.below(static_cast<int>(i)))]);
    }
    std::vector<std::string> keys;
    for (const Variable& v : after) keys.push_back(v.name + random_.pick({"", " DESC", " ASC"}));
    std::string out = " ORDER BY " + joined(keys, ", ");
    if (random_.chance(30)) out += " SKIP " + number(0, 3);
    if (random_.chance(50)) out += " LIMIT " + number(0, 5);
    return out;
  }

  std::string with() {
    if (!scope_.empty() && random_.chance(15)) return "WITH * WHERE " + boolean(2);
    return "WITH " + projection(true);
  }

  std::string last() {
    if (!scope_.empty() && random_.chance(8)) return "RETURN *";
    if (!scope_.empty() && random_.chance(8))
      return "WITH * LIMIT " + number(0, 9) + " RETURN count(*) AS c";
    return "RETURN " + projection(false);
  }

  std::string return_of(const std::vector<Kind>& kinds) {
    std::vector<std::string> items;
    for (size_t i = 0; i < kinds.size(); ++i) {
      items.push_back(value(kinds[i], 2) + " AS c" + std::to_string(i));
    }
    return std::string("RETURN ") + (random_.chance(20) ? "DISTINCT " : "") + joined(items, ", ");
  }

  // Patterns. Named ones put their variables into the scope.
  std::string pattern(bool named, int paths, int least_rels = 0) {
    std::vector<std::string> out;
    std::vector<Variable> made;
    for (int i = 0; i < paths; ++i) out.push_back(path(named, made, least_rels));
    scope_.insert(scope_.end(), made.begin(), made.end());
    return joined(out, ", ");
  }

  std::string path(bool named, std::vector<Variable>& made, int least_rels) {
    std::string out;
    if (named && random_.chance(15)) {
      made.push_back({fresh("p"), Kind::kPath});
      out = last_fresh_ + " = ";
    }
    out += node(named, made);
    for (int i = 0, n = least_rels + random_.below(3 - least_rels); i < n; ++i) {
      out += rel(named, made);
      out += node(named, made);
    }
    return out;
  }

  std::string node(bool named, std::vector<Variable>& made) {
    std::string out = "(";
    const int die = random_.below(100);
    if (die < 30 && count_of(Kind::kNode) > 0) {
      out += variable(Kind::kNode);
    } else if (named && die < 38 && !made.empty() && made.back().kind == Kind::kNode) {
      out += made.back().name;
    } else if (named && die < 85) {
      made.push_back({fresh("n"), Kind::kNode});
      out += last_fresh_;
    }
    if (random_.chance(25)) {
      out += random_.pick(
          {":A", ":B", ":C", ":A", ":B", ":A&B", ":A|C", ":!A", ":A:B", ":Missing", ":%", ":A&!B"});
    }
    if (random_.chance(12)) out += " " + properties();
    if (named && random_.chance(5)) out += " WHERE " + boolean(1);
    return out + ")";
  }

  std::string properties() {
    if (random_.chance(30)) return "{n: " + integer(1) + "}";
    return random_map(random_, 10);
  }

  std::string rel(bool named, std::vector<Variable>& made) {
    const bool variable_length = random_.chance(18);
    std::string inside;
    if (named && random_.chance(5) && !variable_length && count_of(Kind::kRel) > 0) {
      const std::string bound = variable(Kind::kRel);
      if (rels_used_.find(" " + bound + " ") == std::string::npos) {
        rels_used_ += " " + bound + " ";
        inside = bound;
      }
    } else if (named && random_.chance(55)) {
      made.push_back({fresh("r"), variable_length ? Kind::kRels : Kind::kRel});
      inside = last_fresh_;
    }
    inside += types();
    if (variable_length)
      inside += random_.pick({"*", "*1..2", "*0..2", "*2", "*..3", "*0..1", "*2..3", "*0"});
    if (random_.chance(10)) inside += " {n: " + number(0, 4) + "}";
    return arrow(inside);
  }

  std::string rel_without_name(const std::string& length) { return arrow(types() + length); }

  std::string types() {
    if (!random_.chance(60)) return "";
    return random_.pick({":K", ":L", ":M", ":K|L", ":K|M", ":!K", ":K", ":L", ":Missing"});
  }

  std::string arrow(const std::string& inside) {
    const std::string middle = inside.empty() ? "-" : "-[" + inside + "]-";
    const std::string line = inside.empty() ? "-" : "";
    switch (random_.below(5)) {
      case 0:
      case 1:
        return middle + line + ">";
      case 2:
      case 3:
        return "<" + middle + line;
      default:
        return middle + line;
    }
  }

  // Expressions of a kind; any of them may be null.
  Kind scalar_kind() {
    static constexpr Kind kKinds[] = {Kind::kInt, Kind::kInt, Kind::kFloat, Kind::kString,
                                      Kind::kBool};
    return kKinds[random_.below(5)];
  }

  std::string value(Kind kind, int depth) {
    switch (kind) {
      case Kind::kInt:
        return integer(depth);
      case Kind::kFloat:
        return floating(depth);
      case Kind::kString:
        return string(depth);
      case Kind::kBool:
        return boolean(depth);
      case Kind::kInts:
        return ints(depth);
      default:
        return anything(depth);
    }
  }

  std::string number(int from, int to) {
    return std::to_string(from + random_.below(to - from + 1));
  }

  std::string integer(int depth) {
    if (depth <= 0 || random_.chance(20)) return atom(Kind::kInt, "n", number(0, 5));
    const int d = depth - 1;
    switch (random_.below(17)) {
      case 0:
        return "(" + integer(d) + " + " + integer(d) + ")";
      case 1:
        return "(" + integer(d) + " - " + integer(d) + ")";
      case 2:
        return integer(d) + " * " + number(0, 3);
      case 3:
        return "(" + integer(d) + ") % " + number(1, 4);
      case 4:
        return "(" + integer(d) + ") / " + number(1, 4);
      case 5:
        return "-" + atom(Kind::kInt, "n", "1");
      case 6:
        return "size(" + ints(d) + ")";
      case 7:
        return "size(" + string(d) + ")";
      case 8:
        return "coalesce(" + integer(d) + ", " + integer(d) + ")";
      case 9:
        return "CASE WHEN " + boolean(d) + " THEN " + integer(d) + " ELSE " + integer(d) + " END";
      case 10:
        return "CASE " + integer(d) + " WHEN " + number(0, 3) + " THEN " + integer(d) + " END";
      case 11:
        return ints(d) + "[" + random_.pick({"0", "1", "-1", "-2"}) + "]";
      case 12:
        return "reduce(acc = " + number(0, 3) + ", " + local("y", ints(d), d, true) + ")";
      case 13:
        return "COUNT { " + unnamed_pattern() + " }";
      case 14:
        return size_of_something(d);
      case 15:
        return "abs(" + integer(d) + ")";
      default:
        return "head(" + ints(d) + ")";
    }
  }

  std::string size_of_something(int depth) {
    if (count_of(Kind::kPath) > 0 && random_.chance(50))
      return "length(" + variable(Kind::kPath) + ")";
    if (count_of(Kind::kRels) > 0 && random_.chance(50))
      return "size(" + variable(Kind::kRels) + ")";
    if (count_of(Kind::kBag) > 0 && random_.chance(70)) return "size(" + variable(Kind::kBag) + ")";
    if (count_of(Kind::kNode) > 0) return "size(labels(" + variable(Kind::kNode) + "))";
    return "toInteger(" + floating(depth) + ")";
  }

  std::string floating(int depth) {
    if (depth <= 0 || random_.chance(25)) {
      return atom(Kind::kFloat, "f", random_.pick({"0.5", "2.0", "-1.25", "1e1"}));
    }
    const int d = depth - 1;
    switch (random_.below(6)) {
      case 0:
        return "(" + floating(d) + " + " + integer(d) + ")";
      case 1:
        return "toFloat(" + integer(d) + ")";
      case 2:
        return floating(d) + " * 0.5";
      case 3:
        return "round(" + floating(d) + ")";
      case 4:
        return "(" + integer(d) + ") / 2.0";
      default:
        return "coalesce(" + floating(d) + ", " + floating(d) + ")";
    }
  }

  std::string string(int depth) {
    if (depth <= 0 || random_.chance(25)) {
      return atom(Kind::kString, "s", random_.pick({"'a'", "'ab'", "''", "'나'", "'B'"}));
    }
    const int d = depth - 1;
    switch (random_.below(9)) {
      case 0:
        return "(" + string(d) + " + " + string(d) + ")";
      case 1:
        return "toUpper(" + string(d) + ")";
      case 2:
        return "left(" + string(d) + ", " + number(0, 2) + ")";
      case 3:
        return "substring(" + string(d) + ", " + number(0, 2) + ")";
      case 4:
        return "toString(" + integer(d) + ")";
      case 5:
        return "reverse(" + string(d) + ")";
      case 6:
        return "replace(" + string(d) + ", 'a', 'bb')";
      case 7:
        if (count_of(Kind::kRel) > 0) return "type(" + variable(Kind::kRel) + ")";
        return "trim(" + string(d) + ")";
      default:
        return "CASE WHEN " + boolean(d) + " THEN " + string(d) + " END";
    }
  }

  std::string boolean(int depth) {
    if (depth <= 0 || random_.chance(8)) {
      return atom(Kind::kBool, "b", random_.pick({"true", "false", "null"}));
    }
    const int d = depth - 1;
    switch (random_.below(25)) {
      case 0:
        return "(" + boolean(d) + " AND " + boolean(d) + ")";
      case 1:
        return "(" + boolean(d) + " OR " + boolean(d) + ")";
      case 2:
        return "(" + boolean(d) + " XOR " + boolean(d) + ")";
      case 3:
        return "(NOT (" + boolean(d) + "))";
      case 4:
      case 5:
      case 6:
        return comparison(scalar_kind(), d);
      case 7:
        return integer(d) + " <= " + integer(d) + " < " + integer(d);
      case 8:
        return "(" + value(scalar_kind(), d) + random_.pick({") IS NULL", ") IS NOT NULL"});
      case 9:
        return "(" + integer(d) + " IN " + ints(d) + ")";
      case 10:
        return string(d) + random_.pick({" STARTS WITH ", " ENDS WITH ", " CONTAINS "}) + string(d);
      case 11:
        return comparison(Kind::kAny, d);
      case 12:
        return has_label();
      case 13:
        return random_.pick({"all(", "any(", "none(", "single("}) + local("q", ints(d), d, false) +
               ")";
      case 14:
        return "EXISTS { " + unnamed_pattern() + " }";
      case 15:
        return "EXISTS { MATCH " + inner_match(d) + " }";
      case 16:
        return "EXISTS { " + relationship_test() + " }";
      case 17:
        return same_element();
      case 18:
        return "(" + string(d) + " IN [" + string(0) + ", 'a', " + string(0) + "])";
      case 19:
      case 20:
        return lookup();
      case 21:
        return of_all();
      case 22:
        return "COUNT { MATCH " + inner_match(d) + " } " + random_.pick({"> ", "= ", "< "}) +
               number(0, 2);
      default:
        return comparison(Kind::kInt, d);
    }
  }

  // What an index could answer.
  std::string lookup() {
    if (count_of(Kind::kNode) == 0) return "true";
    const std::string n = variable(Kind::kNode);
    return "(" + random_.pick({"", "NOT "}) + n +
           random_.pick({".n = 1", ".n = 2.0", ".s = 'a'", ".x = 1.0", ".n IN [1, 3]", ".b = true",
                         ".s IN ['a', null]", ".n >= 2", ".s STARTS WITH 'a'", ".f < 1",
                         ".x = date('2020-01-01')", ".x <> 'a'", ".l = [2, 2]"}) +
           ")";
  }

  // A condition on every relationship or node of a path.
  std::string of_all() {
    const std::string what = random_.pick({"all(m IN ", "none(m IN ", "any(m IN ", "single(m IN "});
    const std::string condition = random_.pick(
        {" WHERE m.n > 1)", " WHERE m.n IS NULL)", " WHERE m.s = 'a')", " WHERE m.b)"});
    if (count_of(Kind::kRels) > 0) return what + variable(Kind::kRels) + condition;
    if (count_of(Kind::kPath) == 0) return what + "[{n: 2}, {n: 0}]" + condition;
    return what + random_.pick({"nodes(", "relationships("}) + variable(Kind::kPath) + ")" +
           condition;
  }

  // What stands after WHERE: a bare pattern may be a part of it.
  std::string condition() {
    if (!random_.chance(20)) return boolean(2);
    const std::string out = random_.pick({"", "NOT "}) + relationship_test();
    return out + (random_.chance(50) ? random_.pick({" AND ", " OR "}) + boolean(1) : "");
  }

  std::string comparison(Kind kind, int depth) {
    return value(kind, depth) + random_.pick({" = ", " <> ", " < ", " <= ", " > ", " >= ", " = "}) +
           value(kind, depth);
  }

  std::string has_label() {
    if (count_of(Kind::kNode) == 0) return "true";
    // In parentheses: in a comprehension a bare | ends the condition.
    return "(" + variable(Kind::kNode) +
           random_.pick({":A)", ":B)", ":C)", ":A&B)", ":A|B)", ":!C)"});
  }

  std::string relationship_test() {
    if (count_of(Kind::kNode) == 0) return "(:A)-->()";
    std::vector<Variable> none;
    std::string out = "(" + variable(Kind::kNode) + ")" + rel(false, none);
    const bool other = count_of(Kind::kNode) > 1 && random_.chance(40);
    return out +
           (other ? "(" + variable(Kind::kNode) + ")" : "(:" + random_.pick({"A)", "B)", "C)"}));
  }

  std::string same_element() {
    const Kind kind = random_.chance(70) ? Kind::kNode : Kind::kRel;
    if (count_of(kind) == 0) return "(null IS NULL)";
    return variable(kind) + random_.pick({" = ", " <> "}) + variable(kind);
  }

  std::string unnamed_pattern() {
    std::vector<Variable> none;
    std::string out = node(false, none) + rel(false, none) + node(false, none);
    return out;
  }

  // A pattern with variables of its own, and a condition on them.
  std::string inner_match(int depth) {
    const std::vector<Variable> outer = scope_;
    std::string out = pattern(true, 1);
    if (random_.chance(60)) out += " WHERE " + boolean(depth);
    scope_ = outer;
    return out;
  }

  std::string ints(int depth) {
    if (depth <= 0 || random_.chance(20)) {
      return atom(Kind::kInts, "l", random_.pick({"[1, 2, 3]", "[]", "[2, null]", "[0]"}));
    }
    const int d = depth - 1;
    switch (random_.below(9)) {
      case 0:
        return "range(" + number(0, 2) + ", " + number(0, 5) + ")";
      case 1:
        return "[" + integer(d) + ", " + integer(d) + "]";
      case 2:
        return "(" + ints(d) + " + " + ints(d) + ")";
      case 3:
        return "(" + ints(d) + " + " + integer(d) + ")";
      case 4:
        return ints(d) + random_.pick({"[1..]", "[..2]", "[0..1]", "[-2..]"});
      case 5:
        return "[" + local_list("z", ints(d), d) + "]";
      case 6:
        return "tail(" + ints(d) + ")";
      case 7:
        if (count_of(Kind::kPath) > 0) {
          return "[m IN nodes(" + variable(Kind::kPath) + ") | m.n]";
        }
        return "reverse(" + ints(d) + ")";
      default:
        if (count_of(Kind::kRels) > 0) return "[m IN " + variable(Kind::kRels) + " | m.n]";
        return "[" + integer(d) + "]";
    }
  }

  // `y IN list WHERE condition`, or `y IN list | sum` of a reduce.
  std::string local(const std::string& name, const std::string& list, int depth, bool folds) {
    const std::vector<Variable> outer = scope_;
    scope_.push_back({name, Kind::kInt});
    std::string out = name + " IN " + list;
    out += folds ? " | acc + " + integer(depth) : " WHERE " + boolean(depth);
    scope_ = outer;
    return out;
  }

  std::string local_list(const std::string& name, const std::string& list, int depth) {
    const std::vector<Variable> outer = scope_;
    scope_.push_back({name, Kind::kInt});
    std::string out = name + " IN " + list;
    if (random_.chance(50)) out += " WHERE " + boolean(depth);
    if (random_.chance(60)) out += " | " + integer(depth);
    scope_ = outer;
    return out;
  }

  std::string anything(int depth) {
    if (count_of(Kind::kAny) > 0 && random_.chance(40)) return variable(Kind::kAny);
    if (count_of(Kind::kNode) > 0 && random_.chance(60)) return variable(Kind::kNode) + ".x";
    if (count_of(Kind::kNode) > 0 && random_.chance(15)) {
      return variable(Kind::kNode) + " {.n, .s, k: " + integer(depth) + "}";
    }
    if (count_of(Kind::kNode) > 0 && random_.chance(10)) {
      return random_.pick({"labels(", "properties("}) + variable(Kind::kNode) + ")";
    }
    if (random_.chance(20)) return "{k: " + integer(depth) + ", m: " + string(depth) + "}";
    return value(random_.chance(20) ? Kind::kInts : scalar_kind(), depth);
  }

  // A variable of the kind, a property that is one, or the literal.
  std::string atom(Kind kind, const std::string& property, const std::string& literal) {
    const int die = random_.below(100);
    if (die < 25 && count_of(kind) > 0) return variable(kind);
    if (die < 65 && count_of(Kind::kNode) > 0) return variable(Kind::kNode) + "." + property;
    if (die < 80 && count_of(Kind::kRel) > 0 && (property == "n" || property == "s")) {
      return variable(Kind::kRel) + "." + property;
    }
    return literal;
  }

  // A list in the order in which the engine finds things.
  std::string collected() {
    const std::vector<Variable> outer = scope_;
    const bool query = random_.chance(50);
    std::string out = query ? "COLLECT { MATCH " : "[";
    out += pattern(true, 1, query ? 0 : 1);
    if (random_.chance(50)) out += " WHERE " + boolean(1);
    out += (query ? " RETURN " : " | ") + value(scalar_kind(), 1) + (query ? " AS c }" : "]");
    scope_ = outer;
    return out;
  }

  std::string aggregate(Kind kind) {
    const std::string distinct = random_.chance(25) ? "DISTINCT " : "";
    switch (kind) {
      case Kind::kInt:
        switch (random_.below(6)) {
          case 0:
            return "count(*)";
          case 1:
            return "count(" + distinct + value(Kind::kAny, 1) + ")";
          case 2:
            return "sum(" + distinct + integer(1) + ")";
          case 3:
            return random_.pick({"min(", "max("}) + integer(1) + ")";
          case 4:
            return "(count(*) + sum(" + distinct + integer(1) + ") * 2)";
          default:
            if (count_of(Kind::kNode) == 0) return "count(" + distinct + string(1) + ")";
            return "count(" + distinct + variable(Kind::kNode) + ")";
        }
      case Kind::kFloat:
        if (random_.chance(20)) return "percentileCont(" + floating(1) + ", 0.5)";
        return random_.pick({"avg(", "sum(", "stDev(", "min("}) + distinct + floating(1) + ")";
      case Kind::kString:
        return random_.pick({"min(", "max("}) + string(1) + ")";
      case Kind::kBag:
        if (random_.chance(25) && count_of(Kind::kNode) > 0) {
          return "collect(" + distinct + variable(Kind::kNode) + ")";
        }
        return "collect(" + distinct + value(scalar_kind(), 1) + ")";
      default:
        return "(count(" + distinct + integer(1) + ") > " + number(0, 3) + ")";
    }
  }

  // Variables.
  static bool is_bag(const Variable& v) { return v.kind == Kind::kBag; }
  int count_of(Kind kind) const {
    return static_cast<int>(std::count_if(scope_.begin(), scope_.end(),
                                          [&](const Variable& v) { return v.kind == kind; }));
  }
  std::string variable(Kind kind) {
    int at = random_.below(count_of(kind));
    for (const Variable& v : scope_) {
      if (v.kind == kind && at-- == 0) return v.name;
    }
    return "";
  }
  std::string fresh(const std::string& prefix) {
    return last_fresh_ = prefix + std::to_string(++names_);
  }

  Random random_;
  std::vector<Variable> scope_;
  int names_ = 0;
  std::string last_fresh_;
  std::string rels_used_;
};

}  // namespace

Graph random_graph(uint64_t seed) {
  Random random(seed ^ 0xA5A5A5A5);
  Graph graph;
  Session session(graph);
  const int nodes = 1 + random.below(12);
  for (int i = 0; i < nodes; ++i) {
    const std::string labels = random.pick({"", ":A", ":B", ":A:B", ":C", ":A", ":B"});
    session.run("CREATE (" + labels + " " + random_map(random, 55) + " ) ");
  }
  const int rels = random.below(nodes * 2);
  for (int i = 0; i < rels; ++i) {
    const std::string a = std::to_string(random.below(nodes));
    const std::string b = std::to_string(random.below(nodes));
    session.run("MATCH (a), (b) WHERE id(a) = " + a + " AND id(b) = " + b + " CREATE (a)-[:" +
                random.pick({"K", "K", "L", "M"}) + " " + random_map(random, 40) + "]->(b)");
  }
  if (random.chance(30)) {
    session.run("MATCH (a) WHERE id(a) = " + std::to_string(random.below(nodes)) +
                " DETACH DELETE a");
  }
  return graph;
}

std::string random_query(uint64_t seed) {
  return Generator(seed).query();
}

}  // namespace hoego::query

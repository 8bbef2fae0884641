// SPDX-License-Identifier: Apache-2.0
#include "tests/tck/run.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <tuple>

#include "query/error.h"
#include "tests/tck/notation.h"

namespace hoego::tck {

namespace {

struct Failed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// What a graph holds, for side effects: net differences between two of these.
struct Snapshot {
  std::set<NodeId> nodes;
  std::set<RelId> relationships;
  std::set<std::string> labels;
  std::set<std::tuple<char, uint32_t, std::string, std::string>> properties;
};

Snapshot snapshot(const Graph& graph) {
  Snapshot out;
  auto keep = [&](char kind, uint32_t id, const std::vector<std::pair<KeyId, Value>>& all) {
    for (const auto& [key, value] : all) {
      out.properties.emplace(kind, id, graph.key_name(key), Canonical{}.of_value(graph, value));
    }
  };
  for (NodeId id = 0; id < graph.node_limit(); ++id) {
    if (!graph.node_alive(id)) continue;
    out.nodes.insert(id);
    for (LabelId label : graph.labels_of(id)) out.labels.insert(graph.label_name(label));
    keep('n', id, graph.node_properties(id));
  }
  for (RelId id = 0; id < graph.relationship_limit(); ++id) {
    if (!graph.relationship_alive(id)) continue;
    out.relationships.insert(id);
    keep('r', id, graph.relationship_properties(id));
  }
  return out;
}

template <typename Set>
int64_t missing_from(const Set& of, const Set& in) {
  return std::count_if(of.begin(), of.end(), [&](const auto& x) { return !in.contains(x); });
}

using Effects = std::map<std::string, int64_t>;

Effects effects_between(const Snapshot& before, const Snapshot& after) {
  Effects out;
  auto note = [&](const std::string& name, const auto& old_set, const auto& new_set) {
    if (int64_t n = missing_from(new_set, old_set)) out["+" + name] = n;
    if (int64_t n = missing_from(old_set, new_set)) out["-" + name] = n;
  };
  note("nodes", before.nodes, after.nodes);
  note("relationships", before.relationships, after.relationships);
  note("labels", before.labels, after.labels);
  note("properties", before.properties, after.properties);
  return out;
}

std::string text_of(const Effects& effects) {
  std::string out;
  for (const auto& [name, count] : effects) out += " " + name + " " + std::to_string(count);
  return out.empty() ? " none" : out;
}

// The two graphs that the TCK names: a root, four children, two grandchildren of each; the children
// form a ring. In the second one every other grandchild is a Y.
void build_binary_tree(Graph& graph, int number) {
  KeyId name = graph.intern_key("name");
  auto node = [&](const char* label, const std::string& text) {
    NodeId id = graph.create_node({graph.intern_label(label)});
    graph.set_node_property(id, name, Value::string(text));
    return id;
  };
  NodeId root = node("A", "a");
  std::vector<NodeId> children;
  for (int i = 1; i <= 4; ++i) {
    children.push_back(node("X", "b" + std::to_string(i)));
    graph.create_relationship(root, children.back(),
                              graph.intern_type(i <= 2 ? "KNOWS" : "FOLLOWS"));
    for (int j = 1; j <= 2; ++j) {
      NodeId leaf =
          node(number == 2 && j == 2 ? "Y" : "X", "c" + std::to_string(i) + std::to_string(j));
      graph.create_relationship(children.back(), leaf, graph.intern_type("FRIEND"));
    }
  }
  for (size_t i = 0; i < 4; ++i) {
    graph.create_relationship(children[i], children[(i + 1) % 4], graph.intern_type("FRIEND"));
  }
}

// name(in :: INTEGER?, ...) :: (out :: STRING?, ...): and the table of its rows.
std::vector<query::Procedure::Field> fields_of(std::string_view text) {
  std::vector<query::Procedure::Field> out;
  while (!text.empty()) {
    size_t end = std::min(text.find(','), text.size());
    std::string_view one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    size_t colons = one.find("::");
    if (colons == std::string_view::npos) continue;
    auto trim = [](std::string_view s) {
      size_t begin = s.find_first_not_of(' ');
      return s.substr(begin, s.find_last_not_of(' ') - begin + 1);
    };
    out.push_back(
        {std::string(trim(one.substr(0, colons))), std::string(trim(one.substr(colons + 2)))});
  }
  return out;
}

bool same(const Value& given, const Value& wanted) {
  if (given.is_number() && wanted.is_number()) return given.as_number() == wanted.as_number();
  static const Graph kNone;
  return Canonical{}.of_value(kNone, given) == Canonical{}.of_value(kNone, wanted);
}

// An argument of the procedure's table where the procedure takes FLOAT? may be an integer.
Value fitting(const Value& value, const std::string& type) {
  bool widen = type.starts_with("FLOAT") && value.is(ValueType::kInteger);
  return widen ? Value::floating(value.as_number()) : value;
}

query::Procedure procedure_of(std::string_view signature, const std::vector<Row>& table) {
  query::Procedure out;
  size_t open = signature.find('(');
  size_t close = signature.find(')', open);
  size_t open_out = signature.find('(', close);
  out.name = signature.substr(0, open);
  out.inputs = fields_of(signature.substr(open + 1, close - open - 1));
  if (open_out != std::string_view::npos) {
    size_t close_out = signature.find(')', open_out);
    out.outputs = fields_of(signature.substr(open_out + 1, close_out - open_out - 1));
  }
  std::vector<std::vector<Value>> rows;
  for (size_t i = 1; i < table.size(); ++i) {
    std::vector<Value> row;
    for (const std::string& cell : table[i]) row.push_back(value_of_text(cell));
    rows.push_back(std::move(row));
  }
  size_t inputs = out.inputs.size();
  auto outputs = out.outputs;
  out.run = [rows, inputs, outputs](Graph&, const std::vector<Value>& args, const auto& emit) {
    for (const auto& row : rows) {
      bool match = true;
      for (size_t i = 0; i < inputs && match; ++i) match = same(args[i], row[i]);
      if (!match) continue;
      std::vector<Value> result;
      for (size_t i = 0; i < outputs.size(); ++i) {
        result.push_back(fitting(row[inputs + i], outputs[i].type));
      }
      emit(std::move(result));
    }
  };
  return out;
}

class Runner {
 public:
  explicit Runner(const query::Options& options) {
    session_ = std::make_unique<query::Session>(graph_, options);
  }

  void step(const Step& step, Result& result) {
    const std::string& text = step.text;
    if (text == "an empty graph" || text == "any graph") return;
    if (text.starts_with("the binary-tree-")) return build_binary_tree(graph_, text[16] - '0');
    if (text.starts_with("there exists a procedure ")) return procedure(step, result);
    if (text.starts_with("having executed")) return setup(step);
    if (text.starts_with("parameters are")) return parameters(step);
    if (text.starts_with("executing")) return execute(step.doc);
    if (text.starts_with("the result should be")) return table(step);
    if (text.starts_with("the side effects should be")) return effects(step.table);
    if (text == "no side effects") return effects({});
    if (text.find(" should be raised at ") != std::string::npos) return error(text, result);
    throw Failed("unknown step: " + text);
  }

 private:
  void procedure(const Step& step, Result& result) {
    result.has_procedures = true;
    std::string_view signature = step.text;
    signature.remove_prefix(std::string_view("there exists a procedure ").size());
    procedures_.push_back(procedure_of(signature, step.table));
    session_->add_procedure(procedures_.back());
  }
  void setup(const Step& step) {
    try {
      session_->run(step.doc, parameters_);
    } catch (const query::QueryError& e) {
      throw Failed(std::string("setup fails: ") + e.type() + " " + e.detail() + ": " + e.what());
    }
  }
  void parameters(const Step& step) {
    for (const Row& row : step.table) parameters_[row.at(0)] = value_of_text(row.at(1));
  }
  void execute(const std::string& query) {
    query_ = query;
    before_ = snapshot(graph_);
    error_.reset();
    table_.reset();
    try {
      table_ = session_->run(query, parameters_);
    } catch (const query::QueryError& e) {
      error_ = e;
    }
  }
  void expect_success() const {
    if (!error_) return;
    throw Failed("unexpected " + error_->type() + " " + error_->detail() + ": " + error_->what());
  }

  void table(const Step& step) {
    expect_success();
    Canonical canonical;
    canonical.ignore_list_order = step.text.find("ignoring element order") != std::string::npos;
    bool ordered = step.text.find("in order") != std::string::npos;
    if (step.text == "the result should be empty") {
      if (!table_->rows.empty()) throw Failed("rows where none should be: " + got(canonical));
      return;
    }
    if (table_->columns != step.table[0]) {
      throw Failed("columns differ: " + joined(table_->columns) + " instead of " +
                   joined(step.table[0]));
    }
    compare_rows(step, canonical, ordered);
  }
  void compare_rows(const Step& step, const Canonical& canonical, bool ordered) const {
    std::vector<std::string> wanted;
    for (size_t i = 1; i < step.table.size(); ++i) {
      std::vector<std::string> row;
      for (const std::string& cell : step.table[i]) row.push_back(canonical.of_text(cell));
      wanted.push_back(joined(row));
    }
    std::vector<std::string> found = rows(canonical);
    if (!ordered) {
      std::sort(wanted.begin(), wanted.end());
      std::sort(found.begin(), found.end());
    }
    if (found != wanted) {
      throw Failed("rows differ:\n  got    " + lines(found) + "\n  wanted " + lines(wanted));
    }
  }
  std::vector<std::string> rows(const Canonical& canonical) const {
    std::vector<std::string> out;
    for (const auto& values : table_->rows) {
      std::vector<std::string> row;
      for (const Value& value : values) row.push_back(canonical.of_value(graph_, value));
      out.push_back(joined(row));
    }
    return out;
  }
  std::string got(const Canonical& canonical) const { return lines(rows(canonical)); }
  static std::string joined(const std::vector<std::string>& parts) {
    std::string out = "|";
    for (const std::string& part : parts) out += part + "|";
    return out;
  }
  static std::string lines(const std::vector<std::string>& all) {
    std::string out;
    for (size_t i = 0; i < all.size() && i < 8; ++i) out += (i ? " " : "") + all[i];
    return out + (all.size() > 8 ? " ... " + std::to_string(all.size()) + " rows" : "");
  }

  void effects(const std::vector<Row>& rows) {
    if (!error_) expect_success();
    Effects wanted;
    for (const Row& row : rows) {
      if (row.at(1) != "0") wanted[row.at(0)] = std::stoll(row.at(1));
    }
    Effects found = effects_between(before_, snapshot(graph_));
    if (found != wanted) {
      throw Failed("side effects differ:" + text_of(found) + " instead of" + text_of(wanted));
    }
  }

  // "a SyntaxError should be raised at compile time: UndefinedVariable"
  void error(const std::string& text, Result& result) {
    size_t type_begin = text.find(' ') + 1;
    std::string type = text.substr(type_begin, text.find(' ', type_begin) - type_begin);
    size_t colon = text.rfind(": ");
    std::string detail = text.substr(colon + 2);
    if (!error_) throw Failed("no error, " + type + " " + detail + " wanted");
    bool compile = text.find("at compile time") != std::string::npos;
    bool runtime = text.find("at runtime") != std::string::npos;
    bool is_compile = error_->phase() == query::Phase::kCompile;
    std::string found =
        error_->type() + " " + error_->detail() + (is_compile ? " (compile)" : " (runtime)");
    if (error_->type() != type || (compile && !is_compile) || (runtime && is_compile)) {
      throw Failed("wrong error: " + found + " instead of " + type + " " + detail +
                   (compile   ? " (compile)"
                    : runtime ? " (runtime)"
                              : " (any time)") +
                   ": " + error_->what());
    }
    if (detail != "*" && error_->detail() != detail) {
      result.detail_note = error_->detail() + " instead of " + detail;
    }
    Effects found_effects = effects_between(before_, snapshot(graph_));
    if (!found_effects.empty())
      throw Failed("side effects after an error:" + text_of(found_effects));
    if (compile) also_without_data(type);
  }
  // A compile-time error must come without data, too.
  void also_without_data(const std::string& type) {
    Graph empty;
    query::Session session(empty, session_->options());
    for (const query::Procedure& one : procedures_) session.add_procedure(one);
    try {
      session.run(query_, parameters_);
    } catch (const query::QueryError& e) {
      if (e.type() == type && e.phase() == query::Phase::kCompile) return;
    }
    throw Failed("no compile-time " + type + " on an empty graph");
  }

  Graph graph_;
  std::unique_ptr<query::Session> session_;
  query::Parameters parameters_;
  std::vector<query::Procedure> procedures_;
  std::string query_;
  Snapshot before_;
  std::optional<query::Table> table_;
  std::optional<query::QueryError> error_;
};

}  // namespace

Result run(const Scenario& scenario, const query::Options& options) {
  Result result;
  Runner runner(options);
  for (const Step& step : scenario.steps) {
    try {
      runner.step(step, result);
    } catch (const std::exception& e) {
      result.passed = false;
      result.message = e.what();
      return result;
    }
  }
  return result;
}

}  // namespace hoego::tck

// SPDX-License-Identifier: Apache-2.0
// The door of the room: run a query against a graph.
//
//   Graph g;
//   Session session(g);
//   Table t = session.run("UNWIND $xs AS x RETURN x * 2 AS y", {{"xs", Value::list({...})}});
//
// Errors: QueryError (query/error.h); the graph is then as it was before. A Session is used by one
// thread at a time.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"
#include "query/error.h"
#include "query/table.h"

namespace hoego::query {

using Parameters = std::map<std::string, Value, std::less<>>;

// Guards: 0 is no limit. Each is named in the error that it causes.
struct Limits {
  uint64_t rows = 0;            // of the result
  uint64_t memory_bytes = 0;    // of intermediate rows, roughly
  std::chrono::milliseconds time{0};
};

// A procedure for CALL: called once per input row with its arguments; calls `emit` per output row.
struct Procedure {
  struct Field {
    std::string name;
    std::string type;  // as openCypher writes it: "INTEGER?", "STRING?" ...
  };
  std::string name;
  std::vector<Field> inputs;
  std::vector<Field> outputs;
  std::string doc;
  bool writes = false;
  std::function<void(Graph&, const std::vector<Value>& args,
                     const std::function<void(std::vector<Value>)>& emit)>
      run;
  size_t optional_inputs = 0;  // so many of the last inputs may be left out; they are then null
};

struct Options {
  Limits limits;
  bool read_only = false;
  bool rewrites = true;                         // optimisations of the plan
  std::vector<std::string> disabled_rewrites;   // by name
  // Of one statement that only reads; the rows, their order and the errors are the same with any
  // number. Other threads are not woken for what is done within `parallel_after`.
  int threads = 1;
  std::chrono::microseconds parallel_after{200};
  const std::atomic<bool>* cancelled = nullptr;  // looked at now and then; may be null
};

class Session {
 public:
  explicit Session(Graph& graph, Options options = {});
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  Table run(std::string_view text, const Parameters& parameters = {});
  // The plan as text, without running it; parameters need no values.
  std::string explain(std::string_view text, const Parameters& parameters = {});
  void add_procedure(Procedure procedure);
  Graph& graph();
  Options& options();

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

// A warning for each parameter that was given and is not among `used` (Table::parameters).
std::vector<std::string> unused_parameters(const Parameters& given,
                                           const std::vector<std::string>& used);

}  // namespace hoego::query

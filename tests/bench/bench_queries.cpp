// SPDX-License-Identifier: Apache-2.0
// Times the read queries of a benchmark on a graph: whole call from text to rows, median of 7 after
// a warm-up, rows, and a checksum that does not depend on the engine.
//
//   bench_queries --queries queries.json --meta meta.json (--csv FOLDER | --graph FILE.hoego)
//                 [--only ID] [--runs 7] [--threads 1] [--json]
//
// "processor" is the time of all threads together and "busiest thread" that of the one that worked
// longest (of two threads): what the query would take where no other process is in the way.
//
// The checksum: each row's values in RETURN order joined by TAB (integers and integral doubles in
// decimal, other doubles with 6 decimals, null as "null"); rows sorted bytewise, joined by LF;
// first 16 hex digits of SHA-256.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/heap.h"
#include "base/sha256.h"
#include "graph/csv_import.h"
#include "graph/store.h"
#include "query/query.h"
#include "query/semantics.h"

namespace {

using namespace hoego;
using Clock = std::chrono::steady_clock;
using nlohmann::json;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

std::string cell(const Graph& graph, const Value& v) {
  if (v.is_null()) return "null";
  if (v.is(ValueType::kInteger)) return std::to_string(v.as_integer());
  if (v.is(ValueType::kFloat)) {
    double d = v.as_float();
    char text[64];
    std::snprintf(text, sizeof text, d == std::floor(d) ? "%.0f" : "%.6f", d);
    return text;
  }
  if (auto plain = query::to_plain_string(v)) return *plain;
  return query::to_text(graph, v);
}

std::string checksum(const Graph& graph, const query::Table& table) {
  std::vector<std::string> rows;
  for (const auto& row : table.rows) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) line += (i > 0 ? "\t" : "") + cell(graph, row[i]);
    rows.push_back(std::move(line));
  }
  std::sort(rows.begin(), rows.end());
  std::string all;
  for (size_t i = 0; i < rows.size(); ++i) all += (i > 0 ? "\n" : "") + rows[i];
  return sha256_hex(all).substr(0, 16);
}

double median(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  size_t n = times.size();
  return n % 2 == 1 ? times[n / 2] : (times[n / 2 - 1] + times[n / 2]) / 2;
}

// Time of the processor, which a busy machine changes little: of all threads, or of this one.
double processor_milliseconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

query::Parameters parameters_of(const json& meta) {
  query::Parameters parameters;
  for (const auto& [name, value] : meta.at("params").items())
    parameters[name] = value.is_string() ? Value::string(value.get<std::string>())
                                         : Value::integer(value.get<int64_t>());
  return parameters;
}

// Both cores busy for a while: a shared machine may hand out its full speed only on demand.
void burn(double seconds) {
  auto start = Clock::now();
  volatile double x = 1;
  while (milliseconds_since(start) < seconds * 1000)
    for (int i = 0; i < 100000; ++i) x = x * 1.0000001;
}

struct Arguments {
  std::string queries, meta, csv, graph, only;
  int runs = 7;
  int threads = 1;
  bool json = false;
  bool plans = false;
  std::vector<std::string> without;  // rewrites
};

Arguments parse(int argc, char** argv) {
  Arguments a;
  for (int i = 1; i < argc; ++i) {
    std::string name = argv[i];
    auto next = [&]() -> std::string { return i + 1 < argc ? argv[++i] : ""; };
    if (name == "--queries")
      a.queries = next();
    else if (name == "--meta")
      a.meta = next();
    else if (name == "--csv")
      a.csv = next();
    else if (name == "--graph")
      a.graph = next();
    else if (name == "--only")
      a.only = next();
    else if (name == "--runs")
      a.runs = std::stoi(next());
    else if (name == "--threads")
      a.threads = std::stoi(next());
    else if (name == "--json")
      a.json = true;
    else if (name == "--plans")
      a.plans = true;
    else if (name == "--without")
      a.without.push_back(next());
  }
  return a;
}

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

}  // namespace

int main(int argc, char** argv) {
  keep_freed_memory();
  Arguments a = parse(argc, argv);
  if (a.queries.empty() || a.meta.empty() || (a.csv.empty() && a.graph.empty())) {
    std::fprintf(stderr, "usage: bench_queries --queries F --meta F (--csv DIR | --graph FILE)\n");
    return 2;
  }
  json queries = json::parse(std::ifstream(a.queries));
  json meta = json::parse(std::ifstream(a.meta));
  auto start = Clock::now();
  Graph graph;
  if (!a.csv.empty())
    import_csv_folder(a.csv, graph);
  else
    graph = Store::open(a.graph).load();
  graph.clear_changes();
  std::fprintf(stderr, "loaded in %.0f ms, %ld MB: %zu nodes, %zu relationships\n",
               milliseconds_since(start), peak_megabytes(), graph.node_count(),
               graph.relationship_count());
  query::Options options;
  options.threads = a.threads;
  options.disabled_rewrites = a.without;
  query::Session session(graph, options);
  query::Parameters parameters = parameters_of(meta);
  burn(2);
  double log_sum = 0;
  int count = 0;
  json report = json::object();
  for (const json& q : queries.at("queries")) {
    std::string id = q.at("id");
    if (!a.only.empty() && id.find(a.only) == std::string::npos) continue;
    std::string text = q.at("cypher");
    try {
      query::Table table = session.run(text, parameters);
      std::vector<double> times, all_threads, one_thread;
      for (int run = 0; run < a.runs; ++run) {
        const double all_before = processor_milliseconds(CLOCK_PROCESS_CPUTIME_ID);
        const double one_before = processor_milliseconds(CLOCK_THREAD_CPUTIME_ID);
        auto begin = Clock::now();
        table = session.run(text, parameters);
        times.push_back(milliseconds_since(begin));
        one_thread.push_back(processor_milliseconds(CLOCK_THREAD_CPUTIME_ID) - one_before);
        all_threads.push_back(processor_milliseconds(CLOCK_PROCESS_CPUTIME_ID) - all_before);
      }
      const double processor = median(all_threads);
      const double busiest = std::max(median(one_thread), processor - median(one_thread));
      if (a.plans) std::printf("%s", session.explain(text).c_str());
      double ms = median(times);
      log_sum += std::log(ms);
      ++count;
      std::string sum = checksum(graph, table);
      const double best = *std::min_element(times.begin(), times.end());
      report[id] = {{"ms", ms},
                    {"best_ms", best},
                    {"processor_ms", processor},
                    {"busiest_thread_ms", busiest},
                    {"rows", table.rows.size()},
                    {"checksum", sum}};
      if (!a.json)
        std::printf(
            "%-22s %10.4f ms (best %9.4f; processor %9.4f, busiest thread %9.4f) "
            "%8zu rows  %s\n",
            id.c_str(), ms, best, processor, busiest, table.rows.size(), sum.c_str());
    } catch (const std::exception& error) {
      report[id] = {{"error", error.what()}};
      if (!a.json) std::printf("%-22s error: %s\n", id.c_str(), error.what());
    }
    std::fflush(stdout);
  }
  double mean = count > 0 ? std::exp(log_sum / count) : 0;
  if (a.json)
    std::printf("%s\n",
                json({{"queries", report}, {"mean_ms", mean}, {"peak_mb", peak_megabytes()}})
                    .dump()
                    .c_str());
  else
    std::printf("%-22s %10.3f ms  (geometric mean of %d; peak %ld MB)\n", "mean", mean, count,
                peak_megabytes());
  return 0;
}

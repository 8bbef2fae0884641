// SPDX-License-Identifier: Apache-2.0
// bench_graph GRAPH.jsonl [CSV_FOLDER]: how fast the graph loads, how much memory it takes, how
// fast it goes out and comes back. Prints one figure a line.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "graph/apoc.h"
#include "graph/graph.h"

namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void figure(const char* name, double value, const char* unit) {
  std::printf("%-34s %12.2f %s\n", name, value, unit);
}

struct CountingBuffer : std::streambuf {
  uint64_t bytes = 0;
  int overflow(int c) override { return ++bytes, c; }
  std::streamsize xsputn(const char*, std::streamsize n) override {
    bytes += static_cast<uint64_t>(n);
    return n;
  }
};

void report_memory(const hoego::Graph& g) {
  figure("nodes", static_cast<double>(g.node_count()), "");
  figure("relationships", static_cast<double>(g.relationship_count()), "");
  figure("memory a node", static_cast<double>(g.node_bytes()) / static_cast<double>(g.node_count()),
         "bytes");
  figure("memory a relationship",
         static_cast<double>(g.relationship_bytes()) / static_cast<double>(g.relationship_count()),
         "bytes");
}

void run(const char* path) {
  hoego::Graph g;
  std::ifstream in(path, std::ios::binary);
  auto start = Clock::now();
  hoego::ImportReport report = hoego::import_apoc(in, path, g);
  double ms = ms_since(start);
  figure("import JSON Lines", static_cast<double>(report.bytes) / 1e3 / ms, "MB/s");
  figure("import JSON Lines", ms, "ms");
  start = Clock::now();
  g.clear_changes();
  g.adjacency(0, hoego::Direction::kOut);
  figure("build adjacency", ms_since(start), "ms");
  report_memory(g);
  CountingBuffer sink;
  std::ostream out(&sink);
  start = Clock::now();
  hoego::export_apoc(g, out);
  figure("export JSON Lines", static_cast<double>(sink.bytes) / 1e3 / ms_since(start), "MB/s");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: bench_graph GRAPH.jsonl [CSV_FOLDER]\n");
    return 2;
  }
  try {
    run(argv[1]);
  } catch (const hoego::Error& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return static_cast<int>(e.kind());
  }
  return 0;
}

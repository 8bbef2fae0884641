// SPDX-License-Identifier: Apache-2.0
// bench_graph GRAPH.jsonl [CSV_FOLDER]: how fast the graph loads, how much memory it takes, how
// fast it goes out and comes back. Prints one figure a line; times are of the processor.
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "graph/apoc.h"
#include "graph/csv_import.h"
#include "graph/graph.h"
#include "graph/snapshot.h"
#include "graph/store.h"

namespace {

// Time of this process on a processor, so that a busy machine does not count; one thread runs here.
struct Clock {
  using time_point = double;
  static double now() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
  }
};

double ms_since(Clock::time_point start) {
  return Clock::now() - start;
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

void run_store(hoego::Graph& g) {
  std::string path = (std::filesystem::temp_directory_path() / "hoego-bench.hoego").string();
  for (const std::string& file : {path, hoego::snapshot_path(path)}) std::filesystem::remove(file);
  {
    auto start = Clock::now();
    hoego::Store store = hoego::Store::open_or_create(path);
    store.replace(g);
    figure("write graph file and snapshot", ms_since(start), "ms");
  }
  for (int i = 0; i < 3; ++i) {
    auto start = Clock::now();
    hoego::Store store = hoego::Store::open(path);
    hoego::Graph again = store.load();
    figure("open from the snapshot", ms_since(start), "ms");
    start = Clock::now();
    std::vector<hoego::NodeId> found;
    if (auto key = again.find_key("id"))
      again.find_nodes(std::nullopt, *key, hoego::Value::integer(500), found);
    figure("then look a property up", ms_since(start), "ms");
  }
  auto start = Clock::now();
  hoego::Store::open(path).load(false);
  figure("load from the graph file", ms_since(start), "ms");
  figure("graph file", static_cast<double>(std::filesystem::file_size(path)) / 1e6, "MB");
  figure("snapshot",
         static_cast<double>(std::filesystem::file_size(hoego::snapshot_path(path))) / 1e6, "MB");
  for (const std::string& file : {path, hoego::snapshot_path(path)}) std::filesystem::remove(file);
}

void run_csv(const char* folder) {
  hoego::Graph g;
  auto start = Clock::now();
  hoego::ImportReport report = hoego::import_csv_folder(folder, g);
  double ms = ms_since(start);
  figure("import CSV", static_cast<double>(report.bytes) / 1e3 / ms, "MB/s");
  figure("import CSV", ms, "ms");
  report_memory(g);
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
  run_store(g);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: bench_graph GRAPH.jsonl [CSV_FOLDER]\n");
    return 2;
  }
  try {
    run(argv[1]);
    if (argc > 2) run_csv(argv[2]);
  } catch (const hoego::Error& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return static_cast<int>(e.kind());
  }
  return 0;
}

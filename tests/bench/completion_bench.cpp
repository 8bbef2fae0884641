// SPDX-License-Identifier: Apache-2.0
// bench_completion [NAMES]: how long Tab takes among so many names (1,000,000). Prints one figure a
// line; times are of the processor, the longest of all tries.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include "cli/completion.h"
#include "graph/schema.h"

namespace {

double now() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

void figure(const char* name, double value, const char* unit) {
  std::printf("%-40s %10.3f %s\n", name, value, unit);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace hoego;
  long names = argc > 1 ? std::atol(argv[1]) : 1000000;
  Graph graph;
  LabelId label = graph.intern_label(schema::kPerson);
  KeyId key = graph.intern_key(schema::kName);
  for (long i = 0; i < names; ++i)
    graph.set_node_property(graph.create_node({label}), key,
                            Value::string("사람" + std::to_string(i * 7919 % names)));
  cli::Completer completer(graph, {});
  const std::string begun = "MATCH (p:Person {name: '";

  double start = now();
  completer.complete(begun + "사람9", begun.size() + 7);
  figure("the very first answer", now() - start, "ms");

  double longest = 0, all = 0;
  for (bool more = true; more;) {
    start = now();
    more = completer.prepare("", 0);
    longest = std::max(longest, now() - start);
    all += now() - start;
  }
  figure("reading all names, between keys", all, "ms");
  figure("  the longest slice of it", longest, "ms");

  longest = 0;
  size_t found = 0;
  for (const char* prefix : {"", "사", "사람", "사람9", "사람99", "사람999", "사람9999", "없음"}) {
    for (int i = 0; i < 20; ++i) {
      std::string text = begun + prefix;
      start = now();
      found += completer.complete(text, text.size()).candidates.size();
      longest = std::max(longest, now() - start);
    }
  }
  figure("an answer", longest, "ms");
  figure("names offered", static_cast<double>(found), "");
}

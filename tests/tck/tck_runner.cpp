// SPDX-License-Identifier: Apache-2.0
// The openCypher TCK against this build:
//
//   tck_runner [--features DIR] [--no-rewrites] [--quiet] [--group] [FILTER...]
//
// runs the scenarios whose id or name contains one of the FILTERs (all without), prints totals by
// area and what failed, and answers 1 if anything did. --group puts equal failures together.
#include <algorithm>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "tests/tck/run.h"

namespace {

using hoego::tck::Result;
using hoego::tck::Scenario;

struct Arguments {
  std::string features = HOEGO_SOURCE_DIR "/../shared/tck/features";
  bool rewrites = true;
  bool quiet = false;
  bool group = false;
  std::vector<std::string> filters;
};

Arguments read(int argc, char** argv) {
  Arguments out;
  for (int i = 1; i < argc; ++i) {
    std::string arg = argv[i];
    if (arg == "--features" && i + 1 < argc) {
      out.features = argv[++i];
    } else if (arg == "--no-rewrites") {
      out.rewrites = false;
    } else if (arg == "--quiet") {
      out.quiet = true;
    } else if (arg == "--group") {
      out.group = true;
    } else {
      out.filters.push_back(arg);
    }
  }
  return out;
}

bool chosen(const Scenario& scenario, const std::vector<std::string>& filters) {
  return filters.empty() || std::any_of(filters.begin(), filters.end(), [&](const auto& filter) {
           return scenario.id.find(filter) != std::string::npos ||
                  scenario.name.find(filter) != std::string::npos;
         });
}

struct Total {
  int passed = 0;
  int all = 0;
};

// What failures have in common: the message without what stands in quotes and numbers.
std::string kind_of(const std::string& message) {
  std::string out;
  bool quoted = false;
  for (char c : message.substr(0, message.find('\n'))) {
    if (c == '`') quoted = !quoted;
    if (!quoted && !(c >= '0' && c <= '9')) out += c;
  }
  return out.substr(0, 110);
}

void print_groups(const std::vector<std::pair<const Scenario*, Result>>& failures) {
  std::map<std::string, std::vector<size_t>> groups;
  for (size_t i = 0; i < failures.size(); ++i) {
    groups[kind_of(failures[i].second.message)].push_back(i);
  }
  std::vector<std::pair<std::string, std::vector<size_t>>> sorted(groups.begin(), groups.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  for (const auto& [kind, members] : sorted) {
    std::cout << "\n== " << members.size() << " x " << kind << "\n";
    for (size_t i : members) {
      std::cout << failures[i].first->id << "  " << failures[i].first->name << "\n    "
                << failures[i].second.message << "\n";
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments = read(argc, argv);
  std::vector<Scenario> scenarios = hoego::tck::read_features(arguments.features);
  if (scenarios.empty()) {
    std::cerr << "no openCypher TCK at " << arguments.features << "\n";
    return 3;
  }
  hoego::query::Options options;
  options.rewrites = arguments.rewrites;
  std::map<std::string, Total> areas;
  std::vector<std::pair<const Scenario*, Result>> failures;
  std::vector<std::pair<const Scenario*, Result>> notes;
  Total total;
  Total procedures;
  for (const Scenario& scenario : scenarios) {
    if (!chosen(scenario, arguments.filters)) continue;
    Result result = hoego::tck::run(scenario, options);
    Total& area = areas[scenario.area];
    for (Total* one : {&area, &total}) {
      ++one->all;
      one->passed += result.passed;
    }
    procedures.all += result.has_procedures;
    procedures.passed += result.has_procedures && result.passed;
    if (!result.detail_note.empty()) notes.emplace_back(&scenario, result);
    if (!result.passed) failures.emplace_back(&scenario, result);
  }
  for (const auto& [name, area] : areas) {
    std::cout << name << "  " << area.passed << "/" << area.all << "\n";
  }
  std::cout << "all  " << total.passed << "/" << total.all << " (with test procedures "
            << procedures.passed << "/" << procedures.all << "), other details " << notes.size()
            << "\n";
  if (arguments.group) {
    print_groups(failures);
  } else if (!arguments.quiet) {
    for (const auto& [scenario, result] : failures) {
      std::cout << "\n"
                << scenario->id << "  " << scenario->name << "\n  " << result.message << "\n";
    }
  }
  if (!arguments.quiet && !notes.empty()) {
    std::cout << "\nError details that differ:\n";
    for (const auto& [scenario, result] : notes) {
      std::cout << scenario->id << "  " << result.detail_note << "\n";
    }
  }
  return failures.empty() ? 0 : 1;
}

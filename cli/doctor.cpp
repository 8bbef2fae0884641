// SPDX-License-Identifier: Apache-2.0
// `hoego doctor` and `hoego help`: what the surroundings lack, and the functions of the language.
#include <cstdio>
#include <string>

#include "base/error.h"
#include "base/suggest.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "graph/store.h"
#include "query/functions.h"
#include "viz/render.h"

namespace hoego::cli {
namespace {

void print_function(const query::Function& f) {
  std::printf("%s\n  %s\n  example: %s\n", std::string(f.signature).c_str(),
              std::string(f.doc).c_str(), std::string(f.example).c_str());
}

bool check(const char* what, bool good, const std::string& found, const char* advice) {
  std::printf("%-10s %s  %s\n", what, good ? "ok     " : "missing", good ? found.c_str() : advice);
  return good;
}

}  // namespace

int run_help(const HelpOptions& options) {
  if (options.topic.empty()) {
    for (const auto& f : query::functions()) std::printf("%s\n", std::string(f.signature).c_str());
    return 0;
  }
  if (const query::Function* f = query::find_function(options.topic)) {
    print_function(*f);
    return 0;
  }
  std::vector<std::string> names;
  for (const auto& f : query::functions()) names.emplace_back(f.name);
  std::string near = suggest(options.topic, names);
  throw Error(ErrorKind::kInput, "there is no function " + options.topic,
              near.empty() ? "hoego help lists them all" : "did you mean " + near + "?");
}

int run_doctor() {
  auto font = viz::find_hangul_font();
  bool good = check("font", font.has_value(), font.value_or(""),
                    "no font with Hangul: install fonts-nanum");
  good = check("graphviz", true, viz::graphviz_version(), "") && good;
  good = check("sqlite", true, sqlite_version(), "") && good;
  std::printf(
      "%-10s %s  %s\n", "terminal", "ok     ",
      stdout_is_terminal() ? (std::to_string(terminal_width()) + " columns").c_str() : "none");
  return good ? 0 : static_cast<int>(ErrorKind::kEnvironment);
}

}  // namespace hoego::cli

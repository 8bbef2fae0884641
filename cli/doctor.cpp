// SPDX-License-Identifier: Apache-2.0
// `hoego doctor` and `hoego help`: what the surroundings lack, and the functions of the language.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/messages.h"
#include "base/suggest.h"
#include "base/unicode.h"
#include "cli/commands.h"
#include "cli/history.h"
#include "cli/terminal.h"
#include "graph/store.h"
#include "query/functions.h"
#include "viz/picture.h"
#include "viz/render.h"

namespace hoego::cli {
namespace {

void print_function(const query::Function& f) {
  std::printf("%s\n  %s\n  %s\n", std::string(f.signature).c_str(),
              std::string(translated(f.doc)).c_str(), say("example: {}", f.example).c_str());
}

void print_line(const std::string& what, const std::string& state, const std::string& remark) {
  std::printf("%s%s%s\n", padded(what, 11).c_str(), padded(state, 9).c_str(), remark.c_str());
}

bool check(const std::string& what, bool good, const std::string& found,
           const std::string& advice) {
  print_line(what, good ? say("ok") : say("missing"), good ? found : advice);
  return good;
}

bool graphviz_draws() {
  try {
    viz::Picture picture;
    picture.width = picture.height = 10;
    return viz::render(picture, viz::Format::kSvg).find("<svg") != std::string::npos;
  } catch (const Error&) {
    return false;
  }
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::string terminal_text() {
  if (!stdout_is_terminal()) return say("none");
  std::string locale;
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (locale.empty()) locale = environment(name);
  std::string text = say("{} columns", terminal_width());
  text += ", " + (environment("NO_COLOR").empty() ? say("colours") : say("no colours (NO_COLOR)"));
  if (fold_case(locale).find("utf") == std::string::npos)
    text += ", " + say("locale {} (LANG=C.UTF-8, where Hangul looks wrong)",
                       locale.empty() ? "C" : locale.c_str());
  return text;
}

// Its folder is made when the shell first writes to it.
bool history_can_grow(const std::string& path) {
  namespace fs = std::filesystem;
  if (path.empty()) return false;
  std::error_code error;
  fs::path at = path;
  if (fs::exists(at, error)) return ::access(at.c_str(), W_OK) == 0;
  at = at.parent_path();
  while (!at.empty() && !fs::exists(at, error)) at = at.parent_path();
  return ::access(at.empty() ? "." : at.c_str(), W_OK) == 0;
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
  throw Error(ErrorKind::kInput, say("there is no function {}", options.topic),
              near.empty() ? say("hoego help lists them all") : say("did you mean {}?", near));
}

int run_doctor() {
  auto font = viz::find_hangul_font();
  bool good = check(say("font"), font.has_value(), font.value_or(""),
                    say("no font with Hangul: install fonts-nanum"));
  good = check("graphviz", graphviz_draws(), viz::graphviz_version(),
               say("it draws nothing: install graphviz, or run dot -c")) &&
         good;
  good = check("sqlite", true, sqlite_version(), "") && good;
  check(say("terminal"), true, terminal_text(), "");
  std::string history = History::default_path();
  check(say("history"), history_can_grow(history), history,
        say("no folder for it: set HOME or HOEGO_HISTORY to where you may write"));
  return good ? 0 : static_cast<int>(ErrorKind::kEnvironment);
}

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// The help and the usage errors of the command line, in the language of its user.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/shell_files.h"

namespace hoego::cli {

// The language that --lang names, else that of the locale. Called before the texts of the options
// are made; what is wrong with --lang itself is left to CLI11.
void choose_language(int argc, char** argv);

// --lang, before the command and behind it.
void add_language(CLI::App& app, std::string& language);

// What an option takes: "FORM" and, of a closed list, what there is; no name: nothing.
struct ValueInfo {
  std::string name;
  std::vector<std::string> choices;
};
ValueInfo value_of(const CLI::Option& option);

// Of the program or a command, for completions and the manual page.
CommandInfo describe(const CLI::App& app);

// Gives CLI11's own words in help and errors. Called when all options are there.
void speak_language(CLI::App& app);

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// Files that shells and `man` want, made from the one table of the command line (cli/options.cpp):
// completions for bash, zsh and fish, and the manual page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hoego::cli {

struct OptionInfo {
  std::vector<std::string> names;  // "-g", "--graph"; of a positional its name
  bool positional = false;
  std::string value;                // "FILE"; empty: it takes none
  std::vector<std::string> values;  // the closed list, if there is one
  std::string doc;
};

// A command; that of the program has no name and holds all others.
struct CommandInfo {
  std::string name;
  std::string doc;
  std::vector<OptionInfo> options;
  std::vector<CommandInfo> commands;  // `check` of `lexicon`
};

// `shell` is bash, zsh or fish; Error (kUsage) otherwise.
std::string shell_completions(const CommandInfo& program, std::string_view shell);
// hoego(1) in roff, with the commands and keys of the shell. Of `examples`
// the indented lines are set as they stand.
std::string manual_page(const CommandInfo& program, std::string_view examples);

}  // namespace hoego::cli

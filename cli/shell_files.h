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
  bool takes_value = false;
  std::vector<std::string> values;  // the closed list, if there is one
  std::string doc;
};

struct CommandInfo {
  std::string name;
  std::string doc;
  std::vector<OptionInfo> options;
};

// `shell` is bash, zsh or fish; Error (kUsage) otherwise.
std::string shell_completions(const std::vector<CommandInfo>& commands, std::string_view shell);
// hoego(1) in roff.
std::string manual_page(const std::vector<CommandInfo>& commands);

}  // namespace hoego::cli

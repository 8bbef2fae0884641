// SPDX-License-Identifier: Apache-2.0
#include "cli/shell_files.h"

#include "base/error.h"

namespace hoego::cli {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += separator;
    out += word;
  }
  return out;
}

std::vector<std::string> flags_of(const CommandInfo& command) {
  std::vector<std::string> flags;
  for (const OptionInfo& option : command.options)
    if (!option.positional) flags.insert(flags.end(), option.names.begin(), option.names.end());
  return flags;
}

std::string command_names(const std::vector<CommandInfo>& commands) {
  std::vector<std::string> names;
  for (const CommandInfo& command : commands) names.push_back(command.name);
  return joined(names, " ");
}

// In single quotes for a shell.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string bash(const std::vector<CommandInfo>& commands) {
  std::string out =
      "_hoego() {\n"
      "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} "
      "command=${COMP_WORDS[1]}\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    COMPREPLY=($(compgen -W \"" +
      command_names(commands) +
      "\" -- \"$cur\"))\n"
      "    return\n"
      "  fi\n"
      "  case \"$command $prev\" in\n";
  for (const CommandInfo& command : commands)
    for (const OptionInfo& option : command.options)
      for (const std::string& name : option.names)
        if (!option.values.empty())
          out += "    \"" + command.name + " " + name + "\") COMPREPLY=($(compgen -W \"" +
                 joined(option.values, " ") + "\" -- \"$cur\")); return ;;\n";
  out += "  esac\n  case \"$command\" in\n";
  for (const CommandInfo& command : commands)
    out += "    " + command.name + ") [[ $cur == -* ]] && COMPREPLY=($(compgen -W \"" +
           joined(flags_of(command), " ") + "\" -- \"$cur\")) ;;\n";
  return out + "  esac\n}\ncomplete -o default -F _hoego hoego\n";
}

std::string zsh(const std::vector<CommandInfo>& commands) {
  std::string out = "#compdef hoego\n_hoego() {\n  local -a commands\n  commands=(\n";
  for (const CommandInfo& command : commands)
    out += "    " + quoted(command.name + ":" + command.doc) + "\n";
  out +=
      "  )\n  if (( CURRENT == 2 )); then _describe command commands; return; fi\n  case $words[2] "
      "in\n";
  for (const CommandInfo& command : commands) {
    out += "    " + command.name + ") _arguments";
    for (const OptionInfo& option : command.options) {
      if (option.positional) continue;
      for (const std::string& name : option.names) {
        std::string spec = name;
        if (option.takes_value)
          spec += ":value:" +
                  (option.values.empty() ? "_files" : "(" + joined(option.values, " ") + ")");
        out += " \\\n      " + quoted(spec);
      }
    }
    out += " \\\n      '*:file:_files' ;;\n";
  }
  return out + "  esac\n}\n_hoego \"$@\"\n";
}

std::string fish(const std::vector<CommandInfo>& commands) {
  std::string out;
  for (const CommandInfo& command : commands)
    out += "complete -c hoego -n __fish_use_subcommand -a " + command.name + " -d " +
           quoted(command.doc) + "\n";
  for (const CommandInfo& command : commands)
    for (const OptionInfo& option : command.options) {
      if (option.positional) continue;
      out += "complete -c hoego -n " + quoted("__fish_seen_subcommand_from " + command.name);
      for (const std::string& name : option.names)
        out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (option.takes_value) out += " -r";
      if (!option.values.empty()) out += " -a " + quoted(joined(option.values, " "));
      out += " -d " + quoted(option.doc) + "\n";
    }
  return out;
}

// A leading dot or quote would be a request, a backslash an escape, a hyphen typographic.
std::string roff(const std::string& text) {
  std::string out;
  for (char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return out.starts_with(".") || out.starts_with("'") ? "\\&" + out : out;
}

}  // namespace

std::string shell_completions(const std::vector<CommandInfo>& commands, std::string_view shell) {
  if (shell == "bash") return bash(commands);
  if (shell == "zsh") return zsh(commands);
  if (shell == "fish") return fish(commands);
  throw Error(ErrorKind::kUsage, "no completions for " + std::string(shell),
              "known: bash, zsh, fish");
}

std::string manual_page(const std::vector<CommandInfo>& commands) {
  std::string out =
      ".TH HOEGO 1 \"\" \"hoego " HOEGO_VERSION
      "\" \"User Commands\"\n"
      ".SH NAME\nhoego \\- career reflections as a graph that can be asked and drawn\n"
      ".SH SYNOPSIS\n.B hoego\n.I COMMAND\n[\\fIOPTION\\fR]...\n"
      ".SH COMMANDS\n";
  for (const CommandInfo& command : commands) {
    out += ".SS " + roff(command.name) + "\n" + roff(command.doc) + ".\n";
    for (const OptionInfo& option : command.options) {
      out += ".TP\n.B " + roff(joined(option.names, ", ")) + "\n" + roff(option.doc);
      if (!option.values.empty()) out += " (" + roff(joined(option.values, ", ")) + ")";
      out += "\n";
    }
  }
  return out +
         ".SH EXIT STATUS\n0 success, 1 the input or the query is wrong, 2 usage, 3 environment.\n";
}

}  // namespace hoego::cli

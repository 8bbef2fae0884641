// SPDX-License-Identifier: Apache-2.0
// Completions of the command line for bash, zsh and fish. The manual page is in manual_page.cpp.
#include "cli/shell_files.h"

#include "base/error.h"
#include "base/messages.h"

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

// What may stand for the next word besides flags and files: commands, closed lists.
std::vector<std::string> words_of(const CommandInfo& command) {
  std::vector<std::string> words;
  for (const CommandInfo& next : command.commands) words.push_back(next.name);
  for (const OptionInfo& option : command.options)
    if (option.positional) words.insert(words.end(), option.values.begin(), option.values.end());
  return words;
}

// In single quotes for a shell.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// Calls `visit` with each command below this one and the words that lead to it: "lexicon check".
template <typename Visit>
void for_each_command(const CommandInfo& command, const std::string& path, const Visit& visit) {
  visit(command, path);
  for (const CommandInfo& next : command.commands)
    for_each_command(next, path.empty() ? next.name : path + " " + next.name, visit);
}

std::string bash_words(const std::vector<std::string>& words) {
  return "COMPREPLY=($(compgen -W \"" + joined(words, " ") + "\" -- \"$cur\"))";
}

std::string bash(const CommandInfo& program) {
  std::string steps, values, flags, words;
  for_each_command(program, "", [&](const CommandInfo& command, const std::string& path) {
    for (const CommandInfo& next : command.commands)
      steps += "      \"" + path + " " + next.name + "\") command=\"" +
               (path.empty() ? "" : path + " ") + next.name + "\" ;;\n";
    for (const OptionInfo& option : command.options)
      for (const std::string& name : option.names)
        if (!option.positional && !option.values.empty())
          values +=
              "    \"" + path + " " + name + "\") " + bash_words(option.values) + "; return ;;\n";
    flags += "      \"" + path + "\") " + bash_words(flags_of(command)) + " ;;\n";
    if (!words_of(command).empty())
      words += "      \"" + path + "\") " + bash_words(words_of(command)) + " ;;\n";
  });
  // bash takes `--format=csv` for three words.
  return "_hoego() {\n"
         "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= i\n"
         "  if [ \"$cur\" = = ]; then cur=\n"
         "  elif [ \"$prev\" = = ]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    case \"$command ${COMP_WORDS[i]}\" in\n" +
         steps + "    esac\n  done\n  case \"$command $prev\" in\n" + values +
         "  esac\n  if [[ $cur == -* ]]; then\n    case \"$command\" in\n" + flags +
         "    esac\n  else\n    case \"$command\" in\n" + words +
         "    esac\n  fi\n}\ncomplete -o default -F _hoego hoego\n";
}

// What would end a part of a specification of _arguments.
std::string zsh_doc(const std::string& text) {
  std::string out;
  for (char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_function(const CommandInfo& command, const std::string& name) {
  std::string out = name + "() {\n  local context state line\n  _arguments -C";
  auto add = [&](const std::string& spec) { out += " \\\n    " + quoted(spec); };
  bool files = false;
  for (const OptionInfo& option : command.options) {
    std::string action = option.values.empty() ? "_files" : "(" + joined(option.values, " ") + ")";
    if (option.positional) {
      files |= option.values.empty();
      if (!option.values.empty()) add(":" + option.names[0] + ":" + action);
      continue;
    }
    for (const std::string& flag : option.names)
      add((flag.starts_with("--") && !option.value.empty() ? flag + "=" : flag) + "[" +
          zsh_doc(option.doc) + "]" +
          (option.value.empty() ? "" : ":" + option.value + ":" + action));
  }
  if (files) add("*:file:_files");
  if (command.commands.empty()) return out + "\n}\n";
  add("1:command:->command");
  add("*::argument:->argument");
  out += "\n  case $state in\n    command)\n      local -a commands=(\n";
  for (const CommandInfo& next : command.commands)
    out += "        " + quoted(next.name + ":" + next.doc) + "\n";
  out += "      )\n      _describe command commands ;;\n    argument)\n      case $words[1] in\n";
  for (const CommandInfo& next : command.commands)
    out += "        " + next.name + ") " + name + "_" + next.name + " ;;\n";
  return out + "      esac ;;\n  esac\n}\n";
}

std::string zsh(const CommandInfo& program) {
  std::string out = "#compdef hoego\n";
  for_each_command(program, "_hoego", [&](const CommandInfo& command, std::string path) {
    for (char& c : path)
      if (c == ' ') c = '_';
    out += zsh_function(command, path);
  });
  // Loaded by name it completes at once; read from a file it is only made known.
  return out +
         "if [ \"$funcstack[1]\" = _hoego ]; then _hoego \"$@\"; else compdef _hoego hoego; fi\n";
}

std::string fish(const CommandInfo& program) {
  std::string steps, out;
  for_each_command(program, "", [&](const CommandInfo& command, const std::string& path) {
    for (const CommandInfo& next : command.commands) {
      std::string to = path.empty() ? next.name : path + " " + next.name;
      steps += "      case " + quoted(path + " " + next.name) + "\n        set command " +
               quoted(to) + "\n";
    }
    std::string begin = "complete -c hoego -n " + quoted("__hoego_at " + path);
    for (const CommandInfo& next : command.commands)
      out += begin + " -f -a " + next.name + " -d " + quoted(next.doc) + "\n";
    for (const OptionInfo& option : command.options) {
      std::string values =
          option.values.empty() ? "" : " -f -a " + quoted(joined(option.values, " "));
      if (option.positional) {
        if (!values.empty()) out += begin + values + "\n";
        continue;
      }
      out += begin;
      for (const std::string& name : option.names)
        out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (!option.value.empty()) out += " -r";
      out += values + " -d " + quoted(option.doc) + "\n";
    }
  });
  return "function __hoego_at\n  set -l command ''\n  for word in (commandline -opc)\n"
         "    switch \"$command $word\"\n" +
         steps + "    end\n  end\n  test \"$command\" = \"$argv\"\nend\n" + out;
}

}  // namespace

std::string shell_completions(const CommandInfo& program, std::string_view shell) {
  if (shell == "bash") return bash(program);
  if (shell == "zsh") return zsh(program);
  if (shell == "fish") return fish(program);
  throw Error(ErrorKind::kUsage, say("no completions for {}", shell),
              say("known: bash, zsh, fish"));
}

}  // namespace hoego::cli

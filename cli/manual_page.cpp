// SPDX-License-Identifier: Apache-2.0
// The manual page, from the tables of the command line and of the shell.
#include <algorithm>
#include <string>
#include <utility>

#include "base/messages.h"
#include "cli/repl_shell.h"
#include "cli/shell_files.h"

namespace hoego::cli {
namespace {

constexpr size_t kLine = 78;  // bytes; roff fills lines itself

// A backslash would be an escape, a hyphen typographic.
std::string roff(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return out;
}

// A leading dot or quote would be a request.
std::string line_of(const std::string& text) {
  return (text.starts_with(".") || text.starts_with("'") ? "\\&" : "") + text + "\n";
}

// Text that is filled, in lines of the source that are not too long.
std::string paragraph(std::string_view text) {
  std::string out, line;
  std::string escaped = roff(text);
  for (size_t at = 0; at < escaped.size();) {
    size_t end = std::min(escaped.find(' ', at), escaped.size());
    std::string word = escaped.substr(at, end - at);
    at = end + 1;
    if (!line.empty() && line.size() + 1 + word.size() > kLine)
      out += line_of(std::exchange(line, ""));
    line += (line.empty() ? "" : " ") + word;
  }
  return line.empty() ? out : out + line_of(line);
}

// The indented lines of a text, as they are.
std::string verbatim(std::string_view text) {
  constexpr std::string_view kIndent = "  ";
  std::string out = ".nf\n";
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    if (line.starts_with(kIndent)) out += line_of(roff(line.substr(kIndent.size())));
    at = end + 1;
  }
  return out + ".fi\n";
}

std::string item(const std::string& what) {
  return ".TP\n.B " + roff(what.substr(0, what.find_last_not_of(' ') + 1)) + "\n";
}

std::string option_item(const OptionInfo& option) {
  std::string what;
  for (const std::string& name : option.names) what += (what.empty() ? "" : ", ") + name;
  std::string out = ".TP\n.B " + roff(what);
  if (!option.positional && !option.value.empty()) out += " \\fI" + roff(option.value) + "\\fR";
  std::string doc = option.doc;
  std::string values;
  for (const std::string& value : option.values) values += (values.empty() ? "" : ", ") + value;
  return out + "\n" + paragraph(doc + (values.empty() ? "." : ": " + values + "."));
}

std::string command_section(const CommandInfo& command, const std::string& before) {
  std::string name = before + command.name;
  std::string out = ".SS " + roff(name) + "\n" + paragraph(command.doc + ".");
  for (const OptionInfo& option : command.options)
    if (option.names[0] != "-h" && option.names.back() != "--lang") out += option_item(option);
  for (const CommandInfo& next : command.commands) out += command_section(next, name + " ");
  return out;
}

std::string section(std::string_view name) {
  return ".SH " + std::string(translated(name)) + "\n";
}

std::string shell_section() {
  bool korean = language() == Language::kKorean;
  std::string out = section(wording("COMMANDS OF THE SHELL"));
  for (const ShellCommand& command : shell_commands())
    out += item(std::string(command.name) + " " +
                std::string(korean ? command.arguments_ko : command.arguments_en)) +
           paragraph(std::string(korean ? command.what_ko : command.what_en) + ".");
  out += section(wording("KEYS OF THE SHELL"));
  for (const KeyHelp& key : key_help())
    out += item(std::string(key.keys)) + paragraph(std::string(translated(key.what)) + ".");
  return out;
}

struct Named {
  std::string_view name;
  std::string_view what;
};
constexpr Named kEnvironment[] = {
    {"HOEGO_LANG, LC_ALL, LC_MESSAGES, LANG",
     wording("the language, where --lang does not say it")},
    {"HOEGO_HISTORY", wording("the file of the shell's history")},
    {"HOEGO_PAGER, PAGER", wording("shows what is longer than the screen")},
    {"VISUAL, EDITOR", wording("what :edit and \\e open")},
    {"HOEGO_KEY", wording("the key of export --anonymize, where --key names no file")},
    {"NO_COLOR", wording("set to anything: no colours")},
};
constexpr Named kFiles[] = {
    {"~/.config/hoego/repl.cypher", wording("run at the start of a shell on a terminal")},
    {"~/.config/hoego/queries/*.cypher", wording("questions of one's own for :queries")},
    {"~/.local/state/hoego/history", wording("what was typed in the shell")},
};

template <size_t N>
std::string named_section(std::string_view name, const Named (&rows)[N]) {
  std::string out = section(name);
  for (const Named& row : rows)
    out += item(std::string(row.name)) + paragraph(std::string(translated(row.what)) + ".");
  return out;
}

}  // namespace

// The first line tells man of the encoding, whatever the locale.
std::string manual_page(const CommandInfo& program, std::string_view examples) {
  std::string out =
      "'\\\" -*- coding: utf-8 -*-\n.TH HOEGO 1 2026-11-26 \"hoego " HOEGO_VERSION "\" \"" +
      say("User Commands") + "\"\n" + section(wording("NAME")) + "hoego \\- " +
      say("career reflections as a graph that can be asked and drawn") + "\n" +
      section(wording("SYNOPSIS")) + ".B hoego\n.I COMMAND\n[\\fIOPTION\\fR]...\n" +
      section(wording("DESCRIPTION")) + paragraph(program.doc) + section(wording("OPTIONS"));
  for (const OptionInfo& option : program.options) out += option_item(option);
  out += section(wording("COMMANDS")) + paragraph(say("Each takes --help and --lang."));
  for (const CommandInfo& command : program.commands) out += command_section(command, "");
  out += shell_section() + named_section(wording("ENVIRONMENT"), kEnvironment) +
         named_section(wording("FILES"), kFiles);
  return out + section(wording("EXIT STATUS")) +
         paragraph(say("0 success, 1 the input or the query is wrong, 2 usage, 3 environment.")) +
         section(wording("EXAMPLES")) + verbatim(examples);
}

}  // namespace hoego::cli

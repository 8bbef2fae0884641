// SPDX-License-Identifier: Apache-2.0
#include "cli/usage.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "base/messages.h"
#include "base/suggest.h"
#include "base/unicode.h"
#include "messages/korean.h"

namespace hoego::cli {
namespace {

constexpr int kLeft = 28;  // where descriptions begin
constexpr int kRight = 100;

// Columns are counted as a terminal shows them, not in bytes; long descriptions are broken.
class HelpFormatter : public CLI::Formatter {
  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    ValueInfo value = value_of(*option);
    std::string left = "  " + option_names(*option, is_positional);
    if (!is_positional && !value.name.empty()) left += " " + value.name;
    std::string right = option->get_description();
    std::string choices;
    for (const std::string& choice : value.choices)
      choices += (choices.empty() ? ": " : ", ") + choice;
    right += choices;
    if (!option->get_default_str().empty())
      right += " (" + say("default {}", option->get_default_str()) + ")";
    return aligned(left, right);
  }
  std::string make_subcommand(const CLI::App* command) const override {
    return aligned("  " + command->get_display_name(true), command->get_description());
  }
  std::string make_positionals(const CLI::App* app) const override {
    std::vector<const CLI::Option*> options =
        app->get_options([](const CLI::Option* o) { return o->get_positional(); });
    return options.empty() ? "" : make_group(say("Arguments"), true, options);
  }

  std::string option_names(const CLI::Option& option, bool is_positional) const {
    std::string names = make_option_name(&option, is_positional);
    size_t brace = names.find('{');  // of a flag that may have a value: its default
    return brace == std::string::npos ? names : names.substr(0, brace) + "[=NAME]";
  }
  static std::string aligned(const std::string& left, const std::string& right) {
    std::string out = left;
    int at = display_width(left);
    auto next_line = [&] {
      out += "\n" + std::string(kLeft, ' ');
      at = kLeft;
    };
    if (at + 2 > kLeft)
      next_line();
    else
      out += std::string(static_cast<size_t>(kLeft - at), ' '), at = kLeft;
    for (size_t i = 0; i < right.size();) {
      size_t end = std::min(right.find(' ', i), right.size());
      std::string_view word = std::string_view(right).substr(i, end - i);
      int width = display_width(word);
      if (at > kLeft && at + 1 + width > kRight) next_line();
      if (at > kLeft) out += ' ', ++at;
      out += word;
      at += width;
      i = end + 1;
    }
    return out + "\n";
  }
};

// CLI11 says what is wrong in English only: its texts, with holes for names.
constexpr const char* kUsageErrors[] = {
    wording("A subcommand is required"),
    wording("{} is required"),
    wording("The following argument was not expected: {}"),
    wording("The following arguments were not expected: {}"),
    wording("{}: {} not in {}"),
    wording("Could not convert: {} = {}"),
    wording("{}: {} required {} missing"),
    wording("{}: At least {} required but received {}"),
    wording("{}: At Most {} required but received {}"),
    wording("{} was given a disallowed flag override"),
};

std::string nearest_command(const CLI::App& program, const std::string& name) {
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return suggest(name, names);
}

std::string usage_message(const CLI::App* program, const CLI::Error& error) {
  auto told = [](const std::string& what, const std::string& help) {
    return say("error") + ": " + what + "\n" + say("help") + ": " + help + "\n";
  };
  std::vector<CLI::App*> given = program->get_subcommands();
  std::vector<std::string> rest = program->remaining();
  if (given.empty() && !rest.empty() && !rest[0].starts_with("-")) {
    std::string near = nearest_command(*program, rest[0]);
    return told(say("there is no command {}", rest[0]),
                near.empty() ? say("hoego --help lists them all") : say("did you mean {}?", near));
  }
  std::string command = given.empty() ? "hoego" : "hoego " + given[0]->get_name();
  return told(retold(error.what(), kUsageErrors), say("{} --help says what it takes", command));
}

// CLI11 keeps the words of its help by their English ones.
constexpr const char* kLabels[] = {wording("Usage"), wording("OPTIONS"), wording("SUBCOMMAND")};

void name_groups(CLI::App& app) {
  app.get_help_ptr()->description(say("Print this help message and exit"));
  for (CLI::Option* option : app.get_options()) option->group(say("Options"));
  for (CLI::App* command : app.get_subcommands(nullptr)) {
    command->group(say("Subcommands"));
    name_groups(*command);
  }
}

void set_formatter(CLI::App& app, const std::shared_ptr<HelpFormatter>& formatter) {
  app.formatter(formatter);
  for (CLI::App* command : app.get_subcommands(nullptr)) set_formatter(*command, formatter);
}

}  // namespace

// CLI11 keeps a closed list only as text: "FORM:{a,b}".
ValueInfo value_of(const CLI::Option& option) {
  ValueInfo info;
  std::string type = option.get_type_name();
  size_t open = type.find(":{");
  if (option.get_items_expected_max() > 0) info.name = type.substr(0, open);
  if (open == std::string::npos) return info;
  std::string choice;
  for (char c : type.substr(open + 2)) {
    if (c != ',' && c != '}')
      choice += c;
    else if (!choice.empty())
      info.choices.push_back(std::exchange(choice, {}));
  }
  return info;
}

namespace {

OptionInfo describe(const CLI::Option& option) {
  OptionInfo info;
  info.positional = option.get_positional();
  if (info.positional) info.names.push_back(option.get_name(true));
  for (const std::string& name : option.get_snames()) info.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) info.names.push_back("--" + name);
  info.doc = option.get_description();
  ValueInfo value = value_of(option);
  info.value = value.name;
  info.values = value.choices;
  return info;
}

}  // namespace

CommandInfo describe(const CLI::App& app) {
  CommandInfo info{app.get_name(), app.get_description(), {}, {}};
  for (const CLI::Option* option : app.get_options()) info.options.push_back(describe(*option));
  for (const CLI::App* command : app.get_subcommands(nullptr))
    info.commands.push_back(describe(*command));
  return info;
}

void choose_language(int argc, char** argv) {
  std::string_view chosen;
  for (int i = 1; i < argc && std::string_view(argv[i]) != "--"; ++i) {
    std::string_view argument = argv[i];
    if (argument == "--lang" && i + 1 < argc) chosen = argv[i + 1];
    if (argument.starts_with("--lang=")) chosen = argument.substr(7);
  }
  messages::use_language(chosen.empty() ? language_of_locale() : language_named(chosen));
}

void add_language(CLI::App& app, std::string& language) {
  app.add_option("--lang", language, say("The language of messages, help and pictures"))
      ->type_name("LANGUAGE")
      ->check(CLI::IsMember({"ko", "en"}));
  for (CLI::App* command : app.get_subcommands(nullptr)) add_language(*command, language);
}

void speak_language(CLI::App& app) {
  auto formatter = std::make_shared<HelpFormatter>();
  for (const char* label : kLabels) formatter->label(label, std::string(translated(label)));
  set_formatter(app, formatter);
  app.failure_message(usage_message);
  name_groups(app);
}

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
#include "cli/usage.h"

#include <memory>

#include "base/messages.h"
#include "base/unicode.h"
#include "messages/korean.h"

namespace hoego::cli {
namespace {

// Columns are counted as a terminal shows them, not in bytes.
class HelpFormatter : public CLI::Formatter {
  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    std::string left = "  " + make_option_name(option, is_positional) + make_option_opts(option);
    return aligned(left, make_option_desc(option));
  }
  std::string make_subcommand(const CLI::App* command) const override {
    return aligned("  " + command->get_display_name(true), command->get_description());
  }
  std::string aligned(std::string left, const std::string& right) const {
    int width = static_cast<int>(get_column_width());
    int used = display_width(left);
    if (right.empty()) return left + "\n";
    left += used >= width ? "\n" + std::string(static_cast<size_t>(width), ' ')
                          : std::string(static_cast<size_t>(width - used), ' ');
    return left + right + "\n";
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

std::string usage_message(const CLI::App*, const CLI::Error& error) {
  return retold(error.what(), kUsageErrors) + "\n" + say("Run with --help for more information.") +
         "\n";
}

// CLI11 keeps the words of its help by their English ones.
constexpr const char* kLabels[] = {wording("Usage"), wording("OPTIONS"), wording("SUBCOMMAND"),
                                   wording("Positionals"), wording("REQUIRED")};

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

// SPDX-License-Identifier: Apache-2.0
// Runs the commands of README.md and docs/export.md in the order in which they stand there and
// compares what they print (both streams). HOEGO_UPDATE_README=1 writes what they print into the
// files instead.
#include <gtest/gtest.h>

#include <cstdio>
#include <sstream>

#include "tests/cli/run_program.h"

namespace hoego::test {
namespace {

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen(command.c_str(), "r");
  char buffer[4096];
  for (size_t n; pipe != nullptr && (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    out.append(buffer, n);
  if (pipe != nullptr) ::pclose(pipe);
  return out;
}

// A folder like the source folder, as far as the README needs it.
class Workplace {
 public:
  Workplace() { fs::create_symlink(source("samples"), scratch_ / "samples"); }
  std::string run(const std::string& command) {
    return output_of(
        "cd '" + (scratch_ / "") + "' && export PATH='" + std::string(HOEGO_BINARY_DIR) +
        "':\"$PATH\" LC_ALL=C.UTF-8 HOEGO_LANG=en && { " + command + "\n} 2>&1 </dev/null");
  }

 private:
  Scratch scratch_;
};

// The README with what its commands print now; `wrong` gets each command that printed otherwise.
std::string rerun(const std::string& readme, std::vector<std::string>& wrong) {
  Workplace place;
  std::istringstream lines(readme);
  std::string out, command, expected;
  bool console = false;
  auto finish = [&] {
    if (command.empty()) return;
    std::string printed = place.run(command);
    if (!printed.empty() && printed.back() != '\n') printed += '\n';
    if (printed != expected)
      wrong.push_back("$ " + command + "\nprints\n" + printed + "not\n" + expected);
    out += printed;
    command.clear();
    expected.clear();
  };
  for (std::string line; std::getline(lines, line);) {
    bool fence = line.rfind("```", 0) == 0;
    bool starts = console && line.rfind("$ ", 0) == 0;
    if (fence || starts) finish();
    if (fence) console = line == "```console";
    if (starts) command = line.substr(2);
    if (!command.empty() && !starts)
      expected += line + "\n";
    else
      out += line + "\n";
  }
  return out;
}

void check_commands_of(const char* file) {
  std::string path = source(file);
  std::string readme = read(path);
  std::vector<std::string> wrong;
  std::string now = rerun(readme, wrong);
  if (std::getenv("HOEGO_UPDATE_README") != nullptr) {
    write(path, now);
    return;
  }
  for (const std::string& w : wrong) ADD_FAILURE() << w;
  EXPECT_NE(readme.find("```console"), std::string::npos) << "it shows commands";
}

TEST(Readme, CommandsPrintWhatItShows) {
  check_commands_of("README.md");
}

TEST(Readme, CommandsOfExportPrintWhatItShows) {
  check_commands_of("docs/export.md");
}

}  // namespace
}  // namespace hoego::test

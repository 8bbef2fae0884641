// SPDX-License-Identifier: Apache-2.0
// Runs the built program as a user would, for tests.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace hoego::test {

namespace fs = std::filesystem;

struct Ran {
  int code = -1;  // exit code; 128 + signal where one ended it
  std::string out;
  std::string err;
};

// A folder of the test's own, removed at its end.
class Scratch {
 public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "hoego-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Scratch() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

inline std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void write(const std::string& path, std::string_view text) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path, std::ios::binary)
      .write(text.data(), static_cast<std::streamsize>(text.size()));
}

inline std::string program() {
  return std::string(HOEGO_BINARY_DIR) + "/hoego";
}
inline std::string source(const std::string& path) {
  return std::string(HOEGO_SOURCE_DIR) + "/" + path;
}

// Starts the program with redirected streams; the child's number.
inline pid_t start(const std::vector<std::string>& arguments, const std::string& in,
                   const std::string& out, const std::string& err) {
  pid_t child = ::fork();
  if (child != 0) return child;
  if (!std::freopen(in.c_str(), "r", stdin) || !std::freopen(out.c_str(), "w", stdout) ||
      !std::freopen(err.c_str(), "w", stderr))
    ::_exit(126);
  ::setenv("HOEGO_LANG", "en", 0);  // whatever the locale of the tester
  std::string path = program();
  std::vector<char*> argv = {path.data()};
  std::vector<std::string> copy = arguments;
  for (std::string& argument : copy) argv.push_back(argument.data());
  argv.push_back(nullptr);
  ::execv(path.c_str(), argv.data());
  ::_exit(127);
}

inline int wait_for(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

inline Ran run(const std::vector<std::string>& arguments, const std::string& input = {}) {
  Scratch scratch;
  write(scratch / "in", input);
  int code = wait_for(start(arguments, scratch / "in", scratch / "out", scratch / "err"));
  return {code, read(scratch / "out"), read(scratch / "err")};
}

}  // namespace hoego::test

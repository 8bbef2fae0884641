// SPDX-License-Identifier: Apache-2.0
// What the program knows of its terminal, and the progress bar for long work.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace hoego::cli {

bool stdout_is_terminal();
bool stderr_is_terminal();
bool stdin_is_terminal();
// Columns of the terminal on stdout (or stderr); 80 where there is none.
int terminal_width();

// A text with blanks up to `width` columns, at least one.
std::string padded(std::string_view text, int width);

// A line for the user on stderr; of the second kind with "note: " before it.
void tell(const std::string& line);
void note(const std::string& line);

// One line on stderr that is drawn again in place; nothing at all unless stderr is a terminal.
//   Progress p("reading posts", files.size());
//   p.advance(1);        // at most ten times a second on screen
//   p.finish();          // takes the line away
class Progress {
 public:
  Progress(std::string what, uint64_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void advance(uint64_t by);
  void finish();

 private:
  void draw();

  std::string what_;
  uint64_t total_;
  uint64_t done_ = 0;
  bool visible_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point last_;
};

// For work that tells how much is done, not how much more.
std::function<void(uint64_t done)> in_steps(Progress& bar);

}  // namespace hoego::cli

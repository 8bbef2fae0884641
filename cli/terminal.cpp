// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "base/messages.h"
#include "base/unicode.h"

namespace hoego::cli {

bool stdout_is_terminal() {
  return isatty(STDOUT_FILENO) == 1;
}
bool stderr_is_terminal() {
  return isatty(STDERR_FILENO) == 1;
}
bool stdin_is_terminal() {
  return isatty(STDIN_FILENO) == 1;
}

int terminal_width() {
  winsize size{};
  for (int fd : {STDOUT_FILENO, STDERR_FILENO})
    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

std::string padded(std::string_view text, int width) {
  return std::string(text) +
         std::string(static_cast<size_t>(std::max(1, width - display_width(text))), ' ');
}

void tell(const std::string& line) {
  std::fputs((line + "\n").c_str(), stderr);
}
void note(const std::string& line) {
  tell(say("note") + ": " + line);
}

Progress::Progress(std::string what, uint64_t total)
    : what_(std::move(what)),
      total_(total),
      visible_(stderr_is_terminal()),
      start_(std::chrono::steady_clock::now()),
      last_(start_) {}

Progress::~Progress() {
  finish();
}

void Progress::advance(uint64_t by) {
  done_ += by;
  if (!visible_) return;
  auto now = std::chrono::steady_clock::now();
  // Short work draws nothing: a bar that flashes is noise.
  if (now - start_ < std::chrono::milliseconds(300)) return;
  if (now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  draw();
}

void Progress::draw() {
  constexpr uint64_t kCells = 24;
  std::string line = what_ + " ";
  if (total_ == 0) {  // the end is not known
    line += std::to_string(done_ >> 20) + " MiB";
  } else {
    const uint64_t filled = std::min(kCells, done_ * kCells / total_);
    for (uint64_t i = 0; i < kCells; ++i) line += i < filled ? "█" : "░";
    line += " " + std::to_string(std::min<uint64_t>(100, done_ * 100 / total_)) + "%";
  }
  std::fprintf(stderr, "\r\033[K%s", cut_to_width(line, terminal_width() - 1).c_str());
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::finish() {
  if (drawn_) std::fprintf(stderr, "\r\033[K");
  drawn_ = false;
  visible_ = false;
}

std::function<void(uint64_t done)> in_steps(Progress& bar) {
  return [&bar, seen = uint64_t{0}](uint64_t done) mutable {
    bar.advance(done - seen);
    seen = done;
  };
}

}  // namespace hoego::cli

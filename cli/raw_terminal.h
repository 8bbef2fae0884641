// SPDX-License-Identifier: Apache-2.0
// The terminal as keys and bytes: raw mode, one key after the other, output in one write.
#pragma once

#include <termios.h>

#include <csignal>
#include <functional>
#include <string>
#include <string_view>

namespace hoego::cli {

struct ScreenSize {
  int rows = 24;
  int columns = 80;
};
ScreenSize screen_size();

inline constexpr std::string_view kPlain = "\x1b[0m";
std::string dim(const std::string& text);

// All of it to the terminal, past the buffers of stdio.
void put(std::string_view text);

// Raw mode while it lives: no echo, keys as they come, pastes marked, signals of the window kept.
class RawMode {
 public:
  RawMode() { enter(); }
  ~RawMode() { leave(); }
  RawMode(const RawMode&) = delete;
  RawMode& operator=(const RawMode&) = delete;

  void enter();
  void leave();

 private:
  termios before_{};
  struct sigaction old_window_ {};
  struct sigaction old_term_ {};
  struct sigaction old_hangup_ {};
  bool active_ = false;
};

// How the terminal is while no text is edited, as long as this lives.
//   kQuiet: what is typed ahead is not shown, and waits; Ctrl-C is a signal. While statements run.
//   kAsFound: as it was before the first of these. For programs that are given the terminal.
class TerminalMode {
 public:
  enum class Wanted { kQuiet, kAsFound };
  explicit TerminalMode(Wanted wanted);
  ~TerminalMode();
  TerminalMode(const TerminalMode&) = delete;
  TerminalMode& operator=(const TerminalMode&) = delete;

 private:
  termios before_{};
  bool active_ = false;
};

// A key by name: "C-a", "M-b", "Left", "C-Right", "Enter"; "Text" and "Paste" carry text;
// "Resize" and "End-of-input" are no keys but come the same way.
struct Key {
  std::string name;
  std::string text;
};

// The one reader of the keyboard: what was typed ahead of the editor or the pager waits in it.
class KeyReader {
 public:
  // While nothing is typed `idle` is called again and again, until it returns false.
  Key next(const std::function<bool()>& idle = {});

 private:
  friend KeyReader& keyboard();
  KeyReader() = default;
  bool waiting() const;  // something has been typed, or happened to the window
  int read_byte(int timeout);
  Key character(int byte);
  Key escape();
  Key sequence();
  Key paste();

  std::string buffer_;
  size_t at_ = 0;
};
KeyReader& keyboard();

}  // namespace hoego::cli

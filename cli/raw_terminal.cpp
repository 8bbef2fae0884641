// SPDX-License-Identifier: Apache-2.0
#include "cli/raw_terminal.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace hoego::cli {
namespace {

constexpr int kEscapeMilliseconds = 40;
// What read_byte() gives besides bytes.
constexpr int kEnd = -1;
constexpr int kResized = -2;
constexpr int kTimeout = -3;

volatile sig_atomic_t window_changed = 0;
void on_window_change(int) {
  window_changed = 1;
}
// A closed window or a request to end is like the end of input: the shell saves and leaves.
volatile sig_atomic_t asked_to_leave = 0;
void on_leave(int) {
  asked_to_leave = 1;
}

Key control(int byte) {
  switch (byte) {
    case '\r':
      return {"Enter", ""};
    case '\n':
      return {"Enter", ""};
    case '\t':
      return {"Tab", ""};
    case 0x7f:
    case 0x08:
      return {"Backspace", ""};
    case 0x1f:
      return {"C-_", ""};
    default:
      return {std::string("C-") + static_cast<char>(byte + 0x60), ""};
  }
}

Key named(const std::string& code, const std::string& prefix) {
  static const std::pair<std::string_view, std::string_view> kNames[] = {
      {"A", "Up"},   {"B", "Down"},    {"C", "Right"},   {"D", "Left"},     {"H", "Home"},
      {"F", "End"},  {"Z", "BackTab"}, {"1~", "Home"},   {"7~", "Home"},    {"4~", "End"},
      {"8~", "End"}, {"3~", "Delete"}, {"5~", "PageUp"}, {"6~", "PageDown"}};
  for (const auto& [from, to] : kNames)
    if (from == code) return {prefix + std::string(to), ""};
  return {"Unknown", ""};
}

}  // namespace

ScreenSize screen_size() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
    return {};
  return {size.ws_row, size.ws_col};
}

std::string dim(const std::string& text) {
  return "\x1b[2m" + text + std::string(kPlain);
}

void put(std::string_view text) {
  while (!text.empty()) {
    ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<size_t>(written));
  }
}

void RawMode::enter() {
  if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
  termios raw = before_;
  raw.c_iflag &= ~static_cast<tcflag_t>(BRKINT | ICRNL | INPCK | ISTRIP | IXON);
  raw.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | IEXTEN | ISIG);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  active_ = tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
  put("\x1b[?2004h");
  struct sigaction action {};
  action.sa_handler = on_window_change;
  sigaction(SIGWINCH, &action, &old_window_);
  action.sa_handler = on_leave;
  sigaction(SIGTERM, &action, &old_term_);
  sigaction(SIGHUP, &action, &old_hangup_);
}

void RawMode::leave() {
  if (!active_) return;
  put("\x1b[?2004l");
  tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
  sigaction(SIGWINCH, &old_window_, nullptr);
  sigaction(SIGTERM, &old_term_, nullptr);
  sigaction(SIGHUP, &old_hangup_, nullptr);
  active_ = false;
}

TerminalMode::TerminalMode(Wanted wanted) {
  if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
  static const termios found = before_;
  termios mode = found;
  if (wanted == Wanted::kQuiet) {
    mode.c_iflag &= ~static_cast<tcflag_t>(ICRNL);
    mode.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON);
  }
  active_ = tcsetattr(STDIN_FILENO, TCSADRAIN, &mode) == 0;
}

TerminalMode::~TerminalMode() {
  if (active_) tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
}

KeyReader& keyboard() {
  static KeyReader reader;
  return reader;
}

bool KeyReader::waiting() const {
  pollfd descriptor{STDIN_FILENO, POLLIN, 0};
  return at_ < buffer_.size() || window_changed || asked_to_leave || poll(&descriptor, 1, 0) != 0;
}

Key KeyReader::next(const std::function<bool()>& idle) {
  while (idle && !waiting() && idle()) {
  }
  int byte = read_byte(-1);
  if (byte == kResized) return {"Resize", ""};
  if (byte < 0) return {"End-of-input", ""};
  if (byte == 0x1b) return escape();
  if (byte < 0x20 || byte == 0x7f) return control(byte);
  return character(byte);
}

int KeyReader::read_byte(int timeout) {
  if (at_ < buffer_.size()) return static_cast<unsigned char>(buffer_[at_++]);
  pollfd descriptor{STDIN_FILENO, POLLIN, 0};
  while (true) {
    if (asked_to_leave) return kEnd;
    if (window_changed && timeout < 0) {
      window_changed = 0;
      return kResized;
    }
    int ready = poll(&descriptor, 1, timeout);
    if (ready == 0) return kTimeout;
    if (ready < 0 && errno == EINTR) continue;
    if (ready < 0) return kEnd;
    char chunk[4096];
    ssize_t got = ::read(STDIN_FILENO, chunk, sizeof chunk);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return kEnd;
    buffer_.assign(chunk, static_cast<size_t>(got));
    at_ = 1;
    return static_cast<unsigned char>(buffer_[0]);
  }
}

Key KeyReader::character(int byte) {
  std::string text(1, static_cast<char>(byte));
  int more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC0 ? 1 : 0;
  for (; more > 0; --more) {
    int next_byte = read_byte(kEscapeMilliseconds);
    if (next_byte < 0) break;
    text += static_cast<char>(next_byte);
  }
  return {"Text", text};
}

Key KeyReader::escape() {
  int byte = read_byte(kEscapeMilliseconds);
  if (byte < 0) return {"Escape", ""};
  if (byte == '[') return sequence();
  if (byte == 'O') {
    int final = read_byte(kEscapeMilliseconds);
    return named(std::string(1, static_cast<char>(final)), "");
  }
  if (byte == '\r' || byte == '\n') return {"M-Enter", ""};
  if (byte == 0x7f || byte == 0x08) return {"M-Backspace", ""};
  if (byte == 0x1b) return {"Escape", ""};
  return {std::string("M-") + static_cast<char>(byte), ""};
}

Key KeyReader::sequence() {
  std::string parameters;
  int byte = read_byte(kEscapeMilliseconds);
  while (byte >= 0 && byte < 0x40) {
    parameters += static_cast<char>(byte);
    byte = read_byte(kEscapeMilliseconds);
  }
  if (byte < 0) return {"Escape", ""};
  if (byte == '~' && parameters == "200") return paste();
  size_t semicolon = parameters.find(';');
  std::string modifier = semicolon == std::string::npos ? "" : parameters.substr(semicolon + 1, 1);
  std::string prefix = modifier == "5" ? "C-" : modifier == "3" ? "M-" : "";
  std::string first = parameters.substr(0, semicolon);
  if (byte == 'u') return {first == "13" ? "M-Enter" : "Unknown", ""};
  if (byte == '~') return named(first + "~", prefix);
  return named(std::string(1, static_cast<char>(byte)), prefix);
}

// Everything up to the end mark is text, whatever it looks like.
Key KeyReader::paste() {
  constexpr std::string_view kMark = "\x1b[201~";
  std::string text;
  while (text.size() < kMark.size() ||
         text.compare(text.size() - kMark.size(), kMark.size(), kMark) != 0) {
    int byte = read_byte(5000);
    if (byte < 0) return {"Paste", text};
    text += static_cast<char>(byte);
  }
  text.resize(text.size() - kMark.size());
  return {"Paste", text};
}

}  // namespace hoego::cli

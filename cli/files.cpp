// SPDX-License-Identifier: Apache-2.0
#include "cli/files.h"
#include "base/unicode.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/error.h"
#include "base/messages.h"

namespace hoego::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> kExtensions = {".md",  ".mdx", ".markdown", ".html",
                                                         ".htm", ".txt", ".jsonl"};

bool is_post_name(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = ascii_lower(c);
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

bool is_passed_over(const fs::path& path) {
  std::string name = path.filename().string();
  return name.empty() || name[0] == '.' || name == "node_modules";
}

uint64_t size_of(const fs::path& path) {
  std::error_code error;
  uint64_t size = fs::file_size(path, error);
  return error ? 0 : size;
}

void find_under(const fs::path& folder, size_t root, std::vector<FoundFile>& found) {
  std::error_code error;
  auto options = fs::directory_options::skip_permission_denied;
  fs::recursive_directory_iterator it(folder, options, error);
  if (error)
    throw Error(ErrorKind::kInput,
                say("cannot read the folder {}: {}", folder.string(), error.message()));
  for (auto end = fs::recursive_directory_iterator(); it != end; it.increment(error)) {
    if (error) break;
    const fs::path& path = it->path();
    if (is_passed_over(path)) {
      if (it->is_directory(error)) it.disable_recursion_pending();
      continue;
    }
    if (!it->is_regular_file(error) || !is_post_name(path)) continue;
    found.push_back(
        {path.string(), fs::relative(path, folder, error).generic_string(), root, size_of(path)});
  }
}

std::string system_reason() {
  return std::strerror(errno);
}

void write_all(int fd, std::string_view content, const std::string& path) {
  while (!content.empty()) {
    ssize_t n = ::write(fd, content.data(), content.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0)
      throw Error(ErrorKind::kEnvironment, say("cannot write {}: {}", path, system_reason()));
    content.remove_prefix(static_cast<size_t>(n));
  }
}

}  // namespace

std::vector<FoundFile> find_posts(const std::vector<std::string>& paths) {
  std::vector<FoundFile> found;
  for (size_t root = 0; root < paths.size(); ++root) {
    fs::path path(paths[root]);
    std::error_code error;
    size_t before = found.size();
    if (fs::is_directory(path, error))
      find_under(path, root, found);
    else if (fs::is_regular_file(path, error))
      found.push_back({path.string(), path.filename().generic_string(), root, size_of(path)});
    else
      throw Error(ErrorKind::kInput, say("there is no file or folder {}", paths[root]),
                  say("name a folder of posts, or a .md, .html, .txt or .jsonl file"));
    std::sort(found.begin() + static_cast<std::ptrdiff_t>(before), found.end(),
              [](const FoundFile& a, const FoundFile& b) { return a.relative < b.relative; });
  }
  return found;
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text;
  if (in) {
    in.seekg(0, std::ios::end);
    std::streamoff size = in.tellg();
    in.seekg(0);
    if (size > 0) text.resize(static_cast<size_t>(size));
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
  }
  if (!in) throw Error(ErrorKind::kInput, say("cannot read {}: {}", path, system_reason()));
  return text;
}

std::string config_path(std::string_view name) {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  std::string folder = config && *config ? config
                       : home && *home   ? std::string(home) + "/.config"
                                         : "";
  return folder.empty() ? "" : folder + "/hoego/" + std::string(name);
}

void write_file(const std::string& path, std::string_view content) {
  if (path == "-") {
    write_all(STDOUT_FILENO, content, say("standard output"));
    return;
  }
  std::string temporary = path + ".tmp" + std::to_string(::getpid());
  int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0)
    throw Error(ErrorKind::kEnvironment, say("cannot write {}: {}", path, system_reason()));
  try {
    write_all(fd, content, path);
  } catch (...) {
    ::close(fd);
    ::unlink(temporary.c_str());
    throw;
  }
  bool ok = ::fsync(fd) == 0;
  ok = ::close(fd) == 0 && ok;
  if (!ok || std::rename(temporary.c_str(), path.c_str()) != 0) {
    std::string reason = system_reason();
    ::unlink(temporary.c_str());
    throw Error(ErrorKind::kEnvironment, say("cannot write {}: {}", path, reason));
  }
}

PostReader::PostReader(std::vector<FoundFile> files, Report report)
    : files_(std::move(files)), report_(std::move(report)) {}
PostReader::~PostReader() = default;
PostReader::PostReader(PostReader&&) noexcept = default;

PostReader PostReader::from_stdin(Report report) {
  PostReader reader({}, std::move(report));
  reader.lines_ = &std::cin;
  reader.lines_name_ = say("standard input");
  return reader;
}

std::optional<IncomingPost> PostReader::next() {
  while (true) {
    if (lines_ != nullptr) {
      if (auto post = next_line()) return post;
      lines_ = nullptr;
    }
    if (at_ == files_.size()) return std::nullopt;
    const FoundFile& file = files_[at_++];
    if (file.path.ends_with(".jsonl")) {
      owned_lines_ = std::make_unique<std::ifstream>(file.path, std::ios::binary);
      lines_ = owned_lines_.get();
      lines_name_ = file.path;
      lines_root_ = file.root;
      line_number_ = 0;
      continue;
    }
    try {
      IncomingPost post{{file.relative, read_file(file.path)}, file.path, file.root};
      bytes_read_ += post.file.bytes.size();
      return post;
    } catch (const Error& error) {
      report_(error.what());
    }
  }
}

std::optional<IncomingPost> PostReader::next_line() {
  for (std::string line; std::getline(*lines_, line);) {
    ++line_number_;
    bytes_read_ += line.size() + 1;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (auto post = parse_line(line)) return post;
  }
  return std::nullopt;
}

std::optional<IncomingPost> PostReader::parse_line(const std::string& line) {
  std::string place = lines_name_ + ":" + std::to_string(line_number_);
  // Deep nesting would overflow the stack when the tree is destroyed: refuse it while parsing.
  auto shallow = [](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
    return depth < 16;
  };
  auto json = nlohmann::json::parse(line, shallow, false);
  bool good = json.is_object() && json.contains("text") && json["text"].is_string();
  if (!good) {
    report_(
        say("{}: not a JSON object with \"source\" and \"text\"; the line is passed over", place));
    return std::nullopt;
  }
  std::string source = json.contains("source") && json["source"].is_string()
                           ? json["source"].get<std::string>()
                           : "line-" + std::to_string(line_number_);
  return IncomingPost{{source, json["text"].get<std::string>()}, place, lines_root_};
}

}  // namespace hoego::cli

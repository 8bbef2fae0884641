// SPDX-License-Identifier: Apache-2.0
// Files and folders: which posts there are, reading them, writing a result whole or not at all.
#pragma once

#include <cstdint>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/document/document.h"

namespace hoego::cli {

// A post file found under one of the PATHs of the command line.
struct FoundFile {
  std::string path;      // to open
  std::string relative;  // to the PATH it was found under, "/" as separator; the name of a file
  size_t root = 0;       // index of that PATH
  uint64_t size = 0;
};

// Files that can hold posts (.md .mdx .markdown .html .htm .txt .jsonl) under the paths, sorted by
// relative path within each root. Hidden names, node_modules and links out of the tree are passed
// over. A path that is not there is an Error (kInput).
std::vector<FoundFile> find_posts(const std::vector<std::string>& paths);

// Error (kInput) where it cannot be read.
std::string read_file(const std::string& path);
// Writes to a temporary file beside it, syncs, renames: the old file or the new one, never half.
// "-" is standard output. Error (kEnvironment).
void write_file(const std::string& path, std::string_view content);

// A file or folder of the user's own settings: $XDG_CONFIG_HOME/hoego/NAME (~/.config/hoego/NAME).
// Empty where there is no home.
std::string config_path(std::string_view name);

// A post as it comes out of the files: .jsonl files give one for each line, everything else one
// for each file.
struct IncomingPost {
  parser::PostFile file;  // path: relative, as FoundFile::relative
  std::string full_path;  // as one would open it; of a JSON line "FILE:LINE"
  size_t root = 0;
  uint64_t size = 0;  // these two are filled in by read_posts()
  uint64_t hash = 0;  // of the bytes
};

// Reads posts one after the other; never holds more than one. What cannot be read is reported and
// passed over.
class PostReader {
 public:
  using Report = std::function<void(const std::string& what)>;

  PostReader(std::vector<FoundFile> files, Report report);
  // Lines of {"source","text"} from standard input.
  static PostReader from_stdin(Report report);
  ~PostReader();
  PostReader(PostReader&&) noexcept;

  std::optional<IncomingPost> next();
  uint64_t bytes_read() const { return bytes_read_; }

 private:
  std::optional<IncomingPost> next_line();
  std::optional<IncomingPost> parse_line(const std::string& line);

  std::vector<FoundFile> files_;
  Report report_;
  size_t at_ = 0;
  std::istream* lines_ = nullptr;  // of the .jsonl file that is being read
  std::unique_ptr<std::ifstream> owned_lines_;
  std::string lines_name_;
  size_t lines_root_ = 0;
  uint64_t line_number_ = 0;
  uint64_t bytes_read_ = 0;
};

}  // namespace hoego::cli

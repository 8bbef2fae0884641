// SPDX-License-Identifier: Apache-2.0
#include "cli/output_file.h"

#include <filesystem>
#include <iostream>

#include "base/error.h"
#include "base/messages.h"

namespace hoego::cli {
namespace fs = std::filesystem;

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  if (path_ == "-") return;
  temporary_ = path_ + ".tmp";
  file_.open(temporary_, std::ios::binary | std::ios::trunc);
  if (!file_) throw Error(ErrorKind::kEnvironment, say("cannot write {}", path_));
}

OutputFile::~OutputFile() {
  std::error_code error;
  if (!temporary_.empty()) fs::remove(temporary_, error);
}

std::ostream& OutputFile::stream() {
  return path_ == "-" ? std::cout : file_;
}

viz::Sink OutputFile::sink() {
  return [this](std::string_view piece) {
    stream().write(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (!stream())
      throw Error(ErrorKind::kEnvironment, say("cannot write {}: is the disk full?", path_));
  };
}

void OutputFile::finish() {
  stream().flush();
  if (!stream())
    throw Error(ErrorKind::kEnvironment, say("cannot write {}: is the disk full?", path_));
  if (path_ == "-") return;
  file_.close();
  std::error_code error;
  fs::rename(temporary_, path_, error);
  if (error)
    throw Error(ErrorKind::kEnvironment, say("cannot write {}: {}", path_, error.message()));
  temporary_.clear();
}

}  // namespace hoego::cli

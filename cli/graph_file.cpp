// SPDX-License-Identifier: Apache-2.0
#include "cli/graph_file.h"

#include <filesystem>
#include <vector>

#include "base/error.h"
#include "base/messages.h"
#include "cli/ingest.h"

namespace hoego::cli {
namespace fs = std::filesystem;

GraphFile GraphFile::open(const std::string& where) {
  GraphFile file;
  if (where == ":memory:") return file;
  std::error_code error;
  if (fs::is_directory(where, error)) {
    IngestOptions options;
    options.paths = {where};
    ingest_into(options, file.graph_);
    return file;
  }
  if (!fs::exists(where, error))
    throw Error(ErrorKind::kInput, say("there is no graph {}", where),
                say("make one with: hoego ingest FOLDER -g {}", where));
  file.store_ = Store::open(where);
  file.graph_ = file.store_->load();
  return file;
}

void GraphFile::save() {
  if (store_ && !graph_.changes().empty()) store_->commit(graph_);
}

}  // namespace hoego::cli

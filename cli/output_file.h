// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fstream>
#include <ostream>
#include <string>

#include "viz/export.h"

namespace hoego::cli {

// A file written piece by piece that in the end is whole or not there; "-" is standard output.
//
//   OutputFile out("graph.graphml");
//   viz::export_graph(graph, "graphml", out.sink());
//   out.finish();  // without it nothing is left of the file
//
// Error (kEnvironment) where it cannot be written.
class OutputFile {
 public:
  explicit OutputFile(std::string path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  std::ostream& stream();
  viz::Sink sink();  // valid as long as the file
  void finish();

 private:
  std::string path_;
  std::string temporary_;
  std::ofstream file_;
};

}  // namespace hoego::cli

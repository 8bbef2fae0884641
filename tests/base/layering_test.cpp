// SPDX-License-Identifier: Apache-2.0
// Reads the #include lines of the whole program and fails on an arrow that the architecture
// (docs/architecture.md) does not draw.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const std::map<std::string, std::set<std::string>> kMayInclude = {
    {"base", {"base"}},
    {"messages", {"messages", "base"}},
    {"graph", {"graph", "base"}},
    {"parser", {"parser", "base"}},
    {"query", {"query", "graph", "base"}},
    {"viz", {"viz", "query", "graph", "base"}},
    {"cli", {"cli", "messages", "viz", "query", "parser", "graph", "base"}},
};

// Libraries that may be known in a few files only: prefix of the header -> files, by prefix.
const std::vector<std::pair<std::string, std::vector<std::string>>> kKeptBehind = {
    {"boost/spirit", {"query/grammar", "query/parse.cpp"}},
    {"boost/graph", {"graph/"}},
    {"graphviz/", {"viz/render.cpp"}},
    {"termios.h", {"cli/"}},
    {"sqlite3.h", {"graph/"}},
    {"md4c.h", {"parser/document/"}},
    {"gumbo.h", {"parser/document/"}},
    {"yaml-cpp/", {"parser/document/"}},
    {"toml++/", {"parser/document/", "parser/corrections.cpp"}},
    {"CLI/", {"cli/"}},
    {"filesystem", {"cli/", "graph/", "viz/render.cpp"}},
    {"fstream", {"cli/", "graph/"}},
};

struct Include {
  std::string file;    // relative to the source folder
  std::string header;  // between the quotes or brackets
  bool quoted;
};

std::vector<Include> all_includes() {
  std::vector<Include> found;
  fs::path root = HOEGO_SOURCE_DIR;
  for (const auto& [room, unused] : kMayInclude)
    for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
      std::string extension = entry.path().extension().string();
      if (extension != ".h" && extension != ".cpp") continue;
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) {
        if (line.rfind("#include ", 0) != 0 || line.size() < 12) continue;
        size_t end = line.find_first_of(">\"", 10);
        found.push_back({fs::relative(entry.path(), root).generic_string(),
                         line.substr(10, end - 10), line[9] == '"'});
      }
    }
  return found;
}

TEST(Layering, ArrowsPointAsDrawn) {
  auto includes = all_includes();
  EXPECT_GT(includes.size(), 100u) << "the test reads the sources";
  for (const Include& i : includes) {
    if (!i.quoted) continue;
    std::string from = i.file.substr(0, i.file.find('/'));
    std::string to = i.header.substr(0, i.header.find('/'));
    bool bridge = i.file.rfind("parser/build_graph", 0) == 0 && to == "graph";
    EXPECT_TRUE(bridge || kMayInclude.at(from).count(to) == 1)
        << i.file << " includes " << i.header;
  }
}

TEST(Layering, LibrariesStayBehindTheirDoors) {
  for (const Include& i : all_includes())
    for (const auto& [library, places] : kKeptBehind) {
      if (i.header.rfind(library, 0) != 0) continue;
      bool allowed = false;
      for (const std::string& place : places) allowed |= i.file.rfind(place, 0) == 0;
      EXPECT_TRUE(allowed) << i.file << " includes " << i.header;
    }
}

}  // namespace

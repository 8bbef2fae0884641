// SPDX-License-Identifier: Apache-2.0
// Folders of CSV: both forms of headers, types, quotes, and what bad files are told.
#include "graph/csv_import.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "base/error.h"

namespace hoego {
namespace {

namespace fs = std::filesystem;

using Files = std::map<std::string, std::string>;

Graph imported(const Files& files) {
  fs::path folder = fs::temp_directory_path() / ("hoego-csv-" + std::to_string(::getpid()));
  fs::remove_all(folder);
  fs::create_directories(folder);
  for (const auto& [name, text] : files) std::ofstream(folder / name) << text;
  Graph graph;
  try {
    import_csv_folder(folder.string(), graph);
  } catch (...) {
    fs::remove_all(folder);
    throw;
  }
  fs::remove_all(folder);
  return graph;
}

std::string exported(const Graph& graph) {
  std::ostringstream out;
  export_apoc(graph, out);
  return out.str();
}

TEST(CsvImport, AFileForEachLabelAndType) {
  Graph g =
      imported({{"Person.csv", "id,name\n0,은성\r\n1,\"하늘, \"\"둘\"\"\"\n"},
                {"Step.csv", "id,start,months,share\n0,2021-03,,0.5\n1,2022-01,7,1\n2,,8,2\n"},
                {"TOOK.csv", "from,to,note\n0,0,\n0,1,x\n1,2,\n"}});
  EXPECT_EQ(exported(g),
            R"({"type":"node","id":"0","labels":["Person"],"properties":{"id":0,"name":"은성"}}
{"type":"node","id":"1","labels":["Person"],"properties":{"id":1,"name":"하늘, \"둘\""}}
{"type":"node","id":"2","labels":["Step"],"properties":{"id":0,"share":0.5,"start":"2021-03"}}
{"type":"node","id":"3","labels":["Step"],"properties":{"id":1,"months":7,"share":1.0,"start":"2022-01"}}
{"type":"node","id":"4","labels":["Step"],"properties":{"id":2,"months":8,"share":2.0}}
{"type":"relationship","id":"0","label":"TOOK","start":{"id":"0","labels":["Person"]},"end":{"id":"2","labels":["Step"]}}
{"type":"relationship","id":"1","label":"TOOK","properties":{"note":"x"},"start":{"id":"0","labels":["Person"]},"end":{"id":"3","labels":["Step"]}}
{"type":"relationship","id":"2","label":"TOOK","start":{"id":"1","labels":["Person"]},"end":{"id":"4","labels":["Step"]}}
)");
}

TEST(CsvImport, HeadersOfNeo4jAdmin) {
  Graph g = imported({{"people.csv",
                       "pid:ID(P),name:STRING,born:date,tags:string[],:LABEL\n"
                       "a1,가,2000-01-02,x;y,Person;Author\n"},
                      {"rels.csv", ":START_ID(P),:END_ID(P),since:int,:TYPE\na1,a1,3,KNOWS\n"}});
  EXPECT_EQ(
      exported(g),
      R"({"type":"node","id":"0","labels":["Author","Person"],"properties":{"born":"2000-01-02","name":"가","pid":"a1","tags":["x","y"]},"$types":{"born":"date"}}
{"type":"relationship","id":"0","label":"KNOWS","properties":{"since":3},"start":{"id":"0","labels":["Author","Person"]},"end":{"id":"0","labels":["Author","Person"]}}
)");
}

TEST(CsvImport, TheEndsAreToldByTheHeaderOrMetaJson) {
  // Both labels have the ids 0 and 1; only words can tell.
  Files files = {{"A.csv", "id\n0\n1\n"}, {"B.csv", "id\n0\n1\n"}};
  files["R.csv"] = "from:B,to:A\n0,1\n";
  EXPECT_EQ(imported(files).source(0), 2u);
  files["R.csv"] = "from,to\n0,1\n";
  files["meta.json"] = R"({"rel_schema":{"R":["B","B",""]}})";
  EXPECT_EQ(imported(files).target(0), 3u);
}

TEST(CsvImport, BadFilesAreNamed) {
  const std::pair<Files, std::string> cases[] = {
      {{{"A.csv", "id\n0\n0\n"}}, "A.csv:4: a second node with the id 0"},
      {{{"A.csv", "id,x\n0\n"}}, "1 cells where the header has 2"},
      {{{"A.csv", "id,x\n0,\"y\n"}}, "a quoted cell without an end"},
      {{{"A.csv", "id\n0\n"}, {"R.csv", "from:A,to:A\n0,7\n"}}, "no node has the id 7"},
      {{{"A.csv", "id\n0\n"}, {"R.csv", "from,to\n0,7\n"}}, "no"},
      {{{"A.csv", "id,n:int\n0,x\n"}}, "\"x\" is not of the type of its column \"n\""},
      {{{"A.csv", "id,n:point\n0,x\n"}}, "unknown type \"point\""},
      {{{"A.csv", ""}}, "an empty file"},
      {{{"A.csv", "id,x\n0,\xff\n"}}, "no UTF-8"},
      {{{"a.txt", ""}}, "there are no .csv files"},
  };
  for (const auto& [files, message] : cases) {
    try {
      imported(files);
      ADD_FAILURE() << "accepted; wanted " << message;
    } catch (const Error& e) {
      EXPECT_NE(std::string(e.what()).find(message), std::string::npos) << e.what();
    }
  }
}

}  // namespace
}  // namespace hoego

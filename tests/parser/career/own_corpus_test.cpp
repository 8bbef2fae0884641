// SPDX-License-Identifier: Apache-2.0
// Reads the project's own posts (cases/NNN/NNN.md, written for this test by nobody in particular
// and in many manners) and scores what is found against their keys (cases/NNN/NNN.json). The floors
// lie just below what is reached; they are only ever raised.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "parser/eval/score.h"
#include "parser/read_post.h"

namespace hoego::parser {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr double kBlogFactFloor = 0.74;  // of the blogs
constexpr double kBlogStepFloor = 0.83;
constexpr size_t kBlogs = 108;
constexpr double kFactFloor = 0.92;
constexpr double kStepFloor = 0.96;
constexpr size_t kPosts = 180;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

struct Corpus {
  PostMap keys;
  PostMap facts;
  std::map<std::string, std::string> texts;
};

Corpus read_corpus() {
  Corpus corpus;
  const fs::path root = fs::path(HOEGO_SOURCE_DIR) / "tests/parser/career/cases";
  for (const auto& folder : fs::directory_iterator(root)) {
    const std::string id = folder.path().filename().string();
    const std::string name = id + "/" + id + ".md";
    corpus.texts[id] = slurp(root / name);
    corpus.keys[id] = json::parse(slurp(root / id / (id + ".json")));
    corpus.facts[id] =
        json::parse(to_json(read_post({name, corpus.texts[id]}, Lexicon::builtin())));
  }
  return corpus;
}

const Corpus& corpus() {
  static const Corpus read = read_corpus();
  return read;
}

TEST(OwnCorpus, ReachesItsFloors) {
  ASSERT_EQ(corpus().keys.size(), kPosts);
  std::vector<Disagreement> errors;
  const Score reached = score(corpus().keys, corpus().facts, &errors);
  EXPECT_GE(reached.facts.f1(), kFactFloor);
  EXPECT_GE(reached.steps.f1(), kStepFloor);
  EXPECT_EQ(reached.published.right, reached.published.all);
  EXPECT_EQ(reached.author.right, reached.author.all);
  if (HasFailure())
    for (const Disagreement& e : errors) std::printf("%s: %s\n", e.cause.c_str(), e.text.c_str());
}

// Every quote of every fact stands in its file, byte for byte, at the offset that it names.
void expect_quotes(const std::string& name, const std::string& bytes) {
  const json facts = json::parse(to_json(read_post({name, bytes}, Lexicon::builtin())));
  for (const json& step : facts["steps"]) {
    for (const json& evidence : step["evidence_at"]) {
      const std::string quote = evidence["quote"];
      const size_t offset = evidence["offset"];
      ASSERT_LE(offset + quote.size(), bytes.size()) << name;
      EXPECT_EQ(bytes.substr(offset, quote.size()), quote) << name << " at byte " << offset;
    }
  }
}

// Whole blog posts by invented authors (blogs/posts/<id>, keys in blogs/key), longer and wilder
// than the cases: each was read as a post that nobody had seen before it was learnt from.
Corpus read_blogs() {
  Corpus corpus;
  const fs::path root = fs::path(HOEGO_SOURCE_DIR) / "tests/parser/career/blogs";
  for (const auto& key : fs::directory_iterator(root / "key"))
    corpus.keys[key.path().stem().string()] = json::parse(slurp(key.path()));
  for (const auto& file : fs::recursive_directory_iterator(root / "posts")) {
    if (!file.is_regular_file()) continue;
    const std::string name = fs::relative(file.path(), root / "posts").generic_string();
    const std::string id = name.substr(0, name.find('/'));
    corpus.texts[id] = slurp(file.path());
    corpus.facts[id] =
        json::parse(to_json(read_post({name, corpus.texts[id]}, Lexicon::builtin())));
  }
  return corpus;
}

TEST(OwnBlogs, ReachTheirFloors) {
  const Corpus blogs = read_blogs();
  ASSERT_EQ(blogs.keys.size(), kBlogs);
  ASSERT_EQ(blogs.facts.size(), kBlogs);
  const Score reached = score(blogs.keys, blogs.facts, nullptr);
  EXPECT_GE(reached.facts.f1(), kBlogFactFloor);
  EXPECT_GE(reached.steps.f1(), kBlogStepFloor);
  for (const auto& [id, text] : blogs.texts) expect_quotes(id + ".md", text);
}

TEST(OwnCorpus, KeysQuoteTheirPosts) {
  for (const auto& [id, key] : corpus().keys)
    for (const json& step : key["steps"])
      for (const std::string quote : step["evidence"])
        EXPECT_NE(corpus().texts.at(id).find(quote), std::string::npos) << id << ": " << quote;
}

TEST(OwnCorpus, QuotesStandAtTheirOffsets) {
  for (const auto& [id, text] : corpus().texts) expect_quotes(id + ".md", text);
}

TEST(SharedCorpus, QuotesStandAtTheirOffsets) {
  const fs::path posts = fs::path(HOEGO_SOURCE_DIR) / "../shared/corpus/posts";
  if (!fs::exists(posts)) GTEST_SKIP() << "needs ../shared/corpus";
  size_t read = 0;
  for (const auto& file : fs::recursive_directory_iterator(posts)) {
    if (!file.is_regular_file()) continue;
    expect_quotes(file.path().filename().string(), slurp(file.path()));
    ++read;
  }
  EXPECT_GE(read, 48u);
}

}  // namespace
}  // namespace hoego::parser

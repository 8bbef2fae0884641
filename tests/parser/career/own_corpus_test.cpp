// SPDX-License-Identifier: Apache-2.0
// Reads the project's own posts (cases/NNN/NNN.md, written for this test by nobody in particular
// and in many manners) and scores what is found against their keys (cases/NNN/NNN.json). The floors
// lie just below what is reached; they are only ever raised.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "parser/eval/score.h"
#include "parser/read_post.h"

namespace hoego::parser {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr double kBlogFactFloor = 0.75;  // of the blogs
constexpr double kBlogStepFloor = 0.84;
constexpr size_t kBlogs = 152;
constexpr double kAsideFactFloor = 0.76;
constexpr size_t kAside = 14;
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
Corpus read_blogs(const std::string& folder) {
  Corpus corpus;
  const fs::path root = fs::path(HOEGO_SOURCE_DIR) / "tests/parser/career" / folder;
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
  const Corpus blogs = read_blogs("blogs");
  ASSERT_EQ(blogs.keys.size(), kBlogs);
  ASSERT_EQ(blogs.facts.size(), kBlogs);
  const Score reached = score(blogs.keys, blogs.facts, nullptr);
  EXPECT_GE(reached.facts.f1(), kBlogFactFloor);
  EXPECT_GE(reached.steps.f1(), kBlogStepFloor);
  for (const auto& [id, text] : blogs.texts) expect_quotes(id + ".md", text);
}

// Posts by authors that no rule was written from (aside/): what is read of them tells how far the
// rules go beyond what they were learnt from. Nobody looks at what is read wrong there; new rules
// come from other posts.
TEST(Aside, ReachesItsFloors) {
  const Corpus aside = read_blogs("aside");
  ASSERT_EQ(aside.keys.size(), kAside);
  ASSERT_EQ(aside.facts.size(), kAside);
  const Score reached = score(aside.keys, aside.facts, nullptr);
  EXPECT_GE(reached.facts.f1(), kAsideFactFloor);
  for (const auto& [id, text] : aside.texts) expect_quotes(id + ".md", text);
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

struct Phrase {
  std::string published;
  std::string text;
  std::vector<std::string> steps;
};

std::vector<Phrase> read_phrases() {
  std::istringstream in(slurp(fs::path(HOEGO_SOURCE_DIR) / "tests/parser/career/phrases.txt"));
  std::vector<Phrase> phrases;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const size_t blank = line.find(' ', 2);
    if (line[0] == '@')
      phrases.push_back({line.substr(2, blank - 2), line.substr(blank + 1), {}});
    else
      phrases.back().steps.push_back(line);
  }
  return phrases;
}

// "work 네이버 backend-developer 2021-03/2022-01 moved"
std::string line_of(const CareerStep& step) {
  const auto text = [](const std::optional<std::string>& t) { return t.value_or("-"); };
  const auto date = [](const std::optional<Edtf>& d) { return d ? d->text() : std::string("-"); };
  std::string out = step.kind + " " + text(step.org);
  if (step.cohort) out += " " + *step.cohort;
  out += " " + text(step.role) + " " + date(step.start) + "/" + date(step.end) + " ";
  out += text(step.exit);
  return step.planned ? out + " planned" : out;
}

TEST(Phrases, TellTheirSteps) {
  const auto phrases = read_phrases();
  ASSERT_GE(phrases.size(), 60U);
  for (const Phrase& phrase : phrases) {
    const std::string post =
        "---\ntitle: 회고\ndate: " + phrase.published + "\n---\n\n# 회고\n\n" + phrase.text + "\n";
    std::vector<std::string> lines;
    for (const CareerStep& step : read_post({"phrase/p.md", post}, Lexicon::builtin()).steps)
      lines.push_back(line_of(step));
    EXPECT_EQ(lines, phrase.steps) << phrase.text;
  }
}

}  // namespace
}  // namespace hoego::parser

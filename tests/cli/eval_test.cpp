// SPDX-License-Identifier: Apache-2.0
// `hoego eval` against the scorer that the annotators use, on the facts of real posts.
#include <gtest/gtest.h>

#include <cstdio>
#include <set>
#include <sstream>

#include "tests/cli/run_program.h"

namespace hoego::test {
namespace {

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen(command.c_str(), "r");
  char buffer[4096];
  for (size_t n; pipe != nullptr && (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    out.append(buffer, n);
  if (pipe != nullptr) ::pclose(pipe);
  return out;
}

TEST(Eval, SameFiguresAsTheAnnotatorsScorer) {
  fs::path shared = fs::path(HOEGO_SOURCE_DIR).parent_path() / "shared";
  if (!fs::exists(shared / "eval/score.py")) GTEST_SKIP() << "../shared is not here";
  Scratch scratch;
  Ran facts = run({"facts", (shared / "corpus/posts").string()});
  ASSERT_EQ(facts.code, 0) << facts.err;
  write(scratch / "f.jsonl", facts.out);
  std::string key = (shared / "eval/key").string();
  std::string theirs = output_of("python3 " + (shared / "eval/score.py").string() + " " + key +
                                 " " + (scratch / "f.jsonl"));
  Ran ours = run({"eval", key, scratch / "f.jsonl"});
  EXPECT_EQ(ours.code, 0) << ours.err;
  EXPECT_EQ(ours.out, theirs);
}

// Damaged facts: every field of every kind wrong in turn must count in both scorers alike.
TEST(Eval, SameFiguresOnDamagedFacts) {
  fs::path shared = fs::path(HOEGO_SOURCE_DIR).parent_path() / "shared";
  if (!fs::exists(shared / "eval/score.py")) GTEST_SKIP() << "../shared is not here";
  std::string key = (shared / "eval/key").string();
  const char* damage =
      "import json,sys,pathlib,random\n"
      "r=random.Random(int(sys.argv[2]))\n"
      "for p in sorted(pathlib.Path(sys.argv[1]).glob('*.json')):\n"
      "  d=json.loads(p.read_text()); d['source']=p.stem+'/x.md'\n"
      "  s=d['steps']\n"
      "  for x in s:\n"
      "    f=r.choice(['kind','org','role','start','end','exit','named','cohort','industry'])\n"
      "    if r.random()<.6: x[f]=r.random()<.5 if f=='named' else "
      "r.choice([None,'..','2021','2020-03','2019-07~','moved','work','data-analyst','글또','SI "
      "기업'])\n"
      "  r.shuffle(s)\n"
      "  d['steps']=[x for x in s if r.random()<.8]\n"
      "  print(json.dumps(d,ensure_ascii=False))\n";
  for (int seed = 0; seed < 5; ++seed) {
    Scratch scratch;
    write(scratch / "damage.py", damage);
    write(scratch / "f.jsonl",
          output_of("python3 " + (scratch / "damage.py") + " " + key + " " + std::to_string(seed)));
    std::string theirs = output_of("python3 " + (shared / "eval/score.py").string() + " " + key +
                                   " " + (scratch / "f.jsonl"));
    EXPECT_EQ(run({"eval", key, scratch / "f.jsonl"}).out, theirs) << "seed " << seed;
  }
}

}  // namespace
}  // namespace hoego::test

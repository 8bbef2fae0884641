// SPDX-License-Identifier: Apache-2.0
// libFuzzer: the post reader. The first byte chooses the kind of file. Every quote must be a
// substring of the file at its offset.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "parser/read_post.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace hoego::parser;
  static const char* const kNames[] = {"2022-01-02-a.md", "a.html", "a.txt", "a.mdx"};
  if (size == 0) return 0;
  std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  PostFacts facts = read_post({kNames[data[0] % 4], bytes}, Lexicon::builtin());
  for (const CareerStep& step : facts.steps)
    for (const Evidence& e : step.evidence)
      if (bytes.compare(e.offset, e.quote.size(), e.quote) != 0) std::abort();
  to_json(facts);
  return 0;
}

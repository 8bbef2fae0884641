// SPDX-License-Identifier: Apache-2.0
// libFuzzer: front matter and metadata. The input is a front matter; a short body follows.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "parser/document/document.h"
#include "parser/document/metadata.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace hoego::parser;
  if (size == 0) return 0;
  std::string fence = data[0] % 3 == 0 ? "---\n" : data[0] % 3 == 1 ? "+++\n" : "";
  std::string text = fence + std::string(reinterpret_cast<const char*>(data) + 1, size - 1) + "\n" +
                     fence + "\n# 회고\n\n2021년에 입사했다.\n";
  Document document = read_document({"2022-01-02-a.md", text});
  read_metadata(document, Lexicon::builtin());
  for (const Sentence& sentence : document.sentences) {
    hoego::Span span = sentence.source_span();
    if (span.begin > span.end || span.end > text.size()) std::abort();
  }
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
// Full-text search over the titles of posts and the quotes that prove steps and wishes: SQLite FTS5
// with a tokenizer of overlapping syllable bigrams, so that two-syllable words such as 이직 are
// found inside 이직을 and 재이직 (FTS5's own trigrams silently find nothing for them).
//
//   TextIndex index(graph);
//   for (const TextHit& hit : index.search("이직", 20)) ... hit.post, hit.quote, hit.score
//
// The index is a copy in memory of what the graph said when it was made. Words of a query must all
// occur; a word of one syllable finds every word that has it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"

namespace hoego {

struct TextHit {
  NodeId post = kNoId;
  std::string quote;
  double score = 0;  // bm25, larger is better
};

class TextIndex {
 public:
  explicit TextIndex(const Graph& graph);
  TextIndex(TextIndex&&) noexcept;
  TextIndex& operator=(TextIndex&&) noexcept;
  ~TextIndex();

  // Best first; at equal score in the order of the graph.
  std::vector<TextHit> search(std::string_view query, size_t limit) const;

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

// The tokens of a text as they are indexed (final syllables too) or asked for; for tests.
std::vector<std::string> search_tokens(std::string_view text, bool query);

}  // namespace hoego

// SPDX-License-Identifier: Apache-2.0
#include "parser/document/searched.h"

namespace hoego::parser {

SearchedDocument::SearchedDocument(const Document& document, const Lexicon& lexicon)
    : document_(document), lexicon_(lexicon) {
  begins_.reserve(document.sentences.size() + 1);
  begins_.push_back(0);
  for (const Sentence& sentence : document.sentences) {
    lexicon.find_all(sentence.text, words_);
    begins_.push_back(words_.size());
  }
}

std::span<const LexiconMatch> SearchedDocument::words_of(size_t sentence) const {
  const size_t begin = begins_[sentence];
  return std::span(words_).subspan(begin, begins_[sentence + 1] - begin);
}

}  // namespace hoego::parser

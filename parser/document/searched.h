// SPDX-License-Identifier: Apache-2.0
// A document with the words of the lexicon that stand in its sentences. They are searched for once,
// as the readers of topics and of careers both ask for them.
#pragma once

#include <span>
#include <vector>

#include "parser/document/document.h"
#include "parser/lexicon/lexicon.h"

namespace hoego::parser {

class SearchedDocument {
 public:
  // Both must outlive it.
  SearchedDocument(const Document& document, const Lexicon& lexicon);

  const Document& document() const { return document_; }
  const Lexicon& lexicon() const { return lexicon_; }
  // Of the sentence with that index, in the order of Lexicon::find_all.
  std::span<const LexiconMatch> words_of(size_t sentence) const;

 private:
  const Document& document_;
  const Lexicon& lexicon_;
  std::vector<LexiconMatch> words_;
  std::vector<size_t> begins_;  // in `words_`, of each sentence; and the end
};

}  // namespace hoego::parser

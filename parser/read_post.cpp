// SPDX-License-Identifier: Apache-2.0
// A post from bytes to facts, stage by stage.
#include "parser/read_post.h"

#include <utility>

#include "parser/career/steps.h"
#include "parser/document/metadata.h"
#include "parser/document/searched.h"
#include "parser/themes/themes.h"

namespace hoego::parser {

PostFacts read_post(PostFile file, const Lexicon& lexicon) {
  const Document document = read_document(std::move(file));
  Metadata metadata = read_metadata(document, lexicon);
  PostFacts facts;
  facts.source = document.path;
  facts.title = document.title;
  facts.lang = document.lang;
  facts.notes = document.notes;
  const SearchedDocument searched(document, lexicon);
  PostTopics topics = read_topics(searched);
  facts.reflective = topics.reflective;
  if (facts.reflective) facts.steps = read_steps(searched, metadata, facts.notes);
  facts.aspires_to = std::move(topics.aspires_to);
  facts.themes = std::move(topics.themes);
  facts.author = std::move(metadata.author);
  facts.author_rule = std::move(metadata.author_rule);
  facts.published = metadata.published;
  facts.published_rule = std::move(metadata.published_rule);
  facts.looks_back_on = std::move(metadata.looks_back_on);
  return facts;
}

}  // namespace hoego::parser

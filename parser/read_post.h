// SPDX-License-Identifier: Apache-2.0
// The door of the room: a post file -> what it says of its author's career.
//
//   PostFacts f = read_post({"_posts/2022-12-30-retro.md", bytes}, Lexicon::builtin());
//   f.steps[0].start->text()  ->  "2022-01"
//
// Same input, same facts. Never throws on content.
#pragma once

#include "parser/career/facts.h"
#include "parser/document/document.h"
#include "parser/lexicon/lexicon.h"

namespace hoego::parser {

PostFacts read_post(PostFile file, const Lexicon& lexicon);

}  // namespace hoego::parser

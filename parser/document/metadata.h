// SPDX-License-Identifier: Apache-2.0
// Who wrote a post and when, and which years it looks back on: from front matter, file name, text,
// links and chrome, in this order; each with the reason.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/edtf.h"
#include "parser/document/document.h"
#include "parser/lexicon/lexicon.h"

namespace hoego::parser {

struct Metadata {
  std::optional<std::string> author;
  std::string author_rule;  // "front matter: author", "byline", "own blog link" ...
  std::optional<Edtf> published;
  std::string published_rule;  // "front matter: date", "file name", "cohort calendar: 글또 8기" ...
  // Years: of the title, the file name, the description, else of the opening ("2022년을
  // 되돌아보며"); not those that the title only makes plans for.
  std::vector<int> looks_back_on;
};

Metadata read_metadata(const Document& document, const Lexicon& lexicon);

}  // namespace hoego::parser

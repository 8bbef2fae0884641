// SPDX-License-Identifier: Apache-2.0
// The role that a sentence says its author holds.
#pragma once

#include <optional>
#include <string>

#include "parser/career/reading.h"

namespace hoego::parser {

struct RoleMention {
  std::string id;
  std::string text;  // as written
  Span span;
  bool title = false;   // names the one who does it, not the work
  bool framed = false;  // "개발자로", "개발자입니다", "개발자 인턴"
};

// "백엔드 개발자입니다", "백엔드 개발자 아무개입니다".
bool introduces_author(const Reading& reading, const Cue& role);
// Nothing around the word gives the role to somebody else.
bool can_be_held(const Reading& reading, const Cue& role);
// Roles that one has by craft (table `crafts`).
bool is_craft(const Lexicon& lexicon, std::string_view role);
// A student's: of a school, no work.
bool is_of_student(std::string_view role);
// A title held, as "개발자로" tells it: for a reader that has seen what is around the word.
RoleMention held_title(const Reading& reading, const Cue& role);
// The role nearest to `near` that is not said of others, wished or looked for.
std::optional<RoleMention> role_held(const Reading& reading, Span near);

}  // namespace hoego::parser

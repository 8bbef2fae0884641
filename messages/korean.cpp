// SPDX-License-Identifier: Apache-2.0
#include "messages/korean.h"

namespace hoego::messages {

std::vector<std::span<const Translation>> korean_tables() {
  // One a line: rooms are added by many hands.
  // clang-format off
  return {
      korean_of_base(),
      korean_of_cli(),
      korean_of_functions(),
      korean_of_graph(),
      korean_of_options(),
      korean_of_parse(),
      korean_of_parser(),
      korean_of_pictures(),
      korean_of_query(),
      korean_of_repl(),
      korean_of_values(),
      korean_of_viz(),
  };
  // clang-format on
}

void use_language(Language language) {
  static bool loaded = false;
  if (language == Language::kKorean && !loaded) {
    for (std::span<const Translation> table : korean_tables()) add_translations(table);
    loaded = true;
  }
  set_language(language);
}

}  // namespace hoego::messages

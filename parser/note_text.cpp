// SPDX-License-Identifier: Apache-2.0
#include "parser/note_text.h"

#include "base/messages.h"

namespace hoego::parser {
namespace {

// What the parts of the parser write into notes, the longer of two that begin alike first.
constexpr const char* kNotes[] = {
    wording("mentioned, but not as a step of the author: {} (no name)"),
    wording("mentioned, but not as a step of the author: {} {}"),
    wording("a sentence too long to be prose; passed over"),
    wording("not UTF-8 here; read as a replacement character (and {} more)"),
    wording("not UTF-8 here; read as a replacement character"),
    wording("longer than 1 GiB; the rest is left out"),
    wording("front matter is no YAML that can be read (longer than 64 KiB); read line by line"),
    wording("front matter is no YAML that can be read (anchors and aliases are refused); read line "
            "by line"),
    wording("front matter is no YAML that can be read (not a map); read line by line"),
    wording("front matter is no YAML that can be read ({}); read line by line"),
    wording("front matter is no TOML that can be read; read line by line"),
};

}  // namespace

std::string note_text(std::string_view message) {
  return retold(message, kNotes);
}

}  // namespace hoego::parser

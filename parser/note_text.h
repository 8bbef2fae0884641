// SPDX-License-Identifier: Apache-2.0
// Notes are kept with the facts, in English; this is how a user reads them.
#pragma once

#include <string>
#include <string_view>

namespace hoego::parser {

// The message of a Note in the language of the program (base/messages.h).
std::string note_text(std::string_view message);

}  // namespace hoego::parser

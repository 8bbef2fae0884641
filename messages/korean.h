// SPDX-License-Identifier: Apache-2.0
// The Korean of every message: tables of {English, Korean}, one file for each room. How the texts
// are written is told in base/messages.h; tests/messages finds what has no row, and rows of no
// message.
//
// Style: 합니다 for what is the case, 하세요 for what to do; terms as Korean users of databases
// know them (쿼리, 레이블, 속성, 관계, 매개변수, 절); names of things in back-ticks, as in English.
#pragma once

#include <span>
#include <vector>

#include "base/messages.h"

namespace hoego::messages {

std::span<const Translation> korean_of_base();
std::span<const Translation> korean_of_cli();
std::span<const Translation> korean_of_functions();
std::span<const Translation> korean_of_graph();
std::span<const Translation> korean_of_options();
std::span<const Translation> korean_of_pictures();
std::span<const Translation> korean_of_parse();
std::span<const Translation> korean_of_parser();
std::span<const Translation> korean_of_query();
std::span<const Translation> korean_of_repl();
std::span<const Translation> korean_of_values();
std::span<const Translation> korean_of_viz();

// All of them.
std::vector<std::span<const Translation>> korean_tables();

// Speaks `language` from now on; the tables are loaded when Korean is first asked for.
void use_language(Language language);

}  // namespace hoego::messages

// SPDX-License-Identifier: Apache-2.0
// Long texts on a terminal.
#pragma once

#include <string>

namespace hoego::cli {

// Shows text a screen at a time: through $HOEGO_PAGER or $PAGER where set, else with keys of our
// own (space, b, j, k, g, G, /, n, q). Returns at once where the text fits or standard output is no
// terminal.
void page(const std::string& text);

}  // namespace hoego::cli

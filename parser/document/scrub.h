// SPDX-License-Identifier: Apache-2.0
// Takes out of a Markdown file what is for the site builder and not for the reader.
#pragma once

#include <string>

#include "parser/document/document.h"

namespace hoego::parser {

// Overwrites with blanks (so that every offset stays): MDX import/export lines and comments, JSX
// and HTML lines that hold tags only, comments, scripts, Liquid tags and Hugo shortcodes, kramdown
// attribute lists. Leaves fenced code and code spans alone. Linear.
void scrub(std::string& working, Span body, bool mdx);

}  // namespace hoego::parser

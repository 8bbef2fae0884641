// SPDX-License-Identifier: Apache-2.0
// Posts in, facts out, on several threads, in the order of the posts.
#pragma once

#include <functional>
#include <string>

#include "cli/files.h"
#include "parser/career/facts.h"
#include "parser/lexicon/lexicon.h"

namespace hoego::cli {

// Calls `take` for each post in order, on the calling thread; the post's bytes are gone by then.
// Holds a few dozen posts at a time (up to about 16 MB of text a thread), whatever the number of
// posts. `threads` as in thread_count().
void read_posts(PostReader& reader, const parser::Lexicon& lexicon, int threads,
                const std::function<void(IncomingPost&&, parser::PostFacts&&)>& take);

}  // namespace hoego::cli

// SPDX-License-Identifier: Apache-2.0
// What `--threads` means, for reading posts and for queries.
#pragma once

namespace hoego::cli {

// How many threads to use: as many as were asked for; asked for 0, one for each core.
int thread_count(int asked);

}  // namespace hoego::cli

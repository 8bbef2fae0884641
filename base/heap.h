// SPDX-License-Identifier: Apache-2.0
// How the process's heap treats large blocks.
#pragma once

namespace hoego {

// Call first in main(). A query over millions of nodes takes scratch memory of some MiB and gives it
// back at its end. By default glibc returns such blocks to the kernel at once, and the next query
// pays for every page again: half the time of a scan. After this call blocks of up to 32 MiB (the
// most that glibc allows) come from the heap, and up to 512 MiB of free memory at its top stay.
// Does nothing on other C libraries. See mallopt(3).
void keep_freed_memory();

}  // namespace hoego

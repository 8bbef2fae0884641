// SPDX-License-Identifier: Apache-2.0
#include "base/heap.h"

#include <cstdlib>  // brings __GLIBC__

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace hoego {

void keep_freed_memory() {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 512 << 20);
#endif
}

}  // namespace hoego

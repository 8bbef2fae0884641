// SPDX-License-Identifier: Apache-2.0
#include "cli/threads.h"

#include <algorithm>
#include <thread>

namespace hoego::cli {

int thread_count(int asked) {
  return asked > 0 ? asked : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace hoego::cli

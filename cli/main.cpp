// SPDX-License-Identifier: Apache-2.0
#include "base/heap.h"
#include "cli/commands.h"

int main(int argc, char** argv) {
  hoego::keep_freed_memory();
  return hoego::cli::run_program(argc, argv);
}

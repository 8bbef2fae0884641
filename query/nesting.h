// SPDX-License-Identifier: Apache-2.0
// A guard for functions that walk a value by calling themselves: lists can be nested without end,
// as in reduce(l = [], x IN range(1, 1000000) | [l]), the stack can not.
#pragma once

#include "base/messages.h"
#include "query/error.h"

namespace hoego::query {

class Nesting {
 public:
  Nesting() {
    if (depth() == kMaxNesting) {
      throw runtime_error("ArgumentError", "NestingTooDeep",
                          say("lists and maps are nested more than 2000 levels deep"));
    }
    ++depth();
  }
  ~Nesting() { --depth(); }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

 private:
  static constexpr int kMaxNesting = 2'000;

  static int& depth() {
    thread_local int depth = 0;
    return depth;
  }
};

}  // namespace hoego::query

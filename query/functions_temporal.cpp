// SPDX-License-Identifier: Apache-2.0
#include "query/function_tables.h"

namespace hoego::query {

std::span<const Function> temporal_functions() {
  return {};
}

}  // namespace hoego::query

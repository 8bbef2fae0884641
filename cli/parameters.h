// SPDX-License-Identifier: Apache-2.0
// Parameters of queries on the command line: -p name=value.
#pragma once

#include <string>
#include <vector>

#include "query/query.h"

namespace hoego::cli {

// "name=value": JSON where it is that, else text. Error (kUsage) for anything else.
query::Parameters parse_parameters(const std::vector<std::string>& arguments);

}  // namespace hoego::cli

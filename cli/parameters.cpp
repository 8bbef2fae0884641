// SPDX-License-Identifier: Apache-2.0
#include "cli/parameters.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/messages.h"
#include "query/json.h"

namespace hoego::cli {

query::Parameters parse_parameters(const std::vector<std::string>& arguments) {
  query::Parameters parameters;
  for (const std::string& argument : arguments) {
    size_t equals = argument.find('=');
    if (equals == std::string::npos || equals == 0)
      throw Error(ErrorKind::kUsage, say("a parameter is NAME=VALUE, not {}", argument));
    std::string text = argument.substr(equals + 1);
    auto shallow = [](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
      return depth < 100;
    };
    auto json = nlohmann::json::parse(text, shallow, false);
    parameters[argument.substr(0, equals)] =
        json.is_discarded() ? Value::string(text) : query::value_from_json(json);
  }
  return parameters;
}

}  // namespace hoego::cli

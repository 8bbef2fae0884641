// SPDX-License-Identifier: Apache-2.0
// Private to functions_*.cpp: the tables that functions() joins, and what their rows share.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "query/error.h"
#include "query/functions.h"

namespace hoego::query {

using Args = std::span<const Value>;

std::span<const Function> graph_functions();
std::span<const Function> list_functions();
std::span<const Function> conversion_functions();
std::span<const Function> math_functions();
std::span<const Function> string_functions();
std::span<const Function> temporal_functions();
std::span<const Function> career_functions();

// A value of a type or with a content that the function does not take.
[[noreturn]] void fail_value(std::string_view function, const Value& v, std::string_view wanted);
// A number outside of what the function takes.
[[noreturn]] void fail_range(const std::string& message);

// The argument, checked.
std::string_view string_arg(std::string_view function, const Value& v);
int64_t integer_arg(std::string_view function, const Value& v);
double number_arg(std::string_view function, const Value& v);
const List& list_arg(std::string_view function, const Value& v);

}  // namespace hoego::query

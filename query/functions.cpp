// SPDX-License-Identifier: Apache-2.0
// The table of all functions, joined from the tables of each topic, and the search in it.
#include "query/functions.h"
#include "base/unicode.h"

#include <algorithm>

#include "base/messages.h"
#include "query/function_tables.h"
#include "query/semantics.h"

namespace hoego::query {
namespace {

int compare_names(std::string_view a, std::string_view b) {
  for (size_t i = 0; i < a.size() && i < b.size(); ++i) {
    if (ascii_lower(a[i]) != ascii_lower(b[i]))
      return ascii_lower(a[i]) < ascii_lower(b[i]) ? -1 : 1;
  }
  return a.size() < b.size() ? -1 : (a.size() > b.size() ? 1 : 0);
}

std::vector<Function> join() {
  std::vector<Function> all;
  for (auto table : {graph_functions(), list_functions(), conversion_functions(), math_functions(),
                     string_functions(), temporal_functions(), career_functions()}) {
    all.insert(all.end(), table.begin(), table.end());
  }
  std::sort(all.begin(), all.end(),
            [](const Function& a, const Function& b) { return compare_names(a.name, b.name) < 0; });
  return all;
}

}  // namespace

const std::vector<Function>& functions() {
  static const std::vector<Function> all = join();
  return all;
}

const Function* find_function(std::string_view name) {
  const auto& all = functions();
  auto at = std::lower_bound(
      all.begin(), all.end(), name,
      [](const Function& f, std::string_view wanted) { return compare_names(f.name, wanted) < 0; });
  return at != all.end() && compare_names(at->name, name) == 0 ? &*at : nullptr;
}

void fail_value(std::string_view function, const Value& v, std::string_view wanted) {
  throw runtime_error("TypeError", "InvalidArgumentValue",
                      say("{}() takes {}, not {}", function, translated(wanted), a_type(v)));
}

void fail_range(const std::string& message) {
  throw runtime_error("ArgumentError", "NumberOutOfRange", message);
}

std::string_view string_arg(std::string_view function, const Value& v) {
  if (!v.is(ValueType::kString)) fail_value(function, v, wording("a string"));
  return v.as_string();
}

int64_t integer_arg(std::string_view function, const Value& v) {
  if (!v.is(ValueType::kInteger)) fail_value(function, v, wording("an integer"));
  return v.as_integer();
}

double number_arg(std::string_view function, const Value& v) {
  if (!v.is_number()) fail_value(function, v, wording("a number"));
  return v.as_number();
}

const List& list_arg(std::string_view function, const Value& v) {
  if (!v.is(ValueType::kList)) fail_value(function, v, wording("a list"));
  return v.as_list();
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// The aggregating functions, one row each, and what runs them: an Aggregator takes the values of a
// group one by one and gives the result.
//
//   auto sum = find_aggregate("sum")->start(/*distinct=*/false);
//   sum->add(Value::integer(1));
//   sum->add(Value::integer(2));
//   sum->result()  ->  3
//
// count(*) is count with a value that is not null. Nulls are skipped by every aggregate, NaN is
// not. percentileDisc and percentileCont take a second argument, which must be the same for all
// rows: add(value, percentile).
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "graph/value.h"

namespace hoego::query {

class Aggregator {
 public:
  virtual ~Aggregator() = default;
  // `second` is the other argument of the percentiles; the others never look at it.
  virtual void add(const Value& value, const Value& second = Value::null()) = 0;
  // Of the values so far; of none: 0 for count, sum and the deviations, [] for collect, else null.
  virtual Value result() const = 0;
};

struct Aggregate {
  std::string_view name;       // as printed; matched without case
  std::string_view signature;  // as in Function
  std::string_view doc;
  std::string_view example;  // an expression over `x`, which a test runs for x in [1, 2, 3]
  int args = 1;
  std::string_view arg_types;  // letters as in Function
  char result_type = '*';
  // `distinct`: equivalent values count once.
  std::unique_ptr<Aggregator> (*start)(bool distinct) = nullptr;
};

// Sorted by name without case.
const std::vector<Aggregate>& aggregates();
const Aggregate* find_aggregate(std::string_view name);

}  // namespace hoego::query

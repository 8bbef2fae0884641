// SPDX-License-Identifier: Apache-2.0
// count, sum, avg, min, max, collect, stDev, stDevP, percentileCont and percentileDisc, and the
// wrapper that lets each see a value only once.
#include "query/aggregate.h"
#include "base/unicode.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_set>

#include "base/messages.h"
#include "query/error.h"
#include "query/semantics.h"
#include "query/temporal.h"

namespace hoego::query {
namespace {

[[noreturn]] void fail_type(std::string_view name, const Value& v) {
  throw runtime_error("TypeError", "InvalidArgumentValue",
                      say("{}() does not take {}", name, a_type(v)));
}

class Count final : public Aggregator {
 public:
  void add(const Value& value, const Value&) override { count_ += value.is_null() ? 0 : 1; }
  Value result() const override { return Value::integer(count_); }

 private:
  int64_t count_ = 0;
};

class Collect final : public Aggregator {
 public:
  void add(const Value& value, const Value&) override {
    if (!value.is_null()) items_.push_back(value.owned());
  }
  Value result() const override { return Value::list(items_); }

 private:
  List items_;
};

// kSign 1: the largest, -1: the smallest value, in the order of all values.
template <int kSign>
class Extreme final : public Aggregator {
 public:
  void add(const Value& value, const Value&) override {
    if (value.is_null()) return;
    if (best_.is_null() || kSign * order(value, best_) > 0) best_ = value.owned();
  }
  Value result() const override { return best_; }

 private:
  Value best_;
};

// The sum of integers stays exact and may not overflow; one float makes the sum a float. Floats
// are added with Neumaier's compensation, so that the order of rows hardly matters.
class Sum final : public Aggregator {
 public:
  void add(const Value& value, const Value&) override {
    if (value.is_null()) return;
    ++count_;
    if (value.is(ValueType::kDuration)) return add_duration(value);
    if (!value.is_number() || duration_) fail_type("sum", value);
    if (value.is(ValueType::kInteger)) return add_integer(value.as_integer());
    has_float_ = true;
    add_float(value.as_float());
  }

  Value result() const override {
    if (duration_) return *duration_;
    if (has_float_) return Value::floating(total());
    return Value::integer(integers_);
  }

  int64_t count() const { return count_; }
  double total() const { return floats_ + compensation_ + static_cast<double>(integers_); }
  const std::optional<Value>& duration() const { return duration_; }

 private:
  void add_duration(const Value& value) {
    if (!duration_ && count_ > 1) fail_type("sum", value);
    duration_ = duration_ ? temporal_add(*duration_, value) : std::optional<Value>(value);
  }

  void add_integer(int64_t i) {
    if (__builtin_add_overflow(integers_, i, &integers_)) {
      throw runtime_error("ArithmeticError", "IntegerOverflow",
                          say("sum() does not fit into a 64-bit integer"),
                          say("sum floats instead: sum(toFloat(x))"));
    }
  }

  void add_float(double d) {
    double next = floats_ + d;
    if (std::isfinite(next)) {
      compensation_ +=
          std::fabs(floats_) >= std::fabs(d) ? (floats_ - next) + d : (d - next) + floats_;
    }
    floats_ = next;
  }

  int64_t count_ = 0;
  int64_t integers_ = 0;
  double floats_ = 0;
  double compensation_ = 0;
  bool has_float_ = false;
  std::optional<Value> duration_;
};

// Integers are averaged as floats, so that they cannot overflow.
class Average final : public Aggregator {
 public:
  void add(const Value& value, const Value&) override {
    if (value.is_null()) return;
    if (!value.is_number() && !value.is(ValueType::kDuration)) fail_type("avg", value);
    sum_.add(value.is(ValueType::kInteger) ? Value::floating(value.as_number()) : value, {});
  }
  Value result() const override {
    if (sum_.count() == 0) return {};
    auto n = static_cast<double>(sum_.count());
    if (sum_.duration()) return temporal_divide(sum_.duration()->as_duration(), n);
    return Value::floating(sum_.total() / n);
  }

 private:
  Sum sum_;
};

// Welford's running variance. kSample: divided by n - 1.
template <bool kSample>
class Deviation final : public Aggregator {
 public:
  void add(const Value& value, const Value&) override {
    if (value.is_null()) return;
    if (!value.is_number()) fail_type(kSample ? "stDev" : "stDevP", value);
    ++count_;
    double delta = value.as_number() - mean_;
    mean_ += delta / static_cast<double>(count_);
    squares_ += delta * (value.as_number() - mean_);
  }
  Value result() const override {
    int64_t divisor = kSample ? count_ - 1 : count_;
    return Value::floating(divisor > 0 ? std::sqrt(squares_ / static_cast<double>(divisor)) : 0);
  }

 private:
  int64_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;
};

// kContinuous: interpolates between the two nearest values; else takes the nearest rank.
template <bool kContinuous>
class Percentile final : public Aggregator {
 public:
  void add(const Value& value, const Value& percentile) override {
    set_percentile(percentile);
    if (value.is_null()) return;
    if (!value.is_number()) fail_type(kName, value);
    values_.push_back(value);
  }
  Value result() const override {
    if (values_.empty()) return {};
    std::vector<Value> values = values_;
    return kContinuous ? interpolated(values) : nearest(values);
  }

 private:
  static constexpr std::string_view kName = kContinuous ? "percentileCont" : "percentileDisc";

  void set_percentile(const Value& percentile) {
    if (!percentile.is_number()) fail_type(kName, percentile);
    percentile_ = percentile.as_number();
    if (percentile_ >= 0 && percentile_ <= 1) return;
    throw runtime_error("ArgumentError", "NumberOutOfRange",
                        say("the percentile of {}() must lie between 0.0 and 1.0, not at {}", kName,
                            float_text(percentile_)));
  }
  static bool less(const Value& a, const Value& b) {
    if (a.is(ValueType::kInteger) && b.is(ValueType::kInteger))
      return a.as_integer() < b.as_integer();
    return order(a, b) < 0;
  }
  // The value that would be at this place of the sorted ones; those after it are not less.
  static const Value& place_in_order(std::vector<Value>& values, size_t place) {
    const auto at = values.begin() + static_cast<ptrdiff_t>(place);
    std::nth_element(values.begin(), at, values.end(), less);
    return *at;
  }
  Value nearest(std::vector<Value>& values) const {
    auto rank = static_cast<size_t>(std::ceil(percentile_ * static_cast<double>(values.size())));
    return place_in_order(values, rank == 0 ? 0 : rank - 1);
  }
  Value interpolated(std::vector<Value>& values) const {
    double place = percentile_ * static_cast<double>(values.size() - 1);
    auto below = static_cast<size_t>(place);
    double low = place_in_order(values, below).as_number();
    if (below + 1 == values.size()) return Value::floating(low);
    double share = place - static_cast<double>(below);
    const auto next =
        std::min_element(values.begin() + static_cast<ptrdiff_t>(below) + 1, values.end(), less);
    return Value::floating(low * (1 - share) + next->as_number() * share);
  }

  double percentile_ = 0;
  std::vector<Value> values_;
};

struct Hash {
  size_t operator()(const Value& v) const { return static_cast<size_t>(hash(v)); }
};
struct Equivalent {
  bool operator()(const Value& a, const Value& b) const { return equivalent(a, b); }
};

class Distinct final : public Aggregator {
 public:
  explicit Distinct(std::unique_ptr<Aggregator> inner) : inner_(std::move(inner)) {}
  void add(const Value& value, const Value& second) override {
    if (value.is_null() || seen_.insert(value.owned()).second) inner_->add(value, second);
  }
  Value result() const override { return inner_->result(); }

 private:
  std::unordered_set<Value, Hash, Equivalent> seen_;
  std::unique_ptr<Aggregator> inner_;
};

template <typename T>
std::unique_ptr<Aggregator> start(bool distinct) {
  std::unique_ptr<Aggregator> plain = std::make_unique<T>();
  if (!distinct) return plain;
  return std::make_unique<Distinct>(std::move(plain));
}

std::string folded(std::string_view name) {
  std::string out(name);
  for (char& c : out) c = ascii_lower(c);
  return out;
}

}  // namespace

const std::vector<Aggregate>& aggregates() {
  static const std::vector<Aggregate> all = {
      {"avg", "avg([DISTINCT] x :: NUMBER | DURATION) :: FLOAT | DURATION",
       "The mean of numbers or durations; null of none.", "avg(x) = 2.0", 1, "*", '*',
       start<Average>},
      {"collect", "collect([DISTINCT] x :: ANY) :: LIST",
       "The values as a list, in the order of the rows, without nulls.", "collect(x) = [1, 2, 3]",
       1, "*", 'L', start<Collect>},
      {"count", "count([DISTINCT] x :: ANY) :: INTEGER",
       "The number of values that are not null; count(*) counts rows.", "count(x) = 3", 1, "*", 'I',
       start<Count>},
      {"max", "max([DISTINCT] x :: ANY) :: ANY", "The largest value in the order of ORDER BY.",
       "max(x) = 3", 1, "*", '*', start<Extreme<1>>},
      {"min", "min([DISTINCT] x :: ANY) :: ANY", "The smallest value in the order of ORDER BY.",
       "min(x) = 1", 1, "*", '*', start<Extreme<-1>>},
      {"percentileCont", "percentileCont([DISTINCT] x :: NUMBER, percentile :: FLOAT) :: FLOAT",
       "The percentile (0.0 to 1.0), interpolated between the two nearest values.",
       "percentileCont(x, 0.25) = 1.5", 2, "*F", 'F', start<Percentile<true>>},
      {"percentileDisc", "percentileDisc([DISTINCT] x :: NUMBER, percentile :: FLOAT) :: NUMBER",
       "The value nearest to the percentile (0.0 to 1.0).", "percentileDisc(x, 0.5) = 2", 2, "*F",
       'F', start<Percentile<false>>},
      {"stDev", "stDev([DISTINCT] x :: NUMBER) :: FLOAT", "The standard deviation of a sample.",
       "stDev(x) = 1.0", 1, "*", 'F', start<Deviation<true>>},
      {"stDevP", "stDevP([DISTINCT] x :: NUMBER) :: FLOAT",
       "The standard deviation of a whole population.", "round(stDevP(x), 3) = 0.816", 1, "*", 'F',
       start<Deviation<false>>},
      {"sum", "sum([DISTINCT] x :: NUMBER | DURATION) :: NUMBER | DURATION",
       "The sum of numbers or durations; 0 of none.", "sum(x) = 6", 1, "*", '*', start<Sum>},
  };
  return all;
}

const Aggregate* find_aggregate(std::string_view name) {
  std::string wanted = folded(name);
  for (const Aggregate& a : aggregates()) {
    if (folded(a.name) == wanted) return &a;
  }
  return nullptr;
}

}  // namespace hoego::query

// SPDX-License-Identifier: Apache-2.0
// Functions of numbers.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/messages.h"
#include "query/function_tables.h"
#include "query/semantics.h"

namespace hoego::query {
namespace {

using Context = FunctionContext;

constexpr double kDegree = std::numbers::pi / 180;
// Powers of ten beyond this change no double any more.
constexpr int64_t kMaxPrecision = 308;

// The name of a function as a template argument, for its errors.
template <size_t kSize>
struct Name {
  char text[kSize];
  constexpr Name(const char (&t)[kSize]) { std::copy_n(t, kSize, text); }
};

template <Name kName, double (*kF)(double)>
Value real(const Context&, Args args) {
  return Value::floating(kF(number_arg(kName.text, args[0])));
}

Value abs_value(const Context&, Args args) {
  if (args[0].is(ValueType::kFloat)) return Value::floating(std::fabs(args[0].as_float()));
  return integer_arg("abs", args[0]) < 0 ? negate(args[0]) : args[0];
}

Value sign(const Context&, Args args) {
  double d = number_arg("sign", args[0]);
  return Value::integer(d > 0 ? 1 : (d < 0 ? -1 : 0));
}

double cotangent(double x) {
  return 1 / std::tan(x);
}
double haversine(double x) {
  return (1 - std::cos(x)) / 2;
}
double to_degrees(double x) {
  return x / kDegree;
}
double to_radians(double x) {
  return x * kDegree;
}
double ceiling(double x) {
  return std::ceil(x);
}
double floor_of(double x) {
  return std::floor(x);
}

Value atan2_of(const Context&, Args args) {
  return Value::floating(std::atan2(number_arg("atan2", args[0]), number_arg("atan2", args[1])));
}

// Ties go up, as round(-1.5) = -1.0 asks for; floor(x + 0.5) would err just below a half.
double round_half_up(double x) {
  double down = std::floor(x);
  return x - down >= 0.5 ? down + 1 : down;
}

double round_half_even(double x) {
  double down = std::floor(x);
  double rest = x - down;
  if (rest != 0.5) return rest > 0.5 ? down + 1 : down;
  return std::fmod(down, 2) == 0 ? down : down + 1;
}

double round_half_down(double x) {
  return std::ceil(x - 0.5);
}

double round_whole(double x, std::string_view mode) {
  if (mode == "CEILING") return std::ceil(x);
  if (mode == "FLOOR") return std::floor(x);
  if (mode == "UP") return x < 0 ? std::floor(x) : std::ceil(x);
  if (mode == "DOWN") return std::trunc(x);
  if (mode == "HALF_UP") return std::copysign(round_half_up(std::fabs(x)), x);
  if (mode == "HALF_DOWN") return std::copysign(round_half_down(std::fabs(x)), x);
  if (mode == "HALF_EVEN") return round_half_even(x);
  throw runtime_error(
      "ArgumentError", "InvalidArgumentValue", say("round() has no mode '{}'", mode),
      say("the modes are CEILING, FLOOR, UP, DOWN, HALF_UP, HALF_DOWN and HALF_EVEN"));
}

// Without a mode ties go up at precision 0 and away from zero beyond it.
Value round_value(const Context&, Args args) {
  double x = number_arg("round", args[0]);
  int64_t precision = args.size() > 1 ? integer_arg("round", args[1]) : 0;
  if (precision < 0) fail_range(say("the precision of round() must not be negative"));
  if (!std::isfinite(x) || precision > kMaxPrecision) return Value::floating(x);
  if (args.size() < 3 && precision == 0) return Value::floating(round_half_up(x));
  std::string_view mode = args.size() > 2 ? string_arg("round", args[2]) : "HALF_UP";
  double scale = std::pow(10.0, static_cast<double>(precision));
  double scaled = x * scale;
  if (!std::isfinite(scaled)) return Value::floating(x);
  return Value::floating(round_whole(scaled, mode) / scale);
}

// splitmix64: small, and the same everywhere.
uint64_t next_random(const Context& context) {
  uint64_t fallback = 0;
  uint64_t& state = context.random_state ? *context.random_state : fallback;
  state += 0x9e3779b97f4a7c15ULL;
  uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

Value rand_value(const Context& context, Args) {
  return Value::floating(static_cast<double>(next_random(context) >> 11) * 0x1p-53);
}

Value random_uuid(const Context& context, Args) {
  uint64_t high = (next_random(context) & ~0xF000ULL) | 0x4000ULL;
  uint64_t low = (next_random(context) & ~(3ULL << 62)) | (1ULL << 63);
  std::string out;
  for (int i = 0; i < 32; ++i) {
    if (i == 8 || i == 12 || i == 16 || i == 20) out += '-';
    uint64_t half = i < 16 ? high : low;
    out += "0123456789abcdef"[(half >> (60 - 4 * (i % 16))) & 15];
  }
  return Value::string(out);
}

Value is_nan(const Context&, Args args) {
  return Value::boolean(std::isnan(number_arg("isNaN", args[0])));
}

constexpr Function kTable[] = {
    {"abs", "abs(x :: NUMBER) :: NUMBER", "The distance of a number from 0.", "abs(-1) = 1", 1, 1,
     "F", 'F', true, true, abs_value},
    {"acos", "acos(x :: NUMBER) :: FLOAT", "The arccosine, in radians.", "acos(1) = 0.0", 1, 1, "F",
     'F', true, true, real<"acos", std::acos>},
    {"asin", "asin(x :: NUMBER) :: FLOAT", "The arcsine, in radians.", "asin(0) = 0.0", 1, 1, "F",
     'F', true, true, real<"asin", std::asin>},
    {"atan", "atan(x :: NUMBER) :: FLOAT", "The arctangent, in radians.", "atan(0) = 0.0", 1, 1,
     "F", 'F', true, true, real<"atan", std::atan>},
    {"atan2", "atan2(y :: NUMBER, x :: NUMBER) :: FLOAT",
     "The angle of the point (x, y), in radians.", "atan2(0, 1) = 0.0", 2, 2, "F", 'F', true, true,
     atan2_of},
    {"ceil", "ceil(x :: NUMBER) :: FLOAT", "The smallest whole number that is not smaller.",
     "ceil(0.1) = 1.0", 1, 1, "F", 'F', true, true, real<"ceil", ceiling>},
    {"ceiling", "ceiling(x :: NUMBER) :: FLOAT", "Another name of ceil().", "ceiling(0.1) = 1.0", 1,
     1, "F", 'F', true, true, real<"ceiling", ceiling>},
    {"cos", "cos(x :: NUMBER) :: FLOAT", "The cosine of an angle in radians.", "cos(0) = 1.0", 1, 1,
     "F", 'F', true, true, real<"cos", std::cos>},
    {"cosh", "cosh(x :: NUMBER) :: FLOAT", "The hyperbolic cosine.", "cosh(0) = 1.0", 1, 1, "F",
     'F', true, true, real<"cosh", std::cosh>},
    {"cot", "cot(x :: NUMBER) :: FLOAT", "The cotangent of an angle in radians.",
     "round(cot(pi() / 4), 6) = 1.0", 1, 1, "F", 'F', true, true, real<"cot", cotangent>},
    {"degrees", "degrees(x :: NUMBER) :: FLOAT", "Radians as degrees.", "degrees(pi()) = 180.0", 1,
     1, "F", 'F', true, true, real<"degrees", to_degrees>},
    {"e", "e() :: FLOAT", "The base of the natural logarithm.", "round(e(), 4) = 2.7183", 0, 0, "",
     'F', true, true, [](const Context&, Args) { return Value::floating(std::numbers::e); }},
    {"exp", "exp(x :: NUMBER) :: FLOAT", "e to the power of a number.", "exp(0) = 1.0", 1, 1, "F",
     'F', true, true, real<"exp", std::exp>},
    {"floor", "floor(x :: NUMBER) :: FLOAT", "The largest whole number that is not larger.",
     "floor(1.9) = 1.0", 1, 1, "F", 'F', true, true, real<"floor", floor_of>},
    {"haversin", "haversin(x :: NUMBER) :: FLOAT", "Half the versine of an angle in radians.",
     "haversin(0) = 0.0", 1, 1, "F", 'F', true, true, real<"haversin", haversine>},
    {"isNaN", "isNaN(x :: NUMBER) :: BOOLEAN", "Whether a float is not a number.",
     "isNaN(0.0 / 0.0) = true", 1, 1, "F", 'B', true, true, is_nan},
    {"log", "log(x :: NUMBER) :: FLOAT", "The natural logarithm.", "log(1) = 0.0", 1, 1, "F", 'F',
     true, true, real<"log", std::log>},
    {"log10", "log10(x :: NUMBER) :: FLOAT", "The logarithm to base 10.", "log10(1000) = 3.0", 1, 1,
     "F", 'F', true, true, real<"log10", std::log10>},
    {"pi", "pi() :: FLOAT", "The circumference of a circle of diameter 1.",
     "round(pi(), 4) = 3.1416", 0, 0, "", 'F', true, true,
     [](const Context&, Args) { return Value::floating(std::numbers::pi); }},
    {"radians", "radians(x :: NUMBER) :: FLOAT", "Degrees as radians.", "radians(180) = pi()", 1, 1,
     "F", 'F', true, true, real<"radians", to_radians>},
    {"rand", "rand() :: FLOAT", "A random number from 0.0 up to but not including 1.0.",
     "rand() < 1.0", 0, 0, "", 'F', true, false, rand_value},
    {"randomUUID", "randomUUID() :: STRING", "A random identifier (UUID, version 4).",
     "size(randomUUID()) = 36", 0, 0, "", 'S', true, false, random_uuid},
    {"round", "round(x :: NUMBER, [precision :: INTEGER, [mode :: STRING]]) :: FLOAT",
     "The nearest number with so many decimals; ties go up, or as the mode says.",
     "round(3.14159, 2) = 3.14", 1, 3, "FIS", 'F', true, true, round_value},
    {"sign", "sign(x :: NUMBER) :: INTEGER", "-1, 0 or 1, as a number is negative, 0 or positive.",
     "sign(-0.5) = -1", 1, 1, "F", 'I', true, true, sign},
    {"sin", "sin(x :: NUMBER) :: FLOAT", "The sine of an angle in radians.", "sin(0) = 0.0", 1, 1,
     "F", 'F', true, true, real<"sin", std::sin>},
    {"sinh", "sinh(x :: NUMBER) :: FLOAT", "The hyperbolic sine.", "sinh(0) = 0.0", 1, 1, "F", 'F',
     true, true, real<"sinh", std::sinh>},
    {"sqrt", "sqrt(x :: NUMBER) :: FLOAT", "The square root.", "sqrt(16) = 4.0", 1, 1, "F", 'F',
     true, true, real<"sqrt", std::sqrt>},
    {"tan", "tan(x :: NUMBER) :: FLOAT", "The tangent of an angle in radians.", "tan(0) = 0.0", 1,
     1, "F", 'F', true, true, real<"tan", std::tan>},
    {"tanh", "tanh(x :: NUMBER) :: FLOAT", "The hyperbolic tangent.", "tanh(0) = 0.0", 1, 1, "F",
     'F', true, true, real<"tanh", std::tanh>},
};

}  // namespace

std::span<const Function> math_functions() {
  return kTable;
}

}  // namespace hoego::query

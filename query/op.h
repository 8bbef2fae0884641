// SPDX-License-Identifier: Apache-2.0
// The operators of expressions.
#pragma once

#include <cstdint>
#include <string_view>

namespace hoego::query {

enum class Op : uint8_t {
  kNone,
  kOr,
  kXor,
  kAnd,
  kNot,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  kPower,
  kNegate,
  kPlus,
  kIn,
  kStartsWith,
  kEndsWith,
  kContains,
  kRegex,
};

// How it is written: "AND", "<=", "STARTS WITH".
constexpr std::string_view text_of(Op op) {
  switch (op) {
    case Op::kNone:
      return "";
    case Op::kOr:
      return "OR";
    case Op::kXor:
      return "XOR";
    case Op::kAnd:
      return "AND";
    case Op::kNot:
      return "NOT";
    case Op::kEqual:
      return "=";
    case Op::kNotEqual:
      return "<>";
    case Op::kLess:
      return "<";
    case Op::kLessEqual:
      return "<=";
    case Op::kGreater:
      return ">";
    case Op::kGreaterEqual:
      return ">=";
    case Op::kAdd:
      return "+";
    case Op::kSubtract:
      return "-";
    case Op::kMultiply:
      return "*";
    case Op::kDivide:
      return "/";
    case Op::kModulo:
      return "%";
    case Op::kPower:
      return "^";
    case Op::kNegate:
      return "-";
    case Op::kPlus:
      return "+";
    case Op::kIn:
      return "IN";
    case Op::kStartsWith:
      return "STARTS WITH";
    case Op::kEndsWith:
      return "ENDS WITH";
    case Op::kContains:
      return "CONTAINS";
    case Op::kRegex:
      return "=~";
  }
  return "";
}

}  // namespace hoego::query

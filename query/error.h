// SPDX-License-Identifier: Apache-2.0
// What is wrong with a query: the classification of the openCypher TCK, a place, and words that
// teach. Thrown as QueryError by every stage, caught once in Session.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "base/span.h"

namespace hoego::query {

enum class Phase { kCompile, kRuntime };

class QueryError : public std::runtime_error {
 public:
  // type: SyntaxError, SemanticError, TypeError, ArgumentError, EntityNotFound, ProcedureError,
  //   ParameterMissing, ConstraintValidationFailed, ArithmeticError ...; detail:
  //   UndefinedVariable...
  QueryError(std::string type, Phase phase, std::string detail, const std::string& message,
             Span span = {}, std::string hint = {})
      : std::runtime_error(message),
        type_(std::move(type)),
        phase_(phase),
        detail_(std::move(detail)),
        span_(span),
        hint_(std::move(hint)) {}

  const std::string& type() const { return type_; }
  Phase phase() const { return phase_; }
  const std::string& detail() const { return detail_; }
  Span span() const { return span_; }
  const std::string& hint() const { return hint_; }
  void set_span(Span span) { span_ = span; }

 private:
  std::string type_;
  Phase phase_;
  std::string detail_;
  Span span_;
  std::string hint_;
};

inline QueryError syntax_error(std::string detail, const std::string& message, Span span,
                               std::string hint = {}) {
  return {"SyntaxError", Phase::kCompile, std::move(detail), message, span, std::move(hint)};
}
// Without a place: the executor adds that of the expression that was running.
inline QueryError runtime_error(std::string type, std::string detail, const std::string& message,
                                std::string hint = {}) {
  return {std::move(type), Phase::kRuntime, std::move(detail), message, {}, std::move(hint)};
}

}  // namespace hoego::query

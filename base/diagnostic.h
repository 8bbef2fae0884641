// SPDX-License-Identifier: Apache-2.0
// An error or warning that points at a place in a text, and its rendering with a caret.
//
//   error: variable `m` is not defined
//    --> query:2:8
//     |
//   2 | RETURN m
//     |        ^
//   help: did you mean `n`?
//
// The caret stands under the right character for Hangul (two columns wide), emoji and tabs too.
#pragma once

#include <string>
#include <string_view>

#include "base/source.h"
#include "base/span.h"

namespace hoego {

enum class Severity { kError, kWarning, kNote };

struct Diagnostic {
  Severity severity = Severity::kError;
  std::string message;
  Span span;
  std::string hint;  // empty: none
};

// Ends with a newline. Long lines are cut around the caret to `max_columns`.
std::string render(const Diagnostic& diagnostic, const Source& source, int max_columns = 100);

}  // namespace hoego

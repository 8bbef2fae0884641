// SPDX-License-Identifier: Apache-2.0
// The one exception that leaves a room: what went wrong, where, and what to do about it.
// It is thrown only for what ends the whole task (a file that is no graph, a full disk, a query
// that cannot run); a post that reads badly is a Note, never an Error.
//
//   throw Error(ErrorKind::kEnvironment, "cannot write career.hoego: disk full",
//               "free some space and run the command again; the old graph is untouched");
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace hoego {

// The values are the exit codes of the program.
enum class ErrorKind { kInput = 1, kUsage = 2, kEnvironment = 3 };

class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message, std::string hint = {})
      : std::runtime_error(message), kind_(kind), hint_(std::move(hint)) {}

  ErrorKind kind() const { return kind_; }
  // What the user can do; may be empty. Printed on a line of its own.
  const std::string& hint() const { return hint_; }

 private:
  ErrorKind kind_;
  std::string hint_;
};

}  // namespace hoego

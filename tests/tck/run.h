// SPDX-License-Identifier: Apache-2.0
// Runs one scenario of the TCK in this process, through query::Session.
#pragma once

#include <string>

#include "query/query.h"
#include "tests/tck/gherkin.h"

namespace hoego::tck {

struct Result {
  bool passed = true;
  bool has_procedures = false;  // the scenario brings its own test procedures
  std::string message;          // why it failed: one line of kind, then details
  std::string detail_note;      // the error's detail differs, which is counted apart
};

Result run(const Scenario& scenario, const query::Options& options = {});

}  // namespace hoego::tck

// SPDX-License-Identifier: Apache-2.0
// The messages of the source: every literal in say("...") and wording("..."), and the texts that
// are thrown without either.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hoego::messages {

struct SourceMessage {
  std::string place;  // "query/bind.cpp:88"
  std::string text;
};

struct SourceScan {
  std::vector<SourceMessage> keys;
  // Literals of several words inside of a call of an error, and outside of say() and wording().
  std::vector<SourceMessage> unmarked;
};

// One file's text; `name` is for the places.
SourceScan scan_source(const std::string& name, std::string_view text);
// All files of the program below `root`.
SourceScan scan_sources(const std::string& root);

}  // namespace hoego::messages

// SPDX-License-Identifier: Apache-2.0
// What one post says of its author's career: the intermediate form between text and graph, and its
// JSON (docs/schema.md; the fields of the annotation guideline plus `source`, `rule`, offsets).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/edtf.h"
#include "base/span.h"
#include "parser/document/document.h"

namespace hoego::parser {

struct Evidence {
  std::string quote;    // an exact substring of the file
  uint32_t offset = 0;  // byte in the file
  std::string field;    // what it carries: "start", "org" ...; empty: the step as a whole
  std::string rule;     // the row that read it
};

// One engagement of the author over time. Closed lists as in docs/schema.md.
struct CareerStep {
  std::string kind;                // "work", "community" ...
  std::optional<std::string> org;  // as written
  std::vector<std::string> org_alt;
  std::optional<std::string> org_type;  // "company" ...
  bool named = false;
  std::optional<std::string> industry;
  std::optional<std::string> cohort;     // "8기"
  std::optional<std::string> role;       // canonical id
  std::optional<std::string> role_text;  // as written
  std::optional<Edtf> start;             // nullopt: unknown
  std::optional<Edtf> end;               // open: still going on; nullopt: unknown
  std::optional<std::string> duration;   // ISO 8601, only where said
  std::optional<std::string> exit;
  bool planned = false;  // certainty: planned or actual
  double confidence = 0.5;
  std::string rule;  // what made the step
  std::vector<Evidence> evidence;
};

struct Aspiration {
  std::string role;
  Evidence evidence;
};

struct ThemeMention {
  std::string theme;
  bool core = false;
  int count = 0;
  uint32_t offset = 0;  // of the first mention
};

struct PostFacts {
  std::string source;
  std::string title;
  std::string lang;
  std::optional<std::string> author;
  std::string author_rule;
  std::optional<Edtf> published;
  std::string published_rule;
  std::vector<int> looks_back_on;
  bool reflective = true;         // false: a tutorial, a review: no steps
  std::vector<CareerStep> steps;  // in order of time
  std::vector<Aspiration> aspires_to;
  std::vector<ThemeMention> themes;
  std::vector<Note> notes;  // what could not be read or placed
};

// One line of JSON without the newline: keys in a fixed order, same bytes for same facts.
std::string to_json(const PostFacts& facts);

}  // namespace hoego::parser

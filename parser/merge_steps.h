// SPDX-License-Identifier: Apache-2.0
// The steps that one author tells in many posts -> one line of engagements: the same job told in
// two posts is one engagement with two statements.
//
//   post of 2022: work, "SI 기업", 2022-01~ .. open
//   post of 2023: work, "SI 회사", 2022-01  .. 2022-09   ->  one engagement, 2022-01 .. 2022-09
//
// Of each field the more precise statement counts; nothing is lost, for every statement stays.
#pragma once

#include <string>
#include <vector>

#include "parser/career/facts.h"

namespace hoego::parser {

struct StepStatement {
  const PostFacts* post = nullptr;
  const CareerStep* step = nullptr;
  std::string reason;  // why it was taken for the engagement; empty for the first
};

struct MergedStep {
  CareerStep step;  // what all statements say together; its evidence is that of the first
  std::vector<StepStatement> statements;
};

// Posts of one author, in order of publication. The result is in order of time; it points into the
// posts.
std::vector<MergedStep> merge_steps(const std::vector<const PostFacts*>& posts);

// How an organisation's name is compared: case, blanks and punctuation do not count, nor does
// "(주)"; a name that the lexicon knows in several forms becomes its first ("NAVER" -> "네이버").
std::string organization_key(std::string_view name);
// The lexicon's form of the name, or the name as it is.
std::string organization_name(std::string_view name);

// Not part of the line of jobs, but beside it: communities, mentoring.
bool beside_the_line(const CareerStep& step);

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// What the user knows better than the rules: a file hoego.corrections.toml beside the posts. It is
// applied to the facts after reading, so it survives every re-ingest; what it changes carries the
// evidence rule "corrected by user".
//
//   [[change]]                      # a step of a post gets other values
//   post = "2022-retro.md"          # the post's path, or the end of it
//   step = {org = "나르고"}          # which one: every field given must be equal
//   set = {start = "2021-01", role = "backend-developer"}
//
//   [[remove]]                      # a step that is none
//   post = "2022-retro.md"
//   step = {kind = "gap"}
//
//   [[add]]                         # a step that the rules did not find
//   post = "2022-retro.md"
//   step = {kind = "work", org = "누리페이", named = true, start = "2022-08", end = ".."}
//
//   [[alias]]                       # other names of one organisation
//   name = "누리페이"
//   also = ["NuriPay", "누리"]
//
//   [[cohort]]                      # when a cohort ran
//   org = "글또"
//   cohort = "11기"
//   start = "2025-10"
//   end = "2026-03"
//
// Fields of a step: kind, org, org_type, named, industry, cohort, role, start, end, exit, planned.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parser/career/facts.h"

namespace hoego::parser {

class Corrections {
 public:
  // Mistakes are appended to `problems` as "name:line: what"; what is right still counts.
  static Corrections parse(std::string_view text, const std::string& name,
                           std::vector<std::string>& problems);

  bool empty() const { return edits_.empty() && aliases_.empty() && cohorts_.empty(); }
  // Changes the facts in place. A correction that meets no post or step is appended to `unused`.
  void apply(std::vector<PostFacts>& facts, std::vector<std::string>& unused) const;
  // The cohorts as a lexicon table ("cohorts.tsv"); empty where there are none.
  std::string cohort_table() const;

 private:
  using Fields = std::map<std::string, std::string>;
  enum class Action { kChange, kRemove, kAdd };
  struct Edit {
    Action action;
    std::string place;  // "file:line", for messages
    std::string post;
    Fields step;
    Fields set;
  };
  struct Parser;

  bool apply_edit(const Edit& edit, PostFacts& facts) const;
  void apply_aliases(CareerStep& step) const;

  std::vector<Edit> edits_;
  std::map<std::string, std::string> aliases_;  // other name, folded -> name
  std::vector<Fields> cohorts_;
};

}  // namespace hoego::parser

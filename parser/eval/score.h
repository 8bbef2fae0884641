// SPDX-License-Identifier: Apache-2.0
// Scores predicted career facts against a key. Steps are aligned one to one (maximum total
// agreement); then each (step, field) is a fact that is right, wrong, surplus or missing. The
// definitions are those of docs/extraction.md ("How it is measured").
//
//   Score s = score(keys, predictions, nullptr);   // maps of post id -> JSON object
//   s.facts.f1()
//
// A key may hold `also_right` (further accepted values by field; null: may be left open) and
// `optional` steps (missing one is no error).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hoego::parser {

struct Count {
  int64_t tp = 0;
  int64_t fp = 0;
  int64_t fn = 0;

  // 1 where there was nothing to find or say; f1 is 0 where both are 0.
  double precision() const;
  double recall() const;
  double f1() const;
  void add(int64_t t, int64_t p, int64_t n) { tp += t, fp += p, fn += n; }
};

struct OutOf {
  int64_t right = 0;
  int64_t all = 0;
};

inline constexpr std::array<std::string_view, 6> kScoredFields = {"kind",  "org", "role",
                                                                  "start", "end", "exit"};

struct Score {
  int64_t posts = 0;
  Count facts;
  Count steps;
  std::array<Count, kScoredFields.size()> fields;
  Count aspirations;
  double theme_precision = 0;
  double theme_recall = 0;
  double theme_f1 = 0;
  OutOf published;
  OutOf author;
  OutOf silent;  // non-reflective posts without a step
};

struct Disagreement {
  std::string cause;  // "missed step", "surplus step", or the field
  std::string text;
};

using PostMap = std::map<std::string, nlohmann::json>;

Score score(const PostMap& keys, const PostMap& predictions, std::vector<Disagreement>* errors);

// Whether two EDTF texts agree: equal precision and value, or within the slack of rough ones.
bool dates_agree(const nlohmann::json& key, const nlohmann::json& predicted);

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// Many patterns at one place: which of them can match there, told in one walk over the text.
//
// The patterns together are a nondeterministic automaton; its deterministic one is built as texts
// need it. It is generous (values of numbers and what stands before are not looked at), so a
// candidate must still be matched; a pattern that is no candidate does not match.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "parser/time/pattern.h"

namespace hoego::parser {

// Not for use by several threads at once: each has its own.
class PatternSet {
 public:
  // The patterns must outlive the set.
  explicit PatternSet(std::vector<const Pattern*> patterns);

  struct Candidate {
    uint16_t pattern;  // index
    uint32_t reach;    // it cannot match farther than this
  };
  // Those that may reach farthest stand first. Valid until the next call.
  const std::vector<Candidate>& candidates(std::string_view text, size_t at);

 private:
  using Member = uint64_t;  // pattern << 32 | instruction << 8 | bytes taken by it so far
  struct State {
    std::vector<Member> members;
    std::vector<uint16_t> accepts;
    bool unbounded = false;           // something here takes text of any length
    std::array<int32_t, 256> next{};  // kUnknown until asked for
  };

  void close(Member from, std::vector<Member>& out) const;
  int32_t state_of(std::vector<Member> seeds);
  int32_t step(int32_t state, unsigned char byte);
  void forget();
  void note(const State& state, uint32_t reach);

  std::vector<const Pattern*> patterns_;
  std::vector<State> states_;
  std::map<std::vector<Member>, int32_t> numbers_;
  std::vector<Candidate> candidates_;
  std::vector<uint32_t> place_in_candidates_;
};

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// Subset construction on demand. No pattern has a loop, so every walk ends after a bounded number
// of bytes; the number of states kept is bounded by forgetting all of them.
#include "parser/time/pattern_set.h"

#include <algorithm>

namespace hoego::parser {
namespace {

constexpr int32_t kUnknown = -1;
constexpr int32_t kDead = 0;
constexpr int32_t kStart = 1;
constexpr size_t kMostStates = 8000;
constexpr uint32_t kMostBlankBytes = 9;  // three ideographic spaces

struct Digits {
  uint32_t least;
  uint32_t most;
};

bool is_blank_byte(unsigned char c) {
  return c == ' ' || c == '\t' || c == 0xC2 || c == 0xA0 || c == 0xE3 || c == 0x80;
}

unsigned char lower(unsigned char c) {
  return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

}  // namespace

// The walk over instructions needs the insides of patterns.
class PatternWalk {
 public:
  using Op = Pattern::Op;
  static uint64_t member(uint64_t pattern, uint64_t pc, uint64_t taken = 0) {
    return pattern << 32 | pc << 8 | taken;
  }
  static uint64_t pattern_of(uint64_t m) { return m >> 32; }
  static size_t pc_of(uint64_t m) { return (m >> 8) & 0xFFFFFF; }
  static uint32_t taken_of(uint64_t m) { return m & 0xFF; }

  static const Pattern::Instruction& at(const std::vector<const Pattern*>& patterns, uint64_t m) {
    return patterns[pattern_of(m)]->program_[pc_of(m)];
  }

  static Digits digits(Pattern::Number number) {
    switch (number) {
      case Pattern::Number::kYear4:
        return {4, 4};
      case Pattern::Number::kYear2:
      case Pattern::Number::kTwo:
        return {2, 2};
      case Pattern::Number::kMonth:
      case Pattern::Number::kDay:
      case Pattern::Number::kNum:
        return {1, 2};
      case Pattern::Number::kAny:
        return {1, 4};
    }
    return {1, 4};
  }

  // Where taking `byte` leads, or nothing.
  static bool takes(const Pattern::Instruction& i, uint32_t taken, unsigned char byte,
                    bool& stays) {
    stays = i.op != Op::kByte;
    if (i.op == Op::kByte) return i.byte == byte;
    if (i.op == Op::kBlanks) return is_blank_byte(byte) && taken < kMostBlankBytes;
    if (i.op == Op::kNumber) return byte >= '0' && byte <= '9' && taken < digits(i.number).most;
    return false;
  }

  // May the walk go on behind this instruction without taking more.
  static bool passes(const Pattern::Instruction& i, uint32_t taken) {
    if (i.op == Op::kByte) return false;
    if (i.op == Op::kBlanks) return taken >= static_cast<uint32_t>(i.value);
    if (i.op == Op::kNumber) return taken >= digits(i.number).least;
    return true;
  }

  static bool is_accept(const Pattern::Instruction& i) { return i.op == Op::kAccept; }
  static bool is_unbounded(const Pattern::Instruction& i) { return i.op == Op::kNonBlank; }
  static bool waits(const Pattern::Instruction& i) {
    return i.op == Op::kByte || i.op == Op::kBlanks || i.op == Op::kNumber;
  }
  static bool is_split(const Pattern::Instruction& i) { return i.op == Op::kSplit; }
  static bool is_jump(const Pattern::Instruction& i) { return i.op == Op::kJump; }
};

PatternSet::PatternSet(std::vector<const Pattern*> patterns)
    : patterns_(std::move(patterns)), place_in_candidates_(patterns_.size(), 0) {
  forget();
}

void PatternSet::forget() {
  states_.assign(1, State{});
  states_[kDead].next.fill(kDead);
  numbers_.clear();
  std::vector<Member> all;
  for (size_t p = 0; p < patterns_.size(); ++p) close(PatternWalk::member(p, 0), all);
  state_of(std::move(all));
}

// Everything that is reached from `from` without taking a byte and waits for one, or accepts.
void PatternSet::close(Member from, std::vector<Member>& out) const {
  std::vector<Member> open{from};
  while (!open.empty()) {
    Member m = open.back();
    open.pop_back();
    const auto& i = PatternWalk::at(patterns_, m);
    uint64_t p = PatternWalk::pattern_of(m);
    size_t pc = PatternWalk::pc_of(m);
    if (PatternWalk::is_accept(i) || PatternWalk::is_unbounded(i) || PatternWalk::waits(i))
      out.push_back(m);
    if (PatternWalk::is_accept(i) || !PatternWalk::passes(i, PatternWalk::taken_of(m))) continue;
    if (PatternWalk::is_jump(i) || PatternWalk::is_split(i))
      open.push_back(PatternWalk::member(p, static_cast<uint64_t>(i.value)));
    if (!PatternWalk::is_jump(i)) open.push_back(PatternWalk::member(p, pc + 1));
  }
}

int32_t PatternSet::state_of(std::vector<Member> members) {
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  if (members.empty()) return kDead;
  auto [it, added] = numbers_.emplace(members, static_cast<int32_t>(states_.size()));
  if (!added) return it->second;
  State state;
  state.next.fill(kUnknown);
  for (Member m : members) {
    const auto& i = PatternWalk::at(patterns_, m);
    bool unbounded = PatternWalk::is_unbounded(i);
    state.unbounded = state.unbounded || unbounded;
    if (unbounded || PatternWalk::is_accept(i))
      state.accepts.push_back(static_cast<uint16_t>(PatternWalk::pattern_of(m)));
  }
  state.members = std::move(members);
  states_.push_back(std::move(state));
  return it->second;
}

int32_t PatternSet::step(int32_t from, unsigned char byte) {
  std::vector<Member> members;
  for (Member m : states_[static_cast<size_t>(from)].members) {
    uint32_t taken = PatternWalk::taken_of(m);
    bool stays = false;
    if (!PatternWalk::takes(PatternWalk::at(patterns_, m), taken, byte, stays)) continue;
    uint64_t p = PatternWalk::pattern_of(m);
    size_t pc = PatternWalk::pc_of(m);
    close(stays ? PatternWalk::member(p, pc, taken + 1) : PatternWalk::member(p, pc + 1), members);
  }
  int32_t to = state_of(std::move(members));
  states_[static_cast<size_t>(from)].next[byte] = to;
  return to;
}

void PatternSet::note(const State& state, uint32_t reach) {
  for (uint16_t p : state.accepts) {
    uint32_t& place = place_in_candidates_[p];
    if (place < candidates_.size() && candidates_[place].pattern == p) {
      candidates_[place].reach = std::max(candidates_[place].reach, reach);
      continue;
    }
    place = static_cast<uint32_t>(candidates_.size());
    candidates_.push_back({p, reach});
  }
}

const std::vector<PatternSet::Candidate>& PatternSet::candidates(std::string_view text, size_t at) {
  if (states_.size() > kMostStates) forget();
  candidates_.clear();
  int32_t state = kStart;
  for (size_t i = at; i < text.size() && state != kDead; ++i) {
    unsigned char byte = lower(static_cast<unsigned char>(text[i]));
    int32_t next = states_[static_cast<size_t>(state)].next[byte];
    state = next == kUnknown ? step(state, byte) : next;
    const State& now = states_[static_cast<size_t>(state)];
    size_t reach = now.unbounded ? text.size() : i + 1;
    if (!now.accepts.empty()) note(now, static_cast<uint32_t>(reach));
  }
  std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
    return a.reach != b.reach ? a.reach > b.reach : a.pattern < b.pattern;
  });
  return candidates_;
}

}  // namespace hoego::parser

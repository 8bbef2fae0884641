// SPDX-License-Identifier: Apache-2.0
// A small pattern language over UTF-8 text: enough for rows of time rules, and no more. A pattern
// has no repetition, so a match costs a bounded time at every place: the whole is linear.
//
//   2021            itself; ASCII letters match either case
//   (a|b|)          one of them, tried in order
//   x?              x or nothing; x is one character, a group, a token or a macro
//   ' '  '_'        at most three blanks, none needed; '_': at least one
//   {M:month}       a number or word whose value goes to slot M; the kinds of numbers are year4,
//                   year2, month, day, two (exactly two digits), num (1..99), any (any digits);
//                   every other name is a word table
//   {b=1}           puts 1 into slot b, takes no text
//   <LEN>           the macro of that name, in its place
//   ^  $            the span of the match begins here, ends here; the rest is context
//   ..              (two dots) everything up to the next blank
//   \x              the character x itself
//   {@n}            the character before this place is a syllable that ends in ㄴ
//   {@end}          the text ends here or a closing bracket, bar or line end follows
//
// Knows no language: words, tables and macros come from the rules.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hoego::parser {

// What a match can carry away. The letter is the name in patterns.
enum class Slot : uint8_t {
  kYear,        // Y   2021
  kMonth,       // M
  kDay,         // D
  kPart,        // P   an EDTF code: 21..24, 33..36, 40, 41
  kEdge,        // e   1 beginning, 2 middle, 3 end, 4 later part
  kYear2,       // Y2  the other end of a range
  kMonth2,      // M2
  kDay2,        // D2
  kPart2,       // P2
  kYearShift,   // dY  years from the time of writing
  kMonthShift,  // dM
  kRunShift,    // R   years from the running year
  kLast,        // L   -1: the last one before the time of writing, 1: the next one
  kYears,       // y   of a length
  kMonths,      // m
  kWeeks,       // w
  kDays,        // d
  kBound,       // b   a TimeBound
  kRough,       // r
  kAgo,         // a   the length counts back from the time of writing
  kIgnored,     // x   a value that the rule needs and the meaning does not
  kCount
};

class Slots {
 public:
  bool has(Slot s) const { return (set_ >> static_cast<int>(s)) & 1U; }
  int get(Slot s, int otherwise = 0) const {
    return has(s) ? values_[static_cast<size_t>(s)] : otherwise;
  }
  void set(Slot s, int value) {
    values_[static_cast<size_t>(s)] = static_cast<int16_t>(value);
    set_ |= 1U << static_cast<int>(s);
  }
  void clear(Slot s) { set_ &= ~(1U << static_cast<int>(s)); }

 private:
  std::array<int16_t, static_cast<size_t>(Slot::kCount)> values_{};
  uint32_t set_ = 0;
};

struct PatternMatch {
  uint32_t begin = 0;  // the span, after ^ and $
  uint32_t end = 0;
  uint32_t reach = 0;  // end of all that was looked at
  Slots slots;
};

// A word and its value, longer words first. A blank in a word may be missing from the text.
using WordTable = std::vector<std::pair<std::string, int>>;

// The macros and word tables that patterns may refer to, from rows (name, text). A table's text is
// "one|uno=1, two=2": words, "=", the value.
class Vocabulary {
 public:
  using Rows = std::vector<std::pair<std::string, std::string>>;
  Vocabulary(const Rows& macros, const Rows& tables);

  // Null where there is none of that name.
  const std::string* macro(std::string_view name) const;
  const WordTable* table(std::string_view name) const;

 private:
  Rows macros_;
  std::vector<std::pair<std::string, WordTable>> tables_;
};

// Tells whether a match may end before this place (particles may follow a date, letters may not).
using EndTest = bool (*)(std::string_view text, size_t at);

class Pattern {
 public:
  // Throws std::logic_error on a malformed pattern: rows are part of the program.
  // `vocabulary` must outlive the pattern.
  Pattern(std::string_view source, const Vocabulary& vocabulary);

  // Tries to match at exactly this place.
  bool match(std::string_view text, size_t at, EndTest may_end, PatternMatch& out) const;
  // The code points that a match can begin with.
  std::vector<char32_t> first_code_points() const;

 private:
  friend class PatternCompiler;
  friend class PatternRun;
  friend class PatternWalk;

  enum class Op : uint8_t {
    kByte,
    kBlanks,
    kSplit,
    kJump,
    kNumber,
    kSet,
    kBegin,
    kEnd,
    kNonBlank,
    kAfterN,
    kAtEnd,
    kAccept
  };
  enum class Number : uint8_t { kYear4, kYear2, kMonth, kDay, kTwo, kNum, kAny };
  struct Instruction {
    Op op;
    Slot slot = Slot::kIgnored;
    Number number = Number::kAny;
    unsigned char byte = 0;
    int32_t value = 0;  // of kSet; least number of kBlanks; where kSplit and kJump go
  };

  void collect_first(size_t pc, std::vector<char32_t>& out) const;

  std::vector<Instruction> program_;
};

}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
// Reading costs time in proportion to the length of the post, whatever it repeats.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <string>

#include "parser/career/steps.h"

namespace hoego::parser {
namespace {

constexpr size_t kShort = 100'000;  // bytes
constexpr size_t kLong = 4 * kShort;

std::string repeated(std::string_view unit, size_t size) {
  std::string text;
  while (text.size() < size) text += unit;
  return text;
}

// Names of four syllables, all different.
std::string employers(size_t size) {
  constexpr std::array<std::string_view, 10> kSyllables = {"가", "나", "다", "라", "마",
                                                           "바", "사", "아", "자", "차"};
  std::string text;
  for (size_t number = 0; text.size() < size; ++number) {
    for (size_t place = 1; place <= 1000; place *= 10) text += kSyllables[number / place % 10];
    text += "소프트에 입사했다. ";
  }
  return text;
}

// Time of the processor, the better of three runs, so that a busy machine does not count.
double seconds_for(const std::string& text) {
  double best = 1e9;
  for (int run = 0; run < 3; ++run) {
    const std::clock_t begin = std::clock();
    const Document document = read_document({"post.md", text});
    std::vector<Note> notes;
    read_steps({document, Lexicon::builtin()}, {}, notes);
    best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return best;
}

void expect_linear(const std::string& brief, const std::string& full) {
  constexpr double kMost = 10;  // times as long for four times the text
  seconds_for("입사했다.");     // the tables are made at first use
  EXPECT_LT(seconds_for(full), kMost * seconds_for(brief)) << full.substr(0, 40);
}

TEST(Linear, RepeatedPhrases) {
  for (std::string_view unit : {"입사했다 ", "1년 ", "회사에서 일하고 ", "입사했다. ", "1년 입사 ",
                                "개발자로 일했다. ", "글또 7기에 참여했다. "}) {
    expect_linear(repeated(unit, kShort), repeated(unit, kLong));
  }
}

// What is asked for each event of a sentence must not be searched for again each time.
TEST(Linear, ManyEventsInOneSentence) {
  constexpr double kMost = 25;  // times as long as sentences of one event
  const double prose = seconds_for(repeated("오늘은 날이 맑아서 오래 걸었고 입사했다. ", kShort));
  for (std::string_view unit : {"입사했다 ", "회사에서 일하고 "}) {
    EXPECT_LT(seconds_for(repeated(unit, kShort)), kMost * prose) << unit;
  }
}

// The inputs that break readers: 1 MB against 100 KB.
TEST(Linear, AMegabyteOfOneThing) {
  constexpr double kMost = 20;  // times as long for ten times the text
  for (std::string_view unit : {"1년 ", "(", "[", "**", "> ", "그리고 나는 걸었고 또 걸었으며 "}) {
    const double brief = std::max(seconds_for(repeated(unit, kShort)), 1e-3);
    EXPECT_LT(seconds_for(repeated(unit, 10 * kShort)), kMost * brief) << unit;
  }
}

TEST(Linear, ManyEmployers) {
  expect_linear(employers(kShort), employers(kLong));
}

}  // namespace
}  // namespace hoego::parser

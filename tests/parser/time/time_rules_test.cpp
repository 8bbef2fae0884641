// SPDX-License-Identifier: Apache-2.0
// Every row fires on its own example; what holds for all texts.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>

#include "parser/time/rules.h"
#include "parser/time/time.h"

namespace hoego::parser {
namespace {

TimeContext example_context() {
  TimeContext context;
  context.published = parse_edtf("2023-02-12");
  context.heading = parse_edtf("2022-03");
  context.running_year = 2021;
  context.running_month = 3;
  return context;
}

std::vector<TimeExpr> read(std::string_view text) {
  TimeContext context = example_context();
  return read_times(text, context);
}

bool names(const TimeExpr& e, std::string_view rule) {
  return e.rule == rule || e.rule.starts_with(std::string(rule) + "+") ||
         e.rule.ends_with("+" + std::string(rule));
}

TEST(TimeRules, NamesAreUnique) {
  std::set<std::string_view> seen;
  for (const TimeRuleInfo& row : time_rules())
    EXPECT_TRUE(seen.insert(row.name).second) << row.name;
}

TEST(TimeRules, EveryCoreRowFiresOnItsExample) {
  for (const TimeRuleInfo& row : core_rules()) {
    auto found = read(row.example);
    if (row.meaning.starts_with("not")) {
      EXPECT_TRUE(found.empty()) << row.name << ": " << row.example;
      continue;
    }
    if (row.name == "now" || row.name == "en-now")
      found = read("2021.03 " + std::string(row.example));
    bool fired = std::any_of(found.begin(), found.end(),
                             [&](const TimeExpr& e) { return names(e, row.name); });
    EXPECT_TRUE(fired) << row.name << ": " << row.example << " read by "
                       << (found.empty() ? "none" : found[0].rule);
  }
}

// A "not" row earns its place: its pattern is found in its example.
TEST(TimeRules, EveryNotRowMatchesItsExample) {
  for (const TimeRuleInfo& row : core_rules()) {
    if (!row.meaning.starts_with("not")) continue;
    Pattern pattern(row.pattern, time_vocabulary());
    PatternMatch match;
    EXPECT_TRUE(pattern.match(row.example, 0, may_end_at, match)) << row.name;
  }
}

TEST(TimeRules, SuffixesAndJoinsReachTheEndOfTheirExample) {
  for (const auto* rows : {&suffix_rules(), &join_rules()}) {
    for (const TimeRuleInfo& row : *rows) {
      auto found = read(row.example);
      ASSERT_EQ(found.size(), 1U) << row.name;
      EXPECT_GE(found[0].span.end + 2, row.example.size()) << row.name;
    }
  }
}

TEST(TimeRules, EnteringHeadings) {
  struct Row {
    std::string_view heading;
    std::string_view period;  // "" : none
  };
  for (const Row& row : std::initializer_list<Row>{{"2022", "2022"},
                                                   {"2022년", "2022"},
                                                   {"2021, 두 번째 직장", "2021"},
                                                   {"3월 - 입사", "2022-03"},
                                                   {"2021년 상반기", "2021-40"},
                                                   {"1~3월", "2022-33"},
                                                   {"7월~12월", "2022-41"},
                                                   {"2021.03", "2021-03"},
                                                   {"2023년 계획", "2023"},
                                                   {"내년 목표", "2023"},
                                                   {"3분기", "2022-35"},
                                                   {"작년 목표 달성률", ""},
                                                   {"마치며", ""},
                                                   {"8개월간의 인턴", ""}}) {
    TimeContext context;
    context.published = parse_edtf("2022-12-30");
    enter_heading(row.heading, context);
    EXPECT_EQ(context.heading ? context.heading->text() : "", row.period) << row.heading;
  }
}

TEST(TimeRules, MonthHeadingsKeepTheYearOfTheHeadingAbove) {
  TimeContext context;
  context.published = parse_edtf("2023-05-01");
  enter_heading("2019", context);
  enter_heading("12월", context);
  EXPECT_EQ(context.heading->text(), "2019-12");
  enter_heading("1월", context);
  EXPECT_EQ(context.heading->text(), "2020-01") << "headings go on over New Year";
}

TEST(TimeRules, AFallsBackToTheRunningYearOfAnEarlierText) {
  TimeContext context;
  context.published = parse_edtf("2023-02-12");
  read_times("2019년 3월에 입사했다.", context);
  EXPECT_EQ(read_times("9월에 팀을 옮겼다.", context)[0].start->text(), "2019-09");
  context.title_year = 2022;
  EXPECT_EQ(read_times("9월에 팀을 옮겼다.", context)[0].start->text(), "2022-09");
}

TEST(TimeRules, AnchorsAreNamed) {
  TimeContext context;
  context.published = parse_edtf("2023-02-12");
  EXPECT_EQ(read_times("작년 말", context)[0].anchor, "published 2023-02-12");
  context.title_year = 2022;
  context.running_year.reset();
  EXPECT_EQ(read_times("9월", context)[0].anchor, "title year 2022");
  context.heading = parse_edtf("2021");
  EXPECT_EQ(read_times("9월", context)[0].anchor, "heading 2021");
  EXPECT_EQ(read_times("2020년 3월과 9월", context)[1].anchor, "running year 2020");
}

TEST(TimeRules, NothingKnownNothingInvented) {
  for (std::string_view text : {"작년", "3년 전", "3월", "지난달", "그해 가을", "3년차"}) {
    TimeContext context;
    for (const TimeExpr& e : read_times(text, context)) EXPECT_FALSE(e.start) << text;
  }
}

TEST(TimeRules, SpansAreOrderedAndApart) {
  std::string text =
      "2019년 3월부터 2년간 일하고 작년 말에 나와 8개월째 쉬다가, 3월 초부터 다시 (2023.03 ~ )";
  uint32_t end = 0;
  for (const TimeExpr& e : read(text)) {
    EXPECT_GE(e.span.begin, end);
    EXPECT_LE(e.span.end, text.size());
    end = e.span.end;
  }
  EXPECT_GT(end, 0U);
}

TEST(TimeRules, IsoDurations) {
  EXPECT_EQ(iso_duration(18, 0), "P1Y6M");
  EXPECT_EQ(iso_duration(24, 0), "P2Y");
  EXPECT_EQ(iso_duration(1, 15), "P1M15D");
  EXPECT_EQ(iso_duration(0, 56), "P8W");
  EXPECT_EQ(iso_duration(0, 10), "P10D");
  EXPECT_EQ(iso_duration(0, 0), "");
}

TEST(TimeRules, BrokenTextIsReadThrough) {
  for (std::string text :
       {std::string("\xEB\x85"), std::string("2021\xEB\x85"), std::string("2021년 \xFF 3월"),
        std::string("\0002021년", 8), std::string(3, '\x80')})
    for (const TimeExpr& e : read(text)) EXPECT_LE(e.span.end, text.size());
}

// A quadratic reader would need minutes for these.
TEST(TimeRules, HostileTextsTakeLinearTime) {
  for (std::string unit : {"1년 ", "1년1년", "2021.", "지난 ", "'", "12월 ~ ", "1~", "(((((",
                           "https://", "한 ", "~", "그 다음 ", "2021년부터 "}) {
    std::string text;
    while (text.size() < (1U << 19)) text += unit;
    auto start = std::chrono::steady_clock::now();
    read(text);
    std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    EXPECT_LT(taken.count(), 15.0) << unit;
  }
}

}  // namespace
}  // namespace hoego::parser

// SPDX-License-Identifier: Apache-2.0
#include "base/edtf.h"

#include <gtest/gtest.h>

namespace hoego {
namespace {

struct BoundsCase {
  const char* text;
  const char* first;
  const char* last;
};

TEST(Edtf, BoundsAndRoundTrip) {
  const BoundsCase cases[] = {
      {"2021", "2021-01-01", "2021-12-31"},     {"2021-12", "2021-12-01", "2021-12-31"},
      {"2020-02~", "2020-02-01", "2020-02-29"}, {"2021-12-03", "2021-12-03", "2021-12-03"},
      {"2021-21", "2021-03-01", "2021-05-31"},  {"2021-24", "2021-12-01", "2022-02-28"},
      {"2021-33", "2021-01-01", "2021-03-31"},  {"2021-36", "2021-10-01", "2021-12-31"},
      {"2021-40", "2021-01-01", "2021-06-30"},  {"2024-41", "2024-07-01", "2024-12-31"},
      {"2021?", "2021-01-01", "2021-12-31"},    {"2021-05%", "2021-05-01", "2021-05-31"},
  };
  for (const auto& c : cases) {
    auto e = parse_edtf(c.text);
    ASSERT_TRUE(e) << c.text;
    EXPECT_EQ(to_iso(e->bounds().first), c.first) << c.text;
    EXPECT_EQ(to_iso(e->bounds().last), c.last) << c.text;
    EXPECT_EQ(e->text(), c.text);
  }
}

TEST(Edtf, OpenIsAValueOfItsOwn) {
  auto open = parse_edtf("..");
  ASSERT_TRUE(open);
  EXPECT_TRUE(open->open);
  EXPECT_EQ(open->text(), "..");
  EXPECT_EQ(open->plus_months(5).text(), "..");
}

TEST(Edtf, RefusesWhatIsNone) {
  for (const char* text :
       {"",        "~",       "21",       "2021-",      "2021-13",     "2021-00", "2021-20",
        "2021-25", "2021-37", "2021-42",  "2021-02-29", "2021-21-01",  "12/2021", "2021-1",
        "-021",    "2021~~",  "2021-12-", "20211203",   "2021-12~-03", "...",     "abcd"})
    EXPECT_FALSE(parse_edtf(text)) << text;
}

TEST(Edtf, PlusMonthsKeepsWhatIsKnown) {
  struct Case {
    const char* from;
    int months;
    const char* to;
  };
  const Case cases[] = {{"2021-12", 1, "2022-01"},    {"2021-01", -1, "2020-12"},
                        {"2023-02~", -8, "2022-06~"}, {"2021", -12, "2020"},
                        {"2021", 24, "2023"},         {"2021-12-03", 1, "2022-01"},
                        {"2021-40", -12, "2020-40"}};
  for (const auto& c : cases)
    EXPECT_EQ(parse_edtf(c.from)->plus_months(c.months).text(), c.to) << c.from;
}

TEST(Day, ValidityKnowsLeapYears) {
  EXPECT_TRUE(is_valid({2000, 2, 29}));
  EXPECT_FALSE(is_valid({1900, 2, 29}));
  EXPECT_FALSE(is_valid({2021, 4, 31}));
  EXPECT_FALSE(is_valid({2021, 0, 1}));
  EXPECT_FALSE(parse_iso_day("2021-12"));
  EXPECT_TRUE(parse_iso_day("2021-12-03"));
}

}  // namespace
}  // namespace hoego

// SPDX-License-Identifier: Apache-2.0
// Temporal values: texts, construction, components, truncation, arithmetic, durations between.
#include "query/temporal.h"

#include <gtest/gtest.h>

#include "query/error.h"
#include "tests/query/values/evaluate.h"

namespace hoego::query {
namespace {

struct Case {
  const char* expression;
  const char* wanted;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(outcome(c.expression), c.wanted) << c.expression;
}

constexpr const char* kBad = "ArgumentError: InvalidArgumentValue";

TEST(Temporal, DatesOfText) {
  check({
      {"date('2020-02-29')", "2020-02-29"},
      {"date('20200229')", "2020-02-29"},
      {"date('2020-02')", "2020-02-01"},
      {"date('202002')", "2020-02-01"},
      {"date('2020-W09-6')", "2020-02-29"},
      {"date('2020W096')", "2020-02-29"},
      {"date('2020-W09')", "2020-02-24"},
      {"date('2020W09')", "2020-02-24"},
      {"date('2020-Q1-60')", "2020-02-29"},
      {"date('2020Q160')", "2020-02-29"},
      {"date('2020-Q2')", "2020-04-01"},
      {"date('2020-060')", "2020-02-29"},
      {"date('2020060')", "2020-02-29"},
      {"date('2020')", "2020-01-01"},
      {"date('+12345-06-07')", "+12345-06-07"},
      {"date('-0044-03-15')", "-0044-03-15"},
      {"date('+999999999-12-31')", "+999999999-12-31"},
      {"date('-999999999-01-01')", "-999999999-01-01"},
      {"date('2021-02-29')", kBad},
      {"date('2021-13-01')", kBad},
      {"date('2021-00-01')", kBad},
      {"date('2021-366')", kBad},
      {"date('2021-W53')", kBad},
      {"date('2021-Q5')", kBad},
      {"date('2021-Q1-91')", kBad},
      {"date('+1234567890-01-01')", kBad},
      {"date('20201')", kBad},
      {"date('2020-1-1')", kBad},
      {"date('2020-01-01 ')", kBad},
      {"date('')", kBad},
      {"date(null)", "null"},
  });
}

TEST(Temporal, TimesOfText) {
  check({
      {"localtime('09:08:07.000000006')", "09:08:07.000000006"},
      {"localtime('090807,12')", "09:08:07.120"},
      {"localtime('0908')", "09:08"},
      {"localtime('09')", "09:00"},
      {"localtime('24:00')", kBad},
      {"localtime('09:60')", kBad},
      {"localtime('09:08:')", kBad},
      {"localtime('09:08.5')", kBad},
      {"time('09:08:07+0930')", "09:08:07+09:30"},
      {"time('0908-03')", "09:08-03:00"},
      {"time('09+18:00')", "09:00+18:00"},
      {"time('09+18:01')", kBad},
      {"time('09:08Z')", "09:08Z"},
      {"time('09:08-00:00')", "09:08Z"},
      {"time('09:08')", "09:08Z"},
      {"time('09:08+02:05:59')", "09:08+02:05:59"},
  });
}

TEST(Temporal, DateTimesOfText) {
  check({
      {"localdatetime('2020-W09-6T0908')", "2020-02-29T09:08"},
      {"localdatetime('2020-02-29')", "2020-02-29T00:00"},
      {"localdatetime('2020-02-29 09:08')", kBad},
      {"datetime('20200229T090807.5Z')", "2020-02-29T09:08:07.500Z"},
      {"datetime('2020T09')", "2020-01-01T09:00Z"},
      {"datetime('2020-07-01T09:00[Europe/Paris]')", "2020-07-01T09:00+02:00[Europe/Paris]"},
      {"datetime('2020-07-01T09:00+02:00[Europe/Paris]')", "2020-07-01T09:00+02:00[Europe/Paris]"},
      {"datetime('2020-07-01T09:00+03:00[Europe/Paris]')", kBad},
      {"datetime('2020-07-01T09:00[Europe/Nowhere]')", kBad},
      // Twice on the clock, and never.
      {"datetime('2020-10-25T02:30[Europe/Paris]').offset", "'+02:00'"},
      {"datetime('2020-10-25T02:30+01:00[Europe/Paris]').offset", "'+01:00'"},
      {"datetime('2020-03-29T02:30[Europe/Paris]')", "2020-03-29T03:30+02:00[Europe/Paris]"},
      {"datetime('1900-01-01T00:00[Asia/Seoul]').offset", "'+08:27:52'"},
      {"datetime('+999999999-07-01T00:00[Europe/Paris]').offset", "'+02:00'"},
  });
}

TEST(Temporal, DurationsOfText) {
  check({
      {"duration('P1Y2M3W4DT5H6M7.000000008S')", "P1Y2M25DT5H6M7.000000008S"},
      {"duration('P0.5Y')", "P6M"},
      {"duration('P0.5M')", "P15DT5H14M33S"},
      {"duration('P1.5D')", "P1DT12H"},
      {"duration('PT1.5H')", "PT1H30M"},
      {"duration('PT-0.5S')", "PT-0.5S"},
      {"duration('-P1DT1S')", "P-1DT-1S"},
      {"duration('P-1Y+2M')", "P-10M"},
      {"duration('P0001-02-03T04:05:06.7')", "P1Y2M3DT4H5M6.7S"},
      {"duration('PT0S')", "PT0S"},
      {"duration('PT123456789012345H')", "PT123456789012345H"},
      {"duration('PT0.1234567891S')", "PT0.123456789S"},
      {"duration('P1M1Y')", kBad},
      {"duration('P1Y1Y')", kBad},
      {"duration('P')", kBad},
      {"duration('P1DT')", kBad},
      {"duration('1D')", kBad},
      {"duration('P1.D')", kBad},
      {"duration('PT99999999999999999999H')", kBad},
  });
}

TEST(Temporal, OfMaps) {
  check({
      {"date({year: 2020, month: 2, day: 29})", "2020-02-29"},
      {"date({year: 2020, week: 9, dayOfWeek: 6})", "2020-02-29"},
      {"date({year: 2020, ordinalDay: 60})", "2020-02-29"},
      {"date({year: 2020, quarter: 1, dayOfQuarter: 60})", "2020-02-29"},
      {"date({year: 2021, month: 2, day: 29})", kBad},
      {"date({year: 2021, ordinalDay: 366})", kBad},
      {"date({year: 2021, week: 53})", kBad},
      {"date({year: 2021, quarter: 1, dayOfQuarter: 91})", kBad},
      {"date({year: 2021, day: 1})", kBad},
      {"date({month: 1})", kBad},
      {"date({year: 2021, month: 1, week: 2})", kBad},
      {"date({year: 2021, hour: 1})", kBad},
      {"date({year: 2021, month: 1.5})", "TypeError: InvalidArgumentType"},
      {"localtime({hour: 1, millisecond: 2})", kBad},
      {"localtime({hour: 1, minute: 2, second: 3, millisecond: 4, nanosecond: 5})",
       "01:02:03.004000005"},
      {"localtime({hour: 1, minute: 2, second: 3, millisecond: 1000})", kBad},
      {"localtime({minute: 1})", kBad},
      {"time({hour: 1, timezone: '-05:00'})", "01:00-05:00"},
      {"time({hour: 1, timezone: 'nowhere'})", kBad},
      {"datetime({year: 2020, timezone: 'Asia/Seoul'})", "2020-01-01T00:00+09:00[Asia/Seoul]"},
      {"datetime({epochSeconds: 0, timezone: 'Asia/Seoul'})", "1970-01-01T09:00+09:00[Asia/Seoul]"},
      {"datetime({epochMillis: -1})", "1969-12-31T23:59:59.999Z"},
      {"duration({quarters: 1, weeks: 1, milliseconds: 1500})", "P3M7DT1.5S"},
      {"duration({seconds: 1.7})", "PT1.7S"},
      {"duration({lightyears: 1})", kBad},
      {"duration({days: '1'})", "TypeError: InvalidArgumentValue"},
  });
}

TEST(Temporal, OfOthers) {
  check({
      {"date(datetime('2020-02-29T23:00+09:00'))", "2020-02-29"},
      {"date({date: localdatetime('2020-02-29T23:00'), year: 2021})", "2021-02-28"},
      {"date({date: date('2020-01-31'), month: 2})", "2020-02-29"},
      {"date({date: date('2020-05-31'), quarter: 1})", "2020-02-29"},
      {"date({date: date('2020-05-31'), dayOfQuarter: 1})", "2020-04-01"},
      {"date({date: date('2020-05-31'), dayOfWeek: 1})", "2020-05-25"},
      {"date(localtime('10:00'))", "TypeError: InvalidArgumentValue"},
      {"localtime(time('10:00+09:00'))", "10:00"},
      {"localtime({time: datetime('2020-01-01T10:11:12Z'), minute: 0})", "10:00:12"},
      {"time(localtime('10:00'))", "10:00Z"},
      {"time(datetime('2020-07-01T10:00[Europe/Paris]'))", "10:00+02:00"},
      {"time({time: time('10:00+09:00'), timezone: '+01:00'})", "02:00+01:00"},
      {"time({time: localtime('10:00'), timezone: '+01:00'})", "10:00+01:00"},
      {"localdatetime({date: date('2020-02-29'), time: localtime('10:00')})", "2020-02-29T10:00"},
      {"localdatetime({date: date('2020-02-29'), hour: 3})", "2020-02-29T03:00"},
      {"localdatetime({datetime: datetime('2020-02-29T10:00+09:00'), day: 1})", "2020-02-01T10:00"},
      {"datetime({date: date('2020-02-29'), time: time('10:00+09:00')})", "2020-02-29T10:00+09:00"},
      {"datetime({datetime: datetime('2020-02-29T01:00+09:00'), timezone: '+00:00'})",
       "2020-02-28T16:00Z"},
      {"datetime({datetime: localdatetime('2020-02-29T01:00'), timezone: '+09:00'})",
       "2020-02-29T01:00+09:00"},
      {"datetime(date('2020-02-29'))", "2020-02-29T00:00Z"},
      {"date({date: localtime('10:00')})", kBad},
  });
}

TEST(Temporal, Now) {  // the clock of the tests stands at 2020-09-13T12:26:40.123456789Z
  check({
      {"datetime()", "2020-09-13T12:26:40.123456789Z"},
      {"date()", "2020-09-13"},
      {"localtime()", "12:26:40.123456789"},
      {"time({timezone: '+09:00'})", "21:26:40.123456789+09:00"},
      {"date.transaction('Pacific/Auckland')", "2020-09-14"},
      {"datetime.statement({timezone: 'Asia/Seoul'}).hour", "21"},
      {"time({hour: 1, timezone: 'Europe/Paris'})", "01:00+02:00"},
      {"timestamp()", "1600000000123"},
  });
}

TEST(Temporal, Components) {
  check({
      {"[date('2021-01-01').year, date('2021-01-01').weekYear, date('2021-01-01').week]",
       "[2021, 2020, 53]"},
      {"[date('2021-08-15').quarter, date('2021-08-15').dayOfQuarter]", "[3, 46]"},
      {"[date('2021-08-15').ordinalDay, date('2021-08-15').dayOfWeek]", "[227, 7]"},
      {"localtime('10:11:12.131415161').millisecond", "131"},
      {"localtime('10:11:12.131415161').microsecond", "131415"},
      {"localtime('10:11:12.131415161').nanosecond", "131415161"},
      {"time('10:11+05:30').offsetMinutes", "330"},
      {"time('10:11-05:30').offsetSeconds", "-19800"},
      {"datetime('2021-01-01T00:00+09:00').timezone", "'+09:00'"},
      {"datetime('2021-01-01T00:00[Asia/Seoul]').timezone", "'Asia/Seoul'"},
      {"datetime('1970-01-01T00:00:01.5Z').epochMillis", "1500"},
      {"datetime('1969-12-31T23:59:59.5Z').epochSeconds", "-1"},
      {"duration('P1Y7M').quarters", "6"},
      {"duration('P1Y7M').quartersOfYear", "2"},
      {"duration('P1Y7M').monthsOfQuarter", "1"},
      {"duration('P17D').weeks", "2"},
      {"duration('P17D').daysOfWeek", "3"},
      {"duration('PT1H1M1.5S').milliseconds", "3661500"},
      {"duration('PT1H1M1.5S').minutesOfHour", "1"},
      {"duration('PT1H1M1.5S').nanosecondsOfSecond", "500000000"},
      {"duration('P1Y').hour", kBad},
  });
}

TEST(Temporal, Truncation) {
  check({
      {"date.truncate('millennium', date('2984-05-06'))", "2000-01-01"},
      {"date.truncate('century', date('-0001-05-06'))", "-0100-01-01"},
      {"date.truncate('decade', date('1987-05-06'), {day: 3})", "1980-01-03"},
      {"date.truncate('weekYear', date('2021-01-02'))", "2019-12-30"},
      {"date.truncate('quarter', date('2021-08-15'))", "2021-07-01"},
      {"date.truncate('week', date('2021-08-15'), {dayOfWeek: 2})", "2021-08-10"},
      {"date.truncate('hour', date('2021-08-15'))", kBad},
      {"date.truncate('fortnight', date('2021-08-15'))", kBad},
      {"date.truncate('day', localtime('10:00'))", kBad},
      {"localtime.truncate('minute', localtime('10:11:12.5'))", "10:11"},
      {"localtime.truncate('millisecond', localtime('10:11:12.1234567'), {nanosecond: 5})",
       "10:11:12.123000005"},
      {"localtime.truncate('microsecond', localtime('10:11:12.1234567'), {nanosecond: 5})",
       "10:11:12.123456005"},
      {"localtime.truncate('month', localtime('10:11'))", kBad},
      {"time.truncate('day', datetime('2020-07-01T10:00[Europe/Paris]'))", "00:00+02:00"},
      {"datetime.truncate('month', datetime('2020-07-05T10:00[Europe/Paris]'))",
       "2020-07-01T00:00+02:00[Europe/Paris]"},
      {"datetime.truncate('year', datetime('2020-07-05T10:00[Europe/Paris]'))",
       "2020-01-01T00:00+01:00[Europe/Paris]"},
      {"datetime.truncate('day', localdatetime('2020-07-05T10:00'), {timezone: 'Asia/Seoul'})",
       "2020-07-05T00:00+09:00[Asia/Seoul]"},
      {"localdatetime.truncate('hour', date('2020-07-05'))", "2020-07-05T00:00"},
  });
}

TEST(Temporal, Arithmetic) {
  check({
      {"date('2020-01-31') + duration('P1M')", "2020-02-29"},
      {"date('2020-03-31') - duration('P1M')", "2020-02-29"},
      {"date('2020-01-01') + duration('PT47H')", "2020-01-02"},
      {"duration('P1D') + date('2020-01-01')", "2020-01-02"},
      {"localtime('23:00') + duration('P5DT2H')", "01:00"},
      {"time('01:00+09:00') - duration('PT2H')", "23:00+09:00"},
      {"localdatetime('2020-01-31T00:00') + duration('P1MT-0.5S')", "2020-02-28T23:59:59.500"},
      // A day on the wall, and 24 hours, across the change of the clock.
      {"datetime('2020-03-28T12:00[Europe/Paris]') + duration('P1D')",
       "2020-03-29T12:00+02:00[Europe/Paris]"},
      {"datetime('2020-03-28T12:00[Europe/Paris]') + duration('PT24H')",
       "2020-03-29T13:00+02:00[Europe/Paris]"},
      {"duration('P1M') + duration('P1DT-1S')", "P1M1DT-1S"},
      {"duration('P1M3DT5S') * 2", "P2M6DT10S"},
      {"2 * duration('P1M')", "P2M"},
      {"duration('P1M') / 2", "P15DT5H14M33S"},
      {"duration('P3D') * 0.5", "P1DT12H"},
      {"-duration('P1MT0.25S')", "P-1MT-0.25S"},
      {"duration('P1D') / 0", "ArithmeticError: DivisionByZero"},
      {"date('2020-01-02') - date('2020-01-01')", "TypeError: InvalidArgumentType"},
      {"date('+999999999-12-31') + duration('P1D')", "ArithmeticError: NumberOutOfRange"},
      {"date('2020-01-01') + duration('P9999999999999Y')", "ArithmeticError: NumberOutOfRange"},
      {"duration({days: 9223372036854775807}) + duration('P1D')",
       "ArithmeticError: NumberOutOfRange"},
  });
}

TEST(Temporal, FarEnds) {
  constexpr const char* kFar = "ArithmeticError: NumberOutOfRange";
  check({
      {"duration('PT999999999999999999S') * 100000", kFar},
      {"duration({seconds: 9223372036854775807, milliseconds: 1000})", kFar},
      {"duration({seconds: 1e30})", kFar},
      {"-duration({seconds: -9223372036854775808})", kFar},
      {"datetime.fromepoch(9223372036854775807, 0)", kFar},
      {"datetime.fromepochmillis(-9223372036854775808).epochMillis", "-9223372036854775808"},
      {"date.truncate('millennium', date('-999999999-01-01'))", kFar},
      {"date({date: date('+999999999-12-31'), dayOfWeek: 7})", kFar},
      {"duration.between(date('-999999999-01-01'), date('+999999999-12-31'))",
       "P1999999998Y11M30D"},
      {"duration.inSeconds(localdatetime('-999999999-01-01'), date('+999999999-12-31'))",
       "PT17531639991192H"},
  });
}

TEST(Temporal, Between) {
  check({
      {"duration.between(date('2020-01-31'), date('2020-02-29'))", "P29D"},
      {"duration.between(date('2020-02-29'), date('2020-01-31'))", "P-29D"},
      {"duration.between(date('2020-01-01'), localdatetime('2021-03-04T05:06:07.8'))",
       "P1Y2M3DT5H6M7.8S"},
      {"duration.between(localdatetime('2020-01-02T12:00'), localdatetime('2020-02-02T11:00'))",
       "P30DT23H"},
      {"duration.between(localtime('10:00'), localtime('09:30'))", "PT-30M"},
      {"duration.between(time('10:00+09:00'), time('10:00Z'))", "PT9H"},
      {"duration.between(date('2020-01-01'), localtime('10:00'))", "PT10H"},
      {"duration.between(datetime('2020-01-01T00:00+09:00'), date('2020-01-02'))", "P1D"},
      {"duration.between(datetime('2020-01-01T00:00+09:00'), datetime('2020-01-01T00:00Z'))",
       "PT9H"},
      {"duration.inMonths(date('2020-03-31'), date('2020-01-01'))", "P-2M"},
      {"duration.inDays(localdatetime('2020-01-01T12:00'), localdatetime('2020-01-03T11:00'))",
       "P1D"},
      {"duration.inDays(localtime('10:00'), date('2020-01-01'))", "PT0S"},
      {"duration.inSeconds(date('2020-03-28'), date('2020-03-30'))", "PT48H"},
      {"duration.inSeconds(datetime('2020-03-29T00:00[Europe/Paris]'), date('2020-03-30'))",
       "PT23H"},
      {"duration.between(date('2020-01-01'), null)", "null"},
      {"duration.between(1, 2)", "TypeError: InvalidArgumentValue"},
  });
}

// Every day of four centuries, and far ones: the calendar is its own inverse.
TEST(Temporal, CalendarRoundTrip) {
  auto same = [](int64_t days) {
    Civil c = civil_from_days(days);
    WeekDate w = week_date(days);
    return days_from_civil(c.year, c.month, c.day) == days &&
           days_from_week_date(w.year, w.week, w.day_of_week) == days;
  };
  for (int64_t days = -80'000; days < 80'000; ++days) ASSERT_TRUE(same(days)) << days;
  for (int64_t days : {-365'242'498'000LL, 365'242'498'000LL}) EXPECT_TRUE(same(days)) << days;
}

TEST(Temporal, TextRoundTrip) {
  for (int64_t i = 0; i < 2'000; ++i) {
    int64_t seconds = (i * 7'777'777'777LL) % 4'000'000'000'000LL - 2'000'000'000'000LL;
    auto nanos = static_cast<int32_t>(i * 123'456'789 % kNanosPerSecond);
    LocalDateTime t{seconds, nanos};
    EXPECT_EQ(parse_local_date_time(to_text(t)), t) << to_text(t);
    Duration d{i % 40 - 20, i % 70 - 35, seconds, nanos};
    EXPECT_EQ(parse_duration(to_text(d)), d) << to_text(d);
    DateTime z = at_instant(seconds, nanos, {0, "Europe/Paris"});
    EXPECT_EQ(parse_date_time(to_text(z)), z) << to_text(z);
  }
}

}  // namespace
}  // namespace hoego::query

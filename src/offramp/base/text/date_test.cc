// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/text/date.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <stdexcept>

namespace offramp {
namespace {

// Reingold and Dershowitz, Calendrical Calculations, 4th edition, appendix C: fixed day minus that of
// 1970-01-01 (719163).
TEST(Date, CountsDaysAsTheTablesDo) {
  struct Row {
    Date date;
    std::int32_t fixed;
  };
  const Row rows[] = {{{576, 5, 20}, 210155},  {{1013, 4, 25}, 369740}, {{1288, 4, 2}, 470160},
                      {{1492, 4, 9}, 544676},  {{1768, 6, 19}, 645554}, {{1943, 4, 19}, 709409},
                      {{1996, 2, 25}, 728714}, {{2038, 11, 10}, 744313}};
  for (const Row& row : rows) {
    EXPECT_EQ(day_number(row.date), row.fixed - 719163) << date_text(row.date);
    EXPECT_EQ(date_of(row.fixed - 719163), row.date);
  }
}

TEST(Date, ReadsDaysThatExist) {
  EXPECT_EQ(parse_date("1999-03-18"), (Date{1999, 3, 18}));
  EXPECT_EQ(parse_compact_date("20000229"), (Date{2000, 2, 29}));
  for (const char* none : {"1900-02-29", "1999-04-31", "1999-13-01", "1999-00-01", "1999-01-00", "0000-01-01",
                           "1999-1-01", "1999/01/01", "+999-01-01", "1999-01-011", ""}) {
    EXPECT_EQ(parse_date(none), std::nullopt) << none;
  }
  EXPECT_EQ(parse_compact_date("19000229"), std::nullopt);
}

TEST(Date, NamesMonths) {
  EXPECT_EQ(month_name(9), "September");
  EXPECT_EQ(month_short(9), "Sep");
  EXPECT_THROW(month_name(13), std::out_of_range);
}

RC_GTEST_PROP(Date, WritesWhatItReads, ()) {
  const auto day = *rc::gen::inRange<std::int32_t>(-719162, 2932897);  // the years 1 to 9999
  RC_ASSERT(day_number(date_of(day)) == day);
  RC_ASSERT(parse_date(date_text(date_of(day))) == date_of(day));
}

TEST(DateSpan, ADayAMonthAndAYear) {
  const struct {
    const char *text, *first, *last;
  } rows[] = {
      {"1999-03-18", "1999-03-18", "1999-03-18"}, {"1999-03", "1999-03-01", "1999-03-31"},
      {"1999-02", "1999-02-01", "1999-02-28"},    {"2000-02", "2000-02-01", "2000-02-29"},
      {"1900-02", "1900-02-01", "1900-02-28"},    {"1999", "1999-01-01", "1999-12-31"},
      {"0001", "0001-01-01", "0001-12-31"},       {"2000-02-29", "2000-02-29", "2000-02-29"},
  };
  for (const auto& row : rows) {
    const auto span = date_span(row.text);
    ASSERT_TRUE(span) << row.text;
    EXPECT_EQ(span->first, row.first);
    EXPECT_EQ(span->last, row.last);
  }
}

TEST(DateSpan, NothingElse) {
  for (const char* text :
       {"", "199", "0000", "1999-13", "1999-00", "1999-3", "1999-02-29", "1999-04-31", "1999/03", "1999-03-",
        "spring", "1999-03-18 ", "19990318", "-999", "+999", "1999-0a"})
    EXPECT_FALSE(date_span(text)) << text;
}

TEST(DateSpan, StandsInOrderByItsFirstDayAndIsAfterOnlyForCertain) {
  EXPECT_EQ(first_day("1999-05"), "1999-05-01");
  EXPECT_EQ(first_day("soon"), "soon");
  EXPECT_TRUE(surely_after("1999-06", "1999-05-06"));
  EXPECT_FALSE(surely_after("1999-05", "1999-05-06"));
  EXPECT_FALSE(surely_after("1999", "1999-05-06"));
  EXPECT_TRUE(surely_after("1999-05-07", "1999-05-06"));
  EXPECT_FALSE(surely_after("1999-05-06", "1999-05-06"));
  EXPECT_FALSE(surely_after("1999-05-06", "1999-05"));
  EXPECT_FALSE(surely_after("soon", "1999"));
}

}  // namespace
}  // namespace offramp

// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/model/date.h"

#include <gtest/gtest.h>

namespace offramp {
namespace {

TEST(Date, ADayAMonthAndAYear) {
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

TEST(Date, NothingElse) {
  for (const char* text :
       {"", "199", "0000", "1999-13", "1999-00", "1999-3", "1999-02-29", "1999-04-31", "1999/03", "1999-03-",
        "spring", "1999-03-18 ", "19990318", "-999", "+999", "1999-0a"})
    EXPECT_FALSE(date_span(text)) << text;
}

TEST(Date, StandsInOrderByItsFirstDayAndIsAfterOnlyForCertain) {
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

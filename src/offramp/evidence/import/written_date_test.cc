// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/written_date.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace offramp::evidence {
namespace {

using testing::HasSubstr;

TEST(Day, CountsFrom1970) {
  EXPECT_EQ(day_number({1970, 1, 1}), 0);
  EXPECT_EQ(day_number({2000, 3, 1}), 11017);
  EXPECT_EQ(day_number({1969, 12, 31}), -1);
  for (int day = -700000; day < 800000; day += 37) EXPECT_EQ(day_number(date_of(day)), day);
  EXPECT_EQ(date_of(day_number({2022, 4, 15})), (Date{2022, 4, 15}));
  EXPECT_TRUE(parse_date("2000-02-29"));
  EXPECT_FALSE(parse_date("1900-02-29"));
  EXPECT_FALSE(parse_date("2022-13-01"));
  EXPECT_FALSE(parse_date("2022-1-01"));
  EXPECT_TRUE(parse_compact_date("19990318"));
  EXPECT_FALSE(parse_compact_date("19990332"));
}

RC_GTEST_PROP(WrittenDate, OneDayInEveryCertainWriting, ()) {
  static constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};
  const Date d = date_of(*rc::gen::inRange(-20000, 40000));
  const std::string month = kMonths[d.month - 1];
  for (const std::string& text :
       {fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day),
        fmt::format("{}-{}-{}", d.year, d.month, d.day),
        fmt::format("{:04}{:02}{:02}", d.year, d.month, d.day),
        fmt::format("{}/{:02}/{:02}", d.year, d.month, d.day), fmt::format("{} {} {}", d.day, month, d.year),
        fmt::format("{}-{}-{}", d.day, month.substr(0, 3), d.year),
        fmt::format("{} {}, {}", month, d.day, d.year),
        fmt::format("{:04}-{:02}-{:02}T12:30:00Z", d.year, d.month, d.day),
        fmt::format(" {:04}-{:02}-{:02} 00:00 ", d.year, d.month, d.day)}) {
    RC_ASSERT(read_written_date(text).certain == d);
  }
}

TEST(WrittenDate, TwoOrdersWhereThereAreTwo) {
  const WrittenDate either = read_written_date("3/4/2017");
  EXPECT_FALSE(either.certain);
  EXPECT_EQ(either.day_first, (Date{2017, 4, 3}));
  EXPECT_EQ(either.month_first, (Date{2017, 3, 4}));
  EXPECT_EQ(read_written_date("5/5/2017 0:00").certain, (Date{2017, 5, 5}));
  EXPECT_FALSE(read_written_date("31/12/2017").month_first);
  EXPECT_FALSE(read_written_date("12/31/2017").day_first);
  for (const char* none :
       {"", "3/4/17", "2017", "2017-02-30", "31/31/2017", "3/4-2017", "tomorrow", "0/1/2017", "1/2/3/2017"}) {
    const WrittenDate date = read_written_date(none);
    EXPECT_FALSE(date.certain || date.day_first || date.month_first) << none;
  }
}

TEST(WrittenDate, AColumnDecidesItsOrder) {
  const auto order_of = [](std::initializer_list<const char*> column, DateOrder::Usual usual) {
    DateOrder order(usual);
    for (const char* text : column) order.see(read_written_date(text));
    return order;
  };
  using enum DateOrder::Usual;
  EXPECT_EQ(order_of({"3/4/2017", "13/4/2017"}, month_first).reading(), "day/month/year");
  EXPECT_EQ(order_of({"3/4/2017", "4/13/2017"}, none).reading(), "month/day/year");
  EXPECT_EQ(order_of({"3/4/2017"}, month_first).reading(), "month/day/year");
  EXPECT_EQ(order_of({"3.4.2017"}, none).reading(), "day/month/year");
  EXPECT_EQ(order_of({"4.13.2017", "3.4.2017"}, none).reading(), "month/day/year");
  const DateOrder open = order_of({"3/4/2017"}, none);
  EXPECT_FALSE(open.resolve(read_written_date("3/4/2017")));
  EXPECT_THAT(open.problem("3/4/2017"), HasSubstr("may be day/month or month/day; write 2022-03-29"));
  const DateOrder both = order_of({"13/4/2017", "4/13/2017"}, month_first);
  EXPECT_FALSE(both.resolve(read_written_date("13/4/2017")));
  EXPECT_THAT(both.problem("13/4/2017"),
              HasSubstr("some dates of this column have the day first, others the month"));
  EXPECT_THAT(open.problem("43831"), HasSubstr("a spreadsheet's number of a day"));
  EXPECT_THAT(open.problem("1/3/17"), HasSubstr("a year of two digits"));
  EXPECT_FALSE(order_of({"2017-01-02"}, none).needed());
}

}  // namespace
}  // namespace offramp::evidence

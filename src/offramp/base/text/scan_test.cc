// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/text/scan.h"

#include <gtest/gtest.h>

#include <cmath>

namespace offramp {
namespace {

TEST(Scan, TrimsAndSplits) {
  EXPECT_EQ(trimmed(" \t a b\r\n"), "a b");
  EXPECT_EQ(trimmed(" \n"), "");
  EXPECT_EQ(split("a,,b", ','), (std::vector<std::string>{"a", "", "b"}));
  EXPECT_EQ(split("", ','), std::vector<std::string>{""});
  EXPECT_EQ(split("a,", ','), (std::vector<std::string>{"a", ""}));
}

TEST(Scan, ReadsNumbersOfYamlAndJson) {
  EXPECT_EQ(parse_number("1.5e3"), 1500.0);
  EXPECT_EQ(parse_number("+.5"), 0.5);
  EXPECT_EQ(parse_number("-0"), 0.0);
  EXPECT_FALSE(std::signbit(*parse_number("-0")));
  for (const char* none :
       {"", " 1", "1 ", "0x10", "1_000", "1,5", "inf", "nan", "1e999", "++1", "+-1", "1e", "-"}) {
    EXPECT_EQ(parse_number(none), std::nullopt) << none;
  }
}

TEST(Scan, Counts) {
  EXPECT_EQ(counted(1, "error"), "1 error");
  EXPECT_EQ(counted(0, "error"), "0 errors");
  EXPECT_EQ(counted(2, "party", "parties"), "2 parties");
}

}  // namespace
}  // namespace offramp

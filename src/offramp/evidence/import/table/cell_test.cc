// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/table/cell.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace offramp::evidence {
namespace {

TEST(Cell, BlanksOfSpreadsheetsAreBlanks) {
  EXPECT_EQ(trimmed(" \t\xC2\xA0 a b \xE2\x80\xAF"), "a b");
  EXPECT_EQ(trimmed("\xEF\xBB\xBF"
                    "x"),
            "x");
  EXPECT_EQ(trimmed(" \xC2\xA0 "), "");
  EXPECT_EQ(trimmed("\xC3\xA0"), "\xC3\xA0");  // a letter that ends in the same byte
  for (const char* blank : {"", " ", "NULL", "null", "NA", "n/a", "NaN", "None", ".", "-"})
    EXPECT_TRUE(is_blank(blank)) << blank;
  for (const char* text : {"0", "Namibia", "NATO", "--"}) EXPECT_FALSE(is_blank(text)) << text;
}

TEST(Cell, DecimalsAsTheyAreWritten) {
  EXPECT_EQ(parse_decimal("-10.0"), -10.0);
  EXPECT_EQ(parse_decimal(" +4 "), 4.0);
  EXPECT_EQ(parse_decimal("7,4"), 7.4);
  EXPECT_EQ(parse_decimal("-0,5"), -0.5);
  EXPECT_EQ(parse_decimal("\xE2\x88\x92"
                          "10"),
            -10.0);
  EXPECT_EQ(parse_decimal("1e-1"), 0.1);
  for (const char* bad :
       {"", "a", "1.234,5", "1,234.5", "1 000", ",5", "5,", "+-1", "1,2,3", "inf", "nan", "0x10", "1e999"}) {
    EXPECT_FALSE(parse_decimal(bad)) << bad;
  }
}

RC_GTEST_PROP(Cell, DecimalsReadBack, ()) {
  const double value = *rc::gen::inRange(-1000000, 1000000) / 1000.0;
  std::string text = fmt::format("{}", value);
  RC_ASSERT(parse_decimal(text) == value);
  if (const auto point = text.find('.'); point != std::string::npos) text[point] = ',';
  RC_ASSERT(parse_decimal(text) == value);
}

TEST(Cell, NamesAndMessages) {
  EXPECT_EQ(plain_name("Event.Date"), "eventdate");
  EXPECT_EQ(plain_name("event_date "), "eventdate");
  EXPECT_EQ(plain_name("Actor1Code"), "actor1code");
  EXPECT_TRUE(same_letters("niger", "NIGER"));
  EXPECT_FALSE(same_letters("niger", "nigeria"));
  EXPECT_EQ(shown("a\x1B[31m\n"), "a\\u001B[31m\\n");
  std::string umlauts;
  for (int n = 0; n < 60; ++n) umlauts += "\xC3\xBC";
  EXPECT_EQ(shown(umlauts), umlauts);
  EXPECT_EQ(shown(umlauts + "x"), umlauts + "\xE2\x80\xA6");
}

}  // namespace
}  // namespace offramp::evidence

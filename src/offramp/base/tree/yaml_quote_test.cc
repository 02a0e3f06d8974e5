// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/tree/yaml_quote.h"

#include <gtest/gtest.h>

namespace offramp {
namespace {

// YAML 1.2.2, examples 7.7 and 7.9.
TEST(SingleQuotedText, ReadsTheExamplesOfTheStandard) {
  EXPECT_EQ(single_quoted_text("here''s to \"quotes\""), "here's to \"quotes\"");
  EXPECT_EQ(single_quoted_text(" 1st non-empty\n\n 2nd non-empty \n\t3rd non-empty "),
            " 1st non-empty\n2nd non-empty 3rd non-empty ");
}

TEST(SingleQuotedText, TakesEveryKindOfLineEnd) {
  EXPECT_EQ(single_quoted_text("a\r\nb"), "a b");
  EXPECT_EQ(single_quoted_text("a\r\rb"), "a\nb");
  EXPECT_EQ(single_quoted_text(""), "");
  EXPECT_EQ(single_quoted_text("''''"), "''");
}

}  // namespace
}  // namespace offramp

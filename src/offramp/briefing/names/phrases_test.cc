// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/names/phrases.h"

#include <gtest/gtest.h>

#include "offramp/briefing/names/belief_words.h"
#include "offramp/briefing/testing/briefing_fixture.h"

namespace offramp::briefing {
namespace {

TEST(Dates, AsMuchAsIsKnown) {
  EXPECT_EQ(date_words("1999-05-06"), "6 May 1999");
  EXPECT_EQ(date_words("1999-05"), "May 1999");
  EXPECT_EQ(date_words("1999"), "1999");
  EXPECT_EQ(date_words("1999-02-30"), "1999-02-30");
  EXPECT_EQ(date_preposition("1999-05-06"), "on");
  EXPECT_EQ(date_preposition("1999-05"), "in");
  EXPECT_EQ(date_short("1999-05-06"), "6 May 1999");
  EXPECT_EQ(date_short("1999-05"), "May 1999");
  EXPECT_EQ(date_short("1999"), "1999");
  EXPECT_EQ(date_short("soon"), "soon");
}

TEST(Placeholders, AreSaidOfTheCaseThatHasThem) {
  Case c = fixture::the_case();
  EXPECT_FALSE(placeholder_words(c));
  c.sources[0].placeholder = true;
  ASSERT_TRUE(placeholder_words(c));
  EXPECT_EQ(plain(*placeholder_words(c)),
            "Numbers of this case are placeholders: nothing here says anything about a conflict.");
}

}  // namespace
}  // namespace offramp::briefing

// SPDX-License-Identifier: Apache-2.0
#include "offramp/elicitation/judgement/interval.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace offramp::elicitation {
namespace {

TEST(AtNinety, StretchesEachSideFromTheBestGuess) {
  const Band band = at_ninety({20, 50, 30, 0.6}, 0, 100);
  EXPECT_DOUBLE_EQ(band.p5, 15);  // 30 - 10 * .9 / .6
  EXPECT_DOUBLE_EQ(band.p50, 30);
  EXPECT_DOUBLE_EQ(band.p95, 60);
}

TEST(AtNinety, LeavesWhatIsStatedAtNinety) {
  const Band band = at_ninety({20, 50, 30, 0.9}, 0, 100);
  EXPECT_DOUBLE_EQ(band.p5, 20);
  EXPECT_DOUBLE_EQ(band.p95, 50);
}

TEST(AtNinety, StaysInsideTheDomain) {
  const Band band = at_ninety({5, 95, 50, 0.5}, 0, 100);
  EXPECT_EQ(band.p5, 0);
  EXPECT_EQ(band.p95, 100);
}

TEST(AtNinety, RefusesDisorder) {
  EXPECT_THROW(at_ninety({5, 4, 5, 0.9}, 0, 100), std::invalid_argument);
  EXPECT_THROW(at_ninety({4, 6, 7, 0.9}, 0, 100), std::invalid_argument);
  EXPECT_THROW(at_ninety({4, 6, 5, 1.0}, 0, 100), std::invalid_argument);
}

// Of normal errors, intervals that hold a half reach .6745 standard deviations and should reach 1.6449.
TEST(Widening, IsThatOfNormalErrors) {
  EXPECT_NEAR(widening(hit_rate(10, 20)), 1.6448536 / 0.6744898, 1e-6);  // (10 + 1) / 22 = .5
  EXPECT_NEAR(widening(hit_rate(499, 998)), 1.6448536 / 0.6744898, 1e-6);
}

TEST(Widening, NarrowsNobodyAndKnowsABound) {
  EXPECT_EQ(widening(hit_rate(20, 20)), 1.0);
  EXPECT_EQ(widening(hit_rate(0, 20)), kMostWidening);
  EXPECT_GT(widening(hit_rate(12, 20)), widening(hit_rate(15, 20)));
}

}  // namespace
}  // namespace offramp::elicitation

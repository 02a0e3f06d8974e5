// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/reading/calibration.h"

#include <gtest/gtest.h>

#include <cmath>

#include "offramp/base/number/random.h"

namespace offramp::evidence {
namespace {

TEST(Calibration, ByHand) {
  const CalibrationScore one = score({{{0.7, 0.3}, 0}});
  EXPECT_NEAR(one.brier, 0.18, 1e-15);
  EXPECT_NEAR(one.log_bits, -std::log2(0.7), 1e-14);
  EXPECT_NEAR(score({{{1.0, 0.0}, 0}}).brier, 0.0, 1e-15);
  EXPECT_NEAR(score({{{1.0, 0.0}, 1}}).brier, 2.0, 1e-15);
  EXPECT_TRUE(std::isinf(score({{{1.0, 0.0}, 1}}).log_bits));
  EXPECT_NEAR(score({{{0.25, 0.25, 0.25, 0.25}, 2}}).brier, 0.75, 1e-15);
}

// Ten forecasts of .8 of which eight come true, ten of .3 of which four: reliability (10 x 0 + 10 x .01) / 20
// = .005 and resolution (.8 - .6)^2 = .04 for the first outcome; the second outcome mirrors it, but the base
// rate over both is .5: shares .8, .2, .4, .6, so resolution (.09 + .09 + .01 + .01) / 4 = .05.
TEST(Calibration, MurphyByHand) {
  std::vector<Forecast> forecasts;
  for (std::uint32_t n = 0; n < 10; ++n) {
    forecasts.push_back({{0.8, 0.2}, n < 8 ? 0u : 1u});
    forecasts.push_back({{0.3, 0.7}, n < 4 ? 0u : 1u});
  }
  const CalibrationScore s = score(forecasts);
  EXPECT_NEAR(s.mean_square, (0.16 + 0.25) / 2.0,
              1e-14);  // .8 x .04 + .2 x .64 = .16; .4 x .49 + .6 x .09 = .25
  EXPECT_NEAR(s.reliability, 0.005, 1e-14);
  EXPECT_NEAR(s.resolution, 0.05, 1e-14);
  EXPECT_NEAR(s.uncertainty, 0.25, 1e-14);
  EXPECT_NEAR(s.within_bins, 0.0, 1e-14);
  ASSERT_EQ(s.reliability_table.size(), 10u);
  EXPECT_EQ(s.reliability_table[8].count, 10u);
  EXPECT_NEAR(s.reliability_table[8].mean_probability, 0.8, 1e-14);
  EXPECT_NEAR(s.reliability_table[8].share_true, 0.8, 1e-14);
  EXPECT_EQ(s.reliability_table[0].count, 0u);
}

// What bins smear: variance of forecasts within bins less twice their covariance with what came true
// (Stephenson, Coelho and Jolliffe 2008).
TEST(Calibration, WithinBinTerms) {
  RandomStream random({.seed = 3});
  std::vector<Forecast> forecasts;
  for (int n = 0; n < 300; ++n) {
    const double p = random.uniform();
    forecasts.push_back({{p, 1.0 - p}, random.uniform() < p ? 0u : 1u});
  }
  const CalibrationScore s = score(forecasts, 4);
  double expected = 0.0;
  for (const ReliabilityBin& bin : s.reliability_table) {
    for (const Forecast& forecast : forecasts) {
      for (std::uint32_t o = 0; o < 2; ++o) {
        const double p = forecast.probability[o], came = forecast.outcome == o ? 1.0 : 0.0;
        if (p < bin.low || p >= bin.high) continue;
        const double off = p - bin.mean_probability;
        expected += off * off - 2.0 * off * (came - bin.share_true);
      }
    }
  }
  EXPECT_NEAR(s.within_bins, expected / 600.0, 1e-13);
  EXPECT_NE(s.within_bins, 0.0);
}

TEST(Calibration, ChecksItsArguments) {
  EXPECT_THROW(score({}), std::invalid_argument);
  EXPECT_THROW(score({{{0.7, 0.4}, 0}}), std::invalid_argument);
  EXPECT_THROW(score({{{1.7, -0.7}, 0}}), std::invalid_argument);
  EXPECT_THROW(score({{{0.7, 0.3}, 2}}), std::invalid_argument);
  EXPECT_THROW(score({{{0.7, 0.3}, 0}}, 0), std::invalid_argument);
}

}  // namespace
}  // namespace offramp::evidence

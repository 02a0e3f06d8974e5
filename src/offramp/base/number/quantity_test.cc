// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/quantity.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace offramp {
namespace {

TEST(Quantity, IntervalPutsFivePercentOnEachSideOnEveryDomain) {
  for (const Domain& domain : {Domain::real(), Domain::positive(), Domain::bounded(0, 100)}) {
    const Quantity q = Quantity::interval(20, 45, domain);
    EXPECT_NEAR(q.quantile(0.05), 20.0, 1e-12);
    EXPECT_NEAR(q.quantile(0.95), 45.0, 1e-12);
    EXPECT_TRUE(q.uncertain());
  }
}

TEST(Quantity, ShapesAreThoseOfBoostMath) {
  const double score = 1.6448536269514722;
  const boost::math::normal normal(32.5, 12.5 / score);
  const Quantity real = Quantity::interval(20, 45, Domain::real());
  const boost::math::lognormal lognormal((std::log(20.) + std::log(45.)) / 2,
                                         (std::log(45.) - std::log(20.)) / 2 / score);
  const Quantity positive = Quantity::interval(20, 45, Domain::positive());
  for (double p = 0.001; p < 1.0; p += 0.013) {
    EXPECT_NEAR(real.quantile(p), boost::math::quantile(normal, p), 1e-11);
    EXPECT_NEAR(positive.quantile(p), boost::math::quantile(lognormal, p), 1e-11);
  }
  EXPECT_NEAR(real.mean(), 32.5, 1e-9);
  EXPECT_NEAR(positive.mean(), boost::math::mean(lognormal), 1e-7);
  EXPECT_NEAR(Quantity::interval(1, 60, Domain::positive()).mean(),
              boost::math::mean(boost::math::lognormal(std::log(60.) / 2, std::log(60.) / 2 / score)), 1e-6);
}

TEST(Quantity, BoundedStaysInside) {
  const Quantity q = Quantity::interval(1, 99, Domain::bounded(0, 100));
  EXPECT_NEAR(q.median(), 50.0, 1e-12);
  EXPECT_GE(q.quantile(1e-15), 0.0);
  EXPECT_LE(q.quantile(1 - 1e-15), 100.0);
  EXPECT_NEAR(q.mean(), 50.0, 1e-9);
}

TEST(Quantity, SkewedQuantilesAreMetExactly) {
  for (const Domain& domain : {Domain::real(), Domain::positive(), Domain::bounded(0, 100)}) {
    const Quantity q = Quantity::quantiles(20, 28, 45, domain);
    EXPECT_NEAR(q.quantile(0.05), 20.0, 1e-12);
    EXPECT_NEAR(q.quantile(0.50), 28.0, 1e-12);
    EXPECT_NEAR(q.quantile(0.95), 45.0, 1e-12);
  }
}

TEST(Quantity, WidenedKeepsTheMedianAndDoublesTheScores) {
  for (const Domain& domain : {Domain::real(), Domain::positive(), Domain::bounded(0, 100)}) {
    for (const Quantity& q : {Quantity::interval(20, 45, domain), Quantity::quantiles(20, 28, 45, domain)}) {
      const Quantity wide = q.widened(2.0);
      EXPECT_NEAR(wide.median(), q.median(), 1e-12);
      // The normal score of a point is halved: what lay at the 5th percentile lies at Phi(-1.6449 / 2).
      const boost::math::normal normal;
      for (const double p : {0.05, 0.2, 0.5, 0.8, 0.95}) {
        const double halved = boost::math::cdf(normal, boost::math::quantile(normal, p) / 2.0);
        EXPECT_NEAR(wide.quantile(halved), q.quantile(p), 1e-9);
      }
    }
  }
  const Quantity touching = Quantity::interval(0, 15, Domain::bounded(0, 100)).widened(2.0);
  EXPECT_EQ(touching.quantile(0.05), 0.0);
  EXPECT_GT(touching.quantile(0.95), 15.0);
  EXPECT_EQ(Quantity::exactly(3.0).widened(2.0), Quantity::exactly(3.0));
}

TEST(Quantity, RefusesWhatIsNotADistribution) {
  const Domain utility = Domain::bounded(0, 100);
  EXPECT_TRUE(Quantity::problem(45, 20, utility));
  EXPECT_TRUE(Quantity::problem(20, 20, utility));
  EXPECT_TRUE(Quantity::problem(-1, 20, utility));
  EXPECT_TRUE(Quantity::problem(NAN, utility));
  EXPECT_TRUE(Quantity::problem(INFINITY, Domain::real()));
  EXPECT_TRUE(Quantity::problem(20, 19, 45, utility));
  EXPECT_FALSE(Quantity::problem(0, utility));
  EXPECT_FALSE(Quantity::problem(0, Domain::positive()));
  EXPECT_THROW(Quantity::interval(45, 20, utility), std::invalid_argument);
  EXPECT_THROW(Quantity::exactly(101, utility), std::invalid_argument);
}

// A normal through both quantiles whose draws beyond an end count as the end: quantiles from Boost, the mean
// by numerical integration over the levels.
TEST(Quantity, TouchingAnEndIsClippedThere) {
  const double score = 1.6448536269514722;
  const struct {
    double p5, p95;
    Domain domain;
    double low, high;
  } rows[] = {{0, 15, Domain::bounded(0, 100), 0, 100},
              {60, 100, Domain::bounded(0, 100), 0, 100},
              {0, 100, Domain::bounded(0, 100), 0, 100},
              {0, 0.2, Domain::bounded(0, 1), 0, 1},
              {0, 4, Domain::positive(), 0, INFINITY}};
  for (const auto& row : rows) {
    const Quantity q = Quantity::interval(row.p5, row.p95, row.domain);
    const boost::math::normal normal((row.p5 + row.p95) / 2, (row.p95 - row.p5) / 2 / score);
    EXPECT_TRUE(q.clipped());
    EXPECT_DOUBLE_EQ(q.median(), (row.p5 + row.p95) / 2);
    double mean = 0.0;
    constexpr int kLevels = 200'000;
    for (int i = 0; i < kLevels; ++i) {
      const double p = (i + 0.5) / kLevels;
      const double expected = std::clamp(boost::math::quantile(normal, p), row.low, row.high);
      if (i % 997 == 0) {
        EXPECT_NEAR(q.quantile(p), expected, 1e-9 * row.p95);
      }
      mean += expected / kLevels;
    }
    EXPECT_NEAR(q.mean(), mean, 1e-4 * (row.p95 - row.p5));
    EXPECT_NEAR(q.quantile(0.05), row.p5, 1e-12 * row.p95);
    EXPECT_NEAR(q.quantile(0.95), row.p95, 1e-12 * row.p95);
    EXPECT_EQ(q.to_text(), number_text(row.p5) + " to " + number_text(row.p95));
  }
  EXPECT_EQ(Quantity::interval(0, 15, Domain::bounded(0, 100)).quantile(0.01), 0.0);
}

TEST(Quantity, SkewedQuantilesThatTouchAnEndAreMet) {
  const Quantity q = Quantity::quantiles(0, 5, 30, Domain::bounded(0, 100));
  EXPECT_EQ(q.quantile(0.02), 0.0);
  EXPECT_NEAR(q.quantile(0.05), 0.0, 1e-12);
  EXPECT_NEAR(q.quantile(0.5), 5.0, 1e-12);
  EXPECT_NEAR(q.quantile(0.95), 30.0, 1e-12);
  double mean = 0.0;
  constexpr int kLevels = 200'000;
  for (int i = 0; i < kLevels; ++i) mean += q.quantile((i + 0.5) / kLevels) / kLevels;
  EXPECT_NEAR(q.mean(), mean, 1e-3);
}

TEST(Quantity, ClippedQuantilesIncreaseAndStayInside) {
  rc::check([] {
    const double p5 = *rc::gen::elementOf(std::vector<double>{0, 3, 40}),
                 p95 = *rc::gen::elementOf(std::vector<double>{41, 90, 100});
    if (p5 != 0 && p95 != 100) return;
    const Quantity q = Quantity::interval(p5, p95, Domain::bounded(0, 100));
    double last = 0.0;
    for (double p = 1e-6; p < 1.0; p += 0.01) {
      const double x = q.quantile(p);
      RC_ASSERT(x >= last && x <= 100.0);
      last = x;
    }
  });
}

TEST(Quantity, ATextApartFromAnother) {
  EXPECT_EQ(number_text_apart(0.9, 1.0), "0.9");
  EXPECT_EQ(number_text_apart(1.000000004, 1.0), "1.000000004");
  EXPECT_EQ(number_text_apart(1.0 + 3e-16, 1.0), number_text(1.0 + 3e-16));
  EXPECT_EQ(number_text_apart(1.0, 1.0), "1");
  EXPECT_EQ(number_text_apart(115.5, 100.0, 4), "115.5");
  EXPECT_EQ(number_text_apart(100.00004, 100.0, 4), "100.00004");
}

TEST(Quantity, Text) {
  EXPECT_EQ(Quantity::exactly(30).to_text(), "30");
  EXPECT_EQ(Quantity::interval(0.2, 45, Domain::positive()).to_text(), "0.2 to 45");
  EXPECT_EQ(Quantity::quantiles(20, 28, 45, Domain::real()).to_text(), "{p5: 20, p50: 28, p95: 45}");
  EXPECT_EQ(number_text(1e7), "10000000");
  EXPECT_EQ(number_text(0.1), "0.1");
}

TEST(Quantity, QuantileFunctionNeverDecreases) {
  rc::check([] {
    const double a = *rc::gen::inRange(1, 400) / 10.0;
    const double b = a + *rc::gen::inRange(1, 300) / 10.0;
    const double c = b + *rc::gen::inRange(1, 200) / 10.0;
    for (const Domain& domain : {Domain::real(), Domain::positive(), Domain::bounded(0, 100)}) {
      const Quantity q = Quantity::quantiles(a, b, c, domain);
      double last = q.quantile(0.0005);
      for (double p = 0.001; p < 1.0; p += 0.01) {
        const double x = q.quantile(p);
        RC_ASSERT(x >= last);
        last = x;
      }
      RC_ASSERT(q.mean() > q.quantile(0.0005));
      RC_ASSERT(q.mean() < q.quantile(0.9999) || domain.kind == Domain::Kind::positive);
    }
  });
}

}  // namespace
}  // namespace offramp

// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/quantity.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <stdexcept>

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

TEST(Quantity, RefusesWhatIsNotADistribution) {
  const Domain utility = Domain::bounded(0, 100);
  EXPECT_TRUE(Quantity::problem(45, 20, utility));
  EXPECT_TRUE(Quantity::problem(20, 20, utility));
  EXPECT_TRUE(Quantity::problem(0, 20, utility));
  EXPECT_TRUE(Quantity::problem(-1, 20, utility));
  EXPECT_TRUE(Quantity::problem(NAN, utility));
  EXPECT_TRUE(Quantity::problem(INFINITY, Domain::real()));
  EXPECT_TRUE(Quantity::problem(0, 2, Domain::positive()));
  EXPECT_TRUE(Quantity::problem(20, 19, 45, utility));
  EXPECT_FALSE(Quantity::problem(0, utility));
  EXPECT_FALSE(Quantity::problem(0, Domain::positive()));
  EXPECT_THROW(Quantity::interval(45, 20, utility), std::invalid_argument);
  EXPECT_THROW(Quantity::exactly(101, utility), std::invalid_argument);
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

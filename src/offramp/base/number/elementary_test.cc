// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/elementary.h"

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/next.hpp>
#include <cmath>
#include <limits>

namespace offramp {
namespace {

double ulps(double a, double b) {
  return std::fabs(boost::math::float_distance(a, b));
}

// The C library's functions are within one unit in the last place, so two apart is our own one.
TEST(Elementary, ExpAndLogAgreeWithTheCLibrary) {
  for (double x = -700.0; x <= 700.0; x += 0.37) {
    EXPECT_LE(ulps(portable_exp(x), std::exp(x)), 2) << x;
  }
  for (double x = 1e-300; x < 1e300; x *= 1.37) {
    EXPECT_LE(ulps(portable_log(x), std::log(x)), 2) << x;
  }
  for (double x = 0.9; x < 1.1; x += 0.00037) {
    EXPECT_LE(ulps(portable_log(x), std::log(x)), 3) << x;
  }
}

TEST(Elementary, EndsOfTheDomain) {
  EXPECT_EQ(portable_exp(-1000.0), 0.0);
  EXPECT_TRUE(std::isinf(portable_exp(1000.0)));
  EXPECT_TRUE(std::isinf(portable_log(0.0)));
  EXPECT_TRUE(std::isnan(portable_log(-1.0)));
  EXPECT_TRUE(std::isnan(portable_exp(std::numeric_limits<double>::quiet_NaN())));
  EXPECT_EQ(portable_log(1.0), 0.0);
  EXPECT_EQ(portable_exp(0.0), 1.0);
  EXPECT_TRUE(std::isinf(normal_quantile(0.0)));
  EXPECT_TRUE(std::isnan(normal_quantile(1.5)));
  EXPECT_EQ(logistic(-800.0), 0.0);
  EXPECT_EQ(logistic(800.0), 1.0);
}

TEST(Elementary, NormalAgreesWithBoostMath) {
  const boost::math::normal normal;
  for (double p = 1e-15; p < 1.0; p = p < 0.01 ? p * 2.1 : p + 0.0031) {
    const double expected = boost::math::quantile(normal, p);
    EXPECT_NEAR(normal_quantile(p), expected, 1e-14 * (1.0 + std::fabs(expected))) << p;
  }
  for (double z = -12.0; z <= 12.0; z += 0.0137) {
    const double expected = boost::math::cdf(normal, z);
    EXPECT_NEAR(normal_cdf(z), expected, 2e-15) << z;
    if (z < -3.0) {
      EXPECT_NEAR(normal_cdf(z) / expected, 1.0, 1e-12) << z;
    }
  }
}

}  // namespace
}  // namespace offramp

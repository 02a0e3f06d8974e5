// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/trigonometry.h"

#include <gtest/gtest.h>

#include <cmath>

namespace offramp {
namespace {

void expect_relative(double got, double expected, double bound, double x) {
  EXPECT_NEAR(got, expected, bound * std::fabs(expected) + 1e-300) << x;
}

// The C library's functions are within one unit in the last place.
TEST(Trigonometry, AgreesWithTheCLibrary) {
  for (double x = -200.0; x <= 200.0; x += 0.0137) {
    EXPECT_NEAR(portable_sin(x), std::sin(x), 3e-16) << x;
    EXPECT_NEAR(portable_cos(x), std::cos(x), 3e-16) << x;
    if (std::fabs(std::cos(x)) > 1e-2) expect_relative(portable_tan(x), std::tan(x), 2e-15, x);
    expect_relative(portable_atan(x), std::atan(x), 5e-16, x);
    expect_relative(portable_sinh(x), std::sinh(x), 2e-15, x);
    expect_relative(portable_cosh(x), std::cosh(x), 2e-15, x);
    expect_relative(portable_tanh(x), std::tanh(x), 2e-15, x);
  }
  for (double x = 1.0; x < 1e6; x *= 1.0137) {
    EXPECT_NEAR(portable_sin(x), std::sin(x), 3e-16) << x;
    EXPECT_NEAR(portable_cos(-x), std::cos(x), 3e-16) << x;
  }
  for (double x = -1.0; x <= 1.0; x += 0.00137) {
    expect_relative(portable_asin(x), std::asin(x), 2e-15, x);
    EXPECT_NEAR(portable_acos(x), std::acos(x), 1e-15) << x;
    expect_relative(portable_sinh(x), std::sinh(x), 1e-15, x);
    expect_relative(portable_atan(x), std::atan(x), 5e-16, x);
  }
}

TEST(Trigonometry, PowersAgreeWithTheCLibrary) {
  for (double x = 0.01; x < 60.0; x *= 1.37) {
    for (double y = -40.0; y <= 40.0; y += 0.25) {
      expect_relative(portable_pow(x, y), std::pow(x, y), (64.0 + std::fabs(y * std::log(x))) * 2.3e-16, x);
    }
  }
  EXPECT_EQ(portable_pow(-2.0, 3.0), -8.0);
  EXPECT_NEAR(portable_pow(-2.0, 101.0) / -std::pow(2.0, 101.0), 1.0, 2e-14);
  EXPECT_EQ(portable_pow(0.0, 0.0), 1.0);
  EXPECT_EQ(portable_pow(0.0, 0.5), 0.0);
  EXPECT_TRUE(std::isinf(portable_pow(0.0, -0.5)));
  EXPECT_TRUE(std::isnan(portable_pow(-2.0, 0.5)));
}

TEST(Trigonometry, OutsideTheDomain) {
  EXPECT_TRUE(std::isnan(portable_sin(0x1p31)));
  EXPECT_TRUE(std::isnan(portable_cos(NAN)));
  EXPECT_TRUE(std::isnan(portable_asin(1.0000001)));
  EXPECT_TRUE(std::isnan(portable_acos(-1.0000001)));
  EXPECT_EQ(portable_tanh(1e9), 1.0);
  EXPECT_TRUE(std::isinf(portable_sinh(-1e4)));
}

}  // namespace
}  // namespace offramp

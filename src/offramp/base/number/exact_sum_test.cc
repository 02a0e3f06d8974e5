// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/exact_sum.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace offramp {
namespace {

double sum_of(const std::vector<double>& numbers) {
  ExactSum sum;
  for (const double x : numbers) sum.add(x);
  return sum.value();
}

TEST(ExactSum, LosesNothing) {
  EXPECT_EQ(sum_of({1e300, 1.0, -1e300}), 1.0);
  EXPECT_EQ(sum_of({0x1p-1074, 0x1p1023, -0x1p1023}), 0x1p-1074);
  EXPECT_EQ(sum_of({0x1p1023, 0x1p1023, -0x1p1023}), 0x1p1023);
  EXPECT_TRUE(std::isinf(sum_of({0x1p1023, 0x1p1023})));
  EXPECT_EQ(sum_of({-3.5, 1.25}), -2.25);
  EXPECT_EQ(sum_of({}), 0.0);
  EXPECT_TRUE(std::isnan(sum_of({1.0, std::numeric_limits<double>::infinity()})));
}

// Whole numbers have exact sums in int64 and, by halves of halves, everywhere else.
RC_GTEST_PROP(ExactSum, AnyOrderAndPartsGiveTheSameWords,
              (std::vector<std::int32_t> numbers, std::uint8_t scale)) {
  std::int64_t expected = 0;
  ExactSum forward, backward, left, right;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    expected += numbers[i];
    const double x = std::ldexp(numbers[i], scale % 200 - 100);
    forward.add(x);
    (i % 2 == 0 ? left : right).add(x);
  }
  std::reverse(numbers.begin(), numbers.end());
  for (const std::int32_t n : numbers) backward.add(std::ldexp(n, scale % 200 - 100));
  right.add(left);
  RC_ASSERT(forward.value() == std::ldexp(static_cast<double>(expected), scale % 200 - 100));
  RC_ASSERT(forward.words() == backward.words());
  RC_ASSERT(forward.words() == right.words());
  RC_ASSERT(ExactSum::from_words(forward.words(), false).value() == forward.value());
}

TEST(ExactSum, WholeNumbersTimesPowersOfTwo) {
  ExactSum whole, doubles;
  std::int64_t w = 0x1234'5678'9abc'def;
  for (int i = 0; i < 2000; ++i) {
    const int exponent = i - 1074;
    w = (i % 2 == 0 ? -1 : 1) * (w % 0x1fff'ffff'ffff'ff);  // 53 digits, so that a double holds it
    if (exponent > 900) break;
    whole.add_whole(w, exponent);
    doubles.add(std::ldexp(static_cast<double>(w), exponent));
    EXPECT_EQ(whole.words(), doubles.words()) << i;
  }
  ExactSum large, parts;
  large.add_whole(std::int64_t{1} << 62, -3);
  parts.add(0x1p59);
  EXPECT_EQ(large.words(), parts.words());
}

}  // namespace
}  // namespace offramp

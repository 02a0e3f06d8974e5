// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/stats.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace offramp {
namespace {

// Hyndman and Fan 1996, definition 1: the inverse of the empirical distribution function, by hand.
TEST(Stats, QuantilesAreThoseOfDefinitionOne) {
  const std::vector<double> values = {1, 2, 4, 8, 16};
  EXPECT_EQ(quantile_of_sorted(values, 0.0), 1);
  EXPECT_EQ(quantile_of_sorted(values, 0.2), 1);
  EXPECT_EQ(quantile_of_sorted(values, 0.21), 2);
  EXPECT_EQ(quantile_of_sorted(values, 0.5), 4);
  EXPECT_EQ(quantile_of_sorted(values, 0.8), 8);
  EXPECT_EQ(quantile_of_sorted(values, 0.95), 16);
  EXPECT_EQ(quantile_of_sorted(values, 1.0), 16);
}

// 0.05 * 20 is 1 but not in binary for every such product.
TEST(Stats, WholeRanksAreWhole) {
  for (int n = 20; n <= 4000; n += 20) {
    std::vector<int> values;
    for (int i = 1; i <= n; ++i) values.push_back(i);
    EXPECT_EQ(quantile_of_sorted(values, 0.05), n / 20);
    EXPECT_EQ(quantile_of_sorted(values, 0.95), n - n / 20);
  }
}

RC_GTEST_PROP(Stats, AtLeastTheShareLiesAtOrBelow, ()) {
  auto values = *rc::gen::nonEmpty(rc::gen::container<std::vector<double>>(
      rc::gen::map(rc::gen::inRange(-50, 50), [](int i) { return static_cast<double>(i); })));
  const double p = static_cast<double>(*rc::gen::inRange(1, 100)) / 100.0;
  const double q = quantile_of(values, p);
  std::sort(values.begin(), values.end());
  RC_ASSERT(q == quantile_of_sorted(values, p));
  const auto share = [&](auto holds) {
    return static_cast<double>(std::count_if(values.begin(), values.end(), holds)) /
           static_cast<double>(values.size());
  };
  RC_ASSERT(share([&](double v) { return v <= q; }) >= p - 1e-9);
  RC_ASSERT(share([&](double v) { return v < q; }) < p);
}

TEST(Stats, MeanAndVariance) {
  const std::vector<double> values = {1, 2, 3, 6};
  EXPECT_EQ(mean_of(values), 3.0);
  EXPECT_EQ(variance_of(values, 3.0), 3.5);
  EXPECT_EQ(mean_of({}), 0.0);
}

}  // namespace
}  // namespace offramp

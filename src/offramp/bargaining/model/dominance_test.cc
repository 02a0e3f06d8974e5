// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/model/dominance.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "offramp/base/number/random.h"

namespace offramp::bargaining {
namespace {

using Points = std::vector<std::vector<double>>;

std::vector<std::size_t> by_pairs(const Points& point) {
  std::vector<std::size_t> undominated;
  for (std::size_t i = 0; i < point.front().size(); ++i) {
    bool dominated = false;
    for (std::size_t j = 0; j < point.front().size(); ++j) {
      bool all = true, one = false;
      for (const std::vector<double>& coordinate : point) {
        all = all && coordinate[j] >= coordinate[i];
        one = one || coordinate[j] > coordinate[i];
      }
      dominated = dominated || (all && one);
    }
    if (!dominated) undominated.push_back(i);
  }
  return undominated;
}

// Few different whole numbers, so that many tie.
Points whole_points(RandomStream& random) {
  Points point(1 + random.index(5), std::vector<double>(random.index(60)));
  for (auto& coordinate : point) {
    for (double& x : coordinate) x = random.index(6);
  }
  return point;
}

TEST(Dominance, AgreesWithPairwiseComparison) {
  for (std::uint32_t number = 0; number < 2000; ++number) {
    RandomStream random({7, 2, number, 0});
    const Points point = whole_points(random);
    ASSERT_EQ(undominated(point, 0.0), by_pairs(point));
  }
}

// Whole numbers of hundredths, each spoilt by rounding of its own: the answer is that of the whole numbers.
TEST(Dominance, RoundingTellsNothingApart) {
  std::size_t told_apart = 0;
  for (std::uint32_t number = 0; number < 2000; ++number) {
    RandomStream random({7, 3, number, 0});
    const Points whole = whole_points(random);
    Points spoilt = whole;
    for (auto& coordinate : spoilt) {
      for (double& x : coordinate) x = x / 100.0 + 1e-11 * (random.uniform() - 0.5);
    }
    ASSERT_EQ(undominated(spoilt), by_pairs(whole));
    told_apart += undominated(spoilt, 0.0) != by_pairs(whole) ? 1 : 0;
  }
  EXPECT_GT(told_apart, 1000u);  // so that the test could fail
}

TEST(Dominance, TheToleranceIsThatOfUtilities) {
  EXPECT_EQ(undominated({{0.5, 0.5 + 0.5 * kTieTolerance}}), (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(undominated({{0.5, 0.5 + 2.0 * kTieTolerance}}), std::vector<std::size_t>{1});
  // Equal by a chain of steps.
  EXPECT_EQ(undominated({{0.5, 0.5 + 0.8 * kTieTolerance, 0.5 + 1.6 * kTieTolerance}}),
            (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(undominated({{}, {}}), std::vector<std::size_t>{});
}

}  // namespace
}  // namespace offramp::bargaining

// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/choice/robust.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace offramp::sensitivity {
namespace {

using Columns = std::vector<std::vector<double>>;

// The condominium table of information_test.cc with equal weights: maximin is small (7); regrets 12, 0 / 6, 2
// / 0, 16, so minimax regret is medium (6).
TEST(Robust, CondominiumExample) {
  const RobustChoice found = robust_choice({{8, 7}, {14, 5}, {20, -9}});
  EXPECT_EQ(found.maximin, 0u);
  EXPECT_EQ(found.minimax_regret, 1u);
  EXPECT_EQ(found.choices[1].max_regret, 6.0);
  EXPECT_EQ(found.choices[2].max_regret, 16.0);
  EXPECT_EQ(found.choices[2].max_regret_world, 1u);
  EXPECT_EQ(found.regret[0], (std::vector<double>{12.0, 0.0}));
  EXPECT_EQ(found.best_expected, 1u);  // 9.5 at even odds, against 7.5 and 5.5
  EXPECT_EQ(found.choices[0].best_share, 0.5);
}

TEST(Robust, DominatedChoice) {
  const RobustChoice found = robust_choice({{1, 2, 3}, {1, 1, 3}, {1, 2, 3}});
  EXPECT_FALSE(found.choices[0].dominated);
  EXPECT_TRUE(found.choices[1].dominated);
  EXPECT_FALSE(found.choices[2].dominated);
  EXPECT_EQ(found.best_expected, 0u);
}

TEST(Robust, Quantiles) {
  std::vector<double> ramp;
  for (int k = 1; k <= 100; ++k) ramp.push_back(k);
  const RobustChoice found = robust_choice({ramp, std::vector<double>(100, 0.0)});
  EXPECT_EQ(found.choices[0].p5, 5.0);
  EXPECT_EQ(found.choices[1].p95_regret, 95.0);
}

TEST(Robust, RejectsBadTables) {
  EXPECT_THROW(robust_choice({}), std::invalid_argument);
  EXPECT_THROW(robust_choice({{}}), std::invalid_argument);
  EXPECT_THROW(robust_choice({{1, 2}, {1}}), std::invalid_argument);
}

RC_GTEST_PROP(RobustProperty, AgainstBruteForce, ()) {
  const auto choices = *rc::gen::inRange<std::size_t>(1, 6);
  const auto worlds = *rc::gen::inRange<std::size_t>(1, 12);
  Columns payoffs(choices);
  for (auto& row : payoffs)
    row = *rc::gen::container<std::vector<double>>(
        worlds, rc::gen::map(rc::gen::inRange(-9, 9), [](int v) { return double(v); }));
  const RobustChoice found = robust_choice(payoffs);
  double least = 1e9;
  for (std::size_t c = 0; c < choices; ++c) {
    double most = 0.0, sum = 0.0;
    for (std::size_t w = 0; w < worlds; ++w) {
      double best = -1e9;
      for (const auto& row : payoffs) best = std::max(best, row[w]);
      most = std::max(most, best - payoffs[c][w]);
      sum += payoffs[c][w];
      RC_ASSERT(found.regret[c][w] == best - payoffs[c][w]);
    }
    RC_ASSERT(found.choices[c].max_regret == most);
    RC_ASSERT(std::fabs(found.choices[c].expected - sum / static_cast<double>(worlds)) < 1e-12);
    least = std::min(least, most);
  }
  RC_ASSERT(found.choices[found.minimax_regret].max_regret == least);
  // Expected payoff and expected regret differ by the same constant for all choices.
  for (const ChoiceRecord& record : found.choices) {
    RC_ASSERT(std::fabs(record.expected + record.expected_regret - found.choices[0].expected -
                        found.choices[0].expected_regret) < 1e-9);
  }
}

}  // namespace
}  // namespace offramp::sensitivity

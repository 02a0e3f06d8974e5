// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/fit/conditional.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "offramp/sensitivity/fit/linear.h"
#include "offramp/sensitivity/testing/functions.h"

namespace offramp::sensitivity {
namespace {

RC_GTEST_PROP(RankingProperty, SortsLikeTheStandardLibrary, ()) {
  const auto values = *rc::gen::nonEmpty(rc::gen::container<std::vector<double>>(
      rc::gen::map(rc::gen::inRange(-50, 50), [](int v) { return v / 8.0; })));
  const Ranking ranking = rank_input({"x", values, 0, {}});
  std::vector<double> sorted = values, ordered;
  std::sort(sorted.begin(), sorted.end());
  for (const std::uint32_t world : ranking.order) ordered.push_back(values[world]);
  RC_ASSERT(ordered == sorted);
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  RC_ASSERT(ranking.groups() == sorted.size());
  for (std::size_t w = 0; w < values.size(); ++w) RC_ASSERT(sorted[ranking.group[w]] == values[w]);
}

TEST(Ranking, WideRangeOfDoubles) {
  const std::vector<double> values = {1e300, -1e-300, 0.0, -0.0, 5e-324, -1e300, 3.0, -3.0};
  const Ranking ranking = rank_input({"x", values, 0, {}});
  EXPECT_EQ(ranking.group, (std::vector<std::uint32_t>{6, 2, 3, 3, 4, 0, 5, 1}));
}

TEST(Quantile, LinearBetweenOrderStatistics) {
  const std::vector<double> values = {30, 10, 20, 40};
  const Ranking ranking = rank_input({"x", values, 0, {}});
  EXPECT_EQ(quantile_at(values, ranking, 0.125), 10.0);
  EXPECT_EQ(quantile_at(values, ranking, 0.5), 25.0);
  EXPECT_EQ(quantile_at(values, ranking, 0.01), 10.0);
  EXPECT_EQ(quantile_at(values, ranking, 0.99), 40.0);
}

// Explained variance of a discrete input is the plain between-group variance.
RC_GTEST_PROP(ConditionalProperty, DiscreteInputAgainstBruteForce, ()) {
  const auto worlds = *rc::gen::inRange<std::size_t>(5, 60);
  std::vector<double> x, y;
  for (std::size_t w = 0; w < worlds; ++w) {
    x.push_back(*rc::gen::inRange(0, 4));
    y.push_back(*rc::gen::inRange(-10, 10));
  }
  const Ranking ranking = rank_input({"x", x, 0, {}});
  const Bins bins = make_bins(ranking, 5);
  const ConditionalMean fit(ranking, bins, y);
  double mean = 0.0, between = 0.0;
  for (const double value : y) mean += value / static_cast<double>(worlds);
  for (std::size_t w = 0; w < worlds; ++w) {
    double sum = 0.0, count = 0.0;
    for (std::size_t v = 0; v < worlds; ++v) {
      if (x[v] == x[w]) sum += y[v], count += 1.0;
    }
    RC_ASSERT(std::fabs(fit.at(w) - sum / count) < 1e-9);
    between += (sum / count - mean) * (sum / count - mean) / static_cast<double>(worlds);
  }
  RC_ASSERT(std::fabs(fit.raw_explained() - between) < 1e-9);
}

TEST(ConditionalMean, ReproducesLinesExactly) {
  const Table table = uniform_table(1, 500, Sampling::sobol);
  const Ranking ranking = rank_input(table.inputs[0]);
  std::vector<double> y(500);
  for (std::size_t w = 0; w < 500; ++w) y[w] = 3.0 - 2.0 * ranking.level(ranking.group[w]);
  const Bins bins = make_bins(ranking, 7);
  const ConditionalMean fit(ranking, bins, y);
  for (std::size_t w = 0; w < 500; ++w) EXPECT_NEAR(fit.at(w), y[w], 1e-12);
  EXPECT_NEAR(fit.explained(), fit.total_variance(), 1e-12);
}

TEST(ConditionalMean, NoiseExplainsNothingOnAverage) {
  double sum = 0.0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Table table = uniform_table(2, 300, Sampling::independent, seed);
    const Ranking ranking = rank_input(table.inputs[0]);
    const Bins bins = make_bins(ranking, 6);
    const ConditionalMean fit(ranking, bins, table.inputs[1].values);
    sum += fit.explained() / fit.total_variance() / 200.0;
    EXPECT_GT(fit.raw_explained(), 0.0);
  }
  EXPECT_NEAR(sum, 0.0, 0.004);  // uncorrected it would be 11 / 299 = 0.037
}

// Gamboa et al.'s estimator on independent worlds; ties averaged over all orders.
TEST(RankEstimator, IshigamiOnIndependentWorlds) {
  const Table table = uniform_table(3, 65536, Sampling::independent);
  const auto y = evaluate(table, ishigami);
  const double variance = variance_of(y, mean_of(y));
  const double truth[] = {0.313905, 0.442411, 0.0};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(rank_explained(rank_input(table.inputs[i]), y) / variance, truth[i], 0.015);
  }
}

TEST(RankEstimator, TiesByHand) {
  // x: 0 0 1, y: 1 2 6, mean 3. Orders of the tied pair: (1 2 6): 1*2 + 2*6 + 6*1 = 20, (2 1 6): 2 + 6 + 12
  // = 20.
  const std::vector<double> x = {0, 0, 1}, y = {1, 2, 6};
  EXPECT_NEAR(rank_explained(rank_input({"x", x, 0, {}}), y), 20.0 / 3.0 - 9.0, 1e-12);
}

TEST(Linear, SolvesAndInverts) {
  SymmetricMatrix gram(3);
  const double entries[3][3] = {{4, 2, 0.5}, {2, 5, 1}, {0.5, 1, 3}};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) gram(i, j) = entries[i][j];
  }
  const std::vector<double> right = {4 * 1 + 2 * -2 + 0.5 * 3, 2 * 1 + 5 * -2 + 3, 0.5 - 2 + 9};
  const NormalSolution found = solve_normal(gram, right);
  EXPECT_NEAR(found.x[0], 1.0, 1e-12);
  EXPECT_NEAR(found.x[1], -2.0, 1e-12);
  EXPECT_NEAR(found.x[2], 3.0, 1e-12);
  const double determinant = 4 * (15 - 1) - 2 * (6 - 0.5) + 0.5 * (2 - 2.5);
  EXPECT_NEAR(found.inverse_diagonal[0], (15 - 1) / determinant, 1e-12);
  EXPECT_NEAR(found.inverse_diagonal[2], (20 - 4) / determinant, 1e-12);
  EXPECT_EQ(found.rank, 3u);
}

TEST(Linear, DependentColumnGetsZero) {
  SymmetricMatrix gram(2);
  gram(0, 0) = gram(0, 1) = gram(1, 0) = gram(1, 1) = 2.0;
  const std::vector<double> right = {2.0, 2.0};
  const NormalSolution found = solve_normal(gram, right);
  EXPECT_EQ(found.rank, 1u);
  EXPECT_NEAR(found.x[0], 1.0, 1e-14);
  EXPECT_EQ(found.x[1], 0.0);
}

}  // namespace
}  // namespace offramp::sensitivity

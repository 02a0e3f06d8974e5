// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/tied/tied_point.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "offramp/bargaining/testing/brute_scores.h"
#include "offramp/bargaining/testing/nonadditive.h"
#include "offramp/bargaining/testing/problems.h"

namespace offramp::bargaining {
namespace {

using brute::Outcome;

// A settlement of the best score, the score as value, and no agreement where there is none.
void expect_best(const Problem& problem, PointOptions options) {
  SCOPED_TRACE(::testing::Message() << "idea " << static_cast<int>(options.fairness));
  const std::vector<Outcome> feasible = brute::outcomes(problem, false);
  const std::vector<Outcome> all = brute::outcomes(problem, options.individually_rational);
  const std::vector<double> ideal = brute::ideals(all, problem.negotiators.size());
  if (options.fairness == Fairness::gupta_livne) options.interim = brute::quarter_claims(problem, all, ideal);
  const PointSummary summary = solve_tied_point(problem, options);
  if (all.empty()) {
    EXPECT_EQ(summary.stop, PointSummary::Stop::no_agreement);
    return;
  }
  ASSERT_EQ(summary.stop, PointSummary::Stop::proven) << summary.message;
  EXPECT_EQ(summary.bound, summary.value);
  std::vector<double> top;
  const auto best = brute::best(
      all, [&](const Outcome& o) { return brute::score(problem, options, ideal, feasible, o); }, &top);
  if (!top.empty()) {
    EXPECT_NEAR(summary.value, top.front(), 1e-9 * std::max(1.0, std::fabs(top.front())));
  }
  ASSERT_EQ(summary.settlements.size(), 1u);
  EXPECT_TRUE(std::binary_search(best.begin(), best.end(), summary.settlements.front()));
  for (std::size_t p = 0; p < summary.utility.size(); ++p) {
    EXPECT_EQ(summary.utility[p], problem.negotiators[p].utility.of(summary.settlements.front()));
  }
}

class TiedPoints : public ::testing::TestWithParam<Fairness> {};

// Nested conditions, red lines, rules, bonuses and penalties.
TEST_P(TiedPoints, MatchBruteForce) {
  RandomStream random({.seed = 41, .stream = static_cast<std::uint32_t>(GetParam())});
  for (int trial = 0; trial < 5000; ++trial) {
    SCOPED_TRACE(trial);
    PointOptions options;
    options.fairness = GetParam();
    const bool may_ignore = GetParam() == Fairness::utilitarian || GetParam() == Fairness::egalitarian ||
                            GetParam() == Fairness::relative_utilitarian;
    options.individually_rational = !may_ignore || trial % 3 != 0;
    expect_best(testing::random_problem(random, {.max_bonuses = 5, .harshness = 0.4}), options);
    if (HasFailure()) return;
  }
}

// Ties, doubling weights, fractions, and numbers without a common denominator.
TEST_P(TiedPoints, MatchBruteForceOnTheAdditiveSolversProblems) {
  for (std::uint32_t k = 0; k < 400; ++k) {
    SCOPED_TRACE(k);
    PointOptions options;
    options.fairness = GetParam();
    expect_best(brute::random_problem(k, k % 4 != 0), options);
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Ideas, TiedPoints,
                         ::testing::Values(Fairness::nash, Fairness::kalai_smorodinsky, Fairness::egalitarian,
                                           Fairness::utilitarian, Fairness::relative_utilitarian,
                                           Fairness::gupta_livne, Fairness::equal_loss));

TEST(TiedWeightedPoints, MatchBruteForce) {
  RandomStream random({.seed = 42});
  for (int trial = 0; trial < 5000; ++trial) {
    SCOPED_TRACE(trial);
    const Problem problem = testing::random_problem(random, {.max_bonuses = 5, .harshness = 0.4});
    PointOptions options;
    options.fairness = trial % 2 == 0 ? Fairness::nash : Fairness::utilitarian;
    for (std::size_t p = 0; p < problem.negotiators.size(); ++p) {
      options.weights.push_back(static_cast<double>(random.index(5)) / 2);
    }
    options.weights.front() = 1.5;
    expect_best(problem, options);
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace offramp::bargaining

// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/merged/merged_point.h"

#include <gtest/gtest.h>

#include "offramp/bargaining/testing/brute_scores.h"

namespace offramp::bargaining {
namespace {

using brute::Outcome;

void expect_brute_force(const Problem& problem, PointOptions options, std::uint32_t number) {
  SCOPED_TRACE(testing::Message() << "problem " << number << " idea " << static_cast<int>(options.fairness));
  options.max_listed = 2000;
  const std::vector<Outcome> feasible = brute::outcomes(problem, false);
  const std::vector<Outcome> all = brute::outcomes(problem, options.individually_rational);
  const std::vector<double> ideal = brute::ideals(all, problem.negotiators.size());
  if (options.fairness == Fairness::gupta_livne) options.interim = brute::quarter_claims(problem, all, ideal);
  const PointSummary summary = solve_merged_point(problem, options);
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
  if (options.fairness == Fairness::nash && top.front() < 1e-9) {
    EXPECT_FALSE(summary.all_ties);
    EXPECT_TRUE(std::binary_search(best.begin(), best.end(), summary.settlements.front()));
    return;
  }
  EXPECT_TRUE(summary.all_ties);
  EXPECT_EQ(summary.ties, static_cast<double>(best.size()));
  EXPECT_EQ(summary.settlements, best);
}

class Points : public testing::TestWithParam<Fairness> {};

TEST_P(Points, MatchBruteForceOnAdditiveProblems) {
  for (std::uint32_t k = 0; k < 3000; ++k) {
    PointOptions options;
    options.fairness = GetParam();
    expect_brute_force(brute::random_problem(k, false), options, k);
    if (HasFatalFailure() || HasNonfatalFailure()) return;
  }
}

TEST_P(Points, MatchBruteForceWithConditionsAndBonuses) {
  for (std::uint32_t k = 3000; k < 5200; ++k) {
    PointOptions options;
    options.fairness = GetParam();
    expect_brute_force(brute::random_problem(k, true), options, k);
    if (HasFatalFailure() || HasNonfatalFailure()) return;
  }
}

// Enough partial packages that cuts are made on the way.
TEST(LeximinPoints, MatchBruteForceOnMiddlingSpaces) {
  constexpr Fairness kIdeas[] = {Fairness::egalitarian, Fairness::kalai_smorodinsky, Fairness::equal_loss};
  for (std::uint32_t k = 0; k < 60; ++k) {
    RandomStream random({17, 4, k, 0});
    const std::size_t parties = 4 + k % 3;
    Axis axis;
    axis.options.resize(4);
    Problem problem{Space(std::vector<Axis>(6, axis)), {}, {}};
    for (std::size_t p = 0; p < parties; ++p) {
      Negotiator party;
      for (std::size_t i = 0; i < 6; ++i) {
        const double weight = static_cast<double>(1 + random.index(100)) / 100;
        party.utility.value.emplace_back();
        for (std::size_t o = 0; o < 4; ++o) {  // on a line that odd parties see from the other end
          const double place = static_cast<double>(p % 2 == 0 ? o : 3 - o) + 0.5 * random.uniform();
          party.utility.value.back().push_back(weight * std::floor(30 * place));
        }
      }
      problem.negotiators.push_back(std::move(party));
    }
    PointOptions options;
    options.fairness = kIdeas[k / 3 % 3];
    expect_brute_force(problem, options, k);
    if (HasFatalFailure() || HasNonfatalFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Ideas, Points,
                         testing::Values(Fairness::nash, Fairness::kalai_smorodinsky, Fairness::egalitarian,
                                         Fairness::utilitarian, Fairness::relative_utilitarian,
                                         Fairness::gupta_livne, Fairness::equal_loss));

TEST(WeightedPoints, MatchBruteForce) {
  for (std::uint32_t k = 6000; k < 11000; ++k) {
    const Problem problem = brute::random_problem(k, false);
    PointOptions options;
    options.fairness = k % 2 == 0 ? Fairness::nash : Fairness::utilitarian;
    for (std::size_t p = 0; p < problem.negotiators.size(); ++p) {
      options.weights.push_back(static_cast<double>(1 + (k / 7 + p * p) % 4) / 2);
    }
    expect_brute_force(problem, options, k);
    if (HasFatalFailure() || HasNonfatalFailure()) return;
  }
}

}  // namespace
}  // namespace offramp::bargaining

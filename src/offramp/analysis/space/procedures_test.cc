// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/space/procedures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "offramp/base/number/random.h"

namespace offramp::formats {
namespace {

Scenario scenario_of(RandomStream& random, std::size_t parties) {
  Scenario s;
  s.issues = {{"a", IssueKind::discrete, {"x", "y", "z"}, 0, 0, 0}, {"b", IssueKind::integer, {}, 1, 4, 0}};
  for (std::size_t p = 0; p < parties; ++p) {
    Profile profile;
    profile.name = "party";
    profile.reservation = random.index(16) / 20.0;
    profile.weight = {0.5, 0.5};
    for (const IssueFrame& issue : s.issues) {
      Evaluation e;
      for (std::size_t k = 0; k < issue.levels(); ++k) e.value.push_back(random.index(5) / 4.0);
      profile.evaluation.push_back(std::move(e));
    }
    s.profiles.push_back(std::move(profile));
  }
  return s;
}

// By definition: the accepted settlements whose worst place, over parties, is best; a place is how many
// settlements the party prefers, and one.
TEST(SpaceProcedures, FallbackIsTheBestWorstPlace) {
  RandomStream random({.seed = 81});
  int none = 0, several = 0;
  for (int trial = 0; trial < 500; ++trial) {
    SCOPED_TRACE(trial);
    const bargaining::Problem problem = to_problem(scenario_of(random, 2 + random.index(2)));
    const std::uint64_t size = *problem.space.exact_size();
    const auto utility = [&](std::size_t p, std::uint64_t i) {
      return problem.negotiators[p].utility.of(problem.space.settlement(i));
    };
    double best = 1e9;
    int ties = 0;
    for (std::uint64_t i = 0; i < size; ++i) {
      double worst = 0.0;
      for (std::size_t p = 0; p < problem.negotiators.size(); ++p) {
        double place = utility(p, i) < problem.negotiators[p].reservation - 1e-9 ? 1e9 : 1.0;
        for (std::uint64_t j = 0; j < size; ++j) place += utility(p, j) > utility(p, i) + 1e-9 ? 1.0 : 0.0;
        worst = std::max(worst, place);
      }
      if (worst > 1e8) continue;
      ties = worst < best ? 1 : ties + (worst == best ? 1 : 0);
      best = std::min(best, worst);
    }
    const std::optional<SpacePoint> point = fallback_point(problem, false, {});
    ASSERT_TRUE(point);
    if (ties == 0) {
      ASSERT_EQ(point->standing, Standing::none);
      ++none;
      continue;
    }
    ASSERT_EQ(point->standing, Standing::exact);
    ASSERT_EQ(point->value, best);
    ASSERT_EQ(point->ties, ties);
    several += ties > 1 ? 1 : 0;
  }
  EXPECT_GT(none, 20);
  EXPECT_GT(several, 20);
}

// Points 60 : 40 and 20 : 80 on the spans of two issues: a to the first, b split so that both have equally
// many.
TEST(SpaceProcedures, AdjustedWinnerCountsSpans) {
  Scenario s;
  s.issues = {{"a", IssueKind::discrete, {"x", "y"}, 0, 0, 0},
              {"b", IssueKind::discrete, {"x", "y"}, 0, 0, 0}};
  s.profiles.resize(2);
  s.profiles[0].weight = {0.6, 0.4};
  s.profiles[0].evaluation = {{{0.0, 1.0}, {}}, {{1.0, 0.0}, {}}};
  s.profiles[1].weight = {0.2, 0.8};
  s.profiles[1].evaluation = {{{1.0, 0.0}, {}}, {{0.0, 1.0}, {}}};
  const std::optional<SpaceWinner> winner = adjusted_winner(s);
  ASSERT_TRUE(winner);
  EXPECT_EQ(winner->share[0], 1.0);
  EXPECT_EQ(winner->divided, 1u);
  EXPECT_NEAR(winner->points[0], 60.0 + 40.0 * winner->share[1], 1e-12);
  EXPECT_NEAR(winner->points[1], 80.0 * (1.0 - winner->share[1]), 1e-12);
  EXPECT_NEAR(winner->points[0], winner->points[1], 1e-12);
  s.profiles[0].weight = {0.0, 0.0};
  EXPECT_FALSE(adjusted_winner(s));
}

// Rubinstein (1982): who begins has (1 - d_other) / (1 - d_first d_other); ever shorter rounds share by
// patience.
TEST(SpaceProcedures, PatienceHasTheClosedForm) {
  RandomStream random({.seed = 82});
  Scenario s = scenario_of(random, 2);
  EXPECT_FALSE(patience(s));
  s.profiles[0].discount = 0.5;
  s.profiles[1].discount = 0.8;
  const std::optional<SpacePatience> found = patience(s);
  ASSERT_TRUE(found);
  const double d0 = std::pow(0.5, found->round), d1 = std::pow(0.8, found->round);
  EXPECT_NEAR(found->shares[0][0], (1.0 - d1) / (1.0 - d0 * d1), 1e-12);
  EXPECT_NEAR(found->shares[1][1], (1.0 - d0) / (1.0 - d0 * d1), 1e-12);
  EXPECT_NEAR(found->limit[0], std::log(0.8) / (std::log(0.5) + std::log(0.8)), 1e-12);
  const SpacePoints points = space_points(s);
  EXPECT_TRUE(std::any_of(points.points.begin(), points.points.end(),
                          [](const SpacePoint& point) { return point.idea == "Nash, by patience"; }));
}

}  // namespace
}  // namespace offramp::formats

// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/robust/robust.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "offramp/bargaining/testing/problems.h"

namespace offramp::bargaining {
namespace {

using Goal = RobustOptions::Goal;
using Status = RobustSummary::Status;

UncertainProblem random_worlds(RandomStream& random, const testing::ProblemShape& shape,
                               std::size_t max_worlds) {
  const Problem centre = testing::random_problem(random, shape);
  UncertainProblem problem{centre.space, centre.feasible, {}, {}};
  for (const Negotiator& negotiator : centre.negotiators) {
    for (const Condition& line : negotiator.red_lines) problem.red_lines.push_back(line);
  }
  const std::size_t worlds = 1 + random.index(static_cast<std::uint32_t>(max_worlds));
  for (std::size_t k = 0; k < worlds; ++k) {
    UncertainWorld world;
    for (const Negotiator& negotiator : centre.negotiators) {
      Utility utility = random.index(3) == 0
                            ? testing::random_utility(random, centre.space, shape.max_bonuses)
                            : negotiator.utility;
      for (auto& values : utility.value) {
        for (double& value : values) value += static_cast<double>(random.index(3)) - 1.0;
      }
      world.utilities.push_back(utility);
      world.reservations.push_back(negotiator.reservation + static_cast<double>(random.index(3)) - 2.0);
    }
    for (std::size_t l = 0; l < problem.red_lines.size(); ++l) world.active.push_back(random.index(2) == 0);
    problem.worlds.push_back(world);
  }
  return problem;
}

double slack_of(const UncertainProblem& problem, std::size_t k, const Settlement& settlement, bool& crossed) {
  const UncertainWorld& world = problem.worlds[k];
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t p = 0; p < world.utilities.size(); ++p) {
    least = std::min(least, world.utilities[p].of(settlement) - world.reservations[p]);
  }
  crossed = false;
  for (std::size_t l = 0; l < problem.red_lines.size(); ++l) {
    crossed = crossed || (world.active[l] && problem.red_lines[l].holds(settlement));
  }
  return least;
}

// The definitions, word for word. The tail by its own definition: the least mean over weights.
double value_of(const UncertainProblem& problem, const RobustOptions& options, const Settlement& settlement) {
  std::vector<double> slack;
  double accepted = 0.0;
  for (std::size_t k = 0; k < problem.worlds.size(); ++k) {
    bool crossed = false;
    double here = slack_of(problem, k, settlement, crossed);
    if (!crossed && here >= -kTieTolerance) accepted += 1.0;
    if (crossed) here = std::min(here, options.crossed_slack);
    slack.push_back(here);
  }
  std::sort(slack.begin(), slack.end());
  if (options.goal == Goal::share) return accepted / static_cast<double>(slack.size());
  if (options.goal == Goal::worst_case) return slack.front();
  double mass = options.alpha * static_cast<double>(slack.size()), sum = 0.0;
  const double whole = mass;
  for (double s : slack) {
    sum += std::min(1.0, mass) * s;
    mass -= std::min(1.0, mass);
  }
  return sum / whole;
}

void compare(const UncertainProblem& problem, const RobustOptions& options, bool enumerated) {
  double best = -std::numeric_limits<double>::infinity();
  std::uint64_t ties = 0;
  for (const Settlement& settlement : testing::all_settlements(problem.space)) {
    if (!std::all_of(problem.feasible.begin(), problem.feasible.end(),
                     [&](const Condition& rule) { return rule.holds(settlement); })) {
      continue;
    }
    const double value = value_of(problem, options, settlement);
    if (value > best + kTieTolerance) {
      best = value;
      ties = 1;
    } else if (value >= best - kTieTolerance) {
      ++ties;
    }
  }
  const RobustSummary summary = most_robust(problem, options);
  if (ties == 0) {
    ASSERT_EQ(summary.status, Status::infeasible) << summary.reason;
    ASSERT_FALSE(summary.settlement);
    return;
  }
  ASSERT_EQ(summary.status, Status::complete) << summary.reason;
  ASSERT_NEAR(summary.value, best, 2e-9);
  ASSERT_EQ(summary.gap, 0.0);
  ASSERT_NEAR(value_of(problem, options, *summary.settlement), summary.value, 1e-12);
  if (enumerated) {
    ASSERT_EQ(summary.ties, ties);
  }
  double accepted = 0.0;
  for (bool a : summary.accepted) accepted += a ? 1.0 : 0.0;
  if (options.goal == Goal::share) {
    ASSERT_NEAR(accepted / static_cast<double>(problem.worlds.size()), best, 1e-12);
  }
}

TEST(Robust, EnumerationAgreesWithBruteForce) {
  RandomStream random({.seed = 31});
  for (int trial = 0; trial < 5000; ++trial) {
    SCOPED_TRACE(trial);
    const UncertainProblem problem = random_worlds(random, {.harshness = 0.8}, 8);
    for (const Goal goal : {Goal::share, Goal::worst_case, Goal::tail}) {
      compare(problem, {.goal = goal, .alpha = 0.1 + 0.9 * random.uniform()}, true);
      if (HasFatalFailure()) return;
    }
  }
}

TEST(Robust, SearchAgreesWithBruteForce) {
  RandomStream random({.seed = 32});
  for (int trial = 0; trial < 5000; ++trial) {
    SCOPED_TRACE(trial);
    const UncertainProblem problem = random_worlds(random, {.harshness = 0.8}, 12);
    for (const Goal goal : {Goal::share, Goal::worst_case, Goal::tail}) {
      // One restart, so that the search and not the local search has to find the optimum.
      compare(problem,
              {.goal = goal,
               .alpha = 0.1 + 0.9 * random.uniform(),
               .max_enumerated = 0,
               .restarts = 1,
               .seed = 9},
              false);
      if (HasFatalFailure()) return;
    }
  }
}

// Larger than brute force likes: both ways must agree.
TEST(Robust, SearchAgreesWithEnumerationOnMiddlingSpaces) {
  RandomStream random({.seed = 33});
  for (int trial = 0; trial < 12; ++trial) {
    SCOPED_TRACE(trial);
    const UncertainProblem problem = random_worlds(
        random, {.max_issues = 6, .max_options = 6, .min_parties = 3, .max_parties = 3, .harshness = 1.0},
        40);
    for (const Goal goal : {Goal::share, Goal::worst_case, Goal::tail}) {
      const RobustSummary all = most_robust(problem, {.goal = goal});
      const RobustSummary searched = most_robust(problem, {.goal = goal, .max_enumerated = 0, .restarts = 1});
      ASSERT_EQ(all.status, searched.status);
      if (all.settlement) {
        ASSERT_NEAR(all.value, searched.value, 2e-9);
      }
    }
  }
}

TEST(Robust, BoundsEncloseWhenCutShort) {
  RandomStream random({.seed = 34});
  int cut_short = 0;
  for (int trial = 0; trial < 300; ++trial) {
    SCOPED_TRACE(trial);
    const UncertainProblem problem =
        random_worlds(random, {.max_issues = 6, .min_parties = 3, .max_parties = 3, .harshness = 1.0}, 20);
    for (const Goal goal : {Goal::share, Goal::worst_case, Goal::tail}) {
      const RobustSummary exact = most_robust(problem, {.goal = goal});
      if (!exact.settlement) continue;
      const RobustSummary cut =
          most_robust(problem, {.goal = goal, .max_enumerated = 0, .max_nodes = 3, .restarts = 1});
      cut_short += cut.status == Status::node_limit ? 1 : 0;
      ASSERT_GE(cut.bound, exact.value - 1e-9);
      if (cut.settlement) {
        ASSERT_LE(cut.value, exact.value + 1e-9);
      }
      const RobustSummary near =
          most_robust(problem, {.goal = goal, .max_enumerated = 0, .absolute_gap = 0.2, .restarts = 1});
      ASSERT_GE(near.bound, exact.value - 1e-9);
      ASSERT_LE(near.gap, 0.2 + 1e-9);
    }
  }
  EXPECT_GT(cut_short, 50);
}

RC_GTEST_PROP(Robust, OrderOfWorldsAndADoubledListChangeNothing, (std::uint64_t seed)) {
  RandomStream random({.seed = seed});
  const UncertainProblem problem = random_worlds(random, {}, 6);
  UncertainProblem twice = problem;
  for (auto world = problem.worlds.rbegin(); world != problem.worlds.rend(); ++world) {
    twice.worlds.push_back(*world);
  }
  for (const Goal goal : {Goal::share, Goal::worst_case, Goal::tail}) {
    const RobustSummary one = most_robust(problem, {.goal = goal, .alpha = 0.5});
    const RobustSummary two = most_robust(twice, {.goal = goal, .alpha = 0.5});
    RC_ASSERT(one.settlement.has_value() == two.settlement.has_value());
    if (one.settlement) RC_ASSERT(std::fabs(one.value - two.value) < 1e-9);
  }
}

TEST(Robust, StopsRepeatsAndSaysWhatIsWrong) {
  RandomStream random({.seed = 35});
  UncertainProblem problem = random_worlds(random, {.min_parties = 2, .max_rules = 0}, 5);
  StopSource source;
  source.request_stop();
  for (const Goal goal : {Goal::share, Goal::worst_case}) {
    const RunControl control{{}, source.token(), 1};
    EXPECT_EQ(most_robust(problem, {.goal = goal}, control).status, Status::stopped);
    EXPECT_EQ(most_robust(problem, {.goal = goal, .max_enumerated = 0}, control).status, Status::stopped);
    const RobustSummary once = most_robust(problem, {.goal = goal, .max_enumerated = 0, .seed = 4});
    const RobustSummary again = most_robust(problem, {.goal = goal, .max_enumerated = 0, .seed = 4});
    EXPECT_EQ(once.settlement, again.settlement);
    EXPECT_EQ(once.nodes, again.nodes);
  }
  EXPECT_THROW(most_robust(problem, {.alpha = 0.0}), std::invalid_argument);
  EXPECT_THROW(most_robust(problem, {.max_nodes = 0}), std::invalid_argument);
  EXPECT_THROW(most_robust(problem, {.restarts = 0}), std::invalid_argument);
  problem.worlds.front().reservations.pop_back();
  EXPECT_THROW(most_robust(problem), std::invalid_argument);
  problem.worlds.clear();
  EXPECT_THROW(most_robust(problem), std::invalid_argument);
}

}  // namespace
}  // namespace offramp::bargaining

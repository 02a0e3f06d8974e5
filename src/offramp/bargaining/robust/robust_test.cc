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

// A situation and worlds around it. In some worlds a party has other wants, with bonuses of their own.
UncertainProblem random_worlds(RandomStream& random, const testing::ProblemShape& shape,
                               std::size_t max_worlds) {
  const Problem centre = testing::random_problem(random, shape);
  const std::size_t worlds = 1 + random.index(static_cast<std::uint32_t>(max_worlds));
  UncertainProblem problem{centre.space, worlds, centre.feasible, {}, {}};
  for (std::size_t n = 0; n < centre.negotiators.size(); ++n) {
    const Utility wants[] = {centre.negotiators[n].utility,
                             testing::random_utility(random, centre.space, shape.max_bonuses)};
    UncertainNegotiator& party = problem.negotiators.emplace_back();
    party.veto = n < 2 || random.index(5) > 0;
    party.reservation.resize(worlds);
    for (const Axis& axis : centre.space.axes()) {
      party.value.emplace_back(axis.size(), std::vector<double>(worlds));
    }
    for (const Utility& utility : wants) {
      for (const Bonus& bonus : utility.bonuses) {
        party.bonuses.push_back({bonus.when, std::vector<double>(worlds)});
      }
    }
    for (std::size_t k = 0; k < worlds; ++k) {
      const std::size_t which = random.index(3) == 0 ? 1 : 0;
      const std::size_t first = which == 0 ? 0 : wants[0].bonuses.size();
      for (std::size_t i = 0; i < party.value.size(); ++i) {
        for (std::size_t o = 0; o < party.value[i].size(); ++o) {
          party.value[i][o][k] = wants[which].value[i][o] + static_cast<double>(random.index(3)) - 1.0;
        }
      }
      for (std::size_t b = 0; b < wants[which].bonuses.size(); ++b) {
        party.bonuses[first + b].amount[k] = wants[which].bonuses[b].amount;
      }
      party.reservation[k] = centre.negotiators[n].reservation + static_cast<double>(random.index(3)) - 2.0;
    }
    for (const Condition& line : centre.negotiators[n].red_lines) {
      UncertainRedLine& red = problem.red_lines.emplace_back(UncertainRedLine{n, line, WorldSet(worlds)});
      for (std::size_t k = 0; k < worlds; ++k) {
        if (random.index(2) == 0) red.binds.insert(k);
      }
    }
  }
  return problem;
}

// One party's utility in one world, term by term.
double utility_of(const UncertainNegotiator& party, std::size_t k, const Settlement& settlement) {
  double sum = 0.0;
  for (std::size_t i = 0; i < settlement.size(); ++i) sum += party.value[i][settlement[i]][k];
  for (const UncertainBonus& bonus : party.bonuses)
    sum += bonus.when.holds(settlement) ? bonus.amount[k] : 0.0;
  return sum;
}

double slack_of(const UncertainProblem& problem, const std::vector<bool>& holds, std::size_t k,
                const Settlement& settlement, bool& crossed) {
  double least = std::numeric_limits<double>::infinity();
  for (const UncertainNegotiator& party : problem.negotiators) {
    if (party.veto) least = std::min(least, utility_of(party, k, settlement) - party.reservation[k]);
  }
  crossed = false;
  for (std::size_t l = 0; l < problem.red_lines.size(); ++l) {
    const UncertainRedLine& line = problem.red_lines[l];
    crossed = crossed || (problem.negotiators[line.negotiator].veto && line.binds.contains(k) && holds[l]);
  }
  return least;
}

// The definitions, word for word. The tail by its own definition: the least mean over weights.
double value_of(const UncertainProblem& problem, const RobustOptions& options, const Settlement& settlement) {
  std::vector<double> slack;
  double accepted = 0.0;
  std::vector<bool> holds;
  for (const UncertainRedLine& line : problem.red_lines) holds.push_back(line.never.holds(settlement));
  for (std::size_t k = 0; k < std::min(options.worlds, problem.worlds); ++k) {
    bool crossed = false;
    double here = slack_of(problem, holds, k, settlement, crossed);
    if (options.red_lines == RobustOptions::RedLines::most) crossed = false;  // rules by now
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

// Whether it obeys the rules, red lines among them if they are asked to be.
bool obeys(const UncertainProblem& problem, const RobustOptions& options, const Settlement& settlement) {
  for (const Condition& rule : problem.feasible) {
    if (!rule.holds(settlement)) return false;
  }
  if (options.red_lines != RobustOptions::RedLines::most) return true;
  for (const UncertainRedLine& line : problem.red_lines) {
    std::size_t binding = 0;
    for (std::size_t k = 0; k < problem.worlds; ++k) binding += line.binds.contains(k) ? 1 : 0;
    if (problem.negotiators[line.negotiator].veto && 2 * binding > problem.worlds &&
        line.never.holds(settlement)) {
      return false;
    }
  }
  return true;
}

// Adds 1 to `telling` where some settlement is worse than the best, so that a wrong one would be noticed.
void compare(const UncertainProblem& problem, const RobustOptions& options, bool enumerated, int& telling) {
  double best = -std::numeric_limits<double>::infinity();
  double least = std::numeric_limits<double>::infinity();
  std::uint64_t ties = 0;
  for (const Settlement& settlement : testing::all_settlements(problem.space)) {
    if (!obeys(problem, options, settlement)) continue;
    const double value = value_of(problem, options, settlement);
    least = std::min(least, value);
    if (value > best + kTieTolerance) {
      best = value;
      ties = 1;
    } else if (value >= best - kTieTolerance) {
      ++ties;
    }
  }
  telling += least < best - 1e-6 ? 1 : 0;
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
  if (options.goal == Goal::share) {
    ASSERT_NEAR(static_cast<double>(summary.accepted.count()) / static_cast<double>(summary.slack.size()),
                best, 1e-12);
  }
}

TEST(Robust, EnumerationAgreesWithBruteForce) {
  RandomStream random({.seed = 31});
  int telling = 0;
  for (int trial = 0; trial < 5000; ++trial) {
    SCOPED_TRACE(trial);
    const UncertainProblem problem = random_worlds(random, {.harshness = 0.8}, 8);
    for (const Goal goal : {Goal::share, Goal::worst_case, Goal::tail}) {
      compare(problem, {.goal = goal, .alpha = 0.1 + 0.9 * random.uniform()}, true, telling);
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_GT(telling, 6000);
}

TEST(Robust, SearchAgreesWithBruteForce) {
  RandomStream random({.seed = 32});
  int telling = 0;
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
              false, telling);
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_GT(telling, 6000);
}

// The first worlds alone, and red lines as rules: what `settle` asks for its cautious choices.
TEST(Robust, CountsTheFirstWorldsAndKeepsToLinesThatMostlyBind) {
  RandomStream random({.seed = 36});
  int cut = 0, ruled = 0, telling = 0;
  for (int trial = 0; trial < 600; ++trial) {
    SCOPED_TRACE(trial);
    const UncertainProblem problem = random_worlds(random, {.harshness = 0.6}, 10);
    for (const Goal goal : {Goal::share, Goal::worst_case, Goal::tail}) {
      RobustOptions options{.goal = goal};
      options.worlds = 1 + random.index(6);
      options.red_lines = RobustOptions::RedLines::most;
      options.max_enumerated = trial % 2 == 0 ? 0 : 1000;
      options.restarts = 1;
      compare(problem, options, trial % 2 != 0, telling);
      if (HasFatalFailure()) return;
    }
    cut += problem.worlds > 6 ? 1 : 0;
    ruled += problem.red_lines.empty() ? 0 : 1;
  }
  EXPECT_GT(cut, 100);
  EXPECT_GT(ruled, 100);
  EXPECT_GT(telling, 700);
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
  twice.worlds = 2 * problem.worlds;
  const auto mirror = [](std::vector<double>& column) {
    const std::vector<double> once = column;
    column.insert(column.end(), once.rbegin(), once.rend());
  };
  for (UncertainNegotiator& party : twice.negotiators) {
    for (auto& options : party.value) std::for_each(options.begin(), options.end(), mirror);
    for (UncertainBonus& bonus : party.bonuses) mirror(bonus.amount);
    mirror(party.reservation);
  }
  for (UncertainRedLine& line : twice.red_lines) {
    const WorldSet once = line.binds;
    line.binds = WorldSet(twice.worlds);
    for (std::size_t k = 0; k < problem.worlds; ++k) {
      if (once.contains(k)) line.binds.insert(k), line.binds.insert(twice.worlds - 1 - k);
    }
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
  EXPECT_THROW(most_robust(problem, {.worlds = 0}), std::invalid_argument);
  UncertainProblem watched = problem;
  for (UncertainNegotiator& party : watched.negotiators) party.veto = false;
  EXPECT_THROW(most_robust(watched), std::invalid_argument);
  problem.negotiators.front().reservation.pop_back();
  EXPECT_THROW(most_robust(problem), std::invalid_argument);
  problem.worlds = 0;
  EXPECT_THROW(most_robust(problem), std::invalid_argument);
}

}  // namespace
}  // namespace offramp::bargaining

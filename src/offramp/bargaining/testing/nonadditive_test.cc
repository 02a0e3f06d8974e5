// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/testing/nonadditive.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <stdexcept>

#include "offramp/bargaining/testing/anac_rectangles.h"
#include "offramp/bargaining/testing/problems.h"
#include "offramp/base/solver/milp.h"
#include "offramp/base/testing/paths.h"

namespace offramp::bargaining {
namespace {

using Objective = BestPointOptions::Objective;
constexpr double kNone = -std::numeric_limits<double>::infinity();

double value_of(const Problem& problem, Objective objective, const Settlement& settlement) {
  double sum = 0.0, least = std::numeric_limits<double>::infinity(), product = 1.0;
  for (const Negotiator& negotiator : problem.negotiators) {
    const double utility = negotiator.utility.of(settlement);
    sum += utility;
    least = std::min(least, utility - negotiator.reservation);
    product *= std::max(0.0, utility - negotiator.reservation);
  }
  return objective == Objective::utilitarian ? sum : objective == Objective::egalitarian ? least : product;
}

TEST(BestPoint, AgreesWithBruteForceOnRandomProblems) {
  RandomStream random({.seed = 21});
  int infeasible = 0;
  for (int trial = 0; trial < 5000; ++trial) {
    SCOPED_TRACE(trial);
    const Problem problem = testing::random_problem(random, {.max_bonuses = 5, .harshness = 0.5});
    for (const Objective objective : {Objective::utilitarian, Objective::egalitarian, Objective::nash}) {
      double best = kNone;
      for (const Settlement& settlement : testing::all_settlements(problem.space)) {
        if (testing::accepted(problem, settlement))
          best = std::max(best, value_of(problem, objective, settlement));
      }
      const BestPointSummary summary = best_point(problem, {.objective = objective});
      if (best == kNone) {
        ++infeasible;
        ASSERT_EQ(summary.status, SolveStatus::infeasible);
        ASSERT_FALSE(summary.settlement);
        continue;
      }
      ASSERT_EQ(summary.status, SolveStatus::complete) << summary.reason;
      ASSERT_NEAR(summary.value, best, 2e-9 * std::max(1.0, best));
      ASSERT_EQ(summary.bound, summary.value);
      ASSERT_TRUE(testing::accepted(problem, *summary.settlement));
      ASSERT_NEAR(value_of(problem, objective, *summary.settlement), summary.value,
                  1e-9 * std::max(1.0, best));
    }
  }
  EXPECT_GT(infeasible, 1000);
  EXPECT_LT(infeasible, 12000);
}

std::vector<std::pair<double, double>> brute_frontier(const Problem& problem, bool above) {
  std::vector<std::pair<double, double>> points;
  Problem relaxed = problem;
  for (Negotiator& negotiator : relaxed.negotiators) {
    if (!above) negotiator.reservation = -1e6;
  }
  for (const Settlement& settlement : testing::all_settlements(problem.space)) {
    if (!testing::accepted(relaxed, settlement)) continue;
    points.emplace_back(problem.negotiators[0].utility.of(settlement),
                        problem.negotiators[1].utility.of(settlement));
  }
  std::sort(points.rbegin(), points.rend());
  std::vector<std::pair<double, double>> frontier;
  for (std::size_t k = 0; k < points.size(); ++k) {
    // Among equals in the first utility, rounding aside, the best second one stands.
    auto [first, second] = points[k];
    for (std::size_t m = k; m < points.size() && points[m].first > first - 1e-9; ++m) {
      second = std::max(second, points[m].second);
    }
    if (frontier.empty() || second > frontier.back().second + 1e-9) frontier.emplace_back(first, second);
  }
  return frontier;
}

TEST(TwoPartyFrontier, AgreesWithBruteForceOnRandomProblems) {
  RandomStream random({.seed = 22});
  std::size_t largest = 0;
  for (int trial = 0; trial < 5000; ++trial) {
    SCOPED_TRACE(trial);
    const Problem problem = testing::random_problem(random, {.max_parties = 2, .max_bonuses = 6});
    const bool above = trial % 2 == 0;
    const auto expected = brute_frontier(problem, above);
    const FrontierSummary summary = two_party_frontier(problem, {.above_reservations = above});
    ASSERT_EQ(summary.status, expected.empty() ? SolveStatus::infeasible : SolveStatus::complete);
    ASSERT_EQ(summary.points.size(), expected.size());
    largest = std::max(largest, expected.size());
    for (std::size_t k = 0; k < expected.size(); ++k) {
      ASSERT_NEAR(summary.points[k].first, expected[k].first, 3e-9);
      ASSERT_NEAR(summary.points[k].second, expected[k].second, 3e-9);
    }
  }
  EXPECT_GE(largest, 10u);
}

TEST(TwoPartyFrontier, StopsAndSaysHowFarItCame) {
  RandomStream random({.seed = 23});
  Problem problem = testing::random_problem(random, {.min_parties = 2, .max_parties = 2, .max_rules = 0});
  StopSource source;
  source.request_stop();
  EXPECT_EQ(two_party_frontier(problem, {}, RunControl{{}, source.token(), 1}).status, SolveStatus::stopped);
  EXPECT_EQ(best_point(problem, {}, RunControl{{}, source.token(), 1}).status, SolveStatus::stopped);
  const FrontierSummary cut = two_party_frontier(problem, {.max_points = 1});
  EXPECT_EQ(cut.status, SolveStatus::node_limit);
  EXPECT_EQ(cut.points.size(), 1u);
  EXPECT_EQ(cut.explored_down_to, cut.points[0].first);
  EXPECT_THROW(two_party_frontier(problem, {.max_nodes = 0}), std::invalid_argument);
  problem.negotiators.pop_back();
  EXPECT_THROW(two_party_frontier(problem), std::invalid_argument);
  problem.negotiators.pop_back();
  EXPECT_THROW(best_point(problem), std::invalid_argument);
}

RC_GTEST_PROP(TwoPartyFrontier, NeitherScaleNorOrderOfPartiesMatters, (std::uint64_t seed)) {
  RandomStream random({.seed = seed});
  const Problem problem = testing::random_problem(random, {.max_parties = 2});
  Problem other = problem;
  std::swap(other.negotiators[0], other.negotiators[1]);
  for (auto& values : other.negotiators[0].utility.value) {
    for (double& value : values) value *= 4.0;
  }
  for (Bonus& bonus : other.negotiators[0].utility.bonuses) bonus.amount *= 4.0;
  const FrontierSummary one = two_party_frontier(problem);
  const FrontierSummary two = two_party_frontier(other);
  RC_ASSERT(one.points.size() == two.points.size());
  for (std::size_t k = 0; k < one.points.size(); ++k) {
    const FrontierPoint& mirror = two.points[two.points.size() - 1 - k];
    RC_ASSERT(std::abs(one.points[k].first - mirror.second) < 1e-8);
    RC_ASSERT(std::abs(4.0 * one.points[k].second - mirror.first) < 1e-8);
  }
}

TEST(Bonuses, TablesAndRectanglesMeanWhatTheySay) {
  const Space space({{"a", {"0", "1", "2"}, {}}, {"b", {"0", "1"}, {}}, {"c", {"0", "1"}, {}}});
  Utility utility{{{0, 0, 0}, {0, 0}, {0, 0}}, table_bonuses(space, {2, 0}, {1, 2, 3, 4, 5, 6})};
  for (const Settlement& s : testing::all_settlements(space)) EXPECT_EQ(utility.of(s), 1 + 3 * s[2] + s[0]);
  utility.bonuses = {rectangle_bonus(space, {{0, 1, 2}, {1, 1, 1}}, 7.0), rectangle_bonus(space, {}, 1.0)};
  for (const Settlement& s : testing::all_settlements(space)) {
    EXPECT_EQ(utility.of(s), s[0] >= 1 && s[1] == 1 ? 8.0 : 1.0);
  }
  EXPECT_THROW(table_bonuses(space, {0, 0}, std::vector<double>(9)), std::invalid_argument);
  EXPECT_THROW(table_bonuses(space, {0, 1}, std::vector<double>(5)), std::invalid_argument);
  EXPECT_THROW(rectangle_bonus(space, {{0, 2, 3}}, 1.0), std::invalid_argument);
}

// The files carry a `pareto.xml`, by whom and how is not said. Every point of it must be dominated or
// met by the frontier; and what the frontier adds is checked by adding up the rectangles.
TEST(TwoPartyFrontier, CoversThePointsThatComeWithAnac2014) {
  for (const char* name : {"y2014__10issueswithRV", "y2014__30issueswithRV", "other__S-1NIKFRT-3"}) {
    const std::string folder = checkout::shared_data() + "/domains/genius-xml/" + name;
    std::ifstream file(folder + "/pareto.xml");
    if (!file) GTEST_SKIP() << "needs ../shared/data/domains/genius-xml (not shipped)";
    const Problem problem = anac::read_problem(folder);
    const FrontierSummary summary = two_party_frontier(problem);
    ASSERT_EQ(summary.status, SolveStatus::complete);
    double first = 0.0, second = 0.0;
    char comma = 0;
    int given = 0, met = 0;
    while (file >> first >> comma >> second) {
      ++given;
      const auto covers = [&](const FrontierPoint& p) {
        return p.first > first - 1e-6 && p.second > second - 1e-6;
      };
      const auto equals = [&](const FrontierPoint& p) {
        return std::abs(p.first - first) < 1e-6 && std::abs(p.second - second) < 1e-6;
      };
      EXPECT_TRUE(std::any_of(summary.points.begin(), summary.points.end(), covers))
          << first << ", " << second;
      if (std::any_of(summary.points.begin(), summary.points.end(), equals)) ++met;
    }
    EXPECT_GE(given, 7) << name;
    EXPECT_GE(met, 1) << name;
    for (const FrontierPoint& point : summary.points) {
      EXPECT_EQ(point.first, problem.negotiators[0].utility.of(point.settlement));
      EXPECT_EQ(point.second, problem.negotiators[1].utility.of(point.settlement));
    }
  }
}

// The sum of utilities as a mixed-integer program: one column an option, one a rectangle.
double utilitarian_by_milp(const Problem& problem) {
  milp::Model model;
  model.maximize = true;
  std::vector<std::vector<std::size_t>> option(problem.space.issues());
  for (std::size_t i = 0; i < option.size(); ++i) {
    milp::Row one{{}, 1.0, 1.0};
    for (std::size_t o = 0; o < problem.space.axis(i).size(); ++o) {
      option[i].push_back(model.add_column({0.0, 1.0, 0.0, true}));
      one.entries.push_back({option[i][o], 1.0});
    }
    model.add_row(one);
  }
  for (const Negotiator& negotiator : problem.negotiators) {
    for (const Bonus& bonus : negotiator.utility.bonuses) {
      const std::size_t held = model.add_column({0.0, 1.0, bonus.amount, true});
      for (const Condition& side : bonus.when.operands()) {
        milp::Row inside{{{held, 1.0}}, -milp::kInfinity, 0.0};
        for (std::size_t o = 0; o < side.allowed().size(); ++o) {
          if (side.allowed()[o]) inside.entries.push_back({option[side.issue()][o], -1.0});
        }
        model.add_row(inside);
      }
    }
  }
  return milp::solve(model).value;
}

TEST(BestPoint, AgreesWithMilpOnAnac2014) {
  for (const char* name : {"y2014__10issueswithRV", "y2014__30issueswithRV", "other__S-1NIKFRT-3"}) {
    const Problem problem = anac::read_problem(checkout::shared_data() + "/domains/genius-xml/" + name);
    if (problem.negotiators.empty()) GTEST_SKIP() << "needs ../shared/data/domains/genius-xml (not shipped)";
    const BestPointSummary summary =
        best_point(problem, {.objective = BestPointOptions::Objective::utilitarian});
    ASSERT_EQ(summary.status, SolveStatus::complete);
    EXPECT_NEAR(summary.value, utilitarian_by_milp(problem), 1e-7) << name;
  }
}

}  // namespace
}  // namespace offramp::bargaining

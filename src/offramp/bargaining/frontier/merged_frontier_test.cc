// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/frontier/merged_frontier.h"

#include <gtest/gtest.h>

#include "offramp/bargaining/merged/merged_point.h"
#include "offramp/bargaining/testing/brute_points.h"

namespace offramp::bargaining {
namespace {

using brute::Outcome;

bool dominates(const std::vector<double>& a, const std::vector<double>& b) {
  bool larger = false;
  for (std::size_t p = 0; p < a.size(); ++p) {
    if (a[p] < b[p] - 1e-9) return false;
    larger = larger || a[p] > b[p] + 1e-9;
  }
  return larger;
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
  for (std::size_t p = 0; p < a.size(); ++p) {
    if (std::fabs(a[p] - b[p]) > 1e-9) return false;
  }
  return true;
}

// The distinct maximal utility vectors, compared with a tolerance of 1e-9.
std::vector<std::vector<double>> maximal(const std::vector<Outcome>& all) {
  std::vector<std::vector<double>> result;
  for (const Outcome& a : all) {
    bool keep = true;
    for (const Outcome& b : all) keep = keep && !dominates(b.utility, a.utility);
    for (const auto& u : result) keep = keep && !same(u, a.utility);
    if (keep) result.push_back(a.utility);
  }
  return result;
}

std::vector<double> utilities(const Problem& problem, const Settlement& settlement) {
  std::vector<double> u;
  for (const Negotiator& party : problem.negotiators) u.push_back(party.utility.of(settlement));
  return u;
}

std::vector<double> point(const MergedFrontier& frontier, std::size_t k) {
  std::vector<double> u;
  for (std::size_t p = 0; p < frontier.scaling.size(); ++p) u.push_back(frontier.utility(k, p));
  return u;
}

void expect_brute_force(const Problem& problem, bool rational, std::uint32_t number) {
  SCOPED_TRACE(testing::Message() << "problem " << number << (rational ? " rational" : ""));
  MergedFrontierOptions options;
  options.individually_rational = rational;
  const MergedFrontier frontier = solve_merged_frontier(problem, options);
  const std::vector<Outcome> all = brute::outcomes(problem, rational);
  if (all.empty()) {
    EXPECT_EQ(frontier.stop, MergedFrontier::Stop::no_agreement);
    EXPECT_EQ(frontier.points, 0u);
    return;
  }
  ASSERT_EQ(frontier.stop, MergedFrontier::Stop::complete) << frontier.message;
  const auto expected = maximal(all);
  ASSERT_EQ(frontier.points, expected.size());
  for (std::size_t k = 0; k < frontier.points; ++k) {
    const std::vector<double> u = point(frontier, k);
    bool found = false;
    for (const auto& e : expected) found = found || same(e, u);
    EXPECT_TRUE(found) << "point " << k;
    EXPECT_TRUE(same(utilities(problem, frontier.settlement(k)), u)) << "settlement of point " << k;
  }
  if (!rational) return;
  const PointSummary nash = solve_merged_point(problem, {});
  const auto points = frontier.nash_points();
  ASSERT_FALSE(points.empty());
  double product = 1.0;
  for (std::size_t p = 0; p < problem.negotiators.size(); ++p) {
    product *= std::max(0.0, frontier.utility(points.front(), p) - problem.negotiators[p].reservation);
  }
  EXPECT_NEAR(product, nash.value, 1e-9 * std::max(1.0, nash.value));
}

TEST(Frontier, MatchesBruteForce) {
  for (std::uint32_t k = 20000; k < 25000; ++k) {
    expect_brute_force(brute::random_problem(k, false), k % 2 == 0, k);
    if (HasFailure()) return;
  }
}

TEST(Frontier, MatchesBruteForceWithConditionsAndBonuses) {
  for (std::uint32_t k = 30000; k < 32000; ++k) {
    expect_brute_force(brute::random_problem(k, true), k % 2 == 0, k);
    if (HasFailure()) return;
  }
}

// Every maximal vector has a point at most epsilon lower, and every point is attained.
TEST(Frontier, ThinnedFrontierKeepsItsPromise) {
  int thinned = 0;
  for (std::uint32_t k = 40000; k < 42000; ++k) {
    const Problem problem = brute::random_problem(k, false);
    MergedFrontierOptions options;
    options.max_points = 3;
    const MergedFrontier frontier = solve_merged_frontier(problem, options);
    const auto expected = maximal(brute::outcomes(problem, false));
    thinned += frontier.stop == MergedFrontier::Stop::thinned ? 1 : 0;
    if (frontier.stop == MergedFrontier::Stop::complete) {
      ASSERT_EQ(frontier.points, expected.size()) << k;
    }
    ASSERT_LE(frontier.points, 3u);
    for (const auto& e : expected) {
      bool near = false;
      for (std::size_t j = 0; j < frontier.points; ++j) {
        bool covers = true;
        for (std::size_t p = 0; p < e.size(); ++p) {
          covers = covers && frontier.utility(j, p) >= e[p] - frontier.epsilon[p] - 1e-9;
        }
        near = near || covers;
      }
      ASSERT_TRUE(near) << k;
    }
    for (std::size_t j = 0; j < frontier.points; ++j) {
      ASSERT_TRUE(same(utilities(problem, frontier.settlement(j)), point(frontier, j))) << k;
    }
  }
  EXPECT_GT(thinned, 500);
}

// Two equal utilities that differ on paper by nothing and in floating point by one unit are one point.
TEST(Frontier, TellsNoEqualDecimalsApart) {
  Axis axis;
  axis.options = {"a", "b"};
  Problem problem{Space({axis, axis, axis}), {}, {}};
  Negotiator one;
  one.utility.value = {{0.1, 0.3}, {0.2, 0.0}, {0.0, 0.0}};
  Negotiator two;
  two.utility.value = {{0.5, 0.5}, {0.5, 0.5}, {0.1, 0.1}};
  problem.negotiators = {one, two};  // 0.1 + 0.2 > 0.3 in floating point
  const MergedFrontier frontier = solve_merged_frontier(problem, {});
  EXPECT_EQ(frontier.points, 1u);
  EXPECT_DOUBLE_EQ(frontier.utility(0, 0), 0.5);
  problem.negotiators[0].utility.value = {{0.3, 0.1}, {0.0, 0.2}, {0.0, 0.0}};
  problem.negotiators[0].utility.value[0][0] = 0.0;
  problem.negotiators[0].utility.value[1][0] = 0.3;
  EXPECT_EQ(solve_merged_frontier(problem, {}).points, 1u);
}

// Opposed interests on a grid of 2^k: the frontier has every sum, and so 2^k points.
TEST(Frontier, DoublingWeightsGiveEverySum) {
  Axis axis;
  axis.options = {"a", "b"};
  for (std::size_t issues : {1u, 7u, 14u}) {
    Problem problem{Space(std::vector<Axis>(issues, axis)), {}, {Negotiator{}, Negotiator{}}};
    for (std::size_t i = 0; i < issues; ++i) {
      const double weight = std::ldexp(1.0, static_cast<int>(i));
      problem.negotiators[0].utility.value.push_back({0.0, weight});
      problem.negotiators[1].utility.value.push_back({weight, 0.0});
    }
    const MergedFrontier frontier = solve_merged_frontier(problem, {});
    ASSERT_EQ(frontier.points, std::size_t{1} << issues);
    for (std::size_t k = 0; k < frontier.points; ++k) {
      EXPECT_EQ(frontier.utility(k, 0) + frontier.utility(k, 1), static_cast<double>(frontier.points - 1));
    }
  }
}

}  // namespace
}  // namespace offramp::bargaining

// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "offramp/bargaining/frontier/merged_frontier.h"
#include "offramp/bargaining/merged/merged_point.h"
#include "offramp/bargaining/solve/solve_frontier.h"
#include "offramp/bargaining/solve/solve_point.h"
#include "offramp/bargaining/testing/brute_points.h"
#include "offramp/bargaining/tied/tied_point.h"

namespace offramp::bargaining {
namespace {

// One long chain of bonuses on `issues` issues of three options: 3^issues combinations to merge.
Problem chain(std::uint32_t seed, std::size_t issues) {
  RandomStream random({.seed = seed, .stream = 91});
  Axis axis;
  axis.options.resize(3);
  Problem problem{Space(std::vector<Axis>(issues, axis)), {}, std::vector<Negotiator>(2)};
  for (Negotiator& party : problem.negotiators) {
    for (std::size_t i = 0; i < issues; ++i) {
      party.utility.value.push_back({});
      for (int o = 0; o < 3; ++o) party.utility.value.back().push_back(random.index(9));
    }
    for (std::size_t i = 0; i + 1 < issues; ++i) {
      party.utility.bonuses.push_back(
          {Condition::conjunction(
               {Condition::member(i, {true, false, false}), Condition::member(i + 1, {false, true, false})}),
           random.index(2) == 0 ? 1.5 : -1.5});
    }
  }
  return problem;
}

// The face answers as the engine meant for the size: ties are counted where issues are merged, and only
// there.
TEST(SolvePoint, ChoosesTheSolverBySize) {
  for (const FairnessIdea& idea : plain_fairness_ideas()) {
    SCOPED_TRACE(idea.name);
    PointOptions options;
    options.fairness = idea.fairness;
    const PointSummary small = solve_point(chain(1, 9), options);
    const PointSummary merged = solve_merged_point(chain(1, 9), options);
    ASSERT_EQ(small.stop, PointSummary::Stop::proven);
    EXPECT_EQ(small.value, merged.value);
    EXPECT_EQ(small.settlements, merged.settlements);
    EXPECT_GE(small.ties, 1.0);
    const PointSummary large = solve_point(chain(2, 12), options);
    ASSERT_EQ(large.stop, PointSummary::Stop::proven) << large.message;
    EXPECT_EQ(large.ties, 0.0);
    EXPECT_EQ(large.value, solve_tied_point(chain(2, 12), options).value);
    // Told to merge less, the face searches what it would have merged, and finds the same.
    options.max_merged = 10;
    const PointSummary searched = solve_point(chain(1, 9), options);
    EXPECT_EQ(searched.ties, 0.0);
    EXPECT_NEAR(searched.value, merged.value, 1e-9 * std::max(1.0, std::fabs(merged.value)));
  }
}

void expect_same(const Frontier& a, const Frontier& b) {
  ASSERT_EQ(a.stop, Frontier::Stop::complete);
  ASSERT_EQ(b.stop, Frontier::Stop::complete);
  ASSERT_EQ(a.size, b.size);
  for (std::size_t k = 0; k < a.size; ++k) ASSERT_EQ(a.points[k].utility, b.points[k].utility);
}

TEST(SolveFrontier, IsTheSameByEitherSolverAndListsNoMoreThanAsked) {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    const Problem problem = chain(seed, 7);
    const Frontier merged = solve_frontier(problem);
    expect_same(merged, solve_frontier(problem, {.max_merged = 10}));
    const Frontier few = solve_frontier(problem, {.max_listed = 2});
    EXPECT_EQ(few.size, merged.size);
    EXPECT_EQ(few.points.size(), 2u);
    for (const Frontier::Point& point : merged.points) {
      for (std::size_t p = 0; p < 2; ++p) {
        EXPECT_EQ(problem.negotiators[p].utility.of(point.settlement), point.utility[p]);
      }
    }
  }
}

// Two cakes, each worth twice as much to one of the parties: two pieces that meet at (2, 2).
TEST(SolveFrontier, WithoutAGridIsMadeOfPieces) {
  const auto line = [](double left, double right) { return PiecewiseLinear{{0, 1}, {left, right}}; };
  OpenProblem problem;
  problem.issues.emplace_back(RangeIssue{{line(0, 2), line(1, 0)}});
  problem.issues.emplace_back(RangeIssue{{line(0, 1), line(2, 0)}});
  problem.reservation = {0, 0};
  const Frontier frontier = solve_frontier(problem);
  EXPECT_TRUE(frontier.pieces);
  ASSERT_EQ(frontier.size, 2u);
  EXPECT_EQ(frontier.points[0].utility, (std::vector<double>{3.0, 0.0}));
  EXPECT_EQ(frontier.points[0].to, (std::vector<double>{2.0, 2.0}));
  EXPECT_THROW(solve_frontier(problem, {.individually_rational = true}), std::invalid_argument);
  EXPECT_EQ(solve_point(problem).value, 4.0);
  // (u - least) / (most - least) of both, 2 / 3 each: zero lies at the worst, wherever utilities start.
  problem.issues.emplace_back(OptionIssue{{{5.0}, {7.0}}});
  PointOptions relative;
  relative.fairness = Fairness::relative_utilitarian;
  EXPECT_NEAR(solve_point(problem, relative).value, 4.0 / 3.0, 1e-12);
  PointOptions below;
  below.fairness = Fairness::egalitarian;
  below.individually_rational = false;
  EXPECT_THROW(solve_point(problem, below), std::invalid_argument);
}

}  // namespace
}  // namespace offramp::bargaining

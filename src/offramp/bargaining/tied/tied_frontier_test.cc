// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/tied/tied_frontier.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "offramp/bargaining/frontier/merged_frontier.h"
#include "offramp/bargaining/merged/merged_point.h"
#include "offramp/bargaining/search/residual.h"
#include "offramp/bargaining/search/search_region.h"
#include "offramp/bargaining/testing/brute_points.h"
#include "offramp/bargaining/testing/nonadditive.h"
#include "offramp/bargaining/testing/problems.h"
#include "offramp/bargaining/tied/tied_point.h"

namespace offramp::bargaining {
namespace {

using Stop = TiedFrontier::Stop;

// Vectors that nothing dominates; numbers closer than 1e-9 are equal.
std::vector<std::vector<double>> brute_frontier(const std::vector<brute::Outcome>& all) {
  std::vector<std::vector<double>> frontier;
  for (const brute::Outcome& a : all) {
    const auto covers = [&](const std::vector<double>& x, const std::vector<double>& y, double slack) {
      for (std::size_t p = 0; p < x.size(); ++p) {
        if (x[p] < y[p] + slack) return false;
      }
      return true;
    };
    bool kept = true;
    for (const brute::Outcome& b : all) {
      kept = kept && !(covers(b.utility, a.utility, -1e-9) && !covers(a.utility, b.utility, -1e-9));
    }
    for (const auto& other : frontier) kept = kept && !covers(other, a.utility, -1e-9);
    if (kept) frontier.push_back(a.utility);
  }
  std::sort(frontier.rbegin(), frontier.rend());
  return frontier;
}

void expect_brute_force(const Problem& problem, bool rational, std::size_t width) {
  const auto expected = brute_frontier(brute::outcomes(problem, rational));
  const TiedFrontier frontier =
      solve_tied_frontier(problem, {.individually_rational = rational, .width = width});
  ASSERT_EQ(frontier.stop, expected.empty() ? Stop::no_agreement : Stop::complete) << frontier.message;
  ASSERT_EQ(frontier.points.size(), expected.size());
  for (const double epsilon : frontier.epsilon) EXPECT_EQ(epsilon, 0.0);
  for (const TiedFrontier::Point& point : frontier.points) {
    for (std::size_t p = 0; p < point.utility.size(); ++p) {
      EXPECT_EQ(point.utility[p], problem.negotiators[p].utility.of(point.settlement));
    }
    const auto near = [&](const std::vector<double>& other) {
      for (std::size_t p = 0; p < other.size(); ++p) {
        if (std::fabs(point.utility[p] - other[p]) > 1e-8) return false;
      }
      return true;
    };
    EXPECT_TRUE(std::any_of(expected.begin(), expected.end(), near));
  }
}

TEST(TiedFrontier, MatchesBruteForceOnRandomProblems) {
  RandomStream random({.seed = 51});
  for (int trial = 0; trial < 5000; ++trial) {
    SCOPED_TRACE(trial);
    Problem problem = testing::random_problem(random, {.max_bonuses = 5, .harshness = 0.4});
    for (Negotiator& party : problem.negotiators) {  // decimals: then equal sums are equal numbers
      party.reservation = std::round(party.reservation * 100.0) / 100.0;
    }
    expect_brute_force(problem, trial % 2 == 0, trial % 3 == 0 ? 1 : 100);
    if (HasFailure()) return;
  }
}

// Ties, doubling weights, fractions, and numbers without a common denominator.
TEST(TiedFrontier, MatchesBruteForceOnTheAdditiveSolversProblems) {
  for (std::uint32_t k = 0; k < 2000; ++k) {
    SCOPED_TRACE(k);
    expect_brute_force(brute::random_problem(k, k % 4 != 0), k % 2 == 0, k % 3 == 0 ? 2 : 1000);
    if (HasFailure()) return;
  }
}

// Chains of bonuses: larger, but still within reach of the merge of tied issues.
Problem chain(std::uint64_t seed, std::size_t issues, std::size_t parties) {
  RandomStream random({.seed = seed, .stream = 52});
  Axis axis;
  axis.options.resize(3);
  Problem problem{Space(std::vector<Axis>(issues, axis)), {}, {}};
  for (std::size_t p = 0; p < parties; ++p) {
    Negotiator party;
    for (std::size_t i = 0; i < issues; ++i) {
      party.utility.value.emplace_back();
      for (int o = 0; o < 3; ++o) party.utility.value.back().push_back(random.index(9));
    }
    for (std::size_t i = 0; i + 1 < issues; ++i) {
      std::vector<double> table(9);
      for (double& x : table) x = static_cast<double>(random.index(7)) - 3.0;
      for (Bonus& bonus : table_bonuses(problem.space, {i, i + 1}, table))
        party.utility.bonuses.push_back(bonus);
    }
    problem.negotiators.push_back(party);
  }
  return problem;
}

TEST(TiedFrontier, MatchesTheMergeOnChainsOfTables) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const std::size_t parties = 2 + seed % 3;
    const Problem problem = chain(seed, parties > 3 ? 8 : 9, parties);
    const MergedFrontier merged = solve_merged_frontier(problem, {});
    const TiedFrontier tied = solve_tied_frontier(problem);
    ASSERT_EQ(tied.stop, Stop::complete);
    ASSERT_EQ(tied.points.size(), merged.points);
    ASSERT_GT(merged.points, 10u);  // so that there is something to get wrong
    for (std::size_t k = 0; k < merged.points; ++k) {
      for (std::size_t p = 0; p < problem.negotiators.size(); ++p) {
        ASSERT_EQ(tied.points[k].utility[p], merged.utility(k, p));
      }
    }
    for (const Fairness idea : {Fairness::nash, Fairness::kalai_smorodinsky, Fairness::equal_loss}) {
      PointOptions options;
      options.fairness = idea;
      EXPECT_EQ(solve_tied_point(problem, options).value, solve_merged_point(problem, options).value);
    }
  }
}

// Far too many combinations to merge: 3^40. Both engines must agree where both can answer.
TEST(TiedFrontier, TwoPartiesOnALongChainMatchTheEpsilonConstraints) {
  const Problem problem = chain(3, 40, 2);
  EXPECT_EQ(solve_merged_frontier(problem, {}).stop, MergedFrontier::Stop::too_large);
  const TiedFrontier tied = solve_tied_frontier(problem);
  ASSERT_EQ(tied.stop, Stop::complete);
  EXPECT_GE(tied.points.size(), 40u);
  PointOptions options;
  const PointSummary nash = solve_tied_point(problem, options);
  ASSERT_EQ(nash.stop, PointSummary::Stop::proven) << nash.message;
  double best = 0.0;
  for (const TiedFrontier::Point& point : tied.points) {
    if (std::min(point.utility[0], point.utility[1]) > 0.0)
      best = std::max(best, point.utility[0] * point.utility[1]);
  }
  EXPECT_NEAR(nash.value, best, 1e-9 * best);
}

// What is not listed is at most epsilon better than something that is.
void expect_within_epsilon(const TiedFrontier& whole, const TiedFrontier& part) {
  for (const TiedFrontier::Point& point : whole.points) {
    const auto covers = [&](const TiedFrontier::Point& known) {
      for (std::size_t p = 0; p < point.utility.size(); ++p) {
        if (known.utility[p] < point.utility[p] - part.epsilon[p] - 1e-9) return false;
      }
      return true;
    };
    EXPECT_TRUE(std::any_of(part.points.begin(), part.points.end(), covers));
  }
}

TEST(TiedFrontier, StatesTheEpsilonOfWhatItLeavesOut) {
  int cut = 0, thinned = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const std::size_t parties = 2 + seed % 4;
    const Problem problem = chain(seed, parties > 3 ? 7 : 8, parties);
    const TiedFrontier whole = solve_tied_frontier(problem);
    for (const double nodes : {1.0, 20.0, 200.0}) {
      const TiedFrontier part = solve_tied_frontier(problem, {.max_nodes = nodes, .width = 16});
      EXPECT_TRUE(part.stop == Stop::limit || part.stop == Stop::complete);
      cut += part.stop == Stop::limit ? 1 : 0;
      expect_within_epsilon(whole, part);
    }
    const TiedFrontier few = solve_tied_frontier(problem, {.max_points = 8});
    thinned += few.stop == Stop::thinned ? 1 : 0;
    EXPECT_LE(few.points.size(), 8u);
    expect_within_epsilon(whole, few);
  }
  EXPECT_GT(cut, 8);
  EXPECT_GT(thinned, 4);
}

TEST(TiedPointLimits, EncloseTheOptimum) {
  int cut = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const Problem problem = chain(seed, 8, 2 + seed % 4);
    for (const Fairness idea : {Fairness::nash, Fairness::egalitarian, Fairness::utilitarian}) {
      PointOptions options;
      options.fairness = idea;
      const PointSummary whole = solve_tied_point(problem, options);
      options.max_nodes = 5;
      options.width = 2;
      const PointSummary part = solve_tied_point(problem, options);
      ASSERT_EQ(whole.stop, PointSummary::Stop::proven);
      cut += part.stop == PointSummary::Stop::limit ? 1 : 0;
      EXPECT_LE(part.value, whole.value);
      EXPECT_GE(part.bound, whole.value * (1.0 - 1e-12) - 1e-9);
    }
  }
  EXPECT_GT(cut, 5);
}

TEST(TiedSearch, StopsWhenAskedAndReportsProgress) {
  const Problem problem = chain(1, 30, 3);
  StopSource source;
  RunControl control;
  control.stop = source.token();
  double last = -1.0;
  control.progress = [&](std::string_view, double share) {
    EXPECT_GE(share, last);
    EXPECT_LE(share, 1.0);
    last = share;
    source.request_stop();
  };
  EXPECT_EQ(solve_tied_frontier(problem, {}, control).stop, Stop::stopped);
  EXPECT_GE(last, 0.0);
  const PointSummary point = solve_tied_point(problem, {}, control);
  EXPECT_EQ(point.stop, PointSummary::Stop::stopped);
  EXPECT_GE(point.bound, point.value);
}

TEST(TiedSearch, RefusesWhatIsOutOfRange) {
  Problem problem = chain(1, 2, 2);
  EXPECT_THROW(solve_tied_frontier(problem, {.max_points = 0}), std::invalid_argument);
  EXPECT_THROW(solve_tied_frontier(problem, {.max_nodes = 0}), std::invalid_argument);
  EXPECT_THROW(solve_tied_frontier(problem, {.width = 0}), std::invalid_argument);
  PointOptions narrow;
  narrow.width = 0;
  EXPECT_THROW(solve_tied_point(problem, narrow), std::invalid_argument);
  PointOptions weighted;
  weighted.weights = {1.0};
  EXPECT_THROW(solve_tied_point(problem, weighted), std::invalid_argument);
  PointOptions interim;
  interim.fairness = Fairness::gupta_livne;
  interim.interim = {1e6, 0.0};  // above the ideal
  EXPECT_THROW(solve_tied_point(problem, interim), std::invalid_argument);
  problem.negotiators[0].utility.value.pop_back();
  EXPECT_THROW(solve_tied_frontier(problem), std::invalid_argument);
  problem.negotiators.clear();
  EXPECT_THROW(solve_tied_point(problem, {}), std::invalid_argument);
}

// Reading a condition's issues in any order decides it as the condition itself does.
RC_GTEST_PROP(Residual, DecidesAsTheCondition, (std::uint64_t seed)) {
  RandomStream random({.seed = seed});
  const Space space = testing::random_space(random, {});
  const Condition condition = testing::random_condition(random, space, 3);
  Residual residual(condition);
  std::vector<std::size_t> order = residual.issues();
  for (std::size_t k = order.size(); k > 1; --k) {
    std::swap(order[k - 1], order[random.index(static_cast<std::uint32_t>(k))]);
  }
  for (const Settlement& settlement : testing::all_settlements(space)) {
    std::uint32_t state = residual.start();
    for (const std::size_t issue : order) state = residual.next(state, issue, settlement[issue]);
    RC_ASSERT(state == (condition.holds(settlement) ? Residual::kYes : Residual::kNo));
  }
}

// The region is what exceeds no known vector by the gap or less everywhere.
RC_GTEST_PROP(SearchRegion, IsWhatNoKnownVectorCovers, (std::uint64_t seed)) {
  RandomStream random({.seed = seed});
  const std::size_t parties = 1 + random.index(4);
  const std::vector<double> gap(parties, random.index(3));
  SearchRegion region(std::vector<double>(parties, -1.0), gap);
  const auto draw = [&] {
    std::vector<double> x;
    for (std::size_t p = 0; p < parties; ++p) x.push_back(static_cast<double>(random.index(8)) - 2.0);
    return x;
  };
  std::vector<std::vector<double>> known;
  for (int k = 0; k < 12; ++k) {
    known.push_back(draw());
    region.cut(known.back().data());
    for (int trial = 0; trial < 20; ++trial) {
      const std::vector<double> x = draw();
      bool inside = *std::min_element(x.begin(), x.end()) >= -1.0;
      for (const auto& a : known) {
        bool exceeds = false;
        for (std::size_t p = 0; p < parties; ++p) exceeds = exceeds || x[p] > a[p] + gap[p];
        inside = inside && exceeds;
      }
      RC_ASSERT(region.contains(x.data()) == inside);
    }
  }
}

}  // namespace
}  // namespace offramp::bargaining

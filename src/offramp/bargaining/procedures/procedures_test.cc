// SPDX-License-Identifier: Apache-2.0
// Adjusted winner, fallback bargaining, Rubinstein, Raiffa: published numbers and brute force.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "offramp/bargaining/procedures/adjusted_winner.h"
#include "offramp/bargaining/procedures/fallback.h"
#include "offramp/bargaining/procedures/raiffa.h"
#include "offramp/bargaining/procedures/rubinstein.h"
#include "offramp/base/number/random.h"

namespace offramp::bargaining {
namespace {

using testing::ElementsAre;

// Panama Canal 1974, points from Raiffa (1982, The Art and Science of Negotiation); the adjusted winner
// result is published at https://pages.nyu.edu/adjustedwinner/panama.htm.
TEST(AdjustedWinner, PanamaCanal) {
  const std::vector<double> us{22, 22, 15, 14, 11, 6, 4, 2, 2, 2};
  const std::vector<double> panama{9, 15, 15, 3, 15, 5, 11, 7, 7, 13};
  const AdjustedWinner aw = adjusted_winner({us, panama});
  EXPECT_NEAR(aw.points[0], 66.0, 1e-12);
  EXPECT_NEAR(aw.points[1], 66.0, 1e-12);
  ASSERT_TRUE(aw.divided);
  EXPECT_EQ(*aw.divided, 2u);  // land and water
  EXPECT_NEAR(aw.share[2], 0.1333, 5e-5);
  EXPECT_NEAR(1.0 - aw.share[2], 0.8667, 5e-5);
  EXPECT_THAT(
      (std::vector<double>{aw.share[0], aw.share[1], aw.share[3], aw.share[4], aw.share[5], aw.share[6]}),
      ElementsAre(1.0, 1.0, 1.0, 0.0, 1.0, 0.0));
}

// Best smaller total over all divisions: max-min by trying every issue as the divided one and every way to
// hand out the others; a max-min division with at most one split exists.
double best_smaller(const std::vector<double>& a, const std::vector<double>& b) {
  double best = 0.0;
  for (std::size_t split = 0; split < a.size(); ++split) {
    for (std::size_t mask = 0; mask < std::size_t{1} << a.size(); ++mask) {
      if (mask >> split & 1) continue;
      double first = 0.0, second = 0.0;
      for (std::size_t i = 0; i < a.size(); ++i) {
        if (i == split) continue;
        (mask >> i & 1 ? first : second) += (mask >> i & 1 ? a[i] : b[i]);
      }
      const double whole = a[split] + b[split];
      const double part = whole > 0.0 ? std::clamp((second + b[split] - first) / whole, 0.0, 1.0) : 0.0;
      best = std::max(best, std::min(first + part * a[split], second + (1.0 - part) * b[split]));
    }
  }
  return best;
}

TEST(AdjustedWinner, IsTheFairestDivisionOf5000RandomCases) {
  RandomStream random({7, 1, 0, 0});
  int tried = 0;
  while (tried < 5000) {
    const std::size_t issues = 1 + random.index(5);
    std::array<std::vector<double>, 2> points;
    std::array<double, 2> sum{};
    for (std::size_t p = 0; p < 2; ++p) {
      for (std::size_t i = 0; i < issues; ++i) {
        points[p].push_back(random.index(4) == 0 ? 0 : random.index(20));
        sum[p] += points[p].back();
      }
    }
    if (sum[0] == 0.0 || sum[1] == 0.0) continue;
    ++tried;
    const AdjustedWinner aw = adjusted_winner(points);
    std::vector<double> a, b;
    for (std::size_t i = 0; i < issues; ++i) {
      a.push_back(points[0][i] / sum[0] * 100.0);
      b.push_back(points[1][i] / sum[1] * 100.0);
    }
    ASSERT_NEAR(std::min(aw.points[0], aw.points[1]), best_smaller(a, b), 1e-9);
    ASSERT_NEAR(aw.points[0], aw.points[1], 1e-9);  // equitable
    ASSERT_GE(aw.points[0], 50.0 - 1e-9);           // envy-free
    std::size_t split = 0;
    double first = 0.0;
    for (std::size_t i = 0; i < issues; ++i) {
      split += aw.share[i] > 0.0 && aw.share[i] < 1.0 && a[i] + b[i] > 0.0;
      first += aw.share[i] * a[i];
    }
    ASSERT_LE(split, 1u);
    ASSERT_NEAR(first, aw.points[0], 1e-9);
  }
}

TEST(AdjustedWinner, RefusesWhatItCannotDivide) {
  EXPECT_THROW(adjusted_winner({std::vector<double>{1}, std::vector<double>{1, 2}}), std::invalid_argument);
  EXPECT_THROW(adjusted_winner({std::vector<double>{-1, 2}, std::vector<double>{1, 2}}),
               std::invalid_argument);
  EXPECT_THROW(adjusted_winner({std::vector<double>{0}, std::vector<double>{1}}), std::invalid_argument);
}

FallbackProblem random_rankings(RandomStream& random, bool impasse) {
  FallbackProblem problem;
  problem.alternatives = 1 + random.index(6);
  const std::size_t parties = 1 + random.index(5);
  for (std::size_t p = 0; p < parties; ++p) {
    std::vector<std::size_t> order(problem.alternatives);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = order.size(); i > 1; --i) {
      std::swap(order[i - 1], order[random.index(static_cast<std::uint32_t>(i))]);
    }
    problem.ranking.push_back(order);
    if (impasse) problem.above_impasse.push_back(random.index(static_cast<std::uint32_t>(order.size() + 1)));
  }
  problem.quota = random.index(static_cast<std::uint32_t>(parties + 1));
  return problem;
}

// Straight from the definition: the depth at which an alternative gets its quota is the quota-th best rank.
TEST(Fallback, EqualsTheDefinitionOn5000RandomCases) {
  RandomStream random({7, 2, 0, 0});
  for (int t = 0; t < 5000; ++t) {
    const FallbackProblem problem = random_rankings(random, t % 2 == 0);
    const std::size_t quota = problem.quota == 0 ? problem.ranking.size() : problem.quota;
    constexpr std::size_t kNever = 1000;
    std::vector<std::vector<std::size_t>> rank(problem.alternatives);
    for (std::size_t a = 0; a < problem.alternatives; ++a) {
      for (std::size_t p = 0; p < problem.ranking.size(); ++p) {
        const auto& order = problem.ranking[p];
        const auto at =
            static_cast<std::size_t>(std::find(order.begin(), order.end(), a) - order.begin()) + 1;
        const bool below = !problem.above_impasse.empty() && at > problem.above_impasse[p];
        rank[a].push_back(below ? kNever : at);
      }
      std::sort(rank[a].begin(), rank[a].end());
    }
    std::size_t depth = kNever;
    for (const auto& ranks : rank) depth = std::min(depth, ranks[quota - 1]);
    std::vector<std::size_t> compromise;
    std::size_t most = 0;
    for (std::size_t pass = 0; pass < 2 && depth != kNever; ++pass) {
      for (std::size_t a = 0; a < problem.alternatives; ++a) {
        const auto support = static_cast<std::size_t>(
            std::upper_bound(rank[a].begin(), rank[a].end(), depth) - rank[a].begin());
        if (pass == 0) most = std::max(most, support);
        if (pass == 1 && support == most) compromise.push_back(a);
      }
    }
    const FallbackResult result = fallback_bargaining(problem);
    ASSERT_EQ(result.impasse, depth == kNever);
    if (result.impasse) continue;
    ASSERT_EQ(result.depth, depth);
    ASSERT_EQ(result.compromise, compromise);
  }
}

// With a majority as quota this is Bucklin's rule. The Tennessee example of electowiki.org ("Bucklin
// voting"): no first choice has a majority; with second choices Nashville has 68 %, Chattanooga 58 %, so
// Nashville wins.
TEST(Fallback, TennesseeChoosesNashvilleInTheSecondRound) {
  constexpr std::size_t kMemphis = 0, kNashville = 1, kChattanooga = 2, kKnoxville = 3;
  FallbackProblem problem{4, {}, {}, 51};
  const auto add = [&](int percent, const std::vector<std::size_t>& order) {
    for (int k = 0; k < percent; ++k) problem.ranking.push_back(order);
  };
  add(42, {kMemphis, kNashville, kChattanooga, kKnoxville});
  add(26, {kNashville, kChattanooga, kKnoxville, kMemphis});
  add(15, {kChattanooga, kKnoxville, kNashville, kMemphis});
  add(17, {kKnoxville, kChattanooga, kNashville, kMemphis});
  const FallbackResult result = fallback_bargaining(problem);
  EXPECT_EQ(result.depth, 2u);
  EXPECT_EQ(result.support, 68u);
  EXPECT_THAT(result.compromise, ElementsAre(kNashville));
}

// By definition: an alternative has the support of those who rank fewer than `depth` strictly above it.
TEST(Fallback, TiesShareAPlace) {
  RandomStream random({.seed = 71});
  int shared = 0;
  for (int trial = 0; trial < 500; ++trial) {
    FallbackProblem problem;
    problem.alternatives = 1 + random.index(7);
    std::vector<std::vector<std::size_t>> better(1 + random.index(4));
    for (std::vector<std::size_t>& above : better) {
      std::vector<std::uint32_t> worth(problem.alternatives);
      for (std::uint32_t& w : worth) w = random.index(3);
      std::vector<std::size_t> order(problem.alternatives);
      for (std::size_t a = 0; a < order.size(); ++a) order[a] = a;
      std::stable_sort(order.begin(), order.end(),
                       [&](std::size_t a, std::size_t b) { return worth[a] > worth[b]; });
      std::vector<bool> tied(order.size());
      for (std::size_t k = 1; k < order.size(); ++k) tied[k] = worth[order[k]] == worth[order[k - 1]];
      for (std::size_t a = 0; a < order.size(); ++a) {
        above.push_back(static_cast<std::size_t>(
            std::count_if(worth.begin(), worth.end(), [&](std::uint32_t w) { return w > worth[a]; })));
      }
      problem.ranking.push_back(order);
      problem.tied.push_back(tied);
    }
    std::vector<std::size_t> best;
    std::size_t depth = 0;
    while (best.empty()) {
      ++depth;
      for (std::size_t a = 0; a < problem.alternatives; ++a) {
        if (std::all_of(better.begin(), better.end(), [&](const auto& above) { return above[a] < depth; })) {
          best.push_back(a);
        }
      }
    }
    const FallbackResult result = fallback_bargaining(problem);
    ASSERT_EQ(result.compromise, best);
    ASSERT_EQ(result.depth, depth);
    shared += best.size() > 1 ? 1 : 0;
  }
  EXPECT_GT(shared, 50);
}

TEST(Fallback, TwoPartiesMeetInTheMiddle) {
  // a b c d against d c b a: both must go down to the middle.
  const FallbackResult even = fallback_bargaining({4, {{0, 1, 2, 3}, {3, 2, 1, 0}}, {}, 0});
  EXPECT_EQ(even.depth, 3u);
  EXPECT_THAT(even.compromise, ElementsAre(1, 2));
  EXPECT_TRUE(fallback_bargaining({4, {{0, 1, 2, 3}, {3, 2, 1, 0}}, {2, 2}, 0}).impasse);
  EXPECT_THROW(fallback_bargaining({2, {{0, 0}}, {}, 0}), std::invalid_argument);
}

TEST(Rubinstein, SharesOfTheFirstMover) {
  const RubinsteinShares equal = rubinstein({{0.9, 0.9}, {0.0, 0.0}});
  EXPECT_NEAR(equal.shares[0][0], 1.0 / 1.9, 1e-12);  // 1 / (1 + d)
  EXPECT_NEAR(equal.shares[1][0], 0.9 / 1.9, 1e-12);
  const RubinsteinShares unequal = rubinstein({{0.8, 0.5}, {0.0, 0.0}});
  EXPECT_NEAR(unequal.shares[0][0], 0.5 / 0.6, 1e-12);
  EXPECT_NEAR(rubinstein({{0.5, 0.0}, {0.0, 0.0}}).shares[0][0], 1.0, 1e-12);
  EXPECT_THROW(rubinstein({{1.0, 1.0}, {}}), std::invalid_argument);
}

// Osborne and Rubinstein (1990), section 3.12.1: an option b changes nothing up to d(1-d)/(1-d^2); above it
// the responder gets exactly b.
TEST(Rubinstein, OutsideOptionPrinciple) {
  const double wait = 0.9 / 1.9;
  EXPECT_NEAR(rubinstein({{0.9, 0.9}, {0.0, 0.28}}).shares[0][1], wait, 1e-12);
  EXPECT_FALSE(rubinstein({{0.9, 0.9}, {0.0, 0.28}}).outside_binds[0]);
  EXPECT_NEAR(rubinstein({{0.9, 0.9}, {0.0, 0.57}}).shares[0][1], 0.57, 1e-12);
  EXPECT_TRUE(rubinstein({{0.9, 0.9}, {0.0, 0.57}}).outside_binds[0]);
  EXPECT_FALSE(rubinstein({{0.9, 0.9}, {0.6, 0.6}}).agreement);
  EXPECT_THAT(rubinstein_limit({0.1, 0.3}),
              ElementsAre(testing::DoubleNear(0.75, 1e-12), testing::DoubleNear(0.25, 1e-12)));
  EXPECT_THAT(rubinstein_limit({0.1, 0.3}, {0.0, 0.4}),
              ElementsAre(testing::DoubleNear(0.6, 1e-12), testing::DoubleNear(0.4, 1e-12)));
}

// Brute force: iterate the two equations of the equilibrium, a contraction.
TEST(Rubinstein, SolvesItsEquationsOn5000RandomCases) {
  RandomStream random({7, 3, 0, 0});
  for (int t = 0; t < 5000; ++t) {
    const double d0 = 0.95 * random.uniform(), d1 = 0.95 * random.uniform();
    const double x0 = random.index(3) == 0 ? 0.0 : random.uniform(), x1 = random.uniform() * (1.0 - x0);
    double v0 = 0.5, v1 = 0.5;
    for (int i = 0; i < 2000; ++i) {
      v0 = 1.0 - std::max(d1 * v1, x1);
      v1 = 1.0 - std::max(d0 * v0, x0);
    }
    const RubinsteinShares r = rubinstein({{d0, d1}, {x0, x1}});
    ASSERT_TRUE(r.agreement);
    ASSERT_NEAR(r.shares[0][0], v0, 1e-9) << d0 << " " << d1 << " " << x0 << " " << x1;
    ASSERT_NEAR(r.shares[1][1], v1, 1e-9);
  }
}

TEST(Raiffa, StraightFrontierIsSplitEvenly) {
  const std::vector<Point2> line{{0, 1}, {1, 0}};
  EXPECT_THAT(raiffa_sequential(line, {0, 0}).point, ElementsAre(0.5, 0.5));
  EXPECT_THAT(raiffa_continuous(line, {0, 0}).point, ElementsAre(0.5, 0.5));
  const auto shifted = raiffa_sequential(line, {0.2, 0.0});
  EXPECT_NEAR(shifted.point[0], 0.6, 1e-12);
  EXPECT_NEAR(shifted.point[1], 0.4, 1e-12);
  EXPECT_FALSE(raiffa_sequential(line, {0.9, 0.9}).agreement);
  EXPECT_THAT(raiffa_sequential({{1, 1}}, {0, 0}, {.tolerance = 1e-9}).point,
              ElementsAre(testing::DoubleNear(1, 1e-8), testing::DoubleNear(1, 1e-8)));
}

// By hand: frontier (0,1)-(0.8,0.6)-(1,0), from (0,0). First step (1,1)/2. Then at y = 0.5 the first party
// can have 1 - 0.2*0.5/0.6 = 5/6; at x = 0.5 the second 1 - 0.4*0.5/0.8 = 3/4; the mean is (2/3, 5/8).
TEST(Raiffa, SecondStepByHand) {
  const auto path = raiffa_sequential({{0, 1}, {0.8, 0.6}, {1, 0}}, {0, 0}).path;
  ASSERT_GE(path.size(), 3u);
  EXPECT_NEAR(path[1][0], 0.5, 1e-15);
  EXPECT_NEAR(path[2][0], 2.0 / 3.0, 1e-15);
  EXPECT_NEAR(path[2][1], 0.625, 1e-15);
}

double best_naive(const std::vector<Point2>& points, const Point2& d, std::size_t party) {
  // Best lottery of two points that keeps the other at d: brute force over pairs.
  const std::size_t other = 1 - party;
  double best = d[party];
  for (const Point2& a : points) {
    for (const Point2& b : points) {
      if (a[0] < 0 || a[1] < 0 || b[0] < 0 || b[1] < 0) continue;
      if (a[other] < d[other]) continue;
      double w = 1.0;  // weight of a
      if (b[other] < d[other]) w = (d[other] - b[other]) / (a[other] - b[other]);
      best = std::max({best, w * a[party] + (1.0 - w) * b[party], a[party]});
    }
  }
  return best;
}

TEST(Raiffa, BothAgreeWithNaiveStepsOnRandomFrontiers) {
  RandomStream random({7, 4, 0, 0});
  for (int t = 0; t < 5000; ++t) {
    std::vector<Point2> points;
    const std::size_t count = 1 + random.index(6);
    for (std::size_t i = 0; i < count; ++i)
      points.push_back({random.index(11) / 10.0, random.index(11) / 10.0});
    Point2 d{0, 0};
    for (int step = 0; step < 60; ++step) {
      const Point2 ideal{best_naive(points, d, 0), best_naive(points, d, 1)};
      d = {(d[0] + ideal[0]) / 2, (d[1] + ideal[1]) / 2};
    }
    const RaiffaSolution discrete = raiffa_sequential(points, {0, 0});
    ASSERT_TRUE(discrete.agreement);
    ASSERT_NEAR(discrete.point[0], d[0], 1e-9) << t;
    ASSERT_NEAR(discrete.point[1], d[1], 1e-9) << t;
    if (t % 100 != 0) continue;
    Point2 c{0, 0};
    for (int step = 0; step < 20000; ++step) {
      const Point2 ideal{best_naive(points, c, 0), best_naive(points, c, 1)};
      c = {c[0] + 1e-3 * (ideal[0] - c[0]), c[1] + 1e-3 * (ideal[1] - c[1])};
    }
    const RaiffaSolution continuous = raiffa_continuous(points, {0, 0});
    ASSERT_NEAR(continuous.point[0], c[0], 2e-3) << t;
    ASSERT_NEAR(continuous.point[1], c[1], 2e-3) << t;
    ASSERT_LE(continuous.gap, 1e-6);
  }
}

}  // namespace
}  // namespace offramp::bargaining

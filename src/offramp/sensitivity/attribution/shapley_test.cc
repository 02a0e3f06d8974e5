// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/attribution/shapley.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "offramp/base/number/random.h"

namespace offramp::sensitivity {
namespace {

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

// One left glove, two right ones; a pair is worth 1. Values 4/6, 1/6, 1/6: the textbook example (Shubik
// 1959's market of gloves; worked in Wikipedia, "Shapley value", section "Glove game", read in 2026).
TEST(Shapley, TheGloveGame) {
  const auto gloves = [](const std::vector<bool>& in) {
    return std::vector<double>{in[0] && (in[1] || in[2]) ? 1.0 : 0.0};
  };
  const ShapleyShares shares = shapley(3, gloves);
  EXPECT_TRUE(shares.exact);
  EXPECT_EQ(shares.valued, 8u);
  EXPECT_NEAR(shares.share[0][0], 4.0 / 6.0, 1e-15);
  EXPECT_NEAR(shares.share[0][1], 1.0 / 6.0, 1e-15);
  EXPECT_NEAR(shares.share[0][2], 1.0 / 6.0, 1e-15);
}

// The runway must be as long as the largest aircraft needs: Littlechild and Owen (1973), "A simple expression
// for the Shapley value in a special case", Management Science 20(3), equation (3): the cost of each further
// stretch is shared by those that need it. Costs 8, 11, 13 and 18 give 2, 3, 4 and 9.
double runway(const std::vector<bool>& in, const std::vector<double>& cost) {
  double most = 0.0;
  for (std::size_t p = 0; p < in.size(); ++p) most = in[p] ? std::max(most, cost[p]) : most;
  return most;
}

TEST(Shapley, TheAirportGame) {
  const std::vector<double> cost = {8, 11, 13, 18};
  const auto value = [&](const std::vector<bool>& in) { return std::vector<double>{runway(in, cost)}; };
  const ShapleyShares shares = shapley(4, value);
  const std::vector<double> published = {2, 3, 4, 9};
  for (std::size_t p = 0; p < 4; ++p) EXPECT_NEAR(shares.share[0][p], published[p], 1e-12);
}

// The same formula for many aircraft, where orders are drawn.
TEST(Shapley, DrawnOrdersStayWithinTheirErrorOfTheAirportFormula) {
  const std::size_t n = 14;
  std::vector<double> cost, exact(n);
  for (std::size_t p = 0; p < n; ++p) cost.push_back(static_cast<double>(p * p + 1));
  double sofar = 0.0;
  for (std::size_t p = 0; p < n; ++p) {
    sofar += (cost[p] - (p == 0 ? 0.0 : cost[p - 1])) / static_cast<double>(n - p);
    exact[p] = sofar;
  }
  const auto value = [&](const std::vector<bool>& in) { return std::vector<double>{runway(in, cost)}; };
  const ShapleyShares shares = shapley(n, value, {.pairs = 200, .seed = 3});
  EXPECT_FALSE(shares.exact);
  EXPECT_EQ(shares.orders, 400u);
  EXPECT_NEAR(sum(shares.share[0]), cost.back(), 1e-9) << "the parts add up however few orders are drawn";
  for (std::size_t p = 0; p < n; ++p)
    EXPECT_LE(std::abs(shares.share[0][p] - exact[p]), 4.0 * shares.error[0][p] + 1e-12) << p;
}

std::vector<double> by_all_orders(std::size_t n, const CoalitionValue& value, std::size_t output) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> total(n);
  double orders = 0;
  do {
    std::vector<bool> in(n);
    double before = value(in)[output];
    for (const std::size_t p : order) {
      in[p] = true;
      const double after = value(in)[output];
      total[p] += after - before;
      before = after;
    }
    ++orders;
  } while (std::next_permutation(order.begin(), order.end()));
  for (double& share : total) share /= orders;
  return total;
}

TEST(Shapley, AgreesWithAllOrdersOfRandomGames) {
  for (std::size_t n = 1; n <= 6; ++n) {
    for (std::uint32_t game = 0; game < 20; ++game) {
      const auto value = [&](const std::vector<bool>& in) {
        std::uint32_t bits = 0;
        for (std::size_t p = 0; p < n; ++p) bits |= static_cast<std::uint32_t>(in[p]) << p;
        RandomStream random({.seed = 9, .stream = game, .world = bits});
        return std::vector<double>{random.normal(), random.normal()};
      };
      const ShapleyShares shares = shapley(n, value);
      for (std::size_t o = 0; o < 2; ++o) {
        const std::vector<double> brute = by_all_orders(n, value, o);
        for (std::size_t p = 0; p < n; ++p) EXPECT_NEAR(shares.share[o][p], brute[p], 1e-12);
        EXPECT_NEAR(sum(shares.share[o]), shares.all[o] - shares.none[o], 1e-12);
      }
    }
  }
}

TEST(Shapley, WhoAddsNothingGetsNothing) {
  const auto value = [](const std::vector<bool>& in) { return std::vector<double>{in[1] ? 3.0 : 1.0}; };
  const ShapleyShares shares = shapley(12, value, {.pairs = 2});
  EXPECT_DOUBLE_EQ(shares.share[0][1], 2.0);
  EXPECT_DOUBLE_EQ(shares.error[0][1], 0.0);
  for (std::size_t p = 2; p < 12; ++p) EXPECT_EQ(shares.share[0][p], 0.0);
}

TEST(Shapley, RefusesWhatMakesNoSense) {
  const auto one = [](const std::vector<bool>&) { return std::vector<double>{1.0}; };
  EXPECT_THROW(shapley(3, one, {.exact_up_to = 21}), std::invalid_argument);
  EXPECT_THROW(shapley(3, one, {.pairs = 1}), std::invalid_argument);
  const auto uneven = [](const std::vector<bool>& in) { return std::vector<double>(in[0] ? 2 : 1); };
  EXPECT_THROW(shapley(1, uneven), std::invalid_argument);
  EXPECT_TRUE(shapley(0, one).share[0].empty());
}

}  // namespace
}  // namespace offramp::sensitivity

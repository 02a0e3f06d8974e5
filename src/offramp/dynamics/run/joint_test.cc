// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/joint.h"

#include <gtest/gtest.h>

#include <cmath>

#include "offramp/base/number/elementary.h"
#include "offramp/dynamics/run/monte_carlo.h"
#include "offramp/dynamics/run/simulate.h"
#include "offramp/dynamics/testing/builder.h"

namespace offramp::dynamics {
namespace {

using testing::Builder;
using testing::compiled;

Model two_walks(const std::string& second) {
  return Builder()
      .time(0, 4, 1)
      .stock("x", "0")
      .noise("w", "1")
      .stock("y", "0")
      .noise(second, "1")
      .hazard("first", "0.3")
      .hazard("then", "0.5")
      .model;
}

Summary run(const Model& model, std::uint64_t shard = 1, std::uint64_t shards = 1) {
  MonteCarloOptions options;
  options.paths = 20'000;
  options.shard = shard;
  options.shards = shards;
  options.joint.push_back({"x", "y", {}});
  options.joint.push_back({"y", "x", 1.2});
  return run_paths(compiled(model), options, {});
}

TEST(Joint, SharesOfIndependentVariablesAreNinths) {
  const Summary s = run(two_walks("v"));
  ASSERT_EQ(s.joint.size(), 2u);
  EXPECT_EQ(s.joint[0].time, 4.0);
  EXPECT_EQ(s.joint[1].time, 1.0);
  EXPECT_EQ(s.joint[1].first, "y");
  for (const auto& row : s.joint[0].thirds()) {
    for (const double share : row) EXPECT_NEAR(share, 1.0 / 9.0, 0.02);
  }
}

TEST(Joint, OneNoiseMovesBothTogether) {
  const auto thirds = run(two_walks("w")).joint[0].thirds();
  for (std::size_t r = 0; r < 3; ++r) {
    for (std::size_t c = 0; c < 3; ++c) {
      EXPECT_NEAR(thirds[r][c], r == c ? 1.0 / 3.0 : 0.0, r == c ? 0.03 : 0.0);
    }
  }
}

// Counted again from the paths one by one.
TEST(Joint, CellsAndPairsAreThoseOfThePaths) {
  const Model model = two_walks("v");
  const Program program = compiled(model);
  MonteCarloOptions options;
  options.paths = 100;
  options.joint.push_back({"x", "y", {}});
  const Summary s = run_paths(program, options, {});
  JointTable table;
  EventPair pair;
  for (std::uint64_t p = 0; p < options.paths; ++p) {
    const Path path = simulate_path(program, options.key, p);
    table.add(path.rows.back()[0], path.rows.back()[1]);
    double first = INFINITY, then = INFINITY;
    for (const Happening& h : path.happenings) {
      double& when = h.text == "first" ? first : then;
      when = std::min(when, h.time);
    }
    pair.both += std::isfinite(first) && std::isfinite(then) ? 1 : 0;
    pair.first += std::isfinite(then) && first < then ? 1 : 0;
  }
  EXPECT_EQ(s.joint[0].cells, table.cells);
  EXPECT_EQ(s.pairs[0][1].both, pair.both);
  EXPECT_EQ(s.pairs[1][0].both, pair.both);
  EXPECT_EQ(s.pairs[0][1].first, pair.first);
  EXPECT_EQ(s.pairs[1][0].first, pair.both - pair.first);
}

// Exponential times of rates .3 and .5 until 4: both (1 - e^-1.2)(1 - e^-2); the first of the two first by
// integrating its density times what the second has left.
TEST(Joint, WhichOfTwoShocksComesFirst) {
  const Summary s = run(two_walks("v"));
  const double both = (1.0 - std::exp(-1.2)) * (1.0 - std::exp(-2.0));
  const double before = 0.3 / 0.8 * (1.0 - std::exp(-3.2)) - std::exp(-2.0) * (1.0 - std::exp(-1.2));
  const double paths = 20'000.0;
  EXPECT_NEAR(static_cast<double>(s.pairs[0][1].both) / paths, both,
              4.0 * std::sqrt(both * (1.0 - both) / paths));
  EXPECT_NEAR(static_cast<double>(s.pairs[0][1].first) / paths, before,
              4.0 * std::sqrt(before * (1.0 - before) / paths));
}

TEST(Joint, ShardsAddUp) {
  const Model model = two_walks("v");
  const Summary whole = run(model);
  Summary sum = run(model, 2, 3);
  sum.add(run(model, 1, 3));
  sum.add(run(model, 3, 3));
  for (std::size_t j = 0; j < 2; ++j) EXPECT_EQ(sum.joint[j].cells, whole.joint[j].cells);
  EXPECT_EQ(sum.pairs[1][0].first, whole.pairs[1][0].first);
  MonteCarloOptions unknown;
  unknown.joint.push_back({"x", "nobody", {}});
  EXPECT_THROW(run_paths(compiled(model), unknown, {}), std::invalid_argument);
}

TEST(Joint, WholeNumbersBelow16HaveCellsOfTheirOwn) {
  for (int i = -15; i <= 15; ++i) {
    EXPECT_EQ(JointTable::middle(JointTable::cell_of(i)), i);
    EXPECT_LT(JointTable::cell_of(i - 1), JointTable::cell_of(i));
  }
}

}  // namespace
}  // namespace offramp::dynamics

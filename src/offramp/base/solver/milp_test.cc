// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/solver/milp.h"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <stdexcept>

#include "offramp/base/number/random.h"

namespace offramp::milp {
namespace {

// max 3x + 5y, x <= 4, 2y <= 12, 3x + 2y <= 18: 36 at (2, 6), prices 0, 3/2, 1
// (Hillier and Lieberman, Introduction to Operations Research, the Wyndor Glass example).
TEST(Milp, WyndorGlass) {
  Model model;
  model.maximize = true;
  const std::size_t x = model.add_column({.cost = 3.0});
  const std::size_t y = model.add_column({.cost = 5.0});
  model.add_row({{{x, 1.0}}, -kInfinity, 4.0});
  model.add_row({{{y, 2.0}}, -kInfinity, 12.0});
  model.add_row({{{x, 3.0}, {y, 2.0}}, -kInfinity, 18.0});
  const Summary summary = solve(model);
  ASSERT_EQ(summary.status, Status::optimal) << summary.reason;
  EXPECT_NEAR(summary.value, 36.0, 1e-9);
  EXPECT_NEAR(summary.values[x], 2.0, 1e-9);
  EXPECT_NEAR(summary.values[y], 6.0, 1e-9);
  ASSERT_EQ(summary.prices.size(), 3u);
  EXPECT_NEAR(summary.prices[0], 0.0, 1e-9);
  EXPECT_NEAR(summary.prices[1], 1.5, 1e-9);
  EXPECT_NEAR(summary.prices[2], 1.0, 1e-9);
}

TEST(Milp, SaysWhyThereIsNoSolution) {
  Model model;
  const std::size_t x = model.add_column({.lower = 0.2, .upper = 0.8, .cost = 1.0, .integer = true});
  EXPECT_EQ(solve(model).status, Status::infeasible);
  model.columns[x] = {.lower = 0.0, .upper = kInfinity, .cost = -1.0};
  EXPECT_EQ(solve(model).status, Status::unbounded);
  model.add_row({{{x, 1.0}}, 3.0, 2.0});
  EXPECT_THROW(solve(model), std::invalid_argument);
  model.rows[0] = {{{x + 1, 1.0}}, 1.0, 2.0};
  EXPECT_THROW(solve(model), std::invalid_argument);
  model.rows[0] = {{{x, 1.0}}, -kInfinity, -2.0};
  const Summary none = solve(model);
  EXPECT_EQ(none.status, Status::infeasible);
  EXPECT_TRUE(none.values.empty());
  EXPECT_TRUE(std::isnan(none.bound));
}

// 3x + 5y = 7 has no whole solution with x, y >= 0, though the relaxation has.
TEST(Milp, InfeasibleInWholeNumbersOnly) {
  Model model;
  const std::size_t x = model.add_column({.upper = 10.0, .cost = 1.0, .integer = true});
  const std::size_t y = model.add_column({.upper = 10.0, .cost = 1.0, .integer = true});
  model.add_row({{{x, 3.0}, {y, 5.0}}, 7.0, 7.0});
  EXPECT_EQ(solve(model).status, Status::infeasible);
}

struct Small {
  Model model;
  std::vector<int> low, high;
};

Small random_model(RandomStream& random) {
  Small small;
  small.model.maximize = random.index(2) == 0;
  small.model.offset = static_cast<double>(random.index(7)) - 3.0;
  const std::size_t columns = 1 + random.index(4);
  for (std::size_t c = 0; c < columns; ++c) {
    small.low.push_back(static_cast<int>(random.index(3)) - 1);
    small.high.push_back(small.low.back() + static_cast<int>(random.index(4)));
    small.model.add_column({static_cast<double>(small.low.back()), static_cast<double>(small.high.back()),
                            static_cast<double>(random.index(11)) - 5.0, true});
  }
  const std::size_t rows = random.index(4);
  for (std::size_t r = 0; r < rows; ++r) {
    Row row;
    for (std::size_t c = 0; c < columns; ++c) {
      if (random.index(3) > 0) row.entries.push_back({c, static_cast<double>(random.index(9)) - 4.0});
    }
    const double middle = static_cast<double>(random.index(9)) - 4.0;
    if (random.index(2) == 0) row.lower = middle;
    if (random.index(2) == 0) row.upper = middle + static_cast<double>(random.index(4));
    small.model.add_row(row);
  }
  return small;
}

std::optional<double> brute_force(const Small& small) {
  const Model& model = small.model;
  std::vector<int> point = small.low;
  std::optional<double> best;
  while (true) {
    bool feasible = true;
    for (const Row& row : model.rows) {
      double sum = 0.0;
      for (const Entry& entry : row.entries) sum += entry.coefficient * point[entry.column];
      feasible = feasible && sum >= row.lower && sum <= row.upper;
    }
    double value = model.offset;
    for (std::size_t c = 0; c < point.size(); ++c) value += model.columns[c].cost * point[c];
    if (feasible && (!best || (model.maximize ? value > *best : value < *best))) best = value;
    std::size_t c = 0;
    while (c < point.size() && point[c] == small.high[c]) {
      point[c] = small.low[c];
      ++c;
    }
    if (c == point.size()) return best;
    ++point[c];
  }
}

TEST(Milp, AgreesWithBruteForceOnRandomWholeModels) {
  RandomStream random({.seed = 11});
  int infeasible = 0;
  for (int trial = 0; trial < 5000; ++trial) {
    const Small small = random_model(random);
    const std::optional<double> best = brute_force(small);
    const Summary summary = solve(small.model, {.cuts = trial % 2 == 0});
    if (!best) {
      ++infeasible;
      ASSERT_EQ(summary.status, Status::infeasible) << trial << " " << summary.reason;
      continue;
    }
    ASSERT_EQ(summary.status, Status::optimal) << trial << " " << summary.reason;
    ASSERT_NEAR(summary.value, *best, 1e-9) << trial;
    ASSERT_NEAR(summary.bound, *best, 1e-9) << trial;
    for (const Row& row : small.model.rows) {
      double sum = 0.0;
      for (const Entry& entry : row.entries) sum += entry.coefficient * summary.values[entry.column];
      ASSERT_GE(sum, row.lower - 1e-7) << trial;
      ASSERT_LE(sum, row.upper + 1e-7) << trial;
    }
  }
  EXPECT_GT(infeasible, 300);
}

// A market-split-like knapsack that needs a tree.
Model hard_model() {
  Model model;
  model.maximize = true;
  RandomStream random({.seed = 5});
  Row row{{}, -kInfinity, 5000.5};
  for (std::size_t c = 0; c < 40; ++c) {
    const double weight = 200.0 + random.index(200);
    model.add_column({0.0, 1.0, weight + random.index(5), true});
    row.entries.push_back({c, weight});
  }
  model.add_row(row);
  return model;
}

TEST(Milp, RepeatsItselfAndStops) {
  const Model model = hard_model();
  const Summary first = solve(model, {.max_nodes = 200});
  const Summary second = solve(model, {.max_nodes = 200});
  EXPECT_EQ(first.values, second.values);
  EXPECT_EQ(first.nodes, second.nodes);
  EXPECT_EQ(first.bound, second.bound);
  StopSource source;
  source.request_stop();
  const Summary stopped = solve(model, {}, RunControl{{}, source.token(), 1});
  EXPECT_EQ(stopped.status, Status::stopped);
}

TEST(Milp, StopsInTheTree) {
  StopSource source;
  int calls = 0;
  const RunControl control{[&](std::string_view, double share) {
                             EXPECT_GE(share, 0.0);
                             EXPECT_LE(share, 1.0);
                             if (++calls == 5) source.request_stop();
                           },
                           source.token(), 1};
  const Summary summary = solve(hard_model(), {.cuts = false}, control);
  EXPECT_EQ(summary.status, Status::stopped) << summary.reason;
  EXPECT_GE(summary.bound, summary.value);
}

}  // namespace
}  // namespace offramp::milp

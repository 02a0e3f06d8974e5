// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/choice/flip.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "offramp/base/number/elementary.h"
#include "offramp/sensitivity/testing/functions.h"

namespace offramp::sensitivity {
namespace {

using Columns = std::vector<std::vector<double>>;

// Two inputs that are standard normal in their scores: choice 1 pays w0 z0 + w1 z1 - cost, choice 0 pays
// nothing.
PinnedModel linear_model(double w0, double w1, double cost) {
  return [=](std::span<const Pin> pins, std::span<double> payoffs) {
    payoffs[0] = 0.0;
    payoffs[1] = -cost;
    for (const Pin& pin : pins) payoffs[1] += (pin.input == 0 ? w0 : w1) * normal_quantile(pin.level);
  };
}

TEST(FlipByModel, LinearModel) {
  const FlipPoints found = flip_points_by_model(2, 2, linear_model(2.0, -0.5, 1.0));
  EXPECT_EQ(found.recommended, 0u);
  ASSERT_TRUE(found.inputs[0].above.has_value());
  EXPECT_NEAR(found.inputs[0].above->score, 0.5, 2e-6);
  EXPECT_EQ(found.inputs[0].above->to, 1u);
  EXPECT_FALSE(found.inputs[0].below.has_value());
  ASSERT_TRUE(found.inputs[1].below.has_value());
  EXPECT_NEAR(found.inputs[1].below->score, -2.0, 2e-6);
  EXPECT_NEAR(found.inputs[1].below->level, normal_cdf(-2.0), 1e-6);
  ASSERT_EQ(found.nearest.size(), 2u);
  EXPECT_EQ(found.nearest[0].input, 0u);
}

TEST(FlipByModel, NoFlipWithinReach) {
  const FlipPoints found = flip_points_by_model(1, 2, linear_model(0.1, 0.0, 1.0));
  EXPECT_TRUE(found.nearest.empty());
}

// Distance from the origin to the line w0 z0 + w1 z1 = cost is cost / |w|, at cost w / |w|^2.
TEST(FlipByModel, NearestPairIsTheFootOfThePerpendicular) {
  for (const auto& [w0, w1] : {std::pair{2.0, -0.5}, {1.0, 1.0}, {-0.3, 1.7}, {-1.0, -0.2}}) {
    const auto found = nearest_pair_flip(0, 1, 2, linear_model(w0, w1, 1.0));
    const double length = std::sqrt(w0 * w0 + w1 * w1);
    ASSERT_TRUE(found.has_value());
    EXPECT_NEAR(found->distance, 1.0 / length, 1e-5);
    EXPECT_NEAR(found->score_a, w0 / (length * length), 5e-3);
    EXPECT_NEAR(found->score_b, w1 / (length * length), 5e-3);
    EXPECT_EQ(found->to, 1u);
  }
  EXPECT_FALSE(nearest_pair_flip(0, 1, 2, linear_model(0.1, 0.1, 1.0)).has_value());
}

// The median itself may disagree with the unconditional answer.
TEST(FlipByModel, DisagreementAtTheMedian) {
  const PinnedModel model = [](std::span<const Pin> pins, std::span<double> payoffs) {
    payoffs[0] = 0.0;
    payoffs[1] = pins.empty() ? -1.0 : 1.0;
  };
  const FlipPoints found = flip_points_by_model(1, 2, model);
  ASSERT_EQ(found.nearest.size(), 1u);
  EXPECT_EQ(found.nearest[0].score, 0.0);
}

// Choice 1 pays x0 - 0.8, noise from x1: it is better where x0 > 0.8, at score normal_quantile(0.8) = 0.8416.
TEST(FlipFromTable, LinearPayoffUnderNoise) {
  Table table = uniform_table(3, 8192, Sampling::independent);
  for (double& value : table.inputs[0].values) value *= 10.0;
  Columns payoffs(2, std::vector<double>(table.worlds(), 0.0));
  payoffs[1] =
      evaluate(table, [](std::span<const double> u) { return 0.1 * u[0] - 0.8 + 0.5 * (u[1] - 0.5); });
  const FlipPoints found = flip_points(table, payoffs);
  EXPECT_EQ(found.recommended, 0u);
  ASSERT_TRUE(found.inputs[0].above.has_value());
  EXPECT_NEAR(found.inputs[0].above->level, 0.8, 0.02);
  EXPECT_NEAR(found.inputs[0].above->value, 8.0, 0.2);
  EXPECT_NEAR(found.inputs[0].above->score, 0.8416, 0.08);
  EXPECT_FALSE(found.inputs[0].below.has_value());
  EXPECT_FALSE(found.inputs[1].above.has_value() || found.inputs[1].below.has_value());
  EXPECT_FALSE(found.inputs[2].above.has_value() || found.inputs[2].below.has_value());
}

// A rival that is better only in a middle stretch of one input is found on the right side.
TEST(FlipFromTable, StretchAwayFromTheMedian) {
  const Table table = uniform_table(1, 8192, Sampling::sobol);
  Columns payoffs(2, std::vector<double>(table.worlds(), 0.0));
  payoffs[1] = evaluate(table, [](std::span<const double> u) { return 0.1 - std::fabs(u[0] - 0.2); });
  const FlipPoints found = flip_points(table, payoffs);
  ASSERT_TRUE(found.inputs[0].below.has_value());
  EXPECT_NEAR(found.inputs[0].below->level, 0.3, 0.02);
  EXPECT_FALSE(found.inputs[0].above.has_value());
}

// The rival is a little better where the input is about what it is thought to be, and far worse at its ends:
// nothing turns by moving away. Nor is a lead that begins within half a class of the median told from one
// there.
TEST(FlipFromTable, NoFlipAtTheMiddle) {
  const Table table = uniform_table(1, 8192, Sampling::sobol);
  Columns payoffs(2, std::vector<double>(table.worlds(), 0.0));
  payoffs[1] = evaluate(table, [](std::span<const double> u) { return 0.2 - std::fabs(u[0] - 0.55); });
  EXPECT_TRUE(flip_points(table, payoffs).nearest.empty());
  payoffs[1] = evaluate(table, [](std::span<const double> u) { return u[0] > 0.51 ? 1.0 : -1.0; });
  EXPECT_TRUE(flip_points(table, payoffs).nearest.empty());
  payoffs[1] = evaluate(table, [](std::span<const double> u) { return u[0] > 0.56 ? 1.0 : -1.0; });
  ASSERT_EQ(flip_points(table, payoffs).nearest.size(), 1u);
  EXPECT_NEAR(flip_points(table, payoffs).nearest[0].level, 0.56, 0.05);
}

TEST(FlipFromTable, NoiseAloneMakesNoFlip) {
  int flips = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Table table = uniform_table(5, 1000, Sampling::independent, seed);
    RandomStream random({seed, 99, 0, 0});
    Columns payoffs(2, std::vector<double>(1000));
    for (double& value : payoffs[0]) value = random.normal() + 0.1;
    for (double& value : payoffs[1]) value = random.normal();
    flips += static_cast<int>(flip_points(table, payoffs).nearest.size());
  }
  EXPECT_LE(flips, 3);  // of 100 inputs
}

TEST(FlipFromTable, CategoricalLevels) {
  Table table = uniform_table(2, 4000, Sampling::independent);
  Input& regime = table.inputs[1];
  regime.levels = 3;
  for (double& value : regime.values) value = std::floor(3.0 * value);
  Columns payoffs(3, std::vector<double>(4000, 1.0));
  payoffs[1] = evaluate(table, [](std::span<const double> x) { return x[1] == 2.0 ? 2.0 + x[0] : -5.0; });
  payoffs[2] = evaluate(table, [](std::span<const double> x) { return x[1] == 2.0 ? 1.5 + x[0] : -5.0; });
  const FlipPoints found = flip_points(table, payoffs);
  ASSERT_EQ(found.levels.size(), 1u);
  EXPECT_EQ(found.levels[0].level, 2u);
  EXPECT_EQ(found.levels[0].to, 1u);
  EXPECT_NEAR(found.levels[0].share, 1.0 / 3.0, 0.03);
  EXPECT_NEAR(found.levels[0].advantage.value, 1.5, 0.05);
}

TEST(Flip, RejectsBadOptions) {
  FlipOptions options;
  options.reach = 0.0;
  EXPECT_THROW(flip_points_by_model(1, 2, linear_model(1, 1, 1), options), std::invalid_argument);
  options = {};
  options.directions = 12;
  EXPECT_THROW(nearest_pair_flip(0, 1, 2, linear_model(1, 1, 1), options), std::invalid_argument);
  EXPECT_THROW(nearest_pair_flip(1, 1, 2, linear_model(1, 1, 1)), std::invalid_argument);
}

}  // namespace
}  // namespace offramp::sensitivity

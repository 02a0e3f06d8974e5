// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/measure/design.h"

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

#include "offramp/sensitivity/measure/indices.h"
#include "offramp/sensitivity/testing/functions.h"

namespace offramp::sensitivity {
namespace {

UnitModel as_model(std::size_t dimensions, TestFunction f) {
  return [dimensions, f = std::move(f)](std::span<const double> points, std::span<double> out) {
    for (std::size_t k = 0; k < out.size(); ++k) out[k] = f(points.subspan(k * dimensions, dimensions));
  };
}

TEST(Design, Ishigami) {
  DesignOptions options;
  options.base_points = 16384;
  const DesignIndices found = design_indices(3, as_model(3, ishigami), options);
  ASSERT_TRUE(found.available);
  EXPECT_EQ(found.model_runs, 16384u * 5u);
  EXPECT_NEAR(found.variance, 13.844588, 0.02);
  const double first[] = {0.313905, 0.442411, 0.0}, total[] = {0.557589, 0.442411, 0.243684};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(found.first[i].value, first[i], 2e-3);
    EXPECT_NEAR(found.first_jansen[i].value, first[i], 4e-3);
    EXPECT_NEAR(found.total[i].value, total[i], 2e-3);
    EXPECT_LE(found.total[i].low, total[i] + 1e-3);
    EXPECT_GE(found.total[i].high, total[i] - 1e-3);
    EXPECT_GT(found.total[i].standard_error, 0.0);
  }
}

// Several outputs of the same runs are each what they are alone; and the linear one is in closed form and
// meets the given-data estimate.
TEST(Design, SeveralOutputsFromTheSameRuns) {
  const auto linear = [](std::span<const double> u) { return 3 * u[0] + 2 * u[1] - u[2]; };
  const UnitModels both = [&](std::span<const double> points, std::span<std::span<double>> out) {
    for (std::size_t k = 0; k < out[0].size(); ++k) {
      out[0][k] = ishigami(points.subspan(3 * k, 3));
      out[1][k] = linear(points.subspan(3 * k, 3));
    }
  };
  DesignOptions options;
  options.base_points = 2048;
  const auto found = design_indices(3, 2, both, options);
  const DesignIndices alone = design_indices(3, as_model(3, ishigami), options);
  ASSERT_EQ(found.size(), 2u);
  const Table table = uniform_table(3, 4096, Sampling::sobol);
  const Indices given = given_data_indices(table, evaluate(table, linear));
  const double share[] = {9.0 / 14.0, 4.0 / 14.0, 1.0 / 14.0};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(found[0].total[i].value, alone.total[i].value);
    EXPECT_EQ(found[0].first[i].low, alone.first[i].low);
    EXPECT_NEAR(found[1].total[i].value, share[i], 5e-3);
    EXPECT_NEAR(found[1].first[i].value, share[i], 5e-3);
    EXPECT_NEAR(given.inputs[i].total.value, found[1].total[i].value, 5e-3);
  }
  EXPECT_THROW(design_indices(3, 0, both, options), std::invalid_argument);
}

TEST(Design, SobolG) {
  const SobolG g{{0.0, 0.5, 3.0, 9.0, 99.0, 99.0}};
  DesignOptions options;
  options.base_points = 16384;
  const DesignIndices found = design_indices(6, as_model(6, g), options);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(found.first[i].value, g.first(i), 4e-3);
    EXPECT_NEAR(found.total[i].value, g.total(i), 4e-3);
  }
}

// Groups of a function that adds up group by group: shares are exact and first order equals total.
TEST(Design, GroupsOfInputs) {
  DesignOptions options;
  options.base_points = 8192;
  options.groups = {{0, 1}, {2}};
  // Var(u v) = 1/9 - 1/16 = 7/144; Var(w / 2) = 1/48 = 3/144.
  const DesignIndices found = design_indices(
      3, as_model(3, [](std::span<const double> u) { return u[0] * u[1] + 0.5 * u[2]; }), options);
  ASSERT_EQ(found.total.size(), 2u);
  EXPECT_NEAR(found.total[0].value, 0.7, 2e-3);
  EXPECT_NEAR(found.first[0].value, 0.7, 2e-3);
  EXPECT_NEAR(found.total[1].value, 0.3, 2e-3);
  EXPECT_EQ(found.model_runs, 8192u * 4u);
}

TEST(Design, ConstantOutputHasNoIndices) {
  const DesignIndices found = design_indices(2, as_model(2, [](std::span<const double>) { return 0.1; }));
  EXPECT_FALSE(found.available);
  EXPECT_TRUE(found.total.empty());
  EXPECT_NE(found.message.find("same at every point"), std::string::npos);
}

TEST(Design, SameBytesForAnyBlockAndThreads) {
  DesignOptions a, b;
  a.base_points = b.base_points = 1000;
  a.block = 64;
  b.block = 999;
  RunControl one;
  one.threads = 1;
  const DesignIndices x = design_indices(3, as_model(3, ishigami), a, one);
  const DesignIndices y = design_indices(3, as_model(3, ishigami), b);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(x.total[i].value, y.total[i].value);
    EXPECT_EQ(x.first[i].low, y.first[i].low);
  }
}

TEST(Design, RejectsBadArguments) {
  const auto model = as_model(2, [](std::span<const double> u) { return u[0]; });
  DesignOptions options;
  options.base_points = 1;
  EXPECT_THROW(design_indices(2, model, options), std::invalid_argument);
  options = {};
  options.groups = {{0, 0}};
  EXPECT_THROW(design_indices(2, model, options), std::invalid_argument);
  EXPECT_THROW(design_indices(0, model), std::invalid_argument);
  EXPECT_THROW(
      design_indices(
          1, as_model(1, [](std::span<const double>) { return std::numeric_limits<double>::infinity(); })),
      std::invalid_argument);
}

}  // namespace
}  // namespace offramp::sensitivity

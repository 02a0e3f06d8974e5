// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/design.h"

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

#include "offramp/sensitivity/test_functions.h"

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

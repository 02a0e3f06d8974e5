// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/measure/delta.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "offramp/base/number/elementary.h"
#include "offramp/sensitivity/testing/functions.h"

namespace offramp::sensitivity {
namespace {

Estimate delta_of(const std::vector<double>& x, const std::vector<double>& y) {
  return borgonovo_delta(rank_input({"x", x, 0, {}}), rank_input({"y", y, 0, {}}));
}

// Y = X1 + X2, both uniform on (0, 1): given X1 = x the density is 1 on (x, 1 + x) and the triangle lies
// below 1, so half the distance is x^2 / 2 + (1 - x)^2 / 2, whose mean is 1/3.
TEST(Delta, SumOfTwoUniforms) {
  const Table table = uniform_table(2, 65536, Sampling::sobol);
  const auto y = evaluate(table, [](std::span<const double> u) { return u[0] + u[1]; });
  EXPECT_NEAR(delta_of(table.inputs[0].values, y).value, 1.0 / 3.0, 0.01);
  EXPECT_NEAR(delta_of(table.inputs[1].values, y).value, 1.0 / 3.0, 0.01);
}

double normal_density(double z, double mean, double deviation) {
  const double s = (z - mean) / deviation;
  return std::exp(-0.5 * s * s) / (deviation * std::sqrt(2.0 * std::numbers::pi));
}

// Standard normals with correlation rho, by midpoint quadrature of the definition.
double gaussian_delta(double rho) {
  const int points = 400;
  double total = 0.0;
  for (int i = 0; i < points; ++i) {
    const double x = normal_quantile((i + 0.5) / points);
    double distance = 0.0;
    for (double y = -8.0; y < 8.0; y += 0.01) {
      distance += 0.01 * std::fabs(normal_density(y, 0.0, 1.0) -
                                   normal_density(y, rho * x, std::sqrt(1.0 - rho * rho)));
    }
    total += 0.5 * distance / points;
  }
  return total;
}

TEST(Delta, LinearGaussianModel) {
  const Table table = uniform_table(2, 65536, Sampling::sobol);
  for (const double rho : {0.1, 0.3, 0.6, 0.8}) {
    const auto y = evaluate(table, [&](std::span<const double> u) {
      return rho * normal_quantile(u[0]) + std::sqrt(1.0 - rho * rho) * normal_quantile(u[1]);
    });
    EXPECT_NEAR(delta_of(table.inputs[0].values, y).value, gaussian_delta(rho), 0.012) << "rho " << rho;
  }
}

// Binary output with chance x: half the mean of |x - 1/2| + |(1 - x) - 1/2| is 1/4.
TEST(Delta, BinaryOutput) {
  const Table table = uniform_table(2, 65536, Sampling::independent);
  const auto y = evaluate(table, [](std::span<const double> u) { return u[1] < u[0] ? 1.0 : 0.0; });
  EXPECT_NEAR(delta_of(table.inputs[0].values, y).value, 0.25, 0.01);
}

TEST(Delta, IndependentInputHasNone) {
  int zeros = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const Table table = uniform_table(2, 2000, Sampling::independent, seed);
    const Estimate delta = delta_of(table.inputs[0].values, table.inputs[1].values);
    EXPECT_LT(delta.value, 0.06);
    zeros += delta.value == 0.0 ? 1 : 0;
  }
  EXPECT_GE(zeros, 25);
}

TEST(Delta, UnchangedByIncreasingTransformations) {
  const Table table = uniform_table(2, 3000, Sampling::independent);
  auto y = evaluate(table, [](std::span<const double> u) { return u[0] * u[0] + 0.3 * u[1]; });
  auto x = table.inputs[0].values;
  const double before = delta_of(x, y).value;
  for (double& value : x) value = value * value * value;
  for (double& value : y) value = std::exp(3.0 * value);
  EXPECT_EQ(delta_of(x, y).value, before);
}

// Ishigami by brute force: conditional histograms over 200 output classes, other inputs on a Kronecker
// lattice. Densities of the Ishigami output have poles, which classes flatten: the estimate stays a little
// below.
TEST(Delta, IshigamiAgainstBruteForce) {
  constexpr int kPoints = 40000, kSlices = 64;
  constexpr std::size_t kClasses = 200;
  const auto lattice = [](int k, double step) { return k * step - std::floor(k * step); };
  std::vector<double> all, cut;
  for (int k = 1; k <= 1000000; ++k) {  // steps: powers of the inverse of the root of x^4 = x + 1
    const double u[] = {lattice(k, 0.8191725133961645), lattice(k, 0.6710436067037893),
                        lattice(k, 0.5497004779019703)};
    all.push_back(ishigami(u));
  }
  std::sort(all.begin(), all.end());
  for (std::size_t q = 1; q < kClasses; ++q) cut.push_back(all[all.size() * q / kClasses]);
  const Table table = uniform_table(3, 65536, Sampling::sobol);
  const auto y = evaluate(table, ishigami);
  for (std::size_t input = 0; input < 3; ++input) {
    double truth = 0.0;
    for (int s = 0; s < kSlices; ++s) {
      std::vector<double> share(kClasses, 0.0);
      for (int k = 1; k <= kPoints; ++k) {  // the same for x^3 = x + 1
        double u[3];
        u[input] = (s + 0.5) / kSlices;
        u[(input + 1) % 3] = lattice(k, 0.7548776662466927);
        u[(input + 2) % 3] = lattice(k, 0.5698402909980532);
        const auto place = std::upper_bound(cut.begin(), cut.end(), ishigami(u)) - cut.begin();
        share[static_cast<std::size_t>(place)] += 1.0 / kPoints;
      }
      for (const double value : share) truth += 0.5 * std::fabs(value - 1.0 / kClasses) / kSlices;
    }
    EXPECT_NEAR(delta_of(table.inputs[input].values, y).value, truth, 0.015) << "input " << input;
  }
}

}  // namespace
}  // namespace offramp::sensitivity

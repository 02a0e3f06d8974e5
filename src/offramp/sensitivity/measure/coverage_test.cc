// SPDX-License-Identifier: Apache-2.0
// Intervals of first orders against functions whose shares are known, over many seeds and both ways of
// drawing worlds: a 95 % interval must hold the truth in 95 of 100 tables, less what chance takes.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "offramp/sensitivity/measure/indices.h"
#include "offramp/sensitivity/testing/functions.h"

namespace offramp::sensitivity {
namespace {

struct Known {
  std::string name;
  std::size_t inputs;
  TestFunction f;
  std::vector<double> first;  // by input
};

// Shares in closed form: of a yes in a corner, u0 > a and u1 < b, with p = 1 - a, q = b and variance
// p q (1 - p q): q^2 p (1 - p) and p^2 q (1 - q) alone.
std::vector<Known> functions() {
  const double p = 0.4, q = 0.5, corner = p * q * (1 - p * q);
  const SobolG g{{0.0, 0.5, 3.0, 9.0, 99.0, 99.0}};
  std::vector<Known> known = {
      {"a step", 3, [](auto u) { return u[1] > 0.347 ? 1.0 : 0.0; }, {0, 1, 0}},
      {"a step in the tail", 3, [](auto u) { return u[0] > 0.993 ? 1.0 : 0.0; }, {1, 0, 0}},
      {"two steps",
       3,
       [](auto u) { return (u[2] > 0.31 ? 1.0 : 0.0) - (u[2] > 0.71 ? 2.0 : 0.0); },
       {0, 0, 1}},
      {"a step on a slope", 3, [](auto u) { return u[0] + (u[0] > 0.52 ? 1.0 : 0.0); }, {1, 0, 0}},
      {"one input", 3, [](auto u) { return u[0] * u[0] * u[0]; }, {1, 0, 0}},
      {"nothing but idle inputs", 3, [](auto u) { return std::fmod(1e4 * u[0] * u[1], 1.0); }, {0, 0, 0}},
      {"a sum", 4, [](auto u) { return 3 * u[0] + 2 * u[1] - u[2]; }, {9.0 / 14, 4.0 / 14, 1.0 / 14, 0}},
      {"a corner",
       3,
       [](auto u) { return u[0] > 0.6 && u[1] < 0.5 ? 1.0 : 0.0; },
       {q * q * p * (1 - p) / corner, p * p * q * (1 - q) / corner, 0}},
      {"Ishigami", 3, ishigami, {0.3139051911, 0.4424111448, 0}},
      {"G", 6, g, {}},
  };
  for (std::size_t i = 0; i < 6; ++i) known.back().first.push_back(g.first(i));
  return known;
}

// Binomial(40, .95) is below 34 with chance .003; most of the intervals are wider than they need be.
TEST(Coverage, FirstOrderIntervalsHoldTheTruth) {
  constexpr std::size_t kSeeds = 40, kLeast = 34;
  for (const Known& known : functions()) {
    for (const Sampling sampling : {Sampling::sobol, Sampling::independent}) {
      std::vector<std::size_t> held(known.inputs, 0), total_held(known.inputs, 0);
      for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const Table table = uniform_table(known.inputs, 1024, sampling, seed);
        const Indices found = given_data_indices(table, evaluate(table, known.f));
        for (std::size_t i = 0; i < known.inputs; ++i) {
          const Estimate& first = found.inputs[i].first;
          if (first.low <= known.first[i] && known.first[i] <= first.high) ++held[i];
          // An idle input has no total either.
          if (known.first[i] == 0.0 && known.name != "Ishigami" && found.inputs[i].total.low <= 0.0)
            ++total_held[i];
        }
      }
      for (std::size_t i = 0; i < known.inputs; ++i) {
        EXPECT_GE(held[i], kLeast) << known.name << ", input " << i
                                   << (sampling == Sampling::sobol ? ", Sobol" : "");
        if (known.first[i] == 0.0 && known.name != "Ishigami") {
          EXPECT_GE(total_held[i], kLeast) << known.name << ", total of input " << i;
        }
      }
    }
  }
}

// A share is no wider than it must be: on 4,096 Sobol worlds the half width of a pure step's is a few worlds,
// and of a sum's a hundredth or two.
TEST(Coverage, IntervalsAreNotIdle) {
  const Table table = uniform_table(3, 4096, Sampling::sobol, 3);
  const Indices step =
      given_data_indices(table, evaluate(table, [](auto u) { return u[1] > 0.4 ? 1.0 : 0.0; }));
  EXPECT_LT(step.inputs[1].first.high - step.inputs[1].first.low, 2e-3);
  EXPECT_LT(step.inputs[0].first.high - step.inputs[0].first.low, 2e-2);
  const Indices sum = given_data_indices(table, evaluate(table, [](auto u) { return u[0] + u[1]; }));
  EXPECT_LT(sum.inputs[0].first.high - sum.inputs[0].first.low, 0.06);
}

}  // namespace
}  // namespace offramp::sensitivity

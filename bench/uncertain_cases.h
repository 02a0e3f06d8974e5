// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <vector>

#include "offramp/bargaining/robust/robust.h"
#include "offramp/base/number/random.h"

/// For benchmarks and tests: worlds drawn around one situation in which parties pull apart.
namespace offramp::bargaining::uncertain {

struct Shape {
  std::size_t issues = 14;
  std::size_t options = 10;
  std::size_t parties = 3;
  std::size_t worlds = 100;
  std::size_t red_lines = 6;  ///< each binds in a random share of the worlds
  double noise = 0.25;        ///< spread of weights and values between worlds
  double demand_low = 0.35;   ///< reservations: uniform between these shares of the range
  double demand_high = 0.65;
  std::uint64_t seed = 1;
};

/// Weights and values are what a case's quantities are: a centre with an interval around it.
inline UncertainProblem make(const Shape& shape) {
  RandomStream random({.seed = shape.seed, .stream = 5});
  std::vector<Axis> axes(shape.issues);
  for (Axis& axis : axes) axis.options.resize(shape.options);
  UncertainProblem problem{Space(axes), shape.worlds, {}, {}, {}};
  std::vector<std::vector<double>> weight(shape.parties), ideal(shape.parties);
  for (std::size_t p = 0; p < shape.parties; ++p) {
    for (std::size_t i = 0; i < shape.issues; ++i) {
      weight[p].push_back(0.2 + random.uniform());
      const double side =
          static_cast<double>((p + i % 2) % shape.parties) / static_cast<double>(shape.parties - 1);
      ideal[p].push_back(std::clamp(side + 0.3 * random.normal(), 0.0, 1.0));
    }
  }
  for (std::size_t l = 0; l < shape.red_lines; ++l) {
    std::vector<Condition> parts;
    for (int part = 0; part < 2; ++part) {
      const std::size_t issue = random.index(static_cast<std::uint32_t>(shape.issues));
      std::vector<bool> allowed(shape.options);
      for (std::size_t o = 0; o < shape.options; ++o) allowed[o] = random.index(3) == 0;
      parts.push_back(Condition::member(issue, allowed));
    }
    problem.red_lines.push_back({0, Condition::conjunction(parts), WorldSet(shape.worlds)});
  }
  const std::vector<double> column(shape.worlds);
  for (std::size_t p = 0; p < shape.parties; ++p) {
    problem.negotiators.push_back({true, {}, {}, column});
    problem.negotiators.back().value.assign(shape.issues,
                                            std::vector<std::vector<double>>(shape.options, column));
  }
  for (std::size_t k = 0; k < shape.worlds; ++k) {
    for (std::size_t p = 0; p < shape.parties; ++p) {
      UncertainNegotiator& party = problem.negotiators[p];
      Utility utility;
      double total = 0.0, low = 0.0, high = 0.0;
      for (std::size_t i = 0; i < shape.issues; ++i) {
        const double w = weight[p][i] * std::max(0.1, 1.0 + shape.noise * random.normal());
        const double best = std::clamp(ideal[p][i] + 0.3 * shape.noise * random.normal(), 0.0, 1.0);
        std::vector<double> values;
        for (std::size_t o = 0; o < shape.options; ++o) {
          const double x = static_cast<double>(o) / static_cast<double>(shape.options - 1) - best;
          values.push_back(w * (1.0 - std::min(1.0, x * x * 1.2) + 0.1 * shape.noise * random.normal()));
        }
        total += w;
        utility.value.push_back(values);
      }
      for (auto& values : utility.value) {
        for (double& value : values) value /= total;
        low += *std::min_element(values.begin(), values.end());
        high += *std::max_element(values.begin(), values.end());
      }
      for (std::size_t i = 0; i < shape.issues; ++i) {
        for (std::size_t o = 0; o < shape.options; ++o) party.value[i][o][k] = utility.value[i][o];
      }
      const double demand = shape.demand_low + (shape.demand_high - shape.demand_low) * random.uniform();
      party.reservation[k] = low + demand * (high - low);
    }
    for (std::size_t l = 0; l < shape.red_lines; ++l) {
      if (random.uniform() < 0.2 + 0.1 * static_cast<double>(l)) problem.red_lines[l].binds.insert(k);
    }
  }
  return problem;
}

}  // namespace offramp::bargaining::uncertain

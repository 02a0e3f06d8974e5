// SPDX-License-Identifier: Apache-2.0
#pragma once

// Standard functions with known indices, and tables of worlds, for the tests of this folder.

#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <span>
#include <vector>

#include "offramp/base/number/random.h"
#include "offramp/sensitivity/fit/table.h"

namespace offramp::sensitivity {

using TestFunction = std::function<double(std::span<const double>)>;

/// Ishigami and Homma 1990 with a = 7, b = 0.1, on the unit cube.
inline double ishigami(std::span<const double> u) {
  const auto x = [&](std::size_t i) { return (2.0 * u[i] - 1.0) * std::numbers::pi; };
  return std::sin(x(0)) + 7.0 * std::sin(x(1)) * std::sin(x(1)) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

/// Sobol's G function and its indices in closed form (Saltelli and Sobol 1995).
struct SobolG {
  std::vector<double> a;
  double operator()(std::span<const double> u) const {
    double product = 1.0;
    for (std::size_t i = 0; i < a.size(); ++i) product *= (std::fabs(4.0 * u[i] - 2.0) + a[i]) / (1.0 + a[i]);
    return product;
  }
  double part(std::size_t i) const { return 1.0 / (3.0 * (1.0 + a[i]) * (1.0 + a[i])); }
  double product_but(std::size_t skip) const {
    double product = 1.0;
    for (std::size_t i = 0; i < a.size(); ++i) product *= i == skip ? 1.0 : 1.0 + part(i);
    return product;
  }
  double variance() const { return product_but(a.size()) - 1.0; }
  double first(std::size_t i) const { return part(i) / variance(); }
  double total(std::size_t i) const { return part(i) * product_but(i) / variance(); }
};

enum class Sampling { sobol, independent };

/// Uniform inputs in (0, 1).
inline Table uniform_table(std::size_t inputs, std::size_t worlds, Sampling sampling,
                           std::uint64_t seed = 7) {
  Table table;
  table.inputs.resize(inputs);
  const SobolPoints points(inputs, seed);
  for (std::size_t i = 0; i < inputs; ++i) {
    RandomStream random({seed, 0x7e57u, static_cast<std::uint32_t>(i), 0});
    for (std::size_t w = 0; w < worlds; ++w) {
      table.inputs[i].values.push_back(
          sampling == Sampling::sobol ? points.at(static_cast<std::uint32_t>(w), i) : random.uniform());
    }
  }
  return table;
}

inline std::vector<double> evaluate(const Table& table, const TestFunction& f) {
  std::vector<double> outputs, point(table.inputs.size());
  for (std::size_t w = 0; w < table.worlds(); ++w) {
    for (std::size_t i = 0; i < point.size(); ++i) point[i] = table.inputs[i].values[w];
    outputs.push_back(f(point));
  }
  return outputs;
}

/// A permutation of 0 .. n - 1.
inline std::vector<std::size_t> permutation(std::size_t n, std::uint64_t seed) {
  std::vector<std::size_t> order(n);
  for (std::size_t k = 0; k < n; ++k) order[k] = k;
  RandomStream random({seed, 0x5487u, 0, 0});
  for (std::size_t k = n; k > 1; --k)
    std::swap(order[k - 1], order[random.index(static_cast<std::uint32_t>(k))]);
  return order;
}

inline std::vector<double> permuted(const std::vector<double>& values,
                                    const std::vector<std::size_t>& order) {
  std::vector<double> result;
  for (const std::size_t k : order) result.push_back(values[k]);
  return result;
}

}  // namespace offramp::sensitivity

// SPDX-License-Identifier: Apache-2.0
// Prints our Sobol indices of two standard functions, one line per input, for peers/openturns_sobol.py and
// peers/salib_sobol.py:
//   function method input first total
// Methods: design (N base points) and table (N (d + 2) worlds, the same number of model runs).
// Usage: sensitivity_sobol [N, default 4096] [seed, default 1]
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "offramp/base/number/random.h"
#include "offramp/sensitivity/design/design.h"
#include "offramp/sensitivity/measure/indices.h"

namespace {

using namespace offramp;
using namespace offramp::sensitivity;
using Function = std::function<double(const double*)>;

double ishigami(const double* u) {
  constexpr double kPi = 3.14159265358979323846;
  const double x = (2 * u[0] - 1) * kPi, y = (2 * u[1] - 1) * kPi, z = (2 * u[2] - 1) * kPi;
  return std::sin(x) + 7.0 * std::sin(y) * std::sin(y) + 0.1 * z * z * z * z * std::sin(x);
}

double sobol_g(const double* u) {
  constexpr double kA[] = {0.0, 0.5, 3.0, 9.0, 99.0, 99.0};
  double product = 1.0;
  for (int i = 0; i < 6; ++i) product *= (std::fabs(4.0 * u[i] - 2.0) + kA[i]) / (1.0 + kA[i]);
  return product;
}

void compare(const char* name, std::size_t inputs, const Function& f, std::size_t base_points,
             std::uint64_t seed) {
  DesignOptions options;
  options.base_points = base_points;
  options.seed = seed;
  const DesignIndices design = design_indices(
      inputs,
      [&](std::span<const double> points, std::span<double> out) {
        for (std::size_t k = 0; k < out.size(); ++k) out[k] = f(points.data() + inputs * k);
      },
      options);
  Table table;
  table.inputs.resize(inputs);
  std::vector<double> y, point(inputs);
  const SobolPoints points(inputs, seed);
  for (std::uint32_t w = 0; w < base_points * (inputs + 2); ++w) {
    for (std::size_t i = 0; i < inputs; ++i) table.inputs[i].values.push_back(point[i] = points.at(w, i));
    y.push_back(f(point.data()));
  }
  const Indices given = given_data_indices(table, y);
  for (std::size_t i = 0; i < inputs; ++i) {
    std::printf("%s design %zu %.6f %.6f\n", name, i + 1, design.first[i].value, design.total[i].value);
    std::printf("%s table %zu %.6f %.6f\n", name, i + 1, given.inputs[i].first.value,
                given.inputs[i].total.value);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto base_points = static_cast<std::size_t>(argc > 1 ? std::atoi(argv[1]) : 4096);
  const auto seed = static_cast<std::uint64_t>(argc > 2 ? std::atoi(argv[2]) : 1);
  compare("ishigami", 3, ishigami, base_points, seed);
  compare("g", 6, sobol_g, base_points, seed);
  return 0;
}

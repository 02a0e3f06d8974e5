// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/measure/delta.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "offramp/base/number/elementary.h"
#include "offramp/sensitivity/fit/conditional.h"

namespace offramp::sensitivity {
namespace {

// Functions on the classes, orthonormal under the classes' shares: [function][class], the first constant.
struct ClassBasis {
  std::vector<double> shares;
  std::vector<std::vector<double>> functions;
};

// Gram-Schmidt on Chebyshev polynomials of the middle level; these are cosines of the angle, without libm.
ClassBasis class_basis(const Bins& bins) {
  ClassBasis basis;
  const auto n = static_cast<double>(bins.bin.size());
  for (const std::uint32_t count : bins.counts) basis.shares.push_back(static_cast<double>(count) / n);
  constexpr std::size_t kMostFunctions = 32;  // finer detail is the histogram's
  const std::size_t size = bins.size();
  std::vector<double> before(size, 1.0), now(size), next(size);
  for (std::size_t c = 0; c < size; ++c) now[c] = 2.0 * bins.level[c] - 1.0;
  for (std::size_t k = 0; k < std::min(size, kMostFunctions); ++k) {
    std::vector<double> function = k == 0 ? before : now;
    for (int pass = 0; pass < 2; ++pass) {
      for (const auto& earlier : basis.functions) {
        double inner = 0.0;
        for (std::size_t c = 0; c < size; ++c) inner += basis.shares[c] * function[c] * earlier[c];
        for (std::size_t c = 0; c < size; ++c) function[c] -= inner * earlier[c];
      }
    }
    double norm = 0.0;
    for (std::size_t c = 0; c < size; ++c) norm += basis.shares[c] * function[c] * function[c];
    norm = std::sqrt(norm);
    for (double& value : function) value /= norm;
    if (k > 0) {
      // Three-term step from the orthonormal function itself keeps the next direction well conditioned.
      for (std::size_t c = 0; c < size; ++c) next[c] = (2.0 * bins.level[c] - 1.0) * function[c];
      now = next;
    }
    basis.functions.push_back(std::move(function));
  }
  return basis;
}

// cells[a][b] of joint shares -> ratio of joint to product density, less 1, without coefficients of noise.
std::vector<double> denoised_excess(const std::vector<double>& cells, const ClassBasis& x,
                                    const ClassBasis& y, double worlds) {
  const std::size_t rows = x.shares.size(), columns = y.shares.size();
  const std::size_t across = x.functions.size(), along = y.functions.size();
  std::vector<double> half(across * columns, 0.0), coefficients(across * along, 0.0),
      excess(rows * columns, 0.0);
  for (std::size_t i = 0; i < across; ++i) {
    for (std::size_t a = 0; a < rows; ++a) {
      for (std::size_t b = 0; b < columns; ++b)
        half[i * columns + b] += x.functions[i][a] * cells[a * columns + b];
    }
  }
  const double candidates = static_cast<double>((across - 1) * (along - 1));
  const double threshold = std::max(6.0, 2.0 * portable_log(std::max(candidates, 2.0))) / worlds;
  for (std::size_t i = 1; i < across; ++i) {
    for (std::size_t j = 1; j < along; ++j) {
      double sum = 0.0;
      for (std::size_t b = 0; b < columns; ++b) sum += half[i * columns + b] * y.functions[j][b];
      if (sum * sum > threshold) coefficients[i * along + j] = sum;
    }
  }
  std::fill(half.begin(), half.end(), 0.0);
  for (std::size_t i = 1; i < across; ++i) {
    for (std::size_t j = 1; j < along; ++j) {
      const double coefficient = coefficients[i * along + j];
      if (coefficient == 0.0) continue;
      for (std::size_t b = 0; b < columns; ++b) half[i * columns + b] += coefficient * y.functions[j][b];
    }
  }
  for (std::size_t i = 1; i < across; ++i) {
    for (std::size_t a = 0; a < rows; ++a) {
      for (std::size_t b = 0; b < columns; ++b)
        excess[a * columns + b] += x.functions[i][a] * half[i * columns + b];
    }
  }
  return excess;
}

// E|D + s Z| for a standard normal Z, less |D|: what noise adds to one absolute difference.
double noise_of_absolute(double difference, double deviation) {
  if (!(deviation > 0.0)) return 0.0;
  constexpr double kRootTwoOverPi = 0.7978845608028654;
  const double z = std::fabs(difference) / deviation;
  if (z > 8.0) return 0.0;
  return deviation * (kRootTwoOverPi * portable_exp(-0.5 * z * z) - 2.0 * z * normal_cdf(-z));
}

// Half the summed absolute difference of the histogram, less the noise expected around the denoised one.
double corrected_histogram_delta(const std::vector<double>& cells, const std::vector<double>& excess,
                                 const ClassBasis& x, const ClassBasis& y, double worlds) {
  const std::size_t columns = y.shares.size();
  double delta = 0.0;
  for (std::size_t a = 0; a < x.shares.size(); ++a) {
    for (std::size_t b = 0; b < columns; ++b) {
      const std::size_t cell = a * columns + b;
      const double product = x.shares[a] * y.shares[b];
      const double ratio = std::max(1.0 + excess[cell], 0.0);
      const double deviation =
          std::sqrt(ratio * product * (1.0 - x.shares[a]) * (1.0 - y.shares[b]) / worlds);
      delta +=
          0.5 * (std::fabs(cells[cell] - product) - noise_of_absolute(product * excess[cell], deviation));
    }
  }
  return delta;
}

}  // namespace

Estimate borgonovo_delta(const Ranking& input, const Ranking& output, const DeltaOptions& options) {
  const std::size_t worlds = input.worlds();
  if (input.constant() || output.constant()) return {};
  const std::size_t classes = options.classes != 0 ? std::clamp<std::size_t>(options.classes, 2, 64)
                                                   : std::min<std::size_t>(default_bin_count(worlds), 32);
  const Bins x_bins = make_bins(input, classes), y_bins = make_bins(output, 4 * classes);
  const auto n = static_cast<double>(worlds);
  const std::size_t columns = y_bins.size();
  std::vector<double> cells(x_bins.size() * columns, 0.0);
  for (std::size_t world = 0; world < worlds; ++world)
    cells[x_bins.bin[world] * columns + y_bins.bin[world]] += 1.0;
  for (double& cell : cells) cell /= n;
  const ClassBasis x = class_basis(x_bins), y = class_basis(y_bins);
  const std::vector<double> excess = denoised_excess(cells, x, y, n);
  double delta = 0.0;
  std::vector<double> row(x_bins.size(), 0.0), column(columns, 0.0);
  const auto sign = [&](std::size_t cell) {
    return excess[cell] > 0.0 ? 0.5 : (excess[cell] < 0.0 ? -0.5 : 0.0);
  };
  for (std::size_t a = 0; a < row.size(); ++a) {
    for (std::size_t b = 0; b < columns; ++b) {
      delta += 0.5 * x.shares[a] * y.shares[b] * std::fabs(excess[a * columns + b]);
      row[a] += y.shares[b] * sign(a * columns + b);
      column[b] += x.shares[a] * sign(a * columns + b);
    }
  }
  double first = 0.0, second = 0.0;
  for (std::size_t a = 0; a < row.size(); ++a) {
    for (std::size_t b = 0; b < columns; ++b) {
      const double influence = sign(a * columns + b) - row[a] - column[b];
      first += cells[a * columns + b] * influence;
      second += cells[a * columns + b] * influence * influence;
    }
  }
  if (delta > 0.0) delta = std::max(delta, corrected_histogram_delta(cells, excess, x, y, n));
  Estimate result = normal_estimate(delta, std::sqrt(std::max(0.0, second - first * first) / n));
  result.value = std::min(1.0, result.value);
  result.low = std::max(0.0, result.low);
  result.high = std::min(1.0, result.high);
  return result;
}

}  // namespace offramp::sensitivity

// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/fit/regression.h"

#include <algorithm>
#include <cmath>

#include "offramp/base/run/parallel.h"
#include "offramp/sensitivity/fit/conditional.h"
#include "offramp/sensitivity/fit/linear.h"

namespace offramp::sensitivity {
namespace {

// Column to mean 0 and variance 1, written with a stride.
void standardise(std::span<const double> values, const Ranking& ranking, bool ranks,
                 std::vector<double>& out) {
  out.resize(values.size());
  for (std::size_t w = 0; w < values.size(); ++w)
    out[w] = ranks ? ranking.level(ranking.group[w]) : values[w];
  const double mean = mean_of(out);
  const double scale = std::sqrt(variance_of(out, mean));
  for (double& value : out) value = scale > 0.0 ? (value - mean) / scale : 0.0;
}

SymmetricMatrix correlations(const std::vector<std::vector<double>>& columns, std::size_t worlds,
                             const RunControl& control) {
  constexpr std::size_t kBlock = 4096, kChunk = 64;
  SymmetricMatrix gram = parallel_reduce(
      worlds, kBlock, control, "regression", SymmetricMatrix(columns.size()),
      [&](std::size_t from, std::size_t to) {
        SymmetricMatrix sums(columns.size());
        std::vector<double> block(kChunk * columns.size());
        for (std::size_t begin = from; begin < to; begin += kChunk) {
          const std::size_t rows = std::min(to, begin + kChunk) - begin;
          for (std::size_t c = 0; c < columns.size(); ++c) {
            for (std::size_t r = 0; r < rows; ++r) block[r * columns.size() + c] = columns[c][begin + r];
          }
          add_outer_products(sums, block, rows);
        }
        return sums;
      },
      [](SymmetricMatrix& total, SymmetricMatrix&& part) {
        for (std::size_t i = 0; i < total.entries.size(); ++i) total.entries[i] += part.entries[i];
      });
  mirror_upper(gram);
  for (double& entry : gram.entries) entry /= static_cast<double>(worlds);
  return gram;
}

}  // namespace

LinearRegression standardised_regression(const Table& table, std::span<const Ranking> rankings,
                                         std::span<const double> output, const Ranking& output_ranking,
                                         bool ranks, const RunControl& control) {
  LinearRegression result;
  result.coefficients.resize(table.inputs.size());
  std::vector<std::size_t> used;
  for (std::size_t i = 0; i < table.inputs.size(); ++i) {
    if (!rankings[i].constant() && (!table.inputs[i].categorical() || rankings[i].groups() == 2))
      used.push_back(i);
  }
  if (used.empty() || output_ranking.constant()) return result;
  std::vector<std::vector<double>> columns(used.size() + 1);
  parallel_blocks(used.size() + 1, 1, control, "standardise", [&](std::size_t c, std::size_t, std::size_t) {
    if (c == used.size()) return standardise(output, output_ranking, ranks, columns[c]);
    standardise(table.inputs[used[c]].values, rankings[used[c]], ranks, columns[c]);
  });
  const SymmetricMatrix all = correlations(columns, output.size(), control);
  SymmetricMatrix gram(used.size());
  std::vector<double> right(used.size());
  for (std::size_t i = 0; i < used.size(); ++i) {
    right[i] = all(i, used.size());
    for (std::size_t j = 0; j < used.size(); ++j) {
      gram(i, j) = all(i, j);
      if (j > i && std::fabs(all(i, j)) > result.strongest_correlation) {
        result.strongest_correlation = std::fabs(all(i, j));
        result.correlated_a = used[i];
        result.correlated_b = used[j];
      }
    }
  }
  const NormalSolution solution = solve_normal(gram, right);
  for (std::size_t i = 0; i < used.size(); ++i) result.r_squared += solution.x[i] * right[i];
  result.r_squared = std::clamp(result.r_squared, 0.0, 1.0);
  const double freedom = static_cast<double>(output.size()) - static_cast<double>(solution.rank) - 1.0;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (solution.inverse_diagonal[i] == 0.0) continue;
    const double variance =
        freedom > 0.0 ? (1.0 - result.r_squared) * solution.inverse_diagonal[i] / freedom : 0.0;
    result.coefficients[used[i]] = normal_estimate(solution.x[i], std::sqrt(variance));
  }
  return result;
}

}  // namespace offramp::sensitivity

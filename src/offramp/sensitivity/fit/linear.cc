// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/fit/linear.h"

#include <cmath>

namespace offramp::sensitivity {

void add_outer_products(SymmetricMatrix& m, std::span<const double> block, std::size_t rows) {
  const std::size_t n = m.size;
  std::size_t r = 0;
  for (; r + 4 <= rows; r += 4) {
    const double* a = block.data() + r * n;
    const double *b = a + n, *c = b + n, *d = c + n;
    for (std::size_t i = 0; i < n; ++i) {
      double* out = m.entries.data() + i * n;
      const double ai = a[i], bi = b[i], ci = c[i], di = d[i];
      for (std::size_t j = i; j < n; ++j) out[j] += (ai * a[j] + bi * b[j]) + (ci * c[j] + di * d[j]);
    }
  }
  for (; r < rows; ++r) {
    const double* a = block.data() + r * n;
    for (std::size_t i = 0; i < n; ++i) {
      double* out = m.entries.data() + i * n;
      for (std::size_t j = i; j < n; ++j) out[j] += a[i] * a[j];
    }
  }
}

void mirror_upper(SymmetricMatrix& m) {
  for (std::size_t i = 0; i < m.size; ++i) {
    for (std::size_t j = 0; j < i; ++j) m(i, j) = m(j, i);
  }
}

Orthonormaliser orthonormalise(const SymmetricMatrix& gram) {
  constexpr double kTolerance = 1e-9;
  const std::size_t n = gram.size;
  Orthonormaliser result;
  std::vector<double> row(n), product(n);
  for (std::size_t column = 0; column < n; ++column) {
    std::fill(row.begin(), row.end(), 0.0);
    row[column] = 1.0;
    for (int pass = 0; pass < 2; ++pass) {  // twice is enough: Gram-Schmidt with one reorthogonalisation
      for (std::size_t k = 0; k < result.kept.size(); ++k) {
        const double* earlier = result.rows.data() + k * n;
        double inner = 0.0;
        for (std::size_t i = 0; i <= column; ++i) {
          for (std::size_t j = 0; j <= column; ++j) inner += row[i] * gram(i, j) * earlier[j];
        }
        for (std::size_t j = 0; j <= column; ++j) row[j] -= inner * earlier[j];
      }
    }
    double norm = 0.0;
    for (std::size_t i = 0; i <= column; ++i) {
      for (std::size_t j = 0; j <= column; ++j) norm += row[i] * gram(i, j) * row[j];
    }
    if (!(norm > kTolerance * gram(column, column)) || !(norm > 0.0)) continue;
    const double scale = 1.0 / std::sqrt(norm);
    for (double& entry : row) entry *= scale;
    result.kept.push_back(column);
    result.rows.insert(result.rows.end(), row.begin(), row.end());
  }
  return result;
}

NormalSolution solve_normal(const SymmetricMatrix& gram, std::span<const double> right) {
  constexpr double kTolerance = 1e-10;
  const std::size_t n = gram.size;
  SymmetricMatrix lower(n);
  std::vector<bool> kept(n, false);
  NormalSolution solution{std::vector<double>(n, 0.0), std::vector<double>(n, 0.0), 0};
  for (std::size_t j = 0; j < n; ++j) {
    double pivot = gram(j, j);
    for (std::size_t k = 0; k < j; ++k) pivot -= lower(j, k) * lower(j, k);
    if (!(pivot > kTolerance * gram(j, j)) || !(pivot > 0.0)) continue;
    kept[j] = true;
    ++solution.rank;
    lower(j, j) = std::sqrt(pivot);
    for (std::size_t i = j + 1; i < n; ++i) {
      double sum = gram(i, j);
      for (std::size_t k = 0; k < j; ++k) sum -= lower(i, k) * lower(j, k);
      lower(i, j) = sum / lower(j, j);
    }
  }
  std::vector<double> half(n, 0.0);
  for (std::size_t j = 0; j < n; ++j) {
    if (!kept[j]) continue;
    double sum = right[j];
    for (std::size_t k = 0; k < j; ++k) sum -= lower(j, k) * half[k];
    half[j] = sum / lower(j, j);
  }
  std::vector<double> column(n);
  for (std::size_t j = n; j-- > 0;) {
    if (!kept[j]) continue;
    double sum = half[j];
    for (std::size_t k = j + 1; k < n; ++k) sum -= lower(k, j) * solution.x[k];
    solution.x[j] = sum / lower(j, j);
    // Column j of the inverse of L; its squared length is the diagonal of the inverse of gram.
    std::fill(column.begin(), column.end(), 0.0);
    column[j] = 1.0 / lower(j, j);
    double length = column[j] * column[j];
    for (std::size_t i = j + 1; i < n; ++i) {
      if (!kept[i]) continue;
      double inner = 0.0;
      for (std::size_t k = j; k < i; ++k) inner -= lower(i, k) * column[k];
      column[i] = inner / lower(i, i);
      length += column[i] * column[i];
    }
    solution.inverse_diagonal[j] = length;
  }
  return solution;
}

}  // namespace offramp::sensitivity

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace offramp::sensitivity {

/// Symmetric matrix in full row-major storage, size x size.
struct SymmetricMatrix {
  std::size_t size = 0;
  std::vector<double> entries;

  explicit SymmetricMatrix(std::size_t n = 0) : size(n), entries(n * n, 0.0) {}
  double& operator()(std::size_t row, std::size_t column) { return entries[row * size + column]; }
  double operator()(std::size_t row, std::size_t column) const { return entries[row * size + column]; }
};

/// Adds row^T row for every row of a row-major block (rows x m.size), upper triangle only.
void add_outer_products(SymmetricMatrix& m, std::span<const double> block, std::size_t rows);
void mirror_upper(SymmetricMatrix& m);

/// Lower-triangular L with L G L^T = 1 on the columns that are not, within 1e-9 of their squared length, a
/// combination of the ones before; `kept` names those columns in order. One row per kept column.
struct Orthonormaliser {
  std::vector<std::size_t> kept;
  std::vector<double> rows;  ///< [kept][column], columns = size of G
};
Orthonormaliser orthonormalise(const SymmetricMatrix& gram);

/// Solution of gram x = right by Cholesky and the diagonal of the inverse. Columns that depend on earlier
/// ones get 0 and an inverse diagonal of 0.
struct NormalSolution {
  std::vector<double> x;
  std::vector<double> inverse_diagonal;
  std::size_t rank = 0;
};
NormalSolution solve_normal(const SymmetricMatrix& gram, std::span<const double> right);

}  // namespace offramp::sensitivity

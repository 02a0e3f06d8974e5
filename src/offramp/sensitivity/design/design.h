// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/sensitivity/fit/table.h"
#include "offramp/sensitivity/measure/model.h"

namespace offramp::sensitivity {

struct DesignOptions {
  std::size_t base_points = 4096;  ///< N; a power of two balances the net. Model runs: N (groups + 2)
  std::uint64_t seed = 1;
  std::size_t block = 512;  ///< most points in one call of the model
  /// Inputs moved together ("per source"); empty: every input on its own.
  std::vector<std::vector<std::size_t>> groups;
};

/// What a group of the design stands for, in every base point: N of matrix A, then N of matrix B.
struct DesignColumn {
  Input alone;  ///< what its share alone is of
  /// What is taken from B when the group moves, where it is independent of what all other groups hold.
  std::optional<Input> moved;
};

/// A model whose inputs need not be its coordinates: a level that is drawn from a chance, say, which other
/// coordinates move. All functions are called from several threads at once, `base` for all points before the
/// others, and must be pure but for what `base` notes down of its own points.
struct DesignModel {
  std::size_t dimensions = 0;
  std::size_t outputs = 1;
  enum class Matrix { a, b };
  /// Outputs at base points first, first + 1, ...; `points` as in UnitModel.
  std::function<void(Matrix matrix, std::size_t first, std::span<const double> points,
                     std::span<std::span<double>> outputs)>
      base;
  /// Outputs there as in A, but what `group` holds as in B (or drawn anew, given all else as in A).
  std::function<void(std::size_t group, std::size_t first, std::span<const double> a,
                     std::span<const double> b, std::span<std::span<double>> outputs)>
      mixed;
  /// Nothing for a group of several inputs.
  std::function<std::optional<DesignColumn>(std::size_t group)> column;
};

struct DesignIndices {
  bool available = false;
  std::string message = "the design was not run";
  std::size_t base_points = 0;
  std::size_t model_runs = 0;
  double mean = 0.0;
  double variance = 0.0;        ///< over A and B together
  std::vector<Estimate> first;  ///< [group]
  std::vector<Estimate> total;  ///< [group]
};

/// First-order and total Sobol indices by design. Matrices A and B come from one scrambled Sobol sequence in
/// 2 d dimensions; AB_i is A with what group i holds from B (Saltelli et al. 2010, "Variance based
/// sensitivity analysis of model output. Design and estimator for the total sensitivity index").
///
/// Total: E[(f(A) - f(AB_i))^2] / 2 V (Jansen 1999), of which a sparse polynomial expansion of f over A and B
/// (surrogate.h) gives its own part exactly: the squares of its terms that touch group i; only what is left
/// of f is averaged over the design, and the product of the two parts, whose expectation is 0, is left out.
/// Where that leaves more than there was (a group that moves nothing, a step), the design alone is used.
/// First: of one input as given_data_indices has it, from A and B as 2 N worlds (first_order.h); of several,
/// mean f(B) (f(AB_i) - f(A)) / V, f centred (Saltelli et al. 2010, table 2 (b)).
/// A group whose move changes no output at all has exactly 0. Consistent; 95 % intervals from the influence
/// functions, as if base points were independent, which on a Sobol net is an upper guide.
/// @throws std::invalid_argument when dimensions or outputs is 0, base_points is below 2 or above 2^31, block
/// is 0, a group names an input twice or out of range, or the model returns a value that is not finite;
/// Stopped.
std::vector<DesignIndices> design_indices(const DesignModel& model, const DesignOptions& options = {},
                                          const RunControl& control = {});
/// Of a model whose inputs are its coordinates.
std::vector<DesignIndices> design_indices(std::size_t dimensions, std::size_t outputs,
                                          const UnitModels& models, const DesignOptions& options = {},
                                          const RunControl& control = {});
DesignIndices design_indices(std::size_t dimensions, const UnitModel& model,
                             const DesignOptions& options = {}, const RunControl& control = {});

}  // namespace offramp::sensitivity

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/sensitivity/fit/table.h"

namespace offramp::sensitivity {

/// A model on the unit cube: `points` holds outputs.size() points, row by row, `dimensions` coordinates in
/// (0, 1) each (quantile levels of the inputs). Called from several threads at once; must be a pure function.
using UnitModel = std::function<void(std::span<const double> points, std::span<double> outputs)>;

struct DesignOptions {
  std::size_t base_points = 4096;  ///< N; a power of two balances the net. Model runs: N (groups + 2)
  std::uint64_t seed = 1;
  std::size_t replicates = 200;  ///< bootstrap resamples
  std::size_t block = 512;       ///< most points in one call of the model
  /// Inputs moved together ("per source"); empty: every input on its own.
  std::vector<std::vector<std::size_t>> groups;
};

struct DesignIndices {
  bool available = false;
  std::string message = "the design was not run";
  std::size_t base_points = 0;
  std::size_t model_runs = 0;
  double mean = 0.0;
  double variance = 0.0;               ///< over A and B together
  std::vector<Estimate> first;         ///< [group]: Saltelli et al. 2010
  std::vector<Estimate> first_jansen;  ///< [group]: Jansen 1999
  std::vector<Estimate> total;         ///< [group]: Jansen 1999
};

/// The same with several outputs of one run: outputs[output][point].
using UnitModels = std::function<void(std::span<const double> points, std::span<std::span<double>> outputs)>;

/// First-order and total Sobol indices by design. Matrices A and B are the two halves of a scrambled Sobol
/// sequence in 2 d dimensions, AB_i is A with the columns of group i from B (Saltelli et al. 2010, "Variance
/// based sensitivity analysis of model output. Design and estimator for the total sensitivity index"):
///   first   mean f(B) (f(AB_i) - f(A)) / V            (their table 2, (b); f is centred first)
///   first   1 - mean (f(B) - f(AB_i))^2 / 2 V         (Jansen 1999)
///   total   mean (f(A) - f(AB_i))^2 / 2 V             (Jansen 1999)
/// V is the variance of f(A) and f(B) together. Consistent; intervals are the 2.5 % and 97.5 % points of a
/// bootstrap over base points, which on a Sobol net are an upper guide.
/// @throws std::invalid_argument when dimensions is 0, base_points is below 2 or above 2^31, block is 0, a
/// group names an input twice or out of range, or the model returns a value that is not finite; Stopped.
DesignIndices design_indices(std::size_t dimensions, const UnitModel& model,
                             const DesignOptions& options = {}, const RunControl& control = {});

/// The indices of every output, from the same runs. `outputs` is how many there are, at least 1.
std::vector<DesignIndices> design_indices(std::size_t dimensions, std::size_t outputs,
                                          const UnitModels& models, const DesignOptions& options = {},
                                          const RunControl& control = {});

}  // namespace offramp::sensitivity

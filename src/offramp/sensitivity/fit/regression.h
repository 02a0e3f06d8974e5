// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/sensitivity/fit/table.h"

namespace offramp::sensitivity {

/// Standardised linear regression of the output on all numeric and two-level inputs at once (Saltelli et
/// al. 2008, "Global Sensitivity Analysis: The Primer", on standardised regression coefficients): change of
/// the output, in its standard deviations, per standard deviation of the input. With `ranks`, values and
/// output are replaced by their quantile levels. Exact least squares; squared coefficients of independent
/// inputs add up to `r_squared`.
struct LinearRegression {
  std::vector<std::optional<Estimate>>
      coefficients;  ///< [input]; none: constant, over two levels, or dependent
  double r_squared = 0.0;
  /// Largest absolute correlation between two of the inputs used, and which; 0 if fewer than two.
  double strongest_correlation = 0.0;
  std::size_t correlated_a = 0, correlated_b = 0;
};
LinearRegression standardised_regression(const Table& table, std::span<const Ranking> rankings,
                                         std::span<const double> output, const Ranking& output_ranking,
                                         bool ranks, const RunControl& control = {});

}  // namespace offramp::sensitivity

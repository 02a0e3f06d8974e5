// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

/// What is said of a column of numbers, defined once: means and quantiles over worlds, resamples, payoffs.
namespace offramp {

/// Summed from the first to the last; 0 of none.
double mean_of(std::span<const double> values);
/// Mean squared distance from `mean`, divided by n; 0 of none.
double variance_of(std::span<const double> values, double mean);

/// Quantile of sorted values: the smallest that at least a share p of the values do not exceed, so that it is
/// one of them (inverse of the empirical distribution function; Hyndman and Fan 1996, "Sample quantiles in
/// statistical packages", definition 1). p in [0, 1]; shares are compared with a tolerance of 1e-9 of a
/// value, so that p = 0.05 of 20 values is the first. Requires at least one value.
template <class T>
T quantile_of_sorted(const std::vector<T>& sorted, double p) {
  const double rank = std::ceil(p * static_cast<double>(sorted.size()) - 1e-9);
  return sorted[rank > 1.0 ? static_cast<std::size_t>(rank) - 1 : 0];
}

/// The same of values in any order, in linear time.
double quantile_of(std::vector<double> values, double p);

}  // namespace offramp

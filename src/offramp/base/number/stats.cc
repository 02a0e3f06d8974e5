// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/stats.h"

#include <algorithm>

namespace offramp {

double mean_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

double variance_of(std::span<const double> values, double mean) {
  double sum = 0.0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

double quantile_of(std::vector<double> values, double p) {
  const double rank = std::ceil(p * static_cast<double>(values.size()) - 1e-9);
  const auto place = values.begin() + (rank > 1.0 ? static_cast<std::ptrdiff_t>(rank) - 1 : 0);
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

}  // namespace offramp

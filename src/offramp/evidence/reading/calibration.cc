// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/reading/calibration.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "offramp/base/number/elementary.h"

namespace offramp::evidence {
namespace {

void check(const Forecast& forecast, std::size_t n) {
  double sum = 0.0;
  for (const double p : forecast.probability) {
    if (!(p >= 0.0 && p <= 1.0))
      throw std::invalid_argument(fmt::format("score: forecast {}: probability {} is outside [0, 1]", n, p));
    sum += p;
  }
  if (std::fabs(sum - 1.0) > 1e-9)
    throw std::invalid_argument(fmt::format("score: forecast {}: probabilities sum to {}", n, sum));
  if (forecast.outcome >= forecast.probability.size()) {
    throw std::invalid_argument(
        fmt::format("score: forecast {}: there is no outcome {}", n, forecast.outcome));
  }
}

// Sums over the statements of one bin.
struct Sum {
  double p = 0.0, hits = 0.0, count = 0.0;
};

void decompose(const std::vector<Sum>& sums, CalibrationScore& score) {
  double statements = 0.0, hits = 0.0;
  for (const Sum& sum : sums) {
    statements += sum.count;
    hits += sum.hits;
  }
  const double base = hits / statements;
  for (const Sum& sum : sums) {
    if (sum.count == 0.0) continue;
    const double p = sum.p / sum.count;
    const double share = sum.hits / sum.count;
    score.reliability += sum.count * (p - share) * (p - share);
    score.resolution += sum.count * (share - base) * (share - base);
  }
  score.reliability /= statements;
  score.resolution /= statements;
  score.uncertainty = base * (1.0 - base);
}

}  // namespace

CalibrationScore score(const std::vector<Forecast>& forecasts, std::size_t bins) {
  if (forecasts.empty()) throw std::invalid_argument("score: no forecasts");
  if (bins == 0) throw std::invalid_argument("score: bins = 0; at least 1 is needed");
  CalibrationScore result;
  result.forecasts = forecasts.size();
  std::vector<Sum> sums(bins);
  double statements = 0.0;
  for (std::size_t n = 0; n < forecasts.size(); ++n) {
    const Forecast& forecast = forecasts[n];
    check(forecast, n);
    for (std::size_t o = 0; o < forecast.probability.size(); ++o) {
      const double p = forecast.probability[o];
      const double came = o == forecast.outcome ? 1.0 : 0.0;
      result.brier += (p - came) * (p - came);
      Sum& sum = sums[std::min(bins - 1, static_cast<std::size_t>(p * static_cast<double>(bins)))];
      sum.p += p;
      sum.hits += came;
      sum.count += 1.0;
      statements += 1.0;
    }
    result.log_bits -= portable_log(forecast.probability[forecast.outcome]) * 1.4426950408889634074;
  }
  result.mean_square = result.brier / statements;
  result.brier /= static_cast<double>(forecasts.size());
  result.log_bits /= static_cast<double>(forecasts.size());
  decompose(sums, result);
  result.within_bins = result.mean_square - (result.reliability - result.resolution + result.uncertainty);
  for (std::size_t b = 0; b < bins; ++b) {
    const Sum& sum = sums[b];
    const double width = 1.0 / static_cast<double>(bins);
    result.reliability_table.push_back({static_cast<double>(b) * width, static_cast<double>(b + 1) * width,
                                        static_cast<std::size_t>(sum.count),
                                        sum.count > 0.0 ? sum.p / sum.count : 0.0,
                                        sum.count > 0.0 ? sum.hits / sum.count : 0.0});
  }
  return result;
}

}  // namespace offramp::evidence

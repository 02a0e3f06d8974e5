// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/model/belief.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "offramp/base/number/elementary.h"
#include "offramp/base/number/stats.h"

namespace offramp::evidence {
namespace {

constexpr double kMinusInfinity = -std::numeric_limits<double>::infinity();

}  // namespace

Belief summarise(std::span<const double> worlds) {
  if (worlds.size() == 1) return {worlds[0], worlds[0], worlds[0], worlds[0]};
  std::vector<double> values(worlds.begin(), worlds.end());
  Belief belief;
  belief.mean = mean_of(worlds);
  belief.p5 = quantile_of(values, 0.05);
  belief.p50 = quantile_of(values, 0.50);
  belief.p95 = quantile_of(values, 0.95);
  return belief;
}

double log_sum_except(std::span<const double> logs, std::size_t except) {
  double most = kMinusInfinity;
  for (std::size_t i = 0; i < logs.size(); ++i) {
    if (i != except) most = std::max(most, logs[i]);
  }
  if (most == kMinusInfinity) return most;
  double sum = 0.0;
  for (std::size_t i = 0; i < logs.size(); ++i) {
    if (i != except) sum += logs[i] == most ? 1.0 : portable_exp(logs[i] - most);
  }
  return most + (sum == 1.0 ? 0.0 : portable_log(sum));
}

double log_sum(std::span<const double> logs) {
  return log_sum_except(logs, logs.size());
}

double log_odds(std::span<const double> logs, std::size_t hypothesis) {
  const double rest = log_sum_except(logs, hypothesis);
  if (rest == kMinusInfinity) return -kMinusInfinity;
  return logs[hypothesis] - rest;
}

double log_odds_change(double before, double after) {
  if (std::isinf(before) && before == after) return 0.0;
  return after - before;
}

double decibans(double natural_log) {
  return natural_log * 4.3429448190325182765;
}

void normalise_logs(std::span<double> logs) {
  double most = kMinusInfinity;
  for (const double value : logs) most = std::max(most, value);
  double sum = 0.0;
  for (double& value : logs) {
    value = value == most && most > kMinusInfinity ? 1.0 : portable_exp(value - most);
    sum += value;
  }
  for (double& value : logs) value /= sum;
}

}  // namespace offramp::evidence

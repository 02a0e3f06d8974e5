// SPDX-License-Identifier: Apache-2.0
#include "offramp/elicitation/pool/mixture.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace offramp::elicitation {
namespace {

constexpr int kHalvings = 60;
constexpr double kLeast = 1e-12;  // of a probability
constexpr int kSteps = 200;

}  // namespace

double share_at_most(const Quantity& belief, double x) {
  if (!belief.uncertain()) return x >= belief.median() ? 1.0 : 0.0;
  double low = kLeast, high = 1.0 - kLeast;
  if (belief.quantile(low) > x) return 0.0;
  if (belief.quantile(high) <= x) return 1.0;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = 0.5 * (low + high);
    (belief.quantile(middle) <= x ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double mixture_quantile(std::span<const Quantity> beliefs, std::span<const double> weights, double p) {
  if (beliefs.empty() || beliefs.size() != weights.size())
    throw std::invalid_argument("mixture_quantile: one weight for each belief, and at least one belief");
  double low = beliefs.front().quantile(p), high = low;
  for (const Quantity& belief : beliefs) {
    low = std::min(low, belief.quantile(p));
    high = std::max(high, belief.quantile(p));
  }
  const auto reached = [&](double x) {
    double sum = 0.0;
    for (std::size_t i = 0; i < beliefs.size(); ++i) sum += weights[i] * share_at_most(beliefs[i], x);
    return sum >= p - 1e-11;
  };
  if (reached(low)) return low;
  for (int i = 0; i < kHalvings && low < high; ++i) {
    const double middle = low + 0.5 * (high - low);
    (reached(middle) ? high : low) = middle;
  }
  return high;
}

double distance(const Quantity& a, const Quantity& b) {
  double sum = 0.0;
  for (int i = 0; i < kSteps; ++i) {
    const double p = (i + 0.5) / kSteps;
    sum += std::abs(a.quantile(p) - b.quantile(p));
  }
  return sum / kSteps;
}

}  // namespace offramp::elicitation

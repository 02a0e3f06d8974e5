// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/merged/mixture.h"

#include <algorithm>
#include <limits>

namespace offramp::bargaining {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

double Mixture::line_search(const Barrier& barrier, const double* to, const double* from, double most) const {
  const std::size_t n = slim_.parties;
  double high = most;
  for (std::size_t i = 0; i < n; ++i) {
    const double d = to[i] - from[i];
    if (d < 0.0 && barrier.weight[i] > 0.0) high = std::min(high, 0.9 * (point_[i] - barrier.floor[i]) / -d);
  }
  const auto derivative = [&](double t) {
    double sum = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      const double d = to[i] - from[i];
      sum += d * barrier.derivative(i, point_[i] + t * d);
    }
    return sum;
  };
  double at_high = derivative(high);
  if (at_high >= 0.0 || !(high > 0.0)) return std::max(0.0, high);
  double low = 0.0;
  double at_low = derivative(0.0);
  double t = 0.0;
  for (int k = 0; k < 7; ++k) {
    t = k % 2 == 0 ? low + (high - low) * at_low / (at_low - at_high) : 0.5 * (low + high);
    const double value = derivative(t);
    if (value >= 0.0) {
      low = t;
      at_low = value;
    } else {
      high = t;
      at_high = value;
    }
  }
  return t > 0.0 ? t : 0.0;  // also when no derivative was finite
}

void Mixture::step(std::size_t g, const Barrier& barrier) {
  const std::size_t n = slim_.parties;
  const Slim::Group& group = slim_.open[g];
  std::vector<double>& share = share_[g];
  double weight[kMaxParties];
  for (std::size_t i = 0; i < n; ++i) weight[i] = barrier.derivative(i, point_[i]);
  double best = -kInfinity;
  double worst = kInfinity;
  std::size_t to = 0;
  std::size_t from = 0;
  for (std::size_t r = 0; r < group.rows(); ++r) {
    double value = 0.0;
    for (std::size_t i = 0; i < n; ++i) value += weight[i] * group.value[r * n + i];
    if (value > best) best = value, to = r;
    if (share[r] > 0.0 && value < worst) worst = value, from = r;
  }
  if (!(best > worst) || to == from) return;
  const double* x = &group.value[to * n];
  const double* y = &group.value[from * n];
  const double t = line_search(barrier, x, y, share[from]);
  for (std::size_t i = 0; i < n; ++i) point_[i] += t * (x[i] - y[i]);
  share[to] += t;
  share[from] = t >= share[from] ? 0.0 : share[from] - t;
}

}  // namespace offramp::bargaining

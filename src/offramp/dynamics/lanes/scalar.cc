// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/lanes/scalar.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "offramp/base/number/elementary.h"

namespace offramp::dynamics {

double look_up(const Lookup& lookup, double x) {
  const auto& xs = lookup.x;
  const auto& ys = lookup.y;
  if (std::isnan(x)) return x;
  const std::size_t n = xs.size();
  if (n == 1) return ys[0];
  auto i = static_cast<std::size_t>(std::upper_bound(xs.begin(), xs.end(), x) - xs.begin());
  if (lookup.kind == Lookup::Kind::discrete) {
    if (i == 0) return ys[0];
    return ys[std::min(i - 1, n - 2)];
  }
  const bool outside = x < xs.front() || x >= xs.back();
  if (outside && lookup.kind == Lookup::Kind::continuous) return x < xs.front() ? ys.front() : ys.back();
  i = std::clamp<std::size_t>(i, 1, n - 1);
  const double width = xs[i] - xs[i - 1];
  if (!(width > 0.0)) return ys[i];
  return ys[i - 1] + (x - xs[i - 1]) / width * (ys[i] - ys[i - 1]);
}

double remainder_of(double a, double b) {
  return std::fmod(a, b);
}

double poisson_of(double mean, double u) {
  if (!(mean >= 0.0 && mean <= 700.0)) return std::numeric_limits<double>::quiet_NaN();
  double chance = portable_exp(-mean), sum = chance;
  double k = 0.0;
  while (u > sum && k < 2000.0) {
    k += 1.0;
    chance *= mean / k;
    sum += chance;
  }
  return k;
}

}  // namespace offramp::dynamics

// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/points_scale.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace offramp::bargaining {
namespace {

constexpr double kLargestSum = 70368744177664.0;        // 2^46
constexpr std::uint64_t kLargestDenominator = 1 << 24;  // of one number
constexpr double kLargestUnits = 1099511627776.0;       // 2^40

}  // namespace

std::uint64_t denominator(double x, std::uint64_t limit) {
  const double size = std::fabs(x);
  const double close = size * 8 * 2.220446049250313e-16;
  double rest = size;
  std::uint64_t before = 0;  // denominators of the last two convergents
  std::uint64_t q = 1;
  for (int step = 0; step < 64; ++step) {
    const double p = std::floor(size * static_cast<double>(q) + 0.5);
    if (std::fabs(size - p / static_cast<double>(q)) <= close) return q;
    const double fraction = rest - std::floor(rest);
    if (!(fraction > 1e-12)) return 0;
    rest = 1 / fraction;
    if (rest > static_cast<double>(limit)) return 0;
    const std::uint64_t next = static_cast<std::uint64_t>(rest) * q + before;
    if (next > limit) return 0;
    before = q;
    q = next;
  }
  return 0;
}

std::uint64_t bounded_lcm(std::uint64_t a, std::uint64_t b, std::uint64_t limit) {
  if (a == 0 || b == 0) return 0;
  const std::uint64_t factor = a / std::gcd(a, b);
  return factor > limit / b ? 0 : factor * b;
}

Scaling choose_scaling(const std::vector<double>& numbers, double largest, std::size_t terms) {
  const double room = std::min(kLargestUnits, largest > 0 ? kLargestSum / largest : kLargestUnits);
  const auto limit = static_cast<std::uint64_t>(std::max(1.0, room));
  std::uint64_t common = 1;
  for (double x : numbers) {
    if (x == 0 || common == 0) continue;
    const double scaled = x * static_cast<double>(common);
    if (scaled == std::floor(scaled)) continue;  // the usual case, without a continued fraction
    common = bounded_lcm(common, denominator(x, kLargestDenominator), limit);
  }
  Scaling scaling;
  if (common != 0 && largest * static_cast<double>(common) <= kLargestSum) {
    scaling.units = static_cast<double>(common);
    return scaling;
  }
  scaling.rational = false;
  int exponent = 0;
  std::frexp(largest, &exponent);
  scaling.units = std::ldexp(1.0, 44 - exponent);
  scaling.tolerance = 0.5 * static_cast<double>(terms) / scaling.units;
  return scaling;
}

double in_units(double x, const Scaling& scaling) {
  return std::floor(x * scaling.units + 0.5);
}

}  // namespace offramp::bargaining

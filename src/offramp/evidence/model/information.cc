// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/model/information.h"

#include <algorithm>
#include <cmath>

#include "offramp/base/number/elementary.h"

namespace offramp::evidence {
namespace {

constexpr double kBitsPerNat = 1.4426950408889634074;

double self_information(double p) {
  return p > 0.0 ? -p * portable_log(p) * kBitsPerNat : 0.0;
}

// p log2(p / m), 0 for p = 0.
double relative(double p, double m) {
  return p > 0.0 ? p * portable_log(p / m) * kBitsPerNat : 0.0;
}

}  // namespace

double entropy_bits(std::span<const double> p) {
  double sum = 0.0;
  for (const double value : p) sum += self_information(value);
  return sum;
}

double jensen_shannon_bits(std::span<const double> p, std::span<const double> q) {
  double sum = 0.0;
  for (std::size_t h = 0; h < p.size(); ++h) {
    const double middle = 0.5 * (p[h] + q[h]);
    sum += 0.5 * (relative(p[h], middle) + relative(q[h], middle));
  }
  return std::clamp(sum, 0.0, 1.0);
}

double total_variation(std::span<const double> p, std::span<const double> q) {
  double sum = 0.0;
  for (std::size_t h = 0; h < p.size(); ++h) sum += std::fabs(p[h] - q[h]);
  return std::min(1.0, 0.5 * sum);
}

}  // namespace offramp::evidence

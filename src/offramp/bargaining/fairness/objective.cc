// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/fairness/objective.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include "offramp/bargaining/model/table.h"
#include "offramp/base/number/elementary.h"

namespace offramp::bargaining {
namespace {

constexpr double kRelativeTie = 1e-12;

__extension__ using Wide = unsigned __int128;

// A product of up to kMaxParties whole numbers below 2^53, in 64-bit limbs, least first.
struct BigProduct {
  std::array<std::uint64_t, kMaxParties> limbs{};
  BigProduct() { limbs[0] = 1; }
  void times(double whole) {
    const auto factor = static_cast<std::uint64_t>(whole);
    Wide carry = 0;
    for (std::uint64_t& limb : limbs) {
      carry += static_cast<Wide>(limb) * factor;
      limb = static_cast<std::uint64_t>(carry);
      carry >>= 64;
    }
  }
};

int sign_of(double a, double b, double slack) {
  return a < b - slack ? -1 : a > b + slack ? 1 : 0;
}

bool equal_weights(const std::vector<double>& weight) {
  double common = 0.0;
  for (double w : weight) {
    if (w == 0.0) continue;
    if (common != 0.0 && w != common) return false;
    common = w;
  }
  return true;
}

int compare_products(const std::vector<double>& weight, const double* a, const double* b) {
  double x = 1.0;
  double y = 1.0;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    if (weight[i] == 0.0) continue;
    x *= std::max(0.0, a[i]);
    y *= std::max(0.0, b[i]);
  }
  const int rough = sign_of(x, y, kRelativeTie * std::max(x, y));
  if (rough != 0 || x == 0.0 || y == 0.0) return rough;
  BigProduct p;
  BigProduct q;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    if (weight[i] == 0.0) continue;
    p.times(a[i]);
    q.times(b[i]);
  }
  for (std::size_t k = kMaxParties; k-- > 0;) {
    if (p.limbs[k] != q.limbs[k]) return p.limbs[k] < q.limbs[k] ? -1 : 1;
  }
  return 0;
}

double log_mean(const std::vector<double>& weight, const double* gain) {
  double sum = 0.0;
  double total = 0.0;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    if (weight[i] == 0.0) continue;
    if (gain[i] <= 0.0) return -std::numeric_limits<double>::infinity();
    sum += weight[i] * portable_log(gain[i]);
    total += weight[i];
  }
  return sum / total;
}

}  // namespace

bool Objective::admits(const double* gain) const {
  for (std::size_t i = 0; i < least_gain.size(); ++i) {
    if (gain[i] < least_gain[i]) return false;
  }
  return true;
}

double Objective::level(const double* gain) const {
  switch (family) {
    case Family::product: {
      const double mean = log_mean(weight, gain);
      return std::isinf(mean) ? 0.0 : portable_exp(mean);
    }
    case Family::leximin: {
      double least = std::numeric_limits<double>::infinity();
      for (std::size_t i = 0; i < step.size(); ++i) {
        if (step[i] != 0.0) least = std::min(least, (gain[i] - origin[i]) / step[i]);
      }
      return least;
    }
    case Family::sum:
      break;
  }
  double sum = 0.0;
  for (std::size_t i = 0; i < weight.size(); ++i) sum += weight[i] * gain[i];
  return sum;
}

int Objective::compare(const double* a, const double* b) const {
  if (family == Family::product) {
    if (equal_weights(weight)) return compare_products(weight, a, b);
    const double x = log_mean(weight, a);
    const double y = log_mean(weight, b);
    return std::isinf(x) || std::isinf(y) ? sign_of(x, y, 0.0) : sign_of(x, y, kRelativeTie);
  }
  if (family == Family::sum) {
    const double x = level(a);
    const double y = level(b);
    bool whole = std::max(std::fabs(x), std::fabs(y)) < 9e15;
    for (double w : weight) whole = whole && w == std::floor(w);
    return sign_of(x, y, whole ? 0.0 : kRelativeTie * std::max(std::fabs(x), std::fabs(y)));
  }
  std::array<double, kMaxParties> x{};
  std::array<double, kMaxParties> y{};
  std::size_t n = 0;
  for (std::size_t i = 0; i < step.size(); ++i) {
    if (step[i] == 0.0) continue;
    x[n] = (a[i] - origin[i]) / step[i];
    y[n++] = (b[i] - origin[i]) / step[i];
  }
  std::sort(x.begin(), x.begin() + n);
  std::sort(y.begin(), y.begin() + n);
  for (std::size_t i = 0; i < n; ++i) {
    if (std::fabs(x[i] - y[i]) > tie) return x[i] < y[i] ? -1 : 1;
  }
  return 0;
}

}  // namespace offramp::bargaining

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cmath>

#include "offramp/base/number/elementary.h"
#include "offramp/sensitivity/choice/scenario.h"

namespace offramp::sensitivity {
namespace {

// log n!, by Stirling's series beyond 20.
double log_factorial(std::size_t n) {
  const auto x = static_cast<double>(n);
  if (n < 20) {
    double product = 1.0;
    for (std::size_t k = 2; k <= n; ++k) product *= static_cast<double>(k);
    return portable_log(product);
  }
  constexpr double kHalfLogTwoPi = 0.9189385332046727;
  return (x + 0.5) * portable_log(x) - x + kHalfLogTwoPi + 1.0 / (12.0 * x) - 1.0 / (360.0 * x * x * x);
}

}  // namespace

double readable_between(double a, double b) {
  const double middle = a + 0.5 * (b - a);
  char text[64];
  for (int digits = 1; digits <= 17; ++digits) {
    const auto written =
        std::to_chars(text, text + sizeof text, middle, std::chars_format::scientific, digits - 1);
    double value = 0.0;
    std::from_chars(text, written.ptr, value);
    if (a < value && value < b) return value;
  }
  return middle;
}

double binomial_upper_tail(std::size_t k, std::size_t n, double p) {
  if (k == 0) return 1.0;
  if (k > n || p <= 0.0) return 0.0;
  if (p >= 1.0) return 1.0;
  const auto count = static_cast<double>(n);
  const auto start = static_cast<double>(k);
  double term = portable_exp(log_factorial(n) - log_factorial(k) - log_factorial(n - k) +
                             start * portable_log(p) + (count - start) * portable_log(1.0 - p));
  const double odds = p / (1.0 - p);
  double sum = 0.0;
  for (double i = start; i <= count; i += 1.0) {
    sum += term;
    term *= odds * (count - i) / (i + 1.0);
    if (i > count * p && term < 1e-18 * sum) break;
  }
  return std::min(1.0, sum);
}

}  // namespace offramp::sensitivity

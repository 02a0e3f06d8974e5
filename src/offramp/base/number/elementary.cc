// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/elementary.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace offramp {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
// log(2) in two parts, the first with trailing zeros so that integer multiples of it are exact.
constexpr double kLog2High = 0x1.62e42fee00000p-1;
constexpr double kLog2Low = 0x1.a39ef35793c76p-33;

template <std::size_t N>
double polynomial(const std::array<double, N>& ascending, double x) {
  double sum = ascending[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) sum = sum * x + ascending[i];
  return sum;
}

// 2^k for -1022 <= k <= 1023.
double power_of_two(int k) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52);
}

// std::frexp for a positive finite x, without the call where x is normal.
double mantissa(double x, int& exponent) {
  constexpr std::uint64_t kExponent = std::uint64_t{0x7ff} << 52;
  const auto bits = std::bit_cast<std::uint64_t>(x);
  if ((bits & kExponent) == 0) return std::frexp(x, &exponent);
  exponent = static_cast<int>(bits >> 52) - 1022;
  return std::bit_cast<double>((bits & ~kExponent) | std::uint64_t{1022} << 52);
}

}  // namespace

double portable_exp(double x) {
  if (std::isnan(x)) return x;
  if (x > 709.79) return kInfinity;
  if (x < -745.2) return 0.0;
  const double k = std::floor(x * 1.4426950408889634 + 0.5);
  const double high = x - k * kLog2High;
  const double low = k * kLog2Low;
  const double r = high - low;
  // Taylor series of e^r - 1 - r; |r| <= 0.347, so the term after the last is below 1e-18.
  static constexpr std::array<double, 13> kSeries = {1.0 / 2,
                                                     1.0 / 6,
                                                     1.0 / 24,
                                                     1.0 / 120,
                                                     1.0 / 720,
                                                     1.0 / 5040,
                                                     1.0 / 40320,
                                                     1.0 / 362880,
                                                     1.0 / 3628800,
                                                     1.0 / 39916800,
                                                     1.0 / 479001600,
                                                     1.0 / 6227020800.0,
                                                     1.0 / 87178291200.0};
  const double tail = r * r * polynomial(kSeries, r);
  const double value = 1.0 + (high + (tail - low));
  // In two steps, so that a subnormal result is rounded once and the largest finite one is reached.
  const int half = static_cast<int>(k) / 2;
  return value * power_of_two(half) * power_of_two(static_cast<int>(k) - half);
}

double portable_log(double x) {
  if (std::isnan(x) || x < 0.0) return std::numeric_limits<double>::quiet_NaN();
  if (x == 0.0) return -kInfinity;
  if (x == kInfinity) return kInfinity;
  int exponent = 0;
  double m = mantissa(x, exponent);
  if (m < 0.70710678118654752) {
    m *= 2.0;
    --exponent;
  }
  // log m = 2 artanh(s), s = (m - 1) / (m + 1), |s| <= 0.1716.
  const double f = m - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  static constexpr std::array<double, 12> kSeries = {2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9,
                                                     2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17,
                                                     2.0 / 19, 2.0 / 21, 2.0 / 23, 2.0 / 25};
  // 2 s = f - f^2/2 + s f^2/2 keeps the leading digits of f exact.
  const double half_square = 0.5 * f * f;
  const double correction = s * (half_square + z * polynomial(kSeries, z));
  const double k = exponent;
  return k * kLog2High - ((half_square - (correction + k * kLog2Low)) - f);
}

double logistic(double x) {
  if (x >= 0.0) return 1.0 / (1.0 + portable_exp(-x));
  const double e = portable_exp(x);
  return e / (1.0 + e);
}

double logit(double p) {
  return portable_log(p) - portable_log(1.0 - p);
}

double normal_quantile(double p) {
  static constexpr std::array<double, 8> kA = {
      3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
      4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3};
  static constexpr std::array<double, 8> kB = {1.0,
                                               4.2313330701600911252e1,
                                               6.8718700749205790830e2,
                                               5.3941960214247511077e3,
                                               2.1213794301586595867e4,
                                               3.9307895800092710610e4,
                                               2.8729085735721942674e4,
                                               5.2264952788528545610e3};
  static constexpr std::array<double, 8> kC = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                               5.76949722146069140550e0,  3.64784832476320460504e0,
                                               1.27045825245236838258e0,  2.41780725177450611770e-1,
                                               2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static constexpr std::array<double, 8> kD = {1.0,
                                               2.05319162663775882187e0,
                                               1.67638483018380384940e0,
                                               6.89767334985100004550e-1,
                                               1.48103976427480074590e-1,
                                               1.51986665636164571966e-2,
                                               5.47593808499534494600e-4,
                                               1.05075007164441684324e-9};
  static constexpr std::array<double, 8> kE = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                               1.78482653991729133580e0,  2.96560571828504891230e-1,
                                               2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                               2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static constexpr std::array<double, 8> kF = {1.0,
                                               5.99832206555887937690e-1,
                                               1.36929880922735805310e-1,
                                               1.48753612908506148525e-2,
                                               7.86869131145613259100e-4,
                                               1.84631831751005468180e-5,
                                               1.42151175831644588870e-7,
                                               2.04426310338993978564e-15};
  if (!(p >= 0.0 && p <= 1.0)) return std::numeric_limits<double>::quiet_NaN();
  if (p == 0.0) return -kInfinity;
  if (p == 1.0) return kInfinity;
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(kA, r) / polynomial(kB, r);
  }
  double r = std::sqrt(-portable_log(q < 0.0 ? p : 1.0 - p));
  double z = 0.0;
  if (r <= 5.0) {
    r -= 1.6;
    z = polynomial(kC, r) / polynomial(kD, r);
  } else {
    r -= 5.0;
    z = polynomial(kE, r) / polynomial(kF, r);
  }
  return q < 0.0 ? -z : z;
}

double normal_cdf(double z) {
  if (std::isnan(z)) return z;
  const double x = std::fabs(z);
  const double density = 0.39894228040143267794 * portable_exp(-0.5 * x * x);
  double upper = 0.0;  // P(Z > x)
  if (x < 3.0) {
    double term = x;
    double sum = x;
    for (int n = 3; term > sum * 1e-18; n += 2) {
      term *= x * x / n;
      sum += term;
    }
    upper = 0.5 - density * sum;
  } else if (x < 39.0) {
    double fraction = x;
    for (int n = 120; n >= 1; --n) fraction = x + n / fraction;
    upper = density / fraction;
  }
  return z > 0.0 ? 1.0 - upper : upper;
}

}  // namespace offramp

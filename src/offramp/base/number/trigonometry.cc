// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/trigonometry.h"

#include <array>
#include <cmath>
#include <limits>

#include "offramp/base/number/elementary.h"

namespace offramp {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kHalfPi = 1.5707963267948966;
constexpr double kHalfPiRest = 6.123233995736766e-17;

template <std::size_t N>
double polynomial(const std::array<double, N>& ascending, double x) {
  double sum = ascending[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) sum = sum * x + ascending[i];
  return sum;
}

// An angle as quadrant * pi/2 + high + low, |high| <= pi/4. pi/2 in three parts (Cody and Waite 1980): the
// first two have 33 digits, so that their products with a quadrant below 2^20 are exact.
struct Angle {
  int quadrant = 0;
  double high = 0.0, low = 0.0;
};

Angle reduced(double x) {
  constexpr double kFirst = 0x1.921fb54400000p0;
  constexpr double kSecond = 0x1.0b4611a600000p-34;
  constexpr double kThird = 0x1.3198a2e037073p-69;
  const double k = std::floor(x * 0.63661977236758134 + 0.5);
  const double first = x - k * kFirst;
  const double second = k * kSecond;
  const double a = first - second;
  const double lost = (first - a) - second;
  const double b = lost - k * kThird;
  const double high = a + b;
  return {static_cast<int>(static_cast<long long>(k) & 3), high, (a - high) + b};
}

// Taylor series; |r| <= pi/4, so the term after the last is below 1e-19.
double sine_of(const Angle& r) {
  static constexpr std::array<double, 8> kSeries = {-1.0 / 6,
                                                    1.0 / 120,
                                                    -1.0 / 5040,
                                                    1.0 / 362880,
                                                    -1.0 / 39916800.0,
                                                    1.0 / 6227020800.0,
                                                    -1.0 / 1307674368000.0,
                                                    1.0 / 355687428096000.0};
  const double z = r.high * r.high;
  return r.high + (r.low * (1.0 - 0.5 * z) + r.high * z * polynomial(kSeries, z));
}

double cosine_of(const Angle& r) {
  static constexpr std::array<double, 8> kSeries = {1.0 / 24,
                                                    -1.0 / 720,
                                                    1.0 / 40320,
                                                    -1.0 / 3628800.0,
                                                    1.0 / 479001600.0,
                                                    -1.0 / 87178291200.0,
                                                    1.0 / 20922789888000.0,
                                                    -1.0 / 6402373705728000.0};
  const double z = r.high * r.high;
  const double half = 0.5 * z;
  const double w = 1.0 - half;
  return w + (((1.0 - w) - half) + (z * z * polynomial(kSeries, z) - r.high * r.low));
}

bool has_angle(double x) {
  return std::fabs(x) < 0x1p30;
}

}  // namespace

double portable_sin(double x) {
  if (!has_angle(x)) return kNaN;
  const Angle r = reduced(x);
  const double value = (r.quadrant & 1) != 0 ? cosine_of(r) : sine_of(r);
  return (r.quadrant & 2) != 0 ? -value : value;
}

double portable_cos(double x) {
  if (!has_angle(x)) return kNaN;
  const Angle r = reduced(x);
  const double value = (r.quadrant & 1) != 0 ? sine_of(r) : cosine_of(r);
  return r.quadrant == 1 || r.quadrant == 2 ? -value : value;
}

double portable_tan(double x) {
  return portable_sin(x) / portable_cos(x);
}

// atan x = centre + atan((x - t) / (1 + x t)) for t = tan(centre) of 0, pi/6, pi/3, pi/2: the rest is at most
// tan(pi/12), where the term of the series after the last is below 1e-18.
double portable_atan(double x) {
  if (std::isnan(x)) return x;
  static constexpr std::array<double, 15> kSeries = {1.0,       -1.0 / 3,  1.0 / 5,   -1.0 / 7,  1.0 / 9,
                                                     -1.0 / 11, 1.0 / 13,  -1.0 / 15, 1.0 / 17,  -1.0 / 19,
                                                     1.0 / 21,  -1.0 / 23, 1.0 / 25,  -1.0 / 27, 1.0 / 29};
  constexpr double kSqrt3 = 1.7320508075688772;
  const double size = std::fabs(x);
  double rest = size, centre = 0.0, centre_rest = 0.0;
  if (size > 3.7320508075688772) {
    rest = -1.0 / size;
    centre = kHalfPi;
    centre_rest = kHalfPiRest;
  } else if (size > 1.0) {
    rest = (size - kSqrt3) / (1.0 + size * kSqrt3);
    centre = 1.0471975511965979;
    centre_rest = -1.0720817664510910e-16;
  } else if (size > 0.26794919243112270) {
    rest = (size * kSqrt3 - 1.0) / (kSqrt3 + size);
    centre = 0.52359877559829893;
    centre_rest = -5.3604088322554545e-17;
  }
  const double value = centre + (centre_rest + rest * polynomial(kSeries, rest * rest));
  return std::copysign(value, x);
}

double portable_asin(double x) {
  if (!(std::fabs(x) <= 1.0)) return kNaN;
  if (std::fabs(x) == 1.0) return std::copysign(kHalfPi, x);
  return portable_atan(x / std::sqrt((1.0 - x) * (1.0 + x)));
}

double portable_acos(double x) {
  if (!(std::fabs(x) <= 1.0)) return kNaN;
  if (x == -1.0) return 2.0 * kHalfPi;
  return 2.0 * portable_atan(std::sqrt((1.0 - x) / (1.0 + x)));
}

double portable_sinh(double x) {
  static constexpr std::array<double, 9> kSeries = {1.0,
                                                    1.0 / 6,
                                                    1.0 / 120,
                                                    1.0 / 5040,
                                                    1.0 / 362880,
                                                    1.0 / 39916800.0,
                                                    1.0 / 6227020800.0,
                                                    1.0 / 1307674368000.0,
                                                    1.0 / 355687428096000.0};
  if (std::fabs(x) < 1.0) return x * polynomial(kSeries, x * x);
  const double half =
      0.5 * portable_exp(0.5 * std::fabs(x));  // in two factors, so that the largest is reached
  const double small = 0.5 * portable_exp(-std::fabs(x));
  return std::copysign(half * (2.0 * half) - small, x);
}

double portable_cosh(double x) {
  const double half = 0.5 * portable_exp(0.5 * std::fabs(x));
  return half * (2.0 * half) + 0.5 * portable_exp(-std::fabs(x));
}

double portable_tanh(double x) {
  if (std::isnan(x)) return x;
  if (std::fabs(x) > 22.0) return std::copysign(1.0, x);
  if (std::fabs(x) < 1.0) return portable_sinh(x) / portable_cosh(x);
  const double e = portable_exp(-2.0 * std::fabs(x));
  return std::copysign((1.0 - e) / (1.0 + e), x);
}

double portable_pow(double x, double y) {
  if (y == 0.0 || x == 1.0) return 1.0;
  if (std::isnan(x) || std::isnan(y)) return kNaN;
  const bool whole = y == std::floor(y);
  if (whole && std::fabs(y) <= 64.0) {
    double result = 1.0, power = x;
    for (auto n = static_cast<unsigned>(std::fabs(y)); n != 0; n >>= 1) {
      if ((n & 1u) != 0) result *= power;
      power *= power;
    }
    return y < 0.0 ? 1.0 / result : result;
  }
  if (x < 0.0 && !whole) return kNaN;
  const double size = portable_exp(y * portable_log(std::fabs(x)));
  const bool odd = whole && std::fmod(y, 2.0) != 0.0;
  return x < 0.0 && odd ? -size : size;
}

}  // namespace offramp
